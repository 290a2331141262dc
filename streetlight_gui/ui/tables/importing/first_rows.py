"""The first rows of a table, as they stand in the file."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableWidget, QTableWidgetItem

from streetlight_gui.core.storage.tables.table import Table
from streetlight_gui.ui.widgets.controls import named

_ROWS = 8


def first_rows(table: Table) -> QTableWidget:
    """Make a table of the first rows, only to be read."""
    count = min(_ROWS, len(table.lines))
    rows = QTableWidget(count, len(table.columns))
    named(rows, "import_rows", f"The first {count} of {len(table.lines)} rows", "")
    rows.setHorizontalHeaderLabels([column.name for column in table.columns])
    rows.setVerticalHeaderLabels([str(line) for line in table.lines[:count]])
    rows.verticalHeader().setToolTip("The line in the file")
    rows.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    rows.setTabKeyNavigation(False)
    for place, column in enumerate(table.columns):
        for row, text in enumerate(column.texts[:count]):
            item = QTableWidgetItem(text)
            item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
            rows.setItem(row, place, item)
    rows.resizeColumnsToContents()
    return rows
