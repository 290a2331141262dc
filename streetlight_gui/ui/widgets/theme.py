"""The colours of the window, light and dark.

pyqtgraph and our own painting ignore Qt's palette, so each view is told the theme.
"""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication

HOUSING = "#12161b"
HOUSING_EDGE = "#3a424d"
LAMP_COLOURS = ("#ff4f42", "#ffc02e", "#35d07f", "#4db5ff", "#c792ff", "#f2f4f7")
LAMP_OFF = "#3a414a"
WALK_COLOUR, STOP_COLOUR = "#35d07f", "#ff6a5e"
UNDECIDED_COLOUR = "#c3c9d1"


class ThemeChoice(Enum):
    """What a person picks in the View menu."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high-contrast"


@dataclass(frozen=True)
class Theme:
    """Colours as '#rrggbb', named by what they are for."""

    window: str
    card: str
    line: str
    text: str
    muted: str
    accent: str
    on_accent: str
    pressed: str
    positive: str
    negative: str
    negative_text: str
    cell: str
    frozen: str
    held_out: str
    ghost: str
    run_1: str
    run_2: str
    run_3: str
    run_4: str
    lit: str
    groove: str  # borders of controls, too, and signs that change too often to show


_COLOURS = {  # of the light theme, of the dark one, and of that with high contrast
    "window": ("#f4f6f8", "#14181d", "#000000"),
    "card": ("#ffffff", "#1d232b", "#000000"),
    "line": ("#d9dee5", "#323a45", "#ffffff"),
    "text": ("#1b232d", "#e9edf2", "#ffffff"),
    "muted": ("#5b6673", "#a0abb8", "#ffffff"),
    "accent": ("#0b6bb5", "#4fb0f0", "#ffe14d"),
    "on_accent": ("#ffffff", "#0c1117", "#000000"),
    "pressed": ("#e8edf3", "#2b333d", "#333333"),
    "positive": ("#0b6bb5", "#4fb0f0", "#66ccff"),
    "negative": ("#d17206", "#f29a48", "#ffab4d"),
    "negative_text": ("#9c5300", "#f2a65e", "#ffc27a"),
    "cell": ("#ccd2db", "#414b58", "#5c5c5c"),
    "frozen": ("#7a4fd0", "#b79bf5", "#d9b8ff"),
    "held_out": ("#a84a00", "#f5a35c", "#ff9a5c"),
    "ghost": ("#85909d", "#67727f", "#a6a6a6"),
    "run_1": ("#1f7a33", "#66bb6a", "#66ff99"),
    "run_2": ("#b8165a", "#f2719c", "#ff80ab"),
    "run_3": ("#007a7a", "#3fc4bd", "#00e5d0"),
    "run_4": ("#5b6673", "#a0abb8", "#ffffff"),
    "lit": ("#fff0cc", "#44380f", "#4d4000"),
    "groove": ("#838d99", "#76828f", "#bfbfbf"),
}
LIGHT, DARK, HIGH_CONTRAST = (
    Theme(**dict(zip(_COLOURS, colours, strict=True)))
    for colours in zip(*_COLOURS.values(), strict=True)
)
_CHOSEN = {
    ThemeChoice.LIGHT: LIGHT,
    ThemeChoice.DARK: DARK,
    ThemeChoice.HIGH_CONTRAST: HIGH_CONTRAST,
}


def rgb(colour: str | QColor) -> tuple[int, int, int]:
    """Return red, green and blue, from 0 to 255."""
    parsed = QColor(colour)
    return parsed.red(), parsed.green(), parsed.blue()


def mixed(colour: QColor, ground: QColor, share: float) -> QColor:
    """Return a colour mixed into a ground, all of it at a share of 1, none at 0."""
    pairs = zip(rgb(colour), rgb(ground), strict=True)
    return QColor(*(round(share * full + (1 - share) * none) for full, none in pairs))


def resolve(choice: ThemeChoice) -> Theme:
    """Return the theme of a choice; the system's where the choice is the system's."""
    if choice is not ThemeChoice.SYSTEM:
        return _CHOSEN[choice]
    hints = QGuiApplication.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return HIGH_CONTRAST
    return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT
