"""What a build's file holds, independent of machine, time and row order: row counts and the content hash.

Timestamps (columns named `…_at`) are left out: they say when something was made, not what was found.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import duckdb

NULL_MARK = "chr(30)"
FIELD_SEPARATOR = "chr(31)"


@dataclass(frozen=True, slots=True)
class Content:
    """The tables of a build: how many rows each has, a hash of each, and one hash of all."""

    row_counts: dict[str, int]
    table_hashes: dict[str, str]

    @property
    def content_hash(self) -> str:
        """SHA-256 over the tables' hashes in the order of their names."""
        lines = "\n".join(f"{table} {digest}" for table, digest in sorted(self.table_hashes.items()))
        return hashlib.sha256(lines.encode()).hexdigest()


def describe_content(file: Path) -> Content:
    """Count and hash every table of the DuckDB file at `file`, opened read-only.

    A table's hash covers its columns' names and types and the multiset of its rows.
    """
    row_counts: dict[str, int] = {}
    table_hashes: dict[str, str] = {}
    with duckdb.connect(file, read_only=True) as connection:
        columns = connection.execute(
            """
            select table_name, list(column_name order by column_name), list(data_type order by column_name)
            from duckdb_columns()
            where schema_name = 'main' and not internal and not ends_with(column_name, '_at')
            group by table_name order by table_name
            """
        ).fetchall()
        for table, names, types in columns:
            values = ", ".join(f'coalesce("{name}"::varchar, {NULL_MARK})' for name in names)
            rows, digest = connection.execute(
                f"""
                select count(*), sha256(coalesce(string_agg(row_hash, '' order by row_hash), ''))
                from (select sha256(concat_ws({FIELD_SEPARATOR}, {values})) as row_hash from "{table}")
                """
            ).fetchall()[0]
            shape = ",".join(f"{name}:{kind}" for name, kind in zip(names, types, strict=True))
            row_counts[table] = rows
            table_hashes[table] = hashlib.sha256(f"{shape}\n{digest}".encode()).hexdigest()
    return Content(row_counts, table_hashes)
