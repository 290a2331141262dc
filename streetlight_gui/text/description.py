"""What the diagram has to say of one of its parts, or of itself."""

import numpy as np

from streetlight_gui.core.nn.parts import Edge, Part
from streetlight_gui.core.problems.example_words import pattern_text
from streetlight_gui.core.replay.phases import Phase
from streetlight_gui.core.replay.picture import Picture
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.core.training.trace import Trace, Update
from streetlight_gui.text.arithmetic import arithmetic

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
    text = picture.describe(part)
    return f"{text}\n{_arithmetic(snapshot, picture, part)}" if is_chosen else text


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
    return arithmetic(part, Trace(Update(snapshot.network, pattern, target, snapshot.alpha)))
