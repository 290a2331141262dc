"""What the diagnosis says of the presets that are known to fail, and of networks of other kinds."""

import numpy as np
import pytest
from diagnosed import (
    NO_ERRORS,
    Finding,
    diagnose,
    findings_of,
    found_in,
    settings_of,
    texts_of,
    train,
)
from judge import STREETLIGHTS
from runs import zero_network

from streetlight_gui.core import Network, Problem
from streetlight_gui.core.checks.formatting import rounded
from streetlight_gui.core.diagnosis.finding import Kind, Remedy
from streetlight_gui.core.nn.penalty import Penalty, PenaltyKind
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.training.history import Curve

MIDDLE_LIGHT = PRESETS["middle-light"]
NEVER_FIRE = (
    "never fire: the sums that reach them are 0 or less for every pattern, so their gradient is 0"
)
NEVER_FIRES = (
    "never fires: the sums that reach it are 0 or less for every pattern, so its gradient is 0"
)
LINEAR = "each light adds the same, whatever the others are (linear)"
ALL_0 = "For every example in training the prediction is 0 and "


@pytest.mark.parametrize("iterations", [60, 1000])
def test_a_learned_network_is_told_of_its_never_firing_units_and_no_more(iterations):
    trainer = train(STREETLIGHTS, Network.random(3, (4,), 1), iterations=iterations)
    text = f"2 of 4 hidden units {NEVER_FIRE} and they cannot change."
    assert findings_of(trainer) == [Finding(text)]


def test_a_learned_network_whose_units_all_fire_is_told_nothing():
    trainer = train(MIDDLE_LIGHT.problem, MIDDLE_LIGHT.given, 0.1, 200)
    assert findings_of(trainer) == []


def test_while_errors_fall_the_remedy_is_to_run_on():
    trainer = train(STREETLIGHTS, Network.random(3, (4,), 1), iterations=1)
    assert not trainer.are_all_right()
    (finding,) = (each for each in findings_of(trainer) if "wrong" in each.text)
    assert finding.remedies == (Remedy.RUN_ON,)


def test_before_anything_ran_there_is_nothing_to_run_on():
    trainer = train(STREETLIGHTS, Network.random(3, (4,), 1))
    wrong = "2 of 4 are wrong, most of all for 0 1 1: it says STOP, the answer is WALK."
    assert findings_of(trainer)[-1] == Finding(wrong)


def test_what_has_run_away_is_to_be_restarted_with_a_smaller_alpha():
    trainer = train(MIDDLE_LIGHT.problem, MIDDLE_LIGHT.given, 1.5, iterations=150)
    assert np.isfinite(trainer.errors).all()
    findings = findings_of(trainer)
    assert findings[0].text.endswith("alpha 1.5 is too large.")
    assert findings[0].remedies == (Remedy.RESTART_SMALLER,)
    remedies = {remedy for finding in findings for remedy in finding.remedies}
    assert not remedies & {Remedy.RUN_ON, Remedy.SMALLER_ALPHA}


def test_a_stuck_start():
    trainer = train(STREETLIGHTS, Network.random(3, (4,), 2), iterations=1000)
    new_units = (Remedy.FIND_START, Remedy.ADD_UNIT)
    assert findings_of(trainer) == [
        Finding(
            "For 1 0 1 every hidden unit gives 0 (none fires), so it teaches nothing (gradient 0).",
            new_units,
        ),
        Finding(f"3 of 4 hidden units {NEVER_FIRE} and they cannot change.", new_units),
        Finding("1 of 4 is wrong: for 1 0 1 it says STOP, the answer is WALK."),
        Finding("No progress for 973 iterations: while training the error stays at 1.", new_units),
    ]


