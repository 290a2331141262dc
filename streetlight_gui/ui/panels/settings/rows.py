"""What the settings panel shows and edits, row by row."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QLabel, QSizePolicy

from streetlight_gui.core.checks import limits
from streetlight_gui.core.nn.penalty import NO_PENALTY, Penalty, PenaltyKind
from streetlight_gui.core.training.settings import BOOK_HIDDEN, FIRST_SEED, Settings
from streetlight_gui.core.training.stopping import StopRule
from streetlight_gui.text.settings_words import BIAS, HIDDEN_LAYERS, book_marks
from streetlight_gui.ui.panels.settings.form_row import ChoiceCombo, FormRow, quiet_check
from streetlight_gui.ui.widgets.controls import quiet_button
from streetlight_gui.ui.widgets.number_spin import NumberSpin
from streetlight_gui.ui.widgets.text_sizes import KeepsFit, control_height

_FIRST_STRENGTH, _FIRST_BATCH = 0.001, 2
_TIMES = "\N{MULTIPLICATION SIGN}"
_ACTIVATIONS = {  # each with what it does
    "relu": "what is below 0 becomes 0",
    "tanh": "squeezes any number into -1 to 1",
    "sigmoid": "squeezes any number into 0 to 1",
    "linear": "passes the weighted sum on as it is",
}
_PENALTIES = {  # each with what it does
    PenaltyKind.NONE: "Weights may grow as large as they like",
    PenaltyKind.L1: f"Each update also moves every weight towards 0 by alpha {_TIMES} strength; "
    "biases are free",
    PenaltyKind.L2: f"Each update also takes alpha {_TIMES} strength {_TIMES} weight off every "
    "weight; biases are free",
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
    remove = quiet_button(name, _TIMES, tip, spoken=tip, look="small")
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
        return book_marks(settings)[HIDDEN_LAYERS] if is_other_count else ""

    row = FormRow("layers", note, mark)
    row.line.addStretch(1)
    row.add(add, add.setEnabled, lambda now: len(now.hidden) < most)
    row.on(add.clicked, lambda now, _: now.with_hidden(now.hidden + BOOK_HIDDEN))
    return row


def bias_row() -> FormRow[Settings]:
    """Return the row of the bias."""
    tip = "Give every unit a bias; the book has none"
    check = quiet_check("every unit has one", "bias_check", "Bias", tip)
    note = "A number of its own that it adds, drawn as a unit that is always 1; it starts at 0"
    row = FormRow("bias", lambda _: note, mark_of(BIAS))
    row.add(check, check.setChecked, lambda now: now.bias)
    row.on(check.clicked, lambda now, bias: replace(now, bias=bias))
    return row


def penalty_row() -> FormRow[Settings]:
    """Return the row of the penalty on large weights."""
    kinds = list(_PENALTIES)
    spoken, tip = "Penalty on large weights", "What keeps weights small; the book has none"
    combo = ChoiceCombo([kind.value for kind in kinds], "penalty_combo", spoken, tip)
    spoken, tip = "Strength of the penalty", "How strong the penalty is, from 0 to 10"
    spin = NumberSpin(limits.STRENGTH, "penalty_strength_spin", spoken, tip, first=_FIRST_STRENGTH)

    def chosen(choice: int) -> Penalty:
        return Penalty(kinds[choice], spin.value() or _FIRST_STRENGTH) if choice else NO_PENALTY

    def strength(settings: Settings) -> float | None:
        return None if settings.penalty.kind is PenaltyKind.NONE else settings.penalty.strength

    def with_strength(settings: Settings, strength: float) -> Settings:
        return replace(settings, penalty=Penalty(settings.penalty.kind, strength))

    row = FormRow("penalty", lambda now: _PENALTIES[now.penalty.kind], mark_of("penalty"))
    row.add(combo, combo.show_choice, lambda now: kinds.index(now.penalty.kind))
    row.add(spin, spin.show_value, strength)
    row.on(combo.currentIndexChanged, lambda now, choice: replace(now, penalty=chosen(choice)))
    row.on(spin.valueChanged, with_strength)
    return row


def batch_row() -> FormRow[Settings]:
    """Return the row of how many examples share an update."""
    choices = "per example", "in batches of", "all at once"
    tip = "After how many examples the weights change; the book's change after each"
    combo = ChoiceCombo(choices, "batch_combo", "Update", tip)
    tip = "How many examples share an update; the last batch may have fewer"
    spin = NumberSpin(limits.BATCH, "batch_spin", "Examples in a batch", tip, first=_FIRST_BATCH)

    def note(settings: Settings) -> str:
        batch, examples = settings.batch, len(settings.problem)
        if batch == 1:
            return "The weights change after every example"
        if 0 < batch < examples:
            each = f"One change per {batch} examples"
            return f"{each}; the gradient of a batch is the mean over its examples"
        return f"One change an iteration; the gradient is the mean over all {examples} examples"

    def chosen(choice: int) -> int:
        return (1, max(int(spin.value()), _FIRST_BATCH), 0)[choice]

    row = FormRow("update", note, mark_of("batch"))
    row.add(combo, combo.show_choice, lambda now: {1: 0, 0: 2}.get(now.batch, 1))
    row.add(spin, spin.show_value, lambda now: now.batch if now.batch > 1 else None)
    row.on(combo.currentIndexChanged, lambda now, choice: replace(now, batch=chosen(choice)))
    row.on(spin.valueChanged, lambda now, batch: replace(now, batch=int(batch)))
    return row


def order_row() -> FormRow[Settings]:
    """Return the row of the order of the examples."""
    choices = "as given", "shuffled by seed"
    tip = "The order in which an iteration takes the examples; in the book as given"
    combo = ChoiceCombo(choices, "order_combo", "Order of the examples", tip)
    name, tip = "order_seed_spin", "Makes the orders; the start weights have a seed of their own"
    spin = NumberSpin(limits.SEED, name, "Seed of the order", tip, first=FIRST_SEED, room="12345")

    def note(settings: Settings) -> str:
        if settings.order_seed is None:
            return "Every iteration takes the examples in the order of the training set"
        return "Every iteration has an order of its own; the same seed makes the same orders"

    def chosen(choice: int) -> int | None:
        return int(spin.value()) if choice else None

    row = FormRow("order", note, mark_of("order"))
    row.add(combo, combo.show_choice, lambda now: now.order_seed is not None)
    row.add(spin, spin.show_value, lambda now: now.order_seed)
    row.on(combo.currentIndexChanged, lambda now, choice: replace(now, order_seed=chosen(choice)))
    row.on(spin.valueChanged, lambda now, seed: replace(now, order_seed=int(seed)))
    return row


def bound_row() -> FormRow[StopRule]:
    """Return the row of the error below which a run stops."""
    spoken = "Stop when the error is below"
    tip = "Stop when the error of an iteration is below a bound"
    check = quiet_check("error below", "stop_error_check", spoken, tip)
    tip = "The bound: a number above 0"
    spin = NumberSpin(limits.ERROR_BOUND, "stop_error_spin", "Error to stop below", tip, first=0.01)

    def with_bound(rule: StopRule, _: object) -> StopRule:
        return replace(rule, error_below=spin.value() if check.isChecked() else None)

    note = "The error of an iteration, as the plot shows it"
    row = FormRow[StopRule]("when", lambda _: note)
    row.line.addStretch(1)
    row.add(check, check.setChecked, lambda now: now.error_below is not None)
    row.add(spin, spin.show_value, lambda now: now.error_below or spin.value())
    row.on(check.clicked, with_bound)
    row.on(spin.valueChanged, with_bound)
    return row


def all_right_row() -> FormRow[StopRule]:
    """Return the row of whether a run stops when all answers are right."""
    spoken = "Stop when all predictions are right"
    tip = "Stop when the prediction for every example of the training set is right"
    check = quiet_check("all predictions right", "stop_all_right_check", spoken, tip)
    note = "Every example of the training set, after a whole iteration"
    row = FormRow[StopRule]("or when", lambda _: note)
    row.add(check, check.setChecked, lambda now: now.all_right)
    row.on(check.clicked, lambda now, all_right: replace(now, all_right=all_right))
    return row


def length_row() -> FormRow[StopRule]:
    """Return the row that says how long a run is at most."""
    label = QLabel()
    label.setObjectName("stop_iterations_label")

    def text(rule: StopRule) -> str:
        count = rule.iterations
        return f"after {count:,} iteration{'s' if count != 1 else ''}" if count else "never"

    row = FormRow[StopRule]("at most", lambda _: "Set by 'stop after' at the top of the window")
    row.add(label, label.setText, text)
    return row


def mark_of(setting: str) -> Callable[[Settings], str]:
    """Return what says of settings what the book has, where this one is something else."""
    return lambda settings: book_marks(settings).get(setting, "")


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
    before, after = settings.hidden[:index], settings.hidden[index + 1 :]
    return settings.with_hidden((*before, count, *after))


def _with_activation(settings: Settings, index: int, name: str) -> Settings:
    before, after = settings.activations[:index], settings.activations[index + 1 :]
    return replace(settings, activations=(*before, name, *after))
