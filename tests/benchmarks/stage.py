"""A window on stage: shown, watched, and driven as a person drives it."""

import time
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QPushButton, QSlider

from streetlight_gui import app
from streetlight_gui.core.checks.limits import MAX_HIDDEN_LAYERS, MAX_LIGHTS, MAX_UNITS
from streetlight_gui.core.problems.problem import Problem, all_patterns
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.ui.network.network_view import NetworkView
from streetlight_gui.ui.shell.settings_store import SettingsStore
from streetlight_gui.ui.widgets.theme import ThemeChoice


class PaintTimes(QObject):
    """Notes when a widget has been painted."""

    def __init__(self, widget: QObject) -> None:
        super().__init__(widget)
        self.times: list[float] = []
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        if event.type() != QEvent.Type.Paint:
            return False
        watched.event(event)  # here and now, to know when it is done
        self.times.append(time.perf_counter())
        return True


def book() -> Settings:
    """Return the book's example."""
    return Settings.choose(Problem.preset("streetlights"))


def in_motion() -> Settings:
    """Return the book's example with one more answer that contradicts: its weights never rest."""
    problem = Problem.preset("streetlights")
    patterns = np.vstack([problem.patterns, problem.patterns[:1]])
    targets = np.append(problem.targets, 1 - problem.targets[0])
    return replace(Settings.choose(Problem(patterns, targets), alpha=0.05), order_seed=1)


def largest() -> Settings:
    """Return as large a network as there can be, on six lights: its weights never rest either."""
    patterns = all_patterns(MAX_LIGHTS)
    answers = (patterns.sum(axis=1) > MAX_LIGHTS / 2).astype(float)
    hidden = (MAX_UNITS,) * MAX_HIDDEN_LAYERS
    problem = Problem(np.vstack([patterns, patterns]), np.append(answers, 1 - answers))
    return replace(Settings.choose(problem, hidden, alpha=0.01), order_seed=1)


class Stage:
    """The real window at 1280x800 under an event loop."""

    def __init__(self, settings: Settings) -> None:
        self.application = app.make_application()
        self.folder = TemporaryDirectory()  # the person's own settings stay as they are
        store = SettingsStore(Path(self.folder.name) / "settings.ini")
        self.window = app.create_window(settings, ThemeChoice.LIGHT, store)
        self.window.resize(1280, 800)
        self.window.show()
        self.view = self.window.findChild(NetworkView)
        self.paints = PaintTimes(self.view)
        self.updates = 0  # that training has made
        self.window.session.snapshot_changed.connect(self._count)
        self.wait(500)

    def _count(self, snapshot: Snapshot) -> None:
        self.updates = snapshot.updates

    def wait(self, milliseconds: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def run_at_full_speed(self) -> None:
        slider = self.window.findChild(QSlider, "speed_slider")
        slider.setValue(slider.maximum())
        self.window.findChild(QAbstractSpinBox, "stop_after_spin").setValue(0)
        self.window.findChild(QPushButton, "run_button").click()
        self.wait(1000)

    def close(self) -> None:
        self.window.close()
        self.application.processEvents()
        self.folder.cleanup()


def click(stage: Stage, lamp: QAbstractButton) -> float:
    """Click a lamp as a mouse does; return the milliseconds until the diagram is painted."""
    loop = QEventLoop()
    painted = len(stage.paints.times)
    start = time.perf_counter()
    QTest.mouseClick(lamp, Qt.MouseButton.LeftButton)
    while len(stage.paints.times) == painted:
        loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    return (stage.paints.times[painted] - start) * 1000
