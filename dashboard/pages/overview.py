"""The first page and the two lists behind it: what is covered, what is new since the build before, checks
at a glance.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from dashboard import facts, formats
from dashboard.marts import Marts
from dashboard.pages import Page
from dashboard.pages.indicator import provinces
from dashboard.wording import Language

VERDICTS = ("agrees", "explained", "differs", "not_comparable")
CHANGES_SHOWN = 40
YEARS_SHOWN = 12


def make(marts: Marts, manifest: Mapping[str, Any], language: Language) -> Page:
    """The overview of one build."""
    totals = marts.rows(
        """
        select
            (select count(*) from dim_document) as documents,
            (select count(*) from dim_document where outcome = 'set_aside') as set_aside,
            (select count(*) from fct_observation) as observations,
            (select count(*) from fct_city_year) as facts,
            (select count(distinct city_code) from fct_city_year) as cities,
            (select count(distinct province_code) from fct_city_year) as provinces,
            (select min(year) from fct_city_year) as first_year,
            (select max(year) from fct_city_year) as last_year,
            (select count(*) from fct_reconciliation) as comparisons,
            (select count(*) from fct_reconciliation where verdict = 'agrees') as agrees,
            (select count(*) from fct_reconciliation where verdict = 'differs') as differs,
            (select count(*) from review_queue) as review
        """
    )[0]
    verdict = manifest.get("verdict") or {"checks": []}
    context = {
        "title": language("site.name"),
        "totals": totals,
        "build": build(manifest),
        "changes": _changes(marts, manifest, language),
        "coverage": _coverage(marts, language),
        "reconciliation": reconciliation_counts(marts),
        "checks": [
            {"name": check["name"], "compared": check["compared"], "passed": check["passed"]}
            for check in verdict["checks"]
        ],
        "provinces": _province_tiles(marts, language),
        "latest": _latest(marts),
    }
    return Page("index.html", "overview.html.j2", context)


def build(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """What a page says of the build that it was made from."""
    return {
        "id": manifest.get("build_id") or "",
        "published_at": (manifest.get("published_at") or "")[:16].replace("T", " "),
        "content_hash": manifest.get("content_hash") or "",
        "commit": str(manifest.get("code_commit") or ""),
    }


def _changes(marts: Marts, manifest: Mapping[str, Any], language: Language) -> dict[str, Any]:
    comparison = manifest.get("comparison") or {"counts": {}, "note": None}
    areas = {row["area_name"]: row["area_code"] for row in reversed(marts.areas.values())}
    rows = []
    for kind in ("added", "changed", "removed"):
        for row in (comparison.get(kind) or [])[:CHANGES_SHOWN]:
            code = areas.get(row["area_name"])
            rows.append(
                {
                    "kind": kind,
                    "area": facts.area_name(marts.areas.get(code or ""), language)
                    if code
                    else row["area_name"],
                    "area_page": marts.page_of_area(code) if code else None,
                    "indicator": facts.indicator_name(marts.indicators.get(row["indicator_code"]), language),
                    "year": row["year"],
                    "subject": row["subject"],
                    "unit": facts.unit(row["unit_code"], language),
                    "before": _number(row["value_before"], language),
                    "now": _number(row["value_now"], language),
                }
            )
    return {
        "counts": comparison.get("counts") or {},
        "is_first": not rows and (bool(comparison.get("note")) or not comparison["counts"]),
        "rows": rows[:CHANGES_SHOWN],
        "left_out": max(0, sum((comparison.get("counts") or {}).values()) - len(rows[:CHANGES_SHOWN])),
    }


def _number(text: str | None, language: Language) -> str | None:
    if text is None:
        return None
    try:
        return formats.number(Decimal(text), language.code)
    except InvalidOperation:
        return text


def _coverage(marts: Marts, language: Language) -> dict[str, Any]:
    """Cities with a figure, by indicator and year."""
    counts: dict[str, dict[int, int]] = defaultdict(dict)
    for row in marts.stream(
        """
        select indicator_code, year, count(distinct city_code) as cities from fct_city_year
        group by indicator_code, year
        """
    ):
        counts[row["indicator_code"]][row["year"]] = row["cities"]
    years = sorted({year for by_year in counts.values() for year in by_year}, reverse=True)[:YEARS_SHOWN]
    most = max((count for by_year in counts.values() for count in by_year.values()), default=1)
    groups: dict[str, list[Any]] = {}
    for code, indicator in marts.indicators.items():
        groups.setdefault(indicator["indicator_group"], []).append(
            {
                "code": code,
                "name": facts.indicator_name(indicator, language),
                "cells": [
                    {"count": counts[code].get(year), "level": _level(counts[code].get(year), most)}
                    for year in years
                ],
            }
        )
    return {"years": years, "groups": list(groups.items())}


def _level(count: int | None, most: int) -> int:
    """Depth of colour, 0 (none) to 5, by the share of the largest count."""
    return 0 if not count else max(1, round(5 * count / most))


def reconciliation_counts(marts: Marts) -> list[dict[str, Any]]:
    """Comparisons by kind and verdict."""
    counts: dict[str, dict[str, Any]] = {}
    for row in marts.stream(
        """
        select kind, verdict, count(*) as n from fct_reconciliation
        group by kind, verdict order by kind, verdict
        """
    ):
        by_verdict = counts.setdefault(row["kind"], {"kind": row["kind"]} | dict.fromkeys(VERDICTS, 0))
        by_verdict[row["verdict"]] = row["n"]
    return list(counts.values())


def _province_tiles(marts: Marts, language: Language) -> list[Any]:
    counts = {
        row["province_code"]: row["cities"]
        for row in marts.stream(
            """
            select province_code, count(distinct city_code) as cities from fct_city_year
            group by province_code
            """
        )
    }
    most = max(counts.values(), default=1)
    return [
        tile | {"count": counts.get(tile["code"], 0), "level": _level(counts.get(tile["code"]), most)}
        for tile in provinces(marts, language)
    ]


def _latest(marts: Marts) -> list[Any]:
    found = marts.rows(
        """
        select document_id, title, publisher, document_date, observation_count from dim_document
        where outcome = 'read' order by document_date desc nulls last, document_id limit 6
        """
    )
    return [
        row
        | {
            "href": facts.document_page(row["document_id"]),
            "document_date": row["document_date"].isoformat() if row["document_date"] else None,
        }
        for row in found
    ]


def indicators(marts: Marts, language: Language) -> Page:
    """The catalogue: every indicator with its definition and how much is known of it."""
    counts = {
        row["indicator_code"]: row
        for row in marts.stream(
            """
            select indicator_code, count(*) as facts, count(distinct city_code) as cities,
                min(year) as first_year, max(year) as last_year
            from fct_city_year group by indicator_code
            """
        )
    }
    groups: dict[str, list[Any]] = {}
    for code, indicator in marts.indicators.items():
        known = counts.get(code, {"facts": 0, "cities": 0, "first_year": None, "last_year": None})
        groups.setdefault(indicator["indicator_group"], []).append(
            {
                "code": code,
                "name": facts.indicator_name(indicator, language),
                "definition": indicator[f"definition_{language.code}"],
                "unit": facts.unit(indicator["default_unit_code"], language),
                **{key: value for key, value in known.items() if key != "indicator_code"},
            }
        )
    context = {"title": language("nav.indicators"), "groups": list(groups.items())}
    return Page("indicators.html", "indicators.html.j2", context)


def cities(marts: Marts, codes: list[str], language: Language) -> Page:
    """All areas that have a page, by province."""
    counts = {
        row["code"]: row
        for row in marts.stream(
            """
            select coalesce(city_code, area_code) as code, count(*) as facts,
                count(distinct indicator_code) as indicators, min(year) as first_year, max(year) as last_year
            from fct_area_year group by coalesce(city_code, area_code)
            """
        )
    }
    by_province: dict[str, list[Any]] = defaultdict(list)
    for code in codes:
        area = marts.areas[code]
        province = marts.areas.get(area["province_code"] or code)
        by_province[facts.area_name(province, language)].append(
            {
                "code": code,
                "name": facts.area_name(area, language),
                "level": area["area_level"],
                **counts[code],
            }
        )
    context = {"title": language("nav.cities"), "provinces": list(by_province.items())}
    return Page("cities.html", "cities.html.j2", context)
