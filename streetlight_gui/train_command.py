"""What `streetlight train` does: train, and tell of the errors."""

import argparse
from dataclasses import replace

from streetlight_gui.asked_run import ITERATIONS, asked_rule, asked_settings
from streetlight_gui.commands import tell_deviation
from streetlight_gui.core.replay.recipe import trained_again
from streetlight_gui.core.replay.saved_session import SavedSession
from streetlight_gui.core.training.divergence import DivergenceError
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.core.training.stopping import StopRule
from streetlight_gui.core.training.trainer import Trainer
from streetlight_gui.json_report import json_report
from streetlight_gui.process.output import print_line


def train(options: argparse.Namespace) -> int:
    """Train, and print the errors as text or everything as JSON."""
    if options.session is not None:
        return _train_again(options)
    settings, every, iterations = asked_settings(options), options.every, options.iterations
    rule = replace(asked_rule(options), iterations=iterations or ITERATIONS)
    if options.format == "json":
        return _train_for_json(settings, rule)
    trainer = Trainer.of(settings)
    for end in [*range(every, rule.iterations, every), rule.iterations]:
        replace(rule, iterations=end).train(trainer)
        if trainer.iteration == end and end % every == 0:
            _print_error(trainer.state.online_error)  # `errors` would copy them all
        if rule.ends(trainer):
            break
    return 0


def _train_for_json(settings: Settings, rule: StopRule) -> int:
    """Print all of a run as JSON, also where it runs away."""
    preset = settings.preset
    if preset is not None and preset.rule is not None:
        settings = settings.holding_out(preset.rule.rows)
    trainer = Trainer.of(settings)
    try:
        rule.train(trainer)
    except DivergenceError:
        print_line(json_report(settings, rule, trainer))
        raise
    print_line(json_report(settings, rule, trainer))
    return 0


def _train_again(options: argparse.Namespace) -> int:
    """Print what the run of a session file printed, or all of it as JSON."""
    session: SavedSession = options.session
    trainer = trained_again(session.recipe)
    tell_deviation(session, trainer.network)
    if options.format == "json":
        print_line(json_report(session.recipe.settings_at_end, session.stop_rule, trainer))
        return 0
    for error in trainer.errors[options.every - 1 :: options.every]:
        _print_error(error)
    return 0


def _print_error(error: float | None) -> None:
    print_line(f"Error: {error:.25f}")
