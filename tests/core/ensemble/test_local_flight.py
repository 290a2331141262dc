"""A sweep under way on this machine, which is left without waiting for it."""

import threading
from concurrent.futures import ProcessPoolExecutor

import pytest
from swept import BOOK

from streetlight_gui.core.ensemble import driver
from streetlight_gui.core.ensemble.atlas import Atlas
from streetlight_gui.core.ensemble.local_flight import LocalFlight
from streetlight_gui.core.ensemble.sweep import Cell, Sweep

QUICK, LONG = Sweep((Cell(BOOK, 60),), range(100)), Sweep((Cell(BOOK, 5000),), range(100_000))


def test_what_is_quick_starts_no_process(monkeypatch):
    monkeypatch.setattr(driver, "worker_processes", None)  # it fails if it is called
    flight = LocalFlight(Atlas.begun(QUICK))
    landed = flight.landed()
    flight.end()
    assert [len(result.outcomes) for result in landed] == [100]
    assert flight.is_over


def test_who_asks_for_processes_gets_them_however_quick_it_is(monkeypatch):
    monkeypatch.setattr(driver, "worker_processes", lambda count: f"{count} processes")
    assert driver.local_workers(QUICK, 3) == ("3 processes", 3)


@pytest.mark.parametrize("processors", [1, 2])
def test_what_takes_long_runs_on_processes_that_end_at_once(monkeypatch, processors):
    made, raised = [], []
    start = driver.worker_processes

    def worker_processes(count):
        made.append(start(count))
        return made[-1]

    monkeypatch.setattr(driver, "processors", lambda: processors)
    monkeypatch.setattr(driver, "worker_processes", worker_processes)
    monkeypatch.setattr(threading, "excepthook", raised.append)
    before = threading.active_count()
    flight = LocalFlight(Atlas.begun(LONG))
    assert flight.landed()
    (executor,) = made
    assert isinstance(executor, ProcessPoolExecutor)
    processes = [*executor._processes.values()]
    assert len(processes) == processors
    flight.end()
    for process in processes:
        process.join()
    for thread in threading.enumerate()[before:]:
        thread.join()
    assert raised == []
