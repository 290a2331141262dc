"""Networks of every shape: by the buttons over the layers, and any settings there can be."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from person import bits, book_trainer
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from streetlight_gui.core import DivergenceError, Network, Problem, Trainer
from streetlight_gui.core.nn.activations import ACTIVATIONS
from streetlight_gui.core.nn.penalty import Penalty, PenaltyKind
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.replay.cursor import StepUnit
from streetlight_gui.core.replay.phases import stages
from streetlight_gui.core.training.settings import Settings

BOOK = Settings.choose(PRESETS["streetlights"])
ARROW = "\N{RIGHTWARDS ARROW}"
ITERATIONS = 3
PAGES = ("Patterns", "Numbers", "Training set", "Settings")


def is_enabled(person, name):
    return person.find(name, QAbstractButton).isEnabled()


def change_layers(person, name, hidden):
    """Click a button over a layer; there must come hidden layers of these sizes."""
    person.click(name)
    person.wait_for(Trainer.of(person.settings))
    assert person.network.hidden == person.settings.hidden == hidden
    assert not person.picture_of("network_view").isNull()


# The buttons over the layers.


def test_buttons_over_the_layers_change_the_network_and_undo(person):
    person.train(5)
    trained = bits(person.network)
    change_layers(person, "add_unit_1", (5,))
    assert person.edit_text("Undo") == f"Undo: hidden layers (4) {ARROW} (5)"
    change_layers(person, "add_layer", (5, 4))
    change_layers(person, "remove_unit_2", (5, 3))
    trainer = Trainer.of(BOOK.with_hidden((5, 3)))
    person.train(5)
    trainer.run(5)
    assert bits(person.network) == bits(trainer.network)
    for hidden in ((5, 4), (5,), (4,)):
        person.undo()
        person.wait_until(lambda hidden=hidden: person.network.hidden == hidden)
    assert bits(person.network) == trained
    person.redo()
    person.wait_until(lambda: person.network.hidden == (5,))


def test_there_are_no_more_than_sixteen_units(person):
    for units in range(5, 17):
        assert is_enabled(person, "add_unit_1")
        change_layers(person, "add_unit_1", (units,))
    assert not is_enabled(person, "add_unit_1")
    change_layers(person, "remove_unit_1", (15,))
    assert is_enabled(person, "add_unit_1")


def test_there_are_no_more_than_three_layers(person):
    change_layers(person, "add_layer", (4, 4))
    change_layers(person, "add_layer", (4, 4, 4))
    assert not is_enabled(person, "add_layer")
    for k in (1, 2, 3):
        assert is_enabled(person, f"add_unit_{k}")
        assert is_enabled(person, f"remove_unit_{k}")


def test_the_last_unit_goes_with_its_layer(person):
    for units in (3, 2, 1):
        change_layers(person, "remove_unit_1", (units,))
    assert person.find("remove_unit_1").toolTip().startswith("Remove layer_1")
    change_layers(person, "remove_unit_1", ())
    assert not person.find("remove_unit_1").isVisible()
    change_layers(person, "add_layer", (4,))
    person.wait_for(book_trainer())


def test_a_layer_that_goes_leaves_the_others_their_activations(person_at):
    names = ("tanh", "sigmoid", "linear")
    start = replace(BOOK.with_hidden((3, 1, 2)), activations=names)
    person = person_at(start)
    change_layers(person, "remove_unit_2", (3, 2))
    assert person.settings.activations == ("tanh", "linear")


def test_clicks_faster_than_the_network_changes_all_count(person):
    for _ in range(2):
        person.click("add_layer")
    assert person.edit_text("Undo") == f"Undo: hidden layers (4, 4) {ARROW} (4, 4, 4)"
    person.wait_for(Trainer.of(BOOK.with_hidden((4, 4, 4))))
    for _ in range(2):
        person.undo()
    person.wait_for(book_trainer())


@pytest.mark.parametrize("name", ["add_unit_1", "add_layer"])
def test_a_button_over_a_layer_can_be_pressed_by_keyboard(person, name):
    person.tab_to(name)
    person.press(Qt.Key.Key_Space)
    person.wait_until(lambda: person.network.hidden != (4,))
    assert not person.is_running


def test_another_shape_ends_a_run(person):
    person.run_at_full_speed()
    person.wait_past_iteration(10)
    person.click("add_unit_1")
    person.wait_for(Trainer.of(BOOK.with_hidden((5,))))
    assert not person.is_running
    assert person.iteration == 0


# Any settings.


@st.composite
def problems(draw):
    lights, examples = draw(st.integers(1, 6)), draw(st.integers(1, 12))
    generator = np.random.default_rng(draw(st.integers(0, 999)))
    patterns = generator.integers(0, 11, (examples, lights)) / 10
    answers = generator.integers(0, 2, examples).astype(float)
    if draw(st.booleans()):
        answers = generator.uniform(-3, 3, examples).round(2)
    return Problem(patterns.round() if draw(st.booleans()) else patterns, answers)


@st.composite
def any_settings(draw):
    problem = draw(problems())
    hidden = tuple(draw(st.lists(st.integers(1, 16), max_size=3)))
    names = draw(st.tuples(*[st.sampled_from(sorted(ACTIVATIONS))] * len(hidden)))
    seed, bias = draw(st.none() | st.integers(0, 99)), draw(st.booleans())
    sizes, weights = (problem.lights, *hidden, 1), None
    if seed is None and draw(st.booleans()):
        weights = Network([np.full(shape, 0.1) for shape in pairwise(sizes)], names)
    return Settings(
        problem,
        hidden,
        names,
        alpha=draw(st.sampled_from([0.001, 0.05, 0.2, 1.5, 40.0])),
        seed=seed,
        given=weights,
        bias=bias,
        penalty=Penalty(draw(st.sampled_from(PenaltyKind)), draw(st.sampled_from([0.01, 1.0]))),
        batch=draw(st.integers(0, len(problem) + 1)),
        order_seed=draw(st.none() | st.integers(0, 99)),
    )


class Watcher:
    """Looks at one window that shows settings after settings."""

    def __init__(self, person):
        self.person, self.session = person, person.window.session
        self.moment = None
        self.session.snapshot_changed.connect(self.note)
        person.set_speed(Qt.Key.Key_End)
        person.enter("stop_after_spin", str(ITERATIONS))
        self.session.go_live()
        person.wait_until(lambda: self.moment is not None)

    def note(self, snapshot):
        self.moment = snapshot.settings, snapshot.updates, snapshot.stage, bits(snapshot.network)

    def wait_for(self, trainer, settings, stage):
        moment = settings, trainer.updates, stage, bits(trainer.network)
        self.person.wait_until(lambda: self.moment == moment and not self.person.is_running)
        assert not self.person.window.grab().isNull()

    def train(self, trainer):
        """Train the window and a plain trainer; return whether both came to the end."""
        ends, place = [], None
        self.session.stopped.connect(ends.append)
        self.session.toggle()
        self.person.wait_until(lambda: bool(ends))
        self.session.stopped.disconnect(ends.append)
        try:
            trainer.run(ITERATIONS)
        except DivergenceError as divergence:
            place = divergence.args
        assert [end and end.args for end in ends] == [place]
        return trainer.iteration == ITERATIONS


@pytest.fixture
def watcher(person):
    return Watcher(person)


def steps_without_divergence(trainer, stops):
    """Return how many steps by phase lead into the second update, or stay in the first."""
    here = trainer.state
    try:
        trainer.step(2)
    except DivergenceError:
        return 2
    finally:
        trainer.restore(here)
    return stops + 2


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(any_settings(), st.sampled_from(PAGES))
def test_any_settings_train_step_undo_and_draw(watcher, settings, page):
    session, before = watcher.session, watcher.moment
    watcher.person.open_page(page)
    session.change_settings(settings, "other settings")
    session.restart()  # where the shape is the same, training would go on
    trainer, stops = Trainer.of(settings), stages(settings.hidden)
    watcher.wait_for(trainer, settings, None)
    if watcher.train(trainer):
        watcher.wait_for(trainer, settings, stops[-1])
        for press in (session.step, session.step_back):
            for _ in range(steps_without_divergence(trainer, len(stops))):
                press(StepUnit.PHASE)
        watcher.wait_for(trainer, settings, stops[-1])
    for _ in range(2):
        session.undo_stack.undo()
    watcher.person.wait_until(lambda: watcher.moment == before)
    assert not watcher.person.window.grab().isNull()
    for _ in range(2):
        session.undo_stack.redo()
    watcher.wait_for(trainer, settings, stops[-1] if trainer.updates else None)
