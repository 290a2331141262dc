"""The way back to runs that were left."""

from PySide6.QtCore import QObject, Signal, Slot

from streetlight_gui.core.replay.cursor import Cursor
from streetlight_gui.core.replay.past_runs import PastRun, revisited
from streetlight_gui.text.run_words import making_words
from streetlight_gui.ui.session.long_task import LongTask
from streetlight_gui.ui.session.session import TrainingSession


class Revisits(QObject):
    """Makes a run again on the session's thread, and goes on with it.

    Signals:
        making: a sentence while that takes long; '' once it is over.
    """

    making = Signal(str)

    def __init__(self, session: TrainingSession) -> None:
        """Go back in this session."""
        super().__init__(session)
        self._session, self._task = session, LongTask(session)
        self._past: PastRun | None = None
        self._said = ""
        self._task.progressed.connect(self._tell)
        self._task.ended.connect(self._go_on)
        session.edits_sent.connect(self.stop)  # whatever a person lets training do instead

    @Slot(object)
    def go_back(self, past: PastRun) -> None:
        """Go back to a run that was left; one that is no longer kept is trained again first."""
        self._session.pause()
        self._past = past
        self._task.begin(revisited(past))

    @Slot()
    def stop(self) -> None:
        """Go back no more; nothing has changed."""
        if self._task.is_on:
            self._task.end()
            self._say("")

    @Slot(object)
    def _tell(self, share: float) -> None:
        if self._past is not None:
            self._say(making_words(self._past, share))

    def _say(self, words: str) -> None:
        if words != self._said:
            self._said = words
            self.making.emit(words)

    @Slot(object)
    def _go_on(self, cursor: Cursor) -> None:
        self._say("")
        if self._past is not None:
            self._session.go_back(self._past, cursor)
