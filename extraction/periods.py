"""When a figure is: the period in force at each position of a text, carried as a reader carries it.

What belongs here: how far a time reaches over clauses, sentences, headings, lists and tables (extraction
contract, rules 3, 4 and 9). What does not: the wordings (`time_expressions`), the dates they come to
(`period_dates`), and whether a figure is a flow, a level or a target (`statuses`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from extraction.document_dates import (
    action_span,
    announces_action,
    document_date,
    find_signing_date,
    is_part_year_report,
    lines,
    list_year,
    plan_end,
    plan_year,
    report_year,
    told_list_year,
    year_just_over,
    year_reviewed,
    year_to_come,
)
from extraction.period_dates import Calendar, PeriodInForce, whole_year
from extraction.tables import tables_of
from extraction.time_expressions import TimeExpression, find_time_expressions, is_founding

__all__ = ["PeriodInForce", "Timeline", "document_date", "find_signing_date"]

_PLAN_WORDS = re.compile(
    r"下一?步|下阶段|下一阶段|打算|思路|(?:计划|安排|展望|谋划|重点)$|今后|明年|下一年|未来|努力方向"
    r"|任务目标|目标任务"
)
_HEADING = re.compile(
    r"[ \t\u3000]*(?:#+ *|- *)?"
    r"(?:(?P<one>第?[一二三四五六七八九十]{1,3}[、,，.．]|第[一二三四五六七八九十]{1,3}[章部])"
    r"|(?P<two>[（(][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[、.．](?!\d)))"
)
_HEAD_END = re.compile(r"[。：:；;]")
_SENTENCE_END = re.compile(r"[。！？!?\n]")
_OPENS_LIST = re.compile(r"(?:[:：]|如下[。]?|以下[^，。]{0,6}[。]?)$")
_LIST_LINKS = ("、", "和", "及", "与", "，", ",", "、和")
_LIST_LINK = re.compile(r"[、和及与]")
_CLAUSE_END = re.compile(r"[，,；;。\n]")
_COMMA = re.compile("[，,]")
_CHANGES_TO = re.compile(r"[加大高到升展充长增提扩][至到为]|达到|[降减]至")
_ITEM = re.compile(
    r"(?:^|(?<=[。；;：:，, \n]))(?:([一二三四五六七八九十])是|[（(]([一二三四五六七八九十])[）)])"
)
_NEWS_OF_LAST_YEAR = re.compile(r"(?:^|\n)[^\n。]{0,10}去年[，,]")
"""News that opens with 去年 counts from the day of its publication, whatever year its title names."""
_JUST_NOW = re.compile(r"近日|日前|昨[日天]")
"""An act of these days, though the text goes on to review the year before."""
_HEADWORD = re.compile(r"[ \t\u3000]*(?:【[^】]{1,24}】[ \t\u3000]*)?")
"""What may stand before the time that opens a sentence: the headword of a yearbook's entry."""
_FIRST_ITEM = re.compile(r"[ \t\u3000]*一是")
_LONGEST_OPENER = 150
_HEAD = 300
_NEAR = 14
_LONGEST_HEADING = 24
_LONGEST_LIST = 8
_FARTHEST_LOOK_BACK = 40
"""Times before a figure that are looked at; keeps a text without line breaks linear."""
_FARTHEST_CLAUSE = 40
_FARTHEST_REACH = 200
"""Characters from a time to its figure within which clauses and lists are looked into."""
_MEASURES = re.compile(r"[人次元个名家场期项位%所\d]")
_JUST_OVER = 2
"""The last month in which 全年 without a year is the year just over."""
_LONGEST_SHORT = 62
_DATELINE_DAYS = 7
"""Days between what a page tells of and its date within which a line with a day is taken for a dateline."""
_NO_DATE = date(1900, 1, 1)


@dataclass(slots=True)
class _Line:
    start: int
    section: PeriodInForce | None
    """What the headings and openers above put the line in."""
    is_plan: bool


