"""What the Help menu says in a box: the list of keys, and what this program is."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QMessageBox, QTextBrowser, QVBoxLayout, QWidget

from streetlight_gui import __version__
from streetlight_gui.ui.shell.actions import Action
from streetlight_gui.ui.shell.sizes import fitting
from streetlight_gui.ui.widgets.boxes import filled
from streetlight_gui.ui.widgets.controls import named
from streetlight_gui.ui.widgets.text_sizes import length

_OTHER_KEYS = """\
Space\trun or pause; press the button, light or cell that Tab has led to; among the runs: show a \
curve, or no longer
Ctrl+Z, Ctrl+Shift+Z\tundo, redo what you changed
1 to 6\tswitch a light: the row of digits, with or without Shift on any layout
Up, Down\tdim the light just clicked, or that Tab has led to, by 0.1; so does the wheel over it
+, -\tin the training set: dim the light by 0.1; so does the wheel
Tab\tgo on to the next control
Arrows\tin the diagram: units and edges; in the plot: iterations
Enter\tin the diagram and among the numbers: choose what is marked; among the runs: go back \
to one; on a card's title or tab: fill the window with it, and back
F2\tin the diagram and the numbers: type another weight; in the patterns: hold out an answer; \
among the runs: name one
Delete\tin the training set and among the runs: delete the one that is marked
Ctrl+Up, Ctrl+Down\tamong the numbers: the variable before or after
Esc\tone after the other: let go of what is marked; close what tells of trouble, the findings, \
the walk, the presentation
Ctrl+C\tin a table or the code: copy"""
_WIDTH, _SPARE = 620, 4  # of the list of keys, in a font of 12 pixels; what rounding may take
_ABOUT = """\
Watch a small neural network learn when it is safe to walk.

The example is the street-light problem of chapter 6 of Andrew Trask's "Grokking Deep Learning"."""


def show_keys(window: QWidget, actions: Iterable[Action]) -> None:
    """Show what each key does: those of the actions, and the others."""
    rows = [[", ".join(key.toString() for key in a.shortcuts()), a.tells] for a in actions]
    rows += [line.split("\t") for line in _OTHER_KEYS.splitlines()]
    cells = "".join(f"<tr><td><b>{k}</b>&nbsp;&nbsp;</td><td>{v}</td></tr>" for k, v in rows)
    box, page = QDialog(window), QTextBrowser()
    box.setWindowTitle("Keys")
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    named(page, "keys", "Keys", "")
    page.setHtml(f"<table cellpadding='3'>{cells}</table>")
    column = filled(QVBoxLayout(box), page)
    page.document().setTextWidth(length(_WIDTH, box.font()))
    frame = 2 * page.frameWidth() + _SPARE
    around = column.totalMinimumSize() - page.minimumSizeHint() + QSize(frame, frame)
    size = page.document().size().toSize() + around
    box.resize(fitting(size, window.screen().availableSize()))
    box.open()


def show_about(window: QWidget) -> None:
    """Show which program this is, and what it is for."""
    title = f"Streetlight {__version__}"
    box = QMessageBox(QMessageBox.Icon.NoIcon, title, _ABOUT, parent=window)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
