"""A person's work as a file: its name, opening and saving it, and what is asked before it goes."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QMainWindow

from streetlight_gui.core.checks.formatting import ELLIPSIS
from streetlight_gui.core.problems.presets import PRESETS, Preset
from streetlight_gui.core.replay.cursor import Cursor
from streetlight_gui.core.replay.run import Run
from streetlight_gui.core.replay.saved_session import SavedSession, reopened, session_at
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.core.storage.files import KnownFile
from streetlight_gui.core.storage.problem_file import SUFFIXES
from streetlight_gui.core.storage.session_file import SUFFIX, read_session, write_session
from streetlight_gui.core.storage.sweeps.head import PARQUET, is_sweep
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.core.training.stopping import StopRule
from streetlight_gui.text.session_words import deviation_text, saved_text, work_name
from streetlight_gui.ui.session.session import TrainingSession
from streetlight_gui.ui.shell import weight_files
from streetlight_gui.ui.shell.exporting import Exporting
from streetlight_gui.ui.shell.opening import Opening
from streetlight_gui.ui.shell.problem_files import ProblemFiles
from streetlight_gui.ui.shell.questions import Answer, ask, ask_where, file_name, may_replace
from streetlight_gui.ui.shell.settings_store import SettingsStore
from streetlight_gui.ui.shell.shown_pattern import ShownPattern
from streetlight_gui.ui.shell.sweep_files import SweepFiles
from streetlight_gui.ui.shell.trying_starts import TryingStarts
from streetlight_gui.ui.shell.views import Views
from streetlight_gui.ui.shell.weight_files import WeightFiles
from streetlight_gui.ui.shell.work import Work
from streetlight_gui.ui.widgets.controls import end_typing

_KINDS = f"Streetlight sessions (*{SUFFIX});;All files (*)"
_SUFFIXES = " ".join(f"*{each}" for each in (SUFFIX, *SUFFIXES, PARQUET))
_OPENED = f"Sessions, training sets and sweeps ({_SUFFIXES});;All files (*)"


class Documents(QObject):
    """Keeps a session in a file, and names the window by it.

    Attributes:
        asks: whether a person is there to be asked before unsaved work is lost.
        file: where the work was opened or saved; None where nobody has chosen one yet.
        work: what there is to be saved.
        training_set: its import and export.
        weights: the import of start weights.
        exports: the work as other programs read it, and on paper.

    Signals:
        recovered: unsaved work of another time is open: the SavedSession that it was.
        recent_changed: the files opened or saved last are others.
    """

    recovered = Signal(object)
    recent_changed = Signal()

    def __init__(
        self,
        session: TrainingSession,
        views: Views,
        shown: ShownPattern,
        starts: TryingStarts,
        store: SettingsStore,
        window: QMainWindow,
    ) -> None:
        """Name a window whose views follow the session already: they hear of it first."""
        super().__init__(window)
        self.asks = False
        self._session, self._views, self._shown, self._store = session, views, shown, store
        self._starts = starts
        self._window, self._banner = window, views.banners.file
        self.file: KnownFile | None = None
        self._land: Callable[[], object] | None = None
        self.work = Work(session, views, shown, starts, self)
        self.training_set = ProblemFiles(session, views.banners, window, self._leave, self.save_as)
        self.weights = WeightFiles(session, views.banners, window)
        self.exports = Exporting(session, self.work, views.banners, window)
        self._sweeps = SweepFiles(session, views.banners, window, self.open)
        self._sweeps.opened.connect(starts.open)
        self._opening = Opening(session, views.banners.progress)
        self.work.saved_changed.connect(self.show_title)
        session.settings_changed.connect(self.show_title)
        session.snapshot_changed.connect(self._follow)
        self.show_title()

    @property
    def recent(self) -> list[Path]:
        """The files opened or saved last, the newest first."""
        return self._store.recent

    @property
    def name(self) -> str:
        """What a person calls the work: its file's name, or else the problem's."""
        return work_name(self._session.settings.problem, self.file)

    @Slot()
    def show_title(self) -> None:
        """Write the work's name on the window, and whether it is saved."""
        name = self.name.replace("[*]", "[*][*]")  # Qt takes one for a mark of its own
        self._window.setWindowTitle(f"{name}[*] \N{EM DASH} Streetlight")
        self._window.setWindowModified(not self.work.is_saved)

    def new(self) -> None:
        """Begin with the book's problem, as the first launch does."""
        if self._may_leave_all():
            self.begin(Cursor(Run(Settings.choose(PRESETS["streetlights"]))), StopRule())

    def begin(self, cursor: Cursor, rule: StopRule) -> None:
        """Begin with a run as it is, of which nothing needs to be saved."""
        self._go_on(session_at(cursor, rule), None, cursor, is_saved=True)

    def recover(self, left: SavedSession, file: KnownFile | None) -> None:
        """Open unsaved work of another time, which stays unsaved, under its file's name."""
        if self._may_leave_all():
            self._begin_opening(left, file, is_saved=False)

    def open_preset(self, preset: Preset) -> None:
        """Begin with one of the presets."""
        self.training_set.begin(preset)

    def open(self) -> None:
        """Open a file that the person chooses."""
        file, _ = QFileDialog.getOpenFileName(self._window, "Open", "", _OPENED)
        if file:
            self.open_path(Path(file))

    def open_path(self, path: Path) -> None:
        """Open a session, a sweep, a training set from a table, or weights."""
        if is_sweep(path):
            self._sweeps.open_path(path)
            return
        if path.suffix.lower() in SUFFIXES:
            self.training_set.import_path(path)
            return
        if path.suffix.lower() in weight_files.SUFFIXES:
            self.weights.import_paths([path])
            return
        path = path.absolute()
        try:
            file, saved = KnownFile.at(path), read_session(path)
        except ValueError as error:
            self._store.forget_file(path)
            self.recent_changed.emit()
            self._banner.say(str(error), button=f"Open another file{ELLIPSIS}", do=self.open)
            return
        if self._may_leave_all():
            self._begin_opening(saved, file, is_saved=True)

    def save(self) -> bool:
        """Save the work in its file; return whether it is saved."""
        if self.file is None:
            return self.save_as()
        path, why = self.file.path, "was changed by another program in the meantime"
        may_write = not self.file.is_changed or may_replace(self._window, path, why)
        return may_write and self._write(path)

    def save_as(self) -> bool:
        """Save the work where the person chooses; return whether it is saved."""
        path = self.file.path if self.file else Path(file_name(self.name, SUFFIX))
        chosen = ask_where(self._window, "Save the session", path, _KINDS)
        return chosen is not None and self._write(chosen)

    def may_leave(self) -> bool:
        """Return whether the work may go: it is saved, or the person lets it."""
        if not self.asks:
            return True
        end_typing()  # what is being typed is work, too
        self.work.now()
        if self.work.is_saved:
            return True
        question = f"Save {self.name} first? Otherwise what was done to it is lost."
        answers = Answer.Save | Answer.Discard | Answer.Cancel
        answer = ask(self._window, question, answers, Answer.Save)
        return self.save() if answer == Answer.Save else answer == Answer.Discard

    def _may_leave_all(self) -> bool:
        """Return whether another session may come: what is computed ends with this one."""
        return self._starts.may_leave() and self.may_leave()

    def _write(self, path: Path) -> bool:
        path, saved = path.absolute(), self.work.now()
        try:
            write_session(saved, path)
        except ValueError as error:
            self._views.banners.say_unwritten(error, self.save_as)
            return False
        self._banner.clear()
        self._views.banners.note.say(saved_text(path, self._starts.unkept))
        self.work.settle(saved)
        self._name(KnownFile.at(path))
        return True

    def _leave(self) -> bool:
        """Let another training set take the place of the work, if it may go."""
        if not self.may_leave():
            return False
        self._name(None)
        self._land = self.work.begin_anew
        self.work.hold()
        return True

    def _begin_opening(
        self, saved: SavedSession, file: KnownFile | None, *, is_saved: bool
    ) -> None:
        name = work_name(saved.recipe.settings_at_end.problem, file)
        use = partial(self._go_on, saved, file, is_saved=is_saved)
        self._opening.begin(reopened(saved), name, use)

    def _go_on(
        self, saved: SavedSession, file: KnownFile | None, cursor: Cursor, *, is_saved: bool
    ) -> None:
        """Stand where a session was saved, with what the window had chosen for it."""
        self._views.banners.leave_problem()
        self._land = partial(self._put_back, saved, is_saved=is_saved)
        self.work.hold()
        self._session.open(cursor, saved.stop_rule, saved.past)
        self._name(file)
        distance = saved.deviation(cursor.run.live.network)
        if distance is not None:
            self._views.banners.note.say(f"{self.name}: {deviation_text(distance)}")

    def _put_back(self, saved: SavedSession, *, is_saved: bool) -> None:
        self._views.flush()  # the diagram must have the part, and the lamps their number
        if saved.pattern is None:
            self._shown.set_following(True)
        else:
            self._shown.set_own(saved.pattern)
        self._views.network.choose(saved.chosen)
        self._views.runs.runs.compare(saved.compared)
        self._starts.put_back(saved.starts, saved.map)
        if is_saved:
            self.work.begin_anew()
        else:
            self.work.begin_unsaved()
            self.recovered.emit(saved)

    @Slot(object)
    def _follow(self, snapshot: Snapshot) -> None:
        """Go on once the window shows what another session, or another problem, begins with."""
        if self._land is not None and snapshot.edits == self._session.edits:
            land, self._land = self._land, None
            land()

    def _name(self, file: KnownFile | None) -> None:
        self.file = file
        self.show_title()
        if file is not None:
            self._store.remember_file(file.path)
            self.recent_changed.emit()
