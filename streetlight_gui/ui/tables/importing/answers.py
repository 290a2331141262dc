"""What texts of a table stand for, and which columns are scaled: a control for each question."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLabel, QWidget

from streetlight_gui.core.storage.tables.asking import Ask, Question, is_likely
from streetlight_gui.text.table_words import meanings, scaling_text, values_text
from streetlight_gui.ui.widgets.controls import named


class Answers(QWidget):
    """Asks what cannot be known from the table; what was answered once stays answered.

    Signals:
        changed: the person chose.
    """

    changed = Signal()

    def __init__(self) -> None:
        """Ask nothing yet."""
        super().__init__()
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._asked: tuple[Question, ...] = ()
        self._said: dict[tuple[str, ...], dict[str, float]] = {}
        self._scaled: set[str] = set()

    @property
    def values(self) -> dict[str, float]:
        """The number that each text stands for, of the questions there are."""
        said = (self._said.get(question.texts, {}) for question in self._asked)
        return {text: number for each in said for text, number in each.items()}

    @property
    def scaled(self) -> frozenset[str]:
        """The columns that are to be scaled."""
        return frozenset(self._scaled)

    def ask(self, questions: Sequence[Question], answer: str) -> None:
        """Ask these questions of texts and spans, and no others any more.

        answer: the column that answers, which may hold any number.
        """
        asked = tuple(each for each in questions if each.about in (Ask.WORDS, Ask.SCALE))
        if asked == self._asked:
            return
        self._asked = asked
        while self._form.rowCount():
            self._form.removeRow(0)
        for question in asked:
            if question.about is Ask.WORDS:
                self._ask_words(question, is_answer=question.columns == (answer,))
            else:
                self._ask_span(question)
        self.setVisible(bool(asked))

    def _ask_words(self, question: Question, *, is_answer: bool) -> None:
        combo, ways = QComboBox(), meanings(question.texts, is_answer=is_answer)
        columns = ", ".join(question.columns)
        combo.setPlaceholderText("Choose one")
        combo.addItems([values_text(way) for way in ways])
        if is_likely(question):
            self._said.setdefault(question.texts, ways[0])
        known = self._said.get(question.texts)
        combo.setCurrentIndex(ways.index(known) if known in ways else -1)
        named(combo, "import_words", f"What the texts of {columns} stand for", "")
        combo.currentIndexChanged.connect(partial(self._take_words, question.texts, ways))
        label = QLabel(f"{columns}:")
        label.setBuddy(combo)
        self._form.addRow(label, combo)

    def _ask_span(self, question: Question) -> None:
        (name,) = question.columns
        box = QCheckBox(f"Scale {name} to 0..1: {scaling_text(name, *question.span)}")
        named(box, "import_scale", box.text(), "A light is from 0 (off) to 1 (on)")
        box.setText(box.text().replace("&", "&&"))
        box.setChecked(name in self._scaled)
        box.toggled.connect(partial(self._take_scaled, name))
        self._form.addRow(box)

    def _take_words(
        self, texts: tuple[str, ...], ways: Sequence[dict[str, float]], place: int
    ) -> None:
        self._said[texts] = ways[place]
        self.changed.emit()

    def _take_scaled(self, name: str, is_scaled: bool) -> None:
        (self._scaled.add if is_scaled else self._scaled.discard)(name)
        self.changed.emit()
