"""The notebook's variables: as its program leaves them, as phases reach them, as text to take."""

import csv
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from notebook import execute
from runs import any_settings

from streetlight_gui.core import DivergenceError, Problem
from streetlight_gui.core.checks.formatting import exact
from streetlight_gui.core.nn.parts import Edge, edge_name
from streetlight_gui.core.replay.cursor import Cursor, StepUnit
from streetlight_gui.core.replay.run import Run
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.text.variable import NOT_YET, Variable
from streetlight_gui.text.variables import moment_text, variables

BOOK = Settings.choose(Problem.preset("streetlights"))
WEIGHTS = ["weights_0_1", "weights_1_2"]
GIVEN = {"alpha", "lights", "answers", *WEIGHTS}  # before anything has run


def at(settings=BOOK, *, updates=0, phases=0, shows_each_example=True):
    """Take down a moment some updates and then some phases after the start."""
    cursor = Cursor(Run(settings))
    cursor.advance(updates)
    for _ in range(phases):
        cursor.step(StepUnit.PHASE)
    return Snapshot.take(0, cursor, shows_each_example=shows_each_example)


def by_name(snapshot):
    return {each.name: each for each in variables(snapshot)}


def value_of(variable):
    return variable.value.reshape(variable.shape)


def of_array(array):
    shape = array.shape
    table = array.reshape((1,) * (2 - array.ndim) + shape)
    unit, row = "unit {}".format, "row {}".format
    return Variable("x", table, shape, table.shape, row, unit, "{row} {column}")


# What the program leaves.


@given(any_settings(), st.integers(1, 4))
def test_variables_are_what_the_notebook_has(settings, iterations):
    updates = iterations * settings.sampler.updates_per_iteration
    try:
        found = by_name(at(settings, updates=updates))
    except DivergenceError:
        assume(False)
    program = execute(settings, iterations)
    weights = {name for name in program if name.startswith(("weights_", "bias_", "layer_"))}
    shuffles = {"order"} & set(program)
    assert set(found) == weights | shuffles | {"alpha", "i", "iteration", "lights", "answers"}
    for name, variable in found.items():
        expected = np.asarray(program[name])
        assert variable.shape == expected.shape, name
        np.testing.assert_allclose(value_of(variable), expected, rtol=1e-9, atol=1e-12)


def test_they_stand_in_the_order_of_the_diagram():
    forward = ["layer_0", "weights_0_1", "layer_1", "weights_1_2", "layer_2"]
    back = ["layer_2_delta", "layer_1_delta"]
    others = ["layer_2_error", "alpha", "i", "iteration", "lights", "answers"]
    assert list(by_name(at())) == forward + back + others
    biased = list(by_name(at(replace(BOOK, bias=True))))
    assert biased[:4] == ["layer_0", "weights_0_1", "bias_1", "layer_1"]


def test_what_is_held_out_comes_last_and_is_counted_on():
    ruled = BOOK.problem.holding_out(([[1, 1, 0], [0, 1, 0]], [0.25, 1]))
    found = by_name(at(replace(BOOK, problem=ruled), updates=1))
    assert list(found)[-4:] == ["lights", "answers", "held_out_lights", "held_out_answers"]
    assert value_of(found["held_out_lights"]).tolist() == [[1, 1, 0], [0, 1, 0]]
    assert value_of(found["held_out_answers"]).tolist() == [[0.25], [1]]
    said = "held_out_answers[1, 0], answer of example 6, held out: 1.0"
    assert found["held_out_answers"].read(1, 0, exact) == said
    assert found["held_out_answers"].as_csv().splitlines() == [
        "held_out_answers,answer",
        "example 5,0.25",
        "example 6,1.0",
    ]
    assert "held_out_lights" not in by_name(at())