def test_too_large_an_alpha_is_seen_before_the_first_update():
    trainer = train(STREETLIGHTS, Network.random(3, (4,), 1), alpha=1.5)
    update = "The update for 1 0 1 would take its own error from 0.3697 to 1.775"
    remedies = (Remedy.SMALLER_ALPHA, Remedy.RESTART_SMALLER)
    too_large = Finding(f"{update}: alpha 1.5 is too large.", remedies)
    assert findings_of(trainer)[0] == too_large
    trainer.step(1)
    error = (trainer.network.predict([[1, 0, 1]]).item() - 1) ** 2
    assert f"{error:.4g}" == "1.775"


def test_units_that_updates_stopped_may_do_better_with_a_smaller_alpha():
    trainer = train(STREETLIGHTS, Network.random(3, (4,), 1), alpha=1.5, iterations=150)
    text = f"{ALL_0}nothing can change (gradient 0), so the error stays at 2."
    frozen = Finding(text, (Remedy.RESTART_SMALLER, Remedy.FIND_START))
    assert frozen in findings_of(trainer)
    assert findings_of(trainer)[0].remedies == frozen.remedies
    assert "is too large" not in " ".join(texts_of(trainer))


@pytest.mark.parametrize(
    ("before", "is_as_ever"), [(1.9, False), (1.9999, False), (2.000001, True)]
)
def test_updates_stopped_the_units_where_the_error_was_another_one(before, is_as_ever):
    network, curve = Network([-np.ones((3, 4)), np.ones((4, 1))]), [np.arange(1, 3), [before, 2.0]]
    settings = settings_of(STREETLIGHTS, 0.2)
    frozen = found_in(network, settings, Curve(*map(np.array, curve)))[0]
    assert frozen.kind is Kind.ALL_GRADIENTS_ZERO
    assert (Remedy.RESTART_SMALLER in frozen.remedies) != is_as_ever


def test_units_that_never_fired_need_a_new_start():
    network = Network([-np.ones((3, 4)), np.ones((4, 1))])
    frozen = findings_of(train(STREETLIGHTS, network, iterations=5))[0]
    assert frozen.text.startswith(f"{ALL_0}nothing can change")
    assert frozen.remedies == (Remedy.FIND_START, Remedy.ADD_UNIT)


def test_an_error_that_rises_without_end():
    trainer = train(STREETLIGHTS, Network.random(3, (), 1), alpha=1.5, iterations=3)
    text = (
        "While training the error rose from 8.907 to 142.8 in the last 2 iterations: "
        "alpha 1.5 is too large."
    )
    remedies = (Remedy.SMALLER_ALPHA, Remedy.RESTART_SMALLER)
    assert findings_of(trainer)[0] == Finding(text, remedies)


def test_an_error_that_a_penalty_may_raise():
    trainer = train(STREETLIGHTS, Network.random(3, (), 1), alpha=1.5, iterations=3)
    curve, penalty = trainer.history.online.curve(), Penalty(PenaltyKind.L2, 0.5)
    text = diagnose(trainer.network, STREETLIGHTS, curve, 1.5, penalty=penalty)[0].text
    assert text.endswith(
        "in the last 2 iterations: alpha 1.5 or the penalty's strength 0.5 is too large."
    )


def test_an_error_that_was_lower():
    trainer = train(STREETLIGHTS, Network.random(3, (4,), 22), iterations=1000)
    text = "While training the error was 0.001005 in iteration 84 and 1.324 in the last."
    remedies = (Remedy.RESTART_SMALLER, Remedy.SMALLER_ALPHA)
    assert findings_of(trainer)[0] == Finding(text, remedies)


def test_the_rule_needs_a_hidden_layer():
    trainer = train(STREETLIGHTS, Network.random(3, (), 1), 0.1, iterations=400)
    text = f"Without a hidden layer {LINEAR}: the error cannot fall below 1."
    assert findings_of(trainer)[0] == Finding(text, (Remedy.ADD_HIDDEN_LAYER,))
    stays = Finding(
        "No progress for 327 iterations: while training the error stays at 1.235.",
        (Remedy.SMALLER_ALPHA, Remedy.ADD_HIDDEN_LAYER),
    )
    assert findings_of(trainer)[-1] == stays
    assert train(STREETLIGHTS, trainer.network, 0.01, 1000).errors[-1] < 1.03


