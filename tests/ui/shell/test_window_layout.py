"""Everything can be read at every size: no text is cut off and nothing lies on anything else."""

from itertools import combinations

import pytest
from person import Person
from PySide6.QtCore import QCoreApplication, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QScrollArea,
    QSlider,
    QTableView,
    QTabWidget,
)
from text_recorder import Recorder, texts_of

from streetlight_gui.app import create_window
from streetlight_gui.core import Problem
from streetlight_gui.core.nn.parts import Edge, Unit
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.ui.network.diagram import Diagram
from streetlight_gui.ui.network.light_panel import Lamp
from streetlight_gui.ui.shell.settings_store import SettingsStore
from streetlight_gui.ui.shell.sizes import FIRST_SIZE, LEAST_SIZE, NORMAL, STEPS, fitting
from streetlight_gui.ui.widgets.labels import ElidedLabel
from streetlight_gui.ui.widgets.theme import LIGHT, ThemeChoice

SIZES = [(900, 600), (1280, 800), (1366, 708), (1920, 1080)]
LARGE_TEXT_SIZES = [(1366, 708), (1920, 1080)]
THEMES = [ThemeChoice.LIGHT, ThemeChoice.DARK]
LEAVES = (QLabel, QAbstractButton, QAbstractSpinBox, QComboBox, QSlider)


def leaves(window):
    """Return what is shown in the window's central widget and holds nothing more."""
    found = [w for kind in LEAVES for w in window.centralWidget().findChildren(kind)]
    inner = {part for spin in found for part in spin.findChildren(QLabel)}
    return [w for w in found if w.isVisible() and w not in inner and not place(w).isEmpty()]


def place(widget) -> QRect:
    """Return where a widget lies in the window; of a lamp the disc, without its glow.

    On a page that scrolls it is what is in view.
    """
    rect = QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())
    glow = round(0.11 * widget.width()) if isinstance(widget, Lamp) else 0
    rect.adjust(glow, glow, -glow, -glow)
    for area in widget.window().centralWidget().findChildren(QScrollArea):
        if area.widget().isAncestorOf(widget):
            rect &= place(area.viewport())
    return rect


def say(widget) -> str:
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    return f"{widget.objectName() or type(widget).__name__} {text!r}"


def room_needed(widget) -> QSize:
    if isinstance(widget, ElidedLabel):
        return widget.minimumSizeHint()
    if isinstance(widget, QLabel) and widget.wordWrap():
        return QSize(0, widget.heightForWidth(widget.width()))
    if isinstance(widget, QAbstractButton) and len(widget.text()) == 1:  # with no room around it
        return widget.fontMetrics().boundingRect(widget.text()).size()
    return widget.sizeHint()


def lay_out() -> None:
    for _ in range(10):  # each layout asks the one around it in an event of its own
        QCoreApplication.processEvents()


def assert_legible(window, size) -> None:
    lay_out()  # new texts
    assert (window.width(), window.height()) == size
    room = window.rect() | place(window.views)  # which may scroll
    shown = {widget: place(widget) for widget in leaves(window)}
    assert len(shown) > 25
    for widget, lies in shown.items():
        has_text = isinstance(widget, QLabel | QAbstractButton) and widget.text()
        if has_text or isinstance(widget, QComboBox):
            needs = room_needed(widget)
            assert needs.width() <= widget.width(), f"{say(widget)} is cut off"
            assert needs.height() <= widget.height(), f"{say(widget)} is cut off"
        assert room.contains(lies), f"{say(widget)} lies outside"
    for (one, here), (other, there) in combinations(shown.items(), 2):
        assert not here.intersects(there), f"{say(one)} lies on {say(other)}"


def assert_spin_texts_fit(window) -> None:
    for spin in window.findChildren(QAbstractSpinBox):
        line = spin.lineEdit()
        assert line.fontMetrics().horizontalAdvance(spin.text()) <= line.width(), spin.objectName()


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES)
def test_everything_fits(person_at, size, theme):
    person = person_at(theme=theme, size=size)
    assert_legible(person.window, size)
    person.train(150)
    assert_legible(person.window, size)
    assert_spin_texts_fit(person.window)


