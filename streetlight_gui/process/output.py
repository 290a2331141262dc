"""Standard output, which may take no more."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager


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
