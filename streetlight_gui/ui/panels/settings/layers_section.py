"""The shape of the network, in the settings panel."""

from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QPushButton

from streetlight_gui.core.checks.limits import MAX_HIDDEN_LAYERS
from streetlight_gui.core.training.settings import BOOK_HIDDEN, Settings
from streetlight_gui.text.settings_words import book_marks
from streetlight_gui.ui.panels.settings.form_section import FormSection
from streetlight_gui.ui.panels.settings.layer_row import LayerRow
from streetlight_gui.ui.widgets.controls import named, quiet_focus

_LAYERS_NOTE = "Hidden layers, between the lights and the output"
_NO_LAYERS_NOTE = "No hidden layer: the output is a weighted sum of the lights"
_BIAS_NOTE = "A number of its own that it adds, drawn as a unit that is always 1; it starts at 0"


class LayersSection(FormSection):
    """Shows and edits the hidden layers and the bias; `edited` brings Settings."""

    def __init__(self, settings: Settings) -> None:
        """Show these settings."""
        super().__init__("The network")
        self._settings = settings
        self._make_layers()
        self._make_bias()
        self.show_settings(settings)

    def show_settings(self, settings: Settings) -> None:
        """Show the layers and the bias of these settings."""
        self._settings = settings
        book, marks = settings.as_in_the_book(), book_marks(settings)
        for row in self._layer_rows:
            row.show_settings(settings)
        self._add_button.setEnabled(len(settings.hidden) < MAX_HIDDEN_LAYERS)
        self._add_row.say(_LAYERS_NOTE if settings.hidden else _NO_LAYERS_NOTE)
        is_other_count = len(book.hidden) != len(settings.hidden)
        self._add_row.mark(marks["hidden layers"] if is_other_count else "")
        self._bias_check.setChecked(settings.bias)
        self._bias_row.mark(marks.get("bias", ""))

    def _make_layers(self) -> None:
        self._layer_rows = [LayerRow(index) for index in range(MAX_HIDDEN_LAYERS)]
        for row in self._layer_rows:
            self.add_row(row)
            row.units_changed.connect(self._set_units)
            row.activation_changed.connect(self._set_activation)
            row.removed.connect(self._remove)
        self._add_button = QPushButton("Add a layer")
        tip = f"Add a hidden layer of {BOOK_HIDDEN[0]} relu units; there may be {MAX_HIDDEN_LAYERS}"
        named(self._add_button, "add_layer_button", "Add a hidden layer", tip)
        quiet_focus(self._add_button)
        self._add_button.clicked.connect(self._add)
        self._add_row = self.make_row("layers", self._add_button, fills=False)

    def _make_bias(self) -> None:
        self._bias_check = QCheckBox("every unit has one")
        named(self._bias_check, "bias_check", "Bias", "Give every unit a bias; the book has none")
        quiet_focus(self._bias_check)
        self._bias_check.clicked.connect(self._set_bias)
        self._bias_row = self.make_row("bias", self._bias_check)
        self._bias_row.say(_BIAS_NOTE)

    @Slot(int, int)
    def _set_units(self, index: int, units: int) -> None:
        hidden = self._settings.hidden
        if index >= len(hidden):  # it went while somebody was typing
            self.rejected.emit(f"Hidden layer {index + 1} is not there any more.")
            return
        sizes = (*hidden[:index], units, *hidden[index + 1 :])
        self.edited.emit(self._settings.with_hidden(sizes))

    @Slot(int, str)
    def _set_activation(self, index: int, name: str) -> None:
        before = self._settings.activations
        activations = (*before[:index], name, *before[index + 1 :])
        self.edited.emit(replace(self._settings, activations=activations))

    @Slot(int)
    def _remove(self, index: int) -> None:
        self._set_units(index, 0)  # a layer without units goes, with its activation

    @Slot()
    def _add(self) -> None:
        self.edited.emit(self._settings.with_hidden(self._settings.hidden + BOOK_HIDDEN))

    @Slot(bool)
    def _set_bias(self, bias: bool) -> None:
        self.edited.emit(replace(self._settings, bias=bias))
