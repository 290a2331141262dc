"""What a table is read as by what a person said of it."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from streetlight_gui.core.checks.formatting import exact_terse
from streetlight_gui.core.checks.limits import MAX_LIGHTS, shown
from streetlight_gui.core.storage.tables.table import Column, Kind, Table

_LIKE_ANSWERS = {"stop": 0.0, "walk": 1.0}  # words that an answer may be


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
        needs = column.kind is Kind.NUMBERS and not fits(column)
        return needs and column.name in self.choices.scaled and column is not self.answer

    def value_of(self, text: str) -> float | None:
        """Return the number that was said to stand for a text; None if nothing was."""
        return self.choices.values.get(text.casefold())

    def said_of(self, column: Column, text: str) -> float | None:
        """Return the same for a text of a column; one of signs may write '-1.0'."""
        is_sign = column.kind is Kind.SIGNS
        return self.value_of(exact_terse(column.number(text)) if is_sign else text)

    def values(self, column: Column) -> list[float]:
        """Return a column's numbers as the choices make them; nan where they make none."""
        if column.kind is Kind.WORDS or (column.kind is Kind.SIGNS and self.choices.values):
            numbers = {text: word_of(self, column, text) for text in column.words}
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


def span(column: Column) -> tuple[float, float]:
    """Return which numbers of a column are to be 0 and 1: its least and its greatest, or 0."""
    low, high = min(column.numbers), max(column.numbers)
    return (low, high) if low < high else (min(low, 0.0), max(high, 0.0))


def fits(column: Column) -> bool:
    """Tell whether all numbers of a column are from 0 to 1."""
    return all(0 <= number <= 1 for number in column.numbers)


def word_of(reading: Reading, column: Column, text: str) -> float:
    """Return what a text of a column of words or signs stands for; nan if nobody said."""
    said = reading.said_of(column, text)
    if said is None and column.kind is Kind.SIGNS:
        said = column.number(text)
    elif said is None and column is reading.answer:
        said = _LIKE_ANSWERS.get(text.casefold())
    return math.nan if said is None else said
