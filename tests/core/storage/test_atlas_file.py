"""An atlas as a sweep's file: the console's own, to the byte; others are refused in a sentence."""

import csv
import errno
import json
import os
import random
import re
from dataclasses import replace

import numpy as np
import pytest
from atlases import eventful_atlas, part_of
from attempts import outcome
from command import streetlight
from hypothesis import settings
from runs import exhausted

from streetlight_gui.core.ensemble.atlas import Atlas
from streetlight_gui.core.ensemble.chunk_run import run_chunk
from streetlight_gui.core.ensemble.sweep import Sweep, grid
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.storage.sweeps.atlas_file import reading, sweep_csv
from streetlight_gui.core.storage.sweeps.description import describe
from streetlight_gui.core.storage.sweeps.head import HEAD, is_sweep
from streetlight_gui.core.storage.sweeps.sweep_file import sweep_file
from streetlight_gui.core.training.settings import Settings

BOOK = Settings.choose(PRESETS["streetlights"])


def read(path):
    return exhausted(reading(path))[1]


def lines_of(content, sweep):
    """Return the lines, sorted, without the description, which the row has that came first."""
    description = describe(sweep).replace('"', '""')
    assert content.count(description.encode()) == 1
    return sorted(content.replace(f'"{description}"'.encode(), b"-").splitlines())


def whole(sweep):
    return Atlas.begun(sweep).more(run_chunk(chunk) for chunk in sweep.chunks())


@pytest.mark.parametrize("name", ["streetlights", "middle-light"])
def test_a_whole_atlas_is_the_console_s_file_to_the_byte(name, tmp_path):
    path, options = tmp_path / "atlas.csv", ("--alpha", "0.1,0.2", "--iterations", "60")
    asked = ("--problem", name, "--seeds", "3:103", *options, "--out", path)
    assert streetlight("sweep", *asked).code == 0
    here = replace(Settings.choose(PRESETS[name]), seed=7, given=None)  # as after New start
    sweep = Sweep(grid(here, 60, {"alpha": [0.1, 0.2]}), range(3, 103), (1, 60))
    found = sweep_csv(whole(sweep))
    assert lines_of(found, sweep) == lines_of(path.read_bytes(), sweep)
    assert found.startswith(HEAD)


def test_the_console_goes_on_with_the_chunks_that_are_whole(tmp_path):
    sweep = Sweep(grid(BOOK, 2, {"alpha": [0.1, 0.2, 0.3]}), range(90))
    first, second, third = sweep.chunks()
    some = part_of(sweep, 1, second.seeds[5:-1])
    atlas = Atlas.begun(sweep).more([run_chunk(third), some, run_chunk(first)])
    path, undisturbed = tmp_path / "atlas.csv", tmp_path / "undisturbed.csv"
    path.write_bytes(sweep_csv(atlas))
    assert [len(outcomes) for outcomes in read(path).outcomes] == [90, 0, 90]
    before = path.read_bytes()
    for each in (path, undisturbed):
        asked = ("--seeds", "0:90", "--alpha", "0.1,0.2,0.3", "--iterations", "2")
        assert streetlight("sweep", *asked, "--out", each).code == 0
    assert path.read_bytes().startswith(before)  # which was not trained again
    assert lines_of(path.read_bytes(), sweep) == lines_of(undisturbed.read_bytes(), sweep)


def test_an_atlas_of_which_nothing_is_known_is_a_head():
    assert sweep_csv(Atlas.begun(Sweep(grid(BOOK, 2, {}), range(3)))) == HEAD


def test_what_is_exported_is_read_back(tmp_path):
    atlas, path = eventful_atlas(), tmp_path / "atlas.csv"
    path.write_bytes(sweep_csv(atlas))
    found = read(path)
    assert describe(found.sweep) == describe(atlas.sweep)
    first, second = found.outcomes
    assert first.errors.tolist() == atlas.outcomes[0].errors.tolist()
    assert first.levels.tolist() == atlas.outcomes[0].levels.tolist()
    assert len(second) == 0  # its chunk is not whole


def test_other_programs_find_a_row_for_each_network():
    rows = list(csv.DictReader(sweep_csv(eventful_atlas()).decode().splitlines()))
    assert [(row["seed"], row["outcome"]) for row in rows] == [
        ("1", "learned"),
        ("2", "stuck"),
        ("3", "stuck"),
        ("4", "learned"),
    ]


def test_a_sweep_is_told_from_other_tables(tmp_path):
    files = {
        "atlas.csv": HEAD,
        "ATLAS.CSV": HEAD.replace(b"\n", b"\r\n"),
        "any.parquet": b"",
        "atlas.txt": HEAD,
        "table.csv": b"light_1,answer\n1,0\n",
        "longer.csv": HEAD.replace(b"\n", b",more\n"),
        "empty.csv": b"",
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "folder.csv").mkdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.csv")  # which nobody writes to
    sweeps = {each.name for each in tmp_path.iterdir() if is_sweep(each)}
    assert sweeps == {"atlas.csv", "ATLAS.CSV", "any.parquet"}
    assert not is_sweep(tmp_path / "none.csv")


def with_rows(change):
    """Return a file of which the rows from the first on are changed."""
    head, *rows = sweep_csv(eventful_atlas()).decode().splitlines()
    return "\n".join([head, *change(rows), ""]).encode()


