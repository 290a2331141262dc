"""All the patterns: what the network makes of every one of them, in training or never seen."""

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from streetlight_gui.core.problems.patterns import Judgement, Pattern, PatternList
from streetlight_gui.core.problems.values import WALK_THRESHOLD
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.text.pattern_text import PatternText, count_text
from streetlight_gui.ui.tables.patterns.pattern_grid import PatternGrid
from streetlight_gui.ui.widgets.boxes import filled
from streetlight_gui.ui.widgets.flutter_guard import FlutterGuard
from streetlight_gui.ui.widgets.theme import Theme

_LEVELS = (WALK_THRESHOLD, 0.25, 0.75)  # of predictions; a bar that keeps crossing one flashes


class PatternTable(QWidget):
    """Lists every on-off pattern, after the dimmed ones of the training set, and counts the right.

    It follows training and time. Rows stay in place until a title is clicked; Ctrl+C copies the
    selected rows, or all where none is selected.

    Signals:
        pattern_chosen: the pattern of the row a person clicked or went to with a key, a tuple.
    """

    pattern_chosen = Signal(object)

    _snapshot: Snapshot

    def __init__(self, parent: QWidget | None = None) -> None:
        """Wait for the first snapshot."""
        super().__init__(parent)
        self._view = PatternGrid()
        self._model = self._view.patterns
        self._count = QLabel(wordWrap=True)
        self._count.setObjectName("pattern_count_label")
        self._count.setContentsMargins(8, 0, 8, 0)
        self._guard = FlutterGuard(parent=self)
        self._guard.settled.connect(lambda: self.show_snapshot(self._snapshot))
        self._view.row_chosen.connect(self._emit_pattern)
        filled(QVBoxLayout(self), self._count, (self._view, 1), spacing=4, margins=(0, 6, 0, 0))

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the predictions of this moment."""
        self._snapshot = snapshot
        rows, problem = self._model.text.rows, snapshot.settings.problem
        is_new = rows.problem is not problem
        if is_new:
            rows = PatternList(problem)
        judgement = Judgement(rows, snapshot.network)
        levels = judgement.predictions[:, np.newaxis] >= _LEVELS
        counts = judgement.examples_right, judgement.held_out_right
        flutters = self._guard.flutters(np.append(levels, counts), of=rows)
        self._model.show(PatternText(rows, judgement), flutters[:-2].reshape(levels.shape))
        told = zip(counts, flutters[-2:], strict=True)
        self._count.setText(count_text(rows, *(None if flutter else n for n, flutter in told)))
        if is_new:
            self._view.reveal_lit()

    def show_pattern(self, pattern: Pattern) -> None:
        """Light the row of the pattern that the lamps show."""
        self._model.light(pattern)
        self._view.reveal_lit()

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._view.set_theme(theme)

    def _emit_pattern(self, place: int) -> None:
        row = self._model.order[place]
        self.pattern_chosen.emit(tuple(self._model.text.rows.patterns[row].tolist()))
