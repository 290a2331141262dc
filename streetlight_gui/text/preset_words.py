"""What each problem of the menu is called, what it asks, and what it shows once it is solved."""

from typing import NamedTuple

from streetlight_gui.core.problems.presets import PRESETS, preset_with_rule
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.training.settings import Settings

_EDITED = " (edited)"
_BOOK = "Trask, Grokking Deep Learning, chapter 6"
_LOGIC = "McCulloch and Pitts, A Logical Calculus of the Ideas Immanent in Nervous Activity, 1943"
_BACKPROPAGATION = (
    "Rumelhart, Hinton and Williams, Learning Internal Representations by Error Propagation, 1986"
)


class RuleWords(NamedTuple):
    """The rule behind a preset, in a sentence and by its name, and what to know of its answers."""

    rule: str
    name: str
    note: str


class PresetWords(NamedTuple):
    """The words of a preset.

    Attributes:
        title: its name for a person.
        explanation: what it is about, in a line.
        question: what the network is asked to find.
        point: what it shows, once every answer is right.
        source: where it comes from.
    """

    title: str
    explanation: str
    question: str
    point: str
    source: str


PRESET_GROUPS = {
    "The book": {
        "streetlights": PresetWords(
            "Streetlights",
            "four mornings, and no single light tells",
            "Four mornings at a crossing: on which do people walk?",
            "No single light tells: hidden units look at several together.",
            _BOOK,
        ),
        "middle-light": PresetWords(
            "The middle light",
            "one light decides, without a hidden layer",
            "Six mornings at a crossing, and one light decides: which?",
            "The middle light decides, and that takes no hidden layer.",
            _BOOK,
        ),
        "dimmer": PresetWords(
            "Dimmed lights",
            "a light need not be fully on to tell",
            "Six mornings with dimmed lights: which light must be bright?",
            "The middle one: a light need not be fully on or off to tell.",
            _BOOK,
        ),
        "all-eight": PresetWords(
            "All eight mornings",
            "the rule of the streetlights, nothing left unseen",
            "All eight mornings at the crossing: on which do people walk?",
            "Where just one of the first two lights is on, whatever the third does.",
            f"{_BOOK}, with the patterns it leaves out",
        ),
    },
    "Logic": {
        "and": PresetWords(
            "And",
            "walk when both lights are on",
            "Two lights: can it learn to walk only when both are on?",
            "One weight for each light is enough: both together pass 0.5, one alone does not.",
            _LOGIC,
        ),
        "or": PresetWords(
            "Or",
            "walk when any light is on",
            "Two lights: can it learn to walk as soon as any is on?",
            "One weight for each light is enough: each alone passes 0.5.",
            _LOGIC,
        ),
        "xor": PresetWords(
            "Either, not both (XOR)",
            "walk when just one of two lights is on",
            "Two lights: can it learn to walk when just one of them is on?",
            "No weights can do this without a hidden layer.",
            _BACKPROPAGATION,
        ),
        "majority": PresetWords(
            "Majority",
            "walk when two or three of three lights are on",
            "Three lights vote: can it learn to walk when most are on?",
            "A vote needs no hidden layer: any two lights together pass 0.5.",
            "a classic of threshold logic",
        ),
        "parity-3": PresetWords(
            "Odd or even (parity)",
            "walk when an odd number of three lights is on",
            "Three lights: can it learn to walk when an odd number is on?",
            "Each light turns the answer round: four hidden units rarely learn that, ten do.",
            _BACKPROPAGATION,
        ),
    },
    "Why it fails": {
        "stuck-start": PresetWords(
            "A start that gets stuck",
            "the streetlights from seed 2: one morning stays wrong",
            "The four mornings again, from other start weights: does it still learn?",
            "Where it begins decides whether it arrives.",
            f"{_BOOK}, from other start weights",
        ),
        "too-fast": PresetWords(
            "Steps too large",
            "the streetlights with alpha 1.5: soon no unit fires any more",
            "The four mornings again, in steps of 1.5 instead of 0.2: does it learn faster?",
            "Smaller steps get there: one that is too large can stop a unit from firing for good.",
            f"{_BOOK}, with a larger alpha",
        ),
        "no-hidden": PresetWords(
            "No hidden layer",
            "the streetlights with one weight for each light",
            "The four mornings again: is one weight for each light enough?",
            "One weight for each light was not enough: hidden units look at several together.",
            f"{_BOOK}, without its hidden layer",
        ),
    },
}
PRESET_WORDS = {name: words for group in PRESET_GROUPS.values() for name, words in group.items()}

RULE_WORDS = {
    "streetlights": RuleWords(
        "walk when exactly one of the first two lights is on",
        "exactly one of the first two lights",
        "The four mornings do not decide the others: 'exactly one of the first two lights' is one "
        "rule of many",
    ),
}


def words_of(problem: Problem) -> PresetWords | None:
    """Return the words of the preset that a problem is; None for any other, edited ones too."""
    preset, is_edited = problem.origin
    return None if preset is None or is_edited else PRESET_WORDS[preset]


def rule_words_of(problem: Problem) -> RuleWords | None:
    """Return the words of the rule behind a training set; None if no preset tells of one."""
    preset = preset_with_rule(problem)
    return None if preset is None else RULE_WORDS[preset.problem.name]


def rule_tip(problem: Problem) -> str:
    """Say what it is to judge by that rule; '' without one."""
    words = rule_words_of(problem)
    if words is None:
        return ""
    return (
        f"Tell which of them are right by this rule: {words.rule}. "
        "Its answers are held out: training never sees them"
    )


def title_of(problem: Problem) -> str:
    """Return what a person calls a problem: its preset's title or its name, edited or not."""
    preset, is_edited = problem.origin
    title = problem.name if preset is None else PRESET_WORDS[preset].title
    return edited_title(title) if is_edited else title


def edited_title(title: str) -> str:
    """Return a title, or a file's name, that says once that something was edited since."""
    return title.removesuffix(_EDITED) + _EDITED


def question_of(settings: Settings) -> str:
    """Return what is asked of these settings; '' where the training set is no preset's.

    A preset that fails asks about its settings. With others its question is that of the first
    preset with the same examples.
    """
    if words_of(settings.problem) is None:
        return ""
    preset = PRESETS[settings.problem.name]
    chosen = settings.hidden, settings.alpha, settings.seed
    if preset.given is None and chosen == (preset.hidden, preset.alpha, preset.seed):
        return PRESET_WORDS[settings.problem.name].question
    return next(
        PRESET_WORDS[name].question
        for name, each in PRESETS.items()
        if each.problem.trains_as(settings.problem)
    )
