"""Problems in files of examples. A file's stem is the problem's name.

Ours has a header `light_1,...,light_n,answer`, followed by one row per example. A column `use` says
of each whether it is there to `train` on or to `test` with, its answer held out. Where lights and
answer have names of their own, these are the header, and `use` is always there. Spreadsheets and
pandas read and write such text. Written numbers are exact: reading them gives bitwise the same
patterns and targets. Any other table is read, too, and may have to be asked about.
"""

from dataclasses import replace
from pathlib import Path

import numpy as np

from streetlight_gui.core.checks.formatting import exact_terse, in_one_line
from streetlight_gui.core.problems.names import ANSWER, LIGHTS, USE
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.storage.files import read_file, write_file
from streetlight_gui.core.storage.sweeps.head import is_sweep
from streetlight_gui.core.storage.tables.asking import problem_of
from streetlight_gui.core.storage.tables.cells import (
    MAX_BYTES,
    SIZE_RULE,
    BadLineError,
    csv_text,
    decoded,
)
from streetlight_gui.core.storage.tables.copied_patterns import (
    are_copied_patterns,
    examples_of_patterns,
)
from streetlight_gui.core.storage.tables.own_format import TEST, TRAIN, has_our_header, parse_ours
from streetlight_gui.core.storage.tables.table import Table
from streetlight_gui.core.storage.tables.text_table import parse_table
from streetlight_gui.core.storage.tables.workbook import ZIP_MARK, read_workbook

SUFFIXES = (".csv", ".txt", ".tsv", ".data", ".dat", ".xlsx")


def read_problem(path: Path) -> Problem:
    """Read a problem from a table that nothing has to be asked about.

    Raises:
        ValueError: the file cannot be read or holds no problem; the sentence says where and why.
    """
    found = read_examples(path)
    return found if isinstance(found, Problem) else problem_of(found)


def read_examples(path: Path) -> Problem | Table:
    """Read a problem from a file of ours, or the table in any other, to be asked about.

    Raises:
        ValueError: the file cannot be read or holds no table; the sentence says where and why.
    """
    if is_sweep(path):
        raise ValueError(f"{in_one_line(path.name)} is of a sweep: it has no examples to train on")
    content = read_file(path, MAX_BYTES, SIZE_RULE)
    try:
        if path.suffix.lower() == ".xlsx" or content.startswith(ZIP_MARK):
            return _of_ours(read_workbook(content, path.stem))
        text, encoding = decoded(content)
        found = parse_any(text, path.stem)
        return replace(found, encoding=encoding) if isinstance(found, Table) else found
    except BadLineError as error:
        raise ValueError(f"{in_one_line(path.name)}, {error}") from None
    except ValueError as error:  # of a spreadsheet as a whole
        raise ValueError(f"{in_one_line(path.name)}: {error}") from None


def write_problem(problem: Problem, path: Path) -> None:
    """Write a problem's examples; a file that is there stays as it is unless all goes well.

    Raises:
        ValueError: the file cannot be written, or the problem could not be read again.
    """
    text = format_examples(problem)
    try:
        parse_examples(text)
    except BadLineError as error:
        raise ValueError(f"{in_one_line(str(path))} cannot be written: {error}") from None
    write_file(path, text.encode())


def format_examples(problem: Problem) -> str:
    """Return a problem's examples as text, in lines that end with a line feed.

    Those held out come last, and a last column says so.
    """
    patterns, answers = problem.rows
    rows = [[*(problem.names or (*LIGHTS[: problem.lights], ANSWER))]]
    rows += [list(map(exact_terse, row)) for row in np.column_stack([patterns, answers]).tolist()]
    if problem.held_out_count or problem.names:
        uses = [USE] + [TRAIN] * len(problem) + [TEST] * problem.held_out_count
        rows = [[*row, use] for row, use in zip(rows, uses, strict=True)]
    return csv_text(rows)


def parse_examples(text: str, name: str = "own") -> Problem:
    """Return the problem in a text that nothing has to be asked about, under a name.

    Raises:
        ValueError: the text is no such table; the sentence says where and why.
    """
    found = parse_any(text, name)
    return found if isinstance(found, Problem) else problem_of(found)


def parse_any(text: str, name: str) -> Problem | Table:
    """Return the problem in a text of ours, or the table in any other.

    Raises:
        BadLineError: it holds no table; the sentence says where and why.
    """
    if are_copied_patterns(text):
        text = examples_of_patterns(text)
    return parse_ours(text, name) if has_our_header(text) else _of_ours(parse_table(text, name))


def _of_ours(table: Table) -> Problem | Table:
    return problem_of(table) if table.is_ours else table
