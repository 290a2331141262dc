"""Whatever the problem and the network: no exception, and what the diagnosis says is true."""

import re

import numpy as np
from diagnosed import NO_ERRORS, diagnose, texts_of, train, trainings
from hypothesis import assume, given
from hypothesis import strategies as st
from judge import digits, words
from numpy.testing import assert_allclose

from streetlight_gui.core import Problem
from streetlight_gui.core.diagnosis.finding import Remedy
from streetlight_gui.core.nn.penalty import Penalty, PenaltyKind
from streetlight_gui.core.problems.problem import all_patterns
from streetlight_gui.core.training.history import Curve

ANY_SIZE = st.sampled_from([0.0, 1e-300, 1.0, 1e10, 1e155, 1e300, np.inf, np.nan])


@given(st.data())
def test_no_network_and_no_problem_makes_it_raise(data):
    problem, network = data.draw(trainings())
    if data.draw(st.booleans()):
        targets = problem.targets.copy()
        targets[0] = data.draw(st.sampled_from([1e-300, -1e150, 1e300, 1.7e308]))
        problem = Problem(problem.patterns, targets)
    size = data.draw(ANY_SIZE)
    with np.errstate(all="ignore"):
        network = network.with_parameters(network.parameters * size)
    gaps = data.draw(st.lists(st.integers(1, 60), max_size=40))
    values = st.one_of(st.floats(0, 1e308), st.just(1.0))
    errors = data.draw(st.lists(values, min_size=len(gaps), max_size=len(gaps)))
    curve = Curve(np.cumsum(gaps, dtype=np.int64), np.array(errors))
    penalty = Penalty(data.draw(st.sampled_from(PenaltyKind)), data.draw(st.floats(0, 10)))
    alpha, batch = data.draw(st.floats(1e-12, 1000)), data.draw(st.integers(0, 20))
    findings = diagnose(network, problem, curve, alpha, penalty=penalty, batch=batch)
    for finding in findings:
        assert finding.text.endswith(".")
        assert not re.search(r"\b(nan|inf)\b|-0\b(?!\.)|\. ", finding.text)
        assert all(isinstance(remedy, Remedy) for remedy in finding.remedies)
    assert len({finding.text for finding in findings}) == len(findings)


@given(trainings(), st.integers(0, 30))
def test_what_is_said_to_stay_stays(training, iterations):
    problem, network = training
    trainer = train(problem, network, 0.05, iterations)
    text = " ".join(texts_of(trainer))
    before, after = trainer.network, train(problem, trainer.network, 0.05, 10).network
    for k in range(1, len(network.hidden) + 1):
        units = "hidden units" if len(network.hidden) == 1 else f"units of layer_{k}"
        found = re.findall(rf"(\d+) of \d+ {units} [^.]+ cannot change", text)
        assert unchanged_units(before, after, k).sum() >= sum(map(int, found))
    outputs = after.predict(problem.patterns)
    assume((np.abs(outputs) < 1e9).all())  # else training has run away
    if "nothing can change" in text:
        assert after.parameters.tobytes() == before.parameters.tobytes()
    if "the same prediction" in text or "the prediction is" in text:
        assert np.ptp(outputs) <= 1e-12 * max(1, np.abs(outputs).max())
    error = ((outputs - problem.targets) ** 2).sum()
    for bound in re.findall(r"(?<!for now )the error cannot fall below (\S+\d)", text):
        assert error >= float(bound) * (1 - 1e-3)


@given(trainings(), st.sampled_from([0.05, 1.0]), st.integers(0, 10))
def test_what_is_said_of_now_is_so(training, alpha, iterations):
    problem, network = training
    trainer = train(problem, network, alpha, iterations)
    now, text = trainer.network, " ".join(texts_of(trainer))
    if "(linear)" in text:
        ones = np.ones((len(problem), 1))
        inputs = np.hstack([problem.patterns, ones]) if now.biases else problem.patterns
        outputs = now.predict(problem.patterns)
        best = inputs @ np.linalg.lstsq(inputs, outputs, rcond=None)[0]
        assert_allclose(best, outputs, atol=1e-9 * max(1, np.abs(outputs).max()))
    for pattern in re.findall(r"(?:For|such as) ([\d. ]+),? every (?:hidden )?unit", text):
        layers = now.forward([[*map(float, pattern.split())]])
        assert not layers[-2].any()
    for pattern, low, high in re.findall(r"for ([\d. ]+) would take .* from (\S+) to (\S+):", text):
        is_it = [words(row) == pattern for row in problem.patterns]
        singles = [
            train(Problem([row], [target]), now, alpha, 1)
            for row, target in zip(problem.patterns[is_it], problem.targets[is_it], strict=True)
        ]
        assert (low, high) in [(digits(t.errors[-1]), digits(t.frozen_errors[-1])) for t in singles]
    if "are alike" in text:
        k = int(re.findall(r"layer_(\d) are alike", text + "layer_1 are alike")[0])
        assert np.ptp(train(problem, now, 0.01, 3).network.weights[k], axis=0).max() < 1e-9


def unchanged_units(before, after, k):
    """Tell for each unit of a layer whether all its weights and its bias are the same."""
    same = (before.weights[k - 1] == after.weights[k - 1]).all(axis=0)
    same &= (before.weights[k] == after.weights[k]).all(axis=1)
    if before.biases:
        same &= before.biases[k - 1] == after.biases[k - 1]
    return same


@given(trainings())
def test_never_firing_units_are_those_that_no_pattern_and_no_example_makes_fire(training):
    problem, network = training
    every = np.vstack([all_patterns(problem.lights), problem.patterns])
    text = " ".join(finding.text for finding in diagnose(network, problem, NO_ERRORS, 0.2))
    for k, activation in enumerate(network.activations, start=1):
        where = "hidden units" if len(network.hidden) == 1 else f"units of layer_{k}"
        found = re.findall(rf"(\d+) of (\d+) {where} never", text)
        never = ~(network.forward(every)[k] > 0).any(axis=0)
        has_any = activation.name == "relu" and never.any()
        assert found == ([(str(never.sum()), str(len(never)))] if has_any else [])
