"""Values: what is made once and never changes."""


class Frozen:
    """Refuses to change; whoever makes one sets its attributes through `vars`."""

    def __setattr__(self, name: str, value: object) -> None:
        raise self._refusal()

    def __delattr__(self, name: str) -> None:
        raise self._refusal()

    def _refusal(self) -> AttributeError:
        return AttributeError(f"a {type(self).__name__} never changes: make another one")
