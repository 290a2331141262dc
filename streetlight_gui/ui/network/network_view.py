"""The diagram of the network, to be read and edited."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip, QWidget

from streetlight_gui.core.nn.parts import Edge, Part, Unit
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.text.description import describe
from streetlight_gui.text.listing import Line
from streetlight_gui.ui.network.layer_buttons import LayerButtons
from streetlight_gui.ui.network.network_canvas import NetworkCanvas
from streetlight_gui.ui.network.weight_editor import WeightEditor


class NetworkView(NetworkCanvas):
    """Tells what is marked or chosen in the picture of the network, and edits it.

    Hovering a unit or an edge marks it and tells its exact value. With the keyboard, Up and Down
    go through the units, Left and Right through the edges; Enter chooses, F2 edits a weight, Esc
    lets go. A click chooses, too, and a double click on an edge edits its weight.

    Signals:
        described: a sentence on the marked or else the chosen unit or edge; '' when none is.
        part_chosen: the Unit or Edge chosen; None when it is let go.
        let_go: nothing is marked, chosen or lit up any more.
        weight_edited: an Edge, the shape of its network, its old and its new weight, and whether it
            was a nudge.
        rejected: a sentence on what is wrong with a weight that was typed.
        units_requested: the hidden layers there are, one of them, counted from 0, and by how many
            units to change it.
        layer_requested: one hidden layer more.
    """

    described = Signal(str)
    part_chosen = Signal(object)
    let_go = Signal()
    weight_edited = Signal(object, object, float, float, bool)
    rejected = Signal(str)
    units_requested = Signal(object, int, int)
    layer_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Wait for the first snapshot."""
        super().__init__(parent)
        self.setObjectName("network_view")
        self.setAccessibleName("Network diagram")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # or a click on a button in it takes the focus
        self.setMouseTracking(True)
        self._marked: Part | None = None
        self._tip_position: QPoint | None = None
        self._chosen: Part | None = None
        self._lit: frozenset[Part] = frozenset()
        self._editor = WeightEditor(self)
        self._editor.edited.connect(self.weight_edited)
        self._editor.rejected.connect(self.rejected)
        self._editor.closed.connect(self._mark)
        self._layer_buttons = LayerButtons(self)
        self._layer_buttons.units_requested.connect(self.units_requested)
        self._layer_buttons.layer_requested.connect(self.layer_requested)
        self.laid_out.connect(self._layer_buttons.lay_out)
        self.picture_changed.connect(self._describe)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the network of this moment; in one of another shape nothing is marked any more."""
        before = self._snapshot
        self._editor.show_snapshot(snapshot)
        if before is not None and before.network.shape != snapshot.network.shape:
            self._let_go()
        super().show_snapshot(snapshot)

    def choose(self, part: Part | None) -> None:
        """Keep a unit or an edge marked, and tell its arithmetic."""
        if part is not None:
            self._lit = frozenset()
        if part != self._chosen:
            self._chosen = part
            self._describe()
            self.part_chosen.emit(part)
        self._bring_out()

    @Slot(object)
    def light_up(self, line: Line | None) -> None:
        """Bring out the units of a layer, or the edges between two, that a line is about."""
        self._lit, diagram = frozenset(), self.diagram
        if line is not None and diagram is not None:
            units = {unit for unit in diagram.computed if unit.layer == line.layer}
            edges = {
                edge
                for edge in diagram.edges
                if edge.layer == line.matrix
                and diagram.is_bias(Unit(edge.layer, edge.source)) == line.is_bias
            }
            self._lit = frozenset(units | edges)
        self.choose(None)

    def _let_go(self) -> None:
        self._mark(None)
        self.light_up(None)
        self.let_go.emit()

    def _mark(self, part: Part | None) -> None:
        if part != self._marked:
            self._marked = part
            self._describe()
            self._bring_out()

    def _bring_out(self) -> None:
        part = self._marked or self._chosen
        self.bring_out(frozenset({part}) if part else self._lit)

    @Slot()
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

    def _mark_next(self, parts: Sequence[Part], step: int) -> None:
        """Mark the part after or before the marked one; the first if it is of another kind."""
        self._tip_position = None  # the pointer lies on another part
        QToolTip.hideText()
        if self._marked in parts:
            self._mark(parts[(parts.index(self._marked) + step) % len(parts)])
        else:
            self._mark(parts[0])

    def _show_tip(self, position: QPoint) -> None:
        if self._marked is None:
            QToolTip.hideText()
        else:
            QToolTip.showText(position, self.accessibleDescription(), self)

    def _edit(self, part: Part | None, position: QPoint) -> None:
        if isinstance(part, Edge) and self._snapshot is not None:
            self._editor.open(part, self._snapshot, position)

    def _part_under(self, event: QMouseEvent) -> Part | None:
        position = event.position()
        return self.diagram.part_at(position.x(), position.y()) if self.diagram else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark what lies under the pointer and tell its value."""
        self._tip_position = event.globalPosition().toPoint()  # first: marking may tell there
        self._mark(self._part_under(event))
        self._show_tip(self._tip_position)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the keys, and choose what lies under the pointer."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.button() == Qt.MouseButton.LeftButton:
            self.choose(self._part_under(event))
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit the weight of the edge under the pointer."""
        self._edit(self._chosen, event.position().toPoint())

    def leaveEvent(self, event: QEvent) -> None:
        """Let go of what the pointer marked."""
        self._tip_position = None
        self._mark(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk through the units and the edges."""
        key, diagram = Qt.Key, self.diagram
        if event.key() in (key.Key_Up, key.Key_Down) and diagram is not None:
            self._mark_next(diagram.computed, 1 if event.key() == key.Key_Down else -1)
        elif event.key() in (key.Key_Left, key.Key_Right) and diagram is not None:
            self._mark_next(diagram.edges, 1 if event.key() == key.Key_Right else -1)
        elif event.key() in (key.Key_Return, key.Key_Enter) and self._marked is not None:
            self.choose(self._marked)
        elif event.key() == key.Key_F2:
            self._edit(self._marked or self._chosen, self.rect().center())
        elif event.key() == key.Key_Escape and (self._marked or self._chosen or self._lit):
            self._let_go()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Mark a unit when the keyboard arrives, so that it shows where it is."""
        reason = Qt.FocusReason
        by_keyboard = event.reason() in (reason.TabFocusReason, reason.BacktabFocusReason)
        if by_keyboard and self.diagram is not None:
            self._mark(Unit(1, 0))
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let go when the keyboard leaves."""
        self._mark(None)
        super().focusOutEvent(event)
