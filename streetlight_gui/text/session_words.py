"""Sessions in words."""


def deviation_text(distance: float) -> str:
    """Say that a run made again ends in other bits, and how far from where it ended."""
    apart = f"at most {distance:.2g} apart" if distance else "apart in nothing but a sign of 0"
    return (
        f"made again on this machine the run ends in other last digits, {apart}: "
        "its NumPy adds up in another order"
    )
