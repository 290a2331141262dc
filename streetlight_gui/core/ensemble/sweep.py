"""What a sweep trains: a grid of settings, each from many seeds, cut into chunks of work."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import prod
from typing import Any

from streetlight_gui.core.checks.limits import ALPHA, ITERATIONS, SEED, RefusedError
from streetlight_gui.core.ensemble.block import layout_of
from streetlight_gui.core.training.axes import Axis
from streetlight_gui.core.training.settings import BOOK_ALPHA, Settings
from streetlight_gui.core.training.trainer import Trainer

# How a sweep is cut: its file has whole chunks, so with other numbers none of before can be read.
_CHUNK_SECONDS = 0.5
_FEWEST, _MOST = 64, 16384  # networks of a chunk
_PER_PARAMETER = 2e-9  # seconds for a network's parameter and example, roughly
_LONG_S = 20.0  # on one processor: each process takes seconds for what makes the rest quicker


@dataclass(frozen=True)
class Cell:
    """One setting of a sweep.

    Attributes:
        settings: what training needs; their seed and given weights are not asked for.
        iterations: how many are trained.
    """

    settings: Settings
    iterations: int

    @property
    def seconds(self) -> float:
        """How long a network takes on one processor, roughly, if it never comes to rest."""
        parameters = layout_of(self.settings).parameter_count
        return _PER_PARAMETER * parameters * len(self.settings.problem) * self.iterations

    def trains_as(self, settings: Settings) -> bool:
        """Tell whether settings differ in nothing but their start weights and what is held out."""
        both = self.settings, settings
        mine, others = (replace(each.from_seed(0), preset=None) for each in both)
        return mine.trains_as(others)


@dataclass(frozen=True)
class Chunk:
    """Work for one process: a cell from some of the seeds.

    Attributes:
        cell: which one it is in its sweep, from 0.
        settings: as of the cell.
        iterations: as of the cell.
        seeds: one for each network.
        watched: iterations, from 1, whose errors are counted.
        is_of_long_sweep: whether there is so much like it that compiling pays.
    """

    cell: int
    settings: Settings
    iterations: int
    seeds: range
    watched: tuple[int, ...] = ()
    is_of_long_sweep: bool = False


@dataclass(frozen=True)
class Sweep:
    """A grid of settings, each trained from the same seeds.

    Attributes:
        cells: the settings.
        seeds: of the start weights, one after the other.
        watched: iterations, from 1, whose errors are counted for a `Density`.
        axes: the two of a map that was asked for, whose values make the cells as `grid` does; none
            where a `Chart` is to find them.

    Raises:
        ValueError: no cell or no seed, or a number, settings or axes that are not allowed.
    """

    cells: tuple[Cell, ...]
    seeds: range
    watched: tuple[int, ...] = ()
    axes: tuple[Axis, ...] = ()

    def __post_init__(self) -> None:
        if not self.cells:
            raise ValueError("a sweep needs at least one setting")
        if not len(self.seeds):
            raise RefusedError("there must be at least one seed", self.seeds)
        if self.seeds.step != 1:
            raise RefusedError("seeds must be whole numbers without gaps", self.seeds)
        SEED.check(self.seeds[0])
        SEED.check(self.seeds[-1])
        for cell in self.cells:
            ITERATIONS.check(cell.iterations)
            ALPHA.check(cell.settings.alpha)
        for settings in dict.fromkeys(_without_alpha(cell.settings) for cell in self.cells):
            Trainer.of(settings)  # which checks whether all fits, whatever alpha is
        if self.axes and not self._is_map:
            raise ValueError("the axes of a map must be two that make its settings")

    @property
    def networks(self) -> int:
        """How many are trained."""
        return len(self.cells) * len(self.seeds)

    @property
    def seconds(self) -> float:
        """How long it takes on one processor, roughly, if no network comes to rest."""
        return sum(cell.seconds for cell in self.cells) * len(self.seeds)

    @property
    def _is_map(self) -> bool:
        """Whether there are two axes, and these make the cells."""
        first, axes = self.cells[0], {axis.kind.value: axis.values for axis in self.axes}
        is_plane = len(self.axes) == len(axes) == 2
        is_as_large = prod(map(len, axes.values())) == len(self.cells)
        return (
            is_plane and is_as_large and grid(first.settings, first.iterations, axes) == self.cells
        )

    def is_same_as(self, other: "Sweep") -> bool:
        """Tell whether the same is trained, judged and watched, and laid out alike."""
        return self._asked == other._asked

    @property
    def _asked(self) -> tuple[object, ...]:
        """All but the start weights of its settings."""
        cells = [(cell.settings.from_seed(0), cell.iterations) for cell in self.cells]
        return self.seeds, self.watched, self.axes, cells

    def chunks(self) -> Iterator[Chunk]:
        """Yield the work: cell by cell, seeds in order, always cut the same way."""
        is_long = self.seconds > _LONG_S
        for number, cell in enumerate(self.cells):
            watched = tuple(each for each in self.watched if each <= cell.iterations)
            size = _chunk_size(cell)
            for first in range(0, len(self.seeds), size):
                seeds = self.seeds[first : first + size]
                yield Chunk(number, cell.settings, cell.iterations, seeds, watched, is_long)


def _without_alpha(settings: Settings) -> Settings:
    """Return what is the same for settings that differ in alpha and their start."""
    return replace(settings, alpha=BOOK_ALPHA, seed=0, given=None)


def grid(
    settings: Settings, iterations: int, axes: Mapping[str, Sequence[object]]
) -> tuple[Cell, ...]:
    """Make a cell for each combination of values; the last axis changes fastest.

    Args:
        settings: what is not on an axis.
        iterations: how many, if they are not on an axis.
        axes: by names of settings: `alpha`, `batch`, `bias`, `hidden`, `order_seed`, `penalty`,
            `problem`; `layers`, so many hidden ones like the last; `units` and `activation` of all
            hidden layers; `iterations`.
    """
    return tuple(
        _cell(settings, iterations, dict(zip(axes, values, strict=True)))
        for values in product(*axes.values())
    )


def _cell(settings: Settings, iterations: int, values: dict[str, Any]) -> Cell:
    """Make a cell of settings with other values, those that others hang on first."""
    if "problem" in values:
        settings = settings.with_problem(values.pop("problem"))
    if "hidden" in values:
        settings = settings.with_hidden(values.pop("hidden"))
    if "layers" in values:
        settings = _with_layers(settings, values.pop("layers"))
    if "units" in values:
        layers = len(settings.hidden) or 1
        settings = settings.with_hidden((values.pop("units"),) * layers)
    if "activation" in values:
        values["activations"] = (values.pop("activation"),) * len(settings.hidden)
    iterations = values.pop("iterations", iterations)
    return Cell(replace(settings, **values), iterations)


def _with_layers(settings: Settings, count: int) -> Settings:
    """Return settings with so many hidden layers like the last one, or the book's without any."""
    found = settings if settings.hidden else settings.with_layer_added()
    hidden, activations = found.hidden[-1:] * count, found.activations[-1:] * count
    return replace(found.with_hidden(hidden), activations=activations)


def _chunk_size(cell: Cell) -> int:
    """Return how many networks take about as long as a chunk should."""
    return min(max(int(_CHUNK_SECONDS / cell.seconds), _FEWEST), _MOST)
