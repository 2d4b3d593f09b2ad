"""A line break of the repaired text means structure; one inside a sentence or a number is gone."""

from __future__ import annotations

import pytest

from extraction.repair import repair

PROSE = "全市坚持就业优先，技能人才队伍不断壮大。今年以来，持续开展职业技能培训"


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        (f"{PROSE}工\n\n作，取得成效。", f"{PROSE}工作，取得成效。"),
        (f"{PROSE}1\n2860人次。", f"{PROSE}12860人次。"),
        (f"{PROSE}12860\n人次，其中女性较多。", f"{PROSE}12860人次，其中女性较多。"),
        (f"{PROSE}，\n取得成效。", f"{PROSE}，取得成效。"),
        ("全市累计开展培训，共计12.5\n万人次，完成任务。", "全市累计开展培训，共计12.5万人次，完成任务。"),
        ("今年以来，全市培训达到10.\n5万人次。", "今年以来，全市培训达到10.5万人次。"),
        ("到2025年，技能人才总量达到\n38万人，稳步增长。", "到2025年，技能人才总量达到38万人，稳步增长。"),
        (f"{PROSE}\n\n— 3 —\n\n5000人，成效显著。", f"{PROSE}5000人，成效显著。"),
        ("关于印发《职业技能\n培训办法》的通知", "关于印发《职业技能培训办法》的通知"),
    ],
)
def test_a_break_inside_a_sentence_or_number_goes(received: str, expected: str) -> None:
    assert repair(received).text == expected


@pytest.mark.parametrize(
    "text",
    [
        "一、加强规划引领，高位推动建设\n(一)高位推动。今年以来，成效显著。",
        "二、提高认识，加强领导\n各单位要高度重视，抓好落实。",
        f"{PROSE}\n二、下一步工作",
        f"{PROSE}\n——开展培训，提高质量。",
        f"{PROSE}\n达州市人力资源和社会保障局\n2023年8月28日",
        "联系人：张三\n联系电话：0830-1234567",
        "地区|培训(人次)|新增(人)\n红山区|5200|400\n松山区|5600|420",
        "地区\t培训\n红山区\t5200",
        "指标\n数值\n补贴性培训\n41256\n新增技能人才\n23700",
        "一、总体要求\n\n二、主要目标\n\n三、保障措施",
        f"{PROSE}\n\u3000\u3000各地要加强领导，抓好落实。",
        "① 培训5200人\n② 鉴定400人",
        "一、总体要求。\n\n- 2 -\n\n二、主要目标",
        "一、坚持需求导向，大规模开展职业技能培训\n2022年，全市开展培训，成效显著。",
        "一、坚持需求导向，大规模开展职业技能培训\n5000人参加，成效显著。",
        "甲县，2022\n1200\n300",
    ],
)
def test_structure_stays(text: str) -> None:
    assert repair(text).text == text


def test_a_unit_in_a_cell_of_its_own_joins_its_number() -> None:
    received = "指标\n数值\n单位\n技能培训\n41,256\n人次\n完成率\n117.9\n%"
    repaired = repair(received)
    assert repaired.text == "指标\n数值\n单位\n技能培训\n41,256人次\n完成率\n117.9%"
    start = repaired.text.index("41,256人次")
    assert received[slice(*repaired.received_span(start, start + 8))] == "41,256\n人次"


def test_text_wrapped_at_a_fixed_width_is_joined_into_paragraphs() -> None:
    paragraph = (
        "近年来全市坚持把技能人才工作摆在突出位置大力实施技能提升行动统筹推进培训评价使用激励各环节工作技能人才队伍规模不断壮大"
        "结构持续优化为全市经济社会高质量发展提供了有力支撑截至目前全市技能人才总量达到二十七万五千人其中高技能人才六万一千人"
    )
    lines = [paragraph[start : start + 24] for start in range(0, len(paragraph), 24)]
    assert (
        repair("工作总结\n" + "\n".join(lines) + "。\n一、主要工作").text
        == f"工作总结\n{paragraph}。\n一、主要工作"
    )
