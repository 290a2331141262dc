"""Many edits of a large training set: each costs what it changes, and none is lost."""

import tracemalloc
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_array_equal

from streetlight_gui.core import Problem, Trainer
from streetlight_gui.core.problems import problem_edits as edits
from streetlight_gui.core.problems import shared_examples
from streetlight_gui.core.replay.changes import Change
from streetlight_gui.core.replay.cursor import Cursor, StepUnit
from streetlight_gui.core.replay.run import Run
from streetlight_gui.core.training.settings import Settings

EXAMPLES = 10_000


@pytest.fixture(autouse=True)
def nothing_at_hand():
    """Begin without arrays that are kept for a while, and leave none."""
    shared_examples._joined.cache_clear()
    yield
    shared_examples._joined.cache_clear()


def large_problem():
    chance = np.random.default_rng(1)
    patterns = chance.integers(0, 2, (EXAMPLES, 6))
    return Problem(patterns, chance.integers(0, 2, EXAMPLES))


def large_start():
    return Settings.choose(large_problem(), (16, 16, 16), alpha=0.001)


def an_edit(problem, number, place):
    """Return a problem after one of the edits there are, and the same rows made by hand."""
    rows = np.column_stack([problem.patterns, problem.targets]).tolist()
    row = place % len(problem)
    match number:
        case 0:
            value = float(rows[row][0] == 0)
            rows[row][0] = value
            return edits.with_light(problem, row, 0, value), rows
        case 1:
            rows[row][-1] += 0.5
            return edits.with_answer(problem, row, rows[row][-1]), rows
        case 2:
            rows.insert(row, rows[row])
            return edits.with_example_duplicated(problem, row), rows
        case 3 if len(rows) > 1:
            del rows[row]
            return edits.without_examples(problem, [row]), rows
        case 4:
            rows.insert(0, rows.pop(row))
            return edits.with_example_moved(problem, row, 0), rows
        case _:
            rows.append([0.0] * problem.lights + [1.0])
            return edits.with_example_added(problem, [0.0] * problem.lights, 1.0), rows


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 50)), max_size=12),
    st.sampled_from([6, 256]),
)
def test_every_problem_of_a_chain_of_edits_keeps_its_examples(chain, most_pieces):
    before, shared_examples._MOST_PIECES = shared_examples._MOST_PIECES, most_pieces
    try:
        problem = Problem(np.eye(6)[[0, 1, 1, 2, 3, 4, 5, 0]], np.arange(8.0))
        found = []
        for number, place in chain:
            problem, rows = an_edit(problem, number, place)
            found.append((problem, rows))
        shared_examples._joined.cache_clear()
        for problem, rows in found:
            assert_array_equal(np.column_stack([problem.patterns, problem.targets]), rows)
            assert (len(problem), problem.lights) == problem.patterns.shape
            assert not problem.patterns.flags.writeable
            assert not problem.targets.flags.writeable
    finally:
        shared_examples._MOST_PIECES = before


def test_an_edited_problem_takes_the_memory_of_what_differs():
    problem = large_problem()
    made = []
    tracemalloc.start()
    for k in range(200):
        problem = edits.with_light(problem, 37 * k, k % 6, 0.5)
        made.append(problem)
    shared_examples._joined.cache_clear()
    taken = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert taken / 200 < 8_000  # one copy of everything has 560,000 bytes


def edit_and_step(cursor, k):
    """Edit an example where one stands, and step on; return the new place."""
    problem = edits.with_light(cursor.settings.problem, k, k % 6, 0.5)
    after = cursor.changed(Change(cursor.updates, cursor.settings.with_problem(problem)))
    cursor.rest()
    after.step(StepUnit.EXAMPLE)
    return after


def test_a_hundred_edits_that_can_be_undone_take_the_memory_of_what_differs():
    cursor, records = Cursor(Run(large_start())), []
    for k in range(20):
        cursor = edit_and_step(cursor, k)
    shared_examples._joined.cache_clear()
    tracemalloc.start()
    for k in range(100):
        records.append(cursor)
        cursor = edit_and_step(cursor, 20 + k)
    shared_examples._joined.cache_clear()
    taken = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert taken / 100 < 50_000


def test_the_work_of_an_edit_does_not_grow_with_the_edits_before_it(monkeypatch):
    work = []
    for name in ("apply", "_train"):
        real = getattr(Trainer, name)

        def counted(*args, real=real):
            work.append(real)
            return real(*args)

        monkeypatch.setattr(Trainer, name, counted)
    cursor, counts = Cursor(Run(large_start())), []
    for k in range(60):
        work.clear()
        cursor = edit_and_step(cursor, k)
        counts.append(len(work))
    assert counts[2:] == [counts[2]] * 58


def test_a_place_that_was_at_rest_tells_the_same_of_its_last_update():
    cursor = Cursor(Run(replace(Settings.choose(Problem.preset("streetlights")), batch=0)))
    cursor.advance(5)
    gradients = cursor.trace.gradients
    cursor.rest()
    for before, after in zip(gradients, cursor.trace.gradients, strict=True):
        assert_array_equal(before, after)
