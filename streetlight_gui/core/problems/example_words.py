"""The lights and answers of examples as text, and text as lights and answers."""

import math
from collections.abc import Iterable

from streetlight_gui.core.checks.formatting import exact_terse, fixed
from streetlight_gui.core.checks.limits import RefusedError, parse_number

WALK, STOP = 1.0, 0.0
STEP = 0.1  # of brightness

_WORDS = {"walk": WALK, "stop": STOP}


def answer_text(value: float) -> str:
    """Write an answer: 'WALK' for 1, 'STOP' for 0, else the number with up to six digits."""
    return _word(value) or f"{value:.6g}"


def exact_answer_text(value: float) -> str:
    """Write an answer so that `parse_answer` reads the same one."""
    return _word(value) or exact_terse(value)


def light_text(value: float) -> str:
    """Write a brightness in four characters at most: '0', '1', '0.3', '0.25'."""
    whole_tenths = round(10 * value)
    if value == whole_tenths / 10:
        return f"{whole_tenths / 10:g}"
    return fixed(value, 2)


def pattern_text(pattern: Iterable[float]) -> str:
    """Write the lights of a pattern: '1 0 1', or dimmed '0.9 0 1'."""
    return " ".join(map(light_text, pattern))


def parse_answer(text: str) -> float:
    """Read an answer: walk, stop, or a number."""
    answer = _WORDS.get(text.strip().lower())
    if answer is None:
        answer = parse_number(text) + 0.0
    if not math.isfinite(answer):
        raise RefusedError("an answer must be WALK, STOP or a finite number such as 0.5", text)
    return answer


def toggled_light(value: float) -> float:
    """Switch a light: what is off goes on, what is on or dimmed goes off."""
    return 1.0 if value == 0 else 0.0


def toggled_answer(answer: float) -> float:
    """Return STOP for WALK and WALK for STOP; other numbers go to the other side of 0.5."""
    return STOP if answer >= 0.5 else WALK


def stepped_light(value: float, steps: int) -> float:
    """Brighten by steps of 0.1, or dim, from 0 to 1, without the dust of binary fractions."""
    return min(max(float(f"{value + steps * STEP:.12g}"), 0.0), 1.0)


def _word(answer: float) -> str:
    return {WALK: "WALK", STOP: "STOP"}.get(answer, "")
