"""Runs the listing as a notebook would, number by number."""

import numpy as np
from runs import FUNCTIONS

from streetlight_gui.text.listing import listing


def indent_of(line):
    return line.code[: len(line.code) - len(line.code.lstrip())]


def execute(settings, iterations, *, watched=False):
    """Run the whole listing; return its variables, iteration errors, and what each line left last.

    Watched, each line is followed by one that notes its variable.
    """
    lines = listing(settings)
    code = []
    for k, line in enumerate(lines):
        code.append(line.code)
        if watched:
            inside = indent_of(lines[k + 1] if "for " in line.code else line)
            code.append(f"{inside}left[{k}] = np.array({line.variable})")
    last, network = len(settings.hidden) + 1, settings.network()
    code.append(f"    errors.append(layer_{last}_error)")
    variables = {
        **FUNCTIONS,
        "np": np,
        "lights": settings.problem.patterns,
        "answers": settings.problem.targets[:, np.newaxis],
        "alpha": settings.alpha,
        "iterations": iterations,
        "errors": [],
        "left": {},
    }
    for k, matrix in enumerate(network.weights):
        variables[f"weights_{k}_{k + 1}"] = matrix.copy()
    for k, bias in enumerate(network.biases, start=1):
        variables[f"bias_{k}"] = bias.copy()
    with np.errstate(all="ignore"):
        exec("\n".join(code), variables)  # noqa: S102
    return variables
