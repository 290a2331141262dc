"""A run as it is judged from moment to moment, with what ended it and what was tried in it."""

from streetlight_gui.core.diagnosis.finding import Remedy
from streetlight_gui.core.diagnosis.verdict import Verdict, judge
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.core.training.stopping import StopRule


class JudgedRun:
    """Knows how the run of the newest moment stands.

    Attributes:
        snapshot: of that moment; None before the first.
        verdict: on the moment that was judged last; None before the first.
        is_running: training goes on by itself.
        stopped_by: what has ended the run here, until it moves; None where nothing has.
    """

    def __init__(self) -> None:
        """Wait for the first moment."""
        self.snapshot: Snapshot | None = None
        self.verdict: Verdict | None = None
        self.is_running = False
        self.stopped_by: StopRule | None = None
        self._tried: set[Remedy] = set()

    def go_on(self, snapshot: Snapshot) -> bool:
        """Take the newest moment, and tell whether it is one of another run."""
        before, self.snapshot = self.snapshot, snapshot
        is_other = before is None or snapshot.run != before.run
        if is_other:
            self._tried.clear()
        if before is not None and snapshot.updates != before.updates:
            self.stopped_by = None
        return is_other

    def note_tried(self, remedy: Remedy) -> None:
        """Advise others first from now on; examples to edit are only led to, and never tried."""
        if remedy is not Remedy.EDIT_EXAMPLES:
            self._tried.add(remedy)

    def judge(self, snapshot: Snapshot) -> Verdict:
        """Judge a moment."""
        self.verdict = judge(
            snapshot,
            is_running=self.is_running,
            stopped_by=self.stopped_by,
            tried=self._tried,
        )
        return self.verdict
