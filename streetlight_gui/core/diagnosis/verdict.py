"""How training stands, in one word, with the numbers that prove it."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum, auto
from typing import cast

import numpy as np

from streetlight_gui.core.diagnosis.case import Case
from streetlight_gui.core.diagnosis.error_trend import Trend, learned_after, since_change, trend
from streetlight_gui.core.diagnosis.finding import Finding, Kind, Remedy
from streetlight_gui.core.diagnosis.pace import is_stuck
from streetlight_gui.core.diagnosis.search import diagnose
from streetlight_gui.core.diagnosis.unseen import held_out_right, wrong_held_out
from streetlight_gui.core.diagnosis.working_units import Units, units_of
from streetlight_gui.core.problems.patterns import Pattern
from streetlight_gui.core.problems.presets import preset_with_rule
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.core.training.stopping import StopRule

# What stands in the way at any time, and what does so once the error no longer falls: before that
# training may get past it by itself.
_AT_ONCE = {
    Kind.RUN_AWAY,
    Kind.ANSWERS_TOO_LARGE,
    Kind.RISING_ERROR,
    Kind.OVERSHOOTING_UPDATE,
    Kind.ALL_GRADIENTS_ZERO,
    Kind.ONE_OUTPUT,
    Kind.CONTRADICTION,
    Kind.ALL_LIGHTS_OFF,
}
_WHEN_STUCK = _AT_ONCE | {
    Kind.NO_HIDDEN_LAYER,
    Kind.ONLY_LINEAR_UNITS,
    Kind.LINEAR_ON_EXAMPLES,
    Kind.NO_UNIT_FIRES,
    Kind.ALIKE_UNITS,
    Kind.NO_PROGRESS,
}


class State(Enum):
    """How training stands."""

    NOT_BEGUN = auto()
    TRAINING = auto()
    LEARNED = auto()  # every answer is right, and the error is small
    ALL_RIGHT = auto()  # every answer is right, but the error is not small
    NOT_LEARNED = auto()
    RAN_AWAY = auto()  # numbers are no longer finite, or the error is a million times too large


@dataclass(frozen=True)
class Verdict:
    """How training stands at a moment.

    Attributes:
        state: in one word.
        iterations: how many are finished.
        right: how many examples get the right answer.
        examples: how many there are.
        held_out_right: how many of the answers held out from training are met.
        error: of all examples with the weights of the moment, the sum of squared deltas.
        trend: of the error; None where fewer than two iterations tell of it.
        learned_after: the iteration since which the error has been small; None where it is not, or
            where the iteration before it is not known: a person changed something, or its error
            was left out of a long run's curve.
        units: the hidden units; None where there are none, or others than relu.
        online_error: of the last finished iteration, while training; None before the first.
        stopped_by: the rule that has ended a run here; None where none has.
        is_stuck: the error has stayed the same for 50 iterations, or no longer gets low.
        headline: the weightiest finding, if one keeps it from learning; before training, if it can
            never learn; of what is learned, what is wrong of the answers held out.
        others: all other findings.
        remedy: the one thing to do now; None where there is nothing.
    """

    state: State
    iterations: int
    right: int
    examples: int
    held_out_right: int
    error: float
    trend: Trend | None
    learned_after: int | None
    units: Units | None
    online_error: float | None
    stopped_by: StopRule | None
    is_stuck: bool
    headline: Finding | None
    others: tuple[Finding, ...]
    remedy: Remedy | None

    @property
    def wrong(self) -> Pattern | None:
        """The pattern that is named as answered wrong."""
        kinds = {Kind.WRONG_ANSWERS, Kind.WRONG_HELD_OUT}
        found = (each for each in (self.headline, *self.others) if each and each.kind in kinds)
        return next((cast("Pattern", each.facts["pattern"]) for each in found), None)

    @property
    def is_under_way(self) -> bool:
        """Whether nothing is known to be wrong but answers, and the error may still fall."""
        kind = self.headline.kind if self.headline else Kind.WRONG_ANSWERS
        may_fall = self.state is State.NOT_LEARNED and self.trend in {None, Trend.FALLING}
        return may_fall and kind is Kind.WRONG_ANSWERS


@np.errstate(all="ignore")
def judge(
    snapshot: Snapshot,
    *,
    is_running: bool,
    stopped_by: StopRule | None = None,
    tried: Collection[Remedy] = frozenset(),
) -> Verdict:
    """Judge the moment of a snapshot.

    Args:
        snapshot: of the moment.
        is_running: training goes on by itself.
        stopped_by: the rule that has ended a run here, if one has.
        tried: remedies that did not help; others are to be tried first.
    """
    online = since_change(snapshot, snapshot.online_curve, snapshot.online_error)
    frozen = since_change(snapshot, snapshot.frozen_curve, snapshot.frozen_error)
    case = Case(snapshot.network, snapshot.settings, online)
    findings = tuple(diagnose(case))
    has_begun = is_running or snapshot.updates_in_view > 0
    state, stuck = _state(case, has_begun, is_running), is_stuck(case)
    headline = _headline(case, state, findings, stuck)
    others = tuple(each for each in findings if each is not headline)
    remedies = _remedies(case, state, headline, others, stuck)
    if state is State.NOT_BEGUN and not remedies and snapshot.settings.has_fitting_start:
        remedies = [Remedy.BOOK_SEED]
    first = remedies[0] if remedies else None
    return Verdict(
        state=state,
        iterations=snapshot.iteration,
        right=int(case.examples.counts[case.are_right].sum()),
        examples=len(case.problem),
        held_out_right=held_out_right(case),
        error=case.error,
        trend=trend(frozen),
        learned_after=learned_after(case, frozen),
        units=units_of(case) if state is State.LEARNED else None,
        online_error=snapshot.online_error,
        stopped_by=stopped_by,
        is_stuck=stuck,
        headline=headline,
        others=others,
        remedy=next((each for each in remedies if each not in tried), first),
    )


def _state(case: Case, has_begun: bool, is_running: bool) -> State:
    end = state_at_end(case)
    if end is State.RAN_AWAY or (has_begun and not is_running):
        return end
    return State.TRAINING if is_running else State.NOT_BEGUN


def state_at_end(case: Case) -> State:
    """Return how training stands where it has ended."""
    if not case.is_finite or case.has_run_away:
        return State.RAN_AWAY
    if case.is_learned:
        return State.LEARNED
    return State.ALL_RIGHT if case.are_right.all() else State.NOT_LEARNED


def _headline(
    case: Case, state: State, findings: tuple[Finding, ...], stuck: bool
) -> Finding | None:
    """Choose what to say first; what tells no cause is for where none is known."""
    if state is State.NOT_BEGUN:
        return next((each for each in findings if each.kind is Kind.ALL_LIGHTS_OFF), None)
    if state in {State.LEARNED, State.ALL_RIGHT}:
        return wrong_held_out(case)
    ranks = [_WHEN_STUCK if stuck else _AT_ONCE]
    if state in {State.NOT_LEARNED, State.RAN_AWAY}:
        ranks += [{Kind.LOST_GROUND}, {Kind.WRONG_ANSWERS}]
    found = (each for kinds in ranks for each in findings if each.kind in kinds)
    return next(found, None)


def _remedies(
    case: Case,
    state: State,
    headline: Finding | None,
    others: tuple[Finding, ...],
    stuck: bool,
) -> list[Remedy]:
    """Return what could be done, the most promising first."""
    if state in {State.LEARNED, State.ALL_RIGHT}:
        is_open = preset_with_rule(case.problem) and not case.problem.held_out_count
        offer = [Remedy.JUDGE_UNSEEN] if is_open and state is State.LEARNED else []
        return offer if headline is None else [Remedy.SHOW_WRONG]
    if headline is not None and headline.remedies:
        found = [remedy for each in (headline, *others) for remedy in each.remedies]
        return [*found, Remedy.FIND_START]
    if state is State.RAN_AWAY:
        return [Remedy.RESTART_SMALLER]
    return [Remedy.SHOW_WRONG if stuck else Remedy.RUN_ON] if state is State.NOT_LEARNED else []
