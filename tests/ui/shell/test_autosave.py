"""Unsaved work outlasts the program, and is offered back until somebody opens or discards it."""

import os
from dataclasses import replace

import pytest
from person import CONTROL, LEFT, Person, bits
from PySide6.QtCore import Qt, QThread, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from swept import BOOK

from streetlight_gui.core.ensemble.atlas import Atlas
from streetlight_gui.core.ensemble.sweep import Sweep, grid
from streetlight_gui.core.replay.saved_session import opened
from streetlight_gui.core.storage.files import KnownFile
from streetlight_gui.core.storage.left_work import drop_left, keep_left, read_left
from streetlight_gui.core.storage.session_file import read_session, write_session
from streetlight_gui.ui.shell import left_behind
from streetlight_gui.ui.shell.autosave import Autosave

ANSWER = QMessageBox.StandardButton


@pytest.fixture
def keeping(tmp_path):
    """Let windows keep their work in one folder, as the program does."""
    begun, asking = [], []

    def begin(window):
        asking.append(window.documents)
        begun.append(Autosave(window.documents, window.session, window.views.banners, tmp_path))
        return begun[-1]

    yield begin
    for documents in asking:
        documents.asks = False
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


def test_work_is_kept_beside_starts_that_are_too_many_for_its_file(person, keeping, tmp_path):
    autosave = keeping(person.window)
    person.window.starts.open(Atlas.begun(Sweep(grid(BOOK, 1, {}), range(100_001))))
    person.train(2)
    person.wait_for_title("Streetlights*")
    autosave.keep()
    person.wait_until(lambda: len(kept(tmp_path)) == 1)
    (file,) = kept(tmp_path)
    found = read_session(file)
    assert (found.starts, found.recipe.updates) == (None, 8)
    assert not person.find("window_banner").isVisible()


def offered(person):
    """Return what is offered now that the training thread has done all that it was asked for."""
    person.window.documents.work.now()
    return person.window.views.banners.left.sentence


def answering(person, act, answer, when=lambda: True):
    """Do something, and press a button of the question that comes of it; return the question."""
    asked, clock = [], QTimer(interval=0)

    def press():
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox) and when():
            asked.append(box.text())
            person.qtbot.mouseClick(box.button(answer), LEFT)

    clock.timeout.connect(press)
    clock.start()
    act()
    clock.stop()
    person.window.activateWindow()
    (question,) = asked
    return question


@pytest.fixture
def left(person, tmp_path):
    """Leave work on a file, as a window does that is killed; return it, the file and its path."""
    person.train(5)
    work = person.window.documents.work.now()
    mine, path = tmp_path / "mine.streetlight", tmp_path / "unsaved-by-the-dead.streetlight"
    write_session(replace(work, recipe=replace(work.recipe, updates=4)), mine)
    keep_left(work, KnownFile.at(mine), path)
    return work, mine, path


@pytest.fixture
def older(left):
    """Leave the same work a second time, of 1970 and on no file; return its path."""
    work, _, path = left
    before = path.with_name("unsaved-before.streetlight")
    keep_left(work, None, before)
    os.utime(before, (0, 0))
    return before


def test_what_a_window_that_is_gone_has_left_is_offered_until_it_is_opened(
    left, qtbot, open_window, keeping
):
    """No window offers another's own work, nor what another offers; closing one drops nothing."""
    work, mine, path = left
    weights = bits(opened(work).trainer.network)
    first, second, third = (Person(qtbot, open_window()) for _ in range(3))
    saves = keeping(first.window)
    saves.offer()
    assert "kept unsaved work: mine, " in offered(first)
    dead = path.with_name("unsaved-nothing.streetlight.lock")
    dead.write_text("999999999\nstreetlight\n\n")
    keeping(second.window).offer()
    assert offered(second) == ""
    assert not dead.exists()
    first.click("left_banner_close")
    first.window.close()
    saves.end(is_let_go=True)
    assert read_left(path) == (work, KnownFile.at(mine))

    saves = keeping(third.window)
    third.train(1)
    saves.keep()
    third.wait_until(lambda: len(kept(path.parent)) == 2)
    saves.offer()
    assert "mine" in offered(third)
    third.window.documents.asks = True
    answering(third, lambda: third.click("left_banner_button"), ANSWER.Cancel)
    assert third.title == "Streetlights*"
    assert "mine" in offered(third)
    answering(third, lambda: third.click("left_banner_button"), ANSWER.Discard)
    third.wait_until(lambda: third.title == "mine*" and bits(third.network) == weights)
    assert offered(third) == ""
    third.wait_until(lambda: kept(path.parent) == [path])  # what was let go for it has gone
    third.train(1)
    saves.keep()
    third.wait_until(lambda: read_session(path).recipe.updates == 24)
    third.press(Qt.Key.Key_S, CONTROL)
    third.wait_for_title("mine")
    assert read_session(mine).recipe.updates == 24
    third.wait_until(lambda: kept(path.parent) == [])
    third.window.close()


