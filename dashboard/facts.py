"""A fact as it stands in a table: its text, what is to be noted about it, and the way to its words.

What belongs here: what holds of a fact on every page. What does not: a page.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Any

from dashboard import formats
from dashboard.wording import Language

Fact = Mapping[str, Any]

PLAIN_NAME = re.compile(r"\w[\w.-]*")
LONGEST_NAME = 180
"""Bytes; most file systems allow 255, and an ending is added."""

SHORT_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def document_name(document_id: str) -> str:
    """A document's id as a file name; one made from a path or an odd name is cut down and gets a hash."""
    if PLAIN_NAME.fullmatch(document_id) and len(document_id.encode()) <= LONGEST_NAME:
        return document_id
    plain = re.sub(r"[^\w.-]+", "-", document_id).strip(".-")[:40]
    return f"{plain}-{hashlib.blake2b(document_id.encode(), digest_size=6).hexdigest()}"


def document_page(document_id: str) -> str:
    """The path of a document's evidence page below a language's folder."""
    return f"document/{document_name(document_id)}.html"


def words_of(document_id: str, observation_id: str) -> str:
    """The path to the very words of an observation."""
    return f"{document_page(document_id)}#o-{observation_id}"


def link(fact: Fact, area_page: str) -> str:
    """Where a fact's number leads: to its words, or for a computed one to the list of what it comes from."""
    if fact["chosen_observation_id"]:
        return words_of(fact["chosen_document_id"], fact["chosen_observation_id"])
    return f"area/{area_page}.html#f-{fact['area_year_id']}"


def marks(fact: Fact, language: Language) -> list[str]:
    """Short remarks beside the number: months covered, running total, summed, derived, read from a damaged
    place.
    """
    found = []
    time = _time_mark(fact, language)
    if time:
        found.append(time)
    if fact["method"] in ("summed", "derived"):
        found.append(language(f"mark.{fact['method']}"))
    if fact["is_guessed"]:
        found.append(language("mark.guessed"))
    return found


def _time_mark(fact: Fact, language: Language) -> str:
    start, end, sense = fact["period_start"], fact["period_end"], fact["sense"]
    if sense == "running_total":
        return language("mark.running_total")
    if sense == "several_years" and start and end:
        return f"{start.year}–{end.year}"
    if sense == "part_of_year" and start and end:
        return _months(start.month, end.month, language)
    if sense == "level_within_year" and end:
        return _months(end.month, end.month, language)
    return ""


def _months(first: int, last: int, language: Language) -> str:
    if language.code == "zh":
        return f"{first}月" if first == last else f"{first}–{last}月"
    if first == last:
        return SHORT_MONTHS[first - 1]
    return f"{SHORT_MONTHS[first - 1]}–{SHORT_MONTHS[last - 1]}"


def cell(fact: Fact, area_page: str, language: Language) -> dict[str, Any]:
    """A fact as a table cell: `text`, `href`, `note`, `is_approximate`, and when it was known."""
    return {
        "text": formats.figure(fact, language.code),
        "href": link(fact, area_page),
        "note": " ".join(marks(fact, language)),
        "is_approximate": fact["qualifier"] != "exact",
        "known_from": _iso(fact.get("known_from")),
        "known_until": _iso(fact.get("known_until")),
    }


def _iso(value: Any) -> str:
    return value.isoformat() if value else ""


def unit(code: str, language: Language) -> str:
    """The name of a unit."""
    return language(f"unit.{code}")


def unit_beside(code: str, language: Language) -> str:
    """The unit as it stands after a number in running text: nothing where the number shows it or it says
    nothing.
    """
    return "" if code in ("percent", "count", "other") else unit(code, language)


def area_name(area: Mapping[str, Any] | None, language: Language) -> str:
    """The name of an area in a language."""
    if area is None:
        return "—"
    return str(area["area_name"] if language.code == "zh" else area["area_name_en"] or area["area_name"])


def indicator_name(indicator: Mapping[str, Any] | None, language: Language) -> str:
    """The name of an indicator in a language."""
    return str(indicator[f"name_{language.code}"]) if indicator else language("indicator.other")
