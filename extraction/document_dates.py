"""The dates of a document as a whole: when it was signed, the year it reports on, the year its plan ends.

What belongs here: what the title and the signature say. What does not: times inside the text (`periods`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from extraction.numerals import read_numeral

_CHINESE_DATE = re.compile(
    r"([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_DATE_LINE = re.compile(
    r"((?:19|20)\d\d) ?[年./-] ?(1[0-2]|0?[1-9]) ?[月./-] ?(3[01]|[12]\d|0?[1-9]) ?日?[)）。]?$"
)
_PUBLICATION = re.compile(r"发布|发表|公开|来源|时间|日期|浏览|更新|编辑|字号|字体|索引")
_REPORT_TITLE = re.compile(
    r"((?:19|20)\d\d) ?年?度?[^，。\n]{0,16}?(?:总结|报告|公报|年报|情况|回顾|完成|统计|成效)"
)
_LIST_TITLE = re.compile(r"((?:19|20)\d\d) ?年度[^，。\n]{0,24}(?:名单|名录|入选|结果|揭晓|出炉|命名)")
_HONOUR_TITLE = re.compile(
    r"((?:19|20)\d\d) ?年?度?[“\"][^，。\n”]{2,16}[”\"][^，。\n]{0,12}"
    r"(?:名单|揭晓|出炉|公布|命名|发布|入选|评选)"
)
"""2023年“某市工匠”命名: the year stands in the honour's own name."""
_YEAR_IN_TITLE = re.compile(
    r"(?<![\d〔（(第号自从到至—-])((?:19|20)\d\d) ?年"
    r"(?!以来|起|前|底|末|之后|[—-]|度?[^，。\n]{0,24}(?:大赛|竞赛|赛))"
)
_LOOKS_BACK = re.compile(
    r"(?:^|[。\n])[^。，,\n]{0,24}(?:[，,][^。，,\n]{0,12})?(?:((?:19|20)\d\d)年|去年|过去一年)(?:全年)?[，,]"
)
_ANY_YEAR = re.compile(r"(?:19|20)\d\d")
_LATEST_MONTH_OF_REVIEW = 4
_FIRST_MONTH_OF_PLANNING = 10
_LIST_IN_TEXT = re.compile(
    r"(?:公布|发布|印发|下发|公示|揭晓)[^，。\n]{0,8}?((?:19|20)\d\d) ?年度?[^，。\n]{0,60}?"
    r"(?:名单|评选结果|认定结果)"
)
_HEAD = 400
"""Characters of a text in which it says what list it tells of."""
_PART_OF_YEAR = re.compile(r"[上下]半年|季度|\d月|个月")
_REPLY_TITLE = re.compile(r"提案|建议|答复|议案")
_PLAN_TITLE = re.compile(r"规划|计划|方案|行动|纲要|意见")
_HORIZON = re.compile(r"(?:到|力争)((?:19|20)\d\d) ?年")
_PLAN_YEAR = re.compile(
    r"((?:19|20)\d\d) ?年度?[^，。\n\d]{0,24}"
    r"(?:工作安排|工作要点|工作计划|实施计划|培训计划|实施方案|工作方案)"
)
_PLAN_SPAN = re.compile(r"((?:19|20)\d\d) ?年?[-—–－~～至到]{1,2} ?((?:19|20)\d\d) ?年?")
_ACTION_SPAN = re.compile(r"(20\d\d) ?年?起?(?:[-—–－~～]{1,2}|至|到) ?(20\d\d) ?年?")
_ACTION = re.compile(r"行动|方案|计划|规划|工程|意见")
_ANNOUNCED = re.compile(
    r"(?:印发|出台|下发|发布|制定|公布)[^。\n]{0,12}《[^《》\n]{2,60}(?:方案|计划|规划|意见)"
)
_ACTION_REACH = 40
_LONGEST_ACTION = 10
_FIVE_YEAR_PLAN = re.compile(r"十[一二三四五六]五")


def find_signing_date(text: str, published_on: date | None = None) -> date | None:
    """The date a document is signed with: the last line that is or ends with a date and names no publication.

    Dates after `published_on` are no signatures. A notice and its annex may both carry one: the last
    counts.
    """
    found: date | None = None
    for start, line in lines(text):
        stripped = line.strip(" \t\u3000\xa0")
        if start and 6 <= len(stripped) <= 60 and stripped[-1] in "日0123456789)）。":
            signed = _date_of_line(stripped)
            if signed is not None and (published_on is None or signed <= published_on):
                found = signed
    return found


def document_date(text: str, signed_on: date | None, published_on: date | None) -> date | None:
    """The date that 今年 and 目前 refer to: signing before publishing date (extraction contract, rule 3)."""
    return signed_on or find_signing_date(text, published_on) or published_on


def report_year(title: str, text: str) -> int | None:
    """The year a report is about (某局2023年工作总结), by its title or first line; null for replies."""
    head = title or text[:80].partition("\n")[0]
    report = None if _REPLY_TITLE.search(head) else _REPORT_TITLE.search(head)
    if report is None:
        return None
    return int(report.group(1)) - ("政府工作报告" in head)


