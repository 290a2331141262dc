"""What the diagnosis finds, in sentences, and what it suggests, in the words of buttons."""

from collections.abc import Callable

from streetlight_gui.core.checks.formatting import rounded
from streetlight_gui.core.diagnosis.finding import Finding, Kind, Remedy
from streetlight_gui.core.diagnosis.trials import MOST_SEEDS
from streetlight_gui.core.problems.patterns import Pattern
from streetlight_gui.core.problems.values import WALK_THRESHOLD
from streetlight_gui.core.training.divergence import DivergenceError
from streetlight_gui.text.examples import HELD_OUT, answer_text, pattern_text
from streetlight_gui.text.known_words import JUDGE, NEVER_SEEN
from streetlight_gui.text.preset_words import RULE_WORDS

REMEDIES = {
    Remedy.BOOK_SEED: "Seed 1",
    Remedy.RUN_ON: "Run on",
    Remedy.FIND_START: "Try starts until one learns",
    Remedy.SMALLER_ALPHA: "Go on with a smaller alpha",
    Remedy.RESTART_SMALLER: "Restart with a smaller alpha",
    Remedy.LARGER_ALPHA: "Go on with a larger alpha",
    Remedy.ADD_UNIT: "Add units until it learns",
    Remedy.ADD_HIDDEN_LAYER: "Add a hidden layer",
    Remedy.ADD_BIAS: "Add biases",
    Remedy.USE_RELU: "Use relu",
    Remedy.EDIT_EXAMPLES: "Edit the examples",
    Remedy.JUDGE_UNSEEN: JUDGE,
    Remedy.SHOW_WRONG: "Show {}",  # a pattern
}

SHOW_SUMS = "Show the sums"

_TRIES = "Trains from {}, and begins anew with the first that learns; Undo brings this one back"
_OTHERS = "then from other seeds"
_GOES_ON = "Keeps the weights of this moment, and {} alpha"
_TIPS = {
    Remedy.BOOK_SEED: "Begins with the book's seed, whatever fires; Undo brings this one back",
    Remedy.SMALLER_ALPHA: _GOES_ON.format("halves"),
    Remedy.LARGER_ALPHA: _GOES_ON.format("doubles"),
    Remedy.FIND_START: _TRIES.format(f"the next {MOST_SEEDS} seeds, one after the other"),
    Remedy.RESTART_SMALLER: _TRIES.format(f"this start with half of alpha, and so on, {_OTHERS}"),
    Remedy.ADD_UNIT: _TRIES.format("this seed with one unit more, then two"),
    Remedy.ADD_HIDDEN_LAYER: _TRIES.format(f"this seed with one hidden layer more, {_OTHERS}"),
    Remedy.ADD_BIAS: _TRIES.format(f"this start with biases, {_OTHERS}"),
    Remedy.USE_RELU: _TRIES.format(f"this start with relu units, {_OTHERS}"),
    Remedy.SHOW_WRONG: "Puts it on the lights, and so in the diagram and the tables",
}


def remedy_tip(remedy: Remedy | None) -> str:
    """Say what a remedy does beyond its button's text; '' where that says all."""
    return _TIPS.get(remedy, "") if remedy else ""


def sentence(finding: Finding) -> str:
    """Write a finding as one sentence with its numbers."""
    write = _SENTENCES[finding.kind]
    if callable(write):
        return write(**finding.facts)
    facts = {name: _WRITE.get(name, rounded)(fact) for name, fact in finding.facts.items()}
    return write.format(**facts)


def divergence_text(divergence: DivergenceError) -> str:
    """Say where training has stopped by itself, why, and what to do."""
    what = "batch" if divergence.batch > 1 else "example"
    place = f"iteration {divergence.iteration + 1} at {what} {divergence.index + 1}"
    if divergence.alpha is None:
        return (
            f"Training stopped in {place}: the error is not finite, whatever alpha is. "
            "The answers or the weights are too large. Restart with smaller ones."
        )
    cause = _cause(divergence.alpha, divergence.strength)
    return (
        f"Training stopped in {place}: the error is no longer finite. {cause} is too large. "
        "Restart with a smaller one."
    )


def _run_away(alpha: float | None) -> str:
    what = "The numbers have run away: a weight, a prediction or the error is no longer finite"
    return f"{what}." if alpha is None else f"{what}, and alpha {alpha:g} is too large."


def _contradiction(
    patterns: int, pattern: Pattern, answers: int, first: float, second: float, lowest: float
) -> str:
    lights, two = pattern_text(pattern), f"{answer_text(first)} and {answer_text(second)}"
    if patterns > 1:
        which = f"{patterns:,} patterns have more than one answer, such as {lights} {two}"
    elif answers > 2:
        which = f"{lights} has {answers:,} answers, such as {two}"
    else:
        which = f"{lights} has two answers, {two}"
    return f"{which}: {_bound(lowest)}."


def _rising_error(
    low: float, high: float, iterations: int, alpha: float, strength: float | None
) -> str:
    span = "iteration" if iterations == 1 else f"{iterations} iterations"
    rose = f"the error rose from {rounded(low)} to {rounded(high)} in the last {span}"
    return f"While training {rose}: {_cause(alpha, strength)} is too large."


def _cause(alpha: float, strength: float | None) -> str:
    penalty = "" if strength is None else f" or the penalty's strength {strength:g}"
    return f"alpha {alpha:g}{penalty}"


