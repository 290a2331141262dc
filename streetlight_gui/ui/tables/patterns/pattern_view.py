"""The table of patterns itself: where rows lie, what keys and clicks do."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QRect, Qt, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from streetlight_gui.text.pattern_text import Column, PatternText
from streetlight_gui.ui.tables.patterns.pattern_columns import MARGIN, PatternColumns, PatternFonts
from streetlight_gui.ui.tables.patterns.pattern_header import PatternHeader
from streetlight_gui.ui.tables.patterns.pattern_model import Index, PatternModel
from streetlight_gui.ui.tables.patterns.pattern_painter import PatternPainter, PatternRowState
from streetlight_gui.ui.widgets.text_sizes import length
from streetlight_gui.ui.widgets.theme import LIGHT, Theme

_LOWEST_ROW, _HIGHEST_ROW = 19, 34  # in a font of 12 pixels
_ROOM_FOR_TEXT = 2  # above and below it
_ENDS = (QAbstractItemView.CursorAction.MoveHome, QAbstractItemView.CursorAction.MoveEnd)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PatternView(QTableView):
    """Shows a PatternModel; rows are as high as there is room for.

    Keys that are no use to a table go on to the window: Space runs, digits switch lamps.

    Signals:
        row_chosen: how far from the top the row is that a person clicked or went to with a key.
        copy_requested: the person pressed the keys that copy.
    """

    row_chosen = Signal(int)
    copy_requested = Signal()

    def __init__(self, model: PatternModel, parent: QWidget | None = None) -> None:
        """Show this model."""
        super().__init__(parent)
        self.setObjectName("pattern_table")
        self.setAccessibleName("All the patterns")
        self.setToolTip("Choose a row to put its pattern on the lamps; Ctrl+C copies")
        self._patterns = model
        self._theme = LIGHT
        self._selected: frozenset[int] = frozenset()
        self._shown: list[object] = []  # what the rows in sight say
        self._make_painter()
        self._header = PatternHeader(self)
        self.setHorizontalHeader(self._header)
        self.setModel(model)
        self._set_up()
        model.modelReset.connect(self._fit)
        model.modelReset.connect(self._note_selection)
        model.layoutChanged.connect(self._note_selection)
        self.selectionModel().selectionChanged.connect(self._note_selection)
        self.clicked.connect(self._choose)

    @property
    def selected_places(self) -> list[int]:
        """How far from the top the selected rows are."""
        return sorted(self._selected)

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._theme = theme
        self._header.set_theme(theme)
        self._painter.set_theme(theme)
        self.viewport().update()

    def reveal_lit(self) -> None:
        """Scroll to the row whose pattern the lamps show, unless a person may be reading others."""
        place = self._patterns.place_of(self._patterns.lit)
        if place is not None and not self.underMouse():
            self.executeDelayedItemsLayout()  # of rows that have just come
            self.scrollTo(self._patterns.index(place, Column.LIGHTS))

    @property
    def is_sorted(self) -> bool:
        """Whether the rows were sorted by a column."""
        return self._header.sortIndicatorSection() >= 0

    def sort_by(self, column: Column) -> None:
        """Sort by a column; if that is what sorts already, the other way round."""
        role = Qt.ItemDataRole.InitialSortOrderRole
        order = self._patterns.headerData(column, Qt.Orientation.Horizontal, role)
        if column == self._header.sortIndicatorSection():
            order = Qt.SortOrder(1 - self._header.sortIndicatorOrder().value)
        self.sortByColumn(column, Qt.SortOrder(order))

    def back_to_counting_order(self) -> None:
        """Let the patterns count up again."""
        self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSortingEnabled(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def _make_painter(self) -> None:
        fonts = PatternFonts(self.font())
        self._columns = PatternColumns(fonts)
        self._painter = PatternPainter(fonts, self._columns, self.devicePixelRatioF())

    @Slot()
    def _fit(self) -> None:
        """Give rows and columns the room there is."""
        text = self._patterns.text
        if text is None:
            return
        share = self.viewport().height() // len(text.rows)
        lowest = max(length(_LOWEST_ROW, self.font()), self.fontMetrics().height() + _ROOM_FOR_TEXT)
        highest = length(_HIGHEST_ROW, self.font())
        self.verticalHeader().setDefaultSectionSize(max(min(share, highest), lowest))
        self._columns.fit(text.rows, self.viewport().width())
        sections = self._columns.sections
        for column in Column:
            self.setColumnHidden(column, column not in sections)
        for column, (_, width) in sections.items():
            self.setColumnWidth(column, width)
        last = max(sections)
        self.setColumnWidth(last, sections[last][1] + MARGIN)
        self.viewport().update()

    @Slot()
    def _note_selection(self) -> None:
        """Keep what painting would have to ask Qt for, row by row."""
        self._selected = frozenset(index.row() for index in self.selectionModel().selectedRows())

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.row_chosen.emit(index.row())

    def _state(self, place: int) -> PatternRowState:
        row = self._patterns.order[place]
        flutters = self._patterns.flutters[row]
        return PatternRowState(
            is_lit=row == self._patterns.lit,
            is_selected=place in self._selected,
            has_focus=self.hasFocus() and place == self.currentIndex().row(),
            verdict_flutters=bool(flutters[0]),
            bar_flutters=bool(flutters.any()),
        )

    def _places_in(self, area: QRect) -> range:
        """Return which rows, from the top, an area of the viewport touches."""
        first, last = self.rowAt(area.top()), self.rowAt(area.bottom())
        end = last + 1 if last >= 0 else len(self._patterns.order)
        return range(first, end) if first >= 0 else range(0)

    def _what_shows(self) -> list[object]:
        """Return all that changes how the rows in sight look, to the last digit."""
        text = self._patterns.text
        if text is None:
            return []
        places = self._places_in(self.viewport().rect())
        rows = [int(self._patterns.order[place]) for place in places]
        cells = [(text.cell(row, Column.PREDICTION), text.cell(row, Column.ERROR)) for row in rows]
        verdicts = [(text.word(row), text.grade(row)) for row in rows]
        return [text.rows, rows, cells, verdicts, [self._state(place) for place in places]]

    def _paint_rows(self, painter: QPainter, text: PatternText, clip: QRect) -> None:
        for place in self._places_in(clip):
            top, high = self.rowViewportPosition(place), self.rowHeight(place)
            box = QRect(0, top, self.viewport().width(), high)
            row = int(self._patterns.order[place])
            self._painter.draw_row(painter, text, row, box, clip, self._state(place))

    def _renew_painter(self) -> None:
        """Measure and draw anew, for another font or screen."""
        self._make_painter()
        self._painter.set_theme(self._theme)
        self._fit()

    def dataChanged(self, topLeft: Index, bottomRight: Index, /, roles: Sequence[int] = ()) -> None:
        """Draw rows anew where any in sight looks different."""
        shown = self._what_shows()
        if shown != self._shown:
            self._shown = shown
            super().dataChanged(topLeft, bottomRight, roles)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows that show."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._painter.ground)
        if self._patterns.text is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_rows(painter, self._patterns.text, event.rect())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Notice another font or screen."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.DevicePixelRatioChange):
            self._renew_painter()
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the lit row; a click begins where it is."""
        lit = self._patterns.place_of(self._patterns.lit)
        if (
            event.reason() is not Qt.FocusReason.MouseFocusReason
            and lit is not None
            and not self.currentIndex().isValid()
        ):
            index = self._patterns.index(lit, Column.LIGHTS)
            self.selectionModel().setCurrentIndex(
                index, self.selectionModel().SelectionFlag.NoUpdate
            )
        super().focusInEvent(event)

    def moveCursor(
        self, cursorAction: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Take Home and End for the first and the last row: rows are what one goes through."""
        if cursorAction in _ENDS:
            modifiers |= Qt.KeyboardModifier.ControlModifier
        return super().moveCursor(cursorAction, modifiers)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to rows, choose and copy them."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_requested.emit()
        elif event.key() in _ENTER:
            self._choose(self.currentIndex())
        elif event.text() and event.text().isprintable():
            event.ignore()
        else:
            before = self.currentIndex().row()
            super().keyPressEvent(event)
            if self.currentIndex().row() != before:
                self._choose(self.currentIndex())
