"""The whole way of one document: nothing is lost, nothing is invented, nothing raises."""

from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import read, stated

from extraction.figures import scan
from extraction.reader import LARGEST, extract, observe
from extraction.repair import repair
from extraction.stages import SET_ASIDE_REASONS, Document, Figure, RepairedText

LETTER = """衢州市人力资源和社会保障局关于市政协提案的答复
一、工作开展情况
截至6月底，全市开展职业技能培訓(xùn)7.9万人次，，城镇新增就业2.1万人，建成人才公寓300套。
“信安工匠”每两年评选20名，每人奖励1万元。第34次会议研究了3条措施。
二、下一步打算
2023年9月12日
"""


def test_every_number_has_exactly_one_account() -> None:
    extraction = read(LETTER)
    clean = extraction.repaired
    expected = sorted(clean.received_span(item.start, item.end) for item in scan(clean.text))
    assert [(number.span_start, number.span_end) for number in extraction.numbers] == expected
    for number in extraction.numbers:
        assert number.disposition in ("observation", "other", "set_aside")
        assert (number.reason is None) == (number.disposition != "set_aside")
        assert number.reason is None or number.reason in SET_ASIDE_REASONS
        assert "#" in number.wording


def test_numbers_and_observations_tell_the_same() -> None:
    extraction = read(LETTER)
    kept = Counter(n.disposition for n in extraction.numbers)
    others = sum(o.indicator == "other" for o in extraction.observations)
    assert (kept["other"], kept["observation"]) == (others, len(extraction.observations) - others)
    assert kept["observation"] == 3
    assert kept["other"] >= 2


def test_quotes_are_the_text_between_their_offsets() -> None:
    extraction = read(LETTER)
    assert extraction.observations
    for one in extraction.observations:
        assert LETTER[one.span_start : one.span_end] == one.quote
        assert one.quote in one.sentence
        assert LETTER[one.sentence_start :].startswith(one.sentence)


def test_each_field_has_its_evidence_and_a_probability() -> None:
    for one in read(LETTER).observations:
        assert {"indicator", "status", "basis", "period", "area"} <= set(one.evidence)
        assert all(one.evidence.values())
        assert 0 < one.confidence < 1


def test_the_signing_date_goes_before_the_publishing_date() -> None:
    assert read(LETTER, published=date(2024, 1, 5)).document_date == date(2023, 9, 12)
    assert read("今年培训900人次。", published=date(2024, 1, 5)).document_date == date(2024, 1, 5)


def figure_of(text: str) -> tuple[RepairedText, Figure]:
    clean = repair(text)
    return clean, next(item for item in scan(clean.text) if isinstance(item, Figure))


FIELDS = {
    "sentence": (0, "培训900人次"),
    "indicator": "training_participants",
    "subject": None,
    "unit": "person_time",
    "status": "actual",
    "basis": "period",
    "period_start": None,
    "period_end": None,
    "year": 2023,
    "area_code": "330800",
    "area_name": "衢州市",
    "confidence": Decimal("0.9"),
    "evidence": {},
}


def test_a_quote_that_is_not_in_the_text_is_refused() -> None:
    clean, figure = figure_of("培训900人次")
    document = Document("other", "另一份文本，没有那个数字", "", "")
    with pytest.raises(ValueError, match="is not '900人次'"):
        observe(document, clean, figure, {}, **FIELDS)  # type: ignore[arg-type]


def test_observations_on_one_span_are_numbered() -> None:
    clean, figure = figure_of("培训900人次")
    document = Document("one", "培训900人次", "", "")
    ordinals: dict[tuple[int, int], int] = {}
    made = [observe(document, clean, figure, ordinals, **FIELDS) for _ in range(3)]  # type: ignore[arg-type]
    assert [one.ordinal for one in made] == [0, 1, 2]
    assert len({one.observation_id for one in made}) == 3


def test_guessed_and_corrected_figures_are_marked() -> None:
    clean, figure = figure_of("培训900人次")
    document = Document("one", "培训900人次", "", "")
    assert not observe(document, clean, figure, {}, **FIELDS).is_guessed  # type: ignore[arg-type]
    guessed = replace(clean, guessed=frozenset({figure.start}))
    assert observe(document, guessed, figure, {}, **FIELDS).is_guessed  # type: ignore[arg-type]
    (slip,) = stated("评选“信安工匠”l5名。")
    assert (slip.value, slip.is_guessed) == (15, True)


def test_a_figure_too_large_for_the_warehouse_is_set_aside() -> None:
    (number,) = read("发放培训补贴9,999,999,999,999亿元。").numbers
    assert (number.disposition, number.reason) == ("set_aside", "out_of_range")
    assert LARGEST == 10**20


def test_contact_data_leaves_with_no_number() -> None:
    extraction = read("咨询电话：0570-3000000。今年培训900人次。\n（联系人：某科 甲乙丙，13800000000）")
    kept = "".join(n.quote + n.sentence + n.wording for n in extraction.numbers)
    kept += "".join(o.sentence + o.quote for o in extraction.observations)
    assert "13800000000" not in kept
    assert "3000000" not in kept
    assert "甲乙丙" not in kept


PIECES = [
    *"，。；、：（）“”\n 其中每约近达",
    "培训", "技能人才", "发放补贴", "万元", "人次", "12", "3.5万", "一百二十余", "2023年", "去年", "省级",
    "由", "增加到",
    "每人", "工作室", "家", "%", "最高", "(xùn)", "瀘", "?！", "\x00", "\u202e", "〇", "五成", "分别",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=40).map("".join)))
def test_no_text_raises_and_every_number_is_accounted_for(text: str) -> None:
    extraction = read(text)
    spans = [(number.span_start, number.span_end) for number in extraction.numbers]
    assert spans == sorted(spans)
    assert len(set(spans)) == len(spans)
    for one in extraction.observations:
        assert text[one.span_start : one.span_end] == one.quote


@pytest.mark.parametrize("title", ["", "2023年工作总结", "\x00\u202e", "关于印发《办法》的通知"])
def test_title_issuer_and_dates_may_be_missing(title: str) -> None:
    extraction = extract(Document("bare", "全市培训900人次。", title, ""))
    assert [one.indicator for one in extraction.observations] == ["training_participants"]
    assert extraction.document_date is None
