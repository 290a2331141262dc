"""PyTorch as a judge of many networks at once: autograd, and nothing of this package but starts."""

from dataclasses import replace

import numpy as np
import pytest

from streetlight_gui.core import Problem
from streetlight_gui.core.ensemble.block import layout_of
from streetlight_gui.core.ensemble.start_parameters import start_parameters
from streetlight_gui.core.ensemble.training import train
from streetlight_gui.core.nn.penalty import Penalty, PenaltyKind
from streetlight_gui.core.training.settings import Settings

torch = pytest.importorskip("torch")
torch.set_num_threads(1)  # such small tensors only wait for other threads

FUNCTIONS = {"relu": torch.relu, "tanh": torch.tanh, "sigmoid": torch.sigmoid}
DIMMED = Problem([(1, 0, 1), (0, 1, 1), (0.1, 0.7, 0), (0.3, 0, 0.9)], [1, 0, 1, -0.25])
NETWORKS, ITERATIONS = 50, 20


def judged(settings, weights):
    """Train tensors (networks, fan_in, fan_out) by autograd; return the last online errors."""
    patterns, targets = torch.tensor(DIMMED.patterns), torch.tensor(DIMMED.targets)
    count = len(targets)
    for _ in range(ITERATIONS):
        errors = torch.zeros(NETWORKS, dtype=torch.float64)
        for first in range(0, count, settings.batch):
            layer = patterns[first : first + settings.batch].expand(NETWORKS, -1, -1)
            for matrix, name in zip(weights, (*settings.activations, None), strict=True):
                layer = layer @ matrix
                layer = layer if name is None else FUNCTIONS[name](layer)
            squares = (layer[:, :, 0] - targets[first : first + settings.batch]) ** 2
            errors += squares.sum(1).detach()
            penalty = settings.penalty.strength / 2 * sum((each**2).sum() for each in weights)
            (squares.mean(1).sum() / 2 + penalty).backward()
            with torch.no_grad():
                for matrix in weights:
                    matrix.sub_(settings.alpha * matrix.grad)
                    matrix.grad = None
    return errors.numpy()


@pytest.mark.parametrize("names", [("relu",), ("tanh", "relu"), ("sigmoid", "tanh", "relu")])
@pytest.mark.parametrize(
    ("batch", "penalty"), [(1, Penalty()), (2, Penalty(PenaltyKind.L2, 0.02)), (4, Penalty())]
)
def test_the_same_starts_give_the_same_errors_and_weights(names, batch, penalty):
    settings = Settings.choose(DIMMED, (4, 3, 5)[: len(names)], 0.1)
    settings = replace(settings, activations=names, batch=batch, penalty=penalty)
    layout = layout_of(settings)
    parameters = start_parameters(layout, range(NETWORKS))
    weights = [
        torch.tensor(np.moveaxis(each, -1, 0).copy(), requires_grad=True)
        for each in layout.split(parameters)[0]
    ]
    trained = train(settings, parameters, ITERATIONS)
    np.testing.assert_allclose(trained.errors, judged(settings, weights), rtol=1e-9, atol=1e-20)
    for ours, theirs in zip(layout.split(trained.parameters)[0], weights, strict=True):
        found = np.moveaxis(theirs.detach().numpy(), 0, -1)
        np.testing.assert_allclose(ours, found, rtol=1e-9, atol=1e-13)
