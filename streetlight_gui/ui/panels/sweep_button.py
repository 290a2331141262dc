"""The button that begins a sweep, or goes on with one that was given up."""

from PySide6.QtWidgets import QPushButton

from streetlight_gui.core.checks.formatting import counted
from streetlight_gui.ui.widgets.controls import named, quiet_focus

_GO_ON = "Go on"


class SweepButton(QPushButton):
    """Says whether a click trains all starts, or only those that are missing."""

    def __init__(self, name: str, text: str, tip: str, *, spoken: str) -> None:
        """Begin with all; the arguments are those of `quiet_button`."""
        super().__init__(text)
        self._text, self._tip, self._spoken = text, tip, spoken
        named(self, name, spoken, tip)
        quiet_focus(self)

    def show_missing(self, count: int) -> None:
        """Offer to go on with so many starts; 0 offers to begin."""
        tip = f"Train the {counted(count, 'start')} still missing" if count else self._tip
        self.setText(_GO_ON if count else self._text)
        self.setAccessibleName(f"{_GO_ON}: {tip}" if count else self._spoken)
        self.setToolTip(tip)
