"""How many hidden units have a part in what a network answers."""

from dataclasses import dataclass

import numpy as np

from streetlight_gui.core.diagnosis.case import Case
from streetlight_gui.core.problems.patterns import never_firing


@dataclass(frozen=True)
class Units:
    """How many hidden units there are of each kind.

    Attributes:
        working: fire for an example.
        never: fire neither for an example nor for an on-off pattern.
        elsewhere: fire for on-off patterns only that are no examples.
    """

    working: int
    never: int
    elsewhere: int


def units_of(case: Case) -> Units | None:
    """Count the hidden units; None where there are none, or others than relu."""
    layers = [case.layers[k] for k in case.hidden]
    if not layers or any(each.name != "relu" for each in case.network.activations):
        return None
    fires = np.concatenate([layer.any(axis=0) for layer in layers])
    never = np.concatenate(never_firing(case.network, case.problem)[1:-1])
    working = int(fires.sum())
    return Units(working, int(never.sum()), len(fires) - working - int(never.sum()))
