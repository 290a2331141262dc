"""Looks for the packages that Streetlight needs, before anything else imports them."""

import shlex
import sys
from importlib import import_module
from importlib.util import find_spec

_PIP = f"{shlex.quote(sys.executable)} -m pip"


def missing_package(*needed: str) -> str:
    """Return a sentence on the first of these that is not installed, with what to type, or ''."""
    for package in needed:
        if find_spec(package) is None:
            how = f"in the folder of Streetlight's README, type: {_PIP} install ."
            return f"{package} is not installed; {how}"
    return ""


def unloadable_module(module: str) -> str:
    """Load a module; return a sentence on why that does not work, with what to type, or ''."""
    try:
        import_module(module)
    except ImportError as error:  # NumPy writes a page, its reason in the last line
        reason = str(error).strip().rpartition("\n")[2]
        package = module.partition(".")[0]
        again = f"{_PIP} install --force-reinstall --no-deps {package}"
        return f"{package} does not load ({reason}); to install it again, type: {again}"
    return ""
