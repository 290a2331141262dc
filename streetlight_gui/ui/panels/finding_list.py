"""Everything that a diagnosis finds, sentence by sentence, with what to try."""

import math
from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from streetlight_gui.core.diagnosis.finding import Finding, Kind, Remedy
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.text.findings import REMEDIES, SHOW_SUMS, remedy_tip, sentence
from streetlight_gui.ui.widgets.boxes import filled
from streetlight_gui.ui.widgets.controls import CalmWheel, quiet_button
from streetlight_gui.ui.widgets.text_sizes import KeepsFit
from streetlight_gui.ui.widgets.theme import LIGHT, Theme

if TYPE_CHECKING:  # the window starts without
    from streetlight_gui.ui.panels.sums_table import SumsTable

_MARGINS, _BORDER = (14, 6, 8, 6), 1
_LEAST, _MOST = 2, 6  # lines that can be seen; the rest scrolls


class FindingList(QScrollArea):
    """Lists findings, each with links to its remedies and to the sums behind it.

    It lies over what is below the sentence, so it moves nothing; while it is open it is always as
    high, whatever is found from second to second.

    Signals:
        remedy_chosen: the Remedy whose link was pressed.
    """

    remedy_chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        """Make an empty list, hidden until it opens."""
        super().__init__(parent, widgetResizable=True)
        self.hide()
        self.setObjectName("findings")
        self.setAccessibleName("Findings")
        self.setProperty("card", True)
        self.setViewportMargins(*_MARGINS)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        CalmWheel(self, Qt.FocusPolicy.TabFocus)
        content = QWidget()
        self._column = filled(QVBoxLayout(content), spacing=2, margins=(0, 0, 0, 0))
        self._column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setWidget(content)
        for widget in (self.viewport(), content):  # the card behind shows
            widget.setAutoFillBackground(False)
        self._rows: list[_Row] = []
        self._findings: tuple[Finding, ...] = ()
        self._snapshot: Snapshot | None = None
        self._sums: SumsTable | None = None
        self._theme = LIGHT
        self._lines = _MOST
        KeepsFit(self, self._fit)

    def open_below(self, card: QRect, button: QPushButton) -> None:
        """Appear below the sentence's card, as high as the rows of this moment, up to its most.

        Tab comes here from the button that opens it.
        """
        self.setTabOrder(button, self)
        self._order_links()
        width = card.width() - _MARGINS[0] - _MARGINS[2] - 2 * _BORDER
        needed = self._column.heightForWidth(width) / self.fontMetrics().lineSpacing()
        self._lines = min(max(math.ceil(needed), _LEAST), _MOST)
        self.stay_below(card)
        self.show()
        self.raise_()

    def stay_below(self, card: QRect) -> None:
        """Have the place below the sentence's card, and its width."""
        self._fit()
        self.setGeometry(card.x(), card.bottom() + 1, card.width(), self.height())

    def show_findings(self, findings: Sequence[Finding], snapshot: Snapshot) -> None:
        """List these, which are true of this moment."""
        if self._sums is not None:
            self._sums.show_snapshot(snapshot)
        self._snapshot, found = snapshot, tuple(findings)
        if found == self._findings:
            return
        self._findings = found
        for number in range(len(self._rows), len(found)):
            row = _Row(number + 1, self._act)
            self._rows.append(row)
            self._column.addWidget(row)
        for row, each in zip(self._rows, found, strict=False):
            row.show_finding(each)
        for row in self._rows[len(found) :]:
            row.hide()
        self.setAccessibleDescription(" ".join(map(sentence, found)))
        self._order_links()

    def set_theme(self, theme: Theme) -> None:
        """Let the sums be marked in these colours."""
        self._theme = theme
        if self._sums is not None:
            self._sums.set_theme(theme)

    def _act(self, what: Remedy | int) -> None:
        """Tell of a remedy, or show the sums of a layer."""
        if isinstance(what, Remedy):
            self.remedy_chosen.emit(what)
        elif self._snapshot is not None:
            sums = self._sums or self._make_sums()
            sums.set_theme(self._theme)
            sums.open_for(what, self._snapshot)

    def _make_sums(self) -> "SumsTable":
        from streetlight_gui.ui.panels.sums_table import SumsTable

        self._sums = SumsTable(self)
        return self._sums

    def _order_links(self) -> None:
        stops = [self, *(button for row in self._rows for button in row.buttons)]
        for before, after in pairwise(stops):
            self.setTabOrder(before, after)

    def _fit(self) -> None:
        around = _MARGINS[1] + _MARGINS[3] + 2 * _BORDER
        self.setFixedHeight(self._lines * self.fontMetrics().lineSpacing() + around)


class _Row(QWidget):
    """One finding."""

    def __init__(self, number: int, act: Callable[[Remedy | int], None]) -> None:
        super().__init__()
        self._number, self._act = number, act
        self._sentence = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self._sentence.setObjectName(f"finding_{number}")
        self.buttons: list[QPushButton] = []
        self._targets: list[Remedy | int] = []
        self._line = filled(QHBoxLayout(self), (self._sentence, 1), margins=(0, 0, 0, 0))

    def show_finding(self, finding: Finding) -> None:
        """Show a finding in this row."""
        self._sentence.setText(sentence(finding))
        texts: dict[Remedy | int, str] = {each: REMEDIES[each] for each in finding.remedies}
        if finding.kind is Kind.NEVER_FIRING:
            layer = finding.facts["layer"]
            texts = {layer if isinstance(layer, int) else 1: SHOW_SUMS, **texts}
        self._targets = [*texts]
        for place in range(len(self.buttons), len(texts)):
            name = f"finding_{self._number}_link_{place + 1}"
            button = quiet_button(name, "", look="link")
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.clicked.connect(partial(self._press, place))
            self.buttons.append(button)
            self._line.addWidget(button)
        for button in self.buttons[len(texts) :]:
            button.hide()
        for button, (what, text) in zip(self.buttons, texts.items(), strict=False):
            button.setText(text)
            button.setAccessibleName(text)
            button.setToolTip(remedy_tip(what) if isinstance(what, Remedy) else "")
            button.show()
        self.show()

    def _press(self, place: int) -> None:
        self._act(self._targets[place])
