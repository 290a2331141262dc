"""The panel beside the diagram."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QSizePolicy,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from streetlight_gui.ui.widgets.banner import Banner
from streetlight_gui.ui.widgets.boxes import filled
from streetlight_gui.ui.widgets.controls import ENTER, CalmWheel, named, quiet_button
from streetlight_gui.ui.widgets.text_sizes import CLOSE, CLOSER, SMALL, KeepsFit, length, sized

_TITLE = "Patterns, runs, starts, numbers, training set and settings"
_AROUND_BUTTON = 0, 0, 8, 3  # pixels: it ends where pages do, in the line of the titles
_BESIDE, _LEAST_BESIDE = 5, 1  # pixels, of titles, as in the style sheet


class Pages(QTabWidget):
    """Pages, one of them seen: patterns, runs, starts, numbers, training set and settings.

    Signals:
        activated: a tab was double-clicked, Enter was pressed on it, or the button beside them
            was clicked.
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
        self._fills = quiet_button("fill_pages_button", "", look="small")
        self._fills.clicked.connect(self.activated)
        self._corner = QWidget()
        filled(QHBoxLayout(self._corner), self._fills, margins=_AROUND_BUTTON)
        self.setCornerWidget(self._corner)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._titles, self._short = list[str](), list[str]()
        self.show_filling(False)
        KeepsFit(self, self._fit, QEvent.Type.LayoutRequest)  # of the button, in another style

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

    def show_filling(self, fills: bool) -> None:
        """Let the button say what it does, now that the pages fill the window or do not."""
        self._fills.setText("Smaller" if fills else "Larger")
        tip = "Show all of the window again" if fills else "Fill the window with these pages"
        named(self._fills, "fill_pages_button", f"{self._fills.text()} pages", tip)

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

    def _room_of_titles(self) -> int:
        """Return what room there is beside the button, which goes first where that is little."""
        beside = self._corner.sizeHint().width() + length(CLOSE, self.font())
        has_room = self._width_of(self._titles, "tight") + beside <= self.width()
        self._corner.setVisible(has_room)
        return self.width() - beside * has_room

    def _fit(self) -> None:
        """Move the titles together, and shorten some, where they have no room."""
        bar, long, short, room = self.tabBar(), self._titles, self._short, self._room_of_titles()
        tighter = "tight", "tighter", "tightest"
        choices = (long, ""), (long, "tight"), *((short, density) for density in tighter)
        fitting = (each for each in choices if self._width_of(*each) <= room)
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
