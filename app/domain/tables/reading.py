"""Reads the table in the bytes of a file: what they are is seen in them, and not in the file's name."""

from typing import Final

from app.domain.tables.csv_table import read_csv
from app.domain.tables.table import MOST_BYTES, Table
from app.domain.tables.xlsx_table import read_xlsx
from app.errors import NotATable

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""An Excel file of before 2007, and any that is protected by a password."""


def read_table(data: bytes) -> Table:
    """The table of a CSV or XLSX file; of several sheets the first that is not hidden. Raises NotATable."""
    if len(data) > MOST_BYTES:
        raise NotATable(f"It is larger than {MOST_BYTES // 1_000_000} MB: split the file.")
    if data.startswith(_OLE):
        raise NotATable(
            "It is protected by a password, or of an old form of Excel: save it as .xlsx without a password, or as CSV."
        )
    return read_xlsx(data) if data.startswith(_ZIP) else read_csv(data)
