"""Problems in CSV files: exact there and back, and a sentence for every bad file."""

import csv
import errno
import itertools
import os
import re
import stat
from pathlib import Path

import numpy as np
import pytest
from attempts import outcome
from hypothesis import example, given
from hypothesis import strategies as st

from streetlight_gui.core import Problem
from streetlight_gui.core.checks import limits
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.storage.files import check_regular
from streetlight_gui.core.storage.problem_file import (
    format_examples,
    parse_examples,
    read_problem,
    write_problem,
)

LIGHT = "a light must be a number from 0 (off) to 1 (on), not "
ANSWER = "an answer must be WALK, STOP or a finite number such as 0.5, not "
HEADER = "the header must be light_1 to light_n, with n from 1 to 6, answer, and perhaps use"

a_light = st.floats(0, 1) | st.sampled_from([0.0, -0.0, 1.0, 5e-324, 0.1, 1 / 3])
an_answer = st.floats(allow_nan=False, allow_infinity=False)


a_name = st.text(
    st.sampled_from("ab;,'\"\\0.-#\t\u00e9 ") | st.characters(codec="utf-8"),
    min_size=1,
    max_size=40,
).filter(lambda name: name.isprintable() and name == name.strip() and name.casefold() != "use")
likely = st.sampled_from(
    ["output", "class", "weight", "1", "0", "light_2", "answer", "train", "yes"]
)


@st.composite
def problems(draw, named=False):
    lights = draw(st.integers(1, 6))
    row = st.tuples(st.lists(a_light, min_size=lights, max_size=lights), an_answer)
    rows = draw(st.lists(row, min_size=1, max_size=20))
    end = draw(st.integers(1, len(rows)))  # of those in training
    parts = (
        [list(values) for values in zip(*part, strict=True)] for part in (rows[:end], rows[end:])
    )
    trained, held_out = parts
    names = st.lists(
        a_name | likely, min_size=lights + 1, max_size=lights + 1, unique_by=str.casefold
    )
    return Problem(*trained, held_out=held_out or None, names=draw(names) if named else ())


@pytest.fixture
def written(tmp_path):
    """Return a function that writes bytes or text to x.csv, and returns its path."""

    def write(content):
        path = tmp_path / "x.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


def bits(problem):
    return (
        *(problem.patterns.shape, problem.patterns.tobytes()),
        problem.targets.tobytes(),
        *(values.tobytes() for values in problem.held_out),
    )


def examples(problem):
    return [
        (*pattern, target)
        for pattern, target in zip(*map(np.ndarray.tolist, problem.rows), strict=True)
    ]


def refusal(path):
    with pytest.raises(ValueError, match=re.escape(path.name)) as caught:
        read_problem(path)
    sentence = str(caught.value)
    assert "\n" not in sentence
    assert len(sentence) < 250
    return sentence


@given(problems())
def test_there_and_back_is_bitwise_the_same(tmp_path_factory, problem):
    path = tmp_path_factory.getbasetemp() / "round trip.csv"
    write_problem(problem, path)
    assert bits(read_problem(path)) == bits(problem)


@given(problems(named=True))
def test_names_and_all_else_come_back_equal(problem):
    assert parse_examples(format_examples(problem)) == problem


@given(problems(), st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())
def test_what_spreadsheets_make_of_it_is_the_same(problem, line_end, has_semicolons):
    text = format_examples(problem).replace("\n", line_end)
    if has_semicolons:
        text = text.replace(",", ";").replace(".", ",")
    assert bits(parse_examples(text)) == bits(problem)


def test_what_is_held_out_may_stand_anywhere(written):
    text = "use,light_1,answer,light_2\ntest,1,0,1\n,1,1,0\nTRAIN,0,1,1\n Test ,0,0,0\n"
    problem = read_problem(written(text))
    assert examples(problem) == [(1, 0, 1), (0, 1, 1), (1, 1, 0), (0, 0, 0)]
    assert (len(problem), problem.held_out_count) == (2, 2)


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_can_be_written_and_read(tmp_path, name):
    problem = Problem.preset(name)
    path = tmp_path / f"{problem.name}.csv"
    write_problem(problem, path)
    found = read_problem(path)
    assert bits(found) == bits(problem)
    assert found.name == problem.name


def test_a_written_file_digit_by_digit(tmp_path):
    path = tmp_path / "mine.csv"
    write_problem(Problem([[0.1 + 0.2, 1], [0, -0.0]], [1e300, -2.5]), path)
    assert path.read_bytes() == b"light_1,light_2,answer\n0.30000000000000004,1,1e+300\n0,0,-2.5\n"


