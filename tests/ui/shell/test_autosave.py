"""Unsaved work outlasts the program, and is offered back once."""

import pytest
from person import Person, bits
from PySide6.QtCore import QTimer

from streetlight_gui.core.storage.session_file import read_session, write_session
from streetlight_gui.ui.shell.autosave import Autosave


@pytest.fixture
def keeping(tmp_path):
    """Let windows keep their work in one folder, as the program does."""
    begun = []

    def begin(window):
        banner = window.views.banners.window
        begun.append(Autosave(window.documents, window.session, banner, tmp_path))
        return begun[-1]

    yield begin
    for autosave in begun:
        autosave.end(is_let_go=True)
    assert list(tmp_path.glob("unsaved-*")) == []


def kept(tmp_path):
    return sorted(tmp_path.glob("unsaved-*.streetlight"))


def test_unsaved_work_is_kept_until_it_is_saved(person, keeping, tmp_path):
    autosave = keeping(person.window)
    (timer,) = autosave.findChildren(QTimer)
    assert (timer.isActive(), timer.interval()) == (True, 10_000)
    timer.timeout.emit()
    person.train(2)
    assert kept(tmp_path) == []  # nothing had happened yet
    timer.timeout.emit()
    person.wait_until(lambda: len(kept(tmp_path)) == 1)
    (file,) = kept(tmp_path)
    work = person.window.documents.work.now()
    assert read_session(file) == work
    written = file.stat()
    timer.timeout.emit()
    person.train(1)  # time for another to be written, were there anything new
    assert file.stat() == written
    person.window.documents.work.settle(person.window.documents.work.now())
    person.wait_until(lambda: kept(tmp_path) == [])


def test_what_a_window_that_is_gone_has_left_is_offered_once(
    person, open_window, qtbot, keeping, tmp_path
):
    """Another window's own file is no such thing, and what is let go is not offered again."""
    person.train(5)
    work, weights = person.window.documents.work.now(), bits(person.network)
    keeping(person.window).keep()
    person.wait_until(lambda: len(kept(tmp_path)) == 1)
    others = [Person(qtbot, open_window()) for _ in range(2)]
    left = tmp_path / "unsaved-by-the-dead.streetlight"
    first, second = others
    keeping(first.window).offer()
    assert first.message == ""
    write_session(work, left)
    saves = keeping(second.window)
    saves.offer()
    assert "kept unsaved work" in second.message
    keeping(first.window).offer()
    assert first.message == ""
    second.click("window_banner_button")
    second.wait_until(lambda: second.title == "Streetlights*" and second.iteration == 5)
    assert bits(second.network) == weights
    saves.keep()
    second.train(1)
    assert len(kept(tmp_path)) == 2  # it goes on with the file that was left
    saves.keep()
    second.wait_until(lambda: read_session(left).recipe.updates == 24)
    second.window.close()
    saves.end(is_let_go=True)
    assert not left.exists()


def test_work_that_nobody_let_go_stays(person, keeping, tmp_path):
    person.train(1)
    autosave = keeping(person.window)
    autosave.keep()
    person.wait_until(lambda: len(kept(tmp_path)) == 1)
    person.window.close()
    autosave.end(is_let_go=False)
    assert len(kept(tmp_path)) == 1
    (file,) = kept(tmp_path)
    assert read_session(file).recipe.updates == 4


def test_a_place_that_keeps_nothing_is_told_once(person, tmp_path):
    banner, folder = person.window.views.banners.window, tmp_path / "file"
    folder.write_text("")
    autosave = Autosave(person.window.documents, person.window.session, banner, folder)
    person.train(1)
    autosave.keep()
    person.wait_until(lambda: person.message.startswith("Unsaved work is not kept: "))
    person.click("window_banner_close")
    person.train(1)
    autosave.keep()
    person.train(1)
    assert person.message == ""
    autosave.end(is_let_go=True)
