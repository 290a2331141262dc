"""Training as the book does it: one example at a time, in order."""

import math
from dataclasses import dataclass

import numpy as np

from streetlight_gui.core.activations import Array
from streetlight_gui.core.history import ErrorHistory
from streetlight_gui.core.limits import check_alpha, check_count
from streetlight_gui.core.network import Network
from streetlight_gui.core.problem import Problem
from streetlight_gui.core.propagation import Propagation, join_weights, split_weights


class DivergenceError(ArithmeticError):
    """Training has run away: an example's error is no longer a finite number."""

    def __init__(self, iteration: int, example: int, alpha: float) -> None:
        """Say where it happened (both counted from 1) and with which learning rate."""
        super().__init__(
            f"Training stopped in iteration {iteration} at example {example}: the error is no "
            f"longer finite. alpha {alpha:g} is too large. Restart with a smaller one."
        )


@dataclass(frozen=True)
class TrainerState:
    """What a trainer needs to go on from a moment, apart from its settings.

    Attributes:
        updates: where it stands.
        parameters: all weights end to end, read-only.
        iteration_error: the online error of the examples of the unfinished iteration so far.
    """

    updates: int
    parameters: Array
    iteration_error: float


class Trainer:
    """Trains a network on a problem; the state is exact after any number of examples.

    N examples in steps of any size end in bitwise the same weights as in one run.

    Attributes:
        problem: the training set.
        updates: how many examples have been trained in all.
        history: both errors of every finished iteration.

    Source: Trask, Grokking Deep Learning, chapter 6.
    """

    def __init__(
        self,
        problem: Problem,
        network: Network,
        alpha: float = 0.2,
        history: ErrorHistory | None = None,
    ) -> None:
        """Prepare training from this network's weights, which stay as they are.

        Args:
            problem: the training set.
            network: has as many inputs as the problem has lights.
            alpha: the learning rate, above 0.
            history: where errors go; without one, every error is kept.

        Raises:
            ValueError: a network that does not fit the problem, or an alpha that is not allowed.
        """
        if network.lights != problem.lights:
            raise ValueError(
                f"the network has {network.lights} inputs but {problem.name} has "
                f"{problem.lights} lights"
            )
        self.problem = problem
        self.updates = 0
        self.history = ErrorHistory() if history is None else history
        self._start_network = network
        self._parameters = join_weights(network.weights)
        self._zeros = np.zeros_like(self._parameters)
        weights = split_weights(self._parameters, network.sizes)
        self._one = Propagation(weights, network.activations, rows=1)
        self._all = Propagation(weights, network.activations, rows=len(problem))
        self._targets = problem.targets[:, np.newaxis]
        self._examples = [
            (problem.patterns[k : k + 1], self._targets[k : k + 1]) for k in range(len(problem))
        ]
        self._iteration_error = 0.0
        self.alpha = alpha

    @property
    def alpha(self) -> float:
        """The learning rate; a new one applies from the next update on."""
        return self._alpha

    @alpha.setter
    def alpha(self, alpha: float) -> None:
        self._alpha = check_alpha(alpha)
        self._alpha_operand = np.array(alpha)  # faster than a Python float in each update

    @property
    def network(self) -> Network:
        """The network as it is now; later training does not change it."""
        return self._start_network.with_parameters(self._parameters)

    @property
    def state(self) -> TrainerState:
        """A copy of the moment, to come back to with `restore`."""
        parameters = self._parameters.copy()
        parameters.setflags(write=False)
        return TrainerState(self.updates, parameters, self._iteration_error)

    def restore(self, state: TrainerState) -> None:
        """Stand where the state was taken; the history of errors is left as it is."""
        self.updates = state.updates
        self._parameters[:] = state.parameters
        self._iteration_error = state.iteration_error

    def set_weight(self, index: int, value: float) -> None:
        """Give one weight another value.

        Args:
            index: of the weight among all of them end to end, as in `Diagram.edges`.
            value: a finite number.

        Raises:
            ValueError: the value is not finite.
        """
        if not math.isfinite(value):
            raise ValueError(f"a weight must be a finite number, not {value}")
        self._parameters[index] = value

    @property
    def iteration(self) -> int:
        """How many iterations are finished."""
        return self.updates // len(self._examples)

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

    def run(self, iterations: int) -> None:
        """Finish this many iterations; one that is under way counts as the first.

        Raises:
            DivergenceError: an error is no longer finite. The weights are those before it.
        """
        iterations = check_count("iterations", iterations)
        end = (self.iteration + iterations) * len(self._examples)
        self.step(end - self.updates)

    def step(self, examples: int = 1) -> None:
        """Train this many examples.

        Raises:
            DivergenceError: an error is no longer finite. The weights are those before it.
        """
        end = self.updates + check_count("examples", examples)
        with np.errstate(all="ignore"):  # running away is found in the error, once, not here
            while self.updates < end:
                index = self.updates % len(self._examples)
                count = end - self.updates
                self._train(self._examples[index : index + count])

    def _train(self, examples: list[tuple[Array, Array]]) -> None:
        """Train these (pattern, target) pairs of one iteration; stop before one that runs away."""
        before = self._parameters.copy()
        trained_before, error_before = self.updates, self._iteration_error
        trained = self._train_until_divergence(examples)
        if trained == len(examples) and self._is_finite() and self._finish_iteration():
            return
        self._parameters[:] = before
        self.updates, self._iteration_error = trained_before, error_before
        if len(examples) == 1:
            raise self.divergence()
        for example in examples:
            self._train([example])

    def _is_finite(self) -> bool:
        """Tell whether all weights are: zeros times anything finite are 0, and this is fastest."""
        return math.isfinite(self._parameters.dot(self._zeros))

    def _finish_iteration(self) -> bool:
        """Note both errors if an iteration ends here; return whether they are finite."""
        if self.updates % len(self._examples):
            return True
        self._all.forward(self.problem.patterns)
        frozen_error = self._all.compare(self._targets)
        if not math.isfinite(frozen_error):
            return False
        self.history.append(self._iteration_error, frozen_error)
        self._iteration_error = 0.0
        return True

    def _train_until_divergence(self, examples: list[tuple[Array, Array]]) -> int:
        """Train while errors are finite; return on how many. Every call here counts for speed.

        Where it returns early, the sum of errors is not to be used.
        """
        one, parameters, alpha = self._one, self._parameters, self._alpha_operand
        forward, compare, backpropagate = one.forward, one.compare, one.backpropagate
        gradient, iteration_error, trained = one.gradient, self._iteration_error, 0
        multiply, subtract, isfinite = np.multiply, np.subtract, math.isfinite
        for pattern, target in examples:
            forward(pattern)
            iteration_error += compare(target)
            if not isfinite(iteration_error):
                break
            backpropagate()
            multiply(gradient, alpha, gradient)
            subtract(parameters, gradient, parameters)
            trained += 1
        self.updates += trained
        self._iteration_error = iteration_error
        return trained

    def divergence(self) -> DivergenceError:
        """Return the error that says that the next example's error is not finite."""
        index = self.updates % len(self._examples)
        return DivergenceError(self.iteration + 1, index + 1, self._alpha)
