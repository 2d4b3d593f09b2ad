"""Contact data is hidden in whatever state it comes, and nothing that counts something is."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.contacts import MASK, contact_spans, mask
from extraction.decode import decode

RAW = Path(__file__).parent.parent / "raw"

_MOBILE = re.compile(r"(?<![\d.])1[3-9]\d{9}(?![\d.])")
_CALLED = re.compile(r"(?:联系电话|联系人)[:：]?\s*[(（]?\d{3}")


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("(联系人:甄明理,联系电话:13800000000)", ["甄明理", "13800000000"]),
        ("（联系人：市职鉴中心贾文彬，13900000000）", ["市职鉴中心贾文彬", "13900000000"]),
        ("联系人: 钱小川 联系电话: (028) 00000000", ["钱小川 ", "(028) 00000000"]),
        ("电子邮箱: zxpxks0163.com", ["zxpxks0163.com"]),
        ("(联系人:职建股 孙小禾 O731-0000 0000)", ["职建股 孙小禾 O731-0000 0000"]),
        ("职业能力建设科，联系电话：0830-0000000）", ["0830-0000000"]),
        ("聯(lián)系(xì)人：張三，聯(lián)系(xì)電(diàn)話(huà)：13800000000", ["張三", "13800000000"]),
        ("联系人：\n王五\n", ["王五"]),
        ("联系人王小明，电话0571-00000000", ["王小明", "0571-00000000"]),
        ("请发至 someone@rsj.example.gov.cn 即可", ["someone@rsj.example.gov.cn"]),
        ("拨打 400-123-4567 咨询", ["400-123-4567"]),
    ],
)
def test_hides_names_numbers_and_addresses(text: str, hidden: list[str]) -> None:
    assert [text[start:end] for start, end in contact_spans(text)] == hidden


@pytest.mark.parametrize(
    "text",
    [
        "投入15000000000元用于培训",
        "全年受理电话咨询8.5万个，12333热线接听25000次",
        "12345热线电话办结300000件",
        "索引号: 1100000000000000XL/2023-100001 成文日期: 2023-08-10",
        "发放补贴13800000000.5元",
        "每人每月1000元，共1500人；引进人才13500000000人",
        "联系人民群众，服务企业",
    ],
)
def test_leaves_what_counts_something(text: str) -> None:
    assert mask(text) == text


def test_hides_the_contacts_of_the_letters_and_keeps_every_other_character() -> None:
    for file in sorted(RAW.glob("*.txt")):
        text = decode(file.read_bytes()).text
        masked = mask(text)
        assert len(masked) == len(text)
        assert all(after in (before, MASK) for before, after in zip(text, masked, strict=True))
        assert not _MOBILE.search(masked), file.name
        assert not _CALLED.search(masked), file.name


@given(st.text(alphabet="联系人电话:：,，0123456789-()（） \n张三@a.cn邮箱", max_size=80))
def test_keeps_the_length_and_hides_all_at_once(text: str) -> None:
    masked = mask(text)
    assert len(masked) == len(text)
    assert [character for character in masked if character.isspace()] == [c for c in text if c.isspace()]
