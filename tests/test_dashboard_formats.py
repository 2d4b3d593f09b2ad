"""Numbers and text are shown in each language's habit, and exactly."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import formats
from dashboard.wording import Language


@pytest.mark.parametrize(
    ("value", "chinese", "english"),
    [
        ("79000", "7.9万", "79,000"),
        ("150000000", "1.5亿", "150 million"),
        ("75000000", "7500万", "75 million"),
        ("4025", "4025", "4,025"),
        ("12345", "1.2345万", "12,345"),
        ("31.2000", "31.2", "31.2"),
        ("0", "0", "0"),
        ("-1500000", "−150万", "−1.5 million"),
        ("1234567", "123.4567万", "1,234,567"),
    ],
)
def test_numbers_are_exact_in_both_habits(value: str, chinese: str, english: str) -> None:
    assert formats.number(Decimal(value), "zh") == chinese
    assert formats.number(Decimal(value), "en") == english


@pytest.mark.parametrize(
    ("qualifier", "value", "lower", "upper", "unit", "chinese", "english"),
    [
        ("exact", 79000, 79000, 79000, "person_time", "7.9万", "79,000"),
        ("more_than", 75000000, 75000000, 76000000, "CNY", "7500余万", "75 million+"),
        ("at_least", 4500, 4500, None, "person_time", "≥4500", "≥ 4,500"),
        ("at_most", 20000, None, 20000, "CNY", "≤2万", "≤ 20,000"),
        ("range", 7, 6, 8, "count", "6–8", "6–8"),
        ("exact", Decimal("31.2"), 31, 32, "percent", "31.2%", "31.2%"),
        ("about", 100, 50, 150, "person", "约100", "≈ 100"),
    ],
)
def test_a_figure_shows_what_its_wording_makes_of_it(
    qualifier: str, value: int, lower: int | None, upper: int | None, unit: str, chinese: str, english: str
) -> None:
    row = {
        "value": Decimal(value),
        "lower_bound": None if lower is None else Decimal(lower),
        "upper_bound": None if upper is None else Decimal(upper),
        "qualifier": qualifier,
        "unit_code": unit,
    }
    assert formats.figure(row, "zh") == chinese
    assert formats.figure(row, "en") == english


@given(st.decimals(min_value=0, max_value=10**15, places=4))
def test_no_digit_is_lost_in_chinese(value: Decimal) -> None:
    shown = formats.number(value, "zh")
    scale = {"万": 10**4, "亿": 10**8}.get(shown[-1], 1)
    assert Decimal(shown.rstrip("万亿")) * scale == value


def test_the_script_of_a_text_is_told_from_its_characters() -> None:
    assert formats.script_of("會議對職業技能") == "zh-Hant"
    assert formats.script_of("会议对职业技能") == "zh-Hans"


def test_amounts_in_remarks_are_set_in_the_languages_habit() -> None:
    remark = "paid per head: 4885.9935 to 14983.6 CNY"
    assert Language("en").note(remark) == "Paid per head: 4,885.9935 to 14,983.6 yuan"
    assert Language("zh").note(remark) == "人均发放：4885.9935 至 1.49836万 元"
    assert Language("zh").note("all parts are stated") == "各部分均已写明"
