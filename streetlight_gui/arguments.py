"""The arguments of `streetlight`: how each is read, and what is said of it."""

import argparse
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from streetlight_gui import sweep_arguments
from streetlight_gui.asked_table import parse_names, parse_problem, parse_values
from streetlight_gui.core.checks import limits
from streetlight_gui.core.nn.activations import ACTIVATIONS, check_activation
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.replay.phases import PHASE_NUMBER
from streetlight_gui.core.replay.saved_session import SavedSession
from streetlight_gui.core.storage.problem_file import SUFFIXES
from streetlight_gui.core.storage.session_file import SUFFIX, read_session
from streetlight_gui.ui.exports.registry import export_for, names_text

# Of the panel beside the diagram.
PAGES = ("patterns", "runs", "starts", "numbers", "examples", "settings")

_SIZE = re.compile("([0-9]{1,5})x([0-9]{1,5})")
_MAX_WIDTH, _MAX_HEIGHT = 7680, 4320  # the largest screens there are; Qt has no memory for any size


def _parse_size(text: str) -> tuple[int, int]:
    match = _SIZE.fullmatch(text)
    width, height = map(int, match.groups()) if match else (0, 0)
    if not (900 <= width <= _MAX_WIDTH and 600 <= height <= _MAX_HEIGHT):
        allowed = f"written like 1280x800, from 900x600 to {_MAX_WIDTH}x{_MAX_HEIGHT}"
        raise ValueError(f"size must be {allowed}, not {text!r}")
    return width, height


def _parse_session(text: str) -> SavedSession:
    return read_session(Path(text))


def _parse_session_to_open(text: str) -> Path:
    read_session(Path(text))  # here, where the terminal is told what is wrong with it
    return Path(text)


def _parse_sweep_to_open(text: str) -> Path:
    from streetlight_gui.core.storage.sweeps.atlas_file import reading  # only here: few open one

    path = sweep_arguments.parse_sweep_file(text)
    next(reading(path))  # the same; the rest is read beside the window
    return path


def _parse_activations(text: str) -> tuple[str, ...]:
    return tuple(check_activation(name.strip()).name for name in text.split(","))


def _parse_session_out(text: str) -> Path:
    if not is_session(text):
        raise ValueError(f"a session file must end in {SUFFIX}, not {text!r}")
    return Path(text)


def _parse_export(text: str) -> Path:
    path = Path(text)
    if not path.is_dir():
        export_for(text)
    return path


def _parse_picture_file(text: str) -> Path:
    if not text.lower().endswith(".png"):
        raise ValueError(f"the picture is a PNG, so its name must end in .png, not {text!r}")
    return Path(text)


