"""A sweep on a real Dask cluster: a scheduler and workers, in processes of their own here."""

import csv
import socket
import subprocess
import sys

import pytest
from command import streetlight

from streetlight_gui.process.cluster import WorkerError, _in_version

pytest.importorskip("distributed", reason="the extra cluster is not installed")

SWEEP = ("sweep", "--seeds", "0:60000", "--iterations", "1000", "--hidden", "2,4")


class Cluster:
    """A scheduler and its workers."""

    def __init__(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = str(free.getsockname()[1])
        self.address = f"tcp://127.0.0.1:{self.port}"
        self.started = []

    def start_scheduler(self):
        return self._start("Scheduler at:", "scheduler", "--host", "127.0.0.1", "--port", self.port)

    def start_worker(self):
        return self._start("Registered to:", "worker", self.address, "--no-nanny", "--nthreads=1")

    def end(self):
        for process in self.started:
            process.kill()
            process.communicate()

    def _start(self, ready, kind, *options):
        command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", *options, "--no-dashboard"]
        process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        self.started.append(process)
        assert any(ready in line for line in process.stderr)
        return process


@pytest.fixture
def cluster():
    """A cluster that is ended with the test; nothing of it has started."""
    made = Cluster()
    yield made
    made.end()


def rows_in(path):
    """Return the rows but for what the sweep is, which stands in the one that came first."""
    return sorted(tuple(row)[:-1] for row in csv.reader(path.read_text().splitlines()))


def next_line(sweep, beginning):
    return next(line for line in sweep.stderr if line.startswith(f"streetlight: {beginning}"))


def test_nothing_is_lost_and_nothing_twice_where_a_worker_and_the_scheduler_go(cluster, tmp_path):
    path, alone = tmp_path / "cluster.csv", tmp_path / "alone.csv"
    scheduler = cluster.start_scheduler()
    worker, _ = cluster.start_worker(), cluster.start_worker()
    command = [*SWEEP, "--scheduler", cluster.address, "--out", str(path)]
    command = [sys.executable, "-m", "streetlight_gui", *command]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True) as sweep:
        next_line(sweep, "")  # of progress: a chunk is written
        worker.kill()
        next_line(sweep, "")
        scheduler.kill()
        next_line(sweep, f"the scheduler at {cluster.address} has gone: waiting for it")
        before = len(rows_in(path))
        cluster.start_scheduler()
        cluster.start_worker()
        assert sweep.wait() == 0, sweep.stderr.read()
    assert 1 < before < 120_001
    assert streetlight(*SWEEP, "--out", alone).code == 0
    assert rows_in(path) == rows_in(alone)


def test_a_scheduler_that_does_not_answer_is_told(tmp_path):
    path = tmp_path / "atlas.csv"
    done = streetlight("sweep", "--seeds", "0:3", "--scheduler", "tcp://127.0.0.1:9", "--out", path)
    assert done.code == 2
    assert "no Dask scheduler has answered: " in done.err
    assert "tcp://127.0.0.1:9 after 10 s" in done.err


def test_a_worker_of_another_version_computes_nothing():
    with pytest.raises(WorkerError, match=r"a worker has Streetlight .*, this is 0\.0"):
        _in_version("0.0", pytest.fail)
