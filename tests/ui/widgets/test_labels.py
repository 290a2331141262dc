"""Text that is too long for its place: it goes on in the next line, then ends in an ellipsis."""

import pytest

from streetlight_gui.core.checks.formatting import ELLIPSIS
from streetlight_gui.ui.widgets.labels import ElidedLabel

LONG = "one two three four five six seven eight nine ten"


@pytest.fixture
def label(qtbot):
    label = ElidedLabel(lines=2)
    qtbot.addWidget(label)
    label.show_text(LONG)
    return label


def room_for(label, text, lines) -> None:
    metrics = label.fontMetrics()
    label.resize(metrics.horizontalAdvance(text) + 1, lines * metrics.lineSpacing())


def test_a_single_line_goes_on_in_the_next(label):
    room_for(label, "one two three four five six", 2)
    assert label.text() == "one two three four five six\nseven eight nine ten"


def test_what_has_no_room_in_the_last_line_ends_in_an_ellipsis(label):
    room_for(label, "one two three", 2)
    first, second = label.text().split("\n")
    assert first == "one two three"
    assert second.startswith("four")
    assert second.endswith(ELLIPSIS)


def test_where_there_is_room_for_one_line_there_is_one(label):
    room_for(label, "one two three four", 1)
    assert label.text().startswith("one two")
    assert "\n" not in label.text()


def test_a_word_longer_than_the_line_is_cut_not_lost(label):
    label.show_text("Donaudampfschifffahrtsgesellschaft")
    room_for(label, "Donaudampf", 2)
    assert label.text().startswith("Donau")


def test_lines_of_its_own_stay_as_they_are(label):
    label.show_text(f"{LONG}\nand more")
    room_for(label, "one two three four", 2)
    assert label.text().split("\n")[1] == "and more"


def test_it_asks_for_all_lines_only_where_it_is_to_keep_them(label):
    line = label.fontMetrics().lineSpacing()
    assert label.minimumSizeHint().height() == line
    label.keep_lines(True)
    assert label.minimumSizeHint().height() == 2 * line
