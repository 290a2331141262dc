"""Cards fold away, fill the window, and are few in a presentation."""

import numpy as np
import pytest
from moments import trained
from person import is_close
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QFontInfo, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTabBar, QToolTip
from text_recorder import texts_of

from streetlight_gui.core.checks.formatting import terse
from streetlight_gui.core.nn.parts import Edge, Unit
from streetlight_gui.text.pattern_text import Column
from streetlight_gui.ui.shell.menu_bar import MenuBar
from streetlight_gui.ui.shell.settings_store import SettingsStore
from streetlight_gui.ui.widgets.boxes import CardTitle
from streetlight_gui.ui.widgets.theme import HOUSING, LIGHT

PRESENT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def seen(person):
    """Return the names of the cards that can be seen."""
    return {name for name, card in person.window.places.cards.items() if card.isVisible()}


def title(person, name):
    """Return the title of a card."""
    return next(
        t for t in person.window.places.cards[name].findChildren(CardTitle) if t.isVisible()
    )


def unit_place(diagram):
    """Return the middle of a hidden unit."""
    x, y, _ = diagram.circle(Unit(1, 0))
    return QPoint(round(x), round(y))


def edge_place(diagram):
    """Return a point where an edge is the nearest."""
    (x0, y0), *_, (x1, y1) = diagram.curves[0].tolist()
    return QPoint(round((x0 + x1) / 2), round((y0 + y1) / 2))


ALL = {"controls", "status", "network", "tables", "plots", "code", "time"}


def test_at_first_all_cards_are_seen(person):
    assert seen(person) == ALL


def test_a_card_folds_away_and_stays_away_until_it_is_wanted_again(person_at):
    person = person_at()
    person.menu_action("What is running").trigger()
    assert seen(person) == ALL - {"code"}
    person.window.close()
    again = person_at()
    assert seen(again) == ALL - {"code"}
    assert not again.menu_action("What is running").isChecked()
    again.menu_action("What is running").trigger()
    assert seen(again) == ALL
    assert SettingsStore().folded == []


def test_where_a_row_is_folded_away_the_others_get_its_room(person):
    before = person.view.height()
    person.menu_action("Error and slope").trigger()
    person.menu_action("What is running").trigger()
    person.wait_until(lambda: person.view.height() > 1.4 * before)


@pytest.mark.parametrize("name", ["network", "plots", "code"])
def test_a_double_click_on_a_title_fills_the_window_and_another_ends_it(person, name):
    QTest.mouseDClick(title(person, name), Qt.MouseButton.LeftButton)
    assert seen(person) == {name}
    card = person.window.places.cards[name]
    person.wait_until(lambda: card.height() > 0.8 * person.window.height())
    QTest.mouseDClick(title(person, name), Qt.MouseButton.LeftButton)
    assert seen(person) == ALL


def test_enter_on_a_title_does_the_same(person):
    title(person, "code").setFocus(Qt.FocusReason.TabFocusReason)
    person.press(Qt.Key.Key_Return)
    assert seen(person) == {"code"}
    person.press(Qt.Key.Key_Return)
    assert seen(person) == ALL


def test_a_double_click_on_a_tab_or_enter_fills_the_window_with_that_page(person):
    bar = person.find("side_panel").tabBar()
    numbers, left = bar.tabRect(1).center(), Qt.MouseButton.LeftButton
    QTest.mouseDClick(bar, left, pos=numbers)
    assert seen(person) == {"tables"}
    person.wait_until(lambda: person.find("side_panel").width() > 0.8 * person.window.width())
    QTest.mouseDClick(bar, left, pos=numbers)
    assert seen(person) == ALL
    bar.setFocus(Qt.FocusReason.TabFocusReason)
    for cards in ({"tables"}, ALL):
        person.press(Qt.Key.Key_Return)
        assert seen(person) == cards


def test_a_card_that_comes_back_shows_the_newest_moment(person):
    person.menu_action("What is running").trigger()
    person.train(3)
    person.menu_action("What is running").trigger()
    person.wait_until(lambda: "phase 5" in person.text("phase_label"))


def test_a_unit_that_fills_the_window_follows_training(person):
    person.view.choose(Unit(1, 1))
    QTest.mouseDClick(title(person, "plots"), Qt.MouseButton.LeftButton)
    person.press(Qt.Key.Key_S)
    value = float(trained(1).network.forward([[1, 0, 1]])[1][0, 1])
    text = person.find("activation_text")
    person.wait_until(lambda: f"relu(z) = {terse(value)}" in text.accessibleName())


