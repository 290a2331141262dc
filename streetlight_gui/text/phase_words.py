"""What the diagram writes beside its units at a moment, the longest wording first."""

from streetlight_gui.core.checks.formatting import plain, short, terse
from streetlight_gui.core.nn.parts import Edge, Unit
from streetlight_gui.core.replay.phases import Phase
from streetlight_gui.core.replay.picture import Moment
from streetlight_gui.text.arithmetic import product_text

ZERO_DELTA = "delta 0"
_MOST_INSIDE = 6  # characters in a circle


def value_before(value: float) -> str:
    """Say what a unit was before the update just made."""
    return f"was {short(value)}"


def comparison_wordings(moment: Moment) -> list[list[str]]:
    """Write the output's delta with its error or, once the weights are others, what it was."""
    output = Unit(len(moment.trace.layers) - 1, 0)
    delta, error = f"delta {plain(moment.delta(output), 4)}", f"error {plain(moment.error, 4)}"
    if moment.is_done:
        return [[f"was {plain(moment.output, 4)}", delta]]
    is_batch = len(moment.trace.update.targets) > 1
    if is_batch or moment.stage.phase is not Phase.COMPARE:
        return [[delta, error]]
    miss = terse(moment.output - moment.target, 3)
    how = f"delta {terse(moment.output, 3)} - {terse(moment.target, 3)} = {miss}"
    return [[how, f"error ({miss})\N{SUPERSCRIPT TWO} = {terse(moment.error, 3)}"], [delta, error]]


def delta_wordings(moment: Moment, unit: Unit) -> list[str]:
    """Write a hidden unit's delta, from how it comes about to two digits."""
    delta = moment.delta(unit)
    name, *figures = f"delta {plain(delta, 4)}", plain(delta, 4), plain(delta, 3), plain(delta, 2)
    is_last = unit.layer == len(moment.trace.layers) - 2
    flow = moment.flow(Edge(unit.layer, unit.index, 0)) if is_last else None
    if flow is not None and flow[0] * flow[1] == delta:
        return [product_text(*flow), name, *figures]
    return [name, name, *figures]


def tight_delta(delta: float) -> str:
    """Write a delta in as few characters as tell it from 0."""
    text = plain(delta, 2)
    return text if len(text) <= _MOST_INSIDE else f"{delta:.0e}"
