"""The program's entry in the menu of a Linux desktop, as the Desktop Entry Specification has it."""

import os
import re
import sys
from pathlib import Path

from streetlight_gui.core.storage.files import replace_file
from streetlight_gui.process.resources import ASSETS

_ENTRY = """\
[Desktop Entry]
Type=Application
Version=1.0
Name=Streetlight
GenericName=Neural network trainer
Comment=Watch a small neural network learn when it is safe to walk
Exec={command}
Icon={icon}
Terminal=false
Categories=Education;Science;ArtificialIntelligence;
Keywords=neural;network;learning;backpropagation;
StartupNotify=true
"""
# A shell starts Python: desktops do not find a program with a % in its path, and may refuse a =.
_START = 'exec "$0" -P -m streetlight_gui "$@"'


def install_menu_entry() -> Path:
    """Write the entry for the current user; return its file.

    Raises:
        OSError: it cannot be written; the error names the file.
    """
    chosen = Path(os.environ.get("XDG_DATA_HOME", ""))
    home = chosen if chosen.is_absolute() else Path.home() / ".local" / "share"
    file = home / "applications" / "streetlight.desktop"
    command = f"/bin/sh -c {_argument(_START)} {_argument(sys.executable)}"
    icon = ASSETS / "icons" / "streetlight.svg"
    entry = _ENTRY.format(command=_string(command), icon=_string(str(icon.resolve())))
    file.parent.mkdir(parents=True, exist_ok=True)
    replace_file(file, os.fsencode(entry))
    return file


def _argument(text: str) -> str:
    """Quote an argument of Exec, where % begins a field code."""
    quoted = re.sub(r'(["`$\\])', r"\\\1", text)
    return f'"{quoted}"'.replace("%", "%%")


def _string(text: str) -> str:
    """Escape a value of the entry; what is quoted in it is escaped already, and is once more."""
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")
