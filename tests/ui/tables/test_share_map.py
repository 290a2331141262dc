"""The map of starts: what its cells say and look like, and how a person goes through them."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QLabel, QPushButton, QTableView, QVBoxLayout, QWidget

from streetlight_gui.core.ensemble.atlas import Atlas
from streetlight_gui.core.ensemble.chunk_run import run_chunk
from streetlight_gui.core.ensemble.outcomes import Outcome, Outcomes
from streetlight_gui.core.ensemble.sweep import Cell, Sweep, grid
from streetlight_gui.core.training.axes import Axis, AxisKind
from streetlight_gui.core.training.settings import BOOK, Settings
from streetlight_gui.core.training.stopping import StopRule
from streetlight_gui.ui.tables.map.map_grid import share_ground
from streetlight_gui.ui.tables.map.share_map import ShareMap
from streetlight_gui.ui.widgets.boxes import filled
from streetlight_gui.ui.widgets.labels import ElidedLabel
from streetlight_gui.ui.widgets.text_sizes import sized
from streetlight_gui.ui.widgets.theme import DARK, HIGH_CONTRAST, LIGHT

KEY, LEFT, ROLE = Qt.Key, Qt.MouseButton.LeftButton, Qt.ItemDataRole
BOOKS = Settings.choose(BOOK)
ALPHAS, UNITS = (0.05, 0.1, 0.2, 0.4), (1, 2, 4, 8, 16)
AXES = {"alpha": ALPHAS, "units": UNITS}
THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK, HIGH_CONTRAST])


def outcomes(starts, learned, right=0):
    """Make outcomes of so many starts, of which the first learned, and answer right."""
    whole = np.arange(starts)
    is_learned = whole < learned
    kinds = np.where(is_learned, Outcome.LEARNED, Outcome.STUCK).astype(np.uint8)
    rights = np.where(whole < right, 4, 3).astype(np.int32)
    errors, zeros = np.where(is_learned, 0.001, 1.0), np.zeros(starts, np.int32)
    levels = np.zeros(starts, np.uint8)
    return Outcomes(whole, errors, errors, kinds, levels, zeros, zeros, rights, zeros, zeros > 0)


def atlas_of(known, starts=200, settings=BOOKS, axes=AXES):
    """Make an atlas of which these cells are known: starts, how many learned, and right."""
    sweep = Sweep(grid(settings, 300, axes), range(starts))
    cells = range(len(sweep.cells))
    found = tuple(outcomes(*known.get(k, (0, 0, 0))) for k in cells)
    return Atlas(sweep, found, (None,) * len(cells))


class Visitor:
    """Looks at a map, and hears what it tells."""

    def __init__(self, qtbot, size, theme):
        self.qtbot = qtbot
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.map = ShareMap()
        filled(QVBoxLayout(self.window), QPushButton("has the focus first"), self.map)
        self.map.set_theme(theme)
        self.chosen = []
        self.map.cell_chosen.connect(self.chosen.append)
        self.window.resize(*size)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    @property
    def table(self):
        return self.map.findChild(QTableView, "share_map")

    def index(self, row, column):
        return self.table.model().index(row, column)

    def text(self, row, column, role=ROLE.DisplayRole):
        return self.index(row, column).data(role)

    def label(self, name):
        return self.map.findChild(QLabel, name).text().replace("\N{NO-BREAK SPACE}", " ")

    def click(self, row, column):
        place = self.table.visualRect(self.index(row, column)).center()
        self.qtbot.mouseClick(self.table.viewport(), LEFT, pos=place)

    def press(self, *keys):
        for key in keys:
            self.qtbot.keyClick(self.window.windowHandle(), key)

    def colours(self, row, column):
        """Return the names of all colours inside a cell, the most frequent first."""
        box = self.table.visualRect(self.index(row, column)).adjusted(2, 2, -2, -2)
        image = self.table.viewport().grab(box).toImage()
        counts = {}
        for x in range(image.width()):
            for y in range(image.height()):
                name = image.pixelColor(x, y).name()
                counts[name] = counts.get(name, 0) + 1
        return sorted(counts, key=lambda name: -counts[name])

    @property
    def current(self):
        index = self.table.currentIndex()
        return index.row(), index.column()


@pytest.fixture
def visit(styled_application, qtbot):
    return lambda size=(420, 420), theme=LIGHT: Visitor(qtbot, size, theme)


def is_framed(visitor, row, column, theme=LIGHT):
    """Tell whether the rim of a cell has the colour of text, as the settings at hand have."""
    box = visitor.table.visualRect(visitor.index(row, column)).adjusted(2, 2, -2, -2)
    image = visitor.table.viewport().grab(box).toImage()
    corners = (1, 1), (image.width() // 3, 1), (1, image.height() // 2)
    return all(image.pixelColor(*each) == QColor(theme.text) for each in corners)


# What cells say.


def test_the_table_of_starts_that_learn_is_on_the_map(visit):
    sweep = Sweep(grid(BOOKS, 300, {"alpha": [0.2], "units": UNITS}), range(200))
    visitor = visit()
    visitor.map.show_atlas(Atlas.begun(sweep).more(run_chunk(each) for each in sweep.chunks()))
    model = visitor.table.model()
    texts = [model.texts(k) for k in range(5)]
    assert [texts[0], texts[4][0]] == [("0 %", ""), (">99 %")]
    learn = [int(text.strip("> %")) for text, _ in texts]
    right = [int(below.strip(" %")) for _, below in texts[1:]]
    # Counted there by the error after the iteration, here by the one in it: a start more or less.
    assert learn == pytest.approx([0, 28, 62, 96.5, 99.5], abs=1)
    assert right == pytest.approx([77, 51, 45, 27], abs=2)
    assert visitor.text(0, 2) == "62 %"
    assert visitor.text(0, 2, ROLE.AccessibleTextRole) == (
        "4 hidden units, alpha 0.2: 124 of 200 starts learn, 62.0 % (55.1 to 68.4 %); "
        "of those 50.8 % (42.1 to 59.4 %) answer all never-seen patterns right"
    )


def test_a_cell_is_where_its_values_cross(visit):
    visitor = visit()
    visitor.map.show_atlas(atlas_of({12: (200, 124, 62), 19: (200, 50, 25)}))
    assert (visitor.text(2, 2), visitor.text(4, 3)) == ("62 %", "25 %")
    model, across, down = visitor.table.model(), Qt.Orientation.Horizontal, Qt.Orientation.Vertical
    assert [model.headerData(k, across) for k in range(4)] == ["0.05", "0.1", "0.2", "0.4"]
    assert [model.headerData(k, down) for k in range(5)] == ["1", "2", "4", "8", "16"]
    assert model.headerData(2, down, ROLE.AccessibleTextRole) == "hidden units 4"
    assert visitor.table.axis_name(across) == "alpha"
    assert visitor.table.axis_name(down) == "hidden units"


def test_axes_that_were_asked_for_are_seen_though_nothing_differs_along_them(visit):
    visitor, settings = visit(), BOOKS.with_hidden(())
    asked = Axis(AxisKind.ACTIVATION, ("tanh", "relu")), Axis(AxisKind.BATCH, (2,))
    axes = {axis.kind.value: axis.values for axis in asked}
    sweep = replace(atlas_of({}, settings=settings, axes=axes).sweep, axes=asked)
    found = outcomes(200, 50, 0), outcomes(200, 50, 0)
    visitor.map.show_atlas(Atlas(sweep, found, (None, None)))
    model, across, down = visitor.table.model(), Qt.Orientation.Horizontal, Qt.Orientation.Vertical
    assert [model.headerData(k, across) for k in range(2)] == ["tanh", "relu"]
    assert model.headerData(0, down) == "2"
    assert visitor.table.axis_name(across) == "activation"
    assert visitor.table.axis_name(down) == "batch"
    assert [visitor.text(0, k) for k in range(2)] == ["25 %", "25 %"]
    said = "activation none, batch 2: 50 of 200 starts learn"  # without a layer there is none
    assert visitor.text(0, 1, ROLE.AccessibleTextRole).startswith(said)


def test_a_cell_of_which_some_is_known_says_of_how_many(visit):
    visitor = visit()
    visitor.map.show_atlas(atlas_of({0: (64, 16, 8)}))
    assert visitor.table.model().texts(0) == ("25 %", "of 64")
    assert "so far 16 of 64 starts learn" in visitor.text(0, 0, ROLE.ToolTipRole)
    assert visitor.text(1, 0) == ""
    assert "Hatched: not computed yet." in visitor.label("map_caption")


def test_a_reader_hears_the_whole_cell_and_that_it_is_at_hand(visit):
    visitor = visit()
    visitor.map.show_settings(BOOKS)
    visitor.map.show_atlas(atlas_of({12: (200, 124, 63)}))
    table = QAccessible.queryAccessibleInterface(visitor.table)
    said = [table.child(k).text(QAccessible.Text.Name) for k in range(table.childCount())]
    assert {"alpha 0.4", "hidden units 16"} <= {*said}
    (cell,) = (each for each in said if each.startswith("alpha 0.2, 4 hidden units: 124 of 200"))
    assert cell.endswith("right, the settings at hand")


def test_without_a_sweep_it_says_how_to_get_one(visit):
    visitor = visit()
    visitor.map.show_atlas(None)
    assert not visitor.table.isVisible()
    assert visitor.label("map_caption").startswith("No map yet")
    visitor.map.show_atlas(atlas_of({}))
    assert visitor.table.isVisible()
    visitor.map.show_atlas(None)
    assert visitor.label("map_caption").startswith("No map yet")


def test_it_fills_without_losing_the_place_and_is_drawn_anew_only_where_it_differs(visit):
    visitor = visit()
    visitor.map.show_atlas(atlas_of({}))
    visitor.table.setCurrentIndex(visitor.index(1, 1))
    changes = QSignalSpy(visitor.table.model().dataChanged)
    assert visitor.label("map_cell_label") == "Alpha 0.1, 2 hidden units: not computed yet"
    some = atlas_of({6: (200, 62, 31)})
    visitor.map.show_atlas(some)
    assert (visitor.current, changes.count()) == ((1, 1), 1)
    shown = "Alpha 0.1, 2 hidden units: 31.0 % (25.0 to 37.7 %) learn\n"
    assert visitor.label("map_cell_label").startswith(shown)
    visitor.map.show_atlas(replace(some))
    assert changes.count() == 1
    visitor.map.show_atlas(atlas_of({}, axes={"alpha": ALPHAS}))
    assert visitor.current == (-1, -1)
    assert visitor.label("map_cell_label") == ""


# How cells look.


@THEMES
def test_the_more_learn_the_more_of_the_accent_is_in_the_ground(visit, theme):
    visitor = visit(theme=theme)
    visitor.map.show_atlas(atlas_of({0: (200, 0, 0), 5: (200, 100, 0), 10: (200, 200, 0)}))
    found = [QColor(visitor.colours(0, k)[0]) for k in range(3)]
    card, accent = QColor(theme.card), QColor(theme.accent)
    for share, ground in zip((0, 0.25, 0.5), found, strict=True):
        for part in ("red", "green", "blue"):
            full, none = getattr(accent, part)(), getattr(card, part)()
            assert getattr(ground, part)() == pytest.approx(none + share * (full - none), abs=1)


@given(st.floats(0, 1))
def test_text_can_be_read_on_every_ground(share):
    for theme in (LIGHT, DARK, HIGH_CONTRAST):
        assert contrast(QColor(theme.text), share_ground(share, theme)) >= 4.5


def contrast(one, other):
    """Return WCAG's contrast of two colours."""

    def luminance(colour):
        parts = np.array(colour.getRgbF()[:3])
        linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
        return float(linear @ (0.2126, 0.7152, 0.0722))

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@THEMES
def test_what_is_not_known_is_hatched(visit, theme):
    visitor = visit(theme=theme)
    visitor.map.show_atlas(atlas_of({0: (200, 0, 0)}))
    hatched = visitor.colours(1, 0)
    assert hatched[0] == theme.card
    assert theme.groove in hatched[:3]
    assert theme.groove not in visitor.colours(0, 0)[:3]


