"""Unsaved work, kept in a file beside the error log for when the program ends unexpectedly."""

import uuid
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QTimer, Signal, Slot

from streetlight_gui.core.replay.saved_session import SavedSession
from streetlight_gui.core.storage.files import KnownFile
from streetlight_gui.core.storage.left_work import drop_left, keep_left, read_left
from streetlight_gui.core.storage.session_file import SUFFIX
from streetlight_gui.text.session_words import (
    OPEN_LEFT,
    discard_question,
    left_text,
    unreadable_text,
    work_name,
)
from streetlight_gui.ui.session.session import TrainingSession
from streetlight_gui.ui.shell.banners import Banners
from streetlight_gui.ui.shell.documents import Documents
from streetlight_gui.ui.shell.questions import Answer, ask

INTERVAL_MS = 10_000
_PREFIX = "unsaved-"


class Autosave(QObject):
    """Keeps a window's unsaved work, and offers what a window that is gone has left.

    Each window has a file of its own. A lock beside it tells other windows that it is in use, as
    long as its process lives. Files are written on the training thread. What is offered stays,
    window after window, until a person opens or discards it.
    """

    _write = Signal(object, object, object)
    _remove = Signal(object)

    def __init__(
        self, documents: Documents, session: TrainingSession, banners: Banners, folder: Path
    ) -> None:
        """Keep these documents' work in this folder, and say in banners what there is to say."""
        super().__init__(documents)
        with suppress(OSError):  # writing will tell
            folder.mkdir(parents=True, exist_ok=True)
        self._documents, self._banners, self._folder = documents, banners, folder
        self._path = folder / f"{_PREFIX}{uuid.uuid4().hex}{SUFFIX}"
        self._lock = _lock_for(self._path)
        self._offered: tuple[Path, QLockFile] | None = None
        self._question = ""  # before what is offered is discarded
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
        banners.left.discarded.connect(self._discard)
        self._timer = QTimer(self, interval=INTERVAL_MS)
        self._timer.timeout.connect(self.keep)
        self._timer.start()

    @Slot()
    def keep(self) -> None:
        """Keep what there is now, if it is not saved."""
        self._is_due = True
        self._documents.work.ask()

    def offer(self) -> None:
        """Offer the newest work that a window which is gone has left, if any did.

        What cannot be read comes last.
        """
        self._clear_locks()
        unreadable = []
        for path in sorted(self._folder.glob(f"{_PREFIX}*{SUFFIX}"), key=_time_of, reverse=True):
            lock = _lock_for(path)
            if path != self._path and lock.isLocked():
                try:
                    self._offer(path, lock, *read_left(path))
                except ValueError as error:
                    unreadable.append((path, lock, str(error)))
                else:
                    return
        if unreadable:
            self._tell_unreadable(*unreadable[0])

    def end(self, *, is_let_go: bool) -> None:
        """Stop, once the training thread has ended; work that nobody let go stays for later."""
        self._timer.stop()
        if is_let_go:
            drop_left(self._path)
        self._lock.unlock()
        self._offered = None

    def _offer(
        self, path: Path, lock: QLockFile, left: SavedSession, file: KnownFile | None
    ) -> None:
        self._offered = path, lock
        name = work_name(left.recipe.settings_at_end.problem, file)
        when = datetime.fromtimestamp(_time_of(path))
        self._question = discard_question(name, when)
        open_it = partial(self._documents.recover, left, file)
        self._banners.left.say(left_text(name, when), OPEN_LEFT, open_it)

    def _tell_unreadable(self, path: Path, lock: QLockFile, problem: str) -> None:
        self._offered = path, lock
        self._question = discard_question(path.name, datetime.fromtimestamp(_time_of(path)))
        self._banners.left.say(unreadable_text(path.parent, problem))

    @Slot(object)
    def _take(self, work: SavedSession) -> None:
        if self._is_due:
            self._is_due = False
            if not self._documents.work.is_saved and work != self._newest:
                self._newest = work
                self._write.emit(work, self._documents.file, self._path)

    def _clear_locks(self) -> None:
        """Remove those of windows that are gone and have left no work."""
        for lock in self._folder.glob(f"{_PREFIX}*{SUFFIX}.lock"):
            path = lock.with_suffix("")
            if not path.exists():
                _lock_for(path).unlock()

    @Slot(bool)
    def _follow(self, is_saved: bool) -> None:
        if is_saved:
            self._newest = None
            self._remove.emit(self._path)

    @Slot()
    def _adopt(self) -> None:
        """Go on with the file of the work that was offered, in place of work that was let go."""
        if self._offered is not None:
            self._remove.emit(self._path)
            self._lock.unlock()
            self._path, self._lock = self._offered
            self._newest = None
            self._offer_next()

    @Slot()
    def _discard(self) -> None:
        """Drop the work that is offered, if the person means it."""
        answers = Answer.Discard | Answer.Cancel
        window = self._banners.left.window()
        is_meant = ask(window, self._question, answers, Answer.Cancel) == Answer.Discard
        if is_meant and self._offered is not None:
            drop_left(self._offered[0])
            self._offer_next()

    def _offer_next(self) -> None:
        self._offered = None
        self._banners.left.clear()
        self.offer()

    @Slot(str)
    def _tell(self, problem: str) -> None:
        """Say why work cannot be kept, once."""
        if problem and problem != self._problem:
            self._banners.window.say(problem)
        self._problem = problem


class _Writer(QObject):
    """Writes on the thread where it lives; `done` tells what went wrong, or ''."""

    done = Signal(str)

    @Slot(object, object, object)
    def write(self, work: SavedSession, file: KnownFile | None, path: Path) -> None:
        try:
            keep_left(work, file, path)
        except ValueError as error:
            self.done.emit(f"Unsaved work is not kept: {error}")
        else:
            self.done.emit("")

    @Slot(object)
    def remove(self, path: Path) -> None:
        drop_left(path)


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
