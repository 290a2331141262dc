"""What a network does with every example at a moment, what each teaches, and how it came there."""

import numpy as np
from numpy.typing import NDArray

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.diagnosis.examples import distinct_examples
from streetlight_gui.core.nn.network import Network
from streetlight_gui.core.nn.propagation import Propagation
from streetlight_gui.core.problems.patterns import parts_of
from streetlight_gui.core.problems.problem import all_patterns
from streetlight_gui.core.problems.values import are_right
from streetlight_gui.core.training.history import Curve
from streetlight_gui.core.training.settings import Settings

SMALL = 0.01  # error for each example, on average: answers are off by 0.1
_RUN_AWAY = 1e6


class Case:
    """A network on its way through training, measured on the training set.

    Arrays have one row for each different example, (n, ...). Lists have one array for each layer,
    the input first, the output last. Numbers that have run away are inf or nan.

    Attributes:
        network: the weights.
        problem: the training set.
        errors: the online errors that led here.
        alpha: the learning rate.
        penalty: on large weights.
        batch: how many examples share an update.
        hidden: the numbers of the hidden layers, from 1.
        examples: the different examples.
        layers: (n, size) the activations.
        sensitivities: (n, size) d(output) / d(z), z being a unit's weighted sum; the first is
            empty. Times the output's delta they are the deltas of backpropagation.
        deltas: (n,) `output - target`.
        error: the frozen error, the sum of the squared deltas over the training set.
        are_right: (n,) whether the answer is right.
        is_learned: every answer is right and the error is small.
        has_run_away: the error is a million times what it is where every output is 0. From there a
            smaller alpha takes ages to come back, if it does; a restart does not.
        can_be_heard: (n,) whether a unit could fire: not where no light nor bias is on.
        moves_weights: (n,) whether the gradient of the output in any weight is other than 0. That
            in the weights between two layers is the lower layer's activations times the upper
            layer's sensitivities.
        has_no_gradient: no example changes any weight or bias, now and so for ever, penalties
            aside.
        is_constant: every example gets the same output, and always will, penalties aside. That is
            so where no unit of some layer fires for any example: its own weights and those before
            it have gradient 0. It is so too where the last hidden layer is 0 for every example and
            the weights behind it are, as from a start with all weights 0.
    """

    @np.errstate(all="ignore")
    def __init__(self, network: Network, settings: Settings, errors: Curve) -> None:
        """Measure the network."""
        self.network, self.errors, self.batch = network, errors, settings.sampler.batch
        self.alpha, self.penalty = settings.alpha, settings.penalty
        self.problem = problem = settings.problem
        self.hidden = range(1, len(network.sizes) - 1)
        self.examples = distinct_examples(problem)
        self.layers, self.sensitivities = _measured(network, self.examples.patterns)
        # Activations of each layer, with the sensitivities of the layer above it.
        self._steps = list(zip(self.layers[:-1], self.sensitivities[1:], strict=True))
        self._bias = 1.0 if network.biases else 0.0  # what biases are the weights of
        outputs, targets = self.layers[-1][:, 0], self.examples.targets
        self.deltas = outputs - targets
        self.error = self.examples.sum_of_squares(self.deltas)
        self.are_right = are_right(outputs, targets)
        self.is_learned = bool(self.are_right.all()) and self.error <= SMALL * len(problem)
        self.has_run_away = self.error > _RUN_AWAY * max(self.examples.sum_of_squares(targets), 1)
        is_lit = np.any(self.examples.patterns, axis=1)
        self.can_be_heard = np.ones_like(is_lit) if network.biases else is_lit
        moves = [below.any(axis=1) & above.any(axis=1) for below, above in self._steps]
        self.moves_weights: NDArray[np.bool_] = np.any(moves, axis=0)
        moving = self.deltas != 0  # the output's bias always moves
        self.has_no_gradient = not (moving if network.biases else moving & self.moves_weights).any()
        is_mute = not any(array.any() for array in (self.layers[-2], *self.sensitivities[1:-1]))
        self.is_constant = is_mute or any(map(self.never_fires, self.hidden))

    @property
    def is_finite(self) -> bool:
        """Whether all weights, activations and errors are finite numbers."""
        on_off = self.network.forward(all_patterns(self.problem.lights))
        numbers = self.network.parameters, *self.layers, *on_off, self.deltas, self.errors.errors
        return all(np.isfinite(each).all() for each in numbers) and bool(np.isfinite(self.error))

    @property
    def squared_gradients(self) -> Array:
        """The squared length of the gradient of each example's output in all parameters, (n,)."""
        squares = np.zeros(len(self.deltas))
        for below, above in self._steps:
            squares += ((below**2).sum(axis=1) + self._bias) * (above**2).sum(axis=1)
        return squares

    @property
    def squared_gradient(self) -> float:
        """The squared length of the gradient that training uses, summed over the training set."""
        square = 0.0
        for below, above in self._steps:
            deltas = above * (self.examples.counts * self.deltas)[:, np.newaxis]
            square += float(((below.T @ deltas) ** 2).sum())
            square += self._bias * float((deltas.sum(axis=0) ** 2).sum())
        return square

    def never_fires(self, k: int) -> bool:
        """Tell whether a layer is of relu units none of which fires for any example."""
        return self.network.activations[k - 1].name == "relu" and not self.layers[k].any()


def _measured(network: Network, patterns: Array) -> tuple[list[Array], list[Array]]:
    """Return layers and sensitivities for some patterns."""
    parts = []
    for part in parts_of(patterns):
        passes = Propagation(network.layout, network.parameters, len(part), averages=False)
        passes.forward(part)
        passes.deltas[-1].fill(1.0)  # d(output) / d(output)
        passes.backpropagate(part.T)
        parts.append([*passes.layers, *passes.deltas])
    arrays = [np.concatenate(each) for each in zip(*parts, strict=True)]
    return arrays[: len(network.sizes)], arrays[len(network.sizes) :]
