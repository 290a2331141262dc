"""The editor of the training set: clicks, keys and the wheel make other problems."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QKeySequence, QShortcut, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from text_recorder import texts_of

from streetlight_gui.core import Problem
from streetlight_gui.core.checks.formatting import ELLIPSIS
from streetlight_gui.core.checks.limits import MAX_EXAMPLES
from streetlight_gui.core.problems import problem_edits as edits
from streetlight_gui.ui.tables.examples.problem_editor import ProblemEditor
from streetlight_gui.ui.widgets.style_sheet import apply_theme
from streetlight_gui.ui.widgets.theme import DARK, HOUSING, LAMP_COLOURS, LAMP_OFF, LIGHT

KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PLAIN = Qt.KeyboardModifier.NoModifier
BOOK = Problem.preset("streetlights")
ARROW = "\N{RIGHTWARDS ARROW}"
NUMBER, ANSWER, NOTE = 0, 4, 5  # columns of three lights


class Visitor:
    """Edits with one editor, which lies in a window here, and hears what it tells."""

    def __init__(self, qtbot, window: QWidget) -> None:
        self.qtbot, self.window = qtbot, window
        self.editor = window.findChild(ProblemEditor)
        self.table = window.findChild(QTableView, "example_table")
        self.edits: list[tuple[str, Problem]] = []
        self.refusals: list[str] = []
        self.patterns: list[tuple[float, ...]] = []
        self.editor.problem_edited.connect(
            lambda words, problem, _kind: self.edits.append((words, problem))
        )
        self.editor.rejected.connect(self._note_refusal)
        self.editor.pattern_chosen.connect(self.patterns.append)

    def _note_refusal(self, sentence: str) -> None:
        if sentence:
            self.refusals.append(sentence)

    def show(self, problem: Problem) -> None:
        self.editor.show_problem(problem)

    def place(self, row: int, column: int) -> QPoint:
        index = self.table.model().index(row, column)
        self.table.scrollTo(index)
        return self.table.visualRect(index).center()

    def click_cell(self, row: int, column: int, modifiers=PLAIN) -> None:
        self.qtbot.mouseClick(self.table.viewport(), LEFT, modifiers, self.place(row, column))

    def double_click_cell(self, row: int, column: int) -> None:
        """Click twice as the window system reports it: press, release, double click, release."""
        self.click_cell(row, column)
        place = self.place(row, column)
        self.qtbot.mouseDClick(self.table.viewport(), LEFT, PLAIN, place)
        self.qtbot.mouseRelease(self.table.viewport(), LEFT, PLAIN, place)

    def go_to(self, row: int, column: int) -> None:
        """Go to a cell with the arrow keys."""
        self.table.setFocus()
        down, right = row - self.current[0], column - self.current[1]
        for key, times in (
            (KEY.Key_Down, down),
            (KEY.Key_Up, -down),
            (KEY.Key_Right, right),
            (KEY.Key_Left, -right),
        ):
            for _ in range(times):
                self.press(key)
        assert self.current == (row, column)

    def press(self, key, modifiers=PLAIN) -> None:
        self.qtbot.keyClick(self.window.windowHandle(), key, modifiers)

    def type_text(self, text: str, end=KEY.Key_Return) -> None:
        for character in text:
            self.qtbot.keyClick(self.window.windowHandle(), character)
        if end:
            self.press(end)

    def turn_wheel(self, place: QPoint, delta: int) -> None:
        viewport = self.table.viewport()
        event = QWheelEvent(
            QPointF(place),
            QPointF(viewport.mapToGlobal(place)),
            QPoint(),
            QPoint(0, delta),
            Qt.MouseButton.NoButton,
            PLAIN,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(viewport, event)

    def button(self, name: str) -> QAbstractButton:
        found = self.editor.findChild(QAbstractButton, f"{name}_button")
        assert found is not None, name
        return found

    def click(self, name: str) -> None:
        assert self.button(name).isEnabled()
        self.qtbot.mouseClick(self.button(name), LEFT)

    @property
    def current(self) -> tuple[int, int]:
        index = self.table.currentIndex()
        return index.row(), index.column()

    @property
    def selected(self) -> list[int]:
        return sorted({index.row() for index in self.table.selectedIndexes()})

    @property
    def field(self) -> QLineEdit | None:
        fields = self.table.findChildren(QLineEdit, "example_field")
        return next((field for field in fields if field.isVisible()), None)

    @property
    def shown(self) -> list[list[str]]:
        model = self.table.model()
        return [
            [str(model.index(row, k).data()) for k in range(model.columnCount())]
            for row in range(model.rowCount())
        ]

    @property
    def words(self) -> list[str]:
        return [words for words, _ in self.edits]

    @property
    def problem(self) -> Problem:
        return self.edits[-1][1]

    def colour(self, row: int, column: int, dx: int = 0, dy: int = 0) -> QColor:
        place = self.place(row, column) + QPoint(dx, dy)
        return self.table.viewport().grab().toImage().pixelColor(place)


@pytest.fixture
def visitor_at(styled_application, qtbot):
    """Somebody at an editor that shows a problem, in a window with something else to focus."""

    def visit(problem: Problem = BOOK, size=(380, 330)) -> Visitor:
        apply_theme(styled_application, LIGHT)
        window = QWidget()
        qtbot.addWidget(window)
        column = QVBoxLayout(window)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(ProblemEditor())
        window.resize(*size)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        visitor = Visitor(qtbot, window)
        visitor.show(problem)
        visitor.table.setFocus()
        return visitor

    return visit


@pytest.fixture
def visitor(visitor_at):
    """Somebody at the book's training set."""
    return visitor_at()