@pytest.mark.parametrize(("bias", "bound"), [(False, "1.333"), (True, "1")])
def test_xor_without_a_hidden_layer_with_and_without_bias(bias, bound):
    trainer = train(Problem.preset("xor"), Network.random(2, (), 4, bias=bias), 0.1, 300)
    text = f"Without a hidden layer {LINEAR}: the error cannot fall below {bound}."
    assert text in texts_of(trainer)


def test_linear_hidden_units_are_no_better_than_none():
    trainer = train(Problem.preset("xor"), Network.random(2, (3, 2), 4, "linear"), 0.1, 300)
    text = f"With only linear units {LINEAR}: the error cannot fall below 1.333."
    assert findings_of(trainer)[0] == Finding(text, (Remedy.USE_RELU,))


def test_xor_with_all_lights_off_is_linear_while_relu_cuts_off_nothing():
    network = Network([[[0.2, 0.4], [0.3, 0.1]], [[0.5], [0.5]]])
    text = texts_of(train(Problem.preset("xor"), network))[0]
    assert "(linear)" in text
    assert "cannot fall below 1.333." in text
    bent = Network([[[0.2, 0.4], [0.3, -0.1]], [[0.5], [0.5]]])
    assert "linear" not in " ".join(texts_of(train(Problem.preset("xor"), bent)))
    biases = [[-0.05, 0], [0]]
    bent = Network([[[0.2, 0.4], [0.3, 0.1]], [[0.5], [0.5]]], biases=biases)
    assert "linear" not in " ".join(texts_of(train(Problem.preset("xor"), bent)))


@pytest.mark.parametrize("activation", ["tanh", "sigmoid"])
def test_bent_units_are_never_called_linear(activation):
    trainer = train(STREETLIGHTS, Network.random(3, (4,), 1, activation))
    assert "linear" not in " ".join(texts_of(trainer))


def test_contradicting_examples():
    problem = Problem([[0, 1], [0, 1], [0, 1], [1, 0], [1, 1]], [1, 0, 0, 0, 0.3])
    text = "0 1 has two answers, WALK and STOP: the error cannot fall below 0.6667."
    finding = Finding(text, (Remedy.EDIT_EXAMPLES,))
    assert finding in findings_of(train(problem, Network.random(2, (4,), 1)))


@pytest.mark.parametrize(
    ("targets", "text"),
    [
        (
            [1, 0, 0.5, 0],
            "0 1 has 3 answers, such as WALK and STOP: the error cannot fall below 0.5.",
        ),
        (
            [1, 1, 0.5, 0],
            "0 1 has two answers, WALK and 0.5: the error cannot fall below 0.1667.",
        ),
    ],
)
def test_several_contradicting_answers(targets, text):
    problem = Problem([[0, 1], [0, 1], [0, 1], [1, 1]], targets)
    assert text in texts_of(train(problem, Network.random(2, (4,), 1)))


def test_several_contradicted_patterns():
    problem = Problem([[0.5, 1], [0.5, 1], [1, 0], [1, 0]], [1, 0, 0, 2])
    text = (
        "2 patterns have more than one answer, such as 0.5 1 WALK and STOP: the error cannot fall "
        "below 2.5."
    )
    assert text in texts_of(train(problem, Network.random(2, (4,), 1)))


def test_when_only_the_contradiction_is_left_the_examples_need_editing():
    problem = Problem([[0, 1], [0, 1], [1, 0]], [1, 0, 0])
    trainer = train(problem, Network.random(2, (), 1), 0.01, iterations=3000)
    last = findings_of(trainer)[-1]
    assert last.text.startswith("No progress for ")
    assert last.remedies == (Remedy.EDIT_EXAMPLES,)


