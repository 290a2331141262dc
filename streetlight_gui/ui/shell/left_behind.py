"""What windows that are gone have left: files of unsaved work that nobody has locked."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLockFile

from streetlight_gui.core.replay.saved_session import SavedSession
from streetlight_gui.core.storage.files import KnownFile
from streetlight_gui.core.storage.left_work import read_left
from streetlight_gui.core.storage.session_file import SUFFIX

PREFIX = "unsaved-"


@dataclass(frozen=True)
class LeftBehind:
    """Unsaved work of a window that is gone.

    Attributes:
        path: its file.
        lock: of that file, taken as long as this lives.
        seconds: when it was written, since 1970.
        session: the work; None where it cannot be read.
        file: where it was opened or saved, if anywhere.
        problem: why it cannot be read, or ''.
    """

    path: Path
    lock: QLockFile
    seconds: float
    session: SavedSession | None = None
    file: KnownFile | None = None
    problem: str = ""


def newest_left(folder: Path, own: Path) -> LeftBehind | None:
    """Return the newest work that somebody else has left in a folder; what is unreadable is last.

    Locks of windows that are gone, and have left no work, are removed.

    Args:
        folder: where windows keep their work.
        own: the file of the window that asks.
    """
    _clear_locks(folder)
    unreadable = None
    for path in sorted(folder.glob(f"{PREFIX}*{SUFFIX}"), key=_time_of, reverse=True):
        lock = lock_for(path)
        if path != own and lock.isLocked():
            found = _read(path, lock)
            if found.session is not None:
                return found
            unreadable = unreadable or found
    return unreadable


def lock_for(path: Path) -> QLockFile:
    """Return the lock of a file, locked unless another process that lives has it."""
    lock = QLockFile(f"{path}.lock")
    lock.setStaleLockTime(0)  # it lasts as long as its process, however long that is
    lock.tryLock(0)
    return lock


def _read(path: Path, lock: QLockFile) -> LeftBehind:
    seconds = _time_of(path)
    try:
        session, file = read_left(path)
    except ValueError as error:
        return LeftBehind(path, lock, seconds, problem=str(error))
    return LeftBehind(path, lock, seconds, session, file)


def _clear_locks(folder: Path) -> None:
    for lock in folder.glob(f"{PREFIX}*{SUFFIX}.lock"):
        path = lock.with_suffix("")
        if not path.exists():
            lock_for(path).unlock()


def _time_of(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:  # it has just gone
        return 0.0
