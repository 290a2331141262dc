"""Why does it not learn? A line that says so, with links to what to try."""

import time
from html import escape

import numpy as np
from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from streetlight_gui.core.diagnosis import Finding, Remedy, diagnose
from streetlight_gui.core.history import Curve
from streetlight_gui.core.snapshot import Snapshot
from streetlight_gui.ui.card import ElidedLabel, muted_label
from streetlight_gui.ui.theme import LIGHT, Theme

_INTERVAL_MS = 400  # text that changes more often than three times a second flashes
_REST = 20  # times as long as the last diagnosis took: thousands of dimmed examples take long
_MOST_REMEDIES = 3
_BETWEEN_LINKS = " \N{MIDDLE DOT} "
_NOTHING = "Nothing stands in the way."


class DiagnosisLine(QWidget):
    """Says what stands in the way of learning; the tool tip has all findings.

    Signals:
        remedy_chosen: the Remedy whose link was clicked.
    """

    remedy_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Wait for the first snapshot."""
        super().__init__(parent)
        self._theme = LIGHT
        self._snapshot: Snapshot | None = None
        self._shown_run = -1
        self._findings: list[Finding] = []
        self._sentence = ElidedLabel()
        self._sentence.setObjectName("diagnosis_line")
        self._remedies = _links_label()
        self._remedies.linkActivated.connect(self._choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(muted_label("Diagnosis"))
        row.addWidget(self._sentence, 1)
        row.addWidget(self._remedies)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._diagnose)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Say what is true of this moment, a little later if it was said just now."""
        before, self._snapshot = self._shown_run, snapshot
        self._shown_run = snapshot.run
        if before != snapshot.run or not self._timer.isActive():
            self._diagnose()

    def set_theme(self, theme: Theme) -> None:
        """Write in these colours."""
        self._theme = theme
        self._write()

    @Slot()
    def _diagnose(self) -> None:
        snapshot, self._snapshot = self._snapshot, None
        if snapshot is not None:
            began = time.perf_counter()
            findings = diagnose(
                snapshot.network,
                snapshot.settings.problem,
                _errors_since(snapshot),
                snapshot.alpha,
                penalty=snapshot.settings.penalty,
                batch=snapshot.settings.batch,
            )
            if findings != self._findings:
                self._findings = findings
                self._write()
            spent_ms = 1000 * (time.perf_counter() - began)
            self._timer.start(max(_INTERVAL_MS, round(_REST * spent_ms)))

    def _write(self) -> None:
        texts = [finding.text for finding in self._findings]
        more = f" (and {len(texts) - 1} more: hover)" if len(texts) > 1 else ""
        self._sentence.show_text(texts[0] + more if texts else _NOTHING)
        self._sentence.setToolTip("\n\n".join(texts))
        self._sentence.setAccessibleDescription("\n".join(texts))
        remedies = dict.fromkeys(r for finding in self._findings for r in finding.remedies)
        self._remedies.setText(self._links(list(remedies)[:_MOST_REMEDIES]))

    def _links(self, remedies: list[Remedy]) -> str:
        style = f"color: {self._theme.accent}"
        links = [f"<a href='{r.name}' style='{style}'>{escape(r.value)}</a>" for r in remedies]
        return f"Try: {_BETWEEN_LINKS.join(links)}" if links else ""

    @Slot(str)
    def _choose(self, link: str) -> None:
        self.remedy_chosen.emit(Remedy[link])


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


def _links_label() -> QLabel:
    label = QLabel()
    label.setObjectName("remedies_label")
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.LinksAccessibleByMouse
        | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
    )
    label.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    label.setAccessibleName("What to try")
    return label
