"""Text is as large as the person wants it, from one key to the next."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QFontInfo
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from text_recorder import texts_of

from streetlight_gui.ui.shell.settings_store import SettingsStore
from streetlight_gui.ui.shell.sizes import STEPS, stepped
from streetlight_gui.ui.widgets.theme import ThemeChoice

CONTROL = Qt.KeyboardModifier.ControlModifier
KEYPAD = Qt.KeyboardModifier.KeypadModifier


def size_of(widget: QWidget) -> float:
    return QFontInfo(widget.font()).pointSizeF()


def normal_size() -> float:
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    return QFontInfo(font).pointSizeF()


def has_size(person, scale):
    wanted = pytest.approx(scale * normal_size(), rel=0.05)  # of pixels that are whole
    kinds = (person.find("run_button"), person.find("alpha_spin"), person.find("time_label"))
    return all(size_of(widget) == wanted for widget in kinds)


def test_keys_make_text_larger_and_smaller_at_once(person):
    assert has_size(person, 1.0)
    for key, modifiers, scale in (
        (Qt.Key.Key_Plus, CONTROL, 1.1),
        (Qt.Key.Key_Equal, CONTROL, 1.1),
        (Qt.Key.Key_Plus, CONTROL | KEYPAD, 1.1),
        (Qt.Key.Key_Minus, CONTROL, 0.9),
        (Qt.Key.Key_Minus, CONTROL | KEYPAD, 0.9),
    ):
        person.press(key, modifiers)
        person.wait_until(lambda scale=scale: has_size(person, scale))
        assert SettingsStore().text_scale == scale
        person.press(Qt.Key.Key_0, CONTROL)
        person.wait_until(lambda: has_size(person, 1.0))
        assert SettingsStore().text_scale == 1.0


def test_the_menu_does_the_same(person):
    for text, scale in (("Larger text", 1.1), ("Normal text size", 1.0), ("Smaller text", 0.9)):
        person.menu_action(text).trigger()
        person.wait_until(lambda scale=scale: has_size(person, scale))


def test_every_window_writes_its_numbers_bold_in_digits_of_one_width(person_at):
    """Also the second one of a process, whose application has its style already."""
    fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    for person in (person_at(), person_at(), person_at(theme=ThemeChoice.DARK)):
        font = person.find("error_label").font()
        assert font.bold()
        assert font.families() == fixed.families()


def test_text_grows_and_shrinks_to_an_end(person):
    for key, end in ((Qt.Key.Key_Plus, STEPS[-1]), (Qt.Key.Key_Minus, STEPS[0])):
        for _ in STEPS:
            person.press(key, CONTROL)
        person.wait_until(lambda end=end: has_size(person, end))


def test_the_size_is_remembered(person_at):
    before = person_at()
    before.press(Qt.Key.Key_Plus, CONTROL)
    before.wait_until(lambda: has_size(before, 1.1))
    before.window.close()
    QApplication.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont))
    assert has_size(person_at(), 1.1)


@pytest.mark.parametrize("text", ["huge", "0", "-1", "nan", "inf", "2.01", "1,5", "", "@Invalid()"])
def test_nonsense_for_the_size_is_ignored(settings_folder, text):
    folder = settings_folder / "streetlight"
    folder.mkdir(parents=True)
    (folder / "streetlight.ini").write_text(f"[General]\ntext_scale={text}\n", "utf-8")
    assert SettingsStore().text_scale == 1.0


def test_from_a_size_between_two_steps_one_goes_to_either():
    assert (stepped(1.2, 1), stepped(1.2, -1)) == (1.25, 1.1)


def test_text_follows_a_font_that_the_desktop_changes(person):
    larger = QApplication.font()
    larger.setPointSizeF(1.5 * larger.pointSizeF())
    QApplication.setFont(larger)
    person.wait_until(lambda: has_size(person, 1.5))
    prediction = person.find("prediction_label", QLabel)
    person.wait_until(lambda: size_of(prediction) > 1.5 * normal_size())


@pytest.mark.parametrize("size", [(1366, 708), (1920, 1080)])
def test_the_smallest_text_on_the_screen_grows_like_all_other(person_at, size):
    def smallest_texts(scale):
        """Return the smallest size of text on each page."""
        SettingsStore().remember(text_scale=scale)
        person = person_at(size=size)
        person.train(20)
        found = []
        for page in ("Patterns", "Numbers", "Training set", "Settings"):
            person.open_page(page)
            sizes = [points for text, points in texts_of(person.window) if text.strip()]
            assert len(sizes) > 60
            found.append(min(sizes))
        person.window.close()
        return found

    for normal, larger in zip(smallest_texts(1.0), smallest_texts(1.5), strict=True):
        assert normal > 0.83 * normal_size()  # 10 of 12 pixels, where a value fits its circle
        assert larger == pytest.approx(1.5 * normal, abs=0.76)  # a whole pixel
