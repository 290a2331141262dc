"""Where the views stand, and how much room each has."""

from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from streetlight_gui.ui.shell.views import Views
from streetlight_gui.ui.widgets.banner import Banner
from streetlight_gui.ui.widgets.boxes import Card, filled
from streetlight_gui.ui.widgets.text_sizes import control_height, length

_UPPER_SHARE, _LOWER_SHARE = 6, 5  # of the height
_LOW_UPPER_SHARE = 12  # in a low window: all patterns of three lights can be seen
_SIDE_LEAST_WIDTH = 262  # in a font of 12 pixels, as the next: all columns but the error's
_PLOTS_LEAST_WIDTH = 425  # all titles have room
_LEAST_CURVE = 26  # pixels between the title and the axis of a plot
_ROOMY_HEIGHT = 640  # from here on things stand apart


class Layout(QScrollArea):
    """Places the views on cards, and gives these all the room there is.

    It is never less than they can be read in: it scrolls where the screen is too small.

    Attributes:
        cards: all that can be folded away, by name.
    """

    def __init__(self, views: Views) -> None:
        """Place these views."""
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._views, self._least = views, QSize()
        for banner in views.banners.all:
            banner.told.connect(partial(self._show_banner, banner))
        self._place()

    def fit(self) -> None:
        """Measure below which size things would be cut off or lie on each other, and keep to it."""
        _lay_out()  # in the font there is now
        self._side_frame.setMinimumWidth(length(_SIDE_LEAST_WIDTH, self.font()))
        plots = self._views.error_plot, *self._views.parts  # one takes another's place
        for plot in plots:
            plot.setMinimumWidth(length(_PLOTS_LEAST_WIDTH, self.font()))
        for card in (*plots, self._views.code):
            card.setMinimumHeight(2 * control_height(self.font()) + _LEAST_CURVE)
        self._space(is_tight=True)
        _lay_out()
        self._least = self._views.minimumSizeHint()
        self._fill()
        _lay_out()

    def _show_banner(self, banner: Banner, sentence: str) -> None:
        """Make room for what it says, and let it be seen where the window scrolls."""
        if sentence and banner in self._views.banners.over:
            self._place_over(banner)
            banner.show()
        self.fit()
        if sentence and banner.isVisible():
            self.ensureWidgetVisible(banner)

    def _fill(self) -> None:
        """Give the views the room there is; move them together where that is low."""
        self._views.resize(self.viewport().size().expandedTo(self._least))
        self._space(is_tight=self._views.height() < length(_ROOMY_HEIGHT, self.font()))

    def _space(self, *, is_tight: bool) -> None:
        """Leave room between things, or little of it."""
        above, between = (2, 4) if is_tight else (4, 8)
        self._column.setContentsMargins(12, above, 12, above)
        self._column.setSpacing(between)
        upper = _LOW_UPPER_SHARE if is_tight else _UPPER_SHARE
        for row, share in ((self._upper, upper), (self._lower, _LOWER_SHARE)):
            self._column.setStretchFactor(row, 0 if row.isEmpty() else share)
        around = 2 if is_tight else 9
        self._control_rows.setContentsMargins(12, around, 12, around)
        self._bottom_rows.setContentsMargins(14, *((1, 14, 1) if is_tight else (6, 14, 3)))
        plots = self._views.error_plot, *self._views.parts
        for card in (self._views.status, self._network, *plots, self._views.code):
            card.space(is_tight=is_tight)

    def _place(self) -> None:
        views, banners = self._views, self._views.banners
        self._place_network()
        side = filled(QVBoxLayout(), views.pages, margins=(6, 6, 6, 8))
        self._side_frame = _card_frame("Pages", side)
        top, bottom = self._place_bars()
        self._upper = filled(QHBoxLayout(), (self._network, 5), (self._side_frame, 3), spacing=8)
        self._plots = QWidget()
        filled(QHBoxLayout(self._plots), views.error_plot, *views.parts, margins=(0, 0, 0, 0))
        self._lower = filled(QHBoxLayout(), (self._plots, 3), (views.code, 5), spacing=8)
        across = banners.window, banners.left, banners.file, banners.progress
        self._column = filled(QVBoxLayout(views), *across)
        filled(self._column, top, views.status, self._upper, self._lower, bottom)
        self.cards = {
            "controls": top,
            "status": views.status,
            "network": self._network,
            "tables": self._side_frame,
            "plots": self._plots,
            "code": views.code,
            "time": bottom,
        }
        for card in views.parts:
            card.hide()
        self.setWidget(views)
        self._space(is_tight=False)
        for banner in banners.over:
            self._place_over(banner)

    def _place_bars(self) -> tuple[QFrame, QFrame]:
        """Place what is as high as it needs; return the card above all others and that below."""
        views = self._views
        second_row = filled(QHBoxLayout(), views.settings_bar, 0, views.readouts)
        rows = views.controls, second_row, views.banners.bar
        self._control_rows = filled(QVBoxLayout(), *rows)
        self._bottom_rows = filled(QVBoxLayout(), views.timeline)
        top = _card_frame("Controls", self._control_rows)
        bottom = _card_frame("Time", self._bottom_rows)
        for frame in (top, views.status, bottom):
            frame.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        return top, bottom

    def _place_network(self) -> None:
        views = self._views
        self._network = Card("Network")
        filled(self._network.header, (views.legend, 100), 8, views.walk_bar, views.follow_button)
        row = views.lights, views.network, 4, views.signal
        self._diagram = QGridLayout()
        self._diagram.setSpacing(4)
        self._diagram.addLayout(filled(QHBoxLayout(), *row, spacing=0), 0, 0)
        self._diagram.addWidget(views.caption, 1, 0)
        self._diagram.setRowStretch(0, 1)
        filled(self._network.body, (self._diagram, 1))

    def _place_over(self, banner: Banner) -> None:
        """Lay it over the caption, where it moves no edge; at the top where that is not seen."""
        if self.isVisible() and self._network.isHidden():
            self._column.insertWidget(0, banner)
        else:
            self._diagram.addWidget(banner, 0, 0, 2, 1, Qt.AlignmentFlag.AlignBottom)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the views the new room; in another width banners have other lines."""
        super().resizeEvent(event)
        if any(banner.isVisible() for banner in self._views.banners.all):
            self.fit()
        self._fill()


def _lay_out() -> None:
    """Let all layouts take notice of what has changed, before anything is painted."""
    for _ in range(2):  # a banner asks for its height once it has its width
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)


def _card_frame(name: str, content: QVBoxLayout) -> QFrame:
    frame = QFrame()
    frame.setAccessibleName(name)
    frame.setProperty("card", True)
    frame.setLayout(content)
    return frame
