"""The atlas of starts, which fills as chunks come."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from streetlight_gui.core.ensemble.atlas import Atlas, watched_of
from streetlight_gui.core.ensemble.chunk_run import run_chunk
from streetlight_gui.core.ensemble.sweep import Sweep, grid
from streetlight_gui.core.problems.presets import PRESETS
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


@given(st.integers(1, 10**6))
def test_watched_iterations_are_few_and_end_with_the_last(iterations):
    watched = watched_of(iterations)
    assert len(watched) == min(iterations, 100)
    assert watched[-1] == iterations
    assert all(a < b for a, b in zip((0, *watched), watched, strict=False))
