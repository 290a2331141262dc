"""What is said of training that has run away."""

import pytest

from streetlight_gui.core import DivergenceError
from streetlight_gui.text.findings import divergence_text


@pytest.mark.parametrize(
    ("divergence", "text"),
    [
        (
            DivergenceError(209, 2, 1, alpha=1.5),
            (
                "Training stopped in iteration 210 at example 3: the error is no longer finite. "
                "alpha 1.5 is too large. Restart with a smaller one."
            ),
        ),
        (
            DivergenceError(0, 0, 2, alpha=1000.0, strength=10.0),
            (
                "Training stopped in iteration 1 at batch 1: the error is no longer finite. alpha "
                "1000 or the penalty's strength 10 is too large. Restart with a smaller one."
            ),
        ),
        (
            DivergenceError(0, 1, 7, strength=10.0),
            (
                "Training stopped in iteration 1 at batch 2: the error is not finite, whatever "
                "alpha is. The answers or the weights are too large. Restart with smaller ones."
            ),
        ),
    ],
)
def test_a_runaway_is_said_with_its_place_its_cause_and_what_to_do(divergence, text):
    assert divergence_text(divergence) == text
