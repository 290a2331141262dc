"""Every setting of the window, on the console."""

import json
from dataclasses import replace

import numpy as np
import pytest
from command import streetlight
from hypothesis import given
from runs import changed_runs

from streetlight_gui.core.nn.network import Network
from streetlight_gui.core.nn.penalty import Penalty, PenaltyKind
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.replay.cursor import Cursor
from streetlight_gui.core.replay.run import Run
from streetlight_gui.core.replay.saved_session import session_at
from streetlight_gui.core.storage.session_file import read_session, write_session
from streetlight_gui.core.storage.weights_file import npz_bytes, write_pickles
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.core.training.stopping import StopRule
from streetlight_gui.core.training.trainer import Trainer

BOOK = Settings.choose(PRESETS["streetlights"])
XOR = Settings.choose(PRESETS["xor"], (3, 2))
PAIRS = [
    (["--bias", "--batch", "2", "--order-seed", "7"],
     replace(BOOK, bias=True, batch=2, order_seed=7)),
    (["--batch=all", "--l1", "0.01"],
     replace(BOOK, batch=0, penalty=Penalty(PenaltyKind.L1, 0.01))),
    (["--l2", "0.1", "--activation", "tanh"],
     replace(BOOK, penalty=Penalty(PenaltyKind.L2, 0.1), activations=("tanh",))),
    (["--start", "zero", "--bias"], replace(BOOK, seed=None, given=None, bias=True)),
    (["--problem", "xor", "--hidden", "3,2", "--activation", "sigmoid,relu"],
     replace(XOR, activations=("sigmoid", "relu"))),
]  # fmt: skip


def report(*words):
    done = streetlight("train", "--format", "json", *words)
    assert (done.code, done.err) == (0, "")
    return json.loads(done.out)


@pytest.mark.parametrize(("words", "settings"), PAIRS, ids=lambda each: str(each)[:30])
def test_each_setting_trains_as_it_does_in_the_window(words, settings):
    found, trainer = report(*words, "--iterations", 30), Trainer.of(settings)
    trainer.run(30)
    assert found["errors"] == trainer.errors.tolist()
    told = {"none": 0.0, settings.penalty.kind.value: settings.penalty.strength}
    assert (found["l1"], found["l2"]) == (told.get("L1", 0.0), told.get("L2", 0.0))
    assert (found["bias"], found["order_seed"]) == (settings.bias, settings.order_seed)
    assert found["batch"] == (settings.batch or "all")
    assert found["activations"] == list(settings.activations)
    assert found.get("biases", []) == [each.tolist() for each in trainer.network.biases]


def test_a_run_stops_below_an_error(tmp_path):
    errors = report("--iterations", 500, "--stop-below", 0.1)["errors"]
    whole = report("--iterations", 500)["errors"]
    assert errors == whole[: len(errors)]
    assert errors[-1] < 0.1 <= min(errors[:-1])
    printed = streetlight("train", "--iterations", 500, "--stop-below", 0.1, "--every", 1).out
    assert len(printed.splitlines()) == len(errors)
    words = "--iterations", 500, "--stop-below", 0.1
    assert streetlight("export", tmp_path / "errors.csv", *words).code == 0
    assert len((tmp_path / "errors.csv").read_text().splitlines()) == len(errors) + 1


def test_a_run_stops_when_all_is_right():
    trainer, found = Trainer.of(BOOK), report("--iterations", 500, "--stop-when-right")
    trainer.run(len(found["errors"]) - 1)
    assert not trainer.are_all_right()
    trainer.run(1)
    assert trainer.are_all_right()
    assert found["weights"] == [matrix.tolist() for matrix in trainer.network.weights]