def test_an_order_pasted_beside_the_examples_finds_the_example_of_the_moment():
    shuffled, namespace = replace(BOOK, order_seed=3, batch=2), {"np": np}
    before = by_name(at(shuffled))["order"]
    assert (before.shape, before.value) == ((4,), None)
    snapshot = at(shuffled, updates=4)  # the second half of the second iteration
    order = by_name(snapshot)["order"]
    assert order.read(2, 0, exact).startswith("order[2], which example has place 3, from 0: ")
    exec("".join(each.as_numpy() for each in variables(snapshot)), namespace)  # noqa: S102
    assert namespace["order"].tolist() == np.random.default_rng([3, 1]).permutation(4).tolist()
    chosen = namespace["order"][namespace["i"] : namespace["i"] + 2]
    assert namespace["lights"][chosen].tolist() == namespace["layer_0"].tolist()
    rows = [row.split(",") for row in order.as_csv().splitlines()]
    assert rows[0] == ["order", "index"]
    assert [int(index) for _, index in rows[1:]] == namespace["order"].tolist()


def test_in_phases_variables_come_one_after_the_other():
    moments = [variables(at(phases=phases)) for phases in range(5)]
    has = [{each.name for each in found if each.value is not None} for found in moments]
    added = [after - before for before, after in pairwise(has)]
    assert has[0] == GIVEN
    assert added == [
        {"iteration", "layer_2_error", "i", "layer_0", "layer_1"},
        {"layer_2"},
        {"layer_2_delta"},
        {"layer_1_delta"},
    ]


def test_what_the_last_phase_computed_is_fresh():
    fresh = []
    for updates, phases in [(0, 0), (0, 1), (0, 2), (0, 3), (0, 4), (1, 0)]:
        found = by_name(at(updates=updates, phases=phases)).values()
        fresh.append([each.name for each in found if each.is_fresh])
    errors = ["layer_2_delta", "layer_2_error"]
    assert fresh == [[], ["layer_1"], ["layer_2"], errors, ["layer_1_delta"], WEIGHTS]


def test_weights_are_those_of_the_moment():
    before, after = by_name(at(updates=4, phases=4)), by_name(at(updates=5))
    for name in WEIGHTS:
        change = before[name].value - after[name].value
        k = WEIGHTS.index(name)
        layer, delta = before[f"layer_{k}"].value, before[f"layer_{k + 1}_delta"].value
        np.testing.assert_allclose(change, 0.2 * layer.T @ delta, rtol=1e-9, atol=1e-15)


def test_a_batch_that_is_shorter_than_others_leaves_room():
    short = by_name(at(replace(BOOK, batch=3), updates=2))["layer_1"]
    assert short.shape == (1, 4)
    assert short.size == (3, 4)
    assert short.number(0, 0) is not None
    assert short.number(2, 0) is None
    assert short.read(2, 0, exact) == f"layer_1[2, 0], unit 1 of layer_1 for no example: {NOT_YET}"


# In words.


def test_each_number_says_where_it_is():
    found = by_name(at(replace(BOOK, bias=True), updates=1))
    weight = found["weights_0_1"].number(0, 2)
    says = {
        ("weights_0_1", 0, 2): f"weights_0_1[0, 2], from light 1 to unit 3 of layer_1: {weight!r}",
        ("weights_1_2", 3, 0): "weights_1_2[3, 0], from unit 4 of layer_1 to the output: ",
        ("bias_1", 0, 3): "bias_1[3], bias of unit 4 of layer_1: ",
        ("layer_0", 0, 1): "layer_0[0, 1], light 2 for 1 0 1: 0.0",
        ("layer_1", 0, 2): "layer_1[0, 2], unit 3 of layer_1 for 1 0 1: ",
        ("layer_2_delta", 0, 0): "layer_2_delta[0, 0], delta of the output for 1 0 1: ",
        ("alpha", 0, 0): "alpha, the learning rate: 0.2",
        ("lights", 1, 2): "lights[1, 2], light 3 of example 2: 1.0",
        ("answers", 1, 0): "answers[1, 0], answer of example 2: 1.0",
    }
    for (name, row, column), text in says.items():
        assert found[name].read(row, column, exact).startswith(text), name


