"""How large the window is: it fits the screen, with its frame."""

from PySide6.QtCore import QSize

_FIRST_SIZE = QSize(1280, 800)
_LEAST_SIZE = QSize(900, 600)  # whatever the font: what has no room scrolls
_FRAME = QSize(8, 40)  # title bar and borders, which are not known before the window shows


def first_size(available: QSize) -> QSize:
    """Return the size to open in on a screen with so much room, the frame left out."""
    return _FIRST_SIZE.boundedTo(available - _FRAME)


def least_size(available: QSize) -> QSize:
    """Return the least size on a screen with so much room, the frame left out."""
    return _LEAST_SIZE.boundedTo(available - _FRAME)
