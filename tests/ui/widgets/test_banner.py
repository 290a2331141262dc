"""A banner says all of its sentence and stays; a note passes by itself."""

import pytest
from person import LEFT, is_close
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QVBoxLayout, QWidget
from text_recorder import Recorder

from streetlight_gui.ui.widgets.banner import Banner, Note
from streetlight_gui.ui.widgets.theme import DARK, LIGHT

PATH = f"{'/a/very/long/folder' * 9}/bad.csv, line 2: a light must be a number, not 'foo'"


@pytest.fixture
def place(qtbot):
    """Return a function that shows a banner in a window of its own, above something else."""

    windows = []

    def show(banner):
        window = QWidget()
        windows.append(window)
        column = QVBoxLayout(window)
        column.addWidget(banner)
        column.addWidget(QWidget(), 1)
        window.resize(500, 300)
        window.show()
        qtbot.waitUntil(window.windowHandle().isExposed)
        return banner

    yield show
    for window in windows:
        window.close()


def press(banner: Banner, name: str) -> None:
    QTest.mouseClick(banner.findChild(QAbstractButton, name), LEFT)


@pytest.mark.parametrize("width", [260, 500, 900])
@pytest.mark.parametrize("sentence", ["short", PATH, "<b>R&D</b> & more"])
def test_the_whole_sentence_is_drawn_at_every_width(place, width, sentence):
    banner = place(Banner("trouble"))
    banner.say(sentence)
    banner.window().resize(width, 300)
    for _ in range(2):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    recorder = Recorder(banner.size())
    banner.render(recorder)
    drawn = "".join(text for text, _ in recorder.engine.texts)
    assert drawn.replace(" ", "") == sentence.replace(" ", "")
    assert all(banner.rect().contains(box.toAlignedRect()) for box in recorder.engine.boxes)


def test_a_banner_is_an_alert_named_by_its_sentence(place):
    banner, told = place(Banner("trouble")), []
    banner.told.connect(told.append)
    assert not banner.isVisible()
    banner.say("It broke.")
    spoken = QAccessible.queryAccessibleInterface(banner)
    assert spoken.role() == QAccessible.Role.AlertMessage
    assert spoken.text(QAccessible.Text.Name) == "It broke."
    banner.say("It broke.")
    assert told == ["It broke.", "It broke."]
    banner.say("")
    assert not banner.isVisible()
    banner.clear()
    assert told[2:] == [""]


def test_its_icons_follow_the_theme(place):
    banner = place(Banner("trouble"))
    banner.say("It broke.")
    pictures = []
    for theme in (LIGHT, DARK):
        banner.set_theme(theme)
        button = banner.findChild(QAbstractButton, "trouble_close")
        label = next(each for each in banner.findChildren(QLabel) if not each.pixmap().isNull())
        for picture in (label.pixmap(), button.icon().pixmap(16)):
            image = picture.toImage()
            places = [(x, y) for x in range(image.width()) for y in range(image.height())]
            pictures.append(max((image.pixelColor(*at) for at in places), key=QColor.alpha))
    assert [is_close(each, QColor(LIGHT.text)) for each in pictures] == [True, True, False, False]
    assert [is_close(each, QColor(DARK.text)) for each in pictures] == [False, False, True, True]


@pytest.mark.parametrize("close", ["click", "Esc"])
def test_a_person_closes_it(place, close):
    banner = place(Banner("trouble"))
    banner.say("It broke.")
    if close == "click":
        press(banner, "trouble_close")
    else:
        QTest.keyClick(banner.window(), Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused.objectName() == "trouble_close"
        assert focused.accessibleDescription() == "It broke."
        QTest.keyClick(focused, Qt.Key.Key_Escape)
    assert not banner.isVisible()
    assert banner.sentence == ""


def test_its_button_does_what_it_says_once_it_has_gone(place):
    banner, done = place(Banner("trouble")), []
    button = banner.findChild(QAbstractButton, "trouble_button")
    banner.say("It broke.", "Mend it", lambda: done.append(banner.isVisible()))
    assert button.text() == "Mend it"
    press(banner, "trouble_button")
    assert done == [False]
    banner.say("It broke.")
    assert not button.isVisible()


def test_a_note_passes_by_itself_and_trouble_stays(place, qtbot):
    trouble, note = place(Banner("trouble")), place(Note("note", 1))
    trouble.say("It broke.")
    note.say("")
    note.say("x")
    qtbot.waitUntil(lambda: not note.isVisible())
    assert trouble.isVisible()


def test_a_note_waits_while_a_person_is_there(place, qtbot):
    note, told = place(Note("note", 1)), []
    note.say("x", "Undo", lambda: None)
    button = note.findChild(QAbstractButton, "note_button")
    button.setFocus()
    other = place(Note("other", 200))
    other.told.connect(told.append)
    other.say("x")
    note.activateWindow()
    button.setFocus()
    qtbot.waitUntil(lambda: told == ["x", ""])
    assert note.isVisible()
    button.clearFocus()
    qtbot.waitUntil(lambda: not note.isVisible())
