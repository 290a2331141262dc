"""The plainest history of a run there is, to compare time travel with."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from streetlight_gui.core import DivergenceError, Trainer
from streetlight_gui.core.replay.changes import Change
from streetlight_gui.core.replay.run import Run
from streetlight_gui.core.training.settings import Settings


class Place(NamedTuple):
    """How many iterations are finished, and how many updates of the one after them are made."""

    iteration: int
    index: int


@dataclass(frozen=True)
class Story:
    """What a person did, as a list, and where they stand.

    Every question is answered by going through the list from the very start, update by update.
    """

    start: Settings
    changes: tuple[Change, ...] = ()
    length: int = 0
    time: int = 0
    stages_done: int = 0
    is_by_phase: bool = False

    def trainer(self, time):
        """Drive a plain trainer from the very start to a moment, through every change."""
        trainer = Trainer.of(self.start)
        for change in self.changes:
            if change.updates <= time:
                trainer.step(change.updates - trainer.updates)
                if change.settings is not None:
                    trainer.apply(change.settings)
                if change.weight is not None:
                    trainer.set_weight(change.weight, change.value)
        trainer.step(time - trainer.updates)
        return trainer

    def at(self, time):
        """Go on, training where nobody has been; return also whether that ran away."""
        trainer = self.trainer(min(time, self.length))
        has_diverged = False
        try:
            trainer.step(time - trainer.updates)
        except DivergenceError:
            has_diverged = True
        now = trainer.updates
        length = max(self.length, now)
        return Story(self.start, self.changes, length, now), has_diverged

    @property
    def stages(self):
        """How many stages an update has."""
        return len(self.start.hidden) + 4

    def settings_at(self, time):
        """Return the settings after every change up to a moment."""
        found = [c.settings for c in self.changes if c.settings and c.updates <= time]
        return [self.start, *found][-1]

    @staticmethod
    def has_other_examples(before, after):
        """Tell whether an iteration under way begins anew between two settings."""
        has_same_order = (after.batch, after.order_seed) == (before.batch, before.order_seed)
        old, new = before.problem, after.problem
        has_same_answers = np.array_equal(old.targets, new.targets)
        return not (
            has_same_order and has_same_answers and np.array_equal(old.patterns, new.patterns)
        )

    @cached_property
    def places(self):
        """Where in which iteration every moment lies, after all changes made there."""
        iteration = index = 0
        now, places, changes = self.start, [], list(self.changes)
        for time in range(self.length + 1):
            while changes and changes[0].updates == time:
                settings = changes.pop(0).settings or now
                if self.has_other_examples(now, settings):
                    index = 0
                now = settings
            places.append(Place(iteration, index))
            index += 1
            if index == updates_per_iteration(now):
                iteration, index = iteration + 1, 0
        return places

    @cached_property
    def beginnings(self):
        """The moments of the run at which an iteration begins, or begins anew."""
        return [time for time, place in enumerate(self.places) if place.index == 0]

    def beginnings_before(self, time):
        """Return those before a moment."""
        return [beginning for beginning in self.beginnings if beginning < time]

    def beginnings_after(self, time, count):
        """Return the first few of those after a moment, of which the run's future has more."""
        size = updates_per_iteration(self.settings_at(self.length))
        future = [self.beginnings[-1] + size * (k + 1) for k in range(count)]
        return [t for t in (*self.beginnings, *future) if t > time][:count]

    def start_of(self, iteration):
        """Return the first moment at which an iteration begins."""
        return min(t for t in self.beginnings if self.places[t].iteration == iteration)

    def rows_after(self, time):
        """Return which examples the update after a moment trains on."""
        settings, place = self.settings_at(time), self.places[time]
        examples = len(settings.problem)
        order = np.arange(examples)
        if settings.order_seed is not None:
            generator = np.random.default_rng([settings.order_seed, place.iteration])
            order = generator.permutation(examples)
        size = settings.batch or examples
        return order[place.index * size : (place.index + 1) * size]


def updates_per_iteration(settings):
    """Count the batches of an iteration, the last of them perhaps smaller."""
    return len(range(0, len(settings.problem), settings.batch or len(settings.problem)))


def run_of(story):
    """Make the run that a story tells."""
    run = Run(story.start)
    for change in story.changes:
        run.train(change.updates - len(run))
        run.change(change)
    run.train(story.length - len(run))
    return run


def made_again(run):
    """Make a run again from what can be written down of it: settings, changes and length."""
    return run_of(Story(run.settings, tuple(run.changes), len(run)))
