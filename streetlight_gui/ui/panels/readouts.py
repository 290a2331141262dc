"""The run's numbers, as text that can be selected and copied."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from streetlight_gui.core.checks.formatting import plain
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.ui.widgets.labels import Readout
from streetlight_gui.ui.widgets.text_sizes import bold, fixed_font

_NOTHING = "\N{EN DASH}"


class Readouts(QWidget):
    """Iteration, example and both errors, each under its name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin without numbers."""
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)
        self._iteration = self._add(
            "Iteration", "iteration_label", "How many are finished", widest="10000000"
        )
        self._example = self._add(
            "Example",
            "example_label",
            "The example, or the batch, trained last, of those in an iteration",
            widest="64 of 64",
        )
        self._error = self._add(
            "Error",
            "error_label",
            "Online error of the last finished iteration, as the book prints it: each example "
            "is measured just before its own update",
        )
        self._frozen = self._add(
            "Frozen error",
            "frozen_label",
            "Error of all examples with the weights as they were after the last finished iteration",
        )

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show this moment's numbers."""
        self._iteration.show_text(str(snapshot.iteration))
        self._example.rename("Batch" if snapshot.is_by_batch else "Example")
        updates = snapshot.traced_settings.sampler.updates_per_iteration
        self._example.show_text(f"{snapshot.updates_of_iteration} of {updates}")
        self._error.show_text(_error_text(snapshot.online_error))
        self._frozen.show_text(_error_text(snapshot.frozen_error))

    def _add(self, title: str, name: str, tip: str, widest: str = "8.57090e-188") -> Readout:
        label = Readout(title, widest, font=bold(fixed_font()))
        label.show_text(_NOTHING)
        label.setObjectName(name)
        label.setToolTip(tip)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(label.title)
        column.addWidget(label)
        self._row.addLayout(column)
        return label


def _error_text(error: float | None) -> str:
    return _NOTHING if error is None else plain(error)
