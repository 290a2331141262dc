"""What the atlas of starts says: what became of each, and of how many."""

import numpy as np

from streetlight_gui.core.checks.formatting import counted, rounded
from streetlight_gui.core.ensemble.atlas import Atlas
from streetlight_gui.core.ensemble.judging import judged_count
from streetlight_gui.core.ensemble.outcomes import Kind
from streetlight_gui.core.ensemble.sweep import Cell
from streetlight_gui.core.problems.values import STOP, WALK, toggled_answer
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.text.examples import answer_text, pattern_text
from streetlight_gui.text.known_words import held_out_words
from streetlight_gui.text.preset_words import title_of
from streetlight_gui.text.sweep_words import (
    judged_words,
    learning_words,
    right_share_words,
    share_words,
    shared_words,
)

KIND_NAMES = {
    Kind.LEARNED: "learned",
    Kind.ONE_WRONG: "one wrong",
    Kind.LINEAR: "linear",
    Kind.SILENT: "silent",
    Kind.OTHER: "other",
    Kind.RAN_AWAY: "ran away",
}
KIND_TIPS = {
    Kind.LEARNED: "The error of the last iteration is below 0.01. The larger, the sooner.",
    Kind.ONE_WRONG: "One of the answers is wrong. Mostly no unit fires there: then the example "
    "teaches nothing, and the start is stuck.",
    Kind.LINEAR: "Each hidden unit fires for every example or for none: together they only add up "
    "the lights, and no such sum is right for all. From there hardly any learns.",
    Kind.SILENT: "Stuck: the answer is the same whatever the lights show.",
    Kind.OTHER: "Stuck in another way, or on its way for longer.",
    Kind.RAN_AWAY: "The numbers grew until they were none any more: alpha is too large for it.",
}
_INTERVAL = "In brackets, 95 % sure: the share of all starts that there could be lies there."
_MOST_NAMED = 3  # patterns in a tip
_ENDINGS = {
    Kind.ONE_WRONG: "one answer is still wrong",
    Kind.LINEAR: "it only adds up the lights",
    Kind.SILENT: "the same answer for all lights",
    Kind.OTHER: "stuck, or not done yet",
}


def share_sentences(atlas: Atlas) -> str:
    """Say how many of the starts of one cell learn, with the 95 % interval of the share.

    Where answers are judged that none was trained on, say how many have all of these right, in no
    more lines than a small page has room for: `share_tip` has the interval.
    """
    (cell,), (tally,) = atlas.sweep.cells, atlas.tallies
    within = f"within {counted(cell.iterations, 'iteration')}"
    if not tally.starts:
        return f"Nothing is known yet of {counted(atlas.sweep.networks, 'start')} {within}."
    so_far = "" if atlas.is_whole else "So far "
    share = f"{so_far}{learning_words(tally)} {within}: {share_words(tally)}."
    judged = judged_words(cell.settings.problem)
    if not judged or not tally.learned:
        return share
    verb = "answers" if tally.all_right == 1 else "answer"
    share_right = 100 * tally.all_right / tally.learned
    right = f"{tally.all_right:,} {verb} {judged} right: {share_right:.1f} %"
    return f"{share} Of those, {right}."


def share_tip(atlas: Atlas | None) -> str:
    """Say what the brackets of `share_sentences` mean, and the interval that it leaves out."""
    if atlas is None:
        return _INTERVAL
    (cell,), (tally,) = atlas.sweep.cells, atlas.tallies
    judged = judged_words(cell.settings.problem)
    if not judged or not tally.learned:
        return _INTERVAL
    right = f"{right_share_words(tally)} answer {judged} right"
    return f"Of the starts that learn, {right}.\n{_INTERVAL}"


def file_words(atlas: Atlas | None) -> str:
    """Say which file an atlas is from; '' where it is from none."""
    return f"From {atlas.file}" if atlas is not None and atlas.file else ""


