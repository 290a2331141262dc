"""A worksheet on a printer."""

import re

from PySide6.QtCore import QRectF
from PySide6.QtGui import QGuiApplication, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from streetlight_gui.core.replay.cursor import Cursor
from streetlight_gui.ui.exports.registry import export_for

# What other programs take where they have no such font; Qt takes it for a part of the name.
_INSTEAD = re.compile(rb', (sans-serif|monospace)(?=")')


def print_worksheet(cursor: Cursor, window: QWidget) -> bool:
    """Ask for a printer, which may be a PDF, and print; return whether the person wanted to."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, window)
    dialog.setWindowTitle("Print a worksheet")
    is_wanted = bool(dialog.exec())
    dialog.deleteLater()
    if is_wanted:
        put_worksheet(cursor, printer)
    return is_wanted


def put_worksheet(cursor: Cursor, printer: QPrinter) -> None:
    """Print a worksheet, as large as the page lets it be.

    It goes there as SVG: widgets give a printer the pixels of a screen. In another resolution than
    the screen's Qt would remember other points for the fonts that the window has, too.
    """
    svg = export_for("worksheet.svg").make(cursor)
    picture = QSvgRenderer(_INSTEAD.sub(b"", svg))
    printer.setResolution(round(QGuiApplication.primaryScreen().logicalDotsPerInch()))
    printer.setFullPage(True)  # the sheet has margins of its own
    painter = QPainter(printer)
    try:
        page, size = QRectF(painter.viewport()), picture.defaultSize()
        scale = min(page.width() / size.width(), page.height() / size.height())
        box = QRectF(0, 0, scale * size.width(), scale * size.height())
        box.moveCenter(page.center())
        picture.render(painter, box)
    finally:
        painter.end()
