"""The errors of all starts as bands, and the run at hand on top."""

import re

import numpy as np
import pyqtgraph as pg
import pytest
from person import book_trainer, is_close
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLabel
from swept import book, run_at, seen, swept

from streetlight_gui.core import Network
from streetlight_gui.core.ensemble.atlas import Atlas
from streetlight_gui.core.ensemble.sweep import Cell, Sweep
from streetlight_gui.core.replay.changes import Change
from streetlight_gui.core.replay.run import Run
from streetlight_gui.ui.plots.band_looks import half_ground, most_ground
from streetlight_gui.ui.plots.start_curves import StartCurves
from streetlight_gui.ui.widgets.theme import DARK, HIGH_CONTRAST, LIGHT, rgb

SEEDS, ITERATIONS = 40, 60
SHARES = 0.05, 0.25, 0.5, 0.75, 0.95


@pytest.fixture(scope="module")
def atlas():
    return swept(Cell(book(), ITERATIONS), seeds=SEEDS)


@pytest.fixture(scope="module")
def trained_one_by_one():
    """Errors (iterations, starts) of the single trainer."""
    errors = []
    for seed in range(SEEDS):
        trainer = book_trainer(seed)
        trainer.run(ITERATIONS)
        errors.append(trainer.errors)
    return np.array(errors).T


@pytest.fixture
def view(styled_application, qtbot):
    view = StartCurves()
    qtbot.addWidget(view)
    view.resize(560, 460)
    view.show()
    qtbot.waitUntil(view.windowHandle().isExposed)
    return view


def shows(qtbot, view, atlas, snapshot=None):
    """Show these, and wait until the sentence says something of them."""
    view.show_atlas(atlas)
    if snapshot is not None:
        view.show_snapshot(snapshot)
    qtbot.waitUntil(lambda: told(view).startswith("Iteration"))
    view.draw()
    return view.findChild(pg.PlotWidget)


def told(view):
    return view.accessibleDescription()


def place(plot, iteration, error):
    """Return the pixel of the plot where an error is drawn."""
    scene = plot.getViewBox().mapViewToScene(QPointF(iteration, np.log10(error)))
    return plot.mapFromScene(scene)


def edges(plot, iteration, colours):
    """Return, from high to low, the errors at which a column goes from one colour to the other."""
    picture, box = plot.grab().toImage(), plot.getViewBox()
    low, high = box.viewRange()[1]
    x, top = place(plot, iteration, 10**high).x(), place(plot, iteration, 10**high).y()
    found, last = [], None
    for y in range(top + 1, place(plot, iteration, 10**low).y()):
        pixel = picture.pixelColor(x, y)
        name = next((name for name, colour in colours.items() if is_close(pixel, colour, 2)), None)
        if name is not None and name != last:
            found.append((name, box.mapSceneToView(plot.mapToScene(QPoint(x, y))).y()))
            last = name
    return found


@pytest.mark.parametrize("theme", [LIGHT, DARK, HIGH_CONTRAST])
@pytest.mark.parametrize("iteration", [15, 30])
def test_bands_end_at_the_quantiles_of_starts_trained_one_by_one(
    qtbot, view, atlas, trained_one_by_one, theme, iteration
):
    view.set_theme(theme)
    plot = shows(qtbot, view, atlas)
    colours = {"most": most_ground(theme), "half": half_ground(theme)}
    found = edges(plot, iteration, colours)
    assert [name for name, _ in found] == ["most", "half", "most"]
    quantiles = np.quantile(trained_one_by_one[iteration - 1], SHARES, method="inverted_cdf")
    of_a_pixel = 0.06
    pairs = zip(found, np.log10(quantiles[[4, 3, 1]]), strict=True)
    for (_, drawn), wanted in pairs:
        assert abs(drawn - wanted) <= 0.1 + of_a_pixel


