"""One hidden layer in the settings panel."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QSizePolicy

from streetlight_gui.core.checks.limits import UNITS
from streetlight_gui.core.nn.activations import ACTIVATIONS
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.ui.panels.settings.choice_combo import ChoiceCombo
from streetlight_gui.ui.panels.settings.form_section import FormRow
from streetlight_gui.ui.widgets.controls import named, quiet_focus
from streetlight_gui.ui.widgets.number_spin import NumberSpin
from streetlight_gui.ui.widgets.text_sizes import control_height

_NOTES = {
    "relu": "relu: what is below 0 becomes 0",
    "tanh": "tanh: squeezes any number into -1 to 1",
    "sigmoid": "sigmoid: squeezes any number into 0 to 1",
    "linear": "linear: passes the weighted sum on as it is",
}


class LayerRow(FormRow):
    """Shows and edits the units and the activation of a hidden layer.

    Signals:
        units_changed: the layer's index, counted from 0, and its new number of units.
        activation_changed: its index, and the name of its new activation.
        removed: its index.
    """

    units_changed = Signal(int, int)
    activation_changed = Signal(int, str)
    removed = Signal(int)

    def __init__(self, index: int) -> None:
        """Make the row of the layer with this index, counted from 0."""
        layer = f"hidden layer {index + 1}"
        units = NumberSpin(
            UNITS, f"units_{index + 1}_spin", f"Units of {layer}", f"The units of {layer}"
        )
        activation = ChoiceCombo({name: name for name in ACTIVATIONS})
        remove_button = QPushButton("\N{MULTIPLICATION SIGN}")
        super().__init__(f"layer {index + 1}", units, activation, remove_button)
        self._index = index
        self._units, self._activation, self._remove_button = units, activation, remove_button
        self._name_controls(index + 1)
        self._remove_button.setProperty("small", True)
        self._remove_button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Ignored)
        quiet_focus(self._remove_button)
        self._units.valueChanged.connect(self._emit_units)
        self._activation.chosen.connect(self._emit_activation)
        self._remove_button.clicked.connect(self._emit_removed)

    def show_settings(self, settings: Settings) -> None:
        """Show the layer, if there is one of this index."""
        self.setVisible(self._index < len(settings.hidden))
        if self._index < len(settings.hidden):
            activation = settings.activations[self._index]
            self._units.show_value(settings.hidden[self._index])
            self._activation.show_choice(activation)
            self.say(_NOTES[activation])
            self.mark(self._book_mark(settings))

    def _name_controls(self, number: int) -> None:
        layer = f"hidden layer {number}"
        named(
            self._activation,
            f"activation_{number}",
            f"Activation of {layer}",
            "What each unit makes of its weighted sum",
        )
        text = f"Remove {layer}"
        named(self._remove_button, f"remove_{number}_button", text, text)

    def _book_mark(self, settings: Settings) -> str:
        index, book = self._index, settings.as_in_the_book()
        if index >= len(book.hidden):
            return "book: none"
        units, activation = book.hidden[index], book.activations[index]
        parts = [str(units)] if units != settings.hidden[index] else []
        parts += [activation] if activation != settings.activations[index] else []
        return f"book: {' '.join(parts)}" if parts else ""

    def _fit(self) -> None:
        super()._fit()
        remove_button = self.controls[-1]
        remove_button.setFixedWidth(control_height(self.font()))

    @Slot(float)
    def _emit_units(self, units: float) -> None:
        self.units_changed.emit(self._index, int(units))

    @Slot(object)
    def _emit_activation(self, name: str) -> None:
        self.activation_changed.emit(self._index, name)

    @Slot()
    def _emit_removed(self) -> None:
        self.removed.emit(self._index)
