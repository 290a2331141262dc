"""A long task goes on beside training, tells how far it is, and can be ended."""

import threading

import pytest

from streetlight_gui.ui.session.long_task import LongTask


@pytest.fixture
def task(person):
    return LongTask(person.window.session)


def counting(steps, log):
    for step in range(steps):
        log.append(threading.current_thread())
        yield step
    return "done"


def test_it_works_on_the_training_thread_and_tells_its_value(task, qtbot):
    log, told = [], []
    task.progressed.connect(told.append)
    with qtbot.waitSignal(task.ended) as ended:
        task.begin(counting(50_000, log))
        assert task.is_on
    assert ended.args == ["done"]
    assert not task.is_on
    assert len(log) == 50_000
    assert threading.main_thread() not in log
    assert told == sorted(told)
    assert len(told) < 50_000  # once for each burst


def endless():
    while True:
        yield


def test_it_can_be_ended_and_another_takes_its_place(task, person, qtbot):
    ended = []
    task.ended.connect(ended.append)
    with qtbot.waitSignal(task.progressed):
        task.begin(endless())
    person.train(1)  # beside it
    task.begin(counting(3, []))
    person.wait_until(lambda: bool(ended))
    with qtbot.waitSignal(task.progressed):
        task.begin(endless())
    task.end()
    person.train(1)
    assert ended == ["done"]
    assert not task.is_on


class Broken:
    """Steps the first of which goes wrong, and every other one would, too."""

    def __next__(self):
        raise ZeroDivisionError("nothing there")


def test_an_error_is_told_once_and_ends_it(task, person, qtbot):
    with qtbot.capture_exceptions() as raised:
        task.begin(Broken())
        qtbot.waitUntil(lambda: bool(raised))
        person.train(3)  # goes on for some bursts
    assert [str(value) for _, value, _ in raised] == ["nothing there"]
