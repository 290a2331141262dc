"""Equal rows are found as a person would: one by one from the top."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from streetlight_gui.core.problems.patterns import equal_rows

ROWS = st.integers(1, 3).flatmap(
    lambda columns: st.lists(
        st.tuples(*[st.sampled_from([0.0, 0.5, 1.0])] * columns), min_size=1, max_size=20
    )
)


@given(rows=ROWS)
def test_rows_are_grouped_in_the_order_of_their_first(rows):
    numbers = {row: number for number, row in enumerate(dict.fromkeys(rows))}
    found = equal_rows(np.array(rows))
    assert found.group.tolist() == [numbers[row] for row in rows]
    assert found.first.tolist() == [rows.index(row) for row in numbers]


def test_minus_zero_is_zero():
    assert equal_rows(np.array([[-0.0], [1.0], [0.0]])).group.tolist() == [0, 1, 0]
