"""What the diagram has to say of one of its parts, or of itself."""

import numpy as np

from streetlight_gui.core.checks.formatting import exact
from streetlight_gui.core.nn.parts import Edge, Part, Unit, edge_name
from streetlight_gui.core.problems.firing import dimmed_patterns
from streetlight_gui.core.replay.phases import Phase
from streetlight_gui.core.replay.picture import Picture, Silence
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.core.training.trace import Trace, Update
from streetlight_gui.text.arithmetic import arithmetic
from streetlight_gui.text.examples import pattern_text

NOTES = {Silence.NEVER_FIRES: "never fires", Silence.HERE: "silent here", None: ""}
PHASES = {
    Phase.FORWARD: "hidden layers forward",
    Phase.OUTPUT: "output",
    Phase.COMPARE: "error and delta",
    Phase.BACKPROPAGATE: "backpropagate",
    Phase.UPDATE: "update the weights",
}

_CODE_BEFORE = "In the code layers and deltas are from before this update; the diagram is after it."
_UNITS_BEFORE = "The units are from before this update, the signal is from after it."
_SIGNAL_AHEAD = "The output is not computed yet; the signal is ahead."


def describe(snapshot: Snapshot, picture: Picture, part: Part | None, *, is_chosen: bool) -> str:
    """Say what a unit or an edge is, and what it computes where a person has chosen it.

    Args:
        snapshot: the moment.
        picture: how its network answers the lamps.
        part: a unit, an edge, or None for the diagram itself.
        is_chosen: the person wants its arithmetic, too.
    """
    if part is None:
        return _phases_text(snapshot, picture)
    text = describe_part(picture, part)
    return f"{text}\n{_arithmetic(snapshot, picture, part)}" if is_chosen else text


def describe_part(picture: Picture, part: Part) -> str:
    """Say in words and exact numbers what a unit or an edge is."""
    if isinstance(part, Edge):
        return _edge_text(picture, part)
    return _unit_text(picture, part)


def _phases_text(snapshot: Snapshot, picture: Picture) -> str:
    """Say which numbers are from before an update, or why no phase is drawn."""
    trace, stage = snapshot.trace, snapshot.stage
    if trace is None or stage is None:
        return ""
    is_followed, is_done = trace.row_of(picture.pattern) is not None, stage.phase is Phase.UPDATE
    if not snapshot.is_by_phase:
        is_seen = is_followed and is_done and snapshot.shows_each_example
        return _CODE_BEFORE if is_seen else ""
    if not is_followed:
        example = pattern_text(snapshot.pattern.tolist())
        return f"The phases are those of {example}; Follow training shows them here."
    if is_done:
        return _UNITS_BEFORE
    return _SIGNAL_AHEAD if stage.phase is Phase.FORWARD else ""


def _arithmetic(snapshot: Snapshot, picture: Picture, part: Part) -> str:
    """Write out an edge's newest update, or what a unit makes of the pattern on the lamps."""
    if isinstance(part, Edge):
        if snapshot.trace is None:
            return "no update yet"
        is_done = snapshot.stage is not None and snapshot.stage.phase is Phase.UPDATE
        return f"{'last' if is_done else 'coming'} update: {arithmetic(part, snapshot.trace)}"
    if picture.value(part) is None:
        return ""
    if picture.moment is not None:
        return arithmetic(part, picture.moment.trace, picture.moment.row)
    pattern, target = np.array([picture.pattern]), np.zeros(1)
    return arithmetic(
        part, Trace(Update(snapshot.network, pattern, target, snapshot.settings.alpha))
    )


def _edge_text(picture: Picture, edge: Edge) -> str:
    k = edge.layer
    last = k == len(picture.layers) - 2
    target = "the output" if last else f"unit {edge.target + 1} of layer_{k + 1}"
    if edge.source == picture.network.sizes[k]:
        bias = exact(picture.network.biases[k][edge.target])
        return f"{edge_name(edge, picture.network.sizes)} = {bias}, the bias of {target}"
    weight = exact(picture.network.weights[k][edge.source, edge.target])
    source = f"light {edge.source + 1}" if k == 0 else f"unit {edge.source + 1} of layer_{k}"
    return f"{edge_name(edge, picture.network.sizes)} = {weight}, from {source} to {target}"


def _unit_text(picture: Picture, unit: Unit) -> str:
    if unit.index == picture.network.sizes[unit.layer]:
        return f"the bias unit of layer_{unit.layer} = 1, always"
    found = picture.value(unit)
    value = "not computed yet" if found is None else exact(found)
    if unit.layer == len(picture.layers) - 1:
        return f"layer_{unit.layer}, the output = {value}{_delta_text(picture, unit)}"
    delta = _delta_text(picture, unit)
    name = f"unit {unit.index + 1} of layer_{unit.layer}"
    return f"{name} = {value}{delta}, {_firing_text(picture, unit, found)}"


def _firing_text(picture: Picture, unit: Unit, value: float | None) -> str:
    """Say how often a unit fires; a dimmed lamp may show it firing where no other does."""
    responses = picture.responses[unit.layer][:, unit.index]
    if picture.never_fires[unit.layer][unit.index] and not value:
        is_dimmed = picture.problem is not None and len(dimmed_patterns(picture.problem)) > 0
        examples = " and for every example" if is_dimmed else ""
        return f"never fires: it is 0 for all {len(responses)} patterns{examples}"
    count = np.count_nonzero(responses)
    if not count:
        return f"fires for none of the {len(responses)} on-off patterns"
    return f"fires for {count} of {len(responses)} patterns"


def _delta_text(picture: Picture, unit: Unit) -> str:
    """Say a unit's delta where this moment has come to it."""
    if picture.moment is None or unit.layer == 0:
        return ""
    is_output = unit.layer == len(picture.layers) - 1
    first = Phase.COMPARE if is_output else Phase.BACKPROPAGATE
    if picture.moment.stage.phase.value < first.value:
        return ""
    return f", delta {exact(picture.moment.delta(unit))}"
