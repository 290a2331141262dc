"""The exports that are drawn: which sheet, onto which paper."""

import gc
from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QPageSize
from PySide6.QtWidgets import QWidget

from streetlight_gui.core.nn.parts import Edge, edges_of
from streetlight_gui.core.replay.cursor import Cursor
from streetlight_gui.ui.exports.paper import pdf_bytes, png_bytes, svg_bytes
from streetlight_gui.ui.exports.sheets import diagram_sheet, errors_sheet, slope_sheet
from streetlight_gui.ui.exports.worksheet import worksheet


def drawn(subject: str, suffix: str, cursor: Cursor, numbers: Sequence[int], scale: float) -> bytes:
    """Return a picture; a QApplication must exist.

    Args:
        subject: of `_SHEETS`.
        suffix: of the file.
        cursor: where in a run.
        numbers: which part of the network it is about, if it is about one.
        scale: how many pixels there are for each of the window's, where there are any.

    Raises:
        ValueError: there is no such part.
    """
    try:
        page = QPageSize(QPageSize.PageSizeId.A4) if subject == "worksheet" else None
        return _put_on_paper(_SHEETS[subject](cursor, *numbers), suffix, scale, page)
    finally:
        gc.collect()  # here: what belongs to no widget must not end on the thread that trains


def _put_on_paper(sheet: QWidget, suffix: str, scale: float, page: QPageSize | None) -> bytes:
    """Return a sheet's picture; the sheet goes."""
    try:
        match suffix:
            case ".svg":
                return svg_bytes(sheet)
            case ".pdf":
                return pdf_bytes(sheet, page)
            case _:
                return png_bytes(sheet, scale)
    finally:
        sheet.deleteLater()
        QCoreApplication.sendPostedEvents(sheet, QEvent.Type.DeferredDelete)


def _slope(cursor: Cursor, layer: int, following: int, source: int, target: int) -> QWidget:
    edge, sizes = Edge(layer, source, target), cursor.trainer.network.sizes
    if following != layer + 1 or edge not in edges_of((sizes, False)):
        raise ValueError(f"the network has no weights_{layer}_{following}[{source}, {target}]")
    return slope_sheet(cursor, edge)


_SHEETS: dict[str, Callable[..., QWidget]] = {
    "diagram": diagram_sheet,
    "errors": errors_sheet,
    "slope": _slope,
    "worksheet": worksheet,
}
