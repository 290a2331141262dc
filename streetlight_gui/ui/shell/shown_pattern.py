"""Which pattern the lamps show: the person's own, or the example in training."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from streetlight_gui.core.problems.patterns import Pattern
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.ui.widgets.throttle import STEADY_INTERVAL_S, Throttle


class ShownPattern(QObject):
    """Decides between a person's pattern and the one in training.

    Training is followed while `following` is on and each example stays on screen long enough;
    otherwise the person's own pattern stays. Setting a pattern switches following off, until
    the person goes on through an example or to another problem: see `resume`. Of another problem
    its example is shown first, and stays where training is too fast to follow.

    Signals:
        changed: the pattern to show, a tuple with one number for each light.
        following_changed: whether training is followed.
        outpaced_changed: whether it is too fast to be followed.
    """

    changed = Signal(object)
    following_changed = Signal(bool)
    outpaced_changed = Signal(bool)

    def __init__(
        self, parent: QObject | None = None, clock: Callable[[], float] = time.perf_counter
    ) -> None:
        """Begin by following, with nothing to show yet; `clock` gives seconds."""
        super().__init__(parent)
        self._following = True
        self._is_outpaced = False
        self._is_set_aside = False  # following is off only because of a pattern that was set
        self._own: Pattern = ()
        self._shown: Pattern = ()
        self._snapshot: Snapshot | None = None
        self._pace = Throttle(self._show, STEADY_INTERVAL_S, self, clock=clock)

    @property
    def own(self) -> Pattern | None:
        """The person's own pattern; None while training is followed."""
        return None if self._following else self._own

    def set_own(self, pattern: Pattern) -> None:
        """Show a pattern that the person has set, and stop following."""
        is_set_aside = self._following or self._is_set_aside
        self.set_following(False)
        self._is_set_aside = is_set_aside
        self._show_own(pattern)

    def resume(self) -> None:
        """Follow again, unless the person has switched that off and not just set a pattern."""
        if self._is_set_aside:
            self.set_following(True)

    def set_following(self, following: bool) -> None:
        """Follow training, or stay with the pattern that is shown now."""
        self._is_set_aside = False
        if following != self._following:
            self._following = following
            self.following_changed.emit(following)
            self._own = self._own if following else self._shown
            if self._snapshot is not None:
                self.show_snapshot(self._snapshot)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Take notice of the example in training."""
        before, self._snapshot = self._snapshot, snapshot
        problem = snapshot.settings.problem
        earlier = None if before is None else before.settings.problem
        if earlier is not None and earlier.name != problem.name:
            self.resume()
        self._tell_outpaced(not snapshot.shows_each_example)
        is_other = earlier is not problem
        example: Pattern = tuple(snapshot.pattern.tolist())
        if len(example) != len(self._own) or (is_other and self._following):
            self._show_own(example)
            return
        pattern = example if self._following and snapshot.shows_each_example else self._own
        if pattern == self._shown:
            self._pace.stop()  # another one that waits has come and gone
        else:
            self._pace.offer(pattern)

    def _tell_outpaced(self, is_outpaced: bool) -> None:
        if is_outpaced != self._is_outpaced:
            self._is_outpaced = is_outpaced
            self.outpaced_changed.emit(is_outpaced)

    def _show_own(self, pattern: Pattern) -> None:
        """Show a pattern at once."""
        self._own = pattern
        self._pace.offer(pattern)
        self._pace.flush()

    def _show(self, pattern: Pattern) -> None:
        self._shown = pattern
        self.changed.emit(pattern)
