"""The rows of the settings panel on the network: its hidden layers and biases."""

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QSizePolicy

from streetlight_gui.core.checks import limits
from streetlight_gui.core.checks.formatting import TIMES
from streetlight_gui.core.training.settings import BOOK_HIDDEN, Settings
from streetlight_gui.text.settings_words import Setting, book_marks, mark_of
from streetlight_gui.ui.panels.settings.form_row import ChoiceCombo, FormRow, quiet_check
from streetlight_gui.ui.widgets.controls import quiet_button
from streetlight_gui.ui.widgets.number_spin import NumberSpin
from streetlight_gui.ui.widgets.text_sizes import KeepsFit, control_height

_ACTIVATIONS = {  # each with what it does
    "relu": "what is below 0 becomes 0",
    "tanh": "squeezes any number into -1 to 1",
    "sigmoid": "squeezes any number into 0 to 1",
    "linear": "passes the weighted sum on as it is",
}


def layer_row(index: int) -> FormRow[Settings]:
    """Return the row of the hidden layer with this index, counted from 0."""
    number, layer = index + 1, f"layer_{index + 1}"
    names = list(_ACTIVATIONS)
    spoken, tip = f"Units of {layer}", f"The units of {layer}"
    units = NumberSpin(limits.UNITS, f"units_{number}_spin", spoken, tip)
    spoken, tip = f"Activation of {layer}", "What each unit makes of its weighted sum"
    combo = ChoiceCombo(names, f"activation_{number}", spoken, tip)
    name, tip = f"remove_{number}_button", f"Remove {layer}"
    remove = quiet_button(name, TIMES.strip(), tip, spoken=tip, look="small")
    remove.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Ignored)
    KeepsFit(remove, lambda: remove.setFixedWidth(control_height(remove.font())))

    note, mark = partial(_layer_note, index=index), partial(_layer_mark, index=index)
    row = FormRow(layer, note, mark)
    row.add(units, units.show_value, lambda now: now.hidden[index])
    row.add(combo, combo.show_choice, lambda now: names.index(now.activations[index]))
    row.add(remove, remove.setVisible, lambda _: True)
    row.on(units.valueChanged, lambda now, count: _with_units(now, index, int(count)))
    row.on(combo.currentIndexChanged, lambda now, kind: _with_activation(now, index, names[kind]))
    row.on(remove.clicked, lambda now, _: _with_units(now, index, 0))  # with its activation
    return row


def more_layers_row() -> FormRow[Settings]:
    """Return the row that adds hidden layers."""
    most = limits.MAX_HIDDEN_LAYERS
    tip = f"Add a hidden layer of {BOOK_HIDDEN[0]} relu units; there may be {most}"
    add = quiet_button("add_layer_button", "Add a layer", tip)

    def note(settings: Settings) -> str:
        if settings.hidden:
            return "Hidden layers, between the lights and the output"
        return "No hidden layer: the output is a weighted sum of the lights"

    def mark(settings: Settings) -> str:
        is_other_count = len(settings.as_in_the_book().hidden) != len(settings.hidden)
        return book_marks(settings)[Setting.HIDDEN_LAYERS] if is_other_count else ""

    row = FormRow("layers", note, mark)
    row.line.addStretch(1)
    row.add(add, add.setEnabled, lambda now: len(now.hidden) < most)
    row.on(add.clicked, lambda now, _: now.with_layer_added())
    return row


def bias_row() -> FormRow[Settings]:
    """Return the row of the bias."""
    tip = "Give every unit a bias; the book has none"
    check = quiet_check("every unit has one", "bias_check", "Bias: every unit has one", tip)
    note = "A number of its own that it adds, drawn as a unit that is always 1; it starts at 0"
    row = FormRow("bias", lambda _: note, mark_of(Setting.BIAS))
    row.add(check, check.setChecked, lambda now: now.bias)
    row.on(check.clicked, lambda now, bias: replace(now, bias=bias))
    return row


def _has_layer(settings: Settings, index: int) -> bool:
    return index < len(settings.hidden)


def _layer_note(settings: Settings, index: int) -> str | None:
    if not _has_layer(settings, index):
        return None
    name = settings.activations[index]
    return f"{name}: {_ACTIVATIONS[name]}"


def _layer_mark(settings: Settings, index: int) -> str:
    """Return what the book has where this layer is another one, or ''."""
    book = settings.as_in_the_book()
    if not _has_layer(book, index):
        return "book: none"
    pairs = (book.hidden, settings.hidden), (book.activations, settings.activations)
    others = [str(books[index]) for books, own in pairs if books[index] != own[index]]
    return f"book: {' '.join(others)}" if others else ""


def _with_units(settings: Settings, index: int, count: int) -> Settings:
    """Give a layer so many units; without any it goes."""
    if not _has_layer(settings, index):  # it went while somebody was typing
        raise ValueError(f"layer_{index + 1} is not there any more.")
    return settings.with_units(index, count)


def _with_activation(settings: Settings, index: int, name: str) -> Settings:
    before, after = settings.activations[:index], settings.activations[index + 1 :]
    return replace(settings, activations=(*before, name, *after))
