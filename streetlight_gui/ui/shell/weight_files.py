"""Start weights from files of notebooks and other programs."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from streetlight_gui.core.checks.formatting import ELLIPSIS, in_one_line
from streetlight_gui.core.storage.weights_file import read_weights
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.text.settings_words import sizes_text
from streetlight_gui.ui.session.session import TrainingSession
from streetlight_gui.ui.shell.banners import Banners
from streetlight_gui.ui.shell.questions import Answer, ask

SUFFIXES = (".npz", ".safetensors")  # of files that hold all weights
_PARTS = (".pickle.bin", ".pickle", ".pkl", ".bin", ".npy", ".txt", ".csv")  # one array each
_KINDS = f"Weights ({' '.join(f'*{each}' for each in (*SUFFIXES, *_PARTS))});;All files (*)"


class WeightFiles(QObject):
    """Lets training start from weights of files, of which nothing is executed."""

    def __init__(self, session: TrainingSession, banners: Banners, window: QWidget) -> None:
        """Ask in dialogs of this window, and say in the banners what went wrong."""
        super().__init__(window)
        self._session, self._banners, self._window = session, banners, window

    def import_files(self) -> None:
        """Start from the weights of files that the person chooses: one, or a pickle for each."""
        files, _ = QFileDialog.getOpenFileNames(self._window, "Import weights", "", _KINDS)
        if files:
            self.import_paths([Path(file) for file in files])

    def import_paths(self, paths: Sequence[Path]) -> None:
        """Start from the weights of files; with another network only if the person wants that."""
        before, banner = self._session.settings, self._banners.file
        try:
            after = before.starting_from(read_weights(paths))
        except ValueError as error:
            button = f"Choose other files{ELLIPSIS}"
            banner.say(str(error), button=button, do=self.import_files)
            return
        banner.clear()
        if after.shape == before.shape or self._wants(before, after):
            names = ", ".join(in_one_line(path.name) for path in paths)
            self._session.change_settings(after, f"weights of {names}")

    def _wants(self, before: Settings, after: Settings) -> bool:
        found, here = _network_text(after), _network_text(before)
        question = f"The weights are those of {found}, here is {here}. Go on with {found}?"
        return ask(self._window, question, Answer.Yes | Answer.No, Answer.Yes) == Answer.Yes


def _network_text(settings: Settings) -> str:
    return f"a {sizes_text(settings)} network with{'' if settings.bias else 'out'} biases"
