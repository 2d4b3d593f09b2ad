"""An area's page: everything that one city (province, the country) states, by group and year, with its
words.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from typing import Any

from dashboard import facts, formats
from dashboard.marts import FACT_COLUMNS, Marts, Row
from dashboard.pages import Page, Slice
from dashboard.wording import Language

VINTAGES = f"""
    select {FACT_COLUMNS}, known_until from fct_area_year_vintage
    where area_code = ?
    order by
        indicator_code, status, subject nulls first, unit_code, year, known_from nulls first,
        area_year_vintage_id
"""

COUNTY_VINTAGES = f"""
    select {FACT_COLUMNS}, area_code, known_until from fct_area_year_vintage
    where city_code = ? and area_code <> city_code
    order by
        area_code, indicator_code, status, subject nulls first, unit_code, year, known_from nulls first,
        area_year_vintage_id
"""

EVIDENCE = """
    select
        evidence.area_year_id, evidence.role, evidence.passed_over_reason,
        observations.observation_id, observations.document_id, observations.document_title,
        observations.document_date, observations.quote, observations.value, observations.lower_bound,
        observations.upper_bound, observations.qualifier, observations.unit_code
    from fct_area_year_evidence as evidence
    inner join fct_area_year using (area_year_id)
    inner join fct_observation as observations using (observation_id)
    where coalesce(fct_area_year.city_code, fct_area_year.area_code) = ?
    order by evidence.area_year_id, evidence.role, observations.document_date desc nulls last, observation_id
"""

TITLES = """
    select * from mart_artisan_titles where city_code = ?
    order by year desc, artisan_title nulls first, artisan_title_id
"""
STANDARDS = """
    select * from mart_subsidy_standards where city_code = ?
    order by beneficiary, in_force_year desc, status, area_year_id
"""
TARGETS = """
    select targets.*, t.chosen_observation_id as target_observation_id, t.chosen_document_id as
    target_document_id,
        t.qualifier as target_qualifier, a.qualifier as actual_qualifier,
        a.chosen_observation_id as actual_observation_id, a.chosen_document_id as actual_document_id
    from mart_targets_against_actuals as targets
    left join fct_area_year as t on targets.target_area_year_id = t.area_year_id
    left join fct_area_year as a on targets.actual_area_year_id = a.area_year_id
    where {condition}
    order by
        targets.indicator_code, targets.year desc, targets.subject nulls first, targets.unit_code,
        targets.city_code, targets.target_against_actual_id
