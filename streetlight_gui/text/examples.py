"""Examples as text: lights, answers, patterns, and the training set as a table of cells."""

from collections.abc import Iterable, Sequence
from enum import Enum, auto

from streetlight_gui.core.checks.formatting import ARROW, capital, exact_terse, short
from streetlight_gui.core.checks.limits import LIGHT
from streetlight_gui.core.problems import problem_edits, values
from streetlight_gui.core.problems.problem import Problem

Edit = tuple[str, Problem]  # words for the undo menu, and the problem after it

HELD_OUT = "held out"
_WORDS = {values.WALK: "WALK", values.STOP: "STOP"}


def answer_text(value: float) -> str:
    """Write an answer: 'WALK' for 1, 'STOP' for 0, else the number with up to six digits."""
    return _WORDS.get(value, f"{value:.6g}")


def exact_answer_text(value: float) -> str:
    """Write an answer so that `parse_answer` reads the same one."""
    return _WORDS.get(value, exact_terse(value))


def light_text(value: float) -> str:
    """Write a brightness in few characters: '0', '1', '0.3', '0.25'; '0.004' is not off."""
    whole_tenths = round(10 * value)
    is_tenths = value == whole_tenths / 10
    return f"{whole_tenths / 10:g}" if is_tenths else short(value)


def pattern_text(pattern: Iterable[float]) -> str:
    """Write the lights of a pattern: '1 0 1', or dimmed '0.9 0 1'."""
    return " ".join(map(light_text, pattern))


def light_name(names: Sequence[str], number: int) -> str:
    """Name a light, counted from 1: 'light 2', or with a name of its own 'x2, light 2'."""
    own = f"{names[number - 1]}, " if names else ""
    return f"{own}light {number}"


def short_light_name(names: Sequence[str], number: int) -> str:
    """Name a light, counted from 1, in few words: 'light 2', or by a name of its own, 'x2'."""
    return names[number - 1] if names else f"light {number}"


def answer_name(names: Sequence[str]) -> str:
    """Return what the answer is called: 'answer', or by a name of its own."""
    return names[-1] if names else "answer"


class Kind(Enum):
    """What a column shows."""

    NUMBER = auto()
    LIGHT = auto()
    ANSWER = auto()
    NOTE = auto()


_TEXTS = {Kind.LIGHT: light_text, Kind.ANSWER: answer_text}
_EXACT_TEXTS = {Kind.LIGHT: exact_terse, Kind.ANSWER: exact_answer_text}
_TIPS = {
    Kind.LIGHT: "Click switches it; + and - or the wheel dim it; or type 0 to 1",
    Kind.ANSWER: "Click for WALK or STOP; double-click or type for any number",
}


