"""What a sweep trains, how it is cut, and what came of it."""

import pickle
from dataclasses import replace

import numpy as np
import pytest

from streetlight_gui.core import DivergenceError, Network, Problem, Trainer
from streetlight_gui.core.ensemble.block import layout_of
from streetlight_gui.core.ensemble.chunk_run import run_chunk
from streetlight_gui.core.ensemble.judging import judge, judged_answers
from streetlight_gui.core.ensemble.outcomes import Level, Outcome, Outcomes
from streetlight_gui.core.ensemble.start_parameters import start_parameters
from streetlight_gui.core.ensemble.sweep import Cell, Sweep, grid
from streetlight_gui.core.ensemble.training import train
from streetlight_gui.core.nn.penalty import Penalty, PenaltyKind
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.problems.values import are_right
from streetlight_gui.core.training.settings import BOOK, Settings

BOOKS = Settings.choose(BOOK)
L2 = Penalty(PenaltyKind.L2, 0.01)


def outcomes_of(sweep):
    return Outcomes.joined([run_chunk(chunk).outcomes for chunk in sweep.chunks()])


def test_a_grid_has_a_cell_for_each_combination():
    axes = {"alpha": [0.1, 0.2], "hidden": [(), (3, 2)], "activation": ["tanh"], "penalty": [L2]}
    cells = grid(BOOKS, 70, axes)
    found = [(each.settings.alpha, each.settings.hidden) for each in cells]
    assert found == [(0.1, ()), (0.1, (3, 2)), (0.2, ()), (0.2, (3, 2))]
    assert [each.settings.activations for each in cells[:2]] == [(), ("tanh", "tanh")]
    assert {(each.settings.penalty, each.iterations) for each in cells} == {(L2, 70)}
    assert [each.iterations for each in grid(BOOKS, 1, {"iterations": [5, 9]})] == [5, 9]


def test_units_and_layers_are_of_layers_that_are_all_alike():
    settings = replace(BOOKS.with_hidden((4, 3)), activations=("relu", "tanh"))
    layers = grid(settings, 10, {"layers": [1, 2, 3]})
    assert [each.settings.hidden for each in layers] == [(3,), (3, 3), (3, 3, 3)]
    assert [{*each.settings.activations} for each in layers] == [{"tanh"}] * 3
    units = grid(settings, 10, {"units": [5]}) + grid(BOOKS.with_hidden(()), 10, {"units": [5]})
    assert [each.settings.hidden for each in units] == [(5, 5), (5,)]
    (cell,) = grid(BOOKS, 10, {"units": [5], "layers": [2]})
    assert (cell.settings.hidden, cell.settings.activations) == ((5, 5), ("relu", "relu"))


def test_a_cell_is_that_of_settings_with_any_start_and_anything_held_out():
    cell = Cell(replace(BOOKS, seed=7), 60)
    given = replace(BOOKS, seed=None, given=Network.random(3, (4,), 2))
    held_out = BOOKS.holding_out(([(1, 1, 0)], [0]))
    for same in (BOOKS, given, held_out, Settings.choose(PRESETS["streetlights"])):
        assert cell.trains_as(same)
    edited = BOOKS.with_problem(BOOKS.problem.edited(np.eye(3), np.ones(3)))
    others = BOOKS.with_hidden((5,)), Settings.choose(PRESETS["xor"]), edited
    for change in ({"alpha": 0.1}, {"bias": True}, {"order_seed": 1}):
        assert not cell.trains_as(replace(BOOKS, **change))
    for other in others:
        assert not cell.trains_as(other)


