"""The settings of a run: learning rate, seed, and when to stop."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from streetlight_gui.core.checks.limits import ALPHA, SEED, STOP_AFTER
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.core.training.stopping import DEFAULT_STOP_AFTER, StopRule
from streetlight_gui.ui.widgets.boxes import filled
from streetlight_gui.ui.widgets.labels import muted_label
from streetlight_gui.ui.widgets.number_spin import NumberSpin

_GIVEN = -1  # the seed spin's value for the start weights that the problem gives


class SettingsBar(QWidget):
    """Shows and changes what a run is made with.

    Signals:
        alpha_changed: the new learning rate.
        seed_changed: the new seed, or None for the start weights the problem gives.
        stop_after_changed: iterations after which a run stops, 0 for never.
        rejected: a sentence on what is wrong with something typed; '' once nothing is.
    """

    alpha_changed = Signal(float)
    seed_changed = Signal(object)
    stop_after_changed = Signal(int)
    rejected = Signal(str)

    def __init__(self) -> None:
        """Build the bar with the book's settings."""
        super().__init__()
        tip = "The learning rate; a new one applies at once"
        self._alpha_spin = NumberSpin(ALPHA, "alpha_spin", "alpha", tip)
        tip = "Makes the start weights; a new one restarts"
        self._seed_spin = NumberSpin(SEED, "seed_spin", "seed", tip)
        tip = "How many more iterations Run trains before it stops by itself, or 'never'"
        self._stop_after_spin = NumberSpin(
            STOP_AFTER, "stop_after_spin", "stop after", tip, first=DEFAULT_STOP_AFTER
        )
        self._stop_after_spin.setSingleStep(10)
        self._alpha_spin.valueChanged.connect(self.alpha_changed)
        self._seed_spin.valueChanged.connect(
            lambda seed: self.seed_changed.emit(None if seed == _GIVEN else int(seed))
        )
        self._stop_after_spin.valueChanged.connect(
            lambda iterations: self.stop_after_changed.emit(int(iterations))
        )
        row = filled(QHBoxLayout(self), margins=(0, 0, 0, 0))
        for spin in (self._alpha_spin, self._seed_spin, self._stop_after_spin):
            label = muted_label(spin.accessibleName())
            label.setBuddy(spin)
            label.setToolTip(spin.toolTip())
            filled(row, label, spin, 4)
            spin.rejected.connect(self.rejected)

    def show_settings(self, settings: Settings) -> None:
        """Let the spins say what holds, without telling anyone that they changed."""
        given, least, word = settings.preset_start, 0, ""
        if settings.seed is None or (given is not None and given.sizes == settings.sizes):
            is_zero = settings.seed is None and settings.given is None
            least, word = _GIVEN, "all zero" if is_zero else "by hand"
        self._seed_spin.show_value(_GIVEN if settings.seed is None else settings.seed, least, word)
        self._alpha_spin.show_value(settings.alpha)

    def show_stop_rule(self, rule: StopRule) -> None:
        """Let the spin say after how many iterations a run stops."""
        self._stop_after_spin.show_value(rule.iterations)
