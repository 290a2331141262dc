"""What a sweep's file begins with: it tells one from any other table."""

NAMES = (
    "cell",
    "seed",
    "alpha",
    "hidden",
    "activation",
    "bias",
    "batch",
    "l1",
    "l2",
    "order_seed",
    "iterations",
    "error",
    "frozen_error",
    "outcome",
    "learned_at",
    "ran_away_at",
    "level",
    "judged",
    "judged_right",
)
HEAD = f"{','.join(NAMES)},sweep\n".encode()