@pytest.mark.parametrize(
    ("cells", "seeds", "sentence"),
    [
        ((), range(3), "at least one setting"),
        (grid(BOOKS, 10, {}), range(5, 2), "at least one seed"),
        (grid(BOOKS, 10, {}), range(0, 9, 2), "without gaps"),
        (grid(BOOKS, 10, {}), range(-1, 2), "seed must be a whole number from 0"),
        (grid(BOOKS, 10, {}), range(10**12), "seed must be a whole number from 0"),
        (grid(BOOKS, 0, {}), range(3), "iterations must be a whole number from 1"),
        (grid(BOOKS, 10, {"alpha": [0.0]}), range(3), "alpha must be a number above 0"),
        (grid(BOOKS, 10, {"hidden": [(17,)]}), range(3), "1 to 16 units"),
        (grid(BOOKS, 10, {"activation": ["step"]}), range(3), "activation must be one of"),
        (grid(BOOKS, 10, {"batch": [-1]}), range(3), "batch must be a whole number"),
    ],
)
def test_what_is_not_allowed_is_refused_before_anything_is_trained(cells, seeds, sentence):
    with pytest.raises(ValueError, match=sentence):
        Sweep(cells, seeds)


def test_chunks_have_every_seed_of_every_cell_once():
    cells = grid(BOOKS, 2000, {"hidden": [(4,), (16, 16, 16)], "iterations": [1, 10**6]})
    sweep = Sweep(cells, range(3, 20_003), watched=(1, 500, 2000))
    chunks = [*sweep.chunks()]
    for number, cell in enumerate(cells):
        own = [chunk for chunk in chunks if chunk.cell == number]
        assert [seed for chunk in own for seed in chunk.seeds] == [*sweep.seeds]
        assert {(chunk.settings, chunk.iterations) for chunk in own} == {
            (cell.settings, cell.iterations)
        }
        assert len(own) >= 2
    assert {chunk.watched for chunk in chunks if chunk.iterations == 1} == {(1,)}
    assert pickle.loads(pickle.dumps(chunks)) == chunks  # noqa: S301
    assert sweep.networks == 4 * 20_000


@pytest.mark.parametrize(
    ("iterations", "hidden", "sizes"),
    [
        (300, (4,), [13020, 13020, 3960]),  # 0.5 s / (2 ns * 16 weights * 4 examples * 300)
        (1, (4,), [16384, 13616]),
        (10**6, (16, 16, 16), [64] * 468 + [48]),
    ],
)
def test_a_sweep_is_cut_as_it_was_in_the_files_that_there_are(iterations, hidden, sizes):
    sweep = Sweep(grid(BOOKS, iterations, {"hidden": [hidden]}), range(30_000))
    assert [len(chunk.seeds) for chunk in sweep.chunks()] == sizes


# The table of starts that learn: seeds 0 to 199, alpha 0.2, 300 iterations.
@pytest.mark.parametrize(
    ("units", "learn", "by_the_rule"),
    [(1, 0.0, None), (2, 0.28, 0.77), (4, 0.62, 0.51), (8, 0.965, 0.45), (16, 0.995, 0.27)],
)
def test_which_starts_learn_and_what_they_make_of_patterns_never_seen(units, learn, by_the_rule):
    found = outcomes_of(Sweep(grid(BOOKS, 300, {"hidden": [(units,)]}), range(200)))
    learned = found.frozen_errors < 0.01  # what counts in the table
    assert learned.mean() == pytest.approx(learn, abs=0.006)
    if by_the_rule is not None:
        assert (found.rights[learned] == 4).mean() == pytest.approx(by_the_rule, abs=0.02)


@pytest.mark.parametrize(
    "settings",
    [
        replace(BOOKS, alpha=1.5, activations=("linear",)),
        Settings.choose(PRESETS["middle-light"]),
        replace(Settings.choose(PRESETS["parity-3"]), problem=BOOK.holding_out(([(1, 1, 0)], [0]))),
    ],
)
def test_outcomes_are_those_of_single_runs(settings):
    found = outcomes_of(Sweep((Cell(settings, 40),), range(6)))
    patterns, targets = judged_answers(settings.problem)
    for k, seed in enumerate(range(6)):
        trainer = Trainer.of(replace(settings, seed=seed, given=None))
        try:
            trainer.run(40)
        except DivergenceError:
            assert found.outcomes[k] == Outcome.RAN_AWAY
            assert found.ran_away_at[k] == trainer.iteration + 1
            assert np.isinf([found.errors[k], found.frozen_errors[k]]).all()
            continue
        errors = trainer.errors[-1], trainer.frozen_errors[-1]
        assert (found.errors[k], found.frozen_errors[k]) == pytest.approx(errors, rel=1e-9)
        assert (found.outcomes[k] == Outcome.LEARNED) == (errors[0] < 0.01)
        rights = are_right(trainer.network.predict(patterns), targets)
        assert found.rights[k] == rights.sum()