def test_a_slope_that_fills_the_window_closes_where_its_weight_has_gone(person):
    person.view.choose(person.view.diagram.edges[-1])
    QTest.mouseDClick(title(person, "plots"), Qt.MouseButton.LeftButton)
    person.preset_action("and").trigger()
    person.wait_until(lambda: not person.find("slope_view").isVisible())
    assert person.find("error_plot").isVisible()


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)])
def test_a_presentation_can_be_read_from_8_m(person_at, size):
    """With all that can be turned on in it, and what phases write into the diagram."""
    person = person_at(size=size)
    person.choose_step(0)
    person.press(Qt.Key.Key_P, PRESENT)
    assert seen(person) == {"status", "network"}
    assert person.window.isFullScreen()
    for name in ("Step", "Step", "Step", "Controls", "Error and slope", "Time"):
        person.menu_action(name).trigger()
        person.wait_until_still()
        texts = [(text, size) for text, size in texts_of(person.window) if text.strip()]
        assert len(texts) > 20
        for text, points in texts:
            assert points >= least_points(person.window) - 0.5, text


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
def test_the_patterns_have_room_beside_the_network_of_a_presentation(person_at, size):
    person = person_at(size=size)
    person.press(Qt.Key.Key_P, PRESENT)
    person.window.setFixedSize(*size)
    person.menu_action("Patterns, training set, settings").trigger()
    person.wait_until_still()
    assert seen(person) == {"status", "network", "tables"}
    assert not person.window.places.horizontalScrollBar().maximum()
    table = person.find("pattern_table")
    for column in (Column.LIGHTS, Column.ANSWER, Column.PREDICTION, Column.VERDICT):
        assert not table.isColumnHidden(column)
    whole = QFontMetrics(table.font()).horizontalAdvance("never seen")
    assert table.columnWidth(Column.ANSWER) > whole
    assert table.horizontalHeader().length() <= table.viewport().width()


@pytest.mark.parametrize("size", [(1280, 800), (1366, 768), (1920, 1080)])
def test_all_titles_of_pages_have_room_in_a_presentation(person_at, size):
    person = person_at(size=size)
    person.press(Qt.Key.Key_P, PRESENT)
    person.window.setFixedSize(*size)
    person.menu_action("Patterns, training set, settings").trigger()
    person.wait_until_still()
    bar = person.find("qt_tabwidget_tabbar", QTabBar)
    person.wait_until(lambda: bar.tabText(4) == "Training")  # in the larger text
    assert bar.tabText(5) == "Settings"
    for place in range(bar.count()):
        assert bar.rect().contains(bar.tabRect(place)), bar.tabText(place)
    person.click("end_presentation_button")
    person.wait_until(lambda: bar.tabText(4) == "Training set")


@pytest.mark.parametrize("size", [(900, 600), (1366, 768), (1920, 1080)])
def test_the_menu_of_problems_is_not_wider_than_a_presentation(person_at, size):
    person = person_at(size=size)
    person.press(Qt.Key.Key_P, PRESENT)
    person.window.setFixedSize(*size)
    person.wait_until_still()
    menu = person.preset_action("xor").parent()
    # Not sizeHint: the screen that tests have is low, so there it has two columns.
    assert max(menu.actionGeometry(each).width() for each in menu.actions()) <= size[0]


def least_points(window) -> float:
    """Return 32 of 1920 pixels, in the points of a screen of 96 to the inch."""
    return 32 * window.width() / 1920 * 72 / 96


def test_a_presentation_runs_and_ends_by_mouse(person):
    person.enter("stop_after_spin", "never")  # else it may have stopped before anybody looks
    run, place = person.find("run_button"), geometry(person.find("run_button"))
    person.press(Qt.Key.Key_P, PRESENT)
    person.wait_until(run.isVisible)
    person.click("run_button")
    person.wait_until(lambda: run.text() == "Pause")
    person.click("run_button")
    person.wait_until(lambda: run.text() == "Run")
    way_out = person.find("end_presentation_button")
    assert geometry(way_out).right() > 0.95 * person.window.width()
    assert geometry(way_out).bottom() < 0.1 * person.window.height()
    person.click("end_presentation_button")
    assert seen(person) == ALL
    assert not way_out.isVisible()
    person.wait_until(lambda: geometry(run) == place)


