"""Whatever changes is painted anew: the screen never shows what a fresh picture would not."""

from itertools import combinations

import numpy as np
import pytest
from moments import click_edge, code_table
from person import CONTROL, LEFT
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QRegion
from PySide6.QtWidgets import QTableView

from streetlight_gui.ui.widgets.theme import ThemeChoice


def pixels_of(pixmap):
    image = pixmap.toImage().convertToFormat(QImage.Format.Format_RGB32)
    flat = np.frombuffer(image.constBits(), np.uint8).copy()  # the image takes its bits with it
    return flat.reshape(image.height(), image.width(), 4)


def is_fresh(person):
    """Tell whether the window on the screen is as one that is painted now."""
    seen = pixels_of(person.window.screen().grabWindow(person.window.winId()))
    fresh = pixels_of(person.window.grab())
    return seen.shape == fresh.shape and (seen[..., :3] == fresh[..., :3]).all()


def open_problem(person, name):
    person.preset_action(name).trigger()
    person.wait_until(lambda: person.settings.problem.name == name)


def add_lights(person):
    person.open_page("Training set")
    for _ in range(3):
        person.click("add_light_button")


def train_by_phases(person):
    person.choose_step(0)
    for _ in range(7):
        person.click("step_button")


def leave_runs(person):
    for _ in range(2):
        person.train(20)
        person.click("new_start_button")
        person.wait_for_iteration(0)


def open_and_close_slope(person):
    click_edge(person, 3)
    person.click("slope_close_button")


def choose_a_line(person):
    table = code_table(person)
    person.qtbot.mouseClick(table.viewport(), LEFT, pos=QPoint(20, 60))


def zoom_and_fit(person):
    person.train(30)
    person.turn_wheel(person.find("error_plot"), 240, QPoint(200, 120))
    person.click("fit_button")


# By turns, each where the one before has left the window.
LOOKING = {
    "a lamp": lambda person: person.click("light_2"),
    "line": choose_a_line,
    "slope": open_and_close_slope,
    "keys": lambda person: [person.press(Qt.Key.Key_Tab) for _ in range(3)],
    "all selected": lambda person: [
        person.tab_to("pattern_table"),
        person.press(Qt.Key.Key_A, CONTROL),
    ],
    "training": lambda person: person.train(60),
    "zoom": zoom_and_fit,
    "runs": leave_runs,
    "linear": lambda person: person.click("linear_button"),
    "phases": train_by_phases,
    "settings": lambda person: person.open_page("Settings"),
    "small": lambda person: person.window.resize(900, 600),
    "theme": lambda person: person.window.choose_theme(ThemeChoice.DARK),
}
CHANGING = {
    "no layer": lambda person: [person.click("remove_unit_1") for _ in range(4)],
    "a layer": lambda person: person.click("add_layer"),
    "a unit": lambda person: person.click("add_unit_1"),
    "fewer lights": lambda person: open_problem(person, "xor"),
    "dimmed lights": lambda person: open_problem(person, "dimmer"),
    "no hidden layer": lambda person: open_problem(person, "middle-light"),
    "more lights": add_lights,
}


@pytest.mark.parametrize("actions", [LOOKING, CHANGING], ids=["looking", "changing"])
def test_the_screen_is_never_stale(person, actions):
    for name, act in {"nothing": lambda _: None, **actions}.items():

        def screen_is_fresh(name=name):
            assert is_fresh(person), f"after {name}"

        act(person)
        person.wait_until_still()
        person.wait_until(screen_is_fresh)


@pytest.mark.parametrize(
    ("name", "page"),
    [("example_table", "Training set"), ("pattern_table", "Patterns"), ("code_view", "Patterns")],
)
def test_parts_of_a_row_leave_each_other_alone(person_at, name, page):
    person = person_at(size=(780, 780))
    person.open_page(page)
    person.train(3)
    person.wait_until_still()
    table = person.find(name, QTableView)
    for columns in combinations(range(table.model().columnCount()), 2):
        parts = QRegion()
        for column in columns:
            parts += table.visualRect(table.model().index(1, column))
        table.viewport().repaint(parts)
        assert is_fresh(person), columns