class ExampleCells:
    """A row for each example: its number, its lights, its answer, and perhaps a note.

    That says which other one it contradicts, or that it is held out. Rows and columns count from 0,
    what is written counts from 1. Rows that are held out come last.

    Attributes:
        problem: the training set, and what is held out.
        rows: how many rows there are.
        columns: how many columns there are.
        contradicting: how many rows contradict another.
    """

    def __init__(self, problem: Problem) -> None:
        """Look for contradictions, once."""
        self.problem = problem
        self._patterns, self._answers = problem.rows
        self.rows, self.columns = len(self._answers), problem.lights + 3
        self._contradicted_by = problem_edits.contradicted_by(problem)
        self.contradicting = int((self._contradicted_by >= 0).sum())

    def kind(self, column: int) -> Kind:
        """Tell what a column shows."""
        kinds = {0: Kind.NUMBER, self.columns - 2: Kind.ANSWER, self.columns - 1: Kind.NOTE}
        return kinds.get(column, Kind.LIGHT)

    def title(self, column: int) -> str:
        """Write what stands above a column."""
        kind, names = self.kind(column), self.problem.names
        if kind is Kind.LIGHT:
            return names[column - 1] if names else str(column)
        return answer_name(names) if kind is Kind.ANSWER else ""

    def pattern(self, row: int) -> tuple[float, ...]:
        """Return the pattern of an example."""
        return tuple(self._patterns[row].tolist())

    def is_held_out(self, row: int) -> bool:
        """Tell whether an example is not trained on."""
        return row >= len(self.problem)

    def value(self, row: int, column: int) -> float:
        """Return a brightness or an answer."""
        if self.kind(column) is Kind.LIGHT:
            return float(self._patterns[row, column - 1])
        return float(self._answers[row])

    def text(self, row: int, column: int) -> str:
        """Write what a cell shows."""
        kind = self.kind(column)
        if kind in _TEXTS:
            return _TEXTS[kind](self.value(row, column))
        return str(row + 1) if kind is Kind.NUMBER else "".join(self.notes(row)[:1])

    def exact_text(self, row: int, column: int) -> str:
        """Write what a cell holds, with all digits."""
        exact = _EXACT_TEXTS.get(self.kind(column))
        return exact(self.value(row, column)) if exact else self.text(row, column)

    def name(self, row: int, column: int) -> str:
        """Write what a cell is, for screen readers."""
        kind, example = self.kind(column), f"example {row + 1}"
        if kind in _TEXTS and self.problem.names:
            return f"{self.title(column)} of {example}"
        prefix = {Kind.LIGHT: f"Light {column} of ", Kind.ANSWER: "Answer of "}
        return prefix.get(kind, "") + (example if kind in prefix else capital(example))

    def spoken(self, row: int, column: int) -> str:
        """Write what a cell is, and what it holds."""
        kind, name = self.kind(column), self.name(row, column)
        if kind in _TEXTS:
            return f"{name}: {self.exact_text(row, column)}"
        return f"{name} {self.text(row, column)}".rstrip() if kind is Kind.NOTE else name

    def tip(self, row: int, column: int) -> str:
        """Write what a cell holds, and what one can do there."""
        kind = self.kind(column)
        if kind in _TIPS:
            return f"{self.spoken(row, column)}\n{_TIPS[kind]}"
        if not self.notes(row):
            return ""
        reason = "the network is asked for this answer, and never trained on it"
        if self.contradicts(row):
            reason = "the same lights, another answer; no network can get both right"
        return f"{self.spoken(row, self.columns - 1)}: {reason}"

    def notes(self, row: int) -> list[str]:
        """Say which example contradicts this one, in long words first, or that it is held out."""
        other = int(self._contradicted_by[row]) + 1
        if not other:
            return [HELD_OUT] if self.is_held_out(row) else []
        return [
            f"{prefix}{other}"
            for prefix in ("contradicts example ", "contradicts ", "against ", "")
        ]

    def contradicts(self, row: int) -> bool:
        """Tell whether an example contradicts another."""
        return bool(self._contradicted_by[row] >= 0)

    def toggled(self, row: int, column: int) -> Edit | None:
        """Switch a light, or an answer between WALK and STOP."""
        toggled = values.toggled_light if self.kind(column) is Kind.LIGHT else values.toggled_answer
        return self.changed(row, column, toggled(self.value(row, column)))

    def stepped(self, row: int, column: int, steps: int) -> Edit | None:
        """Brighten a light by steps of 0.1, or dim it."""
        return self.changed(row, column, values.stepped_light(self.value(row, column), steps))

    def parsed(self, column: int, text: str) -> float:
        """Read what was typed into a cell; ValueError says what is wrong with it."""
        return LIGHT.parse(text) if self.kind(column) is Kind.LIGHT else values.parse_answer(text)

    def changed(self, row: int, column: int, value: float) -> Edit | None:
        """Put another value into a cell; None if it is there already."""
        before, name, kind = self.value(row, column), self.name(row, column), self.kind(column)
        if value == before:
            return None
        write = _TEXTS[kind]
        name = name if self.problem.names else f"{name[0].lower()}{name[1:]}"
        words = f"{name}: {write(before)} {ARROW} {write(value)}"
        if kind is Kind.LIGHT:
            return words, problem_edits.with_light(self.problem, row, column - 1, value)
        return words, problem_edits.with_answer(self.problem, row, value)
