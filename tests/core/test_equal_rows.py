"""Equal rows are found as a person would: one by one from the top."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from streetlight_gui.core.equal_rows import EqualRows

ROWS = st.integers(1, 3).flatmap(
    lambda columns: st.lists(
        st.tuples(*[st.sampled_from([0.0, 0.5, 1.0])] * columns), min_size=1, max_size=20
    )
)


@given(ROWS)
def test_rows_are_grouped_in_the_order_of_their_first(rows):
    numbers = {row: number for number, row in enumerate(dict.fromkeys(rows))}
    found = EqualRows.of(np.array(rows))
    assert found.group.tolist() == [numbers[row] for row in rows]
    assert found.first.tolist() == [rows.index(row) for row in numbers]
