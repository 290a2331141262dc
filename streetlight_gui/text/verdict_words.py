"""How training stands, in the one sentence that is always in view."""

from streetlight_gui.core.checks.formatting import counted
from streetlight_gui.core.diagnosis.error_trend import Trend
from streetlight_gui.core.diagnosis.finding import Kind, Remedy
from streetlight_gui.core.diagnosis.verdict import State, Verdict
from streetlight_gui.core.diagnosis.working_units import Units
from streetlight_gui.core.problems.presets import holds_out_its_rule
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.text.examples import pattern_text
from streetlight_gui.text.findings import REMEDIES, remedy_tip, sentence
from streetlight_gui.text.known_words import held_out_count_text
from streetlight_gui.text.preset_words import question_of, rule_tip, rule_words_of, words_of

_BEGIN = "Press Run, or click the lights and see what an untrained network says."
_FITS = "Seed {} is the first with which every example with a light on fires a unit. Press Run."
_TRENDS = {
    Trend.FALLING: " and falling",
    Trend.STEADY: " and steady",
    Trend.RISING: " and rising",
    None: "",
}
_ENDS = {Kind.RUN_AWAY, Kind.ANSWERS_TOO_LARGE}
_PRACTICALLY_0 = 1e-12  # errors below it are opaque powers of ten to most readers
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def verdict_text(verdict: Verdict, settings: Settings) -> str:
    """Say how training stands: the question, what goes on, that it was learned, or why not."""
    if verdict.state is State.NOT_BEGUN:
        return _question(verdict, settings)
    words = {
        State.TRAINING: _training,
        State.LEARNED: _learned,
        State.ALL_RIGHT: _all_right,
        State.NOT_LEARNED: _not_learned,
        State.RAN_AWAY: _ran_away,
    }
    return words[verdict.state](verdict, settings.problem)


def action_text(verdict: Verdict) -> str:
    """Write on a button the one thing to do now; '' if there is none."""
    text = "" if verdict.remedy is None else REMEDIES[verdict.remedy]
    return text.format(pattern_text(verdict.wrong or ()))


def count_of_findings(verdict: Verdict) -> str:
    """Write how many findings there are beside what is said; '' for none."""
    count, more = len(verdict.others), "more " if verdict.headline else ""
    return counted(count, f"{more}finding") if count else ""


def action_tip(verdict: Verdict, problem: Problem) -> str:
    """Say what that button does, where its text does not tell all."""
    if verdict.remedy is Remedy.JUDGE_UNSEEN:
        return rule_tip(problem)
    is_told = verdict.headline is not None or verdict.remedy is Remedy.BOOK_SEED
    tip = remedy_tip(verdict.remedy) if is_told else ""
    return tip or "The one thing to do now"


def _question(verdict: Verdict, settings: Settings) -> str:
    unknown = f"{counted(len(settings.problem), 'example')}: what is the rule?"
    begin = _BEGIN
    if verdict.headline is not None:
        begin = sentence(verdict.headline)
    elif verdict.remedy is Remedy.BOOK_SEED:
        begin = _FITS.format(settings.seed)
    return f"{question_of(settings) or unknown} {begin}"


def _training(verdict: Verdict, problem: Problem) -> str:
    done = counted(verdict.iterations, "iteration")
    where = done if verdict.iterations else "the first iteration"
    trend = _TRENDS[verdict.trend] if verdict.headline is None else ""  # a reason tells more
    return f"In training: {where}, {_score(verdict, problem)}{trend}.{_reason(verdict)}"


def _learned(verdict: Verdict, problem: Problem) -> str:
    if verdict.learned_after is None:
        learned = f"Learned: {_score(verdict, problem)} {_after(verdict.iterations)}."
    else:
        learned = f"Learned {_after(verdict.learned_after)}: {_score(verdict, problem)}."
    if verdict.headline is not None:
        return f"{learned}{_reason(verdict)}"
    units = f" {_units(verdict.units)}" if verdict.units else ""
    return f"{learned}{units}{_point(problem)}"


def _all_right(verdict: Verdict, problem: Problem) -> str:
    what = "prediction" if verdict.headline is None else "example"
    right = f"Every {what} is right{_stop(verdict)}"
    stands = f"{right}: {_score(verdict, problem)}{_TRENDS[verdict.trend]}."
    if verdict.headline is not None:
        return f"{stands}{_reason(verdict)}"
    if verdict.trend is Trend.FALLING:
        return f"{stands} Training on makes it surer."
    return f"{stands}{_point(problem)}"


def _not_learned(verdict: Verdict, problem: Problem) -> str:
    yet, reason = "" if verdict.is_stuck else " yet", _reason(verdict)
    is_named = verdict.headline is not None and verdict.headline.kind is Kind.WRONG_ANSWERS
    score = "" if is_named else f" {_right(verdict, problem)}."
    return f"Not learned{yet}{_stop(verdict)}:{score}{reason}"


def _ran_away(verdict: Verdict, _: Problem) -> str:
    if verdict.headline is None or verdict.headline.kind not in _ENDS:
        text = f"The numbers run away.{_reason(verdict)}"
    else:
        text = sentence(verdict.headline)
    when = _after(verdict.iterations)
    return f"{when[0].upper()}{when[1:]} {text[0].lower()}{text[1:]}"


def _reason(verdict: Verdict) -> str:
    return "" if verdict.headline is None else f" {sentence(verdict.headline)}"


def _score(verdict: Verdict, problem: Problem) -> str:
    return f"{_right(verdict, problem)}, {_error(verdict)}"


def _right(verdict: Verdict, problem: Problem) -> str:
    right = f"{verdict.right:,} of {verdict.examples:,} right"
    if not problem.held_out_count or verdict.headline is not None:  # that needs the room
        return right
    rule = rule_words_of(problem)
    named = () if rule is None else (f" by the rule '{rule.name}'",)
    return f"{right}, {held_out_count_text(problem, verdict.held_out_right, *named)}"


def _error(verdict: Verdict) -> str:
    error = f"{verdict.error:.2g}"
    is_tiny = 0 < verdict.error < _PRACTICALLY_0
    return f"error practically 0 ({error})" if is_tiny else f"error {error}"


def _stop(verdict: Verdict) -> str:
    """Say after how many iterations this is so, and what has ended a run there."""
    rule, after = verdict.stopped_by, _after(verdict.iterations)
    if rule is None:
        return f" {after}"
    at = f" at an error below {rule.error_below:g}" if rule.is_small(verdict.online_error) else ""
    return f", stopped{at} {after}"


def _after(iterations: int) -> str:
    return f"after {counted(iterations, 'iteration')}" if iterations else "in the first iteration"


def _units(units: Units) -> str:
    """Say who does it, as in 'Two hidden units do it, two never fire'."""
    does = "hidden unit does" if units.working == 1 else "hidden units do"
    parts = [f"{_number(units.working)} {does} it"]
    if units.never:
        parts.append(f"{_number(units.never)} never fire{_s(units.never)}")
    if units.elsewhere:
        parts.append(f"{_number(units.elsewhere)} fire{_s(units.elsewhere)} for no example")
    text = ", ".join(parts)
    return f"{text[0].upper()}{text[1:]}."


def _s(count: int) -> str:
    return "s" if count == 1 else ""


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def _point(problem: Problem) -> str:
    """Say what a preset shows, unless its rule is named: both have no room."""
    words = None if holds_out_its_rule(problem) else words_of(problem)
    return f" {words.point}" if words else ""