def _wrong_answers(
    wrong: int, examples: int, pattern: Pattern, output: float, target: float
) -> str:
    lights, said = pattern_text(pattern), _said(output, target)
    which = f"is wrong: for {lights}" if wrong == 1 else f"are wrong, most of all for {lights}:"
    return f"{wrong:,} of {examples:,} {which} it says {said}, the answer is {answer_text(target)}."


def _wrong_held_out(
    wrong: int,
    held_out: int,
    pattern: Pattern,
    output: float,
    target: float,
    is_unseen: bool,
    rule: str | None,
) -> str:
    by = f"by the rule '{RULE_WORDS[rule].name}' " if rule else ""
    which = f"{wrong:,} of {held_out:,} {NEVER_SEEN if is_unseen else HELD_OUT}"
    says = f"for {pattern_text(pattern)} it says {_said(output, target)}, not {answer_text(target)}"
    return f"But {by}{which} {'is' if wrong == 1 else 'are'} wrong: {says}."


def _said(output: float, target: float) -> str:
    """Write what is said where the answer is a word or a number."""
    is_word = target in {0.0, 1.0}
    return answer_text(float(output >= WALK_THRESHOLD)) if is_word else rounded(output)


def _never_firing(
    never: int, units: int, layer: int | None, elsewhere: bool, is_penalised: bool, stays: bool
) -> str:
    """Say who never fires, why, and whether that can change."""
    fires, its, it = ("fires", "its", "it") if never == 1 else ("fire", "their", "them")
    when = f"{fires} for no example in training" if elsewhere else f"never {fires}"
    there, every = (" there", "") if elsewhere else ("", " for every pattern")
    why = f"the sums that reach {it}{there} are 0 or less{every}, so {its} gradient is 0"
    if is_penalised:
        rest = f"only the penalty changes {its} weights"
    elif stays:
        rest = "they cannot change" if never > 1 else "it cannot change"
    else:
        rest = f"only a change in layer_{(layer or 1) - 1} can wake {it}"
    return f"{never} of {_units(units, layer)} {when}: {why} and {rest}."


def _all_gradients_zero(output: float | None, error: float, is_penalised: bool) -> str:
    same = "" if output is None else f"the prediction is {rounded(output)} and "
    rest = f"nothing can change (gradient 0), so the error stays at {rounded(error)}"
    if is_penalised:
        rest = "the error changes nothing (gradient 0): only the penalty changes the weights"
    return f"For every example in training {same}{rest}."


def _no_unit_fires(pattern: Pattern, examples: int, is_only_layer: bool, has_biases: bool) -> str:
    lights, is_one = pattern_text(pattern), examples == 1
    which = f"For {lights}" if is_one else f"For {examples:,} examples, such as {lights},"
    unit = "hidden unit" if is_only_layer else "unit of the last hidden layer"
    these = "it" if is_one else "these examples"
    rest = f"{these} {'teaches' if is_one else 'teach'} nothing (gradient 0)"
    if has_biases:
        rest = f"only biases learn from {these}"
    return f"{which} every {unit} gives 0 (none fires), so {rest}."


def _alike_units(units: int, layer: int | None) -> str:
    return (
        f"All {_units(units, layer)} are alike and change alike (same gradient): "
        "they stay alike and do the work of one."
    )


def _bound(lowest: float) -> str:
    return f"the error cannot fall below {rounded(lowest)}"


def _units(units: int, layer: int | None) -> str:
    return f"{units} hidden units" if layer is None else f"{units} units of layer_{layer}"


_WRITE: dict[str, Callable[..., str]] = {
    "pattern": pattern_text,
    "lowest": _bound,
    "alpha": "{:g}".format,
    "iteration": "{:,}".format,
    "iterations": "{:,}".format,
}
_LINEAR = "each light adds the same, whatever the others are (linear)"
_SENTENCES: dict[Kind, str | Callable[..., str]] = {
    Kind.RUN_AWAY: _run_away,
    Kind.ANSWERS_TOO_LARGE: (
        "The answers are too large: the sum of their squares is not a finite number, so no error "
        "is."
    ),
    Kind.CONTRADICTION: _contradiction,
    Kind.ALL_LIGHTS_OFF: "Without biases the prediction for {pattern} is always 0: {lowest}.",
    Kind.NO_HIDDEN_LAYER: f"Without a hidden layer {_LINEAR}: {{lowest}}.",
    Kind.ONLY_LINEAR_UNITS: f"With only linear units {_LINEAR}: {{lowest}}.",
    Kind.LINEAR_ON_EXAMPLES: (
        "For these examples a hidden unit lets all sums through or none (linear): for now {lowest}."
    ),
    Kind.RISING_ERROR: _rising_error,
    Kind.OVERSHOOTING_UPDATE: (
        "The update for {pattern} would take its own error from {before} to {after}: "
        "alpha {alpha} is too large."
    ),
    Kind.LOST_GROUND: (
        "While training the error was {low} in iteration {iteration} and {now} in the last."
    ),
    Kind.WRONG_ANSWERS: _wrong_answers,
    Kind.WRONG_HELD_OUT: _wrong_held_out,
    Kind.NO_PROGRESS: (
        "No progress for {iterations} iterations: while training the error stays at {error}."
    ),
    Kind.NEVER_FIRING: _never_firing,
    Kind.ALL_GRADIENTS_ZERO: _all_gradients_zero,
    Kind.ONE_OUTPUT: (
        "Every example in training gets the same prediction, {output}, and always will: {lowest}."
    ),
    Kind.NO_UNIT_FIRES: _no_unit_fires,
    Kind.ALIKE_UNITS: _alike_units,
}
