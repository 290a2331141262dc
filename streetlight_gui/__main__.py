"""The program's door: `python -m streetlight_gui` does what the `streetlight` command does."""

import sys

from streetlight_gui.exit_codes import INTERRUPTED


def main() -> int:
    """Load the command and run it; return its exit code."""
    try:
        from streetlight_gui import cli  # only here: NumPy takes long enough to press Ctrl+C
    except KeyboardInterrupt:
        return INTERRUPTED
    return cli.main()


if __name__ == "__main__":
    sys.exit(main())
