"""Which cards of the window are seen."""

from collections.abc import Collection, Mapping
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget

from streetlight_gui.text.spoken import BACK, COPIED, FILLS
from streetlight_gui.ui.panels.pages import Pages
from streetlight_gui.ui.widgets.boxes import CardTitle

PRESENTED = frozenset({"status", "network"})


class Cards(QObject):
    """Shows all cards but those folded away; in a presentation, few; and one alone where asked.

    A card that is not seen is lent for as long as something that it shows is asked for.

    Attributes:
        names: of all cards.
        is_presenting: whether only what a presentation needs is seen.

    Signals:
        changed: other cards are seen now.
        told: what a person who listens is told of it.
    """

    changed = Signal()
    told = Signal(str)

    def __init__(
        self, cards: Mapping[str, QWidget], folded: Collection[str], parent: QWidget
    ) -> None:
        """Show all cards but the folded; let a card's title or tabs fill the window with it."""
        super().__init__(parent)
        self._cards, self._alone, self._lent = cards, "", set[str]()
        self.names, self.is_presenting = list(cards), False
        self._usual, self._presented = set(cards) - set(folded), set(PRESENTED)
        for name, card in cards.items():
            titles: list[CardTitle | Pages] = card.findChildren(CardTitle)
            for title in [*titles, *card.findChildren(Pages)]:
                title.activated.connect(partial(self.fill, name))
            copy = QAction("Copy picture", card)
            copy.triggered.connect(partial(self.copy, name))
            card.addAction(copy)
            card.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._show()

    @property
    def alone(self) -> str:
        """The name of the card that fills the window; '' for none."""
        return self._alone

    @property
    def seen(self) -> set[str]:
        """The names of the cards that are seen, but for one that fills the window."""
        return self._kept | self._lent

    @property
    def folded(self) -> list[str]:
        """The names of those folded away, outside of presentations."""
        return sorted(set(self._cards) - self._usual)

    def show(self, name: str, is_seen: bool) -> None:
        """Show a card, or fold it away."""
        self._alone = ""
        self._lent.discard(name)
        (self._kept.add if is_seen else self._kept.discard)(name)
        self._show()

    def lend(self, is_on: bool, *names: str) -> None:
        """Let cards be seen, too, until they are given back."""
        lent = self._lent | set(names) if is_on else self._lent - set(names)
        if lent != self._lent:
            self._lent = lent
            self._show()

    def present(self, is_on: bool) -> None:
        """Show only what a presentation needs, and what was turned on in it; or all again."""
        self._alone, self.is_presenting = "", is_on
        self._show()

    def fill(self, name: str) -> None:
        """Fill the window with one card, or show the others again."""
        self._alone, self._lent = "" if self._alone else name, set()
        self._show()
        self.told.emit(FILLS if self._alone else BACK)

    def copy(self, name: str) -> None:
        """Put a picture of a card, as it is, on the clipboard."""
        QApplication.clipboard().setPixmap(self._cards[name].grab())
        self.told.emit(COPIED)

    @property
    def _kept(self) -> set[str]:
        return self._presented if self.is_presenting else self._usual

    def _show(self) -> None:
        seen = {self._alone} | self._lent if self._alone else self.seen
        for name, card in self._cards.items():
            card.setVisible(name in seen)
        self.changed.emit()
