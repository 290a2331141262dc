"""The picture that a sweep leaves, and what is refused before anything is trained."""

import re
from xml.etree import ElementTree as ET

import pytest
from command import start_with, streetlight, streetlight_process

ASKED = "sweep", "--seeds", "0:100", "--iterations", "60"


def texts(path):
    root = ET.fromstring(path.read_bytes())  # noqa: S314 - our own
    return [node.text.strip() for node in root.iter("{http://www.w3.org/2000/svg}text")]


def test_a_picture_shows_the_shares_of_every_setting(tmp_path):
    path = tmp_path / "shares.svg"
    alphas = "--alpha", "0.1,0.2,0.4"
    done = streetlight_process(*ASKED, *alphas, "--out", tmp_path / "a.csv", "--plot", path)
    assert done.returncode == 0
    found = texts(path)
    names = ["alpha 0.1", "alpha 0.2", "alpha 0.4"]
    assert [each for each in found if each in names] == names
    assert "49.0 % (39.4 to 58.7 %)" in found  # of the book's: 49 of 100
    shares = re.findall(r"\d+\.\d % \(\d+\.\d to \d+\.\d %\)", done.stdout)
    shares = shares[::2]  # of a setting's two, that of the starts that learn
    assert [each for each in found if each in shares] == shares
    title = "Streetlights: seeds 0 to 99, 3 settings, hidden 4, iterations 60"
    title += "; learned: an error below 0.01"
    assert title in found


def test_for_a_file_that_is_whole_the_picture_is_drawn_at_once(tmp_path):
    rows, path = tmp_path / "a.csv", tmp_path / "shares.PDF"
    assert streetlight(*ASKED, "--out", rows).code == 0
    done = streetlight_process(*ASKED, "--out", rows, "--plot", path)
    assert (done.returncode, done.stderr) == (0, "")
    assert path.read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ("--plot a.gif", "a sweep's picture must end in .png, .svg, .pdf, not 'a.gif'"),
        ("--plot no-folder/a.png", "no-folder/a.png cannot be written: "),
        ("--plot folder.png", "folder.png cannot be written: "),
        (
            f"--plot a.png --alpha {','.join(str(k / 1000) for k in range(1, 202))}",
            "a picture has room for 200 settings, or for a map of 50 by as many, not for these 201",
        ),
        (
            f"--plot a.png --hidden 1,2 --alpha {','.join(str(k / 1000) for k in range(1, 52))}",
            "not for these 102",
        ),
        (
            "--plot a.png --seeds 0:10**7",
            "a picture has room for 1,000,000 networks, not 10,000,000",
        ),
    ],
)
def test_what_cannot_be_drawn_is_refused_before_training(options, sentence, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder.png").mkdir()
    done = streetlight(*ASKED, "--out", "a.csv", *options.split())
    assert done.code == 2
    assert sentence in done.err
    assert [each.name for each in tmp_path.iterdir()] == ["folder.png"]


FULL = """
from streetlight_gui.core.storage import files
def full(*_):
    raise OSError(28, "No space left on device")
files.replace_file = full
"""


def test_a_disk_that_is_full_in_the_end_is_told(tmp_path):
    path = tmp_path / "shares.png"
    path.write_text("as it was")
    asked = map(str, (*ASKED, "--out", tmp_path / "a.csv", "--plot", path))
    done = start_with(FULL, *asked, home=str(tmp_path))
    _, told = done.communicate()
    assert done.returncode == 2
    assert told.endswith(f"streetlight: {path} cannot be written: No space left on device\n")
    assert path.read_text() == "as it was"
