"""What the diagnosis suggests, done."""

from dataclasses import replace

from streetlight_gui.core.diagnosis import Remedy
from streetlight_gui.core.limits import MAX_ALPHA, MAX_HIDDEN_LAYERS, MAX_UNITS
from streetlight_gui.core.settings import BOOK_ACTIVATION, BOOK_HIDDEN, Settings


def remedied(settings: Settings, remedy: Remedy) -> Settings:
    """Return settings changed as a remedy says; the same ones where it changes no setting."""
    hidden = settings.hidden
    match remedy:
        case Remedy.SMALLER_ALPHA | Remedy.LARGER_ALPHA:
            factor = 0.5 if remedy is Remedy.SMALLER_ALPHA else 2.0
            alpha = float(f"{settings.alpha * factor:.12g}")  # without the dust of fractions
            return replace(settings, alpha=min(alpha, MAX_ALPHA))
        case Remedy.ADD_UNIT if hidden and hidden[0] < MAX_UNITS:
            return settings.with_hidden((hidden[0] + 1, *hidden[1:]))
        case Remedy.ADD_HIDDEN_LAYER if len(hidden) < MAX_HIDDEN_LAYERS:
            return settings.with_hidden(hidden + BOOK_HIDDEN)
        case Remedy.ADD_BIAS:
            return replace(settings, bias=True)
        case Remedy.USE_RELU:
            return replace(settings, activations=(BOOK_ACTIVATION,) * len(hidden))
    return settings
