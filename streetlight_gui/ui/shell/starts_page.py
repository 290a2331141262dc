"""The atlas of starts: which of thousands of starts learn, as marks and as a table."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from streetlight_gui.core.ensemble.atlas import Atlas
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.text.start_words import about_words, share_sentences
from streetlight_gui.ui.panels.start_legend import StartLegend
from streetlight_gui.ui.panels.starts_form import StartsForm
from streetlight_gui.ui.plots.start_dots import StartDots
from streetlight_gui.ui.tables.starts.start_table import StartTable
from streetlight_gui.ui.widgets.banner import Progress
from streetlight_gui.ui.widgets.boxes import filled
from streetlight_gui.ui.widgets.controls import quiet_button
from streetlight_gui.ui.widgets.labels import ElidedLabel
from streetlight_gui.ui.widgets.text_sizes import KeepsFit
from streetlight_gui.ui.widgets.theme import Theme

_INVITATION = "Does every start learn? Try 200 of them, each from weights of its own."


class StartsPage(QWidget):
    """Shows an atlas of one cell in several views, one of which is seen.

    Attributes:
        form: asks for the starts.
        dots, table: the views.
        atlas: what is shown; None before the first.

    Signals:
        start_chosen: Settings of a start that is to be loaded.
    """

    start_chosen = Signal(object)

    def __init__(self, progress: Progress) -> None:
        """Show an invitation; a banner of progress has its place below."""
        super().__init__()
        self.atlas: Atlas | None = None
        self._settings: Settings | None = None
        self.form, self._legend = StartsForm(), StartLegend()
        self._share = QLabel(_INVITATION, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._share.setObjectName("starts_share_label")
        self._note = ElidedLabel("starts_note_label", lines=2, wraps=True)
        self._note.setProperty("muted", True)
        self.dots, self.table = StartDots(), StartTable()
        self._shown = self.dots, self.table, self._legend
        self._views, self._choice = QStackedWidget(), QButtonGroup(self)
        self._switch = QHBoxLayout()
        self._add_view("Marks", "A mark for each start", _scrolled(self.dots))
        self._add_view("Table", "A row for each start", self.table)
        filled(self._switch, 0, spacing=4)
        self._choice.idClicked.connect(self._views.setCurrentIndex)
        for view in (self.dots, self.table):
            view.seed_chosen.connect(self._choose)
        self.dots.described.connect(self._describe)
        above = self.form, self._share, self._switch
        below = self._legend, self._note, progress
        layout = filled(QVBoxLayout(self), *above, (self._views, 1), *below)
        filled(layout, spacing=4, margins=(8, 6, 8, 0))

    def show_atlas(self, atlas: Atlas | None) -> None:
        """Show what is known of one cell."""
        self.atlas = atlas
        for view in self._shown:
            view.show_atlas(atlas)
        self._share.setText(_INVITATION if atlas is None else share_sentences(atlas))
        self._show_loaded()

    def show_settings(self, settings: Settings) -> None:
        """Know what is trained now, and from which seed."""
        self._settings = settings
        self.form.show_settings(settings)
        self._show_loaded()

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        for view in self._shown:
            view.set_theme(theme)

    @property
    def _is_at_hand(self) -> bool:
        """Whether the starts are of the settings that are trained now."""
        if self.atlas is None or self._settings is None:
            return False
        of, here = self.atlas.sweep.cells[0].settings, self._settings
        return of.from_seed(0).trains_as(here.from_seed(0))

    def _show_loaded(self) -> None:
        """Mark the start that is loaded, if it is one of these."""
        seed = self._settings.seed if self._settings and self._is_at_hand else None
        for view in (self.dots, self.table):
            view.show_loaded(seed)
        self._describe("")

    def _add_view(self, name: str, tip: str, view: QWidget) -> None:
        place = self._views.addWidget(view)
        button = quiet_button(f"starts_{name.lower()}_button", name, tip, look="small", is_on=False)
        button.setChecked(not place)
        self._choice.addButton(button, place)
        filled(self._switch, button)

    @Slot(object)
    def _choose(self, seed: int) -> None:
        if self.atlas is not None:
            self.start_chosen.emit(self.atlas.sweep.cells[0].settings.from_seed(seed))

    @Slot(str)
    def _describe(self, words: str) -> None:
        """Say what is pointed at; else what all of it is about."""
        if not words and self.atlas is not None:
            words = about_words(self.atlas.sweep.cells[0], is_at_hand=self._is_at_hand)
        self._note.show_text(words)


def _scrolled(dots: StartDots) -> QScrollArea:
    area = QScrollArea(widgetResizable=True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(dots)
    for ground in (area.viewport(), dots):
        ground.setAutoFillBackground(False)  # it is the card's
    KeepsFit(area.viewport(), dots.arrange)
    return area
