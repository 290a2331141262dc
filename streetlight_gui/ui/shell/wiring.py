"""What the views do to the session, and what of it they show."""

from functools import partial
from typing import TYPE_CHECKING

from streetlight_gui.core.diagnosis.finding import Remedy
from streetlight_gui.core.problems.patterns import Pattern
from streetlight_gui.core.replay.past_runs import PastRun, PastRuns, revisited
from streetlight_gui.core.training.divergence import DivergenceError
from streetlight_gui.text.run_words import title_text
from streetlight_gui.text.trial_words import STOP_TRYING
from streetlight_gui.ui.session.remedies import Remedies
from streetlight_gui.ui.session.session import TrainingSession
from streetlight_gui.ui.shell.banners import Banners
from streetlight_gui.ui.shell.opening import Opening
from streetlight_gui.ui.shell.shown_pattern import ShownPattern
from streetlight_gui.ui.shell.views import Views

if TYPE_CHECKING:
    from streetlight_gui.ui.panels.settings.settings_panel import SettingsPanel


def connect(session: TrainingSession, views: Views, shown: ShownPattern) -> None:
    """Let the views act on the session and on the pattern, and show what comes of it."""
    _connect_session(session, views, shown)
    _connect_edits(session, views)
    _connect_remedies(session, views)
    _connect_runs(session, views)
    _connect_pattern(views, shown)


def _connect_session(session: TrainingSession, views: Views, shown: ShownPattern) -> None:
    """Let controls and what is shown of time go to the session, and let it be seen."""
    note = views.banners.note
    session.snapshot_changed.connect(views.show_snapshot)
    session.snapshot_changed.connect(shown.show_snapshot)
    session.stop_rule_changed.connect(views.settings_bar.show_stop_rule)
    session.undo_stack.indexChanged.connect(note.clear)
    session.stopped.connect(partial(_tell_of_stop, session, views))
    session.running_changed.connect(views.status.set_running)
    session.running_changed.connect(views.flush)
    session.running_changed.connect(views.controls.set_running)
    session.running_changed.connect(views.timeline.set_running)
    session.told.connect(partial(note.say, button="Undo", do=session.undo_stack.undo))
    session.set_speed(views.controls.speed)
    views.controls.step_requested.connect(session.step)
    views.controls.step_back_requested.connect(session.step_back)
    views.controls.speed_changed.connect(session.set_speed)
    views.timeline.moment_requested.connect(session.go_to)
    views.error_plot.iteration_requested.connect(session.go_to_iteration)


def _connect_edits(session: TrainingSession, views: Views) -> None:
    """Let what a person changes go to the session, and be told where it is refused."""
    banners = views.banners
    views.settings_bar.alpha_changed.connect(session.set_alpha)
    views.settings_bar.seed_changed.connect(session.set_seed)
    views.settings_bar.stop_after_changed.connect(session.set_stop_after)
    editor, buttons = views.network.editor, views.network.layer_buttons
    editor.edited.connect(session.set_weight)
    views.numbers.editor.edited.connect(session.set_weight)
    session.edits_sent.connect(views.slope.await_edits)
    views.slope.grabbed.connect(session.pause)
    views.slope.weight_edited.connect(session.set_weight)
    views.slope.alpha_edited.connect(partial(session.set_alpha, kind="alpha"))
    for asked in (buttons.units_requested, buttons.layer_requested):
        asked.connect(banners.diagram.clear)  # first: it may be refused again
    buttons.units_requested.connect(session.change_units)
    buttons.layer_requested.connect(session.add_layer)
    views.examples.problem_edited.connect(session.change_problem)
    views.patterns.problem_edited.connect(session.change_problem)
    views.settings.arrived.connect(partial(_connect_settings, session, banners))
    for what, banner in (
        (editor.rejected, banners.diagram),
        (session.refused, banners.diagram),
        (views.settings_bar.rejected, banners.bar),
        (views.numbers.editor.rejected, banners.numbers),
        (views.examples.rejected, banners.examples),
    ):
        what.connect(banner.say)


