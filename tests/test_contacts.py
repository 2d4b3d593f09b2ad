"""Contact data is hidden in whatever state it comes, and nothing that counts something is."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.contacts import MASK, contact_spans, mask
from extraction.decode import decode

RAW = Path(__file__).parent.parent / "raw"


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("(联系人:马兆柱,联系电话:13362006642)", ["马兆柱", "13362006642"]),
        ("（联系人：市职鉴中心王智勇，15082854111）", ["市职鉴中心王智勇", "15082854111"]),
        ("联系人: 董千海 联系电话: (028) 86625779", ["董千海 ", "(028) 86625779"]),
        ("电子邮箱: ldtpxc0163.com", ["ldtpxc0163.com"]),
        ("(联系人:职建股 刘芳 O731-8361 5520)", ["职建股 刘芳 O731-8361 5520"]),
        ("职业能力建设科，联系电话：0377-63133908）", ["0377-63133908"]),
        ("聯(lián)系(xì)人：張三，聯(lián)系(xì)電(diàn)話(huà)：13800138000", ["張三", "13800138000"]),
        ("联系人：\n王五\n", ["王五"]),
        ("联系人王小明，电话0571-88889999", ["王小明", "0571-88889999"]),
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
        "索引号: 1133080000261812XL/2023-140940 成文日期: 2023-08-10",
        "发放补贴13800138000.5元",
        "每人每月1000元，共1500人；引进人才13512345678人",
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
        for personal in ("王智勇", "15082854111", "董千海", "86625779", "马兆柱", "13362006642"):
            assert personal not in masked


@given(st.text(alphabet="联系人电话:：,，0123456789-()（） \n张三@a.cn邮箱", max_size=80))
def test_keeps_the_length_and_hides_all_at_once(text: str) -> None:
    masked = mask(text)
    assert len(masked) == len(text)
    assert [character for character in masked if character.isspace()] == [c for c in text if c.isspace()]
