"""How training stands: one sentence, the remedy for what is wrong, and the other findings."""

import time
from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QHideEvent, QMoveEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from streetlight_gui.core.diagnosis.finding import Remedy
from streetlight_gui.core.diagnosis.verdict import State, Verdict
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.core.training.stopping import StopRule
from streetlight_gui.text.verdict_words import (
    action_text,
    action_tip,
    count_of_findings,
    verdict_text,
)
from streetlight_gui.ui.panels.finding_list import FindingList
from streetlight_gui.ui.panels.judged_run import JudgedRun
from streetlight_gui.ui.widgets.boxes import filled
from streetlight_gui.ui.widgets.controls import quiet_button
from streetlight_gui.ui.widgets.headline import Headline
from streetlight_gui.ui.widgets.pixmaps import icon
from streetlight_gui.ui.widgets.text_sizes import length, stretch
from streetlight_gui.ui.widgets.theme import LIGHT, Theme
from streetlight_gui.ui.widgets.throttle import Throttle

_RUNNING_INTERVAL_S = 1.0  # a sentence that changes more often cannot be read
_INTERVAL_S = 0.4  # what changes more often than three times a second flashes
_SHARE = 0.05  # of the time: of thousands of dimmed examples a diagnosis takes long
_LARGEST, _LARGE, _LESS_LARGE = 2.1, 1.6, 1.2  # times the normal size of text
_WIDE = 1600  # in a font of 12 pixels: the screen of a projector, most likely
_LARGE_TEXT = 1.3  # from here on all text is large enough to be read from afar
_MARKS = {
    State.LEARNED: "good",
    State.ALL_RIGHT: "good",
    State.NOT_LEARNED: "bad",
    State.RAN_AWAY: "bad",
}


