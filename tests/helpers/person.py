"""Stands in for the person at the window: real clicks and keys in, what can be seen out."""

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QPoint, QPointF, QRect, Qt, QTimer
from PySide6.QtGui import QAction, QColor, QImage, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QMenu,
    QScrollArea,
    QSlider,
    QTabWidget,
    QWidget,
)

from streetlight_gui.core import Network, Problem, Trainer
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.text.preset_words import PRESET_WORDS
from streetlight_gui.ui.network.network_view import NetworkView
from streetlight_gui.ui.shell.main_window import MainWindow
from streetlight_gui.ui.widgets.banner import Banner
from streetlight_gui.ui.widgets.number_spin import NumberSpin

BOOK_PATTERN = (1, 0, 1)
LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier
_TIMEOUT_MS = 20_000  # never reached when all is well, even on a slow machine


def book_trainer(seed: int = 1, alpha: float = 0.2) -> Trainer:
    """Make a plain trainer with the settings the window begins with."""
    network = Network.random(lights=3, hidden=(4,), seed=seed)
    return Trainer(Problem.preset("streetlights"), network, alpha=alpha)


def bits(network: Network) -> list[bytes]:
    """Return the weights and biases so that == compares them bit by bit."""
    arrays = (*network.weights, *network.biases)
    return [np.ascontiguousarray(array).tobytes() for array in arrays]


def is_close(left: QColor, right: QColor, tolerance: int = 6) -> bool:
    """Tell whether no channel of two colours differs by more than this."""
    pairs = zip(left.getRgb()[:3], right.getRgb()[:3], strict=True)
    return all(abs(a - b) <= tolerance for a, b in pairs)


