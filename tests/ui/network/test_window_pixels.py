"""The picture a person sees: colours, widths and brightness, read from the window's pixels."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from person import Person, is_close
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from streetlight_gui.core import Network, Problem
from streetlight_gui.core.nn.parts import Unit
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.text.description import NOTES
from streetlight_gui.ui.network.diagram import Diagram
from streetlight_gui.ui.widgets.theme import DARK, LIGHT, ThemeChoice

THEMES = [(ThemeChoice.LIGHT, LIGHT), (ThemeChoice.DARK, DARK)]
LONELY = 9  # pixels to every other edge: nothing else is drawn there


def pixels_of(person: Person, name: str):
    """Return the widget's picture as an array (height, width, 3) of red, green, blue."""
    image = person.picture_of(name).convertToFormat(person.picture_of(name).Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).astype(int)


def diagram_of(person: Person) -> Diagram:
    return Diagram(person.network.sizes, person.view.width(), person.view.height())


def curve_points(diagram: Diagram):
    """Return (edges, points, 2): every edge's curve, densely."""
    t = np.linspace(0, 1, 201)[:, np.newaxis]
    a, b, c, d = diagram.curves.transpose(1, 0, 2)[:, :, np.newaxis]
    return (1 - t) ** 3 * a + 3 * t * (1 - t) ** 2 * b + 3 * t**2 * (1 - t) * c + t**3 * d


def lonely_points(diagram: Diagram):
    """Yield (edge number, x, y) for each edge that is somewhere clear of all the others."""
    curves = curve_points(diagram)
    for k, curve in enumerate(curves):
        others = np.delete(curves, k, axis=0).reshape(-1, 2)
        distances = np.hypot(*(curve[:, np.newaxis] - others).transpose(2, 0, 1)).min(axis=1)
        at = int(distances[40:160].argmax()) + 40
        if distances[at] > LONELY:
            x, y = np.rint(curve[at]).astype(int)
            yield k, int(x), int(y)


def start_from(weights) -> Settings:
    """Return the start of a run of one example, all lights on, with these weights."""
    network = Network(weights)
    start = Settings.choose(Problem([[1] * network.lights], [1]), network.hidden)
    return replace(start, seed=None, given=network)


def ink_at(pixels, x: int, y: int, ground):
    """Return the colour farthest from the ground, so near to a point that a dash is there."""
    patch = pixels[y - 4 : y + 5, x - 4 : x + 5].reshape(-1, 3)
    return patch[np.abs(patch - ground).sum(axis=1).argmax()]


def rgb(colour: str):
    return np.array(QColor(colour).getRgb()[:3])


@pytest.mark.parametrize(("choice", "theme"), THEMES)
@pytest.mark.parametrize("trained", [0, 60])
def test_positive_edges_are_blue_and_negative_ones_orange(person_at, choice, theme, trained):
    person = person_at(theme=choice)
    if trained:
        person.train(trained)
    person.set_lamps((1, 1, 1))
    pixels, ground = pixels_of(person, "network_view"), rgb(theme.card)
    assert person.view.picture is not None
    weights = person.view.picture.network.parameters
    seen = {True: 0, False: 0}
    for k, x, y in lonely_points(diagram_of(person)):
        red, _, blue = ink_at(pixels, x, y, ground) - ground
        assert (blue > red) == (weights[k] > 0), (k, weights[k])
        assert np.abs(ink_at(pixels, x, y, ground) - ground).max() > 20
        seen[bool(weights[k] > 0)] += 1
    assert min(seen.values()) >= 2
    assert sum(seen.values()) >= 7


@pytest.mark.parametrize(("choice", "theme"), THEMES)
def test_the_colours_are_plainly_blue_and_orange(person_at, choice, theme):
    person = person_at(start_from([[[3.0], [3.0], [-3.0]]]), theme=choice)
    pixels = pixels_of(person, "network_view")
    colours = [pixels[y, x] for _, x, y in lonely_points(diagram_of(person))]
    assert len(colours) == 3
    for red, green, blue in colours[:2]:
        assert blue > green > red
        assert blue - red > 90
    red, green, blue = colours[2]
    assert red > green > blue
    assert red - blue > 90