def test_all_lights_off_needs_a_bias_for_any_other_output_than_0():
    nor = Problem([[0, 0], [0, 1], [1, 0], [1, 1]], [1, 0, 0, 0])
    text = "Without biases the prediction for 0 0 is always 0: the error cannot fall below 1."
    finding = Finding(text, (Remedy.ADD_BIAS, Remedy.EDIT_EXAMPLES))
    assert finding in findings_of(train(nor, Network.random(2, (4,), 1)))
    assert finding in findings_of(train(nor, Network.random(2, (4,), 1, "tanh")))
    assert finding not in findings_of(train(nor, Network.random(2, (4,), 1, bias=True)))
    assert finding not in findings_of(train(nor, Network.random(2, (4,), 1, "sigmoid")))
    assert "For 0 0" not in " ".join(texts_of(train(nor, Network.random(2, (4,), 1))))


@pytest.mark.parametrize(
    ("activation", "bias", "start"),
    [
        ("relu", False, f"{ALL_0}nothing can change"),
        ("tanh", False, f"{ALL_0}nothing can change"),
        ("linear", False, f"{ALL_0}nothing can change"),
        ("relu", True, "Every example in training gets the same prediction, 0.4972, and always "),
        ("tanh", True, "Every example in training gets the same prediction, 0.4972, and always "),
        (
            "sigmoid",
            False,
            "All 4 hidden units are alike and change alike (same gradient): they stay ",
        ),
        (
            "sigmoid",
            True,
            "All 4 hidden units are alike and change alike (same gradient): they stay ",
        ),
    ],
)
def test_a_start_with_all_weights_0(activation, bias, start):
    network = zero_network(2, (4,), activation, bias=bias)
    findings = findings_of(train(Problem.preset("xor"), network, 0.1, iterations=300))
    assert len([finding for finding in findings if finding.text.startswith(start)]) == 1
    remedies = {remedy for finding in findings for remedy in finding.remedies}
    assert Remedy.FIND_START in remedies
    assert not remedies & {Remedy.SMALLER_ALPHA, Remedy.LARGER_ALPHA}


def test_deeper_units_may_wake_unless_a_whole_layer_never_fires():
    first = [[1.0, -1.0], [1.0, -1.0], [1.0, -1.0]]
    half, none = [[1.0, -1.0], [1.0, 1.0]], [[-1.0, -1.0], [1.0, 1.0]]
    awake = Network([first, half, [[0.1], [0.1]]])
    dead = Network([first, none, [[0.1], [0.1]]])
    text = f"1 of 2 units of layer_1 {NEVER_FIRES} and it cannot change."
    assert text in texts_of(train(STREETLIGHTS, awake))
    assert (
        f"1 of 2 units of layer_2 {NEVER_FIRES} and only a change in layer_1 can wake it."
    ) in texts_of(train(STREETLIGHTS, awake))
    text = f"2 of 2 units of layer_2 {NEVER_FIRE} and they cannot change."
    assert text in texts_of(train(STREETLIGHTS, dead))


def test_behind_a_layer_that_never_fires_biases_may_still_change_a_layer():
    network = Network(
        [-np.ones((3, 2)), np.ones((2, 2)), [[1.0, -1.0], [1.0, -1.0]], np.ones((2, 1))],
        biases=[[0, 0], [1, 1], [0, 0], [0]],
    )
    texts = texts_of(train(STREETLIGHTS, network))
    assert texts[0] == (
        "Every example in training gets the same prediction, 2, and always will: the error cannot "
        "fall below 1."
    )
    waking = "and only a change in layer_2 can wake it."
    assert f"1 of 2 units of layer_3 {NEVER_FIRES} {waking}" in texts


def test_right_behind_a_layer_that_never_fires_a_unit_stays_so():
    network = Network(
        [-np.ones((3, 2)), np.ones((2, 2)), np.ones((2, 1))], biases=[[0, 0], [1, -1], [0]]
    )
    trainer = train(STREETLIGHTS, network, 0.05)
    for _ in range(2):
        found = found_in(trainer.network, settings_of(STREETLIGHTS, 0.05), NO_ERRORS)
        facts = [each.facts for each in found if each.kind is Kind.NEVER_FIRING]
        layers = {each["layer"]: (each["never"], each["stays"]) for each in facts}
        assert layers == {1: (2, True), 2: (1, True)}
        trainer.run(20)
    assert trainer.network.weights[1].tolist() == network.weights[1].tolist()
    assert trainer.network.biases[1][1] == -1


