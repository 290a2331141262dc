"""A program that is killed while it saves leaves the old file or the new one."""

import os
import subprocess
import sys

import pytest

from streetlight_gui.core.storage.files import claim, replacing, write_file

KILLS = 100
PROGRAM = """
import mmap, os, random, signal, sys, time
from dataclasses import replace
from itertools import count
from pathlib import Path

from streetlight_gui.core import Problem
from streetlight_gui.core.replay.cursor import Cursor
from streetlight_gui.core.replay.run import Run
from streetlight_gui.core.replay.saved_session import session_at
from streetlight_gui.core.storage.session_file import read_session, write_session
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.core.training.stopping import StopRule

folder, kills = Path(sys.argv[1]), int(sys.argv[2])
files = folder / "mine.streetlight", folder / "unsaved.streetlight"
rows = [[k % 7 / 7, k % 5 / 5] for k in range(500)]
cursor = Cursor(Run(Settings.choose(Problem(rows, [0.0] * 500, "many"))))
session, written = session_at(cursor, StopRule()), mmap.mmap(-1, 8)

def save_for_ever(first):
    for number in count(first):
        for file in files:
            write_session(replace(session, stop_rule=StopRule(number)), file)
        written[:] = number.to_bytes(8, "big")

moments = random.Random(int(sys.argv[3]))
for kill in range(kills):
    done = int.from_bytes(written[:], "big")
    pid = os.fork()
    if not pid:
        save_for_ever(done + 1)
    while kill % 10 == 0 and int.from_bytes(written[:], "big") == done:
        time.sleep(0.001)  # on a busy machine, too, some of them save something
    time.sleep(moments.uniform(0, 0.02))
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    done = int.from_bytes(written[:], "big")
    found = [read_session(file).stop_rule.iterations for file in files if done or file.exists()]
    assert all(done <= number <= done + 1 for number in found), (done, found)
left = [file for file in folder.iterdir() if file not in files]
for file in left:
    os.utime(file, (0, 0))  # long ago
write_session(session, files[0])
print(done, len(left), len([*folder.iterdir()]))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes that fork are killed here")
def test_no_file_is_ever_unreadable_and_nothing_saved_is_lost(tmp_path):
    command = [sys.executable, "-c", PROGRAM, str(tmp_path), str(KILLS), "1"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    written, unfinished, found = map(int, done.stdout.split())
    assert written
    assert 0 < unfinished <= KILLS  # so many were killed in the middle of a file
    assert found == 2  # and nothing of that stays


def test_what_was_left_unfinished_goes_with_the_next_file(tmp_path):
    """But not what another program is about to finish, or what is none of ours."""
    names = "streetlight-dead", "streetlight-writing", "streetlight-begun", "another"
    dead, writing, begun, another = (tmp_path / f".{name}.tmp" for name in names)
    link = tmp_path / ".streetlight-link.tmp"
    link.symlink_to(another)
    for path in (dead, writing, begun, another):
        path.write_bytes(b"half")
    for path in (dead, writing, another):
        os.utime(path, (0, 0))
    with writing.open("rb") as file:
        claim(file)
        write_file(tmp_path / "mine.streetlight", b"whole")
    assert {*tmp_path.iterdir()} == {tmp_path / "mine.streetlight", writing, begun, another, link}


def test_a_file_that_is_being_written_is_locked_and_ours_to_remove(tmp_path):
    with replacing(tmp_path / "mine.streetlight"):
        (path,) = tmp_path.iterdir()
        os.utime(path, (0, 0))
        write_file(tmp_path / "other.streetlight", b"whole")
        assert path.exists()
    assert {path.name for path in tmp_path.iterdir()} == {"mine.streetlight", "other.streetlight"}
