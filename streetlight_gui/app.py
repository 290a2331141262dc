"""Starts the window, and is the last line of defence for errors."""

import math
import signal
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from streetlight_gui.core.phases import stages
from streetlight_gui.core.problem import Problem
from streetlight_gui.core.settings import Settings
from streetlight_gui.core.stepping import StepUnit
from streetlight_gui.ui.icons import app_icon
from streetlight_gui.ui.main_window import MainWindow
from streetlight_gui.ui.settings_store import SettingsStore
from streetlight_gui.ui.theme import ThemeChoice

_windows: dict[int, MainWindow] = {}  # by id: what Qt has destroyed cannot be looked up itself
_SETTLING_MS = 900  # longer than any motion, and than figures are kept from flashing


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
    settings: Settings | None = None,
    theme: ThemeChoice | None = None,
    store: SettingsStore | None = None,
) -> MainWindow:
    """Make the main window; a QApplication must exist.

    Args:
        settings: what to train; without one, the streetlights problem with the book's settings.
        theme: light, dark or as the system; without one, as chosen last.
        store: remembers choices; without one, the person's own settings file.
    """
    if settings is None:
        settings = Settings.choose(Problem.preset("streetlights"))
    window = MainWindow(settings, SettingsStore() if store is None else store, theme)
    _keep_until_destroyed(window)
    return window


def _keep_until_destroyed(window: MainWindow) -> None:
    """Hold a window until Qt has destroyed it.

    Python's cycle collector runs on whichever thread happens to allocate, the training thread of
    another window included, and widgets that end there take the process with them.
    """
    key = id(window)
    _windows[key] = window

    def let_go() -> None:
        del _windows[key]

    window.destroyed.connect(let_go)


def make_application() -> QApplication:
    """Make the QApplication with our name, icon and style."""
    application = QApplication(["streetlight"])
    application.setApplicationName("streetlight")
    application.setApplicationDisplayName("Streetlight")
    application.setDesktopFileName("streetlight")
    application.setStyle("Fusion")
    application.setWindowIcon(app_icon())
    return application


def run(settings: Settings | None = None, theme: ThemeChoice | None = None) -> int:
    """Show the window until it is closed; return an exit code.

    The caller has looked for a display: without one, Qt aborts the process.
    """
    application = make_application()
    window = create_window(settings, theme)
    reporter = ErrorReporter()
    reporter.reported.connect(window.show_error, Qt.ConnectionType.QueuedConnection)
    sys.excepthook = reporter.report
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C ends the program, as in any other
    window.show()
    return application.exec()


@dataclass(frozen=True)
class Moment:
    """What a picture shows.

    Attributes:
        settings: what is trained.
        iterations: how long.
        phase: how far into the example after them; None for not at all.
        page: which page of the side panel is seen, from 0.
    """

    settings: Settings
    iterations: int
    phase: int | None
    page: int


def save_screenshot(moment: Moment, theme: ThemeChoice, size: tuple[int, int], file: Path) -> bool:
    """Take a window to a moment and save its picture; return whether that worked."""
    application = make_application()
    with TemporaryDirectory() as folder:  # the person's own choices stay as they are
        window = create_window(moment.settings, theme, SettingsStore(Path(folder) / "settings.ini"))
        window.resize(*size)
        window.show()
        window.show_page(moment.page)
        _go_to(moment, window)
        picture = window.grab()
        window.close()
        application.processEvents()
    return picture.save(str(file), "PNG")


def _go_to(moment: Moment, window: MainWindow) -> None:
    """Train at full speed, then wait until all that moves or is held back has settled."""
    session = window.session
    if moment.iterations:
        trained = QEventLoop()
        session.stopped.connect(trained.quit)
        session.set_speed(math.inf)
        session.set_stop_after(moment.iterations)
        session.toggle()
        trained.exec()
    for _ in range(_presses(moment)):
        session.step(StepUnit.PHASE)
    settled = QEventLoop()
    QTimer.singleShot(_SETTLING_MS, settled.quit)
    settled.exec()


def _presses(moment: Moment) -> int:
    """Return how many steps by phase lead from an example's beginning to the phase."""
    return sum(stage.phase.value <= (moment.phase or 0) for stage in stages(moment.settings.hidden))