@given(problems())
def test_a_table_reader_finds_the_columns(problem):
    rows = list(csv.DictReader(format_examples(problem).splitlines()))
    names = [*(f"light_{k + 1}" for k in range(problem.lights)), "answer"]
    uses = ["train"] * len(problem) + ["test"] * problem.held_out_count
    assert list(rows[0]) == [*names, "use"][: len(names) + (problem.held_out_count > 0)]
    assert [row.get("use", "train") for row in rows] == uses
    assert [tuple(float(row[name]) for name in names) for row in rows] == examples(problem)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"light_1,light_2,answer\n1,0,1\n0,0.5,-2\n", id="as written"),
        pytest.param(b"\xef\xbb\xbflight_1,light_2,answer\n1,0,1\n0,0.5,-2\n", id="mark"),
        pytest.param(b"light_1;light_2;answer\n1;0;1\n0;0,5;-2\n", id="semicolons"),
        pytest.param(b"light_1;light_2;answer\n1;0;1\n0;0.5;-2.0\n", id="semicolons and points"),
        pytest.param(b"light_1\tlight_2\tanswer\n1\t0\t1\n0\t0,5\t-2\n", id="tabs"),
        pytest.param(b'"light_1","light_2","answer"\n"1","0","1"\n0,.5,-2\n', id="all quoted"),
        pytest.param(b"light_1,light_2,answer,,\n1,0,1,,\n0,0.5,-2\n", id="empty last columns"),
        pytest.param(b",light_1,,light_2,answer\n,1,,0,1\n,0,,0.5,-2\n", id="empty columns"),
        pytest.param(b"light_1,light_2,answer\n1,0,1,\n0,0.5,-2,,,\n", id="empty last cells"),
        pytest.param(b"light_1,light_2,answer\ntrue,FALSE,WALK\n0,.5,-2\n", id="words"),
        pytest.param(b"light_1,light_2,answer\nTRUE,false,True\n0,.5,-2\n", id="truth"),
        pytest.param(b"\xef\xbb\xbflight_1;light_2;answer\r\n1;0;1\r\n0;,5;-2\r\n", id="Excel"),
        pytest.param(b"light_1,light_2,answer\r\n1,0,1\r\n0,0.5,-2", id="CRLF"),
        pytest.param(b"light_1,light_2,answer\r1,0,1\r0,0.5,-2\r", id="CR"),
        pytest.param(
            "light_1\tlight_2\tanswer\r\n1\t0\t1\r\n0\t0,5\t-2\r\n".encode("utf-16"), id="UTF-16"
        ),
        pytest.param(b"\n\nlight_1,light_2,answer\n  \n1,0,1\n\n,,\n0,0.5,-2\n\n", id="blanks"),
        pytest.param(b" light_1 ,\tlight_2, answer\n 1 , 0,1 \n0\t,0.5,  -2\n", id="spaces"),
        pytest.param(b"LIGHT_1,Light_2,ANSWER\n1,0,1\n0,0.5,-2\n", id="capitals"),
        pytest.param(b"answer,light_2,light_1\n1,0,1\n-2,0.5,0\n", id="other order"),
        pytest.param(b'"light_1","light_2","answer"\n"1", "0","1"\n0,.5,-2\n', id="quotes"),
        pytest.param(b"light_1,light_2,answer\n1.,0e9,1e0\n-0,+5E-1,-2.0\n", id="number shapes"),
        pytest.param(b'light_1,light_2,answer\n"1\n",0,1\n0,0.5,-2\n', id="line end in a cell"),
    ],
)
def test_all_kinds_of_files_are_read(written, content):
    problem = read_problem(written(content))
    assert examples(problem) == [(1, 0, 1), (0, 0.5, -2)]
    assert problem.name == "x"


def test_contradicting_rows_are_read(written):
    problem = read_problem(written("light_1,answer\n1,1\n1,0\n"))
    assert examples(problem) == [(1, 1), (1, 0)]


def test_as_many_rows_as_allowed_are_read(written):
    problem = read_problem(written("light_1,answer\n" + "1,1\n" * limits.MAX_EXAMPLES))
    assert len(problem) == limits.MAX_EXAMPLES == 10_000


