"""The buttons and the speed of the run."""

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from streetlight_gui.core.replay.cursor import StepUnit
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.ui.widgets.controls import CalmWheel, quiet_button
from streetlight_gui.ui.widgets.icons import icon
from streetlight_gui.ui.widgets.jump_slider import JumpSlider
from streetlight_gui.ui.widgets.labels import muted_label
from streetlight_gui.ui.widgets.speed import DEFAULT_SPEED, SPEEDS, speed_text
from streetlight_gui.ui.widgets.text_sizes import length
from streetlight_gui.ui.widgets.theme import LIGHT, Theme

_UNITS = tuple(StepUnit)
_LONGEST_UNIT = max((unit.value for unit in _UNITS), key=len)
_ARROW_ROOM = 34  # of a combo box, in a font of 12 pixels
_UPDATE = _UNITS.index(StepUnit.EXAMPLE)


class ControlBar(QWidget):
    """Starts, stops and paces training.

    Signals:
        run_toggled: Run or Pause was pressed.
        step_requested, step_back_requested: a StepUnit.
        restart_requested, new_start_requested: the button was pressed.
        speed_changed: examples per second, infinity for full speed.
    """

    run_toggled = Signal()
    step_requested = Signal(object)
    step_back_requested = Signal(object)
    restart_requested = Signal()
    new_start_requested = Signal()
    speed_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build the bar, ready to run."""
        super().__init__(parent)
        self._theme = LIGHT
        self._running = False
        self._make_buttons()
        self._make_step_unit()
        self._make_speed()
        self._arrange()

    @property
    def speed(self) -> float:
        """The speed asked for, in examples per second."""
        return float(SPEEDS[self._speed_slider.value()])

    @Slot(bool)
    def set_running(self, running: bool) -> None:
        """Let the run button offer the other state."""
        self._running = running
        self._run_button.setText("Pause" if running else "Run")
        self._run_button.setAccessibleName(self._run_button.text())
        self._set_run_icon()

    def set_theme(self, theme: Theme) -> None:
        """Draw the icons in these colours."""
        self._theme = theme
        for button, name in (
            (self._restart_button, "restart"),
            (self._new_start_button, "new-start"),
            (self._step_back_button, "step-back"),
            (self._step_button, "step"),
        ):
            button.setIcon(icon(name, theme.text))
        self._set_run_icon()

    @Slot()
    def step(self) -> None:
        """Ask for one step of the unit chosen."""
        self.step_requested.emit(self._unit)

    @Slot()
    def step_back(self) -> None:
        """Ask for one step back by the unit chosen."""
        if self._step_back_button.isEnabled():
            self.step_back_requested.emit(self._unit)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Offer Step back where there is anything to go back to; call an update what it is."""
        text = "one batch" if snapshot.is_by_batch else "one example"
        if text != self._step_unit.itemText(_UPDATE):
            self._step_unit.setItemText(_UPDATE, text)
        self._step_back_button.setEnabled(snapshot.stage is not None)

    @property
    def _unit(self) -> StepUnit:
        return _UNITS[self._step_unit.currentIndex()]

    def _make_buttons(self) -> None:
        self._run_button = quiet_button("run_button", "Run", "Train until paused (Space)")
        self._step_back_button = quiet_button(
            "step_back_button", "Step back", "Go one step back in time (B)"
        )
        self._step_back_button.setEnabled(False)
        self._step_button = quiet_button("step_button", "Step", "Train one step and stay there (S)")
        self._restart_button = quiet_button(
            "restart_button", "Restart", "Back to the same start weights (R)"
        )
        self._new_start_button = quiet_button(
            "new_start_button", "New start", "Start again from the next seed's weights (N)"
        )
        self._run_button.clicked.connect(self.run_toggled)
        self._step_back_button.clicked.connect(self.step_back)
        self._step_button.clicked.connect(self.step)
        self._restart_button.clicked.connect(self.restart_requested)
        self._new_start_button.clicked.connect(self.new_start_requested)

    def _make_step_unit(self) -> None:
        self._step_unit = QComboBox()
        self._step_unit.setObjectName("step_unit")
        self._step_unit.setAccessibleName("What one step is")
        self._step_unit.setToolTip("What one step is")
        CalmWheel(self._step_unit, Qt.FocusPolicy.TabFocus)
        for unit in _UNITS:
            self._step_unit.addItem(unit.value)
        self._step_unit.setCurrentText(StepUnit.EXAMPLE.value)

    def _make_speed(self) -> None:
        self._speed_slider = JumpSlider()
        self._speed_slider.setObjectName("speed_slider")
        self._speed_slider.setAccessibleName("Speed")
        self._speed_slider.setToolTip(
            "How fast Run trains, from one example a second to as fast as this machine goes"
        )
        self._speed_slider.setRange(0, len(SPEEDS) - 1)
        self._speed_slider.setPageStep(7)
        self._speed_slider.setMinimumWidth(60)
        self._speed_label = QLabel()
        self._speed_slider.valueChanged.connect(self._emit_speed)
        self._speed_slider.setValue(SPEEDS.index(DEFAULT_SPEED))

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (
            self._step_back_button,
            self._run_button,
            self._step_button,
            self._step_unit,
            self._restart_button,
            self._new_start_button,
        ):
            row.addWidget(widget)
        row.addSpacing(4)
        row.addWidget(muted_label("Speed"))
        row.addWidget(self._speed_slider, 1)
        row.addWidget(self._speed_label)
        self._fit()

    def _fit(self) -> None:
        """Reserve room for the longest texts: others move nothing."""
        room = self.fontMetrics().horizontalAdvance
        self._run_button.setMinimumWidth(length(100, self.font()))
        self._step_unit.setMinimumWidth(room(_LONGEST_UNIT) + length(_ARROW_ROOM, self.font()))
        self._speed_label.setMinimumWidth(room("10,000 examples/s"))

    def _set_run_icon(self) -> None:
        self._run_button.setIcon(icon("pause" if self._running else "run", self._theme.on_accent))

    @Slot(int)
    def _emit_speed(self, index: int) -> None:
        self._speed_label.setText(speed_text(SPEEDS[index]))
        self._speed_slider.setAccessibleDescription(speed_text(SPEEDS[index]))
        self.speed_changed.emit(SPEEDS[index])

    def changeEvent(self, event: QEvent) -> None:
        """Fit another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()
