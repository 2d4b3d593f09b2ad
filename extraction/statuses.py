"""Whether a figure happened, is planned or is a rule (status).

What belongs here: the judgement, rule by rule, on the questions that `wording/status_and_basis.yml` asks,
and the one way in, `judge`. What does not: the words themselves (`judgement`), grants (`grants`), whether a
figure flows or stands (`bases`), and when it holds (`periods`).
"""

from __future__ import annotations

import re
from dataclasses import replace

from extraction.bases import basis_of
from extraction.clauses import Layout, Setting
from extraction.grants import status_of_grant
from extraction.judgement import (
    LONGEST_WHOLE,
    PLATFORMS,
    QUOTAS,
    YEARLY,
    Judgement,
    Nature,
    When,
    last_end,
    line_start,
    questions,
)

_PLAN_BEHIND = re.compile(r"[一-鿿]{0,4}(?:任务|计划|目标|指标)数?的\s*\d")
_TASK_BEHIND = re.compile(r"[^，,。；;：:…\n]{0,14}?(?<!完成)(?:任务|指标)(?![的完中工超均全提])")
_AIM_BEHIND = re.compile(r"的(?:年度|总|预期|规划)?目标(?![完中超均全提])")
_PLAN_ASKS = re.compile(
    r"(?:《[^《》\n]{2,40}》|方案|意见|规划|措施|行动计划|纲要)(?:还|同时|明确|进一步)*(?:提出|明确|要求|规定)"
)
_YEARLY_REPORT = re.compile(r"工作报告|国民经济|计划执行")
"""What tells of the year that is over and of that which begins."""
_DONE = re.compile(r"(?<!需)(?<!要)(?<!应)完成")
_INLINE_HEADING = re.compile(
    r"(?<=[。；\n])[ \u3000]*[（(][一二三四五六七八九十][）)]([^，,。；;\n]{2,14})。"
)
"""（一）发展基础。…（二）发展目标。… of a text whose lines were run together."""
_AIMS = re.compile(r"(?<!完成)目标")
_QUOTED = re.compile(r"[“《][^“”《》\n]{1,30}[”》]")
"""The name of a programme in a heading (“雨露计划”) says nothing of what it heads."""
_NUMBERED = re.compile(r"[ \t\u3000]*[（(]?\d{1,2}[）)、.．]")
_LEADS_TASKS = re.compile(r"(?<!完成)(?:任务|目标|指标)[^，,。；;：:\n]{0,8}[：:][ \t\u3000]*$")
_MOST_TASKS, _LONGEST_LEAD = 20, 40
_OPENING = 20
_HELD = re.compile(r"现(?:共)?有|目前|已")
_PROMISED = re.compile(r"不少于|不低于|至少")
_AT_LEAST = re.compile(r"至少(?=[一-鿿])|不少于|不低于")
_DONE_SO_FAR = re.compile(r"[共已了过]|累计")
_PROMISED_BEFORE = re.compile(rf"(?:{YEARLY.pattern})[^。；]{{0,24}}(?:{_PROMISED.pattern})")
_ABOUT_TO = re.compile(r"(?:名|位|个|人)?[一-鿿]{0,6}将(?![军士近])")
ABOUT_TO = "what they are about to do"
_TO_BE_BUILT = re.compile(
    _ABOUT_TO.pattern + r"[^，。；]{0,6}(?:建|立|落成|挂牌|开工|投用|投入|完成|达到|获)"
)
"""Platforms that are yet to come; others stand already, whatever they are about to do."""
_TO_BE = {
    "artisan_titles": re.compile(_ABOUT_TO.pattern + r"(?!代表|奔赴)|拟(?:确定|命名|认定|推荐|授予)"),
    "competition_awards": re.compile(_ABOUT_TO.pattern + r"(?!代表|奔赴)"),
    "competition_participants": re.compile(
        _ABOUT_TO.pattern + r"(?![^，。；]{0,10}(?:角逐|比拼|竞技|较量|切磋|对决|一决高下|同台|争夺))"
    ),
}
"""People who are there already, whatever they are about to do: 1117名选手将角逐, 3位金牌选手将代表…出征."""
_PLAN_BRACKET = re.compile(r"(?:任务|目标|计划|指标)数?[（(]$")
_SET_AS_TASK = re.compile(r"(?:下达|[省市州]定|既定|确定|部署|分解|要求)的?$")
"""超额完成省里下达的7万人次目标任务: the figure is the task and not what was done."""
_PLEDGED = re.compile(r"[^。；“]{0,40}”[，,]?(?:被?列为|被?列入|是)[^。；]{0,32}实事")
_PLAN_IS = re.compile(r"(?:(?:计划|任务|指标)数?(?:为|是)|(?:全年|年度)(?:目标)?任务数?)(?:约|近)?$")
_STOOD_OUT = re.compile(r"(?<!将)(?:脱颖而出|榜上有名|获此殊荣)")
_OF_THIS_YEAR = re.compile(r"今年[^，。；已共了完累]{0,16}?(?:培训|选树|命名|评选|开展|举办|新增|建设|培养)$")


