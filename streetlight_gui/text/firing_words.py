"""What a unit computes: its products, their sum z and f(z), and what follows for its weights."""

import numpy as np

from streetlight_gui.core.checks.formatting import TIMES, terse
from streetlight_gui.core.replay.firing import Firing

_FEW = 3  # products, of which those of 0 are written out, too
MARKS = "Full dots: in training."
WHY_INPUT = f"Weights change by alpha{TIMES}delta{TIMES}input: what is off had no part."


def firing_lines(found: Firing, *, is_reached: bool) -> list[str]:
    """Write the sum z with each product, f(z) with its slope, and what follows for training.

    is_reached: the unit is computed at this moment.
    """
    if not found.is_finite:
        return ["Its numbers are not finite here."]
    if not is_reached:
        return ["not computed yet", WHY_INPUT]
    z, value, slope = map(terse, found.point)
    name = "f(z) = z" if found.activation == "linear" else f"{found.activation}(z) = {value}"
    value_line = f"{name}, slope {slope}. {MARKS}"
    return [f"z = {z} = {_products(found)}", value_line, _consequence(found)]


def _products(found: Firing) -> str:
    zeros = np.count_nonzero(found.inputs == 0)
    drops = zeros > 1 and len(found.inputs) > _FEW
    pairs = zip(found.inputs.tolist(), found.weights.tolist(), strict=True)
    terms = [terse(a) + TIMES + terse(b) for a, b in pairs if a or not drops]
    if found.bias is not None:
        terms.append(f"bias {terse(found.bias)}")
    if drops:
        terms.append(f"{zeros} inputs of 0")
    return " + ".join(terms)


def _consequence(found: Firing) -> str:
    """Say why a relu learns nothing where its slope is 0; else why an input counts."""
    sums = found.marks[0]
    if found.activation != "relu" or found.point[0] > 0:
        return WHY_INPUT
    if (sums <= 0).all():
        return f"All {len(sums)} sums are 0 or less: it never fires, and its delta is always 0."
    return "z is 0 or less: it does not fire here, its delta is 0 and its weights stay."
