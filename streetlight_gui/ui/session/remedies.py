"""What the diagnosis suggests, done."""

from dataclasses import replace

from streetlight_gui.core.checks.limits import ALPHA, MAX_HIDDEN_LAYERS, MAX_UNITS
from streetlight_gui.core.diagnosis import Remedy
from streetlight_gui.core.training.settings import BOOK_ACTIVATION, BOOK_HIDDEN, Settings


def remedied(settings: Settings, remedy: Remedy) -> Settings:
    """Return settings changed as a remedy says; the same ones where it changes no setting."""
    hidden = settings.hidden
    match remedy:
        case Remedy.SMALLER_ALPHA | Remedy.RESTART_SMALLER | Remedy.LARGER_ALPHA:
            factor = 2.0 if remedy is Remedy.LARGER_ALPHA else 0.5
            alpha = float(f"{settings.alpha * factor:.12g}")  # without the dust of fractions
            return replace(settings, alpha=min(max(alpha, ALPHA.low), ALPHA.high))
        case Remedy.ADD_UNIT if min(hidden, default=MAX_UNITS) < MAX_UNITS:
            smallest = hidden.index(min(hidden))
            return settings.with_hidden(
                tuple(size + (k == smallest) for k, size in enumerate(hidden))
            )
        case Remedy.ADD_HIDDEN_LAYER if len(hidden) < MAX_HIDDEN_LAYERS:
            return settings.with_hidden(hidden + BOOK_HIDDEN)
        case Remedy.ADD_BIAS:
            return replace(settings, bias=True)
        case Remedy.USE_RELU:
            return replace(settings, activations=(BOOK_ACTIVATION,) * len(hidden))
    return settings
