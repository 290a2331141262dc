"""Runs go out of the console as files, and weights come in."""

import json
import pickle
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from atlases import eventful_atlas
from command import streetlight, streetlight_process

from streetlight_gui.core import Network, Problem, Trainer
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.replay.cursor import Cursor
from streetlight_gui.core.replay.run import Run
from streetlight_gui.core.replay.saved_session import session_at
from streetlight_gui.core.storage.session_file import read_session, write_session
from streetlight_gui.core.storage.weights_file import read_weights
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.core.training.stopping import StopRule
from streetlight_gui.ui.exports.registry import BY_TITLE, EXPORTS, names, names_text


def trained(iterations=60, seed=1):
    network = Network.random(lights=3, hidden=(4,), seed=seed)
    trainer = Trainer(Problem.preset("streetlights"), network, alpha=0.2)
    trainer.run(iterations)
    return trainer


@pytest.mark.parametrize("name", [each.name for each in EXPORTS if not each.is_drawn])
def test_every_export_can_be_written(name, tmp_path):
    if name.endswith(".onnx"):
        pytest.importorskip("onnx")
    file, given = tmp_path / f"run-{name}", ["--iterations", 20, "--bias"]
    if name in {"starts.csv", "map.csv"}:
        cursor, atlas = Cursor(Run(Settings.choose(PRESETS["streetlights"]))), eventful_atlas()
        saved = replace(session_at(cursor, StopRule()), starts=atlas.cell(0), map=atlas)
        write_session(saved, tmp_path / "class.streetlight")
        given = [tmp_path / "class.streetlight"]
    done = streetlight("export", file, *given)
    assert (done.code, done.out, done.err) == (0, f"{file}\n", "")
    assert file.stat().st_size > 50


def test_starts_that_nobody_has_tried_are_refused(tmp_path):
    for name, what in (
        ("starts.csv", "are no starts that were tried"),
        ("map.svg", "is no map of starts"),
    ):
        done = streetlight("export", tmp_path / name)
        assert (done.code, done.out) == (2, "")
        assert f"there {what} here" in done.err
        assert not (tmp_path / name).exists()


def test_a_drawing_needs_no_display(tmp_path):
    done = streetlight_process("export", tmp_path / "diagram.svg", "--iterations", 17)
    assert (done.returncode, done.stderr) == (0, "")
    assert "layer_1 (1, 4)" in (tmp_path / "diagram.svg").read_text(encoding="utf-8")


def test_help_tells_how_every_export_is_named():
    told = " ".join(streetlight("export", "--help").out.split())
    assert names_text() in told.replace("- ", "-")
    assert all(export.about in names_text() for export in EXPORTS)


def test_the_manual_lists_every_export():
    manual = Path("assets/manual/8-console.md").read_text(encoding="utf-8")
    rows = [line for line in manual.splitlines() if re.match(r"\| .* \| `.*` \| .* \|$", line)]
    assert rows == [
        f"| {title} | `{' '.join(names(title))}` | {exports[0].about} |"
        for title, exports in BY_TITLE.items()
    ]


def test_tables_come_back_to_the_last_bit(tmp_path):
    given = ("--problem", "xor", "--hidden", "3", "--bias", "--iterations", 7)
    for name in ("weights_0_1", "weights_1_2", "bias_1", "patterns"):
        assert streetlight("export", tmp_path / f"class 7-{name}.csv", *given).code == 0
    settings = replace(Settings.choose(PRESETS["xor"], (3,)), bias=True)
    trainer = Trainer.of(settings)
    trainer.run(7)
    network = trainer.network
    matrices = {"weights_0_1": network.weights[0], "weights_1_2": network.weights[1]}
    matrices["bias_1"] = network.biases[0][np.newaxis]
    for name, matrix in matrices.items():
        rows = (tmp_path / f"class 7-{name}.csv").read_text().splitlines()[1:]
        found = np.array([row.split(",")[1:] for row in rows], dtype=np.float64)
        assert found.tobytes() == (matrix + 0.0).tobytes()
    table = np.genfromtxt(tmp_path / "class 7-patterns.csv", delimiter=",", names=True, dtype=None)
    lights = np.column_stack([table["light_1"], table["light_2"]])
    assert np.array_equal(table["prediction"], network.predict(lights))