def test_the_run_at_hand_is_drawn_at_its_own_errors(qtbot, view, atlas):
    run = run_at(book(seed=1), 50)
    plot = shows(qtbot, view, atlas, seen(run))
    picture = plot.grab().toImage()
    trainer = book_trainer(seed=1)
    trainer.run(50)
    for iteration in (10, 40):
        at = place(plot, iteration, trainer.errors[iteration - 1])
        near = [picture.pixelColor(at.x(), at.y() + dy) for dy in (-1, 0, 1)]
        assert any(is_close(pixel, QColor(LIGHT.accent)) for pixel in near)
    assert run_label(view) == "this run (seed 1)"


def has_accent(plot):
    picture = plot.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(picture.constBits(), np.uint8).reshape(-1, 4)[:, 2::-1]
    return bool((pixels == rgb(LIGHT.accent)).all(axis=1).any())


def test_a_run_with_other_settings_is_not_drawn_among_them(qtbot, view, atlas):
    plot = shows(qtbot, view, atlas, seen(run_at(book(seed=1), 5)))
    assert has_accent(plot)
    view.show_snapshot(seen(run_at(book(alpha=0.3), 5)))
    view.draw()
    assert not has_accent(plot)
    assert run_label(view) == "this run: other settings"


def run_label(view):
    return view.findChild(QLabel, "start_curves_run").text()


def test_a_run_from_edited_weights_is_not_called_the_seed_s(qtbot, view, atlas):
    run = Run(book(seed=1))
    run.change(Change(0, weight=0, value=2.0))
    run.train(20)
    plot = shows(qtbot, view, atlas, seen(run))
    assert has_accent(plot)
    assert run_label(view) == "this run (seed 1, edited)"
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert " This run (seed 1, edited) has " in told(view)


def test_a_run_with_other_settings_from_its_first_update_on_is_the_seed_s(qtbot, view, atlas):
    run = Run(book(seed=1, alpha=0.7))
    run.change(Change(0, book(seed=1)))
    run.train(20)
    shows(qtbot, view, atlas, seen(run))
    assert run_label(view) == "this run (seed 1)"


def test_a_run_from_given_weights_is_by_hand_edited_or_not(qtbot, view, atlas):
    run = Run(book(seed=None, given=Network.random(3, (4,), 7)))
    run.train(20)
    shows(qtbot, view, atlas, seen(run))
    assert run_label(view) == "this run (by hand)"
    run = Run(run.settings)
    run.change(Change(0, weight=0, value=2.0))
    view.show_snapshot(seen(run))
    view.draw()
    assert run_label(view) == "this run (by hand)"


@pytest.mark.parametrize("change", [{"weight": 0, "value": 2.0}, {"settings": book(seed=1)}])
def test_a_run_that_was_changed_on_its_way_says_so(qtbot, view, atlas, change):
    run = run_at(book(seed=1), 5)
    run.change(Change(len(run), book(seed=1, alpha=0.3)))
    run.train(20)
    shows(qtbot, view, atlas, seen(run))
    assert run_label(view) == "this run: other settings"
    run.change(Change(len(run), book(seed=1)))
    run.change(Change(len(run), **change))
    view.show_snapshot(seen(run))
    view.draw()
    assert run_label(view) == "this run: changed on the way"


def test_a_run_that_was_changed_on_its_way_is_not_drawn_either(qtbot, view, atlas):
    run = run_at(book(), 5)
    run.change(Change(len(run), book(alpha=0.3)))
    run.train(20)
    run.change(Change(len(run), book()))
    plot = shows(qtbot, view, atlas, seen(run))
    assert not has_accent(plot)


def test_arrow_keys_read_one_iteration_after_the_other(qtbot, view, atlas):
    shows(qtbot, view, atlas, seen(run_at(book(seed=1), 60)))
    assert told(view).startswith("Iteration 60, 40 starts: the middle half has errors from ")
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Home)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert told(view).startswith("Iteration 2, 40 starts: ")
    trainer = book_trainer(seed=1)
    trainer.run(2)
    assert told(view).endswith(f" This run (seed 1) has {trainer.errors[1]:.4g}.")
    qtbot.keyClick(view, Qt.Key.Key_Left)
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert told(view).startswith("Iteration 1, ")
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert told(view).startswith("Iteration 60, ")


