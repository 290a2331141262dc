"""Atlases in session files: nothing is kept twice, and nothing is read that no training leaves."""

import json
import re
from dataclasses import replace

import numpy as np
import pytest
from atlases import eventful_atlas

from streetlight_gui.core.checks.limits import MAX_EXAMPLES, MAX_ITERATIONS, MAX_SEED
from streetlight_gui.core.ensemble.atlas import Atlas
from streetlight_gui.core.ensemble.chart import Chart
from streetlight_gui.core.ensemble.outcomes import Outcome, Outcomes
from streetlight_gui.core.ensemble.sweep import Sweep, grid
from streetlight_gui.core.nn.penalty import Penalty, PenaltyKind
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.replay.cursor import Cursor
from streetlight_gui.core.replay.run import Run
from streetlight_gui.core.replay.saved_session import MOST_STARTS, session_at
from streetlight_gui.core.storage.session_file import format_session, parse_session
from streetlight_gui.core.training.axes import Axis, AxisKind
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.core.training.stopping import StopRule

BOOK = Settings.choose(PRESETS["streetlights"])
PENALTIES = (Penalty(PenaltyKind.L1, 0.001),)
ALPHA, BATCH = {"kind": "alpha", "values": "0.2, 1000"}, {"kind": "batch", "values": "1"}
SESSION = session_at(Cursor(Run(BOOK)), StopRule())


def text_with(place, value):
    """Return a file in whose atlas one field has another value."""
    fields = json.loads(format_session(replace(SESSION, starts=eventful_atlas())))
    *path, last = [int(part) if part.isdigit() else part for part in re.findall(r"\w+", place)]
    target = fields["starts"]
    for part in path:
        target = target[part]
    target[last] = value
    return json.dumps(fields).encode()


def all_odd(sweep):
    """Return an atlas that has all starts but one of each cell, with numbers as long as can be."""
    starts = len(sweep.seeds) - 1
    outcomes = Outcomes(
        seeds=np.arange(starts) + MAX_SEED - starts,
        errors=np.full(starts, 1.2345678901234567e-101),
        frozen_errors=np.full(starts, 1.2345678901234567e-101),
        outcomes=np.full(starts, Outcome.LEARNED),
        levels=np.zeros(starts, np.uint8),
        learned_at=np.full(starts, MAX_ITERATIONS, np.int32),
        ran_away_at=np.zeros(starts, np.int32),
        rights=np.zeros(starts, np.int32),
        wrong_examples=np.full(starts, MAX_EXAMPLES, np.int32),
        none_fires=np.zeros(starts, np.bool_),
    )
    return Atlas(sweep, (outcomes,) * len(sweep.cells), (None,) * len(sweep.cells))


def test_the_sample_has_all_there_is():
    """Else the others would try less than they seem to."""
    atlas = eventful_atlas()
    assert [tally.starts for tally in atlas.tallies] == [4, 2]
    outcomes = {code for each in atlas.outcomes for code in each.outcomes.tolist()}
    assert outcomes == {*Outcome}


@pytest.mark.parametrize(
    ("place", "value", "sentence"),
    [
        ("cells[1].settings.alpha", -1, "cells[1].settings.alpha: alpha must be a number above 0"),
        ("cells[0].iterations", 0, "cells[0].iterations: iterations must be a whole number from 1"),
        ("cells", [], "a sweep needs at least one setting"),
        ("axes", [{"kind": "colour", "values": "1"}], "axes[0].kind: invalid enum value 'colour'"),
        ("axes", [ALPHA], "the axes of a map must be two that make its settings"),
        (
            "axes",
            [ALPHA, {**BATCH, "values": "-1"}],
            "axes[1].values: batch must be a whole number",
        ),
        ("axes", [ALPHA, BATCH], "the axes of a map must be two that make its settings"),
        ("seeds", [5, 5], "there must be at least one seed, not range(5, 5)"),
        ("seeds", [0, 2**32 + 1], "seeds[1]: expected a whole number <= 4294967296"),
        ("seeds", [0, 50_001], "there may be 100,000 starts of all cells, not 100,002"),
        ("watched", [60, 60], "watched[1]: iteration must be a whole number from 61"),
        ("watched", [*range(1, 102)], "watched: there may be 100 iterations, not 101"),
        ("watched", [], "densities: there must be 0 tables, not 2"),
        ("outcomes", [], "outcomes: there must be 2 tables, not 0"),
        ("outcomes[1]", None, "outcomes[1]: expected an object, got nothing"),
        ("outcomes[1].seeds[0]", -1, "outcomes[1].seeds[0]: expected a whole number >= 0"),
        ("outcomes[1].seeds[0]", 0, "outcomes[1].seeds[0]: it must be from 1 to 4, not 0"),
        ("outcomes[1].seeds[0]", 3, "outcomes[1].seeds[1]: it must be 4, not 3"),
        ("outcomes[1].seeds[1]", 5, "outcomes[1].seeds[1]: it must be from 3 to 4, not 5"),
        ("outcomes[0].errors", [1], "outcomes[0].errors: there must be 4 numbers, not 1"),
        ("outcomes[0].errors[3]", -1, "outcomes[0].errors[3]: expected a number >= 0"),
        ("outcomes[0].errors[1]", 0.0095, "outcomes[0].levels[1]: with an error of 0.0095 it must"),
        ("outcomes[0].frozen_errors[0]", None, "outcomes[0].frozen_errors[0]: with an error of"),
        ("outcomes[1].frozen_errors[0]", 2, "outcomes[1].frozen_errors[0]: where a start ran away"),
        ("outcomes[0].levels[1]", 5, "outcomes[0].levels[1]: expected a whole number <= 4"),
        ("outcomes[0].levels[1]", 0, "outcomes[0].levels[1]: with an error of 1 it must be from 1"),
        ("outcomes[0].learned_at[0]", 61, "outcomes[0].learned_at[0]: with an error of 1.506e-05 "),
        ("outcomes[1].ran_away_at[0]", 0, "outcomes[1].ran_away_at[0]: where a start ran away"),
        (
            "outcomes[0].rights[0]",
            5,
            "outcomes[0].rights[0]: with an error of 1.506e-05 it must be",
        ),
        (
            "outcomes[0].wrong_examples[0]",
            1,
            "outcomes[0].wrong_examples[0]: with an error of 1.506e-05 it must be 0, not 1",
        ),
        (
            "outcomes[0].wrong_examples[1]",
            5,
            "outcomes[0].wrong_examples[1]: with an error of 1 it must be from 0 to 4, not 5",
        ),
        (
            "outcomes[0].none_fires[3]",
            True,
            "outcomes[0].none_fires[3]: with an error of 0.000121 it must be False, not True",
        ),
        ("outcomes[0].none_fires", [True], "outcomes[0].none_fires: there must be 4 numbers"),
        ("densities", [], "densities: there must be 2 tables, not 0"),
        ("densities[0]", None, "densities[0]: it must be null where no start is known, and only"),
        ("densities[0]", [], "densities[0]: there must be 2 lists, not 0"),
        ("densities[0][1]", [], "densities[0][1]: the counts must add up to 4, not 0"),
        ("densities[0][1]", [398, 1, 1, 2], "densities[0][1]: there are 400 bins"),
        ("densities[0][1][1]", -1, "densities[0][1][1]: expected a whole number >= 0"),
    ],
)
def test_what_is_not_allowed_is_told_with_its_place(place, value, sentence):
    with pytest.raises(ValueError, match=f"^starts(: |\\.){re.escape(sentence)}"):
        parse_session(text_with(place, value))


