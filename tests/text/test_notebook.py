"""Notebooks and scripts: executed, they are the run."""

import os
import subprocess
import sys
from dataclasses import replace

import nbformat
import pytest
from nbclient import NotebookClient

from streetlight_gui.core.nn.penalty import Penalty, PenaltyKind
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.replay.changes import Change
from streetlight_gui.core.replay.recipe import Recipe
from streetlight_gui.core.replay.run import Run
from streetlight_gui.core.storage.weights_file import read_weights
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.text.notebook import notebook_text, script_text

BOOK = Settings.choose(PRESETS["streetlights"])
RUNS = {
    "book": BOOK,
    "two layers": BOOK.with_hidden((3, 2)),
    "three layers, bias": replace(BOOK.with_hidden((4, 3, 2)), bias=True, alpha=0.05),
    "penalty": replace(BOOK, penalty=Penalty(PenaltyKind.L2, 0.001)),
    "batches, shuffled": replace(Settings.choose(PRESETS["dimmer"]), batch=3, order_seed=5),
}


def run_of(settings):
    """Return a run with changes in the middle of iterations."""
    run = Run(settings)
    run.train(50)
    run.change(Change(50, replace(settings, alpha=settings.alpha / 2)))
    run.train(31)
    run.change(Change(81, weight=1, value=0.25))
    run.train(120)
    return run


def printed_by(run):
    errors = run.live.history.online.recent
    return "".join(f"Error: {error:.25f}\n" for error in errors[9::10])


def assert_left_in(folder, run, settings):
    names = sorted(path.name for path in folder.glob("*.pickle.bin"))
    read = read_weights([folder / name for name in names], settings.activations)
    assert read.parameters.tobytes() == run.live.network.parameters.tobytes()


@pytest.mark.parametrize("name", RUNS)
def test_jupyter_executes_a_notebook_to_the_same_bits(name, tmp_path):
    run = run_of(RUNS[name])
    notebook = nbformat.reads(notebook_text(Recipe.of(run)), as_version=4)
    resources = {"metadata": {"path": str(tmp_path)}}
    NotebookClient(notebook, timeout=60, resources=resources).execute()
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    texts = [output.text for cell in cells for output in cell.outputs]
    assert "".join(texts) == printed_by(run)
    assert_left_in(tmp_path, run, RUNS[name])


def test_a_script_needs_only_numpy(tmp_path):
    run = run_of(BOOK)
    script = tmp_path / "run.py"
    script.write_text(script_text(Recipe.of(run)), encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": ""}
    finished = subprocess.run(
        [sys.executable, script],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (finished.returncode, finished.stderr) == (0, "")
    assert finished.stdout == printed_by(run)
    assert_left_in(tmp_path, run, BOOK)


def test_the_same_run_is_the_same_file():
    recipe = Recipe.of(run_of(BOOK))
    assert notebook_text(recipe) == notebook_text(recipe)
    assert script_text(recipe).startswith("# Streetlights\n")
