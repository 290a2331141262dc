"""Pictures of the window at a moment of training, without a person."""

import math
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QEventLoop, QTimer, Slot

from streetlight_gui.app import create_window, make_application, make_reporter
from streetlight_gui.core.replay.cursor import Cursor, StepUnit
from streetlight_gui.core.replay.phases import stages
from streetlight_gui.core.storage.files import replace_file
from streetlight_gui.core.training.divergence import DivergenceError
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.core.training.stopping import StopRule
from streetlight_gui.process.exits import leaving_at_once, skip_destructors
from streetlight_gui.process.interrupts import telling_of_interrupts
from streetlight_gui.ui.shell.main_window import MainWindow
from streetlight_gui.ui.shell.settings_store import SettingsStore
from streetlight_gui.ui.widgets.pixmaps import png
from streetlight_gui.ui.widgets.theme import ThemeChoice

_SETTLING_MS = 900  # longer than any motion, and than figures are kept from flashing


@dataclass(frozen=True)
class Scene:
    """What a picture shows.

    Attributes:
        settings: what is trained.
        rule: what ends training.
        iterations: how many at most; 0 for none.
        cursor: a place in a run that was made before, instead; None for none.
        phase: how far into the example after them; None for not at all.
        page: which page of the panel beside the diagram is seen, as the window's views call it.
        theme: the window's colours.
        size: of the window, width and height in pixels.
    """

    settings: Settings
    rule: StopRule
    iterations: int
    cursor: Cursor | None
    phase: int | None
    page: str
    theme: ThemeChoice
    size: tuple[int, int]


class PictureError(Exception):
    """An error inside the program, told in a sentence, has left nothing to take a picture of."""


def save_screenshot(scene: Scene, file: Path) -> None:
    """Take a window to a scene and save its picture as PNG.

    Raises:
        DivergenceError: training ran away on the way; the picture of that is saved.
        OSError: the file cannot be written.
        PictureError: something went wrong inside the program.
        KeyboardInterrupt: somebody pressed Ctrl+C.
    """
    with leaving_at_once():
        application = make_application()
    patience = _Patience()
    interrupt = partial(patience.give_up, KeyboardInterrupt())
    with telling_of_interrupts(interrupt), TemporaryDirectory() as folder:
        # The person's own choices stay as they are.
        window = create_window(scene.settings, scene.theme, SettingsStore(Path(folder) / "s.ini"))
        skip_destructors()
        try:
            divergence = _go_to(scene, window, patience)
            picture = png(window.grab())
        finally:
            window.close()
            application.processEvents()
        patience.check()
    replace_file(file, picture)
    if divergence is not None:
        raise divergence


class _Patience(QEventLoop):
    """Waits until `quit`, or until Ctrl+C or an error makes it pointless to go on."""

    def __init__(self) -> None:
        super().__init__()
        self._end: BaseException | None = None
        self._reporter = make_reporter()
        self._reporter.reported.connect(self._fail)

    def wait(self) -> None:
        """Let Qt work; raise what has ended it too early."""
        self.check()
        self.exec()
        self.check()

    def check(self) -> None:
        """Raise what makes it pointless to go on, if anything does."""
        if self._end is not None:
            raise self._end

    def give_up(self, end: BaseException) -> None:
        """Wait no longer."""
        self._end = end
        self.quit()

    @Slot(str)
    def _fail(self, sentence: str) -> None:
        self.give_up(PictureError(sentence))


def _go_to(scene: Scene, window: MainWindow, patience: _Patience) -> DivergenceError | None:
    """Train at full speed, then wait until all that moves or is held back has settled.

    Returns:
        What made training stop too early, if anything did.
    """
    ends: list[DivergenceError | None] = []
    session = window.session
    session.stopped.connect(ends.append)
    window.resize(*scene.size)
    window.views.network.set_animated(False)  # what flows would be caught on its way
    window.show()
    window.views.pages.turn_to(getattr(window.views, scene.page))
    if scene.cursor is not None:
        session.open(scene.cursor, scene.rule)
    elif scene.iterations:
        session.stopped.connect(patience.quit)
        session.set_speed(math.inf)
        session.change_stop_rule(replace(scene.rule, iterations=scene.iterations))
        session.toggle()
        patience.wait()
        session.stopped.disconnect(patience.quit)
    for stage in stages(scene.settings.hidden):
        if stage.phase.value <= (scene.phase or 0):
            session.step(StepUnit.PHASE)
    is_settled = False
    while not is_settled:  # on a slow machine it may take longer than what moves
        QTimer.singleShot(_SETTLING_MS, patience.quit)
        patience.wait()
        is_settled = window.views.is_settled
    return next(filter(None, ends), None)
