"""One number with its unit, as printed, before any qualifier: the material that figures are made of.

What belongs here: the numeral at a position, 余 and 多 inside it, its unit behind it, in brackets or on the
next line, and the two ends of a range. What does not: what the words around it make of it (`figures`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from extraction.numerals import Numeral, read_numeral
from extraction.units import Unit, unit_at

ARABIC_DIGITS = frozenset("0123456789０１２３４５６７８９")
CHINESE_NUMERALS = "〇零一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟"

_DIGITS = "0-9０-９"
_NUMBER_CHARACTERS = ARABIC_DIGITS | frozenset(CHINESE_NUMERALS)
_POWERS = frozenset("百千万亿")
_THOUSANDS = r"\d{1,3}(?:(?:,\d{3})+(?!\d)|，\d{3}(?![\d，,.]))"
_CELL = re.compile(r"(?<=\|)\d{1,3}(?: \d{3})+(?=[|\n])")
"""A cell whose thousands are parted by spaces: 64 969."""
_ARABIC = re.compile(rf"{_THOUSANDS}(?:[.．]\d+)?|\d+(?:[.．]\d+)?")
_MIXED = re.compile(
    rf"(?:{_THOUSANDS}(?:[.．]\d+)?|\d+(?:[.．]\d+)?)"
    r"(?: ?[十百千万亿]{1,3}(?:\d+(?:\.\d+)?[十百千万亿]{1,3}){0,3}(?:\d(?![\d.,年月日]))?)?"
)
_CHINESE_RUN = re.compile(rf"[{CHINESE_NUMERALS}]+(?:点[〇零一二三四五六七八九]+[万亿]*)?")
_PERCENT_OF = re.compile(
    rf"百分之([{_DIGITS}]+(?:[.．]\d+)?|[〇零一二三四五六七八九十百两]+(?:点[〇零一二三四五六七八九]+)?)"
)
_INSIDE = re.compile(r" ?([余多来])? ?([百千万亿]+)?([余多])? ?(?:[（(]含[)）])?")
_RANGE_LINK = re.compile(r" ?(?:[-－—–~～]{1,2}|至|到) ?")
_NEIGHBOURS = re.compile(
    r"([十百千万]*)([一两二三四五六七八九])([两二三四五六七八九])([十百千万亿]*)"
    r"(?![〇零一二三四五六七八九十百千万亿两])"
)
_POWER = re.compile(r"[百千万亿]*")
_PERCENT = Unit("%", "percent")
_YUAN = Unit("元", "CNY")


class Amount(NamedTuple):
    """A number at `start:number_end` with its unit up to `end`.

    `multiplier` is a 万 or 亿 that 余 parts from the numeral (7500余万); `inside` is the qualifier that 余,
    多 or 来 make.
    """

    start: int
    number_end: int
    end: int
    numeral: Numeral
    multiplier: int = 1
    inside: str | None = None
    unit: Unit | None = None

    @property
    def scale(self) -> int:
        """What one of the numeral is in base units."""
        return self.multiplier * (self.unit.scale if self.unit else 1)

    @property
    def value(self) -> Decimal:
        """The value in base units."""
        return self.numeral.value * self.scale

    @property
    def place(self) -> Decimal:
        """The step of the qualifier rule in base units."""
        return self.numeral.place * self.scale

    @property
    def resolution(self) -> Decimal:
        """The place of the last stated digit in base units."""
        return self.numeral.resolution * self.scale


def numeral_or_none(text: str) -> Numeral | None:
    """The numeral that `text` is (spaces aside), or null."""
    try:
        return read_numeral(text.replace(" ", ""))
    except ValueError:
        return None


def amount_at(text: str, start: int) -> Amount | None:
    """The number that begins at `start`, with its unit where it has one, or null where none stands there."""
    percent = _PERCENT_OF.match(text, start) if text[start] == "百" else None
    if percent:
        share = numeral_or_none(percent.group(1))
        return None if share is None else Amount(start, percent.end(), percent.end(), share, unit=_PERCENT)
    numeral, end = _numeral_at(text, start)
    if numeral is None:
        return None
    bare = Amount(start, end, end, numeral)
    tail = _INSIDE.match(text, end)
    assert tail is not None, "every part of the pattern is optional"
    if (tail.group(1) or tail.group(3)) and (tail.group(2) or numeral.value >= 10):
        return _with_more(text, bare, tail)
    unit_start = tail.end() if text.startswith((" ", "（含）", "(含)"), end) else end
    unit = unit_at(text, unit_start)
    if unit is not None and unit.text == "个" and text.startswith("亿", unit_start + 1):
        end = unit_start + 2
        return bare._replace(number_end=end, end=end, multiplier=10**8, unit=_YUAN)
    if unit is not None:
        return Amount(start, end, unit_start + len(unit.text), numeral, unit=unit)
    if text[start - 1 : start] in ("￥", "¥"):
        return bare._replace(unit=_YUAN)
    return _with_unit_elsewhere(text, bare)


def _numeral_at(text: str, start: int) -> tuple[Numeral | None, int]:
    is_arabic = text[start] in ARABIC_DIGITS
    for pattern in (_CELL, _MIXED, _ARABIC) if is_arabic else (_CHINESE_RUN,):
        match = pattern.match(text, start)
        numeral = numeral_or_none(match.group()) if match else None
        if match and numeral is not None:
            return numeral, match.end()
    neighbours = None if is_arabic else _NEIGHBOURS.match(text, start)
    if neighbours is None:
        return None, start
    return numeral_or_none("".join(neighbours.group(1, 2, 4))), neighbours.end()


def _with_more(text: str, bare: Amount, tail: re.Match[str]) -> Amount:
    """A number with 余, 多 or 来 behind it: 7500余万元, 3万余人, 十来个."""
    more, power, more_again = tail.groups()
    power_numeral = numeral_or_none(power) if power else None
    number_end = tail.end(2) if power_numeral else bare.number_end
    multiplier = int(power_numeral.value) if power_numeral else 1
    unit = unit_at(text, tail.end())
    end = tail.end() + len(unit.text) if unit else max(tail.end(3), tail.end(2), tail.end(1))
    inside = "about" if more == "来" and not more_again else "more_than"
    return Amount(bare.start, number_end, end, bare.numeral, multiplier, inside, unit)


def _with_unit_elsewhere(text: str, bare: Amount) -> Amount:
    """The unit in brackets behind a number, or alone on the line below the number's own line."""
    end = bare.end
    if text.startswith(("(", "（"), end):
        unit = unit_at(text, end + 1)
        if unit is not None and text.startswith((")", "）"), end + 1 + len(unit.text)):
            return bare._replace(end=end + 2 + len(unit.text), unit=unit)
    elif text.startswith("\n", end) and (bare.start == 0 or text[bare.start - 1] == "\n"):
        line = text[end + 1 : end + 13].partition("\n")[0].strip()
        power = _POWER.match(line)
        unit_text = line[power.end() :] if power else line
        unit = unit_at(unit_text, 0)
        if unit is not None and unit.text == unit_text and unit.code is not None:
            times = numeral_or_none(power.group()) if power and power.group() else None
            line_end = text.index(line, end) + len(line)
            return bare._replace(end=line_end, unit=unit, multiplier=int(times.value) if times else 1)
    return bare


