"""Which cell of a sweep is where on a map of two axes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from streetlight_gui.core.ensemble.sweep import Cell, Sweep
from streetlight_gui.core.training.axes import Axis, AxisKind

MOST_CELLS = 2500  # of a map: of more, opening, showing and saving take seconds
MOST_VALUES = 50  # along an axis of its picture

_EVEN = AxisKind.UNITS, AxisKind.LAYERS
_OF_HIDDEN = AxisKind.HIDDEN, *_EVEN


@dataclass(frozen=True)
class Chart:
    """The cells of a sweep as a table.

    Attributes:
        x: a column for each of its values, which are those of `value_on`.
        y: a row for each.
        numbers: (rows, columns) which cell it is in its sweep, from 0; None where there is none.
        others: further axes, which are shown at their first values.
    """

    x: Axis
    y: Axis
    numbers: tuple[tuple[int | None, ...], ...]
    others: tuple[AxisKind, ...]

    @classmethod
    def of(cls, sweep: Sweep) -> "Chart":
        """Lay out a sweep along its axes, or else along what its cells differ in.

        Of two axes x is the one that `grid` was given first. Of more the last two are x and y.
        Where there are fewer, alpha, or else the hidden layers, are an axis of one value. Of cells
        that differ in what is no axis, such as biases, the first has the place.
        """
        if sweep.axes:
            return cls._asked(*sweep.axes)
        cells = sweep.cells
        shape = _shape(cells)
        varied = _differing(cells, shape)
        spare = (kind for kind in (AxisKind.ALPHA, shape[0]) if kind not in varied)
        kinds, others = [*varied[-2:], *spare][:2], varied[:-2]
        x, y = (Axis(kind, _values(kind, cells)) for kind in kinds)
        first = [value_on(kind, cells[0]) for kind in others]
        numbers = dict[tuple[Any, Any], int]()
        for number, cell in enumerate(cells):
            if [value_on(kind, cell) for kind in others] == first:
                numbers.setdefault((value_on(y.kind, cell), value_on(x.kind, cell)), number)
        rows = (tuple(numbers.get((row, column)) for column in x.values) for row in y.values)
        return cls(x, y, tuple(rows), tuple(others))

    @classmethod
    def _asked(cls, x: Axis, y: Axis) -> "Chart":
        """Lay out cells that two axes make, of which the second changes fastest."""
        columns, rows = range(len(x.values)), range(len(y.values))
        numbers = tuple(tuple(len(rows) * k + row for k in columns) for row in rows)
        return cls(_named(x), _named(y), numbers, ())

    @property
    def shown(self) -> int:
        """How many cells have a place."""
        return sum(number is not None for row in self.numbers for number in row)

    @property
    def longest(self) -> int:
        """How many values there are on the axis that has most."""
        return max(len(self.x.values), len(self.y.values))

    @property
    def is_plane(self) -> bool:
        """Whether cells differ along both axes, and in nothing else."""
        return min(len(self.x.values), len(self.y.values)) > 1 and not self.others


def check_room(cells: int) -> None:
    """Raise ValueError for more cells than a map has room for."""
    if cells > MOST_CELLS:
        rule = f"a map has room for {MOST_CELLS:,} settings"
        raise ValueError(f"{rule}, not for {cells:,}: give its axes fewer values")


def value_on(kind: AxisKind, cell: Cell) -> Any:
    """Return where on an axis a cell is."""
    settings = cell.settings
    match kind:
        case AxisKind.UNITS:
            return settings.hidden[-1] if settings.hidden else 0
        case AxisKind.LAYERS:
            return len(settings.hidden)
        case AxisKind.ACTIVATION:  # which there are, in whatever number of layers
            return tuple(dict.fromkeys(settings.activations))
        case AxisKind.ITERATIONS:
            return cell.iterations
    return getattr(settings, kind.value)


def _named(axis: Axis) -> Axis:
    """Return an axis as `value_on` has it: each activation as that of all layers."""
    if axis.kind is not AxisKind.ACTIVATION:
        return axis
    return replace(axis, values=tuple((name,) for name in axis.values))


def _values(kind: AxisKind, cells: Sequence[Cell]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(value_on(kind, cell) for cell in cells))


def _shape(cells: Sequence[Cell]) -> tuple[AxisKind, ...]:
    """Return the axes of hidden layers: units and layers, where these make a table of their own."""
    hidden = _values(AxisKind.HIDDEN, cells)
    units, layers = (len(_values(kind, cells)) for kind in _EVEN)
    is_even = all(len(set(sizes)) == 1 for sizes in hidden) and len(hidden) == units * layers
    return _EVEN if is_even and len(_differing(cells, _EVEN)) <= 2 else (AxisKind.HIDDEN,)


def _differing(cells: Sequence[Cell], shape: tuple[AxisKind, ...]) -> list[AxisKind]:
    """Return on which axes cells differ, hidden layers told by these; what changes first last."""
    steps = {}
    for kind in (kind for kind in AxisKind if kind in shape or kind not in _OF_HIDDEN):
        values = [(k, value_on(kind, cell)) for k, cell in enumerate(cells)]
        if kind is AxisKind.ACTIVATION:  # without a hidden layer there is none to differ
            values = [(k, value) for k, value in values if value]
        others = [k for k, value in values if value != values[0][1]]
        if others:
            steps[kind] = others[0]
    return sorted(steps, key=lambda kind: -steps[kind])
