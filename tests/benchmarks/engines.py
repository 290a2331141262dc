"""4,096 networks at once in other engines, in turns with ours: those that are installed."""

import statistics
import time
from collections.abc import Callable
from importlib.util import find_spec

import numpy as np

from streetlight_gui.core.ensemble.block import layout_of
from streetlight_gui.core.ensemble.start_parameters import start_parameters
from streetlight_gui.core.ensemble.training import train
from streetlight_gui.core.training.settings import BOOK, Settings
from tests.benchmarks.rows import Row, at_most, spread_of, without_target

_NETWORKS, _ITERATIONS, _ROUNDS = 4096, 30, 20
_SETTINGS = Settings.choose(BOOK)
_STARTS = start_parameters(layout_of(_SETTINGS), range(_NETWORKS))
_MATRICES = _STARTS[:12].reshape(3, 4, -1), _STARTS[12:].reshape(4, 1, -1)
_EXAMPLES = list(zip(BOOK.patterns, BOOK.targets, strict=True))

Weights = tuple[np.ndarray, np.ndarray]  # (3, 4, networks) and (4, 1, networks)


def with_numpy() -> Weights:
    return _trained(is_long=False)


def with_numba() -> Weights:
    return _trained(is_long=True)


def with_torch_bmm() -> Weights:
    """Multiply batches of matrices, by PyTorch in one thread."""
    import torch

    torch.set_num_threads(1)
    first, second = (torch.tensor(each.transpose(2, 0, 1).copy()) for each in _MATRICES)
    for _ in range(_ITERATIONS):
        for pattern, target in _EXAMPLES:
            layer_0 = torch.tensor(pattern).expand(_NETWORKS, 1, 3)
            layer_1 = torch.relu(torch.bmm(layer_0, first))
            delta_2 = torch.bmm(layer_1, second) - target
            delta_1 = torch.bmm(delta_2, second.mT) * (layer_1 > 0)
            second.baddbmm_(layer_1.mT, delta_2, alpha=-0.2)
            first.baddbmm_(layer_0.mT, delta_1, alpha=-0.2)
    return tuple(each.numpy().transpose(1, 2, 0) for each in (first, second))


def with_torch_vmap() -> Weights:
    """Let PyTorch find the gradients of one network, and do so for all of them at once."""
    import torch

    def half_error(weights: tuple, pattern: object, target: float) -> object:
        first, second = weights
        return ((torch.relu(pattern @ first) @ second - target) ** 2).sum() / 2

    torch.set_num_threads(1)
    gradients = torch.vmap(torch.func.grad(half_error), in_dims=(0, None, None))
    weights = tuple(torch.tensor(each.transpose(2, 0, 1).copy()) for each in _MATRICES)
    for _ in range(_ITERATIONS):
        for pattern, target in _EXAMPLES:
            found = gradients(weights, torch.tensor(pattern), target)
            weights = tuple(w - 0.2 * g for w, g in zip(weights, found, strict=True))
    return tuple(each.numpy().transpose(1, 2, 0) for each in weights)


def with_numexpr() -> Weights:
    """Write each step as one expression, of which numexpr makes one pass, in one thread."""
    import numexpr

    numexpr.set_num_threads(1)
    first, second = (each.copy() for each in _MATRICES)
    for _ in range(_ITERATIONS):
        for pattern, target in _EXAMPLES:
            lit = np.flatnonzero(pattern)
            names = {f"w{k}": first[light] for k, light in enumerate(lit)}
            sums, top = "+".join(names), second[:, 0]
            units = numexpr.evaluate(f"where({sums} > 0, {sums}, 0)", names)
            delta = np.einsum("in,in->n", units, top) - target
            values = {"delta": delta, "top": top, "units": units}
            step = numexpr.evaluate("where(units > 0, 0.2 * (delta * top), 0)", values)
            numexpr.evaluate("top - 0.2 * (units * delta)", values, out=top)
            for light in lit:
                numexpr.evaluate("w - step", {"w": first[light], "step": step}, out=first[light])
    return first, second


def measure() -> list[Row]:
    found: dict[Callable[[], Weights], list[float]] = {each: [] for each in _engines()}
    expected = with_numpy()
    for engine in found:  # the same weights; and what is compiled is
        for ours, theirs in zip(expected, engine(), strict=True):
            np.testing.assert_allclose(theirs, ours, rtol=1e-9, atol=1e-13)
    for _ in range(_ROUNDS):
        for engine, values in found.items():
            values.append(_ns(engine))
    return [_row(engine, values, found[with_numpy]) for engine, values in found.items()]


def _engines() -> list[Callable[[], Weights]]:
    others = {
        "numba": [with_numba],
        "torch": [with_torch_bmm, with_torch_vmap],
        "numexpr": [with_numexpr],
    }
    installed = [each for name, engines in others.items() if find_spec(name) for each in engines]
    return [with_numpy, *installed]


def _trained(*, is_long: bool) -> Weights:
    parameters = train(_SETTINGS, _STARTS, _ITERATIONS, is_long=is_long).parameters
    return parameters[:12].reshape(3, 4, -1), parameters[12:].reshape(4, 1, -1)


def _ns(engine: Callable[[], Weights]) -> float:
    """Return the CPU nanoseconds for a network and example."""
    start = time.thread_time()
    engine()
    return (time.thread_time() - start) / (_NETWORKS * _ITERATIONS * len(_EXAMPLES)) * 1e9


def _row(engine: Callable[[], Weights], values: list[float], ours: list[float]) -> Row:
    ratio = statistics.median(each / of_ours for each, of_ours in zip(values, ours, strict=True))
    name = f"{_NETWORKS:,} networks, {engine.__name__.replace('_', ' ')} ({ratio:.2g} x ours)"
    ns, unit, spread = statistics.median(values), "ns a network and example", spread_of(values)
    is_ours = engine in {with_numpy, with_numba}
    return (
        at_most(name, ns, 25, unit, spread) if is_ours else without_target(name, ns, unit, spread)
    )
