"""What the diagnosis suggests, done."""

from dataclasses import replace

from streetlight_gui.core.checks.limits import ALPHA
from streetlight_gui.core.diagnosis import Remedy
from streetlight_gui.core.training.settings import BOOK_ACTIVATION
from streetlight_gui.ui.session.session import TrainingSession


def try_remedy(session: TrainingSession, remedy: Remedy) -> None:
    """Do what a remedy says, if training can; the examples are for the person to edit."""
    settings, hidden = session.settings, session.settings.hidden
    factor = 2.0 if remedy is Remedy.LARGER_ALPHA else 0.5
    alpha = float(f"{settings.alpha * factor:.12g}")  # without the dust of fractions
    alpha = min(max(alpha, ALPHA.low), ALPHA.high)
    match remedy:
        case Remedy.RUN_ON if not session.running:
            session.toggle()
        case Remedy.NEW_START:
            session.new_start()
        case Remedy.SMALLER_ALPHA | Remedy.LARGER_ALPHA:
            session.set_alpha(alpha)
        case Remedy.RESTART_SMALLER:
            session.restart(replace(settings, alpha=alpha))
        case Remedy.ADD_UNIT if hidden:
            session.change_units(hidden, hidden.index(min(hidden)), 1)
        case Remedy.ADD_HIDDEN_LAYER:
            session.add_layer()
        case Remedy.ADD_BIAS:
            session.change_settings(replace(settings, bias=True))
        case Remedy.USE_RELU:
            activations = (BOOK_ACTIVATION,) * len(hidden)
            session.change_settings(replace(settings, activations=activations))
