"""The run that a command's options ask for."""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from streetlight_gui.arguments import RUN, destination
from streetlight_gui.core.checks.formatting import counted
from streetlight_gui.core.nn.penalty import NO_PENALTY, Penalty, PenaltyKind
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.replay.cursor import Cursor
from streetlight_gui.core.replay.run import Run
from streetlight_gui.core.replay.saved_session import SavedSession, opened
from streetlight_gui.core.storage.weights_file import PICKLE_SUFFIX, read_weights
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.core.training.stopping import StopRule

ITERATIONS = 60  # where nobody says how many
_ZERO = Path("zero")  # no file


class BadInputError(ValueError):
    """Options that do not go together, or files that do not fit them, in a sentence."""


def asked_settings(options: argparse.Namespace) -> Settings:
    """Return the settings that options ask for; what they leave open is the problem's.

    Raises:
        BadInputError: they do not fit each other.
    """
    asked = vars(options)
    seed, start = asked.get("seed"), asked.get("start")
    problem = options.problem or PRESETS["streetlights"]
    settings = Settings.choose(problem, options.hidden, options.alpha, seed)
    try:
        if start and seed is not None:
            raise ValueError("--seed and --start both make the start weights: leave one out")
        if start == [_ZERO]:
            settings = replace(settings, seed=None, given=None)
        elif start:
            settings = _starting_from(start, settings, options.hidden)
        return replace(
            settings,
            activations=_activations(options.activation, settings),
            bias=bool(options.bias) or settings.bias,
            penalty=_penalty(options),
            batch=1 if options.batch is None else options.batch,
            order_seed=options.order_seed,
        )
    except ValueError as error:
        raise BadInputError(str(error)) from None


def asked_problem(options: argparse.Namespace) -> Problem:
    """Return the training set, without training."""
    session: SavedSession | None = options.session
    settings = asked_settings(options) if session is None else session.recipe.settings
    return settings.problem


def asked_rule(options: argparse.Namespace) -> StopRule:
    """Return what ends training: of a session file, or as options ask for."""
    if options.session is not None:
        rule: StopRule = options.session.stop_rule
        return rule
    return StopRule(error_below=options.stop_below, all_right=bool(options.stop_when_right))


def asked_cursor(options: argparse.Namespace, iterations: int = ITERATIONS) -> Cursor:
    """Stand where a session file says, or at the end of a run as options ask for.

    iterations: how many, where no option says so.

    Raises:
        BadInputError: options that do not fit each other.
        DivergenceError: an error is no longer finite.
    """
    if options.session is not None:
        return opened(options.session)
    if options.iterations is not None:
        iterations = options.iterations
    run = Run(asked_settings(options))
    size, rule = run.settings.sampler.updates_per_iteration, asked_rule(options)
    if not rule.watches:
        run.train(iterations * size)
    elif iterations:
        rule = replace(rule, iterations=iterations)
        while not rule.ends(run.live):
            run.train(size)
    return Cursor(run)


def refuse_options_beside_a_session(options: argparse.Namespace) -> None:
    """Raise BadInputError where a session file is given and options are, too."""
    asked = {each: vars(options).get(destination(each)) for each in (*RUN, "--sweep")}
    given = [each for each, value in asked.items() if value is not None and value is not False]
    if options.session is not None and given:
        raise BadInputError(f"a session file says it all: leave out {' and '.join(given)}")


def _starting_from(
    paths: Sequence[Path], settings: Settings, hidden: tuple[int, ...] | None
) -> Settings:
    files = [file for path in paths for file in (_pickles_in(path) if path.is_dir() else [path])]
    network = read_weights(files)
    if hidden not in {None, network.hidden}:
        found = counted(len(network.hidden), "hidden layer")
        sizes = f" of {','.join(map(str, network.hidden))}" if network.hidden else ""
        raise ValueError(f"the weights are those of {found}{sizes}: leave --hidden out")
    return settings.starting_from(network)


def _pickles_in(folder: Path) -> list[Path]:
    found = sorted(folder.glob(f"*{PICKLE_SUFFIX}")) or sorted(folder.glob("*.npy"))
    if not found:
        rule = f"no name in it ends in {PICKLE_SUFFIX} or .npy"
        raise ValueError(f"{folder} has no weights: {rule}")
    return found


def _activations(names: Sequence[str] | None, settings: Settings) -> tuple[str, ...]:
    layers = len(settings.hidden)
    if names is None:
        return settings.activations
    if len(names) not in {1, layers} or not layers:
        has = counted(layers, "hidden layer")
        raise ValueError(f"--activation has {counted(len(names), 'name')}, the network {has}")
    return tuple(names) * (layers if len(names) == 1 else 1)


def _penalty(options: argparse.Namespace) -> Penalty:
    if options.l1 is not None and options.l2 is not None:
        raise ValueError("--l1 and --l2 are two penalties: leave one out")
    if options.l1 is not None:
        return Penalty(PenaltyKind.L1, options.l1)
    return NO_PENALTY if options.l2 is None else Penalty(PenaltyKind.L2, options.l2)
