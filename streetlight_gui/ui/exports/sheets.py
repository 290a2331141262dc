"""The window's cards as pictures of their own, without the buttons, and with a line on the run."""

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QWidget

from streetlight_gui.core.nn.parts import Edge
from streetlight_gui.core.problems.patterns import Pattern
from streetlight_gui.core.replay.cursor import Cursor
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.text.description import LEGEND
from streetlight_gui.text.picture_words import picture_words
from streetlight_gui.ui.network.light_panel import LightPanel
from streetlight_gui.ui.network.network_canvas import NetworkCanvas
from streetlight_gui.ui.network.walk_signal import WalkSignal
from streetlight_gui.ui.plots.error_plot import ErrorPlot
from streetlight_gui.ui.plots.plot import Plot
from streetlight_gui.ui.plots.slope_view import SlopeView
from streetlight_gui.ui.widgets.boxes import Card, filled
from streetlight_gui.ui.widgets.labels import muted_label
from streetlight_gui.ui.widgets.style_sheet import dress
from streetlight_gui.ui.widgets.text_sizes import length
from streetlight_gui.ui.widgets.theme import LIGHT

PLOT = 720, 400  # in a font of 12 pixels, as the next
_BESIDE, _LAYER = 330, 170  # the width of lamps and signal, and of a layer
_AROUND, _UNIT, _LEAST = 170, 42, 6  # the height of what is around units, and of one


def diagram_sheet(cursor: Cursor, pattern: Pattern | None = None) -> QWidget:
    """Return the network as it answers a pattern; without one, the example in training."""
    snapshot = snapshot_of(cursor)
    sizes = snapshot.network.sizes
    wide = _BESIDE + _LAYER * len(sizes)
    tall = _AROUND + _UNIT * max(_LEAST, *sizes)
    return ready(diagram_card(snapshot, pattern), picture_words(snapshot), wide, tall)


def diagram_card(snapshot: Snapshot, pattern: Pattern | None = None) -> Card:
    """Return the window's card with the network, its lamps and its signal, to be laid out."""
    card, lights, network, signal = Card("Network"), LightPanel(), NetworkCanvas(), WalkSignal()
    lights.leave_bias_room(bool(snapshot.network.biases))
    network.set_animated(False)
    pattern = pattern or tuple(snapshot.pattern.tolist())
    lights.show_pattern(pattern)
    names = snapshot.settings.problem.names
    lights.show_names(names)
    signal.show_answer_name(names[-1] if names else "")
    network.show_pattern(pattern)
    network.show_snapshot(snapshot)
    if network.picture is not None:
        signal.answer(network.picture)
    filled(card.header, muted_label(LEGEND))
    filled(card.body, (filled(QHBoxLayout(), lights, (network, 1), 4, signal, spacing=0), 1))
    return card


def errors_sheet(cursor: Cursor) -> QWidget:
    """Return the error of every iteration of a run."""
    plot, snapshot = ErrorPlot(), snapshot_of(cursor)
    plot.make_curves()
    plot.show_snapshot(snapshot)
    return ready(plot, picture_words(snapshot), *PLOT)


def slope_sheet(cursor: Cursor, edge: Edge) -> QWidget:
    """Return the slope of the error along one weight."""
    view, snapshot = SlopeView(), snapshot_of(cursor)
    view.set_theme(LIGHT)
    view.show_snapshot(snapshot)
    view.show_edge(edge)
    for choice in view.findChildren(QComboBox):  # there will be none to look at
        view.title.setText(f"{view.title.text()}, over the {choice.currentText()}")
    return ready(view, picture_words(snapshot), *PLOT)


def snapshot_of(cursor: Cursor) -> Snapshot:
    """Return what is seen where a cursor stands."""
    return Snapshot.take(0, cursor, shows_each_example=True)


def dressed(sheet: QWidget, words: str) -> None:
    """Give a sheet the light theme, whatever the window has, and say what it is of."""
    sheet.setAccessibleDescription(words)
    dress(sheet, LIGHT)


def ready(sheet: Card, words: str, width: int, height: int) -> QWidget:
    """Let a card be painted in its size, given for a font of 12, without a screen.

    words: on what it is of, which stand below it.
    """
    filled(sheet.body, muted_label(words))
    dressed(sheet, words)
    sheet.resize(length(width, sheet.font()), length(height, sheet.font()))
    for plot in sheet.findChildren(Plot):
        plot.smooth()
    sheet.grab()  # lays out what was never shown; then what hides by its size knows that
    for control in (*sheet.findChildren(QPushButton), *sheet.findChildren(QComboBox)):
        control.hide()
    return sheet
