"""When a run stops by itself, in the settings panel."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLabel

from streetlight_gui.core.checks.limits import ERROR_BOUND
from streetlight_gui.core.training.stopping import StopRule
from streetlight_gui.ui.panels.settings.form_row import FormRow, quiet_check
from streetlight_gui.ui.widgets.number_spin import NumberSpin


class BoundRow(FormRow[StopRule]):
    """Shows and edits the error below which a run stops; it keeps one to come back to."""

    def __init__(self) -> None:
        """Make the row."""
        name, tip = (
            "Stop when the error is below",
            "Stop when the error of an iteration is below a bound",
        )
        self._check = quiet_check("error below", "stop_error_check", name, tip)
        name, tip = "Error to stop below", "The bound: a number above 0"
        self._spin = NumberSpin(ERROR_BOUND, "stop_error_spin", name, tip, first=0.01)
        super().__init__("when", self._check, self._spin, fills=False)
        self._check.clicked.connect(self._set_bound)
        self._spin.valueChanged.connect(self._set_bound)
        self.say("The error of an iteration, as the plot shows it")

    def show_value(self, value: StopRule) -> None:
        """Show the bound of a rule."""
        super().show_value(value)
        self._check.setChecked(value.error_below is not None)
        if value.error_below is not None:
            self._spin.show_value(value.error_below)

    @Slot()
    def _set_bound(self) -> None:
        self.change(error_below=self._spin.value() if self._check.isChecked() else None)


class AllRightRow(FormRow[StopRule]):
    """Shows and edits whether a run stops when all answers are right."""

    def __init__(self) -> None:
        """Make the row."""
        name = "Stop when all answers are right"
        tip = "Stop when every example of the training set is answered rightly"
        self._check = quiet_check("all answers right", "stop_all_right_check", name, tip)
        super().__init__("or when", self._check)
        self._check.clicked.connect(self._set_all_right)
        self.say("Every example of the training set, after a whole iteration")

    def show_value(self, value: StopRule) -> None:
        """Show whether this rule asks for it."""
        super().show_value(value)
        self._check.setChecked(value.all_right)

    @Slot(bool)
    def _set_all_right(self, all_right: bool) -> None:
        self.change(all_right=all_right)


class LengthRow(FormRow[StopRule]):
    """Shows how long a run is at most."""

    def __init__(self) -> None:
        """Make the row."""
        self._label = QLabel()
        self._label.setObjectName("stop_iterations_label")
        super().__init__("at most", self._label)
        self.say("Set by 'stop after' at the top of the window")

    def show_value(self, value: StopRule) -> None:
        """Show the length that a rule allows."""
        super().show_value(value)
        count = value.iterations
        text = f"after {count:,} iteration{'s' if count != 1 else ''}" if count else "never"
        self._label.setText(text)
