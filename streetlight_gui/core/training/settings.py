"""The settings of a run: everything that decides its numbers."""

from dataclasses import dataclass, replace

import numpy as np

from streetlight_gui.core.checks.formatting import counted
from streetlight_gui.core.checks.limits import MAX_HIDDEN_LAYERS, MAX_SEED
from streetlight_gui.core.nn.layers import Shape
from streetlight_gui.core.nn.network import Network
from streetlight_gui.core.nn.penalty import NO_PENALTY, Penalty
from streetlight_gui.core.problems.answered import Answered
from streetlight_gui.core.problems.presets import Preset
from streetlight_gui.core.problems.problem import PROBLEMS, Problem
from streetlight_gui.core.training.batch_sampler import BatchSampler
from streetlight_gui.core.training.fitting_start import fitting_seed, is_fitting_seed

BOOK = PROBLEMS["streetlights"]
FIRST_SEED = 1
BOOK_HIDDEN = (4,)
BOOK_ALPHA = 0.2
BOOK_ACTIVATION = "relu"


@dataclass(frozen=True)
class Settings:
    """What a run is made with; those that leave the network's shape apply from any moment on.

    Attributes:
        problem: the training set.
        hidden: the sizes of the hidden layers.
        activations: of the hidden layers, one each.
        alpha: the learning rate.
        seed: makes the start weights; None for those in `given`.
        given: a network whose weights are the start weights; None, without a seed, for all zero.
        bias: whether every unit adds a bias of its own; all biases start at 0 unless given.
        penalty: on large weights.
        batch: how many examples share an update; 0 for all of them.
        order_seed: shuffles the examples anew in each iteration; None leaves them as given.
        preset: the one that was opened; None for any other problem. Where it gives start weights,
            they can be come back to, and its settings are the book's.
    """

    problem: Problem
    hidden: tuple[int, ...]
    activations: tuple[str, ...]
    alpha: float
    seed: int | None
    given: Network | None = None
    bias: bool = False
    penalty: Penalty = NO_PENALTY
    batch: int = 1
    order_seed: int | None = None
    preset: Preset | None = None

    @classmethod
    def choose(
        cls,
        problem: Problem | Preset,
        hidden: tuple[int, ...] | None = None,
        alpha: float | None = None,
        seed: int | None = None,
    ) -> "Settings":
        """Fill what is left open from a preset, its seed too where it gives no weights.

        A problem that is no preset, even one by `Problem.preset`, is trained with the book's
        settings; a person's own starts with the first seed that fits it.
        """
        preset = problem if isinstance(problem, Preset) else Preset(problem)
        sizes = preset.hidden if hidden is None else hidden
        given = preset.given if seed is None and sizes == preset.hidden else None
        if seed is None and given is None:
            is_own = preset is not problem and _is_own(preset.problem)
            seed = fitting_seed(preset.problem, sizes) if is_own else preset.seed
        return cls(
            problem=preset.problem,
            hidden=sizes,
            activations=(BOOK_ACTIVATION,) * len(sizes),
            alpha=preset.alpha if alpha is None else alpha,
            seed=seed,
            given=given,
            preset=preset if preset is problem else None,
        )

    def as_in_the_book(self) -> "Settings":
        """Return the book's own settings, for its problems and for any other."""
        preset = self.preset
        if preset is None or preset.given is None:
            return replace(Settings.choose(self.problem, seed=FIRST_SEED), preset=preset)
        return replace(Settings.choose(preset), problem=self.problem)

    @property
    def preset_start(self) -> Network | None:
        """The start weights that the preset gives; None where a seed makes them."""
        return None if self.preset is None else self.preset.given

    @property
    def has_fitting_start(self) -> bool:
        """Whether the seed is not the book's but the one that fits a person's own training set."""
        seed, is_relu = self.seed, set(self.activations) == {BOOK_ACTIVATION}
        if seed is None or seed == FIRST_SEED or not is_relu or not _is_own(self.problem):
            return False
        return is_fitting_seed(seed, self.problem, self.hidden)

    def next_start(self) -> "Settings":
        """Return settings with the start weights of the next seed."""
        return self.from_seed(FIRST_SEED if self.seed is None else (self.seed + 1) % (MAX_SEED + 1))

    def from_seed(self, seed: int) -> "Settings":
        """Return settings with the start weights of a seed."""
        return replace(self, seed=seed, given=None)

    def with_hidden(self, hidden: tuple[int, ...]) -> "Settings":
        """Return settings with other hidden layers: new ones are relu, given weights go.

        A layer of 0 units is left out, with its activation.
        """
        activations = self.activations + (BOOK_ACTIVATION,) * len(hidden)
        layers = [layer for layer in zip(hidden, activations, strict=False) if layer[0]]
        hidden, activations = zip(*layers, strict=True) if layers else ((), ())
        return replace(self, hidden=hidden, activations=activations)._with_fitting_start()

    def with_units(self, layer: int, units: int) -> "Settings":
        """Return settings with so many units in a hidden layer, from 0; without any it goes."""
        return self.with_hidden((*self.hidden[:layer], units, *self.hidden[layer + 1 :]))

    def with_layer_added(self) -> "Settings":
        """Return settings with one more hidden layer before the output, unless there are enough."""
        return self.with_hidden((self.hidden + BOOK_HIDDEN)[:MAX_HIDDEN_LAYERS])

    def with_problem(self, problem: Problem) -> "Settings":
        """Return settings with another training set; given weights go where they do not fit."""
        preset = self.preset if problem.lights == self.problem.lights else None
        return replace(self, problem=problem, preset=preset)._with_fitting_start()

    def holding_out(self, held_out: Answered) -> "Settings":
        """Return settings with these answers held out, which change no weight."""
        return replace(self, problem=self.problem.holding_out(held_out))

    def starting_from(self, network: Network) -> "Settings":
        """Return settings with a network's weights as start weights, its layers and biases.

        Raises:
            ValueError: weights for another number of lights.
        """
        if network.lights != self.problem.lights:
            found, wanted = (counted(each.lights, "light") for each in (network, self.problem))
            raise ValueError(f"the weights are for {found}, but the training set has {wanted}")
        settings, bias = self.with_hidden(network.hidden), bool(network.biases)
        return replace(settings, seed=None, given=network, bias=bias)

    @property
    def sampler(self) -> BatchSampler:
        """Which examples each update trains on."""
        return BatchSampler(len(self.problem), self.batch, self.order_seed)

    @property
    def sizes(self) -> tuple[int, ...]:
        """Units of every layer, from the lights to the output."""
        return (self.problem.lights, *self.hidden, 1)

    @property
    def shape(self) -> Shape:
        """The shape of the network: its sizes, and whether it has biases."""
        return self.sizes, self.bias

    def network(self) -> Network:
        """Make the network that training starts from."""
        lights, activations = self.problem.lights, self.activations
        if self.seed is None and self.given is not None:
            return self.given.rebuilt(activations, bias=self.bias)
        network = Network.random(lights, self.hidden, self.seed or 0, activations, bias=self.bias)
        if self.seed is not None:
            return network
        return network.with_parameters(np.zeros_like(network.parameters))

    def goes_on_from(self, other: "Settings") -> bool:
        """Tell whether training with others can go on with these: same shape, same start."""
        return self.shape == other.shape and self.starts_as(other)

    def starts_as(self, other: "Settings") -> bool:
        """Tell whether the start weights come from the same seed, or are the same numbers."""
        mine, others = self.given, other.given
        if mine is not None and others is not None:  # activations are not theirs to say
            bias = self.bias or other.bias
            mine, others = (each.rebuilt(BOOK_ACTIVATION, bias=bias) for each in (mine, others))
        return (self.seed, mine) == (other.seed, others)

    def begins_anew_after(self, other: "Settings") -> bool:
        """Tell whether an unfinished iteration begins anew where these follow others."""
        is_same = self.sampler == other.sampler and self.problem.trains_as(other.problem)
        return not is_same

    def trains_as(self, other: "Settings") -> bool:
        """Tell whether nothing differs but what is held out, and the problem's name."""
        is_rest_same = replace(self, problem=other.problem) == other
        return is_rest_same and self.problem.trains_as(other.problem)

    def _with_fitting_start(self) -> "Settings":
        if self.given is None or self.given.sizes == self.sizes:
            return self
        return replace(self, given=None, seed=FIRST_SEED if self.seed is None else self.seed)


def _is_own(problem: Problem) -> bool:
    """Tell whether a training set is a person's own."""
    return problem.origin.preset is None and not problem.trains_as(BOOK)


@dataclass(frozen=True)
class SettingsEdit:
    """What a person changed, to be applied wherever they stand by then.

    Attributes:
        before: the settings they saw, or None if all settings are to be others.
        after: the settings they asked for.
    """

    before: Settings | None
    after: Settings

    def on(self, settings: Settings) -> Settings:
        """Return settings with the same change; what was not changed stays as it is there."""
        if self.before is None:
            return self.after
        before, after = vars(self.before), vars(self.after)
        changed = {name: after[name] for name in after if after[name] != before[name]}
        return replace(settings, **changed)
