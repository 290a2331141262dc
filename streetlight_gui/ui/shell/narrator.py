"""Tells in short sentences what comes of what a person does, for who does not see it."""

from PySide6.QtCore import QObject, Signal, Slot

from streetlight_gui.core.problems.patterns import Pattern
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.text import spoken
from streetlight_gui.ui.session.edit import Edit
from streetlight_gui.ui.session.session import TrainingSession
from streetlight_gui.ui.shell.views import Views


class Narrator(QObject):
    """Follows lamps, steps, runs and edits; what is told elsewhere, such as errors, it leaves out.

    Signals:
        told: a sentence.
    """

    told = Signal(str)

    def __init__(self, session: TrainingSession, views: Views) -> None:
        """Follow a session that is shown by these views."""
        super().__init__(views)
        self._session, self._network = session, views.network
        self._snapshot: Snapshot | None = None
        self._edits_done = 0  # of those on the undo stack
        self._has_stepped = False  # and it is not told where to
        self._verdict = ""  # how training stands
        self._has_ended = False  # a run, and nothing has moved since
        views.controls.step_requested.connect(self._expect_step)
        views.controls.step_back_requested.connect(self._expect_step)
        views.lights.lamp_changed.connect(self._tell_of_lamp)
        views.status.pattern_chosen.connect(self._tell_of_lamps)
        session.snapshot_changed.connect(self._show_snapshot)
        views.status.sentence_changed.connect(self._keep_verdict)
        session.running_changed.connect(self._tell_of_run)
        session.undo_stack.indexChanged.connect(self._tell_of_edit)

    @Slot()
    def _expect_step(self) -> None:
        self._has_stepped = True

    @Slot(float)
    def _tell_of_lamp(self, brightness: float) -> None:
        self._tell_of_lamps((brightness,))

    @Slot(object)
    def _tell_of_lamps(self, lights: Pattern) -> None:
        if self._network.picture is not None:
            self.told.emit(spoken.lamp_words(lights, self._network.picture))

    @Slot(object)
    def _show_snapshot(self, snapshot: Snapshot) -> None:
        before, self._snapshot = self._snapshot, snapshot
        is_there = before and (before.updates, before.stage) == (snapshot.updates, snapshot.stage)
        self._has_ended = self._has_ended and bool(is_there)
        is_asked_for = self._has_stepped or snapshot.is_by_phase
        if is_asked_for and not is_there and not self._session.running:
            self._has_stepped = False
            self.told.emit(spoken.moment_words(snapshot))

    @Slot(str)
    def _keep_verdict(self, verdict: str) -> None:
        self._verdict = verdict
        if self._has_ended:  # to judge many examples takes a moment
            self.told.emit(verdict)

    @Slot(bool)
    def _tell_of_run(self, running: bool) -> None:
        self._has_ended = not running and not self._has_stepped
        if running:
            self.told.emit(spoken.RUNNING)
        elif self._snapshot is not None:
            has_stepped = self._has_stepped
            self.told.emit(spoken.moment_words(self._snapshot) if has_stepped else self._verdict)

    @Slot(int)
    def _tell_of_edit(self, edits_done: int) -> None:
        stack, is_undone = self._session.undo_stack, edits_done < self._edits_done
        self._edits_done, self._has_ended = edits_done, False
        if is_undone:
            self.told.emit(f"{spoken.UNDONE}{stack.redoText()}")
        elif edits_done:
            edit = stack.command(edits_done - 1)
            is_redone = isinstance(edit, Edit) and edit.is_redone
            self.told.emit(f"{spoken.REDONE if is_redone else ''}{stack.undoText()}")
