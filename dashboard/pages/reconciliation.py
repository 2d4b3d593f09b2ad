"""Every comparison with both figures, both quotes, verdict and tolerance: a page of all that does not
agree, and
pages for each kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dashboard import facts, formats
from dashboard.marts import Marts, Row
from dashboard.pages import Page
from dashboard.pages.overview import reconciliation_counts
from dashboard.wording import Language

ROWS_ON_A_PAGE = 200
COMPUTED = ("summed", "derived")
"""What stands in a quote's place where the figure is not one statement but computed from several."""

COMPARISONS = """
    select
        fct_reconciliation.*, figure.document_id as figure_document_id,
        coalesce(reference.document_id, fct_reconciliation.reference_document_id) as reference_place
    from fct_reconciliation
    left join fct_observation as figure on figure_observation_id = figure.observation_id
    left join fct_observation as reference on reference_observation_id = reference.observation_id
    where {condition}
    order by
        case verdict when 'differs' then 1 when 'explained' then 2 when 'not_comparable' then 3 else 4 end,
        kind, document_id, reconciliation_id
"""


def pages(marts: Marts, language: Language) -> Iterator[Page]:
    """The overview with what does not agree, then each kind in pages of a readable length."""
    counts = reconciliation_counts(marts)
    kinds = [{"kind": row["kind"], "path": f"reconciliation/{row['kind']}.html"} for row in counts]
    open_rows = marts.rows(COMPARISONS.format(condition="verdict in ('differs', 'explained')"))
    yield Page(
        "reconciliation.html",
        "reconciliation.html.j2",
        {
            "title": language("nav.reconciliation"),
            "counts": counts,
            "kinds": kinds,
            "kind": None,
            "comparisons": [comparison(marts, row, language) for row in open_rows[:ROWS_ON_A_PAGE]],
            "left_out": max(0, len(open_rows) - ROWS_ON_A_PAGE),
            "pages": [],
            "page": 1,
        },
    )
    for entry in kinds:
        kind = entry["kind"]
        rows = marts.rows(COMPARISONS.format(condition="kind = ?"), kind)
        chunks = [rows[start : start + ROWS_ON_A_PAGE] for start in range(0, len(rows), ROWS_ON_A_PAGE)]
        paths = [
            f"reconciliation/{kind}{'' if number == 0 else f'-{number + 1}'}.html"
            for number in range(len(chunks))
        ]
        for number, chunk in enumerate(chunks):
            yield Page(
                paths[number],
                "reconciliation.html.j2",
                {
                    "title": language(f"kind.{kind}"),
                    "counts": counts,
                    "kinds": kinds,
                    "kind": kind,
                    "comparisons": [comparison(marts, row, language) for row in chunk],
                    "left_out": 0,
                    "pages": paths if len(paths) > 1 else [],
                    "page": number + 1,
                },
            )


def comparison(marts: Marts, row: Row, language: Language) -> dict[str, Any]:
    """One comparison as it is shown: both sides with text, range, quote and link."""
    return {
        "id": row["reconciliation_id"],
        "kind": row["kind"],
        "verdict": row["verdict"],
        "document": row["document_title"] or row["document_id"],
        "document_href": facts.document_page(row["document_id"]) if row["document_id"] else None,
        "area": facts.area_name(marts.areas.get(row["area_code"] or ""), language),
        "area_page": marts.page_of_area(row["area_code"]) if row["area_code"] in marts.areas else None,
        "year": row["year"],
        "indicator_code": row["indicator_code"],
        "indicator": facts.indicator_name(marts.indicators.get(row["indicator_code"]), language),
        "subject": row["subject"],
        "unit": facts.unit_beside(row["unit_code"] or "other", language),
        "status": row["status"],
        "expectation": row["expectation"] or "equal",
        "relation": relation(row),
        "figure": _side(row, "figure", row["figure_document_id"], language),
        "reference": _side(row, "reference", row["reference_place"], language),
        "difference": formats.signed(row["difference"], row["unit_code"] or "", language.code)
        if row["difference"] is not None
        else None,
        "tolerance": formats.with_sign(row["tolerance"], row["unit_code"] or "", language.code)
        if row["tolerance"] is not None
        else None,
        "tolerance_source": row["tolerance_source"],
        "note": row["note"],
        "explanation": row["explanation_zh" if language.code == "zh" else "explanation"],
        "explained_by": row["acknowledged_by"],
        "explained_on": row["acknowledged_on"].isoformat() if row["acknowledged_on"] else None,
    }


RELATIONS = {"equal": ("≈", "≠"), "at_most": ("≤", ">"), "at_least": ("≥", "<")}
"""The sign between two figures by what is expected of them: where they agree, and where they do not."""


def relation(row: Row) -> str:
    """The sign that holds between the two figures of a comparison; none where they cannot be compared."""
    if row["verdict"] == "not_comparable":
        return ""
    agrees, differs = RELATIONS[row["expectation"] or "equal"]
    if row["verdict"] != "agrees":
        return differs
    return "=" if row["difference"] == 0 else agrees


def _side(row: Row, side: str, document_id: str | None, language: Language) -> dict[str, Any]:
    value, unit = row[f"{side}_value"], row["unit_code"] or ""
    observation_id = row[f"{side}_observation_id"]
    is_observed = document_id is not None and _is_observation_id(observation_id)
    return {
        "text": formats.with_sign(value, unit, language.code) if value is not None else None,
        "range": formats.interval(
            row[f"{side}_lower_bound"], row[f"{side}_upper_bound"], unit, language.code
        ),
        "quote": None if row[f"{side}_quote"] in COMPUTED else row[f"{side}_quote"],
        "computed": language(f"method.{row[f'{side}_quote']}") if row[f"{side}_quote"] in COMPUTED else None,
        "href": facts.words_of(str(document_id), observation_id) if is_observed else None,
    }


def _is_observation_id(value: str | None) -> bool:
    """A reported total that a person read has the key of its row in the seeds, and no span."""
    return (
        value is not None and len(value) == 16 and all(character in "0123456789abcdef" for character in value)
    )
