"""What the subcommands of `streetlight` do, once their options are read."""

import argparse
import json
import math
import os
import sys

import numpy as np

from streetlight_gui.arguments import PAGES
from streetlight_gui.core.checks.formatting import counted, fixed, in_one_line
from streetlight_gui.core.nn.network import Network
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.problems.problem import Problem, all_patterns
from streetlight_gui.core.problems.values import WALK_THRESHOLD, are_right
from streetlight_gui.core.replay.cursor import Cursor
from streetlight_gui.core.replay.run import Run
from streetlight_gui.core.replay.saved_session import SavedSession, opened, session_at
from streetlight_gui.core.storage.files import write_file
from streetlight_gui.core.storage.session_file import write_session
from streetlight_gui.core.storage.weights_file import read_weights, write_pickles
from streetlight_gui.core.training.divergence import DivergenceError
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.core.training.stopping import StopRule
from streetlight_gui.core.training.trainer import Trainer
from streetlight_gui.process.display import display_problem
from streetlight_gui.process.exits import BAD_INPUT, FAILED, leaving_at_once, writing
from streetlight_gui.process.menu_entry import install_menu_entry
from streetlight_gui.process.requirements import missing_package, unloadable_module
from streetlight_gui.text.examples import answer_text
from streetlight_gui.text.session_words import deviation_text
from streetlight_gui.ui.exports.registry import export_for

_WINDOW_PACKAGES = ("PySide6", "pyqtgraph")


def open_window(options: argparse.Namespace) -> int:
    """Show the window until it is closed."""
    _need_window()
    with leaving_at_once():
        from streetlight_gui import app  # only here: Qt takes half a second to load
        from streetlight_gui.ui.widgets.theme import ThemeChoice

    theme = None if options.theme is None else ThemeChoice(options.theme)
    return app.run(_settings(options), theme)


def train(options: argparse.Namespace) -> int:
    """Train, and print the errors as text or everything as JSON."""
    settings, every = _settings(options), options.every
    if options.format == "json":
        preset = settings.preset
        if preset is not None and preset.rule is not None:
            settings = settings.holding_out(preset.rule.rows)
        trainer = Trainer.of(settings)
        try:
            trainer.run(options.iterations)
        except DivergenceError:
            _print_report(settings, trainer)
            raise
        _print_report(settings, trainer)
        return 0
    trainer = Trainer.of(settings)
    for end in [*range(every, options.iterations, every), options.iterations]:
        trainer.run(end - trainer.iteration)
        if end % every == 0:
            _print(f"Error: {trainer.state.online_error:.25f}")  # `errors` would copy them all
    return 0


def predict(options: argparse.Namespace) -> int:
    """Train, and print the answer to one pattern."""
    settings = _settings(options)
    lights = settings.problem.lights
    if len(options.lights) != lights:
        needed = f"give {counted(lights, 'number')} from 0 to 1, not {len(options.lights)}"
        has = f"{settings.problem.name} has {counted(lights, 'light')}"
        return complain(f"{has}: {needed}", BAD_INPUT)
    trainer = Trainer.of(settings)
    trainer.run(options.iterations)
    prediction = float(trainer.network.predict([options.lights])[0])
    word = "WALK" if prediction >= WALK_THRESHOLD else "STOP"
    digits = fixed(prediction, 15)
    if prediction and not float(digits):  # it is no 0
        digits = np.format_float_positional(prediction, 6, fractional=False)
    _print(f"{word} {digits}")
    for answer in settings.problem.held_out.answers_to(options.lights):
        is_right = are_right(np.array([prediction]), np.array([answer]))[0]
        _print(f"held out: {answer_text(answer)}, {'right' if is_right else 'wrong'}")
    return 0


def export_run(options: argparse.Namespace) -> int:
    """Write a run, of a session file or of these settings, as what the file's name asks for."""
    file, cursor = options.out, _cursor(options)
    try:
        if file.is_dir():
            written = write_pickles(cursor.trainer.network, file)
        else:
            write_file(file, export_for(file.name).make(cursor))
            written = [file]
    except ValueError as error:
        return complain(str(error), BAD_INPUT)
    for path in written:
        _print(str(path))
    return 0


