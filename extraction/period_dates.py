"""The dates that one time expression comes to, given the document's date and the year in force around it.

What belongs here: arithmetic from 去年11月, 截至6月底, “十四五”, 近三年 to first and last day. What does
not: how far an expression reaches in a text (`periods`).
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from extraction.document_dates import date_or_none, five_year_plan
from extraction.numerals import read_numeral
from extraction.time_expressions import TimeExpression

Span = tuple[date | None, date]
"""First day, null where open, and last day."""

_ANNOUNCES = re.compile(r"[将拟]|计划|预计|力争|确保")
_ANNOUNCED_DAY = re.compile(r"[^。；;\n]{0,40}?将(?!近)")
_SET_FOR = ("定于", "将于", "拟于", "计划于")
_INTENDS = ("计划", "将", "拟", "力争", "预计", "确保", "争取", "要")
_SOON = 60
"""Days within which a day without its year that is announced lies ahead."""
_HAPPENED = re.compile(r"[，,]?[^。；;\n]{0,24}?[已共](?!建共|享|同)")
"""到12月底，…已兑现: a date gone by."""
_COUNTED = re.compile(r"[0-9一二两三四五六七八九十]+")
_COUNTS_UP = ("累计", "共计", "合计", "来", "年间")
_BARE_COUNT = re.compile(r"^[^年用近过最未今此接历]{1,2}年(?:的?时间|共)?$")
"""三年共, 3年时间, 3年 before 培训: so many years, of which other words must say which they are."""
_FIRST_YEARS = re.compile(r"[”\"]?前([一两二三四])年")
_EARLY = 3
"""The last month in which 未来三年 begins with the running year, and 过去一年 is the year before."""
_FAR_FUTURE = date(2100, 12, 31)
_RELATIVE_YEARS = {"去年": -1, "上年": -1, "前年": -2, "明年": 1, "来年": 1, "下年": 1}


class PeriodInForce(NamedTuple):
    """The period that a position of the text is in.

    `kind` is `closed` (2022年, 今年1至5月), `as_of` (截至6月底, 目前: `end` is the date, `start` opens its
    year), `open_start` (2019年以来: `start` may be null), `until` (到2025年: `end` closes it), `recurring`
    (每年, in the period around it) or `none` (nothing stated: the document's year, or the year a report is
    about). `wording` is the expression as printed, empty for `none`. `scope` says how far it was carried:
    `clause`, `sentence`, `paragraph`, `section` or `document`; `position` is where the expression stands,
    or null.
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


def whole_year(year: int, kind: str, scope: str) -> PeriodInForce:
    """The year from January to December, stated by no words of its own."""
    return PeriodInForce(date(year, 1, 1), date(year, 12, 31), kind, "", scope)


