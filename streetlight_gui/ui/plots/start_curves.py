"""The errors of all starts over the iterations, and of the run at hand among them."""

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from streetlight_gui.core.ensemble.atlas import Atlas
from streetlight_gui.core.ensemble.bands import Bands
from streetlight_gui.core.ensemble.density import Density
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.core.training.history import Curve
from streetlight_gui.text.band_words import (
    CHANGED_RUN,
    OTHER_RUN,
    bands_words,
    no_bands_words,
    run_name,
)
from streetlight_gui.text.settings_words import start_text
from streetlight_gui.ui.plots.band_legend import BandLegend
from streetlight_gui.ui.widgets.boxes import filled
from streetlight_gui.ui.widgets.controls import named
from streetlight_gui.ui.widgets.labels import ElidedLabel
from streetlight_gui.ui.widgets.text_sizes import KeepsFit, length
from streetlight_gui.ui.widgets.theme import LIGHT, Theme
from streetlight_gui.ui.widgets.throttle import FIGURES_INTERVAL_S, Throttle

if TYPE_CHECKING:
    from streetlight_gui.ui.plots.start_bands import StartBands

_NAME = "Errors of the starts"
_LOWEST = 80  # of the plot, in a font of 12 pixels
_MARGINS = 8, 6, 8, 6  # pixels
_LINES, _LINES_OF_WIDE, _WIDE = 3, 2, 480  # of the sentence, and from which width on fewer do