def judge(
    layout: Layout, setting: Setting, indicator: str, nature: Nature, when: When, company: str | None = None
) -> Judgement:
    """Status and basis of the figure at `setting`, which states `indicator`.

    `company` is the indicator of the last figure of another indicator before it in the sentence.
    """
    setting = _with_sentence_before(layout.text, setting)
    status, status_rule = _status(layout, setting, indicator, nature, when, company)
    if status == "standard":
        return Judgement(status, "standing", status_rule, "a rule stands")
    basis, basis_rule = basis_of(layout, setting, indicator, status, when)
    return Judgement(status, basis, status_rule, basis_rule)


def _with_sentence_before(text: str, setting: Setting) -> Setting:
    """Take in the sentence before one that opens with 其中: what it says of the whole holds for the part."""
    if not text.startswith("其中", setting.sentence_start):
        return setting
    return replace(setting, sentence_start=_start_of_one_before(text, setting.sentence_start, 0, "。\n；"))


def _start_of_one_before(text: str, sentence_start: int, low: int, ends: str) -> int:
    """Where the sentence before the one at `sentence_start` begins, after one of `ends`, not before `low`."""
    low = max(low, sentence_start - LONGEST_WHOLE)
    return max(low, *(text.rfind(end, low, max(low, sentence_start - 1)) + 1 for end in ends))


def _status(
    layout: Layout, setting: Setting, indicator: str, nature: Nature, when: When, company: str | None
) -> tuple[str, str]:
    text, asks = layout.text, questions()
    figure = setting.figure
    if indicator == "subsidy_standard":
        return status_of_grant(layout, setting, nature, company)
    is_held = _HELD.search(text, setting.clause_start, figure.start)
    if (
        indicator in QUOTAS
        and not is_held
        and asks["recurring"].search(text, setting.sentence_start, figure.start)
        and not (when.is_after and when.is_stated)
    ):
        return "standard", "recurs"
    if indicator == "plan_completion_rate":
        return "actual", "a share that is done"
    if _is_plan_that_is_measured(text, setting):
        return "target", "the plan that a share measures"
    target = last_end(asks["target_words"], text, setting.sentence_start, figure.start)
    if (
        target is not None
        and indicator == "artisan_titles"
        and _STOOD_OUT.search(text, figure.end, setting.clause_end)
    ):
        return "actual", "what became of them"
    if target is not None and when.past_at is not None and when.past_at > target:
        return "actual", "its time has passed"
    actual = last_end(asks["actual_words"], text, setting.sentence_start, figure.start)
    if target is not None and (actual is None or actual < target):
        return "target", "target wording"
    about_to = _TO_BE_BUILT if indicator in PLATFORMS else _TO_BE.get(indicator, _ABOUT_TO)
    if about_to.match(text, figure.end, setting.after_end):
        return "target", ABOUT_TO
    is_promised = _PROMISED.match(text, figure.start) and YEARLY.search(
        text, setting.clause_start, figure.start
    )
    if figure.qualifier == "at_least" and not is_promised:
        # 每年培训不少于5万人次，新培养高技能人才8000人以上
        is_promised = _PROMISED_BEFORE.search(text, setting.sentence_start, figure.start)
    if is_promised and actual is None:
        return "target", "a least volume for every year"
    if when.is_after and when.is_stated:
        return "target", "its time is still to come"
    if actual is not None:
        return "actual", "actual wording"
    if (
        _AT_LEAST.match(text, figure.start)
        and not when.has_passed
        and not _DONE_SO_FAR.search(text, setting.clause_start, figure.start)
    ):
        return "target", "a least volume that is asked for"
    told_of_year = _OF_THIS_YEAR.search(text, setting.sentence_start, figure.start)
    if when.is_running and told_of_year and _is_headline(layout, setting):
        return "target", "a headline on the year that still runs"
    if when.is_running and figure.qualifier == "at_least":
        return "target", "a least volume of a year that still runs"
    if when.is_just_begun and _YEARLY_REPORT.search(setting.title):
        return "target", "a whole year that has just begun"
    section = _section(layout, setting)
    if section is not None:
        return section, "the section's title"
    if when.is_since:
        return "actual", "since a time before"
    if not when.has_passed and not when.is_as_of and _tells_of_plan(layout, setting):
        return "target", "the plan that the line tells of"
    if _is_yearly_of_plan(layout, setting):
        return "target", "a yearly volume of what is planned"
    if nature.is_plan and not when.has_passed:
        return "target", "the document is a plan"
    if when.is_after:
        return "target", "its time is still to come"
    return "actual", "no wording of a plan"


