"""The settings of a run: learning rate, seed, and when to stop."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from streetlight_gui.core.checks.limits import MAX_ALPHA, MAX_ITERATIONS, MAX_SEED, SMALLEST_ALPHA
from streetlight_gui.core.checks.typed import parse_alpha, parse_seed, parse_stop_after
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.core.training.stopping import DEFAULT_STOP_AFTER, StopRule
from streetlight_gui.ui.widgets.labels import muted_label
from streetlight_gui.ui.widgets.number_spin import NumberSpin

_MOST_DECIMALS = 323  # Qt rounds what is typed to these; so many change nothing
_GIVEN = -1  # the seed spin's value for the start weights that the problem gives


class SettingsBar(QWidget):
    """Shows and changes what a run is made with.

    Signals:
        alpha_changed: the new learning rate.
        seed_changed: the new seed, or None for the start weights the problem gives.
        stop_after_changed: iterations after which a run stops, 0 for never.
        rejected: a sentence on what is wrong with something typed.
    """

    alpha_changed = Signal(float)
    seed_changed = Signal(object)
    stop_after_changed = Signal(int)
    rejected = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build the bar with the book's settings."""
        super().__init__(parent)
        self._make_alpha()
        self._make_seed()
        self._make_stop_after()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for spin in (self._alpha_spin, self._seed_spin, self._stop_after_spin):
            row.addWidget(muted_label(spin.accessibleName()))
            row.addWidget(spin)
            row.addSpacing(4)
            spin.rejected.connect(self.rejected)

    @Slot(object)
    def show_settings(self, settings: Settings) -> None:
        """Let the spins say what holds, without telling anyone that they changed."""
        given = settings.problem.given
        takes_given = given is not None and given.sizes == settings.sizes
        if settings.seed is not None and not takes_given:
            self._seed_spin.begin_range(0)
        else:
            is_zero = settings.seed is None and settings.given is None
            self._seed_spin.begin_range(_GIVEN, "zero" if is_zero else "given")
        self._seed_spin.show_value(_GIVEN if settings.seed is None else settings.seed)
        self._alpha_spin.show_value(settings.alpha)

    @Slot(object)
    def show_stop_rule(self, rule: StopRule) -> None:
        """Let the spin say after how many iterations a run stops."""
        self._stop_after_spin.show_value(rule.iterations)

    def _make_alpha(self) -> None:
        self._alpha_spin = NumberSpin(parse_alpha, decimals=_MOST_DECIMALS, widest="0.123456")
        self._alpha_spin.setObjectName("alpha_spin")
        self._alpha_spin.setAccessibleName("alpha")
        self._alpha_spin.setToolTip("The learning rate; a new one applies at once")
        self._alpha_spin.setRange(SMALLEST_ALPHA, MAX_ALPHA)
        self._alpha_spin.setStepType(NumberSpin.StepType.AdaptiveDecimalStepType)
        self._alpha_spin.valueChanged.connect(self.alpha_changed)

    def _make_seed(self) -> None:
        self._seed_spin = NumberSpin(self._parse_seed, widest=str(MAX_SEED))
        self._seed_spin.setObjectName("seed_spin")
        self._seed_spin.setAccessibleName("seed")
        self._seed_spin.setToolTip("Makes the start weights; a new one restarts")
        self._seed_spin.setRange(0, MAX_SEED)
        self._seed_spin.valueChanged.connect(self._emit_seed)

    def _make_stop_after(self) -> None:
        self._stop_after_spin = NumberSpin(parse_stop_after, widest=str(MAX_ITERATIONS))
        self._stop_after_spin.setObjectName("stop_after_spin")
        self._stop_after_spin.setAccessibleName("stop after")
        self._stop_after_spin.setToolTip(
            "How many more iterations Run trains before it stops by itself, or 'never'"
        )
        self._stop_after_spin.setRange(0, MAX_ITERATIONS)
        self._stop_after_spin.setSpecialValueText("never")
        self._stop_after_spin.setSingleStep(10)
        self._stop_after_spin.setValue(DEFAULT_STOP_AFTER)
        self._stop_after_spin.valueChanged.connect(self._emit_stop_after)

    def _parse_seed(self, text: str) -> int:
        special = self._seed_spin.specialValueText()
        if special and text.strip().lower() == special:
            return _GIVEN
        return parse_seed(text)

    @Slot(float)
    def _emit_seed(self, seed: float) -> None:
        self.seed_changed.emit(None if seed == _GIVEN else int(seed))

    @Slot(float)
    def _emit_stop_after(self, iterations: float) -> None:
        self.stop_after_changed.emit(int(iterations))
