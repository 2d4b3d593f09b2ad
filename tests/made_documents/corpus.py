"""Folders of made letters, and the truth about them as frames."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import date
from itertools import islice, product
from pathlib import Path
from random import Random

import polars as pl

from .letters import KINDS, Letter, write_letter
from .truth import VALUE
from .world import City, places

Damage = Callable[[str, Random], str]
"""Something that spoils a text as mirroring sites do."""

ACCESSED_AFTER_DAYS = 40

STATEMENT_SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "document_id": pl.String,
    "document_date": pl.Date,
    "span_start": pl.Int64,
    "span_end": pl.Int64,
    "quote": pl.String,
    "indicator_code": pl.String,
    "subject": pl.String,
    "unit_code": pl.String,
    "status": pl.String,
    "basis": pl.String,
    "qualifier": pl.String,
    "value": VALUE,
    "lower_bound": VALUE,
    "upper_bound": VALUE,
    "resolution": VALUE,
    "period_start": pl.Date,
    "period_end": pl.Date,
    "year": pl.Int32,
    "area_code": pl.String,
    "area_name": pl.String,
}


def made_letters(
    *,
    cities: int,
    years: range,
    seed: int = 1,
    kinds: tuple[str, ...] = KINDS,
    contradictions: float = 0.0,
) -> Iterator[Letter]:
    """Letters of `cities` cities about `years`, by city, year and kind; the same for the same arguments.

    `contradictions` is the share of replies that restate the year before with another number than its
    report. A city's reply restates the year before only where that year is among `years`, so that every
    restatement has something to restate.
    """
    if cities > len(places()):
        raise ValueError(f"there are {len(places())} cities that write letters, not {cities}")
    # In one order for every number of cities, so that a larger corpus holds a smaller one.
    chosen = Random(seed).sample(places(), len(places()))[:cities]
    for place in sorted(chosen, key=lambda place: place.code):
        city = City(place, seed)
        for year, kind in product(years, kinds):
            contradicts = city.random("contradicts", year).random() < contradictions
            yield write_letter(city, year, kind, restates=year > years.start, contradicts=contradicts)


def write_corpus(folder: Path, letters: Iterator[Letter], *, damage: Damage | None = None) -> list[Letter]:
    """Write letters with their sidecars into `folder` and return them.

    With `damage` the file holds the spoiled text; the letter that is returned keeps the text as it was
    meant, and its spans count in that.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for letter in letters:
        text = damage(letter.text, Random(letter.document_id)) if damage else letter.text
        content = text.encode()
        (folder / f"{letter.document_id}.txt").write_bytes(content)
        (folder / f"{letter.document_id}.yml").write_text(_sidecar(letter, content), encoding="utf-8")
        written.append(letter)
    return written


def first_letters(count: int, *, seed: int = 1) -> Iterator[Letter]:
    """`count` letters of as many cities as it takes, ten years each: what benchmarks of a given size use."""
    years = range(2014, 2024)
    cities = min(len(places()), -(-count // (len(years) * len(KINDS))))
    if count > cities * len(years) * len(KINDS):
        years = range(2023 - -(-count // (cities * len(KINDS))), 2024)
    return islice(made_letters(cities=cities, years=years, seed=seed), count)


def statements(letters: list[Letter]) -> pl.DataFrame:
    """Every figure of the catalogue in the letters, one row each, in the order of the texts."""
    rows = [asdict(statement) for letter in letters for statement in letter.statements]
    return pl.DataFrame(rows, schema=STATEMENT_SCHEMA)


def _sidecar(letter: Letter, content: bytes) -> str:
    accessed_on = date.fromordinal(letter.signed_on.toordinal() + ACCESSED_AFTER_DAYS)
    return (
        f"file: {letter.document_id}.txt\n"
        f"sha256: {hashlib.sha256(content).hexdigest()}\n"
        f"publisher: {letter.publisher}\n"
        f"publisher_area: {letter.publisher_area}\n"
        f"title: {letter.title}\n"
        f"document_number: {letter.document_number}\n"
        f"signed_on: {letter.signed_on}\n"
        f"published_on: {letter.signed_on}\n"
        f"accessed_on: {accessed_on}\n"
        "language: zh\n"
        "remarks: made up for tests; no office wrote it\n"
    )
