"""Cells know their row, their column and the unit that a header, a row or a caption gives them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
