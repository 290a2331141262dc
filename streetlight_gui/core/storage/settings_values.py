"""The settings and problems that the fields of a file tell of, if all in them is allowed."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import asdict

from streetlight_gui.core.checks.formatting import counted
from streetlight_gui.core.checks.limits import ALPHA, SEED, Rule, check_hidden, count, shown, whole
from streetlight_gui.core.nn.network import Network
from streetlight_gui.core.nn.penalty import Penalty
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.problems.problem import Origin, Problem
from streetlight_gui.core.storage import session_schema as schema
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.core.training.trainer import Trainer

_BATCH = count("batch")

N = TypeVar("N", bound=float)


def problem_of(place: str, fields: schema.ProblemFields) -> Problem:
    """Return a problem.

    Args:
        place: of the fields in their file, for sentences.
        fields: what the file says.

    Raises:
        ValueError: what is not allowed, with its place.
    """
    held_out = fields.held_out_patterns, fields.held_out_answers
    origin = Origin(_preset_name(f"{place}.preset", fields.preset), fields.is_edited)
    with placed(place):
        return Problem(fields.patterns, fields.answers, fields.name, held_out, origin, fields.names)


def settings_of(place: str, fields: schema.SettingsFields, problems: Sequence[Problem]) -> Settings:
    """Return settings for one of the file's problems; raises as `problem_of` does."""
    checked(place, "problem", whole("problem", 0, len(problems) - 1), fields)
    checked(place, "alpha", ALPHA, fields)
    checked(place, "batch", _BATCH, fields)
    for name in ("seed", "order_seed"):
        if getattr(fields, name) is not None:
            checked(place, name, SEED, fields)
    preset = _preset_name(f"{place}.preset", fields.preset)
    with placed(f"{place}.hidden"):
        hidden = check_hidden(fields.hidden)
    with placed(f"{place}.penalty"):
        penalty = Penalty(**asdict(fields.penalty))
    settings = Settings(
        problems[fields.problem],
        hidden,
        tuple(fields.activations),
        fields.alpha,
        fields.seed,
        _network(f"{place}.start_weights", fields.start_weights),
        fields.bias,
        penalty,
        fields.batch,
        fields.order_seed,
        None if preset is None else PRESETS[preset],
    )
    with placed(place):
        Trainer.of(settings)  # which checks whether all fits
    return settings


def _preset_name(place: str, name: str | None) -> str | None:
    if name is not None and name not in PRESETS:
        raise ValueError(f"{place}: it must be one of {', '.join(PRESETS)}, not {shown(name)}")
    return name


def _network(place: str, fields: schema.NetworkFields | None) -> Network | None:
    if fields is None:
        return None
    with placed(place):
        return Network(fields.weights, fields.activations, fields.biases)


def numbers_of(
    place: str, rule: Rule[float], numbers: Sequence[float], size: int
) -> tuple[float, ...]:
    """Return a file's numbers, if they are so many, and as a rule allows."""
    with placed(place):
        if len(numbers) != size:
            raise ValueError(f"there must be {counted(size, 'number')}, not {len(numbers)}")
        return tuple(map(rule.check, numbers))


def ascending_of(
    place: str, name: str, numbers: Sequence[int], least: int, most: int
) -> tuple[int, ...]:
    """Return a file's whole numbers within bounds, if each is larger than the one before."""
    for k, number in enumerate(numbers):
        with placed(f"{place}[{k}]"):
            whole(name, least, most).check(number)
        least = number + 1
    return tuple(numbers)


def checked(place: str, name: str, rule: Rule[N], fields: Struct) -> N:
    """Return a field of this name, if a rule allows its value."""
    with placed(f"{place}.{name}"):
        return rule.check(getattr(fields, name))


@contextmanager
def placed(place: str) -> Iterator[None]:
    """Say of what is refused inside where it stands in the file."""
    try:
        yield
    except ValueError as error:
        raise ValueError(f"{place}: {error}") from None
