"""The table of patterns as text: its cells, their tips, and all of it for a spreadsheet."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, IntEnum

import numpy as np

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.checks.formatting import exact, fixed, plain, told_from_0
from streetlight_gui.core.problems.names import ANSWER, LIGHTS
from streetlight_gui.core.problems.patterns import Judgement, PatternList
from streetlight_gui.core.problems.presets import holds_out_its_rule, preset_with_rule
from streetlight_gui.core.problems.values import STOP, WALK
from streetlight_gui.core.storage.tables.cells import csv_text
from streetlight_gui.core.storage.tables.copied_patterns import OF_PATTERNS
from streetlight_gui.text.examples import HELD_OUT, answer_name, answer_text
from streetlight_gui.text.known_words import BY_RULE, JUDGE, NEVER_SEEN, answers_text, use_text

_TITLES = "in training", "lights", "answer", "prediction", "verdict", "error"  # of the columns


class Column(IntEnum):
    """The table's columns from left to right."""

    TRAINING = 0
    LIGHTS = 1
    ANSWER = 2
    PREDICTION = 3
    VERDICT = 4
    ERROR = 5

    def title(self, names: Sequence[str] = ()) -> str:
        """Write what stands above it: names of the lights or the answer, where they have any."""
        if names and self is Column.LIGHTS:
            return " ".join(names[:-1])
        return answer_name(names) if self is Column.ANSWER else _TITLES[self]


class Grade(Enum):
    """What a prediction is beside the answer, or that there are two answers."""

    RIGHT = "right"
    WRONG = "wrong"
    CONTRADICTION = "contradiction"


@dataclass(frozen=True, eq=False)
class PatternText:
    """Writes one judgement of a list of patterns.

    Attributes:
        rows: the patterns and their answers.
        judgement: the predictions, compared with the answers.
    """

    rows: PatternList
    judgement: Judgement

    def cell(self, row: int, column: Column) -> str:
        """Write what a cell says."""
        match column:
            case Column.TRAINING:
                return use_text(self.rows, row)
            case Column.LIGHTS:
                return " ".join(f"{value + 0.0:g}" for value in self.rows.patterns[row].tolist())
            case Column.ANSWER:
                return answers_text(self.rows.answers[row])
            case Column.PREDICTION:
                return prediction_text(float(self.judgement.predictions[row]))
            case Column.VERDICT:
                grade, rule = self.grade(row), BY_RULE if self.is_open(row) else ""
                return self.word(row) + (f", {grade.value}{rule}" if grade else "")
            case Column.ERROR:
                error = float(self.judgement.errors[row])
                return plain(error, 3) if self.rows.has_answer[row] else ""

    def tip(self, row: int, column: Column) -> str:
        """Write what a cell says when asked for more: exact numbers, and why."""
        answers = self.rows.answers[row]
        match column:
            case Column.PREDICTION:
                return exact(self.judgement.predictions[row])
            case Column.VERDICT:
                means = f"{self.cell(row, column)}: a prediction of 0.5 or more means WALK"
                return means + self._how_to_judge(row)
            case Column.ERROR:
                found = float(self.judgement.predictions[row])
                squares = [(answer, exact(_squared(found - answer))) for answer in answers]
                return "\n".join(f"({exact(found)} - {a:g}) ** 2 = {error}" for a, error in squares)
            case Column.ANSWER if self.rows.contradicts[row]:
                reason = "the training set contradicts itself"
                if self.rows.held_out[row]:
                    reason = "a held-out answer contradicts another"
                return f"{self.cell(row, column)}: {reason}"
            case _:
                used = f"{self.cell(row, Column.LIGHTS)}: {self._examples(row)}"
                return used + self._how_to_judge(row)

    def word(self, row: int) -> str:
        """Say what a prediction means."""
        return answer_text(WALK if self.judgement.walks[row] else STOP)

    def is_open(self, row: int) -> bool:
        """Tell whether the answer is that of a rule, and no example in training decides it."""
        is_seen, has_answer = self.rows.in_training[row], self.rows.has_answer[row]
        return bool(has_answer and not is_seen) and holds_out_its_rule(self.rows.problem)

    def grade(self, row: int) -> Grade | None:
        """Tell whether a prediction is the answer, if that is known."""
        if not self.rows.has_answer[row]:
            return None
        if self.rows.contradicts[row]:
            return Grade.CONTRADICTION
        return Grade.RIGHT if self.judgement.is_right[row] else Grade.WRONG

    def sort_keys(self, column: Column) -> Array:
        """Return (rows,) numbers by which a column sorts; nan comes last in every direction."""
        found, rows, seen = self.judgement, self.rows, self.rows.has_answer
        keys: dict[Column, Callable[[], Array]] = {
            Column.TRAINING: lambda: np.where(rows.in_training, 0.0, 2.0 - rows.held_out),
            Column.LIGHTS: lambda: np.arange(float(len(rows))),
            Column.ANSWER: lambda: rows.targets,
            Column.PREDICTION: lambda: found.predictions,
            Column.VERDICT: lambda: np.where(seen, 2 * found.is_right, np.nan) + found.walks,
            Column.ERROR: lambda: found.errors,
        }
        return keys[column]()

    def tab_separated(self, order: Iterable[int]) -> str:
        """Write rows as they are shown, under a header."""
        names = self.rows.problem.names
        lines = [[column.title(names) for column in Column]]
        lines += [[self.cell(row, column) for column in Column] for row in order]
        return "".join("\t".join(line) + "\n" for line in lines)

    def comma_separated(self, order: Iterable[int]) -> str:
        """Write rows with exact numbers; one that has several answers has a line for each."""
        lights = self.rows.problem.lights
        names = self.rows.problem.names or (*LIGHTS[:lights], ANSWER)
        lines: list[list[object]] = [[*names, *OF_PATTERNS]]
        for row in order:
            pattern = [exact(value) for value in self.rows.patterns[row].tolist()]
            prediction = float(self.judgement.predictions[row])
            trained = self.rows.problem.examples.answers_to(self.rows.patterns[row])
            for answer in self.rows.answers[row]:
                numbers = answer, prediction, _squared(prediction - answer)
                lines.append([*pattern, *map(exact, numbers), answer in trained])
            if not self.rows.answers[row]:
                lines.append([*pattern, "", exact(prediction), "", False])
        return csv_text(lines)

    def _how_to_judge(self, row: int) -> str:
        if self.rows.has_answer[row] or preset_with_rule(self.rows.problem) is None:
            return ""
        return f"\n'{JUDGE}', above, tells whether the network is right here"

    def _examples(self, row: int) -> str:
        numbers, last = self.rows.examples[row], len(self.rows.problem)
        trained = [number for number in numbers if number <= last]
        parts = (
            (trained, "of the training set"),
            (numbers[len(trained) :], f"{HELD_OUT}, not trained on"),
        )
        found = (
            f"example{'s' if len(part) > 1 else ''} {', '.join(map(str, part))} {where}"
            for part, where in parts
            if part
        )
        return "; ".join(found) or f"{NEVER_SEEN}, not in the training set"


def prediction_text(prediction: float) -> str:
    """Write a prediction with four decimals, with fewer where it has run away or is tiny."""
    size = abs(prediction)
    if size >= 1000:
        return plain(prediction, 2)
    decimals = 2 if size >= 100 else 3 if size >= 10 else 4
    return told_from_0(fixed(prediction, decimals), prediction, 2)


def _squared(number: float) -> float:
    return number * number  # `** 2` raises where this is inf
