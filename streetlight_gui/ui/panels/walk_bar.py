"""The buttons that take a person through one example."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from streetlight_gui.ui.widgets.boxes import filled
from streetlight_gui.ui.widgets.controls import quiet_button
from streetlight_gui.ui.widgets.text_sizes import KeepsFit, length

_WALK, _PAUSE, _PLAY, _NEXT, _NEXT_EXAMPLE = "Walk through", "Pause", "Play", "Next", "Next example"
_BESIDE_TEXT = 18  # of a small button, in a font of 12 pixels
_BUTTONS = {  # by their names: what is on them, and what they do
    "walk_back": ("Back", "Back to the phase before, and stay there"),
    "walk_play": (_PAUSE, "Go on by itself at reading pace, or stay at this phase"),
    "walk_next": (
        _NEXT,
        "On to the next phase, and stay there; after the last, to the next example",
    ),
    "walk_close": ("Close", "End the walk-through; training stays where it is (Esc)"),
}


class WalkBar(QWidget):
    """One button that begins; then Back, Pause, Next and Close in its place.

    Signals:
        begun, went_back, toggled, went_on, closed: the buttons, as they stand.
    """

    begun = Signal()
    went_back = Signal()
    toggled = Signal()
    went_on = Signal()
    closed = Signal()

    def __init__(self) -> None:
        """Offer to begin."""
        super().__init__()
        tip = "Train on the coming example, phase by phase, with a sentence on each (W)"
        self._start = quiet_button("walk_button", _WALK, tip, look="small")
        self._others = {
            name: quiet_button(f"{name}_button", text, tip, look="small")
            for name, (text, tip) in _BUTTONS.items()
        }
        self._play, self._next = self._others["walk_play"], self._others["walk_next"]
        row = filled(QHBoxLayout(self), self._start, *self._others.values(), spacing=4)
        row.setContentsMargins(0, 0, 0, 0)
        KeepsFit(self, self._fit)
        signals = self.begun, self.went_back, self.toggled, self.went_on, self.closed
        for button, signal in zip((self._start, *self._others.values()), signals, strict=True):
            button.clicked.connect(signal)
        self.show_state(is_walking=False)

    def begin(self) -> None:
        """Press the button that begins, unless it has begun."""
        if not self._start.isHidden():
            self._start.click()

    def end(self) -> bool:
        """End the walk, and tell whether there was one."""
        is_walking = self._start.isHidden()
        if is_walking:
            self.closed.emit()
        return is_walking

    def show_state(
        self,
        *,
        is_walking: bool,
        is_over: bool = False,
        is_playing: bool = False,
        can_play: bool = False,
        can_go_back: bool = False,
    ) -> None:
        """Offer what can be done now; the keyboard stays where there is a button to press."""
        others, main = self._others, self._next if is_walking else self._start
        offered = {
            self._start: not is_walking,
            others["walk_back"]: is_walking and can_go_back,
            self._play: is_walking and can_play and not is_over,
            self._next: is_walking,
            others["walk_close"]: is_walking,
        }
        _write(self._play, _PAUSE if is_playing and not is_over else _PLAY)
        _write(self._next, _NEXT_EXAMPLE if is_over else _NEXT)
        main.setEnabled(True)
        main.setVisible(True)
        if any(button.hasFocus() and not is_offered for button, is_offered in offered.items()):
            main.setFocus(Qt.FocusReason.TabFocusReason)
        for button, is_offered in offered.items():
            has_place = is_walking and (button is not self._play or can_play)
            button.setVisible(has_place if button is not self._start else is_offered)
            button.setEnabled(is_offered)

    def _fit(self) -> None:
        """Reserve room for either word: the other moves nothing."""
        for button, words in (
            (self._play, (_PAUSE, _PLAY)),
            (self._next, (_NEXT, _NEXT_EXAMPLE)),
        ):
            room = max(map(self.fontMetrics().horizontalAdvance, words))
            button.setMinimumWidth(room + length(_BESIDE_TEXT, self.font()))


def _write(button: QPushButton, word: str) -> None:
    button.setText(word)
    button.setAccessibleName(word)
