"""The colours of the window, light and dark, and the style sheet made of them.

pyqtgraph and our own painting ignore Qt's palette, so each view is told the theme.
"""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from streetlight_gui.ui.widgets.text_sizes import LARGE, SMALL, length

HOUSING = "#12161b"
HOUSING_EDGE = "#3a424d"
LAMP_COLOURS = ("#ff4f42", "#ffc02e", "#35d07f", "#4db5ff", "#c792ff", "#f2f4f7")
LAMP_OFF = "#3a414a"
WALK_COLOUR, STOP_COLOUR = "#35d07f", "#ff6a5e"
UNDECIDED_COLOUR = "#c3c9d1"
_QT_DARKER = 140  # per cent, from the window's colour to a border in Qt's Fusion style
_ICON_SIDE, _SMALL_ICON_SIDE = 16, 12  # in a font of 12 pixels


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


def apply_theme(application: QApplication, theme: Theme) -> None:
    """Give every widget these colours and sizes of the application's font, unless it has them.

    Qt styles every widget anew even where nothing changes, which takes half as long as making them.
    """
    style_sheet = _style_sheet(theme, application.font())
    if style_sheet != application.styleSheet():
        application.setPalette(_palette(theme))
        for kind in ("QAbstractSpinBox", "QComboBox", "QLineEdit"):
            # The stubs ask for bytes, which PySide refuses.
            application.setPalette(_field_palette(theme), kind)  # type: ignore[arg-type]
        application.setStyleSheet(style_sheet)


def _palette(theme: Theme) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for roles, colour in (
        ((role.Window,), theme.window),
        ((role.Base, role.AlternateBase, role.Button, role.ToolTipBase), theme.card),
        ((role.Text, role.WindowText, role.ButtonText, role.ToolTipText), theme.text),
        ((role.PlaceholderText,), theme.muted),
        ((role.Highlight, role.Link, role.Accent), theme.accent),
        ((role.HighlightedText,), theme.on_accent),
    ):
        for each in roles:
            palette.setColor(each, QColor(colour))
    for each in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, each, QColor(theme.muted))
    return palette


def _field_palette(theme: Theme) -> QPalette:
    """Return the palette of fields, whose border Qt's style makes of the window's colour."""
    palette = _palette(theme)
    palette.setColor(QPalette.ColorRole.Window, QColor(theme.groove).lighter(_QT_DARKER))
    return palette


