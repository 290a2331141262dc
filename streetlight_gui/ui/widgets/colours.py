"""How a weight looks: blue if positive, orange if negative, wider the larger, faded if idle."""

import numpy as np
from numpy.typing import NDArray

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.ui.widgets.theme import Theme, rgb

THINNEST, WIDEST = 0.8, 9.0  # pixels
_HALF_WAY = 1.2  # the size of a weight drawn half as wide as possible
_FADED = 0.6  # 2:1 beside the card, and dashed
_DEEPEST = 0.5  # of the ground below a number: on more of it digits could not be read


def edge_widths(weights: Array, widest: float = WIDEST) -> Array:
    """Return widths in pixels, growing with |weight| and levelling off towards `widest`."""
    size = np.where(np.isnan(weights), 0.0, np.minimum(np.abs(weights), 1e300))
    return THINNEST + (widest - THINNEST) * (size / (size + _HALF_WAY))


def edge_colours(weights: Array, carries: NDArray[np.bool_], theme: Theme) -> NDArray[np.uint8]:
    """Return (n, 3) colours of edges; those that carry nothing fade towards the card."""
    return _mix(weights, np.where(carries, 1.0, _FADED), theme, theme.card)


def cell_colours(activations: Array, theme: Theme) -> NDArray[np.uint8]:
    """Return (n, 3) colours of a unit's responses: the ground at 0, full colour from 1 on."""
    return _mix(activations, np.nan_to_num(np.minimum(np.abs(activations), 1.0)), theme, theme.cell)


def number_grounds(numbers: Array, theme: Theme) -> NDArray[np.uint8]:
    """Return (n, 3) grounds of numbers: an edge's colour, the deeper the wider that edge is."""
    depth = (edge_widths(numbers) - THINNEST) / (WIDEST - THINNEST)
    return _mix(numbers, _DEEPEST * depth, theme, theme.card)


def _mix(signed: Array, strength: Array, theme: Theme, ground: str) -> NDArray[np.uint8]:
    """Return (n, 3): each sign's colour, mixed into the ground as strength goes from 1 to 0."""
    full = np.where(signed[:, np.newaxis] >= 0, rgb(theme.positive), rgb(theme.negative))
    share = strength[:, np.newaxis]
    mixed: Array = np.rint(share * full + (1 - share) * np.array(rgb(ground)))
    return mixed.astype(np.uint8)
