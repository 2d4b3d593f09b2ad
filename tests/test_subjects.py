"""Which words narrow a figure, and that words which only name the indicator narrow nothing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.noun_phrases import bare, noun_after, noun_before
from extraction.reader import extract
from extraction.stages import Document


def subjects(sentence: str) -> list[tuple[str, str | None]]:
    """Each figure of the catalogue in a letter of one sentence, with its subject."""
    document = Document("d", f"{sentence}\n", "答复", "衢州市人力资源和社会保障局", date(2023, 8, 10))
    return [(o.quote, o.subject) for o in extract(document).observations if o.indicator != "other"]


@pytest.mark.parametrize(
    "sentence",
    [
        "截至6月底,今年全市共开展职业技能培训7.9万人次。",
        "2022年,全市新增技能人才1.98万人。",
        "2023年，计划新增技能人才1.5万人以上。",
        "目前全市技能人才总量达57.3万人。",
        "截至目前,累计开展新型学徒制培训4025人。",
        "全市已备案评价机构312家。",
        "去年全县举办培训班86期。",
        "今年以来举办职业技能竞赛6场。",
        "全市职业技能等级认定涵盖63个职业工种。",
    ],
)
def test_words_that_only_name_the_indicator_narrow_nothing(sentence: str) -> None:
    (found,) = subjects(sentence)
    assert found[1] is None


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("年内将举办各类工匠班80期。", ["工匠班"]),
        ("2022年，全市培训“粤菜师傅”2.1万人次。", ["粤菜师傅"]),
        ("今年组织补贴性职业技能培训1.3万人次。", ["补贴性"]),
        ("全市共建有市级技能大师工作室70家。", ["市级"]),
        ("全市现有晋江市级技能大师工作室37家。", ["晋江市级"]),
        ("评选命名首批100名“巴渠工匠”。", ["巴渠工匠"]),
        ("产生甘肃省技术能手17名。", ["甘肃省技术能手"]),
        ("共有239人列入新时代浙江工匠培育工程。", ["新时代浙江工匠培育工程"]),
        ("在大赛中，2名选手获得二等奖,1名选手获得三等奖。", ["二等奖", "三等奖"]),
        ("全市现有技工院校6所，在校生2.8万余人。", ["技工院校", "技工院校在校生"]),
        (
            "全市建立290家技能等级评价备案企业和13家社会培训评价组织。",
            ["技能等级评价备案企业", "社会培训评价组织"],
        ),
        ("2022年发放技能提升补贴300万元,1870名参保职工从中受益。", ["技能提升补贴", "参保职工"]),
        ("2024年我市预计将引进急需紧缺人才12535人。", ["急需紧缺人才"]),
    ],
)
def test_what_narrows_a_figure_is_kept(sentence: str, expected: list[str]) -> None:
    assert [subject for _, subject in subjects(sentence)] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "每年评选“浙江大工匠”“浙江杰出工匠”、“浙江工匠”、“浙江青年工匠”,并分别给予50万元、30万元、3万元、2万元培育资金。",
            ["浙江大工匠", "浙江杰出工匠", "浙江工匠", "浙江青年工匠"],
        ),
        (
            "对在一线岗位工作的技师和高级技师,每人每年分别给予5000元和1万元的人才津贴。",
            ["技师（每年）", "高级技师（每年）"],
        ),
        (
            "对培养职工学徒和学生学徒的,分别按每人每年最高8000元、3000元的标准给予补贴。",
            ["职工学徒（每年）", "学生学徒（每年）"],
        ),
        (
            "获批国家级、省级、市级技能大师工作室的,给予10万元、5万元、2万元工作经费。",
            ["国家级技能大师工作室", "省级技能大师工作室", "市级技能大师工作室"],
        ),
        ("对前三名依次奖励8000元、5000元、3000元。", ["第一名", "第二名", "第三名"]),
        ("对评为示范企业的，最高给予20万元奖励。", ["示范企业"]),
        (
            "取得技师证书的，给予3000元补贴；取得高级技师证书的，给予8000元补贴。",
            ["技师证书", "高级技师证书"],
        ),
        ("评选“浏阳工匠”15名,每人奖励3000元。", ["浏阳工匠", "浏阳工匠"]),
    ],
)
def test_an_entitlement_is_for_whom_the_sentence_names_in_order(sentence: str, expected: list[str]) -> None:
    assert [subject for _, subject in subjects(sentence)] == expected


def test_a_share_says_what_it_is_a_share_of() -> None:
    found = subjects(
        "全市开展职业技能培训41.2万人次，新增技能人才28.6万人，分别完成年度任务的137.3%、119.2%。"
    )
    assert [subject for quote, subject in found if "%" in quote] == ["职业技能培训", "新增技能人才"]


def test_counties_in_a_list_are_about_what_the_list_is_about() -> None:
    found = subjects("2016年，培训建档立卡贫困劳动力1.86万人；其中，柯城区4120人，衢江区3985人。")
    assert [subject for _, subject in found] == ["建档立卡贫困劳动力"] * 3


@given(st.text(max_size=60))
def test_no_text_breaks_the_cutting_of_phrases(text: str) -> None:
    phrase = bare(text)
    assert len(phrase) <= len(text)
    assert bare(phrase) in (phrase, bare(bare(phrase)))
    assert noun_before(text, 0, len(text)) in text.translate(str.maketrans("", "", '“”"「」『』‘’ \n\t　'))
    assert isinstance(noun_after(text, 0, len(text)), str)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("市人社局公布2023年度衢州市技能大师名单，共有32人入选。", "衢州市技能大师"),
        ("各级工匠学院已培训职工3万余人。", "职工"),
        ("该基地已累计培训各类人员252万人次。", None),
        ("李某还培养化学检验高技能人才60余人。", "化学检验高技能人才"),
        ("获得一等奖的选手可得到1.2万元奖励。", None),
        ("入选人员将享受每月1000元津贴。", "（每月）"),
        ("按照大专生每人1000元/月给予补贴。", "大专生"),
        ("给予补贴（大专以下最高500元/人/月、大专最高750元/人/月）。", "大专以下"),
        ("取得证书的，补贴标准一般不超过1000元。", None),
        ("技能大赛至今已连续举办14届。", None),
    ],
)
def test_what_is_told_of_people_is_no_part_of_the_subject(text: str, subject: str | None) -> None:
    assert subjects(text)[0][1] == subject
