"""How long something takes, in words."""

import pytest

from streetlight_gui.text.duration_words import duration_words, left_words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.9, "less than a second"),
        (1.4, "about 1 second"),
        (90, "about 2 minutes"),
        (3600, "about 1 hour"),
        (100 * 86400, "about 100 days"),
    ],
)
def test_a_duration_is_told_in_its_largest_unit(seconds, words):
    assert duration_words(seconds) == words


def test_what_is_left_is_not_told_before_it_is_known():
    assert left_words(float("inf")) == ""
    assert left_words(30) == ", about 30 seconds left"
