"""A run as plain data for the page that replays it."""

from collections.abc import Iterator
from math import isnan
from typing import Any

from streetlight_gui.core.diagnosis.verdict import judge
from streetlight_gui.core.problems.patterns import Pattern
from streetlight_gui.core.replay.cursor import Cursor
from streetlight_gui.core.replay.phases import stages
from streetlight_gui.core.replay.run import Run
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.text.description import PHASES
from streetlight_gui.text.listing import update_lines
from streetlight_gui.text.replay_words import PAGE_WORDS, lamp_names, phase_templates
from streetlight_gui.text.verdict_words import verdict_text

_MOST_BYTES = 380_000  # of moments: with page, sentences and curves they stay below 500 kB
_BYTES_OF_NUMBER, _BYTES_OF_MOMENT = 22, 130
_MOST_SENTENCES, _MOST_POINTS = 200, 300


def replay_data(cursor: Cursor, pattern: Pattern | None = None) -> dict[str, Any]:
    """Return everything that the page knows of a cursor's run, made of what JSON has.

    Weights have all their digits, end to end, then all biases.

    pattern: what is on the lights at first; without one, the example in training.
    """
    run, place, used = cursor.run, cursor.place, list[Settings]()
    shown = _shown(run, place.updates)
    moments = [_moment(run, updates, used) for updates in shown]
    snapshot = Snapshot.take(0, cursor, shows_each_example=True)
    return {
        "place": {"moment": shown.index(place.updates), "stages": place.stages},
        "pattern": pattern or snapshot.pattern.tolist(),
        "lamps": lamp_names(run.settings.problem),
        "answer": "".join(run.settings.problem.names[-1:]),
        "phases": list(PHASES.values()),
        "words": PAGE_WORDS,
        "settings": [*map(_settings, used)],
        "moments": moments,
        "sentences": [*_sentences(run, [each["updates"] for each in moments])],
        "curves": [*_curves(run)],
    }


def _shown(run: Run, place: int) -> list[int]:
    """Return the moments that the page has room for: all, or some at even distances.

    The place at which it opens, and the end, are among them.

    Where there is room for one in an iteration or fewer, each is the end of one.
    """
    of_one = _BYTES_OF_MOMENT + _BYTES_OF_NUMBER * run.live.network.parameters.size
    distance = max(1, -(-len(run) // (_MOST_BYTES // of_one)))
    size = run.settings.sampler.updates_per_iteration
    if 1 < size < distance:
        distance = -(-distance // size) * size
    return sorted({*range(0, len(run), distance), place, len(run)})


def _moment(run: Run, updates: int, used: list[Settings]) -> dict[str, Any]:
    """Return a moment; settings that are new are added to those used."""
    settings, state = run.settings_at(updates), run.at(updates).state
    if settings not in used:
        used.append(settings)
    moment = {
        "updates": state.updates,
        "iteration": state.iteration,
        "index": state.index,
        "iteration_error": state.iteration_error,
        "error": state.online_error,
        "settings": used.index(settings),
        "weights": state.parameters.tolist(),
    }
    if settings.order_seed is not None:
        start = state.index * settings.sampler.batch
        order = settings.sampler.order(state.iteration)
        moment["rows"] = order[start : start + settings.sampler.batch].tolist()
    return moment


def _settings(settings: Settings) -> dict[str, Any]:
    stops = stages(settings.hidden)
    words = phase_templates(settings, stops)
    return {
        "sizes": settings.sizes,
        "activations": settings.activations,
        "bias": settings.bias,
        "alpha": settings.alpha,
        "penalty": {"kind": settings.penalty.kind.value, "strength": settings.penalty.strength},
        "batch": settings.sampler.batch,
        "shuffled": settings.order_seed is not None,
        "patterns": settings.problem.patterns.tolist(),
        "answers": settings.problem.targets.tolist(),
        "stages": [
            {"phase": stop.phase.value, "layer": stop.layer, "words": text}
            for stop, text in zip(stops, words, strict=True)
        ],
        "lines": [
            {
                "code": line.code.strip(),
                "variable": line.variable,
                "stage": 0 if line.stage is None else stops.index(line.stage) + 1,
            }
            for line in update_lines(settings)
        ],
    }


def _sentences(run: Run, moments: list[int]) -> Iterator[tuple[int, str]]:
    """Yield how training stands, at the ends of iterations and at the end of the run."""
    ends = [each for each in moments if each == run.iteration_end_after(max(0, each - 1))]
    for updates in sorted({0, *ends[:: len(ends) // _MOST_SENTENCES + 1], len(run)}):
        cursor = Cursor(run)
        cursor.go_to(updates)
        snapshot = Snapshot.take(0, cursor, shows_each_example=True)
        verdict = judge(snapshot, is_running=0 < updates < len(run))
        yield updates, verdict_text(verdict, snapshot.settings)


def _curves(run: Run) -> Iterator[dict[str, Any]]:
    history = run.live.history
    held_out = history.held_out
    named = {"online": history.online, "frozen": history.frozen, "held_out": held_out}
    for name, series in named.items():
        curve = series.curve().thinned(_MOST_POINTS)
        points = zip(curve.iterations.tolist(), curve.errors.tolist(), strict=True)
        known = [point for point in points if not isnan(point[1])]
        if known or series is not held_out:
            yield {"name": name, "points": known}
