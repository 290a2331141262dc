"""The views of the atlas of starts as pictures of their own, with a line on what they are of."""

from PySide6.QtWidgets import QWidget

from streetlight_gui.core.ensemble.atlas import Atlas
from streetlight_gui.core.ensemble.trained import LEARNED_BELOW
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.text.sweep_words import atlas_words
from streetlight_gui.ui.exports.sheets import PLOT, ready
from streetlight_gui.ui.plots.share_bars import ShareBars
from streetlight_gui.ui.plots.start_curves import StartCurves
from streetlight_gui.ui.widgets.boxes import Card, filled
from streetlight_gui.ui.widgets.text_sizes import stretch

_MARGIN, _AROUND = 28, 76  # of a sheet beside its view, and above and below, in a font of 12


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


def sweep_sheet(atlas: Atlas) -> QWidget:
    """Return the shares of starts that learn, of each setting of a sweep."""
    view = ShareBars()
    view.show_atlas(atlas)
    size = view.sizeHint() / stretch(view.font())
    wide, tall = max(size.width() + _MARGIN, PLOT[0]), size.height() + _AROUND
    words = f"{atlas_words(atlas)}; learned: an error below {LEARNED_BELOW}"
    return atlas_sheet(view, words, wide, tall)