class StartCurves(QFrame):
    """Plots where half of the errors lie and where nine in ten do, iteration by iteration.

    These are quantiles of an atlas' `Density`, right to a tenth of a decade. A sentence tells those
    of the iteration below the pointer, or that arrow keys have gone to; without one, of the last.
    The run at hand is drawn where all its settings but for the start are those of the starts.

    The axis ends where `Bands.span` says, so that neither what has learned as well as floats
    allow nor what runs away leaves the others no room.

    The plot comes once there is something to draw: what draws it takes long to load.
    """

    def __init__(self) -> None:
        """Wait for starts."""
        super().__init__()
        tip = "Hover, or press Left and Right, to read what errors the starts had at an iteration"
        named(self, "start_curves", _NAME, tip)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._theme = LIGHT
        self._atlas: Atlas | None = None
        self._snapshot: Snapshot | None = None
        self._density: Density | None = None
        self._bands: Bands | None = None
        self._run: Curve | None = None
        self._run_name = ""
        self._at: float | None = None  # the iteration that is read; None for the last
        self._plot: StartBands | None = None
        self._sentence = ElidedLabel("start_curves_sentence", lines=_LINES, wraps=True)
        self._legend = BandLegend()
        self._column = filled(QVBoxLayout(self), self._legend, self._sentence, spacing=4)
        self._column.setContentsMargins(*_MARGINS)
        self._pace = Throttle(lambda _: self.draw(), FIGURES_INTERVAL_S, self, is_spoken=True)
        self.set_theme(LIGHT)
        KeepsFit(self, self._fit)
        self.draw()

    def show_atlas(self, atlas: Atlas | None) -> None:
        """Show the starts of an atlas that has one cell, or say why there are none."""
        self._atlas = atlas
        self._pace.offer(atlas)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the run at this moment among them."""
        self._snapshot = snapshot
        self._pace.offer(snapshot)

    def draw(self) -> None:
        """Draw what was shown last, also where nobody sees it."""
        density = None if self._atlas is None else self._atlas.densities[0]
        if density is not self._density:
            self._density, self._bands = density, None if density is None else Bands.of(density)
            if self._bands is not None:
                (self._plot or self._make_plot()).show_bands(self._bands)
        if self._plot is not None:
            self._plot.setVisible(self._bands is not None)
        self._draw_run()
        self._show_legend()
        self._read(self._at)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self._theme = theme
        self._legend.set_theme(theme)
        if self._plot is not None:
            self._plot.set_theme(theme)

    def _fit(self) -> None:
        """Have room for the longest sentence, whatever it says now: the plot stays as it is."""
        is_wide = self.width() >= length(_WIDE, self.font())
        lines = _LINES_OF_WIDE if is_wide else _LINES
        self._sentence.setFixedHeight(lines * self.fontMetrics().lineSpacing())
        self._show_legend()

    def _show_legend(self) -> None:
        """Let the legend give way where it has no room beside the plot and the sentence."""
        left, top, right, bottom = _MARGINS
        legend = self._legend.height_in(self.width() - left - right)
        gaps = top + bottom + 2 * self._column.spacing()
        needed = length(_LOWEST, self.font()) + legend + self._sentence.height() + gaps
        self._legend.setVisible(self._bands is not None and self.height() >= needed)

    def _make_plot(self) -> "StartBands":
        from streetlight_gui.ui.plots.start_bands import StartBands  # takes a third of the start

        plot = self._plot = StartBands()
        plot.setMinimumHeight(length(_LOWEST, self.font()))
        plot.set_theme(self._theme)
        plot.iteration_pointed.connect(self._read)
        self._column.insertWidget(0, plot, 1)
        return plot

    def _draw_run(self) -> None:
        snapshot, atlas = self._snapshot, self._atlas
        if self._plot is None or atlas is None or snapshot is None:
            return
        is_at_hand = atlas.sweep.cells[0].trains_as(snapshot.settings)
        # A change on the way makes other errors, whatever the settings are now.
        is_one = is_at_hand and not snapshot.is_changed_on_the_way
        self._run = snapshot.online_curve if is_one else None
        self._plot.show_run(self._run)
        start = start_text(snapshot.settings, is_edited=snapshot.has_edited_start)
        why_not = CHANGED_RUN if is_at_hand else OTHER_RUN
        self._run_name = run_name(start) if is_one else why_not
        self._legend.name_run(self._run_name, is_drawn=is_one)

    def _read(self, at: float | None) -> None:
        """Tell the errors at the watched iteration that is next to one; None for the last."""
        self._at = at
        atlas, bands, plot = self._atlas, self._bands, self._plot
        if atlas is None or bands is None or plot is None:
            self._say(no_bands_words(atlas))
            return
        watched = np.array(bands.iterations)
        row = len(watched) - 1 if at is None else int(np.abs(watched - at).argmin())
        iteration, ran_away_at = bands.iterations[row], atlas.outcomes[0].ran_away_at
        ran_away = np.count_nonzero((ran_away_at > 0) & (ran_away_at <= iteration))
        plot.mark(None if at is None else iteration)
        here = bands, row, int(ran_away), self._run_error(iteration)
        self._say(bands_words(*here), bands_words(*here, self._run_name))

    def _run_error(self, iteration: int) -> float | None:
        """Return the run's error at an iteration that it has kept."""
        if self._run is None:
            return None
        found = self._run.errors[self._run.iterations == iteration].tolist()
        return found[0] if found else None

    def _say(self, sentence: str, spoken: str = "") -> None:
        """Show a sentence; those who listen may get a longer one."""
        self._sentence.show_text(sentence)
        spoken = spoken or sentence
        if spoken != self.accessibleDescription():  # readers hear of each that is set
            self.setAccessibleDescription(spoken)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Read the next watched iteration, the one before, the first, or the last."""
        bands, key = self._bands, Qt.Key
        watched = () if bands is None else bands.iterations
        last = len(watched) - 1
        here = last if self._at is None else int(np.abs(np.array(watched) - self._at).argmin())
        places = {key.Key_Left: here - 1, key.Key_Right: here + 1, key.Key_Home: 0}
        places[key.Key_End] = last
        pressed = key(event.key())
        if pressed in places and watched:
            self._read(watched[min(max(places[pressed], 0), last)])
        elif pressed == key.Key_Escape and self._at is not None:
            self._read(None)
        else:
            super().keyPressEvent(event)
