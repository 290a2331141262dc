"""Starts that were trained, and runs to lay among them."""

from dataclasses import replace

from streetlight_gui.core.ensemble.atlas import Atlas, watched_of
from streetlight_gui.core.ensemble.chunk_run import run_chunk
from streetlight_gui.core.ensemble.sweep import Cell, Sweep
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.replay.cursor import Cursor
from streetlight_gui.core.replay.run import Run
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.core.training.settings import Settings

BOOK = Settings.choose(PRESETS["streetlights"])


def swept(*cells: Cell, seeds: int) -> Atlas:
    """Return the whole atlas of these cells, watched as one on the screen is."""
    watched = watched_of(min(cell.iterations for cell in cells))
    sweep = Sweep(cells, range(seeds), watched)
    return Atlas.begun(sweep).more(map(run_chunk, sweep.chunks()))


def run_at(settings: Settings, iterations: int) -> Run:
    """Return a run of so many iterations."""
    run = Run(settings)
    run.train(iterations * settings.sampler.updates_per_iteration)
    return run


def seen(run: Run) -> Snapshot:
    """Return what the window is told at the end of a run."""
    return Snapshot.take(1, Cursor(run), shows_each_example=True)


def book(**changes: object) -> Settings:
    """Return the book's settings but for some."""
    return replace(BOOK, **changes)
