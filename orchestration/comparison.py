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

CHANGES = f"""
    with
    earlier as ({FACTS.format(database="earlier")}),
    later as ({FACTS.format(database="later")})
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
        case when later.fact is null then earlier.document_id else later.document_id end as document_id,
        case when later.fact is null then earlier.document_title else later.document_title end
            as document_title
    from earlier
    full outer join later on earlier.fact = later.fact
    where earlier.content is distinct from later.content
    order by change, coalesce(later.fact, earlier.fact)
"""


def compare(earlier: Path | None, later: Path) -> dict[str, Any]:
    """The facts of `later` (a build's file) against those of `earlier`.

    `counts` has the numbers of facts added, changed and removed; `added`, `changed` and `removed` list the
    first of each with value before and now and the document that states it. A fact has changed when its
    value or its bounds have. `note` says why nothing was compared, where nothing was.
    """
    nothing: dict[str, Any] = {
        "counts": {"added": 0, "changed": 0, "removed": 0},
        "added": [],
        "changed": [],
        "removed": [],
        "note": None,
    }
    if earlier is None:
        return nothing | {"note": "the first build: there is none before it"}
    with duckdb.connect() as connection:
        connection.execute(f"attach '{_quoted(earlier)}' as earlier (read_only)")
        connection.execute(f"attach '{_quoted(later)}' as later (read_only)")
        try:
            result = connection.execute(CHANGES)
            names = [column[0] for column in result.description]
            rows = [dict(zip(names, row, strict=True)) for row in result.fetchall()]
        except (duckdb.CatalogException, duckdb.BinderException) as error:
            reason = str(error).splitlines()[0]
            return nothing | {
                "note": f"the two builds have different tables, so they were not compared: {reason}"
            }
    compared: dict[str, Any] = {"counts": {}, "note": None}
    for change in ("added", "changed", "removed"):
        of_kind = [
            {name: value for name, value in row.items() if name != "change"}
            for row in rows
            if row["change"] == change
        ]
        compared["counts"][change] = len(of_kind)
        compared[change] = of_kind[:ROWS_SHOWN]
    return compared


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
