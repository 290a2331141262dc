"""A sweep's file opens beside the work that there is."""

import pytest
from atlases import eventful_atlas
from dropping import drop
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel

from streetlight_gui.core.ensemble.chunk_run import run_chunk
from streetlight_gui.core.storage.session_file import format_session, parse_session
from streetlight_gui.core.storage.sweeps.atlas_file import sweep_csv
from streetlight_gui.core.storage.sweeps.sweep_file import sweep_file


@pytest.fixture
def opened(person):
    """Return the map that the window shows, once it shows one."""
    return lambda: person.window.views.starts.charted


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
    page = person.window.views.starts
    assert page.isVisible()
    assert "2 of 4" in " ".join(label.text() for label in page.findChildren(QLabel))
    kept = person.window.documents.work.now()
    assert kept.starts.outcomes[0].seeds.tolist() == [1, 2, 3, 4]
    assert parse_session(format_session(kept)).starts.known == 4


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


def test_it_is_no_training_set(person, opened, path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    person.window.documents.training_set.import_file()
    assert person.message == "atlas.csv is of a sweep: it has no examples to train on"
    assert opened() is None