def test_levels_are_where_the_books_starts_get_stuck():
    found = outcomes_of(Sweep(grid(BOOKS, 1000, {"hidden": [(2,)]}), range(200)))
    for level, error in [(Level.ONE_WRONG, 1.0), (Level.LINEAR, 1.32), (Level.SILENT, 2.0)]:
        errors = found.errors[found.levels == level]
        assert len(errors) > 30
        assert errors == pytest.approx(error, abs=0.005)
    is_stuck = found.outcomes == Outcome.STUCK
    assert ((found.levels != Level.NONE) == is_stuck).all()
    assert (found.levels == Level.OTHER).sum() < 5


@pytest.mark.parametrize(
    "settings",
    [
        BOOKS,
        BOOKS.with_hidden((4, 4)),
        replace(BOOKS, bias=True).with_hidden((1,)),
        replace(BOOKS, activations=("tanh",)).with_hidden((1,)),
        Settings.choose(PRESETS["no-hidden"]),  # never: it is linear
        Settings.choose(PRESETS["parity-3"]),
    ],
)
def test_the_one_wrong_answer_is_that_of_single_runs(settings):
    """Each in plain loops: which one is wrong, and whether any last hidden unit fires for it."""
    found = outcomes_of(Sweep((Cell(settings, 100),), range(40)))
    patterns, targets = settings.problem.examples
    for seed in range(40):
        trainer = Trainer.of(replace(settings, seed=seed, given=None))
        trainer.run(100)
        said = trainer.network.predict(patterns) >= 0.5
        wrong = [k for k, target in enumerate(targets) if said[k] != (target == 1)]
        if found.levels[seed] != Level.ONE_WRONG:
            assert (found.wrong_examples[seed], found.none_fires[seed]) == (0, False)
            continue
        assert [found.wrong_examples[seed] - 1] == wrong
        layers = trainer.network.propagation(patterns, targets).layers
        assert found.none_fires[seed] == (layers[-2][wrong[0]] == 0).all()


def test_the_books_starts_that_get_one_wrong_are_dead_for_one_street():
    """Seed 2 says STOP where only the first of the two lights is on, seed 8 for the second."""
    found = outcomes_of(Sweep(grid(BOOKS, 300, {}), range(200)))
    assert (found.wrong_examples[2], found.wrong_examples[3], found.wrong_examples[8]) == (1, 1, 2)
    assert np.bincount(found.wrong_examples).tolist() == [155, 23, 22]
    assert found.none_fires.tolist() == (found.wrong_examples > 0).tolist()


def test_a_unit_that_is_off_only_where_no_light_is_on_is_as_good_as_linear():
    settings = replace(Settings.choose(PRESETS["xor"]), alpha=1e-9)
    parameters = np.abs(start_parameters(layout_of(settings), range(1)))
    for bias, levels in [(False, [Level.LINEAR]), (True, [Level.OTHER])]:
        chosen = replace(settings, bias=bias)
        start = np.vstack([parameters, np.full((5 * bias, 1), -0.01)])
        trained = train(chosen, start, 1)
        assert judge(chosen, range(1), trained, 10).levels.tolist() == levels


def test_answers_are_judged_that_are_held_out_or_else_the_rules():
    own = BOOK.holding_out(([(1, 1, 0)], [1]))
    found = [judged_answers(problem).targets.tolist() for problem in (BOOK, own)]
    assert found == [[0, 1, 1, 0], [1]]
    assert judged_answers(Problem([[1.0]], [1.0])).targets.tolist() == []
