"""Tables as people bring them: what each is understood as, or what is asked of it."""

import io

import numpy as np
import openpyxl
import pytest
from attempts import outcome
from hypothesis import given
from hypothesis import strategies as st

from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.storage.problem_file import parse_any, read_examples
from streetlight_gui.core.storage.tables.asking import problem_of, questions
from streetlight_gui.core.storage.tables.reading import Choices, read
from streetlight_gui.text.table_words import (
    all_off_text,
    option_text,
    question_text,
    understood_text,
)

AND = [(0, 0, 0), (0, 1, 0), (1, 0, 0), (1, 1, 1)]
XY = "{} and {} are the lights, {} the answer, 4 examples".format
NO_NAMES = f"{XY('column 1', 'column 2', 'column 3')}; the first row is data, too"
NO_YES, SIGNS = {"no": 0, "yes": 1}, {"-1": 0}
SEVEN = ",".join("abcdefgy") + "\n" + "0,1,0,1,0,1,0,1\n" * 2


def table(header, separator=",", end="\n", words="01", rows=AND):
    lines = [separator.join(words[value] for value in row) for row in rows]
    return end.join([*([header] if header else []), *lines]) + end


# Each: the text, what was chosen, what it is understood as, and its examples, AND where nothing is
# said.
UNDERSTOOD = {
    "small names": (table("x1,x2,y"), {}, XY("x1", "x2", "y")),
    "capitals": (table("A,B,OUT"), {}, XY("A", "B", "OUT")),
    "spaces in names": (table("Input 1,Input 2,Output"), {}, XY("Input 1", "Input 2", "Output")),
    "quoted": (table('"in, a","in, b","out"'), {}, XY("in, a", "in, b", "out")),
    "no header": (table(""), {}, NO_NAMES),
    "no header, tabs": (table("", "\t"), {}, NO_NAMES),
    "no header, spaces": (table("", " "), {}, NO_NAMES),
    "no header, many spaces": (table("", "   "), {}, NO_NAMES),
    "no header, CRLF": (table("", end="\r\n"), {}, NO_NAMES),
    "tabs": (table("a\tb\tq", "\t"), {}, XY("a", "b", "q")),
    "semicolons": (table("a;b;q", ";"), {}, XY("a", "b", "q")),
    "spaces": (table("a b q", " "), {}, XY("a", "b", "q")),
    "comma and space": (table("a, b, q", ", "), {}, XY("a", "b", "q")),
    "a mark": ("\ufeff" + table("a,b,q"), {}, XY("a", "b", "q")),
    "trailing commas": (table("a,b,q,", end=",\n"), {}, XY("a", "b", "q")),
    "trailing commas below": (table("a,b,q", end=",\n"), {}, XY("a", "b", "q")),
    "answer-like, last": (table("x,y,target"), {}, XY("x", "y", "target")),
    "ours and others": (table("light_1,lamp,answer"), {}, XY("light_1", "lamp", "answer")),
    "the same twice": (table("x,x,x"), {}, XY("x", "x (2)", "x (3)")),
    "truth": (table("p,q,p and q", words=("FALSE", "True")), {}, XY("p", "q", "p and q")),
    "decimals": (table("a,b,q", words=("0.0", "1.00")), {}, XY("a", "b", "q")),
    "decimal commas": (table("a;b;q", ";", words=("0,0", "1,0")), {}, XY("a", "b", "q")),
    "chosen": (
        table("q,a,b", rows=[(r[2], r[0], r[1]) for r in AND]),
        {"answer": "Q"},
        XY("a", "b", "q"),
    ),
    "chosen by number": (
        table("", rows=[(r[2], r[0], r[1]) for r in AND]),
        {"answer": "1", "lights": ("2", "3")},
        f"{XY('column 2', 'column 3', 'column 1')}; the first row is data, too",
    ),
    "signs": (
        table("a,b,q", words=("-1", "1")),
        {"values": SIGNS},
        f"{XY('a', 'b', 'q')}; -1 is 0 (off)",
    ),
    "words": (
        table("a,b,q", words=("No", "Yes")),
        {"values": NO_YES},
        f"{XY('a', 'b', 'q')}; No is 0 (off); Yes is 1 (on)",
    ),
    "scaled": (
        table("a,b,q")
        .replace("1,1,1", "255,255,1")
        .replace("1,0,0", "255,0,0")
        .replace("0,1,0", "0,255,0"),
        {"scaled": frozenset("ab")},
        f"{XY('a', 'b', 'q')}; a is scaled, a / 255; b is scaled, b / 255",
    ),
    "left out": (
        "name,a,b,q\nw,0,0,0\nx,0,1,0\ny,1,0,0\nz,1,1,1\n",
        {"lights": ("a", "b")},
        XY("a", "b", "q"),
    ),
    "a header in a comment": (table("# a, b, q"), {}, XY("a", "b", "q")),
    "a header in a comment, spaces": (table("# a b q", " "), {}, XY("a", "b", "q")),
    "comments": (
        "# AND gate\n" + table("a,b,q").replace("\n1,0", "\n#1,1,0\n# half, of it\n1,0"),
        {},
        f"{XY('a', 'b', 'q')}; lines 1, 5 and 6 are left out",
    ),
    "a comment like a header": (
        "#AND gate\n" + table("", " "),
        {},
        f"{NO_NAMES}; line 1 is left out",
    ),
    "a column called #": (table("#,b,q"), {}, XY("#", "b", "q")),
    "titles": (
        "AND gate,,\nby me,,\n1990,,\n\nlogic,,\n" + table("a,b,q"),
        {},
        f"{XY('a', 'b', 'q')}; 4 lines of notes are left out",
    ),
    "a title between spaces": (
        "This is what AND says\n" + table("", " "),
        {},
        f"{NO_NAMES}; line 1 is left out",
    ),
    "two rows of titles": (
        table("in,,out\na,b,q"),
        {},
        f"{XY('a', 'b', 'q')}; line 1 is left out",
    ),
    "sizes ahead": (table("2 1\na b q", " "), {}, f"{XY('a', 'b', 'q')}; line 1 is left out"),
    "rows ahead": (table("4 2", " "), {}, f"{NO_NAMES}; line 1 is left out"),
    "two separators": (
        table("", " ").replace(" 0\n", ";0\n").replace(" 1\n", ";1\n"),
        {},
        NO_NAMES,
    ),
    "bars": (table("a | b | q", " | "), {}, XY("a", "b", "q")),
    "decimal commas, spaces": (table("", " ", words=("0,0", "1,0")), {}, NO_NAMES),
    "words, no header": (
        "no,0,0\nNO,1,0\nyes,0,0\nyes,1,1\n",
        {"values": NO_YES},
        f"{NO_NAMES}; no is 0 (off); yes is 1 (on)",
    ),
    "letters": (
        table("a,b,q", words="FT"),
        {"values": {"f": 0, "t": 1}},
        f"{XY('a', 'b', 'q')}; F is 0 (off); T is 1 (on)",
    ),
    "signs with +": (
        table("a,b,q", words=("-1", "+1")),
        {"values": {"-1": 0, "1": 1}},
        f"{XY('a', 'b', 'q')}; -1 is 0 (off); +1 is 1 (on)",
    ),
    "names of each row": (
        "w,0,0,0\nx,0,1,0\ny,1,0,0\nz,1,1,1\n",
        {"lights": ("2", "3")},
        f"{XY('column 2', 'column 3', 'column 4')}; the first row is data, too",
    ),
    "held out": (
        table("a,b,q,use", rows=[(*row, 0) for row in AND], words="01").replace(",0\n", ",train\n"),
        {},
        XY("a", "b", "q"),
    ),
    "held out, a name with #": (
        table("#a,b,q,use", rows=[(*row, 0) for row in AND], words="01").replace(
            ",0\n", ",train\n"
        ),
        {},
        XY("#a", "b", "q"),
    ),
}

