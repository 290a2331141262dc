"""What Qt's own widgets look like in a theme: palettes, and the style sheet."""

from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from streetlight_gui.process.resources import read_style_sheet
from streetlight_gui.ui.widgets.text_sizes import CLOSE, CLOSER, LARGE, SMALL, length
from streetlight_gui.ui.widgets.theme import Theme

_QT_DARKER = 140  # per cent, from the window's colour to a border in Qt's Fusion style
_ICON_SIDE, _SMALL_ICON_SIDE = 16, 12  # in a font of 12 pixels


def apply_theme(application: QApplication, theme: Theme) -> None:
    """Give every widget these colours and sizes of the application's font, unless it has them.

    Qt styles every widget anew even where nothing changes, which takes half as long as making them;
    over another style sheet it takes four times as long as over none.
    """
    style_sheet = _style_sheet(theme, application.font())
    if style_sheet != application.styleSheet():
        application.setStyleSheet("")
        application.setPalette(_palette(theme))
        for kind in ("QAbstractSpinBox", "QComboBox", "QLineEdit"):
            # The stubs ask for bytes, which PySide refuses.
            application.setPalette(_field_palette(theme), kind)  # type: ignore[arg-type]
        application.setStyleSheet(style_sheet)


def dress(widget: QWidget, theme: Theme) -> None:
    """Give one widget, and all in it, these colours, whatever those of the others are."""
    widget.setPalette(_palette(theme))
    widget.setStyleSheet(_style_sheet(theme, QApplication.font()))


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
    sizes = {
        "large": LARGE * normal,
        "small": SMALL * normal,
        "close": length(CLOSE, font),
        "closer": length(CLOSER, font),
        "icon_side": length(_ICON_SIDE, font),
        "small_icon_side": length(_SMALL_ICON_SIDE, font),
        # Of small buttons: neighbours' titles align.
        "title_height": QFontMetrics(font).height() + 6,
    }
    # Qt takes no other font for what it has styled unless the style sheet is another one, too.
    return read_style_sheet(font=font.toString(), **vars(theme), **sizes)
