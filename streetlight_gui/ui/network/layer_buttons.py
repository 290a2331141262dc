"""Small buttons over the diagram's layers, to add and remove units and layers."""

from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from streetlight_gui.core.checks.limits import MAX_HIDDEN_LAYERS, MAX_UNITS
from streetlight_gui.ui.network.diagram import Diagram
from streetlight_gui.ui.widgets.controls import quiet_button

_SIDE, _GAP, _LAYER_BUTTON_WIDTH = 20, 6, 56  # in a font of 12 pixels
_ANEW = "; training starts anew"


class LayerButtons(QObject):
    """A + and a - over each hidden layer, and '+ layer' over the output.

    A - takes the last unit away with its layer.

    Signals:
        units_requested: the hidden layers there are, one of them, counted from 0, and by how many
            units to change it.
        layer_requested: one hidden layer more.
    """

    units_requested = Signal(object, int, int)
    layer_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Wait for a diagram to stand over."""
        super().__init__(parent)
        self._view = parent
        self._hidden: tuple[int, ...] = ()
        self._pairs = []
        for k in range(MAX_HIDDEN_LAYERS):
            fewer = self._button(f"remove_unit_{k + 1}", "\N{MINUS SIGN}", "")
            more = self._button(f"add_unit_{k + 1}", "+", f"One unit more in layer_{k + 1}{_ANEW}")
            fewer.clicked.connect(partial(self._change, k, -1))
            more.clicked.connect(partial(self._change, k, 1))
            self._pairs.append((fewer, more))
        tip = f"A hidden layer more, before the output{_ANEW}"
        self._layer = self._button("add_layer", "+ layer", tip)
        self._layer.clicked.connect(self.layer_requested)

    def lay_out(self, diagram: Diagram) -> None:
        """Stand over this diagram's layers."""
        side, gap, wide = (round(n * diagram.scale) for n in (_SIDE, _GAP, _LAYER_BUTTON_WIDTH))
        hidden = self._hidden = diagram.sizes[1:-1]
        columns = [int(places[0, 0]) for places in diagram.positions]
        for k, (fewer, more) in enumerate(self._pairs):
            fewer.setVisible(k < len(hidden))
            more.setVisible(k < len(hidden))
            if k < len(hidden):
                fewer.setGeometry(columns[k + 1] - side - 2, 0, side, side)
                more.setGeometry(columns[k + 1] + 2, 0, side, side)
                more.setEnabled(hidden[k] < MAX_UNITS)
                tip = (
                    f"One unit fewer in layer_{k + 1}" if hidden[k] > 1 else f"Remove layer_{k + 1}"
                )
                fewer.setToolTip(tip + _ANEW)
                fewer.setAccessibleName(tip + _ANEW)
        beside_last = columns[-2] + side + 2 + gap if hidden else 0
        self._layer.setGeometry(max(columns[-1] - wide // 2, beside_last), 0, wide, side)
        self._layer.setEnabled(len(hidden) < MAX_HIDDEN_LAYERS)
        self._layer.show()

    def _button(self, name: str, text: str, tip: str) -> QPushButton:
        button = quiet_button(name, text, tip, spoken=tip, look="tiny")
        button.setParent(self._view)
        button.setCursor(Qt.CursorShape.ArrowCursor)
        button.hide()
        return button

    def _change(self, layer: int, units: int) -> None:
        self.units_requested.emit(self._hidden, layer, units)