# What is shown.


def test_each_example_is_a_row(visitor):
    assert visitor.shown == [
        ["1", "1", "0", "1", "WALK", ""],
        ["2", "0", "1", "1", "WALK", ""],
        ["3", "0", "0", "1", "STOP", ""],
        ["4", "1", "1", "1", "STOP", ""],
    ]
    assert visitor.editor.findChild(QLabel, "contradictions_label").text() == "4 examples"
    assert visitor.edits == visitor.refusals == visitor.patterns == []


def test_dimmed_lights_and_other_answers_are_numbers(visitor_at):
    visitor = visitor_at(Problem([[0.3, 0.25]], [-1.5]))
    assert visitor.shown == [["1", "0.3", "0.25", "-1.5", ""]]
    spoken = [
        visitor.table.model().index(0, k).data(Qt.ItemDataRole.AccessibleTextRole)
        for k in range(1, 4)
    ]
    assert spoken == [
        "Light 1 of example 1: 0.3",
        "Light 2 of example 1: 0.25",
        "Answer of example 1: -1.5",
    ]


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_lamps_are_lit_as_bright_as_they_are(visitor_at, theme):
    visitor = visitor_at(Problem([[1, 0, 0.5]], [1]))
    visitor.editor.set_theme(theme)
    above = {"dy": -7}  # the number
    assert visitor.colour(0, 1, **above) == QColor(LAMP_COLOURS[0])
    assert visitor.colour(0, 2, **above) == QColor(LAMP_OFF)
    full, off = QColor(LAMP_COLOURS[2]), QColor(LAMP_OFF)
    half = visitor.colour(0, 3, **above)
    assert abs(half.green() - (full.green() + off.green()) / 2) <= 1


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_contradictions_are_pointed_out_in_words_and_colour(visitor_at, theme):
    visitor = visitor_at(edits.with_light(BOOK, 2, 1, 1))
    visitor.editor.set_theme(theme)
    assert [row[NOTE] for row in visitor.shown] == [
        "",
        "contradicts example 3",
        "contradicts example 2",
        "",
    ]
    label = visitor.editor.findChild(QLabel, "contradictions_label")
    assert label.text() == "2 contradict another"
    image = visitor.table.viewport().grab().toImage()
    for row, expected in ((1, True), (3, False)):
        box = visitor.table.visualRect(visitor.table.model().index(row, NOTE))
        colours = {
            image.pixelColor(x, y).name()
            for x in range(box.left() + 20, box.right())  # beyond the sign
            for y in range(box.top(), box.bottom())
        }
        assert (theme.negative_text in colours) is expected
    tip = visitor.table.model().index(1, NOTE).data(Qt.ItemDataRole.ToolTipRole)
    assert tip.startswith("Example 2 contradicts example 3: the same lights, another answer")


@pytest.mark.parametrize(("lights", "width"), [(6, 380), (6, 460), (3, 320), (1, 320)])
def test_an_answer_has_all_its_digits_before_a_note_has_its_words(visitor_at, lights, width):
    patterns, answers = [[1] * lights] * 2, [0.123457, 1]
    visitor = visitor_at(Problem(patterns, answers), (width, 330))
    texts = [text for text, _ in texts_of(visitor.table.viewport())]
    assert "0.123457" in texts
    assert not any(ELLIPSIS in text for text in texts)


def test_the_lamps_of_one_row_stand_apart_from_the_next(visitor):
    """A strip of the ground lies between their housings, from end to end."""
    image = visitor.table.viewport().grab().toImage()
    rows = [image.pixelColor(visitor.place(0, 2).x(), y).name() for y in range(image.height())]
    between = rows[visitor.place(0, 2).y() : visitor.place(1, 2).y()]
    assert between.count(LIGHT.card) + between.count(LIGHT.pressed) >= 3


