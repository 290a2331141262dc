"""Atlases of a few starts: any, and one in which everything happens that can."""

from hypothesis import strategies as st
from runs import any_settings

from streetlight_gui.core.checks.limits import MAX_SEED
from streetlight_gui.core.ensemble.atlas import Atlas
from streetlight_gui.core.ensemble.chunk_run import run_chunk
from streetlight_gui.core.ensemble.sweep import Chunk, Sweep, grid
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.training.axes import Axis, AxisKind
from streetlight_gui.core.training.settings import Settings


def part_of(sweep, cell, seeds):
    """Train some of a cell's starts; return what came of them."""
    settings, iterations = sweep.cells[cell].settings, sweep.cells[cell].iterations
    watched = tuple(each for each in sweep.watched if each <= iterations)
    return run_chunk(Chunk(cell, settings, iterations, seeds, watched))


@st.composite
def atlases(draw):
    """Draw atlases of which any part is known."""
    presets = [Settings.choose(each) for each in PRESETS.values()]
    settings = draw(st.sampled_from(presets) | any_settings(largest=3))
    axes = {
        "alpha": draw(st.lists(st.sampled_from([0.05, 0.3, 1000.0]), min_size=1, unique=True)),
        "iterations": draw(st.lists(st.integers(1, 60), min_size=1, max_size=2, unique=True)),
    }
    first, count = draw(st.integers(0, MAX_SEED - 9)), draw(st.integers(1, 9))
    watched = draw(st.lists(st.integers(1, 60), max_size=3, unique=True).map(sorted))
    asked = tuple(Axis(AxisKind(name), tuple(values)) for name, values in axes.items())
    seeds, shown = range(first, first + count), draw(st.sampled_from([(), asked]))
    sweep = Sweep(grid(settings, 1, axes), seeds, tuple(watched), shown)
    starts = range(len(sweep.cells) * count)
    known = draw(st.just([*starts]) | st.lists(st.sampled_from(starts), unique=True))
    places = (divmod(each, count) for each in known)
    return Atlas.begun(sweep).more(
        part_of(sweep, cell, sweep.seeds[k : k + 1]) for cell, k in places
    )


def eventful_atlas():
    """Return an atlas with starts that learned, are stuck, ran away, and are not known."""
    book = Settings.choose(PRESETS["streetlights"])
    wild = grid(book, 60, {"alpha": [1000.0], "hidden": [()]})
    sweep = Sweep((*grid(book, 60, {}), *wild), range(1, 5), (1, 60))
    parts = part_of(sweep, 0, range(1, 5)), part_of(sweep, 1, range(2, 4))
    return Atlas.begun(sweep).more(parts)
