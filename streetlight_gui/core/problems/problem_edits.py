"""Changes to a problem: each takes one and returns a new one.

Rows are those of `Problem.rows`: the examples in training, then those held out. Rows and lights
are counted from 0 here; sentences count from 1, as people do. Every function raises ValueError
with a sentence where a row, a light or a number is not allowed.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from streetlight_gui.core.checks.limits import ANSWER, LIGHT, MAX_EXAMPLES, MAX_LIGHTS, whole
from streetlight_gui.core.problems.names import name_for_added
from streetlight_gui.core.problems.patterns import equal_patterns, equal_rows
from streetlight_gui.core.problems.problem import Problem


def with_example_added(problem: Problem, pattern: Sequence[float], answer: float) -> Problem:
    """Add an example at the end of those in training."""
    return _with_row(problem, len(problem), pattern, answer, len(problem) + 1)


def with_held_out_answer(
    problem: Problem, pattern: Sequence[float], answer: float | None
) -> Problem:
    """Hold out an answer to a pattern instead of those there are; None for no answer."""
    trained, (patterns, targets) = len(problem), problem.held_out
    is_other = (patterns != np.asarray(pattern)).any(axis=1)
    others = problem.holding_out((patterns[is_other], targets[is_other]))
    if answer is None:
        return others
    place = trained + int(np.append(is_other, False).argmin())  # of the first, or the end
    return _with_row(others, place, pattern, answer, trained)


def with_use(problem: Problem, rows: Sequence[int], *, held_out: bool) -> Problem:
    """Hold examples out of training, or take them into it; they go behind those there are."""
    chosen = np.isin(np.arange(len(problem.rows.targets)), [_row(problem, row) for row in rows])
    is_held_out = np.arange(len(chosen)) >= len(problem)
    after = np.where(chosen, held_out, is_held_out)
    # Those that change sides come last on the new one.
    order = np.lexsort((after != is_held_out, after))
    return _rearranged(problem, order, len(after) - int(after.sum()))


def unseen_pattern(problem: Problem) -> tuple[float, ...]:
    """Return the first on-off pattern that has no answer; all off where every one has."""
    patterns, shown = problem.rows.patterns, np.zeros([2] * problem.lights, dtype=np.bool_)
    lights = patterns.astype(np.intp)
    shown[tuple(lights[(lights == patterns).all(axis=1)].T)] = True
    return tuple(map(float, np.unravel_index(shown.argmin(), shown.shape)))


def without_examples(problem: Problem, rows: Sequence[int]) -> Problem:
    """Remove examples; one at least must stay in training."""
    every = np.arange(len(problem.rows.targets))
    kept = np.delete(every, [_row(problem, row) for row in rows])
    return _rearranged(problem, kept, int((kept < len(problem)).sum()))


def with_example_duplicated(problem: Problem, row: int) -> Problem:
    """Put a copy of an example right after it."""
    _check_room(problem)
    every = np.arange(len(problem.rows.targets))
    trained = len(problem) + (_row(problem, row) < len(problem))
    return _rearranged(problem, np.insert(every, row, row), trained)


def with_example_moved(problem: Problem, row: int, to: int) -> Problem:
    """Move an example to another row of the same use; those between make room."""
    every, trained = np.arange(len(problem.rows.targets)), len(problem)
    first, last = (1, trained) if _row(problem, row) < trained else (trained + 1, len(every))
    place = whole("example", first, last).check(to + 1) - 1
    return _rearranged(problem, np.insert(np.delete(every, row), place, row), trained)


def with_light(problem: Problem, row: int, light: int, value: float) -> Problem:
    """Set one light of one example to a brightness from 0 to 1."""
    patterns = problem.rows.patterns.copy()
    patterns[_row(problem, row), _light(problem, light)] = LIGHT.check(value)
    return problem.edited(patterns, problem.rows.targets, len(problem))


def with_answer(problem: Problem, row: int, answer: float) -> Problem:
    """Give one example another answer: 1 for WALK, 0 for STOP, or any finite number."""
    targets = problem.rows.targets.copy()
    targets[_row(problem, row)] = ANSWER.check(answer)
    return problem.edited(problem.rows.patterns, targets, len(problem))


def with_light_added(problem: Problem) -> Problem:
    """Add a light after the last one, off in every example."""
    if problem.lights >= MAX_LIGHTS:
        raise ValueError(f"there can be at most {MAX_LIGHTS} lights")
    patterns, targets = problem.rows
    names = problem.names and name_for_added(problem.names)
    return problem.edited(np.pad(patterns, ((0, 0), (0, 1))), targets, len(problem), names)


def with_light_removed(problem: Problem, light: int) -> Problem:
    """Remove a light from every example; one at least must stay."""
    column = _light(problem, light)
    if problem.lights == 1:
        raise ValueError("a traffic light must keep at least 1 light")
    patterns, targets = problem.rows
    names = problem.names[:column] + problem.names[column + 1 :]
    return problem.edited(np.delete(patterns, column, axis=1), targets, len(problem), names)


def contradicted_by(problem: Problem) -> NDArray[np.intp]:
    """Return for each row the first row of the same pattern with another answer, or -1; (n,)."""
    patterns, answers = problem.rows
    equal = equal_rows(patterns) if problem.held_out_count else equal_patterns(problem)
    none, (first, group) = len(answers), equal
    is_other = answers != answers[first[group]]
    first_other = np.full(len(first), none)
    np.minimum.at(first_other, group[is_other], np.flatnonzero(is_other))
    found = np.where(is_other, first[group], first_other[group])
    return np.where(found == none, -1, found)


def _with_row(
    problem: Problem, place: int, pattern: Sequence[float], answer: float, trained: int
) -> Problem:
    _check_room(problem)
    if len(pattern) != problem.lights:
        raise ValueError(f"a pattern must have {problem.lights} lights, not {len(pattern)}")
    patterns, targets = problem.rows
    lights = [LIGHT.check(value) for value in pattern]
    added = np.insert(patterns, place, lights, axis=0)
    return problem.edited(added, np.insert(targets, place, ANSWER.check(answer)), trained)


def _rearranged(problem: Problem, rows: NDArray[np.intp], trained: int) -> Problem:
    if not trained:
        raise ValueError("a training set must keep at least 1 example")
    patterns, targets = problem.rows
    return problem.edited(patterns[rows], targets[rows], trained)


def _check_room(problem: Problem) -> None:
    if len(problem.rows.targets) >= MAX_EXAMPLES:
        raise ValueError(f"a training set can have at most {MAX_EXAMPLES:,} examples")


def _row(problem: Problem, row: int) -> int:
    return whole("example", 1, len(problem.rows.targets)).check(row + 1) - 1


def _light(problem: Problem, light: int) -> int:
    return whole("light", 1, problem.lights).check(light + 1) - 1
