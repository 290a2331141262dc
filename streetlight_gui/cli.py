"""The `streetlight` command."""

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from streetlight_gui import __version__, commands, train_command
from streetlight_gui.arguments import (
    RUN,
    SETTINGS,
    SWEEP,
    WINDOW,
    add_argument,
    destination,
    is_session,
    is_table,
    takes_anything,
)
from streetlight_gui.asked_run import BadInputError, refuse_options_beside_a_session
from streetlight_gui.asked_table import settle
from streetlight_gui.core.storage.sweeps.head import is_sweep
from streetlight_gui.core.training.divergence import DivergenceError
from streetlight_gui.process.exits import BAD_INPUT, FAILED, INTERRUPTED
from streetlight_gui.process.output import OutputError, complain, write_no_more, writing
from streetlight_gui.text.findings import divergence_text

# What begins like a negative number, but argparse takes for an option.
_ODD_NUMBER = re.compile(r"-(?!(\d+|\d*\.\d+)\Z)[0-9.]")


def _sweep(options: argparse.Namespace) -> int:
    from streetlight_gui.sweep_command import sweep  # only here: the window starts sooner without

    return sweep(options)


# Each command: what it runs, takes, and says of itself in a few words, and an example.
_COMMANDS = {
    "gui": (commands.open_window, WINDOW, "open the window", ""),
    "train": (
        train_command.train,
        ("--session", *RUN, "--every", "--format"),
        "train and print the errors",
        "--seed 3 --alpha 0.1 --iterations 200 --every 20",
    ),
    "predict": (
        commands.predict,
        ("--session", *RUN, "lights"),
        "train, then answer one pattern of lights",
        "--seed 1 --iterations 60 1 0 1",
    ),
    "screenshot": (
        commands.take_screenshot,
        ("--session", *RUN, "--phase", "--page", "--theme", "--size", "file"),
        "save a picture of the window",
        "--theme dark --iterations 17 window.png",
    ),
    "export": (
        commands.export_run,
        ("out", "session", *RUN),
        "write a run as a notebook, a script, weights or errors",
        "run.ipynb --seed 3 --iterations 60",
    ),
    "import": (
        commands.import_weights,
        ("files", *(each for each in SETTINGS if each not in {"--seed", "--start"}), "--out"),
        "begin a session with weights from files",
        "weights_0_1.pickle.bin weights_1_2.pickle.bin --out mine.streetlight",
    ),
    "sweep": (
        _sweep,
        SWEEP,
        "train from many seeds at once, and count which learn",
        "--seeds 0:1000 --hidden 2,4,8 --iterations 300 --out starts.csv",
    ),
    "install-menu": (commands.install_menu, (), "put Streetlight into the desktop's menu", ""),
}
_DESCRIPTIONS = {
    "gui": "Open the window, untrained.",
    "train": "Train as the book's notebook does, and print the error of every tenth iteration with "
    "25 decimals: the sum over the examples, each measured just before its own update.",
    "predict": "Train, then answer one pattern of lights with WALK or STOP and the prediction; "
    "WALK means 0.5 or more.",
    "screenshot": "Train the window offscreen, and save a picture of it as PNG.",
    "export": "Train, or open a session file, and write the run as what the file's name asks for.",
    "import": "Read weights, of which nothing is executed, and write a session that starts with "
    "them.",
    "sweep": "Train every combination of the settings given from each of the seeds, many networks "
    "at once. The file gets a row for each: its settings, the error of its last iteration, and "
    "whether it learned (an error below 0.01), is stuck or ran away. Ended at any moment, the same "
    "command goes on.",
    "install-menu": "Write an entry for the menu of a Linux desktop, for the current user: "
    "applications/streetlight.desktop in $XDG_DATA_HOME, or else in ~/.local/share.",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with these arguments; return its exit code."""
    try:
        return _run(arguments)
    except BrokenPipeError:
        write_no_more(sys.stdout)  # the reader, such as `head`, has seen enough
        return 0
    except OutputError as error:
        write_no_more(sys.stdout)
        return complain(f"cannot write the output: {error}", FAILED)
    except DivergenceError as divergence:
        return complain(divergence_text(divergence), FAILED)
    except BadInputError as error:
        return complain(str(error), BAD_INPUT)
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(arguments: Sequence[str] | None) -> int:
    try:
        words = sys.argv[1:] if arguments is None else arguments
        options = _make_parser().parse_args(_unambiguous(words))
        try:
            understood = settle(options)
        except ValueError as error:
            raise BadInputError(str(error)) from None
        refuse_options_beside_a_session(options)
        if understood:
            complain(understood, 0)
        return int(options.command(options))
    finally:
        if sys.stdout is not None:  # it is None without a console on Windows, or where closed
            with writing():  # here, where a reader that has gone is expected
                sys.stdout.flush()


def _unambiguous(words: Sequence[str]) -> list[str]:
    """Say what argparse would misunderstand so that it does not.

    The window's options, or a file that it opens, may stand without `gui`, and a value or a light
    that begins with a minus, such as -1e-3, is no option. What follows an option and begins so is
    its value, but for the options -h and --.
    """
    found: list[str] = []
    is_file = bool(words) and _is_file(words[0])
    if is_file or (words and words[0].partition("=")[0] in WINDOW):
        found.append("gui")
    for word in words:
        is_value = bool(found) and takes_anything(found[-1])
        if is_value and re.match("-[^-h]", word):
            found[-1] += f"={word}"
        elif is_session(word) and not is_value and _takes_session(found):
            found.append(f"--session={word}")
        elif _is_file(word) and not is_value and found[:1] == ["gui"] and word[0] != "-":
            found.append(f"--{'sweep' if is_sweep(Path(word)) else 'problem'}={word}")
        elif found[:1] == ["predict"] and _ODD_NUMBER.match(word) and "--" not in found:
            found += ["--", word]
        else:
            found.append(word)
    return found


def _is_file(word: str) -> bool:
    return is_session(word) or is_table(word) or is_sweep(Path(word))


def _takes_session(words: Sequence[str]) -> bool:
    return bool(words) and words[0] in _COMMANDS and "--session" in _COMMANDS[words[0]][1]


def _make_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="streetlight",
        description="Watch a small neural network learn when it is safe to walk. "
        "Without a command, the window opens; the options of gui may stand without it.",
        epilog="'streetlight COMMAND --help' explains each command.",
    )
    parser.add_argument("--version", action="version", version=f"streetlight {__version__}")
    unsaid = dict.fromkeys(map(destination, WINDOW))
    parser.set_defaults(command=commands.open_window, **unsaid)
    subparsers = parser.add_subparsers(title="commands", metavar="COMMAND")
    for name, (run, arguments, summary, example) in _COMMANDS.items():
        epilog = f"example: streetlight {name} {example}" if example else None
        about = _DESCRIPTIONS[name]
        command = subparsers.add_parser(name, help=summary, description=about, epilog=epilog)
        command.set_defaults(command=run)
        for argument in arguments:
            add_argument(command, name, argument)
    return parser
