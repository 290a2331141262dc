"""Puts what a widget paints onto paper: SVG whose text is text, PNG of any scale, PDF."""

import re

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPoint, QSize, QSizeF
from PySide6.QtGui import QFont, QFontInfo, QImage, QPageSize, QPaintDevice, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from streetlight_gui.ui.widgets.pixmaps import png
from streetlight_gui.ui.widgets.text_sizes import fixed_font, stretch

# Pixels of a PNG: unasked it takes no second to make; all that there may be take 400 MB.
_MOST_UNASKED, _MOST_PIXELS = 16_000_000, 100_000_000
_USUAL_SCALE = 2.0

_FAMILY = re.compile(rb'(?<=font-family=")[^"]+')


def svg_bytes(widget: QWidget) -> bytes:
    """Return a widget's picture as SVG."""
    buffer, paper = QBuffer(), QSvgGenerator()
    paper.setOutputDevice(buffer)
    paper.setResolution(widget.logicalDpiX())
    paper.setSize(widget.size())
    paper.setViewBox(widget.rect())
    paper.setTitle(widget.accessibleName())
    paper.setDescription(widget.accessibleDescription())
    _paint(widget, paper)
    return _FAMILY.sub(_family, bytes(buffer.data().data()))


def png_bytes(widget: QWidget, scale: float | None = None) -> bytes:
    """Return a widget's picture as PNG, with so many pixels for each of its own.

    scale: without one it is twice as large as the widget, or as large where that would take long.

    Raises:
        ValueError: there would be too many pixels.
    """
    area = widget.width() * widget.height()
    if scale is None:
        scale = _USUAL_SCALE if area * _USUAL_SCALE**2 <= _MOST_UNASKED else 1.0  # even lines
    if area * scale**2 > _MOST_PIXELS:
        most, asked = (round(pixels / 1e6) for pixels in (_MOST_PIXELS, area * scale**2))
        rule = f"a picture may have {most} million pixels, not {asked:,} million"
        raise ValueError(f"{rule}: {scale:g} times as large as in the window is too large")
    image = QImage(_scaled(widget.size(), scale), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    image.fill(widget.palette().window().color())
    _paint(widget, image)
    return png(image)


def pdf_bytes(widget: QWidget, page: QPageSize | None = None) -> bytes:
    """Return a widget's picture as a PDF with one page, as wide as the picture.

    page: without one, a page of the picture's size in a font of 12 pixels.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    paper, size = QPdfWriter(buffer), QSizeF(widget.size()) / stretch(widget.font())
    dpi = widget.logicalDpiX()  # with another one Qt would remember other points for its fonts
    page = page or QPageSize(size / dpi, QPageSize.Unit.Inch)
    paper.setPageSize(page)
    paper.setResolution(dpi)
    paper.setPageMargins(QMarginsF())
    paper.setTitle(widget.accessibleName())
    _paint(widget, paper, page.size(QPageSize.Unit.Inch).width() * dpi / widget.width())
    return bytes(buffer.data().data())


def _paint(widget: QWidget, paper: QPaintDevice, scale: float = 1.0) -> None:
    painter = QPainter(paper)
    try:
        painter.scale(scale, scale)
        widget.render(painter, QPoint())
    finally:
        painter.end()  # Qt ends the process where a device goes before its painter


def _family(found: re.Match[bytes]) -> bytes:
    """Name the font that Qt took, as others know no 'Sans Serif', and what to take without it."""
    name, fixed = found[0].decode(), fixed_font()
    is_fixed = name in fixed.families()
    family = QFontInfo(fixed if is_fixed else QFont(name)).family()
    return f"{family}, {'monospace' if is_fixed else 'sans-serif'}".encode()


def _scaled(size: QSize, scale: float) -> QSize:
    return QSize(round(size.width() * scale), round(size.height() * scale))
