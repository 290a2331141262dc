"""The errors of many starts in words: bands of them at an iteration, and why there are none."""

import numpy as np

from streetlight_gui.core.checks.formatting import capital, counted, rounded
from streetlight_gui.core.ensemble.atlas import Atlas
from streetlight_gui.core.ensemble.bands import Bands
from streetlight_gui.core.ensemble.density import EDGES
from streetlight_gui.text.settings_words import CHANGED

HALF = "the middle half"
MOST = "nine in ten starts"
MEDIAN = "half are below"
THIS_RUN = "this run"
OTHER_RUN = f"{THIS_RUN}: other settings"
CHANGED_RUN = f"{THIS_RUN}: {CHANGED}"


def bands_words(
    bands: Bands, row: int, ran_away: int, error: float | None, run: str = THIS_RUN
) -> str:
    """Say what errors starts have at one of the watched iterations.

    Args:
        bands: of the starts.
        row: which of the iterations, from 0.
        ran_away: how many starts have run away by then.
        error: of the run at hand there; None where it has none.
        run: what that is called.
    """
    where = f"Iteration {bands.iterations[row]:,}, {counted(bands.starts, 'start')}"
    if ran_away == bands.starts:
        told = [f"{where}: all ran away"]
    else:
        lowest, low, median, high, highest = map(_about, bands.errors[row].tolist())
        half = f"{HALF} has errors from {low} to {high}"
        told = [f"{where}: {half}, nine in ten from {lowest} to {highest}; the median is {median}"]
    if 0 < ran_away < bands.starts:
        told.append(f"{ran_away:,} ran away")
    if error is not None:
        told.append(f"{capital(run)} has {rounded(error)}")
    return f"{'. '.join(told)}."


def no_bands_words(atlas: Atlas | None) -> str:
    """Say why there is nothing to draw, and what helps."""
    if atlas is None:
        return "No starts are trained yet. Try 200 starts trains them, and draws their errors here."
    if not atlas.known:
        return "The first starts are being trained."
    return (
        "Of these starts only the last error is known: maps and files of sweeps keep no curves. "
        "Try 200 starts trains starts again, and draws theirs here."
    )


def run_name(start: str) -> str:
    """Name the run at hand by its start: 'this run (seed 1)', 'this run (seed 1, edited)'."""
    return f"{THIS_RUN} ({start})"


def _about(error: float) -> str:
    """Write an error with the digits that are known; beyond both ends none is."""
    place = np.log10(error)
    if place <= EDGES[1]:
        return "1e-32 or less"
    return "8e+07 or more" if place >= EDGES[-2] else f"{error:.2g}"
