"""Puts the command that leads to this moment on the clipboard."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from streetlight_gui.core.checks.formatting import ELLIPSIS
from streetlight_gui.core.storage.files import KnownFile
from streetlight_gui.core.storage.problem_file import SUFFIXES, read_problem
from streetlight_gui.text.command_line import Source, command_line, opening_line
from streetlight_gui.ui.shell.banners import Banners
from streetlight_gui.ui.shell.documents import Documents


def copy_command(documents: Documents, banners: Banners) -> None:
    """Copy what leads here, be it the session's file; else say why, and offer to save one."""
    imported, file = documents.training_set.imported, documents.file
    source = None if imported is None else _source(imported)
    found = command_line(documents.work.now(), source)
    if not found.text and documents.work.is_saved and file and file == KnownFile.at(file.path):
        found = opening_line(file.path)
    if found.text:
        QApplication.clipboard().setText(found.text)
        banners.file.clear()
        banners.note.say(f"Copied: {found.text} {found.note}".rstrip())
    else:
        banners.file.say(found.note, button=f"Save as{ELLIPSIS}", do=documents.save_as)


def _source(path: Path) -> Source | None:
    """Look at the training set in a file as a command would; None where it must be asked about."""
    if not path.name.lower().endswith(SUFFIXES):
        return None
    try:
        return Source.of_file(path, read_problem(path))
    except ValueError:
        return None
