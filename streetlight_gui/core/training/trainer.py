"""Training as the book does it: one example at a time, in order; or in batches, or shuffled."""

from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.checks.limits import ALPHA, WEIGHT, count, whole
from streetlight_gui.core.nn.network import Network
from streetlight_gui.core.nn.penalty import NO_PENALTY, Penalty
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.training.batch_sampler import BatchSampler
from streetlight_gui.core.training.divergence import DivergenceError, are_errors_finite
from streetlight_gui.core.training.history import ErrorHistory
from streetlight_gui.core.training.trace import Update
from streetlight_gui.core.training.workspace import TrainerState, Workspace

if TYPE_CHECKING:  # who only trains starts sooner without
    from streetlight_gui.core.training.settings import Settings

_LEG = 64  # updates between two states
_ITERATIONS, _UPDATES = count("iterations"), count("updates")


class Trainer:
    """Trains a network on a problem; the state is exact after any number of updates.

    An update trains on one example, or on one batch. N updates in steps of any size end in bitwise
    the same weights as in one run.

    Attributes:
        state: the moment, which never changes, to come back to with `restore`.
        history: the errors of the finished iterations; if it is bounded, `errors` are the recent.
        penalty: on large weights; a new one applies from the next update on.

    Source: Trask, Grokking Deep Learning, chapter 6; batches, chapters 4 and 8.
    """

    def __init__(
        self,
        problem: Problem,
        network: Network,
        alpha: float = 0.2,
        history: ErrorHistory | None = None,
        *,
        penalty: Penalty = NO_PENALTY,
        sampler: BatchSampler | None = None,
    ) -> None:
        """Prepare training from this network's weights, which stay as they are.

        Args:
            problem: the training set.
            network: has as many inputs as the problem has lights.
            alpha: the learning rate, above 0 and at most 1000.
            history: where errors go; without one, every error is kept.
            penalty: on large weights.
            sampler: the order and the batches; without one, one by one in order.

        Raises:
            ValueError: a network or sampler that does not fit the problem, or a forbidden alpha.
        """
        self.history = ErrorHistory() if history is None else history
        self.state = TrainerState(network.parameters, network.parameters)
        self._workspace: Workspace | None = None
        self._prepare(problem, network, sampler or BatchSampler(len(problem)))
        self.alpha, self.penalty = alpha, penalty

    def __repr__(self) -> str:
        place = f"{self.iteration} iterations, {self.updates} updates, alpha {self.alpha:g}"
        return f"<Trainer on {self._problem.name!r}: {place}, {self._template!r}>"

    def __getstate__(self) -> dict[str, object]:
        """Return what a copy or a pickle needs: nothing that training writes to."""
        return {**vars(self), "history": deepcopy(self.history), "_workspace": None}

    @classmethod
    def of(cls, settings: "Settings", history: ErrorHistory | None = None) -> "Trainer":
        """Make a trainer at the start of a run with these settings.

        Raises:
            ValueError: settings that do not fit each other, or a number that is not allowed.
        """
        network, alpha = settings.network(), settings.alpha
        penalty, sampler = settings.penalty, settings.sampler
        return cls(settings.problem, network, alpha, history, penalty=penalty, sampler=sampler)

    def apply(self, settings: "Settings") -> None:
        """Go on with other settings; the weights stay, so they must fit.

        Another training set or sampler begins the unfinished iteration anew. The settings' seed and
        given weights are those of a start, so they change nothing here.

        Raises:
            ValueError: other lights, hidden layers or biases than the weights are for, or a number
                that is not allowed. The trainer stays as it was.
        """
        alpha, sampler, network = ALPHA.check(settings.alpha), settings.sampler, self._template
        if settings.shape != network.shape:
            raise ValueError(f"settings for {settings.network()!r} do not fit {network!r}")
        network = network.rebuilt(settings.activations, bias=settings.bias)
        is_same = sampler == self._sampler and settings.problem.trains_as(self._problem)
        self._prepare(settings.problem, network, sampler)
        self.alpha, self.penalty = alpha, settings.penalty
        if not is_same:
            self.begin_iteration_anew()

    def begin_iteration_anew(self) -> None:
        """Count none of the updates made so far as one of the unfinished iteration."""
        self.state = replace(self.state, index=0, iteration_error=0.0)

    @property
    def problem(self) -> Problem:
        """The training set."""
        return self._problem

    @property
    def alpha(self) -> float:
        """The learning rate; a new one applies from the next update on."""
        return float(self._alpha)

    @alpha.setter
    def alpha(self, alpha: float) -> None:
        self._alpha = np.array(ALPHA.check(alpha))  # faster than a float in each update

    @property
    def network(self) -> Network:
        """The network as it is now; later training does not change it."""
        return self._template.with_parameters(self.state.parameters)

    @property
    def updates(self) -> int:
        """How many updates were made in all."""
        return self.state.updates

    @property
    def iteration(self) -> int:
        """How many iterations are finished."""
        return self.state.iteration

    @property
    def index(self) -> int:
        """How many updates of the unfinished iteration are made."""
        return self.state.index

    @property
    def coming(self) -> Update:
        """The next update."""
        [(patterns, _, targets)] = self._work().next_batches(self.iteration, self.index)
        place = self.iteration, self.index, self.state.iteration_error
        return Update(self.network, patterns, targets[:, 0], self.alpha, self.penalty, *place)

    @property
    def errors(self) -> Array:
        """Online error of each finished iteration, (iterations,), as the book prints it."""
        return self.history.online.recent

    @property
    def frozen_errors(self) -> Array:
        """Frozen error of each finished iteration, (iterations,)."""
        return self.history.frozen.recent

    @property
    def held_out_errors(self) -> Array:
        """Error of what is held out, after each finished iteration, (iterations,)."""
        return self.history.held_out.recent

    def are_all_right(self) -> bool:
        """Tell whether the network now answers every example of the training set rightly."""
        with np.errstate(all="ignore"):
            return self._work().are_all_right()

    def restore(self, state: TrainerState) -> None:
        """Stand where the state was taken; the history of errors is left as it is."""
        self.state = state
        self.rest()

    def rest(self) -> None:
        """Let go of the working memory; training on, or any other question, brings it back."""
        self._workspace = None

    def set_weight(self, index: int, value: float) -> None:
        """Give one weight or bias another value.

        Args:
            index: of the weight among all of them end to end, as in `Diagram.edges`.
            value: a finite number.

        Raises:
            ValueError: there is no weight of that index, or the value is not finite.
        """
        parameters = self.state.parameters.copy()
        parameters[whole("index", 0, parameters.size - 1).check(index)] = WEIGHT.check(value)
        self.restore(replace(self.state, parameters=parameters, given=parameters))

    def run(self, iterations: int) -> None:
        """Finish this many iterations; one that is under way counts as the first.

        Args:
            iterations: a whole number, 0 or more; 0 changes nothing.

        Raises:
            ValueError: a number that is not allowed.
            DivergenceError: an error is no longer finite. The weights are those before it.
        """
        updates = _ITERATIONS.check(iterations) * self._sampler.updates_per_iteration
        self.step(max(0, updates - self.index))

    def step(self, updates: int = 1) -> None:
        """Make this many updates, each on one example or one batch; raise what `run` raises."""
        end = self.updates + _UPDATES.check(updates)
        with np.errstate(all="ignore"):  # running away is found in the error, once, not here
            while self.updates < end:
                self._train(min(end - self.updates, _LEG))

    def divergence(self) -> DivergenceError:
        """Return the error that says that the next update's error is not finite, and why."""
        given, penalty = self._template.with_parameters(self.state.given), self.penalty
        alpha = self.alpha if are_errors_finite(given, self._problem) else None
        strength = penalty.strength if penalty.is_on else None
        return DivergenceError(self.iteration, self.index, self._sampler.batch, alpha, strength)

    def _prepare(self, problem: Problem, network: Network, sampler: BatchSampler) -> None:
        if network.lights != problem.lights:
            found = f"{problem.name} has {problem.lights} lights"
            raise ValueError(f"the network has {network.lights} inputs but {found}")
        if sampler.examples != len(problem):
            found = f"{problem.name} has {len(problem)}"
            raise ValueError(f"the sampler is for {sampler.examples} examples but {found}")
        self._problem, self._template, self._sampler = problem, network, sampler
        self.rest()

    def _work(self) -> Workspace:
        if self._workspace is None:
            layout, parameters = self._template.layout, self.state.parameters
            self._workspace = Workspace(self._problem, self._sampler, layout, parameters)
        return self._workspace

    def _train(self, updates: int) -> None:
        """Make all of these updates, or as many as there are before one that runs away."""
        before, known = self.state, len(self.history.online)
        try:
            after = self._work().train(before, updates, self._alpha, self.penalty, self.history)
            self.state = after or before
        finally:  # also for Ctrl+C, which comes anywhere: nothing is left half done
            if self.state is before:
                self.rest()
                self.history.cut(known)
        if self.state is before and updates == 1:
            raise self.divergence()
        while self.updates < before.updates + updates:
            self._train(1)
