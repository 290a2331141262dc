"""The sweep that a command's options ask for."""

import argparse

from streetlight_gui.core.checks.formatting import counted
from streetlight_gui.core.checks.limits import MAX_SEED
from streetlight_gui.core.ensemble.sweep import Cell, Sweep, grid
from streetlight_gui.core.nn.penalty import Penalty, PenaltyKind
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.storage.sweeps.atlas_file import MOST_READ
from streetlight_gui.core.training.axes import USUAL_ITERATIONS
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.sweep_arguments import SEEDS_RULE
from streetlight_gui.text.sweep_words import duration_words

MAX_NETWORKS = 10**9
_MOST_DRAWN = 200  # settings, each a row of the picture


def asked_sweep(options: argparse.Namespace) -> Sweep:
    """Return the sweep that options ask for.

    Raises:
        ValueError: they do not fit each other, or ask for too much.
    """
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
    cells = grid(settings, USUAL_ITERATIONS, axes)
    _refuse_too_many(cells, options.seeds)
    if options.plot is not None and len(cells) > _MOST_DRAWN:
        raise ValueError(f"a picture has room for {_MOST_DRAWN} settings, not {len(cells):,}")
    networks = len(cells) * len(options.seeds)
    if options.plot is not None and networks > MOST_READ:
        raise ValueError(f"a picture has room for {MOST_READ:,} networks, not {networks:,}")
    return Sweep(cells, options.seeds)


def _refuse_too_many(cells: tuple[Cell, ...], seeds: range) -> None:
    networks = len(cells) * (seeds.stop - seeds.start)  # len() takes no such range
    takes = duration_words(sum(cell.seconds for cell in cells) * (seeds.stop - seeds.start))
    cost = f"{counted(networks, 'network')} would take {takes} on one processor"
    if seeds.stop > MAX_SEED + 1:
        raise ValueError(f"{cost}; {SEEDS_RULE}")
    if networks > MAX_NETWORKS:
        raise ValueError(f"{cost}; a sweep may have {MAX_NETWORKS:,}")


def _penalties(options: argparse.Namespace) -> tuple[Penalty, ...] | None:
    kinds = (PenaltyKind.L1, options.l1), (PenaltyKind.L2, options.l2)
    found = [Penalty(kind, each) for kind, asked in kinds for each in asked or ()]
    return tuple(found) or None
