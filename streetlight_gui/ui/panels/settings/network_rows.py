"""The shape of the network, in the settings panel."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QSizePolicy

from streetlight_gui.core.checks.limits import MAX_HIDDEN_LAYERS, UNITS
from streetlight_gui.core.training.settings import BOOK_HIDDEN, Settings
from streetlight_gui.text.settings_words import book_marks
from streetlight_gui.ui.panels.settings.form_row import ChoiceCombo, FormRow, quiet_check
from streetlight_gui.ui.widgets.controls import quiet_button
from streetlight_gui.ui.widgets.number_spin import NumberSpin
from streetlight_gui.ui.widgets.text_sizes import control_height

_ACTIVATIONS = {  # each with what it does
    "relu": "what is below 0 becomes 0",
    "tanh": "squeezes any number into -1 to 1",
    "sigmoid": "squeezes any number into 0 to 1",
    "linear": "passes the weighted sum on as it is",
}


class LayerRow(FormRow[Settings]):
    """Shows and edits the units and the activation of a hidden layer."""

    def __init__(self, index: int) -> None:
        """Make the row of the layer with this index, counted from 0."""
        number, layer = index + 1, f"hidden layer {index + 1}"
        units, tip = f"Units of {layer}", f"The units of {layer}"
        self._index = index
        self._units = NumberSpin(UNITS, f"units_{number}_spin", units, tip)
        name, tip = f"Activation of {layer}", "What each unit makes of its weighted sum"
        self._activation = ChoiceCombo(_ACTIVATIONS, f"activation_{number}", name, tip)
        self._remove_button = quiet_button(
            f"remove_{number}_button",
            "\N{MULTIPLICATION SIGN}",
            f"Remove {layer}",
            spoken=f"Remove {layer}",
            look="small",
        )
        self._remove_button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Ignored)
        super().__init__(f"layer {number}", self._units, self._activation, self._remove_button)
        self._units.valueChanged.connect(self._set_units)
        self._activation.currentTextChanged.connect(self._set_activation)
        self._remove_button.clicked.connect(self._remove)

    def show_value(self, value: Settings) -> None:
        """Show the layer, if there is one of this index."""
        super().show_value(value)
        self.setVisible(self._index < len(value.hidden))
        if self._index < len(value.hidden):
            activation = value.activations[self._index]
            self._units.show_value(value.hidden[self._index])
            self._activation.show_choice(list(_ACTIVATIONS).index(activation))
            self.say(f"{activation}: {_ACTIVATIONS[activation]}", self._book_mark())

    def _book_mark(self) -> str:
        index, book = self._index, self.value.as_in_the_book()
        if index >= len(book.hidden):
            return "book: none"
        pairs = (book.hidden, self.value.hidden), (book.activations, self.value.activations)
        others = [str(books[index]) for books, own in pairs if books[index] != own[index]]
        return f"book: {' '.join(others)}" if others else ""

    def _fit(self) -> None:
        super()._fit()
        self._remove_button.setFixedWidth(control_height(self.font()))

    @Slot(float)
    def _set_units(self, units: float) -> None:
        hidden = list(self.value.hidden)
        if self._index >= len(hidden):  # it went while somebody was typing
            self.rejected.emit(f"Hidden layer {self._index + 1} is not there any more.")
        else:
            hidden[self._index] = int(units)
            self.edited.emit(self.value.with_hidden(tuple(hidden)))

    @Slot(str)
    def _set_activation(self, name: str) -> None:
        names = list(self.value.activations)
        names[self._index] = name
        self.change(activations=tuple(names))

    @Slot()
    def _remove(self) -> None:
        self._set_units(0)  # a layer without units goes, with its activation


class MoreLayersRow(FormRow[Settings]):
    """Adds hidden layers."""

    def __init__(self) -> None:
        """Make the row of the button."""
        tip = f"Add a hidden layer of {BOOK_HIDDEN[0]} relu units; there may be {MAX_HIDDEN_LAYERS}"
        self._button = quiet_button(
            "add_layer_button", "Add a layer", tip, spoken="Add a hidden layer"
        )
        super().__init__("layers", self._button, fills=False)
        self._button.clicked.connect(self._add)

    def show_value(self, value: Settings) -> None:
        """Say what these layers are, and whether there may be more."""
        super().show_value(value)
        self._button.setEnabled(len(value.hidden) < MAX_HIDDEN_LAYERS)
        is_other_count = len(value.as_in_the_book().hidden) != len(value.hidden)
        self.say(
            "Hidden layers, between the lights and the output"
            if value.hidden
            else "No hidden layer: the output is a weighted sum of the lights",
            book_marks(value)["hidden layers"] if is_other_count else "",
        )

    @Slot()
    def _add(self) -> None:
        self.edited.emit(self.value.with_hidden(self.value.hidden + BOOK_HIDDEN))


class BiasRow(FormRow[Settings]):
    """Shows and edits whether units have biases."""

    def __init__(self) -> None:
        """Make the row of the box."""
        tip = "Give every unit a bias; the book has none"
        self._check = quiet_check("every unit has one", "bias_check", "Bias", tip)
        super().__init__("bias", self._check)
        self._check.clicked.connect(self._set_bias)

    def show_value(self, value: Settings) -> None:
        """Show whether units have biases."""
        super().show_value(value)
        self._check.setChecked(value.bias)
        note = "A number of its own that it adds, drawn as a unit that is always 1; it starts at 0"
        self.say(note, book_marks(value).get("bias", ""))

    @Slot(bool)
    def _set_bias(self, bias: bool) -> None:
        self.change(bias=bias)
