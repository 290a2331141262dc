"""The error plot: what it draws, what its crosshair reads, and the runs before, named."""

import itertools
from dataclasses import replace
from functools import partial

import numpy as np
import pytest
from person import BOOK_PATTERN, Person, book_trainer
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

import pyqtgraph as pg  # isort: skip  (takes the Qt binding that is imported already)

from streetlight_gui.core import Network, Problem
from streetlight_gui.core.replay.cursor import Cursor
from streetlight_gui.core.replay.run import Run
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.ui.plots.error_curves import ErrorCurves
from streetlight_gui.ui.plots.error_plot import ErrorPlot
from streetlight_gui.ui.widgets.theme import LIGHT


class Plot:
    """What can be seen in the window's error plot."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.widget = person.find("error_plot").findChild(pg.PlotWidget)
        self.item = self.widget.getPlotItem()

    @property
    def curves(self):
        """The points of every curve that has any, in the axes' own measure."""
        lines = [item for item in self.item.listDataItems() if isinstance(item, pg.PlotDataItem)]
        data = [line.getOriginalDataset() for line in lines]
        return [(x, y) for x, y in data if x is not None and len(x)]

    @property
    def others(self):
        return self.curves[:-2]

    @property
    def names(self):
        """What the other runs are called in the plot."""
        found = [each for each in self.widget.scene().items() if isinstance(each, pg.LegendItem)]
        return [label.item.toPlainText() for legend in found for _, label in legend.items]

    def shows(self, iterations, errors) -> bool:
        return any(
            np.array_equal(x, iterations) and np.array_equal(y, errors) for x, y in self.curves
        )

    @property
    def readout(self) -> str:
        return self.person.text("error_readout")

    @property
    def ranges(self):
        return np.array(self.item.viewRange())

    def pixel_of(self, iteration: float) -> QPoint:
        box = self.item.getViewBox()
        middle = (self.ranges[1][0] + self.ranges[1][1]) / 2
        scene = box.mapViewToScene(QPointF(iteration, middle))
        return self.widget.mapFromScene(scene)

    def wheel(self, notches: int) -> None:
        viewport = self.widget.viewport()
        centre = QPointF(viewport.rect().center())
        event = QWheelEvent(
            centre,
            QPointF(viewport.mapToGlobal(centre)),
            QPoint(),
            QPoint(0, 120 * notches),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(viewport, event)

    def drag(self, by: QPoint) -> None:
        viewport = self.widget.viewport()
        start, qtbot = viewport.rect().center(), self.person.qtbot
        qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
        for part in (by / 2, by):
            event = QMouseEvent(
                QMouseEvent.Type.MouseMove,
                QPointF(start + part),
                QPointF(viewport.mapToGlobal(start + part)),
                Qt.MouseButton.NoButton,
                Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier.NoModifier,
            )
            QApplication.sendEvent(viewport, event)
        qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=start + by)


@pytest.fixture
def plot(person):
    return Plot(person)


@pytest.fixture
def sixty():
    """A plain trainer after the book's 60 iterations."""
    trainer = book_trainer()
    trainer.run(60)
    return trainer


def test_begins_empty(plot):
    assert plot.curves == []
    assert plot.readout == ""


def test_an_empty_log_axis_names_its_decades(person, plot):
    person.wait_until_still()
    picture, box = plot.widget.grab().toImage(), plot.item.getViewBox()
    axis = plot.item.mapRectToScene(plot.item.getAxis("left").geometry()).toRect()
    for decade in (0, 1):
        middle = round(box.mapViewToScene(QPointF(0, decade)).y())
        ground = picture.pixel(axis.right() - 3, middle + 3)
        beside = range(axis.right() - 16, axis.right() - 5)
        assert any(
            picture.pixel(x, y) != ground for x in beside for y in range(middle - 3, middle + 4)
        )


