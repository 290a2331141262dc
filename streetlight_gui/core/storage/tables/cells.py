"""A text as rows of cells, and rows as text."""

import codecs
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress

from streetlight_gui.core.checks.limits import MAX_EXAMPLES

MAX_BYTES = 2**22  # more than twice what the longest problem takes
_MAX_LINES = 100_000
SIZE_RULE = (
    f"at most {MAX_BYTES // 2**20} MB, {_MAX_LINES:,} lines and {MAX_EXAMPLES:,} rows are allowed"
)
ONE_TOO_MANY = f"at most {MAX_EXAMPLES:,} rows are allowed, this is one more"

Row = tuple[int, list[str]]  # the line that it begins in, and its cells


class BadLineError(ValueError):
    """What is wrong in a line, counted from 1 as a text editor does, and perhaps in a column."""

    def __init__(self, line: int, sentence: str, column: str = "") -> None:
        place = f"line {line}, {column}" if column else f"line {line}"
        super().__init__(f"{place}: {sentence}")


def decoded(content: bytes) -> tuple[str, str]:
    """Return the text that bytes are, and what they were taken for where that is a guess, or ''.

    UTF-16 begins with a mark; what is neither that nor UTF-8 is taken for Windows-1252, whose
    numbers are those of all others.

    Raises:
        BadLineError: they are no text.
    """
    with suppress(UnicodeDecodeError):
        if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return _text(content.decode("utf-16"), "\0"), ""
        return _text(content.decode("utf-8-sig"), "\0"), ""
    controls = r"\x00-\x08\x0e-\x1f\udc80-\udcff"  # the last are bytes that are no character there
    return _text(content.decode("cp1252", "surrogateescape"), controls), "Windows-1252"


def _text(text: str, odd: str) -> str:
    """Return a text in which there is no character of a range.

    Raises:
        BadLineError: there is.
    """
    found = re.search(f"[{odd}]", text)
    if found:
        line = 1 + len(re.findall("\r\n?|\n", text[: found.start()]))
        allowed = "the file must be CSV in UTF-8"
        raise BadLineError(line, f"the byte {ord(found[0]) & 0xFF:#04x} is not text; {allowed}")
    return text


def rows(text: str, separator: str, *, strict: bool = True) -> Iterator[Row]:
    """Yield the rows that are not blank, each with the number of the line it begins in.

    Raises:
        BadLineError: the text is no such table, or has too many lines.
    """
    import csv

    lines = io.StringIO(text, newline="")  # as the csv module asks for, with any line end
    reader = csv.reader(lines, delimiter=separator, skipinitialspace=True, strict=strict)
    line = 1
    try:
        for row in reader:
            if line > _MAX_LINES:
                raise BadLineError(line, SIZE_RULE)
            cells = [cell.strip() for cell in row]
            if any(cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        allowed = "it must be numbers between commas, semicolons or tabs"
        raise BadLineError(line, f"this is not CSV ({error}); {allowed}") from None


def csv_text(rows: Iterable[Sequence[object]]) -> str:
    """Write rows as CSV, in lines that end with a line feed."""
    import csv

    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def filled(cells: Sequence[str]) -> int:
    """Return how many cells there are without the empty ones at the end."""
    return max((place for place, cell in enumerate(cells, start=1) if cell), default=0)
