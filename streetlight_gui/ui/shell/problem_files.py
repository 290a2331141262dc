"""Opening and saving a problem as a file, which names the window."""

import os
import re
from pathlib import Path

from PySide6.QtCore import QFileInfo, QObject, Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from streetlight_gui.core.checks.formatting import ELLIPSIS, in_one_line
from streetlight_gui.core.problems.presets import Preset
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.storage.problem_file import read_problem, write_problem
from streetlight_gui.text.preset_words import edited_title, title_of
from streetlight_gui.ui.session.session import TrainingSession
from streetlight_gui.ui.shell.banners import Banners

_UNFIT = r'[<>:"/\\|?*]' if os.name == "nt" else "/"  # for the name of a file
_FILTER = "CSV files (*.csv);;All files (*)"


class ProblemFiles(QObject):
    """Lets a session go on with another problem, and keeps its own in a file."""

    def __init__(self, session: TrainingSession, banners: Banners, window: QWidget) -> None:
        """Ask in dialogs of this window, and say in the banners what went wrong."""
        super().__init__(window)
        self._session, self._banners, self._window = session, banners, window
        self._saved: tuple[Problem | None, str] = (None, "")  # the last, and its file's name

    def open_preset(self, preset: Preset) -> None:
        """Begin with one of the presets."""
        self._saved = None, ""  # a preset has its own name, whatever file it was saved in
        self._begin(preset)

    def open_file(self) -> None:
        """Begin with the problem of a file that the person chooses."""
        file, _ = QFileDialog.getOpenFileName(self._window, "Open a problem", "", _FILTER)
        if not file:
            return
        try:
            problem = read_problem(Path(file))
        except ValueError as error:
            button = f"Choose another file{ELLIPSIS}"
            self._banners.file.say(str(error), button=button, do=self.open_file)
        else:
            self._saved = problem, problem.name
            self._begin(problem)

    def save(self) -> None:
        """Save the problem where the person chooses."""
        problem, banners = self._session.settings.problem, self._banners
        file = self._ask_where(problem)
        if file is None:
            return
        try:
            write_problem(problem, file)
        except ValueError as error:
            banners.file.say(str(error), button=f"Save elsewhere{ELLIPSIS}", do=self.save)
        else:
            self._saved = problem, file.stem
            self.show_title(problem)
            banners.file.clear()
            banners.note.say(f"Saved as {file}")

    def show_title(self, problem: Problem) -> None:
        """Name the problem, or the file that it is saved in."""
        saved, name = self._saved
        if saved is None or not problem.trains_as(saved):
            name = title_of(problem)
        elif problem != saved:  # in what is held out
            name = edited_title(name)
        name = in_one_line(name).replace("[*]", "[*][*]")  # Qt takes one for a mark of its own
        self._window.setWindowTitle(f"{name} \N{EM DASH} Streetlight")

    def _begin(self, problem: Problem | Preset) -> None:
        self._banners.leave_problem()
        self._session.open_problem(problem)

    def _ask_where(self, problem: Problem) -> Path | None:
        """Let the person choose a file; None if they think better of it.

        Its name ends in .csv, whatever they typed. We ask before a file is replaced, as the dialog
        would ask for the name without the ending.
        """
        name = edited_title(problem.name) if problem.origin.is_edited else problem.name
        path = Path(re.sub(_UNFIT, "_", in_one_line(name)) + ".csv")
        ask, ours = QFileDialog.getSaveFileName, QFileDialog.Option.DontConfirmOverwrite
        while True:
            file, _ = ask(self._window, "Save the problem", str(path), _FILTER, options=ours)
            if not file:
                return None
            path = Path(file if file.lower().endswith(".csv") else f"{file}.csv")
            if not QFileInfo.exists(str(path)) or _may_replace(self._window, path):
                return path


def _may_replace(window: QWidget, path: Path) -> bool:
    buttons = QMessageBox.StandardButton
    question = f"{in_one_line(path.name)} is there already. Replace it?"
    icon, plain = QMessageBox.Icon.NoIcon, Qt.TextFormat.PlainText
    box = QMessageBox(icon, "", question, buttons.Yes | buttons.No, window, textFormat=plain)
    box.setDefaultButton(buttons.No)
    answer = box.exec()
    box.deleteLater()
    return answer == buttons.Yes
