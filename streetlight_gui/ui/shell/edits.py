"""What a person edits in one of the views, carried to the session."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from streetlight_gui.core.checks.formatting import ARROW
from streetlight_gui.core.checks.limits import MAX_HIDDEN_LAYERS, MAX_UNITS
from streetlight_gui.core.diagnosis import Remedy
from streetlight_gui.core.nn.parts import Edge, edge_name, weight_index
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.training.settings import BOOK_HIDDEN, Settings
from streetlight_gui.core.training.stopping import StopRule
from streetlight_gui.ui.session.remedies import remedied
from streetlight_gui.ui.session.session import TrainingSession
from streetlight_gui.ui.shell.problem_dialogs import open_problem, save_problem


class Edits(QObject):
    """Turns the edits of the views into edits of the session's settings.

    Signals:
        told: a sentence on how a file was read or written.
        saved: a Problem that is in a file now, and the file's name without its suffix.
        examples_wanted: the person wants to edit the training set.
    """

    told = Signal(str)
    saved = Signal(object, str)
    examples_wanted = Signal()

    def __init__(self, session: TrainingSession, window: QWidget) -> None:
        """Edit this session; dialogs open over the window."""
        super().__init__(window)
        self._session, self._window = session, window

    @Slot(object, object, float, float, bool)
    def set_weight(
        self,
        edge: Edge,
        shape: tuple[tuple[int, ...], bool],
        before: float,
        after: float,
        is_nudge: bool,
    ) -> None:
        """Give an edge's weight another value; nudges that follow each other undo as one.

        An edge of a network of another shape has gone: what stands in its place is not meant.
        """
        sizes, _ = shape
        name = edge_name(edge, sizes)
        if shape != self._session.settings.shape:
            self.told.emit(f"{name} is not set to {after:g}: the network has another shape now.")
            return
        text = f"{name} {before:g} {ARROW} {after + 0.0:g}"
        kind = name if is_nudge else ""
        self._session.set_weight(text, weight_index(sizes, edge), after, kind)

    @Slot(object, int, int)
    def change_units(self, hidden: tuple[int, ...], layer: int, by: int) -> None:
        """Give a hidden layer of these more units or fewer; one without any goes."""
        settings = self._session.settings
        sizes = list(settings.hidden)
        if len(sizes) != len(hidden):  # with others beside it, it may be another layer
            self.told.emit(f"layer_{layer + 1} stays as it is: the network has other layers now.")
            return
        sizes[layer] = min(max(sizes[layer] + by, 0), MAX_UNITS)
        self._session.change_settings(settings.with_hidden(tuple(sizes)))

    @Slot()
    def add_layer(self) -> None:
        """Have one hidden layer more, before the output."""
        settings = self._session.settings
        if len(settings.hidden) < MAX_HIDDEN_LAYERS:
            self._session.change_settings(settings.with_hidden(settings.hidden + BOOK_HIDDEN))

    @Slot(str, object, str)
    def set_problem(self, words: str, problem: Problem, kind: str) -> None:
        """Train on from here with an edited training set; another number of lights starts anew.

        Edits of one kind that follow each other, such as turns of a wheel, undo as one.
        """
        self._session.change_settings(self._session.settings.with_problem(problem), words, kind)

    @Slot(str, object)
    def set_settings(self, words: str, settings: Settings) -> None:
        """Use other settings."""
        self._session.change_settings(settings, words)

    @Slot(object)
    def set_stop_rule(self, rule: StopRule) -> None:
        """Let another rule end runs."""
        self._session.change_stop_rule(rule)

    @Slot(object)
    def try_remedy(self, remedy: Remedy) -> None:
        """Do what the diagnosis suggests."""
        session, after = self._session, remedied(self._session.settings, remedy)
        if remedy in (Remedy.RESTART, Remedy.RESTART_SMALLER):
            session.restart(after)
        else:
            session.change_settings(after)
        if remedy is Remedy.EDIT_EXAMPLES:
            self.examples_wanted.emit()
        elif remedy is Remedy.NEW_START:
            session.new_start()
        elif remedy is Remedy.RUN_ON and not session.running:
            session.toggle()

    @Slot()
    def open_problem(self) -> None:
        """Open a problem from a file; one that cannot be read leaves everything as it is."""
        try:
            problem = open_problem(self._window)
        except ValueError as error:
            self.told.emit(str(error))
        else:
            if problem is not None:
                self._session.open_problem(problem)

    @Slot()
    def save_problem(self) -> None:
        """Save the problem into a file."""
        problem = self._session.settings.problem
        try:
            file = save_problem(self._window, problem)
        except ValueError as error:
            self.told.emit(str(error))
        else:
            if file is not None:
                self.saved.emit(problem, file.stem)
                self.told.emit(f"Saved as {file}")