class Timeline:
    """The periods of one text. Build once for a document, then ask `at(position)`."""

    def __init__(self, text: str, document_date: date | None, title: str = "") -> None:
        """`text` is repaired text; `document_date` is what 今年 refers to (1900 where none is known).

        `title` gives the year that a report is about (2023年工作总结) and the year that a plan ends with.
        """
        self.text = text
        signed_on = document_date or _NO_DATE
        self.report_year = report_year(title, text)
        self.plan_year = plan_year(title) or year_to_come(title, signed_on)
        self.plan_end = plan_end(title) or self.plan_year
        self.list_year = list_year(title)
        self.told_list_year = told_list_year(text, signed_on)
        self.year_reviewed = year_just_over(title, signed_on) or year_reviewed(text, signed_on)
        self.is_part_year_report = is_part_year_report(title)
        is_late_report = self.report_year is not None and self.report_year < signed_on.year
        is_late_report = is_late_report and "政府工作报告" not in (title or text[:_HEAD])
        is_late_report = is_late_report and not _NEWS_OF_LAST_YEAR.search(text[:_HEAD])
        today = date(self.report_year, 12, 31) if is_late_report and self.report_year else signed_on
        self.action = action_span(title, text)
        self.calendar = Calendar(signed_on, today, self.action)
        self.announces_action = announces_action(text, self.action, signed_on)
        self.tables = tables_of(text)
        self.sentence_ends = [match.end() for match in _SENTENCE_END.finditer(text)]
        self.items = [(match.start(), match[1] or match[2]) for match in _ITEM.finditer(text)]
        self.expressions: list[TimeExpression] = []
        self.periods: list[PeriodInForce | None] = []
        self.starts: list[int] = []
        self.lines: list[_Line] = []
        self._read()
        self.line_starts = [line.start for line in self.lines]

    def at(
        self,
        position: int,
        is_target: bool | None = None,
        *,
        is_level: bool = False,
        is_honour: bool = False,
        end: int | None = None,
    ) -> PeriodInForce:
        """The period in force at `position` (a figure's start).

        `is_target` tells whether the statement there is planned (True) or happened (False); the time of a
        target is then not carried into a statement about what happened, nor the other way round. `is_level`
        tells that the figure is a level or a running total (现有, 累计): without a time in its own sentence
        it is as of the section's or the document's date, not in the past year that an earlier sentence told
        of, unless that sentence opened with the year just past, of which the paragraph then reports.
        `is_honour` tells that people are named: a title that gives their honour a year outweighs the day on
        which they were. `end` is where the figure ends: a time alone in a bracket there (800人（2022年）) is
        its own.
        """
        in_table = self._in_table(position) or (None if end is None else self._in_bracket_behind(end))
        if in_table is not None:
            return in_table
        line = self.lines[bisect_right(self.line_starts, position) - 1]
        sentence_start = self._sentence_start(position)
        recurring: TimeExpression | None = None
        found: PeriodInForce | None = None
        index = bisect_right(self.starts, position) - 1
        earliest = max(0, index - _FARTHEST_LOOK_BACK)
        while found is None and index >= earliest and self.starts[index] >= line.start:
            expression, period = self.expressions[index], self.periods[index]
            is_here = expression.start >= sentence_start
            is_own = is_here and not self._is_of_figure_before(expression)
            if is_here and (not is_own or self._repeats_plan(index, sentence_start)):
                index -= 1
                continue
            if expression.form == "recurring":
                recurring = recurring or (expression if is_here else None)
            elif period is not None and is_here and not self._has_left(expression, position):
                found = self._stated_here(index, period, position, is_target)
                found = found if is_target else self._up_to_date(index, found, sentence_start)
            elif period is not None and not is_here and self._carries(expression, period, is_target):
                if is_level and period.kind == "closed" and not self._tells_of_last_year(expression, period):
                    break
                if not self._is_of_another_item(expression.start, position):
                    found = self._just_over(expression, period, is_target)._replace(scope="paragraph")
            index -= 1
        named = self._named_after(position)
        if named is None and is_honour and self.list_year is not None and (found is None or _is_short(found)):
            found = None
        found = named or found
        low = max(sentence_start, position - _FARTHEST_REACH)
        is_just_now = found is None and _JUST_NOW.search(self.text, low, position) is not None
        found = found or self._inherited(line, is_target, is_level=is_level, is_just_now=is_just_now)
        if recurring is None:
            return found
        if found.scope == "paragraph" and found.end.year < self.calendar.today.year:
            # 每年…: no longer of the year told of
            found = self._inherited(line, is_target, is_level=is_level)
        scope = found.scope if found.scope == "paragraph" and is_target is None else "sentence"
        return found._replace(
            kind="recurring", wording=recurring.wording, scope=scope, position=recurring.start
        )

    def default(self, position: int, is_target: bool | None = None) -> PeriodInForce:
        """What holds where no sentence says when: the section's period, the report's or the document's."""
        return self._inherited(self.lines[bisect_right(self.line_starts, position) - 1], is_target)

    # Carrying

    def _in_table(self, position: int) -> PeriodInForce | None:
        """The period that a cell's column or row names (2022年 | 2023年)."""
        cell = self.tables.at(position)
        for label in (cell.column, cell.row) if cell is not None else ():
            for expression in find_time_expressions(f"{label}年" if label.isdigit() else label):
                period = self.calendar.resolve(expression, label, None)
                if period is not None:
                    return period._replace(position=position)
        return None

    def _is_of_figure_before(self, expression: TimeExpression) -> bool:
        """Whether a time stands alone in the bracket behind a figure, whose own it is."""
        is_behind = _MEASURES.match(self.text, max(0, expression.start - 2)) is not None
        return is_behind and self._is_alone_in_bracket(expression)

    def _repeats_plan(self, index: int, sentence_start: int) -> bool:
        """Whether a span only says how long the plan's before it in the sentence is: “十二五”期间，5年来."""
        return (
            index > 0
            and self.expressions[index].form == "years"
            and self.expressions[index - 1].form == "plan"
            and self.starts[index - 1] >= sentence_start
        )

    def _is_alone_in_bracket(self, expression: TimeExpression) -> bool:
        is_opened = expression.start > 0 and self.text.startswith(("（", "("), expression.start - 1)
        return is_opened and self.text.startswith(("）", ")"), expression.end)

    def _in_bracket_behind(self, end: int) -> PeriodInForce | None:
        """The time that stands alone in the bracket right behind a figure: 800人（2022年）."""
        index = bisect_right(self.starts, end)
        if index >= len(self.starts) or self.starts[index] != end + 1:
            return None
        period = self.periods[index]
        is_alone = self._is_alone_in_bracket(self.expressions[index])
        return period._replace(scope="clause") if period is not None and is_alone else None

    def _named_after(self, position: int) -> PeriodInForce | None:
        """The year of an honour that the figure's own clause goes on to: 命名30人为2023年度“某市工匠”,
        评选出10位2022年“年度人物”.
        """
        index = bisect_right(self.starts, position)
        if index >= len(self.starts) or self.starts[index] - position > _FARTHEST_CLAUSE:
            return None
        expression, period = self.expressions[index], self.periods[index]
        is_of_name = expression.wording.endswith("年度") or self.text.startswith("“", expression.end)
        if period is None or not is_of_name:
            return None
        is_apart = _CLAUSE_END.search(self.text, position, expression.start) is not None
        return None if is_apart else period._replace(scope="clause")

    def _has_left(self, expression: TimeExpression, position: int) -> bool:
        """Whether 从2015年的3所增加到5所 has gone on from the year that it began with."""
        is_near = position - expression.end < _FARTHEST_REACH
        is_reached = self.text.endswith(("到", "至"), 0, expression.start)
        if not is_near or is_reached or not self.text.startswith("的", expression.end):
            return False
        return _CHANGES_TO.search(self.text, expression.end, position) is not None

    def _is_of_another_item(self, start: int, position: int) -> bool:
        """Whether 一是 … 二是 … parts a time from the figure: one before the first item holds for all."""
        last = bisect_right(self.items, (position, "")) - 1
        if last < 0 or start >= self.items[last][0]:
            return False
        for place, ordinal in reversed(self.items[max(0, last - _LONGEST_LIST) : last + 1]):
            if ordinal == "一":
                return place <= start
        return False

    def _stated_here(
        self, index: int, period: PeriodInForce, position: int, is_target: bool | None
    ) -> PeriodInForce:
        expression = self.expressions[index]
        period = self._just_over(expression, self._paired(index, period, position), is_target)
        signed_on = self.calendar.signed_on
        if is_target is False and period.start is not None and period.start <= signed_on < period.end:
            spans_years = period.start.year < period.end.year
            period = period._replace(end=signed_on) if spans_years else period
        if is_target and expression.form == "years" and period.kind == "open_start":
            period = self._planned(expression, period)
        if expression.link == "since" and period.start is not None and self._begins_change(position):
            period = period._replace(end=date(period.start.year, 12, 31), kind="closed")
        is_far = position - expression.end > _FARTHEST_REACH
        is_apart = is_far or _COMMA.search(self.text, expression.end, position) is not None
        return period._replace(scope="sentence" if is_apart else "clause")

    def _just_over(
        self, expression: TimeExpression, period: PeriodInForce, is_target: bool | None
    ) -> PeriodInForce:
        """全年培训2万人次 of what has happened, told in January without a year, was the year before."""
        signed_on = self.calendar.signed_on
        is_early = signed_on.month <= _JUST_OVER and period.end.year == signed_on.year
        if is_target is not False or not is_early or not expression.wording.startswith("全年"):
            return period
        return whole_year(signed_on.year - 1, period.kind, period.scope)._replace(
            wording=period.wording, position=period.position
        )

    def _up_to_date(self, index: int, period: PeriodInForce, sentence_start: int) -> PeriodInForce:
        """截至6月底，今年共培训…: the year up to the date that the sentence opened with."""
        opener = self.periods[index - 1] if index > 0 and self.starts[index - 1] >= sentence_start else None
        is_dated = opener is not None and opener.kind == "as_of" and self.expressions[index - 1].form != "now"
        if opener is None or not is_dated or period.kind != "closed" or period.start is None:
            return period
        is_of_year = period.start == date(opener.end.year, 1, 1)
        return period._replace(end=opener.end) if is_of_year and opener.end < period.end else period

    def _begins_change(self, position: int) -> bool:
        """Whether 2001年至今由1.9万人增至5万人 is at the number that it began with."""
        is_led = self.text.startswith(("由", "从"), position - 1)
        return is_led and _CHANGES_TO.search(self.text, position, position + _NEAR) is not None

    def _planned(self, expression: TimeExpression, period: PeriodInForce) -> PeriodInForce:
        """五年累计 of a target: the years of the plan, or the years ahead."""
        if period.start is None or expression.wording.startswith(("近", "过去", "最近")):
            return period
        count = period.end.year - period.start.year + 1
        last = self.plan_end or self.calendar.today.year + count - 1
        return period._replace(start=date(last - count + 1, 1, 1), end=date(last, 12, 31), kind="closed")

    def _paired(self, index: int, period: PeriodInForce, position: int) -> PeriodInForce:
        """2021年、2022年分别培训1万人、2万人: listed years go to each list of figures in order."""
        first = index
        while first > max(0, index - _LONGEST_LIST) and self._is_linked(first):
            first -= 1
        begin = self.expressions[index].end
        lead = self.text[begin : min(position, begin + _FARTHEST_REACH + 1)]
        word = "依次" if "依次" in lead else "分别"
        if word not in lead or len(lead) > _FARTHEST_REACH:
            return period
        names_others = _LIST_LINK.search(lead.partition(word)[0]) is not None
        if first == index and names_others:
            return period
        years = self.periods[first : index + 1] if first < index else _years_of(period)
        clause_start = max(lead.rfind(mark) for mark in (word, "，", ",", "；", ";"))
        clause = re.split(r"[，,；;。\n]", self.text[position : position + 60], maxsplit=1)[0]
        place = len(_LIST_LINK.findall(lead[clause_start:]))
        if len(years) < 2 or place + len(_LIST_LINK.findall(clause)) != len(years) - 1:
            return period
        return years[place] or period

    def _is_linked(self, index: int) -> bool:
        """Whether the time at `index` stands in a list with the one before it."""
        return self.text[self.expressions[index - 1].end : self.starts[index]] in _LIST_LINKS

    def _carries(self, expression: TimeExpression, period: PeriodInForce, is_target: bool | None) -> bool:
        """Whether a period stated in an earlier sentence of the paragraph still holds."""
        if is_founding(self.text, expression.start):
            return False
        is_ahead = period.kind == "until" or period.end.year > self.calendar.signed_on.year
        if is_target is None:
            return period.kind != "until"
        if is_target:
            return is_ahead or period.end.year >= self.calendar.today.year
        return not is_ahead

    def _inherited(
        self, line: _Line, is_target: bool | None, *, is_level: bool = False, is_just_now: bool = False
    ) -> PeriodInForce:
        section = line.section
        if section is not None:
            is_over = section.end.year < self.calendar.today.year
            is_ahead = line.is_plan and section.end > self.calendar.signed_on
            if is_target is None or not (is_over if is_target else is_ahead):
                return section
        if is_target and self.plan_end is not None and self.plan_end >= self.calendar.signed_on.year:
            return whole_year(self.plan_end, "none", "document")
        named = self.list_year or (None if is_level else self.told_list_year)
        named = named or (None if is_just_now else self.year_reviewed)
        year = self.report_year or (None if is_target else named) or self.calendar.signed_on.year
        if is_target and year < self.calendar.signed_on.year:
            year += 1
        return whole_year(year, "none", "document")

    def _tells_of_last_year(self, expression: TimeExpression, period: PeriodInForce) -> bool:
        if period.end.year < self.calendar.signed_on.year - 1:
            return False
        start = self._sentence_start(expression.start)
        return _HEADWORD.fullmatch(self.text, start, expression.start) is not None

    def _sentence_start(self, position: int) -> int:
        index = bisect_right(self.sentence_ends, position) - 1
        return self.sentence_ends[index] if index >= 0 else 0

    # Reading

    def _read(self) -> None:
        """One pass over lines and times: resolve each time, give each line what its headings put it in."""
        expressions = find_time_expressions(self.text)
        upcoming = next(expressions, None)
        sections = _Sections(self._next_year())
        for (start, content), behind in pairwise((*lines(self.text), (0, ""))):
            heading = _HEADING.match(content) if len(content) > 1 else None
            sections.enter(content, heading)
            line = _Line(start, sections.period, sections.is_plan)
            self.lines.append(line)
            in_force, opener = line.section or self._coming_year(), None
            around = in_force
            while upcoming is not None and upcoming.start < start + len(content):
                is_whole_year = upcoming.wording.startswith("全年")
                period = self.calendar.resolve(upcoming, self.text, around if is_whole_year else in_force)
                self.expressions.append(upcoming)
                self.periods.append(period)
                self.starts.append(upcoming.start)
                if period is not None:
                    if (
                        opener is None
                        and not self._is_dateline(period)
                        and _opens(content, upcoming.start - start, heading)
                    ):
                        opener = period._replace(scope="section")
                    in_force = period if period.kind != "until" else in_force
                    # 2022年…目前…全年: the whole year is the one told of before the glance at today.
                    around = in_force if upcoming.form != "now" or around is None else around
                upcoming = next(expressions, None)
            opens_items = len(content) <= _LONGEST_OPENER and _FIRST_ITEM.match(behind[1]) is not None
            sections.leave(content, heading, opener, is_title=start == 0, opens_items=opens_items)

    def _is_dateline(self, period: PeriodInForce) -> bool:
        """Whether a day is that of the page itself (2025-01-03 某日报), which dates nothing below it."""
        is_day = period.start is not None and period.start == period.end
        return is_day and abs((period.end - self.calendar.signed_on).days) <= _DATELINE_DAYS

    def _coming_year(self) -> PeriodInForce | None:
        """The year of a plan that was signed before it began."""
        if self.plan_year is None or self.plan_year != self.calendar.signed_on.year + 1:
            return None
        return whole_year(self.plan_year, "closed", "document")

    def _next_year(self) -> PeriodInForce | None:
        """What a report's plan for the time ahead is about."""
        if self.report_year is None or self.is_part_year_report:
            return None
        return whole_year(self.report_year + 1, "closed", "section")


