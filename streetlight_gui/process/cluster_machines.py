"""What the machines of a Dask cluster have installed, as its scheduler tells; needs dask.

Nothing is unpickled for the answer, so a machine without Streetlight, or with another Dask, gives
one, too, where work sent to it would only end it.
"""

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from streetlight_gui.core.checks.formatting import in_one_line

_DASK, _NUMPY = "distributed", "numpy"
_NAMES = {"streetlight_gui": "Streetlight", _DASK: "Dask", _NUMPY: "NumPy"}
_MOST_NAMED = 3  # workers in a sentence
_LONGER_S = 1.0  # than Dask waits: it says why

_Versions = Mapping[str, str | None]


@dataclass(frozen=True)
class Machines:
    """A scheduler and its workers.

    Attributes:
        scheduler: versions of its packages, by name; None for what is not installed.
        workers: the same of each worker, by its address.
    """

    scheduler: _Versions
    workers: Mapping[str, _Versions]

    @property
    def misfit(self) -> str:
        """What first keeps a machine from sharing work with this one, or ''."""
        known = {package: _own_version(package) for package in _NAMES}
        mine = {package: found for package, found in known.items() if found}
        return next(self._misfits(mine), "")

    def _misfits(self, mine: Mapping[str, str]) -> Iterator[str]:
        theirs = self.scheduler[_DASK]
        if not _fit(_DASK, mine[_DASK], theirs):
            yield _sentence("the scheduler has", _DASK, mine[_DASK], theirs)
        for package, own in mine.items():
            found = {each: versions[package] for each, versions in self.workers.items()}
            odd = [each for each, version in found.items() if not _fit(package, own, version)]
            if odd:
                yield _sentence(_who(odd), package, own, found[odd[0]])


def machines_at(address: str, patience_s: float) -> Machines:
    """Ask the scheduler at an address.

    Raises:
        ValueError: none has answered after so many seconds.
    """
    where = f"no Dask scheduler has answered at {address} within {patience_s:g} s"
    try:
        asked = _asked(address, patience_s)  # Dask's own limit ends no handshake
        return asyncio.run(asyncio.wait_for(asked, patience_s + _LONGER_S))
    except Exception as error:  # whatever answers there may speak anything
        reason = _reason(error)
        told = f" ({reason})" if reason else ""
        raise ValueError(
            f"{where}{told}: 'dask scheduler' starts one, and says its address"
        ) from None


async def _asked(address: str, patience_s: float) -> Machines:
    from distributed import Security, rpc  # only here: few have a cluster

    security = Security().get_connection_args("client")
    async with rpc(address, timeout=patience_s, connection_args=security) as scheduler:
        if "workers" not in await scheduler.identity():
            raise ValueError("a worker is there, no scheduler")
        packages = {"packages": [*_NAMES]}
        found = await scheduler.versions(**packages)
        ask = {"op": "versions", **packages}
        workers = await scheduler.broadcast(msg=ask, on_error="ignore")
    return Machines(found["packages"], {each: its["packages"] for each, its in workers.items()})


def _own_version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _fit(package: str, own: str, theirs: str | None) -> bool:
    """Tell whether machines can share work: of NumPy, only the first number need be the same."""
    if package == _NUMPY and theirs:
        return own.partition(".")[0] == theirs.partition(".")[0]
    return own == theirs


def _sentence(who_has: str, package: str, own: str, theirs: str | None) -> str:
    name = _NAMES[package]
    what = f"{name} {theirs}" if theirs else f"no {name}"
    return (
        f"{who_has} {what}, this machine {own}: install the same version there and start it again"
    )


def _who(workers: list[str]) -> str:
    named, more = workers[:_MOST_NAMED], len(workers) - _MOST_NAMED
    if len(workers) == 1:
        return f"the worker {named[0]} has"
    rest = f" and {more} more" if more > 0 else ""
    return f"the workers {', '.join(named)}{rest} have"


def _reason(error: BaseException) -> str:
    """Return what began a chain of errors, or '' where that was only time."""
    while error.__cause__ is not None:
        error = error.__cause__
    if isinstance(error, TimeoutError):
        return ""
    return in_one_line(str(getattr(error, "strerror", None) or error))
