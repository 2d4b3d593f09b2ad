"""The date that a document was signed on, where its text states it: the closing line that is a date alone.

What belongs here: finding that line. What does not: the dates inside the prose (`periods`).
"""

from __future__ import annotations

import re
from datetime import date

_CLOSING_LINE = re.compile(
    r"^[ 　]*(?:[一-鿿（）() 、]{2,60}?[ 　]+)?"
    r"(?P<year>(?:19|20)\d{2}|[一二][〇○零九oO0一二三四五六七八]{3})[ 　]*年[ 　]*"
    r"(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})[ 　]*月[ 　]*"
    r"(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})[ 　]*日[ 　]*$",
    re.M,
)
_DIGIT = {character: value for value, character in enumerate("〇一二三四五六七八九")} | dict.fromkeys("○零oO", 0)


def signing_date(text: str, published_on: date | None) -> date | None:
    """The last line of repaired `text` that holds a date alone and is not later than publication, or null."""
    found = None
    for line in _CLOSING_LINE.finditer(text):
        try:
            signed = date(_year(line["year"]), _number(line["month"]), _number(line["day"]))
        except ValueError:
            continue
        if published_on is None or signed <= published_on:
            found = signed
    return found


def _year(printed: str) -> int:
    if printed.isdecimal():
        return int(printed)
    return int("".join(str(_DIGIT.get(character, character)) for character in printed))


def _number(printed: str) -> int:
    """A day or month from 1 to 31 in digits or in Chinese (二十一)."""
    if printed.isdecimal():
        return int(printed)
    tens, mark, ones = printed.rpartition("十")
    if not mark:
        return _DIGIT[printed] if len(printed) == 1 else 0
    return (_DIGIT[tens] if len(tens) == 1 else 1 if not tens else 0) * 10 + (
        _DIGIT[ones] if len(ones) == 1 else 0
    )
