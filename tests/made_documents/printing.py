"""How a quantity is printed, and what the print allows: the other way round from reading a figure.

The bounds follow the qualifiers' table of the contract: `place` is the value of the last digit that is
not zero, a tenth of it for a bare 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from random import Random

TEN_THOUSAND = Decimal(10_000)
HUNDRED_MILLION = Decimal(100_000_000)
CHINESE_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True)
class Printed:
    """One figure as it stands in a letter: the quote, and what a careful reader takes from it."""

    text: str
    value: Decimal
    lower_bound: Decimal | None
    upper_bound: Decimal | None
    resolution: Decimal
    qualifier: str


@dataclass(frozen=True)
class Number:
    """Digits with 万 or 亿 behind them where they are large: 7.9 and 万 for 79,000."""

    digits: str
    scale: str
    value: Decimal
    resolution: Decimal

    @property
    def place(self) -> Decimal:
        """The value of the last digit that is not zero, a tenth of it for a bare 1."""
        unscaled = self.value.normalize()
        place = Decimal(1).scaleb(int(unscaled.as_tuple().exponent))
        return place / 10 if unscaled.as_tuple().digits == (1,) else place


def printed(quantity: Decimal, counter: str, style: str, random: Random) -> Printed:
    """`quantity` with its counter (人次, 元, 个) in one of the styles that facts.yml names."""
    if style == "exact":
        number = _plain(quantity.to_integral_value(ROUND_HALF_UP))
        return _without_qualifier(number, counter)
    if style == "chinese" and 0 < quantity < 10:
        number = _plain(quantity.to_integral_value(ROUND_HALF_UP))
        return _without_qualifier(number, counter, CHINESE_DIGITS[int(number.value)])
    if style == "share":
        number = _share(quantity, random.choice((0, 1)))
        return _without_qualifier(number, counter)
    if style in ("rounded", "ten_thousands"):
        return _without_qualifier(_rounded(quantity, random), counter)
    if style in ("more_than", "exceeds", "at_least", "at_least_before"):
        number = _shortened(quantity, ROUND_FLOOR)
    elif style in ("nearly", "at_most"):
        number = _shortened(quantity, ROUND_CEILING)
    else:
        number = _shortened(quantity, ROUND_HALF_UP)
    if abs(quantity - number.value) > (number.place / 2 if style == "about" else number.place):
        number = _plain(quantity.to_integral_value(ROUND_FLOOR))  # 10余人 may be 11 at most: 12 is 12余人
    return _qualified(number, counter, style, random)


def _qualified(number: Number, counter: str, style: str, random: Random) -> Printed:
    value, place = number.value, number.place
    figure = f"{number.digits}{number.scale}{counter}"
    if style == "more_than":
        mark = random.choice("余多")
        inside = [f"{number.digits}{number.scale}{mark}{counter}"]
        if number.scale and "." not in number.digits and len(number.digits) > 1:
            inside.append(f"{number.digits}{mark}{number.scale}{counter}")
        return Printed(random.choice(inside), value, value, value + place, number.resolution, "more_than")
    if style == "exceeds":
        words = random.choice(("超过", "超", "逾", "突破"))
        return Printed(words + figure, value, value, None, number.resolution, "exceeds")
    if style == "nearly":
        words = random.choice(("近", "将近", "接近"))
        return Printed(words + figure, value, value - place, value, number.resolution, "nearly")
    if style == "about":
        text = random.choice((f"约{figure}", f"{figure}左右"))
        return Printed(text, value, value - place / 2, value + place / 2, number.resolution, "about")
    if style == "at_least":
        return Printed(f"{figure}以上", value, value, None, number.resolution, "at_least")
    if style == "at_least_before":
        words = random.choice(("不少于", "不低于"))
        return Printed(words + figure, value, value, None, number.resolution, "at_least")
    if style == "at_most":
        return Printed(f"最高给予{figure}", value, None, value, number.resolution, "at_most")
    raise ValueError(f"no style {style!r}")


def _without_qualifier(number: Number, counter: str, digits: str | None = None) -> Printed:
    text = f"{digits or number.digits}{number.scale}{counter}"
    return Printed(text, number.value, number.value, number.value, number.resolution, "exact")


def _plain(value: Decimal) -> Number:
    return Number(f"{value:f}", "", value, Decimal(1))


def _share(quantity: Decimal, decimals: int) -> Number:
    value = quantity.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    resolution = Decimal(1).scaleb(-decimals)
    return Number(f"{value:f}", "", value, resolution)


def _rounded(quantity: Decimal, random: Random) -> Number:
    """7.91万, 1.25亿, 7512万; what is below 10,000 is printed whole."""
    if quantity < TEN_THOUSAND:
        return _plain(quantity.to_integral_value(ROUND_HALF_UP))
    if quantity >= HUNDRED_MILLION:
        return _scaled(quantity, HUNDRED_MILLION, "亿", 2, ROUND_HALF_UP)
    if quantity >= 1000 * TEN_THOUSAND:
        return _scaled(quantity, TEN_THOUSAND, "万", 0, ROUND_HALF_UP)
    return _scaled(quantity, TEN_THOUSAND, "万", random.choice((1, 2)), ROUND_HALF_UP)


def _scaled(quantity: Decimal, scale: Decimal, name: str, decimals: int, rounding: str) -> Number:
    in_scale = (quantity / scale).quantize(Decimal(1).scaleb(-decimals), rounding)
    digits = f"{in_scale:f}"
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    shown = len(digits.partition(".")[2])
    return Number(digits, name, Decimal(digits) * scale, scale.scaleb(-shown))


def _shortened(quantity: Decimal, rounding: str) -> Number:
    """Two leading digits, one below a hundred, in 万 or 亿 where there are many: 7.9万, 4000, 80."""
    exponent = max(quantity.adjusted() - (1 if quantity >= 100 else 0), 0)
    value = quantity.scaleb(-exponent).to_integral_value(rounding).scaleb(exponent)
    for scale, name in ((HUNDRED_MILLION, "亿"), (TEN_THOUSAND, "万")):
        if value >= scale:
            return _scaled(value, scale, name, 1, ROUND_HALF_UP)
    return _plain(value)
