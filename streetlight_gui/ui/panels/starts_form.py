"""What of the atlas of starts is asked for: how many starts, and for how long each is trained."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from streetlight_gui.core.checks.formatting import counted
from streetlight_gui.core.checks.limits import ITERATIONS
from streetlight_gui.core.ensemble.atlas import Atlas, watched_of
from streetlight_gui.core.ensemble.sweep import Cell, Sweep
from streetlight_gui.core.training.settings import FIRST_SEED, Settings
from streetlight_gui.core.training.stopping import DEFAULT_STOP_AFTER, StopRule
from streetlight_gui.ui.panels.sweep_button import SweepButton
from streetlight_gui.ui.widgets.boxes import filled
from streetlight_gui.ui.widgets.controls import CalmWheel, named
from streetlight_gui.ui.widgets.labels import ElidedLabel, label_unseen
from streetlight_gui.ui.widgets.number_spin import NumberSpin
from streetlight_gui.ui.widgets.text_sizes import KeepsFit

COUNTS = 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000
FIRST_COUNT = 200
_UNITS = "iterations", "times", ""  # the longest that has room


class StartsForm(QWidget):
    """Asks for starts; until a person chooses for how long, for as long as Run trains.

    Signals:
        sweep_asked: a Sweep of the settings at hand, from the seeds 0 on.
        rejected: a sentence on what is wrong with something typed; '' once nothing is.
    """

    sweep_asked = Signal(object)
    rejected = Signal(str)

    def __init__(self) -> None:
        """Offer the first choice."""
        super().__init__()
        self._settings: Settings | None = None
        self._known: Atlas | None = None  # what is shown of starts, while none come to them
        self._is_own = False  # the number of iterations is a person's
        self._count = QComboBox()
        named(self._count, "starts_combo", "How many starts", "How many seeds are tried, from 0 on")
        label_unseen(self._count, self)
        CalmWheel(self._count)
        for count in COUNTS:
            self._count.addItem(counted(count, "start"), count)
        self._count.setCurrentIndex(COUNTS.index(FIRST_COUNT))
        self._count.currentIndexChanged.connect(self._show_missing)
        self._iterations = NumberSpin(
            ITERATIONS,
            "starts_iterations_spin",
            "iterations of each",
            "For how many iterations each start is trained",
            first=DEFAULT_STOP_AFTER,
            room="100,000",
        )
        self._iterations.setSingleStep(10)
        self._iterations.rejected.connect(self.rejected)
        self._iterations.valueChanged.connect(self._own)
        tip = "Train them all, and see which of them learn"
        self._try = SweepButton("try_starts_button", "Try", tip, spoken="Try these starts")
        self._try.clicked.connect(self.ask)
        self._unit = ElidedLabel("starts_unit_label")
        self._unit.setProperty("muted", True)
        items = self._count, 2, self._iterations, (self._unit, 1), self._try
        filled(QHBoxLayout(self), *items, spacing=4, margins=(0, 0, 0, 0))
        KeepsFit(self._unit, self._fit_unit)

    def show_settings(self, settings: Settings) -> None:
        """Know what to train."""
        self._settings = settings
        self._show_missing()

    def show_stop_rule(self, rule: StopRule) -> None:
        """Train for as long as Run does, unless a person has chosen otherwise."""
        if not self._is_own and rule.iterations:
            self._iterations.show_value(rule.iterations)
            self._show_missing()

    def show_known(self, atlas: Atlas | None) -> None:
        """Offer to go on with this where it is a part of what is asked for."""
        self._known = atlas
        self._show_missing()

    def show_asked(self, sweep: Sweep) -> None:
        """Ask for the same as a sweep, where this form can ask for so many starts."""
        place = self._count.findData(len(sweep.seeds))
        if place >= 0:
            self._count.setCurrentIndex(place)
            self._iterations.show_value(sweep.cells[0].iterations)
            self._own()

    @Slot()
    def ask(self) -> None:
        """Ask for what is chosen."""
        if self._settings is not None:
            self.sweep_asked.emit(self._sweep(self._settings))

    def _sweep(self, settings: Settings) -> Sweep:
        iterations = int(self._iterations.value())
        cells = (Cell(settings.from_seed(FIRST_SEED), iterations),)
        return Sweep(cells, range(self._count.currentData()), watched_of(iterations))

    def ask_for_first(self) -> None:
        """Ask for as many as are offered first."""
        self._count.setCurrentIndex(COUNTS.index(FIRST_COUNT))
        self.ask()

    def _fit_unit(self) -> None:
        """Say what the number counts, in a word that is whole."""
        needed, room = self._unit.fontMetrics().horizontalAdvance, self._unit.width()
        self._unit.show_text(next(word for word in _UNITS if needed(word) <= room))

    @Slot()
    def _own(self) -> None:
        self._is_own = True
        self._show_missing()

    @Slot()
    def _show_missing(self) -> None:
        known, settings = self._known, self._settings
        is_part = known and settings and known.is_part_of(self._sweep(settings))
        self._try.show_missing(known.unknown if known and is_part else 0)
