"""Session files: what a person made, as UTF-8 JSON with a format number.

A file holds what makes its run again, not the weights of every step: settings, start weights, every
change with its moment, and the length. The weights at the run's end tell whether it was made again
bit for bit. Nothing in a file is executed, and no path in it is followed.
"""

import re
from pathlib import Path
from typing import TypedDict

from streetlight_gui.core.checks.formatting import in_one_line
from streetlight_gui.core.replay.saved_session import SavedSession
from streetlight_gui.core.storage.files import read_file, write_file

SUFFIX = ".streetlight"

_MAX_BYTES = 32 * 2**20
_SIZE_RULE = "a session file may have 32 MB"
_WORDS = {
    "float": "a number",
    "int": "a whole number",
    "str": "text",
    "bool": "true or false",
    "array": "a list",
    "object": "an object",
    "null": "nothing",
}


class _Head(TypedDict):
    format: int


def read_session(path: Path) -> SavedSession:
    """Read a session from a file.

    Raises:
        ValueError: the file cannot be read or holds no session; the sentence says where and why.
    """
    content = read_file(path, _MAX_BYTES, _SIZE_RULE)
    try:
        return parse_session(content)
    except ValueError as error:
        raise ValueError(f"{in_one_line(path.name)}: {error}") from None


def write_session(session: SavedSession, path: Path) -> None:
    """Write a session; a file that is there stays as it is unless all goes well.

    Raises:
        ValueError: the file cannot be written, or would be too large to be read again.
    """
    write_file(path, format_session(session))


def format_session(session: SavedSession) -> bytes:
    """Return a session as JSON; numbers are exact.

    Raises:
        ValueError: it would be too large to be read again.
    """
    import msgspec

    from streetlight_gui.core.storage.session_fields import fields_of

    content = msgspec.json.format(msgspec.json.encode(fields_of(session)), indent=1) + b"\n"
    if len(content) > _MAX_BYTES:
        raise ValueError(f"this session is too large: {_SIZE_RULE}")
    return content


def parse_session(content: bytes) -> SavedSession:
    """Return the session in the content of a file.

    Raises:
        ValueError: it is none, of a newer format, or holds what is not allowed.
    """
    import msgspec

    from streetlight_gui.core.storage.session_schema import FORMAT, SessionFields
    from streetlight_gui.core.storage.session_values import session_of

    try:
        number = msgspec.json.decode(content, type=_Head)["format"]
        if number != FORMAT:
            newer = "it was written by a newer Streetlight: " if number > FORMAT else ""
            raise ValueError(f"{newer}its format is {number}, and this one reads format {FORMAT}")
        return session_of(msgspec.json.decode(content, type=SessionFields))
    except msgspec.ValidationError as error:
        raise ValueError(_in_words(str(error))) from None
    except msgspec.DecodeError as error:
        raise ValueError(f"this is no session file: {error}") from None
    except RecursionError:
        raise ValueError("this is no session file: it is nested too deep") from None


def _in_words(sentence: str) -> str:
    """Return what is wrong with the type of a field, its place first."""
    what, _, place = sentence.partition(" - at ")
    what = re.sub("`([^`]*)`", lambda found: _WORDS.get(found[1], repr(found[1])), what)
    place = place.strip("`").removeprefix("$").removeprefix(".")
    what = what[0].lower() + what[1:]
    return f"{place}: {what}" if place else what
