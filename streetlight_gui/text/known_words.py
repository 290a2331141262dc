"""What is known of patterns, in a few words: their answers, their use, and how many are right."""

from collections.abc import Sequence

from streetlight_gui.core.checks.formatting import ELLIPSIS, counted
from streetlight_gui.core.problems.patterns import PatternList, shows_held_out
from streetlight_gui.core.problems.presets import holds_out_its_rule
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.text.examples import HELD_OUT, answer_name, answer_text

NEVER_SEEN = "never seen"
JUDGE = "Judge the never seen"
BY_RULE = " by this rule"  # by the examples another one would be as right


def count_text(
    rows: PatternList,
    examples_right: int | None,
    held_out_right: int | None,
    *,
    is_trained: bool = True,
) -> str:
    """Say how many examples are right, and what is known of the patterns that no example shows.

    The numbers are those of a judgement; None where one changes too fast to tell. Before any
    training they are no score, by no rule either, and this is said.
    """
    when, by = ("", BY_RULE) if is_trained else ("untrained: ", "")
    right = f"{when}{_count(examples_right)} of {len(rows.problem)} right"
    if rows.problem.held_out_count:
        return f"{right}, {held_out_count_text(rows.problem, held_out_right, by)}"
    patterns = counted(rows.never_seen, "pattern") if is_trained else f"{rows.never_seen:,}"
    never_seen = f"{patterns} never seen" if rows.never_seen else "every pattern seen"
    return f"{right}, {never_seen}"


def held_out_count_text(problem: Problem, right: int | None, by: str = BY_RULE) -> str:
    """Say how many of the answers held out are met; None where that changes too fast to tell.

    by: how to call their rule, if it is that of a preset.
    """
    count = f"{_count(right)} of {problem.held_out_count:,}"
    return f"{held_out_words(problem)} {count}{by if holds_out_its_rule(problem) else ''}"


def known_texts(problem: Problem | None, pattern: Sequence[float]) -> list[str]:
    """Say which answers to a pattern are known: 'answer 1', 'answer 0 or 1, held out'.

    An answer with a name of its own is called by that first, and then in fewer words.
    """
    trained = () if problem is None else problem.examples.answers_to(pattern)
    held_out = () if problem is None else problem.held_out.answers_to(pattern)
    if not trained and not held_out:
        return [NEVER_SEEN]
    text = " or ".join(f"{answer:g}" for answer in trained or held_out)
    end = text if trained else f"{text}, {HELD_OUT}"
    names = () if problem is None else problem.names
    return [f"{name} {end}" for name in dict.fromkeys((answer_name(names), answer_name(())))]


def held_out_words(problem: Problem) -> str:
    """Say what patterns are whose answers are held out: never seen, unless training shows one."""
    return HELD_OUT if shows_held_out(problem) else NEVER_SEEN


def use_text(rows: PatternList, row: int) -> str:
    """Say what a pattern's answers are for: 'in training', 'held out', or 'never seen'."""
    used = "in training" if rows.in_training[row] else ""
    held_out = HELD_OUT if rows.held_out[row] else ""
    return ", ".join(filter(None, (used, held_out))) or NEVER_SEEN


def answers_text(answers: tuple[float, ...]) -> str:
    """Write a pattern's answers: 'WALK', '0.3', 'WALK / STOP'."""
    return " / ".join(map(answer_text, answers)) or NEVER_SEEN


def _count(number: int | None) -> str:
    return ELLIPSIS if number is None else f"{number:,}"
