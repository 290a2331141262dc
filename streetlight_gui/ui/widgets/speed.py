"""The speeds of the slider."""

import math

# Examples per second, from one to ten thousand in steps that feel alike, then as fast as can be.
_STEPS = (1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 7.0)
SPEEDS: tuple[float, ...] = (
    *(step * 10**k for k in range(4) for step in _STEPS),
    10_000.0,
    math.inf,
)
DEFAULT_SPEED = 40.0


def speed_text(examples_per_second: float) -> str:
    """Say a speed in words."""
    if math.isinf(examples_per_second):
        return "full speed"
    unit = "example" if examples_per_second == 1 else "examples"
    return f"{examples_per_second:,g} {unit}/s"
