"""A block of networks on its way: which of them learn, run away, or have come to rest."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.ensemble.block import Block
from streetlight_gui.core.ensemble.trained import LEARNED_BELOW, Trained
from streetlight_gui.core.training.settings import Settings

_Mask = NDArray[np.bool_]

_LOOK = 32  # iterations between two looks at which networks have come to rest
_WORTH_IT = 1 / 8  # of those in training: so many must be at rest to be left out
_TAME = 1e30  # squared weights that sum up to less make no error overflow


class Course:
    """Trains a block of networks, and leaves out those that no more iterations would change."""

    def __init__(
        self,
        settings: Settings,
        networks: Trained,
        watched: Sequence[int] = (),
        is_long: bool = False,
    ) -> None:
        """Begin with the networks' parameters; what comes of them is written there."""
        self._settings, self._networks, self._is_long = settings, networks, is_long
        self._rows = {iteration: row for row, iteration in enumerate(watched)}
        self._go_on(np.arange(len(networks.errors)), networks.parameters)
        self._is_low = np.zeros(len(networks.errors), dtype=bool)

    def run(self, iterations: int) -> None:
        """Train for so many iterations, at least 1, or until none would change any network."""
        for iteration in range(1, iterations + 1):
            before = None if iteration % _LOOK else self._parameters.copy()
            errors = self._block.train(iteration - 1)
            self._note_low(errors, iteration)
            if not self._is_tame(errors):
                self._note_runaways(errors, iteration)
            if before is not None or iteration in self._rows or iteration == iterations:
                self._note_errors(errors, iteration)
            if before is not None:
                self._leave_out(self._is_at_rest(before))
            if not len(self._chosen):
                break
        for later in [row for watched, row in self._rows.items() if watched > iteration]:
            self._networks.watched_errors[later] = self._networks.errors
        self._hand_back()

    def _go_on(self, chosen: NDArray[np.intp], parameters: Array) -> None:
        """Train the chosen networks of the block from a copy of their parameters on."""
        self._chosen, self._parameters = chosen, parameters.copy()
        self._block = Block(self._settings, self._parameters, self._is_long)

    def _note_low(self, errors: Array, iteration: int) -> None:
        is_low = errors < LEARNED_BELOW
        changed = is_low ^ self._is_low
        if changed.any():
            self._networks.learned_at[self._chosen[changed]] = iteration * is_low[changed]
            self._is_low = is_low

    def _is_tame(self, errors: Array) -> bool:
        """Tell whether no network can have run away."""
        return bool(errors.max() < np.inf and _squares(self._parameters, "pn,pn->") < _TAME)

    def _note_runaways(self, errors: Array, iteration: int) -> None:
        """Find which networks have run away by `Trainer`'s rule; their weights become 0.

        An error of the iteration, its frozen error or a weight is no longer finite.
        """
        is_wild = ~((errors < np.inf) & (_squares(self._parameters, "pn,pn->n") < _TAME))
        wild = np.flatnonzero(is_wild)
        parameters = self._parameters.take(wild, axis=1)
        sums = errors[wild] + Block(self._settings, parameters).frozen_errors()
        gone = wild[~(np.isfinite(sums) & np.isfinite(parameters).all(axis=0))]
        self._parameters[:, gone] = 0.0
        ran_away_at, places = self._networks.ran_away_at, self._chosen[gone]
        ran_away_at[places] = np.where(ran_away_at[places], ran_away_at[places], iteration)

    def _note_errors(self, errors: Array, iteration: int) -> None:
        networks = self._networks
        networks.errors[self._chosen] = errors
        networks.errors[networks.ran_away_at > 0] = np.inf
        if iteration in self._rows:
            networks.watched_errors[self._rows[iteration]] = networks.errors

    def _is_at_rest(self, before: Array) -> _Mask:
        """Tell which networks an iteration has left as they were, and so will every later one."""
        is_same: _Mask = (self._parameters == before).all(axis=0)
        if self._settings.order_seed is not None and is_same.any():
            block = Block(self._settings, self._parameters.compress(is_same, axis=1))
            is_same[is_same] = block.is_at_rest_in_any_order()
        return is_same | (self._networks.ran_away_at[self._chosen] > 0)

    def _leave_out(self, at_rest: _Mask) -> None:
        if at_rest.mean() >= _WORTH_IT:
            self._hand_back()
            self._is_low = self._is_low[~at_rest]
            going_on = self._parameters.compress(~at_rest, axis=1)
            self._go_on(self._chosen[~at_rest], going_on)

    def _hand_back(self) -> None:
        networks = self._networks
        networks.parameters[:, self._chosen] = self._parameters
        networks.learned_at[networks.ran_away_at > 0] = 0


def _squares(parameters: Array, subscripts: str) -> Array:
    """Return the sum of the squared weights (parameters, n), of all or of each network."""
    squares: Array = np.einsum(subscripts, parameters, parameters)
    return squares
