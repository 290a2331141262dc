"""The live picture of the network."""

from PySide6.QtCore import QEvent, QSize, Qt, QVariantAnimation, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from streetlight_gui.core.nn.parts import Part
from streetlight_gui.core.replay.picture import Moment, Picture
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.ui.network.diagram import Diagram
from streetlight_gui.ui.network.network_painter import NetworkPainter
from streetlight_gui.ui.network.picture_guard import PictureGuard
from streetlight_gui.ui.widgets.text_sizes import length, stretch
from streetlight_gui.ui.widgets.theme import LIGHT, Theme
from streetlight_gui.ui.widgets.throttle import FIGURES_INTERVAL_S, Throttle

_MOTION_MS = 450
_LEAST_SIZE = 220, 175  # in a font of 12 pixels


class NetworkCanvas(QWidget):
    """Paints the newest snapshot's network as it answers the pattern on the lamps.

    Edges are drawn as often as snapshots come. Units and their numbers, which nobody reads so
    fast, are drawn less often, into a picture of their own that is laid over the edges.

    Attributes:
        picture: what is shown; None before the first snapshot.
        diagram: where it lies; None before the first snapshot.

    Signals:
        picture_changed: the new Picture, as often as its numbers are to be shown.
        laid_out: the new Diagram, of another network or in another size.
    """

    picture_changed = Signal(object)
    laid_out = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Wait for the first snapshot."""
        super().__init__(parent)
        self._fit()
        self.picture: Picture | None = None
        self.diagram: Diagram | None = None
        self._snapshot: Snapshot | None = None
        self._theme = LIGHT
        self._pattern: tuple[float, ...] = ()
        self._brought_out: frozenset[Part] = frozenset()
        self._motion = QVariantAnimation(self)
        self._motion.setStartValue(0.0)
        self._motion.setEndValue(1.0)
        self._motion.setDuration(_MOTION_MS)
        self._motion.setCurrentTime(_MOTION_MS)  # nothing moves yet
        self._motion.valueChanged.connect(self.update)
        self._is_animated = True
        self._painter: NetworkPainter | None = None
        self._layer = QPixmap()  # with the units; drawn anew when it is null
        self._guard = PictureGuard(parent=self)
        self._guard.edges_settled.connect(self._prepare_edges)
        self._guard.units_settled.connect(self._prepare_units)
        self._figures = Throttle(self._show_figures, FIGURES_INTERVAL_S, self)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # else all behind it is drawn too

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the network of this moment."""
        before, self._snapshot = self._snapshot, snapshot
        if before is None or before.network.shape != snapshot.network.shape:
            self.picture = None
            self._lay_out()
        if before is not None and snapshot.is_by_phase and _has_moved(before, snapshot):
            self._start_motion()
        if before is not None and before.run != snapshot.run:
            self._guard.begin_anew()
        self._show(self._picture_now(), at_once=snapshot.shows_each_example)

    def show_pattern(self, pattern: tuple[float, ...]) -> None:
        """Show how the network answers this pattern."""
        self._pattern = pattern
        picture = self._picture_now()
        if picture is not None:
            self._guard.accept_pattern(picture)
        self._show(picture, at_once=True)

    def bring_out(self, parts: frozenset[Part]) -> None:
        """Mark these units and edges, and no others."""
        if parts != self._brought_out:
            self._brought_out = parts
            self._redraw_units()

    def set_animated(self, is_animated: bool) -> None:
        """Let phases flow along the edges, or show them without motion."""
        self._is_animated = is_animated
        self._motion.setCurrentTime(_MOTION_MS)
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self._theme = theme
        self._lay_out()
        self.update()

    def _picture_now(self) -> Picture | None:
        """Return how the newest network answers the newest pattern, if that fits."""
        snapshot, pattern = self._snapshot, self._pattern
        if snapshot is None or len(pattern) != snapshot.network.lights:
            return None
        moment = _moment_of(snapshot, pattern)
        return Picture(snapshot.network, pattern, moment, snapshot.settings.problem)

    def _show(self, picture: Picture | None, *, at_once: bool) -> None:
        """Show a picture, its numbers at once or in their time; None waits for one that fits."""
        if picture is None:
            return
        self.picture = picture
        self._prepare_edges()
        if at_once:
            self._figures.force(picture)
        else:
            self._figures.offer(picture)

    def _show_figures(self, picture: Picture) -> None:
        self._prepare_units()
        self.picture_changed.emit(picture)

    @Slot()
    def _prepare_edges(self) -> None:
        picture, painter = self.picture, self._painter
        if picture is None or painter is None:
            return
        if painter.prepare_edges(picture, self._guard.edge_flutters(picture)):
            self.update()

    @Slot()
    def _prepare_units(self) -> None:
        picture, painter = self.picture, self._painter
        if picture is None or painter is None:
            return
        problem = picture.problem
        targets = () if problem is None else problem.targets_of(picture.pattern)
        if painter.prepare_units(picture, targets, self._guard.unit_flutters(picture)):
            self._redraw_units()

    def _redraw_units(self) -> None:
        self._layer = QPixmap()
        self.update()

    def _start_motion(self) -> None:
        if self._is_animated:
            self._motion.stop()
            self._motion.start()

    def _lay_out(self) -> None:
        if self._snapshot is not None:
            sizes, bias = self._snapshot.network.shape
            self.diagram = Diagram(
                sizes, self.width(), self.height(), bias=bias, scale=stretch(self.font())
            )
            self._painter = NetworkPainter(self.diagram, self._theme, self.font())
            self._prepare_edges()
            self._prepare_units()
            self._redraw_units()
            self.laid_out.emit(self.diagram)

    def _draw_units(self, painter: NetworkPainter) -> QPixmap:
        scale = self.devicePixelRatioF()
        picture = QPixmap((self.size().toSizeF() * scale).toSize())
        picture.setDevicePixelRatio(scale)
        picture.fill(Qt.GlobalColor.transparent)
        onto = QPainter(picture)
        painter.draw_units(onto, self._brought_out)
        onto.end()
        return picture

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        return QSize(480, 240)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what is prepared."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._theme.card))
        if self._painter is None:
            return
        if self._layer.isNull() or self._layer.devicePixelRatio() != self.devicePixelRatioF():
            self._layer = self._draw_units(self._painter)
        self._painter.draw_edges(painter, self._brought_out)
        painter.drawPixmap(0, 0, self._layer)
        self._painter.draw_phase(painter, self._motion.currentValue())

    def _fit(self) -> None:
        self.setMinimumSize(*(length(side, self.font()) for side in _LEAST_SIZE))

    def changeEvent(self, event: QEvent) -> None:
        """Fit another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()
            self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the diagram out anew."""
        self._lay_out()


def _has_moved(before: Snapshot, after: Snapshot) -> bool:
    return (before.updates, before.stage) != (after.updates, after.stage)


def _moment_of(snapshot: Snapshot, pattern: tuple[float, ...]) -> Moment | None:
    """Return the phase to show, where the lamps show an example that is gone through."""
    trace, stage = snapshot.trace, snapshot.stage
    if trace is None or stage is None or not snapshot.is_by_phase:
        return None
    row = trace.row_of(pattern)
    return None if row is None else Moment(trace, stage, row)
