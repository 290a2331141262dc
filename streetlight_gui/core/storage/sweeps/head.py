"""What a sweep's file begins with: it tells one from any other table."""

from pathlib import Path

from streetlight_gui.core.storage.files import check_regular

PARQUET = ".parquet"
SUFFIXES = (".csv", PARQUET)

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
    "wrong_example",
    "none_fires",
)
_EARLIER = NAMES[:-2]  # of files that were begun before the last two were known
# The names of columns by the first line that has them, that of new files first.
HEADS = {f"{','.join(names)},sweep\n".encode(): names for names in (NAMES, _EARLIER)}
HEAD = next(iter(HEADS))


def is_sweep(path: Path) -> bool:
    """Tell whether a file is one of a sweep: Parquet, or CSV that begins as one, at any line end.

    What cannot be read is none.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        return False
    if suffix == PARQUET:
        return True
    try:
        check_regular(path)
        with path.open("rb") as file:
            return file.readline(len(HEAD) + 1).rstrip() + b"\n" in HEADS
    except OSError:
        return False
