"""What differs between two settings, in words: for undo texts, and for marks beside controls."""

from dataclasses import dataclass, replace

from streetlight_gui.core.checks.formatting import ARROW, exact_terse
from streetlight_gui.core.checks.limits import MAX_HIDDEN_LAYERS
from streetlight_gui.core.nn.penalty import Penalty, PenaltyKind
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.training.settings import BOOK_ACTIVATION, Settings
from streetlight_gui.core.training.stopping import StopRule

_ACTIVATION = "activation"
_START, _SEED, _BY_HAND = "start weights", "seed", "given by hand"


@dataclass(frozen=True)
class Difference:
    """One thing in which two settings differ.

    Attributes:
        name: what it is, such as 'alpha'.
        before: its value in the first, as a person writes it.
        after: its value in the second.
    """

    name: str
    before: str
    after: str

    @property
    def words(self) -> str:
        """'alpha 0.2 -> 0.5', with an arrow; of a switch only where it is now: 'bias on'."""
        if {self.before, self.after} == {"on", "off"}:
            return f"{self.name} {self.after}"
        return f"{self.name} {self.before} {ARROW} {self.after}"


def change_words(before: Settings, after: Settings) -> str:
    """Say what an edit changed; '' if nothing."""
    found = differences(before, after)
    if len(before.hidden) != len(after.hidden):  # activations come and go with their layers
        found = tuple(each for each in found if not each.name.startswith(_ACTIVATION))
    return ", ".join(each.words for each in found)


def stop_change_words(before: StopRule, after: StopRule) -> str:
    """Say what an edit changed in the rule on when to stop; '' if nothing."""
    words = [each.words for each in _compare(_stop_texts(before), _stop_texts(after))]
    if before.all_right != after.all_right:
        words.append(f"{'stop' if after.all_right else 'go on'} when all answers are right")
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


def book_marks(settings: Settings) -> dict[str, str]:
    """Return what to write beside each setting that differs, by its name: 'book: none'."""
    book = settings.as_in_the_book()
    found = _compare(_texts(book), _texts(settings))
    return {one.name: f"book: {one.before}" for one in found}


def differences(before: Settings, after: Settings) -> tuple[Difference, ...]:
    """Return what differs, in the order in which a person reads settings."""
    found = _compare(_texts(before), _texts(after))
    if before.seed is not None and after.seed is not None:
        found = [_of_seeds(one) if one.name == _START else one for one in found]
    if _have_other_own_weights(before, after):
        found.append(Difference(_START, _BY_HAND, f"others {_BY_HAND}"))
    if before.problem != after.problem:
        found.insert(0, _of_problems(before.problem, after.problem))
    return tuple(found)


def _beside_the_book(one: Difference) -> str:
    before, after = one.before.strip("()"), one.after.strip("()")  # no brackets within brackets
    return f"{one.name} {after} (book {before})"


def _compare(before: dict[str, str], after: dict[str, str]) -> list[Difference]:
    return [
        Difference(name, before[name], after[name])
        for name in before
        if before[name] != after[name]
    ]


def _texts(settings: Settings) -> dict[str, str]:
    """Write out every setting, in the same order for all; layers that are not there are relu."""
    missing = (BOOK_ACTIVATION,) * (MAX_HIDDEN_LAYERS - len(settings.hidden))
    activations = (*settings.activations, *missing)
    return {
        "alpha": exact_terse(settings.alpha),
        "hidden layers": _hidden_text(settings.hidden),
        **{f"{_ACTIVATION} {k}": name for k, name in enumerate(activations, start=1)},
        "bias": "on" if settings.bias else "off",
        "penalty": _penalty_text(settings.penalty),
        "batch": str(settings.batch or "all"),
        "order": _order_text(settings.order_seed),
        _START: _start_text(settings),
    }


def _stop_texts(rule: StopRule) -> dict[str, str]:
    bound = rule.error_below
    return {
        "stop after": str(rule.iterations or "never"),
        "stop below error": "never" if bound is None else exact_terse(bound),
    }


def _hidden_text(hidden: tuple[int, ...]) -> str:
    return f"({', '.join(map(str, hidden))})" if hidden else "none"


def _penalty_text(penalty: Penalty) -> str:
    if penalty.kind is PenaltyKind.NONE:
        return "none"
    return f"{penalty.kind.value} {exact_terse(penalty.strength)}"


def _order_text(seed: int | None) -> str:
    return "as given" if seed is None else f"shuffled by seed {seed}"


def _start_text(settings: Settings) -> str:
    if settings.seed is not None:
        return f"{_SEED} {settings.seed}"
    if settings.given is None:
        return "all zero"
    is_own = not settings.starts_as(replace(settings, given=settings.preset_start))
    return _BY_HAND if is_own else "given by the problem"


def _of_seeds(start: Difference) -> Difference:
    before, after = start.before, start.after
    return Difference(_SEED, before.removeprefix(f"{_SEED} "), after.removeprefix(f"{_SEED} "))


def _have_other_own_weights(before: Settings, after: Settings) -> bool:
    both_by_hand = _start_text(before) == _start_text(after) == _BY_HAND
    return both_by_hand and not before.starts_as(after)


def _of_problems(before: Problem, after: Problem) -> Difference:
    is_other = before.name != after.name
    return Difference("problem", before.name, after.name if is_other else f"{after.name}, edited")
