"""Light and dark, chosen, applied and remembered."""

import os
from enum import Enum
from types import SimpleNamespace

import pytest
from moments import code_table
from person import Person, is_close
from PySide6.QtCore import QObject, QSettings, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QApplication

import pyqtgraph as pg  # isort: skip  (takes the Qt binding that is imported already)

from streetlight_gui.ui.shell.settings_store import SettingsStore
from streetlight_gui.ui.widgets.theme import DARK, HIGH_CONTRAST, LIGHT, ThemeChoice

ITEMS = {
    ThemeChoice.LIGHT: "Light theme",
    ThemeChoice.DARK: "Dark theme",
    ThemeChoice.HIGH_CONTRAST: "High contrast",
}
THEMES = {
    ThemeChoice.LIGHT: LIGHT,
    ThemeChoice.DARK: DARK,
    ThemeChoice.HIGH_CONTRAST: HIGH_CONTRAST,
}
SOME_FILE = "a file, not a folder"


def assert_looks(person: Person, choice: ThemeChoice) -> None:
    theme, picture = THEMES[choice], person.window.grab().toImage()
    assert is_close(picture.pixelColor(4, person.window.height() // 2), QColor(theme.window))
    plot = person.find("error_plot").findChild(pg.PlotWidget).viewport().grab().toImage()
    assert is_close(plot.pixelColor(plot.width() - 3, plot.height() - 3), QColor(theme.card))
    view = person.picture_of("network_view")
    assert is_close(view.pixelColor(view.width() // 2, 3), QColor(theme.card))
    assert is_close(lightest_and_darkest(person, "iteration_label")[0], QColor(theme.text), 60)


def lightest_and_darkest(person: Person, name: str):
    """Return the colour of a label's ink and of its ground."""
    picture = person.picture_of(name)
    pixels = [picture.pixelColor(x, y) for x in range(20) for y in range(picture.height())]
    pixels.sort(key=QColor.lightness)
    ground_is_dark = picture.pixelColor(picture.width() - 1, 1).lightness() < 128
    return (pixels[-1], pixels[0]) if ground_is_dark else (pixels[0], pixels[-1])


def test_the_view_menu_changes_every_colour(person):
    for choice in (ThemeChoice.DARK, *ITEMS):
        person.menu_action(ITEMS[choice]).trigger()
        assert_looks(person, choice)
        ticked = [other for other in ITEMS if person.menu_action(ITEMS[other]).isChecked()]
        assert ticked == [choice]


def test_the_theme_can_change_during_a_run(person):
    person.run_at_full_speed()
    person.wait_past_iteration(10)
    person.menu_action("Dark theme").trigger()
    person.wait_past_iteration(person.iteration + 50)
    person.pause()
    assert_looks(person, ThemeChoice.DARK)


def test_the_choice_is_remembered(person_at):
    person = person_at(theme=None)
    for choice in (ThemeChoice.DARK, *ITEMS):
        person.menu_action(ITEMS[choice]).trigger()
        person.window.close()
        assert SettingsStore().theme is choice
        person = person_at(theme=None)
        assert_looks(person, choice)
        assert person.menu_action(ITEMS[choice]).isChecked()


def test_the_choice_is_written_to_the_person_s_folder(person_at, settings_folder):
    person = person_at(theme=None)
    person.menu_action("Dark theme").trigger()
    person.window.close()
    person.wait_until(lambda: bool(list(settings_folder.rglob("*.ini"))))
    SettingsStore().problem  # noqa: B018  (asking makes Qt write what is still to be written)
    texts = [file.read_text("utf-8") for file in settings_folder.rglob("*.ini")]
    assert any("theme=dark" in text for text in texts)


def test_whether_phases_are_animated_is_remembered(person_at):
    person = person_at(theme=None)
    action = person.menu_action("Animate phases")
    assert action.isChecked()
    action.trigger()
    again = person_at(theme=None)
    assert not again.menu_action("Animate phases").isChecked()
    motion = again.view.findChild(QVariantAnimation)
    again.choose_step(0)
    again.click("step_button")
    again.wait_until(lambda: again.text("phase_label").startswith("phase 1"))
    assert motion.state() == QVariantAnimation.State.Stopped
    again.menu_action("Animate phases").trigger()
    assert person_at(theme=None).menu_action("Animate phases").isChecked()


class Motion(Enum):
    """What Qt 6.12 knows of a desktop's wish."""

    NoPreference = 0
    ReducedMotion = 1


@pytest.mark.parametrize("wish", Motion)
def test_at_first_the_desktop_s_wish_for_less_motion_counts(wish, monkeypatch, person_at):
    accessibility = SimpleNamespace(motionPreference=lambda: wish)
    hints = SimpleNamespace(accessibility=lambda: accessibility)
    monkeypatch.setattr(QGuiApplication, "styleHints", lambda: hints)
    assert SettingsStore().animates == (wish is Motion.NoPreference)
    SettingsStore().remember(animates=True)
    assert SettingsStore().animates


def test_the_window_s_size_is_remembered(person_at):
    person = person_at(size=(1000, 700))
    person.window.close()
    geometry = SettingsStore().geometry
    assert not geometry.isEmpty()


def test_at_first_the_system_decides(person_at):
    person = person_at(theme=None)
    assert person.menu_action("System theme").isChecked()
    assert not person.message


class SystemHints(QObject):
    """A system whose colours a test changes: the offscreen one reports none."""

    colorSchemeChanged = Signal(object)  # noqa: N815

    def __init__(self) -> None:
        super().__init__()
        self.scheme = Qt.ColorScheme.Light

    def colorScheme(self) -> Qt.ColorScheme:  # noqa: N802
        return self.scheme

    def accessibility(self) -> SimpleNamespace:
        return SimpleNamespace(contrastPreference=lambda: Qt.ContrastPreference.NoPreference)

    def change(self, scheme: Qt.ColorScheme) -> None:
        self.scheme = scheme
        self.colorSchemeChanged.emit(scheme)


@pytest.fixture
def system(monkeypatch):
    hints = SystemHints()
    monkeypatch.setattr(QGuiApplication, "styleHints", lambda: hints)
    monkeypatch.setattr(QApplication, "styleHints", lambda: hints)
    return hints


def test_the_window_follows_the_system_from_one_moment_to_the_next(system, person_at):
    person = person_at(theme=None)
    assert_looks(person, ThemeChoice.LIGHT)
    system.change(Qt.ColorScheme.Dark)
    assert_looks(person, ThemeChoice.DARK)
    system.change(Qt.ColorScheme.Light)
    assert_looks(person, ThemeChoice.LIGHT)


def test_a_chosen_theme_stays_whatever_the_system_does(system, person_at):
    person = person_at(theme=ThemeChoice.LIGHT)
    system.change(Qt.ColorScheme.Dark)
    assert_looks(person, ThemeChoice.LIGHT)


@pytest.mark.parametrize("text", ["[General]\ntheme=purple\n", "\x00\x01 nonsense", "[", ""])
def test_a_settings_file_full_of_nonsense_is_survived(person_at, settings_folder, text):
    folder = settings_folder / "streetlight"
    folder.mkdir(parents=True)
    (folder / "streetlight.ini").write_text(text, "utf-8")
    person = person_at(theme=None)
    assert person.menu_action("System theme").isChecked()
    person.menu_action("Dark theme").trigger()
    assert_looks(person, ThemeChoice.DARK)


def test_nonsense_for_the_window_s_place_is_survived(person_at, settings_folder):
    folder = settings_folder / "streetlight"
    folder.mkdir(parents=True)
    (folder / "streetlight.ini").write_text("[General]\ngeometry=@ByteArray(abc)\n", "utf-8")
    person = person_at(theme=None)
    assert person.window.width() == 1280


def test_where_nothing_can_be_written_the_window_says_so_and_works(person_at, tmp_path):
    blocked = tmp_path / SOME_FILE
    blocked.write_text("", "utf-8")
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(blocked / "below"))
    person = person_at(theme=None)
    assert SOME_FILE in person.message
    assert "cannot be written" in person.message
    person.menu_action("Dark theme").trigger()
    assert_looks(person, ThemeChoice.DARK)
    person.click("light_2")
    assert person.lamps == (1, 1, 1)
    person.train(20)
    person.tab_to("network_view")
    person.press(Qt.Key.Key_R)
    person.wait_for_iteration(0)
    assert person.window.close()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such files")
def test_a_pipe_in_the_place_of_the_settings_blocks_nothing(person_at, settings_folder):
    file = settings_folder / "streetlight" / "streetlight.ini"
    file.parent.mkdir(parents=True)
    os.mkfifo(file)  # it would wait for a writer for ever
    person = person_at(theme=None)
    assert f"{file} cannot be written" in person.message
    person.menu_action("Dark theme").trigger()
    assert_looks(person, ThemeChoice.DARK)
    assert person.window.close()
    assert file.is_fifo()


def test_a_new_style_leaves_the_listing_its_font(person):
    """Qt gives what it styles anew the font that it had when it was styled first."""
    person.window.resize(1920, 1080)
    person.wait_until_still()
    table, application = code_table(person), QApplication.instance()
    before = table.font().pointSizeF(), table.rowHeight(0), table.columnWidth(0)
    application.setStyleSheet(f"{application.styleSheet()} ")
    assert (table.font().pointSizeF(), table.rowHeight(0), table.columnWidth(0)) == before
    assert table.fontMetrics().height() <= table.rowHeight(0)