def _is_short(period: PeriodInForce) -> bool:
    """Whether a period is a day, a month or some weeks."""
    return (
        period.kind == "closed"
        and period.start is not None
        and (period.end - period.start).days < _LONGEST_SHORT
    )


def _years_of(period: PeriodInForce) -> list[PeriodInForce | None]:
    """The single years of a closed span: 2020-2022年分别培训甲人、乙人、丙人."""
    if period.start is None or period.kind != "closed":
        return [period]
    years = range(period.start.year, period.end.year + 1)
    return [period._replace(start=date(year, 1, 1), end=date(year, 12, 31)) for year in years]


def _head(content: str) -> str:
    """A heading up to its first full stop or colon, empty where it is too long to be one."""
    head = _HEAD_END.split(content, maxsplit=1)[0]
    return head if len(head) <= 40 else ""


def _opens(content: str, offset: int, heading: re.Match[str] | None) -> bool:
    """Whether a time at `offset` of a line speaks for what follows: in a heading, or opening the line."""
    if heading is not None and offset < len(_head(content)):
        return len(_head(content)) <= 30
    lead = content[:offset].strip(' \t\u3000“"')
    return len(lead) <= 2 or (len(content) <= _LONGEST_HEADING and not content.endswith(("。", "；")))


class _Sections:
    """The headings above a line: an outer rank (一、), an inner one ((一), 1.), whether they open a plan."""

    def __init__(self, next_year: PeriodInForce | None) -> None:
        self.next_year = next_year
        self.outer: PeriodInForce | None = None
        self.inner: PeriodInForce | None = None
        self.is_outer_plan = self.is_inner_plan = self.is_first_line = False

    @property
    def period(self) -> PeriodInForce | None:
        return self.inner or self.outer

    @property
    def is_plan(self) -> bool:
        return self.is_outer_plan or self.is_inner_plan

    def enter(self, content: str, heading: re.Match[str] | None) -> None:
        """Take in a line's heading, before its times are known."""
        if heading is None:
            return
        is_plan = _PLAN_WORDS.search(_head(content)) is not None
        self.inner, self.is_inner_plan, self.is_first_line = None, is_plan, True
        if heading.lastgroup == "one":
            self.outer = self.next_year if is_plan else None
            self.is_outer_plan, self.is_inner_plan = is_plan, False

    def leave(
        self,
        content: str,
        heading: re.Match[str] | None,
        opener: PeriodInForce | None,
        *,
        is_title: bool,
        opens_items: bool,
    ) -> None:
        """Keep the time that a line opens with where the line is a heading or announces what follows."""
        is_short = len(content) <= _LONGEST_HEADING and content[-1:] not in (
            "。",
            "；",
            "，",
            ",",
            ";",
            "：",
            ":",
        )
        if opener is not None and heading is not None:
            if heading.lastgroup == "one":
                self.outer = opener
            else:
                self.inner = opener
        elif opener is not None and is_short:
            if not is_title:
                self.outer, self.inner = opener, None
                self.is_outer_plan = _PLAN_WORDS.search(content) is not None
        elif opener is not None and self.period is None and (opens_items or self._announces(content, opener)):
            self.outer = opener
        if content.strip() and (heading is None or len(content) > 40):
            self.is_first_line = False

    def _announces(self, content: str, opener: PeriodInForce) -> bool:
        """Whether a sentence's time holds for the lines below: it opens the section, or ends with a colon."""
        return opener.kind in ("closed", "as_of") and bool(self.is_first_line or _OPENS_LIST.search(content))
