"""How the training set looks: its rows, its columns, and which cell is the current one."""

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtGui import (
    QFontInfo,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from streetlight_gui.core.problems.example_cells import Kind
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.ui.tables.examples.example_delegate import ExampleDelegate
from streetlight_gui.ui.tables.examples.example_model import ExampleModel, Index
from streetlight_gui.ui.tables.examples.example_painter import (
    SMALLEST_COLUMN,
    ExamplePainter,
    ExampleRowState,
)
from streetlight_gui.ui.widgets.text_sizes import small
from streetlight_gui.ui.widgets.theme import LIGHT, Theme

_NONE = QModelIndex()
_Flag = QItemSelectionModel.SelectionFlag
_ONE_ROW = _Flag.ClearAndSelect | _Flag.Rows


class ExampleGrid(QTableView):
    """Draws examples in one go for all rows in sight; the row that keys go to is a selected one.

    Attributes:
        examples: the model.
        delegate: opens the fields to type into.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty table."""
        super().__init__(parent)
        self.examples = ExampleModel(self)
        self.delegate = ExampleDelegate(self.examples, self)
        self._theme = LIGHT
        self._pointer: QPoint | None = None
        self.setModel(self.examples)
        self.setItemDelegate(self.delegate)
        self._configure()
        self._fit_font()

    @property
    def current_row(self) -> int:
        """The row that keys go to; -1 for none."""
        return self.currentIndex().row()

    @property
    def selected_rows(self) -> list[int]:
        """The rows that are selected, from the top."""
        # Not selectedRows(), which asks the model about every cell: a second for 10,000 rows.
        selection = self.selectionModel().selection()
        ranges = [selection.at(k) for k in range(selection.count())]
        return sorted({row for part in ranges for row in range(part.top(), part.bottom() + 1)})

    @property
    def chosen_light(self) -> int:
        """The light that keys go to, counted from 0; the last one where there is none."""
        column, cells = self.currentIndex().column(), self.examples.cells
        is_light = column >= 0 and cells.kind(column) is Kind.LIGHT
        return column - 1 if is_light else cells.problem.lights - 1

    def show_problem(self, problem: Problem) -> None:
        """Show another training set; selection, current cell and scroll bars stay."""
        is_first = self.current_row < 0
        self.examples.show_problem(problem)
        self._fit_columns()
        if is_first:
            self.go_to(0, light=problem.lights - 1)

    def go_to(self, row: int, light: int | None = None) -> None:
        """Send keys to a row, and to a light of it; select the row and show it."""
        column = self.currentIndex().column() if light is None else light + 1
        index = self.examples.index(min(row, self.examples.rowCount() - 1), column)
        self.selectionModel().setCurrentIndex(index, _ONE_ROW)
        self.scrollTo(index)

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._theme = theme
        self._painter.set_theme(theme)
        titles = QFontInfo(small(self.font())).pointSizeF()
        self.horizontalHeader().setStyleSheet(
            f"QHeaderView {{ background: {theme.card}; }} QHeaderView::section {{"
            f" background: {theme.card}; color: {theme.muted}; font-size: {titles}pt; padding: 0px;"
            f" border: none; border-bottom: 1px solid {theme.line}; }}"
        )
        self.viewport().update()

    def _configure(self) -> None:
        self.setObjectName("example_table")
        self.setAccessibleName("Training set")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        rows, header = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setMinimumSectionSize(SMALLEST_COLUMN)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionsClickable(False)
        # One of its own: the header looks for columns that are selected whole, row by row.
        header.setSelectionModel(QItemSelectionModel(self.examples, header))

    def _fit_font(self) -> None:
        self._painter = ExamplePainter(self.font())
        self.verticalHeader().setDefaultSectionSize(self._painter.row_height)
        self._fit_columns()

    def _fit_columns(self) -> None:
        if self.examples.rowCount():
            widths = self._painter.widths(self.examples.cells, self.viewport().width())
            for column, width in enumerate(widths):
                self.setColumnWidth(column, width)

    def _rows_in(self, area: QRect) -> range:
        first, last = self.rowAt(area.top()), self.rowAt(area.bottom())
        end = self.examples.rowCount() if last < 0 else last + 1
        return range(max(first, 0), end)

    def _boxes(self, row: int) -> list[QRect]:
        top = self.rowViewportPosition(row)
        return [
            QRect(
                self.columnViewportPosition(k), top, self.columnWidth(k), self._painter.row_height
            )
            for k in range(self.examples.columnCount())
        ]

    def _state(self, row: int) -> ExampleRowState:
        current = self.currentIndex()
        hovered = _NONE if self._pointer is None else self.indexAt(self._pointer)
        return ExampleRowState(
            is_selected=self.selectionModel().isSelected(self.examples.index(row, 0)),
            current=current.column() if self.hasFocus() and row == current.row() else -1,
            hovered=hovered.column() if row == hovered.row() else -1,
        )

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Send keys to the nearest row that is selected; select the current one if none is."""
        super().selectionChanged(selected, deselected)
        current, rows = self.currentIndex(), self.selected_rows
        if not rows:
            self.selectionModel().select(current, _ONE_ROW)
        elif current.row() not in rows:
            row = min(rows, key=lambda row: abs(row - current.row()))
            self.selectionModel().setCurrentIndex(current.siblingAtRow(row), _Flag.NoUpdate)

    def selectionCommand(self, index: Index, event: QEvent | None = None) -> _Flag:
        """Let no key leave the row that it comes from selected instead, as Ctrl and arrows do."""
        command = super().selectionCommand(index, event)
        keeps = isinstance(event, QKeyEvent) and command in (
            _Flag.NoUpdate,
            _Flag.Toggle | _Flag.Rows,
        )
        return _ONE_ROW if keeps else command

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows in sight."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter.begin(painter, event.rect())
        for row in self._rows_in(event.rect()):
            boxes = self._boxes(row)
            self._painter.draw_row(painter, self.examples.cells, row, boxes, self._state(row))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._fit_columns()

    def changeEvent(self, event: QEvent) -> None:
        """Fit another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_font()
            self.set_theme(self._theme)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which cell a click would change."""
        super().mouseMoveEvent(event)
        before, self._pointer = self._pointer, event.position().toPoint()
        index = self.indexAt(self._pointer)
        if before is None or self.indexAt(before) != index:
            can_change = index.isValid() and index.flags() & Qt.ItemFlag.ItemIsEditable
            shape = Qt.CursorShape.PointingHandCursor if can_change else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)
            self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the pointer."""
        super().leaveEvent(event)
        self._pointer = None
        self.viewport().update()
