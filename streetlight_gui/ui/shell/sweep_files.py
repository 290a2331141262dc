"""Sweeps from files: what became of thousands of starts, trained on the console."""

from collections.abc import Callable, Generator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from streetlight_gui.core.checks.formatting import ELLIPSIS
from streetlight_gui.ui.session.session import TrainingSession
from streetlight_gui.ui.shell.banners import Banners
from streetlight_gui.ui.shell.opening import Opening

if TYPE_CHECKING:  # the window starts without
    from streetlight_gui.core.ensemble.atlas import Atlas


class SweepFiles(QObject):
    """Reads sweeps beside training, which goes on as it is: they replace no work.

    Signals:
        opened: the Atlas of a file.
    """

    opened = Signal(object)

    def __init__(
        self,
        session: TrainingSession,
        banners: Banners,
        window: QWidget,
        open_another: Callable[[], object],
    ) -> None:
        """Say in the banners how far a file is read, and what went wrong.

        open_another: lets the person choose another file.
        """
        super().__init__(window)
        self._banner, self._open_another = banners.file, open_another
        self._opening = Opening(session, banners.progress)

    def open_path(self, path: Path) -> None:
        """Read a sweep's file."""
        from streetlight_gui.core.storage.sweeps.atlas_file import reading

        self._opening.read(_refusing(reading(path)), path.name, self._take)

    def _take(self, found: "Atlas | ValueError") -> None:
        if isinstance(found, ValueError):
            button = f"Open another file{ELLIPSIS}"
            self._banner.say(str(found), button=button, do=self._open_another)
        else:
            self._banner.clear()
            self.opened.emit(found)


def _refusing(
    steps: Generator[float, None, "Atlas"],
) -> Generator[float, None, "Atlas | ValueError"]:
    """Return a refusal, too: raised on the other thread it would be an error of the program."""
    try:
        return (yield from steps)
    except ValueError as error:
        return error