def test_no_window_waits_for_what_is_left_to_be_read(left, person_at, keeping, monkeypatch):
    on_threads = []

    def read(path):
        on_threads.append(QThread.currentThread())
        return read_left(path)

    monkeypatch.setattr(left_behind, "read_left", read)
    person = person_at()
    keeping(person.window).offer()
    assert "mine" in offered(person)
    assert on_threads == person.window.findChildren(QThread)
    drop_left(left[2])


def test_what_is_recovered_asks_before_it_replaces_a_file_changed_since(left, person_at, keeping):
    _, mine, path = left
    mine.write_text("another's")
    person = person_at()
    saves = keeping(person.window)
    saves.offer()
    assert "mine" in offered(person)
    person.click("left_banner_button")
    person.wait_for_title("mine*")
    save = lambda: person.press(Qt.Key.Key_S, CONTROL)  # noqa: E731
    question = answering(person, save, ANSWER.No)
    assert question.startswith("mine.streetlight was changed by another program")
    assert mine.read_text() == "another's"
    assert path.exists()
    person.window.close()


def test_what_is_discarded_is_gone_and_the_next_is_offered(left, older, person_at, keeping):
    _, _, path = left
    person = person_at()
    keeping(person.window).offer()
    discard = lambda: person.click("left_banner_discard")  # noqa: E731
    assert "kept unsaved work: mine, " in offered(person)
    assert "Nothing brings it back" in answering(person, discard, ANSWER.Cancel)
    assert path.exists()
    answering(person, discard, ANSWER.Discard)
    assert list(path.parent.glob(f"{path.name}*")) == []
    assert "kept unsaved work: Streetlights, 1970" in offered(person)
    answering(person, discard, ANSWER.Discard)
    assert offered(person) == ""


def test_what_is_discarded_while_it_opens_leaves_the_next_alone(left, older, person_at, keeping):
    work, _, path = left
    person = person_at()
    saves = keeping(person.window)
    saves.offer()
    assert "kept unsaved work: mine, " in offered(person)
    person.click("left_banner_button")
    answering(person, lambda: person.click("left_banner_discard"), ANSWER.Discard)
    person.wait_for_title("mine*")
    assert "kept unsaved work: Streetlights, 1970" in offered(person)
    person.train(1)
    saves.keep()
    person.wait_until(lambda: len(kept(path.parent)) == 2)
    assert older in kept(path.parent)
    assert read_left(older) == (work, None)
    drop_left(older)
    person.window.close()


def test_what_opens_while_its_end_is_asked_for_leaves_the_next_alone(
    left, older, person_at, keeping
):
    work, _, _ = left
    person = person_at()
    keeping(person.window).offer()
    assert "kept unsaved work: mine, " in offered(person)
    person.click("left_banner_button")
    banner, discard = person.window.views.banners.left, lambda: person.click("left_banner_discard")
    question = answering(person, discard, ANSWER.Discard, lambda: "1970" in banner.sentence)
    assert "mine" in question
    assert read_left(older) == (work, None)
    assert "kept unsaved work: Streetlights, 1970" in offered(person)
    drop_left(older)
    person.window.close()


def test_what_cannot_be_read_is_told_and_kept_until_it_is_discarded(left, person_at, keeping):
    """It may be of a newer program; what can be read is offered first, however old it is."""
    _, _, path = left
    os.utime(path, (0, 0))
    broken = path.with_name("unsaved-broken.streetlight")
    broken.write_text('{"format": 99}')
    person = person_at()
    keeping(person.window).offer()
    assert "kept unsaved work: mine, " in offered(person)
    discard = lambda: person.click("left_banner_discard")  # noqa: E731
    answering(person, discard, ANSWER.Discard)
    sentence = offered(person)
    assert sentence.startswith(f"Unsaved work cannot be read, and stays in {path.parent} until ")
    assert "unsaved-broken.streetlight: it was written by a newer Streetlight" in sentence
    assert not person.find("left_banner_button").isVisible()
    answering(person, discard, ANSWER.Cancel)
    assert broken.read_text() == '{"format": 99}'
    assert "unsaved-broken.streetlight, 2" in answering(person, discard, ANSWER.Discard)
    assert not broken.exists()
    assert offered(person) == ""


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
    file.unlink()


def test_a_place_that_keeps_nothing_is_told_once(person, tmp_path):
    banners, folder = person.window.views.banners, tmp_path / "file"
    folder.write_text("")
    autosave = Autosave(person.window.documents, person.window.session, banners, folder)
    person.train(1)
    autosave.keep()
    person.wait_until(lambda: person.message.startswith("Unsaved work is not kept: "))
    person.click("window_banner_close")
    person.train(1)
    autosave.keep()
    person.train(1)
    assert person.message == ""
    autosave.end(is_let_go=True)
