"""A window that nobody holds any more lives until Qt ends it, on the main thread."""

import gc
import weakref
from threading import Thread

import pyqtgraph as pg
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent

from streetlight_gui.app import create_window


def collect_on_another_thread():
    """Let Python's cycle collector run as it may while the next window trains."""
    thread = Thread(target=gc.collect)
    thread.start()
    thread.join()


def closed_window(qtbot):
    """Return a weak reference to a window that was closed, and that nobody holds."""
    window = create_window()
    window.show()
    qtbot.waitUntil(lambda: window.findChild(pg.PlotWidget) is not None)
    assert window.close()
    return weakref.ref(window)


def test_a_dropped_window_is_not_collected_on_another_thread(styled_application, qtbot):
    window = closed_window(qtbot)
    collect_on_another_thread()
    assert window() is not None
    assert shiboken6.isValid(window())
    window().deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qtbot.waitUntil(lambda: window() is None)


def test_what_outlives_a_window_is_not_left_to_another_thread(styled_application, qtbot):
    window = closed_window(qtbot)
    menu = weakref.ref(window().findChild(pg.PlotWidget).getPlotItem().ctrlMenu)
    gc.disable()  # whichever thread would allocate next
    try:
        window().deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        qtbot.waitUntil(lambda: menu() is None)
    finally:
        gc.enable()
