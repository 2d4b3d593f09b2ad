"""Every number of a text is found once: a figure with qualifier and unit, or set aside with a reason."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extraction.figures import scan
from extraction.stages import Figure, SetAsideNumber


def figures(text: str) -> list[Figure]:
    return [item for item in scan(text) if isinstance(item, Figure)]


def read(text: str) -> list[tuple[str, str, str | None, str]]:
    """(words, value, unit code, qualifier) of each figure."""
    return [(text[f.start : f.end], f"{f.value.normalize():f}", f.unit, f.qualifier) for f in figures(text)]


def reasons(text: str) -> list[tuple[str, str]]:
    return [
        (text[item.start : item.end], item.reason) for item in scan(text) if isinstance(item, SetAsideNumber)
    ]


@pytest.mark.parametrize(
    ("text", "words", "value", "unit", "qualifier"),
    [
        ("共有技工院校7所", "7所", "7", "count", "exact"),
        ("培训7.9万人次", "7.9万人次", "79000", "person_time", "exact"),
        ("培训1.2 万 人次", "1.2 万 人次", "12000", "person_time", "exact"),
        ("培训12，860人次", "12，860人次", "12860", "person_time", "exact"),
        ("发放津贴1,245.5元", "1,245.5元", "1245.5", "CNY", "exact"),
        ("投入1亿2000万元", "1亿2000万元", "120000000", "CNY", "exact"),
        ("筹集3个亿", "3个亿", "300000000", "CNY", "exact"),
        ("招收七千六百名", "七千六百名", "7600", "person", "exact"),
        ("惠及两万人", "两万人", "20000", "person", "exact"),
        ("完成141%", "141%", "141", "percent", "exact"),
        ("占百分之九十六点五", "百分之九十六点五", "96.5", "percent", "exact"),
        ("约占三成", "约占三成", "30", "percent", "about"),
        ("4500人次以上", "4500人次以上", "4500", "person_time", "at_least"),
        ("不低于3500人", "不低于3500人", "3500", "person", "at_least"),
        ("不得少于20家", "不得少于20家", "20", "count", "at_least"),
        ("至少3000万元", "至少3000万元", "30000000", "CNY", "at_least"),
        ("50人（含）以上", "50人（含）以上", "50", "person", "at_least"),
        ("上千名职工", "上千名", "1000", "person", "at_least"),
        ("7500余万元", "7500余万元", "75000000", "CNY", "more_than"),
        ("5亿多元", "5亿多元", "500000000", "CNY", "more_than"),
        ("一千二百余人", "一千二百余人", "1200", "person", "more_than"),
        ("又培训万余人", "万余人", "10000", "person", "more_than"),
        ("6500多人", "6500多人", "6500", "person", "more_than"),
        ("超1900本", "超1900本", "1900", "count", "exceeds"),
        ("逾9000人次", "逾9000人次", "9000", "person_time", "exceeds"),
        ("突破2.8万人", "突破2.8万人", "28000", "person", "exceeds"),
        ("超过了百亿元", "超过了百亿元", "10000000000", "CNY", "exceeds"),
        ("近百场", "近百场", "100", "count", "nearly"),
        ("将近2300人", "将近2300人", "2300", "person", "nearly"),
        ("最高给予2万元", "最高给予2万元", "20000", "CNY", "at_most"),
        ("最高可补贴15万元", "最高可补贴15万元", "150000", "CNY", "at_most"),
        ("最高每人每证4,000元", "最高每人每证4,000元", "4000", "CNY", "at_most"),
        ("最高不超过1200元", "最高不超过1200元", "1200", "CNY", "at_most"),
        ("上限为5万元", "上限为5万元", "50000", "CNY", "at_most"),
        ("150元以内", "150元以内", "150", "CNY", "at_most"),
        ("约6000名", "约6000名", "6000", "person", "about"),
        ("300万元左右", "300万元左右", "3000000", "CNY", "about"),
        ("6-8个", "6-8个", "7", "count", "range"),
        ("1至2个", "1至2个", "1.5", "count", "range"),
        ("三至五名", "三至五名", "4", "person", "range"),
        ("三五名", "三五名", "4", "person", "range"),
        ("两三百人", "两三百人", "250", "person", "range"),
        ("2万元至5万元", "2万元至5万元", "35000", "CNY", "range"),
        ("1-3万元", "1-3万元", "20000", "CNY", "range"),
        ("5000-1万元", "5000-1万元", "7500", "CNY", "range"),
        ("10%-15%", "10%-15%", "12.5", "percent", "range"),
        ("举办培训班一期", "一期", "1", "count", "exact"),
        ("成立了一个国家级工作室", "一个", "1", "count", "exact"),
        ("占地120亩", "120亩", "120", None, "exact"),
        ("提高3个百分点", "3个百分点", "3", None, "exact"),
        ("技能人才总量57", "57", "57", None, "exact"),
    ],
)
def test_reads_one_figure(text: str, words: str, value: str, unit: str | None, qualifier: str) -> None:
    assert read(text) == [(words, value, unit, qualifier)]


@pytest.mark.parametrize(
    ("text", "lower", "upper", "resolution"),
    [
        ("7.9万人次", 79000, 79000, 1000),
        ("60万元", 600000, 600000, 10000),
        ("4500人以上", 4500, None, 1),
        ("超3000人", 3000, None, 1),
        ("7500余万元", 75000000, 76000000, 10000),
        ("近百人", 90, 100, 100),
        ("近2300人", 2200, 2300, 1),
        ("最高3万元", None, 30000, 10000),
        ("约4000人", 3500, 4500, 1),
        ("6-8个", 6, 8, 1),
        ("三成左右", 25, 35, 10),
    ],
)
def test_bounds_follow_from_the_wording(
    text: str, lower: int | None, upper: int | None, resolution: int
) -> None:
    figure = figures(text)[0]
    assert (figure.lower, figure.upper, figure.resolution) == (lower, upper, resolution)


def test_unit_and_number_are_told_apart() -> None:
    figure = figures("约7.9万人次以上")[0]
    assert (figure.number_start, figure.number_end) == (1, 5)
    assert (figure.unit, figure.unit_text) == ("person_time", "人次")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("省级5个、市级36个", [("5", "count"), ("36", "count")]),
        ("省级5、市级36个", [("5", "count"), ("36", "count")]),
        ("初、中、高级分别补贴1100、1600、2300元", [("1100", "CNY"), ("1600", "CNY"), ("2300", "CNY")]),
        ("分别给予50、30、3万元", [("500000", "CNY"), ("300000", "CNY"), ("30000", "CNY")]),
        ("按8000元/5000元/3000元发给", [("8000", "CNY"), ("5000", "CNY"), ("3000", "CNY")]),
        ("斩获3金2银6铜", [("3", "count"), ("2", "count"), ("6", "count")]),
        ("一金两银", [("1", "count"), ("2", "count")]),
        ("金、银、铜牌各16枚", [("16", "count")]),
        ("由600元提高到1000元", [("600", "CNY"), ("1000", "CNY")]),
        ("从3家到10家", [("3", "count"), ("10", "count")]),
    ],
)
def test_reads_lists(text: str, values: list[tuple[str, str]]) -> None:
    assert [(value, unit) for _, value, unit, _ in read(text)] == values


@pytest.mark.parametrize(
    ("text", "qualifiers"),
    [
        ("每年最高8000元、3000元", ["at_most", "at_most"]),
        ("最高分别给予10万元、5万元", ["at_most", "at_most"]),
        ("最高给予国家级10万元、省级5万元", ["at_most", "at_most"]),
        ("国家级最高10万元、省级5万元", ["at_most", "exact"]),
        ("市级1000元、国家级最高1万元", ["exact", "at_most"]),
        ("分别不低于30%、50%", ["at_least", "at_least"]),
        ("分别达到30%、50%以上", ["at_least", "at_least"]),
        ("达到30%、50%以上", ["exact", "at_least"]),
        ("约300人、500人", ["about", "exact"]),
    ],
)
def test_qualifiers_of_a_list(text: str, qualifiers: list[str]) -> None:
    assert [figure.qualifier for figure in figures(text)] == qualifiers


@pytest.mark.parametrize(
    "text", ["最高按市场价的七折收取26元", "最高奖金\n26元", "最高奖金：26元", "最高2人，收取26元"]
)
def test_a_qualifier_does_not_reach_over_another_number_or_a_break(text: str) -> None:
    figure = figures(text)[-1]
    assert (text[figure.start : figure.end], figure.qualifier) == ("26元", "exact")


@pytest.mark.parametrize(
    ("text", "words", "reason"),
    [
        ("2023年", "2023年", "date"),
        ("2023年6月30日", "2023年6月30日", "date"),
        ("截至6月底", "6月底", "date"),
        ("1至5月", "1至5月", "date"),
        ("2019—2021年", "2019—2021年", "date"),
        ("“十四五”期间", "十四五”期间", "date"),
        ("二〇二三年七月五日", "二〇二三年七月五日", "date"),
        ("2023-08-10 11:36", "2023-08-10 11:36", "date"),
        ("2023届毕业生", "2023", "date"),
        ("一季度", "一季度", "date"),
        ("第34次常务会议", "34次", "ordinal"),
        ("第二届大赛", "二届", "ordinal"),
        ("八届二次会议", "八届", "ordinal"),
        ("获得二等奖", "二等奖", "ordinal"),
        ("前三名", "三名", "ordinal"),
        ("一、二、三等奖", "一、二、三等奖", "ordinal"),
        ("二期工程", "二期", "ordinal"),
        ("达人社函〔2023〕299号", "2023〕299号", "document_number"),
        ("第135号提案", "135号", "document_number"),
        ("S09030288号建议", "09030288号", "document_number"),
        ("“3+3+N”产业", "3+3+N", "name"),
        ("5G+", "5G+", "name"),
        ("实施千名高技能人才培育计划", "千名", "name"),
        ("争当“两个先行”示范窗口", "两个", "name"),
        ("树牢四个意识", "四个", "name"),
        ("《百名工匠名录》", "百名", "name"),
        ("世界500强", "500", "name"),
        ("一、工作情况", "一、", "list_marker"),
        ("1.加强领导", "1.", "list_marker"),
        ("做法：一是宣传", "一是", "list_marker"),
        ("①宣传", "①", "list_marker"),
        ("联系电话：0830-0000000", "0830-0000000", "contact"),
        ("热线96333接通", "96333", "contact"),
        ("13800000000", "13800000000", "contact"),
        ("从业3年以上", "3年", "duration"),
        ("3—5年", "3—5年", "duration"),
        ("不少于120课时", "120课时", "duration"),
        ("50岁以上", "50岁", "other_reason"),
        ("师生比1:18", "1:18", "other_reason"),
        ("不超过三分之一", "三分之一", "other_reason"),
        ("数百人参加", "百人", "other_reason"),
    ],
)
def test_sets_aside_what_states_no_figure(text: str, words: str, reason: str) -> None:
    assert reasons(text)[0] == (words, reason)
    assert not figures(text)


@pytest.mark.parametrize(
    "word",
    [
        *("一体", "一线", "统一", "万众", "十分", "一批", "一次性", "千家万户", "一定", "三农", "一带一路"),
        *("一对一", "一站式", "打造一支队伍", "同一职业", "一揽子", "五险一金", "唯一"),
    ],
)
def test_numerals_inside_words_are_no_numbers(word: str) -> None:
    assert scan(f"要{word}推进") == []


def test_a_flattened_unit_belongs_to_the_number_above_it() -> None:
    text = "补贴性培训\n41,256\n人次\n新增技能人才\n2.37\n万人\n"
    assert [(f.value, f.unit) for f in figures(text)] == [
        (Decimal(41256), "person_time"),
        (Decimal(23700), "person"),
    ]


def test_table_cells_take_the_unit_of_their_header() -> None:
    text = "地区|培训(万人次)|补贴（万元）\n江阳区|1.2|30\n合江县|0.8|25.5\n"
    expected = [(12000, "person_time"), (300000, "CNY"), (8000, "person_time"), (255000, "CNY")]
    assert [(f.value, f.unit) for f in figures(text)] == expected
    assert [text[f.start : f.end] for f in figures(text)] == ["1.2", "30", "0.8", "25.5"]


NUMBER_LIKE = st.text(
    alphabet="0123456789０.,，一二三百千万亿余多近约最高第年月日号人次元%个名至-~、。\n（）()“”《》| 届期级"
    "Gx+/:",
    max_size=60,
)


@settings(max_examples=400)
@given(st.one_of(st.text(max_size=80), NUMBER_LIKE))
def test_every_arabic_digit_is_covered_once_in_order(text: str) -> None:
    found = scan(text)
    end = 0
    covered: set[int] = set()
    for item in found:
        assert end <= item.start < item.end <= len(text)
        covered.update(range(item.start, item.end))
        end = item.end
    assert all(match.start() in covered for match in re.finditer("[0-9]", text))


@settings(max_examples=300)
@given(NUMBER_LIKE)
def test_a_figure_lies_within_its_bounds(text: str) -> None:
    for figure in figures(text):
        assert figure.start <= figure.number_start < figure.number_end <= figure.end
        assert figure.resolution > 0
        assert figure.lower is None or figure.lower <= figure.value
        assert figure.upper is None or figure.value <= figure.upper
