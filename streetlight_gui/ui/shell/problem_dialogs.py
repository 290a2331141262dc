"""Opening and saving a problem as a file."""

from pathlib import Path

from PySide6.QtCore import QFileInfo, Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from streetlight_gui.core.checks.formatting import in_one_line
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.storage.problem_file import read_problem, write_problem

_FILTER = "CSV files (*.csv);;All files (*)"


def open_problem(window: QWidget) -> Problem | None:
    """Let a person choose a file, and read it; None if they think better of it.

    Raises:
        ValueError: a sentence on what is wrong with the file.
    """
    file, _ = QFileDialog.getOpenFileName(window, "Open a problem", "", _FILTER)
    return read_problem(Path(file)) if file else None


def save_problem(window: QWidget, problem: Problem) -> Path | None:
    """Let a person choose a file, and write the problem; None if they think better of it.

    Its name ends in .csv, whatever they typed. We ask before a file is replaced, as the dialog
    would ask for the name without the ending.

    Raises:
        ValueError: a sentence on why it cannot be written.
    """
    path = Path(f"{in_one_line(problem.name)}.csv")
    while True:
        file, _ = QFileDialog.getSaveFileName(
            window,
            "Save the problem",
            str(path),
            _FILTER,
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if not file:
            return None
        path = Path(file if file.lower().endswith(".csv") else f"{file}.csv")
        if not QFileInfo.exists(str(path)) or _may_replace(window, path):
            write_problem(problem, path)
            return path


def _may_replace(window: QWidget, path: Path) -> bool:
    box = QMessageBox(window)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(f"{in_one_line(path.name)} is there already. Replace it?")
    box.setStandardButtons(QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No)
    box.setDefaultButton(QMessageBox.StandardButton.No)
    answer = box.exec()
    box.deleteLater()
    return answer == QMessageBox.StandardButton.Yes
