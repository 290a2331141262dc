"""Unsaved work, kept in a file beside the error log for when the program ends unexpectedly."""

import uuid
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from streetlight_gui.core.replay.saved_session import SavedSession
from streetlight_gui.core.storage.files import KnownFile
from streetlight_gui.core.storage.left_work import drop_left, keep_left
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
from streetlight_gui.ui.shell.left_behind import PREFIX, LeftBehind, lock_for, newest_left
from streetlight_gui.ui.shell.questions import Answer, ask

INTERVAL_MS = 10_000


class Autosave(QObject):
    """Keeps a window's unsaved work, and offers what a window that is gone has left.

    Each window has a file of its own. A lock beside it tells other windows that it is in use, as
    long as its process lives. Files are written and read on the training thread. What is offered
    stays, window after window, until a person opens or discards it.
    """

    _write = Signal(object, object, object)
    _remove = Signal(object)
    _look = Signal(object, object)

    def __init__(
        self, documents: Documents, session: TrainingSession, banners: Banners, folder: Path
    ) -> None:
        """Keep these documents' work in this folder, and say in banners what there is to say."""
        super().__init__(documents)
        with suppress(OSError):  # writing will tell
            folder.mkdir(parents=True, exist_ok=True)
        self._documents, self._banners, self._folder = documents, banners, folder
        self._path = folder / f"{PREFIX}{uuid.uuid4().hex}{SUFFIX}"
        self._lock = lock_for(self._path)
        self._offered: LeftBehind | None = None
        self._question = ""  # before what is offered is discarded
        self._is_due, self._problem = False, ""
        self._newest: SavedSession | None = None  # of those handed over for writing
        self._keeper = _Keeper()
        session.host(self._keeper)
        self._write.connect(self._keeper.write)
        self._remove.connect(self._keeper.remove)
        self._look.connect(self._keeper.look)
        self._keeper.done.connect(self._tell)
        self._keeper.found.connect(self._offer)
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
        """Offer the newest work that a window which is gone has left, if any did, once it is read.

        What cannot be read comes last.
        """
        self._look.emit(self._folder, self._path)

    def end(self, *, is_let_go: bool) -> None:
        """Stop, once the training thread has ended; work that nobody let go stays for later."""
        self._timer.stop()
        if is_let_go:
            drop_left(self._path)
        self._lock.unlock()
        self._offered = None

    @Slot(object)
    def _offer(self, left: LeftBehind) -> None:
        self._offered, when = left, datetime.fromtimestamp(left.seconds)
        if left.session is None:
            self._question = discard_question(left.path.name, when)
            self._banners.left.say(unreadable_text(left.path.parent, left.problem))
        else:
            name = work_name(left.session.recipe.settings_at_end.problem, left.file)
            self._question = discard_question(name, when)
            open_it = partial(self._documents.recover, left.session, left.file)
            self._banners.left.say(left_text(name, when), OPEN_LEFT, open_it)

    @Slot(object)
    def _take(self, work: SavedSession) -> None:
        if self._is_due:
            self._is_due = False
            if not self._documents.work.is_saved and work != self._newest:
                self._newest = work
                self._write.emit(work, self._documents.file, self._path)

    @Slot(bool)
    def _follow(self, is_saved: bool) -> None:
        if is_saved:
            self._newest = None
            self._remove.emit(self._path)

    @Slot(object)
    def _adopt(self, work: SavedSession) -> None:
        """Go on with the file of the work that was offered, in place of work that was let go.

        While that work trained again, a person may have discarded it: then other work is offered.
        """
        if self._offered is not None and self._offered.session is work:
            self._remove.emit(self._path)
            self._lock.unlock()
            self._path, self._lock = self._offered.path, self._offered.lock
            self._newest = None
            self._offer_next()

    @Slot()
    def _discard(self) -> None:
        """Drop the work that is offered, if the person means it, and it has not opened since."""
        path, answers = self._offered_path, Answer.Discard | Answer.Cancel
        window = self._banners.left.window()
        is_meant = ask(window, self._question, answers, Answer.Cancel) == Answer.Discard
        if is_meant and path is not None and path == self._offered_path:
            drop_left(path)
            self._offer_next()

    @property
    def _offered_path(self) -> Path | None:
        return None if self._offered is None else self._offered.path

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


class _Keeper(QObject):
    """Writes and reads on the thread where it lives.

    Signals:
        done: work is written, or what went wrong.
        found: what a window that is gone has left.
    """

    done = Signal(str)
    found = Signal(object)

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

    @Slot(object, object)
    def look(self, folder: Path, own: Path) -> None:
        if (found := newest_left(folder, own)) is not None:
            self.found.emit(found)
