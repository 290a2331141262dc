"""What a diagnosis consists of: what is true, with its numbers, and what to try."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto


class Remedy(Enum):
    """Something to do; the last two change no weight."""

    BOOK_SEED = auto()
    RUN_ON = auto()
    FIND_START = auto()
    SMALLER_ALPHA = auto()
    RESTART_SMALLER = auto()
    LARGER_ALPHA = auto()
    ADD_UNIT = auto()
    ADD_HIDDEN_LAYER = auto()
    ADD_BIAS = auto()
    USE_RELU = auto()
    EDIT_EXAMPLES = auto()
    JUDGE_UNSEEN = auto()  # hold out the answers of the preset's rule
    SHOW_WRONG = auto()  # put the example that is named on the lights


class Kind(Enum):
    """What is true of a network; beside each, its facts."""

    RUN_AWAY = auto()  # alpha (None where the error did not rise before)
    ANSWERS_TOO_LARGE = auto()
    CONTRADICTION = auto()  # patterns (how many), pattern, answers, first, second, lowest
    ALL_LIGHTS_OFF = auto()  # pattern, lowest
    NO_HIDDEN_LAYER = auto()  # lowest
    ONLY_LINEAR_UNITS = auto()  # lowest
    LINEAR_ON_EXAMPLES = auto()  # lowest
    RISING_ERROR = auto()  # low, high, iterations, alpha, strength (None without a penalty)
    OVERSHOOTING_UPDATE = auto()  # pattern, before, after, alpha
    LOST_GROUND = auto()  # low, iteration, now
    WRONG_ANSWERS = auto()  # wrong, examples, pattern, output, target
    WRONG_HELD_OUT = auto()  # wrong, held_out, pattern, output, target, is_unseen, rule (its name)
    NO_PROGRESS = auto()  # iterations, error
    NEVER_FIRING = auto()  # never, units, layer, elsewhere, is_penalised, stays
    ALL_GRADIENTS_ZERO = auto()  # output (None where they differ), error, is_penalised
    ONE_OUTPUT = auto()  # output, lowest
    NO_UNIT_FIRES = auto()  # pattern, examples, is_only_layer, has_biases
    ALIKE_UNITS = auto()  # units, layer


@dataclass(frozen=True)
class Finding:
    """One thing that is true of a network at a moment.

    Attributes:
        kind: what it is.
        facts: its numbers, by name. Patterns are tuples of lights, layers count from 1; `layer` is
            None where there is only one hidden layer, and `lowest` an error that stays at least.
        remedies: what to try, the most promising first; () where there is nothing to do.
    """

    kind: Kind
    facts: Mapping[str, object]
    remedies: tuple[Remedy, ...]


def finding(kind: Kind, *remedies: Remedy, **facts: object) -> Finding:
    """Return a finding."""
    return Finding(kind, facts, remedies)
