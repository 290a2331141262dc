"""What each phase of one example does, in a sentence for a person who has never seen it."""

import numpy as np

from streetlight_gui.core.checks.formatting import TIMES, counted, moved, plain, short, told_apart
from streetlight_gui.core.nn.parts import Edge, Unit, edge_name, weight_index
from streetlight_gui.core.nn.penalty import Penalty
from streetlight_gui.core.problems.values import WALK_THRESHOLD
from streetlight_gui.core.replay.picture import Moment
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.core.training.trace import Trace
from streetlight_gui.text.examples import pattern_text

NOWHERE_BACK = "There is no hidden layer to pass the error back to."


def walk_sentence(snapshot: Snapshot) -> str:
    """Say what the phase that ran last has done, for the update's first example; '' before any."""
    if snapshot.trace is None or snapshot.stage is None:
        return ""
    moment = Moment(snapshot.trace, snapshot.stage, 0)
    phases = _forward, _output, _compare, _backpropagate, _update
    number = moment.stage.phase.value
    return f"{number}. {phases[number - 1](moment, snapshot)}"


def comparison(moment: Moment) -> str:
    """Say what the network said of an example, and what was right."""
    prediction, target = moment.output, moment.target
    said = f"It said {short(prediction)}, the answer is {target:g}"
    miss = abs(prediction - target)
    if not miss:
        return f"{said}: exactly right."
    by = short(miss) if miss >= 0.005 else "less than 0.01"
    return f"{said}: {by} too {'low' if prediction < target else 'high'}."


def sum_words(what: str, *, is_biased: bool) -> str:
    """Say what a unit adds up: every such value times its weight."""
    return f"every {what}{TIMES}its weight{', and its bias' if is_biased else ''}"


def bend_words(activation: str) -> str:
    """Say what an activation does to a sum; '' where it does nothing."""
    if activation == "linear":
        return ""
    is_relu = activation == "relu"
    return "; relu turns a sum below 0 into 0" if is_relu else f", then {activation} bends the sum"


def move_words(alpha: float, penalty: Penalty) -> str:
    """Say how far an update moves a weight."""
    gradient = f"input{TIMES}delta"
    by = f"({gradient} + penalty)" if penalty.is_on else gradient
    return f"by alpha {alpha:g}{TIMES}{by}, against the error"


def _forward(moment: Moment, snapshot: Snapshot) -> str:
    layer = moment.stage.layer
    name = moment.trace.network.activations[layer - 1].name
    values = moment.trace.layers[layer][0]
    what = "light" if layer == 1 else "value before it"
    adds = sum_words(what, is_biased=bool(moment.trace.network.biases))
    sums = f"{_lights(moment, snapshot)}Each unit of layer_{layer} adds up {adds}"
    if name != "relu":
        return f"{sums}{bend_words(name)}."
    fire = np.count_nonzero(values)
    count = f"{fire} of {len(values)} {'fires' if fire == 1 else 'fire'}"
    return f"{sums}{bend_words(name)}. {count}."


def _lights(moment: Moment, snapshot: Snapshot) -> str:
    """Say which example it is, and whether it is trained on only now, in the first phase."""
    if moment.stage.layer > 1:
        return ""
    lights, examples = pattern_text(snapshot.pattern.tolist()), len(moment.trace.update.targets)
    which = "lights are" if examples == 1 else f"first of {examples} examples has the lights"
    is_new = snapshot.is_live and snapshot.updates
    return f"{'Training goes on: the' if is_new else 'The'} {which} {lights}. "


def _output(moment: Moment, snapshot: Snapshot) -> str:
    prediction = moment.output
    source = "hidden unit" if moment.stage.layer > 1 else "light"
    side = "0.5 or more, so WALK" if prediction >= WALK_THRESHOLD else "below 0.5, so STOP"
    adds = sum_words(source, is_biased=bool(moment.trace.network.biases))
    sums = f"{_lights(moment, snapshot)}The output adds up {adds}"
    return f"{sums}: {short(prediction)}. That is {side}."


def _compare(moment: Moment, _snapshot: Snapshot) -> str:
    delta = moment.delta(Unit(len(moment.trace.layers) - 1, 0))
    told = short(delta) if delta else "0"
    examples = len(moment.trace.update.targets)
    by = f", divided by {examples:,} examples," if examples > 1 else ""
    return f"{comparison(moment).removesuffix('.')}, so its delta{by} is {told}."


def _backpropagate(moment: Moment, _snapshot: Snapshot) -> str:
    hidden = [deltas[0] for deltas in moment.trace.deltas[1:-1]]
    if not hidden:
        return NOWHERE_BACK
    units, blamed = sum(map(len, hidden)), sum(map(np.count_nonzero, hidden))
    if not blamed:
        return "No error goes back: the delta of every hidden unit is 0."
    had = "its share" if blamed == 1 else "their shares"
    rest = "" if blamed == units else " The others had no part in it."
    return (
        f"The error goes back along the edges, delta{TIMES}weight: "
        f"{blamed} of {units} hidden units {'gets' if blamed == 1 else 'get'} {had}.{rest}"
    )


def _update(moment: Moment, snapshot: Snapshot) -> str:
    trace = moment.trace
    changed = np.count_nonzero(trace.change)
    what, lights = "batch" if snapshot.is_by_batch else "example", snapshot.coming.patterns[0]
    end = f"The {what} is done; next: {pattern_text(lights.tolist())}."
    if not changed:
        return f"No weight changes. {end}"
    after = float(snapshot.network.predict(trace.update.patterns)[0])
    before, now = told_apart(moment.output, after)
    says = f"now says {now}, before {before}" if now != before else f"still says {now}"
    count = counted(int(changed), "weight")
    return (
        f"The update moves {count} {move_words(trace.update.alpha, trace.update.penalty)}. "
        f"{_strongest(trace)} For these lights it {says}. {end}"
    )


def _strongest(trace: Trace) -> str:
    """Say what the update did to the weight farthest from 0, and why it stays if it does."""
    network, sizes = trace.network, trace.network.sizes
    layer = int(np.argmax([np.abs(matrix).max() for matrix in network.weights]))
    source, target = divmod(int(np.abs(network.weights[layer]).argmax()), sizes[layer + 1])
    edge = Edge(layer, source, target)
    index = weight_index(sizes, edge)
    before, change = float(network.parameters[index]), float(trace.change[index])
    name = f"The strongest of all, {edge_name(edge, sizes)},"
    if change:
        return f"{name} goes {moved(before, -change, 3)}."
    why = ""
    if not trace.layers[layer][:, source].any():
        why = ", as its input is 0"
    elif not trace.deltas[layer + 1][:, target].any():
        why = ", as its delta is 0"
    return f"{name} stays {plain(before, 3)}{why}."
