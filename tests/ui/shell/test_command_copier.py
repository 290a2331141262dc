"""Edit > Copy as command: what is copied leads to the same place, or it says why nothing does."""

import shlex

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def test_what_is_copied_leads_here(person):
    person.train(20)
    person.press(Qt.Key.Key_K, CTRL_SHIFT)
    command = "streetlight --problem streetlights --seed 1 --iterations 20"
    person.wait_until(lambda: QApplication.clipboard().text() == command)
    assert person.window.views.banners.note.sentence == f"Copied: {command}"


def test_where_no_command_leads_it_says_why_and_offers_a_file(person, monkeypatch, tmp_path):
    QApplication.clipboard().setText("before")
    person.train(2)
    person.window.session.set_alpha(0.1)
    person.menu_action("Copy as command").trigger()
    banner = person.window.views.banners.file
    person.wait_until(banner.isVisible)
    reason = "something was changed on the way. A session file does."
    assert banner.sentence == f"No command leads here: {reason}"
    assert QApplication.clipboard().text() == "before"
    asked = []
    choose = lambda *words, **_: asked.append(words) or ("", "")  # noqa: E731
    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    button = person.find("file_banner_button", QPushButton)
    assert button.text().startswith("Save as")
    person.click("file_banner_button")
    assert asked
    path = tmp_path / "my work.streetlight"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(path), ""))
    person.window.documents.save_as()
    person.menu_action("Copy as command").trigger()
    command = f"streetlight {shlex.quote(str(path))}"
    person.wait_until(lambda: QApplication.clipboard().text() == command)
    path.unlink()  # and then no command leads here
    person.menu_action("Copy as command").trigger()
    person.wait_until(banner.isVisible)
    person.window.session.restart()
    person.menu_action("Copy as command").trigger()
    person.wait_until(lambda: QApplication.clipboard().text() != command)
    assert not banner.isVisible()


def test_a_file_that_was_imported_is_named_as_long_as_it_is_the_same(person, tmp_path):
    path, banner = tmp_path / "mine.csv", person.window.views.banners.file
    path.write_text("light_1,light_2,answer\n0,1,1\n1,1,0\n")
    person.window.documents.open_path(path)
    person.wait_for_title("mine")
    person.train(2)
    person.menu_action("Copy as command").trigger()
    seed = person.settings.seed
    command = f"streetlight --problem {shlex.quote(str(path))} --seed {seed} --iterations 2"
    person.wait_until(lambda: QApplication.clipboard().text() == command)
    path.write_text("light_1,light_2,answer\n0,1,1\n1,1,0.5\n")
    person.menu_action("Copy as command").trigger()
    person.wait_until(banner.isVisible)
    path.unlink()
    person.menu_action("Copy as command").trigger()
    assert banner.sentence.startswith("No command leads here: the training set is your own")