def test_units_of_0_that_have_a_gradient_do_not_stay_so():
    network = Network([np.zeros((3, 2)), [[1.0], [-1.0]]], "tanh")
    trainer = train(STREETLIGHTS, network)
    assert texts_of(trainer) == [
        "2 of 4 are wrong, most of all for 1 0 1: it says STOP, the answer is WALK."
    ]
    trainer.run(1)
    assert np.ptp(trainer.network.predict(STREETLIGHTS.patterns)) > 0.1


def test_an_example_that_no_unit_fires_for_among_right_ones_stops_everything():
    problem = Problem([[1, 0], [0, 1]], [1, 1])
    trainer = train(problem, Network([[[-1.0], [1.0]], [[1.0]]]))
    text = "For every example in training nothing can change (gradient 0), so the error stays at 1."
    assert texts_of(trainer)[0] == text
    before = trainer.network.parameters
    trainer.run(10)
    assert trainer.network.parameters.tobytes() == before.tobytes()


def test_a_unit_that_fires_for_a_dimmed_example_alone_does_fire():
    network = Network([[[1.0, 1.0]], [[1.0], [-2.0]], [[0.1]]], biases=[[0, -0.5], [0], [0]])
    text = " ".join(texts_of(train(Problem([[0.5]], [1]), network)))
    assert "of layer_2" not in text
    text = " ".join(texts_of(train(Problem([[1]], [1]), network)))
    assert f"1 of 1 units of layer_2 {NEVER_FIRES} and it cannot change." in text


def test_units_are_alike_only_if_all_their_weights_and_their_biases_are():
    first, biases = np.full((3, 2), 0.5), [[0.1, 0.1], [0.3]]
    alike = (
        "All 2 hidden units are alike and change alike (same gradient): they stay alike and do the "
    )
    same = texts_of(train(STREETLIGHTS, Network([first, [[0.1], [0.1]]], "sigmoid")))
    assert f"{alike}work of one." in same
    same = texts_of(train(STREETLIGHTS, Network([first, [[0.1], [0.1]]], "sigmoid", biases)))
    assert f"{alike}work of one." in same
    before = [[0.5, 0.5], [0.5, 0.5], [0.5, 0.4]]
    for different in (
        Network([first, [[0.1], [0.2]]], "sigmoid"),
        Network([before, [[0.1], [0.1]]], "sigmoid"),
        Network([first, [[0.1], [0.1]]], "sigmoid", [[0.1, 0.2], [0.3]]),
    ):
        assert "alike" not in " ".join(texts_of(train(STREETLIGHTS, different)))


def test_a_penalty_changes_what_has_no_gradient():
    network = Network([-np.ones((3, 4)), np.ones((4, 1))])
    penalty = Penalty(PenaltyKind.L1, 0.1)
    texts = [f.text for f in diagnose(network, STREETLIGHTS, NO_ERRORS, 0.2, penalty=penalty)]
    units = f"4 of 4 hidden units {NEVER_FIRE} and only the penalty changes their weights."
    assert texts[:2] == [
        f"{ALL_0}the error changes nothing (gradient 0): only the penalty changes the weights.",
        units,
    ]
    biased = network.rebuilt("relu", bias=True)
    texts = [f.text for f in diagnose(biased, STREETLIGHTS, NO_ERRORS, 0.2, penalty=penalty)]
    assert "always" not in " ".join(texts)


def test_answers_other_than_walk_and_stop():
    network = Network([[[2.0], [0.0]]])
    text = "1 of 1 is wrong: for 0.9 0.3 it says 1.8, the answer is 3."
    assert text in texts_of(train(Problem([[0.9, 0.3]], [3]), network))