# Each: the text, what it asks first, and the option that answers.
ASKED = {
    "a table of -1 and 1": (
        table("a,b,q", words=("-1", "1")),
        "a, b and q: '-1' and '1' must be numbers, 0 (off) or 1 (on)",
        "--as -1=0,1=1",
    ),
    "two words": (
        "windy,play\nyes,no\nno,yes\n",
        "windy and play: 'no' and 'yes' must be numbers, 0 (off) or 1 (on)",
        "--as no=0,yes=1",
    ),
    "two pairs of words": (
        "sky,windy,play\nsun,no,yes\nrain,yes,no\n",
        "sky: 'rain' and 'sun' must be numbers, 0 (off) or 1 (on)",
        "--as rain=0,sun=1,no=0,yes=1",
    ),
    "two columns outside 0..1": (
        "age,size,y\n20,3,0\n60,4,1\n",
        "age is from 20 to 60",
        "--scale age,size",
    ),
    "numbers outside 0..1": (
        "age,y\n20,0\n60,1\n",
        "age is from 20 to 60, a light from 0 to 1: (age - 20) / 40 would bring it there",
        "--scale age",
    ),
    "many texts": (
        "colour,a,y\nred,0,1\ngreen,1,0\nblue,1,1\n",
        "colour holds more than two texts, such as 'red', 'green' and 'blue', which are no numbers",
        "--columns a",
    ),
    "more than six": (
        SEVEN,
        "there are 7 columns beside the answer: choose at most 6 as",
        "--columns a,b,c,d,e,f",
    ),
    "the answer first": ("class,a\n0,1\n1,0\n", "class or a may be the answer", "--answer class"),
    "weights": (
        "a,weight,y\n0,1,0\n1,1,1\n",
        "weight may tell how much an example counts",
        "--columns a",
    ),
    "counted rows": (
        "id,a,y\n0,0,0\n1,1,1\n2,1,0\n",
        "id only counts the rows: leave it out, or choose it as a light",
        "--columns a",
    ),
    "a text among numbers": (
        "a,b,y\n0,1,0\n1,x,1\n",
        "b is 'x' in line 3 and a number elsewhere: write a number there, or leave out the row or",
        "--columns a",
    ),
    "a name with a comma": (
        '"age, in years",a,y\n20,0,0\n60,1,1\n',
        "age, in years is from 20 to 60",
        "--scale 1",
    ),
    "a gap": (
        "a,b,y\n0,,0\n1,1,1\n",
        "b is empty in line 2: fill it, or leave b out",
        "--columns a",
    ),
}

