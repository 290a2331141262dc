"""Small buttons over the diagram's layers, to add and remove units and layers."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from streetlight_gui.core.checks.limits import MAX_HIDDEN_LAYERS, MAX_UNITS
from streetlight_gui.ui.network.diagram import Diagram
from streetlight_gui.ui.widgets.controls import named, quiet_button

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
        self._buttons: list[QPushButton] = []
        for k in range(MAX_HIDDEN_LAYERS):
            self._add(f"remove_unit_{k + 1}", "\N{MINUS SIGN}", "", partial(self._change, k, -1))
            name = f"Add a unit to layer_{k + 1}"
            self._add(f"add_unit_{k + 1}", "+", name, partial(self._change, k, 1))
        self._add("add_layer", "+ layer", "Add a layer", self.layer_requested.emit)

    def lay_out(self, diagram: Diagram) -> None:
        """Stand over this diagram's layers."""
        side, gap, wide = (round(n * diagram.scale) for n in (_SIDE, _GAP, _LAYER_BUTTON_WIDTH))
        *of_layers, layer = self._buttons
        hidden = self._hidden = diagram.sizes[1:-1]
        columns = [int(places[0, 0]) for places in diagram.positions]
        for k, size in enumerate(hidden):
            (fewer, more), x = of_layers[2 * k : 2 * k + 2], columns[k + 1]
            fewer.setGeometry(x - side - 2, 0, side, side)
            more.setGeometry(x + 2, 0, side, side)
            more.setEnabled(size < MAX_UNITS)
            name = f"{'Remove a unit from' if size > 1 else 'Remove'} layer_{k + 1}"
            named(fewer, fewer.objectName(), name, f"{name}{_ANEW}")
        beside_last = columns[-2] + side + 2 + gap if hidden else 0
        layer.setGeometry(max(columns[-1] - wide // 2, beside_last), 0, wide, side)
        layer.setEnabled(len(hidden) < MAX_HIDDEN_LAYERS)
        layer.show()
        for k, button in enumerate(of_layers):
            button.setVisible(k < 2 * len(hidden))

    def _add(self, name: str, text: str, spoken: str, pressed: Callable[[], None]) -> None:
        button = quiet_button(name, text, f"{spoken}{_ANEW}", spoken=spoken, look="tiny")
        button.setParent(self._view)
        button.setCursor(Qt.CursorShape.ArrowCursor)
        button.clicked.connect(pressed)
        button.hide()
        self._buttons.append(button)

    def _change(self, layer: int, units: int) -> None:
        self.units_requested.emit(self._hidden, layer, units)
