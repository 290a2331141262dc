"""A spin box that says what is wrong with what was typed, instead of swallowing it."""

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QValidator
from PySide6.QtWidgets import QDoubleSpinBox, QSizePolicy, QStyle, QStyleOptionSpinBox, QWidget

from streetlight_gui.core.checks.formatting import dusted
from streetlight_gui.core.checks.limits import Rule
from streetlight_gui.ui.widgets.controls import ENTER, ENTER_TAKES, CalmWheel, LineField, named
from streetlight_gui.ui.widgets.text_sizes import control_height

_LINE = 2  # pixels
_MOST_DECIMALS = 323  # Qt rounds what is typed to these; so many change nothing


class NumberSpin(QDoubleSpinBox):
    """Takes any text while typing; on Enter or on leaving, reads it or says why not.

    A double spin box even for whole numbers: Qt's integer one ends at 2**31 - 1, seeds do not.

    Signals:
        rejected: a sentence on what is wrong with the text; the value stays as it was. '' once
            nothing is wrong any more.
    """

    rejected = Signal(str)

    def __init__(
        self, rule: Rule[float], name: str, spoken: str, tip: str, first: float = 0, room: str = ""
    ) -> None:
        """Take what a rule allows.

        Args:
            rule: what may be typed.
            name: in the program.
            spoken: its name for a person.
            tip: what the number does.
            first: the value, until there is another.
            room: a text that there is always room for; without one, that of the greatest whole
                number, or of one with six decimals.
        """
        super().__init__()
        named(self, name, spoken, f"{tip}.\n{ENTER_TAKES}")
        self._rule = rule
        self._room = room or (f"{rule.high}" if rule.is_whole else "0.123456")
        self.setDecimals(0 if rule.is_whole else _MOST_DECIMALS)
        if not rule.is_whole:
            self.setStepType(self.StepType.AdaptiveDecimalStepType)
        self.setRange(rule.low, rule.high)
        self.setSpecialValueText(rule.word)
        self.setKeyboardTracking(False)
        CalmWheel(self)
        self.setLineEdit(LineField())
        self.setValue(first)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._rest = _Rest(self)  # comes after this in the order of Tab
        self._rest.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def end_typing(self) -> bool:
        """Take what was typed, and let the window have the keys; Tab goes on from here.

        Returns:
            Whether what was typed could be taken.
        """
        is_right = self._can_read()
        self._rest.setAccessibleName(self.accessibleName())  # before, it is nothing to read
        self._rest.setFocus()
        return is_right

    def show_value(self, value: float, least: float | None = None, word: str = "") -> None:
        """Show a value that came from elsewhere, without a signal; what is typed stays.

        Args:
            value: to be shown.
            least: from here on values are allowed from now on; None for those that were.
            word: how the least value is written, if it is given, instead of as a number.
        """
        line = self.lineEdit()
        typed, place = line.text(), line.cursorPosition()
        is_typed = self.hasFocus() and line.isModified()
        with QSignalBlocker(self):
            if least is not None:
                self.setMinimum(least)
                self.setSpecialValueText(word)
            self.setValue(value)
            if is_typed and typed != line.text():
                line.setText(typed)
                line.setModified(True)
                line.setCursorPosition(place)

    def _read(self, text: str) -> float:
        word = self.specialValueText()
        return self.minimum() if word and text.strip().lower() == word else self._rule.parse(text)

    def _can_read(self) -> bool:
        try:
            self._read(self.lineEdit().text())
        except ValueError:  # it is told when the text is taken
            return False
        return True

    def sizeHint(self) -> QSize:
        """Return the room for the widest text, in whatever font."""
        option = QStyleOptionSpinBox()
        self.initStyleOption(option)
        metrics = self.fontMetrics()
        text = QSize(metrics.horizontalAdvance(f"{self._room} "), metrics.height())
        kind = QStyle.ContentsType.CT_SpinBox
        whole = self.style().sizeFromContents(kind, option, text, self)
        return QSize(whole.width(), control_height(self.font()))

    def minimumSizeHint(self) -> QSize:
        """Return the same: no number is cut short."""
        return self.sizeHint()

    def stepBy(self, steps: int) -> None:
        """Step to the number that is shown."""
        self.interpretText()  # what was typed counts first, or is rejected
        self.lineEdit().setModified(False)
        before = self.value()
        with QSignalBlocker(self):
            super().stepBy(steps)
            after = dusted(self.value())
            self.setValue(before)
        self.setValue(after)

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Let everything be typed; what does not parse is answered when typing ends."""
        return (QValidator.State.Acceptable, text, position)

    def valueFromText(self, text: str) -> float:
        """Read the text; keep the value where that fails."""
        try:
            value = self._read(text)
        except ValueError as error:
            self.rejected.emit(str(error))
            return self.value()
        self.rejected.emit("")
        return value

    def textFromValue(self, value: float) -> str:
        """Write the value as short as it reads back."""
        return f"{value:.15g}"

    def event(self, event: QEvent) -> bool:
        """Leave the window its shortcuts of one letter while it has the keys."""
        if event.type() == QEvent.Type.ShortcutOverride and self._rest.hasFocus():
            event.ignore()
            return False
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take what was typed: then nothing is, any more, that could be undone."""
        super().focusOutEvent(event)
        line = self.lineEdit()
        with QSignalBlocker(line):
            line.setText(line.text())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the line that says where the keys are lie below the number."""
        super().resizeEvent(event)
        self._rest.setGeometry(self.lineEdit().geometry())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """On Enter take the number, on Esc leave the old one; then let the window have the keys.

        After what cannot be taken the keys stay here, to type it anew.
        """
        if self._rest.hasFocus():
            event.ignore()
        elif event.key() == Qt.Key.Key_Escape:
            self.setValue(self.value())  # writes it anew
            self.rejected.emit("")
            self.end_typing()
        else:
            is_done = event.key() in ENTER and self._can_read()
            super().keyPressEvent(event)
            if is_done:
                self.end_typing()


class _Rest(QWidget):
    """Has the focus after Enter, and says so by a line below the number."""

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus():
            line = self.rect().adjusted(0, self.height() - _LINE, 0, 0)
            QPainter(self).fillRect(line, self.palette().highlight())