@THEMES
def test_the_settings_at_hand_are_framed_wherever_they_go(visit, theme):
    visitor = visit(theme=theme)
    visitor.map.show_atlas(atlas_of(dict.fromkeys(range(20), (200, 100, 50))))
    assert "Framed" not in visitor.label("map_caption")
    places = [(row, column) for row in range(5) for column in range(4)]
    moves = (BOOKS, (2, 2)), (replace(BOOKS.with_hidden((16,)), alpha=0.05, seed=77), (4, 0))
    for settings, place in moves:
        visitor.map.show_settings(settings)
        assert [each for each in places if is_framed(visitor, *each, theme)] == [place]
        assert "Framed: the settings at hand." in visitor.label("map_caption")
    visitor.map.show_settings(replace(BOOKS, bias=True))
    assert not any(is_framed(visitor, *each, theme) for each in places)
    assert visitor.label("map_caption").endswith("Of other settings: Streetlights: iterations 300.")


def test_on_an_axis_of_iterations_the_settings_at_hand_are_where_run_stops(visit):
    visitor = visit()
    visitor.map.show_settings(BOOKS)
    axes = {"alpha": [0.1, 0.2], "iterations": [20, 30]}
    visitor.map.show_atlas(atlas_of(dict.fromkeys(range(4), (200, 100, 50)), axes=axes))
    places = [(row, column) for row in range(2) for column in range(2)]
    for stops_after, found in ((30, [(1, 1)]), (20, [(0, 1)]), (150, []), (0, [])):
        visitor.map.show_stop_rule(StopRule(stops_after))
        assert [each for each in places if is_framed(visitor, *each)] == found
        said = visitor.label("map_caption")
        assert ("Framed: the settings at hand." in said) == bool(found)
        assert "Of other settings" not in said
    visitor.map.show_settings(replace(BOOKS, bias=True))
    assert "Of other settings" in visitor.label("map_caption")


