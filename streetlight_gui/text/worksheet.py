"""The words of a worksheet: the numbers of a moment, and lines for a pupil's own arithmetic."""

from collections.abc import Sequence
from html import escape

import numpy as np
from numpy.typing import NDArray

from streetlight_gui.core.checks.formatting import exact_terse, fixed
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.core.training.trace import Trace
from streetlight_gui.text.examples import answer_name, light_text, pattern_text
from streetlight_gui.text.listing import update_lines
from streetlight_gui.text.preset_words import title_of
from streetlight_gui.text.variable import Variable
from streetlight_gui.text.variables import variables

WHO = f"Name {30 * '_'}   Date {12 * '_'}"
_DECIMALS, _MOST_ROWS, _MOST_COLUMNS = 3, 6, 8  # of a matrix that has room
_BLANK = 11 * "_"
_ROUNDED = f"rounded to {_DECIMALS} decimals; round your results as well"


def worksheet_title(snapshot: Snapshot) -> str:
    """Name the sheet."""
    return f"Worksheet: {title_of(snapshot.settings.problem)}"


def numbers_html(snapshot: Snapshot) -> str:
    """Write what the next update begins with, in tables beside each other."""
    update = snapshot.coming
    names = snapshot.settings.problem.names
    examples = [
        f"{_lights(pattern, names)}, {answer_name(names)} {exact_terse(answer)}"
        for pattern, answer in zip(update.patterns.tolist(), update.targets.tolist(), strict=True)
    ]
    told = escape("; ".join(examples[:_MOST_ROWS]))
    begin = (
        f"<b>Example</b>: {told}; alpha {exact_terse(update.alpha)}. The weights are {_ROUNDED}."
    )
    parameters = [each for each in variables(snapshot) if each.matrix is not None]
    cells = "".join(f"<td valign='top'>{_matrix(each)}</td>" for each in parameters)
    return f"{begin}<table cellspacing='12'><tr>{cells}</tr></table>"


def lines_html(snapshot: Snapshot) -> str:
    """Write each line of the next update, with a blank for each number that it computes."""
    trace, rows = Trace(snapshot.coming), []
    for line in update_lines(snapshot.settings):
        if line.stage is not None:  # the first only takes the example
            code, blanks = escape(line.code.strip()), _blanks(np.atleast_2d(line.value(trace)))
            rows.append(f"<tr><td><code>{code}</code></td><td>{blanks}</td></tr>")
    return f"<b>Your arithmetic</b><table cellspacing='6'>{''.join(rows)}</table>"


def _lights(pattern: list[float], names: Sequence[str]) -> str:
    if not names:
        return f"lights {pattern_text(pattern)}"
    named = zip(names[:-1], map(light_text, pattern), strict=True)
    return ", ".join(f"{name} {light}" for name, light in named)


def _matrix(variable: Variable) -> str:
    value, (rows, columns) = variable.value, variable.size
    if value is None or rows > _MOST_ROWS or columns > _MOST_COLUMNS:
        return f"<b>{variable.name}</b> {variable.shape}:<br>among the numbers of the window"
    table = [
        [
            f"<b>{variable.name}</b>",
            *(f"<i>{escape(variable.column(k))}</i>" for k in range(columns)),
        ]
    ]
    for k, row in enumerate(value.tolist()):
        table.append([f"<i>{escape(variable.row(k))}</i>", *(fixed(n, _DECIMALS) for n in row)])
    rows_html = (
        "".join(f"<td align='{'right' if k else 'left'}'>{cell}</td>" for k, cell in enumerate(row))
        for row in table
    )
    return f"<table cellspacing='5'>{''.join(f'<tr>{row}</tr>' for row in rows_html)}</table>"


def _blanks(value: NDArray[np.float64]) -> str:
    rows, columns = value.shape
    if rows > _MOST_ROWS or columns > _MOST_COLUMNS:
        return 4 * _BLANK
    hand = "<p style='margin: 0; line-height: 175%'>"  # larger than print
    return "".join([f"{hand}{' '.join([_BLANK] * columns)}</p>"] * int(rows))
