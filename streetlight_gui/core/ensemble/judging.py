"""What trained networks make of the training set, and of answers that they were not trained on."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.ensemble.block import layout_of
from streetlight_gui.core.ensemble.block_passes import BlockPasses
from streetlight_gui.core.ensemble.examples import Example, examples_of
from streetlight_gui.core.ensemble.outcomes import Level, Outcome, Outcomes
from streetlight_gui.core.ensemble.trained import LEARNED_BELOW, Trained
from streetlight_gui.core.problems.answered import Answered
from streetlight_gui.core.problems.presets import preset_with_rule
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.problems.values import are_right
from streetlight_gui.core.training.settings import Settings

_Mask = NDArray[np.bool_]
_Column = Array | NDArray[np.uint8] | NDArray[np.int32] | _Mask

_SAME = 0.01  # outputs that differ by less


def judged_answers(problem: Problem) -> Answered:
    """Return the answers that networks are judged by: those held out or else those of the rule.

    There are none where nothing is held out of a training set without a rule.
    """
    preset = preset_with_rule(problem)
    if problem.held_out_count or preset is None or preset.rule is None:
        return problem.held_out
    return preset.rule.examples


def judged_count(problem: Problem) -> int:
    """Return how many answers those are."""
    return len(judged_answers(problem).targets)


@np.errstate(all="ignore")  # weights may be as large as floats go
def judge(settings: Settings, seeds: range, trained: Trained, width: int) -> Outcomes:
    """Say what became of trained networks, looking at so many at a time."""
    layout, answers = layout_of(settings), examples_of(judged_answers(settings.problem))
    found, rights = list[tuple[_Column, ...]](), []
    for first in range(0, len(seeds), width):
        passes = BlockPasses(layout, trained.parameters[:, first : first + width])
        found.append(_answered(passes, settings))
        rights.append(_rights(passes, answers))
    columns = map(np.concatenate, zip(*found, strict=True))
    frozen_errors, levels, wrong_examples, none_fires = columns
    ran_away = trained.ran_away_at > 0
    outcomes = np.where(trained.errors < LEARNED_BELOW, Outcome.LEARNED, Outcome.STUCK)
    outcomes[ran_away] = Outcome.RAN_AWAY
    levels = np.where(outcomes == Outcome.STUCK, levels, Level.NONE).astype(np.uint8)
    return Outcomes(
        seeds=np.array(seeds, dtype=np.int64),
        errors=trained.errors,
        frozen_errors=np.where(ran_away, np.inf, frozen_errors),
        outcomes=outcomes.astype(np.uint8),
        levels=levels,
        learned_at=trained.learned_at,
        ran_away_at=trained.ran_away_at,
        rights=np.where(ran_away, 0, np.concatenate(rights)),
        wrong_examples=np.where(levels == Level.ONE_WRONG, wrong_examples, 0),
        none_fires=none_fires & (levels == Level.ONE_WRONG),
    )


def _answered(passes: BlockPasses, settings: Settings) -> tuple[_Column, ...]:
    """Return frozen errors, the levels of what is stuck, and what `_Wrong` knows, (n,) each."""
    examples = examples_of(settings.problem.examples)
    lowest = passes.forward(examples[0]).copy()
    highest, errors = lowest.copy(), np.zeros_like(lowest)
    wrong, fires = _Wrong(len(lowest)), _Firing(settings.activations)
    for example, pattern in zip(examples, settings.problem.patterns, strict=True):
        outputs = passes.forward(example)
        errors += passes.compare(outputs, example.target)
        wrong.note(~are_right(outputs, example.target), passes.layers)
        np.minimum(lowest, outputs, out=lowest)
        np.maximum(highest, outputs, out=highest)
        if settings.bias or pattern.any():  # without either no unit can fire
            fires.note(passes.layers)
    choices = [highest - lowest < _SAME, fires.is_linear(len(lowest)), wrong.counts == 1]
    levels = [Level.SILENT, Level.LINEAR, Level.ONE_WRONG]
    found = np.select(choices, levels, Level.OTHER).astype(np.uint8)
    return errors, found, wrong.numbers, wrong.none_fires


def _rights(passes: BlockPasses, answers: list[Example]) -> NDArray[np.int32]:
    rights = np.zeros(passes.networks, dtype=np.int32)
    for answer in answers:
        rights += are_right(passes.forward(answer), answer.target)
    return rights


class _Wrong:
    """Which answers are wrong; what is said of the only wrong one holds where it is that.

    Attributes:
        counts: (n,) how many are wrong.
        numbers: (n,) the number of the only wrong one, from 1.
        none_fires: (n,) whether no unit of the last hidden layer fires for it.
    """

    def __init__(self, networks: int) -> None:
        self.counts, self.numbers = np.zeros((2, networks), dtype=np.int32)
        self.none_fires = np.ones(networks, dtype=np.bool_)
        self._seen = 0

    def note(self, is_wrong: _Mask, layers: Sequence[Array]) -> None:
        """Look at the next example's answers (n,), and its layers, (units, n) each."""
        self._seen += 1
        self.counts += is_wrong
        np.copyto(self.numbers, self._seen, where=is_wrong)
        if len(layers) > 1:  # else all are LINEAR
            self.none_fires &= ~is_wrong | (layers[-2] == 0).all(axis=0)


class _Firing:
    """Whether hidden units fire for all of the examples, or for none: relu changes no sum then."""

    def __init__(self, activations: Sequence[str]) -> None:
        self._activations = activations
        self._for_all: dict[int, _Mask] = {}
        self._for_any: dict[int, _Mask] = {}

    def note(self, layers: Sequence[Array]) -> None:
        """Look at one example's layers, (units, n) each."""
        for k, name in enumerate(self._activations):
            if name == "relu":
                fires = layers[k] > 0
                self._for_all[k] = self._for_all.get(k, fires) & fires
                self._for_any[k] = self._for_any.get(k, fires) | fires

    def is_linear(self, networks: int) -> _Mask:
        """Tell which networks compute a linear function on the examples, (n,)."""
        is_linear = np.full(networks, set(self._activations) <= {"relu", "linear"})
        for k, for_all in self._for_all.items():
            is_linear &= (for_all | ~self._for_any[k]).all(axis=0)
        return is_linear
