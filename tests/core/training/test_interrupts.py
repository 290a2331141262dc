"""Ctrl+C in a notebook comes anywhere in training, and leaves a trainer as exact as before."""

import sys

import pytest
from book import book_trainer
from runs import bits

PLACES = range(1, 400, 7)  # how many lines of the training loop run before it comes


class Interruption:
    """Raises KeyboardInterrupt after so many lines of the core have run, once."""

    def __init__(self, lines: int) -> None:
        self.lines = lines

    def __call__(self, frame, event, _argument):
        if "streetlight_gui" not in frame.f_code.co_filename:
            return None
        if event == "line":
            self.lines -= 1
            if self.lines == 0:
                raise KeyboardInterrupt
        return self


@pytest.mark.parametrize("leg", [3, 64])
@pytest.mark.parametrize("lines", PLACES)
def test_an_interrupted_trainer_goes_on_as_if_nothing_had_happened(monkeypatch, lines, leg):
    monkeypatch.setattr("streetlight_gui.core.training.trainer._LEG", leg)
    trainer = book_trainer()
    trainer.step(2)
    tracer = sys.gettrace()
    sys.settrace(Interruption(lines))
    try:
        with pytest.raises(KeyboardInterrupt):
            trainer.run(1000)
    finally:
        sys.settrace(tracer)
    plain = book_trainer()
    plain.step(trainer.updates)
    assert bits(trainer.network) == bits(plain.network)
    trainer.run(3)
    plain.run(3)
    assert bits(trainer.network) == bits(plain.network)
    assert trainer.errors.tolist() == plain.errors.tolist()
    assert trainer.frozen_errors.tolist() == plain.frozen_errors.tolist()
