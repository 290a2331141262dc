"""How the network is trained, in the settings panel."""

from dataclasses import replace

from PySide6.QtCore import Slot

from streetlight_gui.core.checks.limits import BATCH, SEED, STRENGTH
from streetlight_gui.core.nn.penalty import NO_PENALTY, Penalty, PenaltyKind
from streetlight_gui.core.training.settings import FIRST_SEED, Settings
from streetlight_gui.text.settings_words import book_marks
from streetlight_gui.ui.panels.settings.choice_combo import ChoiceCombo
from streetlight_gui.ui.panels.settings.form_section import FormSection
from streetlight_gui.ui.widgets.controls import named
from streetlight_gui.ui.widgets.number_spin import NumberSpin

_FIRST_STRENGTH = 0.001
_FIRST_BATCH = 2
_ONE, _SOME, _ALL = 1, -1, 0  # of the examples share an update; _SOME stands for any other number
_TIMES = "\N{MULTIPLICATION SIGN}"
_PENALTY_NOTES = {
    PenaltyKind.NONE: "Weights may grow as large as they like",
    PenaltyKind.L1: f"Each update also moves every weight towards 0 by alpha {_TIMES} strength; "
    "biases are free",
    PenaltyKind.L2: f"Each update also takes alpha {_TIMES} strength {_TIMES} weight off every "
    "weight; biases are free",
}
_ORDER_NOTE = "Every iteration takes the examples in the order of the training set"
_SHUFFLED_NOTE = "Every iteration has an order of its own; the same seed makes the same orders"


class TrainingSection(FormSection):
    """Shows and edits penalty, batches and order; `edited` brings Settings."""

    def __init__(self, settings: Settings) -> None:
        """Show these settings."""
        super().__init__("The training")
        self._settings = settings
        self._make_penalty()
        self._make_batch()
        self._make_order()
        self.show_settings(settings)

    def show_settings(self, settings: Settings) -> None:
        """Show how these settings train."""
        self._settings = settings
        marks = book_marks(settings)
        self._show_penalty(settings.penalty)
        self._show_batch(settings.batch)
        self._show_order(settings.order_seed)
        self._penalty_row.mark(marks.get("penalty", ""))
        self._batch_row.mark(marks.get("batch", ""))
        self._order_row.mark(marks.get("order", ""))

    def _make_penalty(self) -> None:
        self._penalty_combo = ChoiceCombo({kind.value: kind for kind in PenaltyKind})
        tip = "What keeps weights small; the book has none"
        named(self._penalty_combo, "penalty_combo", "Penalty on large weights", tip)
        tip, name = "How strong the penalty is, from 0 to 10", "Strength of the penalty"
        self._strength_spin = NumberSpin(
            STRENGTH, "penalty_strength_spin", name, tip, first=_FIRST_STRENGTH
        )
        self._penalty_combo.chosen.connect(self._set_penalty_kind)
        self._strength_spin.valueChanged.connect(self._set_strength)
        self._penalty_row = self.make_row("penalty", self._penalty_combo, self._strength_spin)

    def _make_batch(self) -> None:
        choices = {"per example": _ONE, "in batches of": _SOME, "all at once": _ALL}
        self._batch_combo = ChoiceCombo(choices)
        tip = "After how many examples the weights change; the book's change after each"
        named(self._batch_combo, "batch_combo", "Update", tip)
        tip = "How many examples share an update; the last batch may have fewer"
        name = "Examples in a batch"
        self._batch_spin = NumberSpin(BATCH, "batch_spin", name, tip, first=_FIRST_BATCH)
        self._batch_combo.chosen.connect(self._set_batch_mode)
        self._batch_spin.valueChanged.connect(self._set_batch)
        self._batch_row = self.make_row("update", self._batch_combo, self._batch_spin)

    def _make_order(self) -> None:
        self._order_combo = ChoiceCombo({"as given": False, "shuffled by seed": True})
        tip = "The order in which an iteration takes the examples; in the book as given"
        named(self._order_combo, "order_combo", "Order of the examples", tip)
        tip, name = (
            "Makes the orders; the start weights have a seed of their own",
            "Seed of the order",
        )
        self._order_seed_spin = NumberSpin(
            SEED, "order_seed_spin", name, tip, first=FIRST_SEED, widest="12345"
        )
        self._order_combo.chosen.connect(self._set_shuffled)
        self._order_seed_spin.valueChanged.connect(self._set_order_seed)
        self._order_row = self.make_row("order", self._order_combo, self._order_seed_spin)

    def _show_penalty(self, penalty: Penalty) -> None:
        is_chosen = penalty.kind is not PenaltyKind.NONE
        self._penalty_combo.show_choice(penalty.kind)
        self._strength_spin.setVisible(is_chosen)
        if is_chosen:  # otherwise it keeps the strength to come back to
            self._strength_spin.show_value(penalty.strength)
        self._penalty_row.say(_PENALTY_NOTES[penalty.kind])

    def _show_batch(self, batch: int) -> None:
        mode = batch if batch in {_ONE, _ALL} else _SOME
        self._batch_combo.show_choice(mode)
        self._batch_spin.setVisible(mode == _SOME)
        if mode == _SOME:
            self._batch_spin.show_value(batch)
        self._batch_row.say(_batch_note(batch, len(self._settings.problem)))

    def _show_order(self, seed: int | None) -> None:
        self._order_combo.show_choice(seed is not None)
        self._order_seed_spin.setVisible(seed is not None)
        if seed is not None:
            self._order_seed_spin.show_value(seed)
        self._order_row.say(_ORDER_NOTE if seed is None else _SHUFFLED_NOTE)

    @Slot(object)
    def _set_penalty_kind(self, kind: PenaltyKind) -> None:
        strength = self._strength_spin.value() or _FIRST_STRENGTH
        penalty = NO_PENALTY if kind is PenaltyKind.NONE else Penalty(kind, strength)
        self.edited.emit(replace(self._settings, penalty=penalty))

    @Slot(float)
    def _set_strength(self, strength: float) -> None:
        penalty = Penalty(self._settings.penalty.kind, strength)
        self.edited.emit(replace(self._settings, penalty=penalty))

    @Slot(object)
    def _set_batch_mode(self, mode: int) -> None:
        batch = max(int(self._batch_spin.value()), _FIRST_BATCH) if mode == _SOME else mode
        self.edited.emit(replace(self._settings, batch=batch))

    @Slot(float)
    def _set_batch(self, batch: float) -> None:
        self.edited.emit(replace(self._settings, batch=int(batch)))

    @Slot(object)
    def _set_shuffled(self, shuffled: bool) -> None:
        seed = int(self._order_seed_spin.value()) if shuffled else None
        self.edited.emit(replace(self._settings, order_seed=seed))

    @Slot(float)
    def _set_order_seed(self, seed: float) -> None:
        self.edited.emit(replace(self._settings, order_seed=int(seed)))


def _batch_note(batch: int, examples: int) -> str:
    if batch == _ONE:
        return "The weights change after every example"
    if batch == _ALL or batch >= examples:
        return f"One change an iteration; the gradient is the mean over all {examples} examples"
    return f"One change per {batch} examples; the gradient of a batch is the mean over its examples"
