"""The editor of the training set."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from streetlight_gui.core.problems import problem_edits as edits
from streetlight_gui.core.problems.example_words import STOP
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.ui.tables.examples.example_buttons import ExampleButtons
from streetlight_gui.ui.tables.examples.example_table import ExampleTable
from streetlight_gui.ui.widgets.theme import LIGHT, Theme


class ProblemEditor(QWidget):
    """A table of the examples, and buttons that add, copy, move and remove them, or lights.

    An edit is shown at once, before the window answers with `show_problem`.

    Signals:
        problem_edited: words for the undo menu, the new Problem, and the kind of edit: those of one
            kind that follow each other undo as one, unless it is ''.
        rejected: a sentence on what is wrong with an input.
        pattern_chosen: the pattern, a tuple, of the row that a person went to or changed.
    """

    problem_edited = Signal(str, object, str)
    rejected = Signal(str)
    pattern_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Wait for the first problem."""
        super().__init__(parent)
        self._problem: Problem | None = None
        self._table = ExampleTable()
        self._buttons = ExampleButtons(self._table)
        self.setFocusProxy(self._table)
        self._arrange()
        self._connect()
        self.set_theme(LIGHT)

    def show_problem(self, problem: Problem) -> None:
        """Show a training set; selection, current cell and scroll bars stay."""
        if problem != self._problem:
            self._show(problem)

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._table.set_theme(theme)
        self._buttons.set_theme(theme)
        self._show_count()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._table, 1)
        column.addWidget(self._buttons)

    def _connect(self) -> None:
        table, buttons = self._table, self._buttons
        table.examples.edited.connect(self._take_from_table)
        table.examples.rejected.connect(self.rejected)
        table.delegate.rejected.connect(self.rejected)
        table.row_chosen.connect(self._emit_pattern)
        table.remove_requested.connect(self._remove)
        table.selectionModel().selectionChanged.connect(self._show_choice)
        table.selectionModel().currentChanged.connect(self._show_choice)
        buttons.add.clicked.connect(self._add)
        buttons.duplicate.clicked.connect(self._duplicate)
        buttons.remove.clicked.connect(self._remove)
        buttons.move_up.clicked.connect(self._move_up)
        buttons.move_down.clicked.connect(self._move_down)
        buttons.add_light.clicked.connect(self._add_light)
        buttons.remove_light.clicked.connect(self._remove_light)

    @Slot(object)
    def _show(self, problem: Problem, row: int | None = None, light: int | None = None) -> None:
        self._problem = None  # rows that come and go are nobody's choice
        self._table.show_problem(problem)
        if row is not None:
            self._table.go_to(row, light)
        self._problem = problem
        self._show_count()
        self._show_choice()

    def _show_count(self) -> None:
        if self._problem is not None:
            cells = self._table.examples.cells
            self._buttons.show_count(len(cells.problem), cells.contradicting)

    @Slot()
    def _show_choice(self) -> None:
        if self._problem is not None:
            rows, light = self._table.selected_rows, self._table.chosen_light
            self._buttons.show_choice(self._problem, rows, light)

    @Slot(int)
    def _emit_pattern(self, row: int) -> None:
        self.pattern_chosen.emit(self._table.examples.cells.pattern(row))

    @Slot(str, object, str)
    def _take_from_table(self, text: str, problem: Problem, kind: str) -> None:
        self._take(text, problem, kind=kind)

    def _take(
        self,
        text: str,
        problem: Problem,
        row: int | None = None,
        light: int | None = None,
        kind: str = "",
    ) -> None:
        """Show an edit and tell of it; go to a row, and to a light, if one is given."""
        if self._problem is None:
            return
        before = self._chosen_pattern()
        self._show(problem, row, light)
        after = self._chosen_pattern()
        self.problem_edited.emit(text, problem, kind)
        if after != before and len(after) == len(before):
            self.pattern_chosen.emit(after)

    def _chosen_pattern(self) -> tuple[float, ...]:
        return self._table.examples.cells.pattern(self._table.current_row)

    @Slot()
    def _add(self) -> None:
        if self._problem is not None:
            pattern, last = edits.unseen_pattern(self._problem), len(self._problem)
            problem = edits.with_example_added(self._problem, pattern, STOP)
            self._take(f"example {last + 1} added", problem, last)

    @Slot()
    def _duplicate(self) -> None:
        if self._problem is not None:
            row = self._table.current_row
            problem = edits.with_example_duplicated(self._problem, row)
            self._take(f"example {row + 1} duplicated", problem, row + 1)

    @Slot()
    def _remove(self) -> None:
        rows = self._table.selected_rows
        if self._problem is None or not rows:
            return
        try:
            problem = edits.without_examples(self._problem, rows)
        except ValueError as error:
            self.rejected.emit(str(error))
            return
        text = f"example {rows[0] + 1}" if len(rows) == 1 else f"{len(rows):,} examples"
        self._take(f"{text} removed", problem, rows[0])

    @Slot()
    def _move_up(self) -> None:
        self._move(-1, "up")

    @Slot()
    def _move_down(self) -> None:
        self._move(1, "down")

    def _move(self, by: int, where: str) -> None:
        if self._problem is not None:
            row = self._table.current_row
            problem = edits.with_example_moved(self._problem, row, row + by)
            self._take(f"example {row + 1} moved {where}", problem, row + by)

    @Slot()
    def _add_light(self) -> None:
        if self._problem is not None:
            row, light = self._table.current_row, self._problem.lights
            problem = edits.with_light_added(self._problem)
            self._take(f"light {light + 1} added", problem, row, light)

    @Slot()
    def _remove_light(self) -> None:
        if self._problem is not None:
            row, light = self._table.current_row, self._table.chosen_light
            problem = edits.with_light_removed(self._problem, light)
            self._take(f"light {light + 1} removed", problem, row, min(light, problem.lights - 1))
