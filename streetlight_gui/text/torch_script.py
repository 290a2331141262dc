"""A run as a script for PyTorch, which trains to the same numbers in its own way."""

from collections.abc import Iterator

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.checks.formatting import exact, exact_terse, in_one_line
from streetlight_gui.core.nn.parts import edge_name, edges_of, named_parameters, parameter_names
from streetlight_gui.core.nn.penalty import PenaltyKind
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.replay.changes import Change
from streetlight_gui.core.replay.recipe import Recipe
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.text.legs import Leg, Loop, legs
from streetlight_gui.text.preset_words import title_of
from streetlight_gui.text.program import changed_words, loop_lines, names_comment

_ABOUT = """\
# A small neural network, trained by PyTorch as Streetlight trained it: each printed error and every
# weight at the end are the same but for the last digits."""
_FUNCTIONS = {
    "relu": "torch.relu({})",
    "tanh": "torch.tanh({})",
    "sigmoid": "torch.sigmoid({})",
    "linear": "{}",
}
_SUM = {PenaltyKind.L1: "{}.abs().sum()", PenaltyKind.L2: "({} ** 2).sum() / 2"}


def torch_text(recipe: Recipe) -> str:
    """Return a script, as the content of a `.py` file."""
    settings = recipe.settings
    shuffles = any(leg.settings.order_seed is not None for leg in legs(recipe))
    parts = [
        f"# {in_one_line(title_of(settings.problem))}\n#\n{_ABOUT}",
        "import numpy as np  # for the order\nimport torch" if shuffles else "import torch",
        _examples(settings.problem),
        _start(settings),
        _network(settings),
        _optimizer(settings),
    ]
    for leg in legs(recipe):
        if leg.change is not None:
            parts.append("\n".join([f"# {changed_words(leg)}", *_changed(leg, leg.change)]))
        parts += ["\n".join(_loop(leg.settings, loop)) for loop in leg.loops]
    saved = "".join(f'    "{name}": {name}.detach(),\n' for name in _names(settings))
    return "\n\n".join([*parts, f'torch.save({{\n{saved}}}, "weights.pt")']) + "\n"


def _examples(problem: Problem) -> str:
    answers = problem.targets.reshape(-1, 1)
    lights = f"{names_comment(problem.names)}lights = {_tensor(problem.patterns)}"
    return f"{lights}\nanswers = {_tensor(answers)}"


def _tensor(values: Array) -> str:
    if values.ndim == 1:
        return f"torch.tensor([{', '.join(map(exact, values))}], dtype=torch.float64)"
    rows = [f"    [{', '.join(map(exact_terse, row))}],\n" for row in values]
    return f"torch.tensor([\n{''.join(rows)}], dtype=torch.float64)"


def _start(settings: Settings) -> str:
    seed = settings.seed
    lines = [] if seed is None else [f"# The start weights that seed {seed} makes."]
    for name, values in named_parameters(settings.network()).items():
        lines.append(f"{name} = {_tensor(values)}.requires_grad_()")
    return "\n".join(lines)


def _network(settings: Settings) -> str:
    lines, last = ["def network(layer_0):"], len(settings.hidden) + 1
    for k in range(1, last + 1):
        bias = f" + bias_{k}" if settings.bias else ""
        total = f"layer_{k - 1} @ weights_{k - 1}_{k}{bias}"
        name = "linear" if k == last else settings.activations[k - 1]
        lines.append(f"    layer_{k} = {_FUNCTIONS[name].format(total)}")
    return "\n".join([*lines, f"    return layer_{last}"])


def _optimizer(settings: Settings) -> str:
    parameters = ", ".join(_names(settings))
    return f"optimizer = torch.optim.SGD([{parameters}], lr={exact(settings.alpha)})"


def _names(settings: Settings) -> list[str]:
    return parameter_names(len(settings.hidden) + 1, settings.bias)


def _loop(settings: Settings, loop: Loop) -> Iterator[str]:
    indent = "    " if loop.is_whole else ""
    rows, order = f"i:i+{settings.sampler.batch}", []
    if settings.order_seed is not None:
        generator = f"np.random.default_rng([{settings.order_seed}, iteration])"
        order.append(f"{indent}order = {generator}.permutation(len(lights))")
        rows = f"order[{rows}]"
    update = [f"{indent}    {line}" for line in _update(settings, rows)]
    return loop_lines(settings, loop, "error", order, update)


def _update(settings: Settings, rows: str) -> Iterator[str]:
    """Yield the lines of an update; half the mean of squares has the book's delta for gradient."""
    yield f"delta = network(lights[{rows}]) - answers[{rows}]"
    yield "error += (delta ** 2).sum().item()"
    yield "loss = (delta ** 2).mean() / 2"
    if settings.penalty.is_on:
        size = _SUM[settings.penalty.kind]
        names = [name for name in _names(settings) if name.startswith("weights")]
        total = " + ".join(map(size.format, names))
        yield f"loss = loss + {exact(settings.penalty.strength)} * ({total})"
    yield "optimizer.zero_grad()"
    yield "loss.backward()"
    yield "optimizer.step()"


def _changed(leg: Leg, change: Change) -> Iterator[str]:
    """Yield what a change gives other values; what the loops hold themselves is in their lines."""
    before, after = leg.before, leg.settings
    if after.alpha != before.alpha:
        yield _optimizer(after)
    if after.activations != before.activations:
        yield _network(after)
    if not after.problem.trains_as(before.problem):
        yield _examples(after.problem)
    if change.weight is not None:
        edge = edges_of(before.shape)[change.weight]
        yield f"with torch.no_grad():\n    {edge_name(edge, before.sizes)} = {exact(change.value)}"
    if leg.begins_anew:
        yield "error = 0"
