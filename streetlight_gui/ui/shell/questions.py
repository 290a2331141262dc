"""What a person is asked about files: where, and whether something may be replaced or lost."""

import os
import re
from pathlib import Path

from PySide6.QtCore import QFileInfo, Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from streetlight_gui.core.checks.formatting import in_one_line

Answer = QMessageBox.StandardButton

_UNFIT = r'[<>:"/\\|?*]' if os.name == "nt" else "/"  # for the name of a file


def file_name(name: str, suffix: str) -> str:
    """Return a name that a file can have."""
    return re.sub(_UNFIT, "_", in_one_line(name)) + suffix


def ask(window: QWidget, question: str, answers: Answer, default: Answer) -> Answer:
    """Ask, and return the button that was pressed; Esc presses Cancel or No."""
    icon, plain = QMessageBox.Icon.NoIcon, Qt.TextFormat.PlainText  # a file's name is no markup
    box = QMessageBox(icon, "", question, answers, window, textFormat=plain)
    box.setDefaultButton(default)
    answer = Answer(box.exec())
    box.deleteLater()
    return answer


def may_replace(window: QWidget, path: Path, why: str = "is there already") -> bool:
    """Ask whether a file may be replaced."""
    question = f"{in_one_line(path.name)} {why}. Replace it?"
    return ask(window, question, Answer.Yes | Answer.No, Answer.No) == Answer.Yes


def ask_where(window: QWidget, title: str, path: Path, kinds: str) -> Path | None:
    """Let the person choose a file to write; None if they think better of it.

    Its name ends as one of the kinds does, such as 'CSV files (*.csv)': as the chosen one, or else
    as `path`, whatever they typed. We ask before a file is replaced, as the dialog would ask for
    the name without the ending.
    """
    ours, allowed = QFileDialog.Option.DontConfirmOverwrite, _suffixes(kinds) or [path.suffix]
    while True:
        file, kind = QFileDialog.getSaveFileName(window, title, str(path), kinds, options=ours)
        if not file:
            return None
        suffix = (_suffixes(kind) or [path.suffix])[0]
        path = Path(file if file.lower().endswith(tuple(allowed)) else f"{file}{suffix}")
        if not QFileInfo.exists(str(path)) or may_replace(window, path):
            return path


def _suffixes(kinds: str) -> list[str]:
    """Return the suffixes that a dialog's kinds of files name."""
    return re.findall(r"\*((?:\.\w+)+)", kinds)