def import_weights(options: argparse.Namespace) -> int:
    """Begin a session file with weights from files."""
    settings = _settings(options)
    try:
        network = read_weights(options.files, settings.activations or "relu")
        run = Run(settings.starting_from(network))
        write_session(session_at(Cursor(run), StopRule()), options.out)
    except ValueError as error:
        return complain(str(error), BAD_INPUT)
    _print(str(options.out))
    return 0


def take_screenshot(options: argparse.Namespace) -> int:
    """Train in an offscreen window, and save its picture."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    _need_window()
    with leaving_at_once():
        from streetlight_gui.screenshot import PictureError, Scene, save_screenshot
        from streetlight_gui.ui.widgets.theme import ThemeChoice

    theme = ThemeChoice(options.theme or "light")
    page = PAGES.index(options.page)
    scene = Scene(_settings(options), options.iterations, options.phase, page, theme, options.size)
    try:
        save_screenshot(scene, options.file)
    except OSError as error:
        place = error.filename or options.file
        return complain(f"{place} cannot be written: {error.strerror}", BAD_INPUT)
    except PictureError as error:
        return complain(str(error), FAILED)
    return 0


def install_menu(_options: argparse.Namespace) -> int:
    """Put the window into the desktop's menu for the current user."""
    if not sys.platform.startswith("linux"):
        return complain(f"install-menu is for Linux desktops, not for {sys.platform}", BAD_INPUT)
    try:
        file = install_menu_entry()
    except OSError as error:
        return complain(f"{error.filename} cannot be written: {error.strerror}", BAD_INPUT)
    _print(f"The menu has Streetlight now, by {file}")
    return 0


def complain(sentence: str, exit_code: int) -> int:
    """Tell on one line why something cannot be done; return the exit code."""
    if sys.stderr is not None:  # else Python would print it into the output
        print(f"streetlight: {in_one_line(sentence)}", file=sys.stderr)
    return exit_code


def _need_window() -> None:
    """Load Qt; end the command with a sentence where no window can be made."""
    with leaving_at_once():
        problem = missing_package(*_WINDOW_PACKAGES) or display_problem()
        problem = problem or unloadable_module("PySide6.QtWidgets")
    if problem:
        sys.exit(complain(problem, BAD_INPUT))


def _settings(options: argparse.Namespace) -> Settings:
    problem = options.problem or PRESETS["streetlights"]
    return Settings.choose(problem, options.hidden, options.alpha, options.seed)


def _cursor(options: argparse.Namespace) -> Cursor:
    """Stand where a session file says, or at the end of a run with these settings."""
    if options.session is not None:
        session: SavedSession = options.session
        cursor = opened(session)
        distance = session.deviation(cursor.run.live.network)
        if distance is not None:
            complain(deviation_text(distance), 0)
        return cursor
    run = Run(_settings(options))
    sampler = run.settings.sampler
    run.train(options.iterations * sampler.updates_per_iteration)
    return Cursor(run)


def _print_report(settings: Settings, trainer: Trainer) -> None:
    network = trainer.network
    report: dict[str, object] = {
        "problem": settings.problem.name,
        "seed": settings.seed,
        "alpha": settings.alpha,
        "hidden": list(settings.hidden),
        "errors": [_finite(error) for error in trainer.errors],
        "frozen_errors": [_finite(error) for error in trainer.frozen_errors],
        "weights": [[[_finite(w) for w in row] for row in matrix] for matrix in network.weights],
        "predictions": [_finite(p) for p in network.predict(all_patterns(network.lights))],
    }
    if settings.problem.held_out_count:
        report["held_out_errors"] = [_finite(error) for error in trainer.held_out_errors]
        report["held_out"] = _held_out_report(settings.problem, network)
    _print(json.dumps(report, allow_nan=False))


def _held_out_report(problem: Problem, network: Network) -> list[dict[str, object]]:
    """Return each pattern that is held out, with its answer and what the network says."""
    patterns, answers = problem.held_out
    predictions = network.predict(patterns) if len(answers) else answers
    judged = zip(patterns, answers, predictions, are_right(predictions, answers), strict=True)
    return [
        {"pattern": p.tolist(), "answer": a, "prediction": _finite(found), "right": bool(right)}
        for p, a, found, right in judged
    ]


def _finite(value: float) -> float | None:
    """Return a number that JSON has; what ran away becomes null."""
    return float(value) + 0.0 if math.isfinite(value) else None


def _print(line: str) -> None:
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    with writing():
        print(line.encode(encoding, "backslashreplace").decode(encoding))  # a file's name, say
