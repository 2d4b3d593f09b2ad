"""What a warehouse must say after reading made letters: the year's values, now and on any day before.

Worked out from the letters' statements by the product's rule in its own words, and independently of the
models that it is compared with: the year's value proper (a whole year before a part of it, the year's end
before an earlier day), then stated before summed, then the latest letter, the longest period, and among
figures of one letter that can be the same one the finest print, or else the first. Sums are made of
skill-master studios alone: a letter that lists the national, the provincial and the municipal ones has
stated the city's total. What is done and the share of the plan that it is give the plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby, pairwise
from typing import Any

import polars as pl

from .letters import Letter, Statement

FactKey = tuple[str, int, str, str, str, str]
"""Area, year, indicator, subject (empty for the whole), unit, status."""

METHODS = ("stated", "summed", "derived")
"""How a value may be arrived at, the nearest to the letter's words first."""

STUDIO_LEVELS = frozenset({"国家级", "省级", "市级"})
VALUE = pl.Decimal(24, 4)
VINTAGE_SCHEMA: dict[str, Any] = {
    "area_code": pl.String,
    "year": pl.Int32,
    "indicator_code": pl.String,
    "subject": pl.String,
    "unit_code": pl.String,
    "status": pl.String,
    "known_from": pl.Date,
    "known_until": pl.Date,
    "value": VALUE,
    "lower_bound": VALUE,
    "upper_bound": VALUE,
    "method": pl.String,
    "chosen_document_id": pl.String,
}


@dataclass(frozen=True)
class Candidate:
    """One statement, or one made of a letter's statements, that may be the year's value."""

    statement: Statement
    method: str = "stated"

    @property
    def key(self) -> FactKey:
        said = self.statement
        return (
            said.area_code,
            said.year,
            said.indicator_code,
            said.subject or "",
            said.unit_code,
            said.status,
        )

    @property
    def printed_range(self) -> tuple[Decimal, Decimal | None]:
        """What the print can stand for: a figure in 万 or a percentage for all that rounds to it."""
        said = self.statement
        half = Decimal(0)
        is_rounded = said.resolution != 1 or said.unit_code == "percent"
        if said.qualifier == "exact" and said.status != "standard" and is_rounded:
            half = said.resolution / 2
        lower = Decimal(0) if said.lower_bound is None else said.lower_bound - half
        return lower, None if said.upper_bound is None else said.upper_bound + half

    @property
    def merit(self) -> tuple[bool, int, date, int, date]:
        """The greater, the better; equal within one letter's statements about one period."""
        said = self.statement
        start, end = said.period_start or date.min, said.period_end or date.min
        is_whole = said.status == "standard" or (end.month, end.day) == (12, 31)
        return is_whole, -METHODS.index(self.method), said.document_date, (end - start).days, end


def vintages(letters: Iterable[Letter]) -> pl.DataFrame:
    """What was known of each fact from each day on which a letter spoke of it, by the facts' key and day."""
    rows = []
    candidates = sorted(_candidates(letters), key=lambda candidate: candidate.key)
    for key, group in groupby(candidates, key=lambda candidate: candidate.key):
        known = list(group)
        days = sorted({candidate.statement.document_date for candidate in known})
        for day, until in zip(days, [*days[1:], None], strict=True):
            chosen = _best([c for c in known if c.statement.document_date <= day])
            said = chosen.statement
            rows.append(
                {
                    **dict(zip(VINTAGE_SCHEMA, key, strict=False)),
                    "subject": said.subject,
                    "known_from": day,
                    "known_until": until,
                    "value": said.value,
                    "lower_bound": said.lower_bound,
                    "upper_bound": said.upper_bound,
                    "method": chosen.method,
                    "chosen_document_id": said.document_id,
                }
            )
    return pl.DataFrame(rows, schema=VINTAGE_SCHEMA)


def area_years(letters: Iterable[Letter]) -> pl.DataFrame:
    """The year's value of each fact as known after all letters: the vintages that nothing has ended."""
    return vintages(letters).filter(pl.col("known_until").is_null()).drop("known_from", "known_until")


def _best(candidates: list[Candidate]) -> Candidate:
    merit = max(candidate.merit for candidate in candidates)
    equals = [candidate for candidate in candidates if candidate.merit == merit]
    if equals[0].statement.status != "standard":
        largest = max(candidate.printed_range[0] for candidate in equals)
        equals = [c for c in equals if c.printed_range[1] is None or c.printed_range[1] >= largest]
    return min(equals, key=lambda candidate: (_width(candidate), candidate.statement.span_start))


def _width(candidate: Candidate) -> tuple[bool, Decimal]:
    lower, upper = candidate.printed_range
    is_open = upper is None or candidate.statement.lower_bound is None
    return is_open, Decimal(0) if upper is None else upper - lower


def _candidates(letters: Iterable[Letter]) -> Iterator[Candidate]:
    for letter in letters:
        yield from map(Candidate, letter.statements)
        studios = [said for said in letter.statements if said.subject in STUDIO_LEVELS]
        if {said.subject for said in studios} == STUDIO_LEVELS and len(studios) == len(STUDIO_LEVELS):
            total = sum((said.value for said in studios), Decimal(0))
            summed = replace(studios[0], subject=None, value=total, lower_bound=total, upper_bound=total)
            yield Candidate(summed, "summed")
        for done, share in pairwise(letter.statements):
            if share.indicator_code == "plan_completion_rate":
                yield Candidate(_plan_behind(done, share), "derived")


def _plan_behind(done: Statement, share: Statement) -> Statement:
    """The year's plan of which `share` percent are `done`, no finer than the figure that it comes from."""
    least, most = Candidate(done).printed_range
    low, high = Candidate(share).printed_range
    assert high is not None
    plan = done.value * 100 / share.value / done.resolution
    return replace(
        done,
        status="target",
        value=plan.quantize(Decimal(1), ROUND_HALF_UP) * done.resolution,
        lower_bound=_to_four_decimals(least * 100 / high),
        upper_bound=None if most is None else _to_four_decimals(most * 100 / low),
        period_start=date(done.year, 1, 1),
        period_end=date(done.year, 12, 31),
    )


def _to_four_decimals(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.0001"), ROUND_HALF_UP)