REFUSED = {
    "a first row too short": ("1,0\n0,0,0\n1,0,1\n", "line 2: there must be 2 cells"),
    "a title that is missing": ("a,b\n0,0,0\n1,0,1\n", "line 2: there must be 2 cells"),
    "unequal rows": ("a,b,y\n0,0,0\n\n1,0\n", "line 4: there must be 3 cells as in the first row"),
    "a single column": ("y\n0\n1\n", "one for the answer, not a single column"),
    "titles only": ("a,b,y\n", "line 1: no rows follow the header"),
    "all held out": ("a,y,use\n0,1,test\n", "every row is a test"),
    "mixed decimals": ("a;y\n0,5;1\n0.25;0\n", "'.' as in '0.25', after ',' in line 2"),
}


def rows_of(problem):
    return [tuple(row) for row in np.column_stack(problem.rows).tolist()]


def reading_of(text, choices=None):
    return read(table_in(text), Choices(**(choices or {})))


def table_in(text):
    found = parse_any(text.removeprefix("\ufeff"), "mine")
    assert not isinstance(found, Problem)
    return found


@pytest.mark.parametrize("name", UNDERSTOOD)
def test_a_table_is_understood(tmp_path, name):
    text, choices, words = UNDERSTOOD[name]
    path = tmp_path / "mine.txt"
    path.write_text(text, encoding="utf-8", newline="")
    found = read_examples(path)
    if not isinstance(found, Problem):
        reading = read(found, Choices(**choices))
        assert questions(reading) == []
        assert understood_text(reading) == words
        found = problem_of(found, Choices(**choices))
    assert rows_of(found) == AND
    assert found.name == "mine"
    assert bool(found.names) != ("the first row is data" in words)
    assert not found.names or words.startswith(XY(*found.names))


