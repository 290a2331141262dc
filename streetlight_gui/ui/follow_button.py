"""The switch that lets the lamps follow training."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget


class FollowButton(QPushButton):
    """Checked while the lamps show the example in training; clicking a lamp unchecks it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin by following."""
        super().__init__("Follow training", parent)
        self.setObjectName("follow_button")
        self.setAccessibleName("Follow training")
        self.setToolTip(
            "While training is slow enough to see, the lamps show the example in training (F)"
        )
        self.setProperty("small", True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCheckable(True)
        self.setChecked(True)
