"""A sweep beside the window: what is told of it, another in its place, and its end."""

import os
import signal

import pytest
from atlases import part_of
from swept import BOOK

from streetlight_gui.core.ensemble.atlas import Atlas
from streetlight_gui.core.ensemble.chunk_run import run_chunk
from streetlight_gui.core.ensemble.sweep import Cell, Sweep
from streetlight_gui.ui.session.sweep_runner import SweepRunner

SHORT = Sweep((Cell(BOOK, 20),), range(150))
LONG = Sweep((Cell(BOOK, 20_000),), range(100_000))  # many minutes


class Listener:
    """Has a runner, and notes what it tells."""

    def __init__(self):
        self.runner, self.changed, self.told = SweepRunner(), [], []
        self.runner.changed.connect(self.changed.append)
        self.runner.ended.connect(lambda is_whole: self.told.append(("ended", is_whole)))
        self.runner.failed.connect(lambda words: self.told.append(("failed", words)))


@pytest.fixture
def listener(qapp):
    found = Listener()
    yield found
    found.runner.cancel()


def workers_of(executor):
    return list(executor._processes.values())


def test_it_tells_more_and_more_and_then_that_it_is_whole(listener, qtbot):
    listener.runner.begin(Atlas.begun(SHORT))
    assert listener.runner.is_on
    assert listener.runner.seconds_left == float("inf")
    qtbot.waitUntil(lambda: bool(listener.told))
    known = [atlas.known for atlas in listener.changed]
    assert (known[0], known[-1]) == (0, 150)
    assert known == sorted(set(known))
    assert listener.told == [("ended", True)]
    assert not listener.runner.is_on
    assert listener.runner.seconds_left == 0
    alone = Atlas.begun(SHORT).more(map(run_chunk, SHORT.chunks()))
    assert listener.runner.atlas.outcomes[0].errors.tobytes() == alone.outcomes[0].errors.tobytes()


def test_what_is_known_already_is_not_computed_again(listener, qtbot):
    part = Atlas.begun(SHORT).more([part_of(SHORT, 0, range(20, 140))])
    listener.runner.begin(part)
    assert listener.changed == [part]
    assert listener.runner.seconds_left == float("inf")
    qtbot.waitUntil(lambda: bool(listener.told))
    assert listener.told == [("ended", True)]
    found = listener.runner.atlas.outcomes[0]
    assert found.seeds.tolist() == [*range(150)]
    assert listener.changed[1].known > 120


def test_another_takes_its_place_and_nothing_of_the_first_comes_any_more(
    listener, sweep_processes, qtbot
):
    listener.runner.begin(Atlas.begun(LONG))
    first = workers_of(sweep_processes[0])
    listener.runner.begin(Atlas.begun(SHORT))
    qtbot.waitUntil(lambda: bool(listener.told))
    assert listener.told == [("ended", True)]
    assert [atlas.sweep is LONG for atlas in listener.changed[:2]] == [True, False]
    assert all(atlas.sweep is SHORT for atlas in listener.changed[1:])
    qtbot.waitUntil(lambda: not any(each.is_alive() for each in first))


def test_cancelling_keeps_what_is_known_and_ends_the_processes(listener, sweep_processes, qtbot):
    sweep = Sweep((Cell(BOOK, 1000),), range(100_000))
    listener.runner.begin(Atlas.begun(sweep))
    qtbot.waitUntil(lambda: listener.changed[-1].known > 0, timeout=20_000)
    assert 0 < listener.runner.seconds_left < float("inf")
    workers = workers_of(sweep_processes[0])
    listener.runner.cancel()
    assert listener.told == [("ended", False)]
    assert not listener.runner.is_on
    assert 0 < listener.runner.atlas.known < sweep.networks
    qtbot.waitUntil(lambda: not any(each.is_alive() for each in workers))
    listener.runner.cancel()
    assert len(listener.told) == 1


def test_a_process_that_is_killed_is_told_once_after_the_end(listener, sweep_processes, qtbot):
    listener.runner.begin(Atlas.begun(LONG))
    (worker,) = workers_of(sweep_processes[0])
    os.kill(worker.pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: len(listener.told) == 2, timeout=20_000)
    assert listener.told[0] == ("ended", False)
    assert listener.told[1][0] == "failed"
    assert "ended from outside" in listener.told[1][1]
    assert not listener.runner.is_on
    listener.runner.begin(Atlas.begun(SHORT))
    qtbot.waitUntil(lambda: listener.told[-1] == ("ended", True))
