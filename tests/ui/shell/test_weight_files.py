"""Weights of files become start weights, like any others."""

import pickle

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from streetlight_gui.core import Network
from streetlight_gui.core.storage.weights_file import npz_bytes, write_pickles

HERE = Network.random(3, (4,), 7)
WIDER = Network.random(3, (5,), 7, bias=True)


def import_weights(person, monkeypatch, paths):
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (list(map(str, paths)), ""))
    person.window.documents.weights.import_files()


def test_pickles_of_a_notebook_are_a_start_that_restart_keeps_and_undo_takes_back(
    person, monkeypatch, tmp_path
):
    person.train(3)
    import_weights(person, monkeypatch, write_pickles(HERE, tmp_path))
    settings = person.window.session.settings
    assert settings.network() == HERE
    assert person.edit_text("Undo").endswith("weights_0_1.pickle.bin, weights_1_2.pickle.bin")
    person.wait_for_iteration(0)
    person.train(2)
    person.click("restart_button")
    assert person.window.session.settings.network() == HERE
    for _ in range(3):  # the restart, how long a run is, and the weights
        person.window.session.undo_stack.undo()
    assert person.window.session.settings.seed == 1


@pytest.mark.parametrize("answer", ["Yes", "No"])
def test_another_network_is_asked_about_and_that_would_fit(person, tmp_path, answer):
    file, before, asked = tmp_path / "all.npz", person.window.session.settings, []
    file.write_bytes(npz_bytes(WIDER))

    def press():
        box = QApplication.activeModalWidget()
        asked.append(box.text())
        box.button(QMessageBox.StandardButton[answer]).click()

    QTimer.singleShot(0, press)
    person.window.documents.open_path(file)  # as a file that is dragged here
    found, here = "a 3-5-1 network with biases", "a 3-4-1 network without biases"
    assert asked == [f"The weights are those of {found}, here is {here}. Go on with {found}?"]
    after = person.window.session.settings
    assert after.network() == WIDER if answer == "Yes" else after == before


def test_weights_that_fit_nothing_say_so_and_change_nothing(person, monkeypatch, tmp_path):
    before = person.window.session.settings
    file = tmp_path / "weights_0_1.pickle.bin"
    file.write_bytes(pickle.dumps(print))
    import_weights(person, monkeypatch, [file])
    assert "it asks for 'builtins.print'" in person.message
    import_weights(person, monkeypatch, write_pickles(Network.random(2, (4,)), tmp_path))
    assert "the weights are for 2 lights, but the training set has 3 lights" in person.message
    assert person.window.session.settings == before
