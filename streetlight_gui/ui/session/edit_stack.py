"""The last edits a person made, to be undone and redone."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QUndoStack

from streetlight_gui.core.checks.formatting import ARROW
from streetlight_gui.ui.session.undo_commands import RunEdit

_MOST_EDITS = 100  # that can be undone


class EditStack(QUndoStack):
    """Undoes edits of one kind that follow each other at one moment, such as nudges, as one."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin without edits."""
        super().__init__(parent)
        self.setUndoLimit(_MOST_EDITS)
        self._newest_kind = ""

    @Slot()
    def fall_silent(self) -> None:
        """Tell nobody anything any more: its own end would tell menus that are gone already."""
        self.blockSignals(True)

    def end_moment(self) -> None:
        """Let the next edit stand for itself: something else happened in between."""
        self._newest_kind = ""

    def add(self, edit: RunEdit, kind: str) -> None:
        """Add an edit, to the newest one if it is of the same kind, and that is not ''."""
        newest = self._newest_of(kind)
        if newest is None:
            self._newest_kind = kind
            self.push(edit)
        else:
            newest.after = edit.after
            newest.setText(_joined(newest.text(), edit.text()))
            self.undoTextChanged.emit(newest.text())

    def numbers(self) -> frozenset[int]:
        """Return the numbers of the edits that can still be undone or redone."""
        commands = [self.command(k) for k in range(self.count())]
        return frozenset(command.edit for command in commands if isinstance(command, RunEdit))

    def _newest_of(self, kind: str) -> RunEdit | None:
        """Return the newest edit, if it is of this kind, at this moment, and not undone."""
        if not kind or self._newest_kind != kind or not 0 < self.index() == self.count():
            return None
        newest = self.command(self.index() - 1)
        return newest if isinstance(newest, RunEdit) else None


def _joined(first: str, last: str) -> str:
    """Say in one text what two edits of one value did: from before the first to the last."""
    if ARROW not in first or ARROW not in last:
        return last
    return first.rpartition(ARROW)[0] + ARROW + last.rpartition(ARROW)[2]
