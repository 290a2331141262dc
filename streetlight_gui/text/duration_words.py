"""How long something takes, in words."""

from streetlight_gui.core.checks.formatting import counted

_UNITS = ((86400, "day"), (3600, "hour"), (60, "minute"))


def duration_words(seconds: float) -> str:
    """Say roughly how long something takes: 'about 3 minutes', 'less than a second'."""
    for size, name in _UNITS:
        if seconds >= size:
            return f"about {counted(round(seconds / size), name)}"
    return f"about {counted(round(seconds), 'second')}" if seconds >= 1 else "less than a second"


def left_words(seconds: float) -> str:
    """Say how long something goes on: ', about 3 minutes left'; '' for inf: nobody knows yet."""
    return "" if seconds == float("inf") else f", {duration_words(seconds)} left"
