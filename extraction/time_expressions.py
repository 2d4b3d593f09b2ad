"""Time expressions of policy text: where they stand and what they say, before any date is fixed.

What belongs here: recognising 2023年, 今年1至5月, 截至6月底, “十四五”, 近三年, 每年, 目前, and reading
their parts. What does not: which of them a figure is about, and the dates that relative ones come to
(`periods`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_YEAR = r"(?:19|20)\d\d"
_TO = r" ?[-—–－~～至到]{1,2} ?"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_COUNT = r"[0-9一二两三四五六七八九十]{1,2}"
_PART_OF_YEAR = (
    r"(?:"
    r"(?P<half>[上下]半年)"
    r"|第?(?P<quarter>[一二三四1-4])季度"
    r"|前(?P<first_quarters>[一二两三1-3])个?季度"
    rf"|前(?P<first_months>{_COUNT})个月"
    rf"|(?P<month>{_MONTH})(?:月份?(?P<day>\d{{1,2}})?日?)?{_TO}"
    rf"(?P<to_year>{_YEAR}年)?(?P<to_month>{_MONTH})月份?"
    r"(?P<to_edge>[底末])?(?:(?P<to_day>\d{1,2})日)?"
    rf"|(?P<only_month>{_MONTH})月份?(?:(?P<month_edge>[底末初]|[上中下]旬)"
    rf"|(?P<only_day>\d{{1,2}})(?:{_TO}\d{{1,2}})?[日号])?"
    r"|年?(?P<year_edge>[初末底])(?!步|级|数|线|端|子)"
    r")"
)

_LOCATE = re.compile(
    rf"(?P<iso>{_YEAR}[-./]{_MONTH}[-./](?:[12]\d|3[01]|0?[1-9])(?!\d))"
    rf"|(?<![\d.])(?P<year>{_YEAR}(?: ?年?{_TO}(?:{_YEAR}|\d\d))? ?(?:年|学年)"
    rf"|{_YEAR}(?={_MONTH}月[底末份]))"
    rf"|(?<![\d.])(?P<span>{_YEAR}{_TO}{_YEAR}(?![\d万亿元人名个]))"
    r"|(?P<relative>今明两年|今年|本年|当年|去年|上年|前年|明年|来年|下年(?!均)|次年|同年)"
    rf"|(?P<part>[上下]半年|第?[一二三四]季度|前[一二两三1-3]个?季度|前{_COUNT}个月"
    rf"|(?<![\d.:：年])(?:{_MONTH}(?:月份?(?:\d{{1,2}}日)?)?{_TO})?{_MONTH}月(?!子|饼|嫂|薪))"
    r"|(?P<plan>十[一二三四五六]五(?![万千百名人个家]))"
    r"|(?P<edge>全年(?!(?:目标)?(?:任务|目标|计划|指标))"
    r"|(?<![一二两三四五六七八九十\d])年内|年底|年末|年终|年初|年度内|本月|当月|本季度|本学期|本届|本次)"
    r"|(?P<now>目前|当前|现阶段|至此|至今(?!年)|迄今|现有|现已|现共有|现全市|现设|眼下)"
    rf"|(?P<years>用{_COUNT}年左?右?的?时间|(?:近|过去|最近|未来|今后|此后|接下来){_COUNT}年(?:来|间)?|近几?年来?"
    rf"|连续{_COUNT}年(?=[，,]?每年)|(?<![近第几])一年来"
    r"|(?<![近第几\d.])[两三四五六七八九2-9]年(?:多?[来间](?=[，,累共全我])"
    r"|(?:的?时间|累计|共计?|合计)?(?=[，,]?[^，。；、]{0,4}(?:培训|新增|培养|支出)))"
    r"|(?<![近第\d])(?:\d0|[一二两三四五六七八九]?十)多?年[来间]|(?<![近第\d])(?:[一两二三四五六七八九十]|[1-9])年之?内|(?<![近第])[两三四五六七八九十]年(?:来|累计|共计|合计)|历年来?(?![最之的]))"
    r"|(?P<recurring>(?<=[，。；、：\n])年(?=培训|新增|培养|评选|开展|招生|组织|选树)"
    r"|每(?:个?季度|学年|学期|年|月|半年|[一两二三四五六2-6]年)|年均|逐年)"
    r"|(?P<action>(?:行动|规划|计划|实施)期[间内])"
    r"|(?P<event>(?<=实施|开展|启动|成立|创办|设立|施行|运行|建立|开赛|推行|实行|开办|开设|出台|建成|投用"
    r"|创建|改革|上任|组建|试行|试点|执行)以来)"
)
_CANDIDATE = re.compile(
    r"[0-9年今本当去上前明来下次同全年目现近过最未此接历每逐至迄眼以用连十两三四五六七八九一二第]"
    r"(?=[0-9年月半季前有已共全设今明后下来去往续几个学度内底末终初均五两一二三四六七八九十至到—–－~～ -]"
    r"|(?<=[，。；、：\n]年)[培新评开招组选])"
    r"|(?:行(?=动期)|规(?=划期)|计(?=划期)|实(?=施期))"
)
"""Where an expression can begin; `_LOCATE` is tried only there, several times faster than everywhere."""
_DETAILS = re.compile(r"(?:截至|截止到?|到|的)?" + _PART_OF_YEAR)
_PART = re.compile(_PART_OF_YEAR)
_SPAN = re.compile(rf"{_YEAR} ?年?{_TO}\d")
_SUFFIX = re.compile(
    r" ?[”\"]? ?(?:(?P<since>(?:[^，。；、\n\d底末初近]{1,6})?以来|来(?=[，, ]|累计|共)|起至今|至今)"
    r"|(?P<from>起|开始|始(?!终))"
    r"|(?P<before>底?(?:前(?!期|[一两二三四几\d]|后|沿|列|来|提)|之前|以前))"
    r"|(?P<against>同期|相比|基数))"
)
_TITLE = re.compile(r"《[^《》\n]{1,80}》(?:[（(][^（）()\n]{1,24}[）)])?")

_AS_OF = ("截至", "截止", "截止到", "截至到", "截止至", "截止于")
_AGAINST = ("较", "比", "同", "与", "相比", "相较", "对比", "高于", "低于", "超过", "比照")
_FOUNDED = (
    "创办于",
    "成立于",
    "始建于",
    "始于",
    "创立于",
    "设立于",
    "创建于",
    "启动于",
    "建于",
    "发起于",
)
"""Words before the time when something began (创办于2015年)."""
_FROM = (*_FOUNDED, "自", "从")
"""Words before a time from which something has gone on."""
_PLAN_NAME = re.compile(
    r"[”\"]?贫困村|[”\"]?(?:发展|专项|建设|[^，。；、：\n]{2,10}?)规划(?!期|末|时期|目标|任务|提出|明确|确定|中|的|指标)"
)
"""“十四五”发展规划: a plan's name, which tells of no time."""
_NAMES_MEETING = re.compile(r"度?[^，。；\n\d]{2,24}?(?:会议|大会|仪式|推进会|座谈会)(?:在|召开|举行|于)")
_DAY = re.compile(r"\d{1,2}月\d{1,2}日[，,]?[^。；\n]{0,16}$")
_EFFECTIVE = re.compile(r"(?:有效期|执行|施行|有效|期限)[^，,。；;\n]{0,4}$")
_OF_A_CONTEST = re.compile(
    r"[^，,。；;\n]{0,24}?(?:大赛|竞赛|比赛|选拔赛)(?:活动)?[中上里]?[^，,。；;\n]{0,14}?的[^，,。；;\n]{0,14}?(?:选手|职工|人员|个人|教练)"
)
"""What a year only tells which people are meant by: 授予60名在2021年竞赛中获奖的选手称号."""
_GROWN_TO = re.compile(r"(?:增[加长]?|提[高升]|[上跃攀]升|扩大|发展|下降|减少)[到至]$")
"""由2021年的1.75亿人增长到2023年的2.2亿人: when the level was, no deadline."""
_MULTIPLE_OF = re.compile(r"[”\"]?(?:同期|期?末)?的[\d.一二三四五六七八九十两百]{1,6}多?倍")
"""是2019年的4倍: what is compared with."""
_EFFECT_BEHIND = re.compile(r" ?(?:起|开始)?(?:施行|执行|实施|生效|印发|废止|止)")


