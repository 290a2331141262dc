"""Training as the book does it: one example at a time, in order; or in batches, or shuffled."""

import math
from copy import deepcopy

import numpy as np

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.checks.limits import ALPHA, WEIGHT, count, whole
from streetlight_gui.core.nn.network import Network
from streetlight_gui.core.nn.penalty import NO_PENALTY, Penalty
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.problems.verdict import are_right
from streetlight_gui.core.training.batch_sampler import BatchSampler
from streetlight_gui.core.training.divergence import DivergenceError, runaway
from streetlight_gui.core.training.fit import check_fit, check_layers
from streetlight_gui.core.training.history import ErrorHistory
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.core.training.trace import Update
from streetlight_gui.core.training.trainer_state import TrainerState
from streetlight_gui.core.training.workspace import Batch, Workspace


class Trainer:
    """Trains a network on a problem; the state is exact after any number of updates.

    An update trains on one example, or on one batch. N updates in steps of any size end in bitwise
    the same weights as in one run.

    Attributes:
        updates: how many updates were made in all.
        iteration: how many iterations are finished.
        history: both errors of every finished iteration.
        online_error: of the last finished iteration; None before the first.
        frozen_error: of the last finished iteration; None before the first.

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
            ValueError: a network or a sampler that does not fit the problem, or an alpha that is
                not allowed.
        """
        self.updates = self.iteration = 0
        self.history = ErrorHistory() if history is None else history
        self.online_error: float | None = None
        self.frozen_error: float | None = None
        self._index = 0
        self._iteration_error = 0.0
        self._workspace: Workspace | None = None
        self._given = network  # the weights that only updates have changed since
        self._parameters = network.parameters.copy()
        self._zeros = np.zeros_like(self._parameters)
        self._prepare(problem, network, BatchSampler(len(problem)) if sampler is None else sampler)
        self.alpha, self.penalty = alpha, penalty

    def __repr__(self) -> str:
        return (
            f"<Trainer on {self._problem.name!r}: {self.iteration} iterations, {self.updates} "
            f"updates, alpha {self._alpha:g}, {self._template!r}>"
        )

    def __getstate__(self) -> dict[str, object]:
        """Return what a copy or a pickle needs: nothing that training writes to, no views of it."""
        state = {**vars(self), "_parameters": self._parameters.copy(), "_workspace": None}
        state["history"] = deepcopy(self.history)
        return state

    @classmethod
    def of(cls, settings: Settings, history: ErrorHistory | None = None) -> "Trainer":
        """Make a trainer at the start of a run with these settings.

        Raises:
            ValueError: settings that do not fit each other, or a number that is not allowed.
        """
        return cls(
            settings.problem,
            settings.network(),
            settings.alpha,
            history,
            penalty=settings.penalty,
            sampler=settings.sampler,
        )

    def apply(self, settings: Settings) -> None:
        """Go on with other settings; the weights stay, so they must fit.

        Another problem or sampler begins the unfinished iteration anew. The settings' seed and
        given weights are those of a start, so they change nothing here.

        Raises:
            ValueError: other lights, hidden layers or biases than the weights are for, or a number
                that is not allowed. The trainer stays as it was.
        """
        alpha, sampler = ALPHA.check(settings.alpha), settings.sampler
        check_layers(self._template, settings)
        network = self._template.rebuilt(settings.activations, bias=settings.bias)
        given = self._given.rebuilt(settings.activations, bias=settings.bias)
        begins_anew = (settings.problem, sampler) != (self._problem, self._sampler)
        self._prepare(settings.problem, network, sampler)
        self.alpha, self.penalty, self._given = alpha, settings.penalty, given
        if begins_anew:
            self.begin_iteration_anew()

    def begin_iteration_anew(self) -> None:
        """Count none of the updates of the unfinished iteration as one of it."""
        self._index, self._iteration_error = 0, 0.0

    @property
    def problem(self) -> Problem:
        """The training set."""
        return self._problem

    @property
    def alpha(self) -> float:
        """The learning rate; a new one applies from the next update on."""
        return self._alpha

    @alpha.setter
    def alpha(self, alpha: float) -> None:
        self._alpha = ALPHA.check(alpha)
        self._alpha_operand = np.array(self._alpha)  # faster than a Python float in each update

    @property
    def penalty(self) -> Penalty:
        """On large weights; a new one applies from the next update on."""
        return self._penalty

    @penalty.setter
    def penalty(self, penalty: Penalty) -> None:
        self._penalty = penalty
        self._active_penalty = penalty if penalty.is_on else None

    @property
    def network(self) -> Network:
        """The network as it is now; later training does not change it."""
        return self._template.with_parameters(self._parameters)

    @property
    def state(self) -> TrainerState:
        """A copy of the moment, to come back to with `restore`."""
        parameters = self._parameters.copy()
        parameters.setflags(write=False)
        return TrainerState(
            self.updates,
            self.iteration,
            self._index,
            parameters,
            self._iteration_error,
            self.online_error,
            self.frozen_error,
            self._given,
        )

    def restore(self, state: TrainerState) -> None:
        """Stand where the state was taken; the history of errors is left as it is."""
        self.updates, self.iteration, self._index = state.updates, state.iteration, state.index
        self._parameters[:] = state.parameters
        self._iteration_error = state.iteration_error
        self.online_error, self.frozen_error = state.online_error, state.frozen_error
        self._given = state.given
        if self._workspace is not None:
            self._workspace.plan(self.iteration)

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
        place = whole("index", 0, self._parameters.size - 1).check(index)
        self._parameters[place] = WEIGHT.check(value)
        self._given = self.network

    @property
    def index(self) -> int:
        """How many updates of the unfinished iteration are made."""
        return self._index

    @property
    def coming(self) -> Update:
        """The next update."""
        patterns, _columns, targets = self._work().batch(self._index)
        return Update(
            network=self.network,
            patterns=patterns,
            targets=targets[:, 0],
            alpha=self._alpha,
            penalty=self._penalty,
            iteration=self.iteration,
            number=self._index,
            first=self._index * self._sampler.batch,
            error_before=self._iteration_error,
        )

    @property
    def errors(self) -> Array:
        """Online error of each finished iteration, (iterations,).

        The sum over its examples of `(prediction - target) ** 2`, each measured before that
        example's own update: the number the book prints. A trainer with a bounded history has
        the recent iterations only.
        """
        return self.history.online.recent

    @property
    def frozen_errors(self) -> Array:
        """Frozen error of each finished iteration, (iterations,).

        The same sum with the weights as they are after the iteration, for all examples alike.
        """
        return self.history.frozen.recent

    def are_all_right(self) -> bool:
        """Tell whether the network now answers every example of the training set rightly."""
        with np.errstate(all="ignore"):
            predictions = self._work().everything.forward(self._problem.patterns)[:, 0]
        return bool(are_right(predictions, self._problem.targets).all())

    def run(self, iterations: int) -> None:
        """Finish this many iterations; one that is under way counts as the first.

        Args:
            iterations: a whole number, 0 or more; 0 changes nothing.

        Raises:
            ValueError: a number that is not allowed.
            DivergenceError: an error is no longer finite. The weights are those before it.
        """
        iterations = count("iterations").check(iterations)
        if iterations:
            self.step(iterations * self._updates_per_iteration - self._index)

    def step(self, updates: int = 1) -> None:
        """Make this many updates, each on one example or one batch.

        Args:
            updates: a whole number, 0 or more.

        Raises:
            ValueError: a number that is not allowed.
            DivergenceError: an error is no longer finite. The weights are those before it.
        """
        end = self.updates + count("updates").check(updates)
        with np.errstate(all="ignore"):  # running away is found in the error, once, not here
            while self.updates < end:
                work = self._work()
                self._train(work, work.next_batches(self._index, end - self.updates))

    def divergence(self) -> DivergenceError:
        """Return the error that says that the next update's error is not finite, and why."""
        what = "batch" if self._rows > 1 else "example"
        place = f"iteration {self.iteration + 1} at {what} {self._index + 1}"
        return runaway(place, self._problem, self._given, self._alpha, self._penalty)

    def _prepare(self, problem: Problem, network: Network, sampler: BatchSampler) -> None:
        """Make everything that depends on the training set and on the network's shape."""
        check_fit(problem, network, sampler)
        self._problem, self._template, self._sampler = problem, network, sampler
        self._updates_per_iteration, self._rows = sampler.updates_per_iteration, sampler.batch
        self._workspace = None

    def _work(self) -> Workspace:
        if self._workspace is None:
            parameters = self._parameters
            work = Workspace(self._problem, self._sampler, self._template, parameters)
            work.plan(self.iteration)
            self._workspace = work
        return self._workspace

    def _train(self, work: Workspace, batches: list[Batch]) -> None:
        """Train on batches of one iteration, all of one size; stop before one that runs away."""
        before, known, is_done = self._parameters.copy(), len(self.history), False
        updates, iteration, index = self.updates, self.iteration, self._index
        errors = self._iteration_error, self.online_error, self.frozen_error
        try:
            is_done = self._train_through(work, batches)
        finally:  # also for Ctrl+C, which comes anywhere: nothing is left half done
            if not is_done:
                self._parameters[:] = before
                self.updates, self.iteration, self._index = updates, iteration, index
                self._iteration_error, self.online_error, self.frozen_error = errors
                self.history.cut(known)
                work.plan(iteration)
        if is_done:
            return
        if len(batches) == 1:
            raise self.divergence()
        for batch in batches:
            self._train(work, [batch])

    def _train_through(self, work: Workspace, batches: list[Batch]) -> bool:
        """Train on all batches; return whether errors and weights stayed finite."""
        self._iteration_error = work.train(
            batches, self._alpha_operand, self._active_penalty, self._iteration_error
        )
        self.updates += len(batches)
        self._index += len(batches)
        is_finite = math.isfinite(self._iteration_error) and self._is_finite()
        return is_finite and self._finish_iteration(work)

    def _is_finite(self) -> bool:
        """Tell whether all weights are: zeros times anything finite are 0, and this is fastest."""
        return math.isfinite(self._parameters.dot(self._zeros))

    def _finish_iteration(self, work: Workspace) -> bool:
        """Note both errors if an iteration ends here; return whether they are finite."""
        if self._index < self._updates_per_iteration:
            return True
        work.everything.forward(self._problem.patterns)
        frozen_error = work.everything.compare(work.targets)
        if not math.isfinite(frozen_error):
            return False
        self.online_error, self.frozen_error = self._iteration_error, frozen_error
        self.history.append(self._iteration_error, frozen_error)
        self._iteration_error = 0.0
        self.iteration += 1
        self._index = 0
        work.plan(self.iteration)
        return True