@pytest.mark.parametrize("answer", [0, 0.123457])
@pytest.mark.parametrize("lights", range(1, 7))
@pytest.mark.parametrize("size", [(320, 200), (380, 330), (420, 400)])
def test_every_column_and_button_fits(visitor_at, lights, size, answer):
    visitor = visitor_at(Problem(np.ones((40, lights)), np.full(40, answer)), size)
    header, viewport = visitor.table.horizontalHeader(), visitor.table.viewport()
    visitor.qtbot.waitUntil(lambda: header.length() <= viewport.width())
    assert visitor.table.verticalScrollBar().isVisible()
    assert visitor.window.size().toTuple() == size
    assert visitor.editor.minimumSizeHint().width() <= 320
    for column in range(1, lights + 1):
        assert visitor.table.columnWidth(column) >= 24
    buttons = visitor.editor.findChildren(QPushButton)
    assert len(buttons) == 8
    visitor.qtbot.waitUntil(lambda: all(b.width() >= b.sizeHint().width() for b in buttons))
    assert all(button.accessibleName() and button.toolTip() for button in buttons)


# Clicks.


def test_a_click_on_a_lamp_switches_it(visitor):
    visitor.click_cell(2, 1)
    assert visitor.words == [f"light 1 of example 3: 0 {ARROW} 1"]
    assert visitor.problem.patterns.tolist() == [[1, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]]
    assert visitor.problem.origin == ("streetlights", True)
    assert visitor.shown[2][1] == "1"
    assert visitor.patterns == [(0, 0, 1), (1, 0, 1)]
    visitor.click_cell(2, 1)
    assert visitor.words[1:] == [f"light 1 of example 3: 1 {ARROW} 0"]
    assert visitor.problem.patterns.tolist() == BOOK.patterns.tolist()


def test_a_click_on_a_dimmed_lamp_switches_it_off(visitor_at):
    visitor = visitor_at(Problem([[0.3]], [1]))
    visitor.click_cell(0, 1)
    assert visitor.words == [f"light 1 of example 1: 0.3 {ARROW} 0"]


def test_two_quick_clicks_on_a_lamp_are_two_clicks(visitor):
    visitor.double_click_cell(0, 2)
    assert visitor.words == [
        f"light 2 of example 1: 0 {ARROW} 1",
        f"light 2 of example 1: 1 {ARROW} 0",
    ]


def test_a_click_on_an_answer_switches_it(visitor):
    visitor.click_cell(2, ANSWER)
    assert visitor.words == [f"answer of example 3: STOP {ARROW} WALK"]
    assert visitor.problem.targets.tolist() == [1, 1, 1, 0]


def test_a_click_does_not_lose_a_number_in_an_answer(visitor_at):
    visitor = visitor_at(Problem([[0, 0, 1]], [0.7]))
    visitor.click_cell(0, ANSWER)
    assert not visitor.edits
    visitor.press(KEY.Key_Tab)
    visitor.press(KEY.Key_Backtab)
    visitor.press(KEY.Key_Space)
    assert visitor.words == [f"answer of example 1: 0.7 {ARROW} STOP"]


def test_a_click_on_a_number_or_a_note_only_chooses_the_row(visitor):
    visitor.click_cell(2, 0)
    visitor.click_cell(3, NOTE)
    visitor.click_cell(3, NOTE)
    assert visitor.patterns == [(0, 0, 1), (1, 1, 1), (1, 1, 1)]
    assert not visitor.edits


def test_clicks_that_select_more_rows_change_none(visitor):
    visitor.click_cell(0, 0)
    visitor.click_cell(2, 1, SHIFT)
    assert visitor.selected == [0, 1, 2]
    visitor.click_cell(1, ANSWER, CONTROL)
    assert visitor.selected == [0, 2]
    assert not visitor.edits


def test_buttons_act_on_the_row_that_is_marked(visitor):
    visitor.click_cell(0, 0)
    visitor.click_cell(3, 0, CONTROL)
    visitor.click_cell(3, 0, CONTROL)  # marked no more
    assert (visitor.selected, visitor.current) == ([0], (0, 0))
    assert visitor.patterns[-1] == (1, 0, 1)
    visitor.click("duplicate_example")
    assert visitor.words == ["example 1 duplicated"]
    visitor.click_cell(4, 0, CONTROL)
    visitor.click_cell(4, 0, CONTROL)
    visitor.click("move_down")
    assert visitor.words[1:] == ["example 2 moved down"]


@pytest.mark.parametrize("column", [0, ANSWER, NOTE])
@pytest.mark.parametrize("modifiers", [PLAIN, CONTROL, SHIFT])
def test_the_row_that_keys_go_to_is_always_marked(visitor, column, modifiers):
    visitor.click_cell(2, column)
    visitor.click_cell(2, column, CONTROL)
    assert visitor.current[0] in visitor.selected
    for key in (KEY.Key_Up, KEY.Key_Down, KEY.Key_Home, KEY.Key_End, KEY.Key_PageUp):
        visitor.press(key, modifiers)
        assert visitor.current[0] in visitor.selected, key
    below = QPoint(9, visitor.table.viewport().height() - 2)
    visitor.qtbot.mouseClick(visitor.table.viewport(), LEFT, pos=below)
    assert visitor.current[0] in visitor.selected


def test_a_row_is_marked_after_the_marked_one_is_undone(visitor):
    visitor.click("add_example")
    assert visitor.selected == [4]
    visitor.show(BOOK)
    assert visitor.selected == [visitor.current[0]] == [3]


