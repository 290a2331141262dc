"""Start weights as text: JSON that a person can read, edit, and paste into a notebook."""

import json
import math

import numpy as np

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.checks.formatting import counted, exact
from streetlight_gui.core.nn.network import Network
from streetlight_gui.core.nn.parts import parameter_names
from streetlight_gui.core.training.settings import Settings

_EXAMPLE = "[[[0.5], [0.48], [-0.7]]]"


def start_weights_text(network: Network) -> str:
    """Write all weights as JSON, exactly: one list of rows per matrix, the bias as its last row.

    Raises:
        ValueError: a weight that has run away; JSON has no such numbers.
    """
    if not np.isfinite(network.parameters).all():
        raise ValueError("the present weights are no longer finite numbers: they cannot be taken")
    matrices = list(network.weights)
    if network.biases:
        matrices = [np.vstack(pair) for pair in zip(matrices, network.biases, strict=True)]
    return "[" + ",\n ".join(map(_matrix_text, matrices)) + "]"


def parse_start_weights(text: str, settings: Settings) -> Network:
    """Read what `start_weights_text` writes, as a network that fits these settings.

    Raises:
        ValueError: text that is no JSON, a shape that does not fit, or a number that is not finite.
    """
    found, count = _read(text), len(settings.sizes) - 1
    if not isinstance(found, list) or len(found) != count:
        names = ", ".join(parameter_names(count, has_biases=False))
        matrices = "one matrix" if count == 1 else f"{count} matrices"
        needed = f"{matrices} in a list, {' and '.join(names.rsplit(', ', 1))}"
        raise ValueError(f"start weights must be {needed}, not {_description(found)}")
    read = [_read_matrix(k, matrix, settings) for k, matrix in enumerate(found)]
    if not settings.bias:
        return Network(read, settings.activations)
    weights, biases = [matrix[:-1] for matrix in read], [matrix[-1] for matrix in read]
    return Network(weights, settings.activations, biases)


def _matrix_text(matrix: Array) -> str:
    rows = [f"[{', '.join(map(exact, row))}]" for row in matrix]
    return "[" + ",\n  ".join(rows) + "]"


def _read(text: str) -> object:
    try:
        # As floats from the beginning: int() refuses some thousand digits, float() says inf.
        return json.loads(text, parse_int=float)
    except json.JSONDecodeError as error:
        rule = f"start weights must be JSON such as {_EXAMPLE}"
        found = f"line {error.lineno}, column {error.colno} cannot be read: {error.msg}"
        raise ValueError(f"{rule}; {found}") from None
    except RecursionError:
        raise ValueError(f"start weights must be lists such as {_EXAMPLE}, not so deep") from None


def _read_matrix(k: int, found: object, settings: Settings) -> Array:
    rows, columns = settings.sizes[k] + settings.bias, settings.sizes[k + 1]
    name, bias = f"weights_{k}_{k + 1}", " (the last is the bias)" if settings.bias else ""
    needed = f"{name} must be {counted(rows, 'row')}{bias} of {counted(columns, 'number')}"
    if not isinstance(found, list) or len(found) != rows:
        raise ValueError(f"{needed}, not {_description(found, 'row')}")
    for i, row in enumerate(found, start=1):
        if not isinstance(row, list) or len(row) != columns:
            raise ValueError(f"{needed}; row {i} is {_description(row, 'number')}")
        for j, weight in enumerate(row, start=1):
            if not isinstance(weight, float) or not math.isfinite(weight):
                place = f"number {j} in row {i} of {name}"
                raise ValueError(f"{place} must be a finite number, not {_description(weight)}")
    return np.array(found, dtype=np.float64)


def _description(found: object, what: str = "item") -> str:
    """Say briefly what was found where a list of these, or a number, was wanted."""
    if isinstance(found, list):
        return f"a list of {counted(len(found), what)}"
    if isinstance(found, dict):
        return "an object"
    return json.dumps(found)[:40]
