"""The atlas of starts: what is known by now of a sweep that one looks at whole."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from streetlight_gui.core.ensemble.chunk_run import ChunkResult
from streetlight_gui.core.ensemble.density import Density
from streetlight_gui.core.ensemble.judging import judged_count
from streetlight_gui.core.ensemble.outcomes import Outcomes
from streetlight_gui.core.ensemble.sweep import Chunk, Sweep
from streetlight_gui.core.ensemble.tally import Tally

MOST_WATCHED = 100  # iterations: a curve needs no more


@dataclass(frozen=True, eq=False)
class Atlas:
    """A sweep, and what has become of its starts; of some of them only while it is computed.

    Attributes:
        sweep: what is trained.
        outcomes: for each cell, a row for each start that is known, in the order of seeds.
        densities: for each cell, the errors of those starts at the watched iterations; None for a
            cell of which nothing is known, and where no iteration is watched.
        file: the name of the sweep's file that all of it is from; '' for none.
    """

    sweep: Sweep
    outcomes: tuple[Outcomes, ...]
    densities: tuple[Density | None, ...]
    file: str = ""

    @classmethod
    def begun(cls, sweep: Sweep) -> "Atlas":
        """Return an atlas of which nothing is known yet."""
        cells = len(sweep.cells)
        return cls(sweep, (Outcomes.joined([]),) * cells, (None,) * cells)

    @property
    def known(self) -> int:
        """How many starts are known, in all cells."""
        return sum(map(len, self.outcomes))

    @property
    def is_whole(self) -> bool:
        """Whether all are."""
        return self.known == self.sweep.networks

    @property
    def unknown(self) -> int:
        """How many are not."""
        return self.sweep.networks - self.known

    @property
    def seconds_missing(self) -> float:
        """How long these take on one processor, roughly, if no network comes to rest."""
        starts, cells = len(self.sweep.seeds), zip(self.sweep.cells, self.outcomes, strict=True)
        return sum(cell.seconds * (starts - len(outcomes)) for cell, outcomes in cells)

    @property
    def tallies(self) -> tuple[Tally, ...]:
        """What became of the known starts, for each cell."""
        return tuple(
            Tally.of(outcomes, judged_count(cell.settings.problem))
            for cell, outcomes in zip(self.sweep.cells, self.outcomes, strict=True)
        )

    def cell(self, number: int) -> "Atlas":
        """Return what is known of one cell, from 0, as an atlas of its own."""
        sweep = replace(self.sweep, cells=(self.sweep.cells[number],), axes=())
        return Atlas(sweep, (self.outcomes[number],), (self.densities[number],), self.file)

    def is_part_of(self, sweep: Sweep) -> bool:
        """Tell whether this is what is known of a sweep, of which some is missing."""
        return not self.is_whole and self.sweep.is_same_as(sweep)

    def missing(self) -> Iterator[Chunk]:
        """Yield the work that is left: the sweep's chunks, without the starts that are known."""
        for chunk in self.sweep.chunks():
            seeds, known = chunk.seeds, self.outcomes[chunk.cell].of(chunk.seeds).seeds
            ends = np.concatenate([[seeds.start - 1], known, [seeds.stop]])
            for k in np.flatnonzero(np.diff(ends) > 1).tolist():
                yield replace(chunk, seeds=range(int(ends[k]) + 1, int(ends[k + 1])))

    def more(self, results: Iterable[ChunkResult]) -> "Atlas":
        """Return an atlas in which these chunks are known, too."""
        parts = defaultdict[int, list[ChunkResult]](list)
        for result in results:
            parts[result.chunk.cell].append(result)
        outcomes, densities = [*self.outcomes], [*self.densities]
        for cell, found in parts.items():
            rows = [outcomes[cell], *(result.outcomes for result in found)]
            outcomes[cell] = Outcomes.joined(rows).sorted()
            for result in found if self.sweep.watched else ():
                before = densities[cell]
                densities[cell] = result.density if before is None else before + result.density
        return Atlas(self.sweep, tuple(outcomes), tuple(densities))


def watched_of(iterations: int) -> tuple[int, ...]:
    """Return iterations, from 1, whose errors make a curve of so many; the last is one of them."""
    points = min(iterations, MOST_WATCHED)
    return tuple(iterations * k // points for k in range(1, points + 1))
