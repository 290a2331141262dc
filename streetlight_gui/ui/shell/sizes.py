"""How large text is, a factor on the font of the person's desktop, and the window at first."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo
from PySide6.QtWidgets import QApplication, QToolTip

from streetlight_gui.ui.widgets.text_sizes import SMALL, sized

FIRST_SIZE = QSize(1280, 800)
LEAST_SIZE = QSize(900, 600)  # whatever the font: what has no room scrolls
_FRAME = QSize(8, 40)  # title bar and borders, which are not known before the window shows
STEPS = (0.7, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
NORMAL = 1.0
_READ_FROM_AFAR = 32 / 1920


def stepped(scale: float, direction: int) -> float:
    """Return the next larger scale for 1, the next smaller for -1; at the ends there is none."""
    beyond = [step for step in STEPS if (step - scale) * direction > 0]
    return min(beyond, key=lambda step: abs(step - scale), default=scale)


def presented(width: int) -> float:
    """Return the scale at which the smallest text can be read from 8 m in a window so wide.

    That takes 16 arc minutes: 32 of 1920 pixels that are 2 m wide.
    """
    font = _desktop_font(SMALL)
    return _READ_FROM_AFAR * width / QFontInfo(font).pixelSize()


def scale_text(scale: float) -> None:
    """Let the application write in the desktop's font at this scale.

    Where that is its font already it is left alone: Qt goes on following the desktop.
    """
    font = _desktop_font(scale)
    if font != QApplication.font():
        QApplication.setFont(font)


def scale_tips(scale: float) -> None:
    """Let tips be of another scale, until all is styled anew."""
    QToolTip.setFont(_desktop_font(scale))


def fitting(size: QSize, available: QSize) -> QSize:
    """Return this size, or less on a screen with so much room, the frame left out."""
    return size.boundedTo(available - _FRAME)


def _desktop_font(scale: float) -> QFont:
    return sized(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont), scale)
