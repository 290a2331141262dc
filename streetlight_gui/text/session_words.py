"""Sessions in words."""

from datetime import datetime

OPEN_LEFT = "Open it"


def deviation_text(distance: float) -> str:
    """Say that a run made again ends in other bits, and how far from where it ended."""
    apart = f"at most {distance:.2g} apart" if distance else "apart in nothing but a sign of 0"
    return (
        f"made again on this machine the run ends in other last digits, {apart}: "
        "its NumPy adds up in another order"
    )


def left_text(when: datetime) -> str:
    """Say that there is unsaved work of another time."""
    return (
        f"Streetlight ended unexpectedly, and kept unsaved work of {when:%Y-%m-%d, %H:%M}. "
        "It goes when this window closes."
    )
