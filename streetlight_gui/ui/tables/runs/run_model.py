"""The runs of a session as Qt sees them: the present one first, then from the newest."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, Qt, Signal

from streetlight_gui.core.diagnosis.verdict import State
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.replay.past_runs import LONGEST_NAME, PastRun, PastRuns
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.text.run_words import RunText, past_text, present_text, state_of, title_text
from streetlight_gui.ui.widgets.painted_table import ROOT, Index
from streetlight_gui.ui.widgets.run_looks import LOOKS, ShownRun
from streetlight_gui.ui.widgets.spoken_model import SpokenModel

_TIP = (
    "\nClick, or Enter: go back to it. The box, or Space: its curve in the plot. "
    "F2 names it, Delete deletes it"
)
_PRESENT_TIP = "\nF2 names it"
_SHOWN = ", its curve is shown"
_Role = Qt.ItemDataRole
_Key = tuple[int, float]  # a run's number, and when it was left


class RunModel(SpokenModel):
    """A row for each run, and which of them are shown in the plot.

    Attributes:
        past: the runs but the present one, which is the first row once there is a moment of it.

    Signals:
        named: a run's number, and the name that was typed.
        shown_changed: the ShownRun of each whose curve is to be shown.
    """

    named = Signal(int, str)
    shown_changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin without runs."""
        super().__init__(parent)
        self.past = PastRuns()
        self._present: RunText | None = None
        self._states: dict[_Key, State] = {}  # to judge many examples takes a moment
        self._looks: dict[_Key, int] = {}  # of those that are shown, the last one last
        self._unwanted: set[int] = set()  # the numbers of those that are not to be shown
        self._rows: list[PastRun] = []

    def show_past(self, past: PastRuns, problem: Problem) -> None:
        """List other runs; a run that was left now is shown beside those of the same problem."""
        before, keys = self.past, [*map(_key, past.runs)]
        is_same = keys == [*map(_key, before.runs)]  # but perhaps called otherwise
        if not is_same:
            self.beginResetModel()
        self.past, self._rows = past, [*reversed(past.runs)]
        if self._present is not None:
            self._present = replace(self._present, title=title_text(past.title))
        known = self._states
        self._states = {_key(run): known.get(_key(run)) or state_of(run) for run in past.runs}
        self._looks = {key: look for key, look in self._looks.items() if key in keys}
        if past.present != before.present:
            self._show_left(before, problem)
        if is_same:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows), 0))
        else:
            self.endResetModel()
        self._tell()

    def show_present(self, snapshot: Snapshot, *, is_running: bool) -> None:
        """Show how the present run stands."""
        before = self._present
        self._present = present_text(self.past.title, snapshot, is_running=is_running)
        if before is None:
            self.beginResetModel()
            self.endResetModel()
        elif before != self._present:
            self.dataChanged.emit(self.index(0, 0), self.index(0, 0))

    def toggle(self, row: int) -> None:
        """Show the curve of a run, or no longer."""
        run = self.run(row)
        if run is not None:
            if self._looks.pop(_key(run), None) is None:
                self._unwanted.discard(run.number)
                self._show(run)
            else:
                self._unwanted.add(run.number)
            self.dataChanged.emit(self.index(row, 0), self.index(row, 0))
            self._tell()

    def compare(self, places: Collection[int]) -> None:
        """Show the curves of the runs at these places in `past`, and of no others."""
        runs = self.past.runs
        self._looks, self._unwanted = {}, {run.number for run in runs}
        for place in places:
            self._unwanted.discard(runs[place].number)
            self._show(runs[place])
        self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows), 0))
        self._tell()

    @property
    def compared(self) -> tuple[int, ...]:
        """The places in `past` of the runs whose curves are shown."""
        return tuple(k for k, run in enumerate(self.past.runs) if _key(run) in self._looks)

    def run(self, row: int) -> PastRun | None:
        """Return the run of a row; None for the present one."""
        return self._rows[row - 1] if 0 < row <= len(self._rows) else None

    def number(self, row: int) -> int:
        """Return the number of the run of a row."""
        run = self.run(row)
        return self.past.present if run is None else run.number

    def look(self, row: int) -> int | None:
        """Return how the curve of a run looks; None where it is not shown."""
        run = self.run(row)
        return None if run is None else self._looks.get(_key(run))

    def text(self, row: int) -> RunText | None:
        """Return what is said of a run."""
        run = self.run(row)
        return self._present if run is None else past_text(run, self._states[_key(run)], _now())

    def _show_left(self, before: PastRuns, problem: Problem) -> None:
        """Show the run that was the present one before, and none of another problem any more."""
        known = {run.number for run in before.runs} | self._unwanted
        for run in self.past.runs:
            if not _is_same(run.settings.problem, problem):
                self._looks.pop(_key(run), None)
            elif run.number == before.present and run.number not in known and run.is_trained:
                self._show(run)

    def _show(self, run: PastRun) -> None:
        """Show a run, in place of the first that was shown where there are too many."""
        while len(self._looks) >= len(LOOKS):
            del self._looks[next(iter(self._looks))]
        self._looks[_key(run)] = min(set(LOOKS) - {*self._looks.values()})

    def _tell(self) -> None:
        shown = [
            ShownRun(title_text(run.title), self._looks[_key(run)], run.curve)
            for run in self.past.runs
            if _key(run) in self._looks
        ]
        self.shown_changed.emit(shown)

    def rowCount(self, parent: Index = ROOT) -> int:
        """Return how many runs there are."""
        return 0 if parent.isValid() or self._present is None else 1 + len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let runs be named."""
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = _Role.DisplayRole) -> object:
        """Return what a row says, whole, to those who read instead of looking."""
        text = self.text(index.row()) if index.isValid() else None
        if text is None:
            return None
        is_shown, is_past = self.look(index.row()) is not None, index.row() > 0
        box = Qt.CheckState.Checked if is_shown else Qt.CheckState.Unchecked
        return {
            _Role.AccessibleDescriptionRole: self.sentence,
            _Role.AccessibleTextRole: text.whole + (_SHOWN if is_shown else ""),
            _Role.CheckStateRole: box if is_past else None,
            _Role.DisplayRole: text.whole,
            _Role.EditRole: text.title,
            _Role.ToolTipRole: text.whole + (_TIP if is_past else _PRESENT_TIP),
        }.get(_Role(role))

    def setData(self, index: Index, value: object, role: int = _Role.EditRole) -> bool:
        """Take a name that a person typed; without one a run has its number."""
        text = self.text(index.row())
        if role != _Role.EditRole or text is None:
            return False
        name = str(value).strip()[:LONGEST_NAME]
        if name != text.title:
            self.named.emit(self.number(index.row()), name)
        return True


def _key(run: PastRun) -> _Key:
    return run.number, run.left_at


def _now() -> datetime:
    return datetime.now()


def _is_same(one: Problem, other: Problem) -> bool:
    """Tell whether a person takes them for one, whatever is held out."""
    is_named_alike = (one.name, one.origin) == (other.name, other.origin)
    return is_named_alike and one.trains_as(other)