@pytest.mark.parametrize("is_log", [True, False])
def test_both_errors_are_drawn_as_they_are(person, plot, sixty, is_log):
    if not is_log:
        person.click("linear_button")
    person.train(60)
    iterations = np.arange(1, 61)
    for errors in (sixty.errors, sixty.frozen_errors):
        assert plot.shows(iterations, np.log10(errors) if is_log else errors)
    assert len(plot.curves) == 2


def test_log_or_linear(person, plot, sixty):
    person.train(60)
    action = person.menu_action("Logarithmic error axis")
    iterations = np.arange(1, 61)
    errors_of = {"linear": sixty.errors, "log": np.log10(sixty.errors)}
    ways = (
        lambda to: person.click(f"{to}_button"),
        lambda _: [person.tab_to("network_view"), person.press(Qt.Key.Key_L)],
        lambda _: action.trigger(),
    )
    assert action.isChecked()
    for switch, (to, errors) in itertools.product(ways, errors_of.items()):
        switch(to)
        assert plot.shows(iterations, errors)
        assert action.isChecked() is (to == "log")
        assert person.find("log_button").isChecked() is (to == "log")
        assert person.find("linear_button").isChecked() is (to == "linear")


def test_clicking_log_twice_stays_log(person, plot):
    person.click("log_button")
    assert person.find("log_button").isChecked()
    assert not person.find("linear_button").isChecked()
    person.train(5)
    assert all(y.min() < 0.4 for _, y in plot.curves)


@pytest.mark.parametrize("is_log", [True, False])
def test_the_whole_run_is_in_view(person, plot, is_log):
    if not is_log:
        person.click("linear_button")
    for iterations in (3, 40, 200):
        person.train(iterations)
        (left, right), (low, high) = plot.ranges
        for x, y in plot.curves:
            assert left <= x.min()
            assert x.max() <= right <= 3 * max(x.max(), 20)
            assert low <= y.min()
            assert y.max() <= high


def test_a_single_iteration_is_drawn_as_a_dot(person, plot):
    def ink(colour):
        picture = person.picture_of("error_plot")
        pixels = itertools.product(range(picture.width()), range(30, picture.height()))
        return sum(picture.pixelColor(x, y).name() == colour for x, y in pixels)

    assert ink(LIGHT.frozen) == 0
    person.train(1)
    assert ink(LIGHT.frozen) > 5


def test_a_long_run_before_does_not_squeeze_the_run(person, plot):
    person.train(5000)
    person.click("new_start_button")
    person.wait_until(lambda: person.iteration == 0)
    person.train(150)
    assert len(plot.others) == 1
    assert 150 <= plot.ranges[0][1] <= 5 * 150
    other_x = plot.others[0][0]
    assert len(other_x[other_x <= 150]) > 15


def test_the_axes_are_named(plot):
    labels = [plot.item.getAxis(side).labelText for side in ("bottom", "left")]
    assert labels == ["iteration", "error"]


def test_both_errors_are_named_beside_the_plot(person):
    labels = person.find("error_plot").findChildren(pg.QtWidgets.QLabel)
    words = [label.text().split(" ", 1)[-1] for label in labels]
    assert words[1:3] == ["while training", "\N{EN DASH} now"]
    assert "(online)" in labels[1].toolTip()
    assert "(frozen)" in labels[2].toolTip()


def perfect_start(alpha: float, weight: float) -> Settings:
    """One lamp, one weight: its error is exactly 0 from some iteration on."""
    start = Settings.choose(Problem([[1]], [1]), (), alpha)
    return replace(start, seed=None, given=Network([[[weight]]]))


@pytest.mark.parametrize(("alpha", "weight"), [(0.2, 1.0), (1.0, 0.25)])
def test_an_error_of_exactly_zero(person_at, alpha, weight):
    person = person_at(perfect_start(alpha, weight))
    plot = Plot(person)
    person.run_at_full_speed(12)
    person.wait_for_iteration(12)
    assert float(person.text("error_label")) == 0
    assert not person.window.grab().isNull()
    person.tab_to("error_plot")
    person.press(Qt.Key.Key_End)
    assert "while training 0.0" in plot.readout
    assert all(np.isfinite(y).all() for _, y in plot.curves)
    person.click("linear_button")
    assert not person.window.grab().isNull()
    assert all(len(x) == 12 and y[-1] == 0 for x, y in plot.curves)
    assert len(plot.curves) == 2
    assert "while training 0.0" in plot.readout
    assert np.isfinite(plot.ranges).all()


