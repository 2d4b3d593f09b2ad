"""The page of downloads, dictionary, codes, and how to cite."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard import exports
from dashboard.data_package import COLUMNS, TABLES
from dashboard.marts import Marts, Row
from dashboard.pages import Page
from dashboard.pages.overview import build
from dashboard.wording import Language, words

EXCHANGE = (
    {"key": "sdmx_structure", "path": "sdmx/structure.xml"},
    {"key": "sdmx_data", "path": "sdmx/data.csv"},
    {"key": "package", "path": "marts/datapackage.json"},
    {"key": "annotations", "path": "annotations.json"},
)

CODE_LISTS = (
    "unit",
    "status",
    "basis",
    "qualifier",
    "method",
    "sense",
    "role",
    "outcome",
    "verdict",
    "attainment",
)
"""The lists of codes that are explained: the first part of the words' keys, which is the column's name but
for `_code`.
"""


def make(marts: Marts, manifest: Mapping[str, Any], language: Language) -> Page:
    """The page of one build."""
    columns: dict[str, list[Row]] = {}
    for row in marts.stream(COLUMNS):
        columns.setdefault(row["table_name"], []).append(row)
    context = {
        "title": language("nav.data"),
        "build": build(manifest),
        "tables": [_table(marts, row, columns[row["table_name"]], language) for row in marts.stream(TABLES)],
        "exchange": EXCHANGE,
        "code_lists": [
            (
                "unit_code" if name == "unit" else name,
                [
                    (key.removeprefix(f"{name}."), texts[language.code])
                    for key, texts in words().items()
                    if key.startswith(f"{name}.")
                ],
            )
            for name in CODE_LISTS
        ],
    }
    return Page("data.html", "data.html.j2", context)


def _table(marts: Marts, row: Row, columns: list[Row], language: Language) -> dict[str, Any]:
    name = row["table_name"]
    rows = exports.row_count(marts, name)
    description = language.described(row["comment"] or "").replace("`", "")
    is_too_long = not exports.is_sheet_size(marts, name)
    formats = [("csv", "CSV"), ("parquet", "Parquet")] + ([] if is_too_long else [("xlsx", "XLSX")])
    return {
        "name": name,
        "description": description,
        "summary": description if language.code == "zh" else f"{description.split('. ')[0].rstrip('.')}.",
        "rows": rows,
        "files": [{"name": f"{name}.{suffix}", "format": shown} for suffix, shown in formats],
        "is_too_long": is_too_long,
        "columns": [
            {
                "name": column["column_name"],
                "type": column["data_type"].lower(),
                "description": language.column(column["column_name"], column["comment"] or ""),
            }
            for column in columns
        ],
    }
