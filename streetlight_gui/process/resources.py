"""Finds icons and other files that come with the program.

In an installed package they lie inside it; in a checkout, beside it.
"""

from pathlib import Path
from string import Template

_PACKAGE = Path(__file__).parent.parent
_INSTALLED = _PACKAGE / "assets"
ASSETS = _INSTALLED if _INSTALLED.is_dir() else _PACKAGE.parent / "assets"


def read_svg(name: str, colour: str) -> bytes:
    """Return an icon drawn in this colour; its file says currentColor."""
    text = (ASSETS / "icons" / f"{name}.svg").read_text("utf-8")
    return text.replace("currentColor", colour).encode()


def read_style_sheet(**values: object) -> str:
    """Return the window's style sheet; its file has names with a $ where values go."""
    text = (ASSETS / "window.qss").read_text("utf-8")
    return Template(text).substitute(values)
