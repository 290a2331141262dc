"""Judges a network on the streetlights by brute force, sharing no code with the diagnosis.

It has a forward pass of its own, nudges every weight to see what moves, makes updates to see what
they do, and reads errors in plain loops.
"""

from itertools import product

import numpy as np

from streetlight_gui.core import Problem

STREETLIGHTS = Problem.preset("streetlights")


def words(pattern):
    return " ".join(f"{light:g}" for light in pattern)


def digits(value):
    return f"{value:.4g}"


def iterations_alike(errors):
    """Count the last errors within 0.1 % of the last one."""
    count = 0
    while count < len(errors) and abs(errors[-1 - count] - errors[-1]) <= 0.001 * errors[-1]:
        count += 1
    return count


def rise(errors):
    """Return (low, high, iterations since low) in the last 20 iterations, if high is twice low."""
    if not errors:
        return None
    recent = errors[-21:]
    low = min(recent)
    since = recent[::-1].index(low)
    high = max(recent[len(recent) - 1 - since :])
    return (low, high, since) if high >= 2 * low and high > low else None


def loss(errors):
    """Return (iteration, error) of the lowest error, if the last is twice that."""
    if not errors:
        return None
    low, last = min(errors), errors[-1]
    return (errors.index(low) + 1, low) if last >= 2 * low and last > low else None


class Judge:
    """Judges a 3-4-1 relu network without bias on the streetlights by brute force."""

    def __init__(self, trainer):
        self.matrix, self.column = (weights.copy() for weights in trainer.network.weights)
        self.errors, self.alpha = trainer.errors.tolist(), trainer.alpha
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

    def never_firing_units(self):
        """Count units that move no output, by whether they would for some on-off pattern."""
        seen, every = [pattern for pattern, _ in self.examples], [*product((0.0, 1.0), repeat=3)]
        stuck = [j for j in range(4) if not self.unit_moves(j, seen)]
        never = [j for j in stuck if not self.unit_moves(j, every)]
        return len(never), len(stuck) - len(never)

    def no_unit_fires(self):
        """Return patterns with an error whose output moves with no weight."""
        units = range(4)
        return [
            words(pattern)
            for (pattern, _), delta in zip(self.examples, self.deltas, strict=True)
            if delta**2 > 0.01 and not any(self.unit_moves(j, [pattern]) for j in units)
        ]

    def wrong(self):
        """Return (pattern, word said, right word, distance) of each wrong answer."""
        return [
            (words(pattern), *("WALK" if x >= 0.5 else "STOP" for x in (output, target)), far)
            for (pattern, target), output in zip(self.examples, self.outputs, strict=True)
            if (output >= 0.5) != (target >= 0.5)
            for far in [abs(output - target)]
        ]

    def is_learned(self):
        return not self.wrong() and self.error <= 0.04

    def is_linear(self):
        signs = np.array([[z > 0 for z in self.sums(pattern)] for pattern, _ in self.examples])
        return all(column.all() or not column.any() for column in signs.T)

    def error_after_update(self, pattern, target):
        """Update on one example as the book writes it; return its error before and after."""
        layer_0 = np.array([pattern])
        sums = np.dot(layer_0, self.matrix)
        layer_1 = (sums > 0) * sums
        delta_2 = np.dot(layer_1, self.column) - target
        delta_1 = delta_2.dot(self.column.T) * (layer_1 > 0)
        matrix = self.matrix - self.alpha * layer_0.T.dot(delta_1)
        column = self.column - self.alpha * layer_1.T.dot(delta_2)
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
        """Return the kinds of sentences there must be, with their numbers; none on alpha here."""
        never, not_in_training = self.never_firing_units()
        expected = {"never": (str(never),), "not in training": (str(not_in_training),)}
        if not self.is_learned():
            is_none_firing = never + not_in_training == 4
            expected |= self.answers() | (self.none_fires() if is_none_firing else self.reasons())
        return {kind: numbers for kind, numbers in expected.items() if numbers[0] != "0"}

    def answers(self):
        wrong = self.wrong()
        return {"one wrong": wrong[0][:3]} if len(wrong) == 1 else {"wrong": (str(len(wrong)),)}

    def none_fires(self):
        return {"frozen at 0": (digits(self.error),)}

    def reasons(self):
        unheard, alike, reasons = self.no_unit_fires(), iterations_alike(self.errors), {}
        if len(unheard) == 1:
            reasons["unheard example"] = (unheard[0],)
        elif unheard:
            reasons["unheard examples"] = (str(len(unheard)), unheard[0])
        if self.is_linear():
            patterns, targets = STREETLIGHTS.patterns, STREETLIGHTS.targets
            reasons["linear"] = (digits(np.linalg.lstsq(patterns, targets, rcond=None)[1].item()),)
        if alike >= 50:
            reasons["no progress"] = (f"{alike:,}", digits(self.errors[-1]))
        return reasons
