"""Asking the published build a question in SQL, read-only and without a way out of the file.

What belongs here: opening what is published, and running one statement. What does not: how a result is shown
(`tables`).
"""

from __future__ import annotations

from typing import Any

import duckdb

from orchestration.failures import BadInput
from orchestration.settings import Paths

Rows = tuple[list[str], list[tuple[Any, ...]]]


def open_published(paths: Paths) -> duckdb.DuckDBPyConnection:
    """A read-only connection to the published build, cut off from every other file and from the network.

    Read-only alone is no sandbox: `COPY … TO` and `read_text` would still work. Raises BadInput where
    nothing is published or the file cannot be opened.
    """
    if not paths.pointer.exists():
        raise BadInput(
            f"nothing is published yet ({paths.pointer} is not there); run `skills-policy refresh`"
        )
    try:
        connection = duckdb.connect(paths.pointer, read_only=True)
        connection.execute("set enable_external_access = false")
        connection.execute("set lock_configuration = true")
    except duckdb.Error as error:
        raise BadInput(f"{paths.pointer} cannot be opened: {first_line(error)}") from error
    return connection


def ask(paths: Paths, sql: str, *, at_most: int | None = None) -> Rows:
    """The column names and rows that a statement gives on the published build, `at_most` so many rows.

    Raises BadInput for SQL that DuckDB does not accept or that would do more than read.
    """
    with open_published(paths) as connection:
        try:
            result = connection.execute(sql)
            names = [column[0] for column in result.description or ()]
            return names, result.fetchall() if at_most is None else result.fetchmany(at_most)
        except duckdb.Error as error:
            raise BadInput(f"the query failed: {first_line(error)}") from error


def first_line(error: Exception) -> str:
    """The one line of a DuckDB error that says what is wrong."""
    return next((line for line in str(error).splitlines() if line.strip()), type(error).__name__)
