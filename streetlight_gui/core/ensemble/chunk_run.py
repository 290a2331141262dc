"""One chunk of a sweep, from seeds to outcomes: what a process of any executor does."""

from dataclasses import dataclass

from streetlight_gui.core.ensemble.block import layout_of
from streetlight_gui.core.ensemble.density import Density, density_of
from streetlight_gui.core.ensemble.judging import judge
from streetlight_gui.core.ensemble.outcomes import Outcomes
from streetlight_gui.core.ensemble.start_parameters import start_parameters
from streetlight_gui.core.ensemble.sweep import Chunk
from streetlight_gui.core.ensemble.training import block_width, train


@dataclass(frozen=True, eq=False)
class ChunkResult:
    """What came of a chunk.

    Attributes:
        chunk: the work.
        outcomes: a row for each of its seeds.
        density: how many had which error at the watched iterations.
    """

    chunk: Chunk
    outcomes: Outcomes
    density: Density


def run_chunk(chunk: Chunk) -> ChunkResult:
    """Train a chunk's networks; the same chunk has the same result anywhere, to 9 digits."""
    settings, layout = chunk.settings, layout_of(chunk.settings)
    parameters = start_parameters(layout, chunk.seeds)
    trained = train(
        settings, parameters, chunk.iterations, chunk.watched, is_long=chunk.is_of_long_sweep
    )
    outcomes = judge(settings, chunk.seeds, trained, block_width(layout.parameter_count))
    return ChunkResult(chunk, outcomes, density_of(chunk.watched, trained.watched_errors))
