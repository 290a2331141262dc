"""The settings panel: what is clicked and typed there comes out as words and settings."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QPlainTextEdit,
    QWidget,
)

from streetlight_gui.core import Network, Problem
from streetlight_gui.core.nn.penalty import NO_PENALTY, Penalty, PenaltyKind
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.storage.start_weights import start_weights_text
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.core.training.stopping import StopRule
from streetlight_gui.ui.panels.settings.settings_panel import SettingsPanel
from streetlight_gui.ui.widgets.number_spin import NumberSpin
from streetlight_gui.ui.widgets.style_sheet import apply_theme
from streetlight_gui.ui.widgets.theme import DARK, LIGHT

KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton
BOOK = Settings.choose(Problem.preset("streetlights"))
MIDDLE_LIGHT = Settings.choose(PRESETS["middle-light"])
RICH = replace(
    BOOK.with_hidden((16, 4, 12)),
    activations=("sigmoid", "tanh", "linear"),
    alpha=1.5,
    seed=None,
    bias=True,
    penalty=Penalty(PenaltyKind.L2, 0.001),
    batch=2,
    order_seed=3,
)


class Visitor:
    """Uses one panel, which is a window here, and hears what it tells."""

    def __init__(self, qtbot, panel: SettingsPanel) -> None:
        self.qtbot, self.panel = qtbot, panel
        self.edits: list[tuple[str, Settings]] = []
        self.rules: list[StopRule] = []
        self.refusals: list[str] = []
        panel.settings_edited.connect(self._note_edit)
        panel.stop_rule_edited.connect(self.rules.append)
        panel.rejected.connect(self._note_refusal)

    def _note_refusal(self, sentence: str) -> None:
        if sentence:
            self.refusals.append(sentence)

    def _note_edit(self, settings, words) -> None:
        self.edits.append((words, settings))

    @property
    def edit(self) -> tuple[str, Settings]:
        """The only edit there was."""
        assert len(self.edits) == 1, self.edits
        return self.edits[0]

    def find(self, name: str, kind: type = QWidget):
        found = self.panel.findChild(kind, name)
        assert found is not None, f"there is no {name}"
        return found

    def press(self, key, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(self.panel.windowHandle(), key, modifiers)

    def write(self, text: str) -> None:
        """Replace the text of the field that has the focus."""
        self.press(KEY.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.press(KEY.Key_Delete)
        for character in text:
            self.press(character)

    def click(self, name: str) -> None:
        button = self.find(name, QAbstractButton)
        assert button.isVisible()
        assert button.isEnabled()
        self.panel.ensureWidgetVisible(button)
        self.qtbot.mouseClick(button, LEFT, pos=QPoint(10, button.height() // 2))

    def type_into(self, name: str, text: str) -> NumberSpin:
        spin = self.find(name, NumberSpin)
        assert spin.isVisible()
        self.qtbot.mouseClick(spin.lineEdit(), LEFT)
        self.write(text)
        return spin

    def enter(self, name: str, text: str) -> None:
        self.type_into(name, text)
        self.press(KEY.Key_Return)

    def choose(self, name: str, text: str) -> None:
        """Pick an entry of a combo box by the shortest way a keyboard has."""
        combo = self.find(name, QComboBox)
        assert combo.isVisible()
        combo.setFocus()
        wanted = combo.findText(text)
        if wanted in {0, combo.count() - 1}:
            self.press(KEY.Key_End if wanted else KEY.Key_Home)
        for _ in range(abs(wanted - combo.currentIndex())):
            self.press(KEY.Key_Down if combo.currentIndex() < wanted else KEY.Key_Up)
        assert combo.currentText() == text

    def write_weights(self, text: str) -> None:
        self.find("start_weights_edit", QPlainTextEdit).setFocus()
        self.write(text)

    def is_shown(self, name: str) -> bool:
        return self.find(name).isVisible()

    @property
    def weights_text(self) -> str:
        return self.find("start_weights_edit", QPlainTextEdit).toPlainText()

    @property
    def summary(self) -> str:
        return self.find("book_summary", QLabel).text()

    def texts(self, kind: str) -> list[str]:
        """Return the labels of a kind that are to be seen, from top to bottom."""
        labels = [one for one in self.panel.findChildren(QLabel) if one.property(kind)]
        return [one.text() for one in labels if one.isVisible()]

    @property
    def marks(self) -> list[str]:
        return self.texts("mark")


@pytest.fixture
def visit(styled_application, qtbot):
    """Open a panel on some settings, and use it."""

    def open_one(settings=BOOK, size=(380, 700)):
        panel = SettingsPanel()
        qtbot.addWidget(panel)
        panel.set_theme(LIGHT)
        visitor = Visitor(qtbot, panel)
        panel.show_settings(settings)
        panel.resize(*size)
        panel.show()
        panel.activateWindow()
        qtbot.waitUntil(panel.windowHandle().isExposed)
        qtbot.waitUntil(panel.isActiveWindow)
        assert not visitor.edits
        return visitor

    return open_one


# The network.


def test_units_are_typed(visit):
    visitor = visit()
    visitor.enter("units_1_spin", "7")
    assert visitor.edit == ("hidden layers (4) → (7)", BOOK.with_hidden((7,)))


@pytest.mark.parametrize("text", ["0", "17", "2.5", "many"])
def test_units_that_cannot_be_are_refused(visit, text):
    visitor = visit()
    visitor.enter("units_1_spin", text)
    assert visitor.refusals[0].startswith("units must be a whole number from 1 to 16")
    assert not visitor.edits
    assert visitor.find("units_1_spin").value() == 4


def test_layers_are_added_up_to_three(visit):
    visitor = visit()
    visitor.click("add_layer_button")
    visitor.click("add_layer_button")
    assert [words for words, _ in visitor.edits] == [
        "hidden layers (4) → (4, 4)",
        "hidden layers (4, 4) → (4, 4, 4)",
    ]
    assert visitor.edits[-1][1].activations == ("relu", "relu", "relu")
    assert not visitor.find("add_layer_button").isEnabled()


def test_a_layer_is_removed_with_its_activation(visit):
    visitor = visit(RICH)
    visitor.click("remove_1_button")
    words, settings = visitor.edit
    assert words == "hidden layers (16, 4, 12) → (4, 12)"
    assert settings.activations == ("tanh", "linear")
    assert not visitor.is_shown("units_3_spin")


def test_all_layers_are_removed(visit):
    visitor = visit()
    visitor.click("remove_1_button")
    assert visitor.edit == ("hidden layers (4) → none", BOOK.with_hidden(()))
    assert not visitor.is_shown("units_1_spin")
    assert any("weighted sum of the lights" in text for text in visitor.texts("muted"))


def test_an_activation_is_chosen_and_explained(visit):
    visitor = visit()
    visitor.choose("activation_1", "tanh")
    words, settings = visitor.edit
    assert words == "activation of layer_1 relu → tanh"
    assert settings.activations == ("tanh",)
    assert any(text.startswith("tanh: ") for text in visitor.texts("muted"))


def test_bias_goes_on_and_off(visit):
    visitor = visit()
    visitor.click("bias_check")
    visitor.click("bias_check")
    assert visitor.edits == [("bias on", replace(BOOK, bias=True)), ("bias off", BOOK)]


# The training.


def test_a_penalty_without_a_strength_gets_one(visit):
    visitor = visit()
    assert not visitor.is_shown("penalty_strength_spin")
    visitor.choose("penalty_combo", "L2")
    penalty = Penalty(PenaltyKind.L2, 0.001)
    assert visitor.edit == ("penalty none → L2 0.001", replace(BOOK, penalty=penalty))
    assert visitor.is_shown("penalty_strength_spin")


def test_a_penalty_comes_back_with_its_strength(visit):
    visitor = visit(replace(BOOK, penalty=Penalty(PenaltyKind.L1, 0.25)))
    visitor.choose("penalty_combo", "none")
    assert visitor.edits.pop()[1].penalty == NO_PENALTY
    visitor.choose("penalty_combo", "L2")
    assert visitor.edit[1].penalty == Penalty(PenaltyKind.L2, 0.25)


def test_a_strength_of_zero_stays_zero_until_a_penalty_is_switched_on(visit):
    visitor = visit(replace(BOOK, penalty=Penalty(PenaltyKind.L1, 0.25)))
    visitor.enter("penalty_strength_spin", "0")
    assert visitor.edits.pop() == (
        "penalty L1 0.25 → L1 0",
        replace(BOOK, penalty=Penalty(PenaltyKind.L1, 0)),
    )
    visitor.choose("penalty_combo", "none")
    visitor.choose("penalty_combo", "L1")
    assert visitor.edits[-1][1].penalty == Penalty(PenaltyKind.L1, 0.001)


def test_a_strength_that_cannot_be_is_refused(visit):
    visitor = visit(RICH)
    visitor.enter("penalty_strength_spin", "-1")
    assert visitor.refusals[0] == "strength must be a number from 0 to 10, not '-1'"
    assert not visitor.edits


def test_updates_in_batches(visit):
    visitor = visit()
    assert not visitor.is_shown("batch_spin")
    visitor.choose("batch_combo", "in batches of")
    visitor.enter("batch_spin", "3")
    visitor.choose("batch_combo", "all at once")
    assert [words for words, _ in visitor.edits] == ["batch 1 → 2", "batch 2 → 3", "batch 3 → all"]
    assert visitor.edits[-1][1].batch == 0
    assert any("mean over all 4 examples" in text for text in visitor.texts("muted"))


def test_a_batch_says_that_its_gradient_is_the_mean(visit):
    visitor = visit(RICH)
    note = "One change per 2 examples; the gradient of a batch is the mean over its examples"
    assert note in visitor.texts("muted")


def test_a_batch_of_one_is_per_example_and_can_be_left_again(visit):
    visitor = visit(replace(BOOK, batch=2))
    visitor.enter("batch_spin", "1")
    assert visitor.edits.pop() == ("batch 2 → 1", BOOK)
    assert visitor.find("batch_combo").currentText() == "per example"
    visitor.choose("batch_combo", "in batches of")
    assert visitor.edit[1].batch == 2


def test_the_order_is_shuffled_by_a_seed(visit):
    visitor = visit()
    visitor.choose("order_combo", "shuffled by seed")
    visitor.enter("order_seed_spin", "4294967295")
    visitor.choose("order_combo", "as given")
    assert [settings.order_seed for _, settings in visitor.edits] == [1, 2**32 - 1, None]
    assert visitor.edits[0][0] == "order as given → shuffled by seed 1"


# The start.


def test_all_zero_says_that_relu_cannot_learn_from_there(visit):
    visitor = visit()
    visitor.choose("start_combo", "all zero")
    words, settings = visitor.edit
    assert words == "start weights seed 1 → all zero"
    assert (settings.seed, settings.given) == (None, None)
    assert any("With relu nothing can ever learn" in text for text in visitor.texts("muted"))


def test_the_seed_comes_back(visit):
    visitor = visit(replace(BOOK, seed=17))
    visitor.choose("start_combo", "all zero")
    visitor.choose("start_combo", "from seed")
    assert visitor.edits[-1] == ("start weights all zero → seed 17", replace(BOOK, seed=17))


def test_the_weights_of_a_problem_are_shown(visit):
    visitor = visit(MIDDLE_LIGHT)
    assert visitor.find("start_combo").currentText() == "by hand"
    assert visitor.weights_text == "[[[0.5],\n  [0.48],\n  [-0.7]]]"


def test_opening_the_editor_changes_nothing_before_apply(visit):
    visitor = visit()
    visitor.choose("start_combo", "by hand")
    assert not visitor.edits
    assert visitor.weights_text == start_weights_text(BOOK.network())
    assert "not applied yet" in visitor.texts("mark")
    visitor.panel.show_settings(replace(BOOK))  # as each snapshot does
    assert visitor.is_shown("start_weights_edit")
    visitor.click("apply_weights_button")
    words, settings = visitor.edit
    assert words == "start weights seed 1 → by hand"
    assert np.array_equal(settings.network().parameters, BOOK.network().parameters)


def test_leaving_the_editor_changes_nothing(visit):
    visitor = visit()
    visitor.choose("start_combo", "by hand")
    visitor.choose("start_combo", "from seed")
    assert not visitor.edits
    assert not visitor.is_shown("start_weights_edit")


def test_typed_weights_are_applied(visit):
    visitor = visit(MIDDLE_LIGHT)
    assert "not applied yet" not in visitor.texts("mark")
    visitor.write_weights("[[[1], [2e0], [-3.5]]]")
    assert not visitor.edits
    assert "not applied yet" in visitor.texts("mark")
    edit = visitor.find("start_weights_edit", QPlainTextEdit)
    assert edit.accessibleDescription().startswith("not applied yet")
    visitor.click("apply_weights_button")
    assert "not applied yet" not in visitor.texts("mark")
    assert edit.accessibleDescription().startswith("JSON")
    words, settings = visitor.edit
    assert words == "start weights from the problem → by hand"
    assert settings.seed is None
    assert settings.network().weights[0].tolist() == [[1.0], [2.0], [-3.5]]
    assert "Restart goes back to these weights" in visitor.texts("muted")


def test_with_a_bias_its_row_is_the_last(visit):
    visitor = visit(replace(MIDDLE_LIGHT, bias=True))
    visitor.write_weights("[[[1], [2], [3], [4]]]")
    visitor.click("apply_weights_button")
    network = visitor.edit[1].network()
    assert network.weights[0].tolist() == [[1.0], [2.0], [3.0]]
    assert network.biases[0].tolist() == [4.0]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[[[1], [2], [3]]", "must be JSON"),
        ("[[[1], [2]]]", "weights_0_1 must be 3 rows of 1 number, not a list of 2 rows"),
        ("[[[1], [2], [NaN]]]", "number 1 in row 3 of weights_0_1 must be a finite number"),
    ],
)
def test_weights_that_cannot_be_are_refused_and_stay_to_be_mended(visit, text, sentence):
    visitor = visit(MIDDLE_LIGHT)
    visitor.write_weights(text)
    visitor.click("apply_weights_button")
    assert len(visitor.refusals) == 1
    assert sentence in visitor.refusals[0]
    assert not visitor.edits
    assert visitor.weights_text == text


def test_the_present_weights_are_taken_exactly(visit):
    visitor = visit()
    present = Network.random(3, (4,), seed=77)
    visitor.panel.show_snapshot(SimpleNamespace(network=present))
    visitor.choose("start_combo", "by hand")
    visitor.click("take_weights_button")
    assert not visitor.edits
    visitor.click("apply_weights_button")
    assert np.array_equal(visitor.edit[1].network().parameters, present.parameters)


def test_weights_that_ran_away_are_not_taken(visit):
    visitor = visit(MIDDLE_LIGHT)
    before = visitor.weights_text
    run_away = Network([[[1], [1], [1]]]).with_parameters(np.full(3, np.inf))
    visitor.panel.show_snapshot(SimpleNamespace(network=run_away))
    visitor.click("take_weights_button")
    assert "no longer finite" in visitor.refusals[0]
    assert visitor.weights_text == before


def test_weights_in_writing_survive_other_settings(visit):
    visitor = visit(MIDDLE_LIGHT)
    visitor.write_weights("[[[1], [2")
    visitor.panel.show_settings(replace(MIDDLE_LIGHT, alpha=0.7))
    assert visitor.weights_text == "[[[1], [2"


# When a run stops.


def test_a_bound_on_the_error(visit):
    visitor = visit()
    visitor.panel.show_stop_rule(StopRule(iterations=33))
    visitor.click("stop_error_check")
    visitor.enter("stop_error_spin", "1e-4")
    visitor.click("stop_error_check")
    assert visitor.rules == [StopRule(33, 0.01), StopRule(33, 0.0001), StopRule(33)]
    assert not visitor.edits


def test_a_bound_that_is_off_is_not_a_rule(visit):
    visitor = visit()
    visitor.enter("stop_error_spin", "0.5")
    assert not visitor.rules
    visitor.click("stop_error_check")
    assert visitor.rules[-1].error_below == 0.5


def test_a_bound_that_cannot_be_is_refused(visit):
    visitor = visit()
    visitor.enter("stop_error_spin", "0")
    assert visitor.refusals[0].startswith("the error to stop below must be a number above 0")


def test_all_answers_right(visit):
    visitor = visit()
    visitor.click("stop_all_right_check")
    assert visitor.rules == [StopRule(all_right=True)]


def test_a_rule_is_shown_without_a_signal(visit):
    visitor = visit()
    visitor.panel.show_stop_rule(StopRule(0, 0.125, all_right=True))
    assert visitor.find("stop_error_check").isChecked()
    assert visitor.find("stop_error_spin").value() == 0.125
    assert visitor.find("stop_all_right_check").isChecked()
    assert visitor.find("stop_iterations_label").text() == "never"
    assert not visitor.rules


# The book.


def test_the_books_settings_have_no_marks(visit):
    visitor = visit()
    assert visitor.summary == "All settings are the book's."
    assert not visitor.marks
    assert not visitor.find("book_button").isEnabled()


def test_marks_go_where_the_same_numbers_come_from_a_file(visit):
    by_hand = replace(MIDDLE_LIGHT.with_hidden((4,)), alpha=0.2, seed=1)
    visitor = visit(by_hand)
    assert visitor.marks
    from_a_file = Settings.choose(by_hand.problem)
    assert from_a_file != by_hand
    visitor.panel.show_settings(from_a_file)
    assert not visitor.marks


def test_what_differs_from_the_book_is_marked_at_its_control(visit):
    visitor = visit(RICH)
    assert visitor.summary.startswith("10 settings differ from the book: alpha 1.5 (book 0.2), ")
    assert visitor.marks == [
        "book: 4 relu",
        "book: none",
        "book: none",
        "book: (4)",
        "book: off",
        "book: none",
        "book: 1",
        "book: as given",
        "book: seed 1",
    ]
    assert "book: off" in visitor.find("bias_check").accessibleDescription()


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_a_mark_has_a_bar_beside_its_words(visit, styled_application, theme):
    apply_theme(styled_application, theme)  # as in the program
    visitor = visit(replace(BOOK, bias=True))
    (mark,) = [one for one in visitor.panel.findChildren(QLabel) if one.text() == "book: off"]
    pixel = mark.grab().toImage().pixelColor(1, mark.height() // 2)
    assert pixel == QColor(theme.negative)


def test_one_button_goes_back_to_the_book(visit):
    visitor = visit(RICH)
    visitor.click("book_button")
    assert visitor.edit == ("the book's settings", BOOK)
    assert not visitor.marks
    assert not visitor.find("book_button").isEnabled()


# What is shown, and who may change it.


def test_shown_settings_are_everywhere_and_not_emitted(visit):
    visitor = visit()
    visitor.panel.show_settings(RICH)
    assert not visitor.edits
    assert [visitor.find(f"units_{k}_spin").value() for k in (1, 2, 3)] == [16, 4, 12]
    assert [visitor.find(f"activation_{k}").currentText() for k in (1, 2, 3)] == [
        "sigmoid",
        "tanh",
        "linear",
    ]
    assert visitor.find("bias_check").isChecked()
    assert visitor.find("penalty_combo").currentText() == "L2"
    assert visitor.find("penalty_strength_spin").value() == 0.001
    assert visitor.find("batch_combo").currentText() == "in batches of"
    assert visitor.find("order_seed_spin").value() == 3
    assert visitor.find("start_combo").currentText() == "all zero"


def test_typing_is_not_disturbed(visit):
    visitor = visit()
    spin = visitor.type_into("units_1_spin", "1")
    visitor.panel.show_settings(replace(BOOK.with_hidden((9,)), alpha=0.7))
    assert spin.text() == "1"
    visitor.press("2")
    visitor.press(KEY.Key_Return)
    assert visitor.edit == ("hidden layers (9) → (12)", replace(BOOK.with_hidden((12,)), alpha=0.7))


def test_typing_that_is_given_up_shows_what_came_meanwhile(visit):
    visitor = visit()
    spin = visitor.type_into("units_1_spin", "1")
    visitor.panel.show_settings(BOOK.with_hidden((9,)))
    visitor.press(KEY.Key_Escape)
    assert spin.text() == "9"
    assert not visitor.edits


def test_edits_build_on_each_other_without_an_answer(visit):
    visitor = visit()
    visitor.click("bias_check")
    visitor.choose("batch_combo", "all at once")
    assert visitor.edits[-1][1] == replace(BOOK, bias=True, batch=0)


def test_what_was_typed_counts_before_a_click(visit):
    visitor = visit()
    visitor.type_into("units_1_spin", "6")
    visitor.click("add_layer_button")
    assert [settings.hidden for _, settings in visitor.edits] == [(6,), (6, 4)]


def test_a_click_leaves_the_focus_where_it_is(visit):
    visitor = visit()
    focused = visitor.find("activation_1")
    focused.setFocus()
    for name in ("add_layer_button", "bias_check", "stop_all_right_check"):
        visitor.click(name)
        assert QApplication.focusWidget() is focused


def turn_wheel(widget: QWidget) -> None:
    """Turn the wheel over a widget, as the window system does: what ignores it passes it on."""
    place = widget.mapTo(widget.window(), widget.rect().center())
    QTest.wheelEvent(widget.window().windowHandle(), place, QPoint(0, -120))


@pytest.mark.parametrize("name", ["activation_1", "units_1_spin", "penalty_combo", "batch_spin"])
def test_the_wheel_scrolls_past_what_has_no_focus(visit, name):
    visitor = visit(RICH, size=(380, 360))
    visitor.panel.ensureWidgetVisible(visitor.find(name))
    bar = visitor.panel.verticalScrollBar()
    before = bar.value()
    turn_wheel(visitor.find(name))
    assert bar.value() > before
    assert not visitor.edits


@pytest.mark.parametrize("name", ["activation_1", "units_1_spin"])
def test_the_wheel_turns_what_has_the_focus(visit, name):
    visitor = visit()
    visitor.find(name).setFocus()
    turn_wheel(visitor.find(name))
    assert len(visitor.edits) == 1


def test_tab_reaches_every_control(visit):
    visitor = visit(RICH)
    visitor.choose("start_combo", "by hand")
    reached = set()
    for _ in range(60):
        visitor.press(KEY.Key_Tab)
        reached.add(QApplication.focusWidget().objectName())
    expected = {"book_button", "bias_check", "batch_spin", "order_seed_spin", "stop_error_spin"}
    expected |= {"start_weights_edit", "take_weights_button", "apply_weights_button"}
    expected |= {f"{name}_{k}" for name in ("activation",) for k in (1, 2, 3)}
    assert expected <= reached


def test_every_control_says_what_it_is(visit):
    visitor = visit(RICH)
    visitor.choose("start_combo", "by hand")
    controls = [
        one
        for kind in (QAbstractButton, QComboBox, NumberSpin, QPlainTextEdit)
        for one in visitor.panel.findChildren(kind)
        if one.objectName() and not one.objectName().startswith("qt_")
    ]
    assert len(controls) >= 25
    for control in controls:
        assert control.accessibleName(), control.objectName()
        assert control.toolTip(), control.objectName()
    remove = visitor.find("remove_1_button")
    said = QAccessible.queryAccessibleInterface(remove).text(QAccessible.Text.Description)
    assert said in ("", "Remove layer_1")  # not what its layer's activation does


@pytest.mark.parametrize("width", [330, 380, 420])
def test_nothing_is_cut_off(visit, styled_application, width):
    apply_theme(styled_application, LIGHT)  # as in the program
    visitor = visit(RICH, size=(width, 400))
    visitor.choose("start_combo", "by hand")
    panel = visitor.panel
    assert panel.minimumWidth() <= 330
    assert panel.widget().width() == panel.viewport().width()
    for label in panel.findChildren(QLabel):
        if label.isVisible():
            wanted = label.heightForWidth(label.width()) if label.wordWrap() else 0
            assert label.height() >= max(wanted, label.fontMetrics().height()), label.text()
            assert label.wordWrap() or label.width() >= label.sizeHint().width(), label.text()
    for combo in panel.findChildren(QComboBox):
        room = combo.width() - 26  # the arrow and the frame
        assert combo.fontMetrics().horizontalAdvance(combo.currentText()) <= room, combo