def geometry(widget):
    """Return where a widget lies in its window."""
    return widget.rect().translated(widget.mapTo(widget.window(), widget.rect().topLeft()))


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
def test_the_lamps_stand_in_a_whole_housing(person_at, size):
    person = person_at(size=size)
    person.press(Qt.Key.Key_P, PRESENT)
    person.window.setFixedSize(*size)
    panel = person.find("light_3").parentWidget()
    person.wait_until(lambda: QFontInfo(panel.font()).pixelSize() >= 32 * size[0] / 1920)
    picture, middle = panel.grab().toImage(), person.find("light_3").geometry().center().x()
    rows = [picture.pixelColor(middle, y) for y in range(picture.height())]
    assert any(is_close(colour, QColor(HOUSING)) for colour in rows)
    assert is_close(rows[-1], QColor(LIGHT.window))


def test_after_a_presentation_everything_is_as_before(person):
    person.menu_action("Time").trigger()
    person.menu_action("Larger text").trigger()
    font, size = QApplication.font(), person.window.size()
    plot_width = person.find("error_plot").width()
    person.press(Qt.Key.Key_P, PRESENT)
    assert QApplication.font() != font
    person.menu_action("What is running").trigger()
    assert seen(person) == {"status", "network", "code"}
    person.press(Qt.Key.Key_P, PRESENT)
    assert seen(person) == ALL - {"time"}
    assert QApplication.font() == font
    assert not person.window.isFullScreen()
    person.wait_until(lambda: person.window.size() == size)
    person.wait_until(lambda: person.find("error_plot").width() == plot_width)
    person.press(Qt.Key.Key_P, PRESENT)
    assert seen(person) == {"status", "network", "code"}


@pytest.mark.parametrize("part", [Edge(0, 0, 0), Unit(1, 0)])
@pytest.mark.parametrize("keys", ["ee", "ep", "e+-e"])
def test_a_part_chosen_in_a_presentation_leaves_no_card_wider(person_at, part, keys):
    person = person_at(size=(1366, 768))
    views = person.window.views
    cards = views.error_plot, views.code
    press = {
        "e": lambda: person.press(Qt.Key.Key_Escape),
        "p": lambda: person.press(Qt.Key.Key_P, PRESENT),
        "+": person.menu_action("Larger text").trigger,
        "-": person.menu_action("Smaller text").trigger,
    }
    before = [card.width() for card in cards]
    least = views.error_plot.minimumWidth()
    person.view.choose(part)
    person.press(Qt.Key.Key_Escape)
    press["p"]()
    person.wait_until_still()
    person.view.choose(part)
    person.wait_until_still()
    for key in keys:
        press[key]()
        person.wait_until_still()
    person.view.choose(None)
    person.wait_until(lambda: [card.width() for card in cards] == before)
    assert seen(person) == ALL
    assert views.error_plot.minimumWidth() == least


def test_a_window_that_was_full_screen_is_so_after_a_presentation(person):
    person.menu_action("Full screen").trigger()
    for _ in range(2):
        person.press(Qt.Key.Key_P, PRESENT)
        assert person.window.isFullScreen()
        assert person.menu_action("Full screen").isChecked()


def test_a_presentation_of_the_largest_text_keeps_room_for_its_buttons(person):
    sizes = []
    for scale in (1.25, 2.0):
        person.window._store.remember(text_scale=scale)
        person.press(Qt.Key.Key_P, PRESENT)
        sizes.append(QApplication.font().pointSizeF())
        person.press(Qt.Key.Key_P, PRESENT)
    assert sizes[0] == sizes[1]


def test_escape_leaves_a_presentation(person):
    person.press(Qt.Key.Key_P, PRESENT)
    person.press(Qt.Key.Key_Escape)
    assert seen(person) == ALL
    assert not person.menu_action("Presentation").isChecked()


def test_escape_first_closes_what_tells_of_trouble(person):
    person.press(Qt.Key.Key_P, PRESENT)
    person.window.show_error("Something went wrong.")
    person.press(Qt.Key.Key_Escape)
    assert not person.find("window_banner").isVisible()
    assert seen(person) == {"status", "network"}
    person.press(Qt.Key.Key_Escape)
    assert seen(person) == ALL


def test_space_runs_after_the_card_with_the_focus_is_folded_away(person):
    person.press(Qt.Key.Key_P, PRESENT)
    person.menu_action("Patterns, training set, settings").trigger()
    person.find("pattern_table").setFocus()
    person.menu_action("Patterns, training set, settings").trigger()
    person.press(Qt.Key.Key_Space)
    person.wait_until(lambda: person.find("run_button").text() == "Pause")
    assert person.window.isFullScreen()


