"""What the diagram has to say of one of its parts, or of itself, with this moment's numbers."""

from collections.abc import Sequence

import numpy as np

from streetlight_gui.core.checks.formatting import TIMES, counted, terse, told_apart
from streetlight_gui.core.nn.parts import Edge, Part, Unit, edge_name, weight_index
from streetlight_gui.core.problems.patterns import dimmed_patterns
from streetlight_gui.core.replay.phases import Phase
from streetlight_gui.core.replay.picture import Moment, NotFiring, Picture
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.core.training.trace import Trace, Update
from streetlight_gui.text.arithmetic import arithmetic, product_text
from streetlight_gui.text.examples import light_name, pattern_text
from streetlight_gui.text.variable import NOT_YET

NOTES = {
    NotFiring.NEVER: "never fires",
    NotFiring.NO_EXAMPLE: "fires for no example",
    NotFiring.HERE: "not firing",
    None: "",
}
SHORT_NOTES: dict[NotFiring | None, tuple[str, ...]] = {
    NotFiring.NEVER: ("never",),
    NotFiring.NO_EXAMPLE: ("no example", NOTES[NotFiring.HERE]),
}
PHASES = {
    Phase.FORWARD: "hidden layers forward",
    Phase.OUTPUT: "output",
    Phase.COMPARE: "error and delta",
    Phase.BACKPROPAGATE: "backpropagate",
    Phase.UPDATE: "update the weights",
}

LEGEND = "blue: + · orange: \N{MINUS SIGN} · dashed: idle"
_CODE_BEFORE = "In the code layers and deltas are from before this update; the diagram is after it."


def describe(
    snapshot: Snapshot, picture: Picture, part: Part | None, *, is_chosen: bool, beside_code: bool
) -> str:
    """Say what a unit or an edge is, and what it computes where a person has chosen it.

    Args:
        snapshot: the moment.
        picture: how its network answers the lamps.
        part: a unit, an edge, or None for the diagram itself.
        is_chosen: the person wants its arithmetic, too.
        beside_code: the code is seen, too.
    """
    if part is None:
        return _phases_text(snapshot, picture, beside_code)
    text = describe_part(picture, part)
    if is_chosen:
        return f"{text}\n{_arithmetic(snapshot, picture, part)}"
    moment = picture.moment
    flow = moment.flow(part) if moment and isinstance(part, Edge) else None
    return f"{text}\n{_flow_text(moment, *flow)}" if moment and flow else text


def describe_part(picture: Picture, part: Part) -> str:
    """Say in words and numbers what a unit or an edge is."""
    return _edge_text(picture, part) if isinstance(part, Edge) else _unit_text(picture, part)


def unit_name(unit: Unit, sizes: tuple[int, ...], names: Sequence[str] = ()) -> str:
    """Name a unit in a network of these sizes: 'light 1', 'unit 2 of layer_1', 'the output'.

    names: of the lights and the answer, where they have any of their own.
    """
    if unit.layer == len(sizes) - 1:
        return f"the output, {names[-1]}" if names else "the output"
    if unit.layer:
        return f"unit {unit.index + 1} of layer_{unit.layer}"
    return light_name(names, unit.index + 1)


def layer_names(layer: int, units: int, never: int) -> list[str]:
    """Name a layer with so many units that never fire, from the longest wording to the shortest."""
    name = f"layer_{layer}"
    whole = f"{name} (1, {units})"
    if not never:
        return [whole, name]
    note = f"{never} never fire{'s' if never == 1 else ''}"
    return [f"{whole}, {note}", f"{name}, {note}", note, f"{never} never"]


def opening_text(part: Part, sizes: Sequence[int]) -> str:
    """Say what a click on a part opens; '' for a bias unit."""
    if isinstance(part, Edge):
        return "Click: its slope. Double-click: another weight."
    return "" if part.index == sizes[part.layer] else "Click: its sum and curve."


def _flow_text(moment: Moment, left: float, right: float) -> str:
    """Say what flows along an edge at this moment, with the digits of its arithmetic."""
    way, what = ("back", "delta") if moment.flows_back else ("forward", "value")
    return f"{way}, {what}{TIMES}weight: {product_text(left, right, digits=6)}"


def unwritten_text(deltas: int) -> str:
    """Say how many deltas have no room in the picture, and where they can be read."""
    what = "One smaller delta has" if deltas == 1 else f"{deltas} smaller deltas have"
    return f"{what} no room here; hover a unit to read its own."


