"""The live diagram of the network."""

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QVariantAnimation, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from streetlight_gui.core.description import describe
from streetlight_gui.core.diagram import Diagram, Edge, Part, Unit, weight_index
from streetlight_gui.core.network import Network
from streetlight_gui.core.picture import Moment, Picture
from streetlight_gui.core.snapshot import Snapshot
from streetlight_gui.ui.layer_buttons import LayerButtons
from streetlight_gui.ui.network_painter import NetworkPainter
from streetlight_gui.ui.theme import LIGHT, Theme
from streetlight_gui.ui.weight_editor import WeightEditor

_MOTION_MS = 450


class NetworkView(QWidget):
    """Shows the newest snapshot's network as it answers the pattern on the lamps.

    Hovering a unit or an edge marks it and tells its exact value. With the keyboard, Up and Down
    go through the units, Left and Right through the edges; Enter chooses, F2 edits a weight, Esc
    lets go. A click chooses, too, and a double click on an edge edits its weight.

    Attributes:
        picture: what is shown; None before the first snapshot.

    Signals:
        picture_changed: the new Picture.
        described: a sentence on the marked or else the chosen unit or edge; '' when none is.
        part_chosen: the Unit or Edge chosen; None when it is let go.
        weight_edited: an Edge, its old and its new weight, and whether it was a nudge.
        rejected: a sentence on what is wrong with a weight that was typed.
        units_requested: a hidden layer, counted from 0, and by how many units to change it.
        layer_requested: one hidden layer more.
    """

    picture_changed = Signal(object)
    described = Signal(str)
    part_chosen = Signal(object)
    weight_edited = Signal(object, float, float, bool)
    rejected = Signal(str)
    units_requested = Signal(int, int)
    layer_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Wait for the first snapshot."""
        super().__init__(parent)
        self.setObjectName("network_view")
        self.setAccessibleName("Network diagram")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(220, 176)
        self._theme = LIGHT
        self._snapshot: Snapshot | None = None
        self._pattern: tuple[float, ...] = ()
        self._marked: Part | None = None
        self._tip_position: QPoint | None = None
        self._chosen: Part | None = None
        self._lit: frozenset[Part] = frozenset()
        self._editor = WeightEditor(self)
        self._editor.edited.connect(self.weight_edited)
        self._editor.rejected.connect(self.rejected)
        self._layer_buttons = LayerButtons(self)
        self._layer_buttons.units_requested.connect(self.units_requested)
        self._layer_buttons.layer_requested.connect(self.layer_requested)
        self._motion = QVariantAnimation(self)
        self._motion.setStartValue(0.0)
        self._motion.setEndValue(1.0)
        self._motion.setDuration(_MOTION_MS)
        self._motion.valueChanged.connect(self.update)
        self._is_animated = True
        self._diagram: Diagram | None = None
        self._painter: NetworkPainter | None = None
        self._targets: tuple[float, ...] = ()
        self.picture: Picture | None = None

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the network of this moment."""
        before, self._snapshot = self._snapshot, snapshot
        resized = before is None or _shape(before.network) != _shape(snapshot.network)
        if before is not None and before.run != snapshot.run:
            self._editor.hide()
        if resized:
            self._mark(None)
            self._lit = frozenset()
            self.choose(None)
            self._lay_out()
        if before is not None and snapshot.is_by_phase and _has_moved(before, snapshot):
            self._start_motion()
        self._refresh()

    def set_animated(self, is_animated: bool) -> None:
        """Let phases flow along the edges, or show them without motion."""
        self._is_animated = is_animated
        self._motion.stop()
        self.update()

    def choose(self, part: Part | None) -> None:
        """Keep a unit or an edge marked, and tell its arithmetic."""
        if part is not None:
            self._lit = frozenset()
        if part != self._chosen:
            self._chosen = part
            self._describe()
            self.update()
            self.part_chosen.emit(part)

    def show_pattern(self, pattern: tuple[float, ...]) -> None:
        """Show how the network answers this pattern."""
        self._pattern = pattern
        self._refresh()

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self._theme = theme
        self._lay_out()
        self.update()

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        return QSize(480, 240)

    def light_up(self, layer: int | None, matrix: int | None, *, is_bias: bool = False) -> None:
        """Bring out a layer's units or the edges between two layers, whichever is given.

        Args:
            layer: the units' layer, or None.
            matrix: the layer that the edges come from, or None.
            is_bias: only the edges of its bias unit, instead of all others.
        """
        sizes = self._diagram.sizes if self._diagram else ()
        units = {part for part in self._units() if part.layer == layer}
        edges = {
            part
            for part in self._edges()
            if isinstance(part, Edge)
            and part.layer == matrix
            and (part.source == sizes[part.layer]) == is_bias
        }
        self._lit = frozenset(units | edges)
        self.choose(None)
        self.update()

    def _refresh(self) -> None:
        if self._snapshot is None or len(self._pattern) != self._snapshot.network.lights:
            return
        problem = self._snapshot.settings.problem
        self.picture = Picture(self._snapshot.network, self._pattern, self._moment(), problem)
        self._targets = problem.targets_of(self._pattern)
        self._prepare()
        self._describe()
        self.update()
        self.picture_changed.emit(self.picture)

    def _prepare(self) -> None:
        """Let the painter get ready, unless the picture is still that of another network."""
        painter, picture, diagram = self._painter, self.picture, self._diagram
        if painter is None or picture is None or diagram is None:
            return
        if _shape(picture.network) == (diagram.sizes, diagram.bias):
            painter.prepare(picture, self._targets)

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
            sizes, bias = _shape(self._snapshot.network)
            self._diagram = Diagram(sizes, self.width(), self.height(), bias=bias)
            self._painter = NetworkPainter(self._diagram, self._theme, self.font())
            self._prepare()
            self._layer_buttons.lay_out(self._diagram)

    def _mark(self, part: Part | None) -> None:
        if part != self._marked:
            self._marked = part
            self._describe()
            self.update()

    def _describe(self) -> None:
        text, snapshot = "", self._snapshot
        if self.picture is not None and snapshot is not None:
            part = self._marked or self._chosen
            text = describe(snapshot, self.picture, part, is_chosen=part == self._chosen)
        if text != self.accessibleDescription():
            self.setAccessibleDescription(text)
            self.described.emit(text)
            if self._tip_position is not None:
                self._show_tip(self._tip_position)

    def _mark_next(self, parts: list[Part], step: int) -> None:
        """Mark the part after or before the marked one; the first if it is of another kind."""
        self._tip_position = None  # the pointer lies on another part
        QToolTip.hideText()
        if self._marked in parts:
            self._mark(parts[(parts.index(self._marked) + step) % len(parts)])
        else:
            self._mark(parts[0])

    def _units(self) -> list[Part]:
        sizes = self._diagram.sizes if self._diagram else ()
        return [Unit(k, i) for k in range(1, len(sizes)) for i in range(sizes[k])]

    def _edges(self) -> list[Part]:
        return list(self._diagram.edges) if self._diagram else []

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what is prepared."""
        if self._painter is not None:
            part = self._marked or self._chosen
            marked = frozenset({part}) if part else self._lit
            self._painter.draw(QPainter(self), marked, self._progress())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the diagram out anew."""
        self._lay_out()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark what lies under the pointer and tell its value."""
        if self._diagram is None:
            return
        position = event.position()
        self._mark(self._diagram.part_at(position.x(), position.y()))
        self._tip_position = event.globalPosition().toPoint()
        self._show_tip(self._tip_position)

    def _show_tip(self, position: QPoint) -> None:
        if self._marked is None:
            QToolTip.hideText()
        else:
            QToolTip.showText(position, self.accessibleDescription(), self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what lies under the pointer."""
        if self._diagram is not None and event.button() == Qt.MouseButton.LeftButton:
            position = event.position()
            self.choose(self._diagram.part_at(position.x(), position.y()))
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit the weight of the edge under the pointer."""
        self._edit(self._chosen, event.position().toPoint())

    def _edit(self, part: Part | None, position: QPoint) -> None:
        if isinstance(part, Edge) and self._snapshot is not None:
            network = self._snapshot.network
            weight = network.parameters[weight_index(network.sizes, part)]
            self._editor.open(part, float(weight), position)

    def leaveEvent(self, event: QEvent) -> None:
        """Let go of what the pointer marked."""
        self._tip_position = None
        self._mark(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk through the units and the edges."""
        key = Qt.Key
        if event.key() in (key.Key_Up, key.Key_Down):
            self._mark_next(self._units(), 1 if event.key() == key.Key_Down else -1)
        elif event.key() in (key.Key_Left, key.Key_Right):
            self._mark_next(self._edges(), 1 if event.key() == key.Key_Right else -1)
        elif event.key() in (key.Key_Return, key.Key_Enter) and self._marked is not None:
            self.choose(self._marked)
        elif event.key() == key.Key_F2:
            self._edit(self._marked or self._chosen, self.rect().center())
        elif event.key() == key.Key_Escape and (self._marked or self._chosen or self._lit):
            self._mark(None)
            self.light_up(None, None)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Mark a unit when the keyboard arrives, so that it shows where it is."""
        by_keyboard = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        )
        if by_keyboard and self._diagram is not None:
            self._mark(Unit(1, 0))
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let go when the keyboard leaves."""
        self._mark(None)
        super().focusOutEvent(event)


def _shape(network: Network) -> tuple[tuple[int, ...], bool]:
    return network.sizes, bool(network.biases)


def _has_moved(before: Snapshot, after: Snapshot) -> bool:
    return (before.updates, before.stage) != (after.updates, after.stage)