@pytest.mark.parametrize("size", [(900, 600), (1920, 1080)])
@pytest.mark.parametrize("family", ["DejaVu Sans", "Noto Sans", "Liberation Sans"])
def test_fonts_and_sizes_keep_labels_apart_and_themes_move_none(
    person_at, monkeypatch, family, size
):
    if family not in QFontDatabase.families():
        pytest.skip(f"{family} is not installed")
    use_fonts(monkeypatch, family)
    person = person_at(size=size)
    person.train(20)
    person.wait_until_still()  # what changed too fast to be shown
    for nearly, key in ((NORMAL, Qt.Key.Key_0), (1.25, Qt.Key.Key_Plus), (0.8, Qt.Key.Key_Minus)):
        SettingsStore().remember(text_scale=nearly)
        person.press(key, Qt.KeyboardModifier.ControlModifier)
        for page in ("Numbers", "Training set", "Settings", "Patterns"):
            person.open_page(page)
            assert_legible(person.window, size)
        before = places_of(person.window)
        for theme in ("Dark theme", "High contrast", "Light theme"):
            person.menu_action(theme).trigger()
            lay_out()
            pairs = zip(before, places_of(person.window), strict=True)
            assert [pair for pair in pairs if pair[0] != pair[1]] == []


def places_of(window) -> list:
    """Return where each control lies, and each text that is drawn, also in pictures and tables."""
    device = Recorder(window.size())
    window.render(device)
    texts = zip(device.engine.texts, device.engine.boxes, strict=True)
    return [*((say(leaf), place(leaf)) for leaf in leaves(window)), *texts]


def use_fonts(monkeypatch, family) -> None:
    """Let the desktop write in fonts of this family."""
    system, fixed = QFontDatabase.systemFont, QFontDatabase.SystemFont.FixedFont
    mono = {"Liberation Sans": "Liberation Mono"}.get(family, f"{family} Mono")

    def font(kind) -> QFont:
        found = QFont(system(kind))
        found.setFamilies([mono if kind == fixed else family])
        return found

    monkeypatch.setattr(QFontDatabase, "systemFont", font)


