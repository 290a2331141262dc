"""Values: what is made once and never changes."""


class Immutable:
    """Refuses to change, and equals what has the same values.

    Whoever makes one sets its attributes through `vars`.
    """

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, type(self)):
            return NotImplemented
        return self is other or self._values() == other._values()

    def __hash__(self) -> int:
        own = vars(self)
        if "_hash" not in own:  # caches look it up hundreds of times a second
            own["_hash"] = hash(self._values())
        return int(own["_hash"])

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a {type(self).__name__} never changes: make another one")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"a {type(self).__name__} never changes: make another one")

    def _values(self) -> tuple[object, ...]:
        """Return what makes it equal to another one."""
        raise NotImplementedError
