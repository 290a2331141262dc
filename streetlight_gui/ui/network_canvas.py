"""The live picture of the network."""

from PySide6.QtCore import QSize, QVariantAnimation, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from streetlight_gui.core.diagram import Diagram, Part
from streetlight_gui.core.network import Network
from streetlight_gui.core.picture import Moment, Picture
from streetlight_gui.core.snapshot import Snapshot
from streetlight_gui.ui.network_painter import NetworkPainter
from streetlight_gui.ui.picture_guard import PictureGuard
from streetlight_gui.ui.theme import LIGHT, Theme

_MOTION_MS = 450


class NetworkCanvas(QWidget):
    """Paints the newest snapshot's network as it answers the pattern on the lamps.

    Attributes:
        picture: what is shown; None before the first snapshot.
        diagram: where it lies; None before the first snapshot.

    Signals:
        picture_changed: the new Picture.
        laid_out: the new Diagram, of another network or in another size.
    """

    picture_changed = Signal(object)
    laid_out = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Wait for the first snapshot."""
        super().__init__(parent)
        self.setMinimumSize(220, 194)
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
        self._motion.valueChanged.connect(self.update)
        self._is_animated = True
        self._painter: NetworkPainter | None = None
        self._guard = PictureGuard(parent=self)
        self._guard.settled.connect(self._prepare_again)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the network of this moment."""
        before, self._snapshot = self._snapshot, snapshot
        if before is None or shape_of(before.network) != shape_of(snapshot.network):
            self._lay_out()
        if before is not None and snapshot.is_by_phase and _has_moved(before, snapshot):
            self._start_motion()
        if before is not None and before.run != snapshot.run:
            self._guard.begin_anew()
        self._show(self._picture_now())

    def show_pattern(self, pattern: tuple[float, ...]) -> None:
        """Show how the network answers this pattern."""
        self._pattern = pattern
        picture = self._picture_now()
        if picture is not None:
            self._guard.accept_pattern(picture)
        self._show(picture)

    def bring_out(self, parts: frozenset[Part]) -> None:
        """Mark these units and edges, and no others."""
        if parts != self._brought_out:
            self._brought_out = parts
            self.update()

    def set_animated(self, is_animated: bool) -> None:
        """Let phases flow along the edges, or show them without motion."""
        self._is_animated = is_animated
        self._motion.stop()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self._theme = theme
        self._lay_out()
        self.update()

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        return QSize(480, 240)

    def _picture_now(self) -> Picture | None:
        """Return how the newest network answers the newest pattern, if that fits."""
        snapshot = self._snapshot
        if snapshot is None or len(self._pattern) != snapshot.network.lights:
            return None
        return Picture(snapshot.network, self._pattern, self._moment(), snapshot.settings.problem)

    def _show(self, picture: Picture | None) -> None:
        """Show a picture; None waits for a pattern that fits."""
        if picture is not None:
            self.picture = picture
            self._prepare()
            self.update()
            self.picture_changed.emit(picture)

    def _prepare(self) -> None:
        """Let the painter get ready, unless the picture is still that of another network."""
        painter, picture, diagram = self._painter, self.picture, self.diagram
        if painter is None or picture is None or diagram is None:
            return
        if shape_of(picture.network) == (diagram.sizes, diagram.bias):
            problem = picture.problem
            targets = () if problem is None else problem.targets_of(picture.pattern)
            painter.prepare(picture, targets, self._guard.flutters(picture))

    @Slot()
    def _prepare_again(self) -> None:
        self._prepare()
        self.update()

    def _moment(self) -> Moment | None:
        """Return the phase to show, where the lamps show an example that is gone through."""
        snapshot = self._snapshot
        if snapshot is None or snapshot.trace is None or snapshot.stage is None:
            return None
        row = snapshot.trace.row_of(self._pattern)
        if row is None or not snapshot.is_by_phase:
            return None
        return Moment(snapshot.trace, snapshot.stage, row)

    def _start_motion(self) -> None:
        self._motion.stop()
        if self._is_animated:
            self._motion.start()

    def _progress(self) -> float:
        running = self._motion.state() == QVariantAnimation.State.Running
        return float(self._motion.currentValue()) if running else 1.0

    def _lay_out(self) -> None:
        if self._snapshot is not None:
            sizes, bias = shape_of(self._snapshot.network)
            self.diagram = Diagram(sizes, self.width(), self.height(), bias=bias)
            self._painter = NetworkPainter(self.diagram, self._theme, self.font())
            self._prepare()
            self.laid_out.emit(self.diagram)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what is prepared."""
        if self._painter is not None:
            self._painter.draw(QPainter(self), self._brought_out, self._progress())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the diagram out anew."""
        self._lay_out()


def shape_of(network: Network) -> tuple[tuple[int, ...], bool]:
    """Return what decides a network's diagram: its sizes, and whether it has biases."""
    return network.sizes, bool(network.biases)


def _has_moved(before: Snapshot, after: Snapshot) -> bool:
    return (before.updates, before.stage) != (after.updates, after.stage)
