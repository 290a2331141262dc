"""What the diagnosis suggests, done."""

from PySide6.QtCore import QObject, Signal, Slot

from streetlight_gui.core.checks.formatting import dusted
from streetlight_gui.core.checks.limits import ALPHA
from streetlight_gui.core.diagnosis.finding import Remedy
from streetlight_gui.core.diagnosis.trials import Tried, first_that_learns, starts_to_try
from streetlight_gui.core.training.settings import FIRST_SEED
from streetlight_gui.text.trial_words import tried_words, trying_words
from streetlight_gui.ui.session.long_task import LongTask
from streetlight_gui.ui.session.session import TrainingSession

_FACTORS = {Remedy.SMALLER_ALPHA: 0.5, Remedy.LARGER_ALPHA: 2.0}


class Remedies(QObject):
    """Does what a remedy says; where it begins anew, from the best start that was tried.

    Signals:
        trying: a sentence while starts are tried; '' once that is over.
        begun: a sentence on the start that was found, and the number of the edit that took it.
        failed: a sentence on starts none of which learns.
    """

    trying = Signal(str)
    begun = Signal(str, int)
    failed = Signal(str)

    def __init__(self, session: TrainingSession) -> None:
        """Try things in this session, on its thread."""
        super().__init__(session)
        self._session, self._search = session, LongTask(session)
        self._search.ended.connect(self._take)
        session.edits_sent.connect(self.stop)  # whatever a person lets training do instead

    def do(self, remedy: Remedy) -> None:
        """Do what a remedy says, if training can; the examples are for the person to edit."""
        session = self._session
        if starts := starts_to_try(remedy, session.settings):
            session.pause()
            self._search.begin(first_that_learns(starts, session.stop_rule))
            self.trying.emit(trying_words(session.stop_rule))
        elif remedy in _FACTORS:
            alpha = dusted(session.settings.alpha * _FACTORS[remedy])
            session.set_alpha(min(max(alpha, ALPHA.low), ALPHA.high))
        elif remedy is Remedy.BOOK_SEED:
            session.set_seed(FIRST_SEED)
        elif remedy is Remedy.RUN_ON and not session.running:
            session.toggle()

    @Slot()
    def stop(self) -> None:
        """Try no more; nothing has changed."""
        if self._search.is_on:
            self._search.end()
            self.trying.emit("")

    @Slot(object)
    def _take(self, tried: Tried) -> None:
        """Begin anew with what was found."""
        session, words = self._session, tried_words(self._session.settings, tried)
        self.trying.emit("")
        if tried.found is None:
            self.failed.emit(words)
        else:
            session.restart(tried.found)
            self.begun.emit(words, session.edits)
