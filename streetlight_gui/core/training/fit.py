"""Whether a network, a problem, a sampler and settings fit each other, and what to say if not."""

from streetlight_gui.core.nn.network import Network
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.training.batch_sampler import BatchSampler
from streetlight_gui.core.training.settings import Settings


def check_fit(problem: Problem, network: Network, sampler: BatchSampler) -> None:
    """Raise ValueError if a network or a sampler does not fit a problem."""
    if network.lights != problem.lights:
        raise ValueError(
            f"the network has {network.lights} inputs but {problem.name} has "
            f"{problem.lights} lights"
        )
    if sampler.examples != len(problem):
        raise ValueError(
            f"the sampler is for {sampler.examples} examples but {problem.name} has {len(problem)}"
        )


def check_layers(network: Network, settings: Settings) -> None:
    """Raise ValueError if a network has other hidden layers or biases than settings say."""
    if settings.hidden != network.hidden:
        raise ValueError(
            f"the network has the hidden layers {network.hidden} but the settings have "
            f"{settings.hidden}"
        )
    if settings.bias != bool(network.biases):
        has, have = ("biases", "none") if network.biases else ("no biases", "them")
        raise ValueError(f"the network has {has} but the settings have {have}")
