"""What stands out from its ground, and how much: computed from the themes, and from pixels.

Contrast is WCAG 2's, from 1 to 21: 4.5 for text, 3 for what else must be seen.
"""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QSlider

import pyqtgraph as pg  # isort: skip  (takes the Qt binding that is imported already)

from streetlight_gui.ui.plots.band_looks import half_ground, most_ground
from streetlight_gui.ui.widgets.colours import edge_colours
from streetlight_gui.ui.widgets.theme import DARK, HIGH_CONTRAST, LIGHT, ThemeChoice, resolve

THEMES = {
    ThemeChoice.LIGHT: LIGHT,
    ThemeChoice.DARK: DARK,
    ThemeChoice.HIGH_CONTRAST: HIGH_CONTRAST,
}
each_theme = pytest.mark.parametrize("theme", THEMES.values(), ids=[c.value for c in THEMES])
each_choice = pytest.mark.parametrize("choice", THEMES, ids=[c.value for c in THEMES])


RUNS = "run_1", "run_2", "run_3", "run_4"


def contrast(one, other):
    """Return the contrast of two colours."""

    def luminance(colour):
        colour = QColor(colour)
        parts = np.array([colour.redF(), colour.greenF(), colour.blueF()])
        linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
        return float(linear @ (0.2126, 0.7152, 0.0722))

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def strongest(picture, ground, points):
    """Return the contrast of the pixel that stands out most among some."""
    return max(contrast(picture.pixelColor(*point), ground) for point in points)


def test_the_measure_is_wcag_s():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert contrast("#123456", "#123456") == 1


@each_theme
@pytest.mark.parametrize("ground", ["card", "window", "pressed", "lit"])
def test_text_can_be_read(theme, ground):
    for name in ("text", "muted", "accent", "negative_text", "frozen", "held_out"):
        assert contrast(getattr(theme, name), getattr(theme, ground)) >= 4.5, name


@each_theme
def test_text_on_the_accent_can_be_read(theme):
    assert contrast(theme.on_accent, theme.accent) >= 4.5


@each_theme
def test_edges_curves_frames_and_borders_stand_out(theme):
    for name in ("positive", "negative", "accent", "frozen", "held_out", "ghost", "groove", *RUNS):
        assert contrast(getattr(theme, name), theme.card) >= 3, name


@each_theme
def test_idle_edges_can_be_seen(theme):
    for colour in edge_colours(np.array([1.0, -1.0]), np.array([False, False]), theme):
        assert contrast(QColor(*colour.tolist()), theme.card) >= 2


@each_theme
def test_empty_cells_and_grid_lines_can_be_seen(theme):
    assert contrast(theme.cell, theme.card) >= 1.35


@each_choice
def test_the_border_of_a_control_is_seen(person_at, choice):
    person, card = person_at(theme=choice), THEMES[choice].card
    for name in ("alpha_spin", "step_unit", "step_button", "log_button"):
        picture = person.picture_of(name)
        middle = picture.height() // 2
        assert strongest(picture, card, [(x, middle) for x in range(3)]) >= 3, name


@each_choice
def test_the_focus_is_seen(person_at, choice):
    person, card = person_at(theme=choice), THEMES[choice].card
    for name in ("alpha_spin", "step_unit", "step_button", "speed_slider"):
        person.view.setFocus(Qt.FocusReason.TabFocusReason)
        before = person.picture_of(name)
        person.tab_to(name)
        after = person.picture_of(name)
        places = [(x, y) for x in range(after.width()) for y in range(after.height())]
        changed = [place for place in places if before.pixel(*place) != after.pixel(*place)]
        assert strongest(after, card, changed) >= 3, name


@each_choice
def test_grid_lines_are_seen(person_at, choice):
    person, card = person_at(theme=choice), THEMES[choice].card
    person.train(3)
    plot = person.find("error_plot").findChild(pg.PlotWidget)
    picture = plot.viewport().grab().toImage()
    column = [(picture.width() - 40, y) for y in range(picture.height())]
    lines = [point for point in column if contrast(picture.pixelColor(*point), card) >= 1.35]
    assert len(lines) >= 2


@each_choice
def test_sliders_stand_out_from_their_ground(person_at, choice):
    person, card = person_at(theme=choice), THEMES[choice].card
    person.train(4)
    sliders = [person.find(name, QSlider) for name in ("speed_slider", "timeline")]
    for slider in sliders:
        slider.setValue(slider.maximum() // 2)
    person.wait_until(lambda: "past" in person.text("time_label"))
    for slider in sliders:
        picture = person.picture_of(slider.objectName())
        y = picture.height() // 2
        above = [picture.pixelColor(x, y - 5).name() for x in range(picture.width())]
        thumb = [x for x, name in enumerate(above) if contrast(name, card) >= 3]
        middle = picture.width() // 2
        assert thumb
        assert all(abs(x - middle) < 20 for x in thumb)
        for x in (12, middle, picture.width() - 12):
            assert contrast(picture.pixelColor(x, y).name(), card) >= 3, (slider.objectName(), x)


@pytest.mark.parametrize("wish", Qt.ContrastPreference)
def test_the_desktop_s_wish_for_contrast_counts_until_a_theme_is_chosen(monkeypatch, wish):
    monkeypatch.setattr(QGuiApplication, "styleHints", lambda: Hints(wish))
    is_high = wish is Qt.ContrastPreference.HighContrast
    assert resolve(ThemeChoice.SYSTEM) is (HIGH_CONTRAST if is_high else LIGHT)
    assert resolve(ThemeChoice.DARK) is DARK


class Hints:
    """What a desktop tells, with this wish for contrast."""

    def __init__(self, wish):
        self._wish = wish

    def accessibility(self):
        return self

    def contrastPreference(self):  # noqa: N802
        return self._wish

    def colorScheme(self):  # noqa: N802
        return Qt.ColorScheme.Light


@each_theme
def test_lines_stand_out_from_the_bands_below_them(theme):
    for name in ("accent", "text"):  # the run, and the median
        for ground in (theme.card, most_ground(theme), half_ground(theme)):
            assert contrast(getattr(theme, name), ground) >= 3, name
    for ground in (most_ground(theme), half_ground(theme)):
        assert contrast(theme.muted, ground) >= 3  # edges
    assert contrast(half_ground(theme), most_ground(theme)) >= 1.4  # one is not the other
