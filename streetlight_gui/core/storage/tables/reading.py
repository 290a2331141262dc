"""What a table is read as, what must be asked first, and the problem that comes of the answers."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from streetlight_gui.core.checks.formatting import exact_terse
from streetlight_gui.core.checks.limits import MAX_LIGHTS, shown
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.storage.tables.table import Column, Kind, Table

_ANSWERS = {"answer", "class", "label", "output", "result", "target"}
_WEIGHTS = {"weight", "weights", "sample_weight", "sample weight"}
_LIKE_ANSWERS = {"stop": 0.0, "walk": 1.0}  # words that an answer may be
_OFF = {
    "0",
    "-1",
    "-",
    "f",
    "false",
    "low",
    "n",
    "neg",
    "negative",
    "no",
    "none",
    "off",
    "stop",
    "red",
}


@dataclass(frozen=True)
class Choices:
    """What a person said of a table.

    Attributes:
        answer: the name of the column that answers; None for the last.
        lights: the names of the columns that are lights, in order; None for all others.
        values: the number that each text stands for, in small letters, such as {'no': 0, 'yes': 1}.
        scaled: the names of columns to bring to 0..1, the least number to 0, the greatest to 1.
    """

    answer: str | None = None
    lights: tuple[str, ...] | None = None
    values: Mapping[str, float] = field(default_factory=dict)
    scaled: frozenset[str] = frozenset()


class Ask(Enum):
    """What is to be asked of a table."""

    ANSWER = auto()  # which column answers: one of these names stands before the last column
    LIGHTS = auto()  # which columns are the lights: they are too many, or none
    WEIGHTS = auto()  # whether to do without a column of weights
    GAPS = auto()  # whether to do without a column that has an empty cell
    TEXT = auto()  # whether to do without a column of many texts
    WORDS = auto()  # which number each of these texts stands for
    SCALE = auto()  # whether to bring a column to 0..1


@dataclass(frozen=True)
class Question:
    """Something to ask.

    Attributes:
        about: what.
        columns: the names of those it is about.
        texts: the different ones there, for WORDS in the order 0 and 1 that seems likely.
        line: of an empty cell.
        span: the least and the greatest number of a column to scale.
    """

    about: Ask
    columns: tuple[str, ...]
    texts: tuple[str, ...] = ()
    line: int = 0
    span: tuple[float, float] = (0.0, 1.0)


@dataclass(frozen=True)
class Reading:
    """A table as it is read by some choices.

    Attributes:
        table: the table.
        choices: what was said of it.
        lights: the columns that are lights.
        answer: the column that answers.
    """

    table: Table
    choices: Choices
    lights: tuple[Column, ...]
    answer: Column

    @property
    def columns(self) -> tuple[Column, ...]:
        """Those that are read, the answer last."""
        return (*self.lights, self.answer)

    def is_scaled(self, column: Column) -> bool:
        """Tell whether a light is brought to 0..1."""
        needs = column.kind is Kind.NUMBERS and not _fits(column)
        return needs and column.name in self.choices.scaled and column is not self.answer

    def value_of(self, text: str) -> float | None:
        """Return the number that was said to stand for a text; None if nothing was."""
        return self.choices.values.get(text.casefold())

    def values(self, column: Column) -> list[float]:
        """Return a column's numbers as the choices make them; nan where they make none."""
        if column.kind is Kind.WORDS or (column.kind is Kind.SIGNS and self.choices.values):
            numbers = {text: _word(self, column, text) for text in column.words}
            known = {text.casefold(): number for text, number in numbers.items()}
            return [known[text.casefold()] for text in column.texts]
        if self.is_scaled(column):
            low, high = span(column)
            return [(number - low) / (high - low) for number in column.numbers]
        return list(column.numbers)


def read(table: Table, choices: Choices | None = None) -> Reading:
    """Read a table by some choices.

    Raises:
        ValueError: a column of that name is not there, or the answer is a light, too.
    """
    chosen = choices or Choices()
    answer = table.columns[-1] if chosen.answer is None else column_of(table, chosen.answer)
    if chosen.lights is None:
        lights = tuple(column for column in table.columns if column is not answer)
    else:
        lights = tuple(column_of(table, name) for name in chosen.lights)
    if answer in lights or len(set(lights)) < len(lights):
        raise ValueError(f"{shown(answer.name)} is the answer, and each light is another column")
    return Reading(table, chosen, lights, answer)


def questions(reading: Reading) -> list[Question]:
    """Return what must be asked before a reading is a problem."""
    return [*_of_roles(reading), *_of_columns(reading), *_of_words(reading), *_of_spans(reading)]


