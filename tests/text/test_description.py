"""What is said of an edge's newest update."""

from dataclasses import replace

import pytest

from streetlight_gui.core.nn.parts import Edge
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.replay.cursor import Cursor
from streetlight_gui.core.replay.run import Run
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.text.description import update_text


@pytest.mark.parametrize(("batch", "made_on"), [(1, "0 1 1"), (2, "2 examples")])
def test_an_update_names_what_it_was_made_on(batch, made_on):
    """Not what stands on the lights, which may be another pattern."""
    cursor = Cursor(Run(replace(Settings.choose(PRESETS["streetlights"]), batch=batch)))
    cursor.advance(2)
    snapshot = Snapshot.take(0, cursor, shows_each_example=True)
    assert update_text(snapshot, Edge(0, 0, 1)).startswith(f"last update ({made_on}): ")
