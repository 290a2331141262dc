"""What a person made, and where they stood: enough to go on from there at another time."""

from collections.abc import Generator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from streetlight_gui.core.checks.steps import finished
from streetlight_gui.core.nn.network import Network
from streetlight_gui.core.nn.parts import Part
from streetlight_gui.core.replay.cursor import Cursor, Place
from streetlight_gui.core.replay.past_runs import PastRuns
from streetlight_gui.core.replay.recipe import Recipe, remade
from streetlight_gui.core.training.stopping import StopRule

if TYPE_CHECKING:
    from streetlight_gui.core.ensemble.atlas import Atlas

MOST_STARTS = 100_000  # of an atlas that is kept with a session


@dataclass(frozen=True)
class SavedSession:
    """A run, and how a person looked at it.

    Attributes:
        recipe: of the run.
        weights_at_end: of the run, end to end, then all biases.
        place: where in the run.
        stop_rule: what ends training.
        pattern: the person's own lights; None where they follow the example in training.
        chosen: the part of the network that was chosen, or None.
        past: the runs before, and what this one is called.
        compared: the places in `past.runs` of those whose curves are shown beside this one's.
        starts: the atlas of one setting, of at most `MOST_STARTS` networks.
        map: an atlas of several settings, of at most as many.
    """

    recipe: Recipe
    weights_at_end: tuple[float, ...]
    place: Place
    stop_rule: StopRule
    pattern: tuple[float, ...] | None = None
    chosen: Part | None = None
    past: PastRuns = field(default_factory=PastRuns)
    compared: tuple[int, ...] = ()
    starts: "Atlas | None" = None
    map: "Atlas | None" = None

    def deviation(self, network: Network) -> float | None:
        """Return how far the run made again ends from where it ended; None for the same bits.

        network: of the end of the run made again.
        """
        saved, here = np.array(self.weights_at_end), network.parameters
        if saved.tobytes() == here.tobytes():
            return None
        return float(np.abs(saved - here).max())


def has_too_many(atlas: "Atlas | None") -> bool:
    """Tell whether an atlas has more networks than are kept with a session."""
    return atlas is not None and atlas.sweep.networks > MOST_STARTS


def reopened(session: SavedSession) -> Generator[float, None, Cursor]:
    """Make a session's run again, as `remade` does; the generator's value is the place in it."""
    cursor = Cursor((yield from remade(session.recipe)))
    cursor.stand_at(session.place)
    return cursor


def opened(session: SavedSession) -> Cursor:
    """Make a session's run again, without a pause; return the place in it."""
    return finished(reopened(session))


def session_at(cursor: Cursor, rule: StopRule) -> SavedSession:
    """Return what makes the run of a cursor again, and leads to its place."""
    weights = tuple(cursor.run.live.network.parameters.tolist())
    return SavedSession(Recipe.of(cursor.run), weights, cursor.place, rule)
