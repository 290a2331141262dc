"""A sweep's file opens beside the work that there is."""

from types import SimpleNamespace

import pytest
from atlases import eventful_atlas
from dropping import drop
from person import CONTROL
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QTableView
from swept import BOOK

from streetlight_gui.core.ensemble.atlas import Atlas
from streetlight_gui.core.ensemble.chunk_run import run_chunk
from streetlight_gui.core.ensemble.sweep import Sweep, grid
from streetlight_gui.core.storage.session_file import format_session, parse_session, read_session
from streetlight_gui.core.storage.sweeps.atlas_file import sweep_csv
from streetlight_gui.core.storage.sweeps.sweep_file import sweep_file
from streetlight_gui.ui.widgets.banner import Note


@pytest.fixture
def opened(person):
    """Return the map that the window shows, once it shows one."""
    return lambda: person.window.views.starts.page.charted


@pytest.fixture
def asking(person):
    """Let unsaved work be asked for: nobody answers here."""
    person.window.documents.asks = True
    yield
    person.window.documents.asks = False


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "atlas.csv"
    path.write_bytes(sweep_csv(eventful_atlas()))
    return path


@pytest.mark.filterwarnings("ignore:.*QDragEnterEvent:DeprecationWarning")  # before 6.12 the only
@pytest.mark.parametrize("way", ["open", "drop"])
def test_it_opens_while_unsaved_work_goes_on_training_unasked(
    person, asking, opened, path, way, monkeypatch
):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    person.run_at_full_speed()
    if way == "open":
        person.press(Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    else:
        assert drop(person, path)
    person.wait_until(lambda: opened() is not None)
    assert person.is_running
    person.wait_past_iteration(person.iteration)
    atlas = opened()
    assert person.find("share_map").isVisible()
    assert [len(outcomes) for outcomes in atlas.outcomes] == [4, 0]
    assert atlas.outcomes[0].errors.tolist() == eventful_atlas().outcomes[0].errors.tolist()
    assert person.settings.problem.name == "streetlights"
    person.pause()


def test_starts_of_one_setting_are_seen_on_their_page_and_are_work_to_be_saved(person, path):
    path.write_bytes(sweep_csv(eventful_atlas().cell(0)))
    person.window.documents.open_path(path)
    person.wait_for_title("Streetlights*")
    page = person.window.views.starts.page
    assert page.isVisible()
    assert "2 of 4" in " ".join(label.text() for label in page.findChildren(QLabel))
    kept = person.window.documents.work.now()
    assert kept.starts.outcomes[0].seeds.tolist() == [1, 2, 3, 4]
    assert parse_session(format_session(kept)).starts.known == 4


def test_the_page_says_which_file_it_shows_until_it_shows_something_else(person, path):
    page = person.window.views.starts.page
    name = person.find("starts_file_label")
    starts = path.with_name("starts.csv")
    starts.write_bytes(sweep_csv(eventful_atlas().cell(0)))
    for file in (path, starts):
        person.window.documents.open_path(file)
        person.wait_until(lambda file=file: name.text() == f"From {file.name}")
        assert name.isVisible()
    for view, file in (("map", path), ("table", starts), ("curves", starts), ("marks", starts)):
        person.click(f"starts_{view}_button")
        assert name.text() == f"From {file.name}"
    person.click("starts_map_button")
    table = page.map.findChild(QTableView)
    cell = table.visualRect(table.model().index(0, 0)).center()
    person.qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    person.click("starts_marks_button")
    assert name.text() == "From atlas.csv"  # of which it is a cell
    person.press(Qt.Key.Key_T)
    runner = person.window.starts.runner
    person.wait_until(lambda: runner.atlas is not None and not runner.is_on)
    assert not name.isVisible()


def test_an_edit_meanwhile_does_not_end_it(person, opened, path):
    person.window.documents.open_path(path)
    person.enter("alpha_spin", "0.1")
    person.wait_until(lambda: opened() is not None)
    assert person.settings.alpha == 0.1


def test_a_sweep_in_parquet_opens_too(person, opened, tmp_path):
    pytest.importorskip("pyarrow")
    path, sweep = tmp_path / "atlas.parquet", eventful_atlas().sweep
    with sweep_file(sweep, path) as file:
        for chunk in file.missing():
            file.add(chunk.cell, run_chunk(chunk).outcomes)
    person.window.documents.open_path(path)
    person.wait_until(lambda: opened() is not None)
    assert opened().is_whole


def test_a_bad_one_is_refused_and_another_can_be_chosen(person, opened, path, monkeypatch):
    good, bad = path, path.with_name("bad.csv")
    bad.write_bytes(path.read_bytes().replace(b",learned,", b",lost,"))
    person.window.documents.open_path(bad)
    person.wait_until(lambda: "bad.csv: lines 2 to 5: 'lost' is none of" in person.message)
    assert opened() is None
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(good), ""))
    person.click("file_banner_button")
    person.wait_until(lambda: opened() is not None)
    assert not person.find("file_banner").isVisible()


