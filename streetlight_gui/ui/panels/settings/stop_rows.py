"""The rows of the settings panel on when a run stops."""

from dataclasses import replace

from PySide6.QtWidgets import QLabel

from streetlight_gui.core.checks import limits
from streetlight_gui.core.checks.formatting import counted
from streetlight_gui.core.training.stopping import StopRule
from streetlight_gui.ui.panels.settings.form_row import FormRow, quiet_check
from streetlight_gui.ui.widgets.number_spin import NumberSpin


def bound_row() -> FormRow[StopRule]:
    """Return the row of the error below which a run stops."""
    spoken = "Stop when error below"
    tip = "Stop when the error while training is below a bound"
    check = quiet_check("error below", "stop_error_check", spoken, tip)
    tip = "The bound: a number above 0"
    spin = NumberSpin(limits.ERROR_BOUND, "stop_error_spin", "Error to stop below", tip, first=0.01)

    def with_bound(rule: StopRule, _: object) -> StopRule:
        return replace(rule, error_below=spin.value() if check.isChecked() else None)

    note = "The error while training, as the plot shows it"
    row = FormRow[StopRule]("when", lambda _: note)
    row.line.addStretch(1)
    row.add(check, check.setChecked, lambda now: now.error_below is not None)
    row.add(spin, spin.show_value, lambda now: now.error_below or spin.value())
    row.on(check.clicked, with_bound)
    row.on(spin.valueChanged, with_bound)
    return row


def all_right_row() -> FormRow[StopRule]:
    """Return the row of whether a run stops when all predictions are right."""
    spoken = "Stop when all predictions right"
    tip = "Stop when the prediction for every example of the training set is right"
    check = quiet_check("all predictions right", "stop_all_right_check", spoken, tip)
    note = "Every example of the training set, after a whole iteration"
    row = FormRow[StopRule]("or when", lambda _: note)
    row.add(check, check.setChecked, lambda now: now.all_right)
    row.on(check.clicked, lambda now, all_right: replace(now, all_right=all_right))
    return row


def length_row() -> FormRow[StopRule]:
    """Return the row that says how long a run is at most."""
    label = QLabel()
    label.setObjectName("stop_iterations_label")

    def text(rule: StopRule) -> str:
        iterations = rule.iterations
        return f"after {counted(iterations, 'iteration')}" if iterations else "never"

    row = FormRow[StopRule]("at most", lambda _: "Set by 'stop after' at the top of the window")
    row.add(label, label.setText, text)
    return row
