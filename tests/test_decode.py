"""Bytes of a document become text, or are refused with a reason that says what to do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.decode import UnreadableDocument, decode

LETTER = "达州市人力资源和社会保障局\r\n今年以来，全市共开展职业技能培训7.9万人次，新增技能人才1.98万人。\r\n"


@pytest.mark.parametrize(
    ("written_as", "read_as"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("gbk", "gb18030"),
        ("gb18030", "gb18030"),
        ("utf-16", "utf-16-le"),
        ("utf-32", "utf-32-le"),
    ],
)
def test_text_comes_back_from_every_usual_encoding_with_its_line_ends(written_as: str, read_as: str) -> None:
    decoded = decode(LETTER.encode(written_as))
    assert decoded.text == LETTER
    assert decoded.encoding == read_as
    assert not decoded.is_truncated


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_recognised(encoding: str) -> None:
    assert decode(LETTER.encode(encoding)).text == LETTER


def test_big5_is_detected() -> None:
    letter = (
        "瀘州市人力資源和社會保障局關於提案的答覆,現將辦理情況函告如下:全市共開展職業技能培訓七萬人次。" * 5
    )
    assert decode(letter.encode("big5")).text == letter


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_last_character_that_was_cut_off_is_left_out_and_recorded(encoding: str) -> None:
    decoded = decode((LETTER + "人").encode(encoding)[:-1])
    assert decoded.text == LETTER
    assert decoded.is_truncated


def test_a_byte_missing_in_the_middle_is_refused_with_its_offset() -> None:
    data = LETTER.encode()
    with pytest.raises(UnreadableDocument, match=r"0xE5 at offset 3.*UTF-8"):
        decode(data[:3] + data[3:4] + data[5:])


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"%PDF-1.7\n", "a PDF file"),
        (b"PK\x03\x04rest", "zip"),
        (b"\xef\xbb\xbf  \n", "blank"),
        (bytes(range(32)) * 40, "binary"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableDocument, match=reason):
        decode(data)


@given(st.text(st.characters(codec="gb18030", exclude_categories=["Cc", "Cs", "Co", "Cn"]), min_size=1))
def test_any_utf_8_text_comes_back_unchanged(text: str) -> None:
    try:
        decoded = decode(("报" + text).encode())
    except UnreadableDocument as refusal:  # a binary signature or blank text is refused, nothing else
        raise AssertionError(refusal.reason) from refusal
    assert decoded.text == "报" + text


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        assert decode(data).text
    except UnreadableDocument as refusal:
        assert refusal.reason
