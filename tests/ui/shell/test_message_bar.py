"""What the line at the bottom says, and how long."""

import pytest
from PySide6.QtGui import QTextDocument
from text_recorder import texts_of

from streetlight_gui.ui.shell.message_bar import MessageBar


class Bar:
    """A message bar with a clock that a test moves."""

    def __init__(self) -> None:
        self.now = 50.0
        self.bar = MessageBar(lambda: self.now)


@pytest.fixture
def bar(qtbot):
    bar = Bar()
    qtbot.addWidget(bar.bar)
    return bar


def test_a_message_on_a_moment_goes_with_the_moment(bar):
    bar.bar.say("stopped")
    assert bar.bar.currentMessage() == "stopped"
    bar.bar.move_on()
    assert bar.bar.currentMessage() == ""


def test_what_an_edit_cost_stays_long_enough_to_be_read(bar):
    bar.bar.say_of_edit("the future is gone")
    for _ in range(7):
        bar.bar.move_on()
        assert bar.bar.currentMessage() == "the future is gone"
        bar.now += 0.5
    bar.now += 1
    bar.bar.move_on()
    assert bar.bar.currentMessage() == ""


def test_the_next_message_takes_its_place(bar):
    bar.bar.say_of_edit("the future is gone")
    bar.bar.say("stopped")
    bar.bar.move_on()
    assert bar.bar.currentMessage() == ""


def test_what_has_no_room_ends_in_an_ellipsis_and_is_whole_in_the_tip(bar):
    words = "<b>R&D</b> cannot be read: " + "it is long " * 9
    bar.bar.resize(200, 24)
    bar.bar.say(words)
    ((painted, _),) = texts_of(bar.bar)
    assert painted.startswith("<b>R&D</b>")
    assert painted.endswith("\N{HORIZONTAL ELLIPSIS}")
    tip = QTextDocument()
    tip.setHtml(bar.bar.toolTip())
    assert tip.toPlainText().strip() == words.strip()
    bar.bar.resize(2000, 24)
    assert [text for text, _ in texts_of(bar.bar)] == [words]
    bar.bar.clearMessage()
    assert not bar.bar.toolTip()
