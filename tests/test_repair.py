"""Damaged letters read as they were written, and every character knows where it came from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extraction.decode import decode
from extraction.repair import repair
from extraction.stages import RepairedText

RAW = Path(__file__).parent.parent / "raw"
MIXED = (
    "人才技能培训會議0123456789 lO.,?？!！，、。；()（）《》“”huìrén\n\r\t\u3000\xa0\u200b\x00%万元名年x0da-|"
    "犊傮“”摿σé锛銆&;"
)


def letter(number: str) -> str:
    (path,) = RAW.glob(f"{number}_*.txt")
    return decode(path.read_bytes()).text


def guesses(repaired: RepairedText) -> list[str]:
    return [repaired.text[position] for position in sorted(repaired.guessed)]


def check_map(repaired: RepairedText) -> None:
    received = repaired.received
    assert len(repaired.starts) == len(repaired.ends) == len(repaired.text)
    assert all(start < end for start, end in zip(repaired.starts, repaired.ends, strict=True))
    assert list(repaired.starts) == sorted(repaired.starts)
    assert list(repaired.ends) == sorted(repaired.ends)
    assert all(0 <= position < len(repaired.text) for position in repaired.guessed | repaired.corrected)
    if repaired.text:
        assert repaired.starts[0] >= 0
        assert repaired.ends[-1] <= len(received)


def test_letter_000_reads_as_it_was_written_and_each_question_mark_is_explained() -> None:
    received = letter("000")
    assert received.count("?") == 8
    repaired = repair(received)
    assert "?" not in repaired.text
    assert re.search(r"\([a-zü\u00e0-\u01dc]+\)", repaired.text) is None
    assert ",," not in repaired.text
    for words in (
        "余先河市长出席评审会议并致辞。《总体规划》先后经泸州市九届人民政府第34次常务会议",
        "(二)坚持突出核心区示范引领。《总体规划》突出,按照",
        "西部职业(技工)师资研培基地、天府数智工匠高技能人才培育基地",
        "《中国组织人事报》《人力资源报》《四川日报》《泸州日报》、泸州电视台等",
        "在校师生达3万余人,输出高技能人才5000余人次。",
        "年内将举办各类工匠班80期,培训4500人次以上,",
    ):
        assert words in repaired.text
    assert guesses(repaired) == ["。", "。"]


def test_letter_004_reads_as_it_was_written_and_each_question_mark_is_explained() -> None:
    received = letter("004")
    assert received.count("?") == 3
    repaired = repair(received)
    assert "?" not in repaired.text
    assert re.search(r"\([a-zü\u00e0-\u01dc]+\)", repaired.text) is None
    for words in (
        "等本地大专院校升格为本科院校”方面。市领导带队向上汇报,",
        "四川化工职业技术学院的现有条件、发展潜力以及升本的必要性进行深入研究,",
        "2024年我市预计将引进急需紧缺人才12535人,",
    ):
        assert words in repaired.text
    assert guesses(repaired) == ["校", "面", "升", "本", "要", "性"]


def test_letter_003_is_undamaged_and_comes_out_unchanged() -> None:
    received = letter("003")
    repaired = repair(received)
    assert repaired.text == received
    assert repaired.starts == range(len(received))


def test_letter_001_loses_its_page_breaks_and_the_spaces_around_numbers_only() -> None:
    received = letter("001")
    repaired = repair(received)
    assert "技能人才队伍思路强化了" in repaired.text
    assert "“优秀返乡人才培育计划”" in repaired.text
    assert "每2年评选10名“达州市杰出人才”" in repaired.text
    assert re.sub(r"\s", "", repaired.text) == re.sub(r"\s", "", received)


def test_letter_002_loses_its_page_breaks_only() -> None:
    received = letter("002")
    repaired = repair(received)
    assert "助力经济发展的创新体系" in repaired.text
    assert repaired.text.count("\n") == received.count("\n") - 2 * 5
    assert repaired.text.replace("\n", "") == received.replace("\n", "")


def test_a_figure_cut_by_an_annotation_maps_back_to_what_stands_there() -> None:
    received = "在校師生達3萬(wàn)余人(rén),,輸出"
    repaired = repair(received)
    assert repaired.text == "在校师生达3万余人,输出"
    start = repaired.text.index("3万余人")
    span = repaired.received_span(start, start + 4)
    assert received[slice(*span)] == "3萬(wàn)余人"


def test_toneless_and_repeated_annotations_go() -> None:
    assert repair("十(shi)(shi)二五時(shi)期，培訓會 (hui)議").text == "十二五时期，培训会议"
    assert repair("殘(can)(can)(can)疾(ji)(ji)(ji)(ji)人(ren)(ren)(ren)").text == "残疾人"


def test_pinyin_in_full_width_brackets_goes() -> None:
    assert repair("社會（huì）保障( zhàng )局").text == "社会保障局"


def test_pinyin_behind_a_space_goes_where_the_document_has_it_often() -> None:
    received = "社會 hui 保障局，職 zhi 業技能培訓 xun，發 fa 放補貼 tie 資金"
    assert repair(received).text == "社会保障局，职业技能培训，发放补贴资金"
    assert repair("使用 app 报名，参加 go 语言培训").text == "使用 app 报名，参加 go 语言培训"


def test_brackets_that_annotate_nothing_stay() -> None:
    for text in ("使用管理系统(app)报名", "增长率(yoy)为正", "世界技能大赛(WorldSkills)", "企业(oem)"):
        assert repair(text).text == text


def test_question_marks_of_an_undamaged_text_stay() -> None:
    text = "什么是工匠？谁能参加?，如何报名?!请来电??"
    assert repair(text).text == text


def test_traditional_text_becomes_simplified_by_words() -> None:
    text = "乾隆年間的製造業，乾燥的倉庫，顯著提高，持續著力，什麼，佔比，為爲，答覆"
    assert repair(text).text == "乾隆年间的制造业，干燥的仓库，显著提高，持续着力，什么，占比，为为，答复"


def test_single_traditional_characters_in_simplified_text_are_folded_and_shared_ones_stay() -> None:
    clean = "全市共发放技能提升补贴，惠及职工，进一步完善政策。" * 10
    assert repair(clean + "补貼政策由著名工匠乾某宣讲").text == clean + "补贴政策由著名工匠乾某宣讲"


def test_radicals_and_full_width_digits_take_their_common_form() -> None:
    assert (
        repair("⼈⼒资源，⻓江，⺠生，培训１２．５万⼈次，占６０％").text
        == "人力资源，长江，民生，培训12.5万人次，占60%"
    )


def test_what_is_no_text_goes_and_line_ends_become_one() -> None:
    assert repair("培\u200b训\x00x0dx0a一。\r\n二\xa0三&nbsp;四&ldquo;五").text == "培训\n一。\n二 三 四“五"


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_chinese_read_as_latin_text_is_read_again(encoding: str) -> None:
    clean = "达州市人力资源和社会保障局\n\n今年全市共开展培训7.9万人次，新增技能人才1.98万人。\n2023年7月14日"
    received = clean.encode(encoding).decode("latin-1")
    repaired = repair(received)
    assert repaired.text == clean
    check_map(repaired)
    start = clean.index("7.9万人次")
    span = slice(*repaired.received_span(start, start + 6))
    assert received[span].encode("latin-1").decode(encoding) == "7.9万人次"


def test_utf_8_read_as_gbk_is_read_again_as_far_as_its_bytes_are_left() -> None:
    received = "鍏ㄥ競鍏卞紑灞曡亴涓氭妧鑳藉煿璁?3.6涓囦汉娆★紝鏂板?鎶€鑳戒汉鎵?1.2涓囦汉銆?"
    repaired = repair(received)
    assert repaired.text == "全市共开展职业技能培\ufffd3.6万人次，新\ufffd技能人\ufffd1.2万人\ufffd"
    check_map(repaired)


def test_western_words_are_no_mojibake() -> None:
    text = "与Crédit Agricole、Électricité及Ångström公司合作"
    assert repair(text).text == text


@pytest.mark.parametrize(
    "end", ["?huì)", "?！", "?，", "會?", "會?huì)", "會?huì)\n會", "會(huì)?", "?！犊", "?！犊?"]
)
def test_damage_at_the_end_of_a_text_or_line_is_no_trouble(end: str) -> None:
    check_map(repair("會(huì)議，，" + end))


@given(st.text(max_size=200) | st.text(st.sampled_from(MIXED), max_size=200))
@settings(max_examples=400, deadline=None)
def test_any_text_is_repaired_with_a_map_that_holds(text: str) -> None:
    check_map(repair(text))


@given(st.text(st.sampled_from("人才技能培训工作，、。；：“”《》全市共开展"), max_size=80))
@settings(deadline=None)
def test_repair_of_a_line_leaves_nothing_to_repair(text: str) -> None:
    once = repair(text).text
    assert repair(once).text == once