@dataclass(frozen=True, slots=True)
class Calendar:
    """What relative times refer to: the document's date and `today`, the last day that it reports on."""

    signed_on: date
    today: date
    action: tuple[int, int] | None = None
    """First and last year of the action that the text is about: what 行动期间 and 三年来 refer to."""

    def resolve(
        self, expression: TimeExpression, text: str, in_force: PeriodInForce | None
    ) -> PeriodInForce | None:
        """The period of an expression in `text`, or null where it puts nothing after it in a period.

        `in_force` is the period around it: bare months, 当年 and 全年 belong to its year.
        """
        if expression.link in ("against", "effective", "title", "modifier") or expression.form == "recurring":
            return None
        span = self._span(expression, text, in_force)
        if span is None:
            return None
        start, end = span
        kind = self._kind(expression, start, end)
        if expression.form == "event":
            kind = "open_start"
        elif expression.link == "since":
            end = self.today if start is None or start <= self.today else _FAR_FUTURE
            kind = "closed" if start is not None and start.year == end.year else "open_start"
        if kind == "as_of":
            start = date(end.year, 1, 1)
        return PeriodInForce(start, end, kind, expression.wording, "clause", expression.start)

    def _kind(self, expression: TimeExpression, start: date | None, end: date) -> str:
        """截至 and 目前 are as of a date, 到 and 年底 until one; 近年来 and 三年累计 have an open start."""
        fields = expression.fields
        if self._is_of_action(expression):
            return "closed"
        if expression.form == "now" or expression.link == "as_of":
            return "as_of"
        if expression.form == "plan" and start is not None and start.year == end.year:
            return "until" if end > self.signed_on else "as_of"
        is_long = start is not None and start.year < end.year and expression.form in ("year", "span")
        names_end = not is_long and any(
            fields.get(edge) in ("底", "末") for edge in ("year_edge", "month_edge", "to_edge")
        )
        if expression.link == "until" or names_end or fields["core"] in ("年底", "年末", "年终"):
            return "until" if end > self.signed_on else "as_of"
        counts_up = expression.form == "years" and expression.wording.endswith(_COUNTS_UP)
        return "open_start" if start is None or counts_up else "closed"

    def _span(self, expression: TimeExpression, text: str, in_force: PeriodInForce | None) -> Span | None:
        core, fields, form = expression.fields["core"], expression.fields, expression.form
        if self.action is not None and self._is_of_action(expression):
            return date(self.action[0], 1, 1), date(self.action[1], 12, 31)
        if form == "action":
            return None
        if form == "years" and _BARE_COUNT.search(core):
            return self._years_around(core, in_force)
        if form == "iso":
            year, month, day = (int(part) for part in re.split(r"[-./]", core))
            found = date_or_none(year, month, day)
            return (found, found) if found else None
        if form in ("year", "span"):
            return _years_named(core, fields)
        if core == "今明两年":
            return date(self.today.year, 1, 1), date(self.today.year + 1, 12, 31)
        if form == "relative":
            return part_of_year(self._relative_year(core, in_force), fields)
        if form == "plan":
            first, last = five_year_plan(core)
            opening = _FIRST_YEARS.match(text, expression.end)
            if opening:
                last = first + (_whole(opening.group(1)) or 1) - 1
            is_last_year = "末" in text[expression.end : expression.end + 3]
            return date(last if is_last_year else first, 1, 1), date(last, 12, 31)
        if form == "part":
            return self._bare_part(expression, text, in_force)
        if form == "edge":
            return self._edge(expression, text, in_force)
        if form == "years" and core.startswith("连续"):
            return self._years_from(core, in_force)
        if form == "years" and core.startswith("用"):
            lead = text[max(0, expression.start - 6) : expression.start]
            return self._count_of_years(core, is_ahead=any(word in lead for word in _INTENDS))
        if form == "years" and core in ("过去一年", "一年来"):
            return part_of_year(self._last_year(in_force), {})
        if form == "now":
            return date(self.today.year, 1, 1), self.today
        if form == "event":
            is_dated = in_force is not None and in_force.kind == "as_of"
            return None, in_force.end if is_dated and in_force is not None else self.today
        return self._count_of_years(core)

    def _is_of_action(self, expression: TimeExpression) -> bool:
        """Whether 行动期间, or 三年来 where the action takes three years, names the action's years."""
        if self.action is None or expression.form not in ("action", "years"):
            return False
        core = expression.fields["core"]
        if expression.form == "action":
            return True
        counted = _COUNTED.match(core.removeprefix("用"))
        years = self.action[1] - self.action[0] + 1
        return counted is not None and _whole(counted.group()) == years

    def _years_around(self, core: str, in_force: PeriodInForce | None) -> Span | None:
        """2019—2021年，三年共支出…: the years that stand right before; else the words state no time."""
        counted = _COUNTED.match(core)
        if counted is None or in_force is None or in_force.start is None:
            return None
        is_same = in_force.end.year - in_force.start.year + 1 == _whole(counted.group())
        return (in_force.start, in_force.end) if is_same and in_force.kind == "closed" else None

    def _years_from(self, core: str, in_force: PeriodInForce | None) -> Span | None:
        """从今年开始，连续3年，每年…: so many years from the one just said; else the words state no time."""
        counted = _COUNTED.search(core)
        count = _whole(counted.group()) if counted is not None else None
        if in_force is None or in_force.start is None or not count:
            return None
        if not in_force.wording.endswith(("起", "开始")):
            return None
        first = in_force.start.year
        return date(first, 1, 1), date(first + count - 1, 12, 31)

    def _relative_year(self, core: str, in_force: PeriodInForce | None) -> int:
        if core in ("当年", "同年"):
            return self._stated_year(in_force)
        if core == "次年":
            return self._stated_year(in_force) + 1
        is_plan = in_force is not None and in_force.start is not None and in_force.start > self.today
        this_year = self.signed_on.year if is_plan else self.today.year
        return this_year + _RELATIVE_YEARS.get(core, 0)

    def _last_year(self, in_force: PeriodInForce | None) -> int:
        """过去一年: the year that the section is about, else the one before where the year has just begun."""
        if in_force is not None:
            return in_force.end.year
        return self.today.year - (1 if self.today.month <= _EARLY else 0)

    def _stated_year(self, in_force: PeriodInForce | None) -> int:
        is_usable = in_force is not None and in_force.kind != "open_start"
        if is_usable and in_force is not None and in_force.start is not None and in_force.end > self.today:
            # 2024年启动三年行动（2024-2026年）。当年共培训…: of a span that still runs, the year it began in
            return in_force.start.year if in_force.kind == "closed" else in_force.end.year
        return in_force.end.year if is_usable and in_force is not None else self.today.year

    def _bare_part(
        self, expression: TimeExpression, text: str, in_force: PeriodInForce | None
    ) -> Span | None:
        """A month, quarter or half year without its year: the year in force, not ahead where it happened."""
        year = self._stated_year(in_force)
        is_past = _HAPPENED.match(text, expression.end) is not None
        is_plan = (expression.link == "until" and not is_past) or _announces(text, expression.end)
        is_plan = is_plan or self._is_announced(expression, text, year)
        if is_plan:
            year = max(year, self.today.year)
        span = part_of_year(year, expression.fields)
        if span is None or span[0] is None or year != self.today.year:
            return span
        if not is_plan and span[0] > self.signed_on:
            return part_of_year(year - 1, expression.fields)
        return span

    def _is_announced(self, expression: TimeExpression, text: str, year: int) -> bool:
        """Whether 7月3日—6日 is a day soon to come, for which something is set (定于) or will be (将)."""
        if not expression.fields.keys() & {"day", "only_day", "to_day"}:
            return False
        first = (part_of_year(year, expression.fields) or (None, _FAR_FUTURE))[0]
        is_soon = first is not None and 0 <= (first - self.signed_on).days <= _SOON
        is_set = text.endswith(_SET_FOR, 0, expression.start)
        return is_soon and (is_set or _ANNOUNCED_DAY.match(text, expression.end) is not None)

    def _edge(self, expression: TimeExpression, text: str, in_force: PeriodInForce | None) -> Span:
        """年内, 年底, 全年, 本月: a deadline or an intention is never in a year gone by."""
        core, year = expression.fields["core"], self._stated_year(in_force)
        if core.startswith(("本", "当月")):
            return date(self.today.year, 1, 1), self.today
        if core == "年内" or expression.link == "until" or _announces(text, expression.end):
            year = max(year, self.today.year)
        return date(year, 1, 1), date(year, 1, 31) if core == "年初" else date(year, 12, 31)

    def _count_of_years(self, core: str, *, is_ahead: bool = False) -> Span | None:
        counted = _COUNTED.search(core)
        if counted is None:
            return None, self.today
        count = _whole(counted.group())
        if count is None:
            return None
        if is_ahead and count:
            return date(self.today.year, 1, 1), date(self.today.year + count - 1, 12, 31)
        if core.startswith("过去") and self.today.month <= _EARLY and 0 < count < 100:
            return date(self.today.year - count, 1, 1), date(self.today.year - 1, 12, 31)
        if core.startswith(("未来", "今后", "此后", "接下来")) or core.endswith("内"):
            is_of_this_year = self.today.month <= _EARLY
            return self.today, date(self.today.year + max(count - is_of_this_year, 1), 12, 31)
        return (date(self.today.year - count + 1, 1, 1) if 0 < count < 100 else None), self.today


