"""Training without a window against the book's loop, interleaved in one run."""

import statistics
import time

import numpy as np

from streetlight_gui.core import Network, Problem, Trainer
from streetlight_gui.core.problems.presets import PRESETS
from tests.benchmarks.rows import Row, at_least, spread_of

_ROUNDS = 60
_ITERATIONS = 500  # per round and side
_SHORT_LOOP = 250  # iterations


class BookLoop:
    """The notebook's loop, written as the notebook writes it."""

    def __init__(self) -> None:
        problem = Problem.preset("streetlights")
        self.streetlights = problem.patterns.astype(int)  # whole numbers, as in the book
        self.walk_vs_stop = problem.targets[:, np.newaxis].astype(int)
        network = Network.random(3, (4,), seed=1)
        self.weights_0_1, self.weights_1_2 = (matrix.copy() for matrix in network.weights)

    def run(self, iterations: int) -> None:
        for _iteration in range(iterations):
            layer_2_error = 0
            for i in range(len(self.streetlights)):
                layer_0 = self.streetlights[i : i + 1]
                layer_1 = relu(np.dot(layer_0, self.weights_0_1))
                layer_2 = np.dot(layer_1, self.weights_1_2)
                layer_2_error += np.sum((layer_2 - self.walk_vs_stop[i : i + 1]) ** 2)
                layer_2_delta = layer_2 - self.walk_vs_stop[i : i + 1]
                layer_1_delta = layer_2_delta.dot(self.weights_1_2.T) * relu2deriv(layer_1)
                self.weights_1_2 -= 0.2 * layer_1.T.dot(layer_2_delta)
                self.weights_0_1 -= 0.2 * layer_0.T.dot(layer_1_delta)


def relu(x: np.ndarray) -> np.ndarray:
    return (x > 0) * x


def relu2deriv(output: np.ndarray) -> np.ndarray:
    return output > 0


def book_seconds() -> float:
    """Return the CPU seconds that the book's loop takes for an example, here and now."""
    start = time.thread_time()
    BookLoop().run(_SHORT_LOOP)
    return (time.thread_time() - start) / (4 * _SHORT_LOOP)


def measure() -> list[Row]:
    """Return how many times faster than the book's loop training is, per example.

    And what it costs to hold four answers out, which are asked for after each iteration.
    """
    book, network, preset = BookLoop(), Network.random(3, (4,), seed=1), PRESETS["streetlights"]
    plain, holding_out = (
        Trainer(problem, network, alpha=0.2)
        for problem in (preset.problem, preset.problem.holding_out(preset.rule.rows))
    )
    ratios, shares, ours = [], [], []
    for _ in range(_ROUNDS):
        times = [time.perf_counter()]
        for side in (book, plain, holding_out):
            side.run(_ITERATIONS)
            times.append(time.perf_counter())
        of_book, of_plain, of_held_out = np.diff(times)
        ratios.append(of_book / of_plain)
        shares.append(of_plain / of_held_out)
        ours.append(of_plain / (_ITERATIONS * 4) * 1e6)
    ratio, share = statistics.median(ratios), statistics.median(shares)
    name = f"training, no window ({statistics.median(ours):.2f} us an example)"
    return [
        at_least(name, ratio, 2.5, "x the book's loop", spread_of(ratios)),
        at_least("the same, holding out 4 answers", share, 0.85, "x as fast", spread_of(shares)),
    ]
