"""What each preset teaches, and where it comes from."""

from typing import NamedTuple

_BOOK = "Trask, Grokking Deep Learning, chapter 6"
_LOGIC = "McCulloch and Pitts, A Logical Calculus of the Ideas Immanent in Nervous Activity, 1943"
_BACKPROPAGATION = (
    "Rumelhart, Hinton and Williams, Learning Internal Representations by Error Propagation, 1986"
)


class PresetWords(NamedTuple):
    """What a preset teaches, in one sentence, and where it comes from."""

    about: str
    source: str


PRESET_WORDS = {
    "streetlights": PresetWords(
        "Walk when just one of the first two lights is on: no single light tells.",
        _BOOK,
    ),
    "middle-light": PresetWords(
        "Walk when the middle light is on: the network needs no hidden layer to find it.",
        _BOOK,
    ),
    "dimmer": PresetWords(
        "Walk when the middle light is bright: a light need not be fully on or off to tell.",
        _BOOK,
    ),
    "xor": PresetWords(
        "Walk when just one of the two lights is on: it cannot be learned without a hidden layer.",
        _BACKPROPAGATION,
    ),
    "and": PresetWords(
        "Walk when both lights are on: without a hidden layer every answer comes out right, "
        "though the error never reaches 0.",
        _LOGIC,
    ),
    "or": PresetWords(
        "Walk when any light is on: with all lights off a network without bias can only "
        "answer 0, and here that is right.",
        _LOGIC,
    ),
    "majority": PresetWords(
        "Walk when two or three of the three lights are on: a vote, which needs no hidden layer.",
        "a classic of threshold logic",
    ),
    "parity-3": PresetWords(
        "Walk when an odd number of lights is on: each light turns the answer round, which "
        "four hidden units rarely learn and ten do.",
        _BACKPROPAGATION,
    ),
    "all-eight": PresetWords(
        "The streetlights rule over every pattern: nothing is left that the network has never "
        "seen.",
        f"{_BOOK}, with the patterns it leaves out",
    ),
    "stuck-start": PresetWords(
        "Streetlights from seed 2: soon no hidden unit fires for the first pattern, so its "
        "prediction stays 0 and the error 1.",
        f"{_BOOK}, from other start weights",
    ),
    "too-fast": PresetWords(
        "Streetlights with alpha 1.5: the first updates overshoot, then no hidden unit ever "
        "fires again and every prediction is 0.",
        f"{_BOOK}, with a larger alpha",
    ),
    "no-hidden": PresetWords(
        "Streetlights without a hidden layer: no weights make all four answers right, and "
        "with alpha 0.1 the error stalls at 1.2345679.",
        f"{_BOOK}, without its hidden layer",
    ),
}
