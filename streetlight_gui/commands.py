"""What the subcommands of `streetlight` do, once their options are read."""

import argparse
import gc
import sys

import numpy as np

from streetlight_gui.asked_run import (
    ITERATIONS,
    BadInputError,
    asked_cursor,
    asked_problem,
    asked_rule,
    asked_settings,
)
from streetlight_gui.core.checks.formatting import counted, fixed
from streetlight_gui.core.nn.network import Network
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.problems.values import WALK_THRESHOLD, are_right
from streetlight_gui.core.replay.cursor import Cursor
from streetlight_gui.core.replay.run import Run
from streetlight_gui.core.replay.saved_session import SavedSession, session_at
from streetlight_gui.core.storage.files import write_file
from streetlight_gui.core.storage.session_file import write_session
from streetlight_gui.core.storage.weights_file import write_pickles
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.core.training.stopping import StopRule
from streetlight_gui.process.exits import BAD_INPUT, FAILED, leaving_at_once
from streetlight_gui.process.menu_entry import install_menu_entry
from streetlight_gui.process.output import complain, print_line
from streetlight_gui.qt_loading import drawing, need_paper, need_window
from streetlight_gui.text.examples import answer_text
from streetlight_gui.text.session_words import deviation_text
from streetlight_gui.ui.exports.registry import Export, export_for


def open_window(options: argparse.Namespace) -> int:
    """Show the window until it is closed."""
    gc.disable()  # until it is painted: a start makes hardly any garbage, and looking takes a while
    need_window()
    with leaving_at_once():
        from streetlight_gui import app  # only here: Qt takes half a second to load
        from streetlight_gui.ui.widgets.theme import ThemeChoice

    theme = None if options.theme is None else ThemeChoice(options.theme)
    if options.session is None:
        sweep = () if options.sweep is None else (options.sweep,)
        return app.run(asked_cursor(options, iterations=0), asked_rule(options), theme, *sweep)
    start = Cursor(Run(Settings.choose(PRESETS["streetlights"])))
    return app.run(start, StopRule(), theme, options.session)  # it shows how far it is


def predict(options: argparse.Namespace) -> int:
    """Train, and print the answer to one pattern."""
    problem = asked_problem(options)
    lights = problem.lights
    if len(options.lights) != lights:
        needed = f"give {counted(lights, 'number')} from 0 to 1, not {len(options.lights)}"
        has = f"{problem.name} has {counted(lights, 'light')}"
        if problem.names:
            from streetlight_gui.text.table_words import joined

            has += f", {joined(problem.names[:-1])}"
        raise BadInputError(f"{has}: {needed}")
    prediction = float(_cursor(options).trainer.network.predict([options.lights])[0])
    word = "WALK" if prediction >= WALK_THRESHOLD else "STOP"
    digits = fixed(prediction, 15)
    if prediction and not float(digits):  # it is no 0
        digits = np.format_float_positional(prediction, 6, fractional=False)
    print_line(f"{word} {digits}")
    for answer in problem.held_out.answers_to(options.lights):
        is_right = are_right(np.array([prediction]), np.array([answer]))[0]
        print_line(f"held out: {answer_text(answer)}, {'right' if is_right else 'wrong'}")
    return 0


def export_run(options: argparse.Namespace) -> int:
    """Write a run, of a session file or of these settings, as what the file's name asks for."""
    file, cursor = options.out, _cursor(options)
    try:
        if file.is_dir():
            written = write_pickles(cursor.trainer.network, file)
        else:
            write_file(file, _made(export_for(file.name, options.session), cursor))
            written = [file]
    except ValueError as error:
        return complain(str(error), BAD_INPUT)
    for path in written:
        print_line(str(path))
    return 0


def _made(export: Export, cursor: Cursor) -> bytes:
    """Return what a file of a run holds; what is drawn needs no display."""
    if export.is_drawn:
        need_paper()
        with drawing():
            return export.make(cursor)
    return export.make(cursor)


def import_weights(options: argparse.Namespace) -> int:
    """Begin a session file with weights from files."""
    options.start = options.files
    run = Run(asked_settings(options))
    try:
        write_session(session_at(Cursor(run), StopRule()), options.out)
    except ValueError as error:
        return complain(str(error), BAD_INPUT)
    print_line(str(options.out))
    return 0


def take_screenshot(options: argparse.Namespace) -> int:
    """Train in an offscreen window, and save its picture."""
    need_paper()
    with leaving_at_once():
        from streetlight_gui.screenshot import PictureError, Scene, save_screenshot
        from streetlight_gui.ui.widgets.theme import ThemeChoice

    cursor, iterations = None, 0
    if options.session is None:
        settings = asked_settings(options)
        iterations = ITERATIONS if options.iterations is None else options.iterations
    else:
        cursor = _cursor(options)
        settings = cursor.settings
    rule, page = asked_rule(options), options.page
    theme = ThemeChoice(options.theme or "light")
    scene = Scene(settings, rule, iterations, cursor, options.phase, page, theme, options.size)
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
    print_line(f"The menu has Streetlight now, by {file}")
    return 0


def _cursor(options: argparse.Namespace, iterations: int = ITERATIONS) -> Cursor:
    """Stand where options ask for; tell where a session file's run ends otherwise here."""
    cursor = asked_cursor(options, iterations)
    if options.session is not None:
        tell_deviation(options.session, cursor.run.live.network)
    return cursor


def tell_deviation(session: SavedSession, network: Network) -> None:
    """Say how far the run made again ends from where it ended, if it does not end there."""
    distance = session.deviation(network)
    if distance is not None:
        complain(deviation_text(distance), 0)
