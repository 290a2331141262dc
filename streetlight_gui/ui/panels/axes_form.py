"""What a map of starts is to show: two axes with their values, and how many starts a cell has."""

from collections.abc import Sequence
from contextlib import suppress

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from streetlight_gui.core.checks.limits import ITERATIONS, whole
from streetlight_gui.core.ensemble.atlas import Atlas
from streetlight_gui.core.ensemble.sweep import Cell, Sweep, grid
from streetlight_gui.core.replay.saved_session import MOST_STARTS
from streetlight_gui.core.training.axes import Axis, AxisKind, typed_text
from streetlight_gui.core.training.settings import BOOK, FIRST_SEED, Settings
from streetlight_gui.core.training.stopping import DEFAULT_STOP_AFTER, StopRule
from streetlight_gui.core.training.usual_values import usual_values
from streetlight_gui.text.axis_words import AXIS_NAMES
from streetlight_gui.text.map_words import cost_lines
from streetlight_gui.ui.panels.settings.form_row import ChoiceCombo
from streetlight_gui.ui.panels.sweep_button import SweepButton
from streetlight_gui.ui.panels.values_field import LONGEST, ValuesField
from streetlight_gui.ui.widgets.boxes import filled
from streetlight_gui.ui.widgets.labels import ElidedLabel, muted_label
from streetlight_gui.ui.widgets.number_spin import NumberSpin

# Those whose values have an order.
_KINDS: list[AxisKind] = [kind for kind in AxisKind if kind is not AxisKind.HIDDEN]
_USUAL_STARTS = 200
_MOST_ASKED = 400  # trained while the window tells their cost at each key, and shows all of them
_STARTS = whole("starts", 1, MOST_STARTS)


