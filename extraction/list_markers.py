"""The numbers that count the items of a document: 一、 (二) 1. ① 一是.

What belongs here: telling a marker from a number at the same place. What does not: what the item says.
"""

from __future__ import annotations

_CHINESE_NUMBER = "一二三四五六七八九十"
_BEHIND_MARKER = tuple("、.．，,:：")
_CLOSING = (")", "）")
_OPENS_ITEM = tuple("。；;！？：:")
_BOUNDARY = tuple('。；：:;！？!?，,、 \n\t\u3000”"’」』)）】》…—-*•·#>|')
_LINE_LEAD = " \t\u3000\xa0-*•·●■◆#>（(【["
_LONGEST_LEAD = 12


def at_line_start(text: str, position: int) -> bool:
    """Whether only spaces, bullets and an opening bracket stand between `position` and its line's start."""
    before = position - 1
    lowest = max(-1, position - _LONGEST_LEAD)
    while before > lowest and text[before] in _LINE_LEAD:
        before -= 1
    return before < 0 or text[before] == "\n"


def list_marker_end(text: str, start: int, end: int) -> int | None:
    """Where the list marker with the number `start:end` stops, or null where the number is no marker."""
    if text.startswith((" .", " 、"), end):
        end += 1
    before = text[start - 1] if start else "\n"
    is_chinese = text[start] in _CHINESE_NUMBER
    if before in "(（" and text.startswith(_CLOSING, end):
        return _bracketed_end(text, start, end, is_chinese)
    if is_chinese and (before == "其" or before in _BOUNDARY) and _is_spoken(text, start, end, before):
        return end if before == "其" else end + 1
    if end - start > 3:
        return None
    if text.startswith(_BEHIND_MARKER, end):
        return _pointed_end(text, start, end, is_chinese)
    is_at_item = before in "。；;：:，, " or at_line_start(text, start)
    is_closed = text.startswith(_CLOSING, end) and end - start <= 2 and is_at_item
    return end + 1 if is_closed else None


def _bracketed_end(text: str, start: int, end: int, is_chinese: bool) -> int | None:
    """(一) is always a marker; (3) only where it does not follow a word: 工作室(3)."""
    outside = text[start - 2] if start > 1 else "\n"
    return end + 1 if is_chinese or (end - start <= 2 and outside in _BOUNDARY) else None


def _is_spoken(text: str, start: int, end: int, before: str) -> bool:
    """一是, 二要, 一来, 其一."""
    if before == "其":
        return end - start == 1
    if text.startswith(("是", "要"), end):
        return end - start <= 2
    return text.startswith(("来", "则"), end) and text[start:end] in ("一", "二", "三")


def _pointed_end(text: str, start: int, end: int, is_chinese: bool) -> int | None:
    """一、 and 1. at the start of a line or behind a full stop, but not 一、二、三等奖 or 1.5."""
    before = text[start - 1] if start else "\n"
    after = text[end + 1 : end + 2]
    if before not in _OPENS_ITEM and not at_line_start(text, start):
        return None
    if is_chinese:
        return None if after and after in _CHINESE_NUMBER else end + 1
    return end + 1 if end - start <= 2 and not after.isdigit() and after != "\n" else None
