"""A value of the listing has what its own line leaves of the code's column."""

from itertools import pairwise

import pytest
from moments import code_table
from text_recorder import Recorder

LINE = "weights_1_2 -="


def written(person):
    """Return where each text of the listing begins and ends, and what it says, line by line."""
    table = code_table(person)
    recorder = Recorder(table.viewport().size())
    table.viewport().render(recorder)
    engine = recorder.engine
    texts = [text for text, _ in engine.texts]
    rows = {}
    for text, box in zip(texts, engine.boxes, strict=True):
        rows.setdefault(round(box.center().y()), []).append((box.left(), box.right(), text))
    return [sorted(row) for row in rows.values()]


@pytest.mark.parametrize("size", [(900, 600), (1280, 800), (1920, 1080)])
def test_no_value_lies_on_its_code_and_none_wastes_room_that_it_needs(person_at, size):
    person = person_at(size=size)
    person.train(17)
    rows = written(person)
    [(code, value, _)] = [row for row in rows if row[0][2].lstrip().startswith(LINE)]
    for row in rows:
        for left, right in pairwise(row):
            assert left[1] <= right[0] + 1
    if value[2].endswith("\N{HORIZONTAL ELLIPSIS}"):
        assert value[0] - code[1] < 40