def update_text(snapshot: Snapshot, edge: Edge) -> str:
    """Write out an edge's newest update and what it is made on, or say that there is none."""
    if snapshot.trace is None:
        return "no update yet"
    is_done = snapshot.stage is not None and snapshot.stage.phase is Phase.UPDATE
    patterns = snapshot.trace.update.patterns
    on = pattern_text(patterns[0].tolist())
    if len(patterns) > 1:
        on = counted(len(patterns), "example")
    return f"{'last' if is_done else 'coming'} update ({on}): {arithmetic(edge, snapshot.trace)}"


def _phases_text(snapshot: Snapshot, picture: Picture, beside_code: bool) -> str:
    """Say which numbers of the code are from before an update, or why no phase is drawn."""
    trace, stage = snapshot.trace, snapshot.stage
    if trace is None or stage is None:
        return ""
    is_followed, is_done = trace.row_of(picture.pattern) is not None, stage.phase is Phase.UPDATE
    if snapshot.is_by_phase and not is_followed:
        example = pattern_text(snapshot.pattern.tolist())
        return f"The phases are those of {example}; Follow training shows them here."
    is_said = beside_code and is_followed and is_done and snapshot.shows_each_example
    return _CODE_BEFORE if is_said else ""


def _arithmetic(snapshot: Snapshot, picture: Picture, part: Part) -> str:
    """Write out an edge's newest update, or what a unit makes of the pattern on the lamps."""
    if isinstance(part, Edge):
        return update_text(snapshot, part)
    if picture.value(part) is None:
        return ""
    if picture.moment is not None and not picture.moment.is_done:
        return arithmetic(part, picture.moment.trace, picture.moment.row)
    pattern, alpha = np.array([picture.pattern]), snapshot.settings.alpha
    return arithmetic(part, Trace(Update(snapshot.network, pattern, np.zeros(1), alpha)))


def _edge_text(picture: Picture, edge: Edge) -> str:
    k, sizes = edge.layer, picture.network.sizes
    index = weight_index(sizes, edge)
    value = _with_before(picture.network.parameters[index], _weight_before(picture, index))
    names = _names(picture)
    target, source = unit_name(Unit(k + 1, edge.target), sizes, names), Unit(k, edge.source)
    is_bias = edge.source == sizes[k]
    start = "" if is_bias else unit_name(source, sizes, names)
    place = f"the bias of {target}" if is_bias else f"from {start} to {target}"
    return f"{edge_name(edge, sizes)} = {value}, {place}"


def _weight_before(picture: Picture, index: int) -> float | None:
    """Return what a weight was before the update just made, if one was."""
    if picture.moment is None or not picture.moment.is_done:
        return None
    return float(picture.moment.trace.network.parameters[index])


def _with_before(now: float, before: float | None) -> str:
    """Write a number as the listing does; after an update also what it was, not to look alike."""
    if before is None:
        return terse(now)
    if now == before:
        return f"{terse(now)} as before this update"
    one, other = told_apart(now, before, terse, 7)
    return f"{one}, {other} before this update"


def _unit_text(picture: Picture, unit: Unit) -> str:
    k = unit.layer
    if unit.index == picture.network.sizes[k]:
        return f"the bias unit of layer_{k} = 1, always"
    found, delta = picture.value(unit), _delta_text(picture, unit)
    value = NOT_YET if found is None else _with_before(found, picture.value_before(unit))
    if k == len(picture.layers) - 1:
        return (
            f"layer_{k}, {unit_name(unit, picture.network.sizes, _names(picture))} = {value}{delta}"
        )
    firing = _firing_text(picture, unit, found)
    name = unit_name(unit, picture.network.sizes, _names(picture))
    return f"{name} = {value}{delta}, {firing}"


def _names(picture: Picture) -> Sequence[str]:
    return () if picture.problem is None else picture.problem.names


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
    is_elsewhere = picture.fires_elsewhere[unit.layer][unit.index]
    where = ", but for no example in training" if is_elsewhere else ""
    return f"fires for {count} of {len(responses)} patterns{where}"


def _delta_text(picture: Picture, unit: Unit) -> str:
    """Say a unit's delta where this moment has come to it."""
    if picture.moment is None or unit.layer == 0:
        return ""
    is_output = unit.layer == len(picture.layers) - 1
    first = Phase.COMPARE if is_output else Phase.BACKPROPAGATE
    if picture.moment.stage.phase.value < first.value:
        return ""
    return f", delta {terse(picture.moment.delta(unit))}"
