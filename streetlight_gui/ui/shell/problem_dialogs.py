"""Opening and saving a problem as a file."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

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

    Raises:
        ValueError: a sentence on why it cannot be written.
    """
    file, _ = QFileDialog.getSaveFileName(
        window, "Save the problem", f"{problem.name}.csv", _FILTER
    )
    if not file:
        return None
    path = Path(file)
    path = path if path.suffix else path.with_suffix(".csv")
    write_problem(problem, path)
    return path
