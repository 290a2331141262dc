"""Problems in CSV files. A file holds the examples; its stem is the problem's name."""

from pathlib import Path

from streetlight_gui.core.checks.formatting import in_one_line
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.storage.files import check_regular, replace_file
from streetlight_gui.core.storage.problem_csv import (
    MAX_BYTES,
    SIZE_RULE,
    BadLineError,
    format_examples,
    parse_examples,
)


def read_problem(path: Path) -> Problem:
    """Read a problem from a file of UTF-8 text, as `parse_examples` takes it.

    Raises:
        ValueError: the file cannot be read or holds no problem; the sentence says where and why.
    """
    name = in_one_line(path.name)
    try:
        check_regular(path)
        if path.stat().st_size > MAX_BYTES:
            raise ValueError(f"{name} is too large: {SIZE_RULE}")
        content = path.read_bytes()
    except OSError as error:
        place = in_one_line(str(path))
        raise ValueError(f"{place} cannot be read: {error.strerror or error}") from None
    try:
        patterns, targets = parse_examples(_decode(content))
    except BadLineError as error:
        raise ValueError(f"{name}, {error}") from None
    return Problem(patterns, targets, name=path.stem)


def write_problem(problem: Problem, path: Path) -> None:
    """Write a problem's examples; a file that is there stays as it is unless all goes well.

    Raises:
        ValueError: the file cannot be written, or the problem could not be read again.
    """
    text, place = format_examples(problem), in_one_line(str(path))
    try:
        parse_examples(text)
        replace_file(path, text.encode())
    except BadLineError as error:
        raise ValueError(f"{place} cannot be written: {error}") from None
    except OSError as error:
        raise ValueError(f"{place} cannot be written: {error.strerror}") from None


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
    return 1 + text.count("\n") + text.count("\r") - text.count("\r\n")
