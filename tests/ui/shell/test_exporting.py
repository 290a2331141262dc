"""What goes out of the window: files of the registry, pictures, and paper."""

import json
import re
from dataclasses import replace

import pytest
from person import bits
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QImage
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu

from streetlight_gui.core.nn.parts import Edge
from streetlight_gui.core.storage.session_file import read_session
from streetlight_gui.core.storage.weights_file import read_weights
from streetlight_gui.ui.exports.registry import BY_TITLE

MORE = ["Weights as pickles, in a folder", "Picture of the window"]


@pytest.fixture
def export(person, monkeypatch):
    """Let a person choose an entry of the menu, and a file; return what was proposed."""

    def choose(entry, file, kind=""):
        proposed = []

        def take(_window, _title, path, *_, **__):
            proposed.append(path)
            return str(file), kind

        monkeypatch.setattr(QFileDialog, "getSaveFileName", take)
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(file))
        person.menu_action(f"{entry}\N{HORIZONTAL ELLIPSIS}").trigger()
        person.wait_until(lambda: person.message != "")
        return proposed

    return choose


def test_the_menu_lists_the_registry(person):
    menu = next(m for m in person.window.findChildren(QMenu) if m.title() == "&Export")
    entries = [action.text() for action in menu.actions()]
    assert entries == [f"{title}\N{HORIZONTAL ELLIPSIS}" for title in (*BY_TITLE, *MORE)]


def test_what_is_exported_is_what_stands_in_the_window(person, export, tmp_path):
    person.train(7)
    end = bits(person.network)
    person.click("step_back_button")
    person.wait_until(lambda: bits(person.network) != end)
    weights = bits(person.network)
    assert export("Weights for NumPy", tmp_path / "w.npz") == ["streetlight.npz"]
    assert person.message == f"Saved as {tmp_path / 'w.npz'}"
    assert bits(read_weights([tmp_path / "w.npz"])) == weights
    person.window.views.banners.close()
    export("Weights as pickles, in a folder", tmp_path)
    assert bits(read_weights(sorted(tmp_path.glob("*.bin")))) == weights


def test_a_picture_has_the_format_and_the_part_that_were_chosen(person, export, tmp_path):
    person.view.choose(Edge(1, 2, 0))
    proposed = export("Slope of a weight", tmp_path / "mine", "PNG (*.png)")
    assert proposed == ["slope_1_2_2_0.svg"]
    assert not QImage(str(tmp_path / "mine.png")).isNull()
    person.window.views.banners.close()
    export("Slope of a weight", tmp_path / "mine.SVG")
    assert "weights_1_2[2, 0]" in (tmp_path / "mine.SVG").read_text(encoding="utf-8")


def test_a_chosen_bias_is_proposed_for_the_slope_of_a_bias(person, export, tmp_path):
    person.window.session.change_settings(replace(person.window.session.settings, bias=True))
    person.wait_until(lambda: bool(person.network.biases))
    person.window.views.banners.close()
    person.view.choose(Edge(0, 3, 2))
    assert export("Slope of a bias", tmp_path / "b.svg") == ["slope_bias_1_2.svg"]
    assert "bias_1[2]" in (tmp_path / "b.svg").read_text(encoding="utf-8")


def test_what_is_exported_has_the_lights_that_are_on_in_the_window(person, export, tmp_path):
    person.click("light_2")
    own = tuple(map(float, person.lamps))
    export("Session", tmp_path / "s.streetlight")
    assert read_session(tmp_path / "s.streetlight").pattern == own
    person.window.views.banners.close()
    export("Replay page", tmp_path / "r.html")
    assert f'"pattern":{json.dumps(own, separators=(",", ":"))}' in (tmp_path / "r.html").read_text(
        "utf-8"
    )


def test_a_file_that_cannot_be_written_is_told(person, export, tmp_path):
    export("Diagram", tmp_path / "nowhere" / "d.svg")
    assert "cannot be written" in person.message


def test_the_window_itself_is_a_picture(person, export, tmp_path):
    export("Picture of the window", tmp_path / "w.png")
    image, window = QImage(str(tmp_path / "w.png")), person.window
    assert image.size() == window.size() * window.devicePixelRatioF()


@pytest.mark.qt_log_ignore("does not support (raise|grabbing the keyboard)", extend=True)
def test_a_card_is_copied_from_its_menu_and_from_the_keyboard(person):
    clipboard, card = QApplication.clipboard(), person.window.places.cards["network"]
    for copy in (
        lambda: _copy_entry(person, "Picture: &Network").trigger(),
        lambda: _choose_in_context_menu(person),
    ):
        clipboard.clear()
        copy()
        assert clipboard.image().size() == card.size() * card.devicePixelRatioF()


def test_a_worksheet_is_printed_on_one_page(person, monkeypatch, tmp_path):
    def accept(dialog):
        dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        dialog.printer().setOutputFileName(str(tmp_path / "p.pdf"))
        return True

    monkeypatch.setattr(QPrintDialog, "exec", accept)
    person.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    person.wait_until(lambda: (tmp_path / "p.pdf").exists() and person.message != "")
    assert len(re.findall(rb"/Type\s*/Page\b", (tmp_path / "p.pdf").read_bytes())) == 1


def _copy_entry(person, text):
    menu = next(m for m in person.window.findChildren(QMenu) if m.title() == "Copy a &picture")
    return next(action for action in menu.actions() if action.text() == text)


def _choose_in_context_menu(person):
    def press():
        menu = QApplication.activePopupWidget()
        menu.setActiveAction(next(a for a in menu.actions() if a.text() == "Copy picture"))
        person.qtbot.keyClick(menu, Qt.Key.Key_Return)

    QTimer.singleShot(0, press)
    view = person.view
    place = view.rect().center()
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(view, QContextMenuEvent(reason, place, view.mapToGlobal(place)))