def test_an_alpha_that_is_too_small_and_one_that_is_not():
    trainer = train(STREETLIGHTS, Network.random(3, (4,), 1), 1e-6, iterations=300)
    last = findings_of(trainer)[-1]
    assert last.text == "No progress for 300 iterations: while training the error stays at 1.362."
    assert last.remedies[0] is Remedy.LARGER_ALPHA


@pytest.mark.parametrize("value", [np.inf, np.nan, 1e200])
def test_numbers_that_have_run_away_are_the_only_finding(value):
    network = Network.random(3, (4,), 1)
    runaway = network.with_parameters(np.full_like(network.parameters, value))
    (finding,) = diagnose(runaway, STREETLIGHTS, NO_ERRORS, 0.2)
    assert "no longer finite" in finding.text
    assert finding.remedies == (Remedy.RESTART_SMALLER,)


def test_training_that_ran_away_is_diagnosed_where_it_stopped():
    trainer = train(STREETLIGHTS, Network.random(3, (), 1), 1.5, iterations=3000)
    assert trainer.iteration < 3000
    assert Remedy.RESTART_SMALLER in findings_of(trainer)[0].remedies


def test_numbers_have_four_digits_and_zero_no_sign():
    numbers = [-0.0, 1.0, 2 / 3, -1234.56, 1e-20]
    assert [*map(rounded, numbers)] == ["0", "1", "0.6667", "-1235", "1e-20"]


def test_wrong_answers_are_counted_as_often_as_they_come_and_right_ones_are_not_named():
    problem = Problem([[1, 0], [0, 1], [0, 1]], [1, 1, 1])
    texts = texts_of(train(problem, Network([[[3.0], [0.4]]])))
    assert texts == ["2 of 3 are wrong, most of all for 0 1: it says STOP, the answer is WALK."]


def test_an_update_is_tried_only_where_training_makes_it_like_that():
    network = Network.random(3, (4,), 1)

    def is_tried(**settings):
        found = diagnose(network, STREETLIGHTS, NO_ERRORS, 1.5, **settings)
        return found[0].text.startswith("The update for ")

    assert is_tried()
    assert is_tried(penalty=Penalty(PenaltyKind.L2, 0))
    assert not is_tried(penalty=Penalty(PenaltyKind.L2, 0.1))
    assert not is_tried(batch=2)
    assert not is_tried(batch=0)


def test_the_update_that_is_tried_is_chosen_by_biases_too():
    network = Network([[[0.0]]], biases=[[0.0]])
    texts = texts_of(train(Problem([[0], [1]], [1.1, 0.95]), network, alpha=2.1))
    assert texts[0] == (
        "The update for 1 would take its own error from 0.9025 to 9.242: alpha 2.1 is too large."
    )


@pytest.mark.parametrize(
    ("weight", "alpha", "overshoots"),
    [(0.25, 3, False), (0.25, 3.01, True), (1, 2.22, False), (1, 2.23, True)],
)
def test_an_update_overshoots_to_more_than_a_quarter_and_than_half_as_much_again(
    weight, alpha, overshoots
):
    """It takes the weight, which is the output, to `weight * (1 - alpha)`."""
    findings = diagnose(Network([[[weight]]]), Problem([[1]], [0]), NO_ERRORS, alpha)
    assert ("The update for 1 would take" in " ".join(f.text for f in findings)) == overshoots


def test_an_update_beyond_all_numbers():
    trainer = train(Problem([[1]], [0]), Network([[[1e152]]]), alpha=1000)
    assert texts_of(trainer)[0] == (
        "The update for 1 would take its own error from 1e+304 to no finite number: alpha 1000 is "
        "too large."
    )


def test_answers_whose_squares_are_infinite_are_to_be_edited():
    problem = Problem([[1], [0]], [1e308, 0])
    (found,) = diagnose(Network.random(1), problem, NO_ERRORS, alpha=0.2)
    assert found.text.startswith("The answers are too large")
    assert found.remedies == (Remedy.EDIT_EXAMPLES,)
