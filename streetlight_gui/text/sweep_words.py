"""What is said of a sweep: how long it takes, how far it is, and what came of it."""

from collections.abc import Iterator, Sequence

from streetlight_gui.core.checks.formatting import counted
from streetlight_gui.core.ensemble.atlas import Atlas
from streetlight_gui.core.ensemble.chart import value_on
from streetlight_gui.core.ensemble.judging import judged_count
from streetlight_gui.core.ensemble.share import wilson
from streetlight_gui.core.ensemble.sweep import Cell, Sweep
from streetlight_gui.core.ensemble.tally import Tally
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.training.axes import AxisKind
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.text.axis_words import value_text
from streetlight_gui.text.duration_words import left_words
from streetlight_gui.text.known_words import held_out_words
from streetlight_gui.text.preset_words import title_of

_COLUMNS = [kind for kind in AxisKind if kind not in {AxisKind.UNITS, AxisKind.LAYERS}]
# What need not be said where all have it.
_USUAL = {
    "activation": "relu",
    "bias": "off",
    "batch": "1",
    "penalty": "none",
    "order": "as given",
}


def progress_words(done: int, sweep: Sweep, seconds_left: float) -> str:
    """Say how far a sweep is: '25 %: 1,000 of 4,000 networks, about 3 seconds left'."""
    share = 100 * done // sweep.networks
    left = left_words(seconds_left) if done < sweep.networks else ""
    return f"{share} %: {done:,} of {counted(sweep.networks, 'network')}{left}"


def learning_words(tally: Tally) -> str:
    """Say how many starts learned: '124 of 200 starts learn', '1 of 200 starts learns'."""
    verb = "learns" if 1 in {tally.learned, tally.starts} else "learn"
    return f"{tally.learned:,} of {counted(tally.starts, 'start')} {verb}"


def share_words(tally: Tally) -> str:
    """Say how many starts learned, with its 95 % interval: '62.0 % (55.1 to 68.4 %)'."""
    return _with_interval(tally.learned, tally.starts)


def right_share_words(tally: Tally) -> str:
    """Say likewise how many of the starts that learned answer right all that is judged."""
    return _with_interval(tally.all_right, tally.learned)


def _with_interval(part: int, whole: int) -> str:
    low, high = (100 * bound for bound in wilson(part, whole))
    return f"{100 * part / whole:.1f} % ({low:.1f} to {high:.1f} %)"


def judged_words(problem: Problem) -> str:
    """Say which patterns networks are judged by: 'all never-seen patterns'; '' for none."""
    judged, which = judged_count(problem), held_out_words(problem).replace(" ", "-")
    if judged == 1:
        return f"the one {which} pattern"
    return f"all {which} patterns" if judged else ""


def summary_lines(sweep: Sweep, tallies: Sequence[Tally]) -> Iterator[str]:
    """Yield a table in lines: each setting that differs, and what became of its starts.

    tallies: one for each cell of the sweep, each of at least one start.
    """
    columns = _varied(sweep.cells)
    judged = judged_words(sweep.cells[0].settings.problem)
    titles = "starts", "learned (95 % interval)", "stuck", "ran away", f"of those, {judged} right"
    rows = [[*columns, *titles]]
    for number, tally in enumerate(tallies):
        counts = f"{tally.starts:,}", share_words(tally), f"{tally.stuck:,}", f"{tally.ran_away:,}"
        right = right_share_words(tally) if tally.learned else "-"
        rows.append([*(texts[number] for texts in columns.values()), *counts, right])
    if not judged:
        rows = [row[:-1] for row in rows]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(text.rjust(width) for text, width in zip(row, widths, strict=True))


def atlas_words(atlas: Atlas) -> str:
    """Say what starts an atlas is of: where all settings are the same, which, else how many."""
    cells, seeds = atlas.sweep.cells, atlas.sweep.seeds
    problems = dict.fromkeys(title_of(cell.settings.problem) for cell in cells)
    title, which = ", ".join(problems), f"seeds {seeds[0]:,} to {seeds[-1]:,}"
    told = shared_words(cells)
    if len(cells) > 1:
        told.insert(0, counted(len(cells), "setting"))
    if not atlas.is_whole:
        told.append(f"{atlas.known:,} of {atlas.sweep.networks:,} starts known")
    return f"{title}: {', '.join([which, *told])}"


def shared_words(cells: Sequence[Cell]) -> list[str]:
    """Return what all cells have, but what is usual: 'alpha 0.2', 'hidden 4', 'bias on'."""
    same = {name: texts[0] for name, texts in _columns(cells).items() if len(set(texts)) == 1}
    return [f"{name} {text}" for name, text in same.items() if text != _USUAL.get(name)]


def cell_words(cells: Sequence[Cell]) -> list[str]:
    """Return what tells each cell from the others: 'alpha 0.1, hidden 4'; '' for a single one."""
    columns = _varied(cells)
    rows = zip(*columns.values(), strict=True) if columns else [()] * len(cells)
    return [
        ", ".join(f"{name} {text}" for name, text in zip(columns, row, strict=True)) for row in rows
    ]


def _varied(cells: Sequence[Cell]) -> dict[str, list[str]]:
    """Return what differs between cells, by its name: a text for each."""
    return {name: found for name, found in _columns(cells).items() if len(set(found)) > 1}


def _columns(cells: Sequence[Cell]) -> dict[str, list[str]]:
    columns = {
        kind.value: [value_text(kind, value_on(kind, cell)) for cell in cells] for kind in _COLUMNS
    }
    return {
        **columns,
        "bias": ["on" if cell.settings.bias else "off" for cell in cells],
        "order": [_order_text(cell.settings) for cell in cells],
    }


def _order_text(settings: Settings) -> str:
    return "as given" if settings.order_seed is None else f"by seed {settings.order_seed}"
