"""A run as a script for PyTorch: executed, it trains to the same numbers but for last digits."""

import contextlib
import io

import numpy as np
import pytest
from hypothesis import given
from runs import changed_runs

from streetlight_gui.core.nn.parts import named_parameters
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.replay.recipe import Recipe
from streetlight_gui.core.replay.run import Run
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.text.torch_script import torch_text


@given(changed_runs())
def test_it_trains_to_the_same_numbers(tmp_path_factory, run):
    torch = pytest.importorskip("torch")
    torch.set_num_threads(1)  # such small tensors only wait for other threads
    variables, printed, errors = {}, io.StringIO(), run.live.history.online.recent
    with (
        contextlib.chdir(tmp_path_factory.mktemp("torch")),
        contextlib.redirect_stdout(printed),
    ):
        exec(torch_text(Recipe.of(run)), variables)  # noqa: S102
        saved = torch.load("weights.pt")
    found = [float(line.removeprefix("Error: ")) for line in printed.getvalue().splitlines()]
    assert found == pytest.approx(errors[9::10], rel=1e-6, abs=1e-12)
    for name, values in named_parameters(run.live.network).items():
        np.testing.assert_allclose(saved[name].numpy(), values, rtol=1e-6, atol=1e-9)


def test_the_book_s_needs_nothing_but_torch_and_is_short():
    run = Run(Settings.choose(PRESETS["streetlights"]))
    run.train(240)
    text = torch_text(Recipe.of(run))
    compile(text, "run.torch.py", "exec")
    assert "numpy" not in text
    assert text.count("\n") < 60
    assert "optimizer = torch.optim.SGD([weights_0_1, weights_1_2], lr=0.2)" in text
