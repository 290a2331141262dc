"""A table given as `--problem`, read as further options say."""

import argparse
from pathlib import Path

from streetlight_gui.core.checks.formatting import in_one_line
from streetlight_gui.core.problems.presets import PRESETS, Preset
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.problems.values import parse_answer
from streetlight_gui.core.storage.problem_file import SUFFIXES, read_examples
from streetlight_gui.core.storage.tables.table import Table


def parse_problem(text: str) -> Problem | Preset | Table:
    """Return the preset of that name, or what is in a file.

    Raises:
        ValueError: there is none, or the file cannot be read.
    """
    if text.lower().endswith(SUFFIXES):
        return read_examples(Path(text))
    try:
        return PRESETS[Problem.preset(text).name]
    except ValueError as error:
        raise ValueError(f"{error}; or a FILE that ends in {', '.join(SUFFIXES)}") from None


def parse_names(text: str) -> tuple[str, ...]:
    """Read names of columns between commas."""
    return tuple(name.strip() for name in text.split(","))


def parse_values(text: str) -> dict[str, float]:
    """Read which number each text stands for: `no=0,yes=1`."""
    pairs = [pair.rpartition("=") for pair in text.split(",")]
    if not all(name.strip() for name, _, _ in pairs):
        raise ValueError(f"texts must be written like no=0,yes=1, not {text!r}")
    return {name.strip().casefold(): parse_answer(value) for name, _, value in pairs}


def settle(options: argparse.Namespace) -> str:
    """Put a problem in the place of a table; return what it was understood as, or ''.

    Raises:
        ValueError: it must be asked about; the sentence names the option that answers.
    """
    asked = vars(options)
    table = asked.get("problem")
    if not isinstance(table, Table):
        return ""
    from streetlight_gui.core.storage.tables.asking import problem_of, questions
    from streetlight_gui.core.storage.tables.reading import Choices, column_of, read
    from streetlight_gui.text.table_words import option_text, question_text, understood_text

    scaled = frozenset(column_of(table, name).name for name in asked["scale"] or ())
    chosen = Choices(asked["answer"], asked["columns"], asked["as"] or {}, scaled)
    reading = read(table, chosen)
    if open_questions := questions(reading):
        first = open_questions[0]
        sentence = f"{table.name}: {question_text(first)}; give {option_text(first, reading)}"
        raise ValueError(in_one_line(sentence))
    options.problem = problem_of(table, chosen)
    return f"{table.name}: {understood_text(reading)}"
