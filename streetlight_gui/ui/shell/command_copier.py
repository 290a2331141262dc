"""Puts the command that leads to this moment on the clipboard."""

from PySide6.QtWidgets import QApplication

from streetlight_gui.core.checks.formatting import ELLIPSIS
from streetlight_gui.core.storage.files import KnownFile
from streetlight_gui.text.command_line import command_line, opening_line
from streetlight_gui.ui.shell.banners import Banners
from streetlight_gui.ui.shell.documents import Documents


def copy_command(documents: Documents, banners: Banners) -> None:
    """Copy what leads here, be it the session's file; else say why, and offer to save one."""
    found, file = command_line(documents.work.now()), documents.file
    if not found.text and documents.work.is_saved and file and file == KnownFile.at(file.path):
        found = opening_line(file.path)
    if found.text:
        QApplication.clipboard().setText(found.text)
        banners.file.clear()
        banners.note.say(f"Copied: {found.text} {found.note}".rstrip())
    else:
        banners.file.say(found.note, button=f"Save as{ELLIPSIS}", do=documents.save_as)
