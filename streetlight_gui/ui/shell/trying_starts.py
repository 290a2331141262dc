"""Trying many starts: asks before much is thrown away, and keeps what came."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from streetlight_gui.core.checks.formatting import counted
from streetlight_gui.core.replay.saved_session import has_too_many
from streetlight_gui.text.duration_words import left_words
from streetlight_gui.text.session_words import unkept_text
from streetlight_gui.ui.session.session import TrainingSession
from streetlight_gui.ui.session.sweep_runner import SweepRunner
from streetlight_gui.ui.shell.questions import Answer, ask
from streetlight_gui.ui.shell.sweep_bar import SweepBar
from streetlight_gui.ui.shell.views import Views
from streetlight_gui.ui.widgets.throttle import FIGURES_INTERVAL_S, Throttle

if TYPE_CHECKING:  # the window starts without
    from streetlight_gui.core.ensemble.atlas import Atlas
    from streetlight_gui.core.ensemble.sweep import Cell, Sweep
    from streetlight_gui.ui.shell.starts_page import StartsPage

_LONG_S = 5  # what has so much left is not thrown away unasked
_DONE = "The map is computed."


class TryingStarts(QObject):
    """Lets the page ask for starts and for maps, and the session load one.

    Attributes:
        runner: computes them.

    Signals:
        told: a sentence on what came of them.
        kept_changed: what a session file would hold of them is another.
        shown: a person has asked for what the page shows.
    """

    told = Signal(str)
    kept_changed = Signal()
    shown = Signal()

    def __init__(self, session: TrainingSession, views: Views, window: QWidget) -> None:
        """Follow a session whose settings the page shows."""
        super().__init__(window)
        self._session, self._views, self._window = session, views, window
        self.runner = SweepRunner(self)
        self._bar = SweepBar(self.runner, views.banners.starts_progress)
        self._pace = Throttle(self._draw, FIGURES_INTERVAL_S, views.starts)
        self._is_map = False  # what came last, or is computed
        self._before: Atlas | None = None  # what it takes the place of
        views.starts.arrived.connect(self._follow_page)
        self.runner.changed.connect(self._pace.offer)
        self.runner.ended.connect(self._end)
        self.runner.failed.connect(views.banners.starts.say)
        views.controls.starts_requested.connect(self._try_first)

    @property
    def seen(self) -> tuple["Atlas | None", "Atlas | None"]:
        """What the page shows: the starts of one setting, and a map; not what still comes to them.

        Of what goes on it is the part that was known before: so that is kept, however this ends.
        """
        page = self._views.starts.made
        every = (None, None) if page is None else (page.atlas, page.charted)
        starts, chart = map(self._settled, every)
        return starts, chart

    @property
    def kept(self) -> tuple["Atlas | None", "Atlas | None"]:
        """What of that a session file holds."""
        starts, chart = (None if has_too_many(atlas) else atlas for atlas in self.seen)
        return starts, chart

    @property
    def unkept(self) -> int:
        """How many starts are shown that a session file has no room for."""
        return sum(atlas.sweep.networks for atlas in self.seen if atlas and has_too_many(atlas))

    def put_back(self, starts: "Atlas | None", chart: "Atlas | None") -> None:
        """Show what a session had, in place of what there is."""
        self.end()
        is_any = starts is not None or chart is not None
        if is_any or self._views.starts.made is not None:
            self._page.show_atlas(starts)
            self._page.show_map(chart)
            self._ask_for_rest(starts, chart)
            self._offer_rest()

    @Slot(object)
    def open(self, atlas: "Atlas") -> None:
        """Show what a file has, unless a person would rather wait for what is under way."""
        if self._makes_way(is_map=len(atlas.sweep.cells) > 1):
            self._turn_to_page()
            self._draw(atlas)
            self._keep(atlas)

    def may_leave(self) -> bool:
        """Return whether what is under way may end: it soon does, or the person ends it here.

        What came of that by then is work to be saved.
        """
        if not self.runner.is_on or self._soon_ends:
            return True
        left = left_words(self.runner.seconds_left)
        question = f"Starts are being tried{left}. Stop trying them?"
        answer = ask(self._window, question, Answer.Yes | Answer.No, Answer.No)
        if answer == Answer.Yes:
            self.end()
        return answer == Answer.Yes

    def end(self) -> None:
        """Compute nothing any more."""
        self.runner.cancel()

    def _keep(self, atlas: "Atlas") -> None:
        """Let what is shown now be kept; say so of what a session file has no room for."""
        if has_too_many(atlas):
            self._views.banners.starts.say(unkept_text(atlas.sweep.networks))
        self._offer_rest()
        self.kept_changed.emit()

    def _offer_rest(self) -> None:
        """Let what was given up go on from where it is asked for."""
        page, is_on = self._page, self.runner.is_on
        page.form.show_known(None if is_on and not self._is_map else page.atlas)
        page.axes.show_known(None if is_on and self._is_map else page.charted)

    def _ask_for_rest(self, starts: "Atlas | None", chart: "Atlas | None") -> None:
        """Ask, of what is not whole, for the same again."""
        for form, atlas in ((self._page.form, starts), (self._page.axes, chart)):
            if atlas is not None and not atlas.is_whole:
                form.show_asked(atlas.sweep)

    def _settled(self, atlas: "Atlas | None") -> "Atlas | None":
        """Return what was known of an atlas before it came under way, if it is; None if nothing."""
        before = self._before
        if atlas is None or not self._is_under_way(atlas):
            return atlas
        return before if before is not None and before.sweep is atlas.sweep else None

    @property
    def _soon_ends(self) -> bool:
        """Whether little is left of what is computed."""
        atlas = self.runner.atlas
        return atlas is None or min(self.runner.seconds_left, atlas.seconds_missing) < _LONG_S

    def _is_under_way(self, atlas: "Atlas | None") -> bool:
        newest = self.runner.atlas  # of which the page shows what was known a moment ago
        if atlas is None or newest is None:
            return False
        return self.runner.is_on and atlas.sweep is newest.sweep

    def _begin(self, sweep: "Sweep", *, is_map: bool) -> None:
        """Compute what is missing of a sweep, unless a person would rather wait or keep others."""
        from streetlight_gui.core.ensemble.atlas import Atlas  # loaded by now, with the page

        shown = self._shown(is_map=is_map)
        goes_on = shown is not None and shown.is_part_of(sweep)
        if self._makes_way(is_map=is_map, goes_on=goes_on):
            self._before = before = self._shown(is_map=is_map)  # with what came last
            self._bar.begin()
            self.runner.begin(before if before and goes_on else Atlas.begun(sweep))
            self._offer_rest()

    def _makes_way(self, *, is_map: bool, goes_on: bool = False) -> bool:
        """Turn to a map or to starts that are to come, if what there is may go for them.

        goes_on: they are what is shown, and more, so nothing of that goes.
        """
        if not (goes_on or self._may_replace(is_map=is_map)) or not self.may_leave():
            return False
        self.end()
        self._is_map = is_map
        self._views.banners.starts.clear()
        if is_map:
            self._page.turn_to_map()
        else:
            self._page.turn_to_starts()
        return True

    def _shown(self, *, is_map: bool) -> "Atlas | None":
        return self._page.charted if is_map else self._page.atlas

    def _may_replace(self, *, is_map: bool) -> bool:
        """Return whether what is shown may go: it is soon computed again, or the person lets it.

        Of what is under way for long `may_leave` asks.
        """
        atlas = self._shown(is_map=is_map)
        if atlas is None or (self._is_under_way(atlas) and not self._soon_ends):
            return True
        if atlas.sweep.seconds * atlas.known / atlas.sweep.networks < _LONG_S:
            return True
        known = counted(atlas.known, "start")
        question = f"Trying {known} took long. Replace what came of it?"
        return ask(self._window, question, Answer.Yes | Answer.No, Answer.No) == Answer.Yes

    def _turn_to_page(self) -> None:
        self._views.pages.turn_to(self._views.starts)
        self.shown.emit()

    @property
    def _page(self) -> "StartsPage":
        return self._views.starts.page

    @Slot(object)
    def _follow_page(self, page: "StartsPage") -> None:
        page.form.sweep_asked.connect(partial(self._begin, is_map=False))
        page.axes.map_asked.connect(partial(self._begin, is_map=True))
        for form in (page.form, page.axes):
            form.rejected.connect(self._views.banners.starts.say)
        for part in (page.form, page.axes, page.map):
            part.show_stop_rule(self._session.stop_rule)
            self._session.stop_rule_changed.connect(part.show_stop_rule)
        page.start_chosen.connect(self._load)
        page.map.cell_chosen.connect(self._show_cell)

    @Slot()
    def _try_first(self) -> None:
        self._turn_to_page()
        self._page.form.ask_for_first()

    def _draw(self, atlas: object) -> None:
        show: Callable[..., None] = self._page.show_map if self._is_map else self._page.show_atlas
        show(atlas)

    @Slot(bool)
    def _end(self, is_whole: bool) -> None:
        self._pace.stop()
        atlas = self.runner.atlas
        if atlas is None:
            return
        self._draw(atlas if atlas.known else self._before)  # seen or not: it is what is kept
        self._offer_rest()
        self.kept_changed.emit()
        if self._is_map and not is_whole:
            self._page.ask_for_map()  # for less, or to go on
        if is_whole:
            self.told.emit(_DONE if self._is_map else self._page.sentences)

    @Slot(int)
    def _show_cell(self, number: int) -> None:
        """Show the starts of a map's cell, if all of them are known and no others come."""
        chart, is_free = self._page.charted, self._is_map or not self.runner.is_on
        if chart is None or not is_free:
            return
        cell = chart.cell(number)
        if cell.is_whole and self._may_replace(is_map=False):
            self._page.show_atlas(cell)
            self._keep(cell)

    @Slot(object)
    def _load(self, start: "Cell") -> None:
        """Load a start, to be run as long as it was tried for."""
        self._session.restart(start.settings, stop_after=start.iterations)
