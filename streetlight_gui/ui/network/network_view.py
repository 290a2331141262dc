"""The diagram of the network, to be read and edited."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QAccessible, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip, QWidget

from streetlight_gui.core.nn.parts import Edge, Part, Unit
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.text.description import describe, opening_text, unwritten_text
from streetlight_gui.text.listing import Line
from streetlight_gui.ui.network.layer_buttons import LayerButtons
from streetlight_gui.ui.network.network_canvas import NetworkCanvas
from streetlight_gui.ui.widgets.controls import BY_TAB, ENTER
from streetlight_gui.ui.widgets.weight_editor import WeightEditor


class NetworkView(NetworkCanvas):
    """Tells what is marked or chosen in the picture of the network, and edits it.

    Hovering a unit or an edge marks it and tells its value. With the keyboard, Up and Down
    go through the units, Left and Right through the edges; Enter chooses, F2 edits a weight, Esc
    lets go. A click chooses, too, and a double click on an edge edits its weight.

    Attributes:
        editor: of the weight of an edge.
        layer_buttons: over the diagram.

    Signals:
        described: a sentence on the marked or else the chosen unit or edge; '' when none is.
        part_chosen: the Unit or Edge chosen; None when it is let go.
        let_go: nothing is marked, chosen or lit up any more.
    """

    described = Signal(str)
    part_chosen = Signal(object)
    let_go = Signal()

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
        self._is_beside_code = True
        self._told = ""
        self._told_of: tuple[Part | None, bool] = None, False  # a part, and whether it is chosen
        self.editor = WeightEditor(self)
        self.editor.closed.connect(self._mark)
        self.layer_buttons = LayerButtons(self)
        self.laid_out.connect(self.layer_buttons.lay_out)
        self.laid_out.connect(self._tell)  # there may be room for more, or for less
        self.picture_changed.connect(self._tell)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the network of this moment; in one of another shape nothing is marked any more."""
        self.editor.show_snapshot(snapshot)
        if snapshot.network.shape != self._shape:
            self._let_go()
        super().show_snapshot(snapshot)

    @property
    def chosen(self) -> Part | None:
        """The unit or edge that was chosen last, if it is still marked."""
        return self._chosen

    def choose(self, part: Part | None) -> None:
        """Keep a unit or an edge marked, and tell its arithmetic."""
        if part is not None:
            self._lit = frozenset()
        is_other, self._chosen = part != self._chosen, part
        self._tell()
        if is_other:
            self.part_chosen.emit(part)

    def set_beside_code(self, is_beside_code: bool) -> None:
        """Tell how the code differs from the picture, or not, where it is not seen."""
        self._is_beside_code = is_beside_code
        self._tell()

    def light_up(self, line: Line | None) -> None:
        """Bring out the units of a layer, or the edges between two, that a line is about."""
        self._lit, diagram = frozenset(), self.diagram
        if line is not None:
            parts: list[Part] = [*diagram.computed, *diagram.edges]
            self._lit = frozenset(part for part in parts if line.concerns(part, diagram.sizes))
        self.choose(None)

    def _let_go(self) -> None:
        self._mark(None)
        self.light_up(None)
        self.let_go.emit()

    def _mark(self, part: Part | None) -> None:
        self._marked = part
        self._tell()

    def _tell(self) -> None:
        """Bring out and describe what is marked or else chosen."""
        text, snapshot, part = "", self._snapshot, self._marked or self._chosen
        self.bring_out(frozenset({part}) if part else self._lit)
        if self.picture is not None and snapshot is not None:
            is_chosen, beside_code = part == self._chosen, self._is_beside_code
            text = describe(
                snapshot, self.picture, part, is_chosen=is_chosen, beside_code=beside_code
            )
        if part is None and self._phases.unwritten:
            text = "\n".join(filter(None, [text, unwritten_text(self._phases.unwritten)]))
        if text != self._told:
            self._told = text
            self._describe(part)
            self.described.emit(text)
            if self._tip_position is not None:
                self._show_tip(self._tip_position)

    def _describe(self, part: Part | None) -> None:
        """Let a reader read of the part that a person goes to, and not every number of a run."""
        told_of = part, part is not None and part == self._chosen
        if part is None or told_of != self._told_of or not QAccessible.isActive():
            self.setAccessibleDescription(self._told)
        self._told_of = told_of

    def _mark_next(self, parts: Sequence[Part], step: int) -> None:
        """Mark the part after or before the marked one; the first if it is of another kind."""
        self._tip_position = None  # the pointer lies on another part
        QToolTip.hideText()
        place = parts.index(self._marked) + step if self._marked in parts else 0
        self._mark(parts[place % len(parts)])

    def _show_tip(self, position: QPoint) -> None:
        part, text = self._marked, ""
        if part is not None:
            text = f"{self._told}\n{opening_text(part, self.diagram.sizes)}".rstrip()
        QToolTip.showText(position, text, self)

    def _edit(self, part: Part | None, position: QPoint) -> None:
        if isinstance(part, Edge) and self._snapshot is not None:
            self.editor.open(part, self._snapshot, position)

    def _part_under(self, event: QMouseEvent) -> Part | None:
        return self.diagram.part_at(*event.position().toTuple())

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
        key = Qt.Key
        if event.key() in (key.Key_Up, key.Key_Down):
            self._mark_next(self.diagram.computed, 1 if event.key() == key.Key_Down else -1)
        elif event.key() in (key.Key_Left, key.Key_Right):
            self._mark_next(self.diagram.edges, 1 if event.key() == key.Key_Right else -1)
        elif event.key() in ENTER and self._marked is not None:
            self.choose(self._marked)
        elif event.key() == key.Key_F2:
            self._edit(self._marked or self._chosen, self.rect().center())
        elif event.key() == key.Key_Escape and (self._marked or self._chosen or self._lit):
            self._let_go()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Mark a unit when the keyboard arrives, so that it shows where it is."""
        if event.reason() in BY_TAB:
            self._mark(Unit(1, 0))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let go when the keyboard leaves."""
        self._mark(None)