def test_the_width_grows_with_the_weight(person_at):
    widths = []
    for weight in (0.05, -0.4, 1.0, -3.0, 30.0):
        weights = [[[0.0], [weight], [0.0]]]
        person = person_at(start_from(weights))
        pixels = pixels_of(person, "network_view")
        x, y = person.view.width() // 3, int(diagram_of(person).positions[0][1][1])
        column = np.abs(pixels[y - 12 : y + 13, x] - rgb(LIGHT.card)).sum(axis=1)
        widths.append(column.sum() / max(column.max(), 200))  # in pixels of full ink
    assert widths == sorted(widths)
    assert all(later > 1.15 * earlier for earlier, later in pairwise(widths))
    assert 6 < widths[-1] < 12


@pytest.mark.parametrize(("choice", "theme"), THEMES)
def test_edges_that_swing_to_and_fro_are_grey_until_they_rest(person_at, choice, theme):
    start = Settings.choose(PRESETS["middle-light"], alpha=1.0)
    person = person_at(start, theme=choice)
    points = list(lonely_points(diagram_of(person)))

    def greys() -> bool:
        pixels = pixels_of(person, "network_view")
        return any(is_close(QColor(*pixels[y, x]), QColor(theme.groove)) for _, x, y in points)

    assert not greys()
    person.run_at_full_speed()
    person.wait_until(greys)
    person.pause()
    person.wait_until(lambda: not greys())


@pytest.mark.parametrize(("choice", "theme"), THEMES)
def test_edges_that_carry_nothing_fade_and_are_dashed(person_at, choice, theme):
    person = person_at(start_from([[[2.0], [2.0], [-2.0]]]), theme=choice)
    ground = rgb(theme.card)
    curves = np.rint(curve_points(diagram_of(person))[:, 60:140]).astype(int)

    def inks():
        """Return (edges, points): how much each pixel along each edge differs from the ground."""
        pixels = pixels_of(person, "network_view")
        return np.abs(pixels[curves[:, :, 1], curves[:, :, 0]] - ground).sum(axis=2)

    carrying = inks()
    assert (carrying.min(axis=1) > 0.9 * carrying.max(axis=1)).all()
    person.set_lamps((0, 1, 0))
    faded = inks()
    assert (faded[1] == carrying[1]).all()
    for k in (0, 2):
        assert faded[k].min() == 0
        assert 0.5 * carrying[k].max() < faded[k].max() < 0.7 * carrying[k].max()