@pytest.mark.parametrize("iteration", [1, 17, 60])
def test_the_crosshair_under_the_pointer_reads_exact_values(person, plot, sixty, iteration):
    person.train(60)
    person.window.grab()  # the plot lays itself out when it is first drawn
    person.qtbot.mouseMove(plot.widget.viewport(), plot.pixel_of(iteration))
    assert f"iteration {iteration}" in plot.readout
    assert f"while training {float(sixty.errors[iteration - 1])!r}" in plot.readout
    assert f"now {float(sixty.frozen_errors[iteration - 1])!r}" in plot.readout


def test_the_crosshair_goes_with_the_pointer(person, plot):
    person.train(20)
    person.window.grab()
    before = person.picture_of("error_plot")
    person.qtbot.mouseMove(plot.widget.viewport(), plot.pixel_of(10))
    assert plot.readout
    assert person.picture_of("error_plot") != before
    person.hover(person.view, 30, 30)
    assert plot.readout == ""


def test_arrow_keys_move_the_crosshair(person, plot, sixty):
    person.train(60)
    person.tab_to("error_plot")
    for key, iteration in (
        (Qt.Key.Key_Home, 1),
        (Qt.Key.Key_Right, 2),
        (Qt.Key.Key_Right, 3),
        (Qt.Key.Key_Left, 2),
        (Qt.Key.Key_End, 60),
        (Qt.Key.Key_Right, 60),
    ):
        person.press(key)
        assert f"iteration {iteration} " in plot.readout
        assert f"while training {float(sixty.errors[iteration - 1])!r}" in plot.readout
        assert f"now {float(sixty.frozen_errors[iteration - 1])!r}" in plot.readout
        assert person.find("error_plot").accessibleDescription() == plot.readout
    person.press(Qt.Key.Key_Escape)
    assert plot.readout == person.find("error_plot").accessibleDescription() == ""


def test_the_crosshair_says_where_errors_are_thinned(person, plot):
    person.run_at_full_speed(20_000)
    person.wait_for_iteration(20_000)
    person.window.grab()

    wiggle = itertools.cycle([QPoint(0, 0), QPoint(0, 1)])

    def read(place):  # again and again: pyqtgraph lets some moves of the pointer out
        person.qtbot.mouseMove(plot.widget.viewport(), plot.pixel_of(place) + next(wiggle))
        return abs(int(plot.readout.split()[1].replace(",", "")) - min(place, 20_000)) < 200

    for place, is_thinned in ((500, False), (19_900, False), (9_000, True), (20_300, False)):
        person.wait_until(partial(read, place))
        assert ("thinned" in plot.readout) == is_thinned


def test_arrow_keys_before_training_do_nothing(person, plot):
    person.tab_to("error_plot")
    for key in (Qt.Key.Key_Left, Qt.Key.Key_End, Qt.Key.Key_Escape):
        person.press(key)
    assert plot.readout == ""
    assert person.lamps == BOOK_PATTERN


def test_the_run_before_stays_and_is_named(person, plot, sixty):
    person.train(60)
    person.click("new_start_button")
    person.wait_for_iteration(0)
    person.train(10)
    assert len(plot.others) == 1
    assert plot.names == ["Run 1"]
    assert "beside Run 1" in person.find("error_plot").accessibleName()
    assert plot.shows(np.arange(1, 61), np.log10(sixty.errors))
    other = book_trainer(seed=2)
    other.run(10)
    assert plot.shows(np.arange(1, 11), np.log10(other.errors))
    person.click("linear_button")
    assert plot.shows(np.arange(1, 61), sixty.errors)