def test_a_press_that_is_let_go_elsewhere_changes_nothing(visitor):
    viewport = visitor.table.viewport()
    visitor.qtbot.mousePress(viewport, LEFT, pos=visitor.place(0, 1))
    visitor.qtbot.mouseRelease(viewport, LEFT, pos=visitor.place(0, 2))
    visitor.qtbot.mouseClick(viewport, Qt.MouseButton.RightButton, pos=visitor.place(0, 1))
    assert not visitor.edits


# Keys.


def test_arrow_keys_choose_rows(visitor):
    assert visitor.current == (0, 3)
    visitor.press(KEY.Key_Down)
    visitor.press(KEY.Key_Left)
    visitor.press(KEY.Key_Down)
    assert visitor.patterns == [(0, 1, 1), (0, 0, 1)]
    assert visitor.selected == [2]


@pytest.mark.parametrize(
    ("brighter", "dimmer"),
    [
        ((KEY.Key_Plus, PLAIN), (KEY.Key_Minus, PLAIN)),
        ((KEY.Key_Up, CONTROL), (KEY.Key_Down, CONTROL)),
    ],
)
def test_keys_dim_a_light_by_clean_tenths(visitor, brighter, dimmer):
    visitor.go_to(0, 2)
    for _ in range(12):
        visitor.press(*brighter)
    tenths = [k / 10 for k in range(1, 11)]
    assert [problem.patterns[0, 1] for _, problem in visitor.edits] == tenths
    assert visitor.words[2] == f"light 2 of example 1: 0.2 {ARROW} 0.3"
    visitor.edits.clear()
    for _ in range(12):
        visitor.press(*dimmer)
    assert [problem.patterns[0, 1] for _, problem in visitor.edits] == [*tenths[-2::-1], 0]
    assert visitor.patterns[-1] == (1, 0, 1)
    assert visitor.current == (0, 2)


def test_space_switches_lights_and_answers(visitor):
    visitor.go_to(1, 1)
    visitor.press(KEY.Key_Space)
    visitor.go_to(1, ANSWER)
    visitor.press(KEY.Key_Space)
    assert visitor.words == [
        f"light 1 of example 2: 0 {ARROW} 1",
        f"answer of example 2: WALK {ARROW} STOP",
    ]


def test_keys_that_mean_nothing_in_a_cell_are_left_to_the_window(visitor, monkeypatch):
    left = []
    monkeypatch.setattr(type(visitor.editor), "keyPressEvent", lambda _, e: left.append(e.text()))
    visitor.go_to(0, 0)
    visitor.type_text("1 x", end=None)
    visitor.go_to(0, ANSWER)
    visitor.type_text("x", end=None)
    assert left == ["1", " ", "x", "x"]
    assert not visitor.edits
    assert visitor.current == (0, ANSWER)


@pytest.mark.parametrize(
    ("text", "answer", "shown"),
    [("walk", 1, "WALK"), ("Stop", 0, "STOP"), ("-2.5", -2.5, "-2.5"), ("1e3", 1000, "1000")],
)
def test_an_answer_is_typed(visitor_at, text, answer, shown):
    visitor = visitor_at(Problem([[1, 0, 1]], [0.5]))
    visitor.go_to(0, ANSWER)
    visitor.type_text(text)
    assert visitor.words == [f"answer of example 1: 0.5 {ARROW} {shown}"]
    assert visitor.problem.targets.tolist() == [answer]
    assert visitor.field is None
    assert visitor.current == (0, ANSWER)
    assert visitor.table.hasFocus()


def test_typing_stop_does_not_set_off_a_shortcut(visitor):
    stepped = []
    shortcut = QShortcut(QKeySequence("S"), visitor.window)
    shortcut.activated.connect(lambda: stepped.append("S"))
    visitor.go_to(0, ANSWER)
    visitor.type_text("stop")
    assert visitor.words == [f"answer of example 1: WALK {ARROW} STOP"]
    assert not stepped
    visitor.go_to(0, 1)
    visitor.type_text("s", end=None)
    assert stepped == ["S"]


def test_a_light_is_typed(visitor):
    visitor.go_to(0, 2)
    visitor.type_text("0.25")
    assert visitor.words == [f"light 2 of example 1: 0 {ARROW} 0.25"]
    assert visitor.problem.patterns[0].tolist() == [1, 0.25, 1]
    assert visitor.patterns[-1] == (1, 0.25, 1)


def test_a_double_click_in_a_field_marks_all_of_its_number(visitor):
    visitor.go_to(1, ANSWER)
    visitor.type_text("-0.25", end=None)
    visitor.qtbot.mouseDClick(visitor.field, LEFT, pos=QPoint(12, 8))
    visitor.type_text("0.5")
    assert visitor.words == [f"answer of example 2: WALK {ARROW} 0.5"]


