"""Settings in words: what differs between two, and what becomes of a start from nothing but 0."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum

import numpy as np

from streetlight_gui.core.checks.formatting import ARROW, exact_terse
from streetlight_gui.core.nn.activations import ACTIVATIONS
from streetlight_gui.core.training.axes import AxisKind, typed_text
from streetlight_gui.core.training.settings import BOOK_ACTIVATION, Settings
from streetlight_gui.core.training.stopping import StopRule
from streetlight_gui.text.preset_words import title_of

CHANGED = "changed on the way"  # of a run: its settings now do not tell all of it


class Setting(Enum):
    """A setting, with its name for a person."""

    PROBLEM = "problem"
    ALPHA = "alpha"
    HIDDEN_LAYERS = "hidden layers"
    ACTIVATION_1 = "activation of layer_1"
    ACTIVATION_2 = "activation of layer_2"
    ACTIVATION_3 = "activation of layer_3"
    BIAS = "bias"
    PENALTY = "penalty"
    BATCH = "batch"
    ORDER = "order"
    START_WEIGHTS = "start weights"
    SEED = "seed"
    STOP_AFTER = "stop after"
    STOP_BELOW = "stop below error"


_ACTIVATIONS = Setting.ACTIVATION_1, Setting.ACTIVATION_2, Setting.ACTIVATION_3


@dataclass(frozen=True)
class Difference:
    """One thing in which two settings differ.

    Attributes:
        setting: what it is.
        before: its value in the first, as a person writes it.
        after: its value in the second.
    """

    setting: Setting
    before: str
    after: str

    @property
    def name(self) -> str:
        """What it is called, such as 'alpha'."""
        return self.setting.value

    @property
    def words(self) -> str:
        """'alpha 0.2 -> 0.5', with an arrow; of a switch only where it is now: 'bias on'."""
        if self.setting is Setting.BIAS:
            return f"{self.name} {self.after}"
        return f"{self.name} {self.before} {ARROW} {self.after}"


def change_words(before: Settings, after: Settings) -> str:
    """Say what an edit changed; '' if nothing."""
    found = differences(before, after)
    if len(before.hidden) != len(after.hidden):  # activations come and go with their layers
        found = tuple(each for each in found if each.setting not in _ACTIVATIONS)
    return ", ".join(each.words for each in found)


def stop_change_words(before: StopRule, after: StopRule) -> str:
    """Say what an edit changed in the rule on when to stop; '' if nothing."""
    words = [each.words for each in _compare(_stop_texts(before), _stop_texts(after))]
    if before.all_right != after.all_right:
        words.append(f"{'stop' if after.all_right else 'go on'} when all predictions are right")
    return ", ".join(words)


def book_differences(settings: Settings) -> tuple[Difference, ...]:
    """Return what differs from the book, the book's value first."""
    return differences(settings.as_in_the_book(), settings)


def book_summary(settings: Settings) -> str:
    """Say in a line what differs from the book."""
    found = book_differences(settings)
    if not found:
        return "All settings are the book's."
    count = "1 setting differs" if len(found) == 1 else f"{len(found)} settings differ"
    return f"{count} from the book: {', '.join(map(_beside_the_book, found))}"


def book_marks(settings: Settings) -> dict[Setting, str]:
    """Return what to write beside each setting that differs: 'book: none'."""
    found = _compare(_texts(settings.as_in_the_book()), _texts(settings))
    return {one.setting: f"book: {one.before}" for one in found}


def mark_of(setting: Setting) -> Callable[[Settings], str]:
    """Return what says of settings what the book has, where this one is something else."""
    return lambda settings: book_marks(settings).get(setting, "")


def differences(before: Settings, after: Settings) -> tuple[Difference, ...]:
    """Return what differs, in the order in which a person reads settings."""
    found = _compare(_texts(before), _texts(after))
    if before.seed is not None and after.seed is not None:
        seeds = Difference(Setting.SEED, str(before.seed), str(after.seed))
        found = [seeds if one.setting is Setting.START_WEIGHTS else one for one in found]
    elif not before.starts_as(after) and (text := start_text(before)) == start_text(after):
        found.append(Difference(Setting.START_WEIGHTS, text, f"others {text}"))
    if before.problem != after.problem:
        old, new = title_of(before.problem), title_of(after.problem)
        found.insert(0, Difference(Setting.PROBLEM, old, f"{old}, edited" if old == new else new))
    return tuple(found)


def sizes_text(settings: Settings) -> str:
    """Write the units of each layer: '3-4-1'."""
    return "-".join(map(str, settings.sizes))


def start_text(settings: Settings, *, is_edited: bool = False) -> str:
    """Say where the start weights come from, and whether some were changed then."""
    if settings.seed is not None:
        start = f"seed {settings.seed}"
    elif settings.given is None:
        start = "all zero"
    elif settings.starts_as(replace(settings, given=settings.preset_start)):
        start = "from the problem"
    else:
        return "by hand"
    return f"{start}, edited" if is_edited else start


def zero_start_words(settings: Settings) -> str:
    """Say what becomes of a network whose weights are all 0 at the start.

    Without an output from the last hidden layer, the gradient of the weights behind it is 0; and
    while those are 0, so is the gradient of all before them.
    """
    if not settings.hidden:
        return "Every weight starts at 0: without a hidden layer that does no harm"
    name, output = settings.activations[-1], np.zeros(1)
    ACTIVATIONS[name].apply(output, output)
    if output.any():
        fate = "the units of a layer stay alike: their gradients are the same"
    elif settings.bias:
        fate = "only the output's bias can learn: every other gradient is 0"
    else:
        fate = "nothing can ever learn: every gradient is 0"
    return f"Every weight starts at 0. With {name} {fate}"


def _beside_the_book(one: Difference) -> str:
    before, after = one.before.strip("()"), one.after.strip("()")  # no brackets within brackets
    return f"{one.name} {after} (book {before})"


def _compare(old: dict[Setting, str], new: dict[Setting, str]) -> list[Difference]:
    return [Difference(one, text, new[one]) for one, text in old.items() if text != new[one]]


def _texts(settings: Settings) -> dict[Setting, str]:
    """Write out every setting, in the same order for all; layers that are not there are relu."""
    hidden, order = settings.hidden, settings.order_seed
    missing = (BOOK_ACTIVATION,) * (len(_ACTIVATIONS) - len(hidden))
    activations = zip(_ACTIVATIONS, (*settings.activations, *missing), strict=True)
    return {
        Setting.ALPHA: exact_terse(settings.alpha),
        Setting.HIDDEN_LAYERS: f"({', '.join(map(str, hidden))})" if hidden else "none",
        **dict(activations),
        Setting.BIAS: "on" if settings.bias else "off",
        Setting.PENALTY: typed_text(AxisKind.PENALTY, [settings.penalty]),
        Setting.BATCH: typed_text(AxisKind.BATCH, [settings.batch]),
        Setting.ORDER: "as given" if order is None else f"shuffled by seed {order}",
        Setting.START_WEIGHTS: start_text(settings),
    }


def _stop_texts(rule: StopRule) -> dict[Setting, str]:
    bound = rule.error_below
    return {
        Setting.STOP_AFTER: str(rule.iterations or "never"),
        Setting.STOP_BELOW: "never" if bound is None else exact_terse(bound),
    }
