"""The views of the atlas of starts as pictures of their own, with a line on what they are of."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from streetlight_gui.core.ensemble.atlas import Atlas
from streetlight_gui.core.ensemble.chart import MOST_VALUES, Chart
from streetlight_gui.core.ensemble.trained import LEARNED_BELOW
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.text.start_words import share_sentences
from streetlight_gui.text.sweep_words import atlas_words
from streetlight_gui.ui.exports.sheets import PLOT, ready
from streetlight_gui.ui.panels.start_legend import StartLegend
from streetlight_gui.ui.plots.share_bars import ShareBars
from streetlight_gui.ui.plots.start_curves import StartCurves
from streetlight_gui.ui.plots.start_dots import StartDots
from streetlight_gui.ui.tables.map.share_map import ShareMap
from streetlight_gui.ui.widgets.boxes import Card, filled
from streetlight_gui.ui.widgets.text_sizes import stretch
from streetlight_gui.ui.widgets.theme import LIGHT

_MARGIN, _AROUND = 28, 76  # of a sheet beside its view, and above and below, in a font of 12
_MARK, _AROUND_MARKS = 3, 180  # the least of a mark, and what is above and below all of them
_MOST_MARKS = 100_000
_CELL, _BESIDE_CELLS, _AROUND_CELLS = (84, 46), 120, 240  # of a map, in a font of 12


def atlas_sheet(view: QWidget, words: str, width: int, height: int) -> QWidget:
    """Return a sheet of a view in the light theme that shows what it is to show.

    Args:
        view: whose name for a person becomes the sheet's title.
        words: on what it is of.
        width: in a font of 12 pixels.
        height: in a font of 12 pixels.
    """
    card = Card(view.accessibleName())
    filled(card.body, (view, 1))
    return ready(card, words, width, height)


def curves_sheet(atlas: Atlas, snapshot: Snapshot | None = None) -> QWidget:
    """Return the errors of the starts of an atlas with one cell, and of a run among them."""
    view = StartCurves()
    view.show_atlas(atlas)
    if snapshot is not None:
        view.show_snapshot(snapshot)
    view.draw()
    return atlas_sheet(view, atlas_words(atlas), *PLOT)


def starts_sheet(atlas: Atlas) -> QWidget:
    """Return a mark for each start of an atlas with one cell, and how many learn."""
    view, room, dots, legend = QWidget(), QWidget(), StartDots(), StartLegend()
    view.setAccessibleName("Starts")
    for part in (dots, legend):
        part.set_theme(LIGHT)
        part.show_atlas(atlas)
    filled(QVBoxLayout(room), (dots, 1), margins=(0, 0, 0, 0))  # they are as large as it allows
    share = QLabel(share_sentences(atlas), wordWrap=True, textFormat=Qt.TextFormat.PlainText)
    filled(QVBoxLayout(view), share, (room, 1), legend, margins=(0, 0, 0, 0))
    wide, tall = PLOT
    rows = len(atlas.sweep.seeds) * _MARK // (wide - _MARGIN) + 1
    return atlas_sheet(view, atlas_words(atlas), wide, max(tall, rows * _MARK + _AROUND_MARKS))


def bars_sheet(atlas: Atlas) -> QWidget:
    """Return the shares of starts that learn, of each setting of a sweep."""
    view = ShareBars()
    view.show_atlas(atlas)
    size = view.sizeHint() / stretch(view.font())
    wide, tall = max(size.width() + _MARGIN, PLOT[0]), size.height() + _AROUND
    words = f"{atlas_words(atlas)}; learned: an error below {LEARNED_BELOW}"
    return atlas_sheet(view, words, wide, tall)


def map_sheet(atlas: Atlas) -> QWidget:
    """Return the shares of starts that learn, along two axes.

    Raises:
        ValueError: there are too many values along one of them.
    """
    chart = Chart.of(atlas.sweep)
    if chart.longest > MOST_VALUES:
        rule = f"the picture of a map has room for {MOST_VALUES} values along an axis"
        raise ValueError(f"{rule}, not for {chart.longest:,}; as CSV all of them can be exported")
    view = ShareMap()
    view.setAccessibleName("Map of starts")
    view.set_theme(LIGHT)
    view.show_atlas(atlas)
    wide = max(PLOT[0], _BESIDE_CELLS + _CELL[0] * len(chart.x.values))
    tall = _AROUND_CELLS + _CELL[1] * len(chart.y.values)
    return atlas_sheet(view, atlas_words(atlas), wide, tall)


def sweep_sheet(atlas: Atlas) -> QWidget:
    """Return what shows most of a sweep: each start of one setting, else shares of settings.

    They are a map where two things differ, else bars.
    """
    if len(atlas.sweep.cells) == 1 and atlas.sweep.networks <= _MOST_MARKS:
        return starts_sheet(atlas)
    return map_sheet(atlas) if Chart.of(atlas.sweep).is_plane else bars_sheet(atlas)