def _connect_settings(session: TrainingSession, banners: Banners, panel: "SettingsPanel") -> None:
    panel.settings_edited.connect(session.change_settings)
    panel.stop_rule_edited.connect(session.change_stop_rule)
    panel.rejected.connect(banners.settings.say)
    session.stop_rule_changed.connect(panel.show_stop_rule)
    panel.show_stop_rule(session.stop_rule)


def _connect_remedies(session: TrainingSession, views: Views) -> None:
    """Let what the diagnosis suggests be done, and be told what came of it."""
    remedies = Remedies(session)
    views.status.remedy_chosen.connect(partial(_try_remedy, remedies, views))
    views.status.interrupted.connect(remedies.stop)
    remedies.begun.connect(views.status.report)
    remedies.failed.connect(views.banners.diagram.say)
    remedies.trying.connect(partial(views.status.narrate, interruption=STOP_TRYING))


def _connect_runs(session: TrainingSession, views: Views) -> None:
    """Let the runs of the session be listed, compared, named, deleted and gone back to."""
    runs, opening = views.runs, Opening(session, views.banners.progress)
    session.past_changed.connect(partial(_show_past, session, views))
    session.running_changed.connect(runs.set_running)
    runs.shown_changed.connect(views.error_plot.show_runs)
    runs.run_chosen.connect(partial(_go_back, session, opening))
    runs.run_named.connect(session.name_run)
    runs.run_deleted.connect(session.delete_run)


def _connect_pattern(views: Views, shown: ShownPattern) -> None:
    """Let the lamps show a pattern, and what is marked in one view be marked in others."""
    show_own = partial(_show_own, views, shown)
    views.follow_button.clicked.connect(shown.set_following)
    shown.following_changed.connect(views.show_following)
    shown.outpaced_changed.connect(views.show_outpaced)
    slope, unit = views.slope.example, views.activation.example
    examples = views.code.example, views.numbers.example, slope, unit
    for shows in (views.lights, views.network, views.patterns, *examples):
        shown.changed.connect(shows.show_pattern)
    for example in examples:
        example.pattern_chosen.connect(show_own)
    views.lights.pattern_changed.connect(show_own)
    views.patterns.pattern_chosen.connect(show_own)
    views.examples.pattern_chosen.connect(show_own)
    views.status.pattern_chosen.connect(show_own)
    views.network.picture_changed.connect(views.signal.show_prediction)
    views.network.described.connect(views.show_caption)
    views.network.part_chosen.connect(views.show_part)
    views.numbers.part_chosen.connect(views.network.choose)
    views.network.let_go.connect(views.code.let_go)
    views.network.picture_changed.connect(views.activation.show_picture)
    for card in (views.slope, views.activation):
        card.closed.connect(partial(views.network.choose, None))
    views.code.line_chosen.connect(views.network.light_up)


def _show_past(session: TrainingSession, views: Views, past: PastRuns) -> None:
    views.runs.show_past(past, session.settings.problem)


def _go_back(session: TrainingSession, opening: Opening, past: PastRun) -> None:
    opening.begin(revisited(past), title_text(past.title), partial(session.go_back, past))


def _tell_of_stop(
    session: TrainingSession, views: Views, divergence: DivergenceError | None
) -> None:
    if divergence is None:
        views.status.stop_by(session.stop_rule)


def _try_remedy(remedies: Remedies, views: Views, remedy: Remedy) -> None:
    views.banners.diagram.clear()  # first: it may fail again
    remedies.do(remedy)
    if remedy is Remedy.EDIT_EXAMPLES:
        views.pages.turn_to(views.examples)
    elif remedy is Remedy.JUDGE_UNSEEN:
        views.pages.turn_to(views.patterns)
        views.patterns.judge_unseen()


def _show_own(views: Views, shown: ShownPattern, pattern: Pattern) -> None:
    shown.set_own(pattern)
    if views.network.picture is not None:
        views.signal.answer(views.network.picture)
