"""What a table is understood as, to be looked at and chosen before it replaces anything."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from streetlight_gui.core.checks.formatting import in_one_line
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.storage.tables.asking import Ask, problem_of, questions
from streetlight_gui.core.storage.tables.reading import read
from streetlight_gui.core.storage.tables.table import Table
from streetlight_gui.text.table_words import all_off_text, question_text, understood_text
from streetlight_gui.ui.tables.importing.answers import Answers
from streetlight_gui.ui.tables.importing.first_rows import first_rows
from streetlight_gui.ui.tables.importing.roles import Roles
from streetlight_gui.ui.widgets.announcer import Announcer
from streetlight_gui.ui.widgets.boxes import filled
from streetlight_gui.ui.widgets.controls import named
from streetlight_gui.ui.widgets.text_sizes import length

_WIDTH = 520  # in a font of 12 pixels


class ImportDialog(QDialog):
    """Shows a table's first rows and what it is understood as, and asks what it cannot know.

    Import is grey, with the reason, while something is open.

    Attributes:
        problem: the training set that the table is as chosen; None while something is open.
    """

    def __init__(self, table: Table, window: QWidget) -> None:
        """Look at a table; nothing is replaced by it."""
        super().__init__(window)
        self.problem: Problem | None = None
        self._table, self._announcer = table, Announcer(self)
        self.setObjectName("import_dialog")
        self.setWindowTitle(f"Import {in_one_line(table.name)}")
        asked = any(each.about is Ask.ANSWER for each in questions(read(table)))
        self._roles = Roles(table, None if asked else table.columns[-1].name)
        self._answers, self._understood, self._reason = Answers(), _sentence(), _sentence()
        self._understood.setObjectName("import_understood")
        self._reason.setObjectName("import_reason")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._import = buttons.addButton("&Import", QDialogButtonBox.ButtonRole.AcceptRole)
        named(self._import, "import_button", "Import", "")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._roles.changed.connect(self._show)
        self._answers.changed.connect(self._show)
        filled(
            QVBoxLayout(self),
            self._understood,
            (first_rows(table), 1),
            self._roles,
            self._answers,
            self._reason,
            buttons,
        )
        self._show()
        self.resize(length(_WIDTH, self.font()), self.sizeHint().height())
        self._import.setDefault(True)

    def _show(self) -> None:
        """Say what is understood with what was chosen so far, and what is still open."""
        roles = self._roles.choices
        reading = read(self._table, roles)
        self._answers.ask(questions(reading), reading.answer.name)
        choices = replace(roles, values=self._answers.values, scaled=self._answers.scaled)
        reading, self.problem, reason = read(self._table, choices), None, ""
        if asked := questions(reading):
            reason = question_text(asked[0])
        else:
            try:
                self.problem = problem_of(self._table, choices)
            except ValueError as error:
                reason = str(error)
        more = "" if self.problem is None else all_off_text(self.problem)
        is_open = bool(asked) and asked[0].about in (Ask.ANSWER, Ask.LIGHTS)
        self._understood.setText("" if is_open else f"{understood_text(reading)}.")
        self._understood.setVisible(not is_open)
        self._reason.setText(reason or more)
        self._reason.setVisible(bool(reason or more))
        self._import.setEnabled(self.problem is not None)
        self._import.setToolTip(reason)
        self._import.setAccessibleDescription(reason)
        sentence = reason or self._understood.text()
        self.setAccessibleDescription(sentence)
        if self.isVisible():
            self._announcer.say(sentence)


def _sentence() -> QLabel:
    return QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
