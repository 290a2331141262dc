"""The panel with all settings of the network, its training and its start."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFrame,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from streetlight_gui.core.checks.limits import MAX_HIDDEN_LAYERS
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.core.training.stopping import StopRule
from streetlight_gui.text.settings_words import book_differences, book_summary, change_words
from streetlight_gui.ui.panels.settings import network_rows, stop_rows, training_rows
from streetlight_gui.ui.panels.settings.form_row import FormRow
from streetlight_gui.ui.panels.settings.start_row import StartRow
from streetlight_gui.ui.widgets.boxes import filled
from streetlight_gui.ui.widgets.controls import quiet_button
from streetlight_gui.ui.widgets.theme import Theme


class SettingsPanel(QScrollArea):
    """Shows and changes what a run is made with; what differs from the book is marked.

    Signals:
        settings_edited: the new Settings, and words on what changed.
        stop_rule_edited: the new StopRule.
        rejected: a sentence on what is wrong with something typed; '' once nothing is.
    """

    settings_edited = Signal(object, str)
    stop_rule_edited = Signal(object)
    rejected = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build the panel with the book's settings."""
        super().__init__(parent, widgetResizable=True)
        self.setObjectName("settings_panel")
        self.setAccessibleName("Settings")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # a click beside a control leaves typing alone
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._add_summary()
        self._add_rows()
        self._column.addStretch(1)
        self.setWidget(content)
        for widget in (self.viewport(), content):  # what lies behind shows
            widget.setAutoFillBackground(False)
        self._show(Settings.choose(Problem.preset("streetlights")))
        self.show_stop_rule(StopRule())

    def show_settings(self, settings: Settings) -> None:
        """Show these settings, unless they are the ones shown."""
        if settings != self._settings:
            self._show(settings)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Keep the network as it is now: its weights may be taken as start weights."""
        self._start.network = snapshot.network

    def show_stop_rule(self, rule: StopRule) -> None:
        """Show when a run stops."""
        for row in self._stop_rows:
            row.show_value(rule)

    def set_theme(self, theme: Theme) -> None:
        """Draw the boxes so that they can be seen: Fusion's are a darker shade of the window."""
        for check in self.findChildren(QCheckBox):
            palette = check.palette()
            palette.setColor(QPalette.ColorRole.Window, QColor(theme.muted))
            check.setPalette(palette)

    def _add_summary(self) -> None:
        """Say how all of it differs from the book, with the way back."""
        self._summary = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self._summary.setObjectName("book_summary")
        tip = "Go back to the settings of the book: network, training and start"
        self._book_button = quiet_button("book_button", "The book's settings", tip)
        self._book_button.clicked.connect(self._go_by_the_book)
        filled(self._column, self._summary, spacing=10, margins=(10, 10, 10, 12))
        self._column.addWidget(self._book_button, 0, Qt.AlignmentFlag.AlignLeft)

    def _add_rows(self) -> None:
        self._start = StartRow()
        layers = map(network_rows.layer_row, range(MAX_HIDDEN_LAYERS))
        network = (*layers, network_rows.more_layers_row(), network_rows.bias_row())
        training = training_rows.penalty_row(), training_rows.batch_row(), training_rows.order_row()
        self._rows: tuple[FormRow[Settings], ...] = (*network, *training, self._start)
        self._stop_rows = stop_rows.bound_row(), stop_rows.all_right_row(), stop_rows.length_row()
        self._add_section("The network", network, self._edit)
        self._add_section("The training", training, self._edit)
        self._add_section("The start", [self._start], self._edit)
        edited = self.show_stop_rule, self.stop_rule_edited
        self._add_section("A run stops", self._stop_rows, *edited)

    def _add_section(self, title: str, rows: Sequence[FormRow[Any]], *edited: Any) -> None:
        """Add a heading and rows, whose edits go to these slots or signals."""
        heading = QLabel(title, indent=0)
        heading.setProperty("heading", True)
        self._column.addLayout(filled(QVBoxLayout(), heading, *rows, spacing=8))
        for row in rows:
            row.rejected.connect(self.rejected)
            for each in edited:
                row.edited.connect(each)

    def _show(self, settings: Settings) -> None:
        self._settings = settings
        for row in self._rows:
            row.show_value(settings)
        self._summary.setText(book_summary(settings))
        self._book_button.setEnabled(bool(book_differences(settings)))

    def _edit(self, settings: Settings) -> None:
        """Show an edit at once, so that the next one builds on it, and tell of it."""
        words = change_words(self._settings, settings)
        self._show(settings)
        if words:
            self.settings_edited.emit(settings, words)

    def _go_by_the_book(self) -> None:
        settings = self._settings.as_in_the_book()
        self._show(settings)
        self.rejected.emit("")
        self.settings_edited.emit(settings, "the book's settings")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep in view what is typed into: a banner may have come below."""
        super().resizeEvent(event)
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            self.ensureWidgetVisible(focused)
