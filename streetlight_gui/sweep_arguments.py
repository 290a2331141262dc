"""The arguments of `streetlight sweep`, most of which take several values."""

import re
from functools import partial
from pathlib import Path
from typing import Any

from streetlight_gui.core.checks import limits
from streetlight_gui.core.nn.activations import ACTIVATIONS
from streetlight_gui.core.storage.sweeps.head import SUFFIXES
from streetlight_gui.core.training.axes import USUAL_ITERATIONS, AxisKind, list_of, parse_values

_PICTURES = ".png", ".svg", ".pdf"
_SEEDS = re.compile(r"(\d{1,20}|\d\d?\*\*\d\d?):(\d{1,20}|\d\d?\*\*\d\d?)", re.ASCII)
_LAST_PORT = 65535
_ADDRESS = re.compile(
    r"((tcp|tls|ucx|wss?)://)?(\[[^]\s]+\]|[^]\s/:[]+):(?P<port>\d{1,5})", re.ASCII
)
SEEDS_RULE = (
    f"seeds must be written like 0:1000, from the first up to, not with, the second, "
    f"at most {limits.MAX_SEED + 1}"
)


def _parse_seeds(text: str) -> range:
    """Read seeds, from the first up to, not with, the second: `0:1000` or `0:10**6`.

    Those that are too many are for `asked_sweep` to refuse, which knows what they would cost.
    """
    match = _SEEDS.fullmatch(text.strip())
    seeds = range(*map(_power, match.groups())) if match else range(0)
    if not match or seeds.start >= seeds.stop:
        raise ValueError(f"{SEEDS_RULE}, not {text!r}")
    return seeds


def parse_sweep_file(text: str) -> Path:
    """Read the name of a sweep's file."""
    if not text.lower().endswith(SUFFIXES):
        raise ValueError(f"a sweep's file must end in {' or '.join(SUFFIXES)}, not {text!r}")
    return Path(text)


def _parse_plot(text: str) -> Path:
    if not text.lower().endswith(_PICTURES):
        raise ValueError(f"a sweep's picture must end in {', '.join(_PICTURES)}, not {text!r}")
    return Path(text)


def _parse_scheduler(text: str) -> str:
    found = _ADDRESS.fullmatch(text.strip())
    if not found or int(found["port"]) > _LAST_PORT:
        rule = "a scheduler's address must be written like tcp://HOST:8786"
        raise ValueError(f"{rule}, not {limits.shown(text)}")
    return text.strip()


def _power(text: str) -> int:
    base, _, exponent = text.partition("**")
    number: int = int(base) ** int(exponent or 1)
    return number


NAMES = (
    "--seeds",
    "--hidden",
    "--activation",
    "--bias",
    "--alpha",
    "--batch",
    "--order-seed",
    "--l1",
    "--l2",
    "--iterations",
    "--out",
    "--plot",
    "--processes",
    "--scheduler",
)
# As in `arguments.py`.
ARGUMENTS: dict[str, dict[str, Any]] = {
    "--seeds": {"metavar": "A:B", "type": _parse_seeds, "default": range(1000)},
    "sweep --hidden": {"type": partial(parse_values, AxisKind.HIDDEN)},
    "sweep --activation": {"metavar": "NAMES", "type": partial(parse_values, AxisKind.ACTIVATION)},
    "sweep --alpha": {"metavar": "RATES", "type": partial(parse_values, AxisKind.ALPHA)},
    "sweep --batch": {"metavar": "SIZES", "type": partial(parse_values, AxisKind.BATCH)},
    "sweep --l1": {"metavar": "STRENGTHS", "type": list_of(limits.STRENGTH.parse)},
    "sweep --l2": {"metavar": "STRENGTHS", "type": list_of(limits.STRENGTH.parse)},
    "sweep --iterations": {
        "metavar": "NUMBERS",
        "type": partial(parse_values, AxisKind.ITERATIONS),
    },
    "sweep --out": {"metavar": "FILE", "type": parse_sweep_file},
    "--plot": {"metavar": "PICTURE", "type": _parse_plot},
    "--scheduler": {"metavar": "ADDRESS", "type": _parse_scheduler},
    "--processes": {"metavar": "N", "type": limits.whole("processes", 1, 1024).parse},
}
HELP = {
    "--seeds": "of the start weights, from A up to, not with, B (default: 0:1000)",
    "sweep --hidden": "units of the hidden layer, with commas between several, or with - between "
    "those of several layers: 2,4,8-8 (default: the problem's)",
    "sweep --activation": f"of the hidden layers, with commas between several: "
    f"{', '.join(ACTIVATIONS)} (default: relu)",
    "sweep --alpha": "learning rates, with commas between (default: the problem's)",
    "sweep --batch": "how many examples share an update, or all, with commas between (default: 1)",
    "sweep --l1": "penalties on the sizes of weights, with commas between (default: none)",
    "sweep --l2": "penalties on the squares of weights, with commas between (default: none)",
    "sweep --iterations": "how many times to train on all examples, with commas between several "
    f"(default: {USUAL_ITERATIONS})",
    "sweep --out": "the file for the rows, .csv or .parquet; a sweep goes on from one it has begun",
    "--plot": "a picture of which learn, drawn once all are trained: .png, .svg or .pdf",
    "--scheduler": "of a Dask cluster, which shares the work instead: tcp://HOST:8786",
    "--processes": "how many share the work (default: one for each processor)",
}
