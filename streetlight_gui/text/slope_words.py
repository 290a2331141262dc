"""What one weight's slope tells: gradient, step and error in a line each, and how it is checked."""

from collections.abc import Sequence
from enum import Enum, auto

from streetlight_gui.core.checks.formatting import ARROW, TIMES, counted, terse
from streetlight_gui.core.checks.limits import ALPHA
from streetlight_gui.core.nn.parts import Edge, Unit
from streetlight_gui.core.training.flat import Flat, why_flat
from streetlight_gui.core.training.slope import GradientCheck, Slope
from streetlight_gui.core.training.trace import Update
from streetlight_gui.core.training.what_if import Stop
from streetlight_gui.text.description import unit_name
from streetlight_gui.text.examples import short_light_name

STEP = "- alpha" + TIMES + "gradient"
WHYS = (
    f"half: slope = 2{TIMES}gradient; the book leaves out the 2 of (x\N{SUPERSCRIPT TWO})' = 2x",
    f"{TIMES.strip()} input: what is off had no part in the error, its weight stays",
)
_RETURN = "changed since that update: Undo shows again what it did"
STOPS = {
    Stop.END: "The curve ends here: let go, and it goes on.",
    Stop.RUNS_AWAY: "It stops here: farther out the numbers run away.",
    Stop.UPHILL: "A step goes downhill: alpha stays above 0.",
    Stop.LARGEST_ALPHA: f"alpha is {ALPHA.high:g} at most.",
}


class Which(Enum):
    """Which update a slope is of."""

    MADE = auto()
    UNDER_WAY = auto()
    AGAIN = auto()
    COMING = auto()
    WHOLE_SET = auto()


_WHICH = {
    Which.MADE: "update made",
    Which.UNDER_WAY: "this update",
    Which.AGAIN: "if made again",
    Which.COMING: "next update",
}


def update_words(update: Update, which: Which) -> str:
    """Say which update it is, and of how many examples where it is of more than one."""
    examples = len(update.patterns)
    if which is Which.WHOLE_SET:
        return f"a step on all {examples:,}"
    return _WHICH[which] if examples == 1 else f"{_WHICH[which]}, of {examples:,}"


def slope_lines(
    edge: Edge, found: Slope, error: str, which: Which, names: Sequence[str] = ()
) -> list[str]:
    """Write the gradient, the step, and the error before and after it, each on a line.

    Then follow why the gradient is 0, and how what was made is seen again, where there is such a
    thing to say, and how the gradient is checked.

    Args:
        edge: the weight.
        found: its slope.
        error: what the curve is of, 'error' or with a penalty.
        which: which update it is of.
        names: of the lights and the answer, where they have any of their own.
    """
    if not found.is_finite:
        return ["The error is not finite here, so it has no slope."]
    gradient, weight, alpha = terse(found.gradient), terse(found.weight), found.trace.update.alpha
    step = f"{weight} - alpha {alpha:g}{TIMES}gradient {gradient} = {terse(found.step_to)}"
    errors = f"{terse(found.error)} {ARROW} {terse(found.error_there)}"
    flat = why_flat(found.trace, edge) if not found.gradient else None
    return [
        f"gradient: {gradient} = {_factors(edge, found)}",
        f"step: {step}",
        f"{error}: {errors}, by this weight alone",
        *([] if flat is None else [f"why 0: {_flat_words(flat, edge, found, names)}"]),
        *([_RETURN] if which is Which.AGAIN else []),
        check_line(found.check),
    ]


def check_line(check: GradientCheck) -> str:
    """Write what a finite difference measures, and in how many digits that is the same."""
    numeric = f"check: (f(w+h) - f(w-h)) / 2h = {terse(check.numeric)}"
    if check.numeric == check.derivative:
        return f"{numeric}, exactly"
    if check.digits:
        return f"{numeric}, to {counted(check.digits, 'digit')}"
    return f"{numeric}, {'but for rounding' if check.agrees else 'the curve bends here'}"


def check_tip(check: GradientCheck) -> str:
    """Say what is measured."""
    return (
        f"f is the curve, w the weight, h = {check.h:g}. Nothing is propagated back for this: the "
        "network only answers twice."
    )


def _factors(edge: Edge, found: Slope) -> str:
    """Write the product behind a gradient, its factors named; of many examples only their mean."""
    trace, update = found.trace, found.trace.update
    is_bias = edge.source == trace.network.sizes[edge.layer]
    terms = f"delta {terse(float(trace.deltas[edge.layer + 1][0, edge.target]))}"
    if not is_bias:
        terms += f"{TIMES}input {terse(float(trace.layers[edge.layer][0, edge.source]))}"
    if len(update.patterns) > 1:
        terms = "sum of delta" + ("" if is_bias else f"{TIMES}input")
    if update.penalty.is_on and not is_bias:
        terms += " + penalty"
    return terms


def _flat_words(flat: Flat, edge: Edge, found: Slope, names: Sequence[str]) -> str:
    sizes = found.trace.network.sizes
    source = unit_name(Unit(edge.layer, edge.source), sizes)
    if not edge.layer:
        source = short_light_name(names, edge.source + 1)
    target = unit_name(Unit(edge.layer + 1, edge.target), sizes, names)
    is_one = len(found.trace.update.patterns) == 1
    right = "the prediction is the answer" if is_one else "each prediction is its answer"
    words = {
        Flat.INPUT_OFF: f"{source} is off and had no part in the error",
        Flat.RIGHT: f"there is nothing to correct, {right}",
        Flat.NOT_FIRING: f"{target} does not fire, so no delta passes it",
        Flat.LEVEL: f"the activation of {target} is level here",
        Flat.NOTHING_BACK: f"no delta comes back to {target}",
        Flat.EITHER: "of delta and input, one is 0 in each example",
    }
    return words[flat]
