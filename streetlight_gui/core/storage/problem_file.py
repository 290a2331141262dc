"""Problems in CSV files. A file holds the examples; its stem is the problem's name."""

import os
import re
import secrets
import shutil
from pathlib import Path

from streetlight_gui.core.checks.limits import MAX_EXAMPLES
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.storage.problem_csv import BadLineError, format_examples, parse_examples

_MAX_BYTES = 2**24  # many times what the longest problem takes
_LINE_END = re.compile(r"\r\n?|\n")


def read_problem(path: Path) -> Problem:
    """Read a problem from a file of UTF-8 text, as `parse_examples` takes it.

    Raises:
        ValueError: the file cannot be read or holds no problem; the sentence says where and why.
    """
    try:
        with path.open("rb") as file:
            content = file.read(_MAX_BYTES + 1)
    except OSError as error:
        raise ValueError(f"{path} cannot be read: {error.strerror or error}") from None
    if len(content) > _MAX_BYTES:
        limits = f"{_MAX_BYTES // 2**20} MB and {MAX_EXAMPLES:,} rows"
        raise ValueError(f"{path.name} is too large: at most {limits} are allowed")
    try:
        patterns, targets = parse_examples(_decode(content))
    except BadLineError as error:
        raise ValueError(f"{path.name}, {error}") from None
    return Problem(patterns, targets, name=path.stem)


def write_problem(problem: Problem, path: Path) -> None:
    """Write a problem's examples; a file that is there stays as it is unless all goes well.

    Raises:
        ValueError: the file cannot be written, or the problem could not be read again.
    """
    text = format_examples(problem)
    try:
        parse_examples(text)
        _replace(path, text.encode())
    except BadLineError as error:
        raise ValueError(f"{path} cannot be written: {error}") from None
    except OSError as error:
        raise ValueError(f"{path} cannot be written: {error.strerror or error}") from None


def _decode(content: bytes) -> str:
    allowed = "the file must be CSV in UTF-8"
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # `error.object` has lost the byte order mark, so `error.start` counts in it.
        line = _line_after(error.object[: error.start].decode())
        byte = error.object[error.start]
        raise BadLineError(line, f"the byte {byte:#04x} is not text; {allowed}") from None
    before, nul, _ = text.partition("\0")
    if nul:
        raise BadLineError(_line_after(before), f"the byte 0x00 is not text; {allowed}")
    return text


def _line_after(text: str) -> int:
    return 1 + len(_LINE_END.findall(text))


def _replace(path: Path, content: bytes) -> None:
    """Write a file beside the one to replace, then put it in its place at once."""
    target = Path(os.path.realpath(path))  # what a link leads to, so that it stays a link
    beside = target.parent / f".{secrets.token_hex(8)}.tmp"
    try:
        with beside.open("xb") as file:
            file.write(content)
            os.fsync(file.fileno())
        if target.exists():
            target.open("r+b").close()  # refuses where the file is protected against writing
            shutil.copymode(target, beside)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
