"""Every number of the book's chapter 6."""

import numpy as np
import pytest
from book import BOOK, MIDDLE_LIGHT, STREETLIGHTS, book_trainer
from numpy.testing import assert_allclose

from streetlight_gui.core import DivergenceError, Network, Problem, Trainer
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.problems.problem import all_patterns
from streetlight_gui.core.training.settings import Settings

RELATIVE = 1e-9


def middle_light_trainer():
    start = Settings.choose(PRESETS["middle-light"])
    return Trainer(start.problem, start.network(), start.alpha)


def online_predictions(trainer):
    """Predict each example of one iteration just before training on it."""
    predictions = []
    for pattern in trainer.problem.patterns:
        predictions.append(trainer.network.predict([pattern])[0])
        trainer.step()
    return predictions


def assert_weights_are(network, expected):
    assert len(network.weights) == len(expected)
    for found, wanted in zip(network.weights, expected, strict=True):
        assert_allclose(found, wanted, rtol=RELATIVE)
        assert found.shape == np.shape(wanted)


def learns(seed):
    return book_trainer(seed=seed, iterations=60).errors[-1] < 0.01


@pytest.fixture(scope="module")
def finished():
    return book_trainer(iterations=60)


def test_streetlights_preset_is_the_books():
    problem, preset = Problem.preset("streetlights"), PRESETS["streetlights"]
    assert preset.problem is problem
    assert problem.patterns.tolist() == STREETLIGHTS["patterns"]
    assert problem.targets.tolist() == STREETLIGHTS["targets"]
    assert preset.alpha == STREETLIGHTS["alpha"]
    assert list(preset.hidden) == STREETLIGHTS["hidden"]


def test_initial_weights():
    network = Network.random(lights=3, hidden=(4,), seed=STREETLIGHTS["seed"])
    assert_weights_are(network, STREETLIGHTS["computed"]["initial_weights"])


def test_predictions_of_the_first_iteration_are_measured_online():
    expected = STREETLIGHTS["computed"]["first_iteration_predictions"]
    assert_allclose(online_predictions(book_trainer()), expected, rtol=RELATIVE, atol=1e-15)


def test_first_iteration_error():
    trainer = book_trainer(iterations=1)
    expected = STREETLIGHTS["computed"]["first_iteration_error"]
    assert trainer.errors == pytest.approx([expected], rel=RELATIVE)


def test_error_of_each_of_60_iterations(finished):
    assert finished.errors.shape == (60,)
    assert_allclose(finished.errors, STREETLIGHTS["computed"]["errors"], rtol=RELATIVE)


def test_errors_the_book_prints(finished):
    printed = STREETLIGHTS["printed"]
    found = finished.errors[np.array(printed["iterations"]) - 1]
    assert_allclose(found, printed["errors"], rtol=RELATIVE)


def test_frozen_errors(finished):
    expected = STREETLIGHTS["computed"]["frozen_errors_at"]
    found = {iteration: finished.frozen_errors[int(iteration) - 1] for iteration in expected}
    assert found == pytest.approx(expected, rel=RELATIVE)


def test_frozen_error_is_the_error_of_the_weights_after_the_iteration():
    trainer = book_trainer(iterations=7)
    misses = trainer.network.predict(trainer.problem.patterns) - trainer.problem.targets
    assert trainer.frozen_errors[-1] == pytest.approx((misses**2).sum(), rel=1e-12)


def test_final_weights(finished):
    assert_weights_are(finished.network, STREETLIGHTS["computed"]["final_weights"])


def test_predictions_for_every_pattern_after_60_iterations(finished):
    expected = STREETLIGHTS["computed"]["predictions_after_60"]
    patterns = all_patterns(3)
    names = ["".join(str(int(light)) for light in pattern) for pattern in patterns]
    found = dict(zip(names, finished.network.predict(patterns), strict=True))
    assert found == pytest.approx(expected, rel=RELATIVE, abs=1e-15)


def test_first_example_with_three_hidden_units():
    trainer = book_trainer(hidden=(3,))
    prediction = trainer.network.predict([[1, 0, 1]])[0]
    expected = STREETLIGHTS["hidden_3_first_example"]
    assert prediction == pytest.approx(expected["prediction"], rel=RELATIVE)
    assert (prediction - 1) ** 2 == pytest.approx(expected["error"], rel=RELATIVE)


@pytest.mark.parametrize("alpha", ["0.5", "0.8", "1.0", "1.5"])
def test_other_alphas(alpha):
    trainer = book_trainer(alpha=float(alpha), iterations=60)
    expected = STREETLIGHTS["alpha_after_60"][alpha]
    assert trainer.errors[-1] == pytest.approx(expected, rel=RELATIVE)


def test_how_many_of_the_first_hundred_seeds_learn():
    expected = STREETLIGHTS["learned_of_seeds_0_to_99"]
    learned = [learns(seed) for seed in range(100)]
    assert sum(learned) == expected["after_60"] == 49
    stuck = [seed for seed in range(10) if not learned[seed]]
    assert stuck == expected["stuck_below_seed_10"]


def test_middle_light_preset_is_the_books():
    start = Settings.choose(PRESETS["middle-light"])
    assert start.problem.patterns.tolist() == MIDDLE_LIGHT["patterns"]
    assert start.problem.targets.tolist() == MIDDLE_LIGHT["targets"]
    assert start.alpha == MIDDLE_LIGHT["alpha"]
    assert list(start.hidden) == MIDDLE_LIGHT["hidden"]
    assert [w.tolist() for w in start.network().weights] == MIDDLE_LIGHT["weights"]


def test_middle_light_first_predictions():
    expected = MIDDLE_LIGHT["printed"]["first_predictions"]
    assert_allclose(online_predictions(middle_light_trainer()), expected, rtol=RELATIVE)


def test_middle_light_errors():
    trainer = middle_light_trainer()
    trainer.run(iterations=len(MIDDLE_LIGHT["computed"]["errors"]))
    printed = MIDDLE_LIGHT["printed"]
    assert_allclose(trainer.errors, MIDDLE_LIGHT["computed"]["errors"], rtol=RELATIVE)
    assert_allclose(trainer.errors[:5], printed["errors_1_to_5"], rtol=RELATIVE)
    assert trainer.errors[39] == pytest.approx(printed["error_40"], rel=RELATIVE)


def test_runaway_training_stops_itself_and_says_why():
    expected = BOOK["diverges"]
    network = Network.random(3, expected["hidden"], expected["seed"])
    trainer = Trainer(Problem.preset("middle-light"), network, expected["alpha"])
    first_bad = expected["first_non_finite_iteration"]
    with pytest.raises(DivergenceError) as caught:
        trainer.run(iterations=1000)
    assert (caught.value.iteration + 1, caught.value.alpha) == (first_bad, 1.5)
    assert trainer.iteration == first_bad - 1 == 209
    assert len(trainer.errors) == len(trainer.frozen_errors) == 209
    assert np.isfinite(trainer.errors).all()
    assert np.isfinite(trainer.frozen_errors).all()
    assert np.isfinite(trainer.network.weights[0]).all()
