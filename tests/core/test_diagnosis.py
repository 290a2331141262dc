"""Each sentence of the diagnosis is true, and is there when it is true.

The judge of the streetlights works by brute force: it has a forward pass of its own, nudges every
weight to see what moves, makes updates to see what they do, and reads the errors in plain loops.
"""

import re
from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from streetlight_gui.core import DivergenceError, Network, Problem, Trainer
from streetlight_gui.core.diagnosis import Finding, Remedy, diagnose
from streetlight_gui.core.diagnosis.error_trend import iterations_alike, lower_before, recent_rise
from streetlight_gui.core.diagnosis.lowest_error import (
    lowest_all_off_error,
    lowest_constant_error,
    lowest_error,
    lowest_linear_error,
)
from streetlight_gui.core.history import Curve, ErrorHistory, ErrorSeries
from streetlight_gui.core.penalty import Penalty, PenaltyKind
from streetlight_gui.core.problem import all_patterns

STREETLIGHTS = Problem.preset("streetlights")
NO_ERRORS = Curve(np.array([], dtype=np.int64), np.array([]))

NUMBER = r"(-?[\d.]+(?:e[-+]\d+)?)"
SENTENCES = {
    "never": r"(\d) of 4 hidden units never fires? and cannot change: (?:its|their) gradient is 0\.",
    "not in training": r"(\d) of 4 hidden units fires? for no example in training and cannot "
    r"change: (?:its|their) gradient is 0\.",
    "silent example": r"For ([01 ]+) no hidden unit fires, so this example has gradient 0 and "
    r"teaches nothing\.",
    "silent examples": r"For (\d) examples, such as ([01 ]+), no hidden unit fires, so these "
    r"examples have gradient 0 and teach nothing\.",
    "frozen at 0": rf"Every output is 0 and every gradient is 0: nothing can change, so the error "
    rf"stays at {NUMBER}\.",
    "frozen": rf"Every gradient is 0: nothing can change, so the error stays at {NUMBER}\.",
    "linear": rf"On these examples the network is linear, as relu cuts off every sum of a unit or "
    rf"none: while that lasts, the error cannot fall below {NUMBER} \(least squares\)\.",
    "one wrong": r"1 of 4 answers is wrong: for ([01 ]+) it says (WALK|STOP), the answer is "
    r"(WALK|STOP)\.",
    "wrong": r"(\d) of 4 answers are wrong, most of all for ([01 ]+): it says (WALK|STOP), the "
    r"answer is (WALK|STOP)\.",
    "no progress": rf"No progress for ([\d,]+) iterations: the error stays at {NUMBER}\.",
    "rise": rf"The error rose from {NUMBER} to {NUMBER} in the last (?:(\d+) iterations|iteration)"
    r": alpha 0\.2 is too large\.",
    "overshoot": rf"The update for ([01 ]+) would take its own error from {NUMBER} to {NUMBER}: "
    r"alpha 0\.2 is too large\.",
    "lost": rf"The error was {NUMBER} in iteration ([\d,]+) and is {NUMBER} now\.",
}


def train(problem, network, alpha=0.2, iterations=0):
    trainer = Trainer(problem, network, alpha)
    try:
        trainer.run(iterations)
    except DivergenceError:
        pass
    return trainer


def findings_of(trainer):
    curve = trainer.history.online.curve()
    return diagnose(trainer.network, trainer.problem, curve, trainer.alpha)


def texts_of(trainer):
    return [finding.text for finding in findings_of(trainer)]


def read(findings):
    """Sort findings by the kind of their sentence, with the numbers they state."""
    found = {}
    for finding in findings:
        matches = [(kind, re.fullmatch(text, finding.text)) for kind, text in SENTENCES.items()]
        ((kind, match),) = [(kind, match) for kind, match in matches if match]
        assert kind not in found
        found[kind] = match.groups()
    return found


def words(pattern):
    return " ".join(f"{light:g}" for light in pattern)


def digits(value):
    return f"{value:.4g}"


