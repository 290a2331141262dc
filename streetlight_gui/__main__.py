"""`python -m streetlight_gui` does what the `streetlight` command does."""

import sys

from streetlight_gui.cli import main

if __name__ == "__main__":
    sys.exit(main())
