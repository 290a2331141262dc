"""Rows of the benchmark table."""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Row:
    """A target and what was measured.

    Attributes:
        what: what is measured.
        target: in words.
        measured: the figure, with its spread.
        met: whether the figure meets the target.
    """

    what: str
    target: str
    measured: str
    met: bool


def at_least(what: str, value: float, target: float, unit: str, spread: str = "") -> Row:
    return Row(what, f">= {target:,g} {unit}", f"{value:,.4g} {unit}{spread}", value >= target)


def at_most(what: str, value: float, target: float, unit: str, spread: str = "") -> Row:
    return Row(what, f"<= {target:,g} {unit}", f"{value:,.4g} {unit}{spread}", value <= target)


def without_target(what: str, value: float, unit: str, spread: str = "") -> Row:
    return Row(what, "none set", f"{value:,.4g} {unit}{spread}", met=True)


def spread_of(values: Sequence[float]) -> str:
    low, high = np.percentile(values, [5, 95])
    return f" ({low:.3g} to {high:.3g}, n={len(values)})"


def percentile(values: Sequence[float], percent: float) -> float:
    return float(np.percentile(values, percent))


def print_table(rows: Sequence[Row]) -> None:
    heads = Row("what", "target", "measured (5 % to 95 %)", met=True)
    widths = [
        max(len(getattr(row, name)) for row in [heads, *rows])
        for name in ("what", "target", "measured")
    ]
    print_row(heads, widths, "met")
    print(" | ".join("-" * width for width in widths) + " | ---")
    for row in rows:
        print_row(row, widths, "yes" if row.met else "NO")


def print_row(row: Row, widths: Sequence[int], verdict: str) -> None:
    cells = (row.what, row.target, row.measured)
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    print(" | ".join(padded) + f" | {verdict}", flush=True)


def in_fresh_process(module: str, *arguments: str) -> Any:
    """Run a module of this folder in a process of its own; return the JSON it prints."""
    command = [sys.executable, "-m", f"tests.benchmarks.{module}", *arguments]
    return json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
