"""What a person changes in training: edits that can be undone, and their record."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from streetlight_gui.core.checks.formatting import ARROW
from streetlight_gui.core.checks.limits import MAX_UNITS
from streetlight_gui.core.nn.layers import Shape
from streetlight_gui.core.nn.parts import Edge, edge_name, weight_index
from streetlight_gui.core.problems.presets import Preset
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.replay.branches import Branches
from streetlight_gui.core.replay.cursor import Cursor
from streetlight_gui.core.replay.past_runs import PastRun, PastRuns
from streetlight_gui.core.replay.saved_session import SavedSession
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.core.training.settings import Settings, SettingsEdit
from streetlight_gui.core.training.stopping import StopRule
from streetlight_gui.text.preset_words import title_of
from streetlight_gui.text.run_words import back_words, delete_words, name_words
from streetlight_gui.text.settings_words import change_words, stop_change_words
from streetlight_gui.ui.session.edit import Edit, EditStack
from streetlight_gui.ui.session.moves import TrainingMoves
from streetlight_gui.ui.session.worker import TrainingWorker


class TrainingSession(TrainingMoves):
    """Training as a person edits it: what it is made with, and what can be undone.

    Attributes:
        settings: those that hold where the person stands, with what they edited last.
        stop_rule: what ends a run.
        undo_stack: what the person changed, to be undone and redone.
        past: the runs that were left, and what the present one is called.

    Signals:
        settings_changed: the Settings, when they are others.
        stop_rule_changed: the StopRule, when it is another.
        past_changed: the PastRuns, when they are others.
        told: a sentence on what an edit brought with it, which Undo brings back.
        refused: a sentence on why an edit in the diagram is not made.
    """

    settings_changed = Signal(object)
    stop_rule_changed = Signal(object)
    past_changed = Signal(object)
    told = Signal(str)
    refused = Signal(str)

    def __init__(self, settings: Settings, parent: QObject) -> None:
        """Begin a run; its first snapshot arrives soon after. The parent keeps the session."""
        super().__init__(settings, parent)
        self.settings = settings
        self.stop_rule = StopRule()
        self.undo_stack = EditStack(self)
        self._drops_future = False  # an edit made now
        self.past, self._opened = PastRuns(), 0  # after so many edits
        self._thread.run_changed.connect(self._go_on_in)

    def restart(self, settings: Settings | None = None, stop_after: int | None = None) -> None:
        """Go back to the start weights, with these settings or with those there are here.

        stop_after: iterations after which runs stop from now on, if not as up to now.
        """
        after, rule = self.settings if settings is None else settings, self.stop_rule
        if stop_after is not None:
            rule = replace(rule, iterations=stop_after)
        changed = change_words(self.settings, after), stop_change_words(self.stop_rule, rule)
        text, edit = [*filter(None, changed), "restart"], SettingsEdit(self.settings, after)
        self._push(", ".join(text), Branches.begin, edit, after=after, rule=rule)

    def new_start(self) -> None:
        """Start from the weights of the next seed."""
        self.change_settings(self.settings.next_start())

    def set_seed(self, seed: int | None) -> None:
        """Start from the weights of this seed, or for None from those the problem gives."""
        given = self.settings.preset_start if seed is None else None
        self.change_settings(replace(self.settings, seed=seed, given=given))

    def open_problem(self, problem: Problem | Preset) -> None:
        """Start on another problem, a preset with the settings that come with it."""
        settings = Settings.choose(problem)
        text, edit = f"problem {title_of(settings.problem)}", SettingsEdit(None, settings)
        self._push(text, Branches.begin, edit, after=settings)

    def set_alpha(self, alpha: float, kind: str = "") -> None:
        """Use another learning rate from this moment on; see `change_settings` for the kind."""
        self.change_settings(replace(self.settings, alpha=alpha), kind=kind)

    def change_settings(self, settings: Settings, text: str = "", kind: str = "") -> None:
        """Use other settings, from this moment on where the weights stay as they are.

        Another shape of the network, or other start weights, begin a new run. The change is called
        by its text, or by what differs; changes of one kind at one moment undo as one.
        """
        if settings == self.settings:
            return  # such as a second click on a button before the first is answered
        text = text or change_words(self.settings, settings)
        goes_on, edit = settings.goes_on_from(self.settings), SettingsEdit(self.settings, settings)
        self._push(text, Branches.change_settings, edit, after=settings, kind=kind)
        if not goes_on:
            self.told.emit(f"{text}: training starts anew.")

    def change_problem(self, text: str, problem: Problem, kind: str) -> None:
        """Train on from here with an edited training set; another number of lights starts anew."""
        self.change_settings(self.settings.with_problem(problem), text, kind)

    def set_weight(
        self, edge: Edge, shape: Shape, before: float, after: float, is_nudge: bool
    ) -> None:
        """Give an edge's weight another value; nudges that follow each other undo as one.

        An edge of a network of another shape has gone: what stands in its place is not meant.
        """
        name, index = edge_name(edge, shape[0]), weight_index(shape[0], edge)
        if shape != self.settings.shape:
            self.refused.emit(f"{name} is not set to {after:g}: the network has another shape now.")
            return
        text, kind = f"{name} {before:g} {ARROW} {after + 0.0:g}", name if is_nudge else ""
        self._push(text, Branches.set_weight, index, after, after=self.settings, kind=kind)

    def change_units(self, hidden: tuple[int, ...], layer: int, by: int) -> None:
        """Give a hidden layer of these more units or fewer; one without any goes."""
        sizes, name = self.settings.hidden, f"layer_{layer + 1}"
        if len(sizes) != len(hidden):  # with others beside it, it may be another layer
            self.refused.emit(f"{name} stays as it is: the network has other layers now.")
            return
        units = min(max(sizes[layer] + by, 0), MAX_UNITS)
        self.change_settings(self.settings.with_units(layer, units))

    def add_layer(self) -> None:
        """Have one hidden layer more, before the output, if there can be one."""
        self.change_settings(self.settings.with_layer_added())

    def set_stop_after(self, iterations: int) -> None:
        """Stop runs after this many iterations; 0 for never."""
        self.change_stop_rule(replace(self.stop_rule, iterations=iterations))

    def change_stop_rule(self, rule: StopRule) -> None:
        """Let another rule end runs."""
        before, stack = self.stop_rule, self.undo_stack
        if rule != before:
            self._set_stop_rule(rule)
            stack.push(Edit(stop_change_words(before, rule), self._set_stop_rule, before, rule))

    def go_back(self, past: PastRun, cursor: Cursor) -> None:
        """Go on with a run that was left, made again as this cursor's."""
        self._push(back_words(past), Branches.go_back, past.number, cursor, after=cursor.settings)

    def name_run(self, number: int, name: str) -> None:
        """Call a run by another name, '' for none."""
        before, bring = self.past.title_of(number), partial(self._name_run, number)
        if name != before.name:
            bring(name)
            self.undo_stack.push(Edit(name_words(before, name), bring, before.name, name))

    def delete_run(self, run: PastRun) -> None:
        """Forget a run that was left."""
        bring = partial(self._list, run)
        bring(False)
        self.undo_stack.push(Edit(delete_words(run.title), bring, True, False))

    def open(self, cursor: Cursor, rule: StopRule, past: PastRuns | None = None) -> None:
        """Go on with a run that was made again, in place of all there is; nothing undoes it.

        past: the runs before it, and what it is called; without, it is the first.
        """
        self.undo_stack.clear()
        self.edits += 1
        self._send(TrainingWorker.edit, Branches.open, self.edits, cursor)
        self._send(TrainingWorker.forget_all_but, frozenset[int]())
        self._set_stop_rule(rule)  # before others ask what makes all this again
        self._opened = self.edits
        self._show_past(replace(past or PastRuns(), present=self.edits))
        self._stand_with(cursor.settings)

    def _set_stop_rule(self, rule: StopRule) -> None:
        if rule != self.stop_rule:
            self.stop_rule = rule
            self._move(TrainingWorker.set_stop_rule, rule)
            self.stop_rule_changed.emit(rule)

    def _name_run(self, number: int, name: str) -> None:
        self._show_past(self.past.named(number, name))

    def _list(self, run: PastRun, is_listed: bool) -> None:
        past = self.past
        self._show_past(past.keeping(run) if is_listed else past.without(run.number))

    def _show_past(self, past: PastRuns) -> None:
        self.past = past
        self.past_changed.emit(past)

    def _swap(self, number: int, made_with: tuple[Settings, StopRule]) -> None:
        """Bring back what there was before, or after, an edit, and what it was made with."""
        settings, rule = made_with
        self.edits += 1
        self._move(TrainingWorker.swap, number)
        self._set_stop_rule(rule)
        self._stand_with(settings)

    def _stand_with(self, settings: Settings) -> None:
        if settings != self.settings:
            self.settings = settings
            self.settings_changed.emit(settings)

    def _push(
        self,
        text: str,
        make: Callable[..., None],
        *what: object,
        after: Settings,
        rule: StopRule | None = None,
        kind: str = "",
    ) -> None:
        """Make an edit that can be undone, one of the `Branches`, under a number of its own."""
        self.edits += 1
        number, stack = self.edits, self.undo_stack
        self._send(TrainingWorker.edit, make, number, *what)
        self.moment += self.running
        group = (self.moment, kind) if kind else None
        keeps_future = after != self.settings and after.trains_as(self.settings)
        before, rule = (self.settings, self.stop_rule), rule or self.stop_rule
        self._set_stop_rule(rule)
        stack.push(Edit(text, partial(self._swap, number), before, (after, rule), number, group))
        self._stand_with(after)
        self._send(TrainingWorker.forget_all_but, stack.numbers)
        keeps_run = make not in (Branches.begin, Branches.go_back)
        if self._drops_future and keeps_run and not keeps_future:
            self.told.emit(f"{text}: what came after this moment is gone.")
        self._drops_future = self._drops_future and keeps_future

    @Slot(int, object, int)
    def _go_on_in(self, run: int, left: PastRun, edits: int) -> None:
        if edits > self._opened:  # else it was one of another session
            self._show_past(self.past.gone_on(run, left))

    @Slot(object)
    def _describe(self, saved: SavedSession) -> None:
        super()._describe(replace(saved, past=self.past))

    @Slot(object)
    def _take(self, snapshot: Snapshot) -> None:
        if snapshot.edits == self.edits:  # an older one knows less than this thread
            self._stand_with(snapshot.settings)
            self._drops_future = not snapshot.is_live
        super()._take(snapshot)
