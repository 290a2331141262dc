"""The mathematics of Streetlight: NumPy and the standard library, usable from a notebook.

>>> from streetlight_gui.core import Problem, Network, Trainer
>>> network = Network.random(lights=3, hidden=(4,), seed=1)
>>> trainer = Trainer(Problem.preset("streetlights"), network, alpha=0.2)
>>> trainer.run(iterations=60)
>>> print(f"{trainer.errors[-1]:.6g}")
1.50556e-05
"""

from streetlight_gui.core.nn.network import Network
from streetlight_gui.core.nn.penalty import Penalty, PenaltyKind
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.training.batch_sampler import BatchSampler
from streetlight_gui.core.training.divergence import DivergenceError
from streetlight_gui.core.training.trainer import Trainer

__all__ = [
    "BatchSampler",
    "DivergenceError",
    "Network",
    "Penalty",
    "PenaltyKind",
    "Problem",
    "Trainer",
]
