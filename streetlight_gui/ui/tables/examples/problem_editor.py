"""The editor of the training set."""

from bisect import bisect

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from streetlight_gui.core.checks.formatting import counted
from streetlight_gui.core.checks.limits import MAX_EXAMPLES, MAX_LIGHTS
from streetlight_gui.core.problems import problem_edits as edits
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.problems.values import STOP
from streetlight_gui.text.examples import short_light_name
from streetlight_gui.ui.tables.examples.example_table import ExampleTable
from streetlight_gui.ui.widgets.boxes import filled
from streetlight_gui.ui.widgets.controls import named, quiet_button
from streetlight_gui.ui.widgets.labels import ElidedLabel
from streetlight_gui.ui.widgets.pixmaps import icon
from streetlight_gui.ui.widgets.text_sizes import length
from streetlight_gui.ui.widgets.theme import LIGHT, Theme

_HOLD_OUT, _TRAIN_ON = "Hold out", "Train on"
_MINUS = "\N{MINUS SIGN}"
_LIGHT_ROOM = 90  # of a name, in a font of 12 pixels
_TIPS = {
    "add_example": "Add a pattern that is not in the training set yet, with STOP",
    "duplicate_example": "Put a copy of the selected example below it",
    "remove_example": "Remove the selected examples (Delete)",
    "move_up": "Move the selected example up: training goes from top to bottom",
    "move_down": "Move the selected example down",
    "hold_out": "Hold the selected examples out of training, or take them in again",
    "add_light": f"Add a light, off in every example; up to {MAX_LIGHTS}",
}


