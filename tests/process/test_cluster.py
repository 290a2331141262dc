"""A sweep on a real Dask cluster: a scheduler and workers, in processes of their own here."""

import csv
import re
import signal
import socket
import subprocess
import sys

import pytest
from command import start_with, streetlight

from streetlight_gui import __version__, sweep_command
from streetlight_gui.process.cluster import WorkerError, _in_version
from streetlight_gui.process.cluster import cluster as connected
from streetlight_gui.process.cluster_machines import machines_at

pytest.importorskip("distributed", reason="the extra cluster is not installed")

SWEEP = ("sweep", "--seeds", "0:20000", "--iterations", "1000", "--hidden", "2,4")  # 9 chunks
TELL_OF_EACH = """
from streetlight_gui import sweep_command
sweep_command._BETWEEN_LINES_S = 0
"""
PATIENCE_S = 300  # with a machine that has other work, too

# A worker's program, as if it had no Streetlight, or had, as it says, but could not load it.
WITHOUT = """
import sys
sys.modules["streetlight_gui"] = None
from distributed import versions
from distributed.cli import dask_worker
known, says_so = versions.version, {says_so}
def version(name):
    if says_so and name == "streetlight_gui":
        raise LookupError(name)
    return known(name)
versions.version = version
dask_worker.main()
"""


class Cluster:
    """A scheduler and its workers."""

    def __init__(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = str(free.getsockname()[1])
        self.address = f"tcp://127.0.0.1:{self.port}"
        self.started = []

    def start_scheduler(self):
        scheduler = "-m", "distributed.cli.dask_scheduler"
        options = "--host", "127.0.0.1", "--port", self.port
        return self._start("Scheduler at:", *scheduler, *options)

    def start_worker(self, *program, threads=1):
        program = program or ("-m", "distributed.cli.dask_worker")
        return self._start(
            "Registered to:", *program, self.address, "--no-nanny", f"--nthreads={threads}"
        )

    def start_worker_without_streetlight(self, says_so=True, threads=1):
        return self.start_worker("-c", WITHOUT.format(says_so=says_so), threads=threads)

    def start_sweep(self, path):
        command = *SWEEP, "--scheduler", self.address, "--out", str(path)
        sweep = start_with(TELL_OF_EACH, *command, home=path.parent)
        self.started.append(sweep)
        return sweep

    def end(self):
        for process in self.started:
            process.kill()
            process.communicate()

    def _start(self, ready, *command):
        command = [sys.executable, *command, "--no-dashboard"]
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
    sweep = cluster.start_sweep(path)
    next_line(sweep, "")  # of progress: a chunk is written
    worker.kill()
    next_line(sweep, "")
    scheduler.kill()
    next_line(sweep, f"the scheduler at {cluster.address} has gone: waiting for it")
    before = len(rows_in(path))
    cluster.start_scheduler()
    cluster.start_worker()
    _, told = sweep.communicate(timeout=PATIENCE_S)
    assert sweep.returncode == 0, told
    assert 1 < before < 40_001
    assert streetlight(*SWEEP, "--out", alone).code == 0
    assert rows_in(path) == rows_in(alone)


def test_a_sweep_waits_for_workers_whenever_there_is_none(cluster, tmp_path):
    path = tmp_path / "atlas.csv"
    no_worker = (
        f"no worker is there: 'dask worker {cluster.address} --nworkers -1 --nthreads 1' starts"
    )
    cluster.start_scheduler()
    sweep = cluster.start_sweep(path)
    for _ in range(2):
        next_line(sweep, no_worker)
        worker = cluster.start_worker()
        assert " networks, " in next_line(sweep, "")
        worker.kill()
    next_line(sweep, no_worker)
    sweep.send_signal(signal.SIGINT)
    _, told = sweep.communicate(timeout=PATIENCE_S)
    assert sweep.returncode == 130
    assert told == f"streetlight: stopped; the same command goes on with {path}\n"


def test_a_worker_without_streetlight_is_named_before_it_works(cluster, tmp_path):
    path = tmp_path / "atlas.csv"
    cluster.start_scheduler()
    cluster.start_worker()
    cluster.start_worker_without_streetlight()
    sweep = cluster.start_sweep(path)
    out, told = sweep.communicate(timeout=PATIENCE_S)
    assert (sweep.returncode, out) == (1, "")
    assert re.fullmatch(
        r"streetlight: the worker tcp://127\.0\.0\.1:\d+ has no Streetlight, this machine \S+: "
        r"install the same version there and start it again; the same command goes on with .*\n",
        told,
    )
    assert not path.exists()


def test_a_worker_that_cannot_load_streetlight_is_told_and_lives(cluster, tmp_path):
    cluster.start_scheduler()
    worker = cluster.start_worker_without_streetlight(says_so=False, threads=2)
    sweep = cluster.start_sweep(tmp_path / "atlas.csv")
    _, told = sweep.communicate(timeout=PATIENCE_S)
    assert sweep.returncode == 1
    slow, refused = told.splitlines()
    assert slow.endswith("hinder each other: start workers with --nworkers -1 --nthreads 1")
    assert refused.startswith(f"streetlight: a worker has no Streetlight {__version__} (")
    assert worker.poll() is None


def test_an_error_of_this_machine_s_own_is_blamed_on_no_worker(cluster):
    cluster.start_scheduler()
    cluster.start_worker()
    with pytest.raises(AttributeError, match="mine"), connected(cluster.address, 10, pytest.fail):
        raise AttributeError("mine")


def test_a_scheduler_that_does_not_answer_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(sweep_command, "_PATIENCE_S", 0.2)
    address, path = "tcp://127.0.0.1:9", tmp_path / "atlas.csv"
    done = streetlight("sweep", "--seeds", "0:3", "--scheduler", address, "--out", path)
    assert done.code == 2
    assert f"no Dask scheduler has answered at {address} within 0.2 s (Connection ref" in done.err
    assert not path.exists()


def test_a_server_that_says_nothing_is_waited_for_no_longer():
    no_scheduler = "no Dask scheduler has answered at "
    with socket.create_server(("127.0.0.1", 0)) as mute:
        address = f"tcp://127.0.0.1:{mute.getsockname()[1]}"
        with pytest.raises(ValueError, match=f"{no_scheduler}{address} within 0.1 s: 'dask sched"):
            machines_at(address, 0.1)


def test_a_worker_of_another_version_computes_nothing():
    with pytest.raises(WorkerError, match=r"a worker has Streetlight .*, this is 0\.0"):
        _in_version("0.0", pytest.fail, (), {})
