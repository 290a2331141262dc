"""A page that nobody sees at first: it is made when it is first seen or asked for."""

from collections.abc import Callable, Iterator
from typing import Generic, Protocol, TypeVar, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.ui.widgets.boxes import filled
from streetlight_gui.ui.widgets.theme import LIGHT, Theme


class _Page(Protocol):
    """What can be shown on a page, which is a widget."""

    def show_settings(self, settings: Settings) -> None: ...
    def show_snapshot(self, snapshot: Snapshot) -> None: ...
    def set_theme(self, theme: Theme) -> None: ...


P = TypeVar("P", bound=_Page)


class LatePage(QWidget, Generic[P]):
    """Holds the place of a page, and keeps what it is to show until it is made.

    Attributes:
        made: the page; None before it is made.

    Signals:
        arrived: the page, made just now; who connects it shows what else belongs there.
    """

    arrived = Signal(object)

    def __init__(self, make: Callable[[], P]) -> None:
        """Wait; `make` makes the page."""
        super().__init__()
        self._make = make
        self.made: P | None = None
        self._column = filled(QVBoxLayout(self), margins=(0, 0, 0, 0))
        self._settings: Settings | None = None
        self._snapshot: Snapshot | None = None
        self._theme = LIGHT

    @property
    def page(self) -> P:
        """The page; it is made for who asks first."""
        return self._made_now() if self.made is None else self.made

    def show_settings(self, settings: Settings) -> None:
        """Show what is trained."""
        self._settings = settings
        if self.made is not None:
            self.made.show_settings(settings)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show this moment."""
        self._snapshot = snapshot
        if self.made is not None:
            self.made.show_snapshot(snapshot)

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._theme = theme
        if self.made is not None:
            self.made.set_theme(theme)

    def _made_now(self) -> P:
        page = self.made = self._make()
        self._place(cast("QWidget", page))
        page.set_theme(self._theme)
        self.arrived.emit(page)
        if self._settings is not None:
            page.show_settings(self._settings)
        if self._snapshot is not None:
            page.show_snapshot(self._snapshot)
        return page

    def _place(self, page: QWidget) -> None:
        """Put the page here, and for Tab, too: Qt puts what comes late behind all else."""
        self._column.addWidget(page)
        before = next(filter(_takes_keys, _ring(self, QWidget.previousInFocusChain)))
        for widget in _in_tab_order(page):
            QWidget.setTabOrder(before, widget)
            before = widget

    def showEvent(self, event: QShowEvent) -> None:
        """Be the page, from the first picture on."""
        super().showEvent(event)
        if self.made is None:
            cast("QWidget", self.page).show()
            self._column.activate()


def _ring(widget: QWidget, step: Callable[[QWidget], QWidget | None]) -> Iterator[QWidget]:
    """Go from a widget through all others of its window, as Tab does."""
    at = step(widget)
    while at is not None and at is not widget:
        yield at
        at = step(at)


def _takes_keys(widget: QWidget) -> bool:
    return widget.focusPolicy() != Qt.FocusPolicy.NoFocus  # Qt puts no others in an order


def _in_tab_order(page: QWidget) -> list[QWidget]:
    """Return all in a page that takes keys, as Tab goes through it."""
    inside = filter(page.isAncestorOf, _ring(page, QWidget.nextInFocusChain))
    return list(filter(_takes_keys, (page, *inside)))
