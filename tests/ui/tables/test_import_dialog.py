"""The look at a table before it is imported: what it says, asks, and lets a person choose."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QListWidget, QPushButton

from streetlight_gui.core.storage.problem_file import parse_any
from streetlight_gui.ui.tables.importing.import_dialog import ImportDialog
from streetlight_gui.ui.widgets.announcer import Announcer

KEY = Qt.Key
SEVEN = "a,b,c,d,e,f,g,y\n0,1,0,1,0,1,0,1\n1,1,0,1,0,1,0,0\n"


class Look:
    """A dialog that is open, and who uses it by keyboard."""

    def __init__(self, qtbot, text):
        self.qtbot, self.dialog = qtbot, ImportDialog(parse_any(text, "mine"), None)
        qtbot.addWidget(self.dialog)
        with qtbot.waitActive(self.dialog):
            self.dialog.show()

    def find(self, kind, name):
        return self.dialog.findChild(kind, name)

    def sentence(self, name):
        label = self.find(QLabel, f"import_{name}")
        return label.text() if label.isVisible() else ""

    def press(self, *keys):
        for key in keys:
            self.qtbot.keyClick(QApplication.focusWidget(), key)

    def tab_to(self, name):
        for _ in range(20):
            if QApplication.focusWidget().objectName() == name:
                return
            self.press(KEY.Key_Tab)
        pytest.fail(f"Tab does not lead to {name}")

    @property
    def reason(self):
        """Return why Import is grey, as the tip and a screen reader say it; '' where it is not."""
        button = self.find(QPushButton, "import_button")
        spoken = QAccessible.queryAccessibleInterface(button)
        reason = spoken.text(QAccessible.Text.Description)
        assert (button.isEnabled(), button.toolTip()) == (reason == "", reason)
        assert self.sentence("reason").startswith(reason)
        return reason


@pytest.fixture
def look(qtbot):
    return lambda text: Look(qtbot, text)


def test_a_plain_table_takes_one_key(look):
    seen = look("x1,x2,y\n0,1,1\n1,1,0\n")
    assert seen.sentence("understood") == "x1 and x2 are the lights, y the answer, 2 examples."
    assert seen.reason == ""
    seen.press(KEY.Key_Return)
    assert seen.dialog.result() == ImportDialog.DialogCode.Accepted
    assert seen.dialog.problem.names == ("x1", "x2", "y")


def test_the_answer_is_chosen_where_it_is_not_plain(look):
    seen = look("class,a\n0,1\n1,0\n")
    assert seen.reason == "class or a may be the answer: choose which"
    seen.tab_to("import_answer")
    with seen.qtbot.waitSignal(seen.dialog.findChild(Announcer).said) as said:
        seen.press(KEY.Key_Down)
    assert said.args == ["a is the light, class the answer, 2 examples."]
    assert seen.find(QComboBox, "import_answer").currentText() == "class"
    assert seen.sentence("understood") == "a is the light, class the answer, 2 examples."
    assert seen.reason == ""
    assert seen.dialog.problem.names == ("a", "class")


def test_lights_are_left_out_by_space(look):
    seen = look(SEVEN)
    assert seen.reason == "there are 7 columns beside the answer: choose at most 6 as lights"
    seen.tab_to("import_lights")
    seen.press(KEY.Key_Home, KEY.Key_Down, KEY.Key_Space)
    assert seen.reason == ""
    assert seen.dialog.problem.names == tuple("acdefgy")
    seen.press(KEY.Key_Space)
    assert seen.reason.startswith("there are 7")
    answer = seen.find(QListWidget, "import_lights").item(7)
    assert not answer.flags() & Qt.ItemFlag.ItemIsEnabled


def test_a_column_of_texts_is_left_out(look):
    seen = look("name,a,y\nx,0,1\ny,1,0\nz,1,1\n")
    assert seen.reason.startswith("name holds more than two texts, such as 'x', 'y' and 'z'")
    seen.tab_to("import_lights")
    seen.press(KEY.Key_Home, KEY.Key_Space)
    assert seen.dialog.problem.names == ("a", "y")


def test_what_texts_stand_for_is_asked_and_the_usual_is_offered(look):
    seen = look("windy,sky,play\nno,sunny,yes\nyes,rain,no\n")
    windy, sky = seen.dialog.findChildren(QComboBox, "import_words")
    assert windy.currentText() == "no is 0 (off), yes is 1 (on)"
    assert sky.currentIndex() == -1  # nothing is guessed
    assert seen.reason == "sky: 'rain' and 'sunny' must be numbers, 0 (off) or 1 (on)"
    sky.setFocus()
    seen.press(KEY.Key_Down, KEY.Key_Down)
    assert sky.currentText() == "rain is 1 (on), sunny is 0 (off)"
    assert seen.dialog.problem.patterns.tolist() == [[0, 0], [1, 1]]
    assert seen.dialog.problem.targets.tolist() == [1, 0]


def test_an_answer_of_signs_may_stay(look):
    seen = look("a,y\n0,-1\n1,1\n")
    assert seen.dialog.problem.targets.tolist() == [0, 1]
    (signs,) = seen.dialog.findChildren(QComboBox, "import_words")
    signs.setFocus()
    seen.press(KEY.Key_End)
    assert signs.currentText() == "-1 is -1, 1 is 1 (on)"
    assert seen.dialog.problem.targets.tolist() == [-1, 1]


def test_scaling_is_asked_with_its_factors(look):
    seen = look("age,b,y\n20,0,0\n60,1,1\n30,1,1\n")
    assert seen.reason.startswith("age is from 20 to 60, a light from 0 to 1")
    (box,) = seen.dialog.findChildren(QCheckBox, "import_scale")
    assert box.text() == "Scale age to 0..1: (age - 20) / 40"
    seen.tab_to("import_scale")
    seen.press(KEY.Key_Space)
    assert seen.dialog.problem.patterns.tolist() == [[0, 0], [1, 1], [0.25, 1]]
    assert "; age is scaled, (age - 20) / 40" in seen.sentence("understood")


@pytest.mark.parametrize("answer", [0, 1])
def test_what_takes_biases_is_said(look, answer):
    seen = look(f"a,b,y\n0,0,{answer}\n1,1,1\n")
    assert seen.reason == ""
    assert seen.sentence("reason").startswith("With all lights off the answer is WALK" * answer)


def test_esc_imports_nothing(look):
    seen = look("x1,x2,y\n0,1,1\n1,1,0\n")
    seen.press(KEY.Key_Escape)
    assert seen.dialog.result() == ImportDialog.DialogCode.Rejected
    assert not seen.dialog.isVisible()
