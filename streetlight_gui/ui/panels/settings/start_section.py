"""What the weights are at the start, in the settings panel."""

from dataclasses import replace
from enum import Enum

from PySide6.QtCore import Slot

from streetlight_gui.core.nn.network import Network
from streetlight_gui.core.storage.start_weights import parse_start_weights, start_weights_text
from streetlight_gui.core.training.settings import FIRST_SEED, Settings
from streetlight_gui.text.settings_words import book_marks
from streetlight_gui.text.zero_start import zero_start_words
from streetlight_gui.ui.panels.settings.choice_combo import ChoiceCombo
from streetlight_gui.ui.panels.settings.form_section import FormSection
from streetlight_gui.ui.panels.settings.start_weights_editor import StartWeightsEditor
from streetlight_gui.ui.widgets.controls import named


class _Start(Enum):
    SEED = "by seed"
    GIVEN = "given by hand"
    ZERO = "all zero"


class StartSection(FormSection):
    """Shows and edits the start weights; `edited` brings Settings.

    Choosing 'given by hand' only opens the editor: nothing changes before Apply.
    """

    def __init__(self, settings: Settings) -> None:
        """Show these settings."""
        super().__init__("The start")
        self._settings = settings
        self._seed = FIRST_SEED  # to come back to
        self._network: Network | None = None
        self._is_open = False  # the editor, though the weights come from elsewhere as yet
        self._combo = ChoiceCombo({start.value: start for start in _Start})
        tip = "What Restart and New start begin with"
        named(self._combo, "start_combo", "Start weights", tip)
        self._row = self.make_row("weights", self._combo)
        self._editor = StartWeightsEditor()
        self.add_wide(self._editor)
        self._combo.chosen.connect(self._choose)
        self._editor.touched.connect(self.show_again)
        self._editor.applied.connect(self._apply)
        self._editor.take_requested.connect(self._take_present)
        self.show_settings(settings)

    def show_settings(self, settings: Settings) -> None:
        """Show where the start weights of these settings come from."""
        if _start_of(settings) != _start_of(self._settings) or settings.seed != self._settings.seed:
            self._is_open = self._is_open and self._editor.is_touched
        self._settings = settings
        self._seed = self._seed if settings.seed is None else settings.seed
        start = _Start.GIVEN if self._is_open else _start_of(settings)
        self._combo.show_choice(start)
        self._editor.setVisible(start is _Start.GIVEN)
        if start is _Start.GIVEN:
            self._editor.show_text(start_weights_text(settings.network()))
        self._row.say(self._note(start))
        self._row.mark(book_marks(settings).get("start weights", ""))

    def show_network(self, network: Network) -> None:
        """Keep the network as it is now, to be taken."""
        self._network = network

    @Slot()
    def show_again(self) -> None:
        """Show whether what is typed is applied."""
        self.show_settings(self._settings)

    def _note(self, start: _Start) -> str:
        if start is _Start.SEED:
            return f"Random weights from -1 to 1; seed {self._seed} always makes the same"
        if start is _Start.ZERO:
            return zero_start_words(self._settings)
        if self._is_open or self._editor.is_touched:
            return "Not in use yet: Apply starts from these weights"
        return "Restart goes back to these weights"

    @Slot(object)
    def _choose(self, start: _Start) -> None:
        self._editor.forget()
        self._is_open = start is _Start.GIVEN and _start_of(self._settings) is not _Start.GIVEN
        self.show_again()
        if start is not _Start.GIVEN:
            seed = self._seed if start is _Start.SEED else None
            self.edited.emit(replace(self._settings, seed=seed, given=None))

    @Slot(str)
    def _apply(self, text: str) -> None:
        try:
            given = parse_start_weights(text, self._settings)
        except ValueError as error:
            self.rejected.emit(str(error))
            return
        self._editor.forget()
        self._is_open = False
        self.edited.emit(replace(self._settings, seed=None, given=given))

    @Slot()
    def _take_present(self) -> None:
        network = self._settings.network() if self._network is None else self._network
        try:
            self._editor.write(start_weights_text(network))
        except ValueError as error:
            self.rejected.emit(str(error))


def _start_of(settings: Settings) -> _Start:
    if settings.seed is not None:
        return _Start.SEED
    return _Start.ZERO if settings.given is None else _Start.GIVEN
