"""Numbers, dates and text in each language's habit: 7.9万 and 79,000.

What belongs here: how a value of the marts is put on a page. What does not: fixed words (`wording`).
Numbers are shown exactly as stated; nothing is rounded.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any


def number(value: Decimal | int, language: str, *, some: str = "") -> str:
    """The exact value without unit: in Chinese by 万 and 亿, in English by thousands and, from a million,
    millions.

    `some` is put between the digits and 万 or 亿, where Chinese says 余: 7500余万.
    """
    value = Decimal(value)
    sign, size = ("−" if value < 0 else ""), abs(value)
    if language == "zh":
        for scale, word in ((Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万")):
            if size >= scale:
                return f"{sign}{_plain(size / scale, '')}{some}{word}"
        return f"{sign}{_plain(size, '')}{some}"
    if size >= 10**6 and size % 1000 == 0:
        return f"{sign}{_plain(size / 10**6)} million{some}"
    return f"{sign}{_plain(size)}{some}"


def _plain(value: Decimal, separator: str = ",") -> str:
    return f"{value.normalize():{separator}f}"


def figure(row: Mapping[str, Any], language: str, prefix: str = "") -> str:
    """A value with what its wording makes of it, and the sign of its unit: `7500余万`, `≥ 4,500`, `31.2%`.

    `row` has `{prefix}value`, `{prefix}lower_bound`, `{prefix}upper_bound` and, if known, `qualifier` and
    `unit_code`.
    """
    value = row[f"{prefix}value"]
    lower, upper = row.get(f"{prefix}lower_bound"), row.get(f"{prefix}upper_bound")
    unit = row.get("unit_code") or ""
    shown = QUALIFIED[language].get(row.get("qualifier") or _qualifier_of(value, lower, upper), "{v}")
    return shown.format(
        v=with_sign(value, unit, language),
        s=with_sign(value, unit, language, some="余" if language == "zh" else "+"),
        l=number(lower, language) if lower is not None else "…",
        u=with_sign(upper, unit, language) if upper is not None else "…",
    )


QUALIFIED = {
    "zh": {
        "at_least": "≥{v}",
        "more_than": "{s}",
        "exceeds": "超{v}",
        "nearly": "近{v}",
        "at_most": "≤{v}",
        "about": "约{v}",
        "range": "{l}–{u}",
        "mixed": "约{v}",
        "bounded": "{l}–{u}",
    },
    "en": {
        "at_least": "≥ {v}",
        "more_than": "{s}",
        "exceeds": "> {v}",
        "nearly": "nearly {v}",
        "at_most": "≤ {v}",
        "about": "≈ {v}",
        "range": "{l}–{u}",
        "mixed": "≈ {v}",
        "bounded": "{l}–{u}",
    },
}
"""How a qualifier is shown: {v} the value, {s} the same and some more, {l} and {u} its bounds. `exact`
shows the value alone.
"""


def _qualifier_of(value: Decimal, lower: Decimal | None, upper: Decimal | None) -> str:
    if lower == upper == value:
        return "exact"
    if upper is None:
        return "at_least"
    return "at_most" if lower is None else "bounded"


def with_sign(value: Decimal, unit: str, language: str, *, some: str = "") -> str:
    """The value, with its unit where that is a sign written on the number: percent."""
    return number(value, language, some=some) + ("%" if unit == "percent" else "")


def signed(value: Decimal, unit: str, language: str) -> str:
    """A difference or a change, with its sign: `+500`, `−1,500`, `0`."""
    return ("+" if value > 0 else "") + with_sign(value, unit, language)


def interval(lower: Decimal | None, upper: Decimal | None, unit: str, language: str) -> str:
    """What a figure can stand for: `78,500 to 79,500`; an open end is said to be open."""
    if lower is None and upper is None:
        return "—"
    if lower is None:
        return f"≤ {with_sign(upper, unit, language)}" if upper is not None else "—"
    if upper is None:
        return f"≥ {with_sign(lower, unit, language)}"
    if lower == upper:
        return with_sign(lower, unit, language)
    joint = " 至 " if language == "zh" else " to "
    return f"{with_sign(lower, unit, language)}{joint}{with_sign(upper, unit, language)}"


MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def day(value: date, language: str) -> str:
    """A date in words: 2023年7月14日, 14 July 2023."""
    if language == "zh":
        return f"{value.year}年{value.month}月{value.day}日"
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def script_of(text: str) -> str:
    """The language tag of a text as received, for the right shapes of its characters: `zh-Hant` or
    `zh-Hans`.
    """
    sample = text[:3000]
    traditional = sum(character in _ONLY_TRADITIONAL for character in sample)
    simplified = sum(character in _ONLY_SIMPLIFIED for character in sample)
    return "zh-Hant" if traditional > simplified else "zh-Hans"


_ONLY_TRADITIONAL = frozenset(
    "會業訓職員對務發動員進給資級與區財團學導強體實現規劃開設補貼爲為術結總數門條議"
)
_ONLY_SIMPLIFIED = frozenset("会业训职员对务发动员进给资级与区财团学导强体实现规划开设补贴为术结总数门条议")
