"""What each preset teaches, in one sentence, and where it comes from."""

_BOOK = "Trask, Grokking Deep Learning, chapter 6"
_LOGIC = "McCulloch and Pitts, A Logical Calculus of the Ideas Immanent in Nervous Activity, 1943"
_BACKPROPAGATION = (
    "Rumelhart, Hinton and Williams, Learning Internal Representations by Error Propagation, 1986"
)

PRESET_ABOUT = {
    "streetlights": "Walk when just one of the first two lights is on: no single light tells.",
    "middle-light": "Walk when the middle light is on: the network needs no hidden layer to "
    "find it.",
    "dimmer": "Walk when the middle light is bright: a light need not be fully on or off to tell.",
    "xor": "Walk when just one of the two lights is on: it cannot be learned without a "
    "hidden layer.",
    "and": "Walk when both lights are on: without a hidden layer every answer comes out right, "
    "though the error never reaches 0.",
    "or": "Walk when any light is on: with all lights off a network without bias can only "
    "answer 0, and here that is right.",
    "majority": "Walk when two or three of the three lights are on: a vote, which needs no "
    "hidden layer.",
    "parity-3": "Walk when an odd number of lights is on: each light turns the answer round, which "
    "four hidden units rarely learn and ten do.",
    "all-eight": "The streetlights rule over every pattern: nothing is left that the network has "
    "never seen.",
    "stuck-start": "Streetlights from seed 2: soon no hidden unit fires for the first pattern, so "
    "its prediction stays 0 and the error 1.",
    "too-fast": "Streetlights with alpha 1.5: the first updates overshoot, then no hidden unit "
    "ever fires again and every prediction is 0.",
    "no-hidden": "Streetlights without a hidden layer: no weights make all four answers right, and "
    "with alpha 0.1 the error stalls at 1.2345679.",
}
PRESET_SOURCES = {
    "streetlights": _BOOK,
    "middle-light": _BOOK,
    "dimmer": _BOOK,
    "xor": _BACKPROPAGATION,
    "and": _LOGIC,
    "or": _LOGIC,
    "majority": "a classic of threshold logic",
    "parity-3": _BACKPROPAGATION,
    "all-eight": f"{_BOOK}, with the patterns it leaves out",
    "stuck-start": f"{_BOOK}, from other start weights",
    "too-fast": f"{_BOOK}, with a larger alpha",
    "no-hidden": f"{_BOOK}, without its hidden layer",
}

# What to know of the answers that a preset's rule has for patterns never seen.
RULE_WORDS = {
    "streetlights": (
        "The four mornings do not decide them: 'exactly one of the first two lights' is one rule "
        "of many."
    ),
}
