"""Changes to a training set: each takes a problem and returns a new one.

Rows and lights are counted from 0 here; sentences count from 1, as people do. Every function
raises ValueError with a sentence where a row, a light or a number is not allowed.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from streetlight_gui.core.checks.limits import ANSWER, LIGHT, MAX_EXAMPLES, MAX_LIGHTS
from streetlight_gui.core.problems.equal_rows import equal_patterns
from streetlight_gui.core.problems.problem import Problem, all_patterns

_MARK = " (edited)"


def with_example_added(problem: Problem, pattern: Sequence[float], answer: float) -> Problem:
    """Add an example at the end."""
    _check_room(problem)
    if len(pattern) != problem.lights:
        raise ValueError(f"a pattern must have {problem.lights} lights, not {len(pattern)}")
    row = [LIGHT.check(value) for value in pattern]
    targets = np.append(problem.targets, ANSWER.check(answer))
    return _edited(problem, np.vstack([problem.patterns, row]), targets)


def unseen_pattern(problem: Problem) -> tuple[float, ...]:
    """Return the first on-off pattern that no example shows; all off where every one is shown."""
    every = all_patterns(problem.lights)
    is_on_off = ((problem.patterns == 0) | (problem.patterns == 1)).all(axis=1)
    digits = 2 ** np.arange(problem.lights)[::-1]
    seen = (problem.patterns[is_on_off] @ digits).astype(np.intp)
    unseen = np.setdiff1d(np.arange(len(every)), seen)
    return tuple(every[unseen[0] if len(unseen) else 0].tolist())


def without_examples(problem: Problem, rows: Sequence[int]) -> Problem:
    """Remove examples; one at least must stay."""
    found = [_check_row(problem, row) for row in rows]
    if len(set(found)) == len(problem):
        raise ValueError("a training set must keep at least 1 example")
    return _edited(
        problem,
        np.delete(problem.patterns, found, axis=0),
        np.delete(problem.targets, found),
    )


def with_example_duplicated(problem: Problem, row: int) -> Problem:
    """Put a copy of an example right after it."""
    _check_room(problem)
    return _rearranged(problem, np.insert(np.arange(len(problem)), _check_row(problem, row), row))


def with_example_moved(problem: Problem, row: int, to: int) -> Problem:
    """Move an example to another row; those between make room."""
    others = np.delete(np.arange(len(problem)), _check_row(problem, row))
    return _rearranged(problem, np.insert(others, _check_row(problem, to), row))


def with_light(problem: Problem, row: int, light: int, value: float) -> Problem:
    """Set one light of one example to a brightness from 0 to 1."""
    patterns = problem.patterns.copy()
    patterns[_check_row(problem, row), _check_light(problem, light)] = LIGHT.check(value)
    return _edited(problem, patterns, problem.targets)


def with_answer(problem: Problem, row: int, answer: float) -> Problem:
    """Give one example another answer: 1 for WALK, 0 for STOP, or any finite number."""
    targets = problem.targets.copy()
    targets[_check_row(problem, row)] = ANSWER.check(answer)
    return _edited(problem, problem.patterns, targets)


def with_light_added(problem: Problem) -> Problem:
    """Add a light after the last one, off in every example."""
    if problem.lights >= MAX_LIGHTS:
        raise ValueError(f"there can be at most {MAX_LIGHTS} lights")
    patterns = np.hstack([problem.patterns, np.zeros((len(problem), 1))])
    return _edited(problem, patterns, problem.targets)


def with_light_removed(problem: Problem, light: int) -> Problem:
    """Remove a light from every example; one at least must stay."""
    column = _check_light(problem, light)
    if problem.lights == 1:
        raise ValueError("a traffic light must keep at least 1 light")
    return _edited(problem, np.delete(problem.patterns, column, axis=1), problem.targets)


def contradicted_by(problem: Problem) -> NDArray[np.intp]:
    """Return for each row the first row of the same pattern with another answer, or -1; (n,)."""
    answers, none, rows = problem.targets, len(problem), equal_patterns(problem)
    first, group = rows.first, rows.group
    is_other = answers != answers[first[group]]
    first_other = np.full(len(first), none)
    np.minimum.at(first_other, group[is_other], np.flatnonzero(is_other))
    found = np.where(is_other, first[group], first_other[group])
    return np.where(found == none, -1, found)


def _edited(problem: Problem, patterns: ArrayLike, targets: ArrayLike) -> Problem:
    return problem.edited(patterns, targets, problem.name.removesuffix(_MARK) + _MARK)


def _rearranged(problem: Problem, rows: NDArray[np.intp]) -> Problem:
    return _edited(problem, problem.patterns[rows], problem.targets[rows])


def _check_room(problem: Problem) -> None:
    if len(problem) >= MAX_EXAMPLES:
        raise ValueError(f"a training set can have at most {MAX_EXAMPLES:,} examples")


def _check_row(problem: Problem, row: int) -> int:
    return _check_place("example", row, len(problem))


def _check_light(problem: Problem, light: int) -> int:
    return _check_place("light", light, problem.lights)


def _check_place(name: str, place: int, count: int) -> int:
    if not 0 <= place < count:
        raise ValueError(f"{name} must be a whole number from 1 to {count:,}, not {place + 1}")
    return place
