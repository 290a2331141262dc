"""A spin box that says what is wrong with what was typed, instead of swallowing it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QValidator,
)
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QSizePolicy,
    QStyle,
    QStyleOptionSpinBox,
    QWidget,
)

from streetlight_gui.ui.widgets.controls import CalmWheel, LineField, leave_undo
from streetlight_gui.ui.widgets.text_sizes import control_height

_LINE = 2  # pixels


class NumberSpin(QDoubleSpinBox):
    """Takes any text while typing; on Enter or on leaving, reads it or says why not.

    A double spin box even for whole numbers: Qt's integer one ends at 2**31 - 1, seeds do not.

    Signals:
        rejected: a sentence on what is wrong with the text; the value stays as it was.
    """

    rejected = Signal(str)

    def __init__(
        self,
        parse: Callable[[str], float],
        decimals: int = 0,
        parent: QWidget | None = None,
        *,
        widest: str,
    ) -> None:
        """Read text with `parse`, which raises ValueError with a sentence.

        `widest` is a text that there is always room for.
        """
        super().__init__(parent)
        self._parse = parse
        self._widest = widest
        self.setDecimals(decimals)
        self.setKeyboardTracking(False)
        CalmWheel(self)
        self.setLineEdit(LineField())
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._rest = _Rest(self)  # comes after this in the order of Tab

    def end_typing(self) -> bool:
        """Take what was typed, and let the window have the keys; Tab goes on from here.

        Returns:
            Whether what was typed could be taken.
        """
        is_right = self._can_read(self.lineEdit().text())
        self._rest.setAccessibleName(self.accessibleName())
        self._rest.setFocus()
        return is_right

    def show_value(self, value: float) -> None:
        """Show a value that came from elsewhere, without a signal; what is typed stays."""
        with self._quietly():
            self.setValue(value)

    def begin_range(self, least: float, word: str = "") -> None:
        """Allow values from the least one on, which is written as a word if there is one."""
        with self._quietly():  # another least value may move the value
            self.setMinimum(least)
            self.setSpecialValueText(word)

    def sizeHint(self) -> QSize:
        """Return the room for the widest text, in whatever font."""
        option = QStyleOptionSpinBox()
        self.initStyleOption(option)
        metrics = self.fontMetrics()
        text = QSize(metrics.horizontalAdvance(f"{self._widest} "), metrics.height())
        kind = QStyle.ContentsType.CT_SpinBox
        whole = self.style().sizeFromContents(kind, option, text, self)
        return QSize(whole.width(), control_height(self.font()))

    def minimumSizeHint(self) -> QSize:
        """Return the same: no number is cut short."""
        return self.sizeHint()

    def stepBy(self, steps: int) -> None:
        """Step to the number that is shown, without the dust of binary fractions."""
        self.interpretText()  # what was typed counts first, or is rejected
        self.lineEdit().setModified(False)
        before, blocked = self.value(), self.blockSignals(True)
        super().stepBy(steps)
        after = float(f"{self.value():.12g}")
        self.setValue(before)
        self.blockSignals(blocked)
        self.setValue(after)

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Let everything be typed; what does not parse is answered when typing ends."""
        return (QValidator.State.Acceptable, text, position)

    def valueFromText(self, text: str) -> float:
        """Read the text; keep the value where that fails."""
        try:
            return self._parse(text)
        except ValueError as error:
            self.rejected.emit(str(error))
            return self.value()

    def textFromValue(self, value: float) -> str:
        """Write the value as short as it reads back."""
        return f"{value:.15g}"

    def event(self, event: QEvent) -> bool:
        """Leave the window its shortcuts of one letter while it has the keys, and its Undo."""
        if event.type() == QEvent.Type.ShortcutOverride and self._rest.hasFocus():
            event.ignore()
            return False
        line = self.lineEdit()
        is_left = leave_undo(event, line.isModified(), line.isRedoAvailable())
        return not is_left and super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take what was typed: then nothing is, any more, that could be undone."""
        super().focusOutEvent(event)
        line = self.lineEdit()
        blocked = line.blockSignals(True)
        line.setText(line.text())
        line.blockSignals(blocked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the line that says where the keys are lie below the number."""
        super().resizeEvent(event)
        self._rest.setGeometry(self.lineEdit().geometry())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """On Enter take the number, on Esc leave the old one; then let the window have the keys.

        After what cannot be taken the keys stay here, to type it anew.
        """
        key = Qt.Key
        if self._rest.hasFocus():
            event.ignore()
            return
        if event.key() == key.Key_Escape:
            self.lineEdit().setText(self._shown_text())
        if event.key() in (key.Key_Return, key.Key_Enter):
            is_right = self._can_read(self.lineEdit().text())
            super().keyPressEvent(event)
            if is_right:
                self.end_typing()
            else:
                self.selectAll()
        elif event.key() == key.Key_Escape:
            self.end_typing()
        else:
            super().keyPressEvent(event)

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        """Send no signals meanwhile, and bring back what is typed and not yet entered."""
        line, blocked = self.lineEdit(), self.blockSignals(True)
        typed, place = line.text(), line.cursorPosition()
        is_typed = self.hasFocus() and line.isModified()
        yield
        if is_typed and typed != line.text():
            line.setText(typed)
            line.setModified(True)
            line.setCursorPosition(place)
        self.blockSignals(blocked)

    def _can_read(self, text: str) -> bool:
        try:
            self._parse(text)
        except ValueError:  # it is told when the text is taken
            return False
        return True

    def _shown_text(self) -> str:
        is_special = self.value() == self.minimum() and self.specialValueText()
        return self.specialValueText() if is_special else self.textFromValue(self.value())


class _Rest(QWidget):
    """Has the focus after Enter, and says so by a line below the number; takes no clicks."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line while the keys are here."""
        if self.hasFocus():
            line = self.rect().adjusted(0, self.height() - _LINE, 0, 0)
            QPainter(self).fillRect(line, self.palette().color(QPalette.ColorRole.Highlight))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the line."""
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Draw none."""
        self.update()
