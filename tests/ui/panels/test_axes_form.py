"""The form that asks for a map: two axes, their values, and how many starts."""

from dataclasses import replace

import pytest
from atlases import part_of
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from streetlight_gui.core.ensemble.atlas import Atlas
from streetlight_gui.core.ensemble.sweep import Cell, Sweep, grid
from streetlight_gui.core.nn.penalty import NO_PENALTY, Penalty, PenaltyKind
from streetlight_gui.core.training.axes import Axis, AxisKind
from streetlight_gui.core.training.settings import BOOK, Settings
from streetlight_gui.ui.panels.axes_form import AxesForm
from streetlight_gui.ui.panels.values_field import ValuesField
from streetlight_gui.ui.widgets.number_spin import NumberSpin
from streetlight_gui.ui.widgets.style_sheet import apply_theme
from streetlight_gui.ui.widgets.theme import LIGHT

KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton
BOOKS = Settings.choose(BOOK)
ALPHAS, UNITS = (0.05, 0.1, 0.2, 0.4), (1, 2, 4, 8, 16)
L2 = Penalty(PenaltyKind.L2, 0.01)


class Visitor:
    """Fills in a form, and hears what it asks for."""

    def __init__(self, qtbot, width):
        self.qtbot = qtbot
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.form = AxesForm()
        layout = QVBoxLayout(self.window)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.form)
        self.asked, self.told = [], []
        self.form.map_asked.connect(self.asked.append)
        self.form.rejected.connect(self.told.append)
        self.window.resize(width, 200)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    def find(self, name, kind=QWidget):
        found = self.form.findChild(kind, name)
        assert found is not None, name
        return found

    def press(self, *keys, modifiers=Qt.KeyboardModifier.NoModifier):
        for key in keys:
            self.qtbot.keyClick(self.window.windowHandle(), key, modifiers)

    def type_into(self, widget, text):
        self.qtbot.mouseClick(widget, LEFT)
        self.press(KEY.Key_A, modifiers=Qt.KeyboardModifier.ControlModifier)
        self.press(KEY.Key_Delete, *text)

    def type_values(self, axis, text):
        self.type_into(self.find(f"{axis}_values_field", ValuesField), text)

    def values(self, axis):
        return self.find(f"{axis}_values_field", ValuesField).text()

    def choose(self, axis, name):
        combo = self.find(f"{axis}_axis_combo", QComboBox)
        combo.setFocus()
        combo.setCurrentIndex(combo.findText(name))  # a list that opens would warn offscreen

    def axis(self, axis):
        return self.find(f"{axis}_axis_combo", QComboBox).currentText()

    def ask(self):
        button = self.find("compute_map_button", QAbstractButton)
        self.qtbot.mouseClick(button, LEFT)
        return self.asked[-1] if self.asked else None

    @property
    def refusals(self):
        return [sentence for sentence in self.told if sentence]

    @property
    def cost(self):
        return self.find("map_cost_label", QLabel).text()


@pytest.fixture
def visit(styled_application, qtbot):
    return lambda width=320: Visitor(qtbot, width)


def sweep_of(settings=BOOKS, iterations=150, starts=200, **axes):
    asked = tuple(Axis(AxisKind(name), values) for name, values in axes.items())
    return Sweep(grid(settings, iterations, axes), range(starts), axes=asked)


def test_at_first_it_asks_for_alpha_against_hidden_units(visit):
    visitor = visit()
    assert (visitor.axis("x"), visitor.axis("y")) == ("alpha", "hidden units")
    assert visitor.ask() == sweep_of(alpha=ALPHAS, units=UNITS)
    assert not visitor.refusals


def test_values_are_typed_and_counts_too(visit):
    visitor = visit()
    visitor.type_values("x", "0.5, 0.25")
    visitor.press(KEY.Key_Return)
    visitor.type_values("y", "3")
    visitor.type_into(visitor.find("map_starts_spin", NumberSpin).lineEdit(), "64")
    visitor.press(KEY.Key_Return)
    visitor.type_into(visitor.find("map_iterations_spin", NumberSpin).lineEdit(), "20")
    assert visitor.ask() == sweep_of(iterations=20, starts=64, alpha=(0.5, 0.25), units=(3,))


def test_what_is_typed_and_not_taken_counts_before_the_button(visit):
    visitor = visit()
    visitor.type_values("y", "2, 3")
    assert visitor.ask() == sweep_of(alpha=ALPHAS, units=(2, 3))


@pytest.mark.parametrize(
    ("name", "axis", "values"),
    [
        ("hidden layers", "layers", (1, 2, 3)),
        ("activation", "activation", ("relu", "tanh", "sigmoid", "linear")),
        ("batch", "batch", (1, 2, 0)),
        (
            "penalty",
            "penalty",
            (NO_PENALTY, replace(L2, strength=0.001), L2, replace(L2, strength=0.1)),
        ),
    ],
)
def test_any_setting_can_be_an_axis(visit, name, axis, values):
    visitor = visit()
    visitor.choose("x", name)
    assert visitor.ask() == sweep_of(**{axis: values, "units": UNITS})


