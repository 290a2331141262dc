"""Puts the command that leads to this moment on the clipboard."""

from PySide6.QtWidgets import QApplication

from streetlight_gui.core.checks.formatting import ELLIPSIS
from streetlight_gui.text.command_line import command_line
from streetlight_gui.ui.shell.banners import Banners
from streetlight_gui.ui.shell.documents import Documents


def copy_command(documents: Documents, banners: Banners) -> None:
    """Copy what leads here; where nothing does, say why, and offer to save a session file."""
    found = command_line(documents.work.now())
    if found.text:
        QApplication.clipboard().setText(found.text)
        banners.file.clear()
        banners.note.say(f"Copied: {found.text} {found.note}".rstrip())
    else:
        banners.file.say(found.note, button=f"Save as{ELLIPSIS}", do=documents.save_as)
