"""The numbers of the book's chapter 6, and its run."""

import json
from pathlib import Path

from streetlight_gui.core import Network, Problem, Trainer

_DATA = Path(__file__).parent.parent / "data" / "book_chapter_6.json"

BOOK = json.loads(_DATA.read_text(encoding="utf-8"))
STREETLIGHTS = BOOK["streetlights"]
MIDDLE_LIGHT = BOOK["middle_light"]


def book_trainer(hidden=(4,), alpha=0.2, seed=1, iterations=0):
    """Make a trainer of the streetlights problem, after this many iterations."""
    network = Network.random(lights=3, hidden=hidden, seed=seed)
    trainer = Trainer(Problem.preset("streetlights"), network, alpha)
    trainer.run(iterations)
    return trainer
