"""Tables as files: CSV that opens in Excel with Chinese intact, XLSX, Parquet.

What belongs here: turning a frame into bytes. What does not: statistical formats (`sdmx`, `data_package`,
`annotations`) and choosing what is offered (`site`).
"""

from __future__ import annotations

import io
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl

from dashboard.marts import Marts

BYTE_ORDER_MARK = "\ufeff"
XLSX_CELLS = 1_500_000
"""A larger table is not offered as XLSX: at about 50 microseconds a cell it would take minutes to write."""

NO_TIME = datetime(2000, 1, 1)
"""In a workbook's properties instead of the time of writing: the same table is the same file."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""Text that begins so is taken for a formula by spreadsheets (OWASP, CSV injection)."""


def whole_table(marts: Marts, table: str) -> bytes:
    """A published table as Parquet, in one order whenever it is written: by its key where that stands first.

    Written by DuckDB, row objects being costly.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "table.parquet"
        marts.connection.execute(
            f"""
            copy (select * from main."{table}" order by all)
            to '{file}' (format parquet, compression zstd)
            """
        )
        return file.read_bytes()


def selection(marts: Marts, sql: str, *parameters: Any) -> pl.DataFrame:
    """The rows of a query as a frame with the columns' own types."""
    cursor = marts.connection.cursor()
    result = cursor.execute(sql, list(parameters))
    schema = {column[0]: _TYPES.get(str(column[1]).split("(")[0], pl.String) for column in result.description}
    rows = result.fetchall()
    cursor.close()
    return pl.DataFrame(rows, schema=schema, orient="row")


_TYPES: dict[str, Any] = {
    "DECIMAL": pl.Decimal(24, 4),
    "INTEGER": pl.Int32,
    "BIGINT": pl.Int64,
    "BOOLEAN": pl.Boolean,
    "DATE": pl.Date,
}


def as_csv(frame: pl.DataFrame) -> bytes:
    """UTF-8 with a byte order mark; decimals without idle zeros; text that spreadsheets would run gets an
    apostrophe.
    """
    shown = frame.with_columns(*_plain_decimals(frame), *_guarded_text(frame))
    return (BYTE_ORDER_MARK + shown.write_csv(line_terminator="\r\n")).encode("utf-8")


def _plain_decimals(frame: pl.DataFrame) -> list[pl.Expr]:
    return [
        pl.col(name).cast(pl.String).str.replace(r"\.?0+$", "").alias(name)
        for name, kind in frame.schema.items()
        if isinstance(kind, pl.Decimal) and kind.scale
    ]


def _guarded_text(frame: pl.DataFrame) -> list[pl.Expr]:
    guarded = []
    for name, kind in frame.schema.items():
        if kind == pl.String:
            column = pl.col(name)
            starts = pl.any_horizontal(*(column.str.starts_with(start) for start in FORMULA_STARTS))
            guarded.append(pl.when(starts).then(pl.lit("'") + column).otherwise(column).alias(name))
    return guarded


def as_parquet(frame: pl.DataFrame) -> bytes:
    """Parquet with the columns' own types."""
    buffer = io.BytesIO()
    frame.write_parquet(buffer, compression="zstd")
    return buffer.getvalue()


def as_xlsx(frame: pl.DataFrame, title: str) -> bytes:
    """One worksheet with a frozen header and a filter; text stays text, never a formula or a link.

    Numbers become Excel's own, which hold 15 digits: enough for every value of the marts.
    """
    import xlsxwriter

    buffer = io.BytesIO()
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "constant_memory": True,
        "default_date_format": "yyyy-mm-dd",
    }
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"created": NO_TIME})
        head = book.add_format({"bold": True, "bottom": 1})
        sheet = book.add_worksheet(title[:31])
        sheet.freeze_panes(1, 0)
        for column, name in enumerate(frame.columns):
            sheet.write_string(0, column, name, head)
            sheet.set_column(column, column, 40 if name in _WIDE else 16)
        for number, row in enumerate(frame.iter_rows(), start=1):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(number, column, value[:_CELL_LIMIT])
                elif value is not None:
                    sheet.write(number, column, value)
        sheet.autofilter(0, 0, max(frame.height, 1), max(frame.width - 1, 0))
    return buffer.getvalue()


_WIDE = frozenset(
    {"sentence", "quote", "title", "document_title", "definition_zh", "definition_en", "evidence"}
)
_CELL_LIMIT = 32_767