def test_weights_are_those_of_the_end(tmp_path):
    streetlight("export", tmp_path / "w.npz", "--seed", 3, "--iterations", 12)
    done = streetlight("export", tmp_path, "--seed", 3, "--iterations", 12)
    assert len(done.out.splitlines()) == 2
    expected = trained(12, seed=3).network
    assert read_weights([tmp_path / "w.npz"]) == expected
    with (tmp_path / "weights_0_1.pickle.bin").open("rb") as file:
        loaded = pickle.load(file)  # noqa: S301 - as a notebook does
    assert loaded.tobytes() == expected.weights[0].tobytes()


def test_errors_have_all_their_digits(tmp_path):
    streetlight("export", tmp_path / "errors.csv")
    rows = np.genfromtxt(tmp_path / "errors.csv", delimiter=",", skip_header=1)
    trainer = trained()
    assert rows[:, 0].tolist() == [*range(1, 61)]
    assert rows[:, 1].tolist() == trainer.errors.tolist()
    assert rows[:, 2].tolist() == trainer.frozen_errors.tolist()


def test_a_session_file_is_exported_as_it_stands(tmp_path):
    run = Run(Settings.choose(Problem.preset("streetlights")))
    run.train(240)
    cursor, file = Cursor(run), tmp_path / "mine.streetlight"
    cursor.go_to(48)
    saved = replace(session_at(cursor, StopRule(40)), pattern=(1.0, 0.5, 0.0))
    write_session(saved, file)
    assert streetlight("export", tmp_path / "w.npz", file).code == 0
    assert read_weights([tmp_path / "w.npz"]) == trained(12).network
    assert streetlight("export", tmp_path / "copy.streetlight", file).code == 0
    assert read_session(tmp_path / "copy.streetlight") == saved


def test_other_bits_on_this_machine_are_told(tmp_path):
    file = tmp_path / "mine.streetlight"
    write_session(session_at(Cursor(Run(Settings.choose(Problem.preset("xor")))), StopRule()), file)
    fields = json.loads(file.read_text())
    fields["run"]["weights_at_end"][0] += 0.5
    file.write_text(json.dumps(fields))
    done = streetlight("export", tmp_path / "w.npz", file)
    assert done.code == 0
    assert "ends in other last digits, at most 0.5 apart" in done.err


def test_weights_come_in_as_a_start(tmp_path):
    streetlight("export", tmp_path, "--seed", 3)
    pickles = sorted(tmp_path.glob("*.bin"))
    session = tmp_path / "new.streetlight"
    assert streetlight("import", *pickles, "--out", session).code == 0
    assert read_session(session).recipe.settings.network() == trained(60, seed=3).network
    refused = streetlight("import", *pickles, "--problem", "xor", "--out", session)
    assert (refused.code, refused.out) == (2, "")
    assert "the weights are for 3 lights, but the training set has 2 lights" in refused.err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["export", "run.docx"], "a file to export must end in .streetlight, .ipynb, .py,"),
        (["export", "foo.csv"], "weights_0_1.csv, bias_1.csv, starts.csv, map.csv, or"),
        (["export", "bias_1.csv"], "the network has no bias_1, only weights_0_1, weights_1_2"),
        (["export", "diagram@11x.png"], "a picture can be up to 10 times as large, not 11"),
        (["export", "run.npz", "none.streetlight"], "none.streetlight cannot be read: No such"),
        (["export", "nowhere/run.npz"], "nowhere/run.npz cannot be written: No such file"),
        (["import", "none.npz", "--out", "a.streetlight"], "none.npz cannot be read: No such"),
        (["import", "none.npz", "--out", "a.npz"], "a session file must end in .streetlight"),
    ],
)
def test_what_cannot_be_done_is_said(words, sentence):
    done = streetlight(*words)
    assert (done.code, done.out) == (2, "")
    assert sentence in done.err
