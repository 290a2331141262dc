"""What tests of training share: any settings in range, and the functions the notebook defines."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
from hypothesis import strategies as st

from streetlight_gui.core import DivergenceError, Network, Problem, Trainer
from streetlight_gui.core.nn.activations import ACTIVATIONS
from streetlight_gui.core.nn.penalty import Penalty, PenaltyKind
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.replay.changes import Change
from streetlight_gui.core.replay.run import Run
from streetlight_gui.core.training.settings import Settings

PENALTIES = (Penalty(), Penalty(PenaltyKind.L1, 0.01), Penalty(PenaltyKind.L2, 0.1))
FUNCTIONS = {
    "relu": lambda x: (x > 0) * x,
    "relu2deriv": lambda output: output > 0,
    "tanh": np.tanh,
    "tanh2deriv": lambda output: 1 - output**2,
    "sigmoid": lambda x: 1 / (1 + np.exp(-x)),
    "sigmoid2deriv": lambda output: output * (1 - output),
}


def random_network(lights, hidden, names, generator, *, bias):
    """Make a network of random weights; its biases are random too, not 0."""
    sizes = [lights, *hidden, 1]
    weights = [generator.uniform(-1, 1, shape) for shape in pairwise(sizes)]
    biases = [generator.uniform(-1, 1, size) for size in sizes[1:]] if bias else ()
    return Network(weights, names, biases)


@st.composite
def any_settings(draw, depth=None, activation=None, largest=6):
    """Draw settings of any shape, order, batch and penalty; the start weights are given."""
    lights, depths = draw(st.integers(1, largest)), (0, 3) if depth is None else (depth, depth)
    sizes = st.lists(st.integers(1, largest), min_size=depths[0], max_size=depths[1])
    hidden = tuple(draw(sizes))
    named = st.sampled_from(sorted(ACTIVATIONS)) if activation is None else st.just(activation)
    names, bias = draw(st.tuples(*[named] * len(hidden))), draw(st.booleans())
    generator, examples = np.random.default_rng(draw(st.integers(0, 999))), draw(st.integers(1, 7))
    patterns = generator.integers(0, 11, (examples, lights)) / 10
    return Settings(
        Problem(patterns, generator.integers(0, 2, examples)),
        hidden,
        names,
        alpha=draw(st.sampled_from([0.001, 0.05, 0.2])),
        seed=None,
        given=random_network(lights, hidden, names, generator, bias=bias),
        bias=bias,
        penalty=draw(st.sampled_from(PENALTIES)),
        batch=draw(st.integers(0, examples + 1)),
        order_seed=draw(st.none() | st.integers(0, 99)),
    )


@st.composite
def trainers(draw, **limits):
    """Draw trainers that are some updates on their way."""
    trainer = Trainer.of(draw(any_settings(**limits)))
    try:
        trainer.step(draw(st.integers(0, 9)))
    except DivergenceError:
        trainer = Trainer.of(draw(any_settings(**limits)))
    return trainer


def zero_network(lights, hidden=(4,), activation="relu", *, bias=False):
    """Make a network whose weights are all 0."""
    network = Network.random(lights, hidden, 0, activation, bias=bias)
    return network.with_parameters(np.zeros_like(network.parameters))


def gradients(network, patterns, targets):
    """Return the gradients that training uses, in arrays shaped like the weights."""
    return network.layout.split(network.propagation(patterns, targets).gradient)[0]


def bits(network):
    """Return all weights and biases as bytes."""
    return network.parameters.tobytes()


def exhausted(generator):
    """Return all that a generator yields, and its value."""
    yielded = []
    while True:
        try:
            yielded.append(next(generator))
        except StopIteration as end:
            return yielded, end.value


CHANGES = ["alpha", "batch", "order_seed", "problem", "activations", "weight", "held out"]


def _drawn_change(draw, run):
    """Draw a change of one kind at a run's end."""
    settings, moment = run.settings_at(len(run)), len(run)
    kind, problem = draw(st.sampled_from(CHANGES)), settings.problem
    if kind == "weight":
        index = draw(st.integers(0, settings.network().parameters.size - 1))
        return Change(moment, weight=index, value=draw(st.floats(-2, 2)))
    other = {
        "alpha": lambda: {"alpha": draw(st.floats(1e-6, 0.3))},
        "batch": lambda: {"batch": draw(st.integers(0, 5))},
        "order_seed": lambda: {"order_seed": draw(st.none() | st.integers(0, 2**32 - 1))},
        "problem": lambda: {"problem": problem.edited(problem.patterns, 1 - problem.targets)},
        "activations": lambda: {"activations": ("tanh",) * len(settings.hidden)},
        "held out": lambda: {"problem": problem.holding_out((problem.patterns, problem.targets))},
    }
    return Change(moment, replace(settings, **other[kind]()))


@st.composite
def changed_runs(draw):
    """Draw runs with some changes on their way: of presets, or of any settings."""
    settings = draw(
        st.sampled_from([Settings.choose(each) for each in PRESETS.values()]) | any_settings()
    )
    run = Run(settings)
    for updates in draw(st.lists(st.integers(0, 30), max_size=5)):
        try:
            run.train(updates)
        except DivergenceError:
            break
        run.change(_drawn_change(draw, run))
    return run
