"""Sweeps on the console: what is asked for, what is told, and how they go on."""

import csv
import errno
import os
import re
import signal
import subprocess
import sys

import pytest
from command import streetlight, streetlight_process

from streetlight_gui.core import Network, Problem, Trainer
from streetlight_gui.core.storage.files import claim

SHORT = "sweep", "--seeds", "0:64", "--out"
LONG = ("--seeds", "0:12000", "--iterations", "1000", "--out")


def rows_in(path):
    return list(csv.DictReader(path.read_text().splitlines()))


def test_the_first_hundred_starts_are_the_book_s(tmp_path):
    path = tmp_path / "atlas.csv"
    done = streetlight("sweep", "--seeds", "0:100", "--iterations", 60, "--out", path)
    assert done.code == 0
    rows = sorted(rows_in(path), key=lambda row: int(row["seed"]))
    assert sum(row["outcome"] == "learned" for row in rows) == 49
    assert [k for k in range(10) if rows[k]["outcome"] != "learned"] == [2, 3, 5, 8, 9]
    trainer = Trainer(
        Problem.preset("streetlights"), Network.random(lights=3, hidden=(4,), seed=1), alpha=0.2
    )
    trainer.run(60)
    assert float(rows[1]["error"]) == pytest.approx(trainer.errors[-1], rel=1e-9)
    assert float(rows[1]["frozen_error"]) == pytest.approx(trainer.frozen_errors[-1], rel=1e-9)
    assert done.out.splitlines()[1].split()[:2] == ["100", "49.0"]
    assert done.err == "streetlight: 100 %: 100 of 100 networks\n"


def test_what_differs_in_nothing_is_trained_once(tmp_path):
    """As activations do without a hidden layer."""
    asked = "--seeds", "0:9", "--hidden", "none,4", "--activation", "relu,tanh", "--out"
    _, *lines = streetlight("sweep", *asked, tmp_path / "atlas.csv").out.splitlines()
    settings = [line.split()[:3] for line in lines]
    assert settings == [["none", "none", "9"], ["4", "relu", "9"], ["4", "tanh", "9"]]


