"""Lets what changes all the time be shown as often as that is of use, and as it can be afforded."""

import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

FIGURES_INTERVAL_S = 0.1  # between two numbers in one place: nobody reads them faster
SPOKEN_INTERVAL_S = 0.25  # while a screen reader listens, which takes in each change of a text
STEADY_INTERVAL_S = 1 / 3  # between two sights: no more than three a second (WCAG 2.3.1)
_HALF = 0.5
_LONG_S = 0.05  # to hand on a value: what takes less can be asked for again and again


class Throttle(QObject):
    """Hands on the newest of many values, at a pace: the first at once, the last for certain.

    The next value waits so long that handing values on takes no more than a share of the time, and
    all that its thread computes until they are painted no more than half. Where nobody can see the
    view, values wait until it is shown; or, where its whole window was on no screen, until
    somebody calls `flush`.

    Attributes:
        interval_s: the shortest time between two values, in seconds.
    """

    def __init__(
        self,
        hand_on: Callable[[Any], None],
        interval_s: float,
        parent: QObject,
        *,
        share: float = _HALF,
        is_spoken: bool = False,
        clock: Callable[[], float] = time.perf_counter,
        cpu_clock: Callable[[], float] = time.thread_time,
    ) -> None:
        """Hand on values to a function.

        Args:
            hand_on: shows a value.
            interval_s: the shortest time between two values, in seconds.
            parent: where it is a widget, the view that must be seen for values to be handed on.
            share: the largest part of the time that handing values on may take.
            is_spoken: what it shows is text: while a screen reader listens, it waits longer.
            clock: gives seconds.
            cpu_clock: gives the seconds that this thread has computed.
        """
        super().__init__(parent)
        self._hand_on, self.interval_s, self._share = hand_on, interval_s, share
        self._is_spoken = is_spoken
        self._clock, self._cpu_clock = clock, cpu_clock
        self._view = parent if isinstance(parent, QWidget) else None
        self._waiting: list[Any] = []  # one value, or none
        self._began_at = -float("inf")
        self._spent_before = self._cost = self._rest = 0.0
        self._timer = self._make_timer(self.look_again)
        self._cost_timer = self._make_timer(self._note_cost)
        if self._view is not None:
            self._view.installEventFilter(self)

    @Slot(object)
    def offer(self, value: object, *, at_once: bool = False) -> None:
        """Hand a value on as soon as it is time to, unless a newer one comes before.

        What a person asked for goes on at once. It waits where nobody can see the view, or where
        handing values on takes so long that a key held down would leave no time for anything else.
        """
        self._waiting = [value]
        if at_once and self._cost <= _LONG_S:
            self.flush()
        elif at_once or not self._timer.isActive():
            self.look_again()

    @Slot()
    def flush(self) -> None:
        """Hand on the value that waits, if there is one, without waiting for its time."""
        if self._waiting and self._is_seen():
            self._timer.stop()
            (value,), self._waiting = self._waiting, []
            self._began_at, self._spent_before = self._clock(), self._cpu_clock()
            self._cost_timer.start()
            self._hand_on(value)
            self._cost = self._cpu_clock() - self._spent_before
            self._rest = self._cost / self._share

    def stop(self) -> None:
        """Hand on nothing that waits."""
        self._waiting = []
        self._timer.stop()

    def look_again(self) -> None:
        """Hand on the value that waits, if its time has come."""
        is_heard = self._is_spoken and QAccessible.isActive()
        interval = max(self.interval_s, SPOKEN_INTERVAL_S) if is_heard else self.interval_s
        left = self._began_at + max(interval, self._rest) - self._clock()
        if left <= 0:
            self.flush()
        elif self._waiting:
            self._timer.start(int(1000 * left) + 1)

    def _make_timer(self, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        timer.timeout.connect(slot)
        return timer

    def _note_cost(self) -> None:
        """Let the next value wait for half of the time, too; by now this one is painted."""
        spent = self._cpu_clock() - self._spent_before
        self._rest = max(self._rest, spent / _HALF)

    def _is_seen(self) -> bool:
        """Tell whether the view is on a screen, in a window that is."""
        view = self._view
        return view is None or (view.isVisible() and view.window().windowHandle().isExposed())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Catch up with what happened meanwhile when the view is shown."""
        if self._waiting and event.type() == QEvent.Type.Show:
            self.flush()
        return False
