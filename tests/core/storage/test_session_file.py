"""Session files: what is saved opens to the same run, and nothing else opens at all."""

import json
import random
import re
from dataclasses import replace

import numpy as np
import pytest
from atlases import atlases, eventful_atlas
from attempts import outcome
from hypothesis import given, settings
from hypothesis import strategies as st
from runs import bits, changed_runs, exhausted

from streetlight_gui.core.nn.parts import Edge, Unit
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.replay.changes import Change
from streetlight_gui.core.replay.cursor import Cursor, Place
from streetlight_gui.core.replay.past_runs import PastRun, PastRuns
from streetlight_gui.core.replay.phases import stages
from streetlight_gui.core.replay.recipe import Recipe
from streetlight_gui.core.replay.run import Run
from streetlight_gui.core.replay.saved_session import SavedSession, reopened, session_at
from streetlight_gui.core.storage.session_file import (
    format_session,
    parse_session,
    read_session,
    write_session,
)
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.core.training.stopping import StopRule

BOOK = Settings.choose(PRESETS["streetlights"])


@st.composite
def sessions(draw):
    """Draw a session, and its run as it was made by hand."""
    run = draw(changed_runs())
    settings = run.settings
    cursor, inside = Cursor(run), len(stages(settings.hidden)) - 1
    place = Place(draw(st.integers(0, len(run))), draw(st.integers(0, inside)), draw(st.booleans()))
    cursor.stand_at(place)
    numbers = st.floats(0, 1) | st.sampled_from([0.0, 1.0])
    lights = st.tuples(*[numbers] * settings.problem.lights)
    rules = st.builds(StopRule, st.integers(0, 99), st.none() | st.floats(1e-9, 1), st.booleans())
    weights = tuple(run.live.network.parameters.tolist())
    chosen = draw(st.sampled_from([None, Unit(0, 0), Edge(0, 0, 0)]))
    past = PastRuns().named(-1, draw(st.sampled_from(["", "mine"])))
    for number in range(draw(st.integers(0, 2))):
        past = past.gone_on(number, PastRun.of(past.present, Cursor(draw(changed_runs())), 1.5))
    compared = tuple(k for k in range(len(past.runs)) if draw(st.booleans()))
    own, rule = draw(st.none() | lights), draw(rules)
    session = SavedSession(Recipe.of(run), weights, cursor.place, rule, own, chosen, past, compared)
    kept = st.none() | atlases()
    return replace(session, starts=draw(kept), map=draw(kept)), run


def assert_same(opened, session):
    """Compare sessions, whose atlases are never equal: they are looked at column by column."""
    assert replace(opened, starts=None, map=None) == replace(session, starts=None, map=None)
    for mine, other in ((opened.starts, session.starts), (opened.map, session.map)):
        assert (mine is None) == (other is None)
        if mine is not None:
            assert_same_atlas(mine, other)


def assert_same_atlas(atlas, other):
    assert (atlas.sweep.seeds, atlas.sweep.watched) == (other.sweep.seeds, other.sweep.watched)
    assert atlas.sweep.axes == other.sweep.axes
    for cell, wanted in zip(atlas.sweep.cells, other.sweep.cells, strict=True):
        start = wanted.settings.seed, wanted.settings.given
        assert cell.settings.seed is cell.settings.given is None  # the sweep's seeds make all
        settings = replace(cell.settings, seed=start[0], given=start[1])
        assert (settings, cell.iterations) == (wanted.settings, wanted.iterations)
    for mine, wanted in zip(atlas.outcomes, other.outcomes, strict=True):
        for column, values in vars(wanted).items():
            assert getattr(mine, column).dtype == values.dtype
            assert np.array_equal(getattr(mine, column), values), column
    for mine, wanted in zip(atlas.densities, other.densities, strict=True):
        assert (mine is None) == (wanted is None)
        if mine is not None:
            assert mine.iterations == wanted.iterations
            assert np.array_equal(mine.counts, wanted.counts)


@given(sessions())
def test_any_session_opens_to_an_equal_one_and_the_same_run(drawn):
    session, run = drawn
    opened = parse_session(format_session(session))
    assert_same(opened, session)
    for before, after in zip(session.past.runs, opened.past.runs, strict=True):
        assert before.left_at == after.left_at
        assert np.array_equal(before.curve.iterations, after.curve.iterations)
        assert np.array_equal(before.curve.errors, after.curve.errors)
    numbers = {run.number for run in opened.past.runs}
    assert len(numbers) == len(opened.past.runs)
    assert max(numbers, default=-2) < -1  # those of runs that begin are not
    shares, cursor = exhausted(reopened(opened))
    assert shares == sorted(shares)
    assert not shares or shares[-1] == 1
    assert (cursor.place, Recipe.of(cursor.run)) == (session.place, session.recipe)
    assert opened.deviation(cursor.run.live.network) is None
    for updates in range(0, len(run) + 1, 7):
        assert bits(cursor.run.at(updates).network) == bits(run.at(updates).network)
    assert np.array_equal(cursor.run.live.errors, run.live.errors, equal_nan=True)


