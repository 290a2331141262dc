"""What `streetlight sweep` does: train a grid of settings from many seeds, into a file."""

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

from tqdm import tqdm

from streetlight_gui.asked_run import BadInputError
from streetlight_gui.asked_sweep import asked_sweep
from streetlight_gui.core.checks.steps import finished
from streetlight_gui.core.ensemble.chunk_run import ChunkResult
from streetlight_gui.core.ensemble.driver import end_at_once, local_workers, results
from streetlight_gui.core.ensemble.sweep import Sweep
from streetlight_gui.core.storage.files import check_writable, write_file
from streetlight_gui.core.storage.sweeps.atlas_file import reading
from streetlight_gui.core.storage.sweeps.journal import Journal
from streetlight_gui.core.storage.sweeps.sweep_file import sweep_file
from streetlight_gui.process.cluster import WorkerError, cluster
from streetlight_gui.process.exits import FAILED, INTERRUPTED, interrupted_once
from streetlight_gui.process.output import complain, print_line
from streetlight_gui.qt_loading import drawing, need_paper
from streetlight_gui.text.sweep_words import progress_words, summary_lines

_PATIENCE_S, _LONG_PATIENCE_S = 10, 600  # with a scheduler, and with one that was there before
_MORE_WORKERS = 16  # may join a cluster later
_BETWEEN_LINES_S = 5  # of progress, where nobody sees a bar


def sweep(options: argparse.Namespace) -> int:
    """Train what options ask for, write a row for each network, and print a summary."""
    try:
        asked = asked_sweep(options)
        if options.plot is not None:
            check_writable(options.plot)
            need_paper()
        with sweep_file(asked, options.out) as file:
            code = _train(asked, file, options)
        if code == 0 and options.plot is not None:
            _plot(options.out, options.plot)
    except ValueError as error:
        raise BadInputError(str(error)) from None
    return code


def _plot(rows: Path, path: Path) -> None:
    """Draw a sweep whose rows are all in a file.

    Raises:
        ValueError: the picture cannot be written.
    """
    with drawing():
        from streetlight_gui.ui.exports.atlas_sheets import sweep_sheet  # only here: it loads Qt
        from streetlight_gui.ui.exports.drawings import picture

        atlas = finished(reading(rows))
        write_file(path, picture(partial(sweep_sheet, atlas), path.suffix.lower()))


def _train(asked: Sweep, file: Journal, options: argparse.Namespace) -> int:
    patience_s = _PATIENCE_S
    try:
        with interrupted_once():
            while not file.is_whole:
                try:
                    _train_missing(asked, file, options, patience_s)
                except CancelledError:
                    complain(f"the scheduler at {options.scheduler} has gone: waiting for it", 0)
                    patience_s = _LONG_PATIENCE_S
    except KeyboardInterrupt:
        complain(f"stopped; the same command goes on with {options.out}", 0)
        return INTERRUPTED
    except WorkerError as error:
        return complain(f"{error}; the same command goes on with {options.out}", FAILED)
    except BrokenExecutor:
        ended = "a process that trained has been ended from outside"
        return complain(f"{ended}; the same command goes on with {options.out}", FAILED)
    for line in summary_lines(asked, file.tallies):
        print_line(line)
    return 0


def _train_missing(
    asked: Sweep, file: Journal, options: argparse.Namespace, patience_s: float
) -> None:
    with (
        _workers(asked, options, patience_s) as (executor, count, look),
        closing(results(file.missing(), executor, 2 * count, look)) as coming,
    ):
        for result in _told(coming, asked, file):
            file.add(result.chunk.cell, result.outcomes)


@contextmanager
def _workers(
    asked: Sweep, options: argparse.Namespace, patience_s: float
) -> Iterator[tuple[Executor, int, Callable[[], None] | None]]:
    """Yield what trains, how many chunks it takes at a time, and how to look after it."""
    if options.scheduler:
        with cluster(options.scheduler, patience_s, _tell) as found:
            yield found.executor, max(found.threads, _MORE_WORKERS), found.look
    else:
        executor, count = local_workers(asked, options.processes)
        try:
            yield executor, count, None
        finally:
            end_at_once(executor)


def _tell(sentence: str) -> None:
    """Tell something on a line of its own, above a bar."""
    with tqdm.external_write_mode(sys.stderr):
        complain(sentence, 0)


def _told(coming: Iterator[ChunkResult], asked: Sweep, file: Journal) -> Iterator[ChunkResult]:
    """Pass results on, each once the one before is written; tell how far the sweep is."""
    begun = done = sum(tally.starts for tally in file.tallies)
    began, told = time.monotonic(), float("-inf")
    no_bar = None if sys.stderr else True  # None: only a terminal has a bar
    with tqdm(
        total=asked.networks, initial=done, unit=" networks", unit_scale=True, disable=no_bar
    ) as bar:
        for result in coming:
            yield result
            done += len(result.outcomes)
            bar.update(len(result.outcomes))
            now = time.monotonic()
            if bar.disable and (now - told >= _BETWEEN_LINES_S or done == asked.networks):
                told, left = now, (now - began) * (asked.networks - done) / (done - begun)
                complain(progress_words(done, asked, left), 0)