def test_the_pointer_reads_the_iteration_below_it(qtbot, view, atlas):
    plot = shows(qtbot, view, atlas)
    qtbot.mouseMove(plot.viewport(), place(plot, 33, 0.1))
    qtbot.waitUntil(lambda: told(view).startswith("Iteration 33, "))
    QApplication.sendEvent(plot.viewport(), QEvent(QEvent.Type.Leave))
    qtbot.waitUntil(lambda: told(view).startswith("Iteration 60, "))


def test_numbers_in_the_sentence_are_those_of_the_bands(qtbot, view, atlas, trained_one_by_one):
    shows(qtbot, view, atlas)
    said = [float(number) for number in re.findall(r"(?:from|to|is) (\S+\d)", told(view))]
    quantiles = np.quantile(trained_one_by_one[-1], SHARES, method="inverted_cdf")
    wanted = quantiles[[1, 3, 0, 4, 2]]
    assert np.abs(np.log10(said) - np.log10(wanted)).max() <= 0.1 + 0.03  # of two digits


def test_starts_that_ran_away_are_told_and_leave_the_others_room(qtbot, view):
    cell = Cell(book(alpha=0.62, activations=("linear",)), ITERATIONS)
    atlas = swept(cell, seeds=SEEDS)
    ran_away = int(np.count_nonzero(atlas.outcomes[0].ran_away_at))
    assert 5 < ran_away < SEEDS
    plot = shows(qtbot, view, atlas)
    assert f" {ran_away} ran away." in told(view)
    assert "to 8e+07 or more" in told(view)
    assert plot.getViewBox().viewRange()[1][1] < 4
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert "ran away" not in told(view)


def test_where_all_ran_away_that_is_all_there_is_to_say(qtbot, view):
    shows(qtbot, view, swept(Cell(book(alpha=900, activations=("linear",)), 20), seeds=9))
    assert told(view) == "Iteration 20, 9 starts: all ran away."


def test_without_starts_a_sentence_says_why(qtbot, view, atlas):
    assert told(view).startswith("No starts are trained yet. Try 200 starts")
    view.show_atlas(Atlas.begun(Sweep(atlas.sweep.cells, range(3), (1,))))
    qtbot.waitUntil(lambda: told(view) == "The first starts are being trained.")
    of_a_file = Atlas(atlas.sweep, atlas.outcomes, (None,))
    view.show_atlas(of_a_file)
    qtbot.waitUntil(lambda: told(view).startswith("Of these starts only the last error is known"))
    plot = shows(qtbot, view, atlas)
    assert plot.isVisible()
    view.show_atlas(None)
    qtbot.waitUntil(lambda: told(view).startswith("No starts are trained yet."))
    assert not plot.isVisible()


def test_what_nobody_sees_is_drawn_when_it_is_shown(qtbot, view, atlas):
    view.hide()
    view.show_atlas(atlas)
    assert view.findChild(pg.PlotWidget) is None
    view.show()
    qtbot.waitUntil(lambda: view.findChild(pg.PlotWidget) is not None)


def test_a_run_on_its_way_moves_only_its_own_curve(qtbot, view, atlas):
    plot = shows(qtbot, view, atlas, seen(run_at(book(), 5)))
    before = [item.getData()[0] for item in plot.plotItem.items if hasattr(item, "getData")]
    view.show_snapshot(seen(run_at(book(), 6)))
    view.draw()
    after = [item.getData()[0] for item in plot.plotItem.items if hasattr(item, "getData")]
    assert [a is not b for a, b in zip(before, after, strict=True)] == [False] * 5 + [True]
