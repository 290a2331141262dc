"""The buttons under the training set."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from streetlight_gui.core.checks.limits import MAX_EXAMPLES, MAX_LIGHTS
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.ui.widgets.controls import quiet_button
from streetlight_gui.ui.widgets.icons import icon
from streetlight_gui.ui.widgets.labels import muted_label
from streetlight_gui.ui.widgets.theme import LIGHT, Theme

_MINUS = "\N{MINUS SIGN}"


class ExampleButtons(QWidget):
    """A row for examples, and one for lights with a line that counts contradictions.

    Attributes:
        add, duplicate, remove, move_up, move_down: buttons for examples.
        add_light, remove_light: buttons for lights.
    """

    def __init__(self, home: QWidget, parent: QWidget | None = None) -> None:
        """Make the buttons; `home` takes the focus of one that cannot be pressed any more."""
        super().__init__(parent)
        self._home = home
        self._theme = LIGHT
        self.add = _button("add_example_button", "Add", "Add an example")
        self.duplicate = _button("duplicate_example_button", "Copy", "Duplicate example")
        self.remove = _button("remove_example_button", "Remove", "Remove examples")
        self.move_up = _button("move_up_button", "", "Move example up")
        self.move_down = _button("move_down_button", "", "Move example down")
        self.add_light = _button("add_light_button", "+ light", "Add a light")
        self.remove_light = _button("remove_light_button", f"{_MINUS} light", "Remove a light")
        self._count = muted_label("")
        self._count.setObjectName("contradictions_label")
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._count.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._arrange()
        self._explain()

    def show_choice(self, problem: Problem, rows: list[int], light: int) -> None:
        """Say what can be done with the selected rows, and which light would be removed."""
        has_room, last = len(problem) < MAX_EXAMPLES, len(problem) - 1
        row = rows[0] if len(rows) == 1 else None
        for button, is_possible in (
            (self.add, has_room),
            (self.duplicate, has_room and row is not None),
            (self.remove, 0 < len(rows) < len(problem)),
            (self.move_up, row is not None and row > 0),
            (self.move_down, row is not None and row < last),
            (self.add_light, problem.lights < MAX_LIGHTS),
            (self.remove_light, problem.lights > 1),
        ):
            self._enable(button, is_possible)
        self.remove_light.setText(f"{_MINUS} light {light + 1}")
        self.remove_light.setAccessibleName(f"Remove light {light + 1}")
        self.remove_light.setToolTip(f"Remove light {light + 1} from every example")

    def show_count(self, examples: int, contradicting: int) -> None:
        """Say how many examples contradict another, or else just how many there are."""
        noun = "example" if examples == 1 else "examples"
        self._count.setText(
            f"{contradicting:,} contradict another" if contradicting else f"{examples:,} {noun}"
        )
        self._count.setToolTip(
            f"{contradicting:,} of {examples:,} {noun} show the same lights as another example "
            "but have another answer: no network can get all of them right"
            if contradicting
            else ""
        )
        colour = self._theme.negative_text if contradicting else self._theme.muted
        self._count.setStyleSheet(f"color: {colour}")

    def set_theme(self, theme: Theme) -> None:
        """Use these colours; the line takes them when it is next written."""
        self._theme = theme
        self.move_up.setIcon(icon("row-up", theme.text))
        self.move_down.setIcon(icon("row-down", theme.text))

    def _arrange(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(8, 0, 8, 8)
        rows.setSpacing(4)
        examples, lights = QHBoxLayout(), QHBoxLayout()
        for row in (examples, lights):
            row.setSpacing(4)
            rows.addLayout(row)
        for button in (self.add, self.duplicate, self.remove):
            examples.addWidget(button)
        examples.addStretch(1)
        examples.addWidget(self.move_up)
        examples.addWidget(self.move_down)
        lights.addWidget(self.add_light)
        lights.addWidget(self.remove_light)
        lights.addWidget(self._count, 1)

    def _explain(self) -> None:
        self.add.setToolTip("Add a pattern that is not in the training set yet, with STOP")
        self.duplicate.setToolTip("Put a copy of the selected example below it")
        self.remove.setToolTip("Remove the selected examples (Delete)")
        self.move_up.setToolTip("Move the selected example up: training goes from top to bottom")
        self.move_down.setToolTip("Move the selected example down")
        self.add_light.setToolTip(f"Add a light, off in every example; up to {MAX_LIGHTS}")

    def _enable(self, button: QPushButton, is_possible: bool) -> None:
        if button.hasFocus() and not is_possible:
            self._home.setFocus()  # not the next button, which the next Space would press
        button.setEnabled(is_possible)


def _button(name: str, text: str, spoken: str) -> QPushButton:
    button = quiet_button(name, text, spoken=spoken, look="small")
    button.setEnabled(False)
    return button
