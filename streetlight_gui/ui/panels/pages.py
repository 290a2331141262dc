"""The panel beside the diagram."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QTabWidget, QVBoxLayout, QWidget

from streetlight_gui.ui.widgets.banner import Banner
from streetlight_gui.ui.widgets.boxes import filled
from streetlight_gui.ui.widgets.controls import ENTER, CalmWheel
from streetlight_gui.ui.widgets.text_sizes import CLOSE, CLOSER, SMALL, KeepsFit, length, sized

_TITLE = "Patterns, runs, starts, numbers, training set and settings"
_BESIDE, _LEAST_BESIDE = 5, 1  # pixels, of titles, as in the style sheet


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
        self._titles, self._short = list[str](), list[str]()
        KeepsFit(self, self._fit)

    def add(
        self, page: QWidget, title: str, tip: str, banner: Banner | None = None, *, short: str = ""
    ) -> None:
        """Add a page, with a banner below it, where none moves what is pointed at.

        short: its title where there is little room.
        """
        if banner is not None:
            whole = QWidget()
            filled(QVBoxLayout(whole), (page, 1), banner, spacing=4, margins=(0, 0, 0, 0))
            page = whole
        self._titles.append(title)
        self._short.append(short or title)
        self.setTabToolTip(self.addTab(page, title), tip)

    def turn_to(self, page: QWidget) -> None:
        """Let this page be seen."""
        for place in range(self.count()):
            whole = self.widget(place)
            if whole is page or (whole is not None and whole.isAncestorOf(page)):
                self.setCurrentIndex(place)

    def _width_of(self, titles: list[str], density: str) -> int:
        own = self.font()
        beside = {"": _BESIDE, "tight": length(CLOSE, own), "tighter": length(CLOSER, own)}
        around = 2 * beside.get(density, _LEAST_BESIDE) + 1  # one more, as Qt rounds up
        wide = QFontMetrics(sized(own, SMALL) if density else own).horizontalAdvance
        return sum(wide(title) + around for title in titles)

    def _fit(self) -> None:
        """Move the titles together, and shorten some, where they have no room."""
        bar, long, short = self.tabBar(), self._titles, self._short
        tighter = "tight", "tighter", "tightest"
        choices = (long, ""), (long, "tight"), *((short, density) for density in tighter)
        fitting = (each for each in choices if self._width_of(*each) <= self.width())
        titles, density = next(fitting, choices[-1])
        for place, title in enumerate(titles):
            if title != self.tabText(place):  # or Qt would lay all of them out anew
                self.setTabText(place, title)
        if bar.property("density") != density:
            bar.setProperty("density", density)
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