@pytest.mark.parametrize("size", [(300, 260), (560, 500)])
def test_texts_have_room(visit, size):
    visitor = visit(size)
    visitor.map.show_atlas(atlas_of(dict.fromkeys(range(20), (200, 199, 100))))
    table = visitor.table
    room = table.visualRect(visitor.index(0, 0)).adjusted(2, 2, -2, -2)
    assert room.width() >= table.fontMetrics().horizontalAdvance(">99 %")
    assert room.height() >= 1.9 * table.fontMetrics().height()
    assert room.bottom() <= table.viewport().height()
    beyond = table.horizontalHeader().length() - table.viewport().width()
    assert table.horizontalScrollBar().maximum() == max(beyond, 0)  # columns are reached
    assert beyond <= 0 or size[0] < 500


def test_the_caption_gives_way_to_rows(visit):
    visitor = visit((420, 200))
    visitor.map.show_atlas(atlas_of({}))
    caption = visitor.map.findChild(QLabel, "map_caption")
    assert not caption.isVisible()
    assert visitor.table.toolTip() == caption.text()
    visitor.window.resize(420, 700)
    assert caption.isVisible()
    bar = visitor.table.verticalScrollBar()
    assert bar.maximum() == 0


def test_the_sentence_gives_way_to_three_rows(visit):
    visitor = visit((420, 600))
    visitor.map.show_atlas(atlas_of({}))
    sentence = visitor.map.findChild(QLabel, "map_cell_label")
    assert sentence.isVisible()
    visitor.window.resize(420, 200)
    assert not sentence.isVisible()
    lies, seen = visitor.table.visualRect(visitor.index(1, 0)), visitor.table.viewport()
    visitor.qtbot.waitUntil(lambda: seen.rect().contains(lies))
    visitor.map.show_atlas(None)
    visitor.window.resize(420, 600)
    assert not sentence.isVisible()


