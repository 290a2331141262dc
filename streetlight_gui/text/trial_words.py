"""What came of trying other starts, in one sentence."""

from collections.abc import Sequence
from dataclasses import replace

from streetlight_gui.core.checks.formatting import capital, counted
from streetlight_gui.core.diagnosis.trials import Tried
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.core.training.stopping import DEFAULT_STOP_AFTER, StopRule
from streetlight_gui.text.settings_words import change_words

STOP_TRYING = "Stop trying"

_NEXT = " Press Run to see it."


def trying_words(rule: StopRule) -> str:
    """Say what is being done, and for how long each time."""
    most = rule.iterations or DEFAULT_STOP_AFTER
    return f"Trying one start after the other, each for up to {counted(most, 'iteration')}."


def tried_words(before: Settings, tried: Tried) -> str:
    """Say which start learns, and which do not, beside the settings that did not, either.

    One that learns ends learned, as the verdict has it; else it only gets every prediction right.
    """
    within = f"within {counted(tried.iterations, 'iteration')}"
    failed, found = tried.failed, tried.found
    are_seeds = all(_is_other_seed(before, each) for each in (*failed, found) if each)
    if found is None and len(failed) > 1:
        which = f"the seeds {_seeds(failed)}" if are_seeds else f"{len(failed):,} starts"
        return f"None of {which} learns {within}."
    learns = "learns" if tried.is_learned else "gets every prediction right"
    last = found or failed[0]
    what = capital(f"seed {last.seed}" if are_seeds else change_words(before, last))
    if found is None:
        return f"{what} does not learn {within}, either."
    if not failed:
        return f"{what} {learns} {within}.{_NEXT}"
    if not are_seeds:
        return f"{what} is the first of {len(failed) + 1:,} tries that {learns} {within}.{_NEXT}"
    do = "seeds {} do not" if len(failed) > 1 else "seed {} does not"
    return f"{what} is the next that {learns} {within}: {do.format(_seeds(failed))}.{_NEXT}"


def _is_other_seed(before: Settings, after: Settings) -> bool:
    return after.seed is not None and replace(after, seed=before.seed, given=before.given) == before


def _seeds(settings: Sequence[Settings]) -> str:
    first, last = settings[0].seed, settings[-1].seed
    return f"{first} to {last}" if first != last else str(first)
