"""What went wrong is told at its place, whole, until it is closed or mended."""

import pytest
from person import CONTROL, LEFT
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QTableView, QWidget

from streetlight_gui.core import Problem
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.ui.widgets.banner import Banner

KEY = Qt.Key
STREETLIGHTS = Problem.preset("streetlights")
PLACES = ("bar", "diagram", "numbers", "examples", "settings")
SIZES = [(900, 600), (1280, 800)]


def number_table(person):
    return person.find("number_table", QTableView)


def go_to(person, place):
    """Let what is typed next go to a field of this place."""
    if place == "bar":
        spin = person.find("alpha_spin")
        person.qtbot.mouseClick(spin.lineEdit(), LEFT)
        spin.selectAll()
    elif place == "diagram":
        person.tab_to("network_view")
        person.press(KEY.Key_Right)
        person.press(KEY.Key_F2)
    elif place == "numbers":
        person.open_page("Numbers")
        table, model = number_table(person), number_table(person).model()
        names = [model.headerData(row, Qt.Orientation.Vertical) for row in range(model.rowCount())]
        first = next(row for row, name in enumerate(names) if name.startswith("weights_0_1"))
        table.setFocus()
        table.setCurrentIndex(model.index(first + 1, 0))
        person.press(KEY.Key_F2)
    elif place == "examples":
        person.open_page("Training set")
        table = person.find("example_table", QTableView)
        table.setFocus()
        table.setCurrentIndex(table.model().index(0, 3))
        person.press(KEY.Key_Return)
    else:
        person.open_page("Settings")
        spin = person.scroll_to("units_1_spin")
        person.qtbot.mouseClick(spin.lineEdit(), LEFT)
        spin.selectAll()


def mistype(person, place):
    """Type what cannot be into a field of this place."""
    go_to(person, place)
    person.type_text("wolk")
    person.press(KEY.Key_Return)
    return person.find(f"{place}_banner", Banner)


def rect(widget: QWidget) -> QRect:
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


@pytest.mark.parametrize("size", SIZES)
def test_what_is_refused_is_told_in_the_card_it_was_typed_into(person_at, size):
    person = person_at(size=size)
    cards = "alpha_spin", "network_view", "number_table", "example_table", "settings_panel"
    for place, card in zip(PLACES, cards, strict=True):
        assert person.message == ""
        banner = mistype(person, place)
        assert "'wolk'" in person.message
        frame = person.find(card)
        while not frame.property("card"):
            frame = frame.parentWidget()
        assert rect(frame).contains(rect(banner))
        assert person.window.rect().contains(rect(banner))
        person.press(KEY.Key_Escape)


def test_it_stays_while_a_person_goes_on(person):
    for place in PLACES:
        mistype(person, place)
        said = person.message
        person.window.session.go_to(0)
        person.window.session.toggle()
        person.wait_until(lambda: person.is_running)
        person.wait_past_iteration(3)
        person.window.session.pause()
        person.wait_until(lambda: not person.is_running)
        assert "'wolk'" in said
        assert person.message == said
        person.window.views.banners.close()


@pytest.mark.parametrize("place", PLACES)
def test_it_goes_when_it_is_mended(person, place):
    before = {"bar": "0.2", "examples": "walk", "settings": "4"}.get(place, "-0.1659559908")
    mended = {"examples": "stop"}.get(place, "3")
    for end in (before, "", mended):
        mistype(person, place)
        assert "wolk" in person.message
        if end:
            QApplication.focusWidget().selectAll()
            person.type_text(end)
        person.press(KEY.Key_Return if end else KEY.Key_Escape)
        assert "wolk" not in person.message


def test_tab_reaches_it_and_esc_closes_it(person):
    for place in PLACES:
        banner = mistype(person, place)
        person.press(KEY.Key_Escape)  # leaves the field
        banner.say("again")
        person.tab_to(f"{place}_banner_close")
        person.press(KEY.Key_Escape)
        assert person.message == ""
        assert QApplication.focusWidget() is not None


def test_esc_closes_it_from_where_it_means_nothing_else(person):
    person.window.show_error("boom")
    person.view.setFocus()
    person.press(KEY.Key_Escape)
    assert person.message == ""


def test_a_click_closes_it_though_a_field_holds_what_is_wrong(person):
    mistype(person, "diagram")
    assert person.find("weight_editor").isVisible()
    person.click("diagram_banner_close")
    assert person.message == ""
    assert person.find("weight_editor").text() == "wolk"


@pytest.mark.parametrize("size", SIZES)
def test_it_moves_nothing_that_is_pointed_at(person_at, size):
    person = person_at(size=size)
    names = "example_table", "settings_panel", "error_plot", "code_view"
    person.open_page("Settings")  # it is made when it is first seen

    def places():
        corners = [rect(person.find(name)).topLeft() for name in names]
        return [rect(person.view), rect(person.find("light_3")), *corners]

    for place in PLACES[1:]:
        go_to(person, place)
        person.type_text("wolk")
        assert person.message == ""
        before = places()
        person.press(KEY.Key_Return)
        assert person.message
        QApplication.processEvents()
        assert places() == before
        person.press(KEY.Key_Escape)


