"""Numbers as text that a learner can compare with a notebook, and names on one line."""

import math
import re
from collections.abc import Callable
from itertools import chain

ARROW = "\N{RIGHTWARDS ARROW}"  # from what was to what is
TIMES = " \N{MULTIPLICATION SIGN} "  # between factors
ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"  # for what changes too fast to be told

_UNPRINTABLE = re.compile("[\0-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def in_one_line(name: str) -> str:
    """Write line ends, and what no font has, as Python does; a person's names may hold anything."""
    return _UNPRINTABLE.sub(lambda found: repr(found[0])[1:-1], name)


def plain(value: float, digits: int = 6) -> str:
    """Write a number with this many significant digits: '0.480434', '1.50556e-05', never '-0'."""
    return f"{value + 0.0:#.{digits}g}".rstrip(".")


def terse(value: float, digits: int = 6) -> str:
    """Write small whole numbers as such, lamps are 0 or 1, and others with so many digits."""
    is_small_whole = abs(value) < 1000 and value == int(value)
    return str(int(value)) if is_small_whole else plain(value, digits)


def short(value: float) -> str:
    """Write a number with two decimals, for tight places; what is not 0 never as if it were.

    Then it has one digit: '0.004', '1e-13'; so have large ones: '1e+04'.
    """
    return f"{value:.0e}" if abs(value) >= 1000 else told_from_0(fixed(value, 2), value, 1)


def told_from_0(text: str, value: float, digits: int) -> str:
    """Return a number's text or, where that reads as 0 and it is not, so many digits of it."""
    return f"{value:.{digits}g}" if value and not float(text) else text


def told_apart(
    one: float, other: float, write: Callable[[float], str] = short, more: int = 3
) -> tuple[str, str]:
    """Write two numbers with two decimals, or with as many digits as tell one from the other.

    Args:
        one: a number.
        other: another one, or the same.
        write: writes them otherwise where that tells them apart.
        more: how many digits to try first where it does not.
    """
    texts = write(one), write(other)
    for digits in range(more, 18):  # so many tell any two apart
        if one == other or texts[0] != texts[1]:
            break
        texts = plain(one, digits), plain(other, digits)
    return texts


def moved(before: float, by: float, digits: int) -> str:
    """Write what a number was and what it is; where so few digits hide that, how far it moved."""
    was, now = plain(before, digits), plain(before + by, digits)
    if was != now:
        return f"{was} {ARROW} {now}"
    return f"{was} {'-' if by < 0 else '+'} {abs(by):.1g}"


def fitted(value: float, room: int) -> str:
    """Write a number with up to six digits, as many as so many characters have room for.

    What is not 0 never looks like it: '-0.166', '2e-05'; an ellipsis where not even that fits.
    """
    texts = (terse(value, digits) for digits in range(min(6, room - 3), 1, -1))
    return next((text for text in chain(texts, [f"{value:.0e}"]) if len(text) <= room), ELLIPSIS)


def counted(count: int, what: str) -> str:
    """Write how many of something there are: '1 row', '1,024 rows'."""
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def capital(text: str) -> str:
    """Begin a text with a capital letter; the others stay as they are."""
    return text[:1].upper() + text[1:]


def dusted(value: float) -> float:
    """Return a number without the dust of binary fractions: 0.3 for 0.30000000000000004."""
    return float(f"{value:.12g}")


def fixed(value: float, decimals: int) -> str:
    """Write a number with this many decimals; what rounds to zero has no sign."""
    text = f"{value:.{decimals}f}"
    return text.removeprefix("-") if float(text) == 0 else text


def rounded(value: float) -> str:
    """Write a number with up to four significant digits: '1', '0.4804', '1.325', never '-0'."""
    return f"{value + 0.0:.4g}" if math.isfinite(value) else "no finite number"


def exact(value: float) -> str:
    """Write a number with all its digits: reading the text back gives the same number."""
    return repr(float(value) + 0.0)


def exact_terse(value: float) -> str:
    """Write a number with all its digits, whole numbers without a point: '1', '0.25', '1e-09'."""
    return exact(value).removesuffix(".0")
