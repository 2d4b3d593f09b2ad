"""Cells know their row, their column and the unit that a header, a row or a caption gives them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import facts

from extraction.tables import Tables, unit_named


def cells(text: str) -> list[tuple[str, str, str, str | None, int]]:
    return [
        (text[cell.start : cell.end], cell.row, cell.column, cell.unit and cell.unit.text, cell.multiplier)
        for cell in Tables(text).cells
        if not cell.is_index
    ]


def test_rows_with_bars() -> None:
    text = "附表\n地区|培训(人次)|补贴（万元）\n江阳区|5200|—\n合江县|3100|1.5\n说明文字。"
    assert cells(text) == [
        ("5200", "江阳区", "培训(人次)", "人次", 1),
        ("3100", "合江县", "培训(人次)", "人次", 1),
        ("1.5", "合江县", "补贴（万元）", "元", 10000),
    ]


def test_markdown_rows_with_years_as_columns() -> None:
    text = "| 指标 | 2022年 | 2023年 |\n|---|---|---|\n| 培训（万人次） | 3.2 | 4.5 |\n"
    assert cells(text) == [
        ("3.2", "培训（万人次）", "2022年", "人次", 10000),
        ("4.5", "培训（万人次）", "2023年", "人次", 10000),
    ]


def test_the_caption_gives_the_unit_and_running_numbers_are_marked() -> None:
    text = "单位：万元\n序号\t院校\t金额\n1\t甲校\t20.5\n2\t乙校\t30\n"
    assert cells(text) == [("20.5", "甲校", "金额", "元", 10000), ("30", "乙校", "金额", "元", 10000)]
    assert [text[cell.start : cell.end] for cell in Tables(text).cells if cell.is_index] == ["1", "2"]


def test_cells_that_only_spaces_part() -> None:
    text = (
        "一、学校数 计量单位：所\n指标 2014年 2013年\n"
        "中等职业学校 57 58\n技工学校 27 27\n普通中学 223 218\n\n"
        "二、在校学生数 单位：万人\n中等职业学校 11.8 12.6\n其中：市属 7.1 8.2\n以上为年末数。\n"
    )
    cells = [(text[cell.start : cell.end], cell.row, cell.column) for cell in Tables(text).cells]
    assert cells[:2] == [("57", "中等职业学校，学校数", "2014年"), ("58", "中等职业学校，学校数", "2013年")]
    assert cells[-1] == ("8.2", "其中：市属，中等职业学校，在校学生数", "2013年")
    assert facts(text) == [
        ("57", "vocational_institutions", 57),
        ("58", "vocational_institutions", 58),
        ("27", "vocational_institutions", 27),
        ("27", "vocational_institutions", 27),
        ("11.8", "students_enrolled", 118000),
        ("12.6", "students_enrolled", 126000),
        ("7.1", "students_enrolled", 71000),
        ("8.2", "students_enrolled", 82000),
    ]


def test_headers_say_what_they_count_where_the_caption_does_not() -> None:
    text = "单位：个、人\n项目 机构数 招生数 在校生数\n中职学校 101 26844 80551\n技工学校 23 8156 19604\n"
    units = [(cell.unit.code if cell.unit else None) for cell in Tables(text).cells]
    assert units == ["count", "person", "person"] * 2


@pytest.mark.parametrize(
    "text",
    [
        "培训 300 人次 以上\n",
        "全年培训 300 人，取证 200 人。\n全年培训 400 人，取证 100 人。\n",
        "2023 2024\n2025 2026\n",
    ],
)
def test_spaces_alone_make_no_table(text: str) -> None:
    assert not Tables(text).cells


def test_a_table_flattened_to_lines() -> None:
    text = "地区\n培训(人次)\n新增(人)\n江阳区\n1200\n30\n纳溪区\n900\n20\n合计\n2100\n50\n"
    assert cells(text) == [
        ("1200", "江阳区", "培训(人次)", "人次", 1),
        ("30", "江阳区", "新增(人)", "人", 1),
        ("900", "纳溪区", "培训(人次)", "人次", 1),
        ("20", "纳溪区", "新增(人)", "人", 1),
        ("2100", "合计", "培训(人次)", "人次", 1),
        ("50", "合计", "新增(人)", "人", 1),
    ]


@pytest.mark.parametrize(
    "text", ["正文。\n2023年7月14日\n联系人\n", "一、工作\n二、打算\n三、建议\n", "甲\n12\n乙。\n"]
)
def test_short_lines_alone_are_no_table(text: str) -> None:
    assert cells(text) == []


@pytest.mark.parametrize(
    ("text", "unit", "multiplier"),
    [("万人次", "人次", 10000), ("亿元", "元", 10**8), ("%", "%", 1), ("地区", None, 1)],
)
def test_reads_a_unit_by_its_name(text: str, unit: str | None, multiplier: int) -> None:
    found, factor = unit_named(text)
    assert (found and found.text, factor) == (unit, multiplier)


@given(st.text(alphabet="|\t\n 甲乙12.5,，万元（）()单位：—序号", max_size=80))
def test_cells_lie_in_their_text_and_hold_a_number(text: str) -> None:
    tables = Tables(text)
    for cell in tables.cells:
        assert any(character.isdigit() for character in text[cell.start : cell.end])
        assert tables.at(cell.start) is not None
