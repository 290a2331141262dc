"""Tells what was under way before an edit from what answers it."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from streetlight_gui.core.problem import Problem

_PATIENCE_MS = 250  # for an edit to reach the training thread and come back


class EditGuard(QObject):
    """Overlooks, for a moment after an edit, the problems it replaced.

    Snapshots that were on their way bring them once more; shown, they would make the editor jump
    back and forth.

    Signals:
        overruled: a Problem that is still there after that moment: the edit was not taken.
    """

    overruled = Signal(object)

    def __init__(self, parent: QObject) -> None:
        """Begin without edits."""
        super().__init__(parent)
        self._replaced: list[Problem] = []
        self._offered: Problem | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PATIENCE_MS)
        self._timer.timeout.connect(self._end)

    def note_edit(self, before: Problem) -> None:
        """Overlook this problem from now on."""
        self._replaced.append(before)
        self._offered = None
        self._timer.start()

    def lets_pass(self, problem: Problem) -> bool:
        """Tell whether to show a problem that comes from outside."""
        self._offered = problem
        return not any(problem is old for old in self._replaced)

    @Slot()
    def _end(self) -> None:
        is_overruled = any(self._offered is old for old in self._replaced)
        self._replaced.clear()
        if is_overruled:
            self.overruled.emit(self._offered)
