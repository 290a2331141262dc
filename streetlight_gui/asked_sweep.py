"""The sweep that a command's options ask for."""

import argparse

from streetlight_gui.core.checks.formatting import counted
from streetlight_gui.core.checks.limits import MAX_SEED
from streetlight_gui.core.ensemble.chart import MOST_VALUES, Chart
from streetlight_gui.core.ensemble.sweep import Cell, Sweep, grid
from streetlight_gui.core.nn.penalty import Penalty, PenaltyKind
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.storage.sweeps.atlas_file import MOST_READ
from streetlight_gui.core.training.axes import USUAL_ITERATIONS
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.sweep_arguments import SEEDS_RULE
from streetlight_gui.text.duration_words import duration_words

MAX_NETWORKS = 10**9
_MOST_ROWS = 200  # of a picture with a row for each setting


def asked_sweep(options: argparse.Namespace) -> Sweep:
    """Return the sweep that options ask for.

    Raises:
        ValueError: they do not fit each other, or ask for too much.
    """
    if options.scheduler and options.processes is not None:
        raise ValueError("a cluster shares the work as its workers can: leave out --processes")
    settings = Settings.choose(options.problem or PRESETS["streetlights"])
    asked = {
        "alpha": options.alpha,
        "hidden": options.hidden,
        "activation": options.activation,
        "bias": (True,) if options.bias else None,
        "batch": options.batch,
        "penalty": _penalties(options),
        "order_seed": None if options.order_seed is None else (options.order_seed,),
        "iterations": options.iterations,
    }
    axes = {name: values for name, values in asked.items() if values is not None}
    cells = tuple(dict.fromkeys(grid(settings, USUAL_ITERATIONS, axes)))
    _refuse_too_many(cells, options.seeds)
    sweep = Sweep(cells, options.seeds)
    if options.plot is not None:
        _refuse_too_many_to_draw(sweep)
    return sweep


def _refuse_too_many(cells: tuple[Cell, ...], seeds: range) -> None:
    starts = seeds.stop - seeds.start  # len() takes no such range
    networks = len(cells) * starts
    takes = duration_words(starts * sum(cell.seconds for cell in cells))
    cost = f"{counted(networks, 'network')} would take {takes} on one processor"
    if seeds.stop > MAX_SEED + 1:
        raise ValueError(f"{cost}; {SEEDS_RULE}")
    if networks > MAX_NETWORKS:
        raise ValueError(f"{cost}; a sweep may have {MAX_NETWORKS:,}")


def _refuse_too_many_to_draw(sweep: Sweep) -> None:
    chart, settings, room = Chart.of(sweep), len(sweep.cells), "a picture has room for"
    has_room = chart.longest <= MOST_VALUES if chart.is_plane else settings <= _MOST_ROWS
    if not has_room:
        rule = f"{_MOST_ROWS} settings, or for a map of {MOST_VALUES} by as many"
        raise ValueError(f"{room} {rule}, not for these {settings:,}")
    if sweep.networks > MOST_READ:
        raise ValueError(f"{room} {MOST_READ:,} networks, not {sweep.networks:,}")


def _penalties(options: argparse.Namespace) -> tuple[Penalty, ...] | None:
    kinds = (PenaltyKind.L1, options.l1), (PenaltyKind.L2, options.l2)
    found = [Penalty(kind, each) for kind, asked in kinds for each in asked or ()]
    return tuple(found) or None
