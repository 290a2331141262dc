"""The rows of the settings panel on the training: penalty, batches and order."""

from dataclasses import replace

from streetlight_gui.core.checks import limits
from streetlight_gui.core.checks.formatting import TIMES
from streetlight_gui.core.nn.penalty import NO_PENALTY, Penalty, PenaltyKind
from streetlight_gui.core.training.settings import FIRST_SEED, Settings
from streetlight_gui.text.settings_words import Setting, mark_of
from streetlight_gui.ui.panels.settings.form_row import ChoiceCombo, FormRow
from streetlight_gui.ui.widgets.number_spin import NumberSpin

_FIRST_STRENGTH, _FIRST_BATCH = 0.001, 2
_PENALTIES = {  # each with what it does
    PenaltyKind.NONE: "Weights may grow as large as they like",
    PenaltyKind.L1: f"Each update also moves every weight towards 0 by alpha{TIMES}strength; "
    "biases are free",
    PenaltyKind.L2: f"Each update also takes alpha{TIMES}strength{TIMES}weight off every "
    "weight; biases are free",
}


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

    row = FormRow("penalty", lambda now: _PENALTIES[now.penalty.kind], mark_of(Setting.PENALTY))
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

    row = FormRow("update", note, mark_of(Setting.BATCH))
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

    row = FormRow("order", note, mark_of(Setting.ORDER))
    row.add(combo, combo.show_choice, lambda now: now.order_seed is not None)
    row.add(spin, spin.show_value, lambda now: now.order_seed)
    row.on(combo.currentIndexChanged, lambda now, choice: replace(now, order_seed=chosen(choice)))
    row.on(spin.valueChanged, lambda now, seed: replace(now, order_seed=int(seed)))
    return row