def test_names_are_kept():
    problem = Problem([[1, 0], [0, 1]], [1, 0], names=["a", "b", "q"])
    run = Run(BOOK.with_problem(problem))
    session = session_at(Cursor(run), StopRule())
    assert parse_session(format_session(session)).recipe.settings.problem == problem


def saved(updates=10, **others):
    """Return a session of the book's run, with a change on its way."""
    run = Run(BOOK)
    run.train(updates // 2)
    run.change(Change(updates // 2, replace(BOOK, alpha=0.1)))
    run.change(Change(updates // 2, weight=2, value=0.25))
    run.train(updates - updates // 2)
    weights = tuple(run.live.network.parameters.tolist())
    past = PastRuns().gone_on(0, PastRun.of(-1, Cursor(run.branch(9)), 1.5)).named(0, "mine")
    return SavedSession(Recipe.of(run), weights, Place(3), StopRule(), past=past, **others)


def text_with(place, value):
    """Return a file in which one field has another value; the place is 'run.changes[0].updates'."""
    fields = json.loads(format_session(saved(pattern=(1.0, 0.0, 1.0), chosen=Unit(1, 0))))
    *path, last = [int(part) if part.isdigit() else part for part in re.findall(r"\w+", place)]
    target = fields
    for part in path:
        target = target[part]
    target[last] = value
    return json.dumps(fields).encode()


@pytest.mark.parametrize(
    ("place", "value", "sentence"),
    [
        ("format", 2, "it was written by a newer Streetlight: its format is 2, and this one reads"),
        ("format", "1", "format: expected a whole number, got text"),
        ("problems[0].patterns[1][0]", 2, "problems[0]: a light must be a number from 0"),
        ("problems[0].answers[1]", None, "problems[0].answers[1]: expected a number, got nothing"),
        ("problems[0].nick", 1, "problems[0]: object contains unknown field 'nick'"),
        ("run.changes[0].settings.alpha", -1, "run.changes[0].settings.alpha: alpha must be a"),
        ("run.changes[0].settings.hidden", [5], "run.changes[0].settings: "),
        ("run.changes[0].settings.problem", 1, "run.changes[0].settings.problem: problem must be"),
        ("run.changes[1].weight", 16, "run.changes[1].weight: weight must be a whole number from"),
        ("run.changes[1].updates", 11, "run.changes[1].updates: updates must be a whole number"),
        ("run.changes[0].updates", 6, "run.changes[1].updates: updates must be a whole number"),
        ("run.settings.preset", "none", "run.settings.preset: it must be one of streetlights, "),
        ("problems[0].preset", "none", "problems[0].preset: it must be one of streetlights, "),
        ("run.settings.penalty.strength", 11, "run.settings.penalty: strength must be a number"),
        ("run.settings.seed", -1, "run.settings.seed: seed must be a whole number from 0"),
        ("run.settings.activations", ["sin"], "run.settings: activation must be one of relu"),
        ("run.updates", 10**30, "run.updates: updates must be a whole number from 0"),
        ("run.weights_at_end", [1.0], "run.weights_at_end: there must be 16 numbers, not 1"),
        ("place.stages", 5, "place.stages: stages must be a whole number from 0 to 4"),
        ("stop_rule.iterations", -1, "stop_rule.iterations: stop after must be"),
        ("stop_rule.error_below", 0, "stop_rule.error_below: the error to stop below must be"),
        ("pattern", [1], "pattern: there must be 3 numbers, not 1"),
        ("chosen", [1, 9], "chosen: it must be the [layer, index] of a unit"),
        ("chosen", [0, 0, -1], "chosen: it must be the [layer, index] of a unit"),
        ("runs[0].run.name", "n" * 61, "runs[0].run.name: it may have 60 characters"),
        ("runs[0].run.updates", -1, "runs[0].run.updates: updates must be a whole number from 0"),
        ("runs[0].run.number", 0, "runs[0].run.number: number must be a whole number from 1"),
        ("runs[0].place.updates", 10, "runs[0].place.updates: updates must be a whole number"),
        ("runs[0].left_at", -1, "runs[0].left_at: the seconds since 1970 must be"),
        ("runs[0].iterations[1]", 1, "runs[0].iterations[1]: iteration must be a whole number"),
        ("runs[0].iterations", [1] * 1001, "runs[0].iterations: there may be 1000 numbers, not"),
        ("runs[0].errors", [1], "runs[0].errors: there must be 2 numbers, not 1"),
        ("runs[0].errors[0]", -1, "runs[0].errors: an error must be a finite number, 0 or more"),
        ("compared", [1], "compared[0]: run must be a whole number from 0 to 0"),
        ("compared", [0, 0], "compared[1]: run must be a whole number from 1 to 0"),
        ("chosen", [0], "chosen: it must be the [layer, index] of a unit"),
    ],
)
def test_what_is_not_allowed_is_told_with_its_place(place, value, sentence):
    with pytest.raises(ValueError, match="^" + re.escape(sentence)):
        parse_session(text_with(place, value))


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[" * 100_000, b"\xff\xfe", b'{"format": 1e999}', b'{"format": NaN}', b"null"],
)
def test_what_is_no_session_is_refused(content):
    with pytest.raises(ValueError, match=r"this is no session file|expected|out of range"):
        parse_session(content)


def mutated(content, generator):
    """Return a file with bits flipped, a part cut or doubled, or values swapped or nested deep."""
    kind, place = generator.randrange(5), generator.randrange(len(content))
    if kind == 0:
        return (
            content[:place]
            + bytes([content[place] ^ 1 << generator.randrange(8)])
            + content[place + 1 :]
        )
    if kind == 1:
        return content[:place] + content[place + generator.randrange(40) :]
    if kind == 2:
        return content[:place] + content[generator.randrange(len(content)) :]
    numbers = list(re.finditer(rb"-?\d[\d.e-]*", content))
    one, other = generator.choice(numbers), generator.choice([b"[" * 500, b"-1", b"1e308", b"null"])
    other = generator.choice(numbers)[0] if kind == 3 else other
    return content[: one.start()] + other + content[one.end() :]


@pytest.mark.parametrize("seed", range(10))
def test_a_mutated_file_opens_or_is_refused_with_one_line(seed):
    generator, opened = random.Random(seed), 0  # noqa: S311
    files = 10 * settings().max_examples  # of each seed: 10,000 of them thoroughly
    others = {"pattern": (1.0, 0.0, 1.0), "chosen": Edge(0, 1, 2), "map": eventful_atlas()}
    content = format_session(saved(**others))
    for _ in range(files):
        session, refusal = outcome(parse_session, mutated(content, generator))
        opened += not refusal
        assert refusal.isprintable()
        if not refusal:
            assert_same(parse_session(format_session(session)), session)
    assert 0 < opened < 0.9 * files


def test_a_file_is_written_and_read_and_one_too_large_is_refused(tmp_path):
    path = tmp_path / "mine.streetlight"
    write_session(saved(), path)
    assert read_session(path) == saved()
    path.write_bytes(b" " * (32 * 2**20 + 1))
    with pytest.raises(ValueError, match=r"^mine.streetlight is too large: a session file may"):
        read_session(path)
    with pytest.raises(ValueError, match="cannot be read: No such file"):
        read_session(tmp_path / "none.streetlight")
    with pytest.raises(ValueError, match="cannot be written"):
        write_session(saved(), tmp_path / "none" / "mine.streetlight")


@pytest.mark.parametrize(
    ("was", "now", "deviation"), [(0.5, 0.5, None), (0.0, -0.0, 0), (0.5, 0.75, 0.25)]
)
def test_other_bits_at_the_end_are_measured(was, now, deviation):
    network = PRESETS["middle-light"].given.with_parameters(np.array([now, 1.0, 0.0]))
    assert replace(saved(), weights_at_end=(was, 1.0, 0.0)).deviation(network) == deviation


def test_the_size_does_not_grow_with_the_length():
    short, long = (len(format_session(saved(updates))) for updates in (10, 10_000))
    assert long < short + 100


def test_where_this_machine_runs_away_the_run_ends_there():
    recipe = Recipe(replace(Settings.choose(PRESETS["middle-light"]), alpha=1000.0), (), 5000)
    session = SavedSession(recipe, (1.0, 1.0, 1.0), Place(4000), StopRule())
    _, cursor = exhausted(reopened(session))
    assert cursor.is_live
    assert 0 < cursor.updates < 4000
    assert session.deviation(cursor.run.live.network) is not None
