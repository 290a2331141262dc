"""Starts the window."""

import gc
import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QTimer
from PySide6.QtWidgets import QApplication

from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.replay.cursor import Cursor
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.core.training.stopping import StopRule
from streetlight_gui.process.errors import ErrorReporter
from streetlight_gui.process.exits import INTERRUPTED, leaving_at_once, skip_destructors
from streetlight_gui.process.interrupts import telling_of_interrupts
from streetlight_gui.ui.shell.autosave import Autosave
from streetlight_gui.ui.shell.main_window import MainWindow
from streetlight_gui.ui.shell.settings_store import SettingsStore
from streetlight_gui.ui.widgets.pixmaps import app_icon
from streetlight_gui.ui.widgets.theme import ThemeChoice

_windows: dict[int, MainWindow] = {}  # by id: what Qt has destroyed cannot be looked up itself


def create_window(
    settings: Settings | None = None,
    theme: ThemeChoice | None = None,
    store: SettingsStore | None = None,
) -> MainWindow:
    """Make the main window; a QApplication must exist.

    A closed window stays in memory until its `deleteLater()` is called.

    Args:
        settings: what to train; without one, the streetlights problem with the book's settings.
        theme: light, dark or as the system; without one, as chosen last.
        store: remembers choices; without one, the person's own settings file.
    """
    if settings is None:
        settings = Settings.choose(PRESETS["streetlights"])
    window = MainWindow(settings, SettingsStore() if store is None else store, theme)
    _keep_until_destroyed(window)
    return window


def make_application() -> QApplication:
    """Make the QApplication with our name, icon and style."""
    application = QApplication(["streetlight"])
    application.setApplicationName("streetlight")
    application.setApplicationDisplayName("Streetlight")
    application.setDesktopFileName("streetlight")
    application.setStyle("Fusion")
    application.setWindowIcon(app_icon())
    return application


def data_folder() -> Path:
    """Return where the program keeps what is no document; the application must have its name."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation))


def make_reporter() -> ErrorReporter:
    """Take over errors that nobody catches; the application must have its name."""
    reporter = ErrorReporter(data_folder() / "errors.log")
    sys.excepthook = reporter.report
    return reporter


def run(
    cursor: Cursor, rule: StopRule, theme: ThemeChoice | None = None, file: Path | None = None
) -> int:
    """Show the window until it is closed; return an exit code.

    The caller has looked for a display: without one, Qt aborts the process.

    Args:
        cursor: where in a run the window begins.
        rule: what ends training.
        theme: as `create_window` takes it.
        file: a session, or a sweep, to open then.
    """
    with leaving_at_once():
        application = make_application()
    with telling_of_interrupts(partial(QApplication.exit, INTERRUPTED)):
        window = create_window(cursor.run.settings, theme)
        if cursor.updates or cursor.run.changes or rule != StopRule():
            window.documents.begin(cursor, rule)
        documents = window.documents
        autosave = Autosave(documents, window.session, window.views.banners, data_folder())
        try:
            reporter = make_reporter()
            for heed in (window.show_error, autosave.keep):
                reporter.reported.connect(heed, Qt.ConnectionType.QueuedConnection)
            documents.asks = True
            window.show()
            autosave.offer()
            if file is not None:
                documents.open_path(file)
            skip_destructors()
            QTimer.singleShot(0, _look_for_garbage)  # after the window is painted
            return application.exec()
        finally:
            is_let_go = not window.isVisible()
            documents.asks = False  # nobody is there any more
            window.close()  # it still trains where Ctrl+C or an error has ended the loop
            autosave.end(is_let_go=is_let_go)


def _look_for_garbage() -> None:
    """Let Python collect garbage, and never look through what the start has made: it stays."""
    gc.freeze()
    gc.enable()


def _keep_until_destroyed(window: MainWindow) -> None:
    """Hold a window until Qt has destroyed it.

    Python's cycle collector runs on whichever thread happens to allocate, the training thread of
    another window included, and widgets that end there take the process with them. Some belong to
    no parent, such as pyqtgraph's menus, and outlive the window: they are collected here and now.
    """
    key = id(window)
    _windows[key] = window

    def let_go() -> None:
        del _windows[key]
        gc.collect()

    # Not at once: the window's children end only after it has told of its own end.
    window.destroyed.connect(lambda: QTimer.singleShot(0, let_go))
