"""The sweep that a command's options ask for."""

import argparse
import re
from collections.abc import Callable
from typing import TypeVar

from streetlight_gui.core.checks.formatting import counted
from streetlight_gui.core.checks.limits import MAX_SEED, parse_hidden
from streetlight_gui.core.ensemble.sweep import Cell, Sweep, grid
from streetlight_gui.core.nn.penalty import Penalty, PenaltyKind
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.text.sweep_words import duration_words

ITERATIONS = 300  # where nobody says how many
MAX_NETWORKS = 10**9

_SEEDS = re.compile(r"(\d+|\d+\*\*\d{1,2}):(\d+|\d+\*\*\d{1,2})", re.ASCII)
_SEEDS_RULE = (
    f"seeds must be written like 0:1000, from the first up to, not with, the second, "
    f"at most {MAX_SEED + 1}"
)

T = TypeVar("T")


def parse_seeds(text: str) -> range:
    """Read seeds, from the first up to, not with, the second: `0:1000` or `0:10**6`.

    Those that are too many are for `asked_sweep` to refuse, which knows what they would cost.
    """
    match = _SEEDS.fullmatch(text.strip())
    seeds = range(*map(_power, match.groups())) if match else range(0)
    if not match or seeds.start >= seeds.stop:
        raise ValueError(f"{_SEEDS_RULE}, not {text!r}")
    return seeds


def list_of(parse: Callable[[str], T]) -> Callable[[str], tuple[T, ...]]:
    """Return what reads several values between commas, none of them twice."""

    def read(text: str) -> tuple[T, ...]:
        return tuple(dict.fromkeys(parse(part) for part in text.split(",")))

    return read


def parse_sizes(text: str) -> tuple[int, ...]:
    """Read the sizes of hidden layers, of several between '-': `4`, `8-8` or `none`."""
    return parse_hidden(text.replace("-", ","))


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
    cells = grid(settings, ITERATIONS, axes)
    _refuse_too_many(cells, options.seeds)
    return Sweep(cells, options.seeds)


def _refuse_too_many(cells: tuple[Cell, ...], seeds: range) -> None:
    networks = len(cells) * (seeds.stop - seeds.start)  # len() takes no such range
    takes = duration_words(sum(cell.seconds for cell in cells) * (seeds.stop - seeds.start))
    cost = f"{counted(networks, 'network')} would take {takes} on one processor"
    if seeds.stop > MAX_SEED + 1:
        raise ValueError(f"{cost}; {_SEEDS_RULE}")
    if networks > MAX_NETWORKS:
        raise ValueError(f"{cost}; a sweep may have {MAX_NETWORKS:,}")


def _penalties(options: argparse.Namespace) -> tuple[Penalty, ...] | None:
    kinds = (PenaltyKind.L1, options.l1), (PenaltyKind.L2, options.l2)
    found = [Penalty(kind, each) for kind, asked in kinds for each in asked or ()]
    return tuple(found) or None


def _power(text: str) -> int:
    base, _, exponent = text.partition("**")
    number: int = int(base) ** int(exponent or 1)
    return number
