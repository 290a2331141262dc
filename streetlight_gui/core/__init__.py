"""The mathematics of Streetlight: NumPy and the standard library, usable from a notebook.

    >>> from streetlight_gui.core import Problem, Network, Trainer
    >>> trainer = Trainer(Problem.preset("streetlights"), Network.random(3, (4,), seed=1))
    >>> trainer.run(iterations=60)
    >>> bool(trainer.errors[-1] < 2e-5)
    True
"""

from streetlight_gui.core.network import Network
from streetlight_gui.core.problem import Problem
from streetlight_gui.core.trainer import DivergenceError, Trainer

__all__ = ["DivergenceError", "Network", "Problem", "Trainer"]
