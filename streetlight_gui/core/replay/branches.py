"""The run where a person stands, and those that Undo and Redo bring back."""

from streetlight_gui.core.replay.changes import Change
from streetlight_gui.core.replay.cursor import Cursor
from streetlight_gui.core.replay.run import Run
from streetlight_gui.core.training.settings import Settings, SettingsEdit

_MOST_BYTES = 32_000_000  # of the keyframes of all runs that may be brought back


class Branches:
    """What a person makes of a run: every edit leads to another one, and leaves it as it was.

    Edits have numbers, by which what there was before them is kept.

    Attributes:
        run: the number of the run: of the edit that began it, -1 for the first. Its branches have
            the same.
        cursor: where in it the person stands.
    """

    def __init__(self, settings: Settings) -> None:
        """Stand at the start of a run."""
        self.run, self.cursor = -1, Cursor(Run(settings))
        self._others: dict[int, tuple[int, Cursor]] = {}  # by the edit that replaced them

    def open(self, edit: int, cursor: Cursor) -> None:
        """Stand in another run, in place of all there is."""
        self.run, self.cursor, self._others = edit, cursor, {}

    def begin(self, edit: int, change: SettingsEdit) -> None:
        """Begin a new run; `swap` brings back what there was, as for the other edits."""
        self._replace(edit, edit, Cursor(Run(change.on(self.cursor.settings))))

    def change_settings(self, edit: int, change: SettingsEdit) -> None:
        """Go on with other settings, on a branch if this is the past, or begin a new run.

        What is held out changes no moment, so past and future stay.
        """
        before = self.cursor.settings
        after = change.on(before)
        if after.trains_as(before):
            self._replace(edit, self.run, self.cursor.holding_out(after.problem.held_out))
        elif after.goes_on_from(before):
            self._change(edit, Change(self.cursor.updates, settings=after))
        else:
            self.begin(edit, change)

    def go_back(self, edit: int, run: int, cursor: Cursor) -> None:
        """Go on with a run that was left before, from a place in it."""
        self._replace(edit, run, cursor)

    def set_weight(self, edit: int, index: int, value: float) -> None:
        """Give a weight another value here, by its place among all of them end to end."""
        self._change(edit, Change(self.cursor.updates, weight=index, value=value))

    def swap(self, edit: int) -> None:
        """Exchange what there is with what there was before, or after, an edit."""
        if edit in self._others:  # else the edit failed, and there is nothing to bring back
            self._replace(edit, *self._others[edit])

    def forget_all_but(self, edits: frozenset[int]) -> None:
        """Drop what there was before edits that can be neither undone nor redone any more."""
        self._others = {edit: run for edit, run in self._others.items() if edit in edits}

    def _change(self, edit: int, change: Change) -> None:
        self._replace(edit, self.run, self.cursor.changed(change))

    def _replace(self, edit: int, run: int, cursor: Cursor) -> None:
        self._others[edit] = self.run, self.cursor
        self.cursor.rest()
        self.run, self.cursor = run, cursor
        for _, other in self._others.values():
            other.run.limit_memory(_MOST_BYTES // len(self._others))