class ProblemEditor(QWidget):
    """A table of the examples, and buttons that add, copy, move and remove them, or lights.

    An edit is shown at once, before the window answers with `show_problem`.

    Signals:
        problem_edited: words for the undo menu, the new Problem, and the kind of edit: those of one
            kind that follow each other undo as one, unless it is ''.
        rejected: a sentence on what is wrong with an input; '' once nothing is.
        pattern_chosen: the pattern, a tuple, of the row that a person went to or changed.
    """

    problem_edited = Signal(str, object, str)
    rejected = Signal(str)
    pattern_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Wait for the first problem."""
        super().__init__(parent)
        self._is_settled = False  # rows that come and go are nobody's choice
        self._table = ExampleTable()
        self._buttons: dict[str, QPushButton] = {}
        self._count = ElidedLabel("contradictions_label")
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setFocusProxy(self._table)
        self._lay_out()
        self._table.examples.edited.connect(self._take)
        self._table.examples.rejected.connect(self.rejected)
        self._table.row_chosen.connect(self._emit_pattern)
        self._table.remove_requested.connect(self._remove)
        self._table.selectionModel().selectionChanged.connect(self._show_choice)
        self._table.selectionModel().currentChanged.connect(self._show_choice)
        self.set_theme(LIGHT)

    @property
    def _problem(self) -> Problem:
        return self._table.examples.cells.problem

    @property
    def _row(self) -> int:
        return self._table.currentIndex().row()

    def show_problem(self, problem: Problem) -> None:
        """Show a training set; selection, current cell and scroll bars stay."""
        if not self._is_settled or problem != self._problem:
            self._show(problem)

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._table.set_theme(theme)
        for way in ("up", "down"):
            self._buttons[f"move_{way}"].setIcon(icon(f"row-{way}", theme.text))
        if self._is_settled:
            self._show_count()

    def _lay_out(self) -> None:
        for name, text, spoken, edit in (
            ("add_example", "Add", "Add", self._add),
            ("duplicate_example", "Copy", "Copy", self._duplicate),
            ("remove_example", "Remove", "Remove", self._remove),
            ("move_up", "", "Move example up", lambda: self._move(-1, "up")),
            ("move_down", "", "Move example down", lambda: self._move(1, "down")),
            ("hold_out", _HOLD_OUT, "Hold out", self._change_use),
            ("add_light", "+ light", "Add a light", self._add_light),
            ("remove_light", f"{_MINUS} light", "Remove a light", self._remove_light),
        ):
            tip = _TIPS.get(name, "")
            button = quiet_button(f"{name}_button", text, tip, spoken=spoken, look="small")
            button.setEnabled(False)
            button.clicked.connect(edit)
            self._buttons[name] = button
        add, copy, remove, up, down, *of_lights = self._buttons.values()
        examples = filled(QHBoxLayout(), add, copy, remove, 0, up, down, spacing=4)
        lights = filled(QHBoxLayout(), *of_lights, (self._count, 1), spacing=4)
        rows = filled(QVBoxLayout(), examples, lights, spacing=4, margins=(8, 0, 8, 8))
        filled(QVBoxLayout(self), (self._table, 1), rows, spacing=6, margins=(0, 0, 0, 0))

    def _show(self, problem: Problem, *goal: int) -> None:
        self._is_settled = False
        self._table.show_problem(problem)
        if goal:
            self._table.go_to(*goal)
        self._is_settled = True
        self._show_count()
        self._show_choice()

    def _show_count(self) -> None:
        """Say how many examples contradict another, or else just how many there are."""
        examples, contradicting = len(self._problem), self._table.examples.cells.contradicting
        count = counted(examples, "example")
        if self._problem.held_out_count:
            count += f", {self._problem.held_out_count:,} held out"
        text, tip, colour = count, count, self._table.theme.muted
        if contradicting:
            text, colour = f"{contradicting:,} contradict another", self._table.theme.negative_text
            tip = (
                f"{contradicting:,} of {count} show the same lights as another example "
                "but have another answer: no network can get all of them right"
            )
        self._count.show_text(text)
        self._count.setToolTip(tip)
        self._count.setStyleSheet(f"color: {colour}")

    def _show_choice(self) -> None:
        """Say what can be done with the selected rows, and which light would be removed."""
        if not self._is_settled:
            return
        trained, lights, row = len(self._problem), self._problem.lights, self._row
        chosen, every = self._table.selected_rows, self._table.examples.cells.rows
        rows, has_room, in_training = len(chosen), every < MAX_EXAMPLES, bisect(chosen, trained - 1)
        first, last = (0, trained - 1) if row < trained else (trained, every - 1)
        for name, is_possible in {
            "add_example": has_room,
            "duplicate_example": has_room and rows == 1,
            "remove_example": rows > 0 and in_training < trained,
            "move_up": rows == 1 and row > first,
            "move_down": rows == 1 and row < last,
            "hold_out": 0 < in_training < trained or (rows > 0 and not in_training),
            "add_light": lights < MAX_LIGHTS,
            "remove_light": lights > 1,
        }.items():
            button = self._buttons[name]
            if button.hasFocus() and not is_possible:
                self._table.setFocus()  # not the next button, which the next Space would press
            button.setEnabled(is_possible)
        text = _HOLD_OUT if in_training or not rows else _TRAIN_ON
        self._buttons["hold_out"].setText(text)
        named(self._buttons["hold_out"], "hold_out_button", text, _TIPS["hold_out"])
        light = short_light_name(self._problem.names, self._table.chosen_light + 1)
        button, room = self._buttons["remove_light"], length(_LIGHT_ROOM, self.font())
        shown = button.fontMetrics().elidedText(light, Qt.TextElideMode.ElideRight, room)
        button.setText(f"{_MINUS} {shown}".replace("&", "&&"))
        tip = f"Remove {light} from every example"
        named(button, "remove_light_button", f"Remove {light}", tip)

    def _emit_pattern(self, row: int) -> None:
        self.pattern_chosen.emit(self._table.examples.cells.pattern(row))

    def _take(self, words: str, problem: Problem, kind: str = "", *goal: int) -> None:
        """Show an edit and tell of it; go to a row, and to a light, if one is given."""
        self.rejected.emit("")
        before = self._table.examples.cells.pattern(self._row)
        self._show(problem, *goal)
        after = self._table.examples.cells.pattern(self._row)
        self.problem_edited.emit(words, problem, kind)
        if after != before and len(after) == len(before):
            self.pattern_chosen.emit(after)

    def _add(self) -> None:
        last, pattern = len(self._problem), edits.unseen_pattern(self._problem)
        problem = edits.with_example_added(self._problem, pattern, STOP)
        self._take(f"example {last + 1} added", problem, "", last)

    def _duplicate(self) -> None:
        problem = edits.with_example_duplicated(self._problem, self._row)
        self._take(f"example {self._row + 1} duplicated", problem, "", self._row + 1)

    def _remove(self) -> None:
        rows = self._table.selected_rows
        try:
            problem = edits.without_examples(self._problem, rows)
        except ValueError as error:
            self.rejected.emit(str(error))
        else:
            self._take(f"{_named(rows)} removed", problem, "", rows[0])

    def _move(self, by: int, where: str) -> None:
        problem = edits.with_example_moved(self._problem, self._row, self._row + by)
        self._take(f"example {self._row + 1} moved {where}", problem, "", self._row + by)

    def _change_use(self) -> None:
        """Hold out what is selected, where any of it is in training, or train on it."""
        rows = self._table.selected_rows
        held_out = rows[0] < len(self._problem)
        problem = edits.with_use(self._problem, rows, held_out=held_out)
        words = f"{_named(rows)} {'held out' if held_out else 'trained on'}"
        place = self._table.examples.cells.rows if held_out else len(problem)
        self._take(words, problem, "", place - 1)

    def _add_light(self) -> None:
        light, problem = self._problem.lights, edits.with_light_added(self._problem)
        name = short_light_name(problem.names, light + 1)
        self._take(f"{name} added", problem, "", self._row, light)

    def _remove_light(self) -> None:
        light = self._table.chosen_light
        problem = edits.with_light_removed(self._problem, light)
        name = short_light_name(self._problem.names, light + 1)
        nearest = min(light, problem.lights - 1)
        self._take(f"{name} removed", problem, "", self._row, nearest)


def _named(rows: list[int]) -> str:
    return f"example {rows[0] + 1}" if len(rows) == 1 else counted(len(rows), "example")
