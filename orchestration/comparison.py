"""What changed from one build to the next: facts added, changed and removed, each with the document
responsible.

What belongs here: comparing two files' facts. What does not: comparing their checks (`publication`, which
has both verdicts) and showing either (`report`, `summary`).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb

ROWS_SHOWN = 200
"""How many rows of each kind a manifest lists; the counts are always complete."""

FACTS = """
    select
        concat_ws(' ', area_code, year, indicator_code, unit_code, status, subject) as fact,
        area_name, year, indicator_code, subject, unit_code, status,
        rtrim(rtrim(value::varchar, '0'), '.') as value,
        concat_ws(' ', value, coalesce(lower_bound::varchar, '-'), coalesce(upper_bound::varchar, '-'))
            as content,
        chosen_document_id as document_id, title as document_title
    from {database}.fct_area_year
    left join {database}.dim_document on chosen_document_id = document_id
"""

DOCUMENTS = """
    select
        case
            when earlier.document_id is null then 'added'
            when later.document_id is null then 'removed'
            else 'changed'
        end as change,
        coalesce(later.document_id, earlier.document_id) as document_id,
        coalesce(later.title, earlier.title) as title,
        earlier.outcome as outcome_before,
        later.outcome as outcome_now
    from earlier.dim_document as earlier
    full outer join later.dim_document as later on earlier.document_id = later.document_id
    where row(earlier.sha256, earlier.outcome, earlier.title, earlier.publisher, earlier.document_date)
        is distinct from row(later.sha256, later.outcome, later.title, later.publisher, later.document_date)
"""
"""The documents that came, went or are no longer the same in bytes, in outcome or in what is said of them."""

CHANGES = f"""
    with
    earlier as ({FACTS.format(database="earlier")}),
    later as ({FACTS.format(database="later")}),
    documents as ({DOCUMENTS})
    select
        case
            when earlier.fact is null then 'added' when later.fact is null then 'removed' else 'changed'
        end as change,
        coalesce(later.area_name, earlier.area_name) as area_name,
        coalesce(later.year, earlier.year) as year,
        coalesce(later.indicator_code, earlier.indicator_code) as indicator_code,
        coalesce(later.subject, earlier.subject) as subject,
        coalesce(later.unit_code, earlier.unit_code) as unit_code,
        coalesce(later.status, earlier.status) as status,
        earlier.value as value_before,
        later.value as value_now,
        -- The fact may fall back on a document that was always there, because the one it rested on is gone.
        case when came.document_id is null and went.document_id is not null then earlier.document_id
            else coalesce(later.document_id, earlier.document_id) end as document_id,
        case when came.document_id is null and went.document_id is not null then earlier.document_title
            else coalesce(later.document_title, earlier.document_title) end as document_title,
        coalesce(came.change, went.change, 'unchanged') as document_change
    from earlier
    full outer join later on earlier.fact = later.fact
    left join documents as came on later.document_id = came.document_id
    left join documents as went on earlier.document_id = went.document_id
    where earlier.content is distinct from later.content
    order by change, coalesce(later.fact, earlier.fact)
"""

KINDS = ("added", "changed", "removed")


def compare(earlier: Path | None, later: Path) -> dict[str, Any]:
    """The facts of `later` (a build's file) against those of `earlier`.

    `counts` has the numbers of facts added, changed and removed; `added`, `changed` and `removed` list the
    first of each with value before and now and the document responsible: the one that states it now, or
    the one that stated it before where that one went or changed. `document_change` says what became of
    that document; `unchanged` means that seeds, rules or models made the difference. A fact has changed
    when its value or its bounds have. `documents` lists the documents themselves that were added, changed
    or removed, `document_counts` counts them. `note` says why nothing was compared, where nothing was.
    """
    nothing: dict[str, Any] = {
        "counts": dict.fromkeys(KINDS, 0),
        **{kind: [] for kind in KINDS},
        "document_counts": dict.fromkeys(KINDS, 0),
        "documents": [],
        "note": None,
    }
    if earlier is None:
        return nothing | {"note": "the first build: there is none before it"}
    with duckdb.connect() as connection:
        connection.execute(f"attach '{_quoted(earlier)}' as earlier (read_only)")
        connection.execute(f"attach '{_quoted(later)}' as later (read_only)")
        try:
            facts = _rows(connection, CHANGES)
            documents = _rows(connection, f"{DOCUMENTS} order by change, 2")
        except (duckdb.CatalogException, duckdb.BinderException) as error:
            reason = str(error).splitlines()[0]
            return nothing | {
                "note": f"the two builds have different tables, so they were not compared: {reason}"
            }
    compared: dict[str, Any] = {
        "counts": {},
        "document_counts": {},
        "documents": documents[:ROWS_SHOWN],
        "note": None,
    }
    for kind in KINDS:
        of_kind = [
            {name: value for name, value in row.items() if name != "change"}
            for row in facts
            if row["change"] == kind
        ]
        compared["counts"][kind] = len(of_kind)
        compared[kind] = of_kind[:ROWS_SHOWN]
        compared["document_counts"][kind] = sum(row["change"] == kind for row in documents)
    return compared


def _rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, Any]]:
    result = connection.execute(query)
    names = [column[0] for column in result.description]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
