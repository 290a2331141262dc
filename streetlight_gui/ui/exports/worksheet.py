"""A page on which a pupil computes what one example changes."""

from dataclasses import replace

from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from streetlight_gui.core.replay.cursor import Cursor
from streetlight_gui.core.replay.phases import Phase, Stage
from streetlight_gui.core.training.trace import Trace
from streetlight_gui.text.picture_words import picture_words
from streetlight_gui.text.worksheet import WHO, lines_html, numbers_html, worksheet_title
from streetlight_gui.ui.exports.sheets import diagram_card, dressed, snapshot_of
from streetlight_gui.ui.widgets.boxes import filled
from streetlight_gui.ui.widgets.labels import muted_label
from streetlight_gui.ui.widgets.text_sizes import LARGE, bold, length, sized
from streetlight_gui.ui.widgets.theme import LIGHT

_WIDTH, _HEIGHT, _MARGIN = 794, 1123, 44  # of A4, in a font of 12 pixels, as the next
_DIAGRAM, _RULE, _LEAST_RULES = 330, 28, 3


def worksheet(cursor: Cursor) -> QWidget:
    """Return a page with the next example before anything of it is computed, and empty lines."""
    snapshot = snapshot_of(cursor)
    nothing = Stage(Phase.FORWARD, 0)
    start = replace(snapshot, trace=Trace(snapshot.coming), stage=nothing, is_by_phase=True)
    page, card = QWidget(), diagram_card(start)
    title, font = QLabel(worksheet_title(snapshot), textFormat=Qt.TextFormat.PlainText), page.font()
    title.setFont(bold(sized(font, LARGE)))
    numbers, lines = (_rich(text) for text in (numbers_html(snapshot), lines_html(snapshot)))
    card.setFixedHeight(length(_DIAGRAM, font))
    margin = length(_MARGIN, font)
    head = filled(QHBoxLayout(), title, 0, QLabel(WHO))
    words = picture_words(snapshot)
    column = filled(
        QVBoxLayout(page), head, muted_label(words), card, numbers, lines, (_Ruled(), 1)
    )
    column.setContentsMargins(margin, margin, margin, margin)
    dressed(page, words)
    paper = page.palette()
    paper.setColor(QPalette.ColorRole.Window, QColor(LIGHT.card))
    page.setPalette(paper)
    wide = max(length(_WIDTH, font), column.totalMinimumSize().width())
    needed = column.totalHeightForWidth(wide)
    tall = max(needed, round(wide * _HEIGHT / _WIDTH))  # larger paper is made smaller
    page.resize(round(tall * _WIDTH / _HEIGHT), tall)
    return page


class _Ruled(QWidget):
    """Empty lines, as many as there is room for."""

    def __init__(self) -> None:
        super().__init__()
        self._step = length(_RULE, self.font())
        self.setMinimumHeight(_LEAST_RULES * self._step)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines."""
        painter, right = QPainter(self), self.width()
        painter.setPen(QColor(LIGHT.ghost))
        places = range(self._step, self.height() + 1, self._step)
        painter.drawLines([QLineF(0, y - 0.5, right, y - 0.5) for y in places])


def _rich(text: str) -> QLabel:
    return QLabel(text, textFormat=Qt.TextFormat.RichText, wordWrap=True)