def assert_words_are_whole(person) -> None:
    """Assert that what marks mean is not cut, nor what the number beside the starts counts."""
    assert person.find("starts_unit_label").text() in {"iterations", "times", ""}
    texts = [text for text, _ in texts_of(person.find("start_legend"))]
    names = ("learned", "one wrong", "linear", "silent", "other", "ran away")
    assert [text.split(" ", 1)[1] for text in texts] == [*names]


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
def test_the_page_of_starts_has_room_for_its_words_in_a_presentation(person_at, size):
    person = person_at(size=size)
    person.press(
        Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    person.window.setFixedSize(*size)
    person.press(Qt.Key.Key_T)
    runner = person.window.starts.runner
    person.wait_until(lambda: not runner.is_on and runner.atlas.is_whole)
    lay_out()
    assert_words_are_whole(person)


@pytest.mark.parametrize("family", ["DejaVu Sans", "Noto Sans", "Liberation Sans"])
def test_the_page_of_starts_fits_and_so_do_all_tabs(person_at, monkeypatch, family):
    if family not in QFontDatabase.families():
        pytest.skip(f"{family} is not installed")
    use_fonts(monkeypatch, family)
    size = (900, 600)
    person = person_at(size=size)
    person.press(Qt.Key.Key_T)
    runner = person.window.starts.runner
    person.wait_until(lambda: not runner.is_on and runner.atlas.is_whole)
    bar = person.find("side_panel", QTabWidget).tabBar()
    for place_of_tab in range(bar.count()):
        assert bar.rect().contains(bar.tabRect(place_of_tab)), bar.tabText(place_of_tab)
    for scale in (Qt.Key.Key_0, Qt.Key.Key_Minus):
        person.press(scale, Qt.KeyboardModifier.ControlModifier)
        for view in ("curves", "table", "map", "marks"):
            person.click(f"starts_{view}_button")
            assert_legible(person.window, size)
            assert_spin_texts_fit(person.window)
            if view == "table":
                table = person.find("start_table", QTableView)
                assert table.viewport().height() >= 4 * table.rowHeight(0)
        assert_words_are_whole(person)
        dots = person.find("start_dots")
        lies = QRect(dots.mapTo(person.window, QPoint(0, 0)), dots.size())
        assert place(person.window.views.starts.page).contains(lies)  # 200 marks need no scrolling
        assert dots.side >= 7


def test_held_out_answers_fit(person):
    person.train(150)
    for size in SIZES:
        person.window.resize(*size)
        person.click("rule_button")
        person.wait_until(person.find("held_out_legend").isVisible)
        assert_legible(person.window, size)
        count = person.find("pattern_count_label")
        assert count.heightForWidth(count.width()) < 3 * count.fontMetrics().height()
        person.open_page("Training set")
        assert_legible(person.window, size)
        person.open_page("Patterns")
        person.click("rule_button")
        person.wait_until(lambda: not person.find("held_out_legend").isVisible())
        person.wait_until(person.find("error_plot").title.isVisible)
        assert_legible(person.window, size)


def test_every_prediction_of_a_trained_network_fits(person):
    """Among them such as 1.04895e-09."""
    person.train(150)
    for number in (3, 2, 3, 1, 3, 2, 3, 1):
        person.click(f"light_{number}")
        assert_legible(person.window, (1280, 800))


@pytest.mark.parametrize("size", SIZES)
def test_exact_values_fit(person_at, size):
    """With the longest texts: a marked weight, and both errors under the crosshair."""
    person = person_at(size=size)
    person.train(150)
    person.tab_to("error_plot")
    for _ in range(30):
        person.press(Qt.Key.Key_Left)
        assert "iteration" in person.text("error_readout")
        assert_legible(person.window, size)
    person.tab_to("network_view")
    for _ in range(12):
        person.press(Qt.Key.Key_Right)
        assert_legible(person.window, size)


def test_the_longest_numbers_fit_into_the_spin_boxes(person):
    longest = {"alpha_spin": "0.123456", "seed_spin": "4294967295", "stop_after_spin": "1000000"}
    for name, number in longest.items():
        person.enter(name, number)
        assert_spin_texts_fit(person.window)


def test_large_numbers_fit(person_at):
    """A run that has gone on for long, and errors with three digits in the exponent."""
    problem = Problem.preset("middle-light")
    person = person_at(Settings.choose(problem, hidden=(), alpha=1.5, seed=1))
    person.run_at_full_speed()
    person.wait_for_iteration(209)
    for size in SIZES:
        person.window.resize(*size)
        assert_legible(person.window, size)


def test_other_numbers_of_lamps_fit(person_at):
    for lights in (1, 6):
        person = person_at(Settings.choose(Problem([[1] * lights], [1])), size=(900, 600))
        lamps = [person.find(f"light_{k + 1}") for k in range(lights)]
        for lamp in lamps:
            assert person.window.rect().contains(place(lamp))
        for one, other in combinations(lamps, 2):
            distance = place(one).center() - place(other).center()
            assert distance.manhattanLength() > 0.75 * lamps[0].height()


def test_the_smallest_window_shows_the_running_line_until_a_person_scrolls(person_at):
    person = person_at(theme=ThemeChoice.LIGHT, size=(900, 600))
    table = person.find("code_view", QTableView)

    def sees_the_running_line():
        picture = person.picture_of("code_view")
        colours = {picture.pixelColor(24, y).name() for y in range(picture.height())}
        return LIGHT.lit in colours

    assert not sees_the_running_line()
    person.step_to(1)
    assert sees_the_running_line()
    table.verticalScrollBar().setValue(0)
    person.step_to(2)
    assert table.verticalScrollBar().value() == 0
    person.choose_step(0)
    for phase in ("forward", "output"):
        person.click("step_button")
        person.wait_until(lambda phase=phase: phase in person.text("phase_label"))
        assert sees_the_running_line()
    person.click("restart_button")
    person.wait_until(lambda: person.examples == 0)
    assert table.verticalScrollBar().value() == 0


def test_larger_text_keeps_the_running_line_in_view(person):
    person.step_to(1)
    table = person.find("code_view", QTableView)

    def sees_the_last_line():
        box = table.visualRect(table.model().index(table.model().rowCount() - 1, 0))
        return table.viewport().rect().contains(box)

    assert sees_the_last_line()
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_0):
        person.press(key, Qt.KeyboardModifier.ControlModifier)
        person.wait_until(sees_the_last_line)