def test_a_file_of_earlier_opens_without_what_was_not_known():
    atlas, text = eventful_atlas(), format_session(replace(SESSION, starts=eventful_atlas()))
    assert atlas.outcomes[0].wrong_examples.tolist() == [0, 1, 1, 0]  # of seeds 1 to 4
    fields = json.loads(text)
    for outcomes in fields["starts"]["outcomes"]:
        del outcomes["wrong_examples"], outcomes["none_fires"]
    found = parse_session(json.dumps(fields).encode()).starts.outcomes[0]
    assert found.wrong_examples.tolist() == [0, 0, 0, 0]
    assert found.none_fires.tolist() == [False] * 4
    assert found.levels.tolist() == atlas.outcomes[0].levels.tolist()


@pytest.mark.parametrize("hidden", [(), (4, 3)])
def test_axes_of_a_map_are_kept_though_cells_do_not_tell_them(hidden):
    axes = Axis(AxisKind.ACTIVATION, ("tanh", "relu")), Axis(AxisKind.PENALTY, PENALTIES)
    asked = {axis.kind.value: axis.values for axis in axes}
    sweep = Sweep(grid(BOOK.with_hidden(hidden), 60, asked), range(3), axes=axes)
    kept = parse_session(format_session(replace(SESSION, map=Atlas.begun(sweep)))).map.sweep
    assert kept.axes == axes
    assert Chart.of(kept) == Chart.of(sweep)


def test_no_training_set_is_kept_twice():
    atlas = eventful_atlas()
    text = format_session(replace(SESSION, starts=atlas, map=atlas))
    assert len(json.loads(text)["problems"]) == 1


def test_more_settings_than_a_map_has_room_for_are_refused():
    content = format_session(replace(SESSION, starts=eventful_atlas()))
    (cell, _) = json.loads(content)["starts"]["cells"]
    rule = r"starts\.cells: a map has room for 2,500 settings, not for 2,501"
    with pytest.raises(ValueError, match=f"^{rule}"):
        parse_session(text_with("cells", 2501 * [cell]))


def test_the_largest_atlases_that_are_kept_leave_room_for_a_run_in_their_file():
    cells = grid(BOOK, 60, {"alpha": [k / 100 for k in range(1, 2501)]})
    largest = all_odd(Sweep(cells, range(MOST_STARTS // 2500 + 1)))
    content = format_session(
        replace(SESSION, starts=all_odd(Sweep(cells[:1], range(MOST_STARTS + 1))), map=largest)
    )
    assert len(content) < 28 * 2**20  # of 32


def test_100_000_starts_are_kept_and_no_more():
    sweep = Sweep(grid(BOOK, 60, {}), range(MOST_STARTS))
    kept = parse_session(format_session(replace(SESSION, map=Atlas.begun(sweep))))
    assert kept.map.sweep.networks == 100_000
    larger = Atlas.begun(replace(sweep, seeds=range(MOST_STARTS + 1)))
    with pytest.raises(
        ValueError, match=r"^map: there may be 100,000 starts of all cells, not 100"
    ):
        parse_session(format_session(replace(SESSION, map=larger)))