def test_with_iterations_as_an_axis_nobody_asks_how_many(visit):
    visitor = visit()
    assert visitor.find("map_iterations_spin").isVisible()
    visitor.choose("y", "iterations")
    assert not visitor.find("map_iterations_spin").isVisible()
    asked = Axis(AxisKind.ALPHA, ALPHAS), Axis(AxisKind.ITERATIONS, (100, 300, 1000, 3000))
    cells = grid(BOOKS, 1, {axis.kind.value: axis.values for axis in asked})
    assert visitor.ask() == Sweep(cells, range(200), axes=asked)
    visitor.choose("y", "batch")
    assert visitor.find("map_iterations_spin").isVisible()


def test_an_axis_that_is_the_other_one_changes_places_with_it(visit):
    visitor = visit()
    visitor.type_values("x", "0.5, 0.25")
    visitor.choose("x", "hidden units")
    assert (visitor.axis("x"), visitor.axis("y")) == ("hidden units", "alpha")
    assert visitor.ask() == sweep_of(units=UNITS, alpha=(0.5, 0.25))


def test_keys_that_go_past_the_other_axis_leave_it_where_it_is(visit):
    visitor = visit()
    visitor.find("x_axis_combo").setFocus()
    visitor.press(KEY.Key_Down)
    assert (visitor.axis("x"), visitor.axis("y")) == ("hidden units", "alpha")
    visitor.press(KEY.Key_Down)
    assert (visitor.axis("x"), visitor.axis("y")) == ("hidden layers", "hidden units")


# What is wrong.


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("alpha", "0.1, fast", "alpha must be a number above 0 and at most 1000, not ' fast'"),
        ("alpha", "", "alpha must be a number above 0 and at most 1000, not ''"),
        ("hidden layers", "4", "hidden layers must be a whole number from 1 to 3, not '4'"),
        ("activation", "step", "activation must be one of relu, tanh, sigmoid, linear, not 'step'"),
        ("penalty", "2", "a penalty must be written like L1 0.001, L2 0.01 or none"),
    ],
)
def test_what_is_not_allowed_is_refused_and_not_computed(visit, name, text, sentence):
    visitor = visit()
    if name != "alpha":
        visitor.choose("x", name)
    visitor.type_values("x", text)
    visitor.press(KEY.Key_Return)
    assert visitor.told[-1].startswith(sentence)
    assert visitor.cost == ""
    assert visitor.ask() is None
    visitor.type_values("x", "1" if name == "hidden layers" else "")
    visitor.press(KEY.Key_Escape)
    assert visitor.told[-1] == ""
    assert visitor.ask() is not None


def test_leaving_a_field_tells_what_is_wrong_and_the_button_tells_it_again(visit):
    visitor = visit()
    visitor.type_values("y", "17")
    visitor.press(KEY.Key_Backtab)
    assert visitor.told[-1] == "units must be a whole number from 1 to 16, not '17'"
    visitor.told.clear()
    assert visitor.ask() is None
    assert visitor.refusals == ["units must be a whole number from 1 to 16, not '17'"]


def test_another_axis_does_away_with_what_was_wrong(visit):
    visitor = visit()
    visitor.type_values("x", "fast")
    visitor.choose("x", "batch")
    assert visitor.told[-1] == ""
    assert visitor.values("x") == "1, 2, all"
    assert visitor.ask() is not None


def test_too_many_cells_are_refused(visit):
    visitor = visit()
    visitor.type_values("x", ",".join(str(k) for k in range(1, 41)))
    visitor.type_values("y", "1,2,3,4,5,6,7,8,9,10,11")
    assert visitor.ask() is None
    assert visitor.refusals == [
        "a map may have 400 cells here, not 440; streetlight sweep takes more"
    ]


@pytest.mark.parametrize("text", ["0", "100001", "many"])
def test_starts_have_their_range(visit, text):
    visitor = visit()
    visitor.type_into(visitor.find("map_starts_spin", NumberSpin).lineEdit(), text)
    visitor.press(KEY.Key_Return)
    assert visitor.told[-1].startswith("starts must be a whole number from 1 to 100,000, not")


# What it costs, and what it starts from.


def test_to_go_on_costs_what_is_missing(visit):
    visitor = visit()
    button = visitor.find("compute_map_button", QAbstractButton)
    visitor.type_into(visitor.find("map_iterations_spin", NumberSpin).lineEdit(), "300000")
    visitor.press(KEY.Key_Return)
    whole = visitor.ask()
    parts = [part_of(replace(whole, cells=(Cell(BOOKS, 1),), axes=()), 0, whole.seeds)] * 19
    ends = [replace(part, chunk=replace(part.chunk, cell=k)) for k, part in enumerate(parts)]
    visitor.form.show_known(Atlas.begun(whole).more(ends))
    assert button.text() == "Go on"
    assert visitor.cost == "200 networks\nabout 31 seconds"
    visitor.type_values("y", "2, 3")
    assert button.text() == "Compute map"
    assert visitor.cost.startswith("1,600 networks")


