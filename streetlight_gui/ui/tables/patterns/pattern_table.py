"""All the patterns: what the network makes of every one of them, in training or never seen."""

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from streetlight_gui.core.problems.patterns import Judgement, Pattern, PatternList
from streetlight_gui.core.problems.presets import holds_out_its_rule, preset_with_rule
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.problems.problem_edits import with_held_out_answer
from streetlight_gui.core.problems.values import WALK_THRESHOLD
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.text.examples import answer_text, pattern_text
from streetlight_gui.text.known_words import JUDGE, count_text
from streetlight_gui.text.pattern_text import PatternText
from streetlight_gui.text.preset_words import rule_tip, rule_words_of
from streetlight_gui.ui.tables.patterns.pattern_rows import PatternRows
from streetlight_gui.ui.widgets.boxes import filled
from streetlight_gui.ui.widgets.controls import quiet_button
from streetlight_gui.ui.widgets.flutter_guard import FlutterGuard
from streetlight_gui.ui.widgets.theme import Theme

_LEVELS = (WALK_THRESHOLD, 0.25, 0.75)  # of predictions; a bar that keeps crossing one flashes


class PatternTable(QWidget):
    """Lists every on-off pattern, after the dimmed ones of the training set, and counts the right.

    It follows training and time. Rows stay in place until a title is clicked; Ctrl+C copies the
    selected rows, or all where none is selected.

    Signals:
        pattern_chosen: the pattern of the row a person clicked or went to with a key, a tuple.
        problem_edited: words for the undo menu, a Problem that holds out other answers, and the
            kind of edit: those of one kind that follow each other undo as one, unless it is ''.
    """

    pattern_chosen = Signal(object)
    problem_edited = Signal(str, object, str)

    _snapshot: Snapshot

    def __init__(self, parent: QWidget | None = None) -> None:
        """Wait for the first snapshot."""
        super().__init__(parent)
        self._view = PatternRows()
        self._model = self._view.patterns
        self._count = QLabel(wordWrap=True)
        self._count.setObjectName("pattern_count_label")
        self._count.setContentsMargins(8, 0, 0, 0)
        self._rule_button = quiet_button("rule_button", JUDGE, look="small", is_on=False)
        self._rule_button.clicked.connect(self.judge_unseen)
        self._guard = FlutterGuard(parent=self)
        self._guard.settled.connect(lambda: self.show_snapshot(self._snapshot))
        self._view.row_chosen.connect(self._emit_pattern)
        self._view.answer_asked.connect(self._hold_out)
        top = filled(QHBoxLayout(), (self._count, 1), self._rule_button, margins=(0, 0, 8, 0))
        filled(QVBoxLayout(self), top, (self._view, 1), spacing=4, margins=(0, 6, 0, 0))

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
        known = (None if flutter else n for n, flutter in told)
        self._count.setText(count_text(rows, *known, is_trained=snapshot.updates > 0))
        if is_new:
            self._show_rule(problem)
            self._view.reveal_lit()

    def show_pattern(self, pattern: Pattern) -> None:
        """Light the row of the pattern that the lamps show."""
        self._model.light(pattern)
        self._view.reveal_lit()

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._view.set_theme(theme)

    def _show_rule(self, problem: Problem) -> None:
        """Offer the answers of the rule behind these examples; say what to think of them."""
        words, is_rule = rule_words_of(problem), holds_out_its_rule(problem)
        self._rule_button.setVisible(words is not None)
        self._rule_button.setChecked(is_rule)
        self._count.setToolTip(words.note if words and is_rule else "")
        if words is not None:
            self._rule_button.setToolTip(rule_tip(problem))

    def judge_unseen(self, is_on: bool = True) -> None:
        """Hold out the answers of the rule behind these examples, or none."""
        problem = self._snapshot.settings.problem
        preset = preset_with_rule(problem)
        if preset is not None and preset.rule is not None:
            rows = preset.rule.rows if is_on else None
            words = "the rule's answers held out" if is_on else "no answer held out"
            self.problem_edited.emit(words, problem.holding_out(rows), "")

    def _hold_out(self, place: int, answer: float | None) -> None:
        """Hold out an answer to the pattern of a row, or none."""
        rows, row = self._model.text.rows, self._model.order[place]
        pattern = rows.patterns[row].tolist()
        problem = with_held_out_answer(rows.problem, pattern, answer)
        said = "no answer" if answer is None else answer_text(answer)
        words = f"{said} held out for {pattern_text(pattern)}"
        self.problem_edited.emit(words, problem, "")

    def _emit_pattern(self, place: int) -> None:
        row = self._model.order[place]
        self.pattern_chosen.emit(tuple(self._model.text.rows.patterns[row].tolist()))
