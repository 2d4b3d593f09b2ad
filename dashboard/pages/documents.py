"""The documents received, each with its outcome, and for each its evidence page: the text with every figure
marked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

from dashboard import facts, formats
from dashboard.marts import Marts, Row
from dashboard.pages import Page, Slice
from dashboard.places import Places
from dashboard.wording import Language
from extraction.marked_text import Mark, marked

ROWS_ON_A_PAGE = 500

DOCUMENTS = "select * from dim_document order by document_date desc nulls last, document_id"
SHARE = "hash({document_id}) % $2 = $1"
"""One share of the documents: which, of how many."""

OF_SHARE = f"select * from dim_document where {SHARE.format(document_id='document_id')} order by document_id"
OBSERVATIONS = f"""
    select * from fct_observation where {SHARE.format(document_id="document_id")}
    order by document_id, span_start, span_end, ordinal, observation_id
"""
USES = f"""
    select
        observations.document_id, evidence.observation_id, evidence.role, evidence.area_year_id,
        coalesce(facts.city_code, facts.area_code) as area_page
    from fct_area_year_evidence as evidence
    inner join fct_area_year as facts using (area_year_id)
    inner join fct_observation as observations using (observation_id)
    where {SHARE.format(document_id="observations.document_id")}
    order by observations.document_id, evidence.observation_id, evidence.role, evidence.area_year_id