def problem_of(table: Table, choices: Choices | None = None) -> Problem:
    """Return the problem that a table is by some choices.

    Raises:
        ValueError: something must be asked first, or is not allowed.
    """
    reading = read(table, choices)
    if asked := questions(reading):
        columns = ", ".join(asked[0].columns)
        raise ValueError(f"{columns}: {asked[0].about.name.lower()} must be chosen first")
    rows = list(zip(*map(reading.values, reading.columns), strict=True))
    held_out = table.held_out or (False,) * len(rows)
    trained, others = (
        [row for row, is_out in zip(rows, held_out, strict=True) if is_out is use]
        for use in (False, True)
    )
    names = [column.name for column in reading.columns] if table.has_names else []
    return Problem(*_split(trained), table.name, _split(others), names=names)


def column_of(table: Table, name: str) -> Column:
    """Find a column by its name, or by its number from 1 where no name is like it.

    Raises:
        ValueError: there is none.
    """
    places = {str(place): column for place, column in enumerate(table.columns, start=1)}
    names = {column.name.casefold(): column for column in table.columns}
    column = {**places, **names}.get(name.strip().casefold())
    if column is None:
        there = ", ".join(column.name for column in table.columns[:MAX_LIGHTS])
        more = "" if len(table.columns) <= MAX_LIGHTS else " and more"
        raise ValueError(f"there is no column {shown(name)}; there are {there}{more}")
    return column


def is_likely(question: Question) -> bool:
    """Tell whether the order of a question's texts is the usual one, such as no and yes."""
    return question.texts[0].casefold() in _OFF


def span(column: Column) -> tuple[float, float]:
    """Return which numbers of a column are to be 0 and 1: its least and its greatest, or 0."""
    low, high = min(column.numbers), max(column.numbers)
    return (low, high) if low < high else (min(low, 0.0), max(high, 0.0))


def sign_key(number: float) -> str:
    """Return what stands for a number among a choice's values: '-1' for -1.0 and -1."""
    return exact_terse(number)


def _of_roles(reading: Reading) -> Iterator[Question]:
    table, choices = reading.table, reading.choices
    if choices.answer is None and not table.is_ours:
        early = [c.name for c in table.columns[:-1] if c.name.casefold() in _ANSWERS]
        if early:
            yield Question(Ask.ANSWER, (*early, table.columns[-1].name))
    if not 1 <= len(reading.lights) <= MAX_LIGHTS:
        yield Question(Ask.LIGHTS, tuple(column.name for column in reading.lights))
    if choices.lights is None and not table.is_ours:
        for column in reading.lights:
            if column.name.casefold() in _WEIGHTS:
                yield Question(Ask.WEIGHTS, (column.name,))


def _of_columns(reading: Reading) -> Iterator[Question]:
    for column in reading.columns:
        if column.kind is Kind.GAPS:
            line = reading.table.lines[column.texts.index("")]
            yield Question(Ask.GAPS, (column.name,), line=line)
        elif column.kind is Kind.TEXT:
            yield Question(Ask.TEXT, (column.name,), column.words[:3])


def _of_words(reading: Reading) -> Iterator[Question]:
    """Yield each pair of texts once, with all columns that hold it."""
    found: dict[tuple[str, ...], list[Column]] = {}
    for column in reading.columns:
        if texts := _texts_to_ask(reading, column):
            found.setdefault(_likely_order(texts), []).append(column)
    for texts, columns in found.items():
        yield Question(Ask.WORDS, tuple(column.name for column in columns), texts)


def _texts_to_ask(reading: Reading, column: Column) -> tuple[str, ...]:
    if column.kind is Kind.SIGNS and not (reading.table.is_ours and column is reading.answer):
        texts: tuple[str, ...] = ("-1", "1")
        return texts if reading.value_of("-1") is None else ()
    words = column.words if column.kind is Kind.WORDS else ()
    is_known = not any(math.isnan(_word(reading, column, text)) for text in words)
    return () if is_known else words


def _of_spans(reading: Reading) -> Iterator[Question]:
    for column in reading.lights:
        if column.kind is Kind.NUMBERS and not _fits(column) and not reading.is_scaled(column):
            yield Question(Ask.SCALE, (column.name,), span=span(column))


def _fits(column: Column) -> bool:
    return all(0 <= number <= 1 for number in column.numbers)


def _word(reading: Reading, column: Column, text: str) -> float:
    """Return what a text of a column of words or signs stands for; nan if nobody said."""
    if column.kind is Kind.SIGNS:
        number = column.numbers[column.texts.index(text)]
        said = reading.value_of(sign_key(number))
        return number if said is None else said
    said = reading.value_of(text)
    if said is None and column is reading.answer:
        said = _LIKE_ANSWERS.get(text.casefold())
    return math.nan if said is None else said


def _likely_order(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(texts, key=lambda text: (text.casefold() not in _OFF, text.casefold())))


def _split(rows: Sequence[tuple[float, ...]]) -> tuple[list[tuple[float, ...]], list[float]]:
    return [row[:-1] for row in rows], [row[-1] for row in rows]
