"""When a run stops by itself, in the settings panel."""

from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QLabel

from streetlight_gui.core.checks.limits import ERROR_BOUND
from streetlight_gui.core.training.stopping import StopRule
from streetlight_gui.ui.panels.settings.form_section import FormSection
from streetlight_gui.ui.widgets.controls import named, quiet_focus
from streetlight_gui.ui.widgets.number_spin import NumberSpin

_FIRST_BOUND = 0.01


class StopSection(FormSection):
    """Shows and edits what ends a run besides its length; `edited` brings a StopRule."""

    def __init__(self, rule: StopRule) -> None:
        """Show this rule."""
        super().__init__("A run stops")
        self._rule = rule
        self._make_error()
        self._make_all_right()
        self._make_iterations()
        self.show_rule(rule)

    def show_rule(self, rule: StopRule) -> None:
        """Show this rule."""
        self._rule = rule
        self._error_check.setChecked(rule.error_below is not None)
        if rule.error_below is not None:  # otherwise it keeps the bound to come back to
            self._error_spin.show_value(rule.error_below)
        self._all_right_check.setChecked(rule.all_right)
        self._iterations_label.setText(_iterations_text(rule.iterations))

    def _make_error(self) -> None:
        self._error_check = QCheckBox("error below")
        tip = "Stop when the error of an iteration is below a bound"
        named(self._error_check, "stop_error_check", "Stop when the error is below", tip)
        quiet_focus(self._error_check)
        tip, name = "The bound: a number above 0", "Error to stop below"
        self._error_spin = NumberSpin(ERROR_BOUND, "stop_error_spin", name, tip, first=_FIRST_BOUND)
        self._error_check.clicked.connect(self._set_bound)
        self._error_spin.valueChanged.connect(self._set_bound)
        row = self.make_row("when", self._error_check, self._error_spin, fills=False)
        row.say("The error of an iteration, as the plot shows it")

    def _make_all_right(self) -> None:
        self._all_right_check = QCheckBox("all answers right")
        tip = "Stop when every example of the training set is answered rightly"
        named(self._all_right_check, "stop_all_right_check", "Stop when all answers are right", tip)
        quiet_focus(self._all_right_check)
        self._all_right_check.clicked.connect(self._set_all_right)
        row = self.make_row("or when", self._all_right_check)
        row.say("Every example of the training set, after a whole iteration")

    def _make_iterations(self) -> None:
        self._iterations_label = QLabel()
        self._iterations_label.setObjectName("stop_iterations_label")
        row = self.make_row("at most", self._iterations_label)
        row.say("Set by 'stop after' at the top of the window")

    @Slot()
    def _set_bound(self) -> None:
        bound = self._error_spin.value() if self._error_check.isChecked() else None
        self.edited.emit(replace(self._rule, error_below=bound))

    @Slot(bool)
    def _set_all_right(self, all_right: bool) -> None:
        self.edited.emit(replace(self._rule, all_right=all_right))


def _iterations_text(iterations: int) -> str:
    if not iterations:
        return "never"
    return f"after {iterations:,} iteration{'s' if iterations != 1 else ''}"