def test_a_large_window_has_larger_code_and_a_small_one_smaller(person):
    table, sizes = person.find("code_view", QTableView), []
    normal = QFontInfo(person.window.font()).pixelSize()
    for size in ((1920, 1080), (1280, 800), (900, 600), (1920, 1080)):
        person.window.resize(*size)
        QCoreApplication.processEvents()
        sizes.append(QFontInfo(table.font()).pixelSize())
        widest = max(table.fontMetrics().horizontalAdvance(line) for line in code_of(table))
        if size[0] == 1920:
            assert not table.verticalScrollBar().isVisible()
            assert widest < table.columnWidth(0)
    assert sizes[0] == sizes[3] > sizes[1] >= sizes[2] >= 0.9 * normal


def code_of(table):
    return [table.model().index(row, 0).data() for row in range(table.model().rowCount())]


def test_what_is_said_of_a_part_moves_nothing(person_at):
    person = person_at(size=SIZES[0])

    def places(card):
        lay_out()
        names = ("network_view", card, "code_view", "side_panel")
        return [place(person.find(name)) for name in names]

    banners = person.window.views.banners
    for size in SIZES:
        person.window.resize(*size)
        person.view.choose(None)
        before = places("error_plot")
        for part, card in ((Unit(2, 0), "activation_view"), (Edge(1, 1, 0), "slope_view")):
            person.view.choose(part)
            assert "\n" in person.view.accessibleDescription()
            assert places(card) == before
            assert_legible(person.window, size)
            banners.note.say("This lies over the caption.")
            assert places(card) == before
            banners.close()


def test_pages_move_nothing_beside_them(person_at):
    person = person_at(size=(900, 600))
    places = []
    for page in ("Patterns", "Numbers", "Training set", "Settings", "Patterns"):
        person.open_page(page)
        lay_out()
        places.append([place(person.find(name)) for name in ("network_view", "error_plot")])
    assert places == len(places) * places[:1]


def test_the_smallest_window_shows_every_pattern_of_three_lights(person_at):
    person = person_at(size=(900, 600))
    person.window.grab()
    table = person.find("pattern_table", QTableView)
    assert not table.verticalScrollBar().isVisible()
    for row in range(8):
        assert table.viewport().rect().contains(table.visualRect(table.model().index(row, 1)))


def test_the_line_of_a_chosen_part_stays_in_view_beside_the_slope(person_at):
    person = person_at(size=(900, 600))
    person.choose_step(0)
    person.click("step_button")
    person.wait_until(lambda: "phase 1" in person.text("phase_label"))
    table = person.find("code_view", QTableView)
    person.view.choose(Edge(0, 0, 0))
    QCoreApplication.processEvents()
    row = table.selectionModel().selectedRows()[0]
    assert table.viewport().rect().contains(table.visualRect(row))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", LARGE_TEXT_SIZES)
def test_half_as_large_again_everything_fits(person_at, size, theme):
    SettingsStore().remember(text_scale=1.5)
    person = person_at(theme=theme, size=size)
    assert_legible(person.window, size)
    person.train(150)
    assert_legible(person.window, size)
    assert_spin_texts_fit(person.window)
    person.open_page("Training set")
    assert_legible(person.window, size)


