"""Numbers as text that a learner can compare with a notebook."""

_MINUS = "-"


def plain(value: float, digits: int = 6) -> str:
    """Write a number with this many significant digits: '0.480434', '1.50556e-05', never '-0'."""
    return f"{value + 0.0:#.{digits}g}".rstrip(".")


def short(value: float) -> str:
    """Write a number with two decimals, for tight places; never '-0.00'."""
    if abs(value) >= 1000:
        return f"{value:.0e}"
    text = f"{value:.2f}"
    return text.removeprefix(_MINUS) if float(text) == 0 else text


def exact(value: float) -> str:
    """Write a number with all its digits: reading the text back gives the same number."""
    return repr(float(value) + 0.0)
