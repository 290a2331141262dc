"""What must be asked of a table, and the problem that it is once nothing must."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from streetlight_gui.core.checks.limits import MAX_LIGHTS
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.storage.tables.reading import Choices, Reading, fits, read, span, word_of
from streetlight_gui.core.storage.tables.table import Column, Kind, Table

_ANSWERS = {"answer", "class", "label", "output", "result", "target"}
_WEIGHTS = {"weight", "weights", "sample_weight", "sample weight"}
_OFF = re.compile("0|-1|-|f|false|low|n|neg|negative|no|none|off|red|stop")


class Ask(Enum):
    """What is to be asked of a table."""

    ANSWER = auto()  # which column answers: one of these names stands before the last column
    LIGHTS = auto()  # which columns are the lights: they are too many, or none
    WEIGHTS = auto()  # whether to do without a column of weights
    COUNT = auto()  # whether to do without a first column that counts the rows
    GAPS = auto()  # whether to do without a column that has an empty cell
    TEXT = auto()  # whether to do without a column of many texts, or of numbers and a text
    WORDS = auto()  # which number each of these texts stands for
    SCALE = auto()  # whether to bring a column to 0..1


@dataclass(frozen=True)
class Question:
    """Something to ask.

    Attributes:
        about: what.
        columns: the names of those it is about.
        texts: the different ones there, for WORDS in the order 0 and 1 that seems likely.
        line: of an empty cell, or of a text among numbers; or 0.
        span: the least and the greatest number of a column to scale.
    """

    about: Ask
    columns: tuple[str, ...]
    texts: tuple[str, ...] = ()
    line: int = 0
    span: tuple[float, float] = (0.0, 1.0)


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


def is_likely(question: Question) -> bool:
    """Tell whether the order of a question's texts is the usual one, such as no and yes."""
    return _is_off(question.texts[0])


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
    yield from (
        Question(Ask.COUNT, (column.name,)) for column in reading.lights if _counts(reading, column)
    )


def _counts(reading: Reading, column: Column) -> bool:
    """Tell whether the first of several is 0, 1, 2 or 1, 2, 3 and so on, and nobody chose it."""
    table, numbers = reading.table, column.numbers
    is_chosen = reading.choices.lights is not None or table.is_ours or len(reading.lights) == 1
    if is_chosen or column is not table.columns[0] or numbers[0] not in (0, 1):
        return False
    return len(numbers) > 2 and numbers == tuple(numbers[0] + row for row in range(len(numbers)))


def _of_columns(reading: Reading) -> Iterator[Question]:
    for column in reading.columns:
        if column.kind is Kind.GAPS:
            line = reading.table.lines[column.texts.index("")]
            yield Question(Ask.GAPS, (column.name,), line=line)
        elif column.kind is Kind.TEXT:
            odd = [k for k, number in enumerate(column.numbers) if math.isnan(number)]
            if len(odd) == len(column.texts):
                yield Question(Ask.TEXT, (column.name,), column.words[:3])
            else:
                text, line = column.texts[odd[0]], reading.table.lines[odd[0]]
                yield Question(Ask.TEXT, (column.name,), (text,), line)


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
    is_known = not any(math.isnan(word_of(reading, column, text)) for text in words)
    return () if is_known else words


def _of_spans(reading: Reading) -> Iterator[Question]:
    for column in reading.lights:
        is_open = not reading.is_scaled(column) and not _counts(reading, column)
        if column.kind is Kind.NUMBERS and not fits(column) and is_open:
            yield Question(Ask.SCALE, (column.name,), span=span(column))


def _likely_order(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(texts, key=lambda text: (not _is_off(text), text.casefold())))


def _is_off(text: str) -> bool:
    return _OFF.fullmatch(text.casefold()) is not None


def _split(rows: Sequence[tuple[float, ...]]) -> tuple[list[tuple[float, ...]], list[float]]:
    return [row[:-1] for row in rows], [row[-1] for row in rows]
