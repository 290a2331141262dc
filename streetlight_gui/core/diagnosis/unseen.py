"""What a network makes of the answers that are held out."""

import numpy as np
from numpy.typing import NDArray

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.diagnosis.case import Case
from streetlight_gui.core.diagnosis.finding import Finding, Kind, finding
from streetlight_gui.core.problems.patterns import parts_of, shows_held_out
from streetlight_gui.core.problems.presets import holds_out_its_rule, preset_with_rule
from streetlight_gui.core.problems.values import are_right


def held_out_right(case: Case) -> int:
    """Return how many of the answers held out are met."""
    return int(_predicted(case)[1].sum())


def wrong_held_out(case: Case) -> Finding | None:
    """Find how many of the answers held out are not met, and the first of them; None for none."""
    outputs, right = _predicted(case)
    if right.all():
        return None
    (patterns, targets), row = case.problem.held_out, int(np.argmin(right))
    rule = preset_with_rule(case.problem)
    return finding(
        Kind.WRONG_HELD_OUT,
        wrong=int((~right).sum()),
        held_out=len(targets),
        pattern=tuple(patterns[row].tolist()),
        output=float(outputs[row]),
        target=float(targets[row]),
        is_unseen=not shows_held_out(case.problem),
        rule=rule.problem.name if rule and holds_out_its_rule(case.problem) else None,
    )


def _predicted(case: Case) -> tuple[Array, NDArray[np.bool_]]:
    """Return the outputs (m,) for what is held out, and which of them are right."""
    patterns, targets = case.problem.held_out
    outputs = [np.empty(0), *(case.network.predict(part) for part in parts_of(patterns))]
    joined = np.concatenate(outputs)
    return joined, are_right(joined, targets)
