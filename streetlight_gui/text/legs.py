"""A run as loops: what is trained from each change to the next, whole iterations and parts."""

from collections.abc import Iterator
from dataclasses import dataclass

from streetlight_gui.core.replay.changes import Change
from streetlight_gui.core.replay.recipe import Recipe
from streetlight_gui.core.training.settings import Settings


@dataclass(frozen=True)
class Loop:
    """Iterations that are trained alike: many whole ones, or a part of one.

    Attributes:
        iterations: which, counted from 0.
        first: the first update of each.
        end: the update after the last of each.
        is_whole: all updates of each iteration are made.
    """

    iterations: range
    first: int
    end: int
    is_whole: bool


@dataclass(frozen=True)
class Leg:
    """What is trained with the same settings.

    Attributes:
        change: what a person changed before it; None for what a run begins with.
        before: the settings before that.
        done: how many updates were made before it.
        settings: those it is trained with.
        begins_anew: the change gives up an iteration under way.
        updates: how many it has.
        loops: they are made in.
    """

    change: Change | None
    before: Settings
    done: int
    settings: Settings
    begins_anew: bool
    updates: int
    loops: tuple[Loop, ...]


def legs(recipe: Recipe) -> Iterator[Leg]:
    """Yield what is trained from the start to the first change, and from each to the next."""
    settings, done, place = recipe.settings, 0, (0, 0)
    ends = [*(change.updates for change in recipe.changes), recipe.updates]
    for change, end in zip([None, *recipe.changes], ends, strict=True):
        before, begins_anew = settings, False
        if change is not None:
            settings = change.settings or settings
            begins_anew = change.begins_anew or settings.begins_anew_after(before)
        if begins_anew:
            place = place[0], 0
        loops, place = _loops(settings, place, end - done)
        yield Leg(change, before, done, settings, begins_anew, end - done, tuple(loops))
        done = end


def _loops(
    settings: Settings, place: tuple[int, int], updates: int
) -> tuple[list[Loop], tuple[int, int]]:
    """Return the loops of so many updates from a place, and where they end.

    A place is an iteration, and how many of its updates are made.
    """
    size, (iteration, index) = settings.sampler.updates_per_iteration, place
    more, last = divmod(index + updates, size)
    end, loops = iteration + more, []
    if index and end > iteration:
        loops.append(Loop(range(iteration, iteration + 1), index, size, is_whole=False))
        iteration, index = iteration + 1, 0
    if end > iteration:
        loops.append(Loop(range(iteration, end), 0, size, is_whole=True))
    if last > index or (last and end > iteration):
        loops.append(
            Loop(range(end, end + 1), 0 if end > iteration else index, last, is_whole=False)
        )
    return loops, (end, last)
