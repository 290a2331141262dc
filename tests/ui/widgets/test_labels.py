"""Labels whose text may have no room."""

import pytest
from PySide6.QtGui import QFontMetrics

from streetlight_gui.ui.widgets.labels import ElidedLabel
from streetlight_gui.ui.widgets.text_sizes import sized

WORDS = "one two three four five six seven eight nine ten eleven twelve"


@pytest.fixture
def label(qtbot, styled_application):
    """A label of three lines, which three words fill."""
    label = ElidedLabel(lines=3, wraps=True)
    qtbot.addWidget(label)
    metrics = QFontMetrics(label.font())
    label.resize(metrics.horizontalAdvance("seven eight nine") + 4, 3 * metrics.lineSpacing())
    return label


def test_a_sentence_fills_all_lines_before_it_is_cut_short(label):
    label.show_text(WORDS)
    lines = label.text().split("\n")
    assert lines[0].startswith("one two three")
    assert len(lines) == 3
    whole, cut = " ".join(lines)[:-1], lines[2][-1]
    assert WORDS.startswith(whole)
    assert cut == "\N{HORIZONTAL ELLIPSIS}"
    assert len(lines[2]) > len("eight")


def test_each_of_several_sentences_is_seen(label):
    label.show_text(f"{WORDS}\n{WORDS[::-1]}")
    first, second = label.text().split("\n")
    assert (first[:3], second[:3]) == ("one", "evl")


def test_a_sentence_that_has_room_is_left_alone(label):
    label.show_text("one two three four five")
    assert label.text() == "one two three four five"


def test_a_text_that_measures_as_wide_as_its_room_is_left_alone(qtbot, styled_application):
    """Qt cuts one for a part of a pixel that it is wider."""
    label = ElidedLabel()
    qtbot.addWidget(label)
    normal = label.font()
    for tenths in range(10, 30):
        label.setFont(sized(normal, tenths / 10))
        for text in ("6.163e-32", "one wrong"):
            label.resize(label.fontMetrics().horizontalAdvance(text), 100)
            label.show_text(text)
            assert label.text() == text
