"""What trained networks make of the training set, and of answers they have not seen."""

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

_SAME = 0.01  # outputs that differ by less


def judged_answers(problem: Problem) -> Answered:
    """Return the answers that networks are judged by: those held out or else those of the rule.

    There are none where nothing is held out of a training set without a rule.
    """
    preset = preset_with_rule(problem)
    if problem.held_out_count or preset is None or preset.rule is None:
        return problem.held_out
    return preset.rule.examples


@np.errstate(all="ignore")
def judge(settings: Settings, seeds: range, trained: Trained, width: int) -> Outcomes:
    """Say what became of trained networks, looking at so many at a time."""
    layout, answers = layout_of(settings), examples_of(judged_answers(settings.problem))
    frozen_errors, levels, rights = [], [], []
    for first in range(0, len(seeds), width):
        passes = BlockPasses(layout, trained.parameters[:, first : first + width])
        found = _answered(passes, settings)
        frozen_errors.append(found[0])
        levels.append(found[1])
        rights.append(_rights(passes, answers))
    ran_away = trained.ran_away_at > 0
    outcomes = np.where(trained.errors < LEARNED_BELOW, Outcome.LEARNED, Outcome.STUCK)
    outcomes[ran_away] = Outcome.RAN_AWAY
    is_stuck = outcomes == Outcome.STUCK
    return Outcomes(
        seeds=np.array(seeds, dtype=np.int64),
        errors=trained.errors,
        frozen_errors=np.where(ran_away, np.inf, np.concatenate(frozen_errors)),
        outcomes=outcomes.astype(np.uint8),
        levels=np.where(is_stuck, np.concatenate(levels), Level.NONE).astype(np.uint8),
        learned_at=trained.learned_at,
        ran_away_at=trained.ran_away_at,
        rights=np.where(ran_away, 0, np.concatenate(rights)),
    )


def _answered(passes: BlockPasses, settings: Settings) -> tuple[Array, NDArray[np.uint8]]:
    """Return the frozen errors, and the levels of those that are stuck, (n,) each."""
    examples = examples_of(settings.problem.examples)
    lowest = passes.forward(examples[0]).copy()
    highest, errors = lowest.copy(), np.zeros_like(lowest)
    wrong, fires = np.zeros(len(lowest), dtype=np.int32), _Firing(settings.activations)
    for example, pattern in zip(examples, settings.problem.patterns, strict=True):
        outputs = passes.forward(example)
        errors += passes.compare(outputs, example.target)
        wrong += ~are_right(outputs, example.target)
        np.minimum(lowest, outputs, out=lowest)
        np.maximum(highest, outputs, out=highest)
        if settings.bias or pattern.any():  # without either no unit can fire
            fires.note(passes.layers)
    choices = [highest - lowest < _SAME, fires.is_linear(len(lowest)), wrong == 1]
    levels = [Level.SILENT, Level.LINEAR, Level.ONE_WRONG]
    return errors, np.select(choices, levels, Level.OTHER).astype(np.uint8)


def _rights(passes: BlockPasses, answers: list[Example]) -> NDArray[np.int32]:
    rights = np.zeros(passes.networks, dtype=np.int32)
    for answer in answers:
        rights += are_right(passes.forward(answer), answer.target)
    return rights


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