def is_bare_multiplier(text: str, amount: Amount) -> bool:
    """Whether the number is nothing but 百, 千, 万 or 亿: 百名, 千万."""
    run = text[amount.start : amount.number_end]
    return run[0] in _POWERS and (len(run) == 1 or _POWERS.issuperset(run))


def neighbouring_digits(text: str, amount: Amount) -> tuple[Amount, Amount] | None:
    """The ends of a range told by neighbouring digits (两三名, 三四十人, 七八百家), or null."""
    match = _NEIGHBOURS.match(text[amount.start : amount.number_end])
    if match is None or amount.unit is None:
        return None
    head, low, high, tail = match.groups()
    lower, upper = (numeral_or_none(head + digit + tail) for digit in (low, high))
    if lower is None or upper is None or not lower.value < upper.value <= lower.value * 5:
        return None
    return amount._replace(numeral=lower), amount._replace(numeral=upper)


def range_from(text: str, first: Amount) -> tuple[Amount, Amount] | None:
    """Both ends where `first` opens a range (6-8个, 2万元至5万元, 1-3万元), or null.

    从3家到10家 is a change, not a range.
    """
    link = _RANGE_LINK.match(text, first.end)
    if link is None or link.end() >= len(text) or text[link.end()] not in _NUMBER_CHARACTERS:
        return None
    second = amount_at(text, link.end())
    if second is None:
        return None
    if first.unit is None:
        first = lent(text, first, second)
    else:
        is_same = second.unit is not None and second.unit.text == first.unit.text
        is_change = _is_led_from(text, first) and "到" in link.group()
        if is_change or not is_same:
            return None
    if first.value > second.value and _falls(text, first, second, link.group()):
        return second._replace(start=first.start), first._replace(end=second.end)
    return (first, second) if first.value < second.value else None


def _is_led_from(text: str, amount: Amount) -> bool:
    return text[amount.start - 1 : amount.start] in ("由", "从", "自")


def _falls(text: str, first: Amount, second: Amount, link: str) -> bool:
    """Whether a range of money is told from its upper end: 5万元至5000元不等, 10万至2万元."""
    is_money = second.unit is not None and second.unit.code == "CNY" and link.strip() in ("至", "到")
    return is_money and (text.startswith("不等", second.end) or not _is_led_from(text, first))


def lent(text: str, borrower: Amount, lender: Amount) -> Amount:
    """`borrower` with the lender's unit, and with its 万 or 亿 where the plain numbers are of one order.

    1-3万元 is 10,000 to 30,000, but 5000-1万元 is 5,000 to 10,000.
    """
    plain, power = _plain(text, lender)
    multiplier = borrower.multiplier
    is_plain = power > 1 and _plain(text, borrower)[1] == 1 and borrower.numeral.value < 1000
    if is_plain and borrower.numeral.value * 100 >= plain:
        multiplier = power
    return borrower._replace(unit=lender.unit, multiplier=multiplier)


def _plain(text: str, amount: Amount) -> tuple[Decimal, int]:
    """A number's digits and the 万 or 亿 behind them: 2.5万 is (2.5, 10000)."""
    run = text[amount.start : amount.number_end]
    power = amount.multiplier
    while run and run[-1] in "万亿":
        power *= 10**4 if run[-1] == "万" else 10**8
        run = run[:-1]
    return amount.value / (power * (amount.unit.scale if amount.unit else 1)), power
