"""The whole run as a slider: any moment of it can be visited."""

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtWidgets import QHBoxLayout, QWidget

from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.ui.widgets.boxes import filled
from streetlight_gui.ui.widgets.controls import quiet_button
from streetlight_gui.ui.widgets.jump_slider import JumpSlider
from streetlight_gui.ui.widgets.labels import SteadyLabel, muted_label
from streetlight_gui.ui.widgets.theme import Theme

_MOST_POSITIONS = 2**30  # Qt's sliders count no further than 2**31


class Timeline(QWidget):
    """Shows where in the run one stands, and goes elsewhere.

    Attributes:
        live_button: goes to the run's end.

    Signals:
        moment_requested: how many updates had been made at the moment to show.
    """

    moment_requested = Signal(object)  # an int of any size

    def __init__(self) -> None:
        """Begin at the start of a run."""
        super().__init__()
        self._updates_per_position = 1
        self._snapshot: Snapshot | None = None
        self._is_running = False
        tip = "Drag to any moment of the run; ticks mark what you changed"
        self._slider = JumpSlider("timeline", "Time", tip)
        self._label = SteadyLabel("example 1,000,000 of 1,000,000: the past")
        self._label.setObjectName("time_label")
        tip = "Go to the end of the run (Ctrl+End)"
        self.live_button = quiet_button("live_button", "Latest", tip, look="small")
        time, slider = muted_label("Time"), (self._slider, 1)
        time.setBuddy(self._slider)
        filled(QHBoxLayout(self), time, slider, self._label, self.live_button, margins=(0, 0, 0, 0))
        self._slider.valueChanged.connect(
            lambda position: self.moment_requested.emit(position * self._updates_per_position)
        )

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show this moment's place in the run, unless the slider is being dragged."""
        self._snapshot, length = snapshot, snapshot.run_length
        self.live_button.setEnabled(not snapshot.is_live)
        what = "batch" if snapshot.is_by_batch else "example"
        text = f"{what} {snapshot.updates_in_view:,}"
        live, past = f"latest \N{MIDDLE DOT} {text}", f"{text} of {length:,}: the past"
        self._label.show_text(live if snapshot.is_live else past)
        if not self._is_read_aloud:
            self._move(snapshot)
            self._slider.setAccessibleDescription(self._label.text())
        if self._label.property("past") != (not snapshot.is_live):
            self._label.setProperty("past", not snapshot.is_live)
            self._label.style().polish(self._label)

    @Slot(bool)
    def set_running(self, running: bool) -> None:
        """Take notice that training goes on by itself, or no longer does."""
        self._is_running = running
        if self._snapshot is not None:
            self.show_snapshot(self._snapshot)

    @property
    def _is_read_aloud(self) -> bool:
        """Whether each number of a run would be read to a person: then the slider waits."""
        return self._is_running and self._slider.hasFocus() and QAccessible.isActive()

    def _move(self, snapshot: Snapshot) -> None:
        slider, length = self._slider, snapshot.run_length
        scale = self._updates_per_position = length // _MOST_POSITIONS + 1
        with QSignalBlocker(slider):
            slider.setMaximum(max(length // scale, 1))
            slider.setEnabled(length > 0)
            if not slider.isSliderDown():
                slider.setValue(snapshot.updates // scale)
        slider.marks = [time // scale for time in snapshot.change_times]
        slider.update()

    def set_theme(self, theme: Theme) -> None:
        """Draw the ticks in these colours."""
        self._slider.mark_colour = QColor(theme.negative_text)
        self._slider.update()
