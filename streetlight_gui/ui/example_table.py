"""The table of the training set: what mouse, wheel and keys do in it."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QHeaderView, QTableView, QWidget

from streetlight_gui.core.example_cells import Kind
from streetlight_gui.core.problem import Problem
from streetlight_gui.ui.example_delegate import ExampleDelegate
from streetlight_gui.ui.example_model import ExampleModel
from streetlight_gui.ui.example_painter import ROW_HEIGHT, ExamplePainter, RowState
from streetlight_gui.ui.theme import Theme

_NOTCH = 120  # of a wheel's turn
_BEGINS_NUMBER = frozenset("0123456789.")
_BEGINS = {Kind.LIGHT: _BEGINS_NUMBER, Kind.ANSWER: _BEGINS_NUMBER | frozenset("+-wWsS")}
_Key = Qt.Key
_Modifier = Qt.KeyboardModifier


class ExampleTable(QTableView):
    """Shows examples; a click or Space toggles a cell, keys and wheel dim a light, typing edits.

    Signals:
        row_chosen: a row that was clicked or reached by keyboard.
        remove_requested: Delete was pressed.
    """

    row_chosen = Signal(int)
    remove_requested = Signal()
