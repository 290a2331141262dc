"""The window's cards as pictures of their own, without the buttons, and with a line on the run."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QWidget

from streetlight_gui.core.nn.parts import Edge
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

_PLOT = 720, 400  # in a font of 12 pixels, as the next
_BESIDE, _LAYER = 330, 170  # the width of lamps and signal, and of a layer
_AROUND, _UNIT, _LEAST_UNITS = 170, 42, 6  # the height of what is around units, and of one


def diagram_sheet(cursor: Cursor) -> QWidget:
    """Return the network as it answers the example in training."""
    snapshot = _snapshot(cursor)
    sheet, lights, network, signal = Card("Network"), LightPanel(), NetworkCanvas(), WalkSignal()
    lights.leave_bias_room(bool(snapshot.network.biases))
    network.set_animated(False)
    pattern = tuple(snapshot.pattern.tolist())
    lights.show_pattern(pattern)
    network.show_pattern(pattern)
    network.show_snapshot(snapshot)
    if network.picture is not None:
        signal.answer(network.picture)
    filled(sheet.header, muted_label(LEGEND))
    filled(sheet.body, (filled(QHBoxLayout(), lights, (network, 1), 4, signal, spacing=0), 1))
    sizes = snapshot.network.sizes
    wide = _BESIDE + _LAYER * len(sizes)
    return _ready(sheet, snapshot, wide, _AROUND + _UNIT * max(_LEAST_UNITS, *sizes))


def errors_sheet(cursor: Cursor) -> QWidget:
    """Return the error of every iteration of a run."""
    plot, snapshot = ErrorPlot(), _snapshot(cursor)
    plot.make_curves()
    plot.show_snapshot(snapshot)
    return _ready(plot, snapshot, *_PLOT)


def slope_sheet(cursor: Cursor, edge: Edge) -> QWidget:
    """Return the slope of the error along one weight."""
    view, snapshot = SlopeView(), _snapshot(cursor)
    view.set_theme(LIGHT)
    view.show_snapshot(snapshot)
    view.show_edge(edge)
    for choice in view.findChildren(QComboBox):  # there will be none to look at
        view.title.setText(f"{view.title.text()}, over the {choice.currentText()}")
    return _ready(view, snapshot, *_PLOT)


def _snapshot(cursor: Cursor) -> Snapshot:
    return Snapshot.take(0, cursor, shows_each_example=True)


def _ready(sheet: Card, snapshot: Snapshot, width: int, height: int) -> QWidget:
    """Let a card be painted in the light theme in its size, in a font of 12, without a screen."""
    words = QLabel(picture_words(snapshot), textFormat=Qt.TextFormat.PlainText)
    words.setProperty("muted", True)
    sheet.body.addWidget(words)
    sheet.setAccessibleDescription(words.text())
    dress(sheet, LIGHT)
    sheet.resize(length(width, sheet.font()), length(height, sheet.font()))
    for item in sheet.findChildren(Plot):
        item.smooth()
    sheet.grab()  # lays out what was never shown; then what hides by its size knows that
    for control in (*sheet.findChildren(QPushButton), *sheet.findChildren(QComboBox)):
        control.hide()
    return sheet
