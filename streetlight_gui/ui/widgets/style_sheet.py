"""What Qt's own widgets look like in a theme: palettes, and the style sheet."""

from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication

from streetlight_gui.ui.widgets.text_sizes import LARGE, SMALL, length
from streetlight_gui.ui.widgets.theme import Theme

_QT_DARKER = 140  # per cent, from the window's colour to a border in Qt's Fusion style
_ICON_SIDE, _SMALL_ICON_SIDE = 16, 12  # in a font of 12 pixels


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
    QLabel[heading="true"] {{
        font-weight: bold; padding-top: 8px; border-top: 1px solid {theme.line};
    }}
    QLabel[mark="true"] {{
        color: {theme.negative_text};
        border: 0px solid; border-left: 3px solid {theme.negative};
    }}
    QLabel[past="true"] {{ font-weight: bold; color: {theme.negative_text}; }}
    #prediction_label {{ font-weight: bold; }}
    #prediction_label[large="true"] {{ font-size: {LARGE * normal}pt; }}
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
