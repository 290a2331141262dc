"""Reading and replacing files: regular ones only, since a pipe blocks and a device would be lost.

`read_file` and `write_file` refuse with a sentence; the others raise `OSError`, with the path that
was asked for and a reason.
"""

import errno
import os
import secrets
import shutil
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from streetlight_gui.core.checks.formatting import in_one_line

try:
    import fcntl
except ImportError:  # on Windows
    fcntl = None  # type: ignore[assignment]

_UNFINISHED = ".streetlight-{}.tmp"  # a file until it takes the place of the one to replace
_OLD_S = 60.0  # without a change: far longer than a file of a program that lives is unlocked


def read_file(path: Path, most: int, allowed: str) -> bytes:
    """Read a whole file.

    Args:
        path: of the file.
        most: bytes that it may have.
        allowed: what a sentence says of that.

    Raises:
        ValueError: the file cannot be read, or is too large.
    """
    place = in_one_line(str(path))
    try:
        check_regular(path)
        with path.open("rb") as file:
            content = file.read(most + 1)
    except OSError as error:
        raise ValueError(f"{place} cannot be read: {error.strerror or error}") from None
    if len(content) > most:
        raise ValueError(f"{in_one_line(path.name)} is too large: {allowed}")
    return content


def write_file(path: Path, content: bytes) -> None:
    """Write a file; one that is there stays as it is unless all goes well.

    Raises:
        ValueError: it cannot be written.
    """
    try:
        replace_file(path, content)
    except OSError as error:
        raise ValueError(f"{in_one_line(str(path))} cannot be written: {error.strerror}") from None


def check_writable(path: Path) -> None:
    """Refuse a file that could not be written now; nothing is changed.

    Raises:
        ValueError: it could not.
    """
    try:
        check_regular(path)
        if path.is_dir():
            raise OSError(errno.EISDIR, os.strerror(errno.EISDIR))
        beside = _beside(path)
        beside.open("xb").close()
        beside.unlink()
        if path.exists():
            path.open("r+b").close()
    except OSError as error:
        raise ValueError(f"{in_one_line(str(path))} cannot be written: {error.strerror}") from None


def check_regular(path: Path) -> None:
    """Refuse what is there and is no regular file; opening a folder says by itself that it is one.

    It only looks: opening a pipe would wait for somebody at its other end.
    """
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return
    except ValueError:  # NUL, or a surrogate that stands for no byte
        raise OSError(errno.EINVAL, "no path can hold such a character", str(path)) from None
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise OSError(errno.EINVAL, "it is no regular file", str(path))


def replace_file(path: Path, content: bytes) -> None:
    """Write a file beside the one to replace, then put it in its place at once.

    What was there stays as it is unless all goes well.
    """
    with replacing(path) as file:
        file.write(content)


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Let a file be written beside the one to replace, then put it in its place at once.

    What was there stays as it is unless all goes well.
    """
    check_regular(path)
    target = Path(os.path.realpath(path))  # what a link leads to: it stays a link
    _remove_unfinished(target.parent)  # first: a full disk may need what they take
    beside = _beside(target)
    try:
        with beside.open("xb") as file:
            with suppress(OSError):  # where there are no locks, it may stay for ever
                claim(file)
            yield file
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            target.open("r+b").close()  # refuses where the file is protected against writing
            shutil.copymode(target, beside)
        beside.replace(target)
        _sync(target.parent)
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), str(path)) from None
    finally:
        with suppress(OSError):  # where it could not be made, it cannot be removed
            beside.unlink()


def _beside(path: Path) -> Path:
    """Name a file in the folder of another that is not there yet."""
    return Path(os.path.realpath(path)).parent / _UNFINISHED.format(secrets.token_hex(8))


def claim(file: BinaryIO) -> None:
    """Let no other process claim a file until this one closes it, where the system has such locks.

    Raises:
        OSError: another one has.
    """
    if fcntl is not None:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise OSError(errno.EBUSY, "another program writes it", file.name) from None


def _remove_unfinished(folder: Path) -> None:
    """Remove what programs that were killed have not finished writing.

    One that lives holds a lock, but for a moment before and after it writes, or on Windows an open
    file that cannot be removed.
    """
    for path in folder.glob(_UNFINISHED.format("*")):
        with suppress(OSError):
            status = path.lstat()
            if stat.S_ISREG(status.st_mode) and time.time() - status.st_mtime > _OLD_S:
                with path.open("rb") as file:
                    claim(file)
                path.unlink()


def _sync(folder: Path) -> None:
    """Let a change of names in a folder outlast a loss of power, where folders can be synced."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@dataclass(frozen=True)
class KnownFile:
    """A file as it was when it was read or written here.

    Attributes:
        path: of the file.
        stamp: what changes with its content; None where there was no file.
    """

    path: Path
    stamp: tuple[int, int] | None

    @classmethod
    def at(cls, path: Path) -> "KnownFile":
        """Look at a file as it is now."""
        return cls(path, _stamp_of(path))

    @property
    def is_changed(self) -> bool:
        """Whether it has another content now; what is gone has none to lose."""
        return _stamp_of(self.path) not in (None, self.stamp)


def _stamp_of(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_size