def list_year(title: str) -> int | None:
    """The year that a list is named for (2024年度名单), whenever it was published (contract, rule 9)."""
    named = _LIST_TITLE.search(title) or _HONOUR_TITLE.search(title)
    return int(named.group(1)) if named else None


def year_just_over(title: str, signed_on: date) -> int | None:
    """The year before the document's that its title names, told of in the first months of the next."""
    year = _only_year_of(title)
    is_early = signed_on.month <= _LATEST_MONTH_OF_REVIEW
    return year if is_early and year == signed_on.year - 1 and list_year(title) is None else None


def year_reviewed(text: str, signed_on: date) -> int | None:
    """The year before the document's that its first sentences look back on, told in the first months."""
    told = _LOOKS_BACK.search(text[:_HEAD]) if signed_on.month <= _LATEST_MONTH_OF_REVIEW - 1 else None
    if told is None:
        return None
    year = int(told.group(1)) if told.group(1) else signed_on.year - 1
    return year if year == signed_on.year - 1 else None


def year_to_come(title: str, signed_on: date) -> int | None:
    """The year after the document's that its title names in the last months of the one before."""
    year = _only_year_of(title)
    return year if signed_on.month >= _FIRST_MONTH_OF_PLANNING and year == signed_on.year + 1 else None


def _only_year_of(title: str) -> int | None:
    """The year of a title that names one and answers nobody."""
    named = None if _REPLY_TITLE.search(title) else _YEAR_IN_TITLE.search(title)
    return int(named.group(1)) if named and len(_ANY_YEAR.findall(title)) == 1 else None


def told_list_year(text: str, signed_on: date) -> int | None:
    """The year just gone by whose list a text tells of in its first lines (公布2022年首席技师名单)."""
    told = _LIST_IN_TEXT.search(text[:_HEAD])
    year = int(told.group(1)) if told else None
    return year if year is not None and year == signed_on.year - 1 else None


def is_part_year_report(title: str) -> bool:
    """Whether a report is on less than a year (2023年上半年工作总结): its plan is for the same year."""
    return _PART_OF_YEAR.search(title) is not None


def plan_end(title: str) -> int | None:
    """The last year of the span that a plan's title names (2021-2025年, “十四五”, 到2025年)."""
    if _REPLY_TITLE.search(title) or "总结" in title:
        return None
    horizon = _HORIZON.search(title)
    if horizon:
        return int(horizon.group(1))
    if not _PLAN_TITLE.search(title):
        return None
    span = _PLAN_SPAN.search(title)
    if span:
        return int(span.group(2))
    plan = _FIVE_YEAR_PLAN.search(title)
    return five_year_plan(plan.group())[1] if plan else None


def plan_year(title: str) -> int | None:
    """The one year that a plan's title names (2024年培训工作要点)."""
    named = None if _REPLY_TITLE.search(title) or "总结" in title else _PLAN_YEAR.search(title)
    return int(named.group(1)) if named else None


def action_span(title: str, text: str) -> tuple[int, int] | None:
    """First and last year of the action that a text is about, by its title or its first lines.

    《职业技能提升行动方案（2019—2021年）》, 自2025年至2027年底，开展技能照亮前程行动: 行动期间 and 三年来
    are then those years.
    """
    head = f"{title}\n{text[: 2 * _HEAD]}"
    for span in _ACTION_SPAN.finditer(head):
        first, last = int(span.group(1)), int(span.group(2))
        around = head[max(0, span.start() - _ACTION_REACH) : span.end() + _ACTION_REACH]
        if first < last < first + _LONGEST_ACTION and _ACTION.search(around):
            return first, last
    return None


def announces_action(text: str, action: tuple[int, int] | None, signed_on: date) -> bool:
    """Whether a text tells of the plan of an action that still runs: 印发《方案》，提出自2025年至2027年…."""
    if action is None or action[1] <= signed_on.year:
        return False
    head = text[:_HEAD]
    return _ANNOUNCED.search(head) is not None and f"{action[1]}" in head


def five_year_plan(name: str) -> tuple[int, int]:
    """First and last year of a five-year plan by its name: 十四五 is 2021 to 2025."""
    first = 2021 + 5 * (int(read_numeral(name[:2]).value) - 14)
    return first, first + 4


def date_or_none(year: int, month: int, day: int) -> date | None:
    """The date, or null where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def lines(text: str) -> Iterator[tuple[int, str]]:
    """Each line of `text` with the position at which it starts."""
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


def _date_of_line(line: str) -> date | None:
    chinese = _CHINESE_DATE.search(line)
    if chinese and chinese.end() >= len(line) - 1:
        year, month, day = (int(read_numeral(part).value) for part in chinese.groups())
        return date_or_none(year, month, day)
    match = _DATE_LINE.search(line)
    if match is None or _PUBLICATION.search(line):
        return None
    lead = line[: match.start()].rstrip(" \u3000")
    if lead and (lead[-1] not in "局厅府办会委室部院处区县" or "，" in lead):
        return None
    year, month, day = (int(part) for part in match.groups())
    return date_or_none(year, month, day)
