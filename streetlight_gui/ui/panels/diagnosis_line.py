"""Why does it not learn? A line that says so, with buttons for what to try."""

import time
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from streetlight_gui.core.diagnosis import Finding, diagnose
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.core.training.history import Curve
from streetlight_gui.text.findings import sentence
from streetlight_gui.ui.panels.remedy_buttons import RemedyButtons
from streetlight_gui.ui.widgets.labels import ElidedLabel, muted_label
from streetlight_gui.ui.widgets.throttle import Throttle

_INTERVAL_S = 0.4  # text that changes more often than three times a second flashes
_SHARE = 0.05  # of the time: of thousands of dimmed examples a diagnosis takes long
_NOTHING = "Nothing stands in the way."


class DiagnosisLine(QWidget):
    """Says what stands in the way of learning; the tool tip has all findings.

    Signals:
        remedy_chosen: the Remedy whose button was pressed.
    """

    remedy_chosen = Signal(object)

    def __init__(
        self, parent: QWidget | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Wait for the first snapshot; `clock` gives seconds."""
        super().__init__(parent)
        self._shown_run = -1
        self._findings: list[Finding] = []
        self._sentence = ElidedLabel()
        self._sentence.setObjectName("diagnosis_line")
        self._buttons = RemedyButtons()
        self._buttons.chosen.connect(self.remedy_chosen)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(muted_label("Diagnosis"))
        row.addWidget(self._sentence, 1)
        row.addWidget(self._buttons)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._pace = Throttle(self._diagnose, _INTERVAL_S, self, share=_SHARE, clock=clock)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Say what is true of this moment, a little later if something was said just now."""
        is_new, self._shown_run = snapshot.run != self._shown_run, snapshot.run
        if is_new:
            self._pace.force(snapshot)
        else:
            self._pace.offer(snapshot)

    def _diagnose(self, snapshot: Snapshot) -> None:
        findings = diagnose(
            snapshot.network,
            snapshot.settings.problem,
            _errors_since(snapshot),
            snapshot.settings.alpha,
            penalty=snapshot.settings.penalty,
            batch=snapshot.settings.batch,
        )
        if findings != self._findings:
            self._findings = findings
            self._write()

    def _write(self) -> None:
        texts = [*map(sentence, self._findings)]
        more = f" (and {len(texts) - 1} more: hover)" if len(texts) > 1 else ""
        self._sentence.show_text(texts[0] + more if texts else _NOTHING)
        self._sentence.setToolTip("\n\n".join(texts))
        self._sentence.setAccessibleDescription("\n".join(texts))
        remedies = dict.fromkeys(r for finding in self._findings for r in finding.remedies)
        self._buttons.show_remedies(tuple(remedies))

    def sizeHint(self) -> QSize:
        """Return the same height with buttons and without."""
        return QSize(super().sizeHint().width(), self.fontMetrics().height() + 6)

    def minimumSizeHint(self) -> QSize:
        """Return the same height with buttons and without."""
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())


def _errors_since(snapshot: Snapshot) -> Curve:
    """Return the online errors up to a moment, since the person last changed something."""
    curve = snapshot.online_curve
    now = snapshot.iteration
    known = (curve.iterations > snapshot.unchanged_since) & (curve.iterations < now)
    iterations, errors = curve.iterations[known], curve.errors[known]
    if now > snapshot.unchanged_since and snapshot.online_error is not None:
        # Of the distant past the curve has extremes only, this moment knows its own error.
        iterations = np.append(iterations, now)
        errors = np.append(errors, snapshot.online_error)
    return Curve(iterations, errors)
