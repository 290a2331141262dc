"""What the program says to whoever called it, and whether that can be written."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from streetlight_gui.core.checks.formatting import in_one_line


class OutputError(Exception):
    """Standard output takes no more; the message says why."""


@contextmanager
def writing() -> Iterator[None]:
    """Tell what goes wrong with standard output from what goes wrong with other files.

    Raises:
        BrokenPipeError: whoever read it has gone.
        OutputError: anything else, such as a full disk, or that there is none.
    """
    if sys.stdout is None:
        raise OutputError("it is closed")
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(error.strerror or str(error)) from error


def print_line(line: str) -> None:
    """Print a line, with escapes for what the output's encoding does not have."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    with writing():
        print(line.encode(encoding, "backslashreplace").decode(encoding))  # a file's name, say


def complain(sentence: str, exit_code: int) -> int:
    """Tell on one line why something cannot be done, if anybody reads it; return the exit code."""
    if sys.stderr is not None:  # else Python would print it into the output
        try:
            print(f"streetlight: {in_one_line(sentence)}", file=sys.stderr)
        except OSError:
            write_no_more(sys.stderr)
    return exit_code


def write_no_more(stream: TextIO | None) -> None:
    """Keep Python from writing to a stream, whose reader has gone, say, once more at exit."""
    if stream is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