class Person:
    """Uses one window."""

    def __init__(self, qtbot, window: MainWindow) -> None:
        self.qtbot = qtbot
        self.window = window
        self._shown: list[Snapshot] = []  # the newest
        window.session.snapshot_changed.connect(self._look)

    # What a person finds and does.

    def find(self, name: str, kind: type = QWidget):
        found = self.window.findChild(kind, name)
        assert found is not None, f"there is no {name}"
        return found

    def click(self, name: str) -> None:
        button = self.find(name, QAbstractButton)
        assert button.isVisible()
        assert button.isEnabled()
        self.qtbot.mouseClick(button, LEFT)

    def press(self, key: Qt.Key, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key as the window system delivers it: to whatever has the focus."""
        self.qtbot.keyClick(self.window.windowHandle(), key, modifiers)

    def type_text(self, text: str) -> None:
        for character in text:
            self.qtbot.keyClick(self.window.windowHandle(), character)

    def tab_to(self, name: str) -> QWidget:
        """Press Tab until this widget has the focus."""
        wanted = self.find(name)
        for _ in range(60):
            if QApplication.focusWidget() is wanted:
                return wanted
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not reach {name}")

    def enter(self, name: str, text: str, end: Qt.Key = Qt.Key.Key_Return) -> None:
        """Replace the text of a spin box and end with a key."""
        spin = self.find(name, NumberSpin)
        self.qtbot.mouseClick(spin.lineEdit(), LEFT)
        self.press(Qt.Key.Key_A, CONTROL)
        self.press(Qt.Key.Key_Delete)
        self.type_text(text)
        self.press(end)

    def choose_step(self, index: int) -> None:
        """Choose a step unit with the keyboard, counted from 0."""
        self.tab_to("step_unit")
        self.press(Qt.Key.Key_Home)
        for _ in range(index):
            self.press(Qt.Key.Key_Down)

    def set_speed(self, key: Qt.Key) -> None:
        """Move the speed slider with a key: End is full speed, Home the slowest."""
        self.tab_to("speed_slider")
        self.press(key)

    def open_page(self, title: str) -> None:
        """Turn the panel beside the diagram to one of its pages."""
        bar = self.find("side_panel", QTabWidget).tabBar()
        titles = [bar.tabText(k) for k in range(bar.count())]
        place = next(k for k, seen in enumerate(titles) if title.startswith(seen))  # or it is short
        self.qtbot.mouseClick(bar, LEFT, pos=bar.tabRect(place).center())

    def scroll_to(self, name: str) -> QWidget:
        """Scroll the settings until this one can be seen."""
        widget = self.find(name)
        assert widget.isVisible()
        self.find("settings_panel", QScrollArea).ensureWidgetVisible(widget)
        return widget

    def check(self, name: str) -> None:
        """Click a box among the settings."""
        box = self.scroll_to(name)
        self.qtbot.mouseClick(box, LEFT, pos=QPoint(8, box.height() // 2))

    def choose(self, name: str, text: str) -> None:
        """Choose an entry of a combo box among the settings, as a click in its list does."""
        combo = self.scroll_to(name)
        assert isinstance(combo, QComboBox)
        combo.setFocus()
        combo.setCurrentIndex(combo.findText(text))  # a list that opens would warn offscreen

    def turn_wheel(self, widget: QWidget, angle: int, place: QPoint | None = None) -> None:
        """Turn the wheel over a place; 120 is a notch away from the person."""
        place = widget.rect().center() if place is None else place
        event = QWheelEvent(
            QPointF(place),
            QPointF(widget.mapToGlobal(place)),
            QPoint(),
            QPoint(0, angle),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(widget, event)

    def edit_text(self, word: str) -> str:
        """Return the words of 'Undo' or 'Redo' in the Edit menu."""
        actions = [a for menu in self.window.findChildren(QMenu) for a in menu.actions()]
        (found,) = (t for a in actions if (t := a.text().replace("&", "")).startswith(word))
        return found

    def undo(self) -> None:
        self.view.setFocus()
        self.press(Qt.Key.Key_Z, CONTROL)

    def redo(self) -> None:
        self.view.setFocus()
        self.press(Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)

    def menu_action(self, text: str) -> QAction:
        """Return the menu item of this text, whatever its mnemonic."""
        actions = [a for menu in self.window.findChildren(QMenu) for a in menu.actions()]
        found = [a for a in actions if a.text().split("\t")[0].replace("&", "") == text]
        assert len(found) == 1, [a.text() for a in actions]
        return found[0]

    def preset_action(self, name: str) -> QAction:
        """Return the menu item of a preset, by its short name."""
        words = PRESET_WORDS[name]
        return self.menu_action(f"{words.title}: {words.explanation}")

    def hover(self, widget: QWidget, x: float, y: float) -> None:
        self.qtbot.mouseMove(widget, QPoint(round(x), round(y)))

    # What a person sees.

    def text(self, name: str) -> str:
        return self.find(name, QLabel).text()

    def wait_for_title(self, title: str) -> None:
        """Wait until the window has this title: what is saved is known a little later."""
        self.wait_until(lambda: self.title == title)

    @property
    def title(self) -> str:
        """The window's title as the window system has it, without ' — Streetlight'."""
        title, _, program = self.window.windowHandle().title().rpartition(" \N{EM DASH} ")
        assert program == "Streetlight"
        return title

    @property
    def message(self) -> str:
        """What banners and notes say, where they can be seen."""
        banners = self.window.findChildren(Banner)
        return "\n".join(banner.sentence for banner in banners if banner.isVisible())

    @property
    def iteration(self) -> int:
        return int(self.text("iteration_label"))

    @property
    def examples(self) -> int:
        """How many examples are trained, from the two labels that say so."""
        example = int(self.text("example_label").split(" of ")[0])
        return 4 * self.iteration + example % 4

    @property
    def is_running(self) -> bool:
        text = self.find("run_button", QAbstractButton).text()
        assert text in {"Run", "Pause"}
        return text == "Pause"

    @property
    def lamps(self) -> tuple[int, ...]:
        found = []
        while lamp := self.window.findChild(QAbstractButton, f"light_{len(found) + 1}"):
            found.append(int(lamp.isChecked()))
        return tuple(found)

    @property
    def signal(self) -> str:
        return self.find("walk_signal").accessibleName().removeprefix("Signal: ")

    @property
    def view(self) -> NetworkView:
        return self.find("network_view", NetworkView)

    @property
    def network(self) -> Network:
        assert self.view.picture is not None
        return self.view.picture.network

    def picture_of(self, name: str) -> QImage:
        """Return what the window shows where a widget lies."""
        widget = self.find(name)
        corner = widget.mapTo(self.window, QPoint(0, 0))
        return self.window.grab(QRect(corner, widget.size())).toImage()

    @property
    def settings(self) -> Settings:
        return self.window.session.settings

    # Waiting and longer habits.

    def wait_until(self, condition: Callable[[], bool | None]) -> None:
        self.qtbot.waitUntil(condition, timeout=_TIMEOUT_MS)

    def wait_until_still(self) -> None:
        """Wait until nothing is left that would change by itself, such as lamps that follow."""
        timers = self.window.findChildren(QTimer)
        self.wait_until(lambda: not any(timer.isActive() for timer in timers))

    def wait_for(self, trainer: Trainer) -> None:
        """Wait until the window shows this trainer's weights, bit by bit."""
        self.wait_until(lambda: bits(self.network) == bits(trainer.network))

    def wait_for_iteration(self, iteration: int) -> None:
        self.wait_until(lambda: self.iteration == iteration and not self.is_running)

    def wait_past_iteration(self, iteration: int) -> None:
        self.wait_until(lambda: self.iteration > iteration)

    def run_at_full_speed(self, iterations: int | None = None) -> None:
        """Press Run at full speed; None runs on without an end."""
        self.set_speed(Qt.Key.Key_End)
        self.enter("stop_after_spin", "never" if iterations is None else str(iterations))
        self.click("run_button")

    def train(self, iterations: int) -> None:
        """Run this many iterations from wherever a moment asked for before is; wait for the end."""
        with self.qtbot.waitSignal(
            self.window.session.running_changed,
            timeout=_TIMEOUT_MS,
            check_params_cb=lambda is_running: not is_running,
        ):
            self.run_at_full_speed(iterations)
        self.wait_for_iteration(self._shown[-1].iteration)

    def _look(self, snapshot: Snapshot) -> None:
        self._shown = [snapshot]

    def pause(self) -> None:
        assert self.is_running
        self.click("run_button")
        self.wait_until(lambda: not self.is_running)

    def step_to(self, examples: int) -> None:
        """Press Step once and wait until this many examples are trained."""
        self.click("step_button")
        self.wait_until(lambda: self.examples == examples)

    def set_lamps(self, pattern: tuple[int, ...]) -> None:
        for number, (now, wanted) in enumerate(zip(self.lamps, pattern, strict=True), start=1):
            if now != wanted:
                self.click(f"light_{number}")
        assert self.lamps == pattern

    def move_slider(self, index: int) -> None:
        self.find("speed_slider", QSlider).setValue(index)