class TimeExpression(NamedTuple):
    """One time expression. `form` is the group of wordings that it belongs to; `fields` holds its read parts.

    `link` says how it bears on what follows: `as_of` (截至), `until` (到, 前), `since` (以来, 起), `in`;
    `against` where it is only compared with (较2018年), `effective` where it dates a document's own force,
    `title` in 《…》, `modifier` where it only tells which people are meant.
    """

    start: int
    end: int
    form: str
    link: str
    fields: dict[str, str]
    wording: str


_SENTENCE_BREAK = re.compile(r"[。；;\n]")


def find_time_expressions(text: str) -> Iterator[TimeExpression]:
    """Every time expression of repaired text, in order, not overlapping."""
    titles = ((match.start(), match.end()) for match in _TITLE.finditer(text))
    title_start, title_end = next(titles, (len(text), len(text)))
    position = 0
    as_of_end: int | None = None
    for candidate in _CANDIDATE.finditer(text):
        if candidate.start() < position:
            continue
        match = _LOCATE.match(text, candidate.start())
        if match is None:
            continue
        form, start, end = str(match.lastgroup), match.start(), match.end()
        while title_end <= start:
            title_start, title_end = next(titles, (len(text), len(text)))
        fields: dict[str, str] = {}
        if form in ("year", "relative"):
            end += text.startswith("度", end)
            details = _DETAILS.match(text, end + text.startswith(" ", end))
            if details is not None:
                fields = _stated(details)
                end = details.end()
        elif form == "part":
            part = _PART.match(text, start)
            if part is not None:
                fields, end = _stated(part), part.end()
        link, end = _link(text, start, end, form, match.group())
        position = max(end, start + 1)
        if title_start < start < title_end:
            link = "title"
        is_now = form == "now" and match.group().startswith("现")
        if is_now and as_of_end is not None and not _SENTENCE_BREAK.search(text, as_of_end, start):
            # 截至6月底，全市现有…: the date says when 现 is.
            continue
        if link == "as_of":
            as_of_end = end
        yield TimeExpression(start, end, form, link, {**fields, "core": match.group()}, text[start:end])


