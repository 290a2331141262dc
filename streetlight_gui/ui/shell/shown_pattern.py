"""Which pattern the lamps show: the person's own, or the example in training."""

from PySide6.QtCore import QObject, Signal, Slot

from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.ui.widgets.flash_guard import FlashGuard

Pattern = tuple[float, ...]


class ShownPattern(QObject):
    """Decides between a person's pattern and the one in training.

    Training is followed while `following` is on and each example stays on screen long enough;
    otherwise the person's own pattern stays. Setting a pattern switches following off.

    Signals:
        changed: the pattern to show, a tuple with one number for each light.
        following_changed: whether training is followed.
    """

    changed = Signal(object)
    following_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin by following, with nothing to show yet."""
        super().__init__(parent)
        self._following = True
        self._own: Pattern = ()
        self._snapshot: Snapshot | None = None
        self._guard = FlashGuard(parent=self)
        self._guard.passed.connect(self.changed)

    @Slot(object)
    def set_own(self, pattern: Pattern) -> None:
        """Show a pattern that the person has set, and stop following."""
        self.set_following(False)
        self._own = pattern
        self._guard.force(pattern)

    @Slot(bool)
    def set_following(self, following: bool) -> None:
        """Follow training, or stay with the pattern that is shown now."""
        if following == self._following:
            return
        self._following = following
        self.following_changed.emit(following)
        if not following and isinstance(self._guard.shown, tuple):
            self._own = self._guard.shown
            self._guard.offer(self._own)  # in place of an example that waits to be shown
        elif self._snapshot is not None:
            self.show_snapshot(self._snapshot)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Take notice of the example in training."""
        self._snapshot = snapshot
        example: Pattern = tuple(snapshot.pattern.tolist())
        if len(example) != len(self._own):
            self._own = example
            self._guard.force(example)
        elif self._following and snapshot.shows_each_example:
            self._guard.offer(example)
        else:
            self._guard.offer(self._own)
