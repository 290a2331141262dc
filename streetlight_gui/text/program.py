"""A run as a program in plain NumPy, which prints the same errors and ends in the same weights.

It is the listing's loops, with the training set, the start weights and what a person changed on the
way. A change in the middle of an iteration cuts it in two.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.checks.formatting import counted, exact, exact_terse, in_one_line
from streetlight_gui.core.nn.parts import edge_name, edges_of, named_parameters, parameter_names
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.replay.changes import Change
from streetlight_gui.core.replay.recipe import Recipe
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.text.legs import Leg, Loop, legs
from streetlight_gui.text.listing import order_lines, update_lines
from streetlight_gui.text.settings_words import change_words

_INDENT = "    "
_EVERY = 10  # iterations between two printed errors, as in the book
_FUNCTIONS = {
    "relu": ("(x > 0) * x", "output > 0"),
    "tanh": ("np.tanh(x)", "1 - output**2"),
    "sigmoid": ("1 / (1 + np.exp(-x))", "output * (1 - output)"),
}


@dataclass(frozen=True)
class Section:
    """A part of a program.

    Attributes:
        words: say what it does, in one or two sentences.
        code: lines of Python.
    """

    words: str
    code: str


def program(recipe: Recipe) -> list[Section]:
    """Return the program that a recipe's run is."""
    settings = recipe.settings
    return [
        Section("NumPy, and the function of the hidden layers with its slope.", _beginning(recipe)),
        Section("The training set: a row of lights for each example.", _examples(settings.problem)),
        Section("The start weights, and the step size.", _start(settings)),
        *_training(recipe),
        Section("The weights, each matrix in a file of its own.", _ending(settings)),
    ]


def _beginning(recipe: Recipe) -> str:
    every = [recipe.settings, *(each.settings for each in recipe.changes if each.settings)]
    used = dict.fromkeys(name for settings in every for name in settings.activations)
    lines = ["import pickle", "", "import numpy as np"]
    for name in used:
        if name in _FUNCTIONS:
            apply, slope = _FUNCTIONS[name]
            lines += ["", "", f"def {name}(x):", f"    return {apply}"]
            lines += ["", "", f"def {name}2deriv(output):", f"    return {slope}"]
    return "\n".join(lines)


def _examples(problem: Problem) -> str:
    name = f"# {in_one_line(problem.name)}\n{names_comment(problem.names)}"
    return f"{name}{_assigned('lights', problem.patterns)}\n{_answers(problem)}"


def names_comment(names: Sequence[str]) -> str:
    """Tell what the lights and the answer are called, in a line; '' for no names of their own."""
    return f"# lights: {', '.join(names[:-1])}; answer: {names[-1]}\n" if names else ""


def _answers(problem: Problem) -> str:
    return f"answers = np.array([[{', '.join(map(exact_terse, problem.targets))}]]).T"


def _start(settings: Settings) -> str:
    write = _assigned if settings.seed is None else _drawn
    lines = [] if settings.seed is None else [f"np.random.seed({settings.seed})"]
    lines += [write(name, values) for name, values in named_parameters(settings.network()).items()]
    return "\n".join([*lines, f"alpha = {exact(settings.alpha)}"])


def _drawn(name: str, values: Array) -> str:
    if values.ndim == 1:
        return f"{name} = np.zeros({len(values)})"
    return f"{name} = 2 * np.random.random({values.shape}) - 1"


def _assigned(name: str, values: Array) -> str:
    if values.ndim == 1:
        return f"{name} = np.array([{', '.join(map(exact, values))}])"
    rows = [f"    [{', '.join(map(exact_terse, row))}],\n" for row in values]
    return f"{name} = np.array([\n{''.join(rows)}], dtype=float)"


def _training(recipe: Recipe) -> Iterator[Section]:
    """Yield what is trained from each moment of a change to the next."""
    for leg in legs(recipe):
        if leg.change is not None:
            yield Section(changed_words(leg), _changed(leg, leg.change))
        if leg.loops:
            code = "\n".join(line for loop in leg.loops for line in _loop(leg.settings, loop))
            yield Section(f"Training, {counted(leg.updates, 'update')}.", code)


def changed_words(leg: Leg) -> str:
    """Say what a person changed before a leg, and when."""
    words = change_words(leg.before, leg.settings) or "a weight has another value"
    return f"Changed after {counted(leg.done, 'update')}: {words}."


def _loop(settings: Settings, loop: Loop) -> Iterator[str]:
    cut = "" if loop.is_whole else _INDENT
    order = [line.code.removeprefix(cut) for line in order_lines(settings)]
    update = [line.code.removeprefix(cut) for line in update_lines(settings)]
    return loop_lines(settings, loop, _error(settings), order, update)


def loop_lines(
    settings: Settings, loop: Loop, error: str, order: Sequence[str], update: Sequence[str]
) -> Iterator[str]:
    """Yield the lines of whole iterations, or of a part of one.

    Args:
        settings: those that are trained with.
        loop: the iterations.
        error: the variable that adds up an iteration's error.
        order: the lines that shuffle its examples, if they are shuffled, indented.
        update: the lines of an update, indented.
    """
    first, end = loop.iterations.start, loop.iterations.stop
    indent = _INDENT if loop.is_whole else ""
    if loop.is_whole:
        yield f"for iteration in range({f'{first}, ' if first else ''}{end}):"
    else:
        yield f"iteration = {first}"
    if not loop.first:
        yield f"{indent}{error} = 0"
    yield from order
    yield f"{indent}for i in range({_span_text(settings, loop.first, loop.end)}):"
    yield from update
    if loop.end == settings.sampler.updates_per_iteration:
        yield f"{indent}if iteration % {_EVERY} == {_EVERY - 1}:"
        yield f'{indent}{_INDENT}print(f"Error: {{{error}:.25f}}")'


def _span_text(settings: Settings, first: int, end: int) -> str:
    """Write which examples a loop is over: all of them as the listing does."""
    batch, size = settings.sampler.batch, settings.sampler.updates_per_iteration
    start, stop = first * batch, "len(lights)" if end == size else f"{end * batch}"
    if batch == 1:
        return f"{start}, {stop}" if start else stop
    return f"{start}, {stop}, {batch}"


def _error(settings: Settings) -> str:
    return f"layer_{len(settings.hidden) + 1}_error"


def _changed(leg: Leg, change: Change) -> str:
    """Write what a change gives other values; what the loops hold themselves is in their lines."""
    lines, before, after = [], leg.before, change.settings
    if after is not None and after.alpha != before.alpha:
        lines.append(f"alpha = {exact(after.alpha)}")
    if after is not None and not after.problem.trains_as(before.problem):
        lines.append(_examples(after.problem))
    if change.weight is not None:
        edge = edges_of(before.shape)[change.weight]
        lines.append(f"{edge_name(edge, before.sizes)} = {exact(change.value)}")
    if leg.begins_anew:
        lines.append(f"{_error(before)} = 0")
    return "\n".join(lines)


def _ending(settings: Settings) -> str:
    return "\n".join(
        f'with open("{name}.pickle.bin", "wb") as file:\n    pickle.dump({name}, file)'
        for name in parameter_names(len(settings.hidden) + 1, settings.bias)
    )