@pytest.mark.parametrize("gate", range(16))
def test_every_gate_of_two_lights_is_understood_and_what_takes_biases_is_said(gate):
    answers = [gate >> place & 1 for place in range(4)]
    rows = [(*row[:2], answer) for row, answer in zip(AND, answers, strict=True)]
    reading = reading_of(table("A,B,OUT", rows=rows))
    assert understood_text(reading) == XY("A", "B", "OUT")
    problem = problem_of(reading.table)
    assert rows_of(problem) == rows
    words = "With all lights off the answer is WALK: a network without biases always predicts 0"
    assert all_off_text(problem).startswith(words if answers[0] else "")
    assert bool(all_off_text(problem)) == bool(answers[0])


@pytest.mark.parametrize("name", ASKED)
def test_what_is_not_plain_is_asked_and_never_guessed(name):
    text, words, option = ASKED[name]
    reading = reading_of(text)
    question = questions(reading)[0]
    assert question_text(question).startswith(words)
    assert option_text(question, reading) == option
    with pytest.raises(ValueError, match="must be chosen first"):
        problem_of(reading.table)


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_table_is_refused(name):
    text, words = REFUSED[name]
    with pytest.raises(ValueError, match=words.replace("(", r"\(")):
        table_in(text)


a_cell = st.sampled_from(["0", "1", "-1", "0,5", ".5", "yes", "no", "", "TRUE", "x", "use", "test"])
a_text = st.lists(st.lists(a_cell, max_size=9), max_size=6).map(
    lambda rows: "\n".join(map(",".join, rows))
)
garbage = st.text('01,;\t\n" .-xyuse\0\u00df\u2028', max_size=60)


@given(a_text | garbage)
def test_any_text_is_a_problem_is_asked_about_or_is_refused(text):
    found, sentence = outcome(parse_any, text, "mine")
    assert sentence.isprintable()
    if found is None or isinstance(found, Problem):
        return
    reading = read(found)
    asked = questions(reading)
    for question in asked:
        assert question_text(question)
        assert option_text(question, reading).startswith("--")
    assert understood_text(reading)
    if not asked:
        assert len(problem_of(found)) == len(found.lines) - sum(found.held_out)


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("cp1252", "; the text is not UTF-8 and is read as Windows-1252"),
    ],
)
def test_what_spreadsheets_and_old_editors_write_is_read(tmp_path, encoding, said):
    path = tmp_path / "mine.csv"
    path.write_text(table("H\u00f6he\tb\tq", "\t"), encoding=encoding)
    found = read_examples(path)
    assert understood_text(read(found)) == XY("H\u00f6he", "b", "q") + said
    assert rows_of(problem_of(found)) == AND


def workbook(rows):
    book, content = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.create_sheet().append(["another", "sheet"])
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize("name", ["mine.xlsx", "mine.csv"])
def test_a_workbook_s_first_sheet_is_a_table(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(workbook([["a", "b", "q"], [], *AND, ["", None, None]]))
    found = read_examples(path)
    assert understood_text(read(found)) == XY("a", "b", "q")
    assert rows_of(problem_of(found)) == AND
    path.write_bytes(workbook([["a", "q"], ["=1+1", True]]))
    (asked,) = questions(read(read_examples(path)))
    assert question_text(asked).startswith("a is empty in line 2")  # no formula is executed


@given(st.integers(0, 10_000), st.integers(0, 255))
def test_a_broken_workbook_is_refused(tmp_path_factory, place, byte):
    content = bytearray(workbook([["a", "b", "q"], *AND]))
    content[place % len(content)] = byte
    path = tmp_path_factory.getbasetemp() / "broken.xlsx"
    path.write_bytes(content)
    found, sentence = outcome(read_examples, path)
    assert found or sentence