def test_at_most_four_runs_stay_the_newest(person, plot):
    person.set_speed(Qt.Key.Key_End)
    person.enter("stop_after_spin", "12")
    for _ in range(7):
        person.click("run_button")
        person.wait_for_iteration(12)
        person.click("new_start_button")
        person.wait_for_iteration(0)
    person.click("run_button")
    person.wait_for_iteration(12)
    assert len(plot.others) == 4
    assert sorted(plot.names) == ["Run 4", "Run 5", "Run 6", "Run 7"]
    for seed in range(4, 9):
        trainer = book_trainer(seed=seed)
        trainer.run(12)
        assert plot.shows(np.arange(1, 13), np.log10(trainer.errors))


def test_a_run_that_undo_brings_back_does_not_lie_beside_itself(person, plot, sixty):
    person.train(60)
    person.click("new_start_button")
    person.wait_for_iteration(0)
    for _ in range(3):
        assert len(plot.curves) == 1  # nothing but the run before: the new run has no points yet
        person.undo()
        person.wait_for_iteration(60)
        assert plot.others == []
        assert plot.names == []
        assert plot.shows(np.arange(1, 61), np.log10(sixty.errors))
        person.redo()
        person.wait_for_iteration(0)


def test_undoing_a_change_of_alpha_leaves_no_other_run(person, plot):
    person.train(20)
    person.enter("alpha_spin", "0.1")
    for _ in range(3):
        person.undo()
        person.wait_until(lambda: person.settings.alpha == 0.2)
        person.redo()
        person.wait_until(lambda: person.settings.alpha == 0.1)
    assert plot.others == []


def test_a_start_that_was_never_trained_leaves_no_curve(person, plot):
    for _ in range(3):
        person.click("new_start_button")
    start = Network.random(lights=3, hidden=(4,), seed=4)
    person.wait_until(lambda: np.array_equal(person.network.weights[0], start.weights[0]))
    assert plot.curves == []


@pytest.mark.parametrize("name", ["middle-light", "no-hidden"])  # the second has the same examples
def test_another_problem_has_no_curves_of_this_one(person, plot, name):
    person.train(10)
    person.preset_action(name).trigger()
    person.wait_until(lambda: person.network.hidden == ())
    person.train(5)
    assert len(plot.curves) == 2


@pytest.mark.parametrize("size", [(900, 600), (1920, 1080)])
@pytest.mark.parametrize("is_log", [True, False])
def test_names_of_runs_lie_within_the_plot(person_at, size, is_log):
    person = person_at(size=size)
    plot = Plot(person)
    person.click("log_button" if is_log else "linear_button")
    for _ in range(4):
        person.train(3)
        person.click("new_start_button")
        person.wait_for_iteration(0)
    person.window.session.name_run(-1, "a <b>long</b> name, " * 3)
    person.window.grab()
    assert [name[:1] for name in plot.names].count("R") == 3
    start = "a <b>long" if size == (1920, 1080) else ""  # there it has room
    assert any(name.startswith(start) and not name.startswith("Run") for name in plot.names)
    legend = next(each for each in plot.widget.scene().items() if isinstance(each, pg.LegendItem))
    box = plot.item.getViewBox().sceneBoundingRect()
    assert box.adjusted(-1, -1, 1, 1).contains(legend.mapRectToScene(legend.boundingRect()))


def test_fit_shows_everything_again_after_zooming(person, plot):
    person.train(60)
    person.window.grab()
    whole = plot.ranges
    plot.wheel(3)
    zoomed = plot.ranges
    assert np.ptp(zoomed[0]) < np.ptp(whole[0])
    person.train(10)
    assert np.array_equal(plot.ranges, zoomed)  # training does not take the zoom away
    person.click("fit_button")
    assert plot.ranges[0][1] >= 70
    assert plot.ranges[0][0] <= 1


def test_zooming_during_a_run_is_kept(person, plot):
    person.run_at_full_speed()
    person.wait_past_iteration(50)
    plot.wheel(2)
    zoomed = plot.ranges
    person.wait_past_iteration(person.iteration + 100)
    assert np.array_equal(plot.ranges, zoomed)


