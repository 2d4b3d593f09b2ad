"""From a number back to its words: the facts for a city, year and indicator, and the observations behind
them.

What belongs here: finding what a person means by a city or an indicator, and collecting fact, observations
and documents from the published build. What does not: choosing between observations (the models did that).
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from typing import Any

import duckdb

from orchestration.failures import BadInput
from orchestration.query import first_line, open_published
from orchestration.settings import Paths

OBSERVATION_ID_PATTERN = re.compile(r"[0-9a-f]{16}")

Record = dict[str, Any]

OBSERVATIONS = """
    select
        fct_observation.*,
        dim_document.document_number, dim_document.source_url, dim_document.signed_on,
        dim_document.published_on, dim_document.file_path,
        (
            select string_agg(
                distinct coalesce(role || ' (' || passed_over_reason || ')', role), ', '
                order by coalesce(role || ' (' || passed_over_reason || ')', role)
            )
            from fct_area_year_evidence
            where fct_area_year_evidence.observation_id = fct_observation.observation_id
        ) as role
    from fct_observation
    left join dim_document using (document_id)
    where {condition}
    order by fct_observation.document_date desc nulls last, document_id, span_start, observation_id
"""

BEHIND_FACTS = """
    observation_id in (select observation_id from fct_area_year_evidence where list_contains(?, area_year_id))
"""


@dataclass(frozen=True, slots=True)
class Trace:
    """What stands behind a question: the facts (none when one observation was asked for) and their
    observations.
    """

    facts: list[Record]
    observations: list[Record]


def trace(paths: Paths, words: list[str]) -> Trace:
    """The way back from `[observation id]` or `[city, year, indicator]`.

    A city may be given by its Chinese name, short name, English name or code, an indicator by its code or
    name. Raises BadInput for words that name nothing, more than one thing, or nothing that was observed.
    """
    with open_published(paths) as connection:
        try:
            if len(words) == 1:
                return _trace_observation(connection, words[0])
            if len(words) == 3:
                return _trace_fact(paths, connection, *words)
        except duckdb.Error as error:
            raise BadInput(f"the published build cannot answer: {first_line(error)}") from error
    raise BadInput("give either an observation id, or a city, a year and an indicator")


def _trace_observation(connection: duckdb.DuckDBPyConnection, observation_id: str) -> Trace:
    if not OBSERVATION_ID_PATTERN.fullmatch(observation_id):
        raise BadInput(
            f"{observation_id!r} is no observation id (16 hexadecimal digits); "
            "for a fact give a city, a year and an indicator"
        )
    found = _records(connection, OBSERVATIONS.format(condition="observation_id = ?"), [observation_id])
    if not found:
        raise BadInput(f"there is no observation {observation_id} in the published build")
    return Trace([], found)


def _trace_fact(
    paths: Paths, connection: duckdb.DuckDBPyConnection, area: str, year: str, indicator: str
) -> Trace:
    if not re.fullmatch(r"[12]\d{3}", year):
        raise BadInput(f"{year!r} is no year; write it as 2023")
    area_code, area_name = _find_area(paths, connection, area)
    indicator_code = _find_indicator(connection, indicator)
    facts = _records(
        connection,
        """
        select * from fct_area_year
        where area_code = ? and year = ? and indicator_code = ?
        order by subject nulls first, unit_code, status
        """,
        [area_code, int(year), indicator_code],
    )
    fact_ids = [fact["area_year_id"] for fact in facts]
    observations = _records(connection, OBSERVATIONS.format(condition=BEHIND_FACTS), [fact_ids]) or _records(
        connection,
        OBSERVATIONS.format(condition="area_code = ? and year = ? and indicator_code = ?"),
        [area_code, int(year), indicator_code],
    )
    if not facts and not observations:
        known = _records(
            connection,
            """
            select distinct year from fct_observation
            where (area_code = ? or city_code = ?) and indicator_code = ? order by year
            """,
            [area_code, area_code, indicator_code],
        )
        years = ", ".join(str(row["year"]) for row in known)
        raise BadInput(
            f"no document states {indicator_code} for {area_name} in {year}"
            + (f"; there is something for {years}" if years else " or in any other year")
        )
    return Trace(facts, observations)


def _find_area(paths: Paths, connection: duckdb.DuckDBPyConnection, words: str) -> tuple[str, str]:
    wanted = words.strip()
    codes = _codes_of_alias(paths, wanted)
    found = _records(
        connection,
        """
        select
            area_code, area_name, city_code,
            exists (select * from fct_observation as seen where seen.area_code = dim_area.area_code)
                as is_observed
        from dim_area
        where
            area_code = ? or area_name = ? or lower(area_name_en) = lower(?)
            or lower(area_name_en) = lower(?) or list_contains(?, area_code)
        order by area_code
        """,
        [wanted, wanted, wanted, re.sub(r"(?i)\s+city$", "", wanted), codes],
    )
    # 吉林 is a province and a city: the city is meant; 鼓楼 four districts: the one that documents speak of.
    for is_meant in (_is_city, _is_observed):
        if len(found) > 1:
            found = [row for row in found if is_meant(row)] or found
    if not found:
        raise BadInput(f"no area is called {words!r}; give a Chinese or English name or a six-digit code")
    if len(found) > 1:
        names = ", ".join(f"{row['area_name']} ({row['area_code']})" for row in found[:6])
        raise BadInput(f"{words!r} may be {names}; give the code")
    return str(found[0]["area_code"]), str(found[0]["area_name"])


def _is_city(area: Record) -> bool:
    return bool(area["area_code"] == area["city_code"])


def _is_observed(area: Record) -> bool:
    return bool(area["is_observed"])


def _codes_of_alias(paths: Paths, wanted: str) -> list[str]:
    try:
        with (paths.seeds / "area_aliases.csv").open(encoding="utf-8", newline="") as file:
            return [row["area_code"] for row in csv.DictReader(file) if row["alias"] == wanted]
    except OSError:
        return []


def _find_indicator(connection: duckdb.DuckDBPyConnection, words: str) -> str:
    rows = _records(
        connection, "select indicator_code, name_zh, name_en from dim_indicator order by display_order", []
    )
    wanted = words.strip().lower()
    for matches in (
        [
            row
            for row in rows
            if wanted in (row["indicator_code"], row["name_zh"].lower(), row["name_en"].lower())
        ],
        [row for row in rows if wanted in row["name_zh"].lower() or wanted in row["name_en"].lower()],
    ):
        if len(matches) == 1:
            return str(matches[0]["indicator_code"])
        if matches:
            names = ", ".join(f"{row['indicator_code']} ({row['name_zh']})" for row in matches)
            raise BadInput(f"{words!r} may be {names}; give the code")
    raise BadInput(
        f"no indicator is called {words!r}; there are: " + ", ".join(row["indicator_code"] for row in rows)
    )


def _records(connection: duckdb.DuckDBPyConnection, sql: str, parameters: list[Any]) -> list[Record]:
    result = connection.execute(sql, parameters)
    names = [column[0] for column in result.description]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]