@pytest.mark.parametrize("key", [KEY.Key_Return, KEY.Key_F2])
def test_a_key_opens_a_field_with_the_exact_number_and_esc_leaves_it(visitor_at, key):
    visitor = visitor_at(Problem([[1 / 3]], [1]))
    visitor.go_to(0, 1)
    visitor.press(key)
    assert visitor.field is not None
    assert visitor.field.text() == "0.3333333333333333"
    assert visitor.field.width() > 60
    visitor.type_text("1", end=KEY.Key_Escape)
    assert visitor.field is None
    assert visitor.edits == visitor.refusals == []


def test_a_double_click_opens_an_answer_as_it_was(visitor):
    visitor.double_click_cell(0, ANSWER)
    assert visitor.field is not None
    assert visitor.field.text() == "WALK"
    visitor.press(KEY.Key_Escape)
    assert visitor.shown[0][ANSWER] == "WALK"
    visitor.double_click_cell(0, ANSWER)
    visitor.type_text("0.5")
    assert visitor.shown[0][ANSWER] == "0.5"
    assert visitor.problem.targets[0] == 0.5


@pytest.mark.parametrize(
    ("button", "words"),
    [
        ("duplicate_example", "example 2 duplicated"),
        ("move_up", "example 2 moved up"),
        ("remove_example", "example 2 removed"),
        ("add_light", "light 4 added"),
    ],
)
def test_a_button_takes_what_is_typed_first(visitor, button, words):
    visitor.go_to(1, ANSWER)
    visitor.type_text("7", end=None)
    visitor.click(button)
    assert visitor.words == [f"answer of example 2: WALK {ARROW} 7", words]
    assert visitor.field is None


def test_a_button_does_nothing_but_complain_of_text_that_cannot_be_taken(visitor):
    visitor.go_to(1, ANSWER)
    visitor.type_text("wolk", end=None)
    visitor.click("duplicate_example")
    assert len(visitor.refusals) == 1
    assert not visitor.edits
    assert visitor.field is not None
    visitor.type_text("7")
    assert visitor.words == [f"answer of example 2: WALK {ARROW} 7"]


def test_tab_takes_the_text_and_goes_on(visitor):
    visitor.go_to(0, 2)
    visitor.type_text("0.5", end=KEY.Key_Tab)
    assert visitor.words == [f"light 2 of example 1: 0 {ARROW} 0.5"]
    assert visitor.current == (0, 3)
    visitor.type_text("0.1", end=KEY.Key_Tab)
    visitor.type_text("stop", end=KEY.Key_Tab)
    assert visitor.words[2:] == [f"answer of example 1: WALK {ARROW} STOP"]
    assert visitor.problem.patterns[0].tolist() == [1, 0.5, 0.1]
    assert visitor.table.hasFocus()


def test_arrows_in_a_field_leave_the_table_alone(visitor):
    visitor.go_to(1, 1)
    visitor.type_text("0.5", end=None)
    visitor.press(KEY.Key_Down)
    visitor.press(KEY.Key_Up, CONTROL)
    assert visitor.current == (1, 1)
    assert visitor.edits == []
    assert visitor.field is not None


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize(("light", "lit"), [(1, 0), (1, 1), (6, 0), (6, 1)])
def test_a_ring_shows_the_cell_that_keys_go_to(visitor_at, theme, light, lit):
    visitor = visitor_at(Problem([[lit] * 6], [1]))
    visitor.editor.set_theme(theme)
    visitor.go_to(0, light)
    half = visitor.table.columnWidth(light) // 2

    def outer_edge():
        return [visitor.colour(0, light, dy=dy).lightness() for dy in range(-half, 5 - half)]

    assert max(outer_edge()) > 240
    assert outer_edge()[-2] < 60 or not lit  # dark between the ring and the lamp
    visitor.button("add_example").setFocus()
    assert max(outer_edge()[:2]) < 100


def test_a_text_that_is_the_same_answer_is_no_edit(visitor):
    visitor.go_to(0, ANSWER)
    visitor.type_text("1.0")
    assert visitor.edits == visitor.refusals == []


@pytest.mark.parametrize(
    ("column", "text", "sentence"),
    [
        (ANSWER, "wolk", "an answer must be WALK, STOP or a finite number such as 0.5, not 'wolk'"),
        (
            ANSWER,
            "1e999",
            "an answer must be WALK, STOP or a finite number such as 0.5, not '1e999'",
        ),
        (1, "1.1", "a light must be a number from 0 (off) to 1 (on), not '1.1'"),
        (1, "0.x", "a light must be a number from 0 (off) to 1 (on), not '0.x'"),
    ],
)
def test_bad_text_is_refused_and_can_be_mended(visitor, column, text, sentence):
    visitor.go_to(0, column)
    visitor.type_text(text)
    assert visitor.refusals == [sentence]
    assert visitor.field is not None
    assert visitor.field.text() == text
    assert not visitor.edits
    visitor.type_text("0.5")
    assert visitor.field is None
    assert len(visitor.edits) == 1


