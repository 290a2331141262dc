"""`--problem`: a preset by name, or one's own examples in a CSV file."""

import json

import pytest
from command import BOOK, streetlight, streetlight_process

from streetlight_gui import commands, train_command
from streetlight_gui.core.problems.presets import PRESETS

STREETLIGHTS = "light_1,light_2,light_3,answer\n1,0,1,1\n0,1,1,1\n0,0,1,0\n1,1,1,0\n"
IN_GERMAN = "\ufeff" + STREETLIGHTS.replace(",", ";").replace("1;1;1;0", "1,0;1;1;0,0")

BAD_FILES = {
    "": "x.csv, line 1: the column 'light_1' is missing; the header must be ",
    "light_1,answer\n1,go\n": "x.csv, line 2, answer: an answer must be WALK, STOP or a finite ",
    "light_1,answer\n2,1\n": "x.csv, line 2, light_1: a light must be a number from 0 (off) to ",
    "light_1,answer\n%,%s\n": "x.csv, line 2, light_1: a light must be a number from 0 (off) to ",
    "light_1,answer,use\n1,1,val\n": "x.csv, line 2, use: it must be train or test, not 'val'",
    "\0": "x.csv, line 1: the byte 0x00 is not text; the file must be CSV in UTF-8",
}


@pytest.fixture
def write(tmp_path):
    """Return a function that writes a file, and returns its path."""

    def write_file(text, name="x.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write_file


def report(*arguments):
    result = streetlight("train", "--format", "json", *arguments)
    assert (result.code, result.err) == (0, "")
    return json.loads(result.out)


@pytest.mark.parametrize("text", [STREETLIGHTS, IN_GERMAN], ids=["commas", "semicolons"])
@pytest.mark.parametrize("name", ["mine.csv", "mine.CSV"])
def test_a_file_trains_like_the_preset_with_its_examples(write, text, name):
    found = report("--problem", write(text, name))
    assert found.pop("problem") == "mine"
    preset = report()
    assert {"problem", "held_out", "held_out_errors"} == preset.keys() - found.keys()
    assert found == {key: preset[key] for key in found}
    assert found["errors"] == pytest.approx(BOOK["streetlights"]["computed"]["errors"], rel=1e-9)


def test_answers_to_test_with_are_reported_and_never_trained_on(write):
    rows = STREETLIGHTS.replace("answer", "answer,use").replace("\n", ",train\n")
    file = write(rows.replace("use,train", "use") + "1,0,0,WALK,test\n1,0,1,STOP,test\n")
    found, preset = report("--problem", file), report()
    assert found["weights"] == preset["weights"]
    assert [each["right"] for each in found["held_out"]] == [True, False]
    assert len(found["held_out_errors"]) == 60
    lines = streetlight("predict", "--problem", file, 1, 0, 1).out.splitlines()
    assert lines == [lines[0], "held out: STOP, wrong"]
    assert lines[0].startswith("WALK 1.000")
    lines = streetlight("predict", "--problem", file, 1, 0, 0).out.splitlines()
    assert lines[1:] == ["held out: WALK, right"]
    assert len(streetlight("predict", "--problem", file, 0, 1, 1).out.splitlines()) == 1


def test_a_file_found_from_where_one_stands(write, monkeypatch, tmp_path):
    write(STREETLIGHTS)
    monkeypatch.chdir(tmp_path)
    assert report("--problem", "x.csv", "--seed", 3, "--hidden", 2)["hidden"] == [2]


def test_predicting_with_two_lights_from_a_file(write):
    file = write("answer,light_1,light_2\n0,0,0\n1,1,0\n1,0,1\n1,1,1\n")
    result = streetlight("predict", "--problem", file, "--hidden", "none", 1, 0.9)
    assert result.out.startswith("WALK ")
    refused = streetlight("predict", "--problem", file, 1, 0, 1)
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.startswith("streetlight: x has 2 lights: give 2 numbers")


def test_one_light_is_one_number(write):
    refused = streetlight("predict", "--problem", write("light_1,answer\n0,1\n"), 1, 0)
    assert refused.err == "streetlight: x has 1 light: give 1 number from 0 to 1, not 2\n"


@pytest.mark.parametrize("command", ["train", "predict", "gui", "screenshot"])
@pytest.mark.parametrize(("text", "sentence"), BAD_FILES.items(), ids=range(len(BAD_FILES)))
def test_a_bad_file_is_refused_in_one_line(write, monkeypatch, command, text, sentence):
    for function in ("asked_settings", "asked_cursor", "need_window", "need_paper"):
        monkeypatch.setattr(commands, function, None)  # it fails if it is called
    monkeypatch.setattr(train_command, "asked_settings", None)
    result = streetlight(command, "--problem", write(text))
    assert (result.code, result.out) == (2, "")
    *usage, line = result.err.splitlines()
    assert line.startswith(f"streetlight {command}: error: argument --problem: {sentence}")
    assert usage[0].startswith("usage: ")
    assert all(more.startswith(" ") for more in usage[1:])


SIGNS = "q,a,b\n-1,-1,-1\n1,1,-1\n1,-1,1\n1,1,1\n"


def test_a_table_of_another_make_is_understood_in_one_line(write):
    plain = "answer,light_1,light_2\n0,0,0\n1,1,0\n1,0,1\n1,1,1\n"
    expected = streetlight("train", "--problem", write(plain)).out
    chosen = "--answer", "q", "--columns", "a,b", "--as", "-1=0,1=WALK"
    for name in ("x.txt", "x.tsv", "x.data"):
        result = streetlight("train", "--problem", write(SIGNS.replace(",", "\t"), name), *chosen)
        said = "x: a and b are the lights, q the answer, 4 examples; -1 is 0 (off); 1 is 1 (on)"
        assert (result.code, result.err, result.out) == (0, f"streetlight: {said}\n", expected)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ([], "x: q, a and b: '-1' and '1' must be numbers, 0 (off) or 1 (on); give --as -1=0,1=1"),
        (["--answer", "z"], "there is no column 'z'; there are q, a, b"),
        (["--columns", "b"], "'b' is the answer, and each light is another column"),
        (["--scale", "y"], "there is no column 'y'; there are q, a, b"),
    ],
)
def test_what_must_be_asked_is_refused_with_the_option_to_give(write, options, sentence):
    result = streetlight("train", "--problem", write(SIGNS), *options)
    assert (result.code, result.out, result.err) == (2, "", f"streetlight: {sentence}\n")


@pytest.mark.parametrize("texts", ["no", "=1", "no=x", ""])
def test_what_no_text_can_stand_for_is_refused(write, texts):
    result = streetlight("train", "--problem", write(SIGNS), "--as", texts)
    assert (result.code, result.out) == (2, "")
    assert "argument --as: " in result.err


def test_a_process_refuses_a_directory_and_a_bad_file(write, tmp_path):
    directory = tmp_path / "directory.csv"
    directory.mkdir()
    for path, sentence in [
        (directory, f"argument --problem: {directory} cannot be read: Is a directory\n"),
        (write("light_1,answer\n"), "x.csv, line 1: no rows follow the header; "),
    ]:
        result = streetlight_process("train", "--problem", path)
        assert (result.returncode, result.stdout) == (2, "")
        assert sentence in result.stderr
        assert "Traceback" not in result.stderr


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_trains(name):
    assert report("--problem", name, "--iterations", 3)["problem"] == name
