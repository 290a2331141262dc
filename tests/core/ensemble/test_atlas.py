"""The atlas of starts, which fills as chunks come."""

from dataclasses import replace

import numpy as np
import pytest
from atlases import part_of
from hypothesis import given
from hypothesis import strategies as st

from streetlight_gui.core.ensemble.atlas import Atlas, watched_of
from streetlight_gui.core.ensemble.chunk_run import run_chunk
from streetlight_gui.core.ensemble.sweep import Cell, Sweep, grid
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.training.axes import Axis, AxisKind
from streetlight_gui.core.training.settings import Settings


def _sweep(seeds=range(100), iterations=60, **axes):
    cells = grid(Settings.choose(PRESETS["streetlights"]), iterations, axes)
    return Sweep(cells, seeds, watched_of(iterations))


def _whole(sweep):
    return Atlas.begun(sweep).more(run_chunk(chunk) for chunk in sweep.chunks())


def test_half_of_the_books_starts_have_learned_after_60_iterations():
    atlas = _whole(_sweep())
    (tally,) = atlas.tallies
    assert (tally.starts, tally.learned) == (100, 49)
    assert [k for k in range(10) if atlas.outcomes[0].outcomes[k]] == [2, 3, 5, 8, 9]


@pytest.mark.parametrize("shuffle", [1, 2, 3])
def test_it_is_the_same_in_whatever_order_chunks_come(shuffle):
    sweep = _sweep(range(5, 205), 40, hidden=((2,), (4,)))
    results = [run_chunk(chunk) for chunk in sweep.chunks()]
    expected = Atlas.begun(sweep).more(results)
    atlas = Atlas.begun(sweep)
    for k in np.random.default_rng(shuffle).permutation(len(results)):
        assert not atlas.is_whole
        atlas = atlas.more([results[k]])
    assert atlas.is_whole
    assert atlas.known == sweep.networks == 400
    for cell in range(2):
        assert atlas.outcomes[cell].seeds.tolist() == [*range(5, 205)]
        assert atlas.outcomes[cell].errors.tolist() == expected.outcomes[cell].errors.tolist()
        assert atlas.densities[cell].counts.tolist() == expected.densities[cell].counts.tolist()
        assert atlas.cell(cell).sweep.cells == (sweep.cells[cell],)
        assert atlas.cell(cell).outcomes == (atlas.outcomes[cell],)


def test_what_is_not_known_is_not_counted():
    sweep = _sweep(hidden=((2,), (4,)))
    first, *_ = sweep.chunks()
    atlas = Atlas.begun(sweep).more([run_chunk(first)])
    assert [tally.starts for tally in atlas.tallies] == [len(first.seeds), 0]
    assert atlas.densities[1] is None


def test_what_is_missing_is_trained_alone_and_makes_what_nothing_has_disturbed():
    sweep = _sweep(hidden=((2,), (4,)))
    part = Atlas.begun(sweep).more([part_of(sweep, 0, range(3, 60)), part_of(sweep, 0, range(1))])
    missing = [*part.missing()]
    assert [(each.cell, each.seeds) for each in missing] == [
        (0, range(1, 3)),
        (0, range(60, 100)),
        (1, range(100)),
    ]
    atlas, undisturbed = part.more(map(run_chunk, missing)), _whole(sweep)
    assert [*atlas.missing()] == []
    for one, other in zip(atlas.outcomes, undisturbed.outcomes, strict=True):
        assert one.seeds.tolist() == [*range(100)]
        assert one.errors.tobytes() == other.errors.tobytes()
    for one, other in zip(atlas.densities, undisturbed.densities, strict=True):
        assert one.counts.tolist() == other.counts.tolist()


def test_a_part_is_of_the_same_sweep_and_not_whole():
    sweep, same = _sweep(), _sweep()
    part = Atlas.begun(sweep).more([part_of(sweep, 0, range(9))])
    assert part.is_part_of(same)
    assert not _whole(sweep).is_part_of(same)


def test_of_what_is_asked_for_only_start_weights_do_not_tell_sweeps_apart():
    (cell,), first = _sweep().cells, _sweep()
    assert first.is_same_as(replace(first, cells=(Cell(cell.settings.from_seed(77), 60),)))
    held_out = Cell(cell.settings.holding_out(([(1, 1, 0)], [0])), 60)
    axes = Axis(AxisKind.ALPHA, (0.2,)), Axis(AxisKind.UNITS, (4,))
    others = {"iterations": 61}, {"seeds": range(99)}, {"alpha": [0.1]}
    changes = {"watched": (1,)}, {"cells": (held_out,)}, {"axes": axes}
    different = [
        *(_sweep(**each) for each in others),
        *(replace(first, **each) for each in changes),
    ]
    assert not any(map(first.is_same_as, different))


@given(st.integers(1, 10**6))
def test_watched_iterations_are_few_and_end_with_the_last(iterations):
    watched = watched_of(iterations)
    assert len(watched) == min(iterations, 100)
    assert watched[-1] == iterations
    assert all(a < b for a, b in zip((0, *watched), watched, strict=False))
