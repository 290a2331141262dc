"""The bar that tells how far trying many starts is."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from streetlight_gui.core.checks.formatting import ELLIPSIS, counted
from streetlight_gui.text.duration_words import left_words
from streetlight_gui.ui.session.sweep_runner import SweepRunner
from streetlight_gui.ui.widgets.banner import Progress

if TYPE_CHECKING:  # the window starts without
    from streetlight_gui.core.ensemble.atlas import Atlas

_SHORT_MS = 300  # what takes less needs no bar
_PERCENT = 100


class SweepBar(QObject):
    """Shows in a banner how far a sweep is, and lets a person cancel it there."""

    def __init__(self, runner: SweepRunner, banner: Progress) -> None:
        """Follow what this computes."""
        super().__init__(runner)
        self._runner, self._banner = runner, banner
        self._delay = QTimer(self, singleShot=True, interval=_SHORT_MS)
        self._delay.timeout.connect(self._say)
        runner.changed.connect(self._show)
        runner.ended.connect(self._clear)
        banner.told.connect(self._follow)

    def begin(self) -> None:
        """Show it soon, if the sweep lasts."""
        self._delay.start()

    @Slot()
    def _say(self) -> None:
        atlas = self._runner.atlas
        if self._runner.is_on and atlas is not None:
            networks = counted(atlas.sweep.networks, "start")
            self._banner.say(f"Trying {networks}{ELLIPSIS}", "Cancel", self._runner.cancel)

    @Slot(object)
    def _show(self, atlas: "Atlas") -> None:
        self._banner.bar.setValue(_PERCENT * atlas.known // atlas.sweep.networks)
        self._banner.bar.setFormat(f"%p %{left_words(self._runner.seconds_left)}")

    @Slot()
    def _clear(self) -> None:
        self._delay.stop()
        self._banner.clear()

    @Slot(str)
    def _follow(self, sentence: str) -> None:
        """End with the banner that would end it."""
        if not sentence:
            self._runner.cancel()
