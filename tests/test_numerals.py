"""Numerals are read exactly: Arabic, full-width, Chinese and mixed, with their resolution and place."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.numerals import LONGEST_NUMERAL, read_numeral

DIGITS = "零一二三四五六七八九"


@pytest.mark.parametrize(
    ("text", "value", "resolution", "place"),
    [
        ("4025", "4025", "1", "1"),
        ("12,860", "12860", "1", "10"),
        ("１２，８６０", "12860", "1", "10"),
        ("0.5", "0.5", "0.1", "0.1"),
        ("31.20", "31.2", "0.01", "0.1"),
        ("7.9万", "79000", "1000", "1000"),
        ("60万", "600000", "10000", "100000"),
        ("1亿2000万", "120000000", "10000", "10000000"),
        ("3千", "3000", "1000", "1000"),
        ("13万2", "132000", "1000", "1000"),
        ("13万2千", "132000", "1000", "1000"),
        ("一千二百", "1200", "100", "100"),
        ("两万", "20000", "10000", "10000"),
        ("百", "100", "100", "10"),
        ("万", "10000", "10000", "1000"),
        ("百万", "1000000", "1000000", "100000"),
        ("十五", "15", "1", "1"),
        ("二百五", "250", "10", "10"),
        ("一百零五", "105", "1", "1"),
        ("五百三十万零六百", "5300600", "100", "100"),
        ("二〇二三", "2023", "1", "1"),
        ("九十六点五", "96.5", "0.1", "0.1"),
        ("一点二万", "12000", "1000", "1000"),
        ("壹佰万", "1000000", "1000000", "100000"),
        ("一万亿", "1000000000000", "1000000000000", "100000000000"),
        ("0", "0", "1", "1"),
    ],
)
def test_reads_value_resolution_and_place(text: str, value: str, resolution: str, place: str) -> None:
    numeral = read_numeral(text)
    assert (numeral.value, numeral.resolution, numeral.place) == (
        Decimal(value),
        Decimal(resolution),
        Decimal(place),
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "万一",
        "十百",
        "1万20000",
        "1亿20000万",
        "点五",
        "五点",
        "1.2.3",
        "人",
        "1,2",
        "9" * (LONGEST_NUMERAL + 1),
        "一十十",
    ],
)
def test_refuses_what_is_no_numeral(text: str) -> None:
    with pytest.raises(ValueError, match=r"numeral|点"):
        read_numeral(text)


def in_chinese(number: int) -> str:
    """An independent formatter: the standard written form of a whole number below 10^12."""
    if number == 0:
        return "零"
    parts = []
    for power, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        section, number = divmod(number, power)
        if section:
            if parts and section < 1000:
                parts.append("零")
            parts.append(_section(section) + name)
    return "".join(parts)


def _section(number: int) -> str:
    written, is_gap = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, power)
        if digit:
            written += ("零" if is_gap and written else "") + DIGITS[digit] + name
        is_gap = not digit
    return written


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_chinese_numerals_come_back(number: int) -> None:
    assert read_numeral(in_chinese(number)).value == number


@given(st.integers(min_value=0, max_value=10**15 - 1), st.integers(min_value=0, max_value=3))
def test_arabic_numerals_with_thousands_marks_come_back(number: int, places: int) -> None:
    exact = Decimal(number).scaleb(-places)
    numeral = read_numeral(f"{exact:,.{places}f}")
    assert numeral.value == exact
    assert numeral.resolution == Decimal(1).scaleb(-places)


@given(
    st.integers(min_value=1, max_value=9999),
    st.integers(min_value=0, max_value=2),
    st.sampled_from("百千万亿"),
)
def test_mixed_numerals_come_back(number: int, places: int, multiplier: str) -> None:
    factor = {"百": 10**2, "千": 10**3, "万": 10**4, "亿": 10**8}[multiplier]
    exact = Decimal(number).scaleb(-places)
    numeral = read_numeral(f"{exact:f}{multiplier}")
    assert numeral.value == exact * factor
    assert numeral.resolution == Decimal(1).scaleb(-places) * factor


@given(st.integers(min_value=1, max_value=10**9))
def test_place_is_the_last_stated_step(number: int) -> None:
    place = read_numeral(str(number)).place
    is_bare_one = str(number).rstrip("0") == "1"
    assert number % (place * 10 if is_bare_one else place) == 0
    assert number % (place * 10) != 0 or is_bare_one


@given(st.text(alphabet="0123456789.,，〇零一二两三十百千万亿点人 ", max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        numeral = read_numeral(text)
    except ValueError:
        return
    assert numeral.value.is_finite()
    assert numeral.value >= 0
    assert numeral.resolution > 0
