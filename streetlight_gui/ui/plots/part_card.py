"""What the cards on one part of the diagram share: lines of text, and a curve below them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from streetlight_gui.core.checks.formatting import ELLIPSIS, TIMES
from streetlight_gui.ui.widgets.boxes import Card, filled
from streetlight_gui.ui.widgets.controls import quiet_button
from streetlight_gui.ui.widgets.example_lamps import ExampleLamps
from streetlight_gui.ui.widgets.labels import ElidedLabel
from streetlight_gui.ui.widgets.text_sizes import KeepsFit, length
from streetlight_gui.ui.widgets.theme import LIGHT, Theme

if TYPE_CHECKING:
    from streetlight_gui.ui.plots.plot import Plot

_ROOM = 118  # of height, in a font of 12, for all but the text: below, text or curve is seen
_ASIDE = 2  # lines that are added now and then
_WIDE = 460  # a line of text fits into this


class PartCard(Card):
    """Tells of a chosen part in lines of text, and draws a curve of it, made when first needed.

    A small card has room for one of them; a button in its title line exchanges them.

    Attributes:
        example: the one it speaks of.

    Signals:
        closed: the person wants to see no such part any more.
    """

    closed = Signal()

    def __init__(self, name: str, spoken: str, part: str, lines: int, *beside: QWidget) -> None:
        """Wait for a part to be chosen.

        Args:
            name: of the card in the program, before '_view'.
            spoken: its name for a person.
            part: what it is about, such as 'slope'.
            lines: of text, where there is room for them.
            beside: what stands beside the last of them.
        """
        super().__init__("")
        self.setObjectName(f"{name}_view")
        self.setAccessibleName(spoken)
        self._theme = LIGHT
        self._plot: Plot | None = None
        self._lines, self._line_count, self._beside = [""], lines, beside
        self._aside: Sequence[str] = ()
        self._must_say = False  # the first line, where there is only the curve, too
        self.example = ExampleLamps(f"{name}_example", spoken)
        close = _button(f"{name}_close_button", TIMES.strip(), f"Close the {part}", " (Esc)")
        close.clicked.connect(self.closed)
        self._swap = _button(f"{name}_swap_button", ELLIPSIS, "Text in place of the curve")
        self._swap.setCheckable(True)
        self._swap.clicked.connect(self._fit)
        self._text = ElidedLabel(f"{name}_text", lines=lines - 1, wraps=True)
        self._last = ElidedLabel(f"{name}_last_line")
        self._more = ElidedLabel(f"{name}_more_text", lines=_ASIDE)
        self.header.insertWidget(1, self.example)
        filled(self.header, self._swap, close)
        last = filled(QHBoxLayout(), (self._last, 1), *beside)
        filled(self.body, self._text, last, self._more)
        KeepsFit(self, self._fit)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self._theme = theme
        if self._plot is not None:
            self._plot.set_theme(theme)

    def _place(self, plot: "Plot") -> None:
        """Put the curve below the text."""
        self._plot = plot
        plot.set_theme(self._theme)
        self.body.addWidget(plot, 1)

    def _say(
        self, lines: list[str], tip: str, aside: Sequence[str] = (), *, must_say: bool = False
    ) -> None:
        """Write these lines; the first at any size where it must be said.

        aside: two lines more, or none; where there is no room for them, they stand in place of
            those between the first and the last.
        """
        self._lines, self._aside, self._must_say = lines, aside, must_say
        self._fit()
        for view in (self._text, self._last, self._more, self._plot):
            if view is not None:
                view.setToolTip(tip)

    def _fit(self) -> None:
        """Show both, or in a small card what is chosen."""
        count, lines = self._line_count, self._lines
        needed = length(_ROOM, self.font()) + count * self.fontMetrics().lineSpacing()
        is_small = self.height() < needed or self.width() < length(_WIDE, self.font())
        is_text = is_small and self._swap.isChecked()
        needed += len(self._aside) * self.fontMetrics().lineSpacing()
        adds = bool(self._aside) and not is_small and self.height() >= needed
        if self._aside and not adds:
            lines = [lines[0], *self._aside, lines[-1]]
        self._more.show_text("\n".join(self._aside))
        self._more.setVisible(adds)
        self._swap.setVisible(is_small)
        self._text.show_text("\n".join(lines if is_text else lines[: count - 1]))
        self._text.setVisible(not is_small or is_text)
        self._last.show_text(lines[0] if is_small else "".join(lines[count - 1 : count]))
        self._last.setVisible(not is_small or (self._must_say and not is_text))
        for each in self._beside:
            each.setVisible(not is_small)
        if self._plot is not None:
            self._plot.setVisible(not is_text)


def _button(name: str, text: str, spoken: str, key: str = "") -> QPushButton:
    return quiet_button(name, text, spoken + key, spoken=spoken, look="small")
