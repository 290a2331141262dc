"""Networks that train side by side, an iteration at a time."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.ensemble.block_passes import BlockPasses
from streetlight_gui.core.ensemble.examples import Example, examples_of
from streetlight_gui.core.nn.layers import Layout, check_activations
from streetlight_gui.core.problems.answered import Answered
from streetlight_gui.core.training.settings import Settings

if TYPE_CHECKING:
    from streetlight_gui.core.ensemble.compiled import CompiledTraining


def layout_of(settings: Settings) -> Layout:
    """Return the layout of the networks that settings make."""
    names = check_activations(settings.activations, len(settings.hidden))
    return Layout(settings.sizes, names, settings.bias)


class Block:
    """Networks that train side by side as `Trainer` trains each of them.

    Whoever calls switches NumPy's warnings off: a network that runs away has inf or nan from then
    on, and no other network has.
    """

    def __init__(self, settings: Settings, parameters: Array, is_long: bool = False) -> None:
        """Prepare training.

        Args:
            settings: what training needs; their seed and given weights are not asked for.
            parameters: (parameters, n), which change in place.
            is_long: whether so much is trained, here or in other blocks, that compiling pays.
        """
        layout, self._sampler = layout_of(settings), settings.sampler
        self._parameters, self._penalty = parameters, settings.penalty
        self._weights = parameters[: layout.weight_count].reshape(-1)
        self._alpha = np.array(settings.alpha)
        at_once = self._sampler.batch == 1 and not self._penalty.is_on
        self._passes = BlockPasses(layout, parameters, self._alpha if at_once else None)
        self._examples = examples_of(settings.problem.examples)
        self._errors = np.empty(parameters.shape[1])
        self._answered = settings.problem.examples
        self._compiled = _compiled(settings, layout, parameters) if is_long else None

    def train(self, iteration: int) -> Array:
        """Train for one iteration, from 0; return its online errors (n,), valid until the next."""
        self._errors.fill(0.0)
        batch, order = self._sampler.batch, self._sampler.order(iteration)
        if self._compiled is not None:
            self._compiled.train(Answered(*(each[order] for each in self._answered)), self._errors)
            return self._errors
        examples = [self._examples[k] for k in order]
        for first in range(0, len(examples), batch):
            self._update(examples[first : first + batch])
        return self._errors

    def frozen_errors(self) -> Array:
        """Return the errors with the weights as they are, (n,), a new array."""
        errors = np.zeros_like(self._errors)
        for example in self._examples:
            outputs = self._passes.forward(example)
            errors += self._passes.compare(outputs, example.target)
        return errors

    def is_at_rest_in_any_order(self) -> NDArray[np.bool_]:
        """Tell which networks no order of the examples changes, (n,); the others move on.

        Of batches that are not always the same that is not known.
        """
        before = self._parameters.copy()
        is_same = np.full(before.shape[1], self._sampler.batch == 1)
        for example in self._examples if is_same.any() else ():
            self._update([example])
            is_same &= (self._parameters == before).all(axis=0)
        return is_same

    def _update(self, examples: list[Example]) -> None:
        passes, gradient = self._passes, self._passes.gradient
        rows = np.array(float(len(examples))) if len(examples) > 1 else None
        if gradient is not None:
            gradient.fill(0.0)
        for example in examples:
            squares = passes.compare(passes.forward(example), example.target)
            np.add(self._errors, squares, self._errors)
            passes.backpropagate(example, rows)
        if gradient is not None:
            self._penalty.add_to(gradient.reshape(-1), self._weights)
            np.multiply(gradient, self._alpha, gradient)
            np.subtract(self._parameters, gradient, self._parameters)


def _compiled(settings: Settings, layout: Layout, parameters: Array) -> "CompiledTraining | None":
    """Return training that numba compiles, where it is there, and quicker.

    Of tanh and sigmoid NumPy computes several values at once, and numba one after the other.
    Batches and penalties, which the book has not, are left to NumPy as well.
    """
    is_as_book = settings.sampler.batch == 1 and not settings.penalty.is_on
    is_quicker = is_as_book and {*settings.activations} <= {"relu", "linear"}
    if not is_quicker:
        return None
    try:
        from streetlight_gui.core.ensemble.compiled import CompiledTraining
    except (ImportError, RuntimeError):
        # numba is not installed, not for this NumPy, or finds no folder for what it compiles.
        return None
    return CompiledTraining(layout, parameters, settings.alpha)
