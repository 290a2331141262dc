"""The table of starts: every column sorts, rows keep their seeds, and keys load one."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from swept import BOOK, book, swept
from text_recorder import texts_of

from streetlight_gui.core.ensemble.outcomes import Outcomes
from streetlight_gui.core.ensemble.sweep import Cell
from streetlight_gui.ui.tables.starts.start_model import Column
from streetlight_gui.ui.tables.starts.start_table import StartTable
from streetlight_gui.ui.widgets.text_sizes import sized
from streetlight_gui.ui.widgets.theme import LIGHT

LEFT = Qt.MouseButton.LeftButton
UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


@pytest.fixture(scope="module")
def atlas():
    """Return 80 starts that learned, are stuck, or ran away: with other settings, to have some."""
    found = swept(Cell(BOOK, 60), seeds=80)
    wild = book(alpha=1000.0, hidden=(), activations=())
    gone = swept(Cell(wild, 60), seeds=80).outcomes[0].of(range(50, 80))
    outcomes = Outcomes.joined([found.outcomes[0].of(range(50)), gone])
    assert set(outcomes.outcomes.tolist()) == {0, 1, 2}
    return replace(found, outcomes=(outcomes,))


@pytest.fixture
def table(styled_application, qtbot, atlas):
    table = StartTable()
    qtbot.addWidget(table)
    table.resize(420, 300)
    table.show_atlas(atlas)
    table.show()
    table.activateWindow()
    qtbot.waitUntil(table.isActiveWindow)
    return table


def column_of(table, column):
    return [table.starts.cell(row, column) for row in range(table.starts.rowCount())]


def click_title(qtbot, table, column):
    header = table.horizontalHeader()
    x = header.sectionViewportPosition(column) + header.sectionSize(column) // 3
    place = header.rect().center()
    place.setX(x)
    qtbot.mouseClick(header.viewport(), LEFT, pos=place)


def test_each_title_sorts_up_and_down_with_blanks_last(table, qtbot, atlas):
    for column in (Column.ERROR, Column.SINCE, Column.RIGHT, Column.SEED):
        orders = []
        for _ in range(2):
            click_title(qtbot, table, column)
            orders.append(table.horizontalHeader().sortIndicatorOrder())
            texts = column_of(table, column)
            shown = [text for text in texts if text]
            if column is not Column.ERROR:  # what ran away has the largest
                assert texts[len(shown) :] == [""] * (len(texts) - len(shown))
            numbers = [float(text.split(" ")[0].replace(",", "")) for text in shown]
            assert numbers == sorted(numbers, reverse=orders[-1] is DOWN)
            assert sorted(map(int, column_of(table, Column.SEED))) == list(range(80))
        assert set(orders) == {UP, DOWN}
    click_title(qtbot, table, Column.OUTCOME)
    texts = column_of(table, Column.OUTCOME)
    blocks = [text for k, text in enumerate(texts) if k == 0 or text != texts[k - 1]]
    assert len(blocks) == len(set(texts)) > 4
    assert [text for text in blocks if "wrong" in text] == ["1 0 1 wrong", "0 1 1 wrong"]


def test_rows_say_what_the_atlas_knows(table, atlas):
    outcomes = atlas.outcomes[0]
    table.starts.sort(Column.ERROR, DOWN)
    for row in range(80):
        seed = table.starts.seed(row)
        since = max(outcomes.learned_at[seed], outcomes.ran_away_at[seed])
        assert table.starts.cell(row, Column.SINCE) == (str(since) if since else "")
        whole = table.starts.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        assert whole.startswith(f"seed {seed}: ")
        if seed == 2:
            assert "says STOP for 1 0 1, not WALK" in whole


def test_the_last_column_is_called_as_the_table_of_patterns_calls_it(table):
    titles = []
    for patterns in ([(1, 1, 0)], [(1, 1, 1)]):  # the second is trained on, too
        problem = BOOK.problem.holding_out((patterns, [0]))
        table.show_atlas(swept(Cell(BOOK.with_problem(problem), 60), seeds=2))
        titles.append(table.starts.headerData(Column.RIGHT, Qt.Orientation.Horizontal))
        assert table.starts.cell(1, Column.RIGHT) in {"0 of 1", "1 of 1"}
    assert titles == ["never seen", "held out"]


def test_the_current_row_stays_with_its_seed(table, atlas):
    table.setCurrentIndex(table.starts.index(5, 0))
    table.sortByColumn(Column.ERROR, DOWN)
    assert table.starts.seed(table.currentIndex().row()) == 5
    table.show_atlas(atlas)
    assert table.starts.seed(table.currentIndex().row()) == 5
    assert column_of(table, Column.SEED) != sorted(column_of(table, Column.SEED))
    table.show_atlas(None)
    assert table.starts.rowCount() == 0
    assert not table.currentIndex().isValid()


def test_enter_and_a_click_choose_the_seed_of_the_row(table, qtbot):
    chosen = []
    table.seed_chosen.connect(chosen.append)
    table.sortByColumn(Column.ERROR, UP)
    table.setFocus()
    table.setCurrentIndex(table.starts.index(2, 0))
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    box = table.visualRect(table.starts.index(1, Column.OUTCOME))
    qtbot.mouseClick(table.viewport(), LEFT, pos=box.center())
    assert chosen == [table.starts.seed(3), table.starts.seed(1)]


def test_the_loaded_row_is_lit_wherever_it_is_sorted_to(table):
    table.show_loaded(table.starts.seed(70))
    for direction in (UP, DOWN):
        table.sortByColumn(Column.ERROR, direction)
        row = table.starts.place_of(70)
        table.scrollTo(table.starts.index(row, 0))
        image = table.viewport().grab().toImage()
        lit = {
            table.rowAt(y)
            for y in range(image.height())
            if image.pixelColor(image.width() - 4, y).name() == LIGHT.lit
        }
        assert lit == {row}


def test_a_hundred_thousand_rows_are_sorted_and_scrolled(table):
    """Of runs of one iteration, so that they are quickly made."""
    large = swept(Cell(BOOK.with_hidden((1,)), 1), seeds=100_000)
    table.show_atlas(large)
    table.sortByColumn(Column.SEED, DOWN)
    assert table.starts.seed(0) == 99_999
    bar = table.verticalScrollBar()
    bar.setValue(bar.maximum())
    last = table.visualRect(table.starts.index(99_999, 0))
    assert table.viewport().rect().contains(last)


@pytest.mark.parametrize("width", [200, 300, 500])
def test_numbers_stay_whole_in_any_font_and_words_give_way(table, atlas, width):
    """Some texts are half a pixel wider than they measure; which, differs between fonts."""
    outcomes = atlas.outcomes[0]
    tiny = replace(outcomes, errors=outcomes.errors * 1e-120)
    table.show_atlas(replace(atlas, outcomes=(tiny,)))
    table.sortByColumn(Column.ERROR, UP)
    table.scrollToTop()
    font = table.font()
    for tenths in range(10, 16):
        table.setFont(sized(font, tenths / 10))
        table.resize(width * tenths // 10, 300)
        shown = [text for text, _ in texts_of(table.viewport())]
        rows = range(table.rowAt(table.viewport().height() - 1))
        assert len(rows) > 3
        for column in (Column.SEED, Column.ERROR):
            assert {table.starts.cell(row, column) for row in rows} <= set(shown)
        assert table.horizontalHeader().length() <= table.viewport().width()
