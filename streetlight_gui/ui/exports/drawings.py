"""The exports that are drawn: which sheet, onto which paper."""

import gc
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QPageSize
from PySide6.QtWidgets import QWidget

from streetlight_gui.core.ensemble.atlas import Atlas
from streetlight_gui.core.nn.parts import edge_name, edges_of
from streetlight_gui.core.replay.cursor import Cursor
from streetlight_gui.ui.exports.atlas_sheets import curves_sheet, map_sheet, starts_sheet
from streetlight_gui.ui.exports.paper import pdf_bytes, png_bytes, svg_bytes
from streetlight_gui.ui.exports.sheets import (
    diagram_sheet,
    errors_sheet,
    slope_sheet,
    snapshot_of,
)
from streetlight_gui.ui.exports.worksheet import worksheet

_OF_BIAS = 2  # numbers


def drawn(
    subject: str, suffix: str, cursor: Cursor, about: Sequence[object], scale: float | None
) -> bytes:
    """Return a picture; a QApplication must exist.

    Args:
        subject: of `_SHEETS`.
        suffix: of the file.
        cursor: where in a run.
        about: the numbers of the part of the network that it is about, or the pattern on the
            lights, if it is about one.
        scale: of a PNG, how many pixels there are for each of the window's; None for two, or one
            where two make very many.

    Raises:
        ValueError: there is no such part.
    """
    page = QPageSize(QPageSize.PageSizeId.A4) if subject == "worksheet" else None
    return picture(partial(_SHEETS[subject], cursor, *about), suffix, scale, page)


def drawn_atlas(
    subject: str, suffix: str, cursor: Cursor, atlas: Atlas, scale: float | None
) -> bytes:
    """Return a picture of starts: 'starts', 'curves' with the run among them, or 'map'.

    Raises:
        ValueError: there is too much to draw.
    """
    sheets = {
        "starts": partial(starts_sheet, atlas),
        "curves": partial(curves_sheet, atlas, snapshot_of(cursor)),
        "map": partial(map_sheet, atlas),
    }
    return picture(sheets[subject], suffix, scale)


def picture(
    make: Callable[[], QWidget],
    suffix: str,
    scale: float | None = None,
    page: QPageSize | None = None,
) -> bytes:
    """Return the picture of a sheet; a QApplication must exist.

    Args:
        make: returns the sheet, which goes.
        suffix: of the file.
        scale: of a PNG, how many pixels there are for each of the window's; None for two, or one
            where two make very many.
        page: of a PDF; without one, a page of the sheet's size.
    """
    try:
        return _put_on_paper(make(), suffix, scale, page)
    finally:
        gc.collect()  # here: what belongs to no widget must not end on the thread that trains


def _put_on_paper(
    sheet: QWidget, suffix: str, scale: float | None, page: QPageSize | None
) -> bytes:
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


def _slope(cursor: Cursor, *numbers: int) -> QWidget:
    """Return the slope along the weight of four numbers, or along the bias of two."""
    shape = cursor.trainer.network.shape
    name = ("bias_{}[{}]" if len(numbers) == _OF_BIAS else "weights_{}_{}[{}, {}]").format(*numbers)
    edge = {edge_name(each, shape[0]): each for each in edges_of(shape)}.get(name)
    if edge is None:
        raise ValueError(f"the network has no {name}")
    return slope_sheet(cursor, edge)


_SHEETS: dict[str, Callable[..., QWidget]] = {
    "diagram": diagram_sheet,
    "errors": errors_sheet,
    "slope": _slope,
    "worksheet": worksheet,
}
