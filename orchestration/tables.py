"""Showing rows to a person or a program: a table that knows how wide Chinese characters are, CSV or JSON
Lines.

What belongs here: how values look. What does not: where they come from.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

FORMATS = ("table", "csv", "json")


def show(names: Sequence[str], rows: Iterable[Sequence[Any]], form: str, file: IO[str] | None = None) -> None:
    """Write rows as `table`, `csv` or `json` (an object a line) to `file` or standard
    output.
    """
    file = file or sys.stdout
    if form == "csv":
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(names)
        writer.writerows([["" if value is None else text_of(value) for value in row] for row in rows])
    elif form == "json":
        for row in rows:
            file.write(
                json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False, default=json_value) + "\n"
            )
    else:
        _show_table(names, list(rows), file)


def text_of(value: Any) -> str:
    """A value as people write it: decimals without trailing zeros, never in scientific notation."""
    if isinstance(value, Decimal):
        return f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return str(value)


def json_value(value: Any) -> int | float | str:
    """A value as JSON can say it: decimals as numbers where that loses nothing, everything else as text."""
    if isinstance(value, Decimal):
        if value == value.to_integral_value():
            return int(value)
        if Decimal(repr(float(value))) == value:
            return float(value)
    return text_of(value)


def grouped(value: Any) -> str:
    """A number with its thousands separated, for tables."""
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        return text_of(value)
    whole, _, fraction = text_of(value).partition(".")
    return f"{int(whole):,}" + (f".{fraction}" if fraction else "")


def _show_table(names: Sequence[str], rows: list[Sequence[Any]], file: IO[str]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for index, name in enumerate(names):
        numeric = any(isinstance(row[index], (int, float, Decimal)) for row in rows)
        table.add_column(name, justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        cells = []
        for name, value in zip(names, row, strict=True):
            is_quantity = isinstance(value, Decimal) and not name.endswith(("year", "_code"))
            cells.append(Text("" if value is None else grouped(value) if is_quantity else text_of(value)))
        table.add_row(*cells)
    width = None if file.isatty() else 200
    Console(file=file, width=width, highlight=False).print(table)
