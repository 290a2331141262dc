"""The panel beside the diagram: all patterns, the training set, the settings."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QSizePolicy, QTabWidget, QWidget

from streetlight_gui.core.training.settings import Settings
from streetlight_gui.ui.panels.settings.settings_panel import SettingsPanel
from streetlight_gui.ui.tables.examples.problem_editor import ProblemEditor
from streetlight_gui.ui.tables.patterns.pattern_table import PatternTable
from streetlight_gui.ui.widgets.controls import CalmWheel
from streetlight_gui.ui.widgets.theme import Theme


class SidePanel(QTabWidget):
    """Three pages, one of them seen.

    Attributes:
        patterns: what the network makes of every pattern.
        examples: the editor of the training set.
        settings: everything a run is made with.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with the patterns."""
        super().__init__(parent)
        self.setObjectName("side_panel")
        self.setAccessibleName("Patterns, training set and settings")
        self.patterns = PatternTable()
        self.examples = ProblemEditor()
        self.settings = SettingsPanel()
        self._add_page(self.patterns, "Patterns", "What the network makes of every pattern")
        self._add_page(self.examples, "Training set", "Edit the examples that it learns from")
        self._add_page(self.settings, "Settings", "Everything a run is made with")
        self.setDocumentMode(True)
        self.tabBar().setDrawBase(False)
        self.tabBar().setAccessibleName("Pages: patterns, training set, settings")
        CalmWheel(self.tabBar(), Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)

    def hasHeightForWidth(self) -> bool:
        """Ask for no height: one page would ask for another than the next, and move the diagram."""
        return False

    def show_settings(self, settings: Settings) -> None:
        """Show what runs are made with where the person stands."""
        self.settings.show_settings(settings)
        self.examples.show_problem(settings.problem)

    def _add_page(self, page: QWidget, title: str, tip: str) -> None:
        self.setTabToolTip(self.addTab(page, title), tip)

    @Slot()
    def show_examples(self) -> None:
        """Turn to the training set."""
        self.setCurrentWidget(self.examples)

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        for page in (self.patterns, self.examples, self.settings):
            page.set_theme(theme)
