"""Sessions in words."""

from datetime import datetime
from pathlib import Path

from streetlight_gui.core.checks.formatting import in_one_line
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.replay.saved_session import MOST_STARTS
from streetlight_gui.core.storage.files import KnownFile
from streetlight_gui.text.preset_words import title_of

OPEN_LEFT = "Open it"


def work_name(problem: Problem, file: KnownFile | None) -> str:
    """Return what a person calls their work: its file's name, or else the problem's."""
    return in_one_line(title_of(problem) if file is None else file.path.stem)


def saved_text(path: Path, unkept: int) -> str:
    """Say where work is saved, and how many starts that are shown were too many for the file."""
    if not unkept:
        return f"Saved as {path}"
    return f"Saved as {path}, without the {unkept:,} starts: there is room for {MOST_STARTS:,}"


def unkept_text(starts: int) -> str:
    """Say that so many starts are shown, but are too many for a session file."""
    return f"A session file keeps {MOST_STARTS:,} starts, not these {starts:,}."


def deviation_text(distance: float) -> str:
    """Say that a run made again ends in other bits, and how far from where it ended."""
    apart = f"at most {distance:.2g} apart" if distance else "apart in nothing but a sign of 0"
    return (
        f"made again on this machine the run ends in other last digits, {apart}: "
        "its NumPy adds up in another order"
    )


def left_text(name: str, when: datetime) -> str:
    """Say that there is unsaved work of another time."""
    return (
        f"Streetlight ended unexpectedly, and kept unsaved work: {_called(name, when)}. "
        "It stays until you open or discard it."
    )


def unreadable_text(folder: Path, problem: str) -> str:
    """Say that there is unsaved work of another time, and why it cannot be offered."""
    place = in_one_line(str(folder))
    return f"Unsaved work cannot be read, and stays in {place} until you discard it: {problem}"


def discard_question(name: str, when: datetime) -> str:
    """Ask whether unsaved work of another time may go."""
    return f"Discard the unsaved work {_called(name, when)}? Nothing brings it back."


def _called(name: str, when: datetime) -> str:
    return f"{name}, {when:%Y-%m-%d, %H:%M}"