def is_founding(text: str, start: int) -> bool:
    """Whether the time at `start` tells when something began (始于1995年), and nothing of what follows."""
    return text.endswith(_FOUNDED, 0, start)


def _stated(match: re.Match[str]) -> dict[str, str]:
    return {name: value for name, value in match.groupdict().items() if value}


def _link(text: str, start: int, end: int, form: str, core: str) -> tuple[str, int]:
    lead = text[max(0, start - 8) : start].rstrip(' “"')
    if form == "event":
        return "since", end
    if form == "plan" and _PLAN_NAME.match(text, end):
        return "title", end
    if _EFFECT_BEHIND.match(text, end) or _EFFECTIVE.search(lead):
        return "effective", end
    if form == "year" and _NAMES_MEETING.match(text, end) and _DAY.search(text, max(0, start - 24), start):
        return "title", end  # 1月9日，2019年选树命名会议召开
    if form == "relative" and text.startswith("毕业", end):
        return "modifier", end  # 下年毕业的在校生
    if lead.endswith("在") and form == "year" and _OF_A_CONTEST.match(text, end):
        return "modifier", end
    suffix = _SUFFIX.match(text, end)
    if _MULTIPLE_OF.match(text, end):
        return "against", end
    if lead.endswith(_AGAINST) or (suffix is not None and suffix.lastgroup == "against"):
        return "against", end
    if "截至" in core or lead.endswith(_AS_OF) or "截至" in text[start:end] or "截止" in text[start:end]:
        return "as_of", end
    if suffix is not None and suffix.lastgroup == "since":
        return "since", suffix.end()
    if suffix is not None and suffix.lastgroup == "from":
        return "since", suffix.end()
    if suffix is not None and suffix.lastgroup == "before":
        return "until", suffix.end()
    if text.startswith("的", end) and lead.endswith(("自", "从", "由")):
        return "in", end
    if lead.endswith(_FROM) and form in ("year", "relative", "part") and not _SPAN.match(core):
        return "since", end
    if text.startswith("的", end) and _GROWN_TO.search(lead):
        return "in", end
    if lead.endswith(("到", "至")) and not lead.endswith(("达到", "得到", "受到", "甚至", "乃至", "直至")):
        return "until", end
    return "in", end
