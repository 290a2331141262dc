"""The table that a sweep ends with on the console."""

from swept import BOOK

from streetlight_gui.core import Problem
from streetlight_gui.core.ensemble.sweep import Sweep, grid
from streetlight_gui.core.ensemble.tally import Tally
from streetlight_gui.core.nn.penalty import NO_PENALTY, Penalty, PenaltyKind
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.text.sweep_words import summary_lines

L2 = Penalty(PenaltyKind.L2, 0.01)


def test_the_table_has_a_column_for_what_differs():
    sweep = Sweep(
        grid(BOOK, 300, {"hidden": [(2,), (4, 4)], "penalty": [NO_PENALTY, L2]}), range(200)
    )
    head, *lines = summary_lines(sweep, [Tally(200, 100)] * 4)
    assert head.split()[:3] == ["hidden", "penalty", "starts"]
    assert [line.split("  200")[0].strip() for line in lines] == [
        "2     none",
        "2  L2 0.01",
        "4-4     none",
        "4-4  L2 0.01",
    ]


def test_the_table_says_which_share_answers_right_only_where_answers_are_judged():
    sweep = Sweep(grid(BOOK, 300, {}), range(200))
    half, none = "50.0 % (40.4 to 59.6 %)", "0.0 % (0.0 to 3.7 %)"
    for learned, all_right, share in ((100, 50, half), (100, 0, none), (0, 0, "-")):
        head, line = summary_lines(sweep, [Tally(200, learned, 0, all_right)])
        assert head.endswith("  ran away  of those, all never-seen patterns right")
        assert line.split("  ")[-1].strip() == share
    own = Settings.choose(Problem([[1.0], [0.0]], [1.0, 0.0]))
    head, line = summary_lines(Sweep(grid(own, 300, {}), range(200)), [Tally(200, 100, 0, 100)])
    assert head.endswith("  ran away")
    assert line.endswith("  0")
