"""What a person does and sees on the way through time."""

import numpy as np
from person import LEFT, bits, book_trainer
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QHelpEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLineEdit,
    QSlider,
    QTableView,
    QToolTip,
)

from streetlight_gui.core.training.trace import Trace
from streetlight_gui.ui.network.diagram import Diagram

PHASE, EXAMPLE, ITERATION, TEN = range(4)
SHIFT = Qt.KeyboardModifier.ShiftModifier
LINES = 11  # of the listing, for one hidden layer


def trained(examples, alpha=0.2):
    trainer = book_trainer(alpha=alpha)
    trainer.step(examples)
    return trainer


def trace_of(examples):
    """Trace the example that comes after this many of the book's run."""
    return Trace(trained(examples).coming)


def what_is_seen(person):
    names = ("iteration_label", "example_label", "error_label", "frozen_label", "phase_label")
    table = code_table(person)
    cells = [(table.model().index(r, 1).data(), exact_text(person, r)) for r in range(LINES)]
    texts = [person.text(name) for name in (*names, "prediction_label")]
    return texts, cells, bits(person.network), person.lamps


def code_table(person):
    return person.find("code_view", QTableView)


def timeline(person):
    return person.find("timeline", QSlider)


def is_enabled(person, name):
    return person.find(name, QAbstractButton).isEnabled()


def step_until(person, condition):
    person.click("step_button")
    person.wait_until(condition)


def go_to(person, examples):
    """Put the timeline's handle there."""
    timeline(person).setValue(examples)
    person.wait_until(lambda: timeline(person).value() == examples)
    person.wait_until(lambda: bits(person.network) != [] and not person.is_running)


def show_past(person, examples, length):
    go_to(person, examples)
    text = f"example {examples:,} of {length:,}: the past"
    person.wait_until(lambda: person.text("time_label") == text)


def undo_action(person, word):
    actions = person.window.findChildren(QAction)
    found = [a for a in actions if a.text().replace("&", "").startswith(word)]
    assert len(found) == 1
    return found[0]


def diagram_of(person):
    return Diagram(person.network.sizes, person.view.width(), person.view.height())


def edge_point(person, k):
    """Return a point of edge k that lies farther from the other edges than any other does."""
    t = np.linspace(0.15, 0.85, 71)[:, np.newaxis]
    curves = [
        (1 - t) ** 3 * a + 3 * t * (1 - t) ** 2 * b + 3 * t**2 * (1 - t) * c + t**3 * d
        for a, b, c, d in diagram_of(person).curves
    ]
    others = np.concatenate(curves[:k] + curves[k + 1 :])
    distances = np.hypot(*(curves[k][:, np.newaxis] - others).transpose(2, 0, 1)).min(axis=1)
    x, y = curves[k][distances.argmax()]
    return QPoint(round(x), round(y))


def click_edge(person, k):
    person.qtbot.mouseClick(person.view, LEFT, pos=edge_point(person, k))


def open_editor(person, k):
    point = edge_point(person, k)
    person.qtbot.mouseClick(person.view, LEFT, pos=point)
    person.qtbot.mouseDClick(person.view, LEFT, pos=point)
    editor = person.find("weight_editor", QLineEdit)
    assert editor.isVisible()
    assert QApplication.focusWidget() is editor
    return editor


def type_weight(person, k, text, end=Qt.Key.Key_Return):
    editor = open_editor(person, k)
    person.press(Qt.Key.Key_Delete)  # all of it is selected
    assert editor.text() == ""
    person.type_text(text)
    person.press(end)
    return editor


def wait_for(person, trainer):
    person.wait_until(lambda: bits(person.network) == bits(trainer.network))


def phase(person):
    return person.text("phase_label")


def exact_text(person, row):
    """Rest the pointer on a value, and read what it tells."""
    table = code_table(person)
    table.scrollTo(table.model().index(row, 1))
    pos = table.visualRect(table.model().index(row, 1)).center()
    QToolTip.hideText()
    there = table.viewport().mapToGlobal(pos)
    QApplication.sendEvent(table.viewport(), QHelpEvent(QEvent.Type.ToolTip, pos, there))
    return QToolTip.text()


def numbers(text):
    return text.replace("[", " ").replace("]", " ").split()