@pytest.mark.parametrize("choice", [ThemeChoice.LIGHT, ThemeChoice.DARK])
def test_a_lamp_that_is_on_is_brighter(person_at, choice):
    person = person_at(theme=choice)

    def brightness():
        found = []
        for number in (1, 2, 3):
            pixels = pixels_of(person, f"light_{number}")
            side = len(pixels)
            found.append(pixels[side // 2, side // 4].sum())
        return found

    first, second, third = brightness()
    assert min(first, third) > 1.3 * second
    person.set_lamps((0, 1, 0))
    first, second, third = brightness()
    assert second > 1.3 * max(first, third)


def test_lamps_also_say_one_or_zero(person):
    """Never colour alone: the number's ink changes with the state."""
    before = pixels_of(person, "light_2")
    middle = slice(len(before) // 2 - 8, len(before) // 2 + 9)
    digits = before[middle, middle].sum(axis=2)
    assert digits.max() - digits.min() > 150
    person.press(Qt.Key.Key_2)
    after = pixels_of(person, "light_2")[middle, middle].sum(axis=2)
    assert after.max() - after.min() > 150


def test_the_signal_shows_another_figure_and_another_word(person):
    def ink(pixels):
        """Return where a figure or a word is drawn, and how much redder than green it is."""
        drawn = pixels.max(axis=2) - pixels.min(axis=2) > 60
        return drawn, (pixels[..., 0] - pixels[..., 1])[drawn].mean()

    person.train(150)
    person.set_lamps((0, 0, 1))
    person.set_lamps((1, 1, 1))
    assert person.signal == "STOP"
    stop, stop_red = ink(pixels_of(person, "walk_signal")[:-60])
    person.click("light_2")
    assert person.signal == "WALK"
    walk, walk_red = ink(pixels_of(person, "walk_signal")[:-60])
    assert stop_red > 20
    assert walk_red < -20
    assert (stop != walk).mean() > 0.02


def note_ink(person: Person, index: int, colour: str) -> int:
    """Count pixels of a colour where the note on a hidden unit stands."""
    diagram = diagram_of(person)
    (x, y), radius = diagram.positions[1][index], diagram.radii[1]
    left, top = int(x + 0.78 * radius) + 3, int(y - radius) - 5
    patch = pixels_of(person, "network_view")[top : top + 14, left : left + 80]
    return int((np.abs(patch - rgb(colour)).sum(axis=2) < 110).sum())


@pytest.mark.parametrize(("choice", "theme"), THEMES)
def test_dead_units_are_said_on_the_diagram(person_at, choice, theme):
    person = person_at(theme=choice)
    person.train(60)
    person.set_lamps((1, 0, 1))
    picture = person.view.picture
    assert picture is not None
    assert [NOTES[picture.not_firing(Unit(1, k))] for k in range(4)] == [
        "never fires",
        "",
        "never fires",
        "not firing",
    ]
    dead = [note_ink(person, k, theme.negative_text) for k in range(4)]
    idle = [note_ink(person, k, theme.muted) for k in range(4)]
    assert min(dead[0], dead[2]) > 15
    assert dead[1] == dead[3] == 0
    assert idle[3] > 15


def test_no_unit_is_called_dead_before_training_kills_it(person):
    picture = person.view.picture
    assert picture is not None
    alive = [not dead for dead in picture.never_fires[1]]
    shown = [note_ink(person, k, LIGHT.negative_text) == 0 for k in range(4)]
    assert shown == alive
    assert any(alive)


@pytest.mark.parametrize(("choice", "theme"), THEMES)
def test_the_error_plot_draws_its_curves(person_at, choice, theme):
    person = person_at(theme=choice)
    person.train(60)
    pixels = pixels_of(person, "error_plot")[40:]
    for colour in (theme.accent, theme.frozen):
        assert (np.abs(pixels - rgb(colour)).sum(axis=2) < 40).sum() > 40


def test_the_online_error_is_seen_where_the_frozen_one_swings(person_at):
    start = Settings.choose(PRESETS["middle-light"], alpha=1.0)
    person = person_at(start, theme=ThemeChoice.LIGHT)
    person.train(400)
    pixels = pixels_of(person, "error_plot")
    curves = pixels[40:, 120:-160]  # neither the legend nor the line of this moment
    for colour in (LIGHT.accent, LIGHT.frozen):
        columns = (np.abs(curves - rgb(colour)).max(axis=2) < 6).any(axis=0)
        assert columns.mean() > 0.9


@pytest.mark.parametrize("lights", [3, 6])
def test_every_large_unit_has_a_strip_of_its_responses(person_at, lights):
    weights = [np.ones((lights, 2)), np.ones((2, 1))]
    person = person_at(start_from(weights))
    pixels, diagram = pixels_of(person, "network_view"), diagram_of(person)
    for x, y in diagram.positions[1]:
        row = pixels[round(y + 0.45 * diagram.radii[1])]
        across = row[round(x) - 8 : round(x) + 8]
        assert (across == rgb(LIGHT.positive)).all(axis=1).any()