def test_bad_text_that_is_left_by_a_click_changes_nothing(visitor):
    visitor.go_to(0, ANSWER)
    visitor.type_text("wolk", end=None)
    visitor.click_cell(2, 0)
    assert len(visitor.refusals) == 1
    assert visitor.field is None
    assert not visitor.edits
    assert visitor.shown[0][ANSWER] == "WALK"


# The wheel.


def test_the_wheel_dims_the_current_light(visitor):
    visitor.go_to(0, 1)
    for delta in (-120, -240, -60, -60):
        visitor.turn_wheel(visitor.place(0, 1), delta)
    assert [problem.patterns[0, 0] for _, problem in visitor.edits] == [0.9, 0.7, 0.6]


def test_the_wheel_changes_nothing_anywhere_else(visitor):
    visitor.go_to(0, 1)
    for row, column in ((0, 0), (0, 2), (1, 1), (0, ANSWER), (0, NOTE)):
        visitor.turn_wheel(visitor.place(row, column), -120)
    visitor.go_to(0, ANSWER)
    visitor.turn_wheel(visitor.place(0, ANSWER), -120)
    visitor.go_to(0, 1)
    visitor.button("add_light").setFocus()
    visitor.turn_wheel(visitor.place(0, 1), -120)
    assert not visitor.edits


def test_a_wheel_that_scrolls_does_not_change_the_light_that_comes_under_it(visitor_at):
    visitor = visitor_at(Problem(np.ones((100, 3)), np.zeros(100)))
    visitor.go_to(3, 1)
    start = visitor.place(0, 1)
    bar = visitor.table.verticalScrollBar()
    visitor.turn_wheel(start, -120)
    assert bar.value() > 0
    bar.setValue(visitor.table.rowHeight(0) * 3)
    assert visitor.table.indexAt(start).row() == 3
    visitor.turn_wheel(start, -120)
    assert not visitor.edits
    bar.setValue(visitor.table.rowHeight(0) * 3)
    visitor.press(KEY.Key_Shift)  # any key or click says that this cell is meant
    visitor.turn_wheel(start, -120)
    assert visitor.words == [f"light 1 of example 4: 1 {ARROW} 0.9"]


# Buttons.


def test_examples_are_added_with_patterns_not_there_yet(visitor):
    visitor.click("add_example")
    assert visitor.words == ["example 5 added"]
    assert visitor.problem.patterns[4].tolist() == [0, 0, 0]
    assert visitor.problem.targets[4] == 0
    assert visitor.selected == [4]
    visitor.click("add_example")
    assert visitor.problem.patterns[5].tolist() == [0, 1, 0]
    assert visitor.patterns == [(0, 0, 0), (0, 1, 0)]


def test_an_example_is_duplicated(visitor):
    visitor.click_cell(1, 0)
    visitor.click("duplicate_example")
    assert visitor.words == ["example 2 duplicated"]
    assert visitor.problem.patterns[1:3].tolist() == [[0, 1, 1], [0, 1, 1]]
    assert visitor.selected == [2]


def test_examples_are_removed(visitor):
    visitor.click_cell(1, 0)
    visitor.click("remove_example")
    assert visitor.words == ["example 2 removed"]
    assert visitor.selected == [1]
    visitor.click_cell(2, 0, SHIFT)
    visitor.press(KEY.Key_Delete)
    assert visitor.words[1:] == ["2 examples removed"]
    assert visitor.problem.patterns.tolist() == [[1, 0, 1]]
    assert not visitor.button("remove_example").isEnabled()
    visitor.press(KEY.Key_Delete)
    assert visitor.refusals == ["a training set must keep at least 1 example"]


def test_an_example_moves_and_stays_chosen(visitor):
    visitor.click_cell(0, 0)
    visitor.click("move_down")
    visitor.click("move_down")
    assert visitor.words == ["example 1 moved down", "example 2 moved down"]
    assert visitor.problem.patterns.tolist() == [[0, 1, 1], [0, 0, 1], [1, 0, 1], [1, 1, 1]]
    assert visitor.problem.targets.tolist() == [1, 0, 1, 0]
    assert visitor.selected == [2]
    visitor.click("move_up")
    assert visitor.words[2:] == ["example 3 moved up"]
    assert visitor.selected == [1]


def test_lights_are_added_and_removed(visitor):
    visitor.click("add_light")
    assert visitor.words == ["light 4 added"]
    assert visitor.problem.patterns[:, 3].tolist() == [0, 0, 0, 0]
    assert visitor.button("remove_light").text().endswith("light 4")
    visitor.go_to(0, 2)
    assert visitor.button("remove_light").accessibleName() == "Remove light 2"
    visitor.click("remove_light")
    assert visitor.words[1:] == ["light 2 removed"]
    assert visitor.problem.patterns.tolist() == [[1, 1, 0], [0, 1, 0], [0, 1, 0], [1, 1, 0]]
    assert not visitor.patterns  # the lamps of the window may have another number of lights


