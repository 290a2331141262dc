"""How the training set looks: its rows, its columns, and which cell is the current one."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QRect, QRectF, Qt
from PySide6.QtGui import QCursor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.text.examples import Kind, answer_text
from streetlight_gui.text.pattern_text import Grade
from streetlight_gui.ui.tables.examples.example_model import ExampleDelegate, ExampleModel
from streetlight_gui.ui.widgets.painted_table import (
    LEFT,
    RIGHT,
    ROOT,
    Index,
    PaintedTable,
    colour,
    write_in,
)
from streetlight_gui.ui.widgets.pattern_marks import SIGN
from streetlight_gui.ui.widgets.text_sizes import bold, fitting, grown, length, small
from streetlight_gui.ui.widgets.theme import HOUSING, LAMP_COLOURS, LAMP_OFF, mixed

_SMALLEST_COLUMN = 20
_MARGIN, _GAP = 8, 4
_ROW_HEIGHT = 28  # in a font of 12 pixels, as the next
_LAMP_SIDES = 24, 25  # least and most: 24 pixels can be hit, and rows stand apart
_DIGIT_ROOM = 0.8  # of a lamp's side
_DARK, _BRIGHT, _DIM = "#14181d", "#ffffff", "#c3cad3"
_HALF_WAY = 0.19  # the luminance on which dark and bright ink are read equally well
_Flag = QItemSelectionModel.SelectionFlag
_ONE_ROW = _Flag.ClearAndSelect | _Flag.Rows


class ExampleGrid(PaintedTable):
    """Draws examples; the row that keys go to is a selected one.

    Attributes:
        examples: the model.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty table."""
        super().__init__("example_table", "Training set", parent)
        self.examples = ExampleModel(self)
        self.setModel(self.examples)
        self.selectionModel().selectionChanged.connect(self._follow_selection)
        self.setItemDelegate(ExampleDelegate(self.examples, self))
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)  # draws anew what is pointed at
        header = self.horizontalHeader()
        header.setMinimumSectionSize(_SMALLEST_COLUMN)
        header.setSectionsClickable(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        # One of its own: the header looks for columns that are selected whole, row by row.
        header.setSelectionModel(QItemSelectionModel(self.examples, header))

    @property
    def chosen_light(self) -> int:
        """The light that keys go to, counted from 0; the last one where there is none."""
        is_light = self.examples.kind(self.currentIndex()) is Kind.LIGHT
        light = self.currentIndex().column() if is_light else self.examples.cells.problem.lights
        return light - 1

    def show_problem(self, problem: Problem) -> None:
        """Show another training set; selection, current cell and scroll bars stay."""
        self.examples.show_problem(problem)
        self.updateGeometries()  # now, as the scroll bar takes from the width
        self.fit()
        if not self.currentIndex().isValid():
            self.go_to(0, light=problem.lights - 1)

    def go_to(self, row: int, light: int | None = None) -> None:
        """Send keys to a row, and to a light of it; select the row and show it."""
        column = self.currentIndex().column() if light is None else light + 1
        index = self.examples.index(min(row, self.examples.rowCount() - 1), column)
        self.selectionModel().setCurrentIndex(index, _ONE_ROW)
        self.scrollTo(index)

    def fit(self) -> None:
        """Share the width among the columns: lamps shrink first, then notes, and last answers."""
        font, problem = self.font(), self.examples.cells.problem
        self._bold, self._small = bold(font), small(font)
        self.verticalHeader().setDefaultSectionSize(length(_ROW_HEIGHT, font))
        small_width = QFontMetrics(self._small).horizontalAdvance
        number = small_width(f"{self.examples.cells.rows}") + 2 * _MARGIN
        answers = map(answer_text, sorted({*problem.rows.targets.tolist()}))
        words = "WALK", max(answers, key=len)
        answer = max(map(QFontMetrics(self._bold).horizontalAdvance, words)) + 2 * _MARGIN
        self._sign = grown(SIGN, font)
        longest_note = _GAP + self._sign + _GAP + small_width("contradicts example 99")
        least, most = (length(side, font) for side in _LAMP_SIDES)
        room = self.viewport().width() - number
        answer = min(answer, room - problem.lights * least - _SMALLEST_COLUMN)
        room -= answer
        lamp = max(least, min(most, (room - longest_note) // problem.lights))
        names = max(
            map(self.horizontalHeader().fontMetrics().horizontalAdvance, problem.names[:-1]),
            default=0,
        )
        self.examples.has_room_for_names = names <= lamp - 2
        note = max(room - problem.lights * lamp, _SMALLEST_COLUMN)
        self.set_widths([number, *[lamp] * problem.lights, answer, note])

    def draw_ground(self, painter: QPainter, row: int, box: QRect, is_selected: bool) -> None:
        """Mark a row that is selected; draw the housing of its lamps."""
        if is_selected:
            self.draw_selected(painter, box)
        left, lights = self.columnViewportPosition(1), self.examples.cells.problem.lights
        lamp = _square(QRect(left, box.top(), self.columnWidth(1), box.height()))
        painter.drawPixmap(lamp.topLeft(), self.lamps.housing(lights, lamp.width()))

    def draw_cell(self, painter: QPainter, row: int, column: int, box: QRect) -> None:
        """Draw a number, a lamp with its brightness, an answer or a note."""
        cells, theme = self.examples.cells, self.theme
        text, notes, contradicts = cells.text(row, column), cells.notes(row), cells.contradicts(row)
        painter.setFont(self._small)
        match cells.kind(column):
            case Kind.NUMBER:
                painter.setPen(colour(theme.negative_text if contradicts else theme.muted))
                painter.drawText(box.adjusted(0, 0, -_MARGIN, 0), RIGHT, text)
            case Kind.LIGHT:
                lamp, light, value = _square(box), column - 1, cells.value(row, column)
                painter.drawPixmap(lamp.topLeft(), self.lamps.lamp(light, value, lamp.width()))
                painter.setFont(fitting(bold(self._small), text, _DIGIT_ROOM * lamp.width()))
                painter.setPen(colour(_ink(light, value)))
                painter.drawText(lamp, Qt.AlignmentFlag.AlignCenter, text)
            case Kind.ANSWER:
                painter.setFont(self._bold)
                painter.setPen(colour(theme.text))
                write_in(painter, text, box.adjusted(_MARGIN, 0, -2, 0), LEFT)
            case Kind.NOTE if notes:
                top = box.top() + (box.height() - self._sign) // 2
                signs, ink = self.signs, theme.negative_text if contradicts else theme.held_out
                sign = signs.of_grade[Grade.CONTRADICTION] if contradicts else signs.held_out
                painter.drawPixmap(box.left() + _GAP, top, sign)
                room = box.adjusted(_GAP + self._sign + _GAP, 0, 0, 0)
                width = QFontMetrics(self._small).horizontalAdvance
                note = next((note for note in notes if width(note) <= room.width()), "")
                painter.setPen(colour(ink))
                painter.drawText(room, LEFT, note)

    def _draw_mark(self, painter: QPainter, index: Index, is_current: bool) -> None:
        """Draw a ring round a lamp, a frame round an answer."""
        kind, box, width = self.examples.kind(index), self.visualRect(index), 1 + is_current
        if kind is Kind.ANSWER:
            ink = self.theme.accent if is_current else self.theme.ghost
            painter.setPen(QPen(colour(ink), width))
            painter.drawRoundedRect(QRectF(box).adjusted(2, 3, -1, -3), 5, 5)
        elif kind is Kind.LIGHT:
            # Dark between ring and lamp: some lamps are as bright as the ring.
            for ink, inset in ((HOUSING, 3), (_BRIGHT if is_current else _DIM, 1)):
                painter.setPen(QPen(colour(ink), width))
                painter.drawEllipse(QRectF(_square(box)).adjusted(inset, inset, -inset, -inset))

    def _follow_selection(self) -> None:
        """Send keys to the nearest row that is selected; select the current one if none is."""
        current, rows = self.currentIndex(), self.selected_rows
        if not rows:
            self.selectionModel().select(current, _ONE_ROW)
        elif current.row() not in rows:
            row = min(rows, key=lambda row: abs(row - current.row()))
            self.selectionModel().setCurrentIndex(current.siblingAtRow(row), _Flag.NoUpdate)

    def selectionCommand(self, index: Index, event: QEvent | None = None) -> _Flag:
        """Let no key leave the row that it comes from selected instead, as Ctrl and arrows do."""
        command = super().selectionCommand(index, event)
        leaves = command in (_Flag.NoUpdate, _Flag.Toggle | _Flag.Rows)
        return _ONE_ROW if leaves and isinstance(event, QKeyEvent) else command

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows in sight, and which cell a click or a key would change."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        current = self.currentIndex() if self.hasFocus() else ROOT
        if self.viewport().underMouse():
            hovered = self.indexAt(self.viewport().mapFromGlobal(QCursor.pos()))
            if hovered != current:
                self._draw_mark(painter, hovered, is_current=False)
        self._draw_mark(painter, current, is_current=True)


def _square(box: QRect) -> QRect:
    """Return where in a cell its lamp is."""
    side = box.width()
    return QRect(box.left(), box.top() + (box.height() - side) // 2, side, side)


def _ink(light: int, value: float) -> str:
    """Return what is read best on a lamp of this brightness."""
    if value == 0:
        return _DIM
    face = mixed(colour(LAMP_COLOURS[light]), colour(LAMP_OFF), value)
    parts = zip((0.2126, 0.7152, 0.0722), (face.redF(), face.greenF(), face.blueF()), strict=True)
    luminance = sum(weight * part**2.2 for weight, part in parts)
    return _DARK if luminance > _HALF_WAY else _BRIGHT
