"""Does it learn, and why not? Found in the weights, the examples and the error curves."""

from streetlight_gui.core.diagnosis.case import Case
from streetlight_gui.core.diagnosis.finding import Finding, Kind, Remedy
from streetlight_gui.core.diagnosis.search import diagnose
from streetlight_gui.core.diagnosis.trials import (
    MOST_SEEDS,
    Tried,
    first_that_learns,
    starts_to_try,
)
from streetlight_gui.core.diagnosis.verdict import State, Trend, Units, Verdict, judge

__all__ = [
    "MOST_SEEDS",
    "Case",
    "Finding",
    "Kind",
    "Remedy",
    "State",
    "Trend",
    "Tried",
    "Units",
    "Verdict",
    "diagnose",
    "first_that_learns",
    "judge",
    "starts_to_try",
]
