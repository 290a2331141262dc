"""Unsaved work, kept in a file beside the error log for when the program ends unexpectedly."""

import uuid
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QTimer, Signal, Slot

from streetlight_gui.core.replay.saved_session import SavedSession
from streetlight_gui.core.storage.session_file import SUFFIX, read_session, write_session
from streetlight_gui.text.session_words import OPEN_LEFT, left_text
from streetlight_gui.ui.session.session import TrainingSession
from streetlight_gui.ui.shell.documents import Documents
from streetlight_gui.ui.widgets.banner import Banner

INTERVAL_MS = 10_000
_PREFIX = "unsaved-"


class Autosave(QObject):
    """Keeps a window's unsaved work, and offers what a window that is gone has left.

    Each window has a file of its own. A lock beside it tells other windows that it is in use, as
    long as its process lives. Files are written on the training thread.
    """

    _write = Signal(object, object)
    _remove = Signal(object)

    def __init__(
        self, documents: Documents, session: TrainingSession, banner: Banner, folder: Path
    ) -> None:
        """Keep these documents' work in this folder, and say in a banner what there is to say."""
        super().__init__(documents)
        with suppress(OSError):  # writing will tell
            folder.mkdir(parents=True, exist_ok=True)
        self._documents, self._banner, self._folder = documents, banner, folder
        self._path = folder / f"{_PREFIX}{uuid.uuid4().hex}{SUFFIX}"
        self._lock = _lock_for(self._path)
        self._offered: tuple[Path, QLockFile] | None = None
        self._is_due, self._problem = False, ""
        self._newest: SavedSession | None = None  # of those handed over for writing
        self._writer = _Writer()
        session.host(self._writer)
        self._write.connect(self._writer.write)
        self._remove.connect(self._writer.remove)
        self._writer.done.connect(self._tell)
        documents.work.told.connect(self._take)
        documents.work.saved_changed.connect(self._follow)
        documents.recovered.connect(self._adopt)
        self._timer = QTimer(self, interval=INTERVAL_MS)
        self._timer.timeout.connect(self.keep)
        self._timer.start()

    @Slot()
    def keep(self) -> None:
        """Keep what there is now, if it is not saved."""
        self._is_due = True
        self._documents.work.ask()

    def offer(self) -> None:
        """Offer the newest work that a window which is gone has left, if any did."""
        for path in sorted(self._folder.glob(f"{_PREFIX}*{SUFFIX}"), key=_time_of, reverse=True):
            lock = _lock_for(path)
            if path != self._path and lock.isLocked():
                with suppress(ValueError):
                    left, when = read_session(path), datetime.fromtimestamp(_time_of(path))
                    self._offered = path, lock
                    open_it = lambda left=left: self._documents.recover(left)  # noqa: E731
                    self._banner.say(left_text(when), OPEN_LEFT, open_it)
                    return

    def end(self, *, is_let_go: bool) -> None:
        """Stop, once the training thread has ended; work that nobody let go stays for later."""
        self._timer.stop()
        files = [(self._path, self._lock)] if is_let_go else []
        if is_let_go and self._offered is not None:
            files.append(self._offered)
        for path, lock in files:
            _unlink(path)
            lock.unlock()
        self._lock.unlock()

    @Slot(object)
    def _take(self, work: SavedSession) -> None:
        if self._is_due:
            self._is_due = False
            if not self._documents.work.is_saved and work != self._newest:
                self._newest = work
                self._write.emit(work, self._path)

    @Slot(bool)
    def _follow(self, is_saved: bool) -> None:
        if is_saved:
            self._newest = None
            self._remove.emit(self._path)

    @Slot()
    def _adopt(self) -> None:
        """Go on with the file of the work that was offered."""
        if self._offered is not None:
            self._lock.unlock()
            (self._path, self._lock), self._offered = self._offered, None
            self._newest = None

    @Slot(str)
    def _tell(self, problem: str) -> None:
        """Say why work cannot be kept, once."""
        if problem and problem != self._problem:
            self._banner.say(problem)
        self._problem = problem


class _Writer(QObject):
    """Writes on the thread where it lives; `done` tells what went wrong, or ''."""

    done = Signal(str)

    @Slot(object, object)
    def write(self, work: SavedSession, path: Path) -> None:
        try:
            write_session(work, path)
        except ValueError as error:
            self.done.emit(f"Unsaved work is not kept: {error}")
        else:
            self.done.emit("")

    @Slot(object)
    def remove(self, path: Path) -> None:
        _unlink(path)


def _lock_for(path: Path) -> QLockFile:
    """Return the lock of a file, locked unless another process that lives has it."""
    lock = QLockFile(f"{path}.lock")
    lock.setStaleLockTime(0)  # it lasts as long as its process, however long that is
    lock.tryLock(0)
    return lock


def _time_of(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:  # it has just gone
        return 0.0


def _unlink(path: Path) -> None:
    with suppress(OSError):
        path.unlink()
