"""What is said of a map of starts: of a cell, and of what its numbers and colours mean."""

from collections.abc import Callable, Iterator

from streetlight_gui.core.checks.formatting import capital, counted
from streetlight_gui.core.ensemble.chart import Chart
from streetlight_gui.core.ensemble.sweep import Cell, Sweep
from streetlight_gui.core.ensemble.tally import Tally
from streetlight_gui.core.training.axes import AxisKind
from streetlight_gui.text.axis_words import place_words
from streetlight_gui.text.duration_words import duration_words
from streetlight_gui.text.preset_words import title_of
from streetlight_gui.text.sweep_words import (
    judged_words,
    learning_words,
    right_share_words,
    share_words,
    shared_words,
)

_UNKNOWN = "not computed yet"


def percent(part: int, whole: int) -> str:
    """Write a share in whole percents, never as none or as all where it is neither: '<1 %'."""
    rounded = (200 * part + whole) // (2 * whole)  # halves go up
    if rounded == 0 and part:
        return "<1 %"
    return ">99 %" if rounded == 100 and part < whole else f"{rounded} %"


def where_words(chart: Chart, cell: Cell) -> str:
    """Say where on a map a cell is: 'alpha 0.2, 4 hidden units'."""
    return ", ".join(place_words(axis.kind, cell) for axis in (chart.x, chart.y))


def cell_sentence(chart: Chart, cell: Cell, tally: Tally, starts: int) -> str:
    """Say what became of a cell's starts, with the 95 % intervals of shares.

    starts: how many there will be; those of the tally are known by now.
    """
    told = [_UNKNOWN]
    if tally.starts:
        share = f"{_so_far(tally, starts)}{learning_words(tally)}, {share_words(tally)}"
        told = [share, *_more(cell, tally, right_share_words)]
    return f"{where_words(chart, cell)}: {'; '.join(told)}"


def cell_lines(chart: Chart, cell: Cell, tally: Tally, starts: int) -> list[str]:
    """Say it in a line or two, with percentages alone, and the interval of the first."""
    share, more = _UNKNOWN, "; ".join(_more(cell, tally, _right_percent))
    if tally.starts:
        share = f"{_so_far(tally, starts)}{share_words(tally)} learn"
    first = f"{where_words(chart, cell)}: {share}"
    return [first, more] if more else [first]


def _so_far(tally: Tally, starts: int) -> str:
    return "so far " if tally.starts < starts else ""


def _more(cell: Cell, tally: Tally, share: Callable[[Tally], str]) -> Iterator[str]:
    """Yield which share of those that learned answers right, in these words, and what ran away."""
    judged = judged_words(cell.settings.problem)
    if judged and tally.learned:
        yield f"of those {share(tally)} answer {judged} right"
    if tally.ran_away:
        yield f"{tally.ran_away:,} ran away"


def _right_percent(tally: Tally) -> str:
    return percent(tally.all_right, tally.learned)


def cost_lines(networks: int, seconds: float) -> tuple[str, str]:
    """Say how much there is to train, and roughly how long one processor takes for it."""
    return counted(networks, "network"), duration_words(seconds)


def caption(chart: Chart, sweep: Sweep, *, is_whole: bool, is_marked: bool | None) -> str:
    """Say what numbers, colours and marks of a map mean, and of other settings which they are.

    Args:
        chart: the map.
        sweep: what it shows.
        is_whole: whether all of it is known.
        is_marked: whether the settings at hand are on it; None where there are none, or where they
            are on it for other numbers of iterations alone.
    """
    cell, kinds = sweep.cells[0], {chart.x.kind, chart.y.kind}
    parts = [*_number_words(kinds, sweep)]
    if chart.others:
        others = ", ".join(place_words(kind, cell) for kind in chart.others)
        parts.append(f"{capital(others)}: of more than two axes the first value is shown.")
    elif chart.shown < len(sweep.cells):
        parts.append(f"Of {len(sweep.cells)} settings {chart.shown} are shown: no axis tells all.")
    if is_marked:
        parts.append("Framed: the settings at hand.")
    if not is_whole:
        parts.append("Hatched: not computed yet.")
    parts += _layer_words(kinds, cell)
    if is_marked is False:
        parts.append(f"Of other settings: {_about(sweep)}.")
    return " ".join(parts)


def _number_words(kinds: set[AxisKind], sweep: Sweep) -> Iterator[str]:
    """Yield what the numbers in the cells of a map with such axes mean."""
    cell, starts = sweep.cells[0], counted(len(sweep.seeds), "start")
    is_axis = AxisKind.ITERATIONS in kinds
    within = "" if is_axis else f" within {counted(cell.iterations, 'iteration')}"
    yield f"Bold, and the colour: the share of {starts} that learns{within}."
    if judged := judged_words(cell.settings.problem):
        yield f"Below: of those, the share that answers {judged} right."


def _layer_words(kinds: set[AxisKind], cell: Cell) -> Iterator[str]:
    """Yield what axes of these kinds leave open about the hidden layers of all cells."""
    hidden, shape = cell.settings.hidden, kinds & {AxisKind.UNITS, AxisKind.LAYERS}
    if shape == {AxisKind.LAYERS}:
        yield f"Each hidden layer has {counted(hidden[-1], 'unit')}."
    if shape == {AxisKind.UNITS} and len(hidden) > 1:
        yield f"Each network has {len(hidden)} hidden layers."
    if AxisKind.ACTIVATION in kinds and not hidden:
        yield "Without a hidden layer no activation has an effect."


def _about(sweep: Sweep) -> str:
    """Say what all cells are trained with: 'Streetlights: alpha 0.2, hidden 4'."""
    problem, shared = sweep.cells[0].settings.problem, shared_words(sweep.cells)
    return ": ".join(filter(None, [title_of(problem), ", ".join(shared)]))
