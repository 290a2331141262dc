"""The numbers page: every variable can be read, gone to, edited and copied."""

from dataclasses import replace

import numpy as np
import pytest
from moments import trained, undo_action
from pattern_reader import snapshot_of
from person import CONTROL, LEFT, bits
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QTableView
from text_recorder import Recorder

from streetlight_gui.core import Problem
from streetlight_gui.core.checks.formatting import plain
from streetlight_gui.core.nn.parts import Edge, Unit
from streetlight_gui.core.replay.cursor import Cursor
from streetlight_gui.core.replay.run import Run
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.ui.tables.numbers.numbers_page import NumbersPage
from streetlight_gui.ui.widgets.colours import number_grounds
from streetlight_gui.ui.widgets.theme import DARK, LIGHT, ThemeChoice

KEY, ROLE = Qt.Key, Qt.ItemDataRole
BOOK = Settings.choose(Problem.preset("streetlights"))
LARGE = replace(BOOK.with_hidden((16, 16, 16)), bias=True)


class Numbers:
    """Somebody who reads the page."""

    def __init__(self, person):
        self.person, self.table = person, person.find("number_table", QTableView)
        self.model = self.table.model()
        person.open_page("Numbers")

    @property
    def rows(self):
        """What stands before each row: the title of a variable, or the name of a row of it."""
        rows = range(self.model.rowCount())
        return [self.model.headerData(row, Qt.Orientation.Vertical) for row in rows]

    @property
    def titles(self):
        return [name.split(" (")[0] for name in self.rows]

    def cell(self, name, row=0, column=0):
        """Return a cell of a matrix, or of a single number."""
        title = self.titles.index(name)
        return self.model.index(title + 1 + row if "(" in self.rows[title] else title, column)

    def text(self, *place):
        return self.cell(*place).data()

    def tip(self, *place):
        return self.cell(*place).data(ROLE.ToolTipRole)

    def spoken(self, index=None):
        """Return what a screen reader says of a cell, or of the one that keys go to."""
        index = self.table.currentIndex() if index is None else index
        return index.data(ROLE.AccessibleTextRole)

    def exact(self, name, *place):
        return float(self.tip(name, *place).split("\n")[0].rpartition(": ")[2])

    def click(self, *place):
        self._at(self.person.qtbot.mouseClick, place)

    def double_click(self, *place):
        self.click(*place)
        self._at(self.person.qtbot.mouseDClick, place)

    def _at(self, act, place):
        index = self.cell(*place)
        self.table.scrollTo(index)
        act(self.table.viewport(), LEFT, pos=self.table.visualRect(index).center())

    def focus(self):
        self.person.tab_to("number_table")

    @property
    def field(self):
        return self.person.find("number_editor", QLineEdit)

    def type_weight(self, text, end=KEY.Key_Return):
        self.person.press(KEY.Key_F2)
        assert QApplication.focusWidget() is self.field
        self.person.press(KEY.Key_Delete)  # all of it is selected
        self.person.type_text(text)
        self.person.press(end)

    def colour(self, *place):
        """Return the ground of a cell."""
        index = self.cell(*place)
        self.table.scrollTo(index)
        box = self.table.visualRect(index)
        picture = self.table.viewport().grab(box).toImage()
        return picture.pixelColor(1, box.height() // 2).getRgb()[:3]


@pytest.fixture
def numbers(person):
    return Numbers(person)


@pytest.fixture
def numbers_of(person_at):
    return lambda *args, **kwargs: Numbers(person_at(*args, **kwargs))


# What it shows.


def test_before_training_it_has_the_weights_and_says_what_is_missing(numbers):
    weights = numbers.person.network.weights
    for k, name in enumerate(["weights_0_1", "weights_1_2"]):
        for row, column in np.ndindex(weights[k].shape):
            assert numbers.exact(name, row, column) == weights[k][row, column]
    assert numbers.text("layer_1", 0, 2) == ""
    assert numbers.spoken(numbers.cell("layer_1", 0, 2)).endswith(": not computed yet")
    numbers.person.window.resize(900, 600)
    QApplication.processEvents()
    said = numbers.person.find("numbers_label", QLabel).text()
    assert said.startswith("Nothing has run yet")
    assert said.endswith("deltas.")  # whole


def test_rows_and_columns_have_names(numbers):
    numbers.person.step_to(1)
    title = numbers.titles.index("weights_0_1")
    assert numbers.rows[title : title + 4] == [
        "weights_0_1 (3, 4)",
        "light 1",
        "light 2",
        "light 3",
    ]
    columns = [numbers.model.index(title, column).data() for column in range(5)]
    assert columns == ["unit 1", "unit 2", "unit 3", "unit 4", None]
    assert numbers.rows[numbers.titles.index("layer_1") + 1] == "1 0 1"


def test_the_narrowest_columns_have_room_for_their_names(numbers_of):
    numbers = numbers_of(LARGE, size=(900, 600))
    table = numbers.table
    table.scrollTo(numbers.cell("weights_0_1", 0, 15))
    paper = Recorder(table.viewport().size())
    table.viewport().render(paper)
    names = [
        box.width()
        for (text, _), box in zip(paper.engine.texts, paper.engine.boxes, strict=True)
        if text == "unit 16"
    ]
    assert names
    assert max(names) <= table.columnWidth(15)


def test_it_follows_training_and_time(numbers):
    person = numbers.person
    person.train(5)
    person.wait_until(lambda: numbers.exact("iteration") == 4)
    assert numbers.exact("weights_1_2", 1, 0) == trained(20).network.weights[1][1, 0]
    person.click("step_back_button")
    person.wait_until(lambda: numbers.exact("i") == 2)
    assert numbers.exact("weights_1_2", 1, 0) == trained(19).network.weights[1][1, 0]
    assert person.find("numbers_label", QLabel).text().startswith("answer STOP; phase 5")


def test_a_phase_fills_its_variable_in_lights_it_up_and_brings_it_into_sight(person_at):
    numbers = Numbers(person_at(size=(900, 600)))
    person, table = numbers.person, numbers.table
    person.choose_step(0)
    for name in ("layer_1", "layer_2", "layer_2_delta", "layer_1_delta"):
        assert numbers.text(name, 0, 0) == ""
        person.click("step_button")
        person.wait_until(lambda name=name: numbers.text(name, 0, 0) != "")
        title = numbers.cell(name).siblingAtRow(numbers.cell(name).row() - 1)
        assert "just computed" in numbers.spoken(title)
        for index in (title, numbers.cell(name)):
            assert table.viewport().rect().contains(table.visualRect(index))
        middle = table.visualRect(title).center()
        picture = table.viewport().grab().toImage()
        assert picture.pixelColor(2, middle.y() + 5).name() == LIGHT.lit


@pytest.mark.parametrize(
    ("choice", "theme"), [(ThemeChoice.LIGHT, LIGHT), (ThemeChoice.DARK, DARK)]
)
def test_cells_have_the_colours_of_edges(person_at, choice, theme):
    numbers = Numbers(person_at(theme=choice))
    weights = numbers.person.network.weights[0]
    signs = set()
    for row, column in np.ndindex(weights.shape):
        expected = number_grounds(weights[row, [column]], theme)[0].tolist()
        assert list(numbers.colour("weights_0_1", row, column)) == expected
        signs.add(expected[2] > expected[0])
    assert signs == {True, False}


# The keyboard, and who listens.


def test_keys_go_through_all_numbers_of_a_large_network(numbers_of):
    numbers = numbers_of(LARGE, size=(900, 600))
    person, table = numbers.person, numbers.table
    numbers.focus()
    says = [numbers.spoken()]
    while says[-1:] != says[-2:-1]:
        person.press(KEY.Key_Down, CONTROL)
        says.append(numbers.spoken())
    assert [text.split(",")[0] for text in says[:4]] == [
        "layer_0", "weights_0_1", "bias_1", "layer_1",
    ]  # fmt: skip
    assert len(says) == 1 + 4 * 4 + 4 + 4 + 2 - 3
    index = numbers.cell("weights_1_2", 0, 0)
    table.setCurrentIndex(index)
    for column in range(1, 16):
        person.press(KEY.Key_Right)
        assert numbers.spoken().startswith(
            f"weights_1_2[0, {column}], from unit 1 of layer_1 to unit "
        )
        box = table.visualRect(table.currentIndex())
        assert table.viewport().rect().contains(box)
    person.press(KEY.Key_Right)  # there is nothing more
    assert numbers.spoken().startswith("weights_1_2[0, 15]")


def test_arrows_stay_among_numbers(numbers):
    person = numbers.person
    numbers.click("weights_0_1", 2, 3)
    says = []
    for _ in range(5):
        person.press(KEY.Key_Down)
        says.append(numbers.spoken().split(":")[0])
    assert says[0].startswith("layer_1, shape (1, 4)")
    assert says[1] == "layer_1[0, 0], unit 1 of layer_1 for no example"
    assert says[2].startswith("weights_1_2, shape (4, 1)")
    assert says[3] == "weights_1_2[0, 0], from unit 1 of layer_1 to the output"
    person.press(KEY.Key_Right)
    assert numbers.spoken().startswith("weights_1_2[1, 0]")


def test_ctrl_and_up_goes_to_the_title_first(numbers):
    person = numbers.person
    numbers.click("layer_1", 0, 2)
    heard = []
    for _ in range(3):
        person.press(KEY.Key_Up, CONTROL)
        heard.append(numbers.spoken().split(",")[0])
    assert heard == ["layer_1", "weights_0_1", "layer_0"]


def test_what_is_no_use_to_it_goes_to_the_window(numbers):
    person = numbers.person
    numbers.click("layer_0", 0, 0)
    lamps = list(person.lamps)
    person.press(KEY.Key_2)
    lamps[1] = 1 - lamps[1]
    assert list(person.lamps) == lamps


def test_screen_readers_get_the_diagram_in_words(numbers):
    numbers.person.step_to(1)
    table, text = QAccessible.queryAccessibleInterface(numbers.table), QAccessible.Text
    cells = [table.child(k) for k in range(1, table.childCount())]
    says = {cell.text(text.Name): cell.text(text.Description) for cell in cells}
    weight = numbers.person.network.weights[0][0, 2]
    name = f"weights_0_1[0, 2], from light 1 to unit 3 of layer_1: {plain(weight, 4)}"
    assert says[name].startswith("last update (1 0 1): ")
    assert {"layer_1_delta (1, 4)", "layer_1_delta, shape (1, 4)", "light 3"} <= set(says)
    assert "alpha, the learning rate: 0.2000" in says


# Editing.


def open_by_key(numbers):
    numbers.click("weights_0_1", 1, 2)
    numbers.person.press(KEY.Key_F2)


def open_by_double_click(numbers):
    numbers.double_click("weights_0_1", 1, 2)


@pytest.mark.parametrize("open_field", [open_by_key, open_by_double_click])
def test_a_weight_is_edited_in_place_as_in_the_diagram(numbers, open_field):
    person, plain = numbers.person, trained(1)
    person.step_to(1)
    person.wait_until(lambda: numbers.exact("i") == 0)
    open_field(numbers)
    assert numbers.field.isVisible()
    assert numbers.field.text() == repr(float(plain.network.weights[0][1, 2]))
    person.press(KEY.Key_Delete)
    person.type_text("-0.123456789012345")
    person.press(KEY.Key_Return)
    plain.set_weight(6, -0.123456789012345)
    person.wait_for(plain)
    assert not numbers.field.isVisible()
    assert QApplication.focusWidget() is numbers.table
    person.wait_until(lambda: numbers.exact("weights_0_1", 1, 2) == -0.123456789012345)
    assert "weights_0_1[1, 2]" in undo_action(person, "Undo").text()
    person.press(KEY.Key_Z, CONTROL)
    person.wait_for(trained(1))


def test_a_digit_begins_a_weight_and_switches_no_lamp(numbers):
    person, lamps = numbers.person, numbers.person.lamps
    numbers.click("weights_1_2", 3, 0)
    person.type_text("2.5")
    person.press(KEY.Key_Return)
    plain = trained(0)
    plain.set_weight(15, 2.5)
    person.wait_for(plain)
    assert person.lamps == lamps


def test_a_bias_is_edited_too(numbers_of):
    numbers = numbers_of(replace(BOOK, bias=True))
    numbers.click("bias_1", 0, 3)
    numbers.type_weight("0.5")
    numbers.person.wait_until(lambda: numbers.person.network.biases[0].tolist() == [0, 0, 0, 0.5])


def test_only_weights_are_edited(numbers):
    numbers.person.step_to(1)
    for name in ("layer_0", "layer_1_delta", "alpha", "lights"):
        numbers.double_click(name)
        numbers.person.press(KEY.Key_F2)
        assert not numbers.field.isVisible(), name


def test_what_is_no_weight_is_refused_with_the_same_sentence(numbers):
    person = numbers.person
    numbers.click("weights_0_1", 0, 0)
    numbers.type_weight("half")
    assert person.message == "a weight must be a finite number such as -0.25, not 'half'"
    assert numbers.field.isVisible()
    person.press(KEY.Key_Escape)
    assert not numbers.field.isVisible()
    assert bits(person.network) == bits(trained(0).network)
    assert not undo_action(person, "Undo").isEnabled()


def test_an_edit_that_comes_when_its_weight_has_gone_says_so(numbers):
    person, session = numbers.person, numbers.person.window.session
    numbers.click("weights_0_1", 0, 3)
    person.type_text("9")
    session.change_settings(session.settings.with_hidden((3,)))
    person.press(KEY.Key_Return)
    assert "weights_0_1[0, 3] is not set to 9" in person.message
    person.wait_until(lambda: person.network.hidden == (3,))
    person.wait_until(lambda: "weights_0_1 (3, 3)" in numbers.rows)


# Marked in one view, marked in the others.


def choose_by_click(numbers, *place):
    numbers.click(*place)


def choose_by_enter(numbers, *place):
    numbers.table.setCurrentIndex(numbers.cell(*place))
    numbers.table.setFocus()
    numbers.person.press(KEY.Key_Return)


@pytest.mark.parametrize("choose", [choose_by_click, choose_by_enter])
def test_what_a_number_is_of_is_chosen_in_the_diagram(numbers, choose):
    person = numbers.person
    person.step_to(1)
    choose(numbers, "weights_0_1", 1, 2)
    assert "weights_0_1[1, 2]" in person.view.accessibleDescription()
    assert person.find("slope_view").isVisible()
    choose(numbers, "layer_1_delta", 0, 1)
    assert "unit 2 of layer_1" in person.view.accessibleDescription()
    assert numbers.spoken().startswith("layer_1_delta[0, 1]")  # it stays where it was chosen
    before = person.view.accessibleDescription()
    choose(numbers, "lights", 0, 1)
    assert person.view.accessibleDescription() == before


def test_esc_lets_go_of_what_was_chosen_among_the_numbers(numbers):
    person = numbers.person
    choose_by_enter(numbers, "weights_0_1", 1, 2)
    assert person.find("slope_view").isVisible()
    person.press(KEY.Key_Escape)
    assert not person.find("slope_view").isVisible()
    assert person.view.accessibleDescription() == ""
    assert numbers.spoken().startswith("weights_0_1[1, 2]")


def test_what_is_chosen_in_the_diagram_is_gone_to_among_the_numbers(numbers):
    person, table = numbers.person, numbers.table
    for part, place in {
        Edge(1, 3, 0): "weights_1_2[3, 0]",
        Unit(1, 2): "layer_1[0, 2]",
        Unit(2, 0): "layer_2[0, 0]",
    }.items():
        person.view.choose(part)
        assert numbers.spoken().startswith(place)
        assert table.viewport().rect().contains(table.visualRect(table.currentIndex()))


def test_a_bias_and_its_number_are_found_from_each_other(numbers_of):
    numbers = numbers_of(replace(BOOK, bias=True))
    numbers.person.view.choose(Edge(0, 3, 2))
    assert numbers.spoken().startswith("bias_1[2]")
    numbers.person.view.choose(Unit(0, 3))  # the unit that is always 1 has no number
    assert numbers.spoken().startswith("bias_1[2]")


def test_before_the_page_was_ever_seen_the_diagram_can_be_used(person):
    person.view.choose(Edge(0, 1, 2))
    numbers = Numbers(person)
    assert numbers.exact("weights_0_1", 1, 2) == person.network.weights[0][1, 2]


def test_a_number_tells_how_it_has_come_about(numbers):
    person = numbers.person
    person.step_to(1)
    for place, text in {
        ("weights_1_2", 1, 0): "last update (1 0 1): ",
        ("layer_2_delta", 0, 0): " - 1",
        ("layer_1", 0, 1): "relu(1 \N{MULTIPLICATION SIGN} ",
    }.items():
        origin = numbers.cell(*place).data(ROLE.AccessibleDescriptionRole)
        assert text in origin
        assert numbers.tip(*place).endswith(f"\n{origin}")
    assert not numbers.cell("lights", 0, 0).data(ROLE.AccessibleDescriptionRole)


def test_its_example_stands_beside_it_and_can_be_put_on_the_lamps(numbers):
    person = numbers.person
    person.step_to(1)
    person.set_lamps((1, 1, 0))
    lamps = person.find("numbers_example")
    person.wait_until(lambda: lamps.accessibleName() == "Numbers: example 1 0 1")
    person.click("numbers_example")
    assert person.lamps == (1, 0, 1)


# Copying.


def test_ctrl_c_copies_the_variable_for_numpy(numbers):
    person = numbers.person
    person.train(3)
    for k, name in enumerate(["weights_0_1", "weights_1_2"]):
        numbers.click(name)
        person.press(KEY.Key_C, CONTROL)
        text, namespace = QApplication.clipboard().text(), {"np": np}
        assert text.startswith(f"{name} = np.array([")
        exec(text, namespace)  # noqa: S102
        assert namespace[name].tobytes() == person.network.weights[k].tobytes()


def test_the_menu_copies_csv_and_everything(numbers):
    actions = {
        action.text(): action
        for menu in numbers.table.findChildren(QMenu)
        for action in menu.actions()
    }
    numbers.click("weights_1_2", 2, 0)
    actions["Copy as CSV"].trigger()
    weights = numbers.person.network.weights[1]
    rows = [f"unit {k + 1},{float(weights[k, 0])!r}" for k in range(4)]
    assert QApplication.clipboard().text().splitlines() == ["weights_1_2,output", *rows]
    actions["Copy all as NumPy"].trigger()
    namespace = {"np": np}
    exec(QApplication.clipboard().text(), namespace)  # noqa: S102
    assert {"weights_0_1", "weights_1_2", "alpha", "lights", "answers"} <= set(namespace)


# What it costs.


def test_while_nobody_sees_it_nothing_is_made_for_it(person):
    numbers = Numbers(person)
    person.open_page("Patterns")
    person.train(5)
    assert numbers.tip("iteration").endswith("not computed yet")
    person.open_page("Numbers")
    assert numbers.exact("iteration") == 4
    assert numbers.exact("weights_0_1", 0, 1) == person.network.weights[0][0, 1]


# What must not flash.


def ground_of(page, name):
    """Return the ground of the first cell of a matrix on a page that stands alone."""
    table = page.findChild(QTableView)
    model = table.model()
    titles = [model.headerData(k, Qt.Orientation.Vertical) for k in range(model.rowCount())]
    row = next(k for k, title in enumerate(titles) if title.startswith(f"{name} ("))
    box = table.visualRect(model.index(row + 1, 0))
    return table.viewport().grab(box).toImage().pixelColor(1, box.height() // 2).name()


@pytest.fixture
def page(styled_application, qtbot):
    page = NumbersPage()
    qtbot.addWidget(page)
    page.resize(500, 400)
    page.show()
    return page


def test_a_weight_whose_sign_keeps_changing_has_no_colour_until_it_rests(page, qtbot):
    network = BOOK.network()
    for sign in (1.0, -1.0, 1.0, -1.0):
        signed = network.with_parameters(np.full_like(network.parameters, sign))
        page.show_snapshot(snapshot_of(network=signed))
    assert ground_of(page, "weights_0_1") == LIGHT.card
    qtbot.waitUntil(lambda: ground_of(page, "weights_0_1") != LIGHT.card)
    ground = number_grounds(np.array([-1.0]), LIGHT)[0].tolist()
    assert ground_of(page, "weights_0_1") == QColor(*ground).name()


def test_layers_have_colours_only_while_examples_stay_long_enough(page):
    cursor = Cursor(Run(BOOK))
    cursor.advance(1)
    for stays in (True, False):
        page.show_snapshot(Snapshot.take(0, cursor, shows_each_example=stays))
        assert (ground_of(page, "layer_0") != LIGHT.card) == stays
        assert ground_of(page, "weights_0_1") != LIGHT.card
