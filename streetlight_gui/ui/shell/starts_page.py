"""The atlas of starts: which of thousands learn, as marks, curves, a table and a map."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from streetlight_gui.core.ensemble.atlas import Atlas
from streetlight_gui.core.ensemble.sweep import Cell
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.core.training.settings import FIRST_SEED, Settings
from streetlight_gui.text.start_words import about_words, file_words, share_sentences, share_tip
from streetlight_gui.ui.panels.axes_form import AxesForm
from streetlight_gui.ui.panels.start_legend import StartLegend
from streetlight_gui.ui.panels.starts_form import StartsForm
from streetlight_gui.ui.plots.start_curves import StartCurves
from streetlight_gui.ui.plots.start_dots import StartDots
from streetlight_gui.ui.tables.map.share_map import ShareMap
from streetlight_gui.ui.tables.starts.start_table import StartTable
from streetlight_gui.ui.widgets.banner import Progress
from streetlight_gui.ui.widgets.boxes import filled
from streetlight_gui.ui.widgets.controls import quiet_button
from streetlight_gui.ui.widgets.labels import ElidedLabel
from streetlight_gui.ui.widgets.text_sizes import KeepsFit
from streetlight_gui.ui.widgets.theme import Theme

_INVITATION = "Does every start learn? Try 200 of them, each from weights of its own."


class StartsPage(QWidget):
    """Shows an atlas of one setting in three views, and one of many as a map; one view is seen.

    Attributes:
        form, axes: ask for starts, and for a map.
        dots, curves, table, map: the views.
        atlas, charted: what the first three show, and the map; None before the first.

    Signals:
        start_chosen: a Cell with the seed of the start that is to be loaded.
    """

    start_chosen = Signal(object)

    def __init__(self, progress: Progress) -> None:
        """Show an invitation; a banner of progress has its place below."""
        super().__init__()
        self.atlas: Atlas | None = None
        self.charted: Atlas | None = None
        self._settings: Settings | None = None
        self._has_edited_start = False  # then the run at hand is none of these
        self._is_computing = False
        self.form, self.axes, self._legend = StartsForm(), AxesForm(), StartLegend()
        self._share = QLabel(_INVITATION, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._share.setObjectName("starts_share_label")
        self._share.setToolTip(share_tip(None))
        self._file = ElidedLabel("starts_file_label")
        self._file.setProperty("muted", True)
        self._note = ElidedLabel("starts_note_label", lines=2, wraps=True)
        self._note.setProperty("muted", True)
        self.dots, self.curves = StartDots(), StartCurves()
        self.table, self.map = StartTable(), ShareMap()
        self._loading = self.dots, self.table
        self._views, self._choice = _Views(), QButtonGroup(self)
        self._switch = QHBoxLayout()
        self._add_view("Marks", "A mark for each start", _scrolled(self.dots))
        self._add_view("Curves", "The errors of all starts, iteration by iteration", self.curves)
        self._add_view("Table", "A row for each start", self.table)
        self._add_view("Map", "The share that learns, for many settings", self.map)
        tip = "Choose what the map shows"
        self._axes_button = quiet_button("axes_button", "Axes", tip, look="small", is_on=True)
        filled(self._switch, 0, self._axes_button, spacing=4)
        self._connect()
        pressed, said = (self._switch, self.form), (self._file, self._share)
        above = *pressed, *said, self.axes  # what is pressed moves nowhere
        below = self._legend, self._note, progress
        progress.told.connect(self._follow_progress)
        layout = filled(QVBoxLayout(self), *above, (self._views, 1), *below)
        filled(layout, spacing=4, margins=(8, 6, 8, 0))
        self._turn_to(0)

    def show_atlas(self, atlas: Atlas | None) -> None:
        """Show what is known of one setting."""
        self.atlas = atlas
        for view in (self.dots, self.curves, self.table, self._legend):
            view.show_atlas(atlas)
        self._share.setText(_INVITATION if atlas is None else share_sentences(atlas))
        self._share.setToolTip(share_tip(atlas))
        self._show_loaded()
        self._show_file()

    @property
    def sentences(self) -> str:
        """What is said of the starts of one setting."""
        return self._share.text()

    def show_map(self, atlas: Atlas | None) -> None:
        """Show what is known of many settings."""
        self.charted = atlas
        self.map.show_atlas(atlas)
        self._show_file()

    def show_settings(self, settings: Settings) -> None:
        """Know what is trained now, and from which seed."""
        self._settings = settings
        for part in (self.form, self.axes, self.map):
            part.show_settings(settings)
        self._show_loaded()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the run at this moment among the starts."""
        self.curves.show_snapshot(snapshot)
        if snapshot.has_edited_start != self._has_edited_start:
            self._has_edited_start = snapshot.has_edited_start
            self._show_loaded()

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        for view in (self.dots, self.curves, self.table, self.map, self._legend):
            view.set_theme(theme)

    @Slot()
    def turn_to_map(self) -> None:
        """Let the map be seen, and give it the room of what asked for it."""
        self._axes_button.setChecked(False)
        self._turn_to(self._views.indexOf(self.map))

    @Slot()
    def ask_for_map(self) -> None:
        """Let what asks for a map be seen."""
        self._axes_button.setChecked(True)

    @Slot()
    def turn_to_starts(self) -> None:
        """Let the starts of one setting be seen."""
        if self._views.currentWidget() is self.map:
            self._turn_to(0)

    def _connect(self) -> None:
        self._choice.idClicked.connect(self._turn_to)
        self._axes_button.toggled.connect(self._show_parts)
        for view in self._loading:
            view.seed_chosen.connect(self._choose)
        self.dots.described.connect(self._describe)
        self.map.cell_chosen.connect(self._choose_cell)

    def _add_view(self, name: str, tip: str, view: QWidget) -> None:
        button: QPushButton = quiet_button(
            f"starts_{name.lower()}_button", name, tip, look="small", is_on=False
        )
        self._choice.addButton(button, self._views.addWidget(view))
        filled(self._switch, button)

    @Slot(int)
    def _turn_to(self, place: int) -> None:
        self._views.setCurrentIndex(place)
        self._choice.button(place).setChecked(True)
        self._show_parts()

    @Slot()
    def _show_parts(self) -> None:
        """Let what belongs to the view be seen beside it."""
        view = self._views.currentWidget()
        is_map = view is self.map
        self.form.setVisible(not is_map)
        self._share.setVisible(view not in (self.map, self.curves))
        self._axes_button.setVisible(is_map)
        self.axes.setVisible(is_map and self._axes_button.isChecked())
        self._legend.setVisible(view not in (self.map, self.curves, self.table))
        self._show_note()
        self._show_file()

    def _show_file(self) -> None:
        is_map = self._views.currentWidget() is self.map
        words = file_words(self.charted if is_map else self.atlas)
        self._file.show_text(words)
        self._file.setToolTip(words)
        self._file.setVisible(bool(words))

    @Slot(str)
    def _follow_progress(self, sentence: str) -> None:
        self._is_computing = bool(sentence)
        self._show_note()

    def _show_note(self) -> None:
        """Let rows, or progress, have the note's room, unless all of it is of other settings."""
        view = self._views.currentWidget()
        has_room = view is not self.table and not self._is_computing
        is_told = has_room or not self._is_at_hand
        self._note.setVisible(is_told and view not in (self.map, self.curves))

    @property
    def _is_at_hand(self) -> bool:
        """Whether the starts are of the settings that are trained now."""
        if self.atlas is None or self._settings is None:
            return False
        return self.atlas.sweep.cells[0].trains_as(self._settings)

    def _show_loaded(self) -> None:
        """Mark the start that is loaded, if it is one of these."""
        is_one = self._is_at_hand and not self._has_edited_start
        seed = self._settings.seed if self._settings and is_one else None
        for view in self._loading:
            view.show_loaded(seed)
        self._describe(self.dots.words)
        self._show_note()

    @Slot(object)
    def _choose(self, seed: int) -> None:
        if self.atlas is not None:
            self._load(self.atlas.sweep.cells[0], seed)

    @Slot(int)
    def _choose_cell(self, number: int) -> None:
        """Load the setting of a cell, with the seed at hand; show its starts."""
        if self.charted is not None:
            seed = self._settings.seed if self._settings else None
            self._load(self.charted.sweep.cells[number], FIRST_SEED if seed is None else seed)

    def _load(self, cell: Cell, seed: int) -> None:
        """Load a start; of the training set at hand, what is held out stays so."""
        settings, here = cell.settings.from_seed(seed), self._settings
        if here is not None and here.problem.trains_as(settings.problem):
            settings = settings.with_problem(here.problem)
        self.start_chosen.emit(Cell(settings, cell.iterations))

    @Slot(str)
    def _describe(self, words: str) -> None:
        """Say what is pointed at; else what all of it is about."""
        if not words and self.atlas is not None:
            cell, is_at_hand = self.atlas.sweep.cells[0], self._is_at_hand
            words = about_words(cell, is_at_hand=is_at_hand, has_shapes=self.dots.has_shapes)
        self._note.show_text(words)


class _Views(QStackedWidget):
    """Views that take the room that is left, whatever the highest would like to have."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)

    def hasHeightForWidth(self) -> bool:
        """Ask for no height: what is around them would be cut off."""
        return False


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