class Judge:
    """Judges a 3-4-1 relu network without bias on the streetlights by brute force."""

    def __init__(self, trainer):
        self.matrix, self.column = (weights.copy() for weights in trainer.network.weights)
        self.errors = trainer.errors.tolist()
        self.examples = [
            (tuple(pattern), target)
            for pattern, target in zip(STREETLIGHTS.patterns, STREETLIGHTS.targets, strict=True)
        ]
        self.outputs = [self.output(pattern) for pattern, _ in self.examples]
        self.deltas = [
            output - target for output, (_, target) in zip(self.outputs, self.examples, strict=True)
        ]
        self.error = sum(delta**2 for delta in self.deltas)

    def sums(self, pattern):
        return [sum(pattern[i] * self.matrix[i, j] for i in range(3)) for j in range(4)]

    def output(self, pattern):
        return sum(max(z, 0.0) * self.column[j, 0] for j, z in enumerate(self.sums(pattern)))

    def moves(self, weights, index, pattern):
        """Tell whether the output moves with a weight, up or down by a small number."""
        before, kept, moved = self.output(pattern), weights[index], False
        for nudge in (1e-9, -1e-9):
            weights[index] = kept + nudge
            moved = moved or self.output(pattern) != before
        weights[index] = kept
        return moved

    def unit_moves(self, j, patterns):
        weights = [(self.matrix, (i, j)) for i in range(3)] + [(self.column, (j, 0))]
        return any(self.moves(*weight, pattern) for weight in weights for pattern in patterns)

    def silent_units(self):
        """Count units that move no output, by whether they would for some on-off pattern."""
        seen, every = [pattern for pattern, _ in self.examples], [*product((0.0, 1.0), repeat=3)]
        stuck = [j for j in range(4) if not self.unit_moves(j, seen)]
        never = [j for j in stuck if not self.unit_moves(j, every)]
        return len(never), len(stuck) - len(never)

    def silent_examples(self):
        """Return patterns with an error whose output moves with no weight."""
        units = range(4)
        return [
            words(pattern)
            for (pattern, _), delta in zip(self.examples, self.deltas, strict=True)
            if delta**2 > 0.01 and not any(self.unit_moves(j, [pattern]) for j in units)
        ]

    def wrong(self):
        """Return (pattern, said, right answer) of wrong answers, from the furthest to the nearest.

        All those that are the furthest, but for rounding, come with the same distance.
        """
        return [
            (words(pattern), "WALK" if output >= 0.5 else "STOP", "WALK" if target else "STOP", far)
            for (pattern, target), output in zip(self.examples, self.outputs, strict=True)
            if (output >= 0.5) != (target >= 0.5)
            for far in [abs(output - target)]
        ]

    def is_linear(self):
        signs = np.array([[z > 0 for z in self.sums(pattern)] for pattern, _ in self.examples])
        return all(column.all() or not column.any() for column in signs.T)

    def same_errors(self):
        count = 0
        while count < len(self.errors) and (
            abs(self.errors[-1 - count] - self.errors[-1]) <= 0.001 * self.errors[-1]
        ):
            count += 1
        return count

    def rise(self):
        """Return (low, high, iterations since) in the last 20 iterations, if high is twice low."""
        recent = self.errors[-21:]
        low = min(recent)
        since = recent[::-1].index(low)
        high = max(recent[len(recent) - 1 - since :])
        is_clear = high >= 2 * low and high > low and high > 0.04
        return (low, high, since) if is_clear else None

    def loss(self):
        low, last = min(self.errors), self.errors[-1]
        is_clear = last >= 2 * low and last > low and last > 0.04
        return (low, self.errors.index(low) + 1, last) if is_clear else None

    def error_after_update(self, pattern, target):
        """Update on one example as the book writes it; return its error before and after."""
        layer_0 = np.array([pattern])
        sums = np.dot(layer_0, self.matrix)
        layer_1 = (sums > 0) * sums
        delta_2 = np.dot(layer_1, self.column) - target
        delta_1 = delta_2.dot(self.column.T) * (layer_1 > 0)
        matrix = self.matrix - 0.2 * layer_0.T.dot(delta_1)
        column = self.column - 0.2 * layer_1.T.dot(delta_2)
        after = np.dot(np.maximum(np.dot(layer_0, matrix), 0), column) - target
        return delta_2.item() ** 2, after.item() ** 2

    def overshoots(self):
        found = {}
        for pattern, target in self.examples:
            before, after = self.error_after_update(pattern, target)
            if after > 0.25 and after > 1.5 * before:
                found[words(pattern)] = before, after
        return found

    def expected(self):
        """Return the kinds of sentences there must be, with the numbers in them."""
        never, not_in_training = self.silent_units()
        expected = {}
        if never:
            expected["never"] = (str(never),)
        if not_in_training:
            expected["not in training"] = (str(not_in_training),)
        wrong = self.wrong()
        if not wrong and self.error <= 0.04:
            return expected
        if never + not_in_training == 4:
            expected["frozen at 0"] = (digits(self.error),)
        else:
            silent = self.silent_examples()
            if len(silent) == 1:
                expected["silent example"] = (silent[0],)
            elif silent:
                expected["silent examples"] = (str(len(silent)), silent[0])
            if self.is_linear():
                patterns, targets = STREETLIGHTS.patterns, STREETLIGHTS.targets
                residual = np.linalg.lstsq(patterns, targets, rcond=None)[1].item()
                expected["linear"] = (digits(residual),)
            if self.same_errors() >= 50:
                expected["no progress"] = (f"{self.same_errors():,}", digits(self.errors[-1]))
        if len(wrong) == 1:
            expected["one wrong"] = wrong[0][:3]
        elif wrong:
            expected["wrong"] = (str(len(wrong)),)
        return expected


