"""Everything that can be downloaded: tables of each view and whole marts, and the formats of statisticians.

What belongs here: which files are offered, under which name. What does not: how a file of one format is made.
"""

from __future__ import annotations

import functools
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from dashboard import data_package, downloads, sdmx, web_annotations
from dashboard.facts import document_name
from dashboard.marts import Marts, Row
from dashboard.output import Output, fingerprint_of

WITH_WORDS = """
    select
        facts.*, observations.quote, observations.span_start, observations.span_end,
        observations.document_title, observations.document_date
    from {facts} as facts
    left join fct_observation as observations on facts.chosen_observation_id = observations.observation_id
    where {condition}
    order by {order}
"""


def write(
    marts: Marts,
    manifest: Mapping[str, Any],
    codes: Sequence[str],
    output: Output,
) -> None:
    """Write every download but the annotations. `codes` are the areas that have a page.

    A view has its rows as CSV and Parquet here; as CSV and XLSX exactly as shown its page makes them
    (`sheet.js`).
    """
    for code in marts.indicators:
        sql = WITH_WORDS.format(
            facts="fct_city_year",
            condition="facts.indicator_code = ?",
            order="facts.city_code, facts.year, area_year_id",
        )
        _view(marts, f"indicator/{code}", sql, code, output)
    for code in codes:
        sql = WITH_WORDS.format(
            facts="fct_area_year",
            condition="coalesce(facts.city_code, facts.area_code) = ?",
            order="facts.area_code, facts.indicator_code, facts.year, area_year_id",
        )
        _view(marts, f"area/{code}", sql, code, output)
    hashes = manifest.get("table_hashes") or {}
    for table in marts.tables:
        _table(marts, table, hashes.get(table) or fingerprint_of(manifest.get("build_id")), output)
    whole = fingerprint_of(manifest.get("content_hash"), manifest.get("build_id"))
    output.file("downloads/sdmx/structure.xml", whole, lambda: sdmx.structure(marts, manifest))
    output.file("downloads/sdmx/data.csv", whole, lambda: sdmx.data(marts))
    output.file("downloads/marts/datapackage.json", whole, lambda: data_package.describe(marts, manifest))


def _view(marts: Marts, name: str, sql: str, code: str, output: Output) -> None:
    frame = downloads.selection(marts, sql, code)
    fingerprint = fingerprint_of(frame.hash_rows().to_list() if frame.height else [], frame.columns)
    output.file(f"downloads/{name}.csv", fingerprint, lambda: downloads.as_csv(frame))
    output.file(f"downloads/{name}.parquet", fingerprint, lambda: downloads.as_parquet(frame))


def _table(marts: Marts, table: str, fingerprint: str, output: Output) -> None:
    @functools.cache
    def parquet() -> bytes:
        return downloads.whole_table(marts, table)

    def frame() -> pl.DataFrame:
        return pl.read_parquet(io.BytesIO(parquet()))

    output.file(f"downloads/marts/{table}.parquet", fingerprint, parquet)
    output.file(f"downloads/marts/{table}.csv", fingerprint, lambda: downloads.as_csv(frame()))
    if is_sheet_size(marts, table):
        output.file(f"downloads/marts/{table}.xlsx", fingerprint, lambda: downloads.as_xlsx(frame(), table))


def is_sheet_size(marts: Marts, table: str) -> bool:
    """Whether a table is small enough to be offered as XLSX."""
    columns = marts.rows(
        "select count(*) as n from duckdb_columns() where schema_name = 'main' and table_name = ?", table
    )[0]["n"]
    return row_count(marts, table) * int(columns) <= downloads.XLSX_CELLS


def row_count(marts: Marts, table: str) -> int:
    """The number of rows of a published table."""
    return int(marts.rows(f'select count(*) as n from main."{table}"')[0]["n"])


def write_annotations(document: Row, observations: Sequence[Row], text: str | None, output: Output) -> int:
    """Write the annotations of one document and return their number: none without a text or figures."""
    if text is None or not observations:
        return 0
    made = web_annotations.of_document(document, observations, text)
    output.file(
        f"downloads/annotations/{document_name(document['document_id'])}.jsonld",
        fingerprint_of(made),
        lambda: json.dumps(made, ensure_ascii=False, indent=1),
    )
    return len(observations)


def write_annotation_index(annotated: Mapping[str, int], output: Output) -> None:
    """Write the list of all files of annotations; `annotated` is the number of annotations by document."""
    listed = dict(sorted(annotated.items()))
    output.file("downloads/annotations.json", fingerprint_of(listed), lambda: web_annotations.index(listed))
