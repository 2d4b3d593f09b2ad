"""An indicator's page: city by year as a table with colour, ranking, provinces, intervals, targets against
actuals.

The page is set from a slice by `explore.js`, because year, series and vintage can be chosen freely; every
text in
the slice is ready to show, so that numbers are formatted in one place.
"""

from __future__ import annotations

from typing import Any

from dashboard import facts, formats
from dashboard.marts import FACT_COLUMNS, Marts, Row
from dashboard.pages import Page, Slice
from dashboard.pages.area import targets
from dashboard.places import Places
from dashboard.wording import Language

VINTAGES = f"""
    select city_code, {FACT_COLUMNS}, known_until from fct_city_year_vintage
    where indicator_code = ?
    order by city_code, subject nulls first, year, known_from nulls first, area_year_vintage_id
"""

TARGETS_SHOWN = 300
"""Rows of targets on the page itself; the download has all of them."""


def make(marts: Marts, code: str, language: Language) -> tuple[Page, Slice]:
    """The page of one indicator and the slice of its facts."""
    indicator = marts.indicators[code]
    against = targets(marts, "targets.indicator_code = ?", code, language)
    cut = _slice(marts, code, against, language)
    context = {
        "title": facts.indicator_name(indicator, language),
        "indicator": {
            "code": code,
            "name": facts.indicator_name(indicator, language),
            "definition": indicator[f"definition_{language.code}"],
            "group": indicator["indicator_group"],
            "unit": facts.unit(indicator["default_unit_code"], language),
            "nature": indicator["nature"],
            "is_additive_over_areas": indicator["is_additive_over_areas"],
            "is_additive_over_time": indicator["is_additive_over_time"],
        },
        "others": [
            {"code": other, "name": facts.indicator_name(row, language)}
            for other, row in marts.indicators.items()
        ],
        "fact_count": sum(
            1 for row in cut.data["rows"] if not cut.data["dates"][row[FIELDS.index("known_until")]]
        ),
        "city_count": len(cut.data["areas"]),
        "dates": sorted(
            {cut.data["dates"][row[FIELDS.index("known_from")]] for row in cut.data["rows"]} - {""}
        ),
        "targets": against[:TARGETS_SHOWN],
        "targets_left_out": max(0, len(against) - TARGETS_SHOWN),
        "provinces": provinces(marts, language),
    }
    return Page(f"indicator/{code}.html", "indicator.html.j2", context), cut


FIELDS = (
    "area", "year", "series", "subject", "text", "value", "lower", "upper", "note", "span", "is_approximate",
    "known_from", "known_until", "document", "anchor",
)  # fmt: skip
"""The columns of a slice's rows; areas, series, subjects, documents and dates are places in its lists. A
bound that is the value itself is left empty, an open one is null.
"""


def _slice(marts: Marts, code: str, against: list[Any], language: Language) -> Slice:
    areas, series, subjects, documents, dates = (Places() for _ in range(5))
    rows: list[list[Any]] = []
    for fact in marts.stream(VINTAGES, code):
        rows.append(
            [
                areas.of(fact["city_code"]),
                fact["year"],
                series.of(f"{fact['status']}.{fact['unit_code']}"),
                subjects.of(fact["subject"] or ""),
                formats.figure(fact, language.code),
                _bare(fact["value"]),
                "" if fact["lower_bound"] == fact["value"] else _bare(fact["lower_bound"]),
                "" if fact["upper_bound"] == fact["value"] else _bare(fact["upper_bound"]),
                " · ".join(facts.marks(fact, language)),
                span(fact),
                0 if fact["qualifier"] == "exact" else 1,
                dates.of(fact["known_from"].isoformat() if fact["known_from"] else ""),
                dates.of(fact["known_until"].isoformat() if fact["known_until"] else ""),
                documents.of(facts.document_name(fact["chosen_document_id"]))
                if fact["chosen_observation_id"]
                else -1,
                fact["chosen_observation_id"] or fact["area_year_id"],
            ]
        )
    attainment = [
        [
            areas.of(row["city_code"]),
            row["year"],
            row["subject"] or "",
            int(row["attained_pct"].quantize(1)),
            int((row["months"] or 12) < 12),
        ]
        for row in against
        if row["attained_pct"] is not None
    ]
    data = {
        "fields": FIELDS,
        "preferred": "standard" if marts.indicators[code]["nature"] == "standard" else "actual",
        "areas": [
            [area, facts.area_name(marts.areas.get(area), language), marts.areas[area]["province_code"]]
            for area in areas.values
        ],
        "series": [
            [name, language(f"status.{name.split('.')[0]}"), facts.unit(name.split(".")[1], language)]
            for name in series.values
        ],
        "subjects": subjects.values,
        "documents": documents.values,
        "dates": dates.values,
        "rows": rows,
        "attainment": attainment,
    }
    return Slice(f"indicator/{code}", data)


