"""What a person calls the lights and the answer of a problem: plain texts, or none at all."""

import re
from collections.abc import Iterable

from streetlight_gui.core.checks.limits import MAX_LIGHTS, RefusedError

Names = tuple[str, ...]  # of the lights in order, then of the answer; () for none

LIGHTS = [f"light_{k}" for k in range(1, MAX_LIGHTS + 1)]
ANSWER, USE = "answer", "use"

_LONGEST = 40
_ANY_OF_OURS = re.compile(f"light_[1-9][0-9]*|{ANSWER}|{USE}", re.ASCII | re.IGNORECASE)
_RULE = (
    f"a name must be 1 to {_LONGEST} characters on one line, without spaces around them, "
    f"unlike the others and other than {USE!r}"
)


def are_ours(names: Iterable[str]) -> bool:
    """Tell whether names are those that a light and an answer have without any of their own."""
    return all(map(_ANY_OF_OURS.fullmatch, names))


def checked_names(names: Iterable[object], lights: int) -> Names:
    """Return the names of so many lights and an answer; () for names that say no more than that.

    Raises:
        ValueError: they are too many or too few, or one is not allowed.
    """
    found: list[str] = []
    for name in names:
        taken = {USE, *(each.casefold() for each in found)}
        if not isinstance(name, str) or not _is_fit(name) or name.casefold() in taken:
            raise RefusedError(_RULE, name)
        found.append(name)
    if found and len(found) != lights + 1:
        raise ValueError(f"there must be {lights + 1} names, of the lights and the answer, or none")
    return () if are_ours(found) else tuple(found)


def usable_names(texts: Iterable[str]) -> Names:
    """Make names that are allowed of any texts, such as titles of columns."""
    found: list[str] = []
    taken = {USE}
    for place, text in enumerate(texts, start=1):
        printable = "".join(each if each.isprintable() else " " for each in text)
        words = " ".join(printable.split())[:_LONGEST].strip()
        name = words = words or f"column {place}"
        number = 2
        while name.casefold() in taken:
            end = f" ({number})"
            name, number = words[: _LONGEST - len(end)].strip() + end, number + 1
        taken.add(name.casefold())
        found.append(name)
    return tuple(found)


def name_for_added(names: Names) -> Names:
    """Return the names where a light without one of its own was added behind the others."""
    *lights, answer = names
    *_, added, _ = usable_names([*lights, f"light_{len(names)}", answer])
    return (*lights, added, answer)


def _is_fit(name: str) -> bool:
    return 1 <= len(name) <= _LONGEST and name.isprintable() and name == name.strip()
