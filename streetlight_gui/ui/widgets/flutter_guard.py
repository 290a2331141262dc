"""Keeps a value that flutters from flashing, without ever showing an old one."""

from PySide6.QtCore import Slot

from streetlight_gui.ui.widgets.flash_guard import FlashGuard

CALM_S = 0.3  # between two changes that may both be shown
SETTLED_S = 0.37  # without a change, for a value that fluttered to be shown again


class FlutterGuard(FlashGuard):
    """Passes on a value at once; one that changes again too soon is None until it rests.

    So what is shown is the newest value or that there is none for now: six changes a second at
    most, or three flashes (WCAG 2.3.1).
    """

    def offer(self, value: object) -> None:
        """Show another value, unless the last one came just now."""
        if value == self._waiting:
            return
        is_calm = self._clock() - self._changed_at >= CALM_S
        self._waiting, self._changed_at = value, self._clock()
        if is_calm:
            self._show(value)
        elif not self._has_stayed(SETTLED_S) and self.shown is not None:
            self._show(None)

    @Slot()
    def release(self) -> None:
        """Show the newest value, if it has rested."""
        if self._waiting != self.shown and self._has_stayed(SETTLED_S):
            self._pass()