@pytest.mark.parametrize("button", ["new_start_button", "restart_button"])
def test_a_new_run_is_shown_whole_though_the_last_was_zoomed(person, plot, button):
    person.train(60)
    plot.wheel(5)
    assert not person.find("fit_button").isChecked()
    person.click(button)
    person.wait_for_iteration(0)
    assert person.find("fit_button").isChecked()
    person.train(5)
    assert plot.ranges[0][0] == 0
    assert plot.ranges[0][1] >= 5


@pytest.mark.parametrize("is_log", [True, False])
def test_nobody_can_lose_the_curve(person, plot, is_log):
    person.click("log_button" if is_log else "linear_button")
    person.train(60)
    person.window.grab()
    whole = np.array(plot.ranges)
    rounding = 1e-9 * np.ptp(whole, axis=1)
    for _ in range(3):
        plot.wheel(-40)
        plot.drag(QPoint(-4000, 0))
        plot.drag(QPoint(4000, 3000))
        assert (np.array(plot.ranges)[:, 0] >= whole[:, 0] - rounding).all()
        assert (np.array(plot.ranges)[:, 1] <= whole[:, 1] + rounding).all()
    for _ in range(300):
        plot.wheel(1)
    assert 1 < np.ptp(plot.ranges[0]) < 5
    assert 0 < np.ptp(plot.ranges[1]) < np.ptp(whole[1]) / 1000
    person.click("fit_button")
    assert np.allclose(plot.ranges, whole)


def test_fit_is_lit_while_the_whole_run_is_in_view(person, plot):
    person.train(20)
    person.window.grab()
    fit = person.find("fit_button")
    for _ in range(2):
        assert fit.isChecked()
        person.click("fit_button")
    plot.wheel(-2)  # nothing more to see
    assert fit.isChecked()
    for back in (lambda: plot.wheel(-9), lambda: person.click("fit_button")):
        plot.wheel(2)
        assert not fit.isChecked()
        back()
        assert fit.isChecked()


@pytest.mark.parametrize("is_log", [True, False])
def test_all_of_a_long_run_before_can_be_brought_into_view(person, plot, is_log):
    person.click("log_button" if is_log else "linear_button")
    person.enter("alpha_spin", "0.01")
    person.train(3000)
    person.click("new_start_button")
    person.wait_for_iteration(0)
    person.window.grab()
    (other,) = plot.curves
    assert plot.ranges[0][1] < 3000
    plot.wheel(-60)
    assert plot.ranges[0][1] >= 3000
    assert plot.ranges[1][0] <= other[1].min()
    assert plot.ranges[1][1] >= other[1].max()


def test_three_thousand_repaints(qtbot, styled_application):
    """PySide6 6.12.0 on Python 3.11 aborts after some thousand calls that return nothing."""
    start = Settings.choose(Problem.preset("streetlights"))
    cursor = Cursor(Run(start))
    plot = ErrorPlot()
    qtbot.addWidget(plot)
    plot.resize(260, 200)
    plot.show()
    plot.show_snapshot(Snapshot.take(1, cursor, shows_each_example=False))
    qtbot.waitUntil(lambda: plot.findChild(pg.PlotWidget) is not None)
    drawing = plot.findChild(pg.PlotWidget).viewport()
    cursor.advance(120)
    for _ in range(30):
        cursor.advance(1)
        plot.show_snapshot(Snapshot.take(1, cursor, shows_each_example=False))
        for _ in range(100):
            drawing.repaint()
    pixels = plot.grab().toImage()
    assert len({pixels.pixel(x, y) for x in range(0, 260, 2) for y in range(60, 160, 2)}) > 3


def marker_of(plot):
    """Return the line at the moment shown."""
    (line,) = (i for i in plot.item.items if isinstance(i, pg.InfiniteLine) and i.movable)
    return line


