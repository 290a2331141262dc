"""Two hundred things done in random order during a full-speed run."""

import random

import pytest
from person import Person
from PySide6.QtCore import Qt, QThread

SIZES = [(900, 600), (1280, 800), (1100, 650), (1600, 900)]


class Fidget:
    """Somebody who cannot keep still; each method is one thing that person does."""

    def __init__(self, person: Person, choices: random.Random) -> None:
        self.person = person
        self.choices = choices
        self.actions = [
            self.run_or_pause,
            self.alpha,
            self.seed,
            self.theme,
            self.size,
            self.lamp,
            self.step,
            self.step_unit,
            self.restart,
            self.new_start,
            self.speed,
            self.stop_after,
            self.axis,
            self.hover,
            self.nonsense,
            self.problem,
        ]

    def do_something(self) -> str:
        action = self.choices.choice(self.actions)
        action()
        shown = self.person.window.session.snapshot_changed
        with self.person.qtbot.waitSignal(shown, timeout=25, raising=False):
            pass  # a run shows the next moment; without a run there is none
        return action.__name__

    def run_or_pause(self):
        if self.choices.random() < 0.5:
            self.person.click("run_button")
        else:
            self.person.tab_to("network_view")
            self.person.press(Qt.Key.Key_Space)

    def alpha(self):
        self.person.enter("alpha_spin", self.choices.choice(["0.2", "0.05", "1.5", "1e-4", "40"]))

    def seed(self):
        self.person.enter("seed_spin", str(self.choices.randrange(100)))

    def theme(self):
        items = ["Light theme", "Dark theme", "System theme"]
        self.person.menu_action(self.choices.choice(items)).trigger()

    def size(self):
        self.person.window.resize(*self.choices.choice(SIZES))

    def lamp(self):
        self.person.click(f"light_{self.choices.randint(1, 3)}")

    def step(self):
        self.person.click("step_button")

    def step_unit(self):
        self.person.choose_step(self.choices.randrange(3))

    def restart(self):
        self.person.click("restart_button")

    def new_start(self):
        self.person.click("new_start_button")

    def speed(self):
        keys = [Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown]
        self.person.set_speed(self.choices.choice([*keys, Qt.Key.Key_End]))

    def stop_after(self):
        self.person.enter("stop_after_spin", self.choices.choice(["never", "never", "3", "1000"]))

    def axis(self):
        self.person.click(self.choices.choice(["log_button", "linear_button", "fit_button"]))

    def hover(self):
        view = self.person.view
        x, y = self.choices.random() * view.width(), self.choices.random() * view.height()
        self.person.hover(view, min(x, view.width() - 2), min(y, view.height() - 2))

    def nonsense(self):
        name = self.choices.choice(["alpha_spin", "seed_spin", "stop_after_spin"])
        self.person.enter(name, self.choices.choice(["", "-1", "nan", "x"]))

    def problem(self):
        name = self.choices.choice(["streetlights", "middle-light"])
        self.person.preset_action(name).trigger()


@pytest.mark.parametrize("seed", [1, 2])
def test_two_hundred_random_actions_and_then_close(person, seed):
    person.run_at_full_speed()
    person.wait_past_iteration(5)
    fidget = Fidget(person, random.Random(seed))  # noqa: S311
    done = [fidget.do_something() for _ in range(200)]
    assert len(set(done)) == len(fidget.actions)
    if not person.is_running:
        person.click("restart_button")
        person.enter("alpha_spin", "0.01")
        person.run_at_full_speed()
        person.wait_until(lambda: person.is_running)
    assert person.window.close()
    assert all(thread.isFinished() for thread in person.window.findChildren(QThread))
