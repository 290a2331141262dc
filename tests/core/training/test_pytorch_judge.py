"""PyTorch as a judge of training: it knows nothing of this package but the start weights.

The loss whose gradient descent is the book's update: half the mean of a batch's squared errors,
plus `strength * sum(abs(w))` or `strength / 2 * sum(w ** 2)` over the weights, not the biases.
"""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from runs import random_network

from streetlight_gui.core import Problem, Trainer
from streetlight_gui.core.nn.penalty import Penalty, PenaltyKind
from streetlight_gui.core.training.settings import Settings

torch = pytest.importorskip("torch")
torch.set_num_threads(1)  # such small tensors only wait for other threads

ITERATIONS, ORDER_SEED = 50, 7
DIMMED = Problem(
    [(1, 0, 1), (0, 1, 1), (0.1, 0.7, 0), (0, 0, 0), (0.3, 0, 0.9)], [1, 0, 1, 0.5, -0.25]
)
FUNCTIONS = {
    "relu": torch.relu,
    "tanh": torch.tanh,
    "sigmoid": torch.sigmoid,
    "linear": lambda sums: sums,
}
PENALTIES = (Penalty(), Penalty(PenaltyKind.L1, 0.003), Penalty(PenaltyKind.L2, 0.01))
MIXED = ("sigmoid", "relu", "tanh")
SHAPES = ((), (4,), (3, 5), (4, 3, 2))
SHAPES_AND_NAMES = [
    ((), ()),
    *((hidden, (name,) * len(hidden)) for hidden in SHAPES[1:] for name in FUNCTIONS),
    *((hidden, MIXED[: len(hidden)]) for hidden in SHAPES[2:]),
]


class Judge:
    """The same network in float64 tensors, trained by torch.optim.SGD on autograd's gradients."""

    def __init__(self, settings):
        network = settings.network()
        self.settings = settings
        self.weights = [_leaf(matrix) for matrix in network.weights]
        self.biases = [_leaf(bias) for bias in network.biases]
        self.functions = [*(FUNCTIONS[name] for name in settings.activations), FUNCTIONS["linear"]]
        self.patterns = torch.tensor(settings.problem.patterns)
        self.targets = torch.tensor(settings.problem.targets)
        self.optimizer = torch.optim.SGD([*self.weights, *self.biases], lr=settings.alpha)

    def squares(self, rows):
        """Return each example's squared error."""
        layer = self.patterns[rows]
        biases = self.biases or [0.0] * len(self.weights)
        for weights, bias, function in zip(self.weights, biases, self.functions, strict=True):
            layer = function(layer @ weights + bias)
        return (layer[:, 0] - self.targets[rows]) ** 2

    def penalty(self):
        strength, kind = self.settings.penalty.strength, self.settings.penalty.kind
        if kind is PenaltyKind.L1:
            return strength * sum(weights.abs().sum() for weights in self.weights)
        return strength / 2 * sum((weights**2).sum() for weights in self.weights)

    def run_iteration(self, iteration):
        """Train on every example once; return both errors of the iteration."""
        count, online = len(self.targets), 0.0
        order, batch = np.arange(count), self.settings.batch or count
        if self.settings.order_seed is not None:
            generator = np.random.default_rng([self.settings.order_seed, iteration])
            order = generator.permutation(count)
        for first in range(0, count, batch):
            squares = self.squares(order[first : first + batch])
            online += squares.sum().item()
            self.optimizer.zero_grad()
            (squares.mean() / 2 + self.penalty()).backward()
            self.optimizer.step()
        with torch.no_grad():
            return online, self.squares(np.arange(count)).sum().item()

    @property
    def parameters(self):
        tensors = [*self.weights, *self.biases]
        return torch.cat([tensor.detach().reshape(-1) for tensor in tensors]).numpy()


def _leaf(array):
    return torch.tensor(array, dtype=torch.float64, requires_grad=True)


def assert_judge_agrees(settings):
    trainer, judge = Trainer.of(settings), Judge(settings)
    trainer.run(ITERATIONS)
    errors = [judge.run_iteration(iteration) for iteration in range(ITERATIONS)]
    found = np.column_stack([trainer.errors, trainer.frozen_errors])
    np.testing.assert_allclose(found, errors, rtol=1e-9, atol=0)
    found = trainer.network.parameters
    np.testing.assert_allclose(found, judge.parameters, rtol=1e-9, atol=1e-13)
    assert not np.allclose(found, settings.network().parameters)  # it did train


def settings_of(hidden, names, seed=0, **others):
    generator = np.random.default_rng(seed)
    given = random_network(3, hidden, names, generator, bias=True)
    start = {"alpha": 0.1, "seed": None, "given": given}
    return Settings(DIMMED, hidden, names, **{**start, **others})


@pytest.mark.parametrize(("hidden", "names"), SHAPES_AND_NAMES)
@pytest.mark.parametrize("batch", [1, 2, 3, 0])
@pytest.mark.parametrize("penalty", PENALTIES, ids=lambda penalty: penalty.kind.value)
def test_same_weights_in_same_weights_out(hidden, names, batch, penalty):
    for bias, order_seed in product((False, True), (None, ORDER_SEED)):
        others = {"bias": bias, "order_seed": order_seed}
        assert_judge_agrees(settings_of(hidden, names, batch=batch, penalty=penalty, **others))


def test_the_books_run():
    assert_judge_agrees(Settings.choose(Problem.preset("streetlights")))


@pytest.mark.parametrize("penalty", PENALTIES, ids=lambda penalty: penalty.kind.value)
@pytest.mark.parametrize("names", [(), ("sigmoid",), ("sigmoid", "sigmoid")])
def test_from_zero(names, penalty):
    """Where a weight is 0 an L1 penalty does not pull, in either."""
    hidden = (3, 2)[: len(names)]
    assert_judge_agrees(settings_of(hidden, names, given=None, batch=2, bias=True, penalty=penalty))


def test_settings_changed_midway_are_judged_too():
    first = settings_of((4,), ("tanh",), batch=2)
    trainer = Trainer.of(first)
    trainer.run(20)
    second = replace(first, penalty=PENALTIES[1], batch=3, alpha=0.05, activations=("relu",))
    trainer.apply(second)
    judge = Judge(replace(second, given=trainer.network.rebuilt("relu", bias=False)))
    trainer.run(ITERATIONS)
    errors = [judge.run_iteration(20 + k)[0] for k in range(ITERATIONS)]
    np.testing.assert_allclose(trainer.errors[20:], errors, rtol=1e-9)
    np.testing.assert_allclose(trainer.network.parameters, judge.parameters, rtol=1e-9, atol=1e-13)
