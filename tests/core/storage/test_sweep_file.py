"""Files of sweeps: whatever ends the program, they go on with the same rows, and are read back."""

import csv
import json
import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from runs import exhausted

from streetlight_gui.core import Problem
from streetlight_gui.core.ensemble import chart
from streetlight_gui.core.ensemble.chunk_run import run_chunk
from streetlight_gui.core.ensemble.outcomes import Level, Outcome, Outcomes
from streetlight_gui.core.ensemble.sweep import Sweep, grid
from streetlight_gui.core.nn.penalty import Penalty, PenaltyKind
from streetlight_gui.core.storage.files import claim
from streetlight_gui.core.storage.sweeps.atlas_file import reading
from streetlight_gui.core.storage.sweeps.description import describe, described
from streetlight_gui.core.storage.sweeps.head import NAMES, is_sweep
from streetlight_gui.core.storage.sweeps.journal import journal
from streetlight_gui.core.storage.sweeps.sweep_file import sweep_file
from streetlight_gui.core.training.settings import BOOK, Settings

# A million iterations make the smallest chunks; the outcomes are made up.
SWEEP = Sweep(grid(Settings.choose(BOOK), 1_000_000, {"alpha": [0.1, 0.25]}), range(5, 205))
CHUNKS = list(SWEEP.chunks())
FILES = pytest.mark.parametrize("name", ["atlas.csv", "atlas.parquet"])


def outcomes_of(chunk):
    n, numbers = len(chunk.seeds), np.random.RandomState(chunk.seeds.start + chunk.cell)
    outcomes = numbers.randint(3, size=n).astype(np.uint8)
    has_learned, ran_away = outcomes == Outcome.LEARNED, outcomes == Outcome.RAN_AWAY
    levels = np.where(outcomes == Outcome.STUCK, numbers.randint(1, 5, size=n), Level.NONE)
    wrong = np.where(levels == Level.ONE_WRONG, numbers.randint(1, 5, size=n), 0).astype(np.int32)
    low = 10.0 ** numbers.uniform(-30, -2, n)
    return Outcomes(
        seeds=np.array(chunk.seeds, dtype=np.int64),
        errors=np.select([has_learned, ran_away], [low, np.inf], numbers.uniform(0.01, 99, n)),
        frozen_errors=np.where(ran_away, np.inf, numbers.random_sample(n)),
        outcomes=outcomes,
        levels=levels.astype(np.uint8),
        learned_at=np.where(has_learned, numbers.randint(1, 99, size=n), 0).astype(np.int32),
        ran_away_at=np.where(ran_away, numbers.randint(1, 99, size=n), 0).astype(np.int32),
        rights=np.where(ran_away, 0, numbers.randint(5, size=n)).astype(np.int32),
        wrong_examples=wrong,
        none_fires=(wrong > 0) & (numbers.random_sample(n) < 0.5),
    )


def go_on(path, at_most=None):
    """Write what is missing, or so many chunks of it; return how many were written."""
    with sweep_file(SWEEP, path) as file:
        missing = list(file.missing())[:at_most]
        for chunk in missing:
            file.add(chunk.cell, outcomes_of(chunk))
    return len(missing)


def rows_in(path):
    rows = list(csv.DictReader(path.read_text().splitlines()))
    return sorted(tuple(row[name] for name in NAMES) for row in rows)


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    path = tmp_path_factory.mktemp("whole") / "atlas.csv"
    assert go_on(path) == len(CHUNKS) == 8
    return path


@given(st.data())
def test_a_file_cut_anywhere_goes_on_with_nothing_missing_and_nothing_twice(
    whole, tmp_path_factory, data
):
    content = whole.read_bytes()
    end = data.draw(st.integers(0, len(content)))
    path = tmp_path_factory.mktemp("cut") / "atlas.csv"
    path.write_bytes(content[:end])
    ends = np.cumsum([len(chunk.seeds) for chunk in CHUNKS])
    lines = content[:end].count(b"\n") - 1  # without the head
    assert go_on(path) == np.count_nonzero(ends > lines)
    assert rows_in(path) == rows_in(whole)


@FILES
def test_what_is_written_is_read_back(name, tmp_path):
    path = tmp_path / name
    go_on(path)
    shares, atlas = exhausted(reading(path))
    known = np.cumsum([len(chunk.seeds) for chunk in CHUNKS])
    assert shares == [each / SWEEP.networks for each in known]
    assert atlas.densities == (None, None)
    sweep, found = atlas.sweep, atlas.outcomes
    assert describe(sweep) == describe(SWEEP)
    for cell, outcomes in enumerate(found):
        wanted = Outcomes.joined([outcomes_of(chunk) for chunk in CHUNKS if chunk.cell == cell])
        for field, values in vars(wanted).items():
            assert getattr(outcomes, field).tolist() == values.tolist(), field


