"""Every export: how its file is named, what it is called, and what makes it.

The menu, the console and the manual's table come from here. What needs Qt is loaded by the function
that makes it, so that the console loads none for a notebook.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from streetlight_gui.core.replay.cursor import Cursor
from streetlight_gui.core.replay.recipe import Recipe
from streetlight_gui.core.replay.saved_session import MOST_STARTS, SavedSession, session_at
from streetlight_gui.core.storage.errors_file import errors_csv
from streetlight_gui.core.storage.onnx_file import onnx_bytes
from streetlight_gui.core.storage.session_file import SUFFIX, format_session
from streetlight_gui.core.storage.weights_file import npz_bytes, safetensors_bytes
from streetlight_gui.core.training.stopping import StopRule
from streetlight_gui.text.tables import biases_csv, patterns_csv, weights_csv

if TYPE_CHECKING:  # the console starts without
    from streetlight_gui.core.ensemble.atlas import Atlas

_NUMBER = r"([0-9]{1,3})"
_PNG, _LARGEST_SCALE = ".png", 10
_SCALE = re.compile(r"(.*)@([0-9]{1,3}(?:\.[0-9]{1,3})?)x")
_PREFIX = "monday"
_RULE = (
    f"before such a name there may be words and a hyphen: {_PREFIX}-errors.csv; numbers in it say "
    "which layers and units; diagram@3x.png is 3 times as large as in the window"
)


@dataclass(frozen=True)
class Export:
    """A kind of file that a run can be exported as.

    Attributes:
        suffix: of the file, such as '.ipynb'.
        title: what the menu calls it; exports of one title are one thing in several formats.
        about: what it holds, in a line.
        make: returns the file's content, given where somebody stands in a run, and the numbers in
            the file's name.
        stem: what a file's name must be before the suffix, or end in after a hyphen; numbers in it
            stand for others, too. '' for any.
        is_drawn: whether making it needs a QApplication.
        is_of_session: whether `make` takes the SavedSession, too, or None, as `session`.
    """

    suffix: str
    title: str
    about: str
    make: Callable[..., bytes]
    stem: str = ""
    is_drawn: bool = False
    is_of_session: bool = False

    @property
    def name(self) -> str:
        """How a file of it may be called, as its reader is told."""
        return f"{self.stem}{self.suffix}"

    def numbers(self, stem: str) -> list[int] | None:
        """Return the numbers in a name that asks for this; None for one that does not."""
        wanted = re.sub("[0-9]+", _NUMBER, self.stem) or ".*"
        found = re.fullmatch(f"(?:.*-)?{wanted}", stem, re.IGNORECASE | re.DOTALL)
        return None if found is None else [int(number) for number in found.groups()]


def export_for(name: str, session: SavedSession | None = None) -> Export:
    """Return the export that a file's name asks for, which takes nothing but a cursor any more.

    session: what the cursor was opened from, if it was.

    Raises:
        ValueError: the name asks for none.
    """
    exports = [each for each in EXPORTS if name.lower().endswith(each.suffix)]
    exports.sort(key=lambda each: -len(each.suffix))  # a .torch.py is a .py, too
    if not exports:
        raise ValueError(f"a file to export must end in {', '.join(SUFFIXES)}, not {name!r}")
    stem, more = name[: -len(exports[0].suffix)], dict[str, object]()
    if exports[0].suffix == _PNG and (found := _SCALE.fullmatch(stem)):
        stem, more = found[1], {"scale": _scale(found[2])}
    for export in exports:
        numbers = export.numbers(re.split(r"[/\\]", stem)[-1])
        if numbers is not None:
            if export.is_of_session:
                more["session"] = session
            return replace(export, make=_given(export.make, numbers, more))
    names = ", ".join(export.name for export in exports)
    like = f"{names}, or {_PREFIX}-{exports[0].name}"
    raise ValueError(f"the name of a file says what it holds, as in {like}, not {name!r}")


def names(title: str) -> list[str]:
    """Return how a file of this title may be called: 'errors.svg', '.png', '.pdf'."""
    first, *others = BY_TITLE[title]
    return [first.name, *(export.suffix for export in others)]


def names_text() -> str:
    """Say how each export is named, and by which rule."""
    told = [f"{' '.join(names(title))}, {exports[0].about}" for title, exports in BY_TITLE.items()]
    return "; ".join([*told, _RULE])


def _given(
    make: Callable[..., bytes], numbers: list[int], more: dict[str, object]
) -> Callable[[Cursor], bytes]:
    return lambda cursor: make(cursor, *numbers, **more)


def _scale(text: str) -> float:
    if not 0 < float(text) <= _LARGEST_SCALE:
        raise ValueError(f"a picture can be up to {_LARGEST_SCALE} times as large, not {text}")
    return float(text)


def _npz(cursor: Cursor) -> bytes:
    return npz_bytes(cursor.trainer.network)


def _safetensors(cursor: Cursor) -> bytes:
    return safetensors_bytes(cursor.trainer.network)


def _onnx(cursor: Cursor) -> bytes:
    return onnx_bytes(cursor.trainer.network, cursor.settings.problem.names)


def _session(cursor: Cursor, session: SavedSession | None) -> bytes:
    return format_session(session or session_at(cursor, StopRule()))


def _notebook(cursor: Cursor) -> bytes:
    from streetlight_gui.text.notebook import notebook_text  # nbformat takes a third of a second

    return notebook_text(Recipe.of(cursor.run)).encode()


def _script(cursor: Cursor) -> bytes:
    from streetlight_gui.text.notebook import script_text

    return script_text(Recipe.of(cursor.run)).encode()


def _torch_script(cursor: Cursor) -> bytes:
    from streetlight_gui.text.torch_script import torch_text

    return torch_text(Recipe.of(cursor.run)).encode()


def _replay(cursor: Cursor, session: SavedSession | None) -> bytes:
    from streetlight_gui.ui.exports.replay_page import replay_page

    return replay_page(cursor, None if session is None else session.pattern).encode()


def _drawn(
    subject: str,
    suffix: str,
    cursor: Cursor,
    *numbers: int,
    scale: float | None = None,
    session: SavedSession | None = None,
) -> bytes:
    from streetlight_gui.ui.exports.drawings import drawn  # Qt takes half a second

    return drawn(subject, suffix, cursor, numbers if session is None else [session.pattern], scale)


def _atlas(subject: str, session: SavedSession | None) -> "Atlas":
    """Return what a session keeps of starts: those of one setting, or a map."""
    kept = None if session is None else session.map if subject == "map" else session.starts
    if kept is None:
        none = "is no map of starts" if subject == "map" else "are no starts that were tried"
        where = f"the window's page Starts computes them, and keeps up to {MOST_STARTS:,}"
        more = "a larger sweep has a file of its own"
        raise ValueError(f"there {none} here: {where} once they are done; {more}")
    return kept


def _atlas_csv(subject: str, _: Cursor, session: SavedSession | None) -> bytes:
    from streetlight_gui.core.storage.sweeps.atlas_file import sweep_csv  # the csv module

    return sweep_csv(_atlas(subject, session))


def _drawn_atlas(
    subject: str,
    suffix: str,
    cursor: Cursor,
    scale: float | None = None,
    *,
    session: SavedSession | None,
) -> bytes:
    from streetlight_gui.ui.exports.drawings import drawn_atlas  # Qt takes half a second

    return drawn_atlas(subject, suffix, cursor, _atlas(subject, session), scale)


def _of_starts(title: str, about: str, stem: str) -> Export:
    return _csv(title, about, partial(_atlas_csv, stem), stem, is_of_session=True)


def _atlas_drawings(title: str, about: str, stem: str) -> list[Export]:
    return [
        Export(suffix, title, about, partial(_drawn_atlas, stem, suffix), stem, True, True)
        for suffix in (".svg", ".png", ".pdf")
    ]


def _drawings(title: str, about: str, stem: str, formats: str = ".svg .png .pdf") -> list[Export]:
    subject = stem.partition("_")[0]
    shows_lights = subject == "diagram"
    return [
        Export(suffix, title, about, partial(_drawn, subject, suffix), stem, True, shows_lights)
        for suffix in formats.split()
    ]


_of_session, _csv = partial(Export, is_of_session=True), partial(Export, ".csv")
EXPORTS = (
    _of_session(SUFFIX, "Session", "the run and the place in it, to open again", _session),
    Export(".ipynb", "Notebook", "trains the same run in Jupyter, bit for bit", _notebook),
    Export(".py", "Python script", "the same as a script that needs only NumPy", _script),
    Export(".torch.py", "PyTorch script", "trains to the same numbers in PyTorch", _torch_script),
    _of_session(".html", "Replay page", "replays the run in any browser, offline", _replay),
    Export(".npz", "Weights for NumPy", "the weights here, for numpy.load", _npz),
    Export(".safetensors", "Weights as safetensors", "the weights here", _safetensors),
    Export(".onnx", "Network as ONNX", "the network here, for other runtimes", _onnx),
    _csv("Errors as CSV", "both errors of every iteration", errors_csv, "errors"),
    _csv("Patterns as CSV", "what it answers to each pattern", patterns_csv, "patterns"),
    _csv("Weights as CSV", "the weights from one layer to the next", weights_csv, "weights_0_1"),
    _csv("Biases as CSV", "the biases of a layer", biases_csv, "bias_1"),
    _of_starts("Starts as CSV", "what became of each start", "starts"),
    _of_starts("Map as CSV", "the same of each setting of a map", "map"),
    *_drawings("Diagram", "the network as it answers", "diagram"),
    *_drawings("Error plot", "the error of each iteration", "errors"),
    *_drawings("Slope of a weight", "the error along weights_0_1[0, 0]", "slope_0_1_0_0"),
    *_drawings("Slope of a bias", "the error along bias_1[0]", "slope_bias_1_0"),
    *_atlas_drawings("Starts", "a mark for each start that was tried", "starts"),
    *_atlas_drawings("Curves of the starts", "where their errors lie", "curves"),
    *_atlas_drawings("Map of starts", "the share that learns, for each setting", "map"),
    *_drawings("Worksheet", "a page with empty lines for a pupil", "worksheet", ".pdf .svg"),
)
BY_TITLE = {
    title: [each for each in EXPORTS if each.title == title]
    for title in dict.fromkeys(export.title for export in EXPORTS)
}
SUFFIXES = tuple(dict.fromkeys(export.suffix for export in EXPORTS))
