"""The first sheet of a spreadsheet's own file, its values only: no formula is executed."""

import io
import zipfile
from collections.abc import Iterator
from itertools import islice

from streetlight_gui.core.checks.formatting import exact_terse
from streetlight_gui.core.checks.limits import MAX_EXAMPLES
from streetlight_gui.core.storage.tables.cells import Row
from streetlight_gui.core.storage.tables.table import Table, table_of

ZIP_MARK = b"PK\3\4"  # what such a file begins with, whatever its suffix
_MAX_UNPACKED = 2**26  # bytes: a small file may unpack to any size
_MOST_COLUMNS = 1000
_MOST_ROWS = 2 * MAX_EXAMPLES  # of the sheet, blank ones too


def read_workbook(content: bytes, name: str) -> Table:
    """Return the table in the first sheet of an .xlsx file, under a name.

    Raises:
        BadLineError: the sheet is no table.
        ValueError: it is no such file, is too large, or openpyxl is not installed.
    """
    try:
        from openpyxl import load_workbook  # only here: few have such files
    except ImportError:
        rule = "reading .xlsx needs the package openpyxl"
        raise ValueError(f"{rule}: install Streetlight's extra xlsx, or save it as CSV") from None
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            unpacked = sum(part.file_size for part in parts.infolist())
        if unpacked <= _MAX_UNPACKED:
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            rows = list(_rows(book.worksheets[0]))
    except Exception as error:  # a broken file breaks openpyxl in any way
        raise ValueError(f"it is no spreadsheet that can be read ({error})") from None
    if unpacked > _MAX_UNPACKED:
        rule = f"an .xlsx file may unpack to {_MAX_UNPACKED // 2**20} MB at most"
        raise ValueError(f"{rule}, not to {unpacked / 2**20:,.0f}")
    return table_of(rows, name, has_decimal_commas=False)


def _rows(sheet: object) -> Iterator[Row]:
    """Yield the rows that are not blank."""
    every = sheet.iter_rows(values_only=True, max_col=_MOST_COLUMNS)  # type: ignore[attr-defined]
    for line, row in enumerate(islice(every, _MOST_ROWS), start=1):
        cells = [_text(value) for value in row]
        if any(cells):
            yield line, cells


def _text(value: object) -> str:
    """Write a cell's value as a text table would; booleans are TRUE and FALSE there."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    return exact_terse(float(value)) if isinstance(value, int | float) else str(value).strip()
