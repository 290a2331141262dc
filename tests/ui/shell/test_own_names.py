"""Lights and answers with names of their own: they go by these everywhere, in files, too."""

import re

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QHelpEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QToolTip, QWidget

from streetlight_gui.core import Problem
from streetlight_gui.core.nn.parts import Edge, Unit
from streetlight_gui.core.replay.cursor import Cursor
from streetlight_gui.core.replay.run import Run
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.ui.exports.registry import export_for

ROLE = Qt.ItemDataRole
ROLES = ROLE.DisplayRole, ROLE.ToolTipRole, ROLE.AccessibleTextRole
NAMES = ("Klee", "Distel & Mohn", "{0}", "Ampel")
NAMED = Problem([[1, 0, 1], [0, 1, 1], [0, 0, 1], [1, 1, 1]], [1, 1, 0, 0], "wiese", names=NAMES)
FILES = (
    *("diagram.svg", "worksheet.svg", "patterns.csv", "weights_0_1.csv", "m.streetlight"),
    *("m.ipynb", "m.py", "m.torch.py", "m.html", "m.onnx"),
)
NUMBERED = re.compile(r"\blight \d", re.IGNORECASE)


def texts_of(window):
    """Yield everything that a person can read or hear of a window, hidden or not."""
    for widget in [window, *window.findChildren(QWidget)]:
        yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
        for what in ("text", "title", "currentText", "placeholderText"):
            if callable(tell := getattr(widget, what, None)):
                yield tell()
    for action in window.findChildren(QAction):
        yield from (action.text(), action.toolTip())
    for view in window.findChildren(QAbstractItemView):
        yield from _cells(view.model())


def _cells(model):
    for way, count in (
        (Qt.Orientation.Horizontal, model.columnCount()),
        (Qt.Orientation.Vertical, model.rowCount()),
    ):
        yield from (model.headerData(k, way, role) for k in range(count) for role in ROLES)
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            yield from (model.index(row, column).data(role) for role in ROLES)


def only_numbered(window):
    """Return each text that calls a light by nothing but its number."""
    found = []
    for text in filter(lambda each: isinstance(each, str), texts_of(window)):
        rest = text
        for k, name in enumerate(NAMES[:-1], start=1):
            rest = rest.replace(f"{name}, light {k}", name)
        found += [text] if NUMBERED.search(rest) else []
    return found


@pytest.fixture
def at_a_meadow(person_at):
    return person_at(Settings.choose(NAMED))


def test_no_part_of_the_window_calls_a_light_by_its_number_alone(at_a_meadow):
    person = at_a_meadow
    person.wait_until(lambda: person.view.picture is not None)
    for page in ("Numbers", "Training set", "Patterns"):
        person.open_page(page)
    person.step_to(1)
    for part in (Edge(0, 1, 0), Unit(0, 2), Unit(1, 0), Unit(2, 0)):
        person.view.choose(part)
        assert only_numbered(person.window) == []
    person.view.choose(Edge(0, 1, 0))  # of a light that was off
    told = [each for each in texts_of(person.window) if isinstance(each, str)]
    assert any("why 0: Distel & Mohn is off" in text for text in told)
    person.open_page("Training set")
    person.click("remove_light_button")
    assert person.edit_text("Undo") == "Undo: {0} removed"


def test_a_tip_takes_no_name_for_markup(person_at):
    names = ("<i>Klee</i>", "Mohn", "Ampel")
    person = person_at(Settings.choose(Problem([[1, 0], [0, 1]], [1, 0], "wiese", names=names)))
    lamp = person.find("light_1")
    place = lamp.rect().center()
    QApplication.sendEvent(lamp, QHelpEvent(QEvent.Type.ToolTip, place, lamp.mapToGlobal(place)))
    assert QToolTip.text().startswith("<i>Klee</i>, light 1")
    tops = QApplication.topLevelWidgets()
    (label,) = (each for each in tops if each.metaObject().className() == "QTipLabel")
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_the_table_of_patterns_has_them_above_and_in_what_is_copied(at_a_meadow):
    person = at_a_meadow
    person.open_page("Patterns")
    table = person.find("pattern_table", QAbstractItemView)
    titles = [table.model().headerData(k, Qt.Orientation.Horizontal) for k in (1, 2)]
    assert titles == ["Klee Distel & Mohn {0}", "Ampel"]
    table.selectRow(0)
    table.setFocus()
    person.press(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    header = QApplication.clipboard().text().splitlines()[0].split("\t")
    assert header[1:3] == titles


@pytest.mark.parametrize("name", FILES)
def test_they_are_in_every_file_that_tells_of_lights(styled_application, name):
    if name.endswith(".onnx"):
        pytest.importorskip("onnx")
    run = Run(Settings.choose(NAMED))
    run.train(5)
    text = export_for(name).make(Cursor(run)).decode(errors="replace")
    shown = ("Klee", "Ampel") if name != "weights_0_1.csv" else ("Klee", "Distel & Mohn", "{0}")
    assert [each for each in shown if each not in text] == []
    assert NUMBERED.search(text) is None
