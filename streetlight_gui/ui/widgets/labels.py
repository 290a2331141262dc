"""The kinds of text that several views show: quiet, too long for its place, a number."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QAction, QFont, QPainter, QPaintEvent, QTextLayout
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy, QWidget

from streetlight_gui.core.checks.formatting import ELLIPSIS
from streetlight_gui.ui.widgets.spoken_name import SpokenName
from streetlight_gui.ui.widgets.text_sizes import KeepsFit, elided


def muted_label(text: str, name: str = "") -> QLabel:
    """Make a label in the quiet colour, for what explains rather than informs."""
    label = QLabel(text, textFormat=Qt.TextFormat.PlainText)
    label.setObjectName(name)
    label.setProperty("muted", True)
    return label


def label_unseen(control: QWidget, parent: QWidget) -> None:
    """Let a screen reader say a control's name where no label does: on Linux Qt names no combo box.

    parent: what the control lies in.
    """
    label = QLabel(control.accessibleName(), parent)
    label.setBuddy(control)
    label.hide()


class PaintedLabel(QLabel):
    """A label that writes its text itself.

    Qt lays a whole window out anew when the text of a label changes.
    """

    def write(self, text: str, flags: int, font: QFont | None = None) -> None:
        """Write a text as `QPainter.drawText` takes the flags, in a font or in the label's own."""
        painter, style, room = QPainter(self), self.style(), self.contentsRect()
        painter.setFont(font or self.font())
        is_on, role = self.isEnabled(), self.foregroundRole()
        style.drawItemText(painter, room, flags, self.palette(), is_on, text, role)


class ElidedLabel(PaintedLabel):
    """Text whose lines each end in an ellipsis where there is no room for them.

    It has room for the same number of lines whatever it says; in a low window for one.
    """

    def __init__(self, name: str = "", *, lines: int = 1, wraps: bool = False) -> None:
        """Make an empty one.

        Args:
            name: in the program.
            lines: how many it has room for.
            wraps: break lines where all have room, surplus ones left out; one alone, in any case.
        """
        super().__init__()
        self.setObjectName(name)
        self._whole, self._lines, self._wraps = "", lines, wraps
        self._name = SpokenName(self)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_text(self, text: str) -> None:
        """Show as much of a text as there is room for; screen readers get all of it."""
        if text != self._whole:
            self._whole = text
            self._name.show(text)
            self.update()

    def reserve(self, lines: int) -> None:
        """Be as high as so many lines, whatever it says."""
        self.setFixedHeight(self._height_of(["x"] * lines))

    def text(self) -> str:
        """Return what is shown, cut short as it is."""
        metrics = self.fontMetrics()
        lines = self._whole.split("\n")
        if self._wraps:
            while len(lines) > self._lines and self._height_of(lines) > self.height():
                lines.pop()
            if self._height_of(lines) <= self.height():
                return "\n".join(lines)
        seen = max(1, min(self._lines, self.height() // metrics.lineSpacing()))
        if self._wraps and len(lines) == 1:
            lines = self._broken(lines[0], seen)
        elif len(lines) > seen:
            lines = [*lines[: seen - 1], f"{lines[seen - 1]} {ELLIPSIS}"]
        return "\n".join(elided(line, metrics, self.width()) for line in lines)

    def _broken(self, text: str, count: int) -> list[str]:
        """Break a text into so many lines; all that is left is in the last."""
        layout, lines, start = QTextLayout(text, self.font()), list[str](), 0
        layout.beginLayout()
        for _ in range(count - 1):
            line = layout.createLine()
            line.setLineWidth(self.width())
            lines.append(text[start : start + line.textLength()].rstrip())
            start += line.textLength()
        layout.endLayout()
        return [*lines, text[start:]]

    def _height_of(self, lines: list[str]) -> int:
        room, flags = QRect(0, 0, self.width(), 0), Qt.TextFlag.TextWordWrap
        return self.fontMetrics().boundingRect(room, flags, "\n".join(lines)).height()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines."""
        wrapped = Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        self.write(self.text(), wrapped if self._wraps else self.alignment())

    def sizeHint(self) -> QSize:
        """Return the height of all lines; any width will do."""
        return QSize(0, self._lines * self.fontMetrics().lineSpacing())

    def minimumSizeHint(self) -> QSize:
        """Return the height of one line."""
        return QSize(0, self.fontMetrics().lineSpacing())


class SteadyLabel(QLabel):
    """A label with room for the longest text it is known to have, whose other texts move nothing.

    Qt does not lay the window out anew for a label of a fixed size.
    """

    def __init__(self, longest: str, font: QFont | None = None) -> None:
        """Make an empty label with room for a text, in a font of its own or in the parent's."""
        super().__init__()
        self._longest = longest
        if font is not None:
            self.setFont(font)  # before it is styled: Qt would bring back the one it had then
        KeepsFit(self, self._reserve, QEvent.Type.StyleChange)

    def show_text(self, text: str) -> None:
        """Show a text; one that is longer than any before makes room for itself."""
        if self.fontMetrics().horizontalAdvance(text) > self.width():
            self.reserve(text)
        self.setText(text)

    def reserve(self, longest: str) -> None:
        """Have room for this text and not for more, until a longer one comes."""
        self._longest = longest
        self._reserve()

    def _reserve(self) -> None:
        self.ensurePolished()  # the style sheet's font counts
        sample = QLabel(self._longest)
        sample.setFont(self.font())
        self.setFixedSize(sample.sizeHint())


class Readout(SteadyLabel):
    """A number under its name; screen readers get both, and its menu copies it.

    It cannot be selected: Qt would tell screen readers of a text that they cannot find.

    Attributes:
        title: the label with its name, to be placed above.
    """

    def __init__(self, title: str, longest: str, font: QFont | None = None) -> None:
        """Make an empty readout of this name, with room for a number."""
        super().__init__(longest, font)
        self.title = muted_label(title)
        self._name = SpokenName(self)
        copy = QAction("Copy", self)
        copy.triggered.connect(lambda: QApplication.clipboard().setText(self.text()))
        self.addAction(copy)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def show_text(self, text: str, title: str = "") -> None:
        """Show a number, under another name if there is one."""
        super().show_text(text)
        self.title.setText(title or self.title.text())
        self._name.show(self.whole)

    @property
    def whole(self) -> str:
        """The number after its name."""
        return f"{self.title.text()} {self.text()}"
