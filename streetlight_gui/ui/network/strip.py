"""The strip inside a unit: its response to every pattern as a row of cells."""

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QColor, QImage, QPaintEngine, QPainter, QPen

_MOST_GAPS = 8  # cells that are drawn apart


def draw_strip(painter: QPainter, box: QRectF, image: QImage, row: int, gap: QColor | None) -> None:
    """Draw a row of an image, with a cell for each of its pixels.

    gap: the colour between cells, unless there are many; None for none.
    """
    cells = image.width()
    wide = box.width() / cells
    xs = [box.left() + k * wide for k in range(cells)]
    if painter.paintEngine().type() == QPaintEngine.Type.Raster:
        painter.drawImage(box, image, QRectF(0, row, cells, 1))
    else:  # on paper pixels would be smoothed
        for k, x in enumerate(xs):
            cell = QRectF(x, box.top(), wide, box.height())
            painter.fillRect(cell, image.pixelColor(k, row))
    if gap is not None and cells <= _MOST_GAPS:
        painter.setPen(QPen(gap, 1))
        painter.drawLines([QLineF(x, box.top(), x, box.bottom()) for x in xs[1:]])
