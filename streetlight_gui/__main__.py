"""The program's door: `python -m streetlight_gui` does what the `streetlight` command does."""

import sys

from streetlight_gui.process.exits import BAD_INPUT, interrupted_once, leaving_at_once
from streetlight_gui.process.requirements import missing_package, unloadable_module


def main() -> int:
    """Load the command and run it; return its exit code."""
    with leaving_at_once():
        problem = missing_package("numpy") or unloadable_module("numpy")
        if problem:
            print(f"streetlight: {problem}", file=sys.stderr)
            return BAD_INPUT
        from streetlight_gui import cli  # only here: NumPy takes long enough to press Ctrl+C
    with interrupted_once():
        return cli.main()


if __name__ == "__main__":
    sys.exit(main())
