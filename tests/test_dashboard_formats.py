"""Numbers and text are shown in each language's habit, exactly, and inert."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import formats
from dashboard.spans import marked


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


def test_marks_of_direction_and_controls_become_visible_and_keep_their_place() -> None:
    assert formats.inert("a\u202eb\x00c\u2066d") == "a▯b▯c▯d"
    assert formats.inert("一行\n另一行") == "一行\n另一行"


def test_the_script_of_a_text_is_told_from_its_characters() -> None:
    assert formats.script_of("會議對職業技能") == "zh-Hant"
    assert formats.script_of("会议对职业技能") == "zh-Hans"


def _observation(name: str, start: int, end: int) -> dict[str, object]:
    return {"id": name, "start": start, "end": end, "status": "actual", "is_in_place": True}


def test_each_span_is_one_element_with_its_anchor() -> None:
    html = marked("共7.9万人次。", [_observation("a", 1, 6)])
    assert html == '<p>共<mark class="actual" id="o-a"><a href="#r-a">7.9万人</a></mark>次。</p>\n'


def test_spans_that_coincide_nest_or_overlap_all_have_an_anchor() -> None:
    html = marked(
        "0123456789", [_observation(n, s, e) for n, s, e in [("a", 1, 5), ("b", 1, 5), ("c", 3, 8)]]
    )
    assert html.count('id="o-a"') == html.count('id="o-b"') == html.count('id="o-c"') == 1
    assert 'data-o="c"' in html
    assert _text(html) == "0123456789"


@given(
    text=st.text(alphabet="0<&\"'>\n万次", min_size=1, max_size=40),
    ends=st.lists(st.tuples(st.integers(0, 39), st.integers(1, 10)), max_size=6),
)
def test_marking_keeps_every_character_and_lets_none_be_markup(
    text: str, ends: list[tuple[int, int]]
) -> None:
    spans = [
        _observation(f"x{place}", start, min(start + length, len(text)))
        for place, (start, length) in enumerate(ends)
        if start < len(text)
    ]
    html = str(marked(text, spans))
    kept = "".join(line for line in text.split("\n") if line.strip())
    assert _text(html) == kept
    for span in spans:
        if text[span["start"] : span["end"]].strip("\n"):
            assert f"o-{span['id']}" in html or f'data-o="{span["id"]}"' in html


def _text(html: str) -> str:
    from html.parser import HTMLParser

    pieces: list[str] = []
    parser = HTMLParser()
    parser.handle_data = pieces.append  # type: ignore[method-assign]
    parser.feed(html)
    parser.close()
    return "".join(pieces).replace("\n", "")
