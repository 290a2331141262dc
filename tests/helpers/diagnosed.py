"""Problems, networks and their training at random, and what the diagnosis says of them."""

import contextlib
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from hypothesis import strategies as st

from streetlight_gui.core import DivergenceError, Network, Problem, Trainer
from streetlight_gui.core.diagnosis import search
from streetlight_gui.core.diagnosis.case import Case
from streetlight_gui.core.diagnosis.finding import Remedy
from streetlight_gui.core.training.history import Curve
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.text.findings import sentence

NO_ERRORS = Curve(np.array([], dtype=np.int64), np.array([]))


class Finding(NamedTuple):
    """What a person reads of a finding."""

    text: str
    remedies: tuple[Remedy, ...] = ()


def settings_of(problem, alpha, **chosen):
    return replace(Settings.choose(problem), alpha=alpha, **chosen)


@np.errstate(all="ignore")  # of what runs away
def found_in(network, settings, errors):
    """Return the findings on a network."""
    return list(search.diagnose(Case(network, settings, errors)))


def diagnose(network, problem, errors, alpha, **chosen):
    """Return what a person reads of all findings."""
    findings = found_in(network, settings_of(problem, alpha, **chosen), errors)
    return [Finding(sentence(finding), finding.remedies) for finding in findings]


def train(problem, network, alpha=0.2, iterations=0):
    trainer = Trainer(problem, network, alpha)
    with contextlib.suppress(DivergenceError):
        trainer.run(iterations)
    return trainer


def findings_of(trainer):
    curve = trainer.history.online.curve()
    return diagnose(trainer.network, trainer.problem, curve, trainer.alpha)


def texts_of(trainer):
    return [finding.text for finding in findings_of(trainer)]


@st.composite
def problems(draw, lights=None):
    lights = lights or draw(st.integers(1, 6))
    light = st.sampled_from([0.0, 1.0, 1.0, 0.1, 0.5, 0.9])
    pattern = st.lists(light, min_size=lights, max_size=lights)
    kinds = draw(st.lists(pattern, min_size=1, max_size=5))
    rows = draw(st.lists(st.sampled_from(kinds), min_size=1, max_size=12))
    answer = st.sampled_from([0.0, 1.0, 1.0, 0.0, 0.3, -2.0, 1e3])
    return Problem(rows, draw(st.lists(answer, min_size=len(rows), max_size=len(rows))))


@st.composite
def networks(draw, lights):
    hidden = draw(st.lists(st.integers(1, 16), max_size=3))
    name = st.sampled_from(["relu", "relu", "relu", "tanh", "sigmoid", "linear"])
    names = draw(st.lists(name, min_size=len(hidden), max_size=len(hidden)))
    bias = draw(st.booleans())
    network = Network.random(lights, hidden, draw(st.integers(0, 999)), names, bias=bias)
    generator = np.random.RandomState(draw(st.integers(0, 999)))
    scale, shift = draw(st.sampled_from([0.0, 0.3, 1.0, 1.0, 1.0])), draw(st.floats(-1, 0.5))
    return network.with_parameters(
        scale * network.parameters + shift * generator.random_sample(network.parameters.shape)
    )


@st.composite
def trainings(draw):
    problem = draw(problems())
    return problem, draw(networks(problem.lights))