@pytest.mark.parametrize("size", SIZES)
def test_what_pushes_leaves_everything_its_room(person_at, size):
    person = person_at(size=size)
    content = person.window.views
    for say in (lambda: mistype(person, "bar"), lambda: person.window.show_error("boom " * 60)):
        say()
        assert content.height() >= content.layout().minimumSize().height()
    person.window.resize(900, 600)
    QApplication.processEvents()
    assert content.height() >= content.layout().minimumSize().height()
    person.window.views.banners.close()
    room = person.window.places.viewport().height()
    assert content.height() == max(room, content.minimumSizeHint().height())


def test_what_is_typed_into_stays_in_view_above_a_banner(person_at):
    person = person_at(Settings.choose(STREETLIGHTS, hidden=(4, 4, 4)), size=(900, 600))
    person.open_page("Settings")
    panel, spin = person.find("settings_panel"), person.find("units_3_spin")

    def bottom():
        return spin.mapTo(panel.viewport(), QPoint(0, spin.height())).y()

    bar = panel.verticalScrollBar()
    bar.setValue(bar.value() + bottom() - panel.viewport().height())  # to the lower edge
    person.qtbot.mouseClick(spin.lineEdit(), LEFT)
    banner = person.find("settings_banner", Banner)
    assert bottom() > panel.viewport().height() - banner.sizeHint().height()
    person.type_text("x")
    person.press(KEY.Key_Return)
    assert person.message
    QApplication.processEvents()
    assert 0 < bottom() <= panel.viewport().height()


def test_a_cell_that_is_typed_into_stays_in_view_above_a_banner(person_at):
    person = person_at(Settings.choose(Problem.preset("parity-3")), size=(900, 600))
    person.open_page("Training set")
    table = person.find("example_table", QTableView)
    table.setFocus()
    row = table.rowAt(table.viewport().height() - 3) - 1  # the last that is seen whole
    table.setCurrentIndex(table.model().index(row, 3))
    person.press(KEY.Key_Return)
    person.type_text("wolk")
    person.press(KEY.Key_Return)
    assert person.message
    QApplication.processEvents()
    field = person.find("example_field")
    assert table.viewport().rect().contains(field.geometry())


def test_a_number_that_is_typed_into_stays_in_view_above_a_banner(person_at):
    person = person_at(size=(900, 600))
    go_to(person, "numbers")
    table = number_table(person)
    field = person.find("number_editor")
    field.move(field.x(), table.viewport().height() - field.height())
    person.type_text("wolk")
    person.press(KEY.Key_Return)
    assert person.message
    QApplication.processEvents()
    assert table.viewport().rect().contains(field.geometry())


# Files, errors and notes.


@pytest.fixture
def answers(monkeypatch):
    """What a person answers to dialogs that ask for a file, one after the other."""
    files = []
    for ask in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, ask, lambda *_, **__: (str(files.pop(0)), ""))
    return files


def test_a_bad_file_s_banner_asks_for_another(person, answers, tmp_path):
    bad, good = tmp_path / "bad.csv", tmp_path / "good.csv"
    bad.write_text("light_1,answer\nfoo,1\n")
    good.write_text("light_1,answer\n1,1\n0,0\n")
    answers += [bad, good]
    person.press(KEY.Key_O, CONTROL)
    assert person.message.startswith("bad.csv, line 2, light_1:")
    person.click("file_banner_button")
    assert person.message == ""
    assert len(person.settings.problem) == 2
    assert answers == []


def test_a_place_that_takes_no_file_offers_another(person, answers, tmp_path):
    answers += [tmp_path / "no folder" / "x.csv", tmp_path / "x.csv"]
    person.menu_action("Export the training set\N{HORIZONTAL ELLIPSIS}").trigger()
    assert "cannot be written" in person.message
    person.click("file_banner_button")
    assert person.message.startswith(f"Saved as {tmp_path / 'x.csv'}: ")
    assert (tmp_path / "x.csv").exists()


def test_another_problem_ends_what_was_wrong_with_the_one_before(person):
    for place in PLACES:
        mistype(person, place)
    person.window.show_error("boom")
    person.preset_action("parity-3").trigger()
    person.find("side_panel").setCurrentIndex(2)
    assert "wolk" not in person.message
    assert "boom" in person.message  # is as true as before


def test_undo_takes_back_what_a_note_tells_of(person):
    person.train(3)
    person.click("add_unit_1")
    assert person.message.endswith("training starts anew.")
    person.click("note_button")
    person.wait_for_iteration(3)
    assert person.settings.hidden == (4,)
    assert person.message == ""


@pytest.mark.parametrize("is_alone", [False, True])
def test_what_is_about_a_diagram_that_is_folded_away_is_told_all_the_same(person, is_alone):
    person.open_page("Settings")
    cards = person.window.cards
    cards.fill("tables") if is_alone else cards.show("network", False)
    person.enter("units_1_spin", "5")
    note = person.find("note", Banner)
    assert note.isVisible()
    assert "training starts anew" in person.message
    assert person.window.rect().contains(rect(note))
    cards.fill("tables") if is_alone else cards.show("network", True)
    person.enter("units_1_spin", "6")
    assert person.find("network_view").parentWidget().isAncestorOf(note)


def test_what_is_told_is_said_to_a_screen_reader(person):
    said = []
    person.window.announcer.said.connect(said.append)
    mistype(person, "bar")
    person.wait_until(lambda: bool(said))
    assert said == [person.message]
