"""Small buttons over the diagram's layers, to add and remove units and layers."""

from collections.abc import Callable
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
        self._buttons: list[QPushButton] = []
        self._hidden: tuple[int, ...] = ()

    def lay_out(self, diagram: Diagram) -> None:
        """Stand over this diagram's layers."""
        side, gap, wide = (round(n * diagram.scale) for n in (_SIDE, _GAP, _LAYER_BUTTON_WIDTH))
        hidden = self._hidden = diagram.sizes[1:-1]
        if len(self._buttons) != 2 * len(hidden) + 1:
            self._make(len(hidden))
        columns = [int(positions[0, 0]) for positions in diagram.positions]
        for k, size in enumerate(hidden):
            fewer, more = self._buttons[2 * k : 2 * k + 2]
            fewer.setGeometry(columns[k + 1] - side - 2, 0, side, side)
            more.setGeometry(columns[k + 1] + 2, 0, side, side)
            more.setEnabled(size < MAX_UNITS)
            tip = f"One unit fewer in layer_{k + 1}" if size > 1 else f"Remove layer_{k + 1}"
            fewer.setToolTip(tip + _ANEW)
            fewer.setAccessibleName(tip + _ANEW)
        layer = self._buttons[-1]
        beside_last = columns[-2] + side + 2 + gap if hidden else 0
        left = max(columns[-1] - wide // 2, beside_last)
        layer.setGeometry(left, 0, wide, side)
        layer.setEnabled(len(hidden) < MAX_HIDDEN_LAYERS)

    def _make(self, layers: int) -> None:
        """Make the buttons anew, in the order of Tab right after the diagram."""
        for button in self._buttons:
            button.setParent(None)
            button.deleteLater()
        self._buttons = []
        for k in range(layers):
            self._add(f"remove_unit_{k + 1}", "\N{MINUS SIGN}", "", partial(self._change, k, -1))
            tip = f"One unit more in layer_{k + 1}{_ANEW}"
            self._add(f"add_unit_{k + 1}", "+", tip, partial(self._change, k, 1))
        tip = f"A hidden layer more, before the output{_ANEW}"
        self._add("add_layer", "+ layer", tip, self.layer_requested.emit)

    def _add(self, name: str, text: str, tip: str, pressed: Callable[[], None]) -> None:
        button = quiet_button(name, text, tip, spoken=tip, look="tiny", parent=self._view)
        button.setCursor(Qt.CursorShape.ArrowCursor)
        button.clicked.connect(pressed)
        button.show()
        QWidget.setTabOrder(self._buttons[-1] if self._buttons else self._view, button)
        self._buttons.append(button)

    def _change(self, layer: int, units: int) -> None:
        self.units_requested.emit(self._hidden, layer, units)