def test_space_and_digits_work_in_a_presentation(person):
    person.press(Qt.Key.Key_P, PRESENT)
    person.press(Qt.Key.Key_2)
    assert person.find("light_2").isChecked()
    person.press(Qt.Key.Key_Space)
    person.wait_until(lambda: person.find("run_button").text() == "Pause")


@pytest.mark.parametrize(("place_of", "shows"), [(edge_place, "slope"), (unit_place, "activation")])
@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
def test_a_part_asked_for_in_a_presentation_is_shown_until_let_go(person_at, size, place_of, shows):
    person = person_at(size=size)
    person.press(Qt.Key.Key_P, PRESENT)
    person.window.setFixedSize(*size)
    person.wait_until_still()
    QTest.mouseClick(person.view, Qt.MouseButton.LeftButton, pos=place_of(person.view.diagram))
    person.wait_until(person.find(f"{shows}_view").isVisible)
    assert seen(person) == {"status", "network", "plots"}
    person.wait_until_still()
    places = person.window.places
    assert places.viewport().size() == person.window.views.size()
    person.view.setFocus()
    person.press(Qt.Key.Key_Escape)
    assert seen(person) == {"status", "network"}
    person.press(Qt.Key.Key_Escape)
    assert seen(person) == ALL


def test_a_card_turned_off_while_it_is_lent_stays_off(person):
    person.press(Qt.Key.Key_P, PRESENT)
    person.view.choose(Unit(1, 0))
    assert person.menu_action("Error and slope").isChecked()
    person.menu_action("Error and slope").trigger()
    assert seen(person) == {"status", "network"}


def test_a_walk_through_is_seen_though_its_cards_are_folded_away(person):
    for card in ("Network", "What it says"):
        person.menu_action(card).trigger()
    person.press(Qt.Key.Key_W)
    person.wait_until(lambda: seen(person) == ALL)
    person.wait_until(lambda: person.find("walk_next_button").isVisible())
    person.click("walk_close_button")
    assert seen(person) == ALL - {"network", "status"}
    assert SettingsStore().folded == ["network", "status"]


def test_tips_hide_little_of_what_is_presented(person):
    usual = QFontInfo(QToolTip.font()).pixelSize()
    person.press(Qt.Key.Key_P, PRESENT)
    person.menu_action("Dark theme").trigger()
    person.wait_until_still()
    assert QFontInfo(QApplication.font()).pixelSize() > usual
    assert QFontInfo(QToolTip.font()).pixelSize() == usual
    person.press(Qt.Key.Key_P, PRESENT)
    person.menu_action("Larger text").trigger()
    assert QFontInfo(QToolTip.font()).pixelSize() > usual


def test_a_way_out_of_a_presentation_stands_in_the_window_where_the_menu_does_not(
    person_at, monkeypatch
):
    monkeypatch.setattr(MenuBar, "isNativeMenuBar", lambda _: True)  # as on macOS
    person = person_at()
    person.press(Qt.Key.Key_P, PRESENT)
    way_out = person.find("end_presentation_button")
    assert geometry(way_out).right() > 0.95 * person.window.width()
    person.click("end_presentation_button")
    assert seen(person) == ALL
    assert not way_out.isVisible()


def test_the_caption_speaks_of_the_code_only_where_it_is_seen(person):
    person.step_to(1)
    caption = person.window.views.caption
    person.wait_until(lambda: caption.text().startswith("In the code"))
    person.menu_action("What is running").trigger()
    assert caption.text().startswith("Click a light")
    person.menu_action("What is running").trigger()
    assert caption.text().startswith("In the code")


def test_a_curve_is_wider_beside_text_that_is_read_from_afar(person):
    def width():
        """Return how many pixels high the curve is, mostly."""
        curves = person.find("error_plot").curves
        picture, accent = curves.grab().toImage(), QColor(LIGHT.accent)
        ys = range(picture.height())
        inked = [
            sum(is_close(picture.pixelColor(x, y), accent) for y in ys)
            for x in range(0, picture.width(), 25)
        ]
        return int(np.median([count for count in inked if count]))

    person.train(40)
    person.wait_until_still()
    before = width()
    person.press(Qt.Key.Key_P, PRESENT)
    person.window.setFixedSize(1920, 1080)
    person.menu_action("Error and slope").trigger()
    person.wait_until(lambda: width() > before)
