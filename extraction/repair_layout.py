"""Line breaks: joined where a sentence or a number goes on, kept where the document has structure.

After this step a line break means structure: a heading, a paragraph, a list item, a row or cell of a table.
Broken sentences come from pages that were printed (a page ends inside a sentence) and from text wrapped at
a fixed width. The default is to keep a break; joining needs a reason.
"""

from __future__ import annotations

import re

from extraction.repair_edits import Draft, Edit
from extraction.repair_numbers import AFTER_NUMBER

_ITEM = re.compile(
    r"[-–—•·●○◆◇■□▪▲△★☆※*►▶➢✓]|[（(][一二三四五六七八九十0-9a-z]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、.．]|[一二三四五六七八九十]{1,2}是"
    r"|第[一二三四五六七八九十百0-9]{1,4}[章节条款项篇]|[0-9]{1,2}[.．、)）](?![0-9])|[①-⓿㈠-㈩]"
    r"|附件|附表|附录|专栏|抄送|联系|[（(]联系|主办|承办|索引|来源|备注|注[:：]|[图表][0-9]|http"
)
_DATE_LINE = re.compile(
    r"[12][0-9〇]{3}[年/.-][0-9]{1,2}[月/.-][0-9]{1,2}日?[\s(（]?[^。]{0,12}$|二〇[一二三四五六七八九〇]{2}年"
)
_KEY_VALUE = re.compile(r"[^，。；、,;“”]{1,12}[：:]")
_SENTENCE_END = frozenset("。！？!?；;：:…")
_CLAUSE_END = frozenset("，、,")
_CLOSING = frozenset('”’）)》】〕」』"')
_PROSE_MARK = re.compile("[，。；、,;]")
_NUMBER_CELL = re.compile(r"[约近超]?[0-9][0-9,]*(?:\.[0-9]+)?[余多]?")
_UNIT_CELL = re.compile(
    r"[余多]?[万亿千百]?(?:人次|人|名|元|个|家|所|期|场|届|项|次|件|支|户|套|%|％|个百分点)|[万亿]"
)
_BEGINS_WITH_UNIT = re.compile(AFTER_NUMBER)
_EXPECTS_NUMBER = re.compile(
    "[，、,：:].*(?:达到?|共有?|约|为|至|超过?|突破|近|每|完成|培训|发放|新增|建成|的)$"
)
_BEGINS_WITH_FIGURE = re.compile(rf"(?![12][0-9]{{3}}年)[0-9][0-9.,]*{AFTER_NUMBER}")
_BROKEN_DECIMAL = re.compile(r"[^0-9.\s][0-9]+\.$")
_PAGE_NUMBER = re.compile("[-–—] ?[0-9]{1,3} ?[-–—]")
_PAIRS = (("《", "》"), ("（", "）"), ("(", ")"), ("“", "”"), ("〔", "〕"))
_WIDE = re.compile("[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]")
_LONG_LINE = 50
_SHORT_SENTENCE = 15
_LONGEST_WRAPPED = 80
_FEWEST_WRAPPED = 6


def join_broken_lines(draft: Draft) -> None:
    """Take out the line breaks inside sentences and numbers, with the blank space around them."""
    text = draft.text
    if "\n" not in text:
        return
    lines = text.split("\n")
    width = _wrap_width(lines)
    edits: list[Edit] = []
    before, last_line, before_end, before_index, position = "", "", 0, 0, 0
    for index, line in enumerate(lines):
        content = line.strip()
        if not content or _PAGE_NUMBER.fullmatch(content):
            position += len(line) + 1
            continue
        indent = len(line) - len(line.lstrip())
        is_joined = False
        if before and before[-1] not in _SENTENCE_END:
            is_indented = indent > 1 or line[0] == "\u3000"
            is_wrapped = width is not None and index == before_index + 1 and _width(last_line) >= width
            is_joined = _goes_on(before, content, is_indented, is_wrapped)
            if is_joined:
                edits.append(Edit(before_end, position + indent, _between(before, content)))
        before = before[-_LONGEST_WRAPPED:] + content if is_joined else content
        last_line, before_end, before_index = content, position + indent + len(content), index
        position += len(line) + 1
    draft.apply(edits)


def _between(line: str, following: str) -> str:
    """What stands for the break: a space between Latin words, else nothing."""
    is_latin = line[-1].isascii() and line[-1].isalpha() and following[0].isascii() and following[0].isalpha()
    return " " if is_latin else ""


def _width(line: str) -> int:
    """Columns that the line takes in print; a Chinese character takes two."""
    return len(line) + len(_WIDE.findall(line))


def _wrap_width(lines: list[str]) -> int | None:
    """The narrowest width of a full line where the text was wrapped at a fixed width; null where it was not.

    Wrapped text has many lines of nearly the same width and none that is longer.
    """
    if max(map(len, lines)) > _LONGEST_WRAPPED:
        return None
    widths = [_width(line) for line in lines if line and not line.isspace()]
    if len(widths) < _FEWEST_WRAPPED:
        return None
    widest = max(widths)
    full = sum(width >= widest - 4 for width in widths)
    return widest - 4 if 36 <= widest <= 120 and full >= 4 and full * 4 >= len(widths) else None


def _goes_on(line: str, following: str, is_indented: bool, is_wrapped: bool) -> bool:
    """Whether the sentence of `line` goes on in the next line that holds something."""
    if _NUMBER_CELL.fullmatch(line) and _UNIT_CELL.fullmatch(following):
        return True
    if is_indented or "|" in line or "\t" in line or "|" in following or "\t" in following:
        return False
    if _ITEM.match(following) or _DATE_LINE.match(following) or _KEY_VALUE.match(following):
        return False
    last = line[-1]
    if last in _CLAUSE_END:
        return _PROSE_MARK.match(following) is None
    if is_wrapped or _is_open(line, following):
        return True
    if _is_inside_figure(line, following):
        return True
    if last in _CLOSING or not _is_prose(line):
        return False
    return _PROSE_MARK.search(following) is not None


def _is_inside_figure(line: str, following: str) -> bool:
    """Whether a number is cut by the break, from its unit or from the verb that states it."""
    if _BROKEN_DECIMAL.search(line):
        return following[0].isdecimal()
    if line[-1].isdecimal():
        is_sentence = _is_prose(line) or (
            _PROSE_MARK.search(line) is not None and len(line) >= _SHORT_SENTENCE
        )
        return is_sentence and (_BEGINS_WITH_UNIT.match(following) is not None or following[0].isdecimal())
    if _ITEM.match(line) and "。" not in line:
        return False  # a heading
    begins = _BEGINS_WITH_FIGURE.match(following) is not None
    return begins and _EXPECTS_NUMBER.search(line) is not None and _PROSE_MARK.search(following) is not None


def _is_prose(line: str) -> bool:
    """Whether the line holds a sentence rather than a heading or a cell."""
    if "。" in line:
        return True
    return len(line) >= _LONG_LINE and not _ITEM.match(line) and _PROSE_MARK.search(line) is not None


def _is_open(line: str, following: str) -> bool:
    """Whether a bracket or quotation opened in `line` is closed in the next one."""
    for opening, closing in _PAIRS:
        opened = line.rfind(opening)
        if opened > line.rfind(closing) and opened >= len(line) - 60:
            closes, opens_again = following.find(closing), following.find(opening)
            if 0 <= closes < 60 and (opens_again < 0 or closes < opens_again):
                return True
    return False
