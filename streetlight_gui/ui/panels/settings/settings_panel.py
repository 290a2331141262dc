"""The panel with all settings of the network, its training and its start."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.core.training.stopping import StopRule
from streetlight_gui.text.settings_words import book_differences, book_summary, change_words
from streetlight_gui.ui.panels.settings.form_section import FormSection
from streetlight_gui.ui.panels.settings.layers_section import LayersSection
from streetlight_gui.ui.panels.settings.start_section import StartSection
from streetlight_gui.ui.panels.settings.stop_section import StopSection
from streetlight_gui.ui.panels.settings.training_section import TrainingSection
from streetlight_gui.ui.widgets.controls import named, quiet_focus
from streetlight_gui.ui.widgets.theme import Theme


class SettingsPanel(QScrollArea):
    """Shows and changes what a run is made with; what differs from the book is marked.

    Signals:
        settings_edited: words on what changed, and the new Settings.
        stop_rule_edited: the new StopRule.
        rejected: a sentence on what is wrong with something typed.
    """

    settings_edited = Signal(str, object)
    stop_rule_edited = Signal(object)
    rejected = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build the panel with the book's settings."""
        super().__init__(parent)
        self.setObjectName("settings_panel")
        self.setAccessibleName("Settings")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # a click beside a control leaves typing alone
        self._settings = Settings.choose(Problem.preset("streetlights"))
        self._rule = StopRule()
        self._make_summary()
        self._layers = LayersSection(self._settings)
        self._training = TrainingSection(self._settings)
        self._start = StartSection(self._settings)
        self._stop = StopSection(self._rule)
        self._arrange()
        for section in (self._layers, self._training, self._start):
            section.edited.connect(self._edit)
            section.rejected.connect(self.rejected)
        self._stop.edited.connect(self._edit_rule)
        self._stop.rejected.connect(self.rejected)
        self._show(self._settings)

    def show_settings(self, settings: Settings) -> None:
        """Show these settings, unless they are the ones shown."""
        if settings != self._settings:
            self._show(settings)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Keep the network as it is now: its weights may be taken as start weights."""
        self._start.show_network(snapshot.network)

    def show_stop_rule(self, rule: StopRule) -> None:
        """Show when a run stops."""
        if rule != self._rule:
            self._show_rule(rule)

    def set_theme(self, theme: Theme) -> None:
        """Mark what differs in this theme's colours; a bar and words say it too."""
        self.setStyleSheet(f"""
            QLabel[heading="true"] {{
                font-weight: bold; padding-top: 8px; border-top: 1px solid {theme.line};
            }}
            QLabel[mark="true"] {{
                color: {theme.negative_text};
                border: 0px solid; border-left: 3px solid {theme.negative};
            }}
        """)
        # A new style sheet resets palettes, so the boxes come after it.
        self._outline_checks(QColor(theme.muted))

    def _make_summary(self) -> None:
        self._summary = QLabel()
        self._summary.setObjectName("book_summary")
        self._summary.setTextFormat(Qt.TextFormat.PlainText)
        self._summary.setWordWrap(True)
        self._book_button = QPushButton("The book's settings")
        tip = "Go back to the settings of the book: network, training and start"
        named(self._book_button, "book_button", self._book_button.text(), tip)
        quiet_focus(self._book_button)
        self._book_button.clicked.connect(self._go_by_the_book)

    def _arrange(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(10, 10, 10, 12)
        column.setSpacing(10)
        column.addWidget(self._summary)
        column.addWidget(self._book_button, 0, Qt.AlignmentFlag.AlignLeft)
        for section in self._sections:
            column.addWidget(section)
        column.addStretch(1)
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for widget in (self.viewport(), content):  # what lies behind shows
            widget.setAutoFillBackground(False)

    @property
    def _sections(self) -> tuple[FormSection, ...]:
        return self._layers, self._training, self._start, self._stop

    def _outline_checks(self, colour: QColor) -> None:
        """Let the boxes be seen: Fusion draws them in a darker shade of the window."""
        for check in self.findChildren(QCheckBox):
            palette = check.palette()
            palette.setColor(QPalette.ColorRole.Window, colour)
            check.setPalette(palette)

    def _show(self, settings: Settings) -> None:
        self._settings = settings
        for section in (self._layers, self._training, self._start):
            section.show_settings(settings)
        self._summary.setText(book_summary(settings))
        self._book_button.setEnabled(bool(book_differences(settings)))

    def _show_rule(self, rule: StopRule) -> None:
        self._rule = rule
        self._stop.show_rule(rule)

    @Slot(object)
    def _edit(self, settings: Settings) -> None:
        """Show an edit at once, so that the next one builds on it, and tell of it."""
        words = change_words(self._settings, settings)
        self._show(settings)
        if words:
            self.settings_edited.emit(words, settings)

    @Slot(object)
    def _edit_rule(self, rule: StopRule) -> None:
        is_other = rule != self._rule
        self._show_rule(rule)
        if is_other:
            self.stop_rule_edited.emit(rule)

    @Slot()
    def _go_by_the_book(self) -> None:
        settings = self._settings.as_in_the_book()
        self._show(settings)
        self.settings_edited.emit("the book's settings", settings)
