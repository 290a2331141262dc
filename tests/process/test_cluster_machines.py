"""Which machines can share work, by the versions that they say they have."""

from importlib.metadata import version

import pytest

from streetlight_gui.process import cluster_machines
from streetlight_gui.process.cluster_machines import Machines

OWN = {"streetlight_gui": "0.1.0", "distributed": "2026.8.0", "numpy": "2.4.6"}


@pytest.fixture(autouse=True)
def this_machine(monkeypatch):
    monkeypatch.setattr(cluster_machines, "version", lambda package: OWN[package])


def machines(scheduler=None, **packages):
    """Return a scheduler, a good worker and one that has other versions."""
    return Machines({**OWN, **(scheduler or {})}, {"tcp://a:1": OWN, "tcp://b:2": OWN | packages})


@pytest.mark.parametrize(
    ("packages", "what"),
    [
        ({"streetlight_gui": None}, "no Streetlight, this machine 0.1.0"),
        ({"streetlight_gui": "0.2.0"}, "Streetlight 0.2.0, this machine 0.1.0"),
        ({"distributed": "2025.1.0"}, "Dask 2025.1.0, this machine 2026.8.0"),
        ({"numpy": "1.26.4"}, "NumPy 1.26.4, this machine 2.4.6"),
        ({"numpy": None}, "no NumPy, this machine 2.4.6"),
    ],
)
def test_a_worker_that_does_not_fit_is_named_with_what_to_do(packages, what):
    rest = "install the same version there and start it again"
    assert machines(**packages).misfit == f"the worker tcp://b:2 has {what}: {rest}"


def test_another_numpy_with_the_same_first_number_fits():
    assert not machines(numpy="2.5.0", python="3.13.0").misfit


def test_a_scheduler_needs_the_same_dask_and_no_streetlight():
    assert not machines(scheduler={"streetlight_gui": None, "numpy": None}).misfit
    found = machines(scheduler={"distributed": "2025.1.0"}).misfit
    assert found.startswith("the scheduler has Dask 2025.1.0, this machine 2026.8.0: install")


def test_of_many_workers_the_first_three_are_named():
    workers = {f"tcp://a:{k}": OWN | {"streetlight_gui": None} for k in range(5)}
    found = Machines(OWN, workers).misfit
    assert found.startswith("the workers tcp://a:0, tcp://a:1, tcp://a:2 and 2 more have no Str")


def test_where_this_machine_cannot_say_its_version_none_is_asked_for(monkeypatch):
    known = {"distributed": "2026.8.0", "numpy": "2.4.6"}
    monkeypatch.setattr(
        cluster_machines, "version", lambda name: known.get(name) or version("of-no-package")
    )
    assert not machines(streetlight_gui="0.2.0").misfit
