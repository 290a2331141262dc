"""A walk through one example: it plays at reading pace, steps when asked, and ends in time."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton

from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.replay.cursor import Cursor, StepUnit
from streetlight_gui.core.replay.run import Run
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.ui.panels.walk_bar import WalkBar
from streetlight_gui.ui.shell.walk_through import WalkThrough, reading_ms


class Walked:
    """A walk whose sentences are read in no time, and the run that it goes through."""

    def __init__(self, qtbot) -> None:
        self.qtbot, self.bar, self.told = qtbot, WalkBar(), []
        qtbot.addWidget(self.bar)
        self.bar.show()
        self.moves = True
        self.walk = WalkThrough(self.bar, lambda: self.moves, pace=lambda _sentence: 0)
        self.cursor = Cursor(Run(Settings.choose(PRESETS["streetlights"])))
        self.walk.step_requested.connect(lambda: self.step(StepUnit.PHASE))
        self.walk.step_back_requested.connect(self.step_back)
        self.walk.phases_wanted.connect(self.look_at_phases)
        self.walk.told.connect(self.told.append)
        self.bar.begun.connect(self.walk.begin)
        self.show()

    def show(self) -> None:
        self.walk.show_snapshot(Snapshot.take(0, self.cursor, shows_each_example=True))

    def step(self, unit) -> None:
        self.cursor.step(unit)
        self.show()

    def step_back(self) -> None:
        self.cursor.step_back(StepUnit.PHASE)
        self.show()

    def look_at_phases(self, is_on) -> None:
        self.cursor.is_by_phase = is_on
        self.show()

    def button(self, name) -> QAbstractButton:
        return self.bar.findChild(QAbstractButton, f"walk_{name}" if name else "walk_button")

    def click(self, name) -> None:
        self.button(name).click()

    @property
    def phases(self) -> list[str]:
        return [sentence[:1] for sentence in self.told]

    @property
    def is_waiting(self) -> bool:
        return self.walk.findChild(QTimer).isActive()


@pytest.fixture
def walked(qtbot):
    return Walked(qtbot)


def test_it_plays_all_phases_and_ends_where_a_step_of_one_example_ends(walked):
    walked.click("")
    walked.qtbot.waitUntil(lambda: len(walked.told) == 5)
    assert walked.phases == ["1", "2", "3", "4", "5"]
    assert not walked.is_waiting
    stepped = Cursor(Run(Settings.choose(PRESETS["streetlights"])))
    stepped.step(StepUnit.EXAMPLE)
    assert (walked.cursor.updates, walked.cursor.stage) == (stepped.updates, stepped.stage)
    now, then = (cursor.trainer.network.parameters for cursor in (walked.cursor, stepped))
    assert now.tobytes() == then.tobytes()


def test_pause_stays_and_play_goes_on(walked):
    walked.click("")
    walked.click("play_button")
    assert walked.button("play_button").text() == "Play"
    assert not walked.is_waiting
    assert walked.phases == ["1"]
    walked.click("play_button")
    walked.qtbot.waitUntil(lambda: len(walked.told) == 5)


def test_back_goes_back_and_stays(walked):
    walked.click("")
    assert not walked.button("back_button").isEnabled()
    walked.click("next_button")
    walked.click("next_button")
    walked.click("back_button")
    assert walked.phases == ["1", "2", "3", "2"]
    assert not walked.is_waiting


def test_back_goes_through_the_example_just_walked(walked):
    walked.moves = False
    walked.click("")
    for _ in range(5):
        walked.click("next_button")
    assert walked.phases == ["1", "2", "3", "4", "5", "1"]
    assert walked.cursor.updates == 1
    for _ in range(5):
        walked.click("back_button")
    assert walked.phases[6:] == ["5", "4", "3", "2", "1"]
    assert walked.cursor.updates == 0
    assert not walked.button("back_button").isEnabled()


def test_without_motion_it_goes_on_only_when_asked(walked):
    walked.moves = False
    walked.click("")
    assert walked.phases == ["1"]
    assert not walked.is_waiting
    assert not walked.button("play_button").isVisible()
    for _ in range(4):
        walked.click("next_button")
        assert not walked.is_waiting
    assert walked.phases == ["1", "2", "3", "4", "5"]


def test_it_goes_on_with_an_example_under_way(walked):
    for _ in range(2):
        walked.step(StepUnit.PHASE)
    walked.moves = False
    walked.click("")
    assert walked.phases == ["2"]
    walked.click("next_button")
    assert walked.phases == ["2", "3"]


def test_next_takes_over_from_play(walked):
    walked.click("")
    walked.click("next_button")
    assert walked.phases == ["1", "2"]
    assert not walked.is_waiting
    assert walked.button("play_button").text() == "Play"


def test_at_the_end_the_next_example_is_asked_for_by_its_name(walked):
    walked.click("")
    assert walked.button("next_button").text() == "Next"
    walked.qtbot.waitUntil(lambda: len(walked.told) == 5)
    assert walked.button("next_button").text() == "Next example"
    assert not walked.button("play_button").isEnabled()
    walked.click("next_button")
    assert walked.button("next_button").text() == "Next"
    walked.qtbot.waitUntil(lambda: len(walked.told) == 10)  # it plays on, as the first did
    assert walked.phases[5:] == ["1", "2", "3", "4", "5"]


def test_whoever_took_over_goes_on_by_hand_in_the_next_example_too(walked):
    walked.click("")
    for _ in range(5):
        walked.click("next_button")
    assert walked.phases == ["1", "2", "3", "4", "5", "1"]
    assert not walked.is_waiting


def test_another_way_to_go_ends_it(walked):
    walked.click("")
    walked.step(StepUnit.EXAMPLE)
    assert walked.told[-1] == ""
    assert not walked.is_waiting
    assert walked.button("").isVisible()
    assert not walked.button("next_button").isVisible()


def test_closing_leaves_the_example_where_it_is(walked):
    walked.click("")
    walked.click("next_button")
    stage = walked.cursor.stage
    walked.click("close_button")
    assert walked.told[-1] == ""
    assert walked.cursor.stage == stage
    assert not walked.cursor.is_by_phase
    assert not walked.is_waiting
    walked.click("")  # tells again where it stands
    assert walked.told[-1].startswith("2. ")
    assert walked.cursor.stage == stage


def test_a_slow_reader_reads_a_sentence_to_its_end_and_looks():
    of_150_words = " ".join(["word"] * 150)
    assert reading_ms(of_150_words) >= 60_000 + reading_ms("")
    assert reading_ms("") >= 2000
