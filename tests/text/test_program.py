"""A run as a program: executed, it prints the same errors and ends in bitwise the same weights."""

import contextlib
import io

import numpy as np
from hypothesis import given
from runs import changed_runs

from streetlight_gui.core.nn.parts import named_parameters
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.replay.recipe import Recipe
from streetlight_gui.core.storage.pickled_array import read_pickled_array
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.text.program import program


def executed(recipe, folder):
    """Run the program of a recipe, where its files go into a folder; return what it prints."""
    variables, printed = {}, io.StringIO()
    with (
        contextlib.chdir(folder),
        contextlib.redirect_stdout(printed),
        np.errstate(all="ignore"),
    ):
        for section in program(recipe):
            exec(section.code, variables)  # noqa: S102
    return printed.getvalue()


@given(changed_runs())
def test_it_is_the_run_bit_for_bit(tmp_path_factory, run):
    folder, errors = tmp_path_factory.mktemp("program"), run.live.history.online.recent
    printed = executed(Recipe.of(run), folder)
    assert printed == "".join(f"Error: {error:.25f}\n" for error in errors[9::10])
    for name, values in named_parameters(run.live.network).items():
        file = folder / f"{name}.pickle.bin"
        assert read_pickled_array(file.read_bytes()).tobytes() == values.tobytes()


BOOK_LOOP = """
for iteration in range(60):
    layer_2_error = 0
    for i in range(len(lights)):
        layer_0 = lights[i:i+1]
"""


def test_the_books_program_is_the_books_loop():
    recipe = Recipe(Settings.choose(PRESETS["streetlights"]), (), 240)
    text = "\n".join(each.code for each in program(recipe))
    assert BOOK_LOOP in text
    assert text.count("for i in") == 1
    assert "np.random.seed(1)" in text


def test_names_stand_beside_the_examples_and_the_program_still_runs(tmp_path):
    problem = Problem([[0, 1], [1, 1]], [1, 0], names=["x1", "#2", "q"])
    recipe = Recipe(Settings.choose(problem), (), 40)
    text = "\n".join(each.code for each in program(recipe))
    assert "# lights: x1, #2; answer: q\n" in text
    assert "layer_0 = lights[i:i+1]  # x1, #2; answer: q\n" in text
    assert executed(recipe, tmp_path).count("Error: ") == 2
