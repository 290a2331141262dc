"""Every export: its suffix, its name, and what makes it.

The menu, the console and the manual's table come from here. What needs Qt is loaded by the function
that makes it, so that the console loads none for a notebook.
"""

from collections.abc import Callable
from dataclasses import dataclass

from streetlight_gui.core.replay.cursor import Cursor
from streetlight_gui.core.replay.recipe import Recipe
from streetlight_gui.core.storage.errors_file import errors_csv
from streetlight_gui.core.storage.weights_file import npz_bytes, safetensors_bytes


@dataclass(frozen=True)
class Export:
    """A kind of file that a run can be exported as.

    Attributes:
        suffix: of the file, such as '.ipynb'.
        title: what the menu calls it.
        about: what it holds, in a line.
        make: returns the file's content, given where somebody stands in a run.
    """

    suffix: str
    title: str
    about: str
    make: Callable[[Cursor], bytes]


def export_for(name: str) -> Export:
    """Return the export that a file's name asks for.

    Raises:
        ValueError: the name ends like none.
    """
    for suffix, export in EXPORTS.items():
        if name.lower().endswith(suffix):
            return export
    raise ValueError(f"a file to export must end in {', '.join(EXPORTS)}, not {name!r}")


def _npz(cursor: Cursor) -> bytes:
    return npz_bytes(cursor.trainer.network)


def _safetensors(cursor: Cursor) -> bytes:
    return safetensors_bytes(cursor.trainer.network)


def _notebook(cursor: Cursor) -> bytes:
    from streetlight_gui.text.notebook import notebook_text  # nbformat takes a third of a second

    return notebook_text(Recipe.of(cursor.run)).encode()


def _script(cursor: Cursor) -> bytes:
    from streetlight_gui.text.notebook import script_text

    return script_text(Recipe.of(cursor.run)).encode()


EXPORTS = {
    export.suffix: export
    for export in (
        Export(".ipynb", "Notebook", "trains the same run in Jupyter, bit for bit", _notebook),
        Export(".py", "Python script", "the same as a script that needs only NumPy", _script),
        Export(".npz", "Weights for NumPy", "the weights here, for numpy.load", _npz),
        Export(".safetensors", "Weights as safetensors", "the weights here", _safetensors),
        Export(".csv", "Errors", "both errors of every iteration", errors_csv),
    )
}
