"""A training set as CSV: a header `light_1,...,light_n,answer`, then one row per example.

Spreadsheets and pandas read and write such text. Written numbers are exact: reading them gives
bitwise the same patterns and targets.
"""

import csv
import io
import math
import re
from collections.abc import Iterator

from streetlight_gui.core.checks.formatting import exact_terse
from streetlight_gui.core.checks.limits import LIGHT_RULE, MAX_EXAMPLES, MAX_LIGHTS, shown
from streetlight_gui.core.checks.typed import parse_number
from streetlight_gui.core.problems.problem import Problem

_ANSWER = "answer"
_LIGHTS = [f"light_{k}" for k in range(1, MAX_LIGHTS + 1)]
_HEADER = f"the header must be light_1 to light_n, with n from 1 to {MAX_LIGHTS}, and answer"


class BadLineError(ValueError):
    """What is wrong in a line, counted from 1 as a text editor does, and perhaps in a column."""

    def __init__(self, line: int, sentence: str, column: str = "") -> None:
        place = f"line {line}, {column}" if column else f"line {line}"
        super().__init__(f"{place}: {sentence}")


def format_examples(problem: Problem) -> str:
    """Return a problem's examples as text, in lines that end with a line feed."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*_LIGHTS[: problem.lights], _ANSWER])
    for pattern, target in zip(problem.patterns.tolist(), problem.targets.tolist(), strict=True):
        writer.writerow([exact_terse(number) for number in (*pattern, target)])
    return text.getvalue()


def parse_examples(text: str) -> tuple[list[list[float]], list[float]]:
    """Return the patterns and the targets in a text.

    Cells are split by commas or semicolons, and with semicolons numbers may have decimal commas.
    Columns may stand in any order. Lights are from 0 (off) to 1 (on), answers any finite number.

    Raises:
        BadLineError: the text is no such table; the sentence says where and why.
    """
    has_semicolons = ";" in next((line for line in _lines(text) if line.strip()), "")
    rows = _rows(text, ";" if has_semicolons else ",")
    header_line, header = next(rows, (1, []))
    columns = [name.lower() for name in header]
    _check_header(header_line, columns)
    examples: list[dict[str, float]] = []
    for line, cells in rows:
        if len(examples) == MAX_EXAMPLES:
            raise BadLineError(line, f"at most {MAX_EXAMPLES:,} rows are allowed, this is one more")
        examples.append(_read_row(line, columns, cells, decimal_comma=has_semicolons))
    if not examples:
        raise BadLineError(
            header_line, f"no rows follow the header; there must be 1 to {MAX_EXAMPLES:,}"
        )
    lights = _LIGHTS[: len(columns) - 1]
    patterns = [[example[name] for name in lights] for example in examples]
    return patterns, [example[_ANSWER] for example in examples]


def _lines(text: str) -> io.StringIO:
    return io.StringIO(text, newline="")  # as the csv module asks for, with any line end


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not blank, each with the number of the line it begins in."""
    reader = csv.reader(_lines(text), delimiter=delimiter, skipinitialspace=True, strict=True)
    line = 1
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if any(cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise BadLineError(
            line, f"this is not CSV ({error}); it must be numbers between commas or semicolons"
        ) from None


def _check_header(line: int, columns: list[str]) -> None:
    """Make sure that the columns are light_1 to light_n and answer, in any order."""
    for name in columns:
        wrong = _wrong_with_column(name, columns)
        if wrong:
            raise BadLineError(line, f"the column {shown(name)} {wrong}; {_HEADER}")
    lights = max(1, len(columns) - columns.count(_ANSWER))
    for name in (*_LIGHTS[:lights], _ANSWER):
        if name not in columns:
            raise BadLineError(line, f"the column {name!r} is missing; {_HEADER}")


def _wrong_with_column(name: str, columns: list[str]) -> str:
    if name not in (*_LIGHTS, _ANSWER):
        is_light = re.fullmatch("light_[1-9][0-9]*", name)
        return f"is one too many: the lights end with {_LIGHTS[-1]}" if is_light else "is unknown"
    return "is there more than once" if columns.count(name) > 1 else ""


def _read_row(
    line: int, columns: list[str], cells: list[str], *, decimal_comma: bool
) -> dict[str, float]:
    """Return the number in each column."""
    if len(cells) != len(columns):
        raise BadLineError(
            line, f"there must be {len(columns)} cells, one for each column, not {len(cells)}"
        )
    numbers = {}
    for name, cell in zip(columns, cells, strict=True):
        numbers[name] = parse_number(cell.replace(",", ".") if decimal_comma else cell)
        rule = _rule_broken(name, numbers[name])
        if rule:
            raise BadLineError(line, f"{rule}, not {shown(cell)}", name)
    return numbers


def _rule_broken(column: str, number: float) -> str:
    """Return what a column allows if the number is not allowed there, else ''."""
    if column == _ANSWER and not math.isfinite(number):
        return "an answer must be a finite number, such as 1 for WALK or 0 for STOP"
    if column != _ANSWER and not 0 <= number <= 1:
        return LIGHT_RULE
    return ""
