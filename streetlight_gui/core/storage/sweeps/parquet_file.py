"""A sweep's rows as Parquet, with types, for pandas, polars and the like; needs pyarrow.

The file's metadata say, as JSON under `streetlight`, what the sweep is.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from streetlight_gui.core.checks.formatting import in_one_line
from streetlight_gui.core.ensemble.outcomes import Outcomes
from streetlight_gui.core.ensemble.sweep import Sweep
from streetlight_gui.core.storage.files import check_regular, replacing
from streetlight_gui.core.storage.sweeps.columns import columns_of, have_one_layer, outcomes_in
from streetlight_gui.core.storage.sweeps.description import describe
from streetlight_gui.core.storage.sweeps.head import NAMES
from streetlight_gui.core.storage.sweeps.rows import Written

_KEY = b"streetlight"
_TYPES = {
    "alpha": "float64",
    "activation": "string",
    "bias": "bool",
    "l1": "float64",
    "l2": "float64",
    "error": "float64",
    "frozen_error": "float64",
    "outcome": "string",
    "level": "string",
    "none_fires": "bool",
}


def need_pyarrow() -> tuple[Any, Any]:
    """Return the modules `pyarrow` and `pyarrow.parquet`.

    Raises:
        ValueError: they are not installed.
    """
    try:
        import pyarrow as pa  # only here: few write Parquet
        from pyarrow import parquet
    except ImportError:
        rule = "reading and writing .parquet needs the package pyarrow"
        raise ValueError(f"{rule}: install Streetlight's extra parquet, or use .csv") from None
    return pa, parquet


def write_parquet(sweep: Sweep, written: Iterable[Written], path: Path) -> None:
    """Write rows, chunk by chunk; a file that is there stays as it is unless all goes well.

    Raises:
        OSError: it cannot be written.
    """
    arrow, parquet = need_pyarrow()
    has_numbers = have_one_layer(sweep)
    types = {name: _TYPES.get(name, "int64") for name in NAMES}
    types["hidden"] = "int64" if has_numbers else "string"
    fields = [(name, arrow.type_for_alias(alias)) for name, alias in types.items()]
    schema = arrow.schema(fields, metadata={_KEY: describe(sweep)})
    with replacing(path) as file, parquet.ParquetWriter(file, schema) as writer:
        for found in written:
            cell = found.chunk.cell
            columns = columns_of(cell, sweep.cells[cell], found.outcomes)
            if not has_numbers:
                columns["hidden"] = [*map(str, columns["hidden"])]
            writer.write_table(arrow.table(columns, schema))


def read_parquet(path: Path) -> tuple[str, Iterator[tuple[int, Outcomes]]]:
    """Return what a file says its sweep is, and what became of it, with the number of each cell.

    Raises:
        OSError: it cannot be read.
        ValueError: it is no sweep's file.
    """
    arrow, parquet = need_pyarrow()
    check_regular(path)
    path.open("rb").close()  # what cannot be opened says why, better than Arrow does
    try:
        file = parquet.ParquetFile(path)
    except (arrow.ArrowException, OSError) as error:
        raise ValueError(f"it is no Parquet file: {in_one_line(str(error).strip())}") from None
    description = (file.schema_arrow.metadata or {}).get(_KEY)
    if description is None:
        raise ValueError("it is not of a sweep of Streetlight")
    return description.decode(errors="replace"), _outcomes(file, arrow)


def _outcomes(file: Any, arrow: Any) -> Iterator[tuple[int, Outcomes]]:
    for number in range(file.num_row_groups):  # each a chunk's
        try:
            columns = file.read_row_group(number).to_pydict()
        except (arrow.ArrowException, OSError) as error:
            raise ValueError(f"it cannot be read: {in_one_line(str(error).strip())}") from None
        outcomes, cells = outcomes_in(columns), {*columns.get("cell", ())}
        if len(cells) != 1:
            raise ValueError("its rows are no longer in the groups that a sweep writes")
        yield cells.pop(), outcomes
