"""Opening and saving a problem as a file."""

import os
import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QFileInfo, Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from streetlight_gui.core.checks.formatting import in_one_line
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.storage.problem_file import read_problem, write_problem

_UNFIT = r'[<>:"/\\|?*]' if os.name == "nt" else "/"  # for the name of a file
_FILTER = "CSV files (*.csv);;All files (*)"


def open_problem(window: QWidget, say: Callable[[str], None]) -> Problem | None:
    """Let a person choose a file, and read it; None if they think better of it.

    `say` is told what is wrong with a file that holds no problem.
    """
    file, _ = QFileDialog.getOpenFileName(window, "Open a problem", "", _FILTER)
    try:
        return read_problem(Path(file)) if file else None
    except ValueError as error:
        say(str(error))
        return None


def save_problem(window: QWidget, problem: Problem, say: Callable[[str], None]) -> Path | None:
    """Let a person choose a file, and write the problem; None if they think better of it.

    Its name ends in .csv, whatever they typed. We ask before a file is replaced, as the dialog
    would ask for the name without the ending. `say` is told why a file cannot be written.
    """
    path = Path(re.sub(_UNFIT, "_", in_one_line(problem.name)) + ".csv")
    ask, ours = QFileDialog.getSaveFileName, QFileDialog.Option.DontConfirmOverwrite
    while True:
        file, _ = ask(window, "Save the problem", str(path), _FILTER, options=ours)
        if not file:
            return None
        path = Path(file if file.lower().endswith(".csv") else f"{file}.csv")
        if not QFileInfo.exists(str(path)) or _may_replace(window, path):
            break
    try:
        write_problem(problem, path)
    except ValueError as error:
        say(str(error))
        return None
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
