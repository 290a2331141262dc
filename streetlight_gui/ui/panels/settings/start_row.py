"""What the weights are at the start, in the settings panel."""

from dataclasses import replace
from enum import Enum

from PySide6.QtCore import QEvent, QObject, QSignalBlocker
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from streetlight_gui.core.nn.network import Network
from streetlight_gui.core.storage.start_weights import parse_start_weights, start_weights_text
from streetlight_gui.core.training.settings import FIRST_SEED, Settings
from streetlight_gui.text.settings_words import Setting, mark_of, zero_start_words
from streetlight_gui.ui.panels.settings.form_row import ChoiceCombo, FormRow
from streetlight_gui.ui.widgets.boxes import filled
from streetlight_gui.ui.widgets.controls import leave_undo, named, quiet_button
from streetlight_gui.ui.widgets.labels import muted_label
from streetlight_gui.ui.widgets.text_sizes import KeepsFit, fixed_font

_FORMAT = (
    "JSON, one list of rows for each matrix, such as [[[0.5], [0.48], [-0.7]]]. "
    "With a bias, each matrix has one more row: the bias."
)
_LINES = 8  # that can be seen
_WAITS = "not applied yet"


class _Start(Enum):
    SEED = "from seed"
    GIVEN = "by hand"
    ZERO = "all zero"


class StartRow(FormRow[Settings]):
    """Shows and edits the start weights.

    Choosing 'by hand' only opens an editor: nothing changes before Apply, and what is typed
    stays until it is applied or given up.

    Attributes:
        network: as it is now, to be taken.
    """

    def __init__(self) -> None:
        """Make the row, with the editor below it."""
        super().__init__("weights", self._note_on_start, mark_of(Setting.START_WEIGHTS))
        self.network: Network | None = None
        self._seed = FIRST_SEED  # to come back to
        self._is_open = False  # the editor, though the weights come from elsewhere as yet
        self._origin: object = None  # of the start weights shown last
        choices, tip = [start.value for start in _Start], "What Restart and New start begin with"
        combo = ChoiceCombo(choices, "start_combo", "Start weights", tip)
        self.add(combo, combo.show_choice, lambda _: list(_Start).index(self._start))
        self.on(combo.currentIndexChanged, self._choose)
        self._edit = QPlainTextEdit(tabChangesFocus=True)
        self._waits = QLabel(_WAITS)
        self._waits.setProperty("mark", True)
        self._editor = self._make_editor()
        self._grid.addWidget(self._editor, 2, 0, 1, 2)
        self._edit.textChanged.connect(self._show_again)

    def show_value(self, value: Settings) -> None:
        """Show where the start weights of these settings come from."""
        start = _start_of(value)
        before, self._origin = self._origin, (start, value.seed)
        is_kept = self._is_touched or self._origin == before
        self._is_open = self._is_open and is_kept and start is not _Start.GIVEN
        self._seed = self._seed if value.seed is None else value.seed
        self._start = _Start.GIVEN if self._is_open else start
        self._editor.setVisible(self._start is _Start.GIVEN)
        if self._start is _Start.GIVEN and not self._is_touched:
            self._write(start_weights_text(value.network()))
        waits = self._is_open or self._is_touched
        self._waits.setVisible(waits)
        self._edit.setAccessibleDescription(f"{_WAITS}. {_FORMAT}" if waits else _FORMAT)
        super().show_value(value)

    @property
    def _is_touched(self) -> bool:
        """Whether the text is a person's, and not applied."""
        return self._edit.document().isModified()

    def _make_editor(self) -> QWidget:
        self._edit.setFont(fixed_font())
        self._edit.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        named(self._edit, "start_weights_edit", "Start weights as JSON", _FORMAT)
        self._edit.installEventFilter(self)
        KeepsFit(self._edit, self._fit_editor)
        tip = "Write the weights as they are now into the field; Apply makes them the start"
        take = quiet_button("take_weights_button", "Take the present weights", tip)
        self.on(take.clicked, self._take_present)
        tip, spoken = "Start from the weights in the field", "Apply the start weights"
        apply = quiet_button("apply_weights_button", "Apply", tip, spoken=spoken)
        self.on(apply.clicked, self._apply)
        buttons = filled(QHBoxLayout(), take, 0, apply, spacing=6)
        waits = filled(QHBoxLayout(), 0, self._waits)
        hint = muted_label(_FORMAT)
        hint.setWordWrap(True)
        editor = QWidget()
        parts = self._edit, waits, buttons, hint
        filled(QVBoxLayout(editor), *parts, spacing=6, margins=(0, 6, 0, 0))
        return editor

    def _write(self, text: str) -> None:
        if text != self._edit.toPlainText():  # else the cursor would go to its beginning
            with QSignalBlocker(self._edit):
                self._edit.setPlainText(text)

    def _note_on_start(self, settings: Settings) -> str:
        if self._start is _Start.SEED:
            return f"Random weights from -1 to 1; seed {self._seed} always makes the same"
        if self._start is _Start.ZERO:
            return zero_start_words(settings)
        if self._is_open or self._is_touched:
            return "Apply starts from the weights below"
        return "Restart goes back to these weights"

    def _fit_editor(self) -> None:
        lines = _LINES * self._edit.fontMetrics().lineSpacing()
        self._edit.setFixedHeight(lines + 2 * round(self._edit.document().documentMargin()))

    def _show_again(self) -> None:
        """Show whether what is typed is applied."""
        self.show_value(self.value)

    def _choose(self, settings: Settings, choice: int) -> Settings:
        start = list(_Start)[choice]
        self._edit.document().setModified(False)
        self._is_open = start is _Start.GIVEN
        self._show_again()
        if start is _Start.GIVEN:
            return settings
        return replace(settings, seed=self._seed if start is _Start.SEED else None, given=None)

    def _apply(self, settings: Settings, _: object) -> Settings:
        given = parse_start_weights(self._edit.toPlainText(), settings)
        self._edit.document().setModified(False)
        self._show_again()
        return replace(settings, seed=None, given=given)

    def _take_present(self, settings: Settings, _: object) -> Settings:
        self._write(start_weights_text(self.network or settings.network()))
        self._edit.document().setModified(True)
        self._show_again()
        return settings

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave Undo and Redo to the window while nothing is typed."""
        return leave_undo(event, self._is_touched, self._edit.document().isRedoAvailable())


def _start_of(settings: Settings) -> _Start:
    if settings.seed is not None:
        return _Start.SEED
    return _Start.ZERO if settings.given is None else _Start.GIVEN
