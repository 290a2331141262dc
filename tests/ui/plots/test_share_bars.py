"""Bars of the share of starts that learn."""

import pytest
from person import is_close
from PySide6.QtGui import QColor
from swept import book, swept

from streetlight_gui.core.ensemble.atlas import Atlas
from streetlight_gui.core.ensemble.sweep import Cell, Sweep, grid
from streetlight_gui.ui.plots.share_bars import ShareBars
from streetlight_gui.ui.widgets.theme import DARK, LIGHT, mixed


@pytest.fixture
def bars(styled_application, qtbot):
    bars = ShareBars()
    qtbot.addWidget(bars)
    return bars


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_a_bar_is_as_long_as_the_share(bars, theme):
    atlas = swept(*grid(book(), 60, {"hidden": [(1,), (4,), (16,)]}), seeds=100)
    bars.set_theme(theme)
    bars.show_atlas(atlas)
    bars.resize(900, bars.sizeHint().height())
    picture, colour = bars.grab().toImage(), mixed(QColor(theme.accent), QColor(theme.card), 0.55)
    tall = picture.height() / 4  # of a row; the axis has the last
    rows = [round((k + 0.5) * tall) + 4 for k in range(3)]  # below the line of the interval
    lengths = [
        sum(is_close(picture.pixelColor(x, y), colour) for x in range(picture.width()))
        for y in rows
    ]
    learned = [tally.learned for tally in atlas.tallies]
    assert learned[:2] == [0, 49]
    assert lengths[0] == 0
    assert lengths[1] / lengths[2] == pytest.approx(learned[1] / learned[2], abs=0.02)


def test_a_reader_hears_each_setting_with_its_share(bars):
    bars.show_atlas(swept(*grid(book(), 60, {"alpha": [0.1, 0.2]}), seeds=100))
    _, last = bars.accessibleDescription().split("\n")
    assert last == "alpha 0.2 49.0 % (39.4 to 58.7 %)"


def test_a_setting_of_which_nothing_is_known_has_no_bar(bars):
    bars.show_atlas(Atlas.begun(Sweep((Cell(book(), 60),), range(9))))
    assert bars.accessibleDescription() == ""
    bars.grab()
