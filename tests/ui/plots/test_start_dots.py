"""The grid of marks: how large they are, where each is, and what a person hears of it."""

import pytest
from atlases import part_of
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QScrollArea
from swept import BOOK, book, swept

from streetlight_gui.core.ensemble.atlas import Atlas
from streetlight_gui.core.ensemble.sweep import Cell, Sweep
from streetlight_gui.ui.plots.start_dots import StartDots
from streetlight_gui.ui.widgets.start_marks import Look, look_colour
from streetlight_gui.ui.widgets.theme import DARK

LEFT = Qt.MouseButton.LeftButton
WILD = book(alpha=1000.0, hidden=(), activations=())


class Visitor:
    """Points at marks, and hears what is said."""

    def __init__(self, qtbot, size):
        self.qtbot = qtbot
        self.area, self.dots = QScrollArea(widgetResizable=True), StartDots()
        qtbot.addWidget(self.area)
        self.area.setWidget(self.dots)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.chosen, self.heard = [], []
        self.dots.seed_chosen.connect(self.chosen.append)
        self.dots.described.connect(self.heard.append)
        self.area.resize(*size)
        self.area.show()

    def show(self, atlas):
        self.dots.show_atlas(atlas)
        for _ in range(3):  # each layout asks the one around it in an event of its own
            QCoreApplication.processEvents()

    def point_at(self, place):
        self.qtbot.mouseMove(self.dots, self.dots.box_of(place).center())

    def click(self, place):
        self.qtbot.mouseClick(self.dots, LEFT, pos=self.dots.box_of(place).center())


@pytest.fixture
def visit(styled_application, qtbot):
    return lambda size=(320, 260): Visitor(qtbot, size)


def begun(count, first=0, settings=BOOK):
    return Atlas.begun(Sweep((Cell(settings, 60),), range(first, first + count)))


@pytest.mark.parametrize("count", [100, 200, 1000, 10_000, 100_000])
@pytest.mark.parametrize("size", [(320, 200), (560, 500)])
def test_marks_are_as_large_as_there_is_room_for(visit, count, size):
    visitor = visit(size)
    visitor.show(begun(count))
    dots, seen = visitor.dots, visitor.area.viewport()
    last = dots.box_of(count - 1)
    assert 3 <= dots.side <= 26
    assert dots.rect().contains(last)
    assert last.right() < seen.width()
    if dots.side > 3:
        assert seen.rect().contains(last)
        larger = dots.side + 1
        assert larger > 26 or (seen.width() // larger) * (seen.height() // larger) < count
    else:
        bar = visitor.area.verticalScrollBar()
        assert bar.maximum() == max(dots.height() - seen.height(), 0)
        assert dots.height() - last.bottom() < 2 * dots.side


def test_fewer_marks_need_no_scrolling_any_more(visit):
    visitor = visit()
    visitor.show(begun(100_000))
    assert visitor.area.verticalScrollBar().maximum() > 0
    visitor.show(begun(100))
    assert visitor.area.verticalScrollBar().maximum() == 0
    visitor.show(None)
    assert visitor.dots.minimumHeight() == 0


def test_a_click_chooses_the_seed_and_hovering_says_what_became_of_it(visit):
    visitor, sweep = visit(), begun(40, first=7).sweep
    visitor.show(Atlas.begun(sweep).more([part_of(sweep, 0, range(7, 27))]))
    visitor.point_at(1)
    assert visitor.heard[0].startswith("seed 8: says STOP for 0 1 1, not WALK")
    visitor.click(19)
    assert visitor.chosen == [26]
    visitor.click(20)  # not known yet
    visitor.qtbot.mousePress(visitor.dots, LEFT, pos=visitor.dots.box_of(3).center())
    visitor.qtbot.mouseRelease(visitor.dots, LEFT, pos=visitor.dots.box_of(4).center())
    assert visitor.chosen == [26]
    visitor.point_at(20)
    assert visitor.heard[-1] == ""


def test_what_is_pointed_at_is_still_said_once_more_is_known(visit):
    visitor, sweep = visit(), begun(40).sweep
    some = Atlas.begun(sweep).more([part_of(sweep, 0, range(20))])
    visitor.show(some)
    visitor.point_at(4)
    before = visitor.heard[-1]
    assert before.startswith("seed 4: ")
    visitor.show(some.more([part_of(sweep, 0, range(20, 40))]))
    assert visitor.dots.words == before
    visitor.show(begun(40))
    assert visitor.dots.words == ""


@pytest.mark.parametrize(("count", "of_shapes"), [(100, True), (9000, False)])
def test_each_mark_has_the_colour_of_its_kind_at_its_place(visit, count, of_shapes):
    """One that learned, and one that ran away, among others that are not known."""
    visitor = visit()
    visitor.dots.set_theme(DARK)
    for settings, seed, look in ((BOOK, 1, None), (WILD, 3, Look.RAN_AWAY)):
        sweep = begun(count, settings=settings).sweep
        atlas = Atlas.begun(sweep).more([part_of(sweep, 0, range(seed, seed + 1))])
        visitor.show(atlas)
        assert (visitor.dots.side >= 7) is of_shapes
        image = visitor.dots.grab().toImage()
        box = visitor.dots.box_of(seed)
        middle = QColor(image.pixel(box.center()))
        learned = {look_colour(each, DARK).name() for each in Look if each <= Look.LATEST}
        wanted = learned if look is None else {look_colour(look, DARK).name()}
        assert middle.name() in wanted
        assert QColor(image.pixel(visitor.dots.box_of(seed + 1).center())).name() not in wanted


def test_the_loaded_start_has_a_frame(visit):
    visitor = visit()
    visitor.show(swept(Cell(BOOK, 10), seeds=60))
    before = visitor.dots.grab().toImage()
    visitor.dots.show_loaded(33)
    after = visitor.dots.grab().toImage()
    changed = [
        QPoint(x, y)
        for x in range(after.width())
        for y in range(after.height())
        if before.pixel(x, y) != after.pixel(x, y)
    ]
    assert changed
    assert all(visitor.dots.box_of(33).contains(point) for point in changed)
    visitor.dots.show_loaded(None)
    assert visitor.dots.grab().toImage() == before
