"""The editor of the training set."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from streetlight_gui.core.checks.limits import MAX_EXAMPLES, MAX_LIGHTS
from streetlight_gui.core.problems import problem_edits as edits
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.problems.values import STOP
from streetlight_gui.ui.tables.examples.example_table import ExampleTable
from streetlight_gui.ui.widgets.controls import named, quiet_button
from streetlight_gui.ui.widgets.icons import icon
from streetlight_gui.ui.widgets.labels import muted_label
from streetlight_gui.ui.widgets.theme import LIGHT, Theme

_MINUS = "\N{MINUS SIGN}"


class _Choice(NamedTuple):
    """What buttons act on: the rows that are selected, and where keys go to."""

    problem: Problem
    rows: list[int]
    row: int
    light: int


class _Edit(NamedTuple):
    """What a button makes: words for the undo menu, a problem, and where to go in it."""

    words: str
    problem: Problem
    row: int
    light: int | None = None


class _Button(NamedTuple):
    name: str
    text: str
    spoken: str
    edit: Callable[[_Choice], _Edit]


def _add(at: _Choice) -> _Edit:
    last, pattern = len(at.problem), edits.unseen_pattern(at.problem)
    problem = edits.with_example_added(at.problem, pattern, STOP)
    return _Edit(f"example {last + 1} added", problem, last)


def _duplicate(at: _Choice) -> _Edit:
    problem = edits.with_example_duplicated(at.problem, at.row)
    return _Edit(f"example {at.row + 1} duplicated", problem, at.row + 1)


def _remove(at: _Choice) -> _Edit:
    first, count = at.rows[0], len(at.rows)
    what = f"example {first + 1}" if count == 1 else f"{count:,} examples"
    return _Edit(f"{what} removed", edits.without_examples(at.problem, at.rows), first)


def _move(by: int, where: str, at: _Choice) -> _Edit:
    problem = edits.with_example_moved(at.problem, at.row, at.row + by)
    return _Edit(f"example {at.row + 1} moved {where}", problem, at.row + by)


def _add_light(at: _Choice) -> _Edit:
    light = at.problem.lights
    return _Edit(f"light {light + 1} added", edits.with_light_added(at.problem), at.row, light)


def _remove_light(at: _Choice) -> _Edit:
    problem = edits.with_light_removed(at.problem, at.light)
    light = min(at.light, problem.lights - 1)
    return _Edit(f"light {at.light + 1} removed", problem, at.row, light)


_OF_EXAMPLES = [
    _Button("add_example", "Add", "Add an example", _add),
    _Button("duplicate_example", "Copy", "Duplicate example", _duplicate),
    _Button("remove_example", "Remove", "Remove examples", _remove),
    _Button("move_up", "", "Move example up", partial(_move, -1, "up")),
    _Button("move_down", "", "Move example down", partial(_move, 1, "down")),
]
_OF_LIGHTS = [
    _Button("add_light", "+ light", "Add a light", _add_light),
    _Button("remove_light", f"{_MINUS} light", "Remove a light", _remove_light),
]
_TIPS = {
    "add_example": "Add a pattern that is not in the training set yet, with STOP",
    "duplicate_example": "Put a copy of the selected example below it",
    "remove_example": "Remove the selected examples (Delete)",
    "move_up": "Move the selected example up: training goes from top to bottom",
    "move_down": "Move the selected example down",
    "add_light": f"Add a light, off in every example; up to {MAX_LIGHTS}",
}


def _possible(at: _Choice) -> dict[str, bool]:
    """Tell which buttons can be pressed."""
    examples, is_single = len(at.problem), len(at.rows) == 1
    return {
        "add_example": examples < MAX_EXAMPLES,
        "duplicate_example": examples < MAX_EXAMPLES and is_single,
        "remove_example": 0 < len(at.rows) < examples,
        "move_up": is_single and at.row > 0,
        "move_down": is_single and at.row < examples - 1,
        "add_light": at.problem.lights < MAX_LIGHTS,
        "remove_light": at.problem.lights > 1,
    }


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
        self._theme = LIGHT
        self._table = ExampleTable()
        self._buttons: dict[str, QPushButton] = {}
        self._count = muted_label("")
        self._count.setObjectName("contradictions_label")
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._count.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setFocusProxy(self._table)
        self._lay_out()
        self._table.examples.edited.connect(self._take)
        self._table.examples.rejected.connect(self.rejected)
        self._table.row_chosen.connect(self._emit_pattern)
        self._table.remove_requested.connect(partial(self._edit, _remove))
        self._table.selectionModel().selectionChanged.connect(self._show_choice)
        self._table.selectionModel().currentChanged.connect(self._show_choice)
        self.set_theme(LIGHT)

    def show_problem(self, problem: Problem) -> None:
        """Show a training set; selection, current cell and scroll bars stay."""
        if problem != self._problem:
            self._show(problem)

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._theme = theme
        self._table.set_theme(theme)
        for way in ("up", "down"):
            self._buttons[f"move_{way}"].setIcon(icon(f"row-{way}", theme.text))
        self._show_count()

    def _lay_out(self) -> None:
        column, rows = QVBoxLayout(self), QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._table, 1)
        column.addLayout(rows)
        rows.setContentsMargins(8, 0, 8, 8)
        examples, lights = (self._row_of(buttons) for buttons in (_OF_EXAMPLES, _OF_LIGHTS))
        examples.insertStretch(3, 1)  # moving one is something else
        lights.addWidget(self._count, 1)
        for row in (rows, examples, lights):
            row.setSpacing(4)
        rows.addLayout(examples)
        rows.addLayout(lights)

    def _row_of(self, buttons: list[_Button]) -> QHBoxLayout:
        row = QHBoxLayout()
        for name, text, spoken, edit in buttons:
            tip = _TIPS.get(name, "")
            button = quiet_button(f"{name}_button", text, tip, spoken=spoken, look="small")
            button.setEnabled(False)
            button.clicked.connect(partial(self._edit, edit))
            row.addWidget(button)
            self._buttons[name] = button
        return row

    def _show(self, problem: Problem, row: int | None = None, light: int | None = None) -> None:
        self._problem = None  # rows that come and go are nobody's choice
        self._table.show_problem(problem)
        if row is not None:
            self._table.go_to(row, light)
        self._problem = problem
        self._show_count()
        self._show_choice()

    def _show_count(self) -> None:
        """Say how many examples contradict another, or else just how many there are."""
        if self._problem is None:
            return
        examples, contradicting = len(self._problem), self._table.examples.cells.contradicting
        noun = "example" if examples == 1 else "examples"
        text, tip, colour = f"{examples:,} {noun}", "", self._theme.muted
        if contradicting:
            tip = (
                f"{contradicting:,} of {text} show the same lights as another example "
                "but have another answer: no network can get all of them right"
            )
            text, colour = f"{contradicting:,} contradict another", self._theme.negative_text
        self._count.setText(text)
        self._count.setToolTip(tip)
        self._count.setStyleSheet(f"color: {colour}")

    @Slot()
    def _show_choice(self) -> None:
        """Say what can be done with the selected rows, and which light would be removed."""
        at = self._choice()
        if at is None:
            return
        for name, is_possible in _possible(at).items():
            button = self._buttons[name]
            if button.hasFocus() and not is_possible:
                self._table.setFocus()  # not the next button, which the next Space would press
            button.setEnabled(is_possible)
        button, light = self._buttons["remove_light"], f"light {at.light + 1}"
        button.setText(f"{_MINUS} {light}")
        named(
            button, "remove_light_button", f"Remove {light}", f"Remove {light} from every example"
        )

    def _choice(self) -> _Choice | None:
        table = self._table
        if self._problem is None:
            return None
        row = table.currentIndex().row()
        return _Choice(self._problem, table.selected_rows, row, table.chosen_light)

    def _edit(self, edit: Callable[[_Choice], _Edit]) -> None:
        at = self._choice()
        if at is None:
            return
        try:
            words, problem, row, light = edit(at)
        except ValueError as error:
            self.rejected.emit(str(error))
        else:
            self._take(words, problem, row=row, light=light)

    @Slot(int)
    def _emit_pattern(self, row: int) -> None:
        self.pattern_chosen.emit(self._table.examples.cells.pattern(row))

    @Slot(str, object, str)
    def _take(
        self,
        words: str,
        problem: Problem,
        kind: str = "",
        row: int | None = None,
        light: int | None = None,
    ) -> None:
        """Show an edit and tell of it; go to a row, and to a light, if one is given."""
        before = self._chosen_pattern()
        self._show(problem, row, light)
        after = self._chosen_pattern()
        self.problem_edited.emit(words, problem, kind)
        if after != before and len(after) == len(before):
            self.pattern_chosen.emit(after)

    def _chosen_pattern(self) -> tuple[float, ...]:
        return self._table.examples.cells.pattern(self._table.currentIndex().row())