# More starts than a session file has room for.


@pytest.fixture(scope="module")
def many():
    """Two settings with 100,001 starts each, all of them known."""
    sweep = Sweep(grid(BOOK, 1, {"alpha": [0.1, 0.2]}), range(100_001))
    return Atlas.begun(sweep).more(map(run_chunk, sweep.chunks()))


@pytest.fixture
def files(tmp_path, monkeypatch):
    """Return where a person finds what opens, and where to put what is saved."""
    found = SimpleNamespace(opened=tmp_path / "many.csv", saved=tmp_path / "mine.streetlight")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(found.opened), ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(found.saved), ""))
    return found


def test_too_many_starts_are_shown_and_the_rest_is_saved_without_them(person, many, files):
    files.opened.write_bytes(sweep_csv(many.cell(0)))
    person.press(Qt.Key.Key_O, CONTROL)
    person.wait_until(lambda: person.window.views.starts.page.atlas is not None)
    assert person.message == "A session file keeps 100,000 starts, not these 100,001."
    assert person.find("starts_banner").isVisible()
    assert "of 100,001 starts" in person.text("starts_share_label")
    person.train(2)
    person.wait_for_title("Streetlights*")
    person.press(Qt.Key.Key_S, CONTROL)
    person.wait_for_title("mine")
    told = f"Saved as {files.saved}, without the 100,001 starts: there is room for 100,000"
    assert person.find("note", Note).sentence == told
    saved = read_session(files.saved)
    assert (saved.starts, saved.recipe.updates) == (None, 8)
    assert person.window.views.starts.page.atlas.known == 100_001  # still to be looked at


def test_too_many_starts_make_a_picture_and_no_table(person, many, files, tmp_path):
    person.window.starts.open(many.cell(0))
    files.saved = tmp_path / "starts.svg"
    person.menu_action("Starts\N{HORIZONTAL ELLIPSIS}").trigger()
    person.wait_until(files.saved.exists)
    assert "of 100,001 starts" in files.saved.read_text(encoding="utf-8")
    files.saved = tmp_path / "starts.csv"
    person.menu_action("Starts as CSV\N{HORIZONTAL ELLIPSIS}").trigger()
    person.wait_until(lambda: "there are no starts that were tried here" in person.message)
    assert "a larger sweep has a file of its own" in person.message
    assert not files.saved.exists()


def test_fewer_starts_in_their_place_are_saved_again(person, many, files):
    person.window.starts.open(many.cell(0))
    person.press(Qt.Key.Key_T)
    runner = person.window.starts.runner
    person.wait_until(lambda: runner.atlas is not None and not runner.is_on)
    assert not person.find("starts_banner").isVisible()
    person.press(Qt.Key.Key_S, CONTROL)
    person.wait_for_title("mine")
    assert person.find("note", Note).sentence == f"Saved as {files.saved}"
    assert read_session(files.saved).starts.known == 200


def test_too_many_starts_of_a_map_and_of_its_cells_are_told(person, many):
    person.window.starts.open(many)
    assert person.message == "A session file keeps 100,000 starts, not these 200,002."
    person.find("share_map").clicked.emit(person.find("share_map").model().index(0, 1))
    assert person.message == "A session file keeps 100,000 starts, not these 100,001."
    assert person.window.views.starts.page.atlas.known == 100_001
    work = person.window.documents.work.now()
    assert (work.starts, work.map) == (None, None)
    person.window.starts.open(eventful_atlas())
    assert person.message == ""
    assert person.window.documents.work.now().map is not None


def test_it_is_no_training_set(person, opened, path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    person.window.documents.training_set.import_file()
    assert person.message == "atlas.csv is of a sweep: it has no examples to train on"
    assert opened() is None