def test_buttons_are_off_where_they_cannot_be_pressed(visitor_at):
    def state(problem, *cells):
        visitor = visitor_at(problem)
        for number, (row, column) in enumerate(cells):
            visitor.click_cell(row, column, CONTROL if number else PLAIN)
        names = "add_example duplicate_example remove_example move_up move_down add_light"
        buttons = [*names.split(), "remove_light"]
        return {name for name in buttons if not visitor.button(name).isEnabled()}

    assert state(BOOK, (1, 0)) == set()
    assert state(BOOK, (0, 0)) == {"move_up"}
    assert state(BOOK, (3, 0)) == {"move_down"}
    many = {"duplicate_example", "move_up", "move_down"}
    assert state(BOOK, (0, 0), (2, 0)) == many
    assert state(BOOK, *[(k, 0) for k in range(4)]) == {*many, "remove_example"}
    single = Problem([[1]], [1])
    assert state(single) == {"remove_example", "move_up", "move_down", "remove_light"}
    full = Problem(np.ones((MAX_EXAMPLES, 6)), np.ones(MAX_EXAMPLES))
    assert state(full, (1, 0)) == {"add_example", "duplicate_example", "add_light"}


def test_nothing_can_be_done_before_the_first_problem(visitor_at, qtbot):
    editor = ProblemEditor()
    qtbot.addWidget(editor)
    buttons = [
        b for b in editor.findChildren(QAbstractButton) if b.objectName().endswith("_button")
    ]
    assert len(buttons) >= 7
    assert not any(button.isEnabled() for button in buttons)
    editor.set_theme(DARK)


def test_every_button_is_reached_and_pressed_by_keyboard(visitor):
    visitor.go_to(1, 2)
    reached = []
    for _ in range(8):
        visitor.press(KEY.Key_Tab)
        reached.append(QApplication.focusWidget().objectName())
    assert reached == [
        "add_example_button",
        "duplicate_example_button",
        "remove_example_button",
        "move_up_button",
        "move_down_button",
        "hold_out_button",
        "add_light_button",
        "remove_light_button",
    ]
    visitor.press(KEY.Key_Space)
    assert visitor.words == ["light 2 removed"]


def test_a_button_that_goes_off_hands_the_focus_to_the_table(visitor):
    visitor.go_to(2, 1)
    visitor.button("move_up").setFocus()
    visitor.press(KEY.Key_Space)
    assert visitor.button("move_up").hasFocus()
    visitor.press(KEY.Key_Space)
    assert visitor.words == ["example 3 moved up", "example 2 moved up"]
    assert visitor.table.hasFocus()


@pytest.mark.parametrize("row", [0, 3])
def test_remove_keeps_the_focus_while_it_can_be_pressed(visitor, row):
    visitor.go_to(row, 1)
    visitor.button("remove_example").setFocus()
    for _ in range(2):
        visitor.press(KEY.Key_Space)
        assert visitor.button("remove_example").hasFocus()
    visitor.press(KEY.Key_Space)
    assert visitor.table.hasFocus()
    assert len(visitor.problem) == 1


# The window's answers.


def test_the_windows_answer_moves_nothing(visitor_at):
    visitor = visitor_at(Problem(np.ones((100, 3)), np.zeros(100)))
    visitor.click_cell(50, 2)
    bar = visitor.table.verticalScrollBar()
    before = visitor.current, visitor.selected, bar.value(), len(visitor.patterns)
    for _ in range(3):
        visitor.show(visitor.problem)
    assert (visitor.current, visitor.selected, bar.value(), len(visitor.patterns)) == before
    assert len(visitor.edits) == 1


def test_an_edit_that_the_window_does_not_take_goes(visitor):
    visitor.click("add_example")
    assert len(visitor.shown) == 5
    visitor.show(BOOK)
    assert len(visitor.shown) == 4
    assert len(visitor.edits) == 1


def test_undo_brings_back_what_was(visitor):
    visitor.click_cell(1, 1)
    visitor.show(BOOK)  # undone at once
    visitor.qtbot.waitUntil(lambda: visitor.shown[1][1] == "0")
    assert visitor.current == (1, 1)
    visitor.click_cell(1, 1)
    assert visitor.words == [f"light 1 of example 2: 0 {ARROW} 1"] * 2


def test_another_problem_is_shown_at_once(visitor):
    visitor.click_cell(3, ANSWER)
    other = Problem(np.eye(6)[:2], [0, 1])
    visitor.show(other)
    assert [row[1:7] for row in visitor.shown] == [list("100000"), list("010000")]
    assert visitor.table.currentIndex().isValid()
    visitor.show(BOOK)
    visitor.show(Problem([[0.5]], [1]))
    assert visitor.shown == [["1", "0.5", "WALK", ""]]
    visitor.type_text("0")
    assert len(visitor.words) == 2


# Many rows.