@pytest.mark.parametrize("width", [300, 420, 600])
def test_the_numbers_of_the_sentence_are_whole(visit, width):
    visitor = visit((width, 500))
    visitor.map.show_atlas(atlas_of(dict.fromkeys(range(20), (200, 120, 63))))
    visitor.table.setCurrentIndex(visitor.index(4, 1))
    sentence = visitor.map.findChild(ElidedLabel, "map_cell_label")
    font = visitor.window.font()
    for tenths in range(10, 20):
        visitor.map.setFont(sized(font, tenths / 10))
        visitor.window.resize(width * tenths // 10, 50 * tenths)
        visitor.qtbot.waitUntil(sentence.isVisible)
        visitor.qtbot.waitUntil(
            lambda: (
                visitor.label("map_cell_label")
                == "Alpha 0.1, 16 hidden units: 60.0 % (53.1 to 66.5 %) learn\n"
                "of those 53 % answer all never-seen patterns right"
            )
        )


# What a person does.


def test_a_click_chooses_a_cell(visit):
    visitor = visit()
    visitor.map.show_atlas(atlas_of({12: (200, 124, 62)}))
    visitor.click(2, 2)
    visitor.click(4, 3)
    assert visitor.chosen == [12, 19]
    assert visitor.map.findChild(ElidedLabel, "map_cell_label").text() == (
        "Alpha 0.4, 16 hidden units: not computed yet"
    )


def test_keys_go_from_cell_to_cell_and_enter_chooses(visit):
    visitor = visit()
    visitor.map.show_settings(BOOKS)
    visitor.map.show_atlas(atlas_of({12: (200, 124, 62)}))
    visitor.map.setFocus(Qt.FocusReason.TabFocusReason)
    assert visitor.current == (2, 2)
    visitor.press(KEY.Key_Right, KEY.Key_Down)
    assert visitor.current == (3, 3)
    assert not visitor.chosen
    visitor.press(KEY.Key_Return, KEY.Key_Left, KEY.Key_Enter)
    assert visitor.chosen == [18, 13]
    visitor.map.show_atlas(atlas_of({}, axes={"alpha": ALPHAS}))
    assert visitor.current == (0, 2)  # in another map again where the settings at hand are


def test_keys_begin_in_the_first_cell_where_nothing_is_at_hand(visit):
    visitor = visit()
    visitor.map.show_atlas(atlas_of({}))
    visitor.map.setFocus(Qt.FocusReason.TabFocusReason)
    assert visitor.current == (0, 0)


def test_a_gap_is_no_cell(visit):
    cells = (*grid(BOOKS, 9, {"alpha": [0.1, 0.2]}), Cell(replace(BOOKS, alpha=0.2), 5))
    sweep = Sweep(cells, range(200))
    visitor = visit()
    visitor.map.show_atlas(Atlas.begun(sweep))
    numbers = visitor.table.model().chart.numbers
    assert numbers == ((0, None), (1, 2))
    visitor.click(0, 1)
    assert not visitor.chosen
    assert visitor.current == (-1, -1)
    assert visitor.colours(0, 1) == [LIGHT.card]
    visitor.click(1, 1)
    assert visitor.chosen == [2]


def test_letters_and_space_go_on_to_the_window(visit, qtbot):
    visitor = visit()
    visitor.map.show_atlas(atlas_of({}))
    visitor.table.setFocus()
    typed = []
    visitor.window.keyPressEvent = lambda event: typed.append(event.text())
    for key in (KEY.Key_R, KEY.Key_Space):
        qtbot.keyClick(visitor.table, key)
    assert typed == ["r", " "]
    assert visitor.table.visualRect(visitor.index(0, 0)).contains(QPoint(10, 10))