def test_a_sweep_that_was_stopped_before_its_second_setting_is_read(tmp_path):
    path = tmp_path / "atlas.csv"
    go_on(path, at_most=1)
    _, atlas = exhausted(reading(path))
    assert [outcomes.seeds.tolist() for outcomes in atlas.outcomes] == [[*CHUNKS[0].seeds], []]


@FILES
def test_more_settings_than_can_be_shown_are_gone_on_with(name, tmp_path, monkeypatch):
    monkeypatch.setattr(chart, "MOST_CELLS", 1)
    path = tmp_path / name
    go_on(path, at_most=7)
    assert go_on(path) == 1
    assert go_on(path) == 0
    with pytest.raises(ValueError, match=f"^{name}: a map has room for 1 settings, not for 2"):
        exhausted(reading(path))


@FILES
def test_a_file_that_is_whole_is_only_summed_up(name, tmp_path):
    path = tmp_path / name
    assert [go_on(path, at_most=3), go_on(path), go_on(path)] == [3, 5, 0]
    assert [each.name for each in tmp_path.iterdir()] == [name]  # no part is left
    with sweep_file(SWEEP, path) as file:
        assert tuple(file.tallies) == exhausted(reading(path))[1].tallies
        assert [tally.starts for tally in file.tallies] == [200, 200]


def without_the_last(content):
    """Return a file as it was before `wrong_example` and `none_fires` were known."""
    lines = content.decode().splitlines()
    named = NAMES[:-2], "sweep"
    assert NAMES[-2:] == ("wrong_example", "none_fires")
    rows = [line.split(",", len(NAMES)) for line in lines[1:]]
    earlier = [",".join([*row[: len(NAMES) - 2], row[-1]]) for row in rows]
    return "\n".join([",".join([*named[0], named[1]]), *earlier, ""]).encode()


@pytest.mark.parametrize("chunks", [0, 3, 8])
def test_a_file_of_earlier_goes_on_with_the_columns_it_has(whole, tmp_path, chunks):
    path = tmp_path / "atlas.csv"
    path.touch()  # a new one would be gone again without a row
    go_on(path, at_most=chunks)
    before = without_the_last(path.read_bytes())
    path.write_bytes(before + b"0,5,0.1" * (chunks == 3))  # cut in a row
    assert go_on(path) == 8 - chunks
    content = path.read_bytes()
    if chunks:
        assert content.startswith(before)
        assert content == without_the_last(whole.read_bytes())
    else:
        assert content == whole.read_bytes()


def test_what_is_read_of_earlier_lacks_only_what_was_not_known(whole, tmp_path):
    path = tmp_path / "atlas.csv"
    path.write_bytes(without_the_last(whole.read_bytes()))
    assert is_sweep(path)
    (_, atlas), (_, newer) = exhausted(reading(path)), exhausted(reading(whole))
    for outcomes, others in zip(atlas.outcomes, newer.outcomes, strict=True):
        assert not outcomes.wrong_examples.any()
        assert not outcomes.none_fires.any()
        assert others.none_fires.any()
        for field in vars(outcomes).keys() - {"wrong_examples", "none_fires"}:
            assert getattr(outcomes, field).tolist() == getattr(others, field).tolist(), field


def test_parquet_of_earlier_is_read_and_summed_up(tmp_path):
    parquet, path = pytest.importorskip("pyarrow.parquet"), tmp_path / "atlas.parquet"
    go_on(path)
    groups = parquet.ParquetFile(path)
    rows = [groups.read_row_group(k).drop_columns([*NAMES[-2:]]) for k in range(8)]
    with parquet.ParquetWriter(path, rows[0].schema) as writer:
        for each in rows:
            writer.write_table(each)
    _, atlas = exhausted(reading(path))
    assert atlas.is_whole
    assert not any(outcomes.wrong_examples.any() for outcomes in atlas.outcomes)
    assert go_on(path) == 0


@FILES
@pytest.mark.parametrize(
    "other",
    [
        replace(SWEEP, seeds=range(5, 206)),
        Sweep(grid(Settings.choose(BOOK), 1_000_000, {"alpha": [0.1, 0.3]}), SWEEP.seeds),
        Sweep(grid(Settings.choose(BOOK), 999_999, {"alpha": [0.1, 0.25]}), SWEEP.seeds),
    ],
)
def test_a_file_of_another_sweep_is_left_alone(name, other, tmp_path):
    path = tmp_path / name
    go_on(path)
    before = path.read_bytes()
    refused = pytest.raises(ValueError, match=f"^{name}: it holds another sweep")
    with refused, sweep_file(other, path):
        pass
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == [name]


