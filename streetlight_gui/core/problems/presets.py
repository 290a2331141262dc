"""The problems that come with Streetlight, as plain data; `Problem.preset` makes them problems.

Networks have no bias unless one asks for it, so a pattern with all lights off predicts 0. In every
rule here that is the right answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

Rows = Sequence[Sequence[float]]

_BOOK = "Trask, Grokking Deep Learning, chapter 6"
_LOGIC = "McCulloch and Pitts, A Logical Calculus of the Ideas Immanent in Nervous Activity, 1943"
_BACKPROPAGATION = (
    "Rumelhart, Hinton and Williams, Learning Internal Representations by Error Propagation, 1986"
)

_STREETLIGHTS = (1, 0, 1), (0, 1, 1), (0, 0, 1), (1, 1, 1)
_STREETLIGHT_ANSWERS = 1, 1, 0, 0
_PAIRS = tuple(product((0, 1), repeat=2))  # counting up, light 1 as the first digit
_TRIPLES = tuple(product((0, 1), repeat=3))


@dataclass(frozen=True)
class Preset:
    """What `Problem` is made of; the attributes are its arguments."""

    name: str
    about: str
    source: str
    patterns: Rows
    targets: Sequence[float]
    hidden: tuple[int, ...] = (4,)
    alpha: float = 0.2
    seed: int = 1
    start_weights: Sequence[Rows] | None = None


_LEARNED = (
    Preset(
        name="streetlights",
        about="Walk when just one of the first two lights is on: no single light tells.",
        source=_BOOK,
        patterns=_STREETLIGHTS,
        targets=_STREETLIGHT_ANSWERS,
    ),
    Preset(
        name="middle-light",
        about="Walk when the middle light is on: the network needs no hidden layer to find it.",
        source=_BOOK,
        patterns=((1, 0, 1), (0, 1, 1), (0, 0, 1), (1, 1, 1), (0, 1, 1), (1, 0, 1)),
        targets=(0, 1, 0, 1, 1, 0),
        hidden=(),
        alpha=0.1,
        start_weights=(((0.5,), (0.48,), (-0.7,)),),
    ),
    Preset(
        name="dimmer",
        about="Walk when the middle light is bright: a light need not be fully on or off to tell.",
        source=_BOOK,
        patterns=(
            *((0.9, 0, 1), (0.2, 0.8, 1), (0.1, 0, 1)),
            *((0.8, 0.9, 1), (0.1, 0.7, 1), (0.9, 0.1, 0)),
        ),
        targets=(0, 1, 0, 1, 1, 0),
    ),
    Preset(
        name="xor",
        about="Walk when just one of the two lights is on: it cannot be learned without a hidden "
        "layer.",
        source=_BACKPROPAGATION,
        patterns=_PAIRS,
        targets=[a ^ b for a, b in _PAIRS],
        seed=2,  # from seed 1, four units get stuck
    ),
    Preset(
        name="and",
        about="Walk when both lights are on: without a hidden layer every answer comes out right, "
        "though the error never reaches 0.",
        source=_LOGIC,
        patterns=_PAIRS,
        targets=[a & b for a, b in _PAIRS],
        hidden=(),
        alpha=0.1,
    ),
    Preset(
        name="or",
        about="Walk when any light is on: with all lights off a network without bias can only "
        "answer 0, and here that is right.",
        source=_LOGIC,
        patterns=_PAIRS,
        targets=[a | b for a, b in _PAIRS],
        hidden=(),
        alpha=0.1,
    ),
    Preset(
        name="majority",
        about="Walk when two or three of the three lights are on: a vote, which needs no hidden "
        "layer.",
        source="a classic of threshold logic",
        patterns=_TRIPLES,
        targets=[int(sum(lights) >= 2) for lights in _TRIPLES],
        hidden=(),
        alpha=0.1,
    ),
    Preset(
        name="parity-3",
        about="Walk when an odd number of lights is on: each light turns the answer round, which "
        "four hidden units rarely learn and ten do.",
        source=_BACKPROPAGATION,
        patterns=_TRIPLES,
        targets=[sum(lights) % 2 for lights in _TRIPLES],
        hidden=(10,),
        alpha=0.1,
    ),
    Preset(
        name="all-eight",
        about="The streetlights rule over every pattern: nothing is left that the network has "
        "never seen.",
        source=f"{_BOOK}, with the patterns it leaves out",
        patterns=_TRIPLES,
        targets=[a ^ b for a, b, _ in _TRIPLES],
    ),
)

_NOT_LEARNED = (
    Preset(
        name="stuck-start",
        about="Streetlights from seed 2: soon no hidden unit fires for the first pattern, so its "
        "prediction stays 0 and the error 1.",
        source=f"{_BOOK}, from other start weights",
        patterns=_STREETLIGHTS,
        targets=_STREETLIGHT_ANSWERS,
        seed=2,
    ),
    Preset(
        name="too-fast",
        about="Streetlights with alpha 1.5: the first updates overshoot, then no hidden unit ever "
        "fires again and every prediction is 0.",
        source=f"{_BOOK}, with a larger alpha",
        patterns=_STREETLIGHTS,
        targets=_STREETLIGHT_ANSWERS,
        alpha=1.5,
    ),
    Preset(
        name="no-hidden",
        about="Streetlights without a hidden layer: no weights make all four answers right, and "
        "with alpha 0.1 the error stalls at 1.2345679.",
        source=f"{_BOOK}, without its hidden layer",
        patterns=_STREETLIGHTS,
        targets=_STREETLIGHT_ANSWERS,
        hidden=(),
        alpha=0.1,
    ),
)

ALL = (*_LEARNED, *_NOT_LEARNED)
