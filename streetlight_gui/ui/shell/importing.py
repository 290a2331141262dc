"""A training set from any file, with a look at what it is understood as."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.storage.problem_file import SUFFIXES, read_examples

TABLES = f"Tables ({' '.join(f'*{suffix}' for suffix in SUFFIXES)});;All files (*)"


def ask_import(path: Path, window: QWidget) -> Problem | None:
    """Return the training set in a file; a table that is not of ours is shown first.

    None if the person thinks better of it.

    Raises:
        ValueError: the file cannot be read or holds no table; the sentence says where and why.
    """
    found = read_examples(path)
    if isinstance(found, Problem):
        return found
    from streetlight_gui.ui.tables.importing.import_dialog import ImportDialog

    dialog = ImportDialog(found, window)
    dialog.exec()
    dialog.deleteLater()
    return dialog.problem if dialog.result() == ImportDialog.DialogCode.Accepted else None