def test_it_says_how_long_it_takes_before_it_is_asked(visit):
    visitor = visit(500)
    assert visitor.cost == "4,000 networks\nless than a second"
    for name, number in (("map_starts_spin", "100000"), ("map_iterations_spin", "300")):
        visitor.type_into(visitor.find(name, NumberSpin).lineEdit(), number)
        visitor.press(KEY.Key_Return)
    cells = grid(BOOKS, 300, {"alpha": ALPHAS, "units": UNITS})
    seconds = sum(cell.seconds for cell in cells) * 100_000
    assert 60 < seconds < 3600
    assert visitor.cost == f"2,000,000 networks\nabout {round(seconds / 60)} minutes"
    visitor.type_values("y", "4")
    assert visitor.cost.startswith("400,000 networks")


def test_values_lie_around_the_settings_at_hand_until_others_are_typed(visit):
    visitor = visit()
    visitor.form.show_settings(replace(BOOKS.with_hidden((5,)), alpha=1.0))
    assert visitor.values("x") == "0.25, 0.5, 1, 2"
    assert visitor.values("y") == "1, 2, 4, 5, 8, 16"
    visitor.type_values("x", "0.3")
    visitor.press(KEY.Key_Return)
    own = replace(BOOKS.with_hidden((4, 4)), bias=True)
    visitor.form.show_settings(own.from_seed(77))  # which is none of the map
    assert (visitor.values("x"), visitor.values("y")) == ("0.3", "1, 2, 4, 8, 16")
    assert visitor.ask() == sweep_of(own, alpha=(0.3,), units=UNITS)


def test_typing_is_not_disturbed(visit):
    visitor = visit()
    visitor.type_values("x", "0.")
    visitor.form.show_settings(replace(BOOKS, alpha=1.0))
    assert visitor.values("x") == "0."
    visitor.press("3", KEY.Key_Return)
    assert visitor.values("x") == "0.3"
    visitor.type_values("x", "0.4")
    visitor.press(KEY.Key_Escape)
    assert visitor.values("x") == "0.3"


# Keys, readers and room.


def test_enter_leaves_the_keys_to_the_button_and_space_asks(visit):
    visitor = visit()
    visitor.type_values("x", "0.1")
    visitor.press(KEY.Key_Return)
    assert QApplication.focusWidget() is visitor.find("compute_map_button")
    assert not visitor.asked
    visitor.press(KEY.Key_Space)
    assert visitor.asked == [sweep_of(alpha=(0.1,), units=UNITS)]


def test_tab_reaches_all_and_all_say_what_they_are(visit):
    visitor = visit()
    visitor.find("x_axis_combo").setFocus()
    reached = []
    for _ in range(7):
        reached.append(QApplication.focusWidget())
        visitor.press(KEY.Key_Tab)
    assert [each.objectName() for each in reached] == [
        "x_axis_combo",
        "x_values_field",
        "y_axis_combo",
        "y_values_field",
        "map_starts_spin",
        "map_iterations_spin",
        "compute_map_button",
    ]
    assert all(each.accessibleName() and each.toolTip() for each in reached)


def test_it_fits_a_narrow_panel(visit, styled_application):
    apply_theme(styled_application, LIGHT)  # as in the program
    visitor = visit(300)
    assert visitor.form.width() == 300
    for name in ("x_values_field", "y_values_field"):
        field = visitor.find(name, ValuesField)
        assert field.fontMetrics().horizontalAdvance(field.text()) <= field.width() - 8
    for name in ("x_axis_combo", "y_axis_combo"):
        combo = visitor.find(name, QComboBox)
        assert combo.fontMetrics().horizontalAdvance(combo.currentText()) <= combo.width() - 26
    assert visitor.cost == "4,000 networks\nless than a second"


def test_a_map_is_asked_for_again(visit):
    sweep = sweep_of(iterations=20, starts=64, batch=(1, 4), alpha=(0.5, 0.25))
    visitor = visit()
    visitor.form.show_asked(sweep)
    assert visitor.ask() == sweep
    visitor.choose("y", "iterations")
    visitor.choose("y", "alpha")
    assert visitor.ask() == sweep


@pytest.mark.parametrize(
    "axes",
    [
        {"alpha": (0.1, 0.2), "hidden": ((4,), (2, 2))},
        {"alpha": tuple(k / 97 for k in range(1, 21)), "units": (1, 2)},
        {},
    ],
    ids=["all sizes", "values longer than the field has", "no axes"],
)
def test_a_map_that_cannot_be_asked_for_leaves_the_form_as_it_is(visit, axes):
    visitor = visit()
    visitor.form.show_asked(sweep_of(iterations=20, starts=9, **axes))
    assert visitor.ask() == sweep_of(alpha=ALPHAS, units=UNITS)
