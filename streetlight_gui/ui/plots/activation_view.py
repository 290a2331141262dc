"""One unit, opened: the sum that reaches it, its activation, and where each pattern lies."""

from typing import TYPE_CHECKING

from streetlight_gui.core.checks.formatting import capital
from streetlight_gui.core.nn.parts import Unit
from streetlight_gui.core.replay.firing import firing
from streetlight_gui.core.replay.picture import Picture
from streetlight_gui.text.description import unit_name
from streetlight_gui.text.firing_words import firing_lines
from streetlight_gui.ui.plots.part_card import PartCard
from streetlight_gui.ui.widgets.labels import muted_label
from streetlight_gui.ui.widgets.theme import Theme
from streetlight_gui.ui.widgets.throttle import Throttle

if TYPE_CHECKING:
    from streetlight_gui.ui.plots.activation_curve import ActivationCurve

_LINES = 3  # of text above the curve


class ActivationView(PartCard):
    """Tells what the chosen unit makes of the pattern on the lamps, and draws it."""

    def __init__(self) -> None:
        """Wait for a unit to be chosen."""
        super().__init__("activation", "One unit's activation", "unit", _LINES)
        self._unit: Unit | None = None
        self._picture: Picture | None = None
        self._curve: ActivationCurve | None = None
        self._pace = Throttle(lambda _: self._refresh(), 0.0, self)  # nothing where nobody sees it
        self._name, self._slope_name = muted_label(""), muted_label("")
        for at, legend in enumerate((self._name, self._slope_name), start=3):
            self.header.insertWidget(at, legend)

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
        super().set_theme(theme)
        self._name.setStyleSheet(f"color: {theme.muted}")
        self._slope_name.setStyleSheet(f"color: {theme.frozen}")

    def _make_curve(self) -> "ActivationCurve":
        from streetlight_gui.ui.plots.activation_curve import ActivationCurve  # takes long

        curve = self._curve = ActivationCurve()
        self._place(curve)
        return curve

    def _refresh(self) -> None:
        unit, picture = self._unit, self._picture
        if unit is None or picture is None or not self.can_show(unit):
            return
        curve, found = self._curve or self._make_curve(), firing(picture, unit)
        is_reached = picture.value(unit) is not None
        curve.draw(found, is_reached=is_reached)
        self.title.setText(capital(unit_name(unit, picture.network.sizes)))
        self._name.setText(f"\N{EM DASH} {found.activation}(z)")
        self._slope_name.setText("\N{EN DASH} \N{EN DASH} slope")
        lines = firing_lines(found, is_reached=is_reached)
        self._say(lines, "\n".join(lines))
        self.example.show_example(tuple(picture.pattern))
