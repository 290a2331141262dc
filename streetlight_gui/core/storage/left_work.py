"""Unsaved work, kept for when the program ends unexpectedly.

It is a session file. None of those names another file, so the one that the person had chosen for
the work stands beside it; it is looked at only once that person saves.
"""

import os
from contextlib import suppress
from pathlib import Path
from typing import TypedDict

from streetlight_gui.core.checks.formatting import in_one_line
from streetlight_gui.core.replay.saved_session import SavedSession
from streetlight_gui.core.storage.files import KnownFile, read_file, write_file
from streetlight_gui.core.storage.session_file import read_session, write_session

_MAX_BYTES = 2**16  # longer than any path


class _FileFields(TypedDict):
    path: bytes  # not every path is text
    stamp: tuple[int, int] | None


def keep_left(session: SavedSession, file: KnownFile | None, path: Path) -> None:
    """Write unsaved work; killed at any moment, it stands beside its own file or none.

    Args:
        session: the work.
        file: where it was opened or saved, if anywhere.
        path: of the session file.

    Raises:
        ValueError: it cannot be written.
    """
    _make(path.parent)
    beside, known = _beside(path), _known(path)
    if known != file:
        _remove(beside)
    write_session(session, path)
    if file is not None and known != file:
        import msgspec

        fields = _FileFields(path=os.fsencode(file.path), stamp=file.stamp)
        write_file(beside, msgspec.json.encode(fields))


def read_left(path: Path) -> tuple[SavedSession, KnownFile | None]:
    """Return unsaved work, and the file that it belongs to, if any.

    Raises:
        ValueError: it cannot be read.
    """
    return read_session(path), _known(path)


def drop_left(path: Path) -> None:
    """Remove unsaved work, where there is any."""
    for each in (_beside(path), path):
        _remove(each)


def _known(path: Path) -> KnownFile | None:
    import msgspec

    try:
        content = read_file(_beside(path), _MAX_BYTES, "")
        fields = msgspec.json.decode(content, type=_FileFields)
    except (ValueError, msgspec.MsgspecError):
        return None
    return KnownFile(Path(os.fsdecode(fields["path"])), fields["stamp"])


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ValueError(f"{in_one_line(str(folder))} cannot be made: {error.strerror}") from None


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.name}.file")


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink()
