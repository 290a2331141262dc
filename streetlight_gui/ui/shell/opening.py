"""Making a saved run again, with a bar that tells how far it is."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from streetlight_gui.core.checks.formatting import ELLIPSIS, in_one_line
from streetlight_gui.core.replay.cursor import Cursor
from streetlight_gui.core.replay.saved_session import SavedSession, reopened
from streetlight_gui.ui.session.long_task import LongTask
from streetlight_gui.ui.session.session import TrainingSession
from streetlight_gui.ui.widgets.banner import Progress

_PERCENT, _SHORT_MS = 100, 300  # what takes less needs no bar


class Opening(QObject):
    """Makes runs again beside the one there is, which stays as it was if a person cancels.

    Whatever a person lets training do in the meantime cancels, too.

    Signals:
        ended: what `begin` was given, the SavedSession, and the Cursor where it stands.
    """

    ended = Signal(object, object, object)

    def __init__(self, session: TrainingSession, banner: Progress) -> None:
        """Work on this session's thread, and show in this banner how far it is."""
        super().__init__(session)
        self._session, self._banner, self._task = session, banner, LongTask(session)
        self._delay = QTimer(self, singleShot=True, interval=_SHORT_MS)
        self._delay.timeout.connect(self._say)
        self._task.progressed.connect(self._show)
        self._task.ended.connect(self._end)
        session.edits_sent.connect(self.cancel)
        banner.told.connect(self._follow)

    def begin(self, saved: SavedSession, name: str, file: object) -> None:
        """Make the run of a saved session again.

        name: what a person calls it.
        file: is handed on to who waits for the end.
        """
        self._session.pause()
        self._saved, self._name, self._file = saved, name, file
        self._banner.bar.setValue(0)
        self._task.begin(reopened(saved))
        self._delay.start()

    @Slot()
    def cancel(self) -> None:
        """Stay with what there is."""
        if self._task.is_on:
            self._stop()

    @Slot()
    def _say(self) -> None:
        name = in_one_line(self._name)
        self._banner.say(f"{name} trains again to where it was{ELLIPSIS}", "Cancel", self.cancel)

    @Slot(str)
    def _follow(self, sentence: str) -> None:
        if not sentence:
            self.cancel()

    @Slot(object)
    def _show(self, share: float) -> None:
        self._banner.bar.setValue(int(_PERCENT * share))

    @Slot(object)
    def _end(self, cursor: Cursor) -> None:
        self._stop()
        self.ended.emit(self._file, self._saved, cursor)

    def _stop(self) -> None:
        self._delay.stop()
        self._task.end()
        self._banner.clear()
