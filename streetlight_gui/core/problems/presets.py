"""The problems that come with Streetlight, each with the settings it opens with."""

from dataclasses import dataclass

import numpy as np

from streetlight_gui.core.checks.limits import ALPHA, SEED, check_hidden
from streetlight_gui.core.nn.network import Network
from streetlight_gui.core.problems.problem import PROBLEMS, Problem
from streetlight_gui.core.problems.training_sets import HELD_OUT


@dataclass(frozen=True)
class Preset:
    """A problem, and what it is trained with to begin with: the book's settings if nothing else.

    Attributes:
        problem: the training set.
        hidden: units of each hidden layer, up to three layers of 1 to 16; () for none.
        alpha: the learning rate, above 0 and at most 1000.
        seed: of the start weights where they are not given, 0 to 2**32 - 1.
        given: a network with the start weights that come with it; None where a seed makes them.
        rule: patterns that the training set leaves out, with the answers of the rule behind it, to
            be held out where one asks for it; None for none.
    """

    problem: Problem
    hidden: tuple[int, ...] = (4,)
    alpha: float = 0.2
    seed: int = 1
    given: Network | None = None
    rule: Problem | None = None

    def __post_init__(self) -> None:
        """Raise ValueError for a number that is not allowed, or weights of another shape."""
        vars(self).update(hidden=check_hidden(self.hidden), alpha=ALPHA.check(self.alpha))
        vars(self).update(seed=SEED.check(self.seed))
        sizes = (self.problem.lights, *self.hidden, 1)
        if self.given is not None and self.given.sizes != sizes:
            found, needed = ("-".join(map(str, each)) for each in (self.given.sizes, sizes))
            raise ValueError(f"the start weights must be those of a {needed} network, not {found}")


def holds_out_its_rule(problem: Problem) -> bool:
    """Tell whether a training set holds out its rule's answers, which it leaves open."""
    preset = preset_with_rule(problem)
    if preset is None or preset.rule is None:
        return False
    return all(map(np.array_equal, problem.held_out, preset.rule.rows))


def preset_with_rule(problem: Problem) -> Preset | None:
    """Return the preset with exactly these examples that comes with a rule; None if none does."""
    ruled = (preset for preset in PRESETS.values() if preset.rule is not None)
    return next((preset for preset in ruled if preset.problem.trains_as(problem)), None)


PRESETS = {
    preset.problem.name: preset
    for preset in (
        Preset(PROBLEMS["streetlights"], rule=Problem(*HELD_OUT["streetlights"])),
        Preset(PROBLEMS["middle-light"], (), 0.1, given=Network([[[0.5], [0.48], [-0.7]]])),
        Preset(PROBLEMS["dimmer"]),
        Preset(PROBLEMS["xor"], seed=2),  # from seed 1, four units get stuck
        Preset(PROBLEMS["and"], (), 0.1),
        Preset(PROBLEMS["or"], (), 0.1),
        Preset(PROBLEMS["majority"], (), 0.1),
        Preset(PROBLEMS["parity-3"], (10,), 0.1),
        Preset(PROBLEMS["all-eight"]),
        Preset(PROBLEMS["stuck-start"], seed=2),
        Preset(PROBLEMS["too-fast"], alpha=1.5),
        Preset(PROBLEMS["no-hidden"], (), 0.1),
    )
}
