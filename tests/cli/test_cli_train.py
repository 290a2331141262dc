"""`streetlight train`: the notebook's table, and everything as JSON."""

import json
import re

import pytest
from command import BOOK, streetlight

from streetlight_gui.core import Network, Problem, Trainer

LINE = re.compile(r"Error: \d+\.\d{25}")
KEYS = {
    *("problem", "seed", "alpha", "hidden", "activations", "bias", "l1", "l2", "batch"),
    *("order_seed", "start", "stop_below", "stop_when_right"),
    *("errors", "frozen_errors", "weights", "predictions"),
}
HELD_OUT_KEYS = {"held_out", "held_out_errors"}


def errors_in(text):
    lines = text.splitlines()
    assert all(LINE.fullmatch(line) for line in lines)
    return [float(line.removeprefix("Error: ")) for line in lines]


def refuse(constant):
    raise AssertionError(f"{constant} is not a finite number")


def report(*arguments, code=0):
    """Return what the JSON says, after checking the exit code."""
    result = streetlight("train", "--format", "json", *arguments)
    assert result.code == code
    return json.loads(result.out, parse_constant=refuse)


def trainer_of(iterations, seed=1, alpha=0.2):
    network = Network.random(lights=3, hidden=(4,), seed=seed)
    trainer = Trainer(Problem.preset("streetlights"), network, alpha)
    trainer.run(iterations)
    return trainer


def test_the_table_is_the_books():
    result = streetlight("train")
    assert (result.code, result.err) == (0, "")
    printed = BOOK["streetlights"]["printed"]["errors"]
    assert errors_in(result.out) == pytest.approx(printed, rel=1e-9)


def test_the_table_is_what_the_notebook_prints_digit_by_digit():
    trainer = trainer_of(iterations=60)
    expected = "".join(f"Error: {error:.25f}\n" for error in trainer.errors[9::10])
    assert streetlight("train").out == expected


@pytest.mark.parametrize(
    ("iterations", "every", "lines"), [(60, 10, 6), (60, 1, 60), (7, 3, 2), (5, 10, 0), (25, 10, 2)]
)
def test_every_says_which_iterations_are_printed(iterations, every, lines):
    result = streetlight("train", "--iterations", iterations, "--every", every)
    expected = trainer_of(iterations).errors[every - 1 :: every]
    assert errors_in(result.out) == pytest.approx(expected.tolist(), rel=1e-12)
    assert len(expected) == lines


def test_printing_one_error_copies_no_others(monkeypatch):
    expected = errors_in(streetlight("train").out)
    monkeypatch.delattr(Trainer, "errors")
    assert errors_in(streetlight("train").out) == expected


def test_json_holds_exactly_these_keys_and_two_where_answers_are_held_out():
    assert report("--problem", "xor").keys() == KEYS
    assert report().keys() == KEYS | HELD_OUT_KEYS


def test_json_tells_what_the_streetlights_rule_says_of_patterns_never_seen():
    found = report("--seed", 13, "--iterations", 300)
    assert found["errors"] == trainer_of(300, seed=13).errors.tolist()
    patterns = [[0, 0, 0], [0, 1, 0], [1, 0, 0], [1, 1, 0]]
    assert [each["pattern"] for each in found["held_out"]] == patterns
    assert [each["answer"] for each in found["held_out"]] == [0, 1, 1, 0]
    assert [each["right"] for each in found["held_out"]] == [True, False, False, True]
    predictions = [each["prediction"] for each in found["held_out"]]
    assert predictions == pytest.approx(found["predictions"][::2], rel=1e-12)
    squares = [(each["prediction"] - each["answer"]) ** 2 for each in found["held_out"]]
    assert found["held_out_errors"][-1] == pytest.approx(sum(squares))
    assert len(found["held_out_errors"]) == 300


def test_the_weights_are_those_without_held_out_answers():
    found, network = report("--iterations", 25), trainer_of(25).network
    assert found["weights"] == [matrix.tolist() for matrix in network.weights]


