"""The panel beside the diagram."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QTabWidget, QVBoxLayout, QWidget

from streetlight_gui.ui.widgets.banner import Banner
from streetlight_gui.ui.widgets.boxes import filled
from streetlight_gui.ui.widgets.controls import CalmWheel


class Pages(QTabWidget):
    """Pages, one of them seen: all patterns, the numbers, the training set, the settings."""

    def __init__(self) -> None:
        """Begin without pages."""
        super().__init__()
        self.setObjectName("side_panel")
        self.setAccessibleName("Patterns, numbers, training set and settings")
        self.setDocumentMode(True)
        self.tabBar().setDrawBase(False)
        self.tabBar().setAccessibleName("Pages: patterns, numbers, training set, settings")
        CalmWheel(self.tabBar(), Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)

    def add(self, page: QWidget, title: str, tip: str, banner: Banner | None = None) -> None:
        """Add a page, with a banner below it, where none moves what is pointed at."""
        if banner is not None:
            whole = QWidget()
            filled(QVBoxLayout(whole), (page, 1), banner, spacing=4, margins=(0, 0, 0, 0))
            page = whole
        self.setTabToolTip(self.addTab(page, title), tip)

    def turn_to(self, page: QWidget) -> None:
        """Let this page be seen."""
        for place in range(self.count()):
            whole = self.widget(place)
            if whole is not None and whole.isAncestorOf(page):
                self.setCurrentIndex(place)

    def hasHeightForWidth(self) -> bool:
        """Ask for no height: one page would ask for another than the next, and move the diagram."""
        return False
