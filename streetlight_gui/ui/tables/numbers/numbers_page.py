"""The numbers page: every variable of the notebook with its shape and its values."""

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.nn.parts import Part
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.text.variable import Variable
from streetlight_gui.text.variables import moment_text, variables
from streetlight_gui.ui.tables.numbers.number_table import NumberTable
from streetlight_gui.ui.widgets.boxes import filled
from streetlight_gui.ui.widgets.example_lamps import ExampleLamps
from streetlight_gui.ui.widgets.flutter_guard import FlutterGuard
from streetlight_gui.ui.widgets.labels import ElidedLabel
from streetlight_gui.ui.widgets.theme import Theme


class NumbersPage(QWidget):
    """Lists all variables, those of an example for the one in the code, and says which it is.

    Attributes:
        example: the example that it speaks of.
        editor: of the weight of a cell.

    Signals:
        part_chosen: the Unit or Edge of a number that a person clicked, or chose with Enter; None
            when Esc lets go of it.
    """

    part_chosen = Signal(object)

    _snapshot: Snapshot

    def __init__(self, parent: QWidget | None = None) -> None:
        """Wait for the first snapshot."""
        super().__init__(parent)
        self._table = NumberTable()
        self.editor = self._table.editor
        self._table.part_chosen.connect(self.part_chosen)
        self.example = ExampleLamps("numbers_example", "Numbers")
        self._moment = ElidedLabel("numbers_label", lines=2)
        self._moment.setContentsMargins(4, 0, 4, 0)
        self._guard = FlutterGuard(parent=self)
        self._guard.settled.connect(lambda: self.show_snapshot(self._snapshot))
        self.setFocusProxy(self._table)
        column = QVBoxLayout(self)
        line = filled(QHBoxLayout(), self.example, (self._moment, 1), spacing=0)
        filled(column, line, (self._table, 1), spacing=4, margins=(0, 6, 0, 0))

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the values of this moment."""
        self._snapshot = snapshot
        found = variables(snapshot)
        is_seen = snapshot.trace is not None and snapshot.shows_each_example
        self.example.show_example(tuple(snapshot.pattern.tolist()) if is_seen else ())
        self._moment.show_text(moment_text(snapshot))
        self._table.show_variables(snapshot, found, self._tints(snapshot, found))

    def mark(self, part: Part | None) -> None:
        """Go to the number of a unit or an edge; None leaves all as it is."""
        self._table.mark(part)

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._table.set_theme(theme)

    def _tints(self, snapshot: Snapshot, found: list[Variable]) -> dict[str, Array]:
        """Return the numbers whose colours can be shown: none whose sign would make it flash."""
        network = snapshot.network
        flutters = self._guard.flutters(network.parameters >= 0, of=network.shape)
        steady = network.with_parameters(np.where(flutters, 0.0, network.parameters))
        parameters = {False: steady.weights, True: [bias[np.newaxis] for bias in steady.biases]}
        tints = {}
        for each in found:
            if each.matrix is not None:
                tints[each.name] = parameters[each.is_bias][each.matrix]
            elif len(each.shape) == 2 and each.value is not None and snapshot.shows_each_example:
                tints[each.name] = each.value
        return tints