"""

UNFOLDED = 30
"""Facts of a page up to which all are listed at once, not folded by indicator."""

TITLE_COLUMNS = ("newly_named", "holders", "named_so_far", "planned", "quota")


def page_codes(marts: Marts) -> list[str]:
    """The codes of the areas that have a page: cities with facts of theirs or of their counties, then the
    rest.
    """
    found = marts.rows(
        """
        select distinct coalesce(city_code, area_code) as code from fct_area_year
        order by code
        """
    )
    return [row["code"] for row in found if row["code"] in marts.areas]


def make(marts: Marts, code: str, language: Language) -> tuple[Page, Slice]:
    """The page of one area, and the slice of its facts that the comparison of cities loads."""
    area = marts.areas[code]
    vintages = marts.rows(VINTAGES, code)
    counties = marts.rows(COUNTY_VINTAGES, code) if area["is_city"] else []
    evidence: dict[str, list[Row]] = defaultdict(list)
    for row in marts.stream(EVIDENCE, code):
        evidence[row["area_year_id"]].append(row)
    years = sorted({row["year"] for row in vintages}, reverse=True)
    titles = _titles(marts, code, language)
    listed = _fact_list(marts, code, [*vintages, *counties], evidence, language)
    context = {
        "title": facts.area_name(area, language),
        "area": {
            "code": code,
            "name": facts.area_name(area, language),
            "province": area[f"province_name{'' if language.code == 'zh' else '_en'}"],
            "province_code": area["province_code"],
            "level": area["area_level"],
        },
        "years": years,
        "groups": _groups(marts, code, vintages, years, language),
        "counties": _county_rows(marts, code, counties, language),
        "facts": listed,
        "unfolds_facts": sum(len(group["facts"]) for group in listed) <= UNFOLDED,
        "titles": titles,
        "title_columns": [column for column in TITLE_COLUMNS if any(row["cells"][column] for row in titles)],
        "standards": _standards(marts, code, language),
        "targets": targets(marts, "targets.city_code = ?", code, language),
        "dates": sorted(
            {row["known_from"].isoformat() for row in [*vintages, *counties] if row["known_from"]}
        ),
        "documents": _documents(marts, code),
    }
    return Page(f"area/{code}.html", "area.html.j2", context), _slice(marts, code, vintages, language)


def _groups(marts: Marts, code: str, vintages: list[Row], years: list[int], language: Language) -> list[Any]:
    """Indicator groups with their rows: one for each indicator, status, subject and unit, a cell for each
    year.
    """
    table: dict[tuple[Any, ...], dict[int, list[dict[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    for fact in vintages:
        key = (fact["indicator_code"], fact["status"], fact["subject"], fact["unit_code"])
        table[key][fact["year"]].append(_cell(fact, code, language))
    by_indicator: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for key in table:
        by_indicator[key[0]].append(key)
    groups: dict[str, list[Any]] = {}
    for indicator_code, indicator in marts.indicators.items():
        for number, key in enumerate(by_indicator.get(indicator_code, [])):
            _, status, subject, unit_code = key
            groups.setdefault(indicator["indicator_group"], []).append(
                {
                    "indicator_code": indicator_code,
                    "indicator": facts.indicator_name(indicator, language),
                    "is_first": number == 0,
                    "status": status,
                    "subject": subject,
                    "unit": facts.unit(unit_code, language),
                    "cells": [table[key].get(year, []) for year in years],
                }
            )
    return [{"group": group, "rows": rows} for group, rows in groups.items()]


def _county_rows(marts: Marts, code: str, counties: list[Row], language: Language) -> list[Any]:
    return [
        {
            "area": facts.area_name(marts.areas.get(fact["area_code"]), language),
            "indicator_code": fact["indicator_code"],
            "indicator": facts.indicator_name(marts.indicators.get(fact["indicator_code"]), language),
            "status": fact["status"],
            "subject": fact["subject"],
            "unit": facts.unit(fact["unit_code"], language),
            "year": fact["year"],
            "cell": _cell(fact, code, language),
        }
        for fact in counties
    ]


def _cell(fact: Row, code: str, language: Language) -> dict[str, Any]:
    return facts.cell(fact, code, language) | {"note": " · ".join(facts.marks(fact, language))}


def _fact_list(
    marts: Marts, code: str, rows: list[Row], evidence: dict[str, list[Row]], language: Language
) -> list[Any]:
    """Every current fact with all that stands behind it, by indicator: the anchors to which evidence pages
    lead back.
    """
    order = {indicator: position for position, indicator in enumerate(marts.indicators)}
    current = [row for row in rows if row["known_until"] is None]
    current.sort(key=lambda row: (order.get(row["indicator_code"], len(order)), -row["year"]))
    listed = [
        {
            "id": fact["area_year_id"],
            "area": facts.area_name(marts.areas.get(fact["area_code"]), language)
            if fact.get("area_code")
            else None,
            "indicator": facts.indicator_name(marts.indicators.get(fact["indicator_code"]), language),
            "indicator_code": fact["indicator_code"],
            "year": fact["year"],
            "status": fact["status"],
            "subject": fact["subject"],
            "unit": facts.unit_beside(fact["unit_code"], language),
            "text": formats.figure(fact, language.code),
            "range": formats.interval(
                fact["printed_lower_bound"], fact["printed_upper_bound"], fact["unit_code"], language.code
            ),
            "qualifier": fact["qualifier"],
            "method": fact["method"],
            "sense": fact["sense"],
            "period": _period(fact),
            "known_from": fact["known_from"].isoformat() if fact["known_from"] else None,
            "evidence": [_evidence(row, language) for row in evidence.get(fact["area_year_id"], [])],
        }
        for fact in current
    ]
    return [
        {"indicator": indicator, "facts": list(found)}
        for indicator, found in groupby(listed, key=lambda fact: fact["indicator"])
    ]


def _evidence(row: Row, language: Language) -> dict[str, Any]:
    return {
        "role": row["role"],
        "reason": row["passed_over_reason"],
        "quote": row["quote"],
        "text": formats.figure(row, language.code),
        "href": facts.words_of(row["document_id"], row["observation_id"]),
        "document": row["document_title"] or row["document_id"],
        "date": row["document_date"].isoformat() if row["document_date"] else None,
    }


def _period(fact: Row) -> str:
    start, end = fact["period_start"], fact["period_end"]
    if start and end and start != end:
        return f"{start} – {end}"
    return str(end or start or "")


def _titles(marts: Marts, code: str, language: Language) -> list[Any]:
    observed = {row["observation_id"]: row["document_id"] for row in marts.stream(_TITLE_DOCUMENTS, code)}
    return [
        {
            "year": row["year"],
            "title": row["artisan_title"],
            "cells": {
                column: {
                    "text": formats.number(row[f"{column}_count"], language.code),
                    "href": facts.words_of(
                        observed[row[f"{column}_observation_id"]], row[f"{column}_observation_id"]
                    ),
                }
                if row[f"{column}_count"] is not None and row[f"{column}_observation_id"] in observed
                else None
                for column in TITLE_COLUMNS
            },
        }
        for row in marts.stream(TITLES, code)
    ]


_TITLE_DOCUMENTS = """
    select observation_id, document_id from fct_observation
    where city_code = ? and indicator_code = 'artisan_titles'