def test_a_full_training_set_scrolls_without_a_widget_for_each_row(visitor_at):
    random = np.random.RandomState(1)
    visitor = visitor_at(Problem(random.randint(0, 2, (MAX_EXAMPLES, 6)), np.ones(MAX_EXAMPLES)))
    widgets = len(visitor.editor.findChildren(QWidget))
    visitor.table.scrollToBottom()
    visitor.table.viewport().grab()
    assert len(visitor.editor.findChildren(QWidget)) == widgets
    visitor.click_cell(MAX_EXAMPLES - 1, 7)
    assert visitor.words == [f"answer of example 10000: WALK {ARROW} STOP"]
    assert visitor.colour(MAX_EXAMPLES - 1, 1, dx=-12, dy=0) != QColor(HOUSING)


# What is held out.


def test_an_example_is_held_out_and_trained_on_again(visitor):
    visitor.click_cell(1, NUMBER)
    assert visitor.button("hold_out").text() == "Hold out"
    visitor.click("hold_out")
    assert visitor.shown == [
        ["1", "1", "0", "1", "WALK", ""],
        ["2", "0", "0", "1", "STOP", ""],
        ["3", "1", "1", "1", "STOP", ""],
        ["4", "0", "1", "1", "WALK", "held out"],
    ]
    assert (visitor.selected, visitor.button("hold_out").text()) == ([3], "Train on")
    visitor.click("hold_out")
    assert visitor.words == ["example 2 held out", "example 4 trained on"]
    assert visitor.problem.held_out_count == 0
    assert visitor.problem.examples.answers_to((0, 1, 1)) == (1,)


def test_several_are_held_out_at_once_but_never_all(visitor):
    visitor.click_cell(0, NUMBER)
    visitor.click_cell(2, NUMBER, SHIFT)
    visitor.click("hold_out")
    assert visitor.words == ["3 examples held out"]
    assert [row[NOTE] for row in visitor.shown] == ["", *["held out"] * 3]
    visitor.click_cell(0, NUMBER)
    assert not visitor.button("hold_out").isEnabled()
    assert not visitor.button("remove_example").isEnabled()
    visitor.click_cell(3, NUMBER, SHIFT)
    assert not visitor.button("hold_out").isEnabled()
    visitor.click_cell(1, NUMBER)
    visitor.click_cell(3, NUMBER, SHIFT)
    visitor.click("hold_out")
    assert visitor.words[1:] == ["3 examples trained on"]


def test_rows_that_are_held_out_are_edited_like_others(visitor_at):
    visitor = visitor_at(BOOK.holding_out(([[1, 0, 0], [0, 0, 0]], [1, 0])))
    visitor.click_cell(4, ANSWER)
    visitor.click_cell(5, 1)
    assert visitor.problem.held_out.patterns.tolist() == [[1, 0, 0], [1, 0, 0]]
    assert visitor.problem.held_out.targets.tolist() == [0, 0]
    assert visitor.words[0] == f"answer of example 5: WALK {ARROW} STOP"
    assert visitor.problem.trains_as(BOOK)
    assert visitor.patterns[-1] == (1, 0, 0)
    visitor.click("duplicate_example")
    assert visitor.problem.held_out_count == 3
    visitor.click("remove_example")
    assert visitor.problem.held_out_count == 2
    visitor.click("add_example")
    assert (len(visitor.problem), visitor.current[0]) == (5, 4)


def test_no_row_moves_out_of_its_use(visitor_at):
    visitor = visitor_at(BOOK.holding_out(([[1, 0, 0], [0, 0, 0]], [1, 0])))
    for row, up, down in ((0, False, True), (3, True, False), (4, False, True), (5, True, False)):
        visitor.click_cell(row, NUMBER)
        assert visitor.button("move_up").isEnabled() is up
        assert visitor.button("move_down").isEnabled() is down
    visitor.click("move_up")
    assert visitor.problem.held_out.patterns.tolist() == [[0, 0, 0], [1, 0, 0]]


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_held_out_answers_are_marked_and_one_that_training_denies_is_said(visitor_at, theme):
    visitor = visitor_at(BOOK.holding_out(([[1, 0, 0], [1, 0, 1]], [1, 0])), size=(460, 330))
    visitor.editor.set_theme(theme)
    notes = [row[NOTE] for row in visitor.shown]
    assert notes == ["contradicts example 6", "", "", "", "held out", "contradicts example 1"]
    label = visitor.editor.findChild(QLabel, "contradictions_label")
    assert label.text() == "2 contradict another"
    assert label.toolTip().startswith("2 of 4 examples, 2 held out show the same lights")
    box = visitor.table.visualRect(visitor.table.model().index(4, NOTE))
    image = visitor.table.viewport().grab(box).toImage()
    colours = {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }
    assert theme.held_out in colours
    tip = visitor.table.model().index(4, NOTE).data(Qt.ItemDataRole.ToolTipRole)
    assert (
        tip == "Example 5 held out: the network is asked for this answer, and never trained on it"
    )


def test_the_count_tells_how_many_are_held_out(visitor_at):
    visitor = visitor_at(BOOK.holding_out(([[1, 0, 0]], [1])), size=(500, 330))
    label = visitor.editor.findChild(QLabel, "contradictions_label")
    assert label.text() == "4 examples, 1 held out"
