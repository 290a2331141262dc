"""All the patterns: what the network makes of every one of them, in training or never seen."""

import numpy as np
from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QLabel, QMenu, QVBoxLayout, QWidget

from streetlight_gui.core.problems.pattern_list import Pattern, PatternList
from streetlight_gui.core.problems.verdict import WALK_THRESHOLD
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.text.pattern_text import TITLES, Column
from streetlight_gui.ui.tables.patterns.pattern_model import PatternModel
from streetlight_gui.ui.tables.patterns.pattern_view import PatternView
from streetlight_gui.ui.widgets.array_guard import ArrayGuard
from streetlight_gui.ui.widgets.flutter_guard import FlutterGuard
from streetlight_gui.ui.widgets.theme import Theme

_LEVELS = (WALK_THRESHOLD, 0.25, 0.75)  # of predictions; a bar that keeps crossing one flashes


class PatternTable(QWidget):
    """Lists every on-off pattern, after the dimmed ones of the training set, and counts the right.

    It follows training and time. Rows stay in place until a title is clicked; Ctrl+C copies the
    selected rows, or all where none is selected.

    Signals:
        pattern_chosen: the pattern of the row a person clicked or went to with a key, a tuple.
    """

    pattern_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Wait for the first snapshot."""
        super().__init__(parent)
        self._snapshot: Snapshot | None = None
        self._rows: PatternList | None = None
        self._model = PatternModel(self)
        self._view = PatternView(self._model)
        self._count = QLabel()
        self._count.setObjectName("pattern_count_label")
        self._count.setWordWrap(True)
        self._count.setContentsMargins(8, 0, 8, 0)
        self._count_guard = FlutterGuard(parent=self)
        self._level_guard = ArrayGuard(parent=self)
        self._menu = self._make_menu()
        self._lay_out()
        self._count_guard.passed.connect(self._show_count)
        self._level_guard.settled.connect(self._refresh_again)
        self._view.row_chosen.connect(self._emit_pattern)
        self._view.copy_requested.connect(self._copy_selected)
        self._view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._view.customContextMenuRequested.connect(self._open_menu)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the predictions of this moment."""
        self._snapshot = snapshot
        self._refresh(snapshot)

    def show_pattern(self, pattern: Pattern) -> None:
        """Light the row of the pattern that the lamps show."""
        self._model.light(pattern)
        self._view.reveal_lit()

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._view.set_theme(theme)

    def _refresh(self, snapshot: Snapshot) -> None:
        problem = snapshot.settings.problem
        is_new = self._rows is None or self._rows.problem is not problem
        rows = self._rows = PatternList(problem) if self._rows is None or is_new else self._rows
        judgement = rows.judge(snapshot.network)
        levels = judgement.predictions[:, np.newaxis] >= _LEVELS
        if is_new:
            self._level_guard.begin(levels)
            self._count_guard.force(judgement.examples_right)
        self._count_guard.offer(judgement.examples_right)
        self._model.show(rows, judgement, self._level_guard.flutters(levels))
        if is_new:
            self._view.reveal_lit()

    @Slot()
    def _refresh_again(self) -> None:
        if self._snapshot is not None:
            self._refresh(self._snapshot)

    @Slot(object)
    def _show_count(self, examples_right: int | None) -> None:
        if self._rows is not None:
            self._count.setText(self._rows.count_text(examples_right))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._count)
        column.addWidget(self._view, 1)

    def _make_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction("Copy as text", self._copy_text)
        menu.addAction("Copy as CSV", self._copy_csv)
        menu.addSeparator()
        sorting = menu.addMenu("Sort by")
        for column in Column:
            if column is not Column.LIGHTS:
                sorting.addAction(TITLES[column]).setData(column)
        sorting.triggered.connect(self._sort)
        menu.addAction("Counting order", self._view.back_to_counting_order)
        self._again = menu.addAction("Sort again", self._model.sort_again)
        return menu

    @Slot(QPoint)
    def _open_menu(self, position: QPoint) -> None:
        self._again.setEnabled(self._view.is_sorted)
        self._menu.popup(self._view.viewport().mapToGlobal(position))

    @Slot(QAction)
    def _sort(self, action: QAction) -> None:
        self._view.sort_by(Column(action.data()))

    @Slot(int)
    def _emit_pattern(self, place: int) -> None:
        self.pattern_chosen.emit(self._model.pattern_at(place))

    @Slot()
    def _copy_selected(self) -> None:
        places = self._view.selected_places
        if self._model.text is not None and places:
            _copy(self._model.text.tab_separated(self._model.order[places].tolist()))
        else:
            self._copy_text()

    @Slot()
    def _copy_text(self) -> None:
        if self._model.text is not None:
            _copy(self._model.text.tab_separated(self._model.order.tolist()))

    @Slot()
    def _copy_csv(self) -> None:
        if self._model.text is not None:
            _copy(self._model.text.comma_separated(self._model.order.tolist()))


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
