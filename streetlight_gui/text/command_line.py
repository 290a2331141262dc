"""What to type on the console to stand where somebody stands in the window."""

import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from streetlight_gui.core.checks.formatting import counted, exact_terse
from streetlight_gui.core.checks.limits import MAX_ITERATIONS
from streetlight_gui.core.nn.penalty import PenaltyKind
from streetlight_gui.core.problems.presets import PRESETS, Preset
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.replay.saved_session import SavedSession
from streetlight_gui.core.training.settings import BOOK_ACTIVATION, Settings


@dataclass(frozen=True)
class CommandLine:
    """A command, and what it cannot say.

    Attributes:
        text: the command; '' where none leads there.
        note: a sentence on why there is none, or on what it leaves out; '' for nothing.
    """

    text: str
    note: str = ""


@dataclass(frozen=True)
class Source:
    """What follows `--problem`.

    Attributes:
        word: the name of a preset, or the path of a file.
        settings: those that a run begins with where no option says otherwise.
    """

    word: str
    settings: Settings

    @classmethod
    def of_file(cls, path: Path, problem: Problem) -> "Source":
        """Return that of a file, with the training set in it."""
        return cls(str(path), Settings.choose(problem))

    @classmethod
    def of_preset(cls, preset: Preset) -> "Source":
        """Return that of a preset."""
        return cls(preset.problem.name, Settings.choose(preset))

    def leads_to(self, problem: Problem) -> bool:
        """Tell whether it is of this training set, whatever is held out."""
        own = self.settings.problem
        is_named_alike = (own.name, own.names) == (problem.name, problem.names)
        return is_named_alike and own.trains_as(problem)


def command_line(session: SavedSession, file: Source | None = None) -> CommandLine:
    """Return the command that opens the window where a session stands.

    What ends a run, and how somebody looks at it, changes no number: neither is part of it.

    file: that the training set may be of, if any is known.
    """
    recipe, place = session.recipe, session.place
    settings, updates = recipe.settings, place.updates
    before = [change for change in recipe.changes if change.updates <= updates]
    is_changed = any(change.updates or change.settings is None for change in before)
    for change in before:
        settings = change.settings or settings
    iterations, rest = divmod(updates, settings.sampler.updates_per_iteration)
    source = _source_of(settings, file)
    if source is None:
        return _none("the training set is your own")
    reason = _reason(settings, source, iterations, is_changed=is_changed)
    if reason:
        return _none(reason)
    words = ["streetlight", "--problem", source.word]
    words += [*_network_words(settings, source.settings), *_training_words(settings)]
    if iterations:
        words += ["--iterations", str(iterations)]
    left_out = [counted(rest, "update") + " of the next iteration"] if rest else []
    if not _holds_out_alike(settings.problem, source.settings.problem):
        left_out.append("which answers are held out")
    note = f"It leaves out {' and '.join(left_out)}." if left_out else ""
    return CommandLine(shlex.join(words), note)


def opening_line(path: Path) -> CommandLine:
    """Return the command that opens a session file."""
    return CommandLine(shlex.join(["streetlight", str(path)]))


def _network_words(settings: Settings, usual: Settings) -> Iterator[str]:
    hidden, activations = settings.hidden, settings.activations
    if settings.seed is not None:
        yield from ("--seed", str(settings.seed))
    elif settings.given is None:
        yield from ("--start", "zero")
    if hidden != usual.hidden:
        yield from ("--hidden", ",".join(map(str, hidden)) or "none")
    if set(activations) - {BOOK_ACTIVATION}:
        names = activations if len(set(activations)) > 1 else activations[:1]
        yield from ("--activation", ",".join(names))
    if settings.bias:
        yield "--bias"
    if settings.alpha != usual.alpha:
        yield from ("--alpha", exact_terse(settings.alpha))


def _training_words(settings: Settings) -> Iterator[str]:
    penalty = settings.penalty
    if settings.batch != 1:
        yield from ("--batch", str(settings.batch or "all"))
    if settings.order_seed is not None:
        yield from ("--order-seed", str(settings.order_seed))
    if penalty.kind is not PenaltyKind.NONE:
        yield from (f"--{penalty.kind.value.lower()}", exact_terse(penalty.strength))


def _none(reason: str) -> CommandLine:
    return CommandLine("", f"No command leads here: {reason}. A session file does.")


def _reason(settings: Settings, source: Source, iterations: int, *, is_changed: bool) -> str:
    """Say why no command leads there; '' where one does."""
    if is_changed:
        return "something was changed on the way"
    is_own = settings.given is not None and settings.given != source.settings.given
    if settings.seed is None and is_own:
        return "its start weights were given"
    if iterations > MAX_ITERATIONS:
        return f"it takes more than {MAX_ITERATIONS:,} iterations"
    return ""


def _source_of(settings: Settings, file: Source | None) -> Source | None:
    """Return where a training set is from, be it a preset."""
    preset = _preset_of(settings)
    if preset is not None:
        return Source.of_preset(preset)
    return file if file is not None and file.leads_to(settings.problem) else None


def _holds_out_alike(one: Problem, other: Problem) -> bool:
    return all(map(np.array_equal, one.held_out, other.held_out))


def _preset_of(settings: Settings) -> Preset | None:
    """Return the preset that a training set is, whatever is held out."""
    preset = settings.preset or PRESETS.get(settings.problem.origin.preset or "")
    if preset is None:
        return None
    is_same = settings.problem.trains_as(preset.problem)
    return preset if is_same and PRESETS.get(preset.problem.name) == preset else None