def header_of(lights):
    return ",".join([*(f"light_{k + 1}" for k in range(lights)), "answer"])


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", f"x.csv, line 1: the column 'light_1' is missing; {HEADER}"),
        (" \n\n", "line 1: the column 'light_1' is missing"),
        ("answer\n1\n", "line 1: the column 'light_1' is missing"),
        ("light_1,light_2\n1,0\n", f"line 1: the column 'answer' is missing; {HEADER}"),
        ("\n\nlight_1,light_3,answer\n1,0,1\n", "line 3: the column 'light_2' is missing"),
        ("light_1,light_1,answer\n1,0,1\n", "the column 'light_1' is there more than once"),
        ("light_1,answer,Answer\n1,0,1\n", "the column 'answer' is there more than once"),
        (
            "light_1,answer,\n1,0,\n1,1,7\n",
            "line 3, column 3: the column has no name in the header, ",
        ),
        (",light_1,answer\n,1,0\n1,1,0\n", "line 3, column 1: the column has no name"),
        (",light_1,answer\n0,1,1\n", "so its cells must be empty, not '0'"),
        ("light_1,,answer\n1,,\n", f"line 2, answer: {ANSWER}''"),
        ("light_1;light_2;answer\n0,5;0;12.500\n", "line 2, answer: decimals must be written with"),
        ("light_1;answer\n0,5;0\n\n0;1.0\n", "not with '.' as in '1.0', after ',' in line 2"),
        ("light_1\tanswer\n.5\t0\n0\t1,5\n", "line 3, answer: decimals must be written with the"),
        (f"{header_of(7)}\n", f"'light_7' is one too many: the lights end with light_6; {HEADER}"),
        (f"light_{'9' * 9999},answer\n1,1\n", "'... is one too many"),
        ("light_1,use\n1,train\n", f"line 1: the column 'answer' is missing; {HEADER}"),
        ("light_1,answer,use,Use\n1,1,,\n", "the column 'use' is there more than once"),
        ("use,answer\ntrain,1\n", "line 1: the column 'light_1' is missing"),
        (
            "light_1,answer,use\n1,1,train\n\n0,1,val\n",
            "x.csv, line 4, use: it must be train or test, not 'val'",
        ),
        (
            "light_1,answer,use\n1,1,test\n0,1,Test\n",
            "line 1: every row is a test; at least one must be to train",
        ),
        ("light_1,answer\n", "line 1: no rows follow the header; there must be 1 to 10,000"),
        ("\nlight_1,answer\n,\n\n", "line 2: no rows follow the header"),
        ("light_1,answer\n1,1\n\non,1\n", f"x.csv, line 4, light_1: {LIGHT}'on'"),
        ("light_1,answer\r\n1,1\r\n\r\non,1\r\n", f"line 4, light_1: {LIGHT}'on'"),
        ("light_1,answer\r1,1\r\ron,1\r", f"line 4, light_1: {LIGHT}'on'"),
        ('light_1,answer\n"1\n",1\n2,1\n', f"line 4, light_1: {LIGHT}'2'"),
        ("light_1,answer\n-0.1,1\n", f"line 2, light_1: {LIGHT}'-0.1'"),
        ("light_1,answer\n1.0000000000000002,1\n", f"line 2, light_1: {LIGHT}'1.0000"),
        ("light_1,answer\nnan,1\n", f"line 2, light_1: {LIGHT}'nan'"),
        ("light_1,answer\n,1\n", f"line 2, light_1: {LIGHT}''"),
        ("light_1,answer\n0_1,1\n", f"line 2, light_1: {LIGHT}'0_1'"),
        ("light_1,answer\n\u0661,1\n", f"line 2, light_1: {LIGHT}'\u0661'"),
        (
            'light_1,answer\n"0,5",1\n',
            f"line 2, light_1: {LIGHT.removesuffix(', not ')}, with a decimal point, not '0,5'",
        ),
        ("light_1;answer\n0;1\n1,5;1\n", f"line 3, light_1: {LIGHT}'1,5'"),
        ("light_1;answer\n0;1.000,5\n", f"line 2, answer: {ANSWER}'1.000,5'"),
        ("light_1,answer\n1,go\n", f"line 2, answer: {ANSWER}'go'"),
        ("answer,light_1\n1,WALK\n", f"line 2, light_1: {LIGHT}'WALK'"),
        ("light_1,answer\n1,NaN\n", f"line 2, answer: {ANSWER}'NaN'"),
        ("light_1,answer\n1,inf\n", f"line 2, answer: {ANSWER}'inf'"),
        ("light_1,answer\n1,-Infinity\n", f"line 2, answer: {ANSWER}'-Infinity'"),
        ("light_1,answer\n1,1e400\n", f"line 2, answer: {ANSWER}'1e400'"),
        (f"light_1,answer\n1,{'9' * 9999}\n", f"line 2, answer: {ANSWER}'{'9' * 40}'..."),
        (f"light_1,answer\n1,{'9' * 99_999}x\n", f"line 2, answer: {ANSWER}'{'9' * 40}'..."),
        ("light_1,answer\n1\n", "line 2: there must be 2 cells, one for each column, not 1"),
        ("light_1,answer\n1,1\n1,0,1\n", "line 3: there must be 2 cells, one for each column"),
        ("light_1;answer\n1,1\n", "line 2: there must be 2 cells, one for each column, not 1"),
        (f"light_1,answer\n1,1\n{'1' * 200_000},1\n", "line 3: this is not CSV (field larger"),
        ('light_1,answer\n1,1\n"1,1\n1,1\n', "line 3: this is not CSV (unexpected end of data)"),
        ('light_1,answer\n"1"0,1\n', "line 2: this is not CSV (',' expected after '\"')"),
        (
            b"light_1,answer\n1,1\n\xff\x81,1\n",
            "line 3: the byte 0x81 is not text; the file must be",
        ),
        (b"light_1,answer\r\n1,1\r\n\xe4,1", f"line 3, light_1: {LIGHT}'\u00e4'"),
        (b"light_1,answer\r1,1\r\xff\x81,1\r", "line 3: the byte 0x81 is not text"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "line 2: the byte 0x1a is not text"),
        (b"P\3\n\0\0\0", "line 2: the byte 0x00 is not text; the file must be CSV in UTF-8"),
        ("light_1,answer\n1,1\n".encode("utf-16") + b"\0", "line 1: the byte 0x00 is not text"),
        ("light_1,answer\n1,1\n".encode("utf-16-le"), "line 1: the byte 0x00 is not text"),
    ],
    ids=itertools.count(),  # some contents are long
)
def test_a_bad_file_is_refused_with_a_sentence(written, content, sentence):
    assert sentence in refusal(written(content))


