"""Looks for the packages that Streetlight needs before they are imported."""

import shlex
import sys
from importlib.util import find_spec


def missing_package(*needed: str) -> str:
    """Return a sentence on the first of these that is not installed, with what to type, or ''."""
    for package in needed:
        if find_spec(package) is None:
            return (
                f"{package} is not installed; in the folder of Streetlight's README, "
                f"type: {shlex.quote(sys.executable)} -m pip install ."
            )
    return ""
