"""The manual opens, finds, and leads from topic to topic."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from streetlight_gui.process.resources import ASSETS
from streetlight_gui.ui.shell.manual import Manual

TOPICS = sorted((ASSETS / "manual").glob("*.md"))
WORDS = [
    *("weight", "input", "sum", "fires", "relu", "prediction", "answer", "error"),
    *("delta", "gradient", "alpha", "iteration", "seed", "start", "book"),
]


class Reader:
    """Reads the manual of a window."""

    def __init__(self, person):
        person.press(Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
        self.manual = person.window.findChild(Manual)
        self.search, self.topics, self.page = (
            self.manual.findChild(object, f"manual_{name}") for name in ("search", "topics", "page")
        )

    def types(self, text):
        QTest.keyClicks(self.search, text)

    def titles(self):
        items = [self.topics.item(row) for row in range(self.topics.count())]
        return [item.text() for item in items if not item.isHidden()]


@pytest.fixture
def reader(person):
    return Reader(person)


def test_it_opens_at_the_first_topic_ready_to_search(reader):
    assert reader.manual.isVisible()
    assert reader.titles()[0] == "The first minute"
    assert len(reader.titles()) == len(TOPICS)
    assert "foreign city" in reader.page.toPlainText()
    assert reader.search.hasFocus()


def test_a_click_on_a_topic_opens_it(reader):
    place = reader.topics.visualItemRect(reader.topics.item(3)).center()
    QTest.mouseClick(reader.topics.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert reader.page.toPlainText().startswith("Problems of your own")


def test_what_is_sought_leaves_the_topics_that_have_all_words_and_is_marked(reader):
    reader.types("CSV spreadsheet")
    assert reader.titles() == ["On the console"]
    assert reader.page.toPlainText().startswith("On the console")
    marked = {mark.cursor.selectedText().casefold() for mark in reader.page.extraSelections()}
    assert marked == {"csv", "spreadsheet"}


@pytest.mark.parametrize("sought", WORDS)
def test_a_word_that_is_not_known_yet_is_found_where_it_is_explained(reader, sought):
    reader.types(sought)
    assert reader.topics.currentItem().text() == "The words"
    assert reader.page.textCursor().block().text().startswith(f"{sought}: ")


def test_enter_goes_from_place_to_place_and_round(reader):
    reader.types("lights")
    places = []
    for _ in range(len(reader.page.extraSelections()) + 1):
        places.append(reader.page.textCursor().position())
        QTest.keyClick(reader.search, Qt.Key.Key_Return)
    assert places[0] == places[-1]
    assert places[:-1] == sorted(set(places))


def test_words_that_no_topic_has_are_said_to_be_nowhere(reader):
    reader.types("zebra")
    assert reader.titles() == []
    said = [label.text() for label in reader.manual.children() if hasattr(label, "text")]
    assert "No topic has all of these words." in said


def test_a_link_leads_to_its_topic_in_the_list_too(reader):
    reader.page.setFocus()
    QTest.keyClick(reader.page, Qt.Key.Key_Tab)
    QTest.keyClick(reader.page, Qt.Key.Key_Tab)
    QTest.keyClick(reader.page, Qt.Key.Key_Return)
    assert reader.page.toPlainText().startswith("One example")
    assert reader.topics.currentItem().text() == "One example, phase by phase"


@pytest.mark.parametrize("name", ["search", "topics", "page"])
def test_escape_closes_it(person, reader, name):
    widget = getattr(reader, name)
    widget.setFocus()
    QTest.keyClick(widget, Qt.Key.Key_Escape)
    person.wait_until(lambda: person.window.findChild(Manual) is None)


def test_it_is_opened_once(person, reader):
    person.press(Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    assert len(person.window.findChildren(Manual)) == 1


@pytest.mark.parametrize("path", TOPICS, ids=lambda path: path.stem)
def test_each_topic_has_a_title_and_its_links_lead_somewhere(path):
    text = path.read_text("utf-8")
    assert text.startswith("# ")
    for link in re.findall(r"\]\((?!http)([^)]+)\)", text):
        assert (path.parent / Path(link)).is_file()