def _is_plan_that_is_measured(text: str, setting: Setting) -> bool:
    """完成全年目标任务36000人次的110.1%: the first figure is the plan."""
    figure = setting.figure
    if _PLAN_BEHIND.match(text, figure.end):
        return True
    if text.startswith(("）", ")"), figure.end) and _PLAN_BRACKET.search(
        text, max(0, figure.start - 8), figure.start
    ):
        return True
    if _PLAN_IS.search(text, max(setting.clause_start, figure.start - 8), figure.start):
        return True  # 招生计划为30000人
    if _PLEDGED.match(text, figure.end, setting.sentence_end):
        return True  # “开展培训55万人次”，是民生实事之一
    is_set = _SET_AS_TASK.search(text, max(setting.clause_start, figure.start - 8), figure.start)
    if is_set and _TASK_BEHIND.match(text, figure.end):
        return True
    is_named = _AIM_BEHIND.match(text, figure.end) or _TASK_BEHIND.match(text, figure.end)
    if is_named and not _DONE.search(text, setting.clause_start, figure.start):
        return True  # 远超2020年3900万人的目标
    return text.startswith("的", figure.end) and bool(
        re.search(
            r"(?:任务|目标|计划|指标)数?[ ]?$",
            text[max(setting.sentence_start, figure.start - 8) : figure.start],
        )
    )


def _is_yearly_of_plan(layout: Layout, setting: Setting) -> bool:
    """今后5年，…。年培养高技能人才4000人: the sentence before on the line speaks of a plan."""
    text = layout.text
    if not YEARLY.search(text, setting.clause_start, setting.figure.start):
        return False
    begin = _start_of_one_before(text, setting.sentence_start, line_start(layout, setting), "。")
    return last_end(questions()["target_words"], text, begin, setting.sentence_start) is not None


def _is_headline(layout: Layout, setting: Setting) -> bool:
    """Whether the figure stands in a first line without a full stop, above others."""
    is_first = setting.line == 0 and len(layout.line_starts) > 1
    return is_first and layout.text.find("。", 0, layout.line_ends[0]) < 0


def _tells_of_plan(layout: Layout, setting: Setting) -> bool:
    """《意见》提出，到2025年…。设区市建成1所: what the line's sentences before say that a plan asks for."""
    begin = line_start(layout, setting)
    told = last_end(_PLAN_ASKS, layout.text, begin, setting.sentence_start)
    return (
        told is not None
        and last_end(questions()["actual_words"], layout.text, told, setting.figure.start) is None
    )


def _section(layout: Layout, setting: Setting) -> str | None:
    """What the nearest telling title above says."""
    asks = questions()
    if setting.line:
        above_start, above_end = layout.line_starts[setting.line - 1], layout.line_ends[setting.line - 1]
        is_opening = layout.text.endswith((":", "："), above_start, above_end)
        if is_opening and _AIMS.search(layout.text, max(above_start, above_end - _OPENING), above_end):
            return "target"
    if _leads_in_tasks(layout, setting.line):
        return "target"
    low, high = line_start(layout, setting), setting.figure.start
    for inline in reversed(list(_INLINE_HEADING.finditer(layout.text, low, high))):
        if asks["target_headings"].search(inline[1]):
            return "target"
        if asks["actual_headings"].search(inline[1]):
            return "actual"
    for heading in reversed(layout.headings_of_line[setting.line] if layout.headings_of_line else ()):
        if heading.start >= setting.figure.start:
            continue
        title = _QUOTED.sub("", layout.text[heading.start : heading.end])
        if asks["target_headings"].search(title) and not title.endswith("情况"):
            return "target"
        if asks["actual_headings"].search(title):
            return "actual"
    return None


def _leads_in_tasks(layout: Layout, line: int) -> bool:
    """Whether a numbered line is one of the tasks that a line above leads in.

    具体任务分解如下：⏎(1)培训3.8万人.
    """
    text, starts, ends = layout.text, layout.line_starts, layout.line_ends
    for index in range(line, max(line - _MOST_TASKS, -1), -1):
        if not starts or _NUMBERED.match(text, starts[index], ends[index]) is None:
            low = max(starts[index], ends[index] - _LONGEST_LEAD) if starts else 0
            return index < line and _LEADS_TASKS.search(text, low, ends[index]) is not None
    return False
