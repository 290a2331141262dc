"""The atlas of starts as a grid: a mark for each seed, row by row."""

import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QImage,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from streetlight_gui.core.ensemble.atlas import Atlas
from streetlight_gui.text.start_words import start_words
from streetlight_gui.ui.widgets.painted_table import colour
from streetlight_gui.ui.widgets.start_marks import (
    Look,
    draw_look,
    look_colour,
    look_shape,
    looks_of,
)
from streetlight_gui.ui.widgets.theme import LIGHT, Theme

_LEAST, _MOST = 3, 26  # pixels of a mark's side: what can be pointed at, and what looks well
_SHAPED = 7  # from here on shapes can be told apart
_UNKNOWN = len(Look)


class StartDots(QWidget):
    """Draws what became of each start; a click loads the one that is pointed at.

    Marks are as large as there is room for, down to the least: then the grid is higher than the
    room, and scrolls in what it lies in.

    Signals:
        seed_chosen: a seed that a person clicked.
        described: what is said of the start that is pointed at; '' for none.
    """

    seed_chosen = Signal(object)
    described = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty grid."""
        super().__init__(parent)
        self.setObjectName("start_dots")
        self.setAccessibleName("Starts, a mark for each seed")
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._atlas: Atlas | None = None
        self._looks: NDArray[np.intp] = np.zeros(0, dtype=np.intp)
        self._shapes: dict[Look, QPainterPath] = {}
        self._image = QImage()  # of marks that are too small for shapes
        self._theme, self._seed, self._row = LIGHT, -1, -1  # loaded, and pointed at
        self._pressed = -1
        self._side, self._columns = _MOST, 1

    @property
    def side(self) -> int:
        """The pixels from one mark to the next."""
        return self._side

    @property
    def has_shapes(self) -> bool:
        """Whether marks are large enough for shapes, and not squares of a colour."""
        return self._side >= _SHAPED

    @property
    def words(self) -> str:
        """What is said of the start that is pointed at; '' for none."""
        return self._words(self._row)

    def show_atlas(self, atlas: Atlas | None) -> None:
        """Show what is known of an atlas of one cell."""
        self._atlas = atlas
        self._looks = np.zeros(0, dtype=np.intp)
        if atlas is not None:
            looks = np.full(len(atlas.sweep.seeds), _UNKNOWN, dtype=np.intp)
            looks[atlas.outcomes[0].seeds - atlas.sweep.seeds.start] = looks_of(atlas)
            self._looks = looks
        if not self._is_known(self._row):
            self._row = -1
        self.arrange()

    def show_loaded(self, seed: int | None) -> None:
        """Mark the start that is loaded."""
        seed = -1 if seed is None else seed
        if seed != self._seed:
            self._seed = seed
            self.update()

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._theme = theme
        self._image = QImage() if self._shapes else self._picture()
        self.update()

    def box_of(self, place: int) -> QRect:
        """Return where the mark of a start is, by its place among the seeds."""
        row, column = divmod(place, self._columns)
        return QRect(column * self._side, row * self._side, self._side, self._side)

    def arrange(self) -> None:
        """Make marks as large as there is room for in what the grid lies in."""
        outside = self.parentWidget()
        seen = self.size() if outside is None else outside.size()
        wide, high, count = max(self.width(), 1), max(seen.height(), 1), max(len(self._looks), 1)
        fits = (s for s in range(_MOST, _LEAST, -1) if (wide // s) * (high // s) >= count)
        had_shapes, self._side = self.has_shapes, next(fits, _LEAST)
        self._columns = max(wide // self._side, 1)
        needed = math.ceil(len(self._looks) / self._columns) * self._side
        self.setMinimumHeight(needed)
        self._shapes = self._all_shapes() if self.has_shapes else {}
        self._image = QImage() if self._shapes else self._picture()
        if self.has_shapes != had_shapes:
            self.described.emit(self.words)
        self.update()

    def _all_shapes(self) -> dict[Look, QPainterPath]:
        """Return the shapes of all marks, those of a look as one."""
        box, shapes = QRectF(0, 0, self._side, self._side), {}
        for look in Look:
            shape, together = look_shape(look, box), QPainterPath()
            for place in np.flatnonzero(self._looks == look).tolist():
                row, column = divmod(place, self._columns)
                together.addPath(shape.translated(column * self._side, row * self._side))
            shapes[look] = together
        return shapes

    def _place_at(self, point: QPoint) -> int:
        """Return which start is pointed at, by its place among the seeds; -1 for none known."""
        row, column = point.y() // self._side, point.x() // self._side
        place = row * self._columns + column
        return place if 0 <= column < self._columns and self._is_known(place) else -1

    def _is_known(self, place: int) -> bool:
        return 0 <= place < len(self._looks) and bool(self._looks[place] != _UNKNOWN)

    def _words(self, place: int) -> str:
        if self._atlas is None or place < 0:
            return ""
        seed = self._atlas.sweep.seeds[place]
        return start_words(self._atlas, int(np.searchsorted(self._atlas.outcomes[0].seeds, seed)))

    def _point_at(self, place: int) -> None:
        if place != self._row:
            self._row = place
            self.described.emit(self.words)
            self.update()

    def _picture(self) -> QImage:
        """Return a picture with a pixel for each mark."""
        rows = math.ceil(len(self._looks) / self._columns)
        colours = [look_colour(look, self._theme).rgb() for look in Look]
        colours.append(colour(self._theme.card).rgb())
        pixels = np.full(rows * self._columns, colours[-1], dtype=np.uint32)
        pixels[: len(self._looks)] = np.array(colours, dtype=np.uint32)[self._looks]
        return QImage(
            pixels.tobytes(), self._columns, rows, 4 * self._columns, QImage.Format.Format_RGB32
        ).copy()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the marks, and frames around what is loaded and what is pointed at."""
        painter = QPainter(self)
        if not len(self._looks):
            return
        if self._shapes:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for look, shape in self._shapes.items():
                draw_look(painter, look, shape, self._side, look_colour(look, self._theme))
        else:
            painter.drawImage(QRect(QPoint(), self._image.size() * self._side), self._image)
        self._draw_frames(painter)

    def _draw_frames(self, painter: QPainter) -> None:
        loaded = self._seed - self._atlas.sweep.seeds.start if self._atlas else -1
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for place, ink in ((self._row, self._theme.muted), (loaded, self._theme.text)):
            if 0 <= place < len(self._looks):
                painter.setPen(QPen(colour(ink), 1.5))
                painter.drawRect(QRectF(self.box_of(place)).adjusted(0.75, 0.75, -0.75, -0.75))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the marks anew."""
        super().resizeEvent(event)
        self.arrange()

    def event(self, event: QEvent) -> bool:
        """Say what became of the start that is pointed at."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self._place_at(event.pos())
            QToolTip.showText(event.globalPos(), self._words(place), self, self.box_of(place))
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow what is pointed at."""
        self._point_at(self._place_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing any more."""
        self._point_at(-1)
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note where a click begins."""
        self._pressed = self._place_at(event.position().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the start that is clicked; the pointer may leave it to choose none."""
        place = self._place_at(event.position().toPoint())
        is_click = event.button() == Qt.MouseButton.LeftButton and place == self._pressed
        if is_click and place >= 0 and self._atlas is not None:
            self.seed_chosen.emit(self._atlas.sweep.seeds[place])

    def sizeHint(self) -> QSize:
        """Ask for no more than it needs."""
        return QSize(self._side * self._columns, self.minimumHeight())
