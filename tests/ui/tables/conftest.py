"""Tables of patterns, opened."""

from functools import partial

import pytest
from pattern_reader import open_table


@pytest.fixture
def show(styled_application, qtbot):
    """Open tables of patterns."""
    return partial(open_table, qtbot)


@pytest.fixture
def reader(show):
    """Read the table of the book's patterns."""
    return show()
