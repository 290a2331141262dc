"""The manual: its topics, searched as one types."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from streetlight_gui.process.resources import ASSETS
from streetlight_gui.ui.widgets.boxes import filled
from streetlight_gui.ui.widgets.controls import named
from streetlight_gui.ui.widgets.text_sizes import length, stretch

_PATH = Qt.ItemDataRole.UserRole
_SIZE, _MARGIN = QSize(880, 620), 16  # with the desktop's usual font


class Manual(QDialog):
    """A window with the list of topics, the one that is read, and a search through all."""

    def __init__(self, parent: QWidget) -> None:
        """Open at the first topic."""
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Streetlight: manual")
        self._search, self._topics, self._page = QLineEdit(), QListWidget(), QTextBrowser()
        named(self._search, "manual_search", "Search the manual", "")
        named(self._topics, "manual_topics", "Topics", "")
        named(self._page, "manual_page", "Topic", "")
        self._none = QLabel("No topic has all of these words.")
        self._search.setPlaceholderText("Search")
        self._search.setClearButtonEnabled(True)
        self._page.setOpenExternalLinks(True)
        self._page.document().setDocumentMargin(length(_MARGIN, self.font()))
        self._none.hide()
        for path in sorted((ASSETS / "manual").glob("*.md"), key=_number):
            item = QListWidgetItem(_text(path).partition("\n")[0].lstrip("# "), self._topics)
            item.setData(_PATH, path)
        side = filled(QVBoxLayout(), self._search, self._none, self._topics)
        filled(QHBoxLayout(self), (side, 1), (self._page, 3))
        self._topics.currentItemChanged.connect(self._open_topic)
        self._page.sourceChanged.connect(self._follow_link)
        self._search.textChanged.connect(self._find_topics)
        self._search.returnPressed.connect(self._go_to_next)
        self._topics.setCurrentRow(0)
        self.resize(_SIZE * stretch(self.font()))
        self._search.setFocus()

    def _open_topic(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._page.setSource(QUrl.fromLocalFile(item.data(_PATH)))

    def _follow_link(self, source: QUrl) -> None:
        """Mark in the list which topic a link has led to, and in the topic what is sought."""
        for item in self._items():
            if source.fileName() == item.data(_PATH).name:
                self._topics.setCurrentItem(item)
        self._mark()

    def _find_topics(self) -> None:
        """Leave the topics that have all words; open one that explains one of them.

        Where none does, open the first, unless the open one has them, too.
        """
        words, items = self._words(), self._items()
        for item in items:
            text = _text(item.data(_PATH)).casefold()
            item.setHidden(not all(word in text for word in words))
        found = [item for item in items if not item.isHidden()]
        self._none.setVisible(not found)
        explain = [f"\n- **{word}**:" for word in words]
        best = [item for item in found if any(map(_text(item.data(_PATH)).__contains__, explain))]
        if best or (found and self._topics.currentItem() not in found):
            self._topics.setCurrentItem((best or found)[0])
        self._mark()

    def _mark(self) -> None:
        """Mark every place of every word, and show the first."""
        marks = []
        for word in self._words():
            cursor = self._page.document().find(word)
            while not cursor.isNull():
                mark = QTextEdit.ExtraSelection()
                mark.cursor = cursor
                mark.format.setBackground(self.palette().highlight())
                mark.format.setForeground(self.palette().highlightedText())
                marks.append(mark)
                cursor = self._page.document().find(word, cursor)
        self._page.setExtraSelections(marks)
        if marks:
            self._page.moveCursor(QTextCursor.MoveOperation.Start)
            self._go_to_next()

    def _go_to_next(self) -> None:
        """Show the next place of the first word; after the last comes the first."""
        for word in self._words()[:1]:
            if not self._page.find(word):
                self._page.moveCursor(QTextCursor.MoveOperation.Start)
                self._page.find(word)

    def _words(self) -> list[str]:
        return self._search.text().casefold().split()

    def _items(self) -> list[QListWidgetItem]:
        return [self._topics.item(row) for row in range(self._topics.count())]


def _number(path: Path) -> int:
    return int(path.stem.partition("-")[0])


def _text(path: Path) -> str:
    return path.read_text("utf-8")
