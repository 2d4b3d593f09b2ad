"""The Frictionless data package that describes the CSV files of the whole marts.

What belongs here: the descriptor (Data Package standard, datapackage.org). What does not: the files
themselves.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from dashboard.marts import Marts, Row

COLUMNS = """
    select table_name, column_name, data_type, comment from duckdb_columns()
    where schema_name = 'main' and not internal order by table_name, column_index
"""

TABLES = """
    select table_name, comment from duckdb_tables()
    where schema_name = 'main' and not internal order by table_name
"""

TYPES = {
    "VARCHAR": "string",
    "INTEGER": "integer",
    "BIGINT": "integer",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "DECIMAL": "number",
}


def describe(marts: Marts, manifest: Mapping[str, Any]) -> str:
    """The descriptor, for the folder in which the CSV files lie."""
    columns: dict[str, list[Row]] = {}
    for row in marts.stream(COLUMNS):
        columns.setdefault(row["table_name"], []).append(row)
    resources = [
        {
            "name": row["table_name"],
            "path": f"{row['table_name']}.csv",
            "description": row["comment"] or "",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8-sig",
            "profile": "tabular-data-resource",
            "schema": _schema(row["table_name"], columns[row["table_name"]], marts.tables),
        }
        for row in marts.rows(TABLES)
    ]
    package = {
        "name": "skills-policy-warehouse",
        "title": "Skills-policy warehouse",
        "description": "City-by-year facts about skilled workers in China, each traced to its words.",
        "profile": "tabular-data-package",
        "version": str(manifest.get("build_id") or "0"),
        "created": manifest.get("published_at"),
        "resources": resources,
    }
    return json.dumps({key: value for key, value in package.items() if value}, ensure_ascii=False, indent=1)


def _schema(table: str, columns: list[Row], tables: list[str]) -> dict[str, Any]:
    names = [column["column_name"] for column in columns]
    schema: dict[str, Any] = {
        "fields": [
            {
                "name": column["column_name"],
                "type": TYPES[str(column["data_type"]).split("(")[0]],
                "description": column["comment"] or "",
            }
            | ({"trueValues": ["true"], "falseValues": ["false"]} if column["data_type"] == "BOOLEAN" else {})
            for column in columns
        ],
        "missingValues": [""],
    }
    if names[0] in KEYS.get(table, (names[0],)) and names[0].endswith(("_id", "_code")):
        schema["primaryKey"] = [names[0]]
    schema["foreignKeys"] = [
        {"fields": [field], "reference": {"resource": target, "fields": [key]}}
        for field, target, key in REFERENCES
        if field in names and table != target and target in tables
    ]
    return schema


KEYS: Mapping[str, tuple[str, ...]] = {
    "fct_city_year_vintage": ("area_year_vintage_id",),
    "mart_statements_over_time": (),
}
"""Tables whose key is not simply their first column; an empty one has none of its own."""

REFERENCES = (
    ("indicator_code", "dim_indicator", "indicator_code"),
    ("area_code", "dim_area", "area_code"),
    ("city_code", "dim_area", "area_code"),
)
