"""The errors of a run as CSV."""

from math import isnan

from streetlight_gui.core.checks.formatting import exact
from streetlight_gui.core.replay.cursor import Cursor
from streetlight_gui.core.storage.tables.cells import csv_text

_HEADER = ["iteration", "error while training", "error now", "error on held-out answers"]


def errors_csv(cursor: Cursor) -> bytes:
    """Return a row for each iteration of a run, with its errors to the last digit.

    Of a run of more than 4,000 iterations there is a row for each that is still known, and an empty
    cell for an error that is not; so is that of what is held out where nothing is.
    """
    history = cursor.run.live.history
    columns = [
        dict(zip(curve.iterations.tolist(), curve.errors.tolist(), strict=True))
        for curve in (each.curve() for each in (history.online, history.frozen, history.held_out))
    ]
    if all(map(isnan, columns[-1].values())):
        columns.pop()
    rows = [
        [iteration, *(_cell(column.get(iteration)) for column in columns)]
        for iteration in sorted(set().union(*columns))
    ]
    return csv_text([_HEADER[: 1 + len(columns)], *rows]).encode()


def _cell(error: float | None) -> str:
    return "" if error is None or isnan(error) else exact(error)
