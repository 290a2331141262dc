"""Edited training sets keep what differs: how many rows are their own, and when all are."""

import gc
import weakref

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from streetlight_gui.core.problems.shared_examples import SharedExamples


def examples(numbers):
    """Make one example for each of these numbers, of which no two are alike."""
    targets = np.array(numbers, dtype=np.float64)
    return targets[:, np.newaxis] / 1e4, targets


def own_rows(edited, before):
    """Count the rows whose memory is not that of others."""
    others = [targets for _, targets in before.pieces]
    pieces = [targets for _, targets in edited.pieces]
    return sum(len(t) for t in pieces if not any(np.shares_memory(t, other) for other in others))


@given(st.integers(1, 12), st.integers(0, 12), st.integers(0, 12), st.integers(0, 12))
def test_all_rows_are_kept_only_where_more_than_half_are_other_ones(count, start, gone, new):
    numbers, others = list(range(count)), list(range(1000, 1000 + new))
    edited = [*numbers[:start], *others, *numbers[start + gone :]]
    assume(edited)
    before = SharedExamples(examples(numbers))
    after = before.edited(examples(edited))
    assert own_rows(after, before) == (new if 2 * new <= len(edited) else len(edited))
    assert after.arrays[1].tolist() == edited
    assert after.shape == (len(edited), 1)


@pytest.mark.parametrize("row", [0, 4, 8])
def test_an_example_that_is_edited_over_and_over_is_in_one_piece_each_time(row):
    numbers = list(range(9))
    shared = SharedExamples(examples(numbers))
    for number in range(1000, 1020):
        numbers[row] = number
        shared = shared.edited(examples(numbers))
        assert [len(targets) for _, targets in shared.pieces if len(targets)] == [
            length for length in (row, 1, 8 - row) if length
        ]
        assert len(shared.pieces) <= 3


def test_after_256_edits_the_next_one_keeps_everything():
    numbers = list(range(600))
    shared, pieces = SharedExamples(examples(numbers)), []
    for row in range(1, 515, 2):  # in the midst of rows that are in one piece yet
        numbers[row] = 1000 + row
        shared = shared.edited(examples(numbers))
        pieces.append(len(shared.pieces))
    assert pieces == [*range(3, 514, 2), 1]


def test_the_last_eight_that_were_joined_are_at_hand():
    whole = SharedExamples(examples(range(9)))
    edited = [whole.edited(examples([*range(8), number])) for number in range(100, 110)]
    assert all(each.arrays[0] is each.arrays[0] for each in edited)
    those = [weakref.ref(each) for each in edited]
    del edited
    gc.collect()
    assert [each() is not None for each in those] == [False] * 2 + [True] * 8
