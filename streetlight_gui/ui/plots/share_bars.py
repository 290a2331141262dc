"""How many starts of each setting learn, as bars with their 95 % intervals."""

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from streetlight_gui.core.ensemble.atlas import Atlas
from streetlight_gui.core.ensemble.share import wilson
from streetlight_gui.text.sweep_words import cell_words, share_words
from streetlight_gui.ui.widgets.text_sizes import length
from streetlight_gui.ui.widgets.theme import LIGHT, Theme, mixed

_NAME = "Share of starts that learn"
_ROW, _BAR, _CAP = 22, 12, 6  # heights in a font of 12 pixels, as the next
_GAP, _LEAST = 10, 260  # beside the bars, and how long the longest is at least
_BAR_SHARE = 0.55  # of the accent's colour in the card's: intervals are seen on it
_MARKS = range(0, 101, 25)  # per cent
_RIGHT, _MIDDLE = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True)
class _Row:
    """A setting: its name, the share of its starts, the interval's ends, and these in words."""

    name: str
    share: float
    ends: tuple[float, float]
    words: str


class ShareBars(QWidget):
    """Draws a bar for each cell of an atlas, in the order of the sweep, as high as they need."""

    def __init__(self) -> None:
        """Wait for an atlas."""
        super().__init__()
        self.setObjectName("share_bars")
        self.setAccessibleName(_NAME)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._rows: list[_Row] = []
        self._theme = LIGHT

    def show_atlas(self, atlas: Atlas) -> None:
        """Draw what is known by now; settings of which nothing is known have no bar."""
        names = cell_words(atlas.sweep.cells)
        self._rows = [
            _Row(
                name,
                tally.learned / tally.starts,
                wilson(tally.learned, tally.starts),
                share_words(tally),
            )
            for name, tally in zip(names, atlas.tallies, strict=True)
            if tally.starts
        ]
        lines = [f"{row.name} {row.words}".strip() for row in self._rows]
        self.setAccessibleDescription("\n".join(lines))
        self.updateGeometry()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self._theme = theme
        self.update()

    def _widest(self, texts: list[str]) -> int:
        metrics = QFontMetrics(self.font())
        return max(map(metrics.horizontalAdvance, texts), default=0) + length(_GAP, self.font())

    def _bars(self) -> QRectF:
        """Return where bars lie: between names and words, above the axis."""
        left = self._widest([row.name for row in self._rows])
        right = self.width() - self._widest([row.words for row in self._rows])
        return QRectF(left, 0, right - left, len(self._rows) * length(_ROW, self.font()))

    def _draw_axis(self, painter: QPainter, bars: QRectF) -> None:
        row, theme = length(_ROW, self.font()), self._theme
        for mark in _MARKS:
            x = bars.left() + bars.width() * mark / 100
            painter.setPen(QColor(theme.cell))
            painter.drawLine(QLineF(x, 0, x, bars.bottom()))
            painter.setPen(QColor(theme.muted))
            painter.drawText(QRectF(x - 2 * row, bars.bottom(), 4 * row, row), _CENTRE, f"{mark} %")

    def _draw_row(self, painter: QPainter, place: QRectF, row: _Row) -> None:
        """Draw a row whose bar has this place."""
        theme, gap = self._theme, length(_GAP, self.font())
        thick, cap, middle = (
            length(_BAR, self.font()),
            length(_CAP, self.font()),
            place.center().y(),
        )
        bar = QRectF(place.left(), middle - thick / 2, place.width() * row.share, thick)
        painter.fillRect(bar, mixed(QColor(theme.accent), QColor(theme.card), _BAR_SHARE))
        painter.setPen(QColor(theme.text))
        low, high = (place.left() + place.width() * end for end in row.ends)
        ends = [QLineF(x, middle - cap / 2, x, middle + cap / 2) for x in (low, high)]
        painter.drawLines([QLineF(low, middle, high, middle), *ends])
        words = QRectF(place.right() + gap, place.top(), self.width(), place.height())
        painter.drawText(words, _MIDDLE, row.words)
        painter.drawText(
            QRectF(0, place.top(), place.left() - gap, place.height()), _RIGHT | _MIDDLE, row.name
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw axis and rows."""
        painter, bars = QPainter(self), self._bars()
        self._draw_axis(painter, bars)
        tall = length(_ROW, self.font())
        for k, row in enumerate(self._rows):
            self._draw_row(painter, QRectF(bars.left(), k * tall, bars.width(), tall), row)

    def sizeHint(self) -> QSize:
        """Return what all names, words and bars need."""
        texts = [row.name for row in self._rows], [row.words for row in self._rows]
        wide = sum(map(self._widest, texts)) + length(_LEAST, self.font())
        return QSize(wide, (len(self._rows) + 1) * length(_ROW, self.font()))
