"""What the page that replays a run says; for names in braces it puts in numbers."""

from collections.abc import Sequence

from streetlight_gui.core.checks.formatting import TIMES, counted
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.replay.phases import Stage
from streetlight_gui.core.replay.picture import NotFiring
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.text.description import NOTES
from streetlight_gui.text.settings_words import sizes_text
from streetlight_gui.text.walk import NOWHERE_BACK, bend_words, move_words, sum_words

PAGE_WORDS = {
    "place": "{updates} updates, {iteration} iterations",
    "before": "Press Phase to see how the next example is trained on, in five phases.",
    "walks": "0.5 or more, so WALK",
    "stops": "below 0.5, so STOP",
    "further": "The page can train on by itself, with the settings of the moment that is shown.",
    "from": "From update {updates} on these numbers are this browser's, not Streetlight's.",
    "own": "Trained on by this browser: {iteration} iterations, error {error}.",
    "no_further": "Training cannot go on here: the numbers run away, or the page is full.",
    "never": NOTES[NotFiring.NEVER],
    "not_firing": NOTES[NotFiring.HERE],
    "online": "while training",
    "frozen": "with the weights as they are then",
    "held_out": "on held-out answers",
}


def lamp_names(problem: Problem) -> list[str]:
    """Name each light: as its training set does, or by number."""
    numbered = [f"Light {k + 1}" for k in range(problem.lights)]
    return [*problem.names[:-1]] or numbered


def about_replay(settings: Settings, start: str, updates: int, shown: int) -> str:
    """Say what the page replays.

    Args:
        settings: those that the run begins with.
        start: where its start weights come from.
        updates: how many it has.
        shown: how many moments of it the page has.
    """
    text = (
        f"A run of {counted(updates, 'update')}, replayed: a {sizes_text(settings)} network, "
        f"alpha {settings.alpha:g}, start weights {start}."
    )
    if shown > updates:
        return text
    return f"{text} The page has room for {shown:,} moments of it, at even distances."


def phase_templates(settings: Settings, stages: Sequence[Stage]) -> list[str]:
    """Say of each stage of an update what it does."""
    return [_template(settings, stage, is_first=not k) for k, stage in enumerate(stages)]


def _template(settings: Settings, stage: Stage, *, is_first: bool) -> str:
    phases, number = (_forward, _output, _compare, _backpropagate, _update), stage.phase.value
    is_batch = settings.sampler.batch > 1
    which = "first of {rows} examples has the lights" if is_batch else "lights are"
    lights = f"The {which} {{lights}}. " if is_first else ""
    return f"{number}. {lights}{phases[number - 1](settings, stage)}"


def _forward(settings: Settings, stage: Stage) -> str:
    name, what = settings.activations[stage.layer - 1], "light" if stage.layer == 1 else "unit"
    adds = f"{sum_words(what, is_biased=settings.bias)}{bend_words(name)}"
    fire = " Of {units} units {firing} fire." if name == "relu" else ""
    return f"Each unit of layer_{stage.layer} adds up {adds}.{fire}"


def _output(settings: Settings, _stage: Stage) -> str:
    what = "hidden unit" if settings.hidden else "light"
    adds = sum_words(what, is_biased=settings.bias)
    return f"The output adds up {adds}: {{prediction}}. That is {{side}}."


def _compare(settings: Settings, _stage: Stage) -> str:
    by = ", divided by {rows} examples," if settings.sampler.batch > 1 else ""
    return (
        f"It said {{prediction}}, the answer is {{answer}}: their difference{by} is the delta, "
        "{delta}. The error adds {error}."
    )


def _backpropagate(settings: Settings, _stage: Stage) -> str:
    if not settings.hidden:
        return NOWHERE_BACK
    return (
        f"The error goes back along the edges, delta{TIMES}weight: "
        "{blamed} of {hidden} hidden units have a share in it."
    )


def _update(settings: Settings, _stage: Stage) -> str:
    return (
        f"Each weight moves {move_words(settings.alpha, settings.penalty)}: "
        "{changed} of {weights} change. For these lights it now says {after}, before {prediction}."
    )
