"""Windows for tests: isolated from the person's own settings, and watched when they close."""

import gc

import pyqtgraph as pg
import pytest
from person import Person
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, QThread, QTimer
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QLabel, QToolTip

from streetlight_gui.app import create_window
from streetlight_gui.core.ensemble import driver
from streetlight_gui.core.ensemble.driver import worker_processes
from streetlight_gui.ui.shell.sizes import NORMAL, scale_text
from streetlight_gui.ui.widgets.theme import ThemeChoice


@pytest.fixture(autouse=True)
def settings_folder(tmp_path):
    """Keep the person's own settings out of every test."""
    folder = tmp_path / "settings"
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder))
    return folder


@pytest.fixture(scope="session", autouse=True)
def qt_ends_before_python(qapp):
    """Take Qt down while Python is whole: at the interpreter's exit the order is left to chance."""
    yield
    gc.collect()  # plots of the last window go with their menus, not after them
    for widget in qapp.topLevelWidgets():
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    qapp.shutdown()


@pytest.fixture(scope="session")
def styled_application(qapp):
    """Make the application look as the program's own does, on every desktop."""
    qapp.setStyle("Fusion")
    qapp.setQuitOnLastWindowClosed(False)
    gc.collect()
    gc.freeze()  # a window's end collects: modules stay, and need not be looked through each time
    return qapp


@pytest.fixture
def open_window(styled_application, qtbot):
    """Open windows, each shown and with its first snapshot; close them all at the end."""
    windows = []
    QCursor.setPos(-1, -1)  # off the screen: it would be where the test before left it

    def open_one(start=None, theme=ThemeChoice.LIGHT, size=(1280, 800)):
        window = create_window(start, theme)
        windows.append(window)
        window.resize(*size)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.windowHandle().isExposed)
        qtbot.waitUntil(window.isActiveWindow)
        qtbot.waitUntil(lambda: window.findChild(QLabel, "iteration_label").text() == "0")
        qtbot.waitUntil(lambda: window.findChild(pg.PlotWidget) is not None)
        return window

    yield open_one
    QToolTip.hideText()
    for window in windows:
        window.close()
    try:
        for window in windows:
            _assert_nothing_dangles(window)
    finally:
        for window in windows:
            window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        scale_text(NORMAL)  # for widgets that the next test makes without a window
        # The next one is made as a program makes its first: parts that find a style sheet are
        # styled anew with each layout they are put in, which takes as long as making them.
        styled_application.setStyleSheet("")


def _assert_nothing_dangles(window):
    threads = window.findChildren(QThread)
    assert threads, "the training thread is not found any more: adapt this check"
    dangling = [thread for thread in threads if not thread.isFinished()]
    for thread in dangling:  # destroyed while running, it would take all of pytest with it
        thread.quit()
        thread.wait()
    assert not dangling
    repeating = [t for t in window.findChildren(QTimer) if t.isActive() and not t.isSingleShot()]
    assert not repeating, [(timer.parent(), timer.interval()) for timer in repeating]


@pytest.fixture
def sweep_processes(monkeypatch):
    """Let sweeps have one process beside the window's; return its executors, the newest last."""
    executors = []

    def start(_count):
        executors.append(worker_processes(1))
        return executors[-1]

    monkeypatch.setattr(driver, "processors", lambda: 2)
    monkeypatch.setattr(driver, "worker_processes", start)
    return executors


@pytest.fixture
def window(open_window):
    """One window on the book's example, light."""
    return open_window()


@pytest.fixture
def person(qtbot, window):
    """Somebody at that window."""
    return Person(qtbot, window)


@pytest.fixture
def person_at(qtbot, open_window):
    """Somebody at a window that a test describes."""
    return lambda *args, **kwargs: Person(qtbot, open_window(*args, **kwargs))
