"""The page that replays a run, as a file: its content and size, and what cannot break out."""

import json
import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from runs import changed_runs

from streetlight_gui.core import Problem
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.replay.changes import Change
from streetlight_gui.core.replay.cursor import Cursor, Place
from streetlight_gui.core.replay.run import Run
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.process.resources import ASSETS
from streetlight_gui.ui.exports.replay_data import replay_data
from streetlight_gui.ui.exports.replay_page import as_script_data, replay_page
from streetlight_gui.ui.widgets import theme

BOOK = Settings.choose(PRESETS["streetlights"])


def a_run(settings=BOOK, updates=600):
    run = Run(settings)
    run.train(updates)
    return run


def data_in(page):
    [text] = re.findall(r'<script type="application/json" id="data">(.*?)</script>', page)
    return json.loads(text)


@given(changed_runs())
def test_every_moment_has_the_runs_weights_to_the_last_bit(run):
    data = json.loads(as_script_data(replay_data(Cursor(run))))
    assert [moment["updates"] for moment in data["moments"]] == [*range(len(run) + 1)]
    for moment in data["moments"]:
        trainer = run.at(moment["updates"])
        assert np.array(moment["weights"]).tobytes() == trainer.network.parameters.tobytes()
        assert (moment["iteration"], moment["index"]) == (trainer.iteration, trainer.index)
        assert data["settings"][moment["settings"]]["alpha"] == trainer.alpha


def test_600_examples_are_whole_in_500_kilobytes():
    page = replay_page(Cursor(a_run()))
    assert len(page.encode()) <= 500_000
    assert len(data_in(page)["moments"]) == 601
    assert "even distances" not in page


def test_it_says_what_the_first_update_begins_with():
    run = Run(BOOK)
    run.change(Change(0, replace(BOOK, alpha=0.5)))
    run.train(4)
    told = "a 3-4-1 network, alpha 0.5, start weights seed 1"
    assert f"{told}." in replay_page(Cursor(run))
    edited = run.branch(0)
    edited.change(Change(0, weight=0, value=2.0))
    edited.train(4)
    assert f"{told}, edited." in replay_page(Cursor(edited))


def a_wide_network():
    return Settings.choose(Problem(np.eye(6), np.ones(6)), hidden=(16, 16, 16))


@pytest.mark.parametrize(("settings", "updates"), [(BOOK, 40_002), (a_wide_network(), 600)])
def test_a_longer_run_is_thinned_and_says_so(settings, updates):
    page = replay_page(Cursor(a_run(settings, updates)))
    assert len(page.encode()) <= 500_000
    moments = data_in(page)["moments"]
    assert (moments[0]["updates"], moments[-1]["updates"]) == (0, updates)
    assert {moment["index"] for moment in moments[:-1]} == {0}  # the ends of iterations
    assert f"The page has room for {len(moments)} moments" in page


def test_it_opens_where_a_person_stands_whatever_is_left_out():
    cursor = Cursor(a_run(updates=40_002))
    cursor.stand_at(Place(20_001, stages=2, is_by_phase=True))
    for page, pattern in (
        (replay_page(cursor), [0, 1, 1]),
        (replay_page(cursor, (1, 1, 0.5)), [1, 1, 0.5]),
    ):
        data = data_in(page)
        assert data["moments"][data["place"]["moment"]]["updates"] == 20_001
        assert data["place"]["stages"] == 2
        assert data["pattern"] == pattern


def test_sentences_tell_of_the_question_of_training_and_of_the_end():
    sentences = replay_data(Cursor(a_run()))["sentences"]
    assert sentences[0][0] == 0
    assert "Press Run" in sentences[0][1]
    assert dict(sentences)[68].startswith("In training: 17 iterations, 4 of 4 right, error 0.35")
    assert sentences[-1][1].startswith("Learned after")


@given(st.text())
@example("</script><!--<script>&\u2028\u2029")
def test_no_text_breaks_out_of_the_data(name):
    text = as_script_data({"name": name})
    assert not set(text) & set("<>&\u2028\u2029")
    assert json.loads(text) == {"name": name}


def test_what_it_asks_for_is_nothing_but_itself():
    page = replay_page(Cursor(a_run(updates=4)))
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert set(re.findall(r'https?://[^"\s]*', page)) == {"http://www.w3.org/2000/svg"}


@pytest.mark.parametrize(
    ("part", "colours"),
    [(":root {", theme.LIGHT), ('"dark"] {', theme.DARK)],
    ids=["light", "dark"],
)
def test_its_colours_are_the_windows(part, colours):
    rules = (ASSETS / "replay" / "page.css").read_text("utf-8").split(part)[1].split("}")[0]
    names = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", rules))
    shared = {name: names[name] for name in names if hasattr(colours, name.replace("-", "_"))}
    assert len(shared) >= 12
    assert shared == {name: getattr(colours, name.replace("-", "_")) for name in shared}