def check_alpha(judge, found):
    """Check what is said of alpha, and take it out: a rise, else an overshoot, else a loss."""
    said = {kind: found.pop(kind, None) for kind in ("rise", "overshoot", "lost")}
    rise, overshoots, loss = judge.rise(), judge.overshoots(), judge.loss()
    is_learned = not judge.wrong() and judge.error <= 0.04
    if is_learned:
        assert not any(said.values())
    elif rise:
        low, high, since = rise
        expected = digits(low), digits(high), None if since == 1 else str(since)
        assert said == {"rise": expected, "overshoot": None, "lost": None}
    elif said["overshoot"]:
        pattern, *errors = said["overshoot"]
        assert errors == [digits(error) for error in overshoots[pattern]]
        assert not said["rise"]
        assert not said["lost"]
    elif loss:
        low, iteration, last = loss
        assert said["lost"] == (digits(low), f"{iteration:,}", digits(last))
    else:
        assert not any(said.values())


def check_frozen(trainer, judge, found):
    """Check that 'nothing can change' is so, and take it out where outputs are not 0."""
    said = found.pop("frozen", None)
    if said:
        assert said == (digits(judge.error),)
    if said or "frozen at 0" in found:
        before = trainer.network.parameters
        trainer.run(3)
        assert trainer.network.parameters.tobytes() == before.tobytes()
        assert trainer.online_error == pytest.approx(judge.error, rel=1e-12)
    return said is not None


def check_wrong(judge, found):
    """Check which of several wrong answers is named; ties may go either way."""
    if "wrong" in found:
        count, *named = found["wrong"]
        wrong = judge.wrong()
        furthest = max(far for *_, far in wrong)
        assert any(
            named == [*answer] and far >= furthest - 1e-9 for *answer, far in wrong
        )
        found["wrong"] = (count,)


@pytest.mark.parametrize("seed", range(200))
def test_streetlights_are_judged_as_by_brute_force(seed):
    trainer = train(STREETLIGHTS, Network.random(3, (4,), seed))
    for iterations in (60, 940):
        trainer.run(iterations)
        judge, found = Judge(trainer), read(findings_of(trainer))
        check_alpha(judge, found)
        check_wrong(judge, found)
        expected = judge.expected()
        if check_frozen(Trainer(STREETLIGHTS, trainer.network), judge, found):
            expected.pop("no progress", None)
        assert found == expected