@pytest.mark.parametrize("rows", [10_001, 100_000])
def test_too_many_rows_are_refused_where_they_begin(written, rows):
    sentence = refusal(written("light_1,answer\n" + "1,1\n" * rows))
    assert "line 10002: at most 10,000 rows are allowed" in sentence


LIMITS = "at most 4 MB, 100,000 lines and 10,000 rows are allowed"


@pytest.mark.parametrize("size", [2**22 + 1, 2**40])
def test_a_huge_file_is_refused_and_not_read_whole(written, size):
    path = written(b"")
    os.truncate(path, size)
    assert refusal(path) == f"x.csv is too large: {LIMITS}"


@pytest.mark.parametrize("line_end", ["\n", "\r", "\r\n", " \n", ",,\n"])
def test_a_file_of_line_ends_is_read_no_further_than_allowed(written, line_end):
    content = line_end * (2**22 // len(line_end))
    assert f"x.csv, line 100001: {LIMITS}" in refusal(written(content))


@pytest.fixture(params=["fifo", "link to a fifo"])
def special(request, tmp_path):
    """Make what is no regular file, and blocks whoever opens it."""
    path, link = tmp_path / "x.csv", tmp_path / "link to x.csv"
    os.mkfifo(path)
    link.symlink_to(path)
    return path if request.param == "fifo" else link


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such files")
def test_only_regular_files_are_read_and_written(special):
    assert refusal(special) == f"{special} cannot be read: it is no regular file"
    with pytest.raises(ValueError, match="cannot be written: it is no regular file"):
        write_problem(Problem([[1]], [1]), special)
    assert special.is_fifo()


def test_a_device_is_no_regular_file():
    with pytest.raises(OSError, match="it is no regular file"):
        check_regular(Path(os.devnull))  # only looked at: a test must never write to a device


def test_a_link_that_leads_to_itself_stays_as_it_is(tmp_path):
    path = tmp_path / "x.csv"
    path.symlink_to(path)
    assert refusal(path) == f"{path} cannot be read: {os.strerror(errno.ELOOP)}"
    with pytest.raises(ValueError, match=r"x\.csv cannot be written: "):
        write_problem(Problem([[1]], [1]), path)
    assert [*tmp_path.iterdir()] == [path]
    assert path.is_symlink()


@pytest.mark.parametrize(("odd", "seen"), [("\0", "\\x00"), ("\ud800", "\\ud800")])
def test_what_no_path_can_hold_is_said_so(tmp_path, odd, seen):
    path = tmp_path / f"a{odd}.csv"
    where, why = f"{tmp_path}{os.sep}a{seen}.csv", "no path can hold such a character"
    with pytest.raises(ValueError, match="no path") as caught:
        read_problem(path)
    assert str(caught.value) == f"{where} cannot be read: {why}"
    with pytest.raises(ValueError, match="no path") as caught:
        write_problem(Problem([[1]], [1]), path)
    assert str(caught.value) == f"{where} cannot be written: {why}"


@pytest.mark.skipif(os.name == "nt", reason="no file can have such a name")
def test_a_name_of_two_lines_is_told_in_one(tmp_path):
    path = tmp_path / "a\nb.csv"
    path.write_text("light_1,answer\n1,2,3\n")
    with pytest.raises(ValueError, match="must be 2 cells") as caught:
        read_problem(path)
    assert str(caught.value).startswith(r"a\nb.csv, line 2: ")


@given(st.binary(max_size=200) | st.text(alphabet="light_12answer,;.e-\"'\r\n\0 ").map(str.encode))
@example(b"PK\x03\x04")  # as spreadsheets begin
def test_garbage_is_refused_or_read_but_nothing_else(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "x.csv"
    path.write_bytes(content)
    problem, sentence = outcome(read_problem, path)
    assert (problem is None) == (re.fullmatch(r"x\.csv(, line \d+.*)?: .*", sentence) is not None)


def test_a_file_that_is_not_there(tmp_path):
    path = tmp_path / "x.csv"
    assert refusal(path) == f"{path} cannot be read: No such file or directory"


def test_a_directory_is_no_file(tmp_path):
    path = tmp_path / "x.csv"
    path.mkdir()
    assert refusal(path) == f"{path} cannot be read: Is a directory"
    with pytest.raises(ValueError, match=r"x\.csv cannot be written: Is a directory"):
        write_problem(Problem([[1]], [1]), path)
    assert [*tmp_path.iterdir()] == [path]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read and write everything")
def test_a_file_that_nobody_may_touch(written):
    path = written("light_1,answer\n1,1\n")
    path.chmod(0)
    assert "cannot be read: Permission denied" in refusal(path)
    with pytest.raises(ValueError, match="cannot be written: Permission denied"):
        write_problem(Problem([[1]], [1]), path)


def refuse(*_arguments, **_options):
    raise PermissionError(13, "Permission denied")


def test_reading_without_permission(written, monkeypatch):
    path = written("light_1,answer\n1,1\n")
    monkeypatch.setattr(Path, "open", refuse)
    assert refusal(path) == f"{path} cannot be read: Permission denied"


def test_writing_where_there_is_no_directory(tmp_path):
    path = tmp_path / "nowhere" / "x.csv"
    with pytest.raises(ValueError, match=r"x\.csv cannot be written: No such file or directory"):
        write_problem(Problem([[1]], [1]), path)


@pytest.mark.parametrize(("owner", "function"), [(os, "fsync"), (Path, "replace")])
def test_writing_that_fails_leaves_the_old_file_and_nothing_beside_it(
    written, monkeypatch, owner, function
):
    path = written("the old file")
    monkeypatch.setattr(owner, function, refuse)
    with pytest.raises(ValueError, match="cannot be written: Permission denied"):
        write_problem(Problem([[1]], [1]), path)
    assert path.read_text() == "the old file"
    assert [*path.parent.iterdir()] == [path]


def test_what_could_not_be_read_again_is_not_written(written):
    path, problem = written("the old file"), Problem([[1]] * 10_001, [1] * 10_001)
    with pytest.raises(ValueError, match="at most 10,000 rows are allowed") as caught:
        write_problem(problem, path)
    assert str(caught.value).startswith(f"{path} cannot be written: line ")
    assert path.read_text() == "the old file"


def test_writing_over_a_file_keeps_its_rights_and_leaves_nothing_beside_it(written):
    path = written("the old file")
    path.chmod(0o640)
    write_problem(Problem([[1]], [1]), path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert len(read_problem(path)) == 1
    assert [*path.parent.iterdir()] == [path]


def test_a_new_file_has_the_rights_of_any_new_file(tmp_path):
    path, other = tmp_path / "x.csv", tmp_path / "other"
    write_problem(Problem([[1]], [1]), path)
    other.touch()
    assert path.stat().st_mode == other.stat().st_mode


def test_writing_through_a_link_keeps_the_link(written, tmp_path):
    path, link = written("the old file"), tmp_path / "link.csv"
    link.symlink_to(path)
    write_problem(Problem([[1]], [1]), link)
    assert link.is_symlink()
    assert path.read_text() == "light_1,answer\n1,1\n"