"""


def pages(marts: Marts, language: Language) -> Iterator[Page | Slice]:
    """The list of documents, newest first, in pages of a readable length; where that is more than one, with
    an index of all of them to look in.
    """
    rows = marts.rows(DOCUMENTS)
    outcomes: dict[str, int] = defaultdict(int)
    for row in rows:
        outcomes[row["outcome"]] += 1
    starts = range(0, len(rows), ROWS_ON_A_PAGE) or [0]
    paths = [
        "documents.html" if start == 0 else f"documents/{start // ROWS_ON_A_PAGE + 1}.html"
        for start in starts
    ]
    if len(paths) > 1:
        yield _index(marts, rows, language)
    for number, start in enumerate(starts):
        yield Page(
            paths[number],
            "documents.html.j2",
            {
                "title": language("nav.documents"),
                "outcomes": dict(outcomes),
                "documents": [_entry(marts, row, language) for row in rows[start : start + ROWS_ON_A_PAGE]],
                "pages": paths if len(paths) > 1 else [],
                "page": number + 1,
            },
        )


def _index(marts: Marts, rows: list[Row], language: Language) -> Slice:
    """What a document may be known by; publishers and areas as places in their lists."""
    publishers, areas = Places(), Places()
    documents = []
    for row in rows:
        area = marts.areas.get(row["publisher_area_code"] or "")
        documents.append(
            [
                facts.document_name(row["document_id"]),
                row["title"] or row["file_path"] or row["document_id"],
                publishers.of(row["publisher"] or ""),
                areas.of(facts.area_name(area, language) if area else ""),
                row["document_number"] or "",
                _iso(row["document_date"]) or "",
            ]
        )
    data = {"documents": documents, "publishers": publishers.values, "areas": areas.values}
    return Slice("documents", data)


def _entry(marts: Marts, row: Row, language: Language) -> dict[str, Any]:
    area = marts.areas.get(row["publisher_area_code"] or "")
    return {
        "name": facts.document_name(row["document_id"]),
        "href": facts.document_page(row["document_id"]),
        "title": row["title"] or row["file_path"] or row["document_id"],
        "publisher": row["publisher"],
        "area": facts.area_name(area, language),
        "area_page": marts.page_of_area(area["area_code"]) if area else None,
        "number": row["document_number"],
        "date": _iso(row["document_date"]),
        "outcome": row["outcome"],
        "reason": row["outcome_reason"],
        "observations": row["observation_count"],
        "others": row["other_count"],
        "set_aside": row["set_aside_number_count"],
    }


def _iso(value: Any) -> str | None:
    return value.isoformat() if value else None


def with_observations(
    marts: Marts, share: int = 0, shares: int = 1
) -> Iterator[tuple[Row, list[Row], dict[str, list[Row]]]]:
    """Each document of a share of them with its observations and, by observation, the facts that use it; one
    document at a time.
    """
    observations = marts.grouped("document_id", OBSERVATIONS, share, shares)
    uses = marts.grouped("document_id", USES, share, shares)
    next_observations, next_uses = next(observations, None), next(uses, None)
    for document in marts.stream(OF_SHARE, share, shares):
        found: list[Row] = []
        by_observation: dict[str, list[Row]] = defaultdict(list)
        if next_observations and next_observations[0] == document["document_id"]:
            found = next_observations[1]
            next_observations = next(observations, None)
        if next_uses and next_uses[0] == document["document_id"]:
            for use in next_uses[1]:
                by_observation[use["observation_id"]].append(use)
            next_uses = next(uses, None)
        yield document, found, by_observation


def evidence(
    marts: Marts,
    document: Row,
    observations: list[Row],
    uses: dict[str, list[Row]],
    text: str | None,
    problem: str | None,
    language: Language,
) -> Page:
    """The evidence page of one document. `text` is as received, contacts masked; null with the `problem`
    why.
    """
    address = document["source_url"]
    context = {
        "title": document["title"] or document["document_id"],
        "document": _entry(marts, document, language)
        | {
            "signed_on": _iso(document["signed_on"]),
            "published_on": _iso(document["published_on"]),
            "accessed_on": _iso(document["accessed_on"]),
            "source_url": address,
            "source_link": address if is_web_address(address) else None,
            "file": document["file_path"],
            "sha256": document["sha256"],
            "encoding": document["encoding"],
            "characters": document["character_count"],
            "guessed": document["guessed_character_count"],
        },
        "observations": [
            _observation(marts, row, uses[row["observation_id"]], text, language) for row in observations
        ],
        "text": text,
        "script": formats.script_of(text) if text else "zh-Hans",
        "problem": problem,
    }
    return Page(facts.document_page(document["document_id"]), "evidence.html.j2", context)


def with_marks(text: str, observations: list[dict[str, Any]]) -> Markup:
    """The text with each observation marked that is where the marts say; each mark leads to its reading."""
    marks = (
        Mark(row["start"], row["end"], row["id"], {"class": row["status"]}, href=f"#r-{row['id']}")
        for row in observations
        if row["is_in_place"]
    )
    return Markup(marked(text, marks))


def is_web_address(address: str | None) -> bool:
    """Whether an address out of a sidecar may become a link: nothing but http and https is one."""
    if not address:
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _observation(
    marts: Marts, row: Row, uses: list[Row], text: str | None, language: Language
) -> dict[str, Any]:
    area = marts.areas.get(row["area_code"])
    start, end = row["span_start"], row["span_end"]
    return {
        "id": row["observation_id"],
        "start": start,
        "end": end,
        "is_in_place": text is not None and text[start:end] == row["quote"],
        "quote": row["quote"],
        "sentence": row["sentence"],
        "indicator_code": row["indicator_code"],
        "indicator": facts.indicator_name(marts.indicators.get(row["indicator_code"]), language),
        "subject": row["subject"],
        "area": facts.area_name(area, language),
        "area_page": marts.page_of_area(row["area_code"]),
        "year": row["year"],
        "status": row["status"],
        "basis": row["basis"],
        "unit": facts.unit_beside(row["unit_code"], language),
        "text": formats.figure(row, language.code),
        "is_corrected": row["is_corrected"],
        "is_guessed": row["is_guessed"],
        "confidence": f"{float(row['confidence']):.0%}",
        "uses": [
            {"role": use["role"], "href": f"area/{use['area_page']}.html#f-{use['area_year_id']}"}
            for use in uses
        ],
    }
