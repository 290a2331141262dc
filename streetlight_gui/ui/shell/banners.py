"""What the window has to tell a person, each thing at the place that it is about."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from streetlight_gui.core.checks.formatting import ELLIPSIS
from streetlight_gui.ui.widgets.banner import Banner, Note, Offer, Progress
from streetlight_gui.ui.widgets.theme import Theme


class Banners(QObject):
    """Makes the banners; `Views` places them.

    Attributes:
        window, file: of errors that nobody caught, and of files, across the window.
        left: of unsaved work of another time, there, too.
        bar, diagram, starts, numbers, examples, settings: of what is refused there.
        note: of what went well.
        progress: of a session that is being opened.
        starts_progress: of starts that are tried.
        over: those over the diagram's caption.
        all: every one.

    Signals:
        said: each sentence that one of them says; '' when one goes.
    """

    said = Signal(str)

    def __init__(self, parent: QObject) -> None:
        """Make all of them, without a word."""
        super().__init__(parent)
        self.window, self.file = Banner("window_banner"), Banner("file_banner")
        self.left = Offer("left_banner")
        self.bar, self.diagram = Banner("bar_banner"), Banner("diagram_banner")
        self.numbers, self.examples = Banner("numbers_banner"), Banner("examples_banner")
        self.settings, self.note = Banner("settings_banner"), Note("note")
        self.progress = Progress("progress_banner")
        self.starts, self.starts_progress = Banner("starts_banner"), Progress("starts_progress")
        self.over = self.diagram, self.note
        below = self.starts, self.starts_progress, self.numbers, self.examples, self.settings
        self.all = (self.window, self.left, self.file, self.progress, self.bar, *self.over, *below)
        for banner in self.all:
            banner.told.connect(self.said)

    def close(self) -> bool:
        """Close all that can be seen, but what would end starts that are tried.

        Returns:
            Whether there were any.
        """
        seen = [each for each in self.all if each.isVisible() and each is not self.starts_progress]
        for banner in seen:
            banner.clear()
        return bool(seen)

    def leave_problem(self) -> None:
        """Close all that is about a problem: there is another one now."""
        for banner in self.all:
            if banner not in (self.window, self.left, self.starts_progress):
                banner.clear()

    def say_unwritten(self, error: ValueError, again: Callable[[], object]) -> None:
        """Say why a file was not written, and offer to choose another.

        again: lets the person choose.
        """
        self.file.say(str(error), button=f"Save elsewhere{ELLIPSIS}", do=again)

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        for banner in self.all:
            banner.set_theme(theme)
