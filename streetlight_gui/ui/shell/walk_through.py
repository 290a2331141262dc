"""Takes a person through one example, phase by phase."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from streetlight_gui.core.replay.cursor import StepUnit
from streetlight_gui.core.replay.phases import Phase, stages
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.text.walk import walk_sentence
from streetlight_gui.ui.panels.walk_bar import WalkBar
from streetlight_gui.ui.session.session import TrainingSession
from streetlight_gui.ui.shell.cards import Cards
from streetlight_gui.ui.shell.settings_store import SettingsStore
from streetlight_gui.ui.shell.shown_pattern import ShownPattern
from streetlight_gui.ui.shell.views import Views

_WALKED = "network", "status"  # the cards that it takes
_TO_LOOK_MS, _A_WORD_MS = 3000, 400  # 150 words a minute are read at ease


def reading_ms(sentence: str) -> int:
    """Return how long a sentence is read, and what it speaks of looked at, in milliseconds."""
    return _TO_LOOK_MS + _A_WORD_MS * len(sentence.split())


class WalkThrough(QObject):
    """Plays the phases of the coming example, or of the one under way, and tells each.

    It ends by itself where a person goes elsewhere than by phase. At the end of the example it
    stays, until the next one is asked for. Whoever goes on or back by hand is left to do so.

    Signals:
        step_requested, step_back_requested: go on, or back, by one phase.
        phases_wanted: whether the phases of the example under way are to be seen.
        told: a sentence on the phase that ran last; '' at the end.
    """

    step_requested = Signal()
    step_back_requested = Signal()
    phases_wanted = Signal(bool)
    told = Signal(str)

    def __init__(
        self, bar: WalkBar, plays: Callable[[], bool], pace: Callable[[str], int] = reading_ms
    ) -> None:
        """Wait for a person to begin.

        Args:
            bar: its buttons.
            plays: tells whether to go on at reading pace, or, as a person wants no motion, only
                when asked to.
            pace: for how many milliseconds a sentence stays.
        """
        super().__init__(bar)
        self._bar, self._plays, self._pace = bar, plays, pace
        self._is_walking = self._is_playing = self._is_over = False
        self._awaits_phase = False  # until then snapshots are older than the walk
        self._snapshot: Snapshot | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.step_requested)
        bar.went_on.connect(self._go_on)
        bar.went_back.connect(self._go_back)
        bar.toggled.connect(self._toggle)
        bar.closed.connect(self._close)

    def begin(self) -> None:
        """Walk through the coming example, or go on with the one under way."""
        self._is_walking = self._awaits_phase = True
        self._is_playing, self._is_over = self._plays(), False
        if self._snapshot is not None and _is_inside(self._snapshot):
            self.phases_wanted.emit(True)
        else:
            self.step_requested.emit()

    def end(self) -> None:
        """Leave the example where it is."""
        self._is_walking = False
        self.pause()
        self.told.emit("")

    def pause(self) -> None:
        """Stay at this phase."""
        self._is_playing = False
        self._timer.stop()
        self._show_state()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Tell the phase that ran last, and let it be read."""
        self._snapshot = snapshot
        if not self._is_walking or (self._awaits_phase and not snapshot.is_by_phase):
            return
        if not snapshot.is_by_phase:
            self.end()
            return
        self._awaits_phase, self._is_over = False, not _is_inside(snapshot)
        sentence = walk_sentence(snapshot)
        self.told.emit(sentence)
        if self._is_playing and self._plays() and not self._is_over:
            self._timer.start(self._pace(sentence))
        self._show_state()

    def _go_on(self) -> None:
        if not self._is_over:  # the next example plays as this one did to its end
            self.pause()
        self.step_requested.emit()

    def _go_back(self) -> None:
        self.pause()
        self.step_back_requested.emit()

    def _close(self) -> None:
        self.end()
        self.phases_wanted.emit(False)

    def _toggle(self) -> None:
        if self._is_playing:
            self.pause()
        else:
            self._is_playing = True
            self.step_requested.emit()

    def _show_state(self) -> None:
        here = self._snapshot
        is_first = here is None or here.stage in (None, stages(here.network.hidden)[0])
        self._bar.show_state(
            is_walking=self._is_walking,
            is_over=self._is_over,
            is_playing=self._is_playing,
            can_play=self._plays(),
            can_go_back=not is_first or (here is not None and here.updates > 0),
        )


def add_walk_through(
    session: TrainingSession, views: Views, shown: ShownPattern, store: SettingsStore, cards: Cards
) -> None:
    """Let one example be walked through, and phases be seen again after a click on a lamp."""
    walk = WalkThrough(views.walk_bar, lambda: store.animates)
    walk.step_requested.connect(partial(session.step, StepUnit.PHASE))
    walk.step_back_requested.connect(partial(session.step_back, StepUnit.PHASE))
    walk.phases_wanted.connect(session.look_at_phases)
    walk.told.connect(views.status.narrate)
    walk.told.connect(lambda told: None if told else cards.lend(False, *_WALKED))
    views.walk_bar.begun.connect(partial(cards.lend, True, *_WALKED))
    for goes in (views.walk_bar.begun, walk.step_requested, walk.step_back_requested):
        goes.connect(shown.resume)
    shown.following_changed.connect(partial(_stay_on_own, walk))
    views.walk_bar.begun.connect(walk.begin)
    session.snapshot_changed.connect(walk.show_snapshot)
    session.stopped.connect(walk.pause)
    for requested in (views.controls.step_requested, views.controls.step_back_requested):
        requested.connect(partial(_follow_phases, shown))


def _stay_on_own(walk: WalkThrough, follows: bool) -> None:
    if not follows:
        walk.pause()


def _follow_phases(shown: ShownPattern, unit: StepUnit) -> None:
    if unit is StepUnit.PHASE:
        shown.resume()


def _is_inside(snapshot: Snapshot) -> bool:
    """Tell whether an example is under way, and not at its end."""
    return snapshot.stage is not None and snapshot.stage.phase is not Phase.UPDATE
