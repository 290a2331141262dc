"""Why does it not learn? A line that says so, with buttons for what to try."""

import time
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from streetlight_gui.core.diagnosis import Finding, Remedy, diagnose
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.core.training.history import Curve
from streetlight_gui.text.findings import REMEDIES, sentence
from streetlight_gui.ui.widgets.boxes import filled
from streetlight_gui.ui.widgets.controls import quiet_button
from streetlight_gui.ui.widgets.labels import ElidedLabel, muted_label
from streetlight_gui.ui.widgets.text_sizes import KeepsFit
from streetlight_gui.ui.widgets.throttle import Throttle

_INTERVAL_S = 0.4  # text that changes more often than three times a second flashes
_SHARE = 0.05  # of the time: of thousands of dimmed examples a diagnosis takes long
_MOST_REMEDIES = 3
_NOTHING = "Nothing stands in the way."


class DiagnosisLine(QWidget):
    """Says what stands in the way of learning, and offers what to try; the tool tip has all.

    Signals:
        remedy_chosen: the Remedy whose button was pressed.
    """

    remedy_chosen = Signal(object)

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Wait for the first snapshot; `clock` gives seconds."""
        super().__init__()
        self._shown_run: int | None = None
        self._findings: list[Finding] | None = None
        self._remedies: list[Remedy] = []
        self._sentence, self._try = ElidedLabel(), muted_label("Try:")
        self._sentence.setObjectName("diagnosis_line")
        self._buttons = [self._make_button(place) for place in range(_MOST_REMEDIES)]
        tries = filled(QHBoxLayout(), self._try, *self._buttons, spacing=2)
        title, sentence = muted_label("Diagnosis"), (self._sentence, 1)
        filled(QHBoxLayout(self), title, sentence, tries, margins=(0, 0, 0, 0))
        for widget in (self._try, *self._buttons):
            widget.hide()
        KeepsFit(self, self._fit)
        self._pace = Throttle(self._diagnose, _INTERVAL_S, self, share=_SHARE, clock=clock)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Say what is true of this moment, a little later if something was said just now."""
        is_other, self._shown_run = snapshot.run != self._shown_run, snapshot.run
        self._pace.offer(snapshot, at_once=is_other)

    def _diagnose(self, snapshot: Snapshot) -> None:
        findings = diagnose(snapshot.network, snapshot.settings, _errors_since(snapshot))
        if findings != self._findings:
            self._findings = findings
            self._show(findings)

    def _show(self, findings: list[Finding]) -> None:
        texts = [*map(sentence, findings)]
        more = f" (and {len(texts) - 1} more: hover)" if len(texts) > 1 else ""
        self._sentence.show_text(texts[0] + more if texts else _NOTHING)
        self._sentence.setToolTip("\n\n".join(texts))
        self._sentence.setAccessibleDescription("\n".join(texts))
        remedies = dict.fromkeys(r for finding in findings for r in finding.remedies)
        self._remedies = [*remedies][:_MOST_REMEDIES]
        self._try.setVisible(bool(remedies))
        for button in self._buttons[len(remedies) :]:
            button.hide()
        for button, remedy in zip(self._buttons, self._remedies, strict=False):
            button.setText(REMEDIES[remedy])
            button.setAccessibleName(f"Try: {REMEDIES[remedy]}")
            button.show()

    def _make_button(self, place: int) -> QPushButton:
        button = quiet_button(f"remedy_{place + 1}", "", look="link")
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(lambda: self.remedy_chosen.emit(self._remedies[place]))
        return button

    def _fit(self) -> None:
        """Be as high with buttons as without."""
        self.setFixedHeight(self.fontMetrics().height() + 6)


def _errors_since(snapshot: Snapshot) -> Curve:
    """Return the online errors up to a moment, since the person last changed something."""
    curve = snapshot.online_curve
    now = snapshot.iteration
    known = (curve.iterations > snapshot.unchanged_since) & (curve.iterations < now)
    iterations, errors = curve.iterations[known], curve.errors[known]
    if now > snapshot.unchanged_since and snapshot.online_error is not None:
        # Of the distant past the curve has extremes only, this moment knows its own error.
        iterations, errors = np.append(iterations, now), np.append(errors, snapshot.online_error)
    return Curve(iterations, errors)
