"""The live picture of the network."""

from PySide6.QtCore import QObject, QSize, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QColor, QPaintEngine, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from streetlight_gui.core.nn.parts import Part
from streetlight_gui.core.replay.picture import Moment, Picture
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.ui.network.diagram import Diagram
from streetlight_gui.ui.network.edges import Edges
from streetlight_gui.ui.network.phase_overlay import PhaseOverlay
from streetlight_gui.ui.network.units import Units
from streetlight_gui.ui.widgets.flutter_guard import FlutterGuard
from streetlight_gui.ui.widgets.pixmaps import painting
from streetlight_gui.ui.widgets.text_sizes import KeepsFit, length, stretch
from streetlight_gui.ui.widgets.theme import LIGHT, Theme
from streetlight_gui.ui.widgets.throttle import FIGURES_INTERVAL_S, Throttle

_MOTION_MS = 450
_SIZE, _LEAST_SIZE = (240, 240), (193, 175)  # in a font of 12 pixels


class NetworkCanvas(QWidget):
    """Paints the newest snapshot's network as it answers the pattern on the lamps.

    Edges are drawn as often as snapshots come. Units and their numbers, which nobody reads so
    fast, are drawn less often, into a picture of their own that is laid over the edges. What does
    not depend on the weights is made once for each diagram, theme and font; the rest is prepared.

    Attributes:
        picture: what is shown; None before the first snapshot.
        diagram: where it lies.

    Signals:
        picture_changed: the new Picture, as often as its numbers are to be shown.
        laid_out: the new Diagram, of another network or in another size.
    """

    picture_changed = Signal(object)
    laid_out = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Wait for the first snapshot."""
        super().__init__(parent)
        self.picture: Picture | None = None
        self._snapshot: Snapshot | None = None
        self._shape: tuple[tuple[int, ...], bool] = (1, 1), False  # any, before the first snapshot
        self._owner: object = None  # of what may flutter
        self._theme = LIGHT
        self._pattern: tuple[float, ...] = ()
        self._brought_out: frozenset[Part] = frozenset()
        self._motion = QVariantAnimation(self, startValue=0.0, endValue=1.0, duration=_MOTION_MS)
        self._motion.setCurrentTime(_MOTION_MS)  # nothing moves yet
        self._motion.valueChanged.connect(self.update)
        self._layer = QPixmap()  # with the units; drawn anew when it is null
        self._edge_guard, self._unit_guard = FlutterGuard(parent=self), FlutterGuard(parent=self)
        self._edge_guard.settled.connect(self._prepare_edges)
        self._unit_guard.settled.connect(self._prepare_units)
        # Of no view: a unit's card tells of them where the diagram is folded away.
        self._figures = Throttle(self._show_figures, FIGURES_INTERVAL_S, QObject(self))
        KeepsFit(self, self._fit)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # else all behind it is drawn too

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the network of this moment."""
        before, self._snapshot = self._snapshot, snapshot
        self._owner = snapshot.run, snapshot.network.shape
        if before is None or snapshot.network.shape != self._shape:
            self._shape, self.picture = snapshot.network.shape, None
            self._fit()
        has_moved = before and (before.updates, before.stage) != (snapshot.updates, snapshot.stage)
        if has_moved and snapshot.is_by_phase and self._motion.duration():
            self._motion.stop()
            self._motion.start()
        self._show(self._picture_now(), at_once=snapshot.shows_each_example)

    def show_pattern(self, pattern: tuple[float, ...]) -> None:
        """Show how the network answers this pattern."""
        self._pattern = pattern
        picture = self._picture_now()
        if picture is not None:
            self._edge_guard.accept(Edges.marks(picture), only_last=True)
            self._unit_guard.accept(Units.marks(picture), only_last=True)
        self._show(picture, at_once=True)

    def bring_out(self, parts: frozenset[Part]) -> None:
        """Mark these units and edges, and no others."""
        if parts != self._brought_out:
            self._brought_out = parts
            self._redraw_units()

    def set_animated(self, is_animated: bool) -> None:
        """Let phases flow along the edges, or show them without motion."""
        self._motion.setDuration(_MOTION_MS if is_animated else 0)
        self._motion.setCurrentTime(_MOTION_MS)
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self._theme = theme
        self._fit()

    def _picture_now(self) -> Picture | None:
        """Return how the newest network answers the newest pattern, if that fits."""
        snapshot, pattern = self._snapshot, self._pattern
        if snapshot is None or len(pattern) != snapshot.network.lights:
            return None
        trace, stage, moment = snapshot.trace, snapshot.stage, None
        if trace is not None and stage is not None and snapshot.is_by_phase:
            row = trace.row_of(pattern)  # only where the lamps show an example there are phases
            moment = None if row is None else Moment(trace, stage, row)
        return Picture(snapshot.network, pattern, moment, snapshot.settings.problem)

    def _show(self, picture: Picture | None, *, at_once: bool) -> None:
        """Show a picture, its numbers at once or in their time; None waits for one that fits."""
        if picture is not None:
            self.picture = picture
            self._prepare_edges()
            self._figures.offer(picture, at_once=at_once)

    def _show_figures(self, picture: Picture) -> None:
        self._prepare_units()
        self.picture_changed.emit(picture)

    def _prepare_edges(self) -> None:
        if self.picture is not None:
            flutters = self._edge_guard.flutters(Edges.marks(self.picture), of=self._owner)
            if self._edges.prepare(self.picture, flutters):
                self.update(self._edges.area)  # what stands above, such as buttons, stays

    def _prepare_units(self) -> None:
        if self.picture is not None:
            flutters = self._unit_guard.flutters(Units.marks(self.picture), of=self._owner)
            is_other, moment = self._units.prepare(self.picture, flutters), self.picture.moment
            if is_other or moment is not None or self._phases.moment is not None:
                words = [words.box for words in self._units.words]
                self._phases.prepare(moment, words, self._units.notes)
                self._redraw_units()

    def _redraw_units(self) -> None:
        self._layer = QPixmap()
        self.update()

    def _fit(self) -> None:
        """Lay everything out in this size, theme and font."""
        font = self.font()
        self.setMinimumSize(*(length(side, font) for side in _LEAST_SIZE))
        (sizes, bias), scale = self._shape, stretch(font)
        self.diagram = Diagram(sizes, self.width(), self.height(), bias=bias, scale=scale)
        self._edges = Edges(self.diagram, self._theme)
        self._units = Units(self.diagram, self._theme, font)
        self._phases = PhaseOverlay(self.diagram, self._edges.paths, self._theme, font)
        self._prepare_edges()
        self._prepare_units()
        self._redraw_units()
        if self._snapshot is not None:
            self.laid_out.emit(self.diagram)

    def _lay_units(self, painter: QPainter) -> None:
        """Lay the units over the edges, for as many device pixels a point as are painted."""
        scale = painter.deviceTransform().m11()
        if self._layer.isNull() or self._layer.devicePixelRatio() != scale:
            with painting(self.width(), self.height(), scale) as (self._layer, onto):
                self._units.draw(onto, self._brought_out, self._phases)
        painter.drawPixmap(0, 0, self._layer)

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        return QSize(*(length(side, self.font()) for side in _SIZE))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what is prepared."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._theme.card))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._phases.draw_below(painter)
        self._edges.draw(painter, self._brought_out)
        if painter.paintEngine().type() == QPaintEngine.Type.Raster:
            self._lay_units(painter)
        else:  # onto paper text stays text
            self._units.draw(painter, self._brought_out, self._phases)
        self._phases.draw_above(painter, self._motion.currentValue(), self._brought_out)
