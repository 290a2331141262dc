"""What the atlas of starts says: what became of each, and of how many."""

from streetlight_gui.core.checks.formatting import counted, rounded
from streetlight_gui.core.ensemble.atlas import Atlas
from streetlight_gui.core.ensemble.judging import judged_answers
from streetlight_gui.core.ensemble.outcomes import Kind
from streetlight_gui.core.ensemble.sweep import Cell
from streetlight_gui.text.preset_words import title_of
from streetlight_gui.text.sweep_words import share_words, shared_words

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
    Kind.ONE_WRONG: "Stuck, or on its way: one of the answers is wrong.",
    Kind.LINEAR: "Each hidden unit fires for every example or for none: together they only add up "
    "the lights, and no such sum is right for all. From there hardly any learns.",
    Kind.SILENT: "Stuck: the answer is the same whatever the lights show.",
    Kind.OTHER: "Stuck in another way, or on its way for longer.",
    Kind.RAN_AWAY: "The numbers grew until they were none any more: alpha is too large for it.",
}
_ENDINGS = {
    Kind.ONE_WRONG: "one answer is still wrong",
    Kind.LINEAR: "its units only add up the lights",
    Kind.SILENT: "the same answer for all lights",
    Kind.OTHER: "stuck, or not done yet",
}


def share_sentences(atlas: Atlas) -> str:
    """Say how many of the starts of one cell learn, with the 95 % interval of the share.

    Where answers are judged that none of them has seen, say how many have these right.
    """
    (cell,), (tally,) = atlas.sweep.cells, atlas.tallies
    within = f"within {counted(cell.iterations, 'iteration')}"
    if not tally.starts:
        return f"Nothing is known yet of {counted(atlas.sweep.networks, 'start')} {within}."
    so_far = "" if atlas.is_whole else "So far "
    verb = "learns" if tally.learned == 1 else "learn"
    starts = f"{tally.learned:,} of {counted(tally.starts, 'start')}"
    share = f"{so_far}{starts} {verb} {within}: {share_words(tally)}."
    judged = len(judged_answers(cell.settings.problem).targets)
    if not judged or not tally.learned:
        return share
    what = "all patterns" if judged > 1 else "the one pattern"
    right = f"{100 * tally.all_right / tally.learned:.1f} %"
    return f"{share} Of those, {tally.all_right:,} get {what} they have never seen right: {right}."


def about_words(cell: Cell, *, is_at_hand: bool) -> str:
    """Name what starts are trained with, and say whether that is what is trained now."""
    parts = f"{title_of(cell.settings.problem)}: {', '.join(shared_words([cell]))}"
    if not is_at_hand:
        return f"Of other settings: {parts}."
    return f"{parts}. The larger a mark, the sooner it learned; a click loads a start."


def outcome_words(atlas: Atlas, row: int) -> str:
    """Say what became of one start of an atlas of one cell: 'learned at iteration 52'."""
    outcomes = atlas.outcomes[0]
    kind = Kind(outcomes.kinds[row])
    if kind is Kind.LEARNED:
        return f"learned at iteration {outcomes.learned_at[row]:,}"
    if kind is Kind.RAN_AWAY:
        return f"ran away at iteration {outcomes.ran_away_at[row]:,}"
    return _ENDINGS[kind]


def start_words(atlas: Atlas, row: int) -> str:
    """Say all that is known of one start: its seed, what happened, and its error."""
    outcomes, words = atlas.outcomes[0], f"seed {atlas.outcomes[0].seeds[row]}"
    words = f"{words}: {outcome_words(atlas, row)}"
    if outcomes.kinds[row] == Kind.RAN_AWAY:
        return words
    return f"{words}, error {rounded(float(outcomes.errors[row]))}{right_words(atlas, row)}"


def right_words(atlas: Atlas, row: int) -> str:
    """Say how many never-seen answers a start that learned has right; '' where none is judged."""
    judged = len(judged_answers(atlas.sweep.cells[0].settings.problem).targets)
    outcomes = atlas.outcomes[0]
    if not judged or outcomes.kinds[row] != Kind.LEARNED:
        return ""
    return f", {outcomes.rights[row]} of {judged} never seen right"