"""


def _standards(marts: Marts, code: str, language: Language) -> list[Any]:
    return [
        {
            "beneficiary": row["beneficiary"],
            "year": row["in_force_year"],
            "status": row["status"],
            "text": formats.figure(
                {
                    "value": row["amount_cny"],
                    "lower_bound": row["lowest_amount_cny"],
                    "upper_bound": row["highest_amount_cny"],
                    "qualifier": row["qualifier"],
                    "unit_code": "CNY",
                },
                language.code,
            ),
            "change": formats.signed(row["change_since_previous_cny"], "CNY", language.code)
            if row["change_since_previous_cny"] is not None
            else None,
            "href": facts.words_of(row["document_id"], row["observation_id"])
            if row["observation_id"]
            else None,
            "quote": row["quote"],
            "document": row["document_title"],
        }
        for row in marts.stream(STANDARDS, code)
    ]


def targets(marts: Marts, condition: str, parameter: str, language: Language) -> list[Any]:
    """Targets beside what happened, each number with its link; for a city or for an indicator."""
    found = []
    for row in marts.stream(TARGETS.format(condition=condition), parameter):
        sides: dict[str, Any] = {}
        for side in ("target", "actual"):
            value = row[f"{side}_value"]
            sides[side] = None
            if value is not None:
                sides[side] = {
                    "text": formats.figure(
                        row | {"qualifier": row[f"{side}_qualifier"]}, language.code, f"{side}_"
                    ),
                    "href": facts.link(
                        {
                            "chosen_observation_id": row[f"{side}_observation_id"],
                            "chosen_document_id": row[f"{side}_document_id"],
                            "area_year_id": row[f"{side}_area_year_id"],
                        },
                        row["city_code"],
                    ),
                    "value": float(value),
                    "is_derived": row[f"{side}_method"] == "derived",
                }
        found.append(
            {
                "city_code": row["city_code"],
                "city": row["city_name"] if language.code == "zh" else row["city_name_en"],
                "indicator_code": row["indicator_code"],
                "indicator": facts.indicator_name(marts.indicators.get(row["indicator_code"]), language),
                "year": row["year"],
                "subject": row["subject"],
                "unit": facts.unit(row["unit_code"], language),
                "unit_code": row["unit_code"],
                "attained": f"{row['attained_pct'].quantize(1)}%"
                if row["attained_pct"] is not None
                else None,
                "attained_pct": row["attained_pct"],
                "attainment": row["attainment"],
                "months": row["actual_months_covered"],
                **sides,
            }
        )
    return found


def _documents(marts: Marts, code: str) -> list[Any]:
    """The documents whose publisher is this area's, or that state facts of it."""
    found = marts.rows(
        """
        select document_id, title, document_date, outcome, observation_count from dim_document
        where publisher_city_code = $1 or publisher_area_code = $1 or document_id in (
            select document_id from fct_observation where coalesce(city_code, area_code) = $1
        )
        order by document_date desc nulls last, document_id
        """,
        code,
    )
    return [
        {
            "href": facts.document_page(row["document_id"]),
            "title": row["title"] or row["document_id"],
            "date": row["document_date"].isoformat() if row["document_date"] else None,
            "outcome": row["outcome"],
            "count": row["observation_count"],
        }
        for row in found
    ]


def _slice(marts: Marts, code: str, vintages: list[Row], language: Language) -> Slice:
    area = marts.areas[code]
    rows = [
        [
            fact["indicator_code"],
            fact["status"],
            fact["unit_code"],
            fact["subject"] or "",
            fact["year"],
            formats.figure(fact, language.code),
            facts.link(fact, code),
            " · ".join(facts.marks(fact, language)),
            0 if fact["qualifier"] == "exact" else 1,
            fact["known_from"].isoformat() if fact["known_from"] else "",
            fact["known_until"].isoformat() if fact["known_until"] else "",
        ]
        for fact in vintages
    ]
    return Slice(f"area/{code}", {"code": code, "name": facts.area_name(area, language), "rows": rows})