@pytest.mark.parametrize("bias", [False, True])
def test_numbers_of_weights_know_their_edges(bias):
    settings = replace(BOOK.with_hidden((3, 2)), bias=bias)
    edges = []
    for each in variables(at(settings)):
        for row in range(each.size[0]):
            for column in range(each.size[1]):
                edge = each.part(row, column, settings.sizes)
                assert isinstance(edge, Edge) == each.name.startswith(("weights", "bias"))
                if isinstance(edge, Edge):
                    edges.append(edge)
                    assert each.read(row, column, exact).startswith(edge_name(edge, settings.sizes))
    assert len(set(edges)) == len(edges) == settings.network().parameters.size
    assert Edge(1, 2, 1) in edges


def test_it_says_which_example_it_is_about_and_whether_weights_are_newer():
    assert "Nothing has run yet" in moment_text(at())
    texts = [moment_text(at(updates=4, phases=phases)) for phases in range(1, 5)]
    first = "answer WALK; phase"
    assert [text.split("\n") for text in (texts[0], texts[3])] == [
        [f"{first} 1: hidden layers forward", "The weights are those before this update."],
        [f"{first} 4: backpropagate", "The weights are those before this update."],
    ]
    assert moment_text(at(updates=5)).split("\n") == [
        f"{first} 5: update the weights",
        "Layers and deltas are from before this update.",
    ]
    batch = moment_text(at(replace(BOOK, batch=3), updates=1))
    assert batch.startswith("and 2 more; phase 5")
    assert "too fast" in moment_text(at(updates=5, shows_each_example=False))


# As text to take along.


@given(
    arrays(
        np.float64,
        st.sampled_from([(), (1,), (5,), (1, 1), (3, 4), (4, 1), (0, 3)]),
        elements=st.floats(width=64) | st.just(-0.0),
    )
)
def test_numpy_text_gives_the_same_array_bit_by_bit(array):
    namespace = {"np": np}
    exec(of_array(array).as_numpy(), namespace)  # noqa: S102
    found = np.asarray(namespace["x"], dtype=float)
    assert found.size == 0 or found.shape == array.shape
    expected = array + 0.0  # no -0.0
    assert np.array_equal(found.reshape(array.shape), expected, equal_nan=True)
    assert "-0.0," not in of_array(array).as_numpy()


def test_all_of_it_pasted_is_a_notebook_at_this_moment():
    snapshot, namespace = at(updates=7), {"np": np}
    exec("".join(each.as_numpy() for each in variables(snapshot)), namespace)  # noqa: S102
    network = snapshot.network
    for name, weights in zip(WEIGHTS, network.weights, strict=True):
        assert namespace[name].tobytes() == weights.tobytes()
    prediction = np.maximum(namespace["lights"] @ namespace["weights_0_1"], 0)
    prediction = prediction @ namespace["weights_1_2"]
    np.testing.assert_allclose(prediction[:, 0], network.predict(namespace["lights"]), rtol=1e-12)
    assert (namespace["alpha"], namespace["iteration"], namespace["i"]) == (0.2, 1, 2)


def test_before_anything_has_run_what_is_missing_is_a_comment():
    text = "".join(each.as_numpy() for each in variables(at()))
    namespace = {"np": np}
    exec(text, namespace)  # noqa: S102
    assert set(namespace) >= GIVEN
    assert f"# layer_1_delta: {NOT_YET}" in text


@given(arrays(np.float64, (3, 4), elements=st.floats(allow_nan=False)))
def test_csv_has_names_and_all_digits(array):
    rows = list(csv.reader(of_array(array).as_csv().splitlines()))
    assert rows[0] == ["x", "unit 0", "unit 1", "unit 2", "unit 3"]
    assert [row[0] for row in rows[1:]] == ["row 0", "row 1", "row 2"]
    assert [[float(cell) for cell in row[1:]] for row in rows[1:]] == array.tolist()