def test_the_summary_has_a_line_for_each_setting(tmp_path):
    path = tmp_path / "atlas.csv"
    asked = [
        "--seeds",
        "0:64",
        "--alpha",
        "0.1,0.2",
        "--hidden",
        "2,3-3",
        "--iterations",
        "20",
        "--out",
    ]
    head, *lines = streetlight("sweep", *asked, path).out.splitlines()
    assert head.split()[:3] == ["alpha", "hidden", "starts"]
    settings = [line.split()[:3] for line in lines]
    assert settings == [[a, h, "64"] for a in ("0.1", "0.2") for h in ("2", "3-3")]
    again = streetlight("sweep", *asked, path)
    assert (again.code, again.out.splitlines(), again.err) == (0, [head, *lines], "")


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ("--seeds 5:2", "seeds must be written like 0:1000"),
        ("--seeds a:b", "seeds must be written like 0:1000"),
        ("--seeds 0:10**12", "1,000,000,000,000 networks would take about"),
        ("--seeds 0:99**99", "networks would take about "),
        ("--seeds 0:9**999", "seeds must be written like 0:1000"),
        ("--seeds 0:4294967297", "from the first up to, not with, the second, at most 4294967296"),
        ("--seeds 0:4294967296", "a sweep may have 1,000,000,000"),
        ("--hidden 0", "hidden must be up to 3 layers of 1 to 16 units"),
        ("--alpha 0.1,fast", "alpha must be a number above 0 and at most 1000, not 'fast'"),
        ("--iterations 0", "iterations must be a whole number from 1 to 1,000,000"),
        ("--scheduler localhost", "must be written like tcp://HOST:8786, not 'localhost'"),
        ("--scheduler http://a:8787", "a scheduler's address must be written like tcp://HOST:8786"),
        ("--scheduler tcp://a:65536", "a scheduler's address must be written like tcp://HOST:8786"),
        ("--scheduler=", "a scheduler's address must be written like tcp://HOST:8786, not ''"),
        ("--scheduler a:1 --processes 2", "a cluster shares the work as its workers can: leave"),
        ("--out atlas.txt", "a sweep's file must end in .csv or .parquet, not 'atlas.txt'"),
        ("--out no-folder/atlas.csv", "no-folder/atlas.csv cannot be written: "),
        ("--out no-folder/atlas.parquet", "no-folder/atlas.parquet cannot be written: "),
    ],
)
def test_what_is_not_allowed_is_refused_in_a_sentence(options, sentence, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = streetlight("sweep", "--out", "atlas.csv", *options.split())
    assert done.code == 2
    assert sentence in done.err
    assert not [*tmp_path.iterdir()]


def test_a_file_of_something_else_or_of_another_sweep_stays_as_it_is(tmp_path):
    path = tmp_path / "atlas.csv"
    path.write_text("light_1,answer\n1,1\n")
    done = streetlight("sweep", "--seeds", "0:3", "--out", path)
    assert (done.code, path.read_text()) == (2, "light_1,answer\n1,1\n")
    assert "atlas.csv: line 1: a sweep's file begins with the columns cell, seed" in done.err
    path.unlink()
    assert streetlight("sweep", "--seeds", "0:3", "--out", path).code == 0
    done = streetlight("sweep", "--seeds", "0:4", "--out", path)
    assert (done.code, len(rows_in(path))) == (2, 3)
    assert "it holds another sweep: name another file, or take this one away" in done.err


def test_a_file_that_another_program_writes_is_refused(tmp_path):
    path = tmp_path / "atlas.csv"
    with path.open("wb") as file:
        claim(file)
        done = streetlight("sweep", "--seeds", "0:3", "--out", path)
    assert done.code == 2
    assert f"{path} cannot be written: another program writes it" in done.err


def ended(path, end):
    """Let a process sweep until it has written something; return its exit code and errors."""
    command = [sys.executable, "-m", "streetlight_gui", "sweep", "--processes", "1", *LONG, path]
    sweep = subprocess.Popen([*map(str, command)], stderr=subprocess.PIPE, text=True)
    told = sweep.stderr.readline()
    sweep.send_signal(end)
    return sweep.wait(), told + sweep.communicate()[1]


def test_a_sweep_ended_in_any_way_goes_on_to_the_same_rows(tmp_path):
    path, undisturbed = tmp_path / "atlas.csv", tmp_path / "undisturbed.csv"
    code, told = ended(path, signal.SIGKILL)
    assert code == -signal.SIGKILL
    assert re.match(r"streetlight: \d+ %: [\d,]+ of 12,000 networks, .* left\n", told)
    killed = len(rows_in(path))
    code, told = ended(path, signal.SIGINT)
    assert code == 130
    assert told.splitlines()[-1].endswith(f"stopped; the same command goes on with {path}")
    assert 0 < killed < len(rows_in(path)) < 12_000
    for each in (path, undisturbed):
        assert streetlight("sweep", *LONG, each).code == 0
    found, wanted = ([tuple(row.values())[:-1] for row in rows_in(p)] for p in (path, undisturbed))
    assert sorted(found) == sorted(wanted)


def test_progress_is_a_bar_where_somebody_sees_it(tmp_path):
    pty, termios = pytest.importorskip("pty"), pytest.importorskip("termios")
    try:
        master, terminal = pty.openpty()
    except OSError as error:  # such as in a root of its own, which has no devices for them
        pytest.skip(f"there is no terminal here: {error}")
    termios.tcsetwinsize(terminal, (24, 80))
    arguments = "sweep", "--seeds", "0:64", "--out", tmp_path / "atlas.csv"
    assert streetlight_process(*arguments, stderr=terminal).returncode == 0
    shown = ""
    while "64.0/64.0" not in shown:
        shown += os.read(master, 10_000).decode()
    assert "100%" in shown


def test_a_full_disk_is_told_and_the_sweep_goes_on_later(tmp_path, monkeypatch):
    path, sync = tmp_path / "atlas.csv", os.fsync
    fill = iter([sync])  # the head is written, nothing more

    def full(file):
        next(fill, lambda _: (_ for _ in ()).throw(OSError(errno.ENOSPC, "No space left")))(file)

    monkeypatch.setattr(os, "fsync", full)
    done = streetlight("sweep", "--seeds", "0:64", "--out", path)
    assert (done.code, done.out) == (2, "")
    assert done.err == f"streetlight: {path} cannot be written: No space left\n"
    monkeypatch.setattr(os, "fsync", sync)
    assert streetlight("sweep", "--seeds", "0:64", "--out", path).code == 0
    assert len({row["seed"] for row in rows_in(path)}) == len(rows_in(path)) == 64


def test_a_disk_that_is_full_from_the_start_is_told_and_gets_no_file(tmp_path):
    resource = pytest.importorskip("resource")
    path = tmp_path / "atlas.csv"

    def allow_no_byte():
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))

    done = streetlight_process(*SHORT, path, preexec_fn=allow_no_byte)
    assert done.returncode == 2
    assert done.stderr == f"streetlight: {path} cannot be written: File too large\n"
    assert not path.exists()


def test_a_parquet_file_that_cannot_be_written_is_refused_before_any_training(tmp_path):
    path = tmp_path / "atlas.parquet"
    path.mkdir()
    done = streetlight(*SHORT, path)
    assert (done.code, done.out) == (2, "")
    assert done.err == f"streetlight: {path} cannot be written: Is a directory\n"


def test_a_sweep_goes_on_where_nobody_reads_how_far_it_is(tmp_path):
    path = tmp_path / "atlas.csv"
    assert streetlight_process(*SHORT, path, preexec_fn=lambda: os.close(2)).returncode == 0
    assert len(rows_in(path)) == 64
    path.unlink()
    reader, writer = os.pipe()
    os.close(reader)
    done = streetlight_process(*SHORT, path, stderr=writer)
    os.close(writer)
    assert done.returncode == 0
    assert len(rows_in(path)) == 64


def test_the_window_starts_without_what_sweeps_need():
    loaded = "import sys, streetlight_gui.cli; print([*sys.modules])"
    found = subprocess.check_output([sys.executable, "-c", loaded], text=True)
    assert "'streetlight_gui.commands'" in found
    assert not [name for name in ("tqdm", "multiprocessing", "ensemble") if name in found]
