"""The panel beside the diagram."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QTabWidget, QVBoxLayout, QWidget

from streetlight_gui.ui.widgets.banner import Banner
from streetlight_gui.ui.widgets.boxes import filled
from streetlight_gui.ui.widgets.controls import ENTER, CalmWheel
from streetlight_gui.ui.widgets.text_sizes import KeepsFit

_TITLE = "Patterns, runs, starts, numbers, training set and settings"
_BESIDE = 5  # pixels, of a title, as in the style sheet


class Pages(QTabWidget):
    """Pages, one of them seen: patterns, runs, starts, numbers, training set and settings.

    Signals:
        activated: a tab was double-clicked, or Enter was pressed on it.
    """

    activated = Signal()

    def __init__(self) -> None:
        """Begin without pages."""
        super().__init__()
        self.setObjectName("side_panel")
        self.setAccessibleName(_TITLE)
        self.setDocumentMode(True)
        self.tabBar().setDrawBase(False)
        self.tabBar().setAccessibleName(_TITLE)
        CalmWheel(self.tabBar(), Qt.FocusPolicy.TabFocus)
        self.tabBarDoubleClicked.connect(self.activated)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        KeepsFit(self, self._fit)

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
            if whole is page or (whole is not None and whole.isAncestorOf(page)):
                self.setCurrentIndex(place)

    def _fit(self) -> None:
        """Move the titles together where they have no room."""
        bar, wide = self.tabBar(), self.fontMetrics().horizontalAdvance
        # And one more for each, as Qt rounds up.
        needed = sum(wide(bar.tabText(k)) + 2 * _BESIDE + 1 for k in range(bar.count()))
        is_tight = needed > self.width()
        if bar.property("tight") != is_tight:
            bar.setProperty("tight", is_tight)
            bar.style().polish(bar)
            QApplication.sendEvent(bar, QEvent(QEvent.Type.StyleChange))  # measures titles anew

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter on a tab."""
        if self.tabBar().hasFocus() and event.key() in ENTER:
            self.activated.emit()
        else:
            super().keyPressEvent(event)

    def hasHeightForWidth(self) -> bool:
        """Ask for no height: one page would ask for another than the next, and move the diagram."""
        return False
