"""What a person changed, as entries of the undo stack."""

from typing import Protocol

from PySide6.QtGui import QUndoCommand

from streetlight_gui.core.checks.formatting import in_one_line
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.core.training.stopping import StopRule


class _Editable(Protocol):
    """What undoing and redoing act on: the session."""

    def swap(self, edit: int, settings: Settings) -> None: ...
    def note_stop_rule(self, rule: StopRule) -> None: ...


class RunEdit(QUndoCommand):
    """An edit that the worker has made already; undoing and redoing swap runs there.

    Attributes:
        edit: its number, by which the worker keeps the other run.
        after: the settings after it.
    """

    def __init__(
        self, text: str, session: _Editable, edit: int, before: Settings, after: Settings
    ) -> None:
        """Note an edit that is on its way to the worker, from some settings to others."""
        super().__init__(in_one_line(text))  # Qt would end it with the line
        self.edit, self.after = edit, after
        self._session, self._before = session, before
        self._is_made = False

    def undo(self) -> None:
        """Go back to the run before."""
        self._session.swap(self.edit, self._before)

    def redo(self) -> None:
        """Go on to the run after, unless that is where one stands: Qt calls this on pushing."""
        if self._is_made:
            self._session.swap(self.edit, self.after)
        self._is_made = True


class StopRuleEdit(QUndoCommand):
    """Another rule that ends runs; it makes no difference to the past."""

    def __init__(self, text: str, session: _Editable, before: StopRule, after: StopRule) -> None:
        """Note a change of the rule, which pushing makes."""
        super().__init__(text)
        self._session, self._before, self._after = session, before, after

    def undo(self) -> None:
        """Let the old rule end runs."""
        self._session.note_stop_rule(self._before)

    def redo(self) -> None:
        """Let the new rule end runs."""
        self._session.note_stop_rule(self._after)
