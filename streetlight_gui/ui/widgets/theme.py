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
    """Colours as '#rrggbb', named by what they are for; those of the light theme if not given."""

    window: str = "#f4f6f8"
    card: str = "#ffffff"
    line: str = "#d9dee5"
    text: str = "#1b232d"
    muted: str = "#5b6673"
    accent: str = "#0b6bb5"
    on_accent: str = "#ffffff"
    pressed: str = "#e8edf3"
    positive: str = "#0b6bb5"
    negative: str = "#d17206"
    negative_text: str = "#9c5300"
    cell: str = "#ccd2db"
    frozen: str = "#7a4fd0"
    held_out: str = "#a84a00"
    ghost: str = "#85909d"
    lit: str = "#fff0cc"
    groove: str = "#838d99"  # borders of controls, too, and signs that change too often to show


LIGHT = Theme()
DARK = Theme(
    window="#14181d",
    card="#1d232b",
    line="#323a45",
    text="#e9edf2",
    muted="#a0abb8",
    accent="#4fb0f0",
    on_accent="#0c1117",
    pressed="#2b333d",
    positive="#4fb0f0",
    negative="#f29a48",
    negative_text="#f2a65e",
    cell="#414b58",
    frozen="#b79bf5",
    held_out="#f5a35c",
    ghost="#67727f",
    lit="#44380f",
    groove="#76828f",
)
HIGH_CONTRAST = Theme(
    window="#000000",
    card="#000000",
    line="#ffffff",
    text="#ffffff",
    muted="#ffffff",
    accent="#ffe14d",
    on_accent="#000000",
    pressed="#333333",
    positive="#66ccff",
    negative="#ffab4d",
    negative_text="#ffc27a",
    cell="#5c5c5c",
    frozen="#d9b8ff",
    held_out="#ff9a5c",
    ghost="#a6a6a6",
    lit="#4d4000",
    groove="#bfbfbf",
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
