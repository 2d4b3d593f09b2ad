"""Reading the published build: one read-only connection, rows as plain dictionaries.

What belongs here: opening the file and the questions that several pages ask. What does not: how an answer
is shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import Any

import duckdb

from orchestration.failures import BadInput

Row = dict[str, Any]

BATCH = 2000

FACT_COLUMNS = """
    area_year_id, year, indicator_code, subject, unit_code, status, value, lower_bound, upper_bound,
    printed_lower_bound, printed_upper_bound, qualifier, method, sense, period_start, period_end,
    months_covered,
    observation_count, document_count, passed_over_count, chosen_observation_id, chosen_document_id,
    known_from,
    is_guessed
"""
"""What the pages show of a fact; the same columns stand in every mart of facts."""


@dataclass(frozen=True)
class Marts:
    """The published marts."""

    connection: duckdb.DuckDBPyConnection

    def rows(self, sql: str, *parameters: Any) -> list[Row]:
        """All rows of a query."""
        return list(self.stream(sql, *parameters))

    def stream(self, sql: str, *parameters: Any) -> Iterator[Row]:
        """The rows of a query, a batch at a time: for tables too large to hold."""
        cursor = self.connection.cursor()
        try:
            result = cursor.execute(sql, list(parameters))
            names = [column[0] for column in result.description]
            while batch := result.fetchmany(BATCH):
                for values in batch:
                    yield dict(zip(names, values, strict=True))
        finally:
            cursor.close()

    def grouped(self, key: str, sql: str, *parameters: Any) -> Iterator[tuple[str, list[Row]]]:
        """The rows of a query that is ordered by `key`, a group at a time."""
        for value, rows in groupby(self.stream(sql, *parameters), key=lambda row: row[key]):
            yield str(value), list(rows)

    @cached_property
    def areas(self) -> dict[str, Row]:
        """`dim_area` by code."""
        return {row["area_code"]: row for row in self.rows("select * from dim_area order by area_code")}

    @cached_property
    def indicators(self) -> dict[str, Row]:
        """`dim_indicator` by code, in the catalogue's order, without what lies outside the catalogue."""
        found = self.rows(
            "select * from dim_indicator where indicator_code <> 'other' order by display_order"
        )
        return {row["indicator_code"]: row for row in found}

    @cached_property
    def tables(self) -> list[str]:
        """The names of all published tables."""
        found = self.rows(
            """
            select table_name from duckdb_tables() where schema_name = 'main' and not internal
            order by table_name
            """
        )
        return [row["table_name"] for row in found]

    def page_of_area(self, area_code: str) -> str:
        """The code of the area whose page shows the area's facts: the city, else the area itself."""
        area = self.areas.get(area_code)
        return (area["city_code"] if area else None) or area_code


@contextmanager
def open_marts(file: Path) -> Iterator[Marts]:
    """The marts of one published file. Raises BadInput where it cannot be opened."""
    try:
        connection = duckdb.connect(file, read_only=True)
    except duckdb.Error as error:
        raise BadInput(f"{file} cannot be opened: {error}; run `skills-policy refresh`") from error
    with connection:
        yield Marts(connection)
