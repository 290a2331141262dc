"""The `streetlight` command."""

import argparse
import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from streetlight_gui import __version__, commands
from streetlight_gui.core.checks.limits import (
    ALPHA,
    ITERATIONS,
    LIGHT,
    MAX_ITERATIONS,
    SEED,
    parse_hidden,
    whole,
)
from streetlight_gui.core.problems.presets import PRESETS, Preset
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.replay.phases import PHASE_NUMBER
from streetlight_gui.core.storage.problem_file import read_problem
from streetlight_gui.process.exits import FAILED, INTERRUPTED
from streetlight_gui.process.output import OutputError, writing

T = TypeVar("T")

_BOOK_ITERATIONS = 60
_BOOK_EVERY = 10
_EVERY = whole("every", 1, MAX_ITERATIONS)
_ITERATIONS_OR_NONE = whole("iterations", 0, MAX_ITERATIONS)
_START_OPTIONS = ("--problem", "--seed", "--hidden", "--alpha")
_VALUE_OPTIONS = (*_START_OPTIONS, "--iterations", "--every", "--phase", "--size")
_WINDOW_OPTIONS = (*_START_OPTIONS, "--theme")
_SIZE = re.compile("([0-9]{1,5})x([0-9]{1,5})")
_MAX_WIDTH, _MAX_HEIGHT = 7680, 4320  # the largest screens there are; Qt has no memory for any size


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with these arguments; return its exit code."""
    try:
        return _run(arguments)
    except BrokenPipeError:
        _write_no_more()  # the reader, such as `head`, has seen enough
        return 0
    except OutputError as error:
        print(f"streetlight: cannot write the output: {error}", file=sys.stderr)
        _write_no_more()
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(arguments: Sequence[str] | None) -> int:
    try:
        words = sys.argv[1:] if arguments is None else arguments
        options = _make_parser().parse_args(_unambiguous(words))
        command: Callable[[argparse.Namespace], int] = options.command
        return command(options)
    finally:
        if sys.stdout is not None:  # it is None without a console on Windows, or where closed
            with writing():  # here, where a reader that has gone is expected
                sys.stdout.flush()


def _write_no_more() -> None:
    """Keep Python from writing to standard output once more at exit."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _unambiguous(words: Sequence[str]) -> list[str]:
    """Say what argparse would misunderstand so that it does not.

    The window's options may stand without `gui`, and a value or a light that begins with a minus,
    such as -1e-3, is no option. What follows an option and begins so is its value, but for the
    options -h and --.
    """
    found: list[str] = []
    if words and words[0].partition("=")[0] in _WINDOW_OPTIONS:
        found.append("gui")
    for word in words:
        if found and found[-1] in _VALUE_OPTIONS and re.match("-[^-h]", word):
            found[-1] += f"={word}"
        elif found[:1] == ["predict"] and _is_odd_number(word) and "--" not in found:
            found += ["--", word]
        else:
            found.append(word)
    return found


def _is_odd_number(word: str) -> bool:
    """Tell whether a word begins like a negative number, but argparse takes it for an option."""
    return bool(re.match("-[0-9.]", word)) and not re.fullmatch(r"-\d+|-\d*\.\d+", word)


def _make_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="streetlight",
        description="Watch a small neural network learn when it is safe to walk. "
        "Without a command, the window opens; the options of gui may stand without it.",
        epilog="'streetlight COMMAND --help' explains each command.",
    )
    parser.add_argument("--version", action="version", version=f"streetlight {__version__}")
    parser.set_defaults(command=commands.open_window)
    parser.set_defaults(problem=None, hidden=None, seed=None, alpha=None, theme=None)
    subparsers = parser.add_subparsers(title="commands", metavar="COMMAND")
    _add_gui(subparsers)
    _add_train(subparsers)
    _add_predict(subparsers)
    _add_screenshot(subparsers)
    _add_install_menu(subparsers)
    return parser


def _add_gui(subparsers: Any) -> None:
    gui = subparsers.add_parser(
        "gui", help="open the window", description="Open the window, untrained."
    )
    gui.set_defaults(command=commands.open_window)
    _add_start_options(gui)
    _add_theme_option(gui, "as chosen last")


def _add_train(subparsers: Any) -> None:
    train = subparsers.add_parser(
        "train",
        help="train and print the errors",
        description="Train as the book's notebook does, and print the error of every tenth "
        "iteration with 25 decimals: the sum over the examples, each measured just before its own "
        "update.",
        epilog="example: streetlight train --seed 3 --alpha 0.1 --iterations 200 --every 20",
    )
    train.set_defaults(command=commands.train)
    _add_start_options(train)
    _add_iterations_option(train)
    train.add_argument(
        "--every",
        type=_sentence(_EVERY.parse),
        default=_BOOK_EVERY,
        metavar="N",
        help="print every N-th iteration (default: 10); a run shorter than N prints nothing, as in "
        "the notebook; JSON always holds all",
    )
    train.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help="text: a line per printed iteration (default). json: one object with problem, seed, "
        "alpha, hidden, errors, frozen_errors, weights, and predictions for every pattern, "
        "counting up from all lights off; null for a number that has run away, and for the seed "
        "where the problem gives the start weights",
    )