def kind_tip(kind: Kind, atlas: Atlas | None = None) -> str:
    """Say what a kind means, and of starts with one wrong answer which ones are, the most first."""
    tip = KIND_TIPS[kind]
    if kind is not Kind.ONE_WRONG or atlas is None:
        return tip
    counts = np.bincount(atlas.outcomes[0].wrong_examples, minlength=1)
    counts[0] = 0  # where that is not known, or not so
    first = np.argsort(-counts, kind="stable")[:_MOST_NAMED].tolist()
    named = [f"{_pattern(atlas, k)} in {counts[k]:,}" for k in first if counts[k]]
    return f"{tip} Wrong most often: {', '.join(named)}." if named else tip


def about_words(cell: Cell, *, is_at_hand: bool, has_shapes: bool) -> str:
    """Name what starts are trained with, and say whether that is what is trained now.

    has_shapes: whether marks differ in size and shape, too; else in their colours alone.
    """
    parts = f"{title_of(cell.settings.problem)}: {', '.join(shared_words([cell]))}"
    if not is_at_hand:
        return f"Of other settings: {parts}."
    marks = "The larger a mark, the sooner it learned" if has_shapes else "Hover a mark to read it"
    return f"{parts}. {marks}; a click loads a start."


def outcome_words(atlas: Atlas, row: int) -> str:
    """Say what became of one start of an atlas of one cell: 'learned at iteration 52'.

    Where one answer is wrong, say which: 'says STOP for 1 0 1, not WALK'.
    """
    outcomes = atlas.outcomes[0]
    kind = Kind(outcomes.kinds[row])
    if kind is Kind.LEARNED:
        return f"learned at iteration {outcomes.learned_at[row]:,}"
    if kind is Kind.RAN_AWAY:
        return f"ran away at iteration {outcomes.ran_away_at[row]:,}"
    return _wrong_words(atlas, row) or _ENDINGS[kind]


def wrong_pattern(atlas: Atlas, row: int) -> str:
    """Write the only pattern that a start answers wrongly: '1 0 1'; '' where that is not known."""
    number = atlas.outcomes[0].wrong_examples[row]
    return _pattern(atlas, number) if number else ""


def start_words(atlas: Atlas, row: int) -> str:
    """Say all that is known of one start: its seed, what happened, its error, and why."""
    outcomes = atlas.outcomes[0]
    words = f"seed {outcomes.seeds[row]}: {outcome_words(atlas, row)}"
    if outcomes.kinds[row] == Kind.RAN_AWAY:
        return words
    error = rounded(float(outcomes.errors[row]))
    return f"{words}, error {error}{_right_words(atlas, row)}{_reason_words(atlas, row)}"


def _settings(atlas: Atlas) -> Settings:
    """Return what the starts of an atlas of one cell are trained with."""
    return atlas.sweep.cells[0].settings


def _pattern(atlas: Atlas, number: int) -> str:
    """Write the pattern of an example, counted from 1."""
    return pattern_text(_settings(atlas).problem.patterns[number - 1].tolist())


def _right_words(atlas: Atlas, row: int) -> str:
    """Say how many answers a start that learned has right untrained; '' where none is judged."""
    problem, outcomes = _settings(atlas).problem, atlas.outcomes[0]
    judged = judged_count(problem)
    if not judged or outcomes.kinds[row] != Kind.LEARNED:
        return ""
    return f", {held_out_words(problem)} {outcomes.rights[row]} of {judged} right"


def _wrong_words(atlas: Atlas, row: int) -> str:
    """Say which answer is wrong, and what is said instead; '' where that is not known."""
    pattern = wrong_pattern(atlas, row)
    if not pattern:
        return ""
    number = atlas.outcomes[0].wrong_examples[row]
    answer = float(_settings(atlas).problem.targets[number - 1])
    if answer not in {STOP, WALK}:
        return f"is wrong for {pattern}, whose answer is {answer_text(answer)}"
    return f"says {answer_text(toggled_answer(answer))} for {pattern}, not {answer_text(answer)}"


def _reason_words(atlas: Atlas, row: int) -> str:
    """Say why training does not get past the one wrong answer; '' where it may."""
    if not atlas.outcomes[0].none_fires[row]:
        return ""
    settings = _settings(atlas)
    unit = "unit" if len(settings.hidden) == 1 else "unit of the last hidden layer"
    return f" (no {unit} fires there{'' if settings.bias else ', so it teaches nothing'})"
