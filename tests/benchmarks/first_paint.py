"""The command `streetlight`, telling when its diagram is first painted, and then leaving."""

import sys

from streetlight_gui import cli, commands

load_qt = commands.need_window
watches = []


def load_qt_and_watch() -> None:
    """Load Qt where the command does, then what watches."""
    load_qt()
    from tests.benchmarks.paint_watch import PaintWatch

    watches.append(PaintWatch())


if __name__ == "__main__":
    commands.need_window = load_qt_and_watch
    sys.exit(cli.main([]))