def _announces(text: str, position: int) -> bool:
    return _ANNOUNCES.search(text, position, position + 12) is not None


def _whole(numeral: str) -> int | None:
    try:
        return int(read_numeral(numeral).value)
    except ValueError:
        return None


def _years_named(core: str, fields: dict[str, str]) -> Span | None:
    years = [int(part) for part in re.findall(r"\d+", core)]
    first, last = years[0], years[-1]
    last = last if last >= 100 else first // 100 * 100 + last
    if first == last:
        return part_of_year(first, fields)
    return (date(first, 1, 1), date(last, 12, 31)) if first < last else None


def part_of_year(year: int, fields: dict[str, str]) -> Span | None:
    """First and last day of the part of `year` that `fields` name (half, quarter, months), or of all."""
    if not 1900 <= year <= 2099:
        return None
    if "month" in fields:
        return _between_months(year, fields)
    if "only_day" in fields:
        day = date_or_none(year, int(fields["only_month"]), int(fields["only_day"]))
        if day is not None:
            return day, day
    months = _months(fields)
    if months is None:
        return None
    return date(year, months[0], 1), _month_end(year, months[1])


def _months(fields: dict[str, str]) -> tuple[int, int] | None:
    if "half" in fields:
        return (1, 6) if fields["half"].startswith("上") else (7, 12)
    if "only_month" in fields:
        return int(fields["only_month"]), int(fields["only_month"])
    if "quarter" in fields:
        quarter = _whole(fields["quarter"]) or 1
        return 3 * quarter - 2, 3 * quarter
    if "first_quarters" in fields:
        return 1, 3 * (_whole(fields["first_quarters"]) or 1)
    if "first_months" in fields:
        count = _whole(fields["first_months"])
        return (1, min(12, count)) if count else None
    return 1, 12


def _between_months(year: int, fields: dict[str, str]) -> Span | None:
    last_year = int(fields["to_year"][:4]) if "to_year" in fields else year
    start = date_or_none(year, int(fields["month"]), int(fields.get("day", 1)))
    end = _month_end(last_year, int(fields["to_month"]))
    if "to_day" in fields:
        end = date_or_none(last_year, int(fields["to_month"]), int(fields["to_day"])) or end
    return (start, end) if start is not None and start <= end else None


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