def span(fact: Row) -> str:
    """What stretch of time a figure covers where that is not its year: only figures of the same stretch can
    be ranked or joined. A level at any date of the year counts as the year's.
    """
    start, end = fact["period_start"], fact["period_end"]
    if fact["sense"] == "part_of_year" and start and end:
        return f"{start:%m}-{end:%m}"
    if fact["sense"] == "several_years" and start and end:
        return f"{start:%Y}-{end:%Y}"
    return "running_total" if fact["sense"] == "running_total" else ""


def _bare(value: Any) -> float | int | None:
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)


def provinces(marts: Marts, language: Language) -> list[Any]:
    """The provinces with their places in the tile grid, from the north-west, row by row."""
    found = []
    for code, (column, row) in sorted(TILES.items(), key=lambda item: (item[1][1], item[1][0])):
        area = marts.areas.get(code)
        if area:
            tile = {
                "code": code,
                "name": facts.area_name(area, language),
                "short": _short_name(area, language),
                "full": facts.area_name(area, language)
                if language.code == "en"
                else _short_name(area, language),
            }
            found.append(tile | {"column": column, "row": row})
    return found


TILES = {
    "230000": (8, 1), "150000": (6, 2), "220000": (8, 2),
    "650000": (1, 3), "620000": (3, 3), "640000": (4, 3), "140000": (5, 3), "130000": (6, 3), "110000": (7,
    3),
    "210000": (8, 3),
    "630000": (2, 4), "610000": (4, 4), "410000": (5, 4), "370000": (6, 4), "120000": (7, 4),
    "540000": (1, 5), "510000": (3, 5), "500000": (4, 5), "420000": (5, 5), "340000": (6, 5), "320000": (7,
    5),
    "310000": (8, 5),
    "530000": (3, 6), "520000": (4, 6), "430000": (5, 6), "360000": (6, 6), "330000": (7, 6),
    "450000": (4, 7), "440000": (5, 7), "350000": (6, 7), "710000": (8, 7),
    "460000": (4, 8), "820000": (5, 8), "810000": (6, 8),
}  # fmt: skip
"""Column and row of each province in a grid of equal tiles: where it lies, not how large it is or its
borders.
"""

LETTERS = {
    "110000": "BJ", "120000": "TJ", "130000": "HE", "140000": "SX", "150000": "NM", "210000": "LN",
    "220000": "JL", "230000": "HL", "310000": "SH", "320000": "JS", "330000": "ZJ", "340000": "AH",
    "350000": "FJ", "360000": "JX", "370000": "SD", "410000": "HA", "420000": "HB", "430000": "HN",
    "440000": "GD", "450000": "GX", "460000": "HI", "500000": "CQ", "510000": "SC", "520000": "GZ",
    "530000": "YN", "540000": "XZ", "610000": "SN", "620000": "GS", "630000": "QH", "640000": "NX",
    "650000": "XJ", "710000": "TW", "810000": "HK", "820000": "MO",
}  # fmt: skip
"""The provinces' letter codes (GB/T 2260)."""


def _short_name(area: Row, language: Language) -> str:
    if language.code == "en":
        return LETTERS[area["area_code"]]
    name = str(area["area_name"])
    return name[:3] if name.startswith(("内蒙古", "黑龙江")) else name[:2]
