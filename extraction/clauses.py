"""How a repaired text is built: lines, headings, sentences and clauses, and where in them a figure stands.

What belongs here: structure alone, found in one pass over the text. What does not: what any of it means.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from extraction.stages import Figure

CLAUSE_MARKS = "，,；;：:"

_SENTENCE_END = re.compile(r"[。！？!?\n](?:(?<!\n)[。！？!?]*[”’」』）)\"]*)?")
_LINE = re.compile(r"[^\n]+")
_HEADING = re.compile(
    r"[ \t　]*(?:"
    r"(?P<part>第[一二三四五六七八九十百零\d]{1,4}[章编部节])"
    r"|(?P<one>[一二三四五六七八九十]{1,3}[、.．,，])"
    r"|(?P<two>[（(][一二三四五六七八九十]{1,3}[)）][、.,，]?)"
    r"|(?P<article>第[一二三四五六七八九十百零\d]{1,4}条)"
    r"|(?P<three>\d{1,2}[、.．](?!\d))"
    r"|(?P<four>[（(]\d{1,2}[)）]|[①-⑳])"
    r")"
)
_LIST_TITLE = re.compile(r"[^\n，。；：:]{4,}(?:名单|名录|一览表)(?:[（(][^（）()\n]{1,12}[)）])?[ \t　]*$")
"""What a list is of: under 创新工作室名单 stand lines like 某镇（2个）."""
_LEVEL = {"part": 0, "one": 1, "two": 2, "article": 2, "three": 3, "four": 4}
_HEADING_END = re.compile(r"[。；;！!]|[：:]")
_KNOWN_TITLE = re.compile(
    r"[一-鿿]{0,6}?(?:背景|发展基础|现状|成效|回顾|目标任务|(?:总体|主要|发展|任务|工作)目标|打算|工作思路"
    r"|(?:基本|工作|完成)情况)(?=[“\"（(]?[一-鿿\d])"
)
_LONGEST_HEADING = 48
_LONGEST_CELL = 40
_LABEL_LINES = 4
_CONTEXT = 60
_REACH = 320
_CLOSING = re.compile(r"[）)]")
_OPENING_BRACKET = re.compile(r"[（(]")
_CLAUSE_END = re.compile(r"[，,；;：:。！？!?\n、]")
_CLAUSE_START = re.compile(r"[，,；;：:。！？!?\n]")


_ITEM = re.compile(
    r"[ \t\u3000]*[^，,。；;：:\n]{1,24}?[ \t\u3000：:]*\d[\d.]{0,6}万?[余多]?[个家所名人位项]次?"
    r"[；;，,。]?[ \t\u3000]*"
)
"""A line that holds one label and one counted number: 1.水晶雕刻 2家."""
_LEADS_IN = re.compile(r"(?:[^。；\n]{0,60}[。；])?[^。；\n]{1,60}[：:][ \t\u3000]*$")
"""The last two sentences before a list of lines: 我市8家入选。按技艺分：."""
_LONGEST_LEAD = 130
_MOST_ITEMS = 40

_NARROW = re.compile(r"(?<=[\u2e80-\uffef”])[,;:()]|[,;:()](?=[\u2e80-\uffef“])")
_TO_WIDE = 0xFEE0
"""How far behind an ASCII mark its full-width form stands in Unicode."""


def with_wide_marks(text: str) -> str:
    """The text with the ASCII marks that stand beside Chinese made full-width, one for one.

    Documents write either, and what a mark means does not hang on its width. Marks between digits and
    letters (1,234, 10:30, https://) stay.
    """
    return _NARROW.sub(lambda mark: chr(ord(mark.group()) + _TO_WIDE), text)


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a section: a short line, or the first sentence of a numbered paragraph."""

    start: int
    end: int
    level: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The lines, sentences and headings of one text, by their offsets."""

    text: str
    line_starts: Sequence[int]
    line_ends: Sequence[int]
    headings_of_line: Sequence[tuple[Heading, ...]]
    sentence_ends: Sequence[int]

    def line_at(self, position: int) -> int:
        """The index of the line that holds `position`, or of the one before it."""
        return max(bisect_right(self.line_starts, position) - 1, 0)

    def sentence_at(self, position: int) -> tuple[int, int]:
        """The sentence around `position`, its closing mark left out of neither side's account."""
        index = bisect_right(self.sentence_ends, position)
        start = self.sentence_ends[index - 1] if index else 0
        end = self.sentence_ends[index] if index < len(self.sentence_ends) else len(self.text)
        return start, end


def lay_out(text: str) -> Layout:
    """Find the lines, sentences and headings of `text` in one pass."""
    line_starts: list[int] = []
    line_ends: list[int] = []
    headings_of_line: list[tuple[Heading, ...]] = []
    stack: tuple[Heading, ...] = ()
    for line in _LINE.finditer(text):
        start, end = line.span()
        heading = _heading(text, start, end)
        if heading is not None:
            stack = (*(upper for upper in stack if upper.level < heading.level), heading)
        line_starts.append(start)
        line_ends.append(end)
        headings_of_line.append(stack)
    sentence_ends = [mark.end() for mark in _SENTENCE_END.finditer(text)]
    return Layout(text, line_starts, line_ends, headings_of_line, sentence_ends)


def _heading(text: str, start: int, end: int) -> Heading | None:
    marker = _HEADING.match(text, start, end)
    if marker is None or marker.lastgroup is None:
        is_short = end - start <= _LONGEST_HEADING
        return (
            Heading(start, end, _LEVEL["one"]) if is_short and _LIST_TITLE.match(text, start, end) else None
        )
    stop = _HEADING_END.search(text, marker.end(), end)
    title_end = stop.start() if stop else end
    if title_end - marker.end() > _LONGEST_HEADING:
        # 一、规划背景“十四五”时期，全市…: the title and what follows were run together.
        known = _KNOWN_TITLE.match(text, marker.end(), end)
        title_end = known.end() if known is not None else marker.end()
    return Heading(marker.end(), title_end, _LEVEL[marker.lastgroup])


@dataclass(slots=True)
class Setting:
    """Where one figure stands.

    `sentence_start`, `sentence_end` is the figure's sentence, cut to a few hundred characters on either
    side so that the work for one figure is bounded; `whole_sentence` is not cut.

    `before_start` is as far back as words can still belong to it (the figure before it in the sentence, or
    the sentence's start); `after_end` as far on (the clause's end or the next figure). `context_start` is a
    few words into what stands before it, for what a topic is. `clause_start` opens the clause that holds
    the figure, `next_start` the next figure or the sentence's end. `previous`, `next` are indices of its
    neighbours in the same sentence.
    """

    figure: Figure
    index: int
    line: int
    title: str
    whole_sentence: tuple[int, int]
    sentence_start: int
    sentence_end: int
    context_start: int
    clause_start: int
    clause_end: int
    before_start: int
    after_end: int
    previous: int | None
    next: int | None
    next_start: int
    is_closed_by_figure: bool
    """True where nothing but the next figure ends what stands after this one."""


def settings(layout: Layout, figures: Sequence[Figure], title: str = "") -> list[Setting]:
    """The setting of each figure, in order; `title` is the document's."""
    text = layout.text
    found: list[Setting] = []
    spans = [_sentence_of(layout, figure, figures[i - 1] if i else None) for i, figure in enumerate(figures)]
    for index, figure in enumerate(figures):
        sentence_start, sentence_end = spans[index]
        line = layout.line_at(figure.start)
        has_previous = index > 0 and figures[index - 1].end > sentence_start
        has_next = index + 1 < len(figures) and figures[index + 1].start < sentence_end
        before_start = figures[index - 1].end if has_previous else sentence_start
        following = figures[index + 1].start if has_next else sentence_end
        clause_stop = _CLAUSE_START.search(text, figure.end, min(sentence_end, figure.end + _REACH))
        # Where another figure stands in the clause, a list mark parts them; else 、 only joins words.
        is_shared = has_next and (clause_stop is None or following < clause_stop.start())
        stop = _list_stop(text, figure.end, following) if is_shared else clause_stop
        after_end = stop.start() if stop else following
        after_end = _bracket_end(text, figure.end, after_end)
        low, high = max(sentence_start, figure.start - _REACH), min(sentence_end, figure.end + _REACH)
        found.append(
            Setting(
                figure=figure,
                index=index,
                line=line,
                title=title,
                whole_sentence=spans[index],
                sentence_start=low,
                sentence_end=high,
                context_start=max(low - _CONTEXT, 0),
                clause_start=_clause_start(text, low, figure.start),
                clause_end=min(clause_stop.start() if clause_stop else sentence_end, high),
                before_start=max(before_start, low),
                after_end=min(after_end, high),
                previous=index - 1 if has_previous else None,
                next=index + 1 if has_next else None,
                next_start=following,
                is_closed_by_figure=stop is None and has_next,
            )
        )
    return found


def _list_stop(text: str, start: int, end: int) -> re.Match[str] | None:
    """The list mark that ends an item, not one inside a bracket: 12家职工（劳模、工匠）工作室."""
    stop = _CLAUSE_END.search(text, start, end)
    if stop is None or stop.group() != "、":
        return stop
    opened = _OPENING_BRACKET.search(text, start, stop.start())
    if opened is None or opened.start() == start:
        return stop
    closed = _CLOSING.search(text, opened.start(), end)
    is_inside = closed is not None and closed.start() > stop.start()
    return _CLAUSE_END.search(text, closed.end(), end) if closed is not None and is_inside else stop


def _bracket_end(text: str, start: int, end: int) -> int:
    """Where the brackets around a figure close before `end`: what follows is said of the figure outside."""
    closing = _CLOSING.search(text, start, end)
    if closing is None or _OPENING_BRACKET.search(text, start, closing.start()):
        return end
    return closing.start()


def _clause_start(text: str, low: int, high: int) -> int:
    if high > low and text[high - 1] in "：:":
        high -= 1  # 新增技能人才：75万人: a label is of the clause of its figure
    return max(low, *(text.rfind(mark, low, high) + 1 for mark in CLAUSE_MARKS))


def _sentence_of(layout: Layout, figure: Figure, previous: Figure | None) -> tuple[int, int]:
    """The figure's sentence; a table cell that holds the figure alone takes in the labels above it."""
    start, _ = layout.sentence_at(figure.start)
    _, end = layout.sentence_at(max(figure.end - 1, figure.start))
    line = layout.line_at(figure.start)
    if not layout.line_starts or layout.line_ends[line] - layout.line_starts[line] > _LONGEST_CELL:
        return start, end
    if layout.text[layout.line_starts[line] : figure.start].strip():
        return start, end
    for above in range(line - 1, max(line - 1 - _LABEL_LINES, -1), -1):
        low, high = layout.line_starts[above], layout.line_ends[above]
        if high - low > _LONGEST_CELL or (previous is not None and previous.end > low):
            break
        start = low
    return start, max(start, end)


def lead_of(layout: Layout, line: int) -> tuple[int, int] | None:
    """The words that lead in the list of lines of which `line` is an item, or null where it is none."""
    item, text = line, layout.text
    if not layout.line_starts:
        return None
    earliest = max(line - _MOST_ITEMS, 0)
    while line > earliest and _ITEM.fullmatch(text, layout.line_starts[line], layout.line_ends[line]):
        line -= 1
    start, end = (layout.line_starts[line], layout.line_ends[line]) if line < item else (0, 0)
    lead = _LEADS_IN.search(text, max(start, end - _LONGEST_LEAD), end)
    return None if lead is None else (lead.start(), end)


def is_bracketed_off(text: str, end: int, start: int) -> bool:
    """Whether what ends at `end` stands in a bracket that closes before `start`.

    6所（其中技师学院2所），在校生1.6万人: the two are no whole for what follows.
    """
    gap = text[end:start]
    closed = max(gap.find("）"), gap.find(")"))
    return closed >= 0 and "（" not in gap[:closed] and "(" not in gap[:closed]
