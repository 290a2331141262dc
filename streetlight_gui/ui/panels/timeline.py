"""The whole run as a slider: any moment of it can be visited."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStyle, QWidget

from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.ui.widgets.controls import quiet_button
from streetlight_gui.ui.widgets.jump_slider import JumpSlider
from streetlight_gui.ui.widgets.labels import SteadyLabel, muted_label
from streetlight_gui.ui.widgets.theme import LIGHT, Theme

_MOST_POSITIONS = 2**30  # Qt's sliders count no further than 2**31


class Timeline(QWidget):
    """Shows where in the run one stands, and goes elsewhere.

    Signals:
        moment_requested: how many updates had been made at the moment to show.
        live_requested: go to the run's end.
    """

    moment_requested = Signal(object)  # an int of any size
    live_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin at the start of a run."""
        super().__init__(parent)
        self._updates_per_position = 1
        self._slider = _TimeSlider(self)
        self._label = SteadyLabel("example 1,000,000 of 1,000,000: the past")
        self._label.setObjectName("time_label")
        self._live_button = quiet_button(
            "live_button", "Live", "Go to the end of the run (Ctrl+End)"
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(muted_label("Time"))
        row.addWidget(self._slider, 1)
        row.addWidget(self._label)
        row.addWidget(self._live_button)
        self._slider.valueChanged.connect(self._request_moment)
        self._live_button.clicked.connect(self.live_requested)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show this moment's place in the run, unless the slider is being dragged."""
        length = snapshot.run_length
        self._updates_per_position = length // _MOST_POSITIONS + 1
        blocked = self._slider.blockSignals(True)
        self._slider.setMaximum(max(length // self._updates_per_position, 1))
        self._slider.setEnabled(length > 0)
        if not self._slider.isSliderDown():
            self._slider.setValue(snapshot.updates // self._updates_per_position)
        self._slider.blockSignals(blocked)
        self._slider.set_ticks(
            tuple(time // self._updates_per_position for time in snapshot.change_times)
        )
        self._live_button.setEnabled(not snapshot.is_live)
        self._label.show_text(_time_text(snapshot))
        if self._label.property("past") != (not snapshot.is_live):
            self._label.setProperty("past", not snapshot.is_live)
            self._label.style().polish(self._label)

    def set_theme(self, theme: Theme) -> None:
        """Draw the ticks in these colours."""
        self._slider.set_theme(theme)

    @Slot(int)
    def _request_moment(self, position: int) -> None:
        self.moment_requested.emit(position * self._updates_per_position)


class _TimeSlider(JumpSlider):
    """A slider with a tick at each moment at which the person changed something."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._ticks: tuple[int, ...] = ()
        self.setObjectName("timeline")
        self.setAccessibleName("Time")
        self.setToolTip("Drag to any moment of the run; ticks mark what you changed")

    def set_ticks(self, times: tuple[int, ...]) -> None:
        """Mark these moments."""
        if times != self._ticks:
            self._ticks = times
            self.update()

    def set_theme(self, theme: Theme) -> None:
        """Draw the ticks in these colours."""
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the slider, then the ticks on it."""
        super().paintEvent(event)
        if not self._ticks:
            return
        handle = self.handle_width
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.negative_text))
        for time in self._ticks:
            x = QStyle.sliderPositionFromValue(
                self.minimum(), self.maximum(), time, self.width() - handle
            )
            painter.drawRect(x + handle // 2 - 1, 0, 2, 7)


def _time_text(snapshot: Snapshot) -> str:
    what = "batch" if snapshot.is_by_batch else "example"
    if snapshot.is_live:
        return f"live \N{MIDDLE DOT} {what} {snapshot.updates_in_view:,}"
    return f"{what} {snapshot.updates_in_view:,} of {snapshot.run_length:,}: the past"
