"""Trying many starts: asks before much is thrown away, and shows how far it is."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from streetlight_gui.core.checks.formatting import ELLIPSIS, counted
from streetlight_gui.core.ensemble.atlas import Atlas
from streetlight_gui.core.ensemble.sweep import Sweep
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.text.start_words import share_sentences
from streetlight_gui.text.sweep_words import duration_words
from streetlight_gui.ui.session.session import TrainingSession
from streetlight_gui.ui.session.sweep_runner import SweepRunner
from streetlight_gui.ui.shell.questions import Answer, ask
from streetlight_gui.ui.shell.views import Views
from streetlight_gui.ui.widgets.throttle import FIGURES_INTERVAL_S, Throttle

_SHORT_MS = 300  # what takes less needs no bar
_LONG_S = 5  # what has so much left is not thrown away unasked
_PERCENT = 100


class Starts(QObject):
    """Lets the page ask for starts, and the session load one.

    Attributes:
        runner: computes them.

    Signals:
        told: a sentence on what came of them.
    """

    told = Signal(str)

    def __init__(self, session: TrainingSession, views: Views, window: QWidget) -> None:
        """Follow a session whose settings the page shows."""
        super().__init__(window)
        self._session, self._page, self._window = session, views.starts, window
        self._progress = views.banners.starts_progress
        self.runner, page = SweepRunner(self), views.starts
        self._pace = Throttle(page.show_atlas, FIGURES_INTERVAL_S, page)
        self._delay = QTimer(self, singleShot=True, interval=_SHORT_MS)
        self._delay.timeout.connect(self._say)
        page.form.sweep_asked.connect(self.begin)
        page.form.rejected.connect(views.banners.starts.say)
        page.start_chosen.connect(self._load)
        session.stop_rule_changed.connect(page.form.show_stop_rule)
        self.runner.changed.connect(self._show)
        self.runner.ended.connect(self._end)
        self.runner.failed.connect(views.banners.starts.say)
        views.controls.starts_requested.connect(partial(self._try_first, views))

    @Slot(object)
    def begin(self, sweep: Sweep) -> None:
        """Compute a sweep, unless a person would rather wait for the one under way."""
        if self._may_leave():
            self._progress.clear()
            self._delay.start()
            self.runner.begin(sweep)

    def end(self) -> None:
        """Compute nothing any more."""
        self._delay.stop()
        self.runner.cancel()

    def _try_first(self, views: Views) -> None:
        views.pages.turn_to(views.starts)
        views.starts.form.ask_for_first()

    def _may_leave(self) -> bool:
        left = self.runner.seconds_left
        if not self.runner.is_on or left < _LONG_S:
            return True
        question = f"Other starts are being tried, {duration_words(left)} left. Stop trying them?"
        answer = ask(self._window, question, Answer.Yes | Answer.No, Answer.No)
        return answer == Answer.Yes

    @Slot()
    def _say(self) -> None:
        atlas = self.runner.atlas
        if self.runner.is_on and atlas is not None:
            networks = counted(atlas.sweep.networks, "start")
            self._progress.say(f"Trying {networks}{ELLIPSIS}", "Cancel", self.runner.cancel)

    @Slot(object)
    def _show(self, atlas: Atlas) -> None:
        self._progress.bar.setValue(_PERCENT * atlas.known // atlas.sweep.networks)
        left = duration_words(self.runner.seconds_left) if atlas.known else ""
        self._progress.bar.setFormat(f"%p %, {left} left" if left else "%p %")
        self._pace.offer(atlas)

    @Slot(bool)
    def _end(self, is_whole: bool) -> None:
        self._delay.stop()
        self._progress.clear()
        self._pace.flush()
        if is_whole and self._page.atlas is not None:
            self.told.emit(share_sentences(self._page.atlas))

    @Slot(object)
    def _load(self, settings: Settings) -> None:
        self._session.restart(settings)
