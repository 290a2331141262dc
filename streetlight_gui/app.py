"""Starts the window, and is the last line of defence for errors."""

import math
import signal
import sys
import traceback
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from streetlight_gui.core.problem import Problem
from streetlight_gui.core.start import Start
from streetlight_gui.ui.icons import app_icon
from streetlight_gui.ui.main_window import MainWindow
from streetlight_gui.ui.settings_store import SettingsStore
from streetlight_gui.ui.theme import ThemeChoice


class ErrorReporter(QObject):
    """Turns exceptions that nobody caught, on any thread, into a sentence for the person.

    Signals:
        reported: the sentence.
    """

    reported = Signal(str)

    def report(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Stand in for `sys.excepthook`; Qt calls it for exceptions in slots, too."""
        if sys.flags.dev_mode:
            traceback.print_exception(kind, error, trace)
        self.reported.emit(
            f"Something went wrong inside Streetlight, training is paused: {kind.__name__}: {error}"
        )


def create_window(
    start: Start | None = None,
    theme: ThemeChoice | None = None,
    store: SettingsStore | None = None,
) -> MainWindow:
    """Make the main window; a QApplication must exist.

    Args:
        start: what to train; without one, the streetlights problem with the book's settings.
        theme: light, dark or as the system; without one, as chosen last.
        store: remembers choices; without one, the person's own settings file.
    """
    if start is None:
        start = Start.choose(Problem.preset("streetlights"))
    return MainWindow(start, SettingsStore() if store is None else store, theme)


def make_application() -> QApplication:
    """Make the QApplication with our name, icon and style."""
    application = QApplication(["streetlight"])
    application.setApplicationName("streetlight")
    application.setApplicationDisplayName("Streetlight")
    application.setDesktopFileName("streetlight")
    application.setStyle("Fusion")
    application.setWindowIcon(app_icon())
    return application


def run(start: Start | None = None, theme: ThemeChoice | None = None) -> int:
    """Show the window until it is closed; return an exit code.

    The caller has looked for a display: without one, Qt aborts the process.
    """
    application = make_application()
    window = create_window(start, theme)
    reporter = ErrorReporter()
    reporter.reported.connect(window.show_error, Qt.ConnectionType.QueuedConnection)
    sys.excepthook = reporter.report
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C ends the program, as in any other
    window.show()
    return application.exec()


def save_screenshot(
    start: Start, theme: ThemeChoice, size: tuple[int, int], iterations: int, file: Path
) -> bool:
    """Train a window for some iterations and save its picture; return whether that worked."""
    application = make_application()
    with TemporaryDirectory() as folder:  # the person's own choices stay as they are
        window = create_window(start, theme, SettingsStore(Path(folder) / "settings.ini"))
        window.resize(*size)
        window.show()
        _train_and_settle(window, iterations)
        picture = window.grab()
        window.close()
        application.processEvents()
    return picture.save(str(file), "PNG")


def _train_and_settle(window: MainWindow, iterations: int) -> None:
    """Train at full speed, then wait until all that is guarded against flashing has settled."""
    settled = QTimer()
    settled.setSingleShot(True)
    settled.setInterval(500)
    loop = QEventLoop()
    settled.timeout.connect(loop.quit)
    window.session.stopped.connect(settled.start)
    window.session.set_speed(math.inf)
    window.session.set_stop_after(iterations)
    window.session.toggle()
    loop.exec()