# Those of several commands.
_TABLE = "--problem", "--answer", "--columns", "--as", "--scale"
_NETWORK = *_TABLE, "--seed", "--start", "--hidden", "--activation", "--bias"
SETTINGS = *_NETWORK, "--alpha", "--batch", "--order-seed", "--l1", "--l2"
RUN = *SETTINGS, "--iterations", "--stop-below", "--stop-when-right"
WINDOW = "--session", "--sweep", *RUN, "--theme"
_EVERY = limits.whole("every", 1, limits.MAX_ITERATIONS)
_ANY_ITERATIONS = limits.whole("iterations", 0, limits.MAX_ITERATIONS)
SWEEP = *_TABLE, *sweep_arguments.NAMES
# How argparse is told of each argument; a command's own word on one comes after that of all.
_ARGUMENTS: dict[str, dict[str, Any]] = {
    **sweep_arguments.ARGUMENTS,
    "--problem": {"metavar": "NAME|FILE", "type": parse_problem},
    "--answer": {"metavar": "NAME"},
    "--columns": {"metavar": "NAMES", "type": parse_names},
    "--as": {"metavar": "TEXT=NUMBER", "type": parse_values},
    "--scale": {"metavar": "NAMES", "type": parse_names},
    "--seed": {"metavar": "N", "type": limits.SEED.parse},
    "--hidden": {"metavar": "SIZES", "type": limits.parse_hidden},
    "--start": {"metavar": "WEIGHTS", "type": Path, "action": "append"},
    "--activation": {"metavar": "NAME", "type": _parse_activations},
    "--bias": {"action": "store_true"},
    "--alpha": {"metavar": "RATE", "type": limits.ALPHA.parse},
    "--batch": {"metavar": "N", "type": limits.BATCH_OR_ALL.parse},
    "--order-seed": {"metavar": "N", "type": limits.SEED.parse},
    "--l1": {"metavar": "STRENGTH", "type": limits.STRENGTH.parse},
    "--l2": {"metavar": "STRENGTH", "type": limits.STRENGTH.parse},
    "--iterations": {"metavar": "N", "type": limits.ITERATIONS.parse},
    "screenshot --iterations": {"type": _ANY_ITERATIONS.parse},
    "gui --iterations": {"type": _ANY_ITERATIONS.parse},
    "--stop-below": {"metavar": "ERROR", "type": limits.ERROR_BOUND.parse},
    "--stop-when-right": {"action": "store_true"},
    "--every": {"metavar": "N", "type": _EVERY.parse, "default": 10},
    "--phase": {"metavar": "N", "type": PHASE_NUMBER.parse},
    "--size": {"metavar": "WxH", "type": _parse_size, "default": (1280, 800)},
    "--format": {"choices": ("text", "json"), "default": "text"},
    "--page": {"choices": PAGES, "default": PAGES[0]},
    "--theme": {"choices": ("system", "light", "dark", "high-contrast")},
    "lights": {"metavar": "LIGHT", "type": limits.LIGHT.parse, "nargs": "+"},
    "file": {"metavar": "FILE.png", "type": _parse_picture_file},
    "out": {"metavar": "OUT", "type": _parse_export},
    "--session": {"metavar": "FILE.streetlight", "type": _parse_session},
    "gui --session": {"type": _parse_session_to_open},
    "--sweep": {"metavar": "SWEEP", "type": _parse_sweep_to_open},
    "session": {"metavar": "SESSION.streetlight", "type": _parse_session, "nargs": "?"},
    "files": {"metavar": "FILE", "type": Path, "nargs": "+"},
    "--out": {"metavar": "NEW.streetlight", "type": _parse_session_out, "required": True},
}
_HELP = {
    "--problem": f"what to learn: {', '.join(PRESETS)}, or a table of your own in a file that ends "
    f"in {', '.join(SUFFIXES)}: a column for each light, the last column for the answer, and "
    "perhaps one named use, train or test: answers to test with are held out (default: "
    "streetlights)",
    "--answer": "the column of a table that answers, by its name or number (default: the last)",
    "--columns": "columns of a table that are lights, with commas between (default: all others)",
    "--as": "what texts of a table stand for, such as no=0,yes=1 or -1=0,1=1",
    "--scale": "columns of a table to bring to 0..1, the least number to 0, the greatest to 1",
    "--seed": "makes the start weights, 0 to 4294967295 (default: the problem's, or the weights "
    "that come with it)",
    "--hidden": "units of each hidden layer: 4, or 8,8, or none (default: the problem's)",
    "--start": "the start weights, instead of a seed: zero, a folder with pickles, a .npz or "
    ".safetensors file, or pickles named weights_0_1.pickle.bin and so on, each after a --start "
    "of its own; hidden layers and biases are theirs",
    "--activation": f"of the hidden layers, {', '.join(ACTIVATIONS)}: one for all, or one for each "
    "with commas between (default: relu)",
    "--bias": "every unit adds a bias of its own, 0 at the start unless the weights have some",
    "--alpha": "the learning rate, above 0 and at most 1000 (default: the problem's)",
    "--batch": "how many examples share an update, or all (default: 1)",
    "--order-seed": "shuffles the examples anew in each iteration, 0 to 4294967295 (default: as "
    "given)",
    "--l1": "a penalty on the sizes of weights, 0 to 10 (default: none)",
    "--l2": "a penalty on the squares of weights, 0 to 10 (default: none)",
    "--stop-below": "stop after an iteration whose error while training is below this",
    "--stop-when-right": "stop after an iteration when every answer of the training set is right",
    "--iterations": "how many times to train on all examples, 1 to 1,000,000 (default: 60)",
    "screenshot --iterations": "how many times to train on all examples, 0 for none (default: 60)",
    "gui --iterations": "how often to train on all examples before the window opens (default: 0)",
    "--every": "print every N-th iteration (default: 10); a run shorter than N prints nothing, as "
    "in the notebook; JSON always holds all",
    "--format": "text: a line per printed iteration (default). json: one object with problem, "
    "seed, alpha, hidden, all other settings, errors, frozen_errors, weights, and predictions for "
    "every pattern, counting up from all lights off; names, of lights and answer, where they have "
    "any of their own; where answers are held out, held_out_errors, "
    "and held_out: each pattern, its answer, the prediction, and whether that is right. For the "
    "preset "
    "streetlights json holds out what its rule says of the patterns never seen, unasked: no weight "
    "changes by it. null for a number that has run away, and for the seed where the problem gives "
    "the start weights",
    "--phase": "then go into the next example as far as phase 1 to 5",
    "--page": "which page of the panel beside the diagram is seen (default: patterns)",
    "--theme": "the window's colours (default: as chosen last)",
    "screenshot --theme": "the window's colours (default: light)",
    "--size": f"of the window in pixels, 900x600 to {_MAX_WIDTH}x{_MAX_HEIGHT} (default: 1280x800)",
    "lights": "each light in order, 1 for on, 0 for off, or between for dimmed",
    "file": "where the picture goes",
    "out": f"where it goes; its name says what it is: {names_text()}"
    "; a folder gets a pickle of each matrix, as the book's notebook writes them",
    "--session": "a session file, instead of the other options that say what to train; its name "
    f"does, too, without --session: it ends in {SUFFIX}",
    "--sweep": "the file of a sweep, .csv or .parquet, to look at; its name does, too, without "
    "--sweep",
    "session": "a session file, instead of the options",
    "files": "weights: pickles named weights_0_1.pickle.bin and so on, or one .npz or .safetensors",
    "--out": "the session file that begins with them",
    **sweep_arguments.HELP,
}


def add_argument(parser: argparse.ArgumentParser, command: str, argument: str) -> None:
    """Tell a command's parser of an argument."""
    own = f"{command} {argument}"
    told = {**_ARGUMENTS[argument], **_ARGUMENTS.get(own, {})}
    if "type" in told:
        told["type"] = _sentence(told["type"])
    parser.add_argument(argument, help=_HELP.get(own) or _HELP[argument], **told)


def destination(argument: str) -> str:
    """Return what argparse calls an argument among those that were read."""
    return argument.removeprefix("--").replace("-", "_")


def is_session(word: str) -> bool:
    """Tell whether a word names a session file."""
    return word.lower().endswith(SUFFIX)


def is_table(word: str) -> bool:
    """Tell whether a word names a table of examples."""
    return word.lower().endswith(tuple(SUFFIXES))


def takes_anything(argument: str) -> bool:
    """Tell whether an option is followed by a value that may begin with a minus."""
    return "type" in _ARGUMENTS.get(argument, ())


def _sentence(parse: Callable[[str], object]) -> Callable[[str], object]:
    """Let argparse print the parser's own sentence, which says what is allowed."""

    def read(text: str) -> object:
        try:
            return parse(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(str(error)) from None

    return read