def _style_sheet(theme: Theme, font: QFont) -> str:
    normal = QFontInfo(font).pointSizeF()
    title_height = QFontMetrics(font).height() + 6  # of small buttons: neighbours' titles align
    # Qt takes no other font for what it has styled unless the style sheet is another one, too.
    return f"""
    /* {font.toString()} */
    QFrame[card="true"] {{
        background: {theme.card}; border: 1px solid {theme.line}; border-radius: 8px;
    }}
    QFrame[card="true"][mark] {{ border-top-left-radius: 0; border-bottom-left-radius: 0; }}
    QFrame[mark="open"] {{ border-left: 6px solid {theme.line}; }}
    QFrame[mark="good"] {{ border-left: 6px solid {theme.accent}; }}
    QFrame[mark="bad"] {{ border-left: 6px solid {theme.negative_text}; }}
    QFrame[banner="warning"], QFrame[banner="note"] {{
        background: {theme.lit}; border: 1px solid {theme.negative}; border-radius: 6px;
    }}
    QFrame[banner="note"] {{ background: {theme.pressed}; border-color: {theme.accent}; }}
    QFrame[card="true"]:focus {{ border: 1px solid {theme.accent}; }}
    QLabel#card_title {{
        font-weight: bold; min-height: {title_height}px; border-bottom: 2px solid transparent;
    }}
    QLabel#card_title:focus {{ border-color: {theme.accent}; }}
    QLabel[muted="true"] {{ color: {theme.muted}; }}
    QLabel[past="true"] {{ font-weight: bold; color: {theme.negative_text}; }}
    QLabel[prediction="true"] {{ font-weight: bold; font-size: {LARGE * normal}pt; }}
    QPushButton {{
        background: {theme.card}; color: {theme.text};
        border: 1px solid {theme.groove}; border-radius: 6px; padding: 5px 10px;
        icon-size: {length(_ICON_SIDE, font)}px;
    }}
    QPushButton:hover, QPushButton:checked {{ border-color: {theme.accent}; }}
    QPushButton:pressed, QPushButton:checked {{ background: {theme.pressed}; }}
    QPushButton:focus {{ border: 2px solid {theme.accent}; padding: 4px 9px; }}
    QPushButton#run_button {{
        background: {theme.accent}; color: {theme.on_accent};
        border-color: {theme.accent}; font-weight: bold;
    }}
    QPushButton#run_button:focus {{ border-color: {theme.text}; }}
    QPushButton[small="true"] {{ padding: 2px 8px; icon-size: {length(_SMALL_ICON_SIDE, font)}px; }}
    QPushButton[small="true"]:focus {{ padding: 1px 7px; }}
    QPushButton[tiny="true"] {{ padding: 0px; border-radius: 4px; color: {theme.muted}; }}
    QPushButton[link="true"] {{
        background: transparent; color: {theme.accent}; border-color: transparent;
        padding: 1px 5px; text-decoration: underline;
    }}
    QPushButton[link="true"]:hover {{ background: {theme.pressed}; }}
    QPushButton[link="true"]:focus {{ border-color: {theme.accent}; padding: 0px 4px; }}
    QPushButton:disabled {{ color: {theme.muted}; }}
    QToolTip, #error_readout {{
        background: {theme.card}; color: {theme.text}; border: 1px solid {theme.line}; padding: 4px;
    }}
    #error_readout {{ border-radius: 4px; padding: 3px; }}
    #zero_note {{ background: {theme.card}; color: {theme.muted}; }}
    QTabWidget::pane {{ border: 0; border-top: 1px solid {theme.line}; }}
    QTabBar::tab {{
        background: transparent; color: {theme.muted};
        border: 0; border-bottom: 2px solid transparent; padding: 5px 8px;
    }}
    QTabBar::tab:selected {{ color: {theme.text}; border-bottom-color: {theme.accent}; }}
    QTabBar::tab:hover {{ color: {theme.text}; }}
    QTabBar {{ outline: 0; }}
    QTabBar::tab:selected:focus {{
        color: {theme.accent}; border: 2px solid {theme.accent}; border-radius: 4px;
        padding: 3px 6px;
    }}
    QSlider::groove {{ height: 4px; border-radius: 2px; background: {theme.groove}; }}
    QSlider::sub-page {{ border-radius: 2px; background: {theme.accent}; }}
    QSlider::handle {{
        width: 14px; height: 14px; margin: -5px 0; border-radius: 7px; background: {theme.accent};
    }}
    QSlider::handle:hover {{ background: {theme.text}; }}
    QSlider::handle:focus {{ width: 10px; height: 10px; border: 2px solid {theme.text}; }}
    QSlider::handle:disabled, QSlider::sub-page:disabled {{ background: {theme.groove}; }}
    #example_table QHeaderView {{ background: {theme.card}; }}
    #example_table QHeaderView::section {{
        background: {theme.card}; color: {theme.muted}; font-size: {SMALL * normal}pt; padding: 0px;
        border: none; border-bottom: 1px solid {theme.line};
    }}
    QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
    QScrollBar::handle {{ background: {theme.ghost}; border-radius: 3px; }}
    QScrollBar::handle:vertical {{ min-height: 24px; margin: 0 2px; }}
    QScrollBar::handle:horizontal {{ min-width: 24px; margin: 2px 0; }}
    QScrollBar::handle:hover {{ background: {theme.muted}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QAbstractScrollArea::corner {{ background: transparent; border: 0; }}
    QMenuBar {{ background: {theme.window}; color: {theme.text}; }}
    """
