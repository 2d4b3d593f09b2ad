"""What is true of the made cities: quantities by city, year and fact, from which every letter is written."""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
AREAS = HERE.parent.parent / "seeds" / "areas.csv"

FIRST_YEAR = 2010
"""The year that growth is counted from; earlier years have its quantities."""

Fact = dict[str, Any]


@cache
def facts() -> dict[str, Fact]:
    """The facts of facts.yml by name."""
    read: dict[str, Fact] = yaml.load((HERE / "facts.yml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    return read


@dataclass(frozen=True)
class Place:
    """A city that writes letters, with the counties below it."""

    code: str
    name: str
    counties: tuple[tuple[str, str], ...]

    @property
    def short(self) -> str:
        """The name without its generic: 泸州 for 泸州市."""
        return self.name.removesuffix("市")

    @property
    def whole(self) -> str:
        """How its letters call the whole of it."""
        return {"市": "全市", "州": "全州", "盟": "全盟"}.get(self.name[-1], "全区")


@cache
def places() -> tuple[Place, ...]:
    """Every city of the register that is called 市 and has at least two counties, by code."""
    with AREAS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    counties: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        if row["level"] == "county":
            counties.setdefault(row["city_code"], []).append((row["area_code"], row["area_name"]))
    cities = [row for row in rows if row["area_code"] == row["city_code"] and row["level"] != "county"]
    return tuple(
        Place(row["area_code"], row["area_name"], tuple(counties[row["area_code"]]))
        for row in cities
        if row["area_name"].endswith("市") and len(counties.get(row["area_code"], [])) > 1
    )


class City:
    """The quantities of one city: what happened in a year, in its first half, what was planned, what is in
    force.

    Quantities are whole numbers in base units. They depend on the seed, the city and the year alone, so
    that a corpus of more cities or years holds a smaller one's unchanged.
    """

    def __init__(self, place: Place, seed: int) -> None:
        self.place = place
        self.seed = seed
        self._known: dict[tuple[str, int], Decimal] = {}

    def random(self, *purpose: object) -> Random:
        """A source of chance for one purpose, the same whenever it is asked for."""
        return Random("|".join(map(str, (self.seed, self.place.code, *purpose))))

    def quantity(self, name: str, year: int) -> Decimal:
        """The year's total of a flow, or the level at its end."""
        if (name, year) not in self._known:
            self._known[name, year] = self._made(name, year)
        return self._known[name, year]

    def half_quantity(self, name: str, year: int) -> Decimal:
        """The first half's part of a flow, or the level in the middle of the year."""
        whole = self.quantity(name, year)
        chance = self.random("half", name, year)
        if "of" in facts()[name]:
            origin = facts()[name]["of"][0]
            return _whole(self.half_quantity(origin, year) * whole / self.quantity(origin, year))
        return _whole(whole * Decimal(str(round(chance.uniform(0.42, 0.68), 3))))

    def level_within(self, name: str, year: int) -> Decimal:
        """A level in the middle of the year: between the year's ends."""
        before, after = self.quantity(name, year - 1), self.quantity(name, year)
        return _whole((before + after) / 2)

    def part_quantity(self, name: str, year: int, county: str, total: Decimal) -> Decimal:
        """What one county has of the city's total: well below it."""
        share = self.random("part", name, year, county).uniform(0.06, 0.3)
        return _whole(total * Decimal(str(round(share, 3))))

    def _made(self, name: str, year: int) -> Decimal:
        fact = facts()[name]
        if "amounts" in fact:
            # Rules change every third year or so.
            return Decimal(self.random(name, (year + int(self.place.code[:4])) // 3).choice(fact["amounts"]))
        if "target_of" in fact:
            reached = Decimal(str(round(self.random("reached", name, year).uniform(0.95, 1.45), 3)))
            return _two_digits(self.quantity(fact["target_of"], year) / reached)
        if "of" in fact:
            origin, least, most = fact["of"]
            share = self.random(name, year if fact["indicator"].endswith("added") else 0).uniform(least, most)
            return _whole(self.quantity(origin, year) * Decimal(str(round(share, 4))))
        if year <= FIRST_YEAR:
            least, most = fact["size"]
            size = math.exp(self.random(name).uniform(math.log(least), math.log(most)))
            return _whole(Decimal(str(round(size, 2))))
        growth = self.random(name, year).uniform(*fact["yearly"]) / 100
        return _whole(self.quantity(name, year - 1) * Decimal(str(round(1 + growth, 4))))


def _whole(quantity: Decimal) -> Decimal:
    return max(quantity.quantize(Decimal(1), ROUND_HALF_UP), Decimal(1))


def _two_digits(quantity: Decimal) -> Decimal:
    exponent = max(quantity.adjusted() - 1, 0)
    return quantity.scaleb(-exponent).quantize(Decimal(1), ROUND_HALF_UP).scaleb(exponent)
