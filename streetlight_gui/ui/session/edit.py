"""What a person changed, to be undone and made again."""

import weakref
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoCommand, QUndoStack

from streetlight_gui.core.checks.formatting import ARROW, in_one_line

_MOST_EDITS = 100  # that can be undone


class Edit(QUndoCommand):
    """An edit that has been made already.

    Attributes:
        number: by which the worker keeps the other run, if there is one.
        is_redone: it was undone, and made again.
    """

    def __init__(
        self,
        text: str,
        bring: Callable[[Any], None],
        before: object,
        after: object,
        number: int = 0,
        merges_with: object = None,
    ) -> None:
        """Note what can be undone.

        Args:
            text: what a person calls it.
            bring: brings back what was before, or after.
            before: goes to `bring` when the edit is undone.
            after: goes there when it is redone.
            number: of the edit.
            merges_with: edits with equal ones, and not None, that follow each other undo as one.
        """
        super().__init__(in_one_line(text))  # Qt would end it with the line
        self.number = number
        self._bring, self._before, self._after = bring, before, after
        self._kind, self._is_made, self.is_redone = merges_with, False, False

    def undo(self) -> None:
        """Go back to what was before."""
        self._bring(self._before)

    def redo(self) -> None:
        """Go on to what was after, unless that is where one stands: Qt calls this on pushing."""
        if self._is_made:
            self.is_redone = True
            self._bring(self._after)
        self._is_made = True

    def id(self) -> int:
        """Let Qt ask `mergeWith`."""
        return 0

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take in an edit of the same value at the same moment, too."""
        if not isinstance(other, Edit) or not self._kind or other._kind != self._kind:
            return False
        self._after = other._after
        first, last = self.text(), other.text()
        if ARROW in first and ARROW in last:
            last = first.rpartition(ARROW)[0] + ARROW + last.rpartition(ARROW)[2]
        self.setText(last)
        return True


class EditStack(QUndoStack):
    """The edits that can be undone or made again."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.setUndoLimit(_MOST_EDITS)
        # Its own end would tell menus that are gone already.
        parent.destroyed.connect(weakref.finalize(parent, self.blockSignals, True))

    @property
    def numbers(self) -> frozenset[int]:
        """Those of the edits."""
        edits = [self.command(k) for k in range(self.count())]
        return frozenset(edit.number for edit in edits if isinstance(edit, Edit))
