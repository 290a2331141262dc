"""Writing what a person has made as other programs read it, and onto paper."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QMainWindow

from streetlight_gui.core.nn.parts import Edge, Part, edge_name
from streetlight_gui.core.replay.cursor import Cursor
from streetlight_gui.core.replay.saved_session import SavedSession, reopened
from streetlight_gui.core.storage.files import write_file
from streetlight_gui.core.storage.weights_file import write_pickles
from streetlight_gui.ui.exports.registry import BY_TITLE, Export, export_for
from streetlight_gui.ui.session.session import TrainingSession
from streetlight_gui.ui.shell.banners import Banners
from streetlight_gui.ui.shell.opening import Opening
from streetlight_gui.ui.shell.questions import ask_where
from streetlight_gui.ui.shell.work import Work
from streetlight_gui.ui.widgets.pixmaps import png

Use = Callable[[Cursor], None]  # of where a person stands, in a run made again


class Exporting(QObject):
    """Makes the run again beside the one there is, and writes what the registry makes of it."""

    def __init__(
        self, session: TrainingSession, work: Work, banners: Banners, window: QMainWindow
    ) -> None:
        """Ask in dialogs of this window, and say in the banners what came of it."""
        super().__init__(window)
        self._session, self._work = session, work
        self._banners, self._window = banners, window
        self._opening = Opening(session, banners.progress)

    def export(self, title: str) -> None:
        """Write one of the exports where the person chooses, in the format that they choose."""
        exports = BY_TITLE[title]
        # A picture is of what is seen, also where that is more than a session file holds.
        saved = self._work.now_seen() if exports[0].is_drawn else self._work.now()
        proposed = _proposed(exports[0], saved.chosen, self._session.settings.sizes)
        kinds = ";;".join(f"{each.suffix[1:].upper()} (*{each.suffix})" for each in exports)
        path = ask_where(self._window, f"Export: {title}", Path(proposed), kinds)
        if path is not None:
            usual = f"{Path(proposed).stem}{path.suffix.lower()}"
            export = _meant(path, title, usual, saved)
            again = partial(self.export, title)
            self._begin(saved, title, lambda cursor: self._write(path, export, cursor, again))

    def export_pickles(self) -> None:
        """Write a pickle of each matrix into a folder that the person chooses."""
        title = "A folder for the weights"
        folder = QFileDialog.getExistingDirectory(self._window, title)
        if folder:
            self._begin(self._work.now(), title, partial(self._write_pickles, Path(folder)))

    def export_window(self) -> None:
        """Write a picture of the window where the person chooses."""
        name, kinds = Path("window.png"), "PNG (*.png)"
        path = ask_where(self._window, "Export: a picture of the window", name, kinds)
        if path is not None:
            content = png(self._window.grab())
            self._try(lambda: [_written(path, content)], self.export_window)

    def print_worksheet(self) -> None:
        """Print a worksheet on the printer, or into the PDF, that the person chooses."""
        self._begin(self._work.now(), "Worksheet", self._print)

    def _begin(self, saved: SavedSession, name: str, use: Use) -> None:
        self._opening.begin(reopened(saved), name, use)

    def _write(
        self, path: Path, export: Export, cursor: Cursor, again: Callable[[], object]
    ) -> None:
        self._try(lambda: [_written(path, export.make(cursor))], again)

    def _write_pickles(self, folder: Path, cursor: Cursor) -> None:
        self._try(lambda: write_pickles(cursor.trainer.network, folder), self.export_pickles)

    def _print(self, cursor: Cursor) -> None:
        from streetlight_gui.ui.exports.printing import print_worksheet  # takes time to load

        if print_worksheet(cursor, self._window):
            self._banners.note.say("The worksheet is on its way to the printer.")

    def _try(self, write: Callable[[], Iterable[Path]], again: Callable[[], object]) -> None:
        """Write files; say which, or why not."""
        try:
            written = " and ".join(map(str, write()))
        except ValueError as error:
            self._banners.say_unwritten(error, again)
        else:
            self._banners.file.clear()
            self._banners.note.say(f"Saved as {written}")


def _written(path: Path, content: bytes) -> Path:
    write_file(path, content)
    return path


def _proposed(export: Export, part: Part | None, sizes: Sequence[int]) -> str:
    """Return a name for a file; one about a weight or a bias asks for that which is chosen."""
    stem = export.stem or "streetlight"
    if stem.startswith("slope") and isinstance(part, Edge):
        chosen = "_".join(["slope", *re.findall("bias|[0-9]+", edge_name(part, sizes))])
        stem = stem if export.numbers(chosen) is None else chosen
    return f"{stem}{export.suffix}"


def _meant(path: Path, title: str, usual: str, saved: SavedSession) -> Export:
    """Return the export of this title that a file is to hold, whatever else its name says."""
    try:
        export = export_for(path.name, saved)
    except ValueError:
        return export_for(usual, saved)
    return export if export.title == title else export_for(usual, saved)