def test_weights_of_files_are_a_start(tmp_path):
    generator = np.random.default_rng(5)
    weights = [generator.uniform(-1, 1, shape) for shape in ((3, 5), (5, 1))]
    network = Network(weights, biases=[generator.uniform(-1, 1, size) for size in (5, 1)])
    npz, folder = tmp_path / "w.npz", tmp_path / "pickles"
    npz.write_bytes(npz_bytes(network))
    folder.mkdir()
    files = write_pickles(network, folder)
    trainer = Trainer.of(BOOK.starting_from(network))
    trainer.run(4)
    each = [word for file in files for word in ("--start", file)]
    for words in (["--start", npz], ["--start", folder, "--hidden", 5], each):
        found = report(*words, "--iterations", 4)
        assert found["errors"] == trainer.errors.tolist()
        assert (found["seed"], found["start"], found["bias"]) == (None, "given", True)


@given(changed_runs())
def test_a_session_file_prints_the_errors_of_its_run(tmp_path_factory, run):
    file = tmp_path_factory.mktemp("session") / "mine.streetlight"
    cursor = Cursor(run)
    cursor.go_to(len(run) // 2)
    write_session(session_at(cursor, StopRule()), file)
    expected = run.live.history.online.recent.tolist()
    assert report(file)["errors"] == expected
    assert streetlight("train", file).out == "".join(f"Error: {e:.25f}\n" for e in expected[9::10])
    lights = [1] * run.settings.problem.lights
    predicted = float(cursor.trainer.network.predict([lights])[0])
    assert float(streetlight("predict", file, *lights).out.split()[1]) == pytest.approx(predicted)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--seed", 1, "--start", "zero"], "--seed and --start both make the start weights"),
        (["--l1", 1, "--l2", 1], "--l1 and --l2 are two penalties"),
        (["--activation", "relu,tanh"], "--activation has 2 names, the network 1 hidden layer"),
        (["--hidden", "none", "--activation", "tanh"], "the network 0 hidden layers"),
        (["--activation", "step"], "activation must be one of relu, tanh, sigmoid, linear, not"),
        (["--batch", "10001"], "batch must be a whole number from 1 to 10,000, or 'all'"),
        (["--start", "none.npz"], "none.npz cannot be read"),
        (["--start", "."], "no name in it ends in .pickle.bin"),
        (["mine.streetlight"], "mine.streetlight cannot be read"),
    ],
)
def test_what_does_not_go_together_is_said(words, sentence, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = streetlight("train", *words)
    assert (done.code, done.out) == (2, "")
    assert sentence in done.err


def test_a_session_file_and_options_do_not_go_together(tmp_path):
    file = tmp_path / "mine.streetlight"
    write_session(session_at(Cursor(Run(BOOK)), StopRule()), file)
    for command in (["train"], ["predict", 1, 0, 1], ["gui"], ["screenshot", "a.png"], []):
        words = [*command[:1], file, *command[1:], "--seed", 0, "--bias"]
        done = streetlight(*words)
        assert (done.code, done.out) == (2, "")
        assert "a session file says it all: leave out --seed and --bias" in done.err


def test_the_hidden_layers_of_weights_are_theirs(tmp_path):
    file = tmp_path / "w.npz"
    file.write_bytes(npz_bytes(Network.random(3, (4,), 1)))
    done = streetlight("train", "--start", file, "--hidden", "8,8")
    assert "the weights are those of 1 hidden layer of 4: leave --hidden out" in done.err
    assert streetlight("train", "--start", file).out == streetlight("train", "--seed", 1).out


def test_weights_come_in_with_settings(tmp_path):
    file, session = tmp_path / "w.npz", tmp_path / "new.streetlight"
    network = Network.random(3, (2, 3), 9, bias=True)
    file.write_bytes(npz_bytes(network))
    words = "--activation", "tanh,relu", "--l2", 0.1, "--out", session
    assert streetlight("import", file, *words).code == 0
    expected = replace(BOOK.starting_from(network), activations=("tanh", "relu"))
    expected = replace(expected, penalty=Penalty(PenaltyKind.L2, 0.1))
    assert read_session(session).recipe.settings.network() == expected.network()
    assert read_session(session).recipe.settings.penalty == expected.penalty
