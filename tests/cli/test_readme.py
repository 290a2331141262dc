"""What README.md and the manual say to type does what they say."""

import re
from dataclasses import replace
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from streetlight_gui.core import Trainer
from streetlight_gui.core.ensemble.atlas import Atlas
from streetlight_gui.core.ensemble.chunk_run import run_chunk
from streetlight_gui.core.ensemble.sweep import Sweep, grid
from streetlight_gui.core.training.settings import BOOK, Settings
from streetlight_gui.text.map_words import percent
from streetlight_gui.text.start_words import share_sentences

ROOT = Path(__file__).parent.parent.parent
README, MANUAL = ROOT / "README.md", ROOT / "assets" / "manual"
TOLD = re.compile(r"^(trainer\..*?)  # (\d[\d.e-]+\d)\b", re.MULTILINE)


@pytest.mark.parametrize(
    ("path", "told"),
    [(README, ["1.50556e-05"]), (MANUAL / "9-notebook.md", ["1.50556e-05", "9.01755e-06"])],
    ids=lambda value: getattr(value, "stem", ""),
)
def test_the_notebook_s_lines_give_the_numbers_beside_them(path, told):
    [lines] = re.findall(
        r"^```python\n(.*?)^```", path.read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    names = {}
    exec(lines, names)  # noqa: S102  (our own lines)
    assert [number for _, number in TOLD.findall(lines)] == told
    for expression, number in TOLD.findall(lines):
        assert f"{eval(expression, names):.6g}" == number  # noqa: S307  (our own lines)
    assert [matrix.shape for matrix in names["network"].weights] == [(3, 4), (4, 1)]


def test_the_front_page_is_read_in_three_minutes():
    assert len(README.read_text("utf-8").split()) <= 600


def starts_of(iterations, starts, axes):
    """Train the street lights from so many seeds, for each setting of the axes."""
    sweep = Sweep(grid(Settings.choose(BOOK), iterations, axes), range(starts))
    return Atlas.begun(sweep).more([run_chunk(chunk) for chunk in sweep.chunks()])


def test_the_manual_s_share_of_starts_is_what_comes_of_them():
    told = (MANUAL / "12-starts.md").read_text("utf-8")
    said = share_sentences(starts_of(150, 200, {}))
    assert f"`{said.partition('. Of')[0]}`" in told


def test_the_manual_s_answer_on_seed_2_is_what_its_weights_do():
    told = (MANUAL / "12-starts.md").read_text("utf-8")
    trainer = Trainer.of(replace(Settings.choose(BOOK), seed=2))
    fires = [(BOOK.patterns[0] @ trainer.network.weights[0] > 0).any()]
    for _ in range(300):
        trainer.run(1)
        fires.append((BOOK.patterns[0] @ trainer.network.weights[0] > 0).any())
    assert (fires.index(False), any(fires[2:])) == (2, False)
    assert "After two iterations none of its units fires for `1 0 1`" in told
    assert trainer.errors[-1] == pytest.approx(1)
    (outcomes,) = starts_of(300, 200, {}).outcomes
    both = np.bincount(outcomes.wrong_examples[outcomes.none_fires]).tolist()[1:]
    assert f"{sum(both)} end so, {both[0]} for `1 0 1` and {both[1]} for `0 1 1`" in told.replace(
        "\n", " "
    )


def test_the_manual_s_other_answers_are_those_of_its_table():
    told = (MANUAL / "12-starts.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| (\d+) \| (\S+ % \| \S+ %) \|$", told, re.MULTILINE))
    _, _, answers = told.replace("\n", " ").partition("Why four units?")
    learn, right = zip(*(rows[units].split(" | ") for units in ("2", "4", "8", "16")), strict=True)
    for words in (
        f"only {learn[0]} of starts with two learn",
        f"any two will do, {learn[1]}",
        f"{learn[2]} with eight",
        f"{right[3]} with sixteen",
        f"{right[0]} with two",
    ):
        assert words in answers
    trainer = Trainer.of(replace(Settings.choose(BOOK), seed=1))
    trainer.run(150)
    sums = np.array([*product([0, 1], repeat=3)]) @ trainer.network.weights[0]
    assert ((sums <= 0).all(axis=0).sum(), trainer.errors[-1] < 0.01) == (2, True)


def test_the_manual_s_table_of_starts_is_what_a_map_shows():
    told = (MANUAL / "12-starts.md").read_text("utf-8")
    rows = re.findall(r"^\| (\d+) \| (\S+ %) \| (\S+ %)? ?\|$", told, re.MULTILINE)
    atlas = starts_of(300, 200, {"units": [int(units) for units, *_ in rows]})
    found = [
        (
            percent(tally.learned, tally.starts),
            percent(tally.all_right, tally.learned) if tally.learned else "",
        )
        for tally in atlas.tallies
    ]
    assert len(rows) == 5
    assert [tuple(row[1:]) for row in rows] == found
