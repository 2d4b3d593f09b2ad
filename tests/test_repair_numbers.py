"""Recognition slips in numbers are put right where the context is certain, and recorded."""

from __future__ import annotations

import pytest

from extraction.repair import repair


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        ("评选工匠l5名", "评选工匠15名"),
        ("发放3OO余万元", "发放300余万元"),
        ("从业人员近3O万人", "从业人员近30万人"),
        ("2O18年评选", "2018年评选"),
        ("完成任务的l18.6%", "完成任务的118.6%"),
        ("，l 870名职工", "，1870名职工"),
        ("浏人社函〔2O19〕33号", "浏人社函〔2019〕33号"),
        ("联系电话O731-8361552", "联系电话0731-8361552"),
        ("培训1 2 860人次", "培训12860人次"),
        ("培训9 300余人次", "培训9300余人次"),
        ("每人补贴8 00-1 500元", "每人补贴800-1500元"),
        ("发放1 0 26.8万元", "发放1026.8万元"),
        ("完成目标的6 0.2 %", "完成目标的60.2%"),
        ("从2 018年到201 9年", "从2018年到2019年"),
        ("关于第1 04号提案", "关于第104号提案"),
        ("培训41，256人次", "培训41,256人次"),
        ("投入1，234，567元", "投入1,234,567元"),
        ("新增7·9万人", "新增7.9万人"),
    ],
)
def test_a_slip_is_put_right_and_recorded(received: str, expected: str) -> None:
    repaired = repair(received)
    assert repaired.text == expected
    assert repaired.corrected


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        ("敦促 18 家单位", "敦促18家单位"),
        ("突破2.8 万人", "突破2.8万人"),
        ("每 2 年评选 10 名", "每2年评选10名"),
        ("占比 45 %左右", "占比45%左右"),
        ("二○一八年", "二〇一八年"),
    ],
)
def test_spaces_around_a_number_go_without_being_a_correction(received: str, expected: str) -> None:
    repaired = repair(received)
    assert repaired.text == expected
    assert not repaired.corrected


@pytest.mark.parametrize(
    "text",
    [
        "完成2023 100名的目标",
        "红山区 5200 400 1300",
        "发布日期:2023-08-10 11:36 浏览次数:12",
        "索引号:1133/2023-140940 成文日期:2023",
        "O2O平台、5G基站、4S店、VOC治理",
        "III期临床、IO接口、Olympic",
        "1 总则\n2 范围",
        "揭晓 20人获命名",
        "联系电话:0830-3110 231",
        "2019-11-15 09:20 阳江市人力资源和社会保障局",
        "附表 2025年任务分解表",
        "见附表1 20家企业",
        "发布时间：2023-06-12 09:30 来源：市人社局",
        "3·15活动",
        "分别为2022，345人",
    ],
)
def test_what_may_be_meant_stays(text: str) -> None:
    repaired = repair(text)
    assert repaired.text == text
    assert not repaired.corrected