class AxesForm(QWidget):
    """Asks for a map around the settings at hand.

    Values follow the settings until a person types others.

    Signals:
        map_asked: the Sweep to be computed.
        rejected: a sentence on what is wrong with something typed; '' once nothing is.
    """

    map_asked = Signal(object)
    rejected = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build the form with the book's settings."""
        super().__init__(parent)
        self._settings = Settings.choose(BOOK)
        self._typed: dict[AxisKind, str] = {}
        self._known: Atlas | None = None  # what is shown of a map, while nothing comes to it
        self._is_own = False  # the number of iterations is a person's
        self._chosen = [AxisKind.ALPHA, AxisKind.UNITS]
        self._axes = tuple(map(_AxisRow, ("x", "y"), self._chosen))
        tip = "How many starts are trained for each cell"
        self._starts = NumberSpin(
            _STARTS, "map_starts_spin", "Starts in a cell", tip, _USUAL_STARTS, "10000"
        )
        tip = "How many times each start trains on all examples"
        self._iterations = NumberSpin(
            ITERATIONS, "map_iterations_spin", "Iterations", tip, DEFAULT_STOP_AFTER, "10000"
        )
        self._iterations_label = muted_label("iterations")
        self._cost = ElidedLabel("map_cost_label", lines=2)
        self._cost.setToolTip("Roughly, on one processor; less where starts come to rest early")
        tip = "Train the starts of every cell, and show which share of them learns"
        name = "Compute map"
        self._compute = SweepButton("compute_map_button", name, tip, spoken=name)
        self._compute.clicked.connect(self._ask)
        self._lay_out()
        self._connect()
        self._show_settings()

    def show_settings(self, settings: Settings) -> None:
        """Let values that nobody typed lie around these settings."""
        if settings != self._settings:
            self._settings = settings
            self._show_settings()

    def show_stop_rule(self, rule: StopRule) -> None:
        """Train for as long as Run does, unless a person has chosen otherwise."""
        if not self._is_own and rule.iterations:
            self._iterations.show_value(rule.iterations)
            self._tell()

    def show_known(self, atlas: Atlas | None) -> None:
        """Offer to go on with this where it is a part of what is asked for."""
        self._known = atlas
        self._tell()

    def show_asked(self, sweep: Sweep) -> None:
        """Ask for the same map as a sweep's, where this form can ask for it."""
        typed = {axis.kind: typed_text(axis.kind, axis.values) for axis in sweep.axes}
        can_ask = all(kind in _KINDS and len(text) <= LONGEST for kind, text in typed.items())
        if not typed or not can_ask:
            return
        self._typed |= typed
        self._starts.show_value(len(sweep.seeds))
        if AxisKind.ITERATIONS not in typed:
            self._iterations.show_value(sweep.cells[0].iterations)
            self._is_own = True
        self._chosen = [*typed]
        self._show_axes(self._chosen)

    def _show_settings(self) -> None:
        for axis in self._axes:
            self._show_values(axis.field, axis.field.kind)
        self._tell()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(6)
        grid.setColumnStretch(2, 1)
        for row, axis in enumerate(self._axes):
            for column, part in enumerate((axis.label, axis.combo, axis.field)):
                grid.addWidget(part, row, column)
        starts = muted_label("starts")
        for label, spin in ((starts, self._starts), (self._iterations_label, self._iterations)):
            label.setBuddy(spin)
            label.setToolTip(spin.toolTip())
        counts = starts, self._starts, 4, self._iterations_label, self._iterations, 0
        numbers = filled(QHBoxLayout(), *counts, spacing=6)
        end = filled(QHBoxLayout(), (self._cost, 1), self._compute, spacing=6)
        end.setAlignment(self._compute, Qt.AlignmentFlag.AlignBottom)  # beside two lines
        filled(QVBoxLayout(self), grid, numbers, end, spacing=6, margins=(4, 4, 4, 4))

    def _connect(self) -> None:
        for k, axis in enumerate(self._axes):
            axis.combo.currentIndexChanged.connect(lambda choice, k=k: self._choose(k, choice))
            axis.field.textChanged.connect(self._tell)
            axis.field.taken.connect(lambda axis=axis: self._keep(axis.field))
            axis.field.done.connect(self._compute.setFocus)
            axis.field.rejected.connect(self.rejected)
        self._iterations.valueChanged.connect(self._own)
        for spin in (self._starts, self._iterations):
            spin.valueChanged.connect(self._tell)
            spin.rejected.connect(self.rejected)

    def _choose(self, k: int, choice: int) -> None:
        """Show another axis; where that is the other one, both change places.

        The other one comes back once it is free: keys went past it in the list.
        """
        before, self._chosen[k] = self._axes[k].field.kind, _KINDS[choice]
        kinds = [*self._chosen]
        if kinds[0] is kinds[1]:
            kinds[1 - k] = before
        self.rejected.emit("")
        self._show_axes(kinds)

    def _show_axes(self, kinds: Sequence[AxisKind]) -> None:
        for axis, kind in zip(self._axes, kinds, strict=True):
            axis.combo.show_choice(_KINDS.index(kind))
            self._show_values(axis.field, kind)
        for part in (self._iterations_label, self._iterations):
            part.setVisible(AxisKind.ITERATIONS not in kinds)
        self._tell()

    def _show_values(self, field: ValuesField, kind: AxisKind) -> None:
        """Show values that were typed for an axis, or that lie around the settings."""
        usual = typed_text(kind, usual_values(kind, self._settings))
        field.show_values(kind, self._typed.get(kind, usual))

    def _keep(self, field: ValuesField) -> None:
        """Let what was typed stay, whatever the settings are."""
        self._typed[field.kind] = field.text()

    def _chosen_axes(self) -> tuple[Axis, ...]:
        """Return both axes with what is typed; ValueError where that is not allowed."""
        return tuple(Axis(axis.field.kind, axis.field.values) for axis in self._axes)

    def _cells(self) -> tuple[Cell, ...]:
        """Return the cells that are asked for.

        Raises:
            ValueError: something typed is not allowed, or there is too much of it.
        """
        axes = {axis.kind.value: axis.values for axis in self._chosen_axes()}
        across, down = map(len, axes.values())
        if across * down > _MOST_ASKED:
            rule = f"a map may have {_MOST_ASKED} cells here"
            raise ValueError(f"{rule}, not {across * down:,}; streetlight sweep takes more")
        settings = self._settings.from_seed(FIRST_SEED)  # the same map for any start
        return grid(settings, int(self._iterations.value()), axes)

    def _own(self) -> None:
        self._is_own = True

    def _tell(self) -> None:
        """Say what it costs, and whether that is what is left of a map."""
        known, missing, words = self._known, 0, ""
        with suppress(ValueError):  # it is told when what is typed is taken
            cells, starts = self._cells(), int(self._starts.value())
            networks, seconds = len(cells) * starts, starts * sum(cell.seconds for cell in cells)
            if known and known.is_part_of(self._sweep()):
                networks = missing = known.unknown
                seconds = known.seconds_missing
            words = "\n".join(cost_lines(networks, seconds))
        self._cost.show_text(words)
        self._compute.show_missing(missing)

    def _sweep(self) -> Sweep:
        """Return what is asked for; raises as `_cells` does."""
        return Sweep(self._cells(), range(int(self._starts.value())), axes=self._chosen_axes())

    def _ask(self) -> None:
        try:
            sweep = self._sweep()
            if sweep.networks > MOST_STARTS:
                rule = f"a map may have {MOST_STARTS:,} starts in all cells"
                raise ValueError(f"{rule}, not {sweep.networks:,}; streetlight sweep takes more")
        except ValueError as error:
            self.rejected.emit(str(error))
        else:
            self.rejected.emit("")
            self.map_asked.emit(sweep)


class _AxisRow:
    """The controls of an axis: which it is, and its values."""

    def __init__(self, name: str, kind: AxisKind) -> None:
        names = [AXIS_NAMES[kind] for kind in _KINDS]
        spoken, tip = f"{name} axis", "What differs between the cells along this axis"
        self.label = muted_label(spoken)
        self.combo = ChoiceCombo(names, f"{name}_axis_combo", spoken, tip)
        self.combo.show_choice(_KINDS.index(kind))
        self.field = ValuesField(kind, f"{name}_values_field", f"Values of the {name} axis")
        self.label.setBuddy(self.combo)
