"""How the network is trained, in the settings panel."""

from PySide6.QtCore import Slot

from streetlight_gui.core.checks.limits import BATCH, SEED, STRENGTH
from streetlight_gui.core.nn.penalty import NO_PENALTY, Penalty, PenaltyKind
from streetlight_gui.core.training.settings import FIRST_SEED, Settings
from streetlight_gui.text.settings_words import book_marks
from streetlight_gui.ui.panels.settings.form_row import ChoiceCombo, FormRow
from streetlight_gui.ui.widgets.number_spin import NumberSpin

_TIMES = "\N{MULTIPLICATION SIGN}"
_KINDS = {  # each with what it does
    PenaltyKind.NONE: "Weights may grow as large as they like",
    PenaltyKind.L1: f"Each update also moves every weight towards 0 by alpha {_TIMES} strength; "
    "biases are free",
    PenaltyKind.L2: f"Each update also takes alpha {_TIMES} strength {_TIMES} weight off every "
    "weight; biases are free",
}
_ONE, _SOME, _ALL = range(3)  # of the examples share an update


class _ChoiceRow(FormRow[Settings]):
    """Shows and edits a choice that may need a number, which is kept to come back to.

    Subclasses say what settings mean, and what is meant by a choice.
    """

    idle: float | None = None  # a number that makes one choice another, and is not come back to

    def __init__(self, label: str, setting: str, combo: ChoiceCombo, spin: NumberSpin) -> None:
        super().__init__(label, combo, spin)
        self._setting, self._combo, self._spin, self._first = setting, combo, spin, spin.value()
        combo.currentIndexChanged.connect(self._choose)
        spin.valueChanged.connect(self._set_number)

    def show_value(self, value: Settings) -> None:
        super().show_value(value)
        choice, number, note = self._read(value)
        self._combo.show_choice(choice)
        self._spin.setVisible(number is not None)
        if number is not None:
            self._spin.show_value(number)
        self.say(note, book_marks(value).get(self._setting, ""))

    def _read(self, settings: Settings) -> tuple[int, float | None, str]:
        """Return which choice it is, its number if it has one, and what it does."""
        raise NotImplementedError

    def _write(self, choice: int, number: float) -> None:
        """Tell of a choice, and of its number if it has one."""
        raise NotImplementedError

    @Slot(int)
    def _choose(self, choice: int) -> None:
        number = self._spin.value()
        self._write(choice, self._first if number == self.idle else number)

    @Slot(float)
    def _set_number(self, number: float) -> None:
        self._write(self._combo.currentIndex(), number)


class PenaltyRow(_ChoiceRow):
    """Shows and edits the penalty on large weights."""

    idle = 0

    def __init__(self) -> None:
        """Make the row."""
        name, tip = "Penalty on large weights", "What keeps weights small; the book has none"
        combo = ChoiceCombo([kind.value for kind in _KINDS], "penalty_combo", name, tip)
        name, tip = "Strength of the penalty", "How strong the penalty is, from 0 to 10"
        spin = NumberSpin(STRENGTH, "penalty_strength_spin", name, tip, first=0.001)
        super().__init__("penalty", "penalty", combo, spin)

    def _read(self, settings: Settings) -> tuple[int, float | None, str]:
        kind, strength = settings.penalty.kind, settings.penalty.strength
        number = None if kind is PenaltyKind.NONE else strength
        return list(_KINDS).index(kind), number, _KINDS[kind]

    def _write(self, choice: int, number: float) -> None:
        kind = list(_KINDS)[choice]
        self.change(penalty=NO_PENALTY if kind is PenaltyKind.NONE else Penalty(kind, number))


class BatchRow(_ChoiceRow):
    """Shows and edits how many examples share an update."""

    idle = 1

    def __init__(self) -> None:
        """Make the row."""
        tip = "After how many examples the weights change; the book's change after each"
        choices = "per example", "in batches of", "all at once"
        combo = ChoiceCombo(choices, "batch_combo", "Update", tip)
        tip = "How many examples share an update; the last batch may have fewer"
        spin = NumberSpin(BATCH, "batch_spin", "Examples in a batch", tip, first=2)
        super().__init__("update", "batch", combo, spin)

    def _read(self, settings: Settings) -> tuple[int, float | None, str]:
        batch, examples = settings.batch, len(settings.problem)
        if batch == 1:
            return _ONE, None, "The weights change after every example"
        note = f"One change per {batch} examples; the gradient of a batch is the mean over its"
        if not 0 < batch < examples:
            note = f"One change an iteration; the gradient is the mean over all {examples}"
        return _SOME if batch else _ALL, batch or None, f"{note} examples"

    def _write(self, choice: int, number: float) -> None:
        self.change(batch={_ONE: 1, _SOME: int(number), _ALL: 0}[choice])


class OrderRow(_ChoiceRow):
    """Shows and edits the order of the examples."""

    def __init__(self) -> None:
        """Make the row."""
        tip = "The order in which an iteration takes the examples; in the book as given"
        choices = "as given", "shuffled by seed"
        combo = ChoiceCombo(choices, "order_combo", "Order of the examples", tip)
        tip = "Makes the orders; the start weights have a seed of their own"
        name = "order_seed_spin"
        spin = NumberSpin(SEED, name, "Seed of the order", tip, first=FIRST_SEED, room="12345")
        super().__init__("order", "order", combo, spin)

    def _read(self, settings: Settings) -> tuple[int, float | None, str]:
        seed = settings.order_seed
        if seed is None:
            return 0, None, "Every iteration takes the examples in the order of the training set"
        note = "Every iteration has an order of its own; the same seed makes the same orders"
        return 1, seed, note

    def _write(self, choice: int, number: float) -> None:
        self.change(order_seed=int(number) if choice else None)