def test_the_whole_run_is_in_view_though_its_end_cannot_be_drawn(person_at):
    person = person_at(perfect_start(1.0, 0.25))
    plot = Plot(person)
    person.train(5)
    note = person.find("zero_note")
    assert note.text() == "0 cannot be shown on a log axis"
    assert note.isVisible()
    person.train(400)
    (left, right), _ = plot.ranges
    assert left <= marker_of(plot).value() == 405 <= right
    assert note.isVisible()
    assert person.find("error_plot").rect().contains(note.geometry())
    person.click("linear_button")
    assert not note.isVisible()
    person.click("log_button")
    assert note.isVisible()
    person.tab_to("error_plot")
    person.press(Qt.Key.Key_End)  # the readout tells, in the same corner
    assert "while training 0.0" in plot.readout
    assert not note.isVisible()
    person.press(Qt.Key.Key_Escape)
    assert note.isVisible()


def test_the_note_stays_in_its_corner_when_the_window_grows(person_at):
    person = person_at(perfect_start(1.0, 0.25))
    person.train(5)
    note, plot = person.find("zero_note"), Plot(person).widget
    before = plot.width()
    person.window.resize(1700, 900)
    person.wait_until(lambda: plot.width() > before + 50)
    assert 0 <= plot.width() - note.geometry().right() < 20


def test_there_is_no_note_where_all_can_be_drawn(person):
    person.train(20)
    assert not person.find("zero_note").isVisible()


def test_choosing_the_axis_there_is_changes_nothing(person, qtbot):
    plot = person.find("error_plot", ErrorPlot)
    told = []
    plot.log_changed.connect(told.append)
    person.click("log_button")
    assert told == []
    person.click("linear_button")
    person.click("linear_button")
    assert told == [False]


@pytest.fixture
def curves(qtbot, styled_application):
    owner = QWidget()
    qtbot.addWidget(owner)
    curves = ErrorCurves(owner)
    yield curves
    curves.close()  # takes its items apart, as where a window closes


def counted(monkeypatch, owner, name):
    """Note each call of a function of the owner's."""
    calls, function = [], getattr(owner, name)

    def call(*arguments, **options):
        calls.append(arguments)
        return function(*arguments, **options)

    monkeypatch.setattr(owner, name, call)
    return calls


def test_each_curve_is_converted_once_a_frame(curves, monkeypatch):
    cursor = Cursor(Run(Settings.choose(Problem.preset("streetlights"))))
    cursor.advance(80)
    logarithms = counted(monkeypatch, np, "log10")
    curves.show_snapshot(Snapshot.take(1, cursor, shows_each_example=False))
    assert [np.size(values) for (values,) in logarithms].count(20) == 2


def test_a_curve_that_is_as_it_was_is_not_touched(curves, monkeypatch):
    cursor = Cursor(Run(Settings.choose(Problem.preset("streetlights"))))
    cursor.advance(80)
    curves.show_snapshot(Snapshot.take(1, cursor, shows_each_example=False))
    touched = counted(monkeypatch, pg.PlotDataItem, "setData")
    for moment in (79, 40, 80):  # the run is the same from everywhere in it
        cursor.go_to(moment)
        curves.show_snapshot(Snapshot.take(1, cursor, shows_each_example=False))
    cursor.advance(3)  # no iteration ends
    curves.show_snapshot(Snapshot.take(1, cursor, shows_each_example=False))
    assert touched == []
    cursor.advance(1)
    curves.show_snapshot(Snapshot.take(1, cursor, shows_each_example=False))
    assert len(touched) == 2


def test_the_end_of_a_finished_run_is_labelled(person, plot):
    person.train(150)
    person.window.grab()
    end = plot.pixel_of(150).x()
    axis = plot.item.mapRectToScene(plot.item.getAxis("bottom").geometry()).toRect()
    picture = plot.widget.grab().toImage()
    ground = picture.pixel(end, 2)
    below = range(axis.top() + 4, axis.top() + 18)
    for side in (range(end - 12, end - 2), range(end + 3, end + 13)):
        assert any(picture.pixel(x, y) != ground for x in side for y in below)
