"""A few cities side by side, set by `explore.js` from the areas' slices; and the names that scripts need."""

from __future__ import annotations

from dashboard import facts
from dashboard.marts import Marts
from dashboard.pages import Page, Slice
from dashboard.pages.area import page_codes
from dashboard.wording import Language, words

CITIES_AT_ONCE = 6


def make(marts: Marts, codes: list[str], language: Language) -> Page:
    """The page on which cities are chosen and compared."""
    cities = [
        {
            "code": code,
            "name": facts.area_name(marts.areas[code], language),
            "province": facts.area_name(marts.areas.get(marts.areas[code]["province_code"] or ""), language),
        }
        for code in codes
    ]
    busiest = marts.rows(
        "select city_code from fct_city_year group by city_code order by count(*) desc, city_code limit 3"
    )
    years = marts.rows("select distinct year from fct_city_year order by year desc")
    context = {
        "title": language("nav.compare"),
        "cities": cities,
        "start": [row["city_code"] for row in busiest],
        "years": [row["year"] for row in years],
        "at_once": CITIES_AT_ONCE,
    }
    return Page("compare.html", "compare.html.j2", context)


def names(marts: Marts, language: Language) -> Slice:
    """Names of indicators and places (with those in the other language, to be found by), of units and
    statuses, and the words that scripts put on a page.
    """
    other = Language(language.other)
    return Slice(
        "names",
        {
            "indicators": [
                [
                    code,
                    facts.indicator_name(row, language),
                    row["indicator_group"],
                    facts.indicator_name(row, other),
                ]
                for code, row in marts.indicators.items()
            ],
            "places": [
                [
                    f"area/{code}",
                    facts.area_name(marts.areas[code], language),
                    facts.area_name(marts.areas[code], other),
                ]
                for code in page_codes(marts)
            ],
            "groups": _named("group.", language),
            "units": _named("unit.", language),
            "statuses": _named("status.", language),
            "words": _named("script.", language) | {"total": language("subject.total")},
        },
    )


def _named(prefix: str, language: Language) -> dict[str, str]:
    return {
        key.removeprefix(prefix): texts[language.code]
        for key, texts in words().items()
        if key.startswith(prefix)
    }
