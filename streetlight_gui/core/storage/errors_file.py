"""The errors of a run as CSV."""

import csv
import io
from math import isnan

from streetlight_gui.core.checks.formatting import exact
from streetlight_gui.core.replay.cursor import Cursor

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
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_HEADER[: 1 + len(columns)])
    for iteration in sorted(set().union(*columns)):
        errors = (column.get(iteration) for column in columns)
        cells = ["" if error is None or isnan(error) else exact(error) for error in errors]
        writer.writerow([iteration, *cells])
    return text.getvalue().encode()