def described_with(**changes):
    def change(rows):
        text = describe(eventful_atlas().sweep)
        other = json.dumps(json.loads(text) | changes).replace('"', '""')
        return [rows[0].replace(text.replace('"', '""'), other), *rows[1:]]

    return change


CELL = json.loads(describe(eventful_atlas().sweep))["cells"][0]


def with_alpha(cell, alpha):
    return cell | {"settings": cell["settings"] | {"alpha": alpha}}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda _: [], "nothing of the sweep is known yet"),
        (lambda rows: rows[:3], "nothing of the sweep is known yet"),  # no chunk is whole
        (described_with(format=2), "its format is 2, and this one reads format 1"),
        (described_with(seeds=[1, 10**30]), "the description of the sweep: Expected `int` <= "),
        (
            described_with(seeds=[0, 500_001]),
            "it is of 1,000,002 networks, and 1,000,000 can be shown: sweep fewer seeds",
        ),
        (
            described_with(cells=[CELL, with_alpha(CELL, -1)]),
            "cells[1].settings.alpha: alpha must be a number above 0 and at most 1000, not -1",
        ),
        (
            described_with(cells=2501 * [CELL]),
            "a map has room for 2,500 settings, not for 2,501: give its axes fewer values",
        ),
        (
            lambda rows: [row.replace("learned", "lost") for row in rows],
            "lines 2 to 5: 'lost' is none of learned, stuck, ran away",
        ),
        (
            lambda rows: [row.replace("learned", "stuck") for row in rows],
            "cell 0, seed 1, outcomes: with an error of 1.506e-05 it must be 0, not 1",
        ),
        (
            lambda rows: [row.replace(",39,", f",{10**30},") for row in rows],
            "lines 2 to 5: a number is none, or too large: ",
        ),
    ],
)
def test_what_is_no_sweep_s_table_is_refused_in_a_sentence(change, sentence, tmp_path):
    path = tmp_path / "atlas.csv"
    path.write_bytes(with_rows(change))
    with pytest.raises(ValueError, match=f"^atlas.csv: {re.escape(sentence)}"):
        read(path)


def test_what_cannot_be_read_is_refused_in_a_sentence(tmp_path):
    for name in ("none.csv", "none.parquet"):
        with pytest.raises(ValueError, match=f"{name} cannot be read: {os.strerror(errno.ENOENT)}"):
            read(tmp_path / name)
    path = tmp_path / "atlas.csv"
    path.write_bytes(sweep_csv(eventful_atlas()).replace(b"\n", b"\r\n"))
    with pytest.raises(ValueError, match=r"line 1: .*, and a line feed alone ends each line"):
        read(path)


def test_parquet_of_another_program_is_refused_in_a_sentence(tmp_path):
    parquet, path = pytest.importorskip("pyarrow.parquet"), tmp_path / "atlas.parquet"
    path.write_bytes(b"PAR1")
    with pytest.raises(ValueError, match=r"^atlas.parquet: it is no Parquet file: "):
        read(path)
    path.unlink()
    sweep = Sweep(grid(BOOK, 2, {"alpha": [0.1, 0.2]}), range(3))
    with sweep_file(sweep, path) as file:
        for chunk in file.missing():
            file.add(chunk.cell, run_chunk(chunk).outcomes)
    table = parquet.read_table(path)
    assert read(path).is_whole
    for changed, sentence in (
        (table.replace_schema_metadata(None), "it is not of a sweep of Streetlight"),
        (table, "its rows are no longer in the groups that a sweep writes"),
        (table.drop_columns(["seed"]), "it has no column 'seed'"),
        (table.set_column(0, "cell", [[9] * 6]), "the sweep has no cell 9"),
        (table.set_column(1, "seed", [[None] * 6]), "a number is none, or too large"),
    ):
        parquet.write_table(changed, path)
        with pytest.raises(ValueError, match=f"^atlas.parquet: {sentence}"):
            read(path)


def changed(content, generator):
    """Return a file with a bit flipped, or a part cut or doubled."""
    kind, place = generator.randrange(3), generator.randrange(len(content))
    other = generator.randrange(len(content))
    if kind == 0:
        flipped = content[place] ^ 1 << generator.randrange(8)
        return content[:place] + bytes([flipped]) + content[place + 1 :]
    return content[:place] + content[place + generator.randrange(40) if kind == 1 else other :]


@pytest.mark.parametrize("name", ["atlas.csv", "atlas.parquet"])
def test_a_mutated_file_is_read_or_refused_with_one_line(name, tmp_path):
    if name == "atlas.parquet":
        pytest.importorskip("pyarrow")
    path, generator, refused = tmp_path / name, random.Random(1), 0  # noqa: S311
    sweep = eventful_atlas().sweep
    with sweep_file(sweep, path) as file:
        for chunk in file.missing():
            file.add(chunk.cell, run_chunk(chunk).outcomes)
    content = path.read_bytes()
    for _ in range(20 * settings().max_examples):
        path.write_bytes(changed(content, generator))
        atlas, refusal = outcome(read, path)
        assert refusal.isprintable()
        assert refusal or np.isfinite(atlas.outcomes[0].errors).all()
        refused += bool(refusal)
    assert refused
