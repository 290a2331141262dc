"""The runs of a session: which are kept, what they are called, and the way back to them."""

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from runs import bits, changed_runs, exhausted

from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.replay.branches import Branches
from streetlight_gui.core.replay.cursor import Cursor, Place
from streetlight_gui.core.replay.past_runs import MOST_RUNS, PastRun, PastRuns, Title, revisited
from streetlight_gui.core.replay.recipe import Recipe
from streetlight_gui.core.replay.run import Run
from streetlight_gui.core.training.settings import Settings, SettingsEdit

BOOK = Settings.choose(PRESETS["streetlights"])


def left(number, updates=8):
    run = Run(BOOK)
    run.train(updates)
    return PastRun.of(number, Cursor(run), left_at=float(number))


@given(changed_runs(), st.data(), st.booleans())
def test_going_back_leads_to_the_same_bits_and_leaves_what_was_kept(run, data, is_kept):
    cursor = Cursor(run)
    cursor.stand_at(Place(data.draw(st.integers(0, len(run)))))
    past = PastRun.of(7, cursor, 0.0)
    assert bits(past.network) == bits(run.live.network)
    assert past.settings == run.settings_at(len(run))
    _, back = exhausted(revisited(past if is_kept else replace(past, kept=None)))
    assert (back.place, Recipe.of(back.run)) == (cursor.place, past.recipe)
    for updates in range(0, len(run) + 1, 5):
        assert bits(back.run.at(updates).network) == bits(run.at(updates).network)
    assert np.array_equal(back.run.live.errors, run.live.errors, equal_nan=True)
    length, weights = len(run), bits(run.live.network)
    back.go_to(len(back.run))
    back.advance(9)
    assert (len(run), bits(run.live.network)) == (length, weights)


@given(st.lists(st.integers(0, 9), max_size=60), st.data())
def test_each_run_is_listed_once_and_keeps_what_it_is_called(numbers, data):
    past, names = PastRuns(), {}
    for number in numbers:
        if number == past.present:
            continue
        if data.draw(st.booleans()):
            name = data.draw(st.sampled_from(["", "mine", "other"]))
            past = past.named(past.present, name)
        names[past.present] = past.title
        past = past.gone_on(number, left(past.present, 1))
        assert past.title == names.get(number, past.title)
        listed = [run.number for run in past.runs]
        assert sorted([*listed, number]) == sorted({*names, number})
        ordinals = [run.title.ordinal for run in past.runs]
        assert ordinals == sorted(ordinals)
        assert len({*ordinals, past.title.ordinal}) == len(ordinals) + 1


def test_a_run_that_was_never_trained_counts_for_none_unless_it_has_a_name():
    past = PastRuns().gone_on(1, left(-1, 0)).gone_on(2, left(1))
    assert [run.title for run in past.runs] == [Title(1)]
    past = past.named(2, "mine").gone_on(3, left(2, 0))
    assert [run.title for run in past.runs] == [Title(1), Title(2, "mine")]
    assert past.title == Title(3)


def test_of_too_many_the_oldest_without_a_name_goes():
    past = PastRuns().named(-1, "first")
    for number in range(MOST_RUNS + 2):
        past = past.gone_on(number, left(past.present, 1))
    assert len(past.runs) == MOST_RUNS
    assert [run.title.name or run.title.ordinal for run in past.runs[:2]] == ["first", 4]


def test_a_branch_stands_in_a_run_that_was_left():
    branches = Branches(BOOK)
    run, cursor = branches.run, branches.cursor
    cursor.advance(8)
    past = PastRun.of(run, cursor, 0.0)
    branches.begin(1, SettingsEdit(BOOK, BOOK))
    _, back = exhausted(revisited(past))
    branches.go_back(2, past.number, back)
    assert (branches.run, branches.cursor.updates) == (run, 8)
    branches.swap(2)
    assert (branches.run, branches.cursor.updates) == (1, 0)
