"""When a figure is: time expressions resolved against the document's date and carried as a reader carries them.

What belongs here: the document's own date, the dates that each time expression comes to, and which of them is in
force at a position (extraction contract, rules 3, 4 and 9). What does not: the wordings themselves
(`time_expressions`), and whether a figure is a flow, a level or a target (`statuses`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from extraction.numerals import read_numeral
from extraction.tables import tables_of
from extraction.time_expressions import TimeExpression, find_time_expressions

_CHINESE_DATE = re.compile(
    r"([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_DATE_LINE = re.compile(
    r"((?:19|20)\d\d) ?[年./-] ?(1[0-2]|0?[1-9]) ?[月./-] ?(3[01]|[12]\d|0?[1-9]) ?日?[)）。]?$"
)
_PUBLICATION = re.compile(r"发布|发表|公开|来源|时间|日期|浏览|更新|编辑|字号|字体|索引")
_REPORT_TITLE = re.compile(
    r"((?:19|20)\d\d) ?年?度?(?:[^，。\n]{0,16}?)(?:总结|报告|公报|年报|情况|回顾|完成|统计|成效)"
)
_PLAN_TITLE = re.compile(r"((?:19|20)\d\d) ?年度?")
_PLAN_WORDS = re.compile(
    r"下[一]?步|下阶段|下一阶段|打算|思路|(?:工作)?(?:计划|安排|展望|谋划|重点)$|今后|明年|下一年|未来|努力方向|任务目标|目标任务"
)
_HEADING = re.compile(
    r"[ \t\u3000]*(?:#+ *|- *)?(?:(?P<one>第?[一二三四五六七八九十]{1,3}[、,，.．]|第[一二三四五六七八九十]{1,3}[章部])"
    r"|(?P<two>[（(][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[、.．](?!\d)))"
)
_SENTENCE_END = re.compile(r"[。！？!?\n]")
_OPENS_LIST = re.compile(r"(?:[:：]|如下[。]?|以下[^，。]{0,6}[。]?)$")

_LIST_LINKS = ("、", "和", "及", "与", "，", ",", "、和")
_LIST_LINK = re.compile(r"[、，,和及与]")
_PLAN_SPAN = re.compile(r"((?:19|20)\d\d) ?年?[-—–－~～至到]{1,2} ?((?:19|20)\d\d) ?年?")
_FIVE_YEAR_PLAN = re.compile(r"十[一二三四五六]五")
_PLAN_DOCUMENT = re.compile(r"规划|计划|方案|行动|纲要|意见")

_ANNOUNCES = re.compile(r"[将拟]|计划|预计|力争|确保")
_FAR_FUTURE = date(2100, 12, 31)


@dataclass(frozen=True, slots=True)
class PeriodInForce:
    """The period that a position of the text is in.

    `kind` is `closed` (2022年, 今年1至5月), `as_of` (截至6月底, 目前: `end` is the date, `start` opens its year),
    `open_start` (2019年以来: `start` may be null), `until` (到2025年: `end` closes it), `recurring` (每年, inside the
    period around it) or `none` (nothing stated: the document's date, or the year a report is about).
    `wording` is the expression as printed, empty for `none`. `scope` says how far it was carried: `clause`,
    `sentence`, `paragraph`, `section` or `document`; `position` is where the expression stands, null for `none`.
    """

    start: date | None
    end: date
    kind: str
    wording: str
    scope: str
    position: int | None = None

    @property
    def is_inherited(self) -> bool:
        """Whether an earlier sentence, a heading or the document stated it."""
        return self.scope not in ("clause", "sentence")

    @property
    def year(self) -> int:
        """The year that a figure in this period is filed under."""
        return self.end.year


def find_signing_date(text: str, published_on: date | None = None) -> date | None:
    """The date under which a document is signed: the last line that is or ends with a date and names no publication.

    Dates after `published_on` are no signatures; where a text has several (a notice and its annex), the first of
    the last document part is not told apart: the last one counts.
    """
    found: date | None = None
    for start, line in _lines(text):
        stripped = line.strip(" \t\u3000\xa0")
        if not 6 <= len(stripped) <= 60 or stripped[-1] not in "日0123456789)）。" or not start:
            continue
        chinese = _CHINESE_DATE.search(stripped)
        if chinese and chinese.end() >= len(stripped) - 1:
            signed = _date(*(int(read_numeral(part).value) for part in chinese.groups()))
        else:
            match = _DATE_LINE.search(stripped)
            if match is None or _PUBLICATION.search(stripped):
                continue
            lead = stripped[: match.start()].rstrip(" \u3000")
            if lead and (lead[-1] not in "局厅府办会委室部院处院区县" or "，" in lead):
                continue
            signed = _date(*(int(part) for part in match.groups()))
        if signed is not None and (published_on is None or signed <= published_on):
            found = signed
    return found


def document_date(text: str, signed_on: date | None, published_on: date | None) -> date | None:
    """The date that 今年 and 目前 refer to: signing date before publishing date (extraction contract, rule 3)."""
    return signed_on or find_signing_date(text, published_on) or published_on


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        if end < 0:
            end = len(text)
        yield start, text[start:end]
        start = end + 1


@dataclass(slots=True)
class _Line:
    start: int
    section: PeriodInForce | None = None
    """What the headings and openers above put the line in."""
    is_plan: bool = False


class Timeline:
    """The periods of one text. Build once for a document, then ask `at(position)`.

    `text` is repaired text; `document_date` what 今年 refers to; `title` gives a report's year (2023年工作总结).
    Without any date the year 1 January 1900 stands in, which `at` shows as kind `none`.
    """

    def __init__(self, text: str, document_date: date | None, title: str = "") -> None:
        self.text = text
        self.document_date = document_date or date(1900, 1, 1)
        self.report_year = self._report_year(title, text)
        self.plan_end = self._plan_end(title)
        self.today = self.document_date
        if self.report_year is not None and self.report_year < self.document_date.year:
            self.today = date(self.report_year, 12, 31)
        self.tables = tables_of(text)
        self.sentence_ends = [match.end() for match in _SENTENCE_END.finditer(text)]
        self.expressions: list[TimeExpression] = []
        self.periods: list[PeriodInForce | None] = []
        self.starts: list[int] = []
        self.lines: list[_Line] = []
        self._read()
        self.line_starts = [line.start for line in self.lines]

    def at(self, position: int, is_target: bool | None = None) -> PeriodInForce:
        """The period in force at `position` (a figure's start).

        `is_target` tells whether the statement there is planned (True) or happened (False); the time of a target
        is then not carried into a statement about what happened, nor the other way round.
        """
        in_table = self._in_table(position)
        if in_table is not None:
            return in_table
        line = self.lines[bisect_right(self.line_starts, position) - 1]
        sentence_start = self._sentence_start(position)
        recurring: TimeExpression | None = None
        index = bisect_right(self.starts, position) - 1
        while index >= 0 and self.starts[index] >= line.start:
            expression, period = self.expressions[index], self.periods[index]
            is_here = expression.start >= sentence_start
            if expression.form == "recurring":
                recurring = expression if is_here and recurring is None else recurring
            elif period is not None and (is_here or self._carries(period, is_target)):
                period = self._paired(index, period, position) if is_here else period
                return self._given(period, position, expression, is_here, recurring, is_target)
            index -= 1
        carried = self._inherited(line, is_target)
        if recurring is not None:
            return replace(
                carried,
                kind="recurring",
                wording=recurring.wording,
                scope="sentence",
                position=recurring.start,
            )
        return carried

    def default(self, position: int, is_target: bool | None = None) -> PeriodInForce:
        """What holds at `position` where no sentence states a time: the section's, the report's or the document's."""
        return self._inherited(self.lines[bisect_right(self.line_starts, position) - 1], is_target)

    def _in_table(self, position: int) -> PeriodInForce | None:
        """The period that a cell's column or row names (2022年 | 2023年)."""
        cell = self.tables.at(position)
        for label in (cell.column, cell.row) if cell is not None else ():
            for expression in find_time_expressions(
                label if "年" in label or not label.isdigit() else f"{label}年"
            ):
                period = self._resolved(expression, None)
                if period is not None:
                    return replace(period, position=position)
        return None

    # Carrying --------------------------------------------------------------------------------------------------

    def _given(
        self,
        period: PeriodInForce,
        position: int,
        expression: TimeExpression,
        is_here: bool,
        recurring: TimeExpression | None,
        is_target: bool | None,
    ) -> PeriodInForce:
        if is_target is False and period.kind in ("closed", "until") and period.end > self.document_date:
            started = period.start is not None and period.start <= self.document_date
            if started and period.start is not None and period.end.year > period.start.year:
                period = replace(period, end=self.document_date)
        if recurring is not None:
            return replace(
                period,
                kind="recurring",
                wording=recurring.wording,
                scope="sentence",
                position=recurring.start,
            )
        if not is_here:
            return replace(period, scope="paragraph")
        between = self.text.find("，", expression.end, position)
        return replace(period, scope="sentence" if between >= 0 else "clause")

    def _paired(self, index: int, period: PeriodInForce, position: int) -> PeriodInForce:
        """2021年、2022年分别培训1万人、2万人: the years of a list go to the figures of a list in order."""
        first = index
        while first > 0 and self.text[self.expressions[first - 1].end : self.starts[first]] in _LIST_LINKS:
            first -= 1
        lead = self.text[self.expressions[index].end : position]
        if first == index or "分别" not in lead or len(lead) > 80:
            return period
        place = len(_LIST_LINK.findall(lead.partition("分别")[2]))
        return (self.periods[first + place] or period) if place <= index - first else period

    def _carries(self, period: PeriodInForce, is_target: bool | None) -> bool:
        """Whether a period stated in an earlier sentence of the paragraph still holds."""
        is_ahead = period.kind == "until" or period.end.year > self.document_date.year
        if is_target is None:
            return period.kind != "until"
        if is_target:
            return is_ahead or period.end.year >= self.today.year
        return not is_ahead

    def _inherited(self, line: _Line, is_target: bool | None) -> PeriodInForce:
        section = line.section
        if section is not None and (
            is_target is None or not line.is_plan or is_target or section.end <= self.document_date
        ):
            if not (is_target and section.end.year < self.today.year and section.scope != "document"):
                return section
        if is_target and self.plan_end is not None and self.plan_end >= self.document_date.year:
            return self._year(self.plan_end, "document")
        if is_target and self.report_year is not None and self.report_year < self.document_date.year:
            return self._year(self.report_year + 1, "document")
        return self._document_default()

    def _document_default(self) -> PeriodInForce:
        year = self.report_year if self.report_year is not None else self.document_date.year
        return self._year(year, "document")

    def _year(self, year: int, scope: str) -> PeriodInForce:
        return PeriodInForce(date(year, 1, 1), date(year, 12, 31), "none", "", scope)

    def _sentence_start(self, position: int) -> int:
        index = bisect_right(self.sentence_ends, position) - 1
        return self.sentence_ends[index] if index >= 0 else 0

    # Reading ---------------------------------------------------------------------------------------------------

    @staticmethod
    def _report_year(title: str, text: str) -> int | None:
        head = title or text[:80].partition("\n")[0]
        report = _REPORT_TITLE.search(head)
        if report and not re.search(r"提案|建议|答复|议案", head):
            return int(report.group(1))
        return None

    @staticmethod
    def _plan_end(title: str) -> int | None:
        """The last year of the span that a plan's title names (2021-2025年, “十四五”)."""
        if not _PLAN_DOCUMENT.search(title) or re.search(r"提案|答复|议案|总结", title):
            return None
        span = _PLAN_SPAN.search(title)
        if span:
            return int(span.group(2))
        plan = _FIVE_YEAR_PLAN.search(title)
        return 2025 + 5 * (int(read_numeral(plan.group()[:2]).value) - 14) if plan else None

    def _read(self) -> None:
        """One pass over lines and expressions: resolve each, and give each line what its headings put it in."""
        expressions = find_time_expressions(self.text)
        upcoming = next(expressions, None)
        outer: PeriodInForce | None = None
        inner: PeriodInForce | None = None
        is_outer_plan = is_inner_plan = False
        is_first_of_section = False
        for start, content in _lines(self.text):
            line = _Line(start)
            self.lines.append(line)
            end = start + len(content)
            heading = _HEADING.match(content) if len(content) > 1 else None
            if heading is not None:
                head = self._head(content)
                is_plan = bool(_PLAN_WORDS.search(head))
                if heading.lastgroup == "one":
                    outer, inner, is_outer_plan, is_inner_plan = None, None, is_plan, False
                else:
                    inner, is_inner_plan = None, is_plan
                if is_plan and heading.lastgroup == "one":
                    outer = self._plan_default()
                is_first_of_section = True
            line.section = inner or outer
            line.is_plan = is_outer_plan or is_inner_plan
            in_force = line.section
            first: PeriodInForce | None = None
            while upcoming is not None and upcoming.start < end:
                period = self._resolved(upcoming, in_force)
                self.expressions.append(upcoming)
                self.periods.append(period)
                self.starts.append(upcoming.start)
                if period is not None:
                    if first is None and self._opens(upcoming, start, content, heading):
                        first = replace(period, scope="section")
                    in_force = period if period.kind != "until" else in_force
                upcoming = next(expressions, None)
            if first is not None and heading is not None and heading.lastgroup == "one":
                outer = first
            elif first is not None and heading is not None:
                inner = first
            elif first is not None and len(content) <= 24 and content[-1:] not in tuple("。；，,;：:"):
                outer, inner, is_outer_plan = (
                    (first, None, bool(_PLAN_WORDS.search(content)))
                    if start
                    else (outer, inner, is_outer_plan)
                )
            elif (
                first is not None
                and first.kind in ("closed", "as_of")
                and (is_first_of_section or _OPENS_LIST.search(content))
            ):
                if inner is None and outer is None:
                    outer = first
            if content.strip() and (heading is None or len(content) > 40):
                is_first_of_section = False

    @staticmethod
    def _head(content: str) -> str:
        head = re.split(r"[。：:；;]", content, maxsplit=1)[0]
        return head if len(head) <= 40 else ""

    def _opens(
        self, expression: TimeExpression, start: int, content: str, heading: re.Match[str] | None
    ) -> bool:
        """Whether an expression speaks for what follows: it stands in a heading, or opens its line."""
        if heading is not None and expression.start - start < len(self._head(content)):
            return len(self._head(content)) <= 30
        lead = content[: expression.start - start].strip(' \t\u3000“"')
        return len(lead) <= 2 or (len(content) <= 24 and not content.endswith(("。", "；")))

    def _plan_default(self) -> PeriodInForce | None:
        if self.report_year is not None:
            year = self.report_year + 1
            return PeriodInForce(date(year, 1, 1), date(year, 12, 31), "closed", "", "section")
        return None

    # Resolving -------------------------------------------------------------------------------------------------

    def _resolved(self, expression: TimeExpression, in_force: PeriodInForce | None) -> PeriodInForce | None:
        """The dates of an expression, or null where it puts nothing after it in a period."""
        if expression.link in ("against", "effective", "title") or expression.form == "recurring":
            return None
        span = self._span(expression, in_force)
        if span is None:
            return None
        start, end = span
        kind = self._kind(expression, start, end)
        if expression.link == "since":
            end = self.today if start is None or start <= self.today else _FAR_FUTURE
            kind = "closed" if start is not None and start.year == end.year else "open_start"
        if kind == "as_of":
            start = date(end.year, 1, 1)
        return PeriodInForce(start, end, kind, expression.wording, "clause", expression.start)

    def _kind(self, expression: TimeExpression, start: date | None, end: date) -> str:
        """How an expression bounds its period: 截至 and 目前 as of a date, 到 and 年底 until one, 近年来 from an open start."""
        fields = expression.fields
        if expression.form == "now" or expression.link == "as_of":
            return "as_of"
        names_end = any(fields.get(edge) in ("底", "末") for edge in ("year_edge", "month_edge", "to_edge"))
        if expression.link == "until" or names_end or fields["core"] in ("年底", "年末", "年终"):
            return "until" if end > self.document_date else "as_of"
        is_running_total = expression.form == "years" and expression.wording.endswith(("累计", "共计", "合计", "来"))
        return "open_start" if start is None or is_running_total else "closed"

    def _span(
        self, expression: TimeExpression, in_force: PeriodInForce | None
    ) -> tuple[date | None, date] | None:
        core, fields = expression.fields["core"], expression.fields
        form = expression.form
        if form == "iso":
            parts = [int(part) for part in re.split(r"[-./]", core)]
            day = _date(parts[0], parts[1], parts[2])
            return (day, day) if day else None
        if form in ("year", "span"):
            years = [int(part) for part in re.findall(r"\d+", core)]
            first, last = years[0], years[-1]
            last = last if last >= 100 else first // 100 * 100 + last
            if last < first:
                return None
            if first != last:
                return date(first, 1, 1), date(last, 12, 31)
            return _part_of_year(first, fields)
        if form == "relative":
            return _part_of_year(self._relative_year(core, in_force), fields)
        if form == "plan":
            ordinal = int(read_numeral(core[:2]).value)
            first = 2021 + 5 * (ordinal - 14)
            is_end = "末" in self.text[expression.end : expression.end + 3]
            return (date(first + 4, 1, 1) if is_end else date(first, 1, 1)), date(first + 4, 12, 31)
        if form == "part":
            return self._bare_part(fields, expression, in_force)
        if form == "edge":
            return self._edge(expression, in_force)
        if form == "now":
            return date(self.today.year, 1, 1), self.today
        if form == "event":
            return None, self.today
        return self._years(core)

    def _relative_year(self, core: str, in_force: PeriodInForce | None) -> int:
        this_year = self.today.year
        stated = in_force.end.year if in_force is not None else this_year
        if core in ("当年", "同年"):
            return stated
        if core == "次年":
            return stated + 1
        offset = {"去年": -1, "上年": -1, "前年": -2, "明年": 1, "来年": 1, "下年": 1}.get(core, 0)
        return this_year + offset

    def _bare_part(
        self, fields: dict[str, str], expression: TimeExpression, in_force: PeriodInForce | None
    ) -> tuple[date | None, date] | None:
        """A month, quarter or half year without its year: that of the year in force, not after today where it happened."""
        year = self._stated_year(in_force)
        is_plan = expression.link == "until" or self._announces(expression.end)
        if is_plan:
            year = max(year, self.today.year)
        span = _part_of_year(year, fields)
        if span is None or span[0] is None or year != self.today.year:
            return span
        if not is_plan and span[0] > self.document_date:
            return _part_of_year(year - 1, fields)
        return span

    def _edge(self, expression: TimeExpression, in_force: PeriodInForce | None) -> tuple[date | None, date]:
        """年内, 年底, 全年, 本月: a deadline or an intention is never in a year gone by."""
        core, year = expression.fields["core"], self._stated_year(in_force)
        if core.startswith(("本", "当月")):
            return date(self.today.year, 1, 1), self.today
        if core == "年内" or expression.link == "until" or self._announces(expression.end):
            year = max(year, self.today.year)
        return date(year, 1, 1), date(year, 1, 31) if core == "年初" else date(year, 12, 31)

    def _stated_year(self, in_force: PeriodInForce | None) -> int:
        return (
            in_force.end.year if in_force is not None and in_force.kind != "open_start" else self.today.year
        )

    def _announces(self, position: int) -> bool:
        return _ANNOUNCES.search(self.text, position, position + 12) is not None

    def _years(self, core: str) -> tuple[date | None, date] | None:
        counted = re.search(r"[0-9一二两三四五六七八九十]+", core)
        if counted is None:
            return None, self.today
        try:
            count = int(read_numeral(counted.group()).value)
        except ValueError:
            return None
        year = self.today.year
        if core.startswith(("未来", "今后", "此后", "接下来")):
            return self.today, date(year + max(count, 1), 12, 31)
        return (date(year - count + 1, 1, 1) if 0 < count < 100 else None), self.today


def _part_of_year(year: int, fields: dict[str, str]) -> tuple[date | None, date] | None:
    """First and last day of the part of a year that `fields` name, the whole year without any."""
    if not 1900 <= year <= 2099:
        return None
    if "half" in fields:
        first_month, last_month = (1, 6) if fields["half"].startswith("上") else (7, 12)
    elif "quarter" in fields:
        quarter = int(read_numeral(fields["quarter"]).value)
        first_month, last_month = 3 * quarter - 2, 3 * quarter
    elif "first_quarters" in fields:
        first_month, last_month = 1, 3 * int(read_numeral(fields["first_quarters"]).value)
    elif "first_months" in fields:
        try:
            first_month, last_month = 1, min(12, int(read_numeral(fields["first_months"]).value))
        except ValueError:
            return None
    elif "month" in fields:
        return _between_months(year, fields)
    elif "only_month" in fields:
        month = int(fields["only_month"])
        day = _date(year, month, int(fields["only_day"])) if "only_day" in fields else None
        if day is not None:
            return day, day
        first_month = last_month = month
    else:
        first_month, last_month = 1, 12
    if last_month < 1:
        return None
    return date(year, first_month, 1), _month_end(year, last_month)


def _between_months(year: int, fields: dict[str, str]) -> tuple[date | None, date] | None:
    last_year = int(fields["to_year"][:4]) if "to_year" in fields else year
    start = _date(year, int(fields["month"]), int(fields.get("day", 1)))
    end = _month_end(last_year, int(fields["to_month"]))
    if "to_day" in fields:
        end = _date(last_year, int(fields["to_month"]), int(fields["to_day"])) or end
    return (start, end) if start is not None and start <= end else None


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
