"""The training sets that come with Streetlight, as plain data: patterns, and an answer to each.

Networks have no bias unless one asks for it, so a pattern with all lights off predicts 0. In every
rule here that is the right answer.
"""

from collections.abc import Sequence
from itertools import product

Rows = Sequence[Sequence[float]]

_STREETLIGHTS = ((1, 0, 1), (0, 1, 1), (0, 0, 1), (1, 1, 1)), (1, 1, 0, 0)
_PAIRS = tuple(product((0, 1), repeat=2))  # counting up, light 1 as the first digit
_TRIPLES = tuple(product((0, 1), repeat=3))
_LEFT_OUT = tuple(lights for lights in _TRIPLES if lights not in _STREETLIGHTS[0])

TRAINING_SETS: dict[str, tuple[Rows, Sequence[float]]] = {
    "streetlights": _STREETLIGHTS,
    "middle-light": (
        ((1, 0, 1), (0, 1, 1), (0, 0, 1), (1, 1, 1), (0, 1, 1), (1, 0, 1)),
        (0, 1, 0, 1, 1, 0),
    ),
    "dimmer": (
        ((0.9, 0, 1), (0.2, 0.8, 1), (0.1, 0, 1), (0.8, 0.9, 1), (0.1, 0.7, 1), (0.9, 0.1, 0)),
        (0, 1, 0, 1, 1, 0),
    ),
    "xor": (_PAIRS, [a ^ b for a, b in _PAIRS]),
    "and": (_PAIRS, [a & b for a, b in _PAIRS]),
    "or": (_PAIRS, [a | b for a, b in _PAIRS]),
    "majority": (_TRIPLES, [int(sum(lights) >= 2) for lights in _TRIPLES]),
    "parity-3": (_TRIPLES, [sum(lights) % 2 for lights in _TRIPLES]),
    "all-eight": (_TRIPLES, [a ^ b for a, b, _ in _TRIPLES]),
    "stuck-start": _STREETLIGHTS,
    "too-fast": _STREETLIGHTS,
    "no-hidden": _STREETLIGHTS,
}

# Patterns that a training set leaves out, with the answers that its rule has for them.
HELD_OUT: dict[str, tuple[Rows, Sequence[float]]] = {
    "streetlights": (_LEFT_OUT, [a ^ b for a, b, _ in _LEFT_OUT]),
}
