"""Exact values of Arabic, full-width, Chinese and mixed numerals.

What belongs here: from the characters of one numeral to its value and how finely it was stated. What does
not: where a numeral stands in a text, its qualifier and its unit (`figures`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

CHINESE_DIGITS = {
    **{character: value for value, character in enumerate("〇一二三四五六七八九")},
    **{character: value for value, character in enumerate("零壹贰叁肆伍陆柒捌玖")},
    **{"○": 0, "两": 2},
}
SMALL_MULTIPLIERS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
LARGE_MULTIPLIERS = {"万": 10**4, "亿": 10**8}

LONGEST_NUMERAL = 24
"""More characters than this are an identifier, not a quantity; 24 digits also fit exactly into a Decimal."""

_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
_PIECE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|.", re.DOTALL)
_ZEROS = "〇零○"


@dataclass(frozen=True, slots=True)
class Numeral:
    """The value of a numeral and `resolution`, the place of its last stated digit (7.9万 → 1000)."""

    value: Decimal
    resolution: Decimal
    place: Decimal
    """The step that 余, 近 and 约 are read with (extraction contract, "Qualifiers").

    It is the place of the last non-zero digit (7500 → 100), a tenth of it for a bare 1 (100 → 10).
    """


def _made(value: Decimal, resolution: Decimal) -> Numeral:
    whole = value.to_integral_value()
    value = whole if value == whole else value
    digits = value.as_tuple()
    significant = "".join(map(str, digits.digits)).rstrip("0")
    if not significant:
        return Numeral(value, resolution, resolution)
    exponent = int(digits.exponent) + len(digits.digits) - len(significant)
    return Numeral(value, resolution, Decimal(1).scaleb(exponent - 1 if significant == "1" else exponent))


@lru_cache(maxsize=4096)
def read_numeral(text: str) -> Numeral:
    """The value of one numeral: `12,860`, `1.2万`, `1亿2000万`, `一千二百`, `两万`, `13万2`, `九十六点五`.

    A multiplier without a digit counts once (`百` is 100). A last digit right after a multiplier stands one
    place below it (`13万2` is 132000, `二百五` is 250). Chinese digits without multipliers are read by
    place (`二〇二三`).

    Raises:
        ValueError: the characters are no well-formed numeral, or longer than any quantity.
    """
    if not 0 < len(text) <= LONGEST_NUMERAL:
        raise ValueError(f"a numeral has 1 to {LONGEST_NUMERAL} characters, not {len(text)}")
    pieces = _PIECE.findall(text.translate(_FULL_WIDTH))
    if "点" in pieces:
        pieces = _with_arabic_decimals(pieces)
    if len(pieces) > 1 and all(piece in CHINESE_DIGITS for piece in pieces):
        return _made(Decimal("".join(str(CHINESE_DIGITS[piece]) for piece in pieces)), Decimal(1))
    return _Sum(text).of(pieces)


def _with_arabic_decimals(pieces: list[str]) -> list[str]:
    """Fold `九十六点五` into one Arabic piece, so that a multiplier behind it (`一点二万`) applies to all."""
    point = pieces.index("点")
    end = point + 1
    while end < len(pieces) and pieces[end] in CHINESE_DIGITS:
        end += 1
    decimals = "".join(str(CHINESE_DIGITS[piece]) for piece in pieces[point + 1 : end])
    if not decimals or point == 0:
        raise ValueError("点 needs digits on both sides")
    whole = read_numeral("".join(pieces[:point])).value
    return [f"{whole:f}.{decimals}", *pieces[end:]]


class _Sum:
    """The running sum of a numeral: 亿 and 万 close sections, 千 百 十 are inside, digits wait for either."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.total = Decimal(0)
        self.section = Decimal(0)
        self.waiting: Decimal | None = None
        self.resolution = Decimal(0)
        self.multiplier = 0
        """The multiplier just read; 0 after a zero or before any."""
        self.lowest_small = 10**4
        self.lowest_large = 10**12
        self.has_section = False
        self.is_counted = False
        """Whether the multiplier just read had a digit before it: 一万 but not 万."""

    def of(self, pieces: list[str]) -> Numeral:
        for piece in pieces:
            if piece in SMALL_MULTIPLIERS:
                self._close_digit(SMALL_MULTIPLIERS[piece])
            elif piece in LARGE_MULTIPLIERS:
                self._close_section(LARGE_MULTIPLIERS[piece])
            elif piece in _ZEROS and (self.multiplier or self.has_section):
                self._require(self.waiting is None)
                self.multiplier = 0
            else:
                self._wait(piece)
        self._add_last_digit()
        return _made(self.total + self.section, self.resolution)

    def _require(self, condition: bool) -> None:
        if not condition:
            raise ValueError(f"{self.text!r} is not a well-formed numeral")

    def _wait(self, piece: str) -> None:
        self._require(self.waiting is None)
        if piece in CHINESE_DIGITS:
            self.waiting, self.resolution = Decimal(CHINESE_DIGITS[piece]), Decimal(1)
            return
        digits = piece.replace(",", "")
        self._require(digits.isascii() and digits.replace(".", "", 1).isdigit())
        self.waiting = Decimal(digits)
        self.resolution = Decimal(1).scaleb(-len(digits.partition(".")[2]))

    def _close_digit(self, multiplier: int) -> None:
        self._require(multiplier < self.lowest_small)
        self.is_counted = self.waiting is not None or multiplier == 10
        if self.waiting is None:
            self.waiting, self.resolution = Decimal(1), Decimal(1)
        self.section += self.waiting * multiplier
        self.resolution *= multiplier
        self.waiting, self.has_section = None, True
        self.multiplier = self.lowest_small = multiplier

    def _close_section(self, multiplier: int) -> None:
        self.is_counted = self.waiting is not None or self.has_section
        if self.waiting is not None:
            self.section += self.waiting
        elif not self.has_section:
            if self.total == 0:
                self.section = Decimal(1)
            self.resolution = Decimal(1) if self.total == 0 else self.resolution
        if multiplier > self.lowest_large:
            self._require(self.lowest_large == LARGE_MULTIPLIERS["万"])
            self.total = (self.total + self.section) * multiplier
        else:
            self._require(multiplier < self.lowest_large)
            self._require(self.total == 0 or self.section < self.lowest_large // multiplier)
            self.total += self.section * multiplier
        self.resolution *= multiplier
        self.section, self.waiting, self.multiplier = Decimal(0), None, multiplier
        self.lowest_small, self.lowest_large, self.has_section = 10**4, multiplier, False

    def _add_last_digit(self) -> None:
        if self.waiting is None:
            return
        is_single_digit = self.waiting < 10 and self.resolution == 1 and self.waiting == int(self.waiting)
        if self.multiplier > 1 and is_single_digit:
            self._require(self.is_counted)
            step = Decimal(self.multiplier) / 10
            self.section += self.waiting * step
            self.resolution = step
        else:
            self._require(not self.multiplier or self.waiting < self.multiplier)
            self.section += self.waiting
