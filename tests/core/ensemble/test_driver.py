"""Chunks over executors: all results, few under way, cancelled when closed, no Qt in processes."""

import subprocess
import sys
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing.connection import Listener

import pytest

from streetlight_gui.core.ensemble import driver
from streetlight_gui.core.ensemble.chunk_run import run_chunk
from streetlight_gui.core.ensemble.driver import end_at_once, results, worker_processes
from streetlight_gui.core.ensemble.sweep import Sweep, grid
from streetlight_gui.core.training.settings import BOOK, Settings

ALPHAS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6]
SWEEP = Sweep(grid(Settings.choose(BOOK), 5, {"alpha": ALPHAS}), range(3), watched=(5,))
LOADED = "[name for name in __import__('sys').modules if name.startswith(('PySide6', 'pyqtgraph'))]"
ENDLESS = """[
    __import__('multiprocessing.connection').connection.Client(address),
    [0 for _ in iter(int, 1)],
]"""
HELD = """
from streetlight_gui.core.ensemble.driver import worker_processes
if __name__ == "__main__":
    executor = worker_processes(1)
    print(executor.submit(len, "ready").result(), flush=True)
    executor.submit(input).result()
"""


class Inline(Executor):
    """Does a piece of work when it is handed in, up to so many; the others wait for ever."""

    def __init__(self, most=1000):
        self.futures, self.most = [], most

    def submit(self, function, *arguments):
        future = Future()
        if len(self.futures) < self.most:
            try:
                future.set_result(function(*arguments))
            except ArithmeticError as error:
                future.set_exception(error)
        self.futures.append(future)
        return future


def table(found):
    """Return what does not depend on the order in which chunks come."""
    return sorted(
        (
            each.chunk.cell,
            each.outcomes.seeds.tolist(),
            each.outcomes.errors.tolist(),
            each.density.counts.tolist(),
        )
        for each in found
    )


@pytest.fixture(scope="module")
def expected():
    return table(map(run_chunk, SWEEP.chunks()))


@pytest.mark.parametrize("in_flight", [1, 2, 50])
def test_every_chunk_comes_once(in_flight, expected):
    with ThreadPoolExecutor(3) as executor:
        assert table(results(SWEEP.chunks(), executor, in_flight)) == expected
    assert [*results([], Inline())] == []


def test_a_sweep_without_end_is_taken_chunk_by_chunk():
    taken = []
    endless = (taken.append(chunk) or chunk for chunk in iter(lambda: next(SWEEP.chunks()), None))
    for _ in islice(results(endless, Inline(), in_flight=2), 10):
        pass
    assert 10 <= len(taken) <= 14


def test_closing_drops_what_waits():
    executor = Inline(most=1)
    coming = results(SWEEP.chunks(), executor, in_flight=3)
    next(coming)
    coming.close()
    assert [future.cancelled() for future in executor.futures] == [False, True, True, True]


def test_what_a_chunk_raises_is_raised_and_the_others_are_dropped(monkeypatch):
    def fail(chunk):
        raise ArithmeticError(chunk.cell)

    monkeypatch.setattr(driver, "run_chunk", fail)
    executor = Inline(most=1)
    with pytest.raises(ArithmeticError):
        next(results(SWEEP.chunks(), executor, in_flight=2))
    assert [future.cancelled() for future in executor.futures] == [False, True, True]


def test_while_nothing_comes_somebody_looks_after_it(expected, monkeypatch):
    monkeypatch.setattr(driver, "_BETWEEN_LOOKS_S", 0.01)
    executor, looks = Inline(most=1), []

    def look():
        looks.append(len(executor.futures))
        if len(looks) == 3:
            for future, chunk in zip(executor.futures[1:], [*SWEEP.chunks()][1:], strict=True):
                future.set_result(run_chunk(chunk))

    assert table(results(SWEEP.chunks(), executor, in_flight=6, look=look)) == expected
    assert looks == [6, 6, 6]


def test_who_looks_can_end_it(monkeypatch):
    monkeypatch.setattr(driver, "_BETWEEN_LOOKS_S", 0.01)
    executor = Inline(most=0)

    def look():
        raise ArithmeticError

    with pytest.raises(ArithmeticError):
        next(results(SWEEP.chunks(), executor, in_flight=2, look=look))
    assert [future.cancelled() for future in executor.futures] == [True, True]


def test_processes_of_their_own_give_the_same_and_load_no_qt(expected):
    with worker_processes(2) as executor:
        assert table(results(SWEEP.chunks(), executor)) == expected
        assert executor.submit(eval, LOADED).result() == []


def test_processes_end_with_the_one_that_started_them_however_it_ends(tmp_path):
    script = tmp_path / "held.py"
    script.write_text(HELD, encoding="utf-8")
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, script], **pipes) as process:
        assert process.stdout.readline() == "5\n"
        process.kill()
        assert process.communicate(timeout=60)[0] == ""  # the worker had this pipe, too


def test_processes_can_be_ended_in_the_middle_of_a_chunk():
    executor = worker_processes(1)
    with Listener() as listener:
        endless = executor.submit(eval, ENDLESS, {"address": listener.address})
        with listener.accept() as connection:
            end_at_once(executor)
            with pytest.raises(EOFError):
                connection.recv()
    with pytest.raises(BrokenProcessPool):
        endless.result(timeout=60)
