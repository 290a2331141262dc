"""Making a run again, or reading a large file, with a bar that tells how far it is."""

from collections.abc import Callable, Generator
from typing import Any

from PySide6.QtCore import QObject, QTimer, Slot

from streetlight_gui.core.checks.formatting import ELLIPSIS, in_one_line
from streetlight_gui.core.replay.cursor import Cursor
from streetlight_gui.ui.session.long_task import LongTask
from streetlight_gui.ui.session.session import TrainingSession
from streetlight_gui.ui.widgets.banner import Progress

_PERCENT, _SHORT_MS = 100, 300  # what takes less needs no bar


class Opening(QObject):
    """Makes runs again beside the one there is, which stays as it was if a person cancels.

    Whatever a person lets training do in the meantime cancels, too; not so where a file is read.
    """

    def __init__(self, session: TrainingSession, banner: Progress) -> None:
        """Work on this session's thread, and show in this banner how far it is."""
        super().__init__(session)
        self._session, self._banner, self._task = session, banner, LongTask(session)
        self._sentence, self._is_ours = "", False  # what the banner says, which others use, too
        self._delay = QTimer(self, singleShot=True, interval=_SHORT_MS)
        self._delay.timeout.connect(self._say)
        self._task.progressed.connect(self._show)
        self._task.ended.connect(self._end)
        session.edits_sent.connect(self._give_way)
        banner.told.connect(self._follow)

    def begin(
        self,
        steps: Generator[float, None, Cursor],
        name: str,
        use: Callable[[Cursor], object],
    ) -> None:
        """Make a run again.

        Args:
            steps: makes it, with the share that is made from time to time.
            name: what a person calls it.
            use: is done with the place in it.
        """
        self._session.pause()
        sentence = f"{in_one_line(name)} trains again to where it was{ELLIPSIS}"
        self._begin(steps, sentence, use, gives_way=True)

    def read(
        self,
        steps: Generator[float, None, object],
        name: str,
        use: Callable[[Any], object],
    ) -> None:
        """Read a file, while training goes on; `use` is done with what the steps return."""
        self._begin(steps, f"{in_one_line(name)} is read{ELLIPSIS}", use, gives_way=False)

    @Slot()
    def cancel(self) -> None:
        """Stay with what there is."""
        if self._task.is_on:
            self._stop()

    def _begin(
        self,
        steps: Generator[float, None, object],
        sentence: str,
        use: Callable[[Any], object],
        *,
        gives_way: bool,
    ) -> None:
        self._sentence, self._use, self._gives_way = sentence, use, gives_way
        self._banner.bar.setValue(0)
        self._task.begin(steps)
        self._delay.start()

    @Slot()
    def _give_way(self) -> None:
        if self._task.is_on and self._gives_way:
            self._stop()

    @Slot()
    def _say(self) -> None:
        self._banner.say(self._sentence, "Cancel", self.cancel)

    @Slot(str)
    def _follow(self, sentence: str) -> None:
        was_ours, self._is_ours = self._is_ours, sentence == self._sentence
        if was_ours and not sentence:
            self.cancel()

    @Slot(object)
    def _show(self, share: float) -> None:
        self._banner.bar.setValue(int(_PERCENT * share))

    @Slot(object)
    def _end(self, value: object) -> None:
        self._stop()
        self._use(value)

    def _stop(self) -> None:
        self._delay.stop()
        self._task.end()
        if self._is_ours:
            self._banner.clear()