def test_where_the_largest_text_has_no_room_the_window_scrolls(person_at):
    SettingsStore().remember(text_scale=STEPS[-1])
    person = person_at(size=(1366, 708))
    assert (person.window.width(), person.window.height()) == (1366, 708)
    area = person.window.centralWidget()
    assert isinstance(area, QScrollArea)
    assert area.horizontalScrollBar().maximum() > 0
    assert area.verticalScrollBar().maximum() > 0
    slider = person.find("timeline")
    area.ensureWidgetVisible(slider)
    assert area.viewport().rect().contains(slider.mapTo(area.viewport(), slider.rect().center()))


@pytest.mark.parametrize(
    ("size", "scale"), [((900, 600), 0.7), ((900, 600), 1.0), ((1366, 708), 1.5)]
)
def test_where_there_is_room_nothing_scrolls(person_at, size, scale):
    SettingsStore().remember(text_scale=scale)
    area = person_at(size=size).window.centralWidget()
    assert area.widget().size() == area.viewport().size() == area.size()


@pytest.mark.parametrize(
    ("screen", "size"),
    [
        ((1920, 1080), (1280, 800)),
        ((1366, 740), (1280, 700)),  # a panel of 28 pixels
        ((1280, 720), (1272, 680)),  # 1920x1080 at 150 %
        ((1024, 768), (1016, 728)),
    ],
)
def test_the_first_window_leaves_room_for_its_frame(screen, size):
    assert fitting(FIRST_SIZE, QSize(*screen)) == QSize(*size)


@pytest.mark.parametrize(
    "place",
    [(5000, 5000, 900, 600), (-4000, 100, 900, 600), (50, -900, 900, 600), (0, 0, 4000, 3000)],
)
def test_a_remembered_place_off_the_screen_is_brought_back(person_at, place):
    before = person_at().window
    before.setGeometry(*place)
    before.close()
    window = create_window()
    screen = window.screen().availableGeometry()
    assert screen.contains(window.geometry().topLeft())
    assert window.width() <= screen.width()
    assert window.height() <= screen.height()
    window.close()
    window.deleteLater()


def test_full_screen_and_back(person_at):
    """Whatever the window was before, and whoever put it there."""
    person = person_at()
    window, action = person.window, person.menu_action("Full screen")
    for before in (window.showNormal, window.showMaximized):
        before()
        was_maximized = window.isMaximized()
        for is_full in (True, False):
            person.press(Qt.Key.Key_F11)
            person.wait_until(lambda is_full=is_full: window.isFullScreen() is is_full)
            assert action.isChecked() is is_full
        assert window.isMaximized() is was_maximized
    window.showFullScreen()
    person.wait_until(action.isChecked)
    window.close()
    again = person_at().window
    assert again.isFullScreen()
    assert Person(person.qtbot, again).menu_action("Full screen").isChecked()


@pytest.mark.parametrize(
    ("room", "least"),
    [((1366, 728), (900, 600)), ((908, 640), (900, 600)), ((800, 570), (792, 530))],
)
def test_the_least_size_is_legible_and_fits_a_small_screen(room, least):
    assert fitting(LEAST_SIZE, QSize(*room)) == QSize(*least)


def test_the_window_does_not_shrink_below_its_least_size(person):
    least = fitting(LEAST_SIZE, person.window.screen().availableSize())
    person.window.resize(300, 200)
    person.wait_until(lambda: person.window.size() == least)


def test_the_lamps_stand_where_the_edges_start(person_at):
    for size in SIZES:
        person = person_at(size=size)
        view = person.view
        diagram = Diagram(person.network.sizes, view.width(), view.height())
        top = view.mapTo(view.window(), QPoint(0, 0)).y()
        for k in range(3):
            lamp = place(person.find(f"light_{k + 1}"))
            assert lamp.center().y() == pytest.approx(top + diagram.positions[0][k][1], abs=2)
