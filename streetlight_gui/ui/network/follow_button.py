"""The switch that lets the lamps follow training."""

from PySide6.QtWidgets import QPushButton, QWidget

from streetlight_gui.ui.widgets.controls import named, quiet_focus


class FollowButton(QPushButton):
    """Checked while the lamps show the example in training; clicking a lamp unchecks it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin by following."""
        super().__init__("Follow training", parent)
        tip = "While training is slow enough to see, the lamps show the example in training (F)"
        named(self, "follow_button", self.text(), tip)
        quiet_focus(self)
        self.setProperty("small", True)
        self.setCheckable(True)
        self.setChecked(True)