class StatusCard(QFrame):
    """Says how training stands, offers what to do, and opens a list of what else is true.

    Signals:
        remedy_chosen: the Remedy whose button was pressed.
        pattern_chosen: the pattern that is to be shown, a tuple.
        interrupted: the button beside what is narrated was pressed.
        sentence_changed: the sentence, when it is another one.
        told: what has come of a remedy.
    """

    remedy_chosen = Signal(object)
    pattern_chosen = Signal(object)
    interrupted = Signal()
    sentence_changed = Signal(str)
    told = Signal(str)

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Wait for the first snapshot; `clock` gives seconds."""
        super().__init__()
        self.setProperty("card", True)
        self.setProperty("mark", "open")
        self.setAccessibleName("How training stands")
        self._run, self._theme = JudgedRun(), LIGHT
        self._narration = self._interruption = ""
        self._report = "", -1  # and the edit that it is about
        self._sentence = Headline("status_sentence")
        self._action = quiet_button("status_action", "")
        self._action.clicked.connect(self._act)
        tip = "What else is true of this moment"
        self._more = quiet_button("findings_button", "", tip, is_on=False)
        self._more.toggled.connect(self._unfold)
        self.findings = FindingList(self)
        self.findings.remedy_chosen.connect(self._choose)
        for button in (self._action, self._more):
            button.hide()
        self._keep_room()
        row = (self._sentence, 1), self._action, self._more
        self._row = filled(QHBoxLayout(self), *row, spacing=8)
        self._pace = Throttle(self._judge, _INTERVAL_S, self, share=_SHARE, clock=clock)
        self.space(is_tight=False)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Say what is true of this moment, a little later if something was said just now."""
        self._pace.offer(snapshot, at_once=self._run.go_on(snapshot))

    @Slot(bool)
    def set_running(self, running: bool) -> None:
        """Speak of training that goes on by itself, or of where it stands."""
        self._run.is_running = running
        self._pace.interval_s = _RUNNING_INTERVAL_S if running else _INTERVAL_S
        self._keep_room()
        if self._run.snapshot is not None:
            self._pace.offer(self._run.snapshot, at_once=not running)

    def stop_by(self, rule: StopRule) -> None:
        """Say from now on that this has ended a run, as long as nothing moves."""
        self._run.stopped_by = rule

    def narrate(self, sentence: str, interruption: str = "") -> None:
        """Say this instead, '' for how training stands; perhaps with a button that ends it."""
        self._narration, self._interruption = sentence, interruption
        self._keep_room()
        if not sentence and self._run.snapshot is not None:
            self._judge(self._run.snapshot)
        else:
            self._say()

    @Slot(str, int)
    def report(self, sentence: str, edits: int) -> None:
        """Say this in place of the question, as long as it is the last of so many edits."""
        self._report = sentence, edits
        self.told.emit(sentence)

    def fold(self) -> bool:
        """Close the list, and tell whether it was open."""
        was_open = self._more.isChecked()
        self._more.setChecked(False)
        return was_open

    def space(self, *, is_tight: bool) -> None:
        """Write large, with room around it, or in less room."""
        is_wide = self.window().width() >= length(_WIDE, self.font())
        is_large = stretch(self.font()) >= _LARGE_TEXT
        tight, roomy = 1.0 if is_large else _LESS_LARGE, _LARGEST if is_wide else _LARGE
        self._sentence.limit(tight if is_tight else roomy, lines=3 if is_large else 2)
        self._row.setContentsMargins(14, *((2, 14, 2) if is_tight else (6, 14, 6)))

    def set_theme(self, theme: Theme) -> None:
        """Draw the arrow in these colours."""
        self._theme = theme
        self.findings.set_theme(theme)
        name = "row-up" if self._more.isChecked() else "row-down"
        self._more.setIcon(icon(name, theme.text))

    def _judge(self, snapshot: Snapshot) -> None:
        self.findings.show_findings(self._run.judge(snapshot).others, snapshot)
        if self._more.isChecked() and not self._run.is_running:  # and in a run it keeps its height
            self.findings.open_below(self.geometry(), self._more)
        self._say()

    def _say(self) -> None:
        verdict, snapshot, found = self._run.verdict, self._run.snapshot, ""
        text, action = self._narration, self._interruption
        if not text and verdict is not None and snapshot is not None:
            text, action = self._words(verdict, snapshot), action_text(verdict)
            found = count_of_findings(verdict)
        self._colour(verdict if not self._narration else None)
        _label(self._action, action)
        if action and verdict is not None and snapshot is not None and not self._narration:
            self._action.setToolTip(action_tip(verdict, snapshot.settings.problem))
        _label(self._more, found)
        if text != self._sentence.text():
            self._sentence.show_text(text)
            self._sentence.setToolTip(text)
            self.sentence_changed.emit(text)

    def _words(self, verdict: Verdict, snapshot: Snapshot) -> str:
        report, edits = self._report
        is_reported = verdict.state is State.NOT_BEGUN and snapshot.edits == edits
        return report if is_reported else verdict_text(verdict, snapshot.settings)

    def _keep_room(self) -> None:
        """Keep the room of buttons that come and go by themselves, as in a run."""
        for button in (self._action, self._more):
            policy = button.sizePolicy()
            policy.setRetainSizeWhenHidden(self._run.is_running and not self._narration)
            button.setSizePolicy(policy)

    def _colour(self, verdict: Verdict | None) -> None:
        """Mark the card by what it says, for who cannot read it yet from afar."""
        mark = "open"
        if verdict is not None and not verdict.is_under_way:
            mark = _MARKS.get(verdict.state, mark)
            if mark == "good" and verdict.headline is not None:  # learned, but not all of it
                mark = "open"
        if mark != self.property("mark"):
            self.setProperty("mark", mark)
            self.style().polish(self)

    def _act(self) -> None:
        verdict = self._run.verdict
        if self._narration:
            self.interrupted.emit()
        elif verdict is not None and verdict.remedy is Remedy.SHOW_WRONG:
            self.pattern_chosen.emit(verdict.wrong)
        elif verdict is not None and verdict.remedy is not None:
            self._choose(verdict.remedy)

    def _choose(self, remedy: Remedy) -> None:
        self._run.note_tried(remedy)
        self.fold()  # what comes of it is seen below
        self.remedy_chosen.emit(remedy)

    def _unfold(self, is_open: bool) -> None:
        """Lay the list over what is below the card, or take it away; neither moves anything."""
        self.set_theme(self._theme)
        if is_open:
            self.findings.setParent(self.parentWidget())
            self.findings.open_below(self.geometry(), self._more)
        else:
            self.findings.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the list below the card."""
        super().resizeEvent(event)
        self.findings.stay_below(self.geometry())

    def moveEvent(self, event: QMoveEvent) -> None:
        """Keep the list below the card."""
        super().moveEvent(event)
        self.findings.stay_below(self.geometry())

    def hideEvent(self, event: QHideEvent) -> None:
        """Take the list along, but not where the whole window is put away for a while."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._more.setChecked(False)


def _label(button: QPushButton, text: str) -> None:
    """Write a text on a button; without one there is no button."""
    if text and text != button.text():
        button.setText(text)
        button.setAccessibleName(text)
    button.setVisible(bool(text))
