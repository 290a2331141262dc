"""One unit, opened: the sum that reaches it, its activation, and where each pattern lies."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from streetlight_gui.core.nn.parts import Unit
from streetlight_gui.core.replay.firing import firing
from streetlight_gui.core.replay.picture import Picture
from streetlight_gui.text.description import unit_name
from streetlight_gui.text.firing_words import WHY_INPUT, firing_lines
from streetlight_gui.ui.widgets.boxes import Card, filled
from streetlight_gui.ui.widgets.controls import quiet_button
from streetlight_gui.ui.widgets.example_lamps import ExampleLamps
from streetlight_gui.ui.widgets.labels import ElidedLabel, muted_label
from streetlight_gui.ui.widgets.text_sizes import KeepsFit, length
from streetlight_gui.ui.widgets.theme import LIGHT, Theme
from streetlight_gui.ui.widgets.throttle import Throttle

if TYPE_CHECKING:
    from streetlight_gui.ui.plots.activation_curve import ActivationCurve

_LINES = 3  # of text above the curve
_CURVE_ROOM = 120  # of height, in a font of 12: for all but the text


class ActivationView(Card):
    """Tells what the chosen unit makes of the pattern on the lamps, and draws it.

    Attributes:
        example: the pattern it answers.

    Signals:
        closed: the person wants to see no unit any more.
    """

    closed = Signal()

    def __init__(self) -> None:
        """Wait for a unit to be chosen."""
        super().__init__("")
        self.setObjectName("activation_view")
        self.setAccessibleName("One unit's activation")
        self._theme = LIGHT
        self._unit: Unit | None = None
        self._picture: Picture | None = None
        self._curve: ActivationCurve | None = None
        self._pace = Throttle(lambda _: self._refresh(), 0.0, self)  # nothing where nobody sees it
        self._name, self._slope_name = muted_label(""), muted_label("")
        name, tip = "activation_close_button", "Close the unit"
        button = quiet_button(name, "Close", f"{tip} (Esc)", spoken=tip, look="small")
        button.clicked.connect(self.closed)
        self.example = ExampleLamps("unit_example", "One unit's activation")
        self.header.insertWidget(1, self.example)
        filled(self.header, self._name, self._slope_name, button)
        self._text = ElidedLabel(lines=_LINES)
        self._text.setObjectName("activation_text")
        self.body.addWidget(self._text)
        KeepsFit(self, self._fit)

    def can_show(self, unit: Unit) -> bool:
        """Tell whether a unit computes anything: neither a light nor a bias unit does."""
        picture = self._picture
        return (
            bool(unit.layer)
            and picture is not None
            and unit.index < picture.network.sizes[unit.layer]
        )

    def show_unit(self, unit: Unit | None) -> None:
        """Show this unit, or none."""
        self._unit = unit
        self._refresh()

    def show_picture(self, picture: Picture) -> None:
        """Show the unit of this network, as it answers this pattern."""
        self._picture = picture
        self._pace.offer(picture, at_once=True)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self._theme = theme
        self._name.setStyleSheet(f"color: {theme.muted}")
        self._slope_name.setStyleSheet(f"color: {theme.frozen}")
        if self._curve is not None:
            self._curve.set_theme(theme)

    def _make_curve(self) -> "ActivationCurve":
        from streetlight_gui.ui.plots.activation_curve import ActivationCurve  # takes long

        curve = self._curve = ActivationCurve()
        curve.set_theme(self._theme)
        self.body.addWidget(curve, 1)
        return curve

    def _fit(self) -> None:
        """In a low window leave the room to the curve."""
        line = self.fontMetrics().lineSpacing()
        lines = min((self.height() - length(_CURVE_ROOM, self.font())) // line, _LINES)
        self._text.setMaximumHeight(max(lines, 1) * line)

    def _refresh(self) -> None:
        unit, picture = self._unit, self._picture
        if unit is None or picture is None or not self.can_show(unit):
            return
        curve, found = self._curve or self._make_curve(), firing(picture, unit)
        is_reached = picture.value(unit) is not None
        curve.draw(found, is_reached=is_reached)
        name = unit_name(unit, picture.network.sizes)
        self.title.setText(f"{name[0].upper()}{name[1:]}")
        self._name.setText(f"\N{EM DASH} {found.activation}(z)")
        self._slope_name.setText("\N{EN DASH} \N{EN DASH} its slope")
        lines = ["Its numbers are not finite here."]
        if found.is_finite:
            lines = firing_lines(found) if is_reached else ["not computed yet", "", WHY_INPUT]
        self._text.show_text("\n".join(lines))
        self.example.show_example(tuple(picture.pattern))
        for view in (self._text, curve):
            view.setToolTip("\n".join(lines))
