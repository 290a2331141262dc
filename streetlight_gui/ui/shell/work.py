"""What of a session makes its file, and whether that is saved."""

from dataclasses import replace
from functools import partial
from typing import cast

from PySide6.QtCore import QEventLoop, QObject, Signal, Slot

from streetlight_gui.core.replay.saved_session import SavedSession
from streetlight_gui.ui.session.session import TrainingSession
from streetlight_gui.ui.shell.shown_pattern import ShownPattern
from streetlight_gui.ui.shell.trying_starts import TryingStarts
from streetlight_gui.ui.shell.views import Views
from streetlight_gui.ui.widgets.throttle import Throttle

_NOTHING = object()
_INTERVAL_S = 0.5  # between two looks at whether anything has changed


class Work(QObject):
    """Follows what a session and its window would be saved as.

    Attributes:
        is_saved: whether it is as it was saved, opened or begun.

    Signals:
        saved_changed: whether it is saved, when that is no longer as it was.
        told: the SavedSession that it is now, from time to time while it changes.
    """

    saved_changed = Signal(bool)
    told = Signal(object)

    def __init__(
        self,
        session: TrainingSession,
        views: Views,
        shown: ShownPattern,
        starts: TryingStarts,
        parent: QObject,
    ) -> None:
        """Follow a session, whose beginning counts as saved, with what the window chose for it."""
        super().__init__(parent)
        self.is_saved = True
        self._session, self._views, self._shown = session, views, shown
        self._starts = starts
        self._here: SavedSession | None = None
        self._saved: object = None  # None: the next that is told
        self._is_held = False
        self._to_come = 0  # descriptions that are asked for
        pace = Throttle(lambda _: self.ask(), _INTERVAL_S, self)
        changes = session.snapshot_changed, session.stop_rule_changed, session.past_changed
        choices = shown.changed, shown.following_changed, views.network.part_chosen
        for change in (*changes, *choices, views.runs.shown_changed):
            change.connect(pace.offer)
        starts.kept_changed.connect(partial(pace.offer, None))
        session.described.connect(self._take)
        self.ask()

    def ask(self) -> None:
        """Let it be told what there is now."""
        self._to_come += 1
        self._session.describe()

    def now(self) -> SavedSession:
        """Return what there is now, once the training thread has told it."""
        waits = QEventLoop()
        self.told.connect(waits.quit)
        self.ask()
        waits.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        return cast("SavedSession", self._here)

    def now_seen(self) -> SavedSession:
        """Return what there is now with all starts that are shown, more than a file may have."""
        starts, chart = self._starts.seen
        return replace(self.now(), starts=starts, map=chart)

    def hold(self) -> None:
        """Take whatever there is for saved until it begins anew: another session is on its way."""
        self._is_held = True

    def begin_anew(self) -> None:
        """Take what there is now for saved: nothing has happened to it yet."""
        self._saved, self._is_held = None, False
        self.ask()

    def begin_unsaved(self) -> None:
        """Take nothing for saved."""
        self._saved, self._is_held = _NOTHING, False
        self.ask()

    def settle(self, saved: SavedSession) -> None:
        """Know that this is saved."""
        self._saved = saved
        self._compare()

    @Slot(object)
    def _take(self, described: SavedSession) -> None:
        chosen, compared = self._views.network.chosen, self._views.runs.runs.compared
        starts, chart = self._starts.kept
        described = replace(described, starts=starts, map=chart)
        self._here = replace(described, pattern=self._shown.own, chosen=chosen, compared=compared)
        if self._saved is None or self._is_held:
            self._saved = self._here
        self._to_come -= 1
        if not self._to_come:  # else a newer one has been asked for
            self._compare()
            self.told.emit(self._here)

    def _compare(self) -> None:
        is_saved = self._here is None or self._here == self._saved
        if is_saved != self.is_saved:
            self.is_saved = is_saved
            self.saved_changed.emit(is_saved)
