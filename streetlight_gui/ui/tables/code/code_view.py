"""What is running now: the notebook's lines with this moment's numbers."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from streetlight_gui.core.nn.parts import Part, has_part
from streetlight_gui.core.replay.phases import stages
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.text.description import PHASES
from streetlight_gui.text.listing import Line, listing
from streetlight_gui.ui.tables.code.line_table import LineTable
from streetlight_gui.ui.widgets.boxes import Card
from streetlight_gui.ui.widgets.example_lamps import ExampleLamps
from streetlight_gui.ui.widgets.labels import muted_label
from streetlight_gui.ui.widgets.theme import Theme


class CodeView(Card):
    """Lists the lines that train one example, the running one lit, each with its value.

    Values have six digits; hovering shows all of them, and Ctrl+C copies the selected line's.

    Attributes:
        example: the example that it speaks of.

    Signals:
        line_chosen: the Line a person clicked or went to with the arrow keys; None where they
            let go of it, or it is there no more.
    """

    line_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Wait for the first snapshot."""
        super().__init__("What is running now", parent)
        self.example = ExampleLamps("code_example", "What is running now")
        self.header.insertWidget(1, self.example)
        self._snapshot: Snapshot | None = None
        self._lines: list[Line] = []
        self._marked: Part | None = None  # what selected the line, unless a person did
        self._phase_label = muted_label("", "phase_label")
        self.header.addWidget(self._phase_label)
        self._table = LineTable(self)
        self.body.addWidget(self._table, 1)
        self._table.line_selected.connect(self._emit_line)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the values this moment has, and light the line that ran last."""
        before, self._snapshot = self._snapshot, snapshot
        if before is None or before.traced_settings != snapshot.traced_settings:
            self._list_lines(snapshot)
        has_moved = before is None or before.stage != snapshot.stage  # else a person may scroll
        self._phase_label.setText(_phase_text(snapshot))
        is_seen = snapshot.shows_each_example
        self.example.show_example(tuple(snapshot.pattern.tolist()) if is_seen else ())
        order = {None: -1} | {s: k for k, s in enumerate(stages(snapshot.network.hidden))}
        trace, reached = snapshot.trace, order[snapshot.stage]
        if has_moved and snapshot.stage is None:
            self._table.reveal(0)
        for row, line in enumerate(self._lines):
            value = line.value(trace) if trace and order[line.stage] <= reached else None
            is_lit = line.stage is not None and line.stage == snapshot.stage
            self._table.show_row(row, value, is_lit=is_lit)
            if is_lit and has_moved:
                self._table.reveal(row)

    def mark(self, part: Part | None) -> None:
        """Select the first line that computes a unit's layer or an edge's weights.

        None lets go of the line that was selected so; one that a person chose stays.
        """
        if part is None and self._marked is None:
            return
        self._marked = part
        rows, network = list[int](), self._snapshot.network if self._snapshot else None
        if part and network and has_part(network, part):
            sizes = network.sizes
            rows = [row for row, line in enumerate(self._lines) if line.concerns(part, sizes)]
        with QSignalBlocker(self._table):
            self._table.clearSelection()
            if rows:
                self._table.selectRow(rows[0])
                self._table.reveal(rows[0])

    def let_go(self) -> None:
        """Let no line be selected, without a signal."""
        with QSignalBlocker(self._table):
            self._table.clearSelection()

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._table.set_theme(theme)

    def _list_lines(self, snapshot: Snapshot) -> None:
        lines = listing(snapshot.traced_settings)
        is_new = [line.code for line in lines] != [line.code for line in self._lines]
        self._lines = lines
        if is_new:
            loses_choice = self._marked is None and self._table.selected_row is not None
            self._table.set_lines([line.code for line in lines])
            self.mark(self._marked)
            if loses_choice:
                self.line_chosen.emit(None)

    def _emit_line(self) -> None:
        row, self._marked = self._table.selected_row, None
        self.line_chosen.emit(None if row is None else self._lines[row])


def _phase_text(snapshot: Snapshot) -> str:
    if snapshot.stage is None:
        return f"before the first {'batch' if snapshot.is_by_batch else 'example'}"
    phase = snapshot.stage.phase
    return f"phase {phase.value} of 5: {PHASES[phase]}"
