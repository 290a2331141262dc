"""Import and export of a training set."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from streetlight_gui.core.checks.formatting import ELLIPSIS
from streetlight_gui.core.problems.presets import Preset
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.storage.problem_file import write_problem
from streetlight_gui.text.preset_words import edited_title
from streetlight_gui.ui.session.session import TrainingSession
from streetlight_gui.ui.shell.banners import Banners
from streetlight_gui.ui.shell.importing import TABLES, ask_import
from streetlight_gui.ui.shell.questions import ask_where, file_name

_LEFT_OUT = "the examples only. A session has the network, alpha and start, too."
_KINDS = "CSV files (*.csv);;All files (*)"


class ProblemFiles(QObject):
    """Lets a session begin with another training set, and writes its own to a file.

    Attributes:
        imported: the file that was imported last; no session knows of it.
    """

    def __init__(
        self,
        session: TrainingSession,
        banners: Banners,
        window: QWidget,
        leave: Callable[[], bool],
        save_session: Callable[[], object],
    ) -> None:
        """Ask in dialogs of this window, and say in the banners what went wrong.

        leave: asks what there is to ask before the work there is goes; returns whether it may.
        save_session: saves what a training set leaves out, too.
        """
        super().__init__(window)
        self._session, self._banners, self._window = session, banners, window
        self._leave, self._save_session = leave, save_session
        self.imported: Path | None = None

    def begin(self, problem: Problem | Preset) -> None:
        """Begin with another training set, a preset with its settings, if the work may go."""
        if self._leave():
            self._banners.leave_problem()
            self._session.open_problem(problem)

    def import_file(self) -> None:
        """Begin with the training set of a file that the person chooses."""
        title = "Import a training set"
        file, _ = QFileDialog.getOpenFileName(self._window, title, "", TABLES)
        if file:
            self.import_path(Path(file))

    def import_path(self, path: Path) -> None:
        """Begin with the training set of a file."""
        try:
            problem = ask_import(path, self._window)
        except ValueError as error:
            button = f"Choose another file{ELLIPSIS}"
            self._banners.file.say(str(error), button=button, do=self.import_file)
        else:
            if problem is not None:
                self.imported = path.absolute()
                self.begin(problem)

    def export(self) -> None:
        """Write the training set where the person chooses."""
        problem, banners = self._session.settings.problem, self._banners
        name = edited_title(problem.name) if problem.origin.is_edited else problem.name
        path = Path(file_name(name, ".csv"))
        file = ask_where(self._window, "Export the training set", path, _KINDS)
        if file is None:
            return
        try:
            write_problem(problem, file)
        except ValueError as error:
            banners.say_unwritten(error, self.export)
        else:
            banners.file.clear()
            said = f"Saved as {file}: {_LEFT_OUT}"
            banners.note.say(said, button=f"Save a session{ELLIPSIS}", do=self._save_session)
