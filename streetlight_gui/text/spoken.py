"""What is said to a person who listens: one short sentence on what came of an action."""

from collections.abc import Iterable

from streetlight_gui.core.checks.formatting import ARROW, rounded, short
from streetlight_gui.core.replay.picture import Moment, Picture
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.text.examples import pattern_text
from streetlight_gui.text.variable import NOT_YET
from streetlight_gui.text.walk import comparison, walk_sentence

RUNNING = "Training."
UNDONE, REDONE = "Undone: ", "Redone: "
FILLS, BACK = "This card fills the window.", "The other cards are back."
COPIED = "A picture of it is on the clipboard."


def spoken(text: str) -> str:
    """Write a text in words where it has signs that a voice leaves out."""
    return text.replace(f" {ARROW} ", " to ")


def lamp_words(lights: Iterable[float], picture: Picture) -> str:
    """Say what lamps were set to, and how the network answers: '1, WALK, 0.57'."""
    sign = "WALK" if picture.walks else "STOP"
    answer = f"{sign}, {short(picture.prediction)}" if picture.is_answered else NOT_YET
    return f"{pattern_text(lights)}, {answer}"


def moment_words(snapshot: Snapshot) -> str:
    """Say where one stands in a run, and what the update that was made last was about."""
    trace, stage = snapshot.trace, snapshot.stage
    if trace is None or stage is None:
        return "Before the first update."
    if snapshot.is_by_phase:
        return walk_sentence(snapshot)
    update, count = trace.update, snapshot.traced_settings.sampler.updates_per_iteration
    what = "Batch" if snapshot.is_by_batch else "Example"
    place = f"{what} {update.index + 1} of {count}, iteration {update.iteration + 1}."
    compared = "" if snapshot.is_by_batch else f" {comparison(Moment(trace, stage, 0))}"
    is_last = snapshot.iteration == update.iteration + 1 and snapshot.online_error is not None
    error = f" Error {rounded(snapshot.online_error or 0.0)}." if is_last else ""
    return f"{place}{compared}{error}"
