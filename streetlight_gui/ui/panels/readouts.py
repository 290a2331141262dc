"""The run's numbers, as text that can be copied."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from streetlight_gui.core.checks.formatting import plain
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.ui.widgets.boxes import filled
from streetlight_gui.ui.widgets.labels import Readout
from streetlight_gui.ui.widgets.text_sizes import bold, fixed_font

_NOTHING = "\N{EN DASH}"
_ERROR_ROOM = "8.57090e-188"
_FROZEN_TIP = (
    "Error of all examples with the weights as they were after the last finished iteration (frozen)"
)
_ONLINE_TIP = (
    "Error of the last finished iteration, as the book prints it (online): each example is "
    "measured just before its own update"
)
_BATCH_TIP = "The example, or the batch, trained last, of those in an iteration"


class Readouts(QWidget):
    """Iteration, example and both errors, each under its name."""

    def __init__(self) -> None:
        """Begin without numbers."""
        super().__init__()
        row = filled(QHBoxLayout(self), spacing=12, margins=(0, 0, 0, 0))
        add = partial(_add, row)
        self._iteration = add("Iteration", "iteration_label", "How many are finished", "10000000")
        self._example = add("Example", "example_label", _BATCH_TIP, "64 of 64")
        self._error = add("Error while training", "error_label", _ONLINE_TIP)
        self._frozen = add("Error now", "frozen_label", _FROZEN_TIP)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show this moment's numbers."""
        self._iteration.show_text(f"{snapshot.iteration}")
        updates = snapshot.traced_settings.sampler.updates_per_iteration
        place = f"{snapshot.updates_of_iteration} of {updates}"
        self._example.show_text(place, "Batch" if snapshot.is_by_batch else "Example")
        self._error.show_text(_error_text(snapshot.online_error))
        self._frozen.show_text(_error_text(snapshot.frozen_error))


def _add(row: QHBoxLayout, title: str, name: str, tip: str, longest: str = _ERROR_ROOM) -> Readout:
    readout = Readout(title, longest, font=bold(fixed_font()))
    readout.show_text(_NOTHING)
    readout.setObjectName(name)
    readout.setToolTip(tip)
    row.addLayout(filled(QVBoxLayout(), readout.title, readout, spacing=0))
    return readout


def _error_text(error: float | None) -> str:
    return _NOTHING if error is None else plain(error)