def test_json_of_the_books_run():
    found, book = report(), BOOK["streetlights"]
    computed = book["computed"]
    assert (found["problem"], found["seed"], found["alpha"], found["hidden"]) == (
        *("streetlights", 1, 0.2, [4]),
    )
    assert found["errors"] == pytest.approx(computed["errors"], rel=1e-9)
    assert len(found["frozen_errors"]) == 60
    assert found["frozen_errors"][9] == pytest.approx(computed["frozen_errors_at"]["10"], rel=1e-9)
    for matrix, expected in zip(found["weights"], computed["final_weights"], strict=True):
        for row, expected_row in zip(matrix, expected, strict=True):
            assert row == pytest.approx(expected_row, rel=1e-9)


def test_json_predictions_are_in_counting_order():
    expected = BOOK["streetlights"]["computed"]["predictions_after_60"]
    in_order = [expected[pattern] for pattern in sorted(expected)]
    assert report()["predictions"] == pytest.approx(in_order, rel=1e-9, abs=1e-15)


def test_json_holds_the_errors_of_every_iteration_whatever_is_printed():
    found = report("--iterations", 23, "--every", 10)
    assert found["errors"] == trainer_of(23).errors.tolist()
    assert found["frozen_errors"] == trainer_of(23).frozen_errors.tolist()


def test_json_is_one_line_and_nothing_else():
    result = streetlight("train", "--format", "json", "--every", 1)
    assert result.out.count("\n") == 1
    assert result.err == ""


@pytest.mark.parametrize(
    ("hidden", "sizes"),
    [("4", [4]), ("8,8", [8, 8]), ("2,3,4", [2, 3, 4]), ("none", [])],
)
def test_hidden_layers(hidden, sizes):
    found = report("--hidden", hidden, "--iterations", 2)
    assert found["hidden"] == sizes
    expected = list(zip([3, *sizes], [*sizes, 1], strict=True))
    assert [(len(matrix), len(matrix[0])) for matrix in found["weights"]] == expected


def test_seed_and_alpha_are_used():
    found = report("--seed", 3, "--alpha", 0.1, "--iterations", 5)
    assert (found["seed"], found["alpha"]) == (3, 0.1)
    assert found["errors"] == trainer_of(5, seed=3, alpha=0.1).errors.tolist()


def test_middle_light_begins_with_the_books_weights():
    found, book = report("--problem", "middle-light", "--iterations", 40), BOOK["middle_light"]
    assert (found["problem"], found["seed"], found["hidden"]) == ("middle-light", None, [])
    assert found["alpha"] == book["alpha"]
    assert found["errors"] == pytest.approx(book["computed"]["errors"][:40], rel=1e-9)


def test_middle_light_with_a_seed_does_not():
    found = report("--problem", "middle-light", "--seed", 1, "--iterations", 1)
    assert found["seed"] == 1
    assert found["errors"][0] != pytest.approx(2.6561231104)


RUNAWAY = ("--problem", "middle-light", "--seed", 1, "--alpha", 1.5, "--iterations", 300)


def test_runaway_training_ends_with_a_reason():
    result = streetlight("train", *RUNAWAY)
    assert result.code == 1
    assert re.search(r"iteration 210 .*alpha 1\.5 is too large", result.err)
    assert result.err.count("\n") == 1
    assert len(errors_in(result.out)) == 20


def test_json_of_runaway_training_holds_finite_numbers():
    found = report(*RUNAWAY, code=1)
    assert len(found["errors"]) == len(found["frozen_errors"]) == 209
    values = [*found["errors"], *found["frozen_errors"], *found["predictions"]]
    assert all(isinstance(value, float) for value in values)


def test_json_holds_no_frozen_error_that_ran_away():
    # Of this run the frozen error overflows before the online one does.
    found = report(
        *("--hidden", "none", "--seed", 0, "--alpha", 3, "--iterations", 300),
        code=1,
    )
    assert len(found["errors"]) == len(found["frozen_errors"]) == 136
    assert all(isinstance(error, float) for error in found["errors"] + found["frozen_errors"])
