"""The runs of a session in words: what each is called, what it was made with, how it ended."""

from dataclasses import dataclass, replace
from datetime import datetime

from streetlight_gui.core.checks.formatting import counted, exact_terse, plain
from streetlight_gui.core.diagnosis.case import Case
from streetlight_gui.core.diagnosis.verdict import State, state_at_end
from streetlight_gui.core.replay.past_runs import PastRun, Title
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.text.preset_words import title_of
from streetlight_gui.text.settings_words import CHANGED, sizes_text, start_text

NOW = "now"

_STATES = {
    State.NOT_BEGUN: "not begun",
    State.TRAINING: "in training",
    State.LEARNED: "learned",
    State.ALL_RIGHT: "all right",
    State.NOT_LEARNED: "not learned",
    State.RAN_AWAY: "ran away",
}


@dataclass(frozen=True)
class RunText:
    """What is said of a run.

    Attributes:
        title: what it is called.
        made_with: its start, network, alpha and iterations; and whether these do not tell all.
        problem: what it was trained on.
        outcome: how it ended.
        when: it was left, or that it is the present one.
    """

    title: str
    made_with: str
    problem: str
    outcome: str
    when: str

    @property
    def whole(self) -> str:
        """All of it in a sentence."""
        parts = self.title, self.problem, self.made_with, self.outcome, self.when
        return ", ".join(filter(None, parts))


def state_of(run: PastRun) -> State:
    """Return how a run stood where it ended."""
    if not run.is_trained:
        return State.NOT_BEGUN
    return state_at_end(Case(run.network, run.settings, run.curve))


def title_text(title: Title) -> str:
    """Return what a run is called."""
    return title.name or f"Run {title.ordinal}"


def past_text(run: PastRun, state: State, now: datetime) -> RunText:
    """Say what a run was that ended in this state."""
    ends, errors = run.curve.iterations, run.curve.errors
    iterations, error = (int(ends[-1]), float(errors[-1])) if len(ends) else (0, None)
    recipe, problem = run.recipe, title_of(run.settings.problem)
    made_with = _made_with(
        run.settings,
        iterations,
        is_edited=recipe.has_edited_start,
        is_changed=recipe.is_changed_on_the_way,
    )
    outcome, when = _outcome(state, error), _when(run.left_at, now)
    return RunText(title_text(run.title), made_with, problem, outcome, when)


def present_text(title: Title, snapshot: Snapshot, *, is_running: bool) -> RunText:
    """Say what the present run is at the moment that is seen."""
    state = State.TRAINING if is_running else State.NOT_BEGUN
    if snapshot.updates and not is_running:
        state = state_at_end(Case(snapshot.network, snapshot.settings, snapshot.online_curve))
    settings = snapshot.settings
    made_with = _made_with(
        settings,
        snapshot.iteration,
        is_edited=snapshot.has_edited_start,
        is_changed=snapshot.was_changed,
    )
    outcome, problem = _outcome(state, snapshot.online_error), title_of(settings.problem)
    return RunText(title_text(title), made_with, problem, outcome, NOW)


def back_words(run: PastRun) -> str:
    """Call the edit that goes back to a run."""
    return f"back to {title_text(run.title)}"


def name_words(title: Title, name: str) -> str:
    """Call the edit that gives a run another name, or its own again."""
    after = title_text(replace(title, name=name))
    return f"{title_text(title)} is called {after}"


def delete_words(title: Title) -> str:
    """Call the edit that deletes a run."""
    return f"{title_text(title)} deleted"


def _made_with(settings: Settings, iterations: int, *, is_edited: bool, is_changed: bool) -> str:
    start = start_text(settings, is_edited=is_edited)
    alpha, done = f"alpha {exact_terse(settings.alpha)}", counted(iterations, "iteration")
    told = [start, sizes_text(settings), alpha, done]
    return ", ".join([*told, CHANGED] if is_changed else told)


def _outcome(state: State, error: float | None) -> str:
    return _STATES[state] if error is None else f"{_STATES[state]}, error {plain(error, 4)}"


def _when(seconds: float, now: datetime) -> str:
    """Write the time, of another day the day."""
    then = datetime.fromtimestamp(seconds)
    return f"{then:%H:%M}" if then.date() == now.date() else f"{then:%Y-%m-%d}"
