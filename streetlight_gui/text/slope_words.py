"""What one weight's slope tells: gradient, step and error in a line each, and how it is checked."""

from enum import Enum, auto

from streetlight_gui.core.checks.formatting import ARROW, TIMES, plain, terse
from streetlight_gui.core.checks.limits import ALPHA
from streetlight_gui.core.nn.parts import Edge
from streetlight_gui.core.training.slope import GradientCheck, Slope
from streetlight_gui.core.training.trace import Update
from streetlight_gui.core.training.what_if import Stop

STEP = "- alpha" + TIMES + "gradient"
WHY_HALF = (
    "slope = 2" + TIMES + "gradient: the book leaves out the 2 of (x\N{SUPERSCRIPT TWO})' = 2x"
)
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
    Which.AGAIN: "once more",
    Which.COMING: "next update",
}


def update_words(update: Update, which: Which) -> str:
    """Say which update it is, and of how many examples where it is of more than one."""
    examples = len(update.patterns)
    if which is Which.WHOLE_SET:
        return f"a step on all {examples:,}"
    return _WHICH[which] if examples == 1 else f"{_WHICH[which]}, of {examples:,}"


def slope_lines(edge: Edge, found: Slope, error: str) -> list[str]:
    """Write the gradient, the step and the error before and after it, each on a line.

    error: what the curve is of, 'error' or with a penalty.
    """
    gradient, weight, alpha = terse(found.gradient), terse(found.weight), found.trace.update.alpha
    step = f"{weight} - alpha {alpha:g}{TIMES}gradient {gradient} = {terse(found.step_to)}"
    errors = f"{terse(found.error)} {ARROW} {terse(found.error_there)}"
    return [
        f"gradient: {gradient} = {_factors(edge, found)}{_of_no_part(edge, found)}",
        f"step: {step}",
        f"{error}: {errors}, by this weight alone",
    ]


def check_line(check: GradientCheck) -> str:
    """Write what a finite difference measures, and in how many digits that is the same."""
    numeric = f"(f(w+h) - f(w-h)) / 2h = {plain(check.numeric)}"
    if check.numeric == check.derivative:
        return f"check: {numeric} = 2{TIMES}gradient"
    if check.digits:
        digits = "1 digit" if check.digits == 1 else f"{check.digits} digits"
        return f"check: {numeric} = 2{TIMES}gradient, to {digits}"
    if check.agrees:
        return f"check: {numeric}, 2{TIMES}gradient but for rounding"
    return f"check: {numeric}, not 2{TIMES}gradient: the curve bends here"


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


def _of_no_part(edge: Edge, found: Slope) -> str:
    """Say why an input of 0 leaves its weight alone."""
    inputs = found.trace.layers[edge.layer][:, edge.source : edge.source + 1]  # a bias has none
    is_off = inputs.size > 0 and not inputs.any()
    return ": what is off had no part" if not found.gradient and is_off else ""
