"""The training set as a table of cells: what each says, and what a change of one makes."""

from enum import Enum, auto

from streetlight_gui.core.checks.formatting import ARROW, exact_terse
from streetlight_gui.core.checks.limits import LIGHT
from streetlight_gui.core.problems import example_words as words
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.problems.problem_edits import contradicted_by, with_answer, with_light

Edit = tuple[str, Problem]  # words for the undo menu, and the problem after it


class Kind(Enum):
    """What a column shows."""

    NUMBER = auto()
    LIGHT = auto()
    ANSWER = auto()
    NOTE = auto()


_TIPS = {
    Kind.LIGHT: "Click switches it; + and - or the wheel dim it; or type 0 to 1",
    Kind.ANSWER: "Click for WALK or STOP; double-click or type for any number",
}


class ExampleCells:
    """A row for each example: its number, its lights, its answer, a note if it contradicts another.

    Rows and columns count from 0, what is written counts from 1.

    Attributes:
        problem: the training set.
        columns: how many columns there are.
        contradicting: how many rows contradict another.
    """

    def __init__(self, problem: Problem) -> None:
        """Look for contradictions, once."""
        self.problem = problem
        self.columns = problem.lights + 3
        self._contradicted_by = contradicted_by(problem)
        self.contradicting = int((self._contradicted_by >= 0).sum())

    def kind(self, column: int) -> Kind:
        """Tell what a column shows."""
        if column == 0:
            return Kind.NUMBER
        return {2: Kind.ANSWER, 1: Kind.NOTE}.get(self.columns - column, Kind.LIGHT)

    def title(self, column: int) -> str:
        """Write what stands above a column."""
        return {Kind.LIGHT: str(column), Kind.ANSWER: "answer"}.get(self.kind(column), "")

    def pattern(self, row: int) -> tuple[float, ...]:
        """Return the pattern of an example."""
        return tuple(self.problem.patterns[row].tolist())

    def value(self, row: int, column: int) -> float:
        """Return a brightness or an answer."""
        if self.kind(column) is Kind.LIGHT:
            return float(self.problem.patterns[row, column - 1])
        return float(self.problem.targets[row])

    def text(self, row: int, column: int) -> str:
        """Write what a cell shows."""
        match self.kind(column):
            case Kind.NUMBER:
                return str(row + 1)
            case Kind.LIGHT:
                return words.light_text(self.value(row, column))
            case Kind.ANSWER:
                return words.answer_text(self.value(row, column))
            case Kind.NOTE:
                return "".join(self.notes(row)[:1])

    def exact_text(self, row: int, column: int) -> str:
        """Write what a cell holds, with all digits."""
        match self.kind(column):
            case Kind.LIGHT:
                return exact_terse(self.value(row, column))
            case Kind.ANSWER:
                return words.exact_answer_text(self.value(row, column))
            case _:
                return self.text(row, column)

    def name(self, row: int, column: int) -> str:
        """Write what a cell is, for screen readers."""
        prefix = {Kind.LIGHT: f"Light {column} of ", Kind.ANSWER: "Answer of "}
        text = prefix.get(self.kind(column), "") + f"example {row + 1}"
        return text[0].upper() + text[1:]

    def spoken(self, row: int, column: int) -> str:
        """Write what a cell is, and what it holds."""
        match self.kind(column):
            case Kind.NUMBER:
                return self.name(row, column)
            case Kind.NOTE:
                return f"{self.name(row, column)} {self.text(row, column)}".rstrip()
            case _:
                return f"{self.name(row, column)}: {self.exact_text(row, column)}"

    def tip(self, row: int, column: int) -> str:
        """Write what a cell holds, and what one can do there."""
        kind = self.kind(column)
        if kind in _TIPS:
            return f"{self.spoken(row, column)}\n{_TIPS[kind]}"
        if not self.notes(row):
            return ""
        reason = "the same lights, another answer; no network can get both right"
        return f"{self.spoken(row, self.columns - 1)}: {reason}"

    def notes(self, row: int) -> list[str]:
        """Say which example contradicts this one, in long words first; [] where none does."""
        other = int(self._contradicted_by[row]) + 1
        if not other:
            return []
        prefixes = "contradicts example ", "contradicts ", "against ", ""
        return [f"{prefix}{other}" for prefix in prefixes]

    def toggled(self, row: int, column: int) -> Edit | None:
        """Switch a light, or an answer between WALK and STOP."""
        switch = self.kind(column) is Kind.LIGHT
        value = self.value(row, column)
        after = words.toggled_light(value) if switch else words.toggled_answer(value)
        return self.changed(row, column, after)

    def stepped(self, row: int, column: int, steps: int) -> Edit | None:
        """Brighten a light by steps of 0.1, or dim it."""
        after = words.stepped_light(self.value(row, column), steps)
        return self.changed(row, column, after)

    def parsed(self, column: int, text: str) -> float:
        """Read what was typed into a cell; ValueError says what is wrong with it."""
        is_light = self.kind(column) is Kind.LIGHT
        return LIGHT.parse(text) if is_light else words.parse_answer(text)

    def changed(self, row: int, column: int, value: float) -> Edit | None:
        """Put another value into a cell; None if it is there already."""
        before = self.value(row, column)
        if value == before:
            return None
        if self.kind(column) is Kind.LIGHT:
            write, problem = words.light_text, with_light(self.problem, row, column - 1, value)
        else:
            write, problem = words.answer_text, with_answer(self.problem, row, value)
        name = self.name(row, column)
        change = f"{write(before)} {ARROW} {write(value)}"
        return f"{name[0].lower()}{name[1:]}: {change}", problem
