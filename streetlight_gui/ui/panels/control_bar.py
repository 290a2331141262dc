"""The buttons and the speed of the run."""

import math
from functools import partial

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QBoxLayout, QComboBox, QHBoxLayout, QLabel, QWidget

from streetlight_gui.core.replay.cursor import StepUnit
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.ui.widgets.boxes import filled
from streetlight_gui.ui.widgets.controls import CalmWheel, named, quiet_button
from streetlight_gui.ui.widgets.jump_slider import JumpSlider
from streetlight_gui.ui.widgets.labels import label_unseen
from streetlight_gui.ui.widgets.pixmaps import icon
from streetlight_gui.ui.widgets.text_sizes import KeepsFit, length
from streetlight_gui.ui.widgets.theme import LIGHT, Theme
from streetlight_gui.ui.widgets.yielding_button import YieldingButton

_BUTTONS = {  # by their icons, as they stand: what is on them, and what they do
    "step-back": ("Step back", "Go one step back in time (B)"),
    "run": ("Run", "Train until paused (Space)"),
    "step": ("Step", "Train one step and stay there (S)"),
    "restart": ("Restart", "Back to the same start weights (R)"),
    "new-start": ("New start", "Start again from the next seed's weights (N)"),
}
_TRY = "Try 200 starts", "Train 200 starts at once, and see which of them learn (T)"
# Examples per second, in steps that feel alike, then as fast as can be.
_STEPS = 1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 7.0
_SPEEDS = (*(step * 10.0**k for k in range(4) for step in _STEPS), 10_000.0, math.inf)
_DEFAULT_SPEED = 40.0
_UNITS = {
    StepUnit.PHASE: "one phase",
    StepUnit.EXAMPLE: "one example",
    StepUnit.ITERATION: "one iteration",
    StepUnit.TEN_ITERATIONS: "ten iterations",
}
_ARROW_ROOM = 34  # of a combo box, in a font of 12 pixels


class ControlBar(QWidget):
    """Starts, stops and paces training.

    Attributes:
        buttons: by their icons: step-back, run, step, restart, new-start and try-starts.

    Signals:
        step_requested, step_back_requested: a StepUnit.
        speed_changed: examples per second, infinity for full speed.
        starts_requested: the button that tries many was pressed.
    """

    step_requested = Signal(object)
    step_back_requested = Signal(object)
    speed_changed = Signal(float)
    starts_requested = Signal()

    def __init__(self) -> None:
        """Build the bar, ready to run."""
        super().__init__()
        self._theme, self._running = LIGHT, False
        self.buttons = {
            name: quiet_button(f"{name.replace('-', '_')}_button", text, tip)
            for name, (text, tip) in _BUTTONS.items()
        }
        self.buttons["try-starts"] = YieldingButton("try_200_button", *_TRY)
        self.buttons["step-back"].setEnabled(False)
        self.buttons["step-back"].clicked.connect(partial(self._step, self.step_back_requested))
        self.buttons["step"].clicked.connect(partial(self._step, self.step_requested))
        self.buttons["try-starts"].clicked.connect(self.starts_requested)
        self._unit = QComboBox()
        named(self._unit, "step_unit", "Step size", "Step size: what one step is")
        label_unseen(self._unit, self)
        CalmWheel(self._unit, Qt.FocusPolicy.TabFocus)
        self._unit.addItems([*_UNITS.values()])
        self._unit.setCurrentText(_UNITS[StepUnit.EXAMPLE])
        tip = "How fast Run trains, from one example a second to as fast as this machine goes"
        self._slider, self._speed_label = JumpSlider("speed_slider", "Speed", tip), QLabel()
        self._slider.setRange(0, len(_SPEEDS) - 1)
        self._slider.setPageStep(7)
        self._slider.setMinimumWidth(60)
        self._slider.valueChanged.connect(self._emit_speed)
        self._slider.setValue(_SPEEDS.index(_DEFAULT_SPEED))
        back, run, step, *others = self.buttons.values()
        row = filled(QHBoxLayout(self), back, run, step, self._unit, *others, margins=(0, 0, 0, 0))
        self._row = row
        filled(row, 4, (self._slider, 1), self._speed_label)
        KeepsFit(self, self._fit)

    @property
    def speed(self) -> float:
        """The speed asked for, in examples per second."""
        return _SPEEDS[self._slider.value()]

    def lend_run(self, row: QBoxLayout) -> None:
        """Put Run at the front of another row, for where this bar is not seen."""
        row.insertWidget(0, self.buttons["run"])

    def take_run(self) -> None:
        """Put Run in its place again."""
        self._row.insertWidget(1, self.buttons["run"])

    def set_running(self, running: bool) -> None:
        """Let the run button offer the other state."""
        self._running = running
        run, text = self.buttons["run"], "Pause" if running else "Run"
        run.setText(text)
        run.setAccessibleName(text)
        run.setIcon(icon(text.lower(), self._theme.on_accent))

    def set_theme(self, theme: Theme) -> None:
        """Draw the icons in these colours."""
        self._theme = theme
        for name, button in self.buttons.items():
            button.setIcon(icon(name, theme.text))
        self.set_running(self._running)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Offer Step back where there is anything to go back to; call an update what it is."""
        text = "one batch" if snapshot.is_by_batch else _UNITS[StepUnit.EXAMPLE]
        self._unit.setItemText([*_UNITS].index(StepUnit.EXAMPLE), text)
        self.buttons["step-back"].setEnabled(snapshot.stage is not None)

    def _step(self, requested: SignalInstance) -> None:
        requested.emit([*_UNITS][self._unit.currentIndex()])

    def _fit(self) -> None:
        """Reserve room for the longest texts: others move nothing."""
        room = self.fontMetrics().horizontalAdvance
        longest = max(_UNITS.values(), key=len)
        self.buttons["run"].setMinimumWidth(length(100, self.font()))
        self._unit.setMinimumWidth(room(longest) + length(_ARROW_ROOM, self.font()))
        self._speed_label.setMinimumWidth(room("10,000 examples/s"))

    def _emit_speed(self, index: int) -> None:
        speed = _SPEEDS[index]
        unit = "example" if speed == 1 else "examples"
        text = "full speed" if math.isinf(speed) else f"{speed:,g} {unit}/s"
        self._speed_label.setText(text)
        self._slider.setAccessibleDescription(text.replace("/s", " a second"))
        self.speed_changed.emit(speed)