@FILES
def test_a_new_file_without_a_row_is_taken_away_and_one_that_was_there_stays(name, tmp_path):
    path, there = tmp_path / name, tmp_path / "there.csv"
    there.touch()
    for each in (path, there):
        with pytest.raises(ArithmeticError), sweep_file(SWEEP, each):
            raise ArithmeticError
    assert [*tmp_path.iterdir()] == [there]


def test_two_programs_cannot_write_one_file(tmp_path):
    path = tmp_path / "atlas.csv"
    go_on(path, at_most=1)
    with path.open("rb") as other:
        claim(other)
        with pytest.raises(ValueError, match="another program writes it"), journal(SWEEP, path):
            pass
    assert go_on(path) == 7


@pytest.mark.parametrize(
    ("line", "words", "sentence"),
    [
        (1, "light_1,answer", "line 1: a sweep's file begins with the columns cell, seed"),
        (66, "0,69,0.1", "line 66: it must have 22 cells, not 3"),
        (66, None, "line 66: no rows of cell 0 from seed 70 on belong here"),
        (65, None, "lines 2 to 65: seeds are missing"),
    ],
)
def test_what_is_no_row_of_the_sweep_is_told_with_its_line(whole, tmp_path, line, words, sentence):
    lines = whole.read_text().splitlines()
    lines[line - 1 : line] = [] if words is None else [words]
    path = tmp_path / "atlas.csv"
    path.write_text("\n".join([*lines, ""]))
    before = path.read_bytes()
    with pytest.raises(ValueError, match=f"^{path.name}: {re.escape(sentence)}"):
        go_on(path)
    assert path.read_bytes() == before


def test_every_setting_is_a_column(tmp_path):
    settings = Settings.choose(Problem([[0, 1], [1, 0]], [1, 0]))
    axes = {
        "hidden": [(3, 2), ()],
        "activation": ["tanh"],
        "bias": [True],
        "batch": [0],
        "penalty": [Penalty(PenaltyKind.L2, 0.5)],
        "order_seed": [7],
    }
    sweep, path = Sweep(grid(settings, 2, axes), range(1)), tmp_path / "atlas.csv"
    with sweep_file(sweep, path) as file:
        for chunk in file.missing():
            file.add(chunk.cell, run_chunk(chunk).outcomes)
    first, second = csv.DictReader(path.read_text().splitlines())
    wanted = {
        "hidden": "3-2",
        "activation": "tanh",
        "bias": "True",
        "batch": "2",
        "l1": "0.0",
        "l2": "0.5",
        "order_seed": "7",
        "iterations": "2",
        "judged": "0",
    }
    assert {name: first[name] for name in wanted} == wanted
    assert [second["hidden"], second["activation"], second["cell"]] == ["none", "", "1"]
    assert describe(described(first["sweep"])) == first["sweep"] == describe(sweep)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"format": 2}, "its format is 2, and this one reads format 1"),
        ({"cells": []}, "a sweep needs at least one setting"),
        ({"seeds": [3]}, "the description of the sweep: "),
        ({"seeds": [3, 2]}, "there must be at least one seed"),
    ],
)
def test_a_description_that_is_not_allowed_is_refused(change, sentence):
    text = json.dumps(json.loads(describe(SWEEP)) | change)
    with pytest.raises(ValueError, match=sentence):
        described(text)


def test_a_large_training_set_makes_a_description_of_any_length(tmp_path):
    patterns = np.random.RandomState(0).random_sample((3000, 6))
    settings = Settings.choose(Problem(patterns, np.arange(3000) % 2))
    sweep, path = Sweep(grid(settings, 1, {}), range(1)), tmp_path / "atlas.csv"
    with sweep_file(sweep, path) as file:
        (chunk,) = file.missing()
        file.add(chunk.cell, run_chunk(chunk).outcomes)
    assert len(describe(sweep)) > 131_072  # which is where the csv module gives up
    assert describe(exhausted(reading(path))[1].sweep) == describe(sweep)


def test_parquet_has_types_and_other_readers_find_them(tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "atlas.parquet"
    go_on(path)
    table = parquet.read_table(path)
    types = {name: str(table.schema.field(name).type) for name in NAMES}
    assert types["hidden"] == types["seed"] == types["learned_at"] == "int64"
    assert types["outcome"] == types["level"] == "string"
    assert (types["wrong_example"], types["none_fires"]) == ("int64", "bool")
    assert {*table["none_fires"].to_pylist()} == {True, False, None}
    learned = np.array(table["outcome"].to_pylist()) == "learned"
    assert [at is not None for at in table["learned_at"].to_pylist()] == learned.tolist()