def _add_predict(subparsers: Any) -> None:
    predict = subparsers.add_parser(
        "predict",
        help="train, then answer one pattern of lights",
        description="Train, then answer one pattern of lights with WALK or STOP and the "
        "prediction; WALK means 0.5 or more.",
        epilog="example: streetlight predict --seed 1 --iterations 60 1 0 1",
    )
    predict.set_defaults(command=commands.predict)
    _add_start_options(predict)
    _add_iterations_option(predict)
    predict.add_argument(
        "lights",
        nargs="+",
        type=_sentence(LIGHT.parse),
        metavar="LIGHT",
        help="each light in order, 1 for on, 0 for off, or between for dimmed",
    )


def _add_screenshot(subparsers: Any) -> None:
    screenshot = subparsers.add_parser(
        "screenshot",
        help="save a picture of the window",
        description="Train the window offscreen, and save a picture of it as PNG.",
        epilog="example: streetlight screenshot --theme dark --iterations 17 window.png",
    )
    screenshot.set_defaults(command=commands.take_screenshot)
    _add_start_options(screenshot)
    screenshot.add_argument(
        "--iterations",
        type=_sentence(_ITERATIONS_OR_NONE.parse),
        default=_BOOK_ITERATIONS,
        metavar="N",
        help="how many times to train on all examples, 0 for none (default: 60)",
    )
    screenshot.add_argument(
        "--phase",
        type=_sentence(PHASE_NUMBER.parse),
        metavar="N",
        help="then go into the next example as far as phase 1 to 5",
    )
    screenshot.add_argument(
        "--page",
        choices=commands.PAGES,
        default=commands.PAGES[0],
        help="which page of the panel beside the diagram is seen (default: patterns)",
    )
    _add_theme_option(screenshot, "light")
    screenshot.add_argument(
        "--size",
        type=_sentence(_parse_size),
        default=(1280, 800),
        metavar="WxH",
        help=f"of the window in pixels, 900x600 to {_MAX_WIDTH}x{_MAX_HEIGHT} (default: 1280x800)",
    )
    screenshot.add_argument(
        "file",
        type=_sentence(_parse_picture_file),
        metavar="FILE.png",
        help="where the picture goes",
    )


def _add_install_menu(subparsers: Any) -> None:
    install_menu = subparsers.add_parser(
        "install-menu",
        help="put Streetlight into the desktop's menu",
        description="Write an entry for the menu of a Linux desktop, for the current user: "
        "applications/streetlight.desktop in $XDG_DATA_HOME, or else in ~/.local/share.",
    )
    install_menu.set_defaults(command=commands.install_menu)


def _add_start_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--problem",
        type=_sentence(_parse_problem),
        metavar="NAME|FILE.csv",
        help=f"what to learn: {', '.join(PRESETS)}, or a file of your own that ends in .csv, with "
        "the columns light_1 to light_n and answer (default: streetlights)",
    )
    parser.add_argument(
        "--seed",
        type=_sentence(SEED.parse),
        metavar="N",
        help="makes the start weights, 0 to 4294967295 (default: the problem's, or the weights "
        "that come with it)",
    )
    parser.add_argument(
        "--hidden",
        type=_sentence(parse_hidden),
        metavar="SIZES",
        help="units of each hidden layer: 4, or 8,8, or none (default: the problem's)",
    )
    parser.add_argument(
        "--alpha",
        type=_sentence(ALPHA.parse),
        metavar="RATE",
        help="the learning rate, above 0 and at most 1000 (default: the problem's)",
    )


def _add_iterations_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--iterations",
        type=_sentence(ITERATIONS.parse),
        default=_BOOK_ITERATIONS,
        metavar="N",
        help="how many times to train on all examples, 1 to 1,000,000 (default: 60)",
    )


def _add_theme_option(parser: argparse.ArgumentParser, default: str) -> None:
    parser.add_argument(
        "--theme",
        choices=("system", "light", "dark"),
        help=f"the window's colours (default: {default})",
    )


def _sentence(parse: Callable[[str], T]) -> Callable[[str], T]:
    """Let argparse print the parser's own sentence, which says what is allowed."""

    def read(text: str) -> T:
        try:
            return parse(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(str(error)) from None

    return read


def _parse_problem(text: str) -> Problem | Preset:
    if text.lower().endswith(".csv"):
        return read_problem(Path(text))
    try:
        return PRESETS[Problem.preset(text).name]
    except ValueError as error:
        raise ValueError(f"{error}; or a FILE.csv") from None


def _parse_size(text: str) -> tuple[int, int]:
    match = _SIZE.fullmatch(text)
    width, height = map(int, match.groups()) if match else (0, 0)
    if not (900 <= width <= _MAX_WIDTH and 600 <= height <= _MAX_HEIGHT):
        allowed = f"written like 1280x800, from 900x600 to {_MAX_WIDTH}x{_MAX_HEIGHT}"
        raise ValueError(f"size must be {allowed}, not {text!r}")
    return width, height


def _parse_picture_file(text: str) -> Path:
    if not text.lower().endswith(".png"):
        raise ValueError(f"the picture is a PNG, so its name must end in .png, not {text!r}")
    return Path(text)
