"""Whether a figure happened, is planned or is a rule (status), and whether it flows or stands (basis).

What belongs here: the judgement, rule by rule, on the questions that `wording/status_and_basis.yml` asks.
What does not: the words themselves, and when a figure holds (`periods`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from extraction.catalogue import WORDING_FOLDER, WordingError, read_wording_file
from extraction.clauses import Layout, Setting
from extraction.comparisons import EDITIONS

STATUS_FILE = "status_and_basis.yml"

TOTALS = frozenset({"skilled_workers_total", "highly_skilled_total", "highly_skilled_share"})
PLATFORMS = frozenset(
    {
        "master_studios",
        "training_bases",
        "model_enterprises",
        "evaluation_bodies",
        "evaluated_occupations",
        "vocational_institutions",
    }
)
QUOTAS = frozenset(
    {
        "artisan_titles",
        "master_studios",
        "training_bases",
        "model_enterprises",
        "evaluated_occupations",
        "competition_awards",
        "talent_recruited",
    }
)
AWARDED = frozenset({"artisan_titles", "competition_awards", "competitions_held", "competition_participants"})
_OF_CONTESTS = frozenset({"competition_awards", "competition_participants"})
_INTAKE = re.compile(r"招生|招收|新生|录取")
_INTAKE_GROWN = re.compile(r"(?:招生|招收|新生|录取)[^，。；、]{0,6}[由从][^，。；、]{1,14}$")
_PLAN_BEHIND = re.compile(r"[一-鿿]{0,4}(?:任务|计划|目标|指标)数?的\s*\d")
_TASK_BEHIND = re.compile(r"[^，,。；;：:…\n]{0,14}?(?<!完成)(?:任务|指标)(?![的完中工超均全提])")
_AIM_BEHIND = re.compile(r"的(?:年度|总|预期|规划)?目标(?![完中超均全提])")
_YEARLY_REPORT = re.compile(r"工作报告|国民经济|计划执行")
"""What tells of the year that is over and of that which begins."""
_DONE = re.compile(r"(?<!需)(?<!要)(?<!应)完成")
_BY_NOW = re.compile(r"(?:(?<!项)目前|截至)[^。；]{0,16}(?:共|已)(?:命名|认定|评选|创建)")
_LONGEST_RUN_TOGETHER = 1500
"""So far back one looks in a line for what its parts share; keeps an endless line linear."""
_INLINE_HEADING = re.compile(
    r"(?<=[。；\n])[ \u3000]*[（(][一二三四五六七八九十][）)]([^，,。；;\n]{2,14})。"
)
"""（一）发展基础。…（二）发展目标。… of a text whose lines were run together."""
_AIMS = re.compile(r"(?<!完成)目标")
_OPENING = 20
_HELD = re.compile(r"现(?:共)?有|目前|已")
_ACT = re.compile(
    r"命名(?!的)|授牌(?!(?:成立|设立|建立)?的)|名单|表彰|公布(?!的?《?[^，。；]{0,24}(?:报告|公报|数据|统计))|揭晓"
)
_NEW_FLOW = re.compile(r"新引进|新增|新招|新培|新取得")
_IN_ALL = re.compile(
    r"累计|总计|共计|(?:(?<!项)目前|现|截至)[^，。；]{0,8}已(?:有|建|创建|建成|建立|培育|设立|申报)"
)
_MEETS = r"(?:完成|占)(?![^，。；]{0,8}(?:[三四五]年|五))"
"""Not of a plan for several years."""
_PLAN_MEASURED = re.compile(
    rf"[^。；;，,]{{0,4}}[，,](?:已|现已)?(?:超额|提前)?{_MEETS}[^，。；]{{0,20}}(?:任务|目标|计划|指标)"
)
_PLANS_MEASURED = re.compile(
    rf"[^。；;]{{0,60}}?[，,](?:均|都|分别)(?:已|超额|提前)*{_MEETS}[^，。；]{{0,12}}(?:任务|目标|计划|指标)"
)
"""Several figures, then what they are of their plans: 培训1万人次、取证5000人，分别完成年度目标的62%、71%."""
YEARLY = re.compile(r"每年|(?<![\d今去明本前当全度])年(?:均|完成|培训|新增|培养|开展|组织|评价|取得|招生)")
"""A volume for every year: 每年培训, 年培训2万人次."""
_PROMISED = re.compile(r"不少于|不低于|至少")
_PROMISED_BEFORE = re.compile(rf"(?:{YEARLY.pattern})[^。；]{{0,24}}(?:{_PROMISED.pattern})")
_ABOUT_TO = re.compile(r"(?:名|位|个|人)?[一-鿿]{0,6}将(?![军士近])")
ABOUT_TO = "what they are about to do"
_TO_BE_BUILT = re.compile(
    _ABOUT_TO.pattern + r"[^，。；]{0,6}(?:建|立|落成|挂牌|开工|投用|投入|完成|达到|获)"
)
"""Platforms that are yet to come; others stand already, whatever they are about to do."""
_NAMED_SO_FAR = re.compile(
    r"(?<![一-鿿])已|(?:省|市|县|区|州|我们|学院|先后|现)已|先后|累计|近[几两三四五\d]?年来?"
    r"|(?<![第\d])[两三四五六七八九十\d]{1,2}年来|陆续|历年"
)
"""Named over the years, and so standing today: 先后认定技能大师工作室40个."""
_ALL_NEW = re.compile(r"新[一-鿿]{0,2}|首批|今年|去年|本年|名单|公布|表彰|又|再|上榜|决定")
_NAMED_BEHIND = re.compile(r"[^，,。；;\n]{0,20}[，,](?:被|获)[^，,。；;\n]{0,14}(?:命名|授予|认定|评)")
"""等20家创新工作室，被省总工会命名为…: named in the clause behind."""
_ALLOWANCE = re.compile(r"特殊津贴")
_BROUGHT_FORTH = re.compile(r"(?:培养|培育|涌现|走|锻造|孵化)出了?|涌现|输送|输出")
"""What has come of many years: 涌现出技术能手12名, 为社会输送技能人才3万名."""
_THIS_ONE = re.compile(r"本[次届期]|大赛|竞赛|比赛|今年|去年|每年|全年|当年|新增")
_ONE_CONTEST = re.compile(
    r"(?<!自)(?<!从)第[一二三四五六七八九十\d]{1,3}届[^，。；]{0,16}(?:赛|技能大会)(?!以来)|本[次届]|大赛(?:共|产生|最终)"
)
_SEVERAL_CONTESTS = re.compile(
    r"以来|历届|历年|至今|迄今|近[几两三四五六七八九十\d]{1,2}年|(?<![第\d一二三四五六七八九十])[\d两三四五六七八九十]{1,2}届"
)
_COVERS = re.compile(r"可开展|可认定|可评价")
_CHOSEN = re.compile(r"(?:角逐|评选|评|决|产生|诞生|选拔|选)出")
_GAINED = re.compile(r"(?:选手|职工|同志|技能人才)?(?:获得|荣获|获|当选)")
_PLAN_BRACKET = re.compile(r"(?:任务|目标|计划|指标)数?[（(]$")
_SET_AS_TASK = re.compile(r"(?:下达|[省市州]定|既定|确定|部署|分解|要求)的?$")
"""超额完成省里下达的7万人次目标任务: the figure is the task and not what was done."""
_BATCH = re.compile(r"第[一二三四五六七八九十\d]{1,3}[届批次]")
_RECENT_YEARS = re.compile(r"近年来|近[几三五两]年|[两三四五]年来")
_THIS_YEAR_SO_FAR = re.compile(r"今年以来|今年[，,]|[1一] ?[至—-]")
_UP_TO_MONTH = re.compile(
    r"(?<![一-鿿])(?:截至|截止|到)(?!今年以来)[^，,。；;]{0,8}(?:月|日)[末底]?[，,](?![^，,。；;]{0,4}今年)"
)
"""近年来，重视技能培训。到今年2月，培训9000多人: what the recent years came to."""
_OWN_YEAR = re.compile(r"(?:19|20)\d\d年(?!以来|[至—-])|今年")
_YEARS_TO_NOW = re.compile(r"近[两三四五六七八九十\d]{1,2}年(?!来?的|度)")
_LONGEST_WHOLE = 160
_HOLDS = re.compile(r"持有|持证人|持证者|拥有|(?<![没具享])有[^，。；]{2,14}证书?的$")
_COUNTED_UP = re.compile(r"累计")
_REACHES = re.compile(r"(?:达到?|总量|总数|增至|增加到|扩大到|突破)(?:了|约|近|超过?)?$")
_SHARED_BY_NAMED = re.compile(r"共计|总计")
_SO_FAR = re.compile(r"累计(?:已)?(?:分别)?(?:达|有)")
_SINCE = re.compile(r"以来[，,]")
_THIS_YEAR = re.compile(r"今年|本年|当年|本届|上半年|年初以来|全年|年度(?!人物|工匠)")


class Nature(NamedTuple):
    """What a document is, from its title: a plan, a set of rules, or (neither) a report."""

    is_plan: bool
    is_rule: bool


class When(NamedTuple):
    """What the status and basis need to know of a figure's time.

    `is_after`: the period is of a year to come. `is_stated`: the figure's own sentence states the time.
    `is_closed`: that time has both ends (今年以来, 1至5月, 2019—2021年, 截至6月底). `is_dated`: some
    wording other than the document's own date (目前) gives the time. `is_report`: the document reports on
    one year. `is_span`: it closes over several years (十二五时期). `is_until`: the time is a deadline
    (到2025年). `is_as_of`: it is the time up to which something counts (截至6月底). `has_passed`: a time is
    stated and over. `past_at`: where the sentence states a time that has passed. `is_open`: it began before
    the year or at a time that is not stated (2019年以来, 近年来), said here or before. `is_year_end`: it is
    the last day of a year up to which something counts. `is_running`: it is a whole year that still runs,
    `is_just_begun` one that is named and in its first months. `is_since`: what is told has gone on since
    then (“十四五”以来).
    """

    is_after: bool
    is_stated: bool
    is_closed: bool
    is_dated: bool
    is_report: bool
    is_until: bool = False
    is_span: bool = False
    is_as_of: bool = False
    has_passed: bool = False
    past_at: int | None = None
    is_open: bool = False
    is_year_end: bool = False
    is_running: bool = False
    is_just_begun: bool = False
    is_since: bool = False

    @property
    def has_both_ends(self) -> bool:
        """Whether the figure's own sentence states a time that runs from one day to another."""
        return self.is_stated and self.is_closed and not self.is_as_of


class Judgement(NamedTuple):
    """Status and basis with the rule that gave each."""

    status: str
    basis: str
    status_rule: str
    basis_rule: str


@cache
def questions() -> dict[str, re.Pattern[str]]:
    """The compiled questions of the status file. Raises WordingError where it cannot be used."""
    path = WORDING_FOLDER / STATUS_FILE
    compiled = {}
    for name, entry in read_wording_file(path).items():
        parts = [*map(re.escape, entry.get("words", ())), *entry.get("patterns", ())]
        try:
            compiled[name] = re.compile("|".join(parts))
        except re.error as error:
            raise WordingError(f"{path}: {name}: {error}") from error
    return compiled


def nature_of(title: str, *, announces_plan: bool) -> Nature:
    """What kind of document bears `title`; `announces_plan`: its text tells of a plan just issued."""
    asks = questions()
    if asks["report_titles"].search(title):
        return Nature(is_plan=False, is_rule=False)
    is_plan = announces_plan or bool(asks["plan_titles"].search(title))
    return Nature(is_plan, not is_plan and bool(asks["rule_titles"].search(title)))


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
    basis, basis_rule = _basis(layout, setting, indicator, status, when)
    return Judgement(status, basis, status_rule, basis_rule)


def _with_sentence_before(text: str, setting: Setting) -> Setting:
    """Take in the sentence before one that opens with 其中: what it says of the whole holds for the part."""
    if not text.startswith("其中", setting.sentence_start):
        return setting
    return replace(setting, sentence_start=_start_of_one_before(text, setting.sentence_start, 0, "。\n；"))


def _start_of_one_before(text: str, sentence_start: int, low: int, ends: str) -> int:
    """Where the sentence before the one at `sentence_start` begins, after one of `ends`, not before `low`."""
    low = max(low, sentence_start - _LONGEST_WHOLE)
    return max(low, *(text.rfind(end, low, max(low, sentence_start - 1)) + 1 for end in ends))


def _status(
    layout: Layout, setting: Setting, indicator: str, nature: Nature, when: When, company: str | None
) -> tuple[str, str]:
    text, asks = layout.text, questions()
    figure = setting.figure
    if indicator == "subsidy_standard":
        return _status_of_standard(layout, setting, nature, company)
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
    target = _last(asks["target_words"], text, setting.sentence_start, figure.start)
    if target is not None and when.past_at is not None and when.past_at > target:
        return "actual", "its time has passed"
    actual = _last(asks["actual_words"], text, setting.sentence_start, figure.start)
    if target is not None and (actual is None or actual < target):
        return "target", "target wording"
    about_to = _TO_BE_BUILT if indicator in PLATFORMS else _ABOUT_TO
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
    if when.is_running and figure.qualifier == "at_least":
        return "target", "a least volume of a year that still runs"
    if when.is_just_begun and _YEARLY_REPORT.search(setting.title):
        return "target", "a whole year that has just begun"
    section = _section(layout, setting)
    if section is not None:
        return section, "the section's title"
    if when.is_since:
        return "actual", "since a time before"
    if _is_yearly_of_plan(layout, setting):
        return "target", "a yearly volume of what is planned"
    if nature.is_plan and not when.has_passed:
        return "target", "the document is a plan"
    if when.is_after:
        return "target", "its time is still to come"
    return "actual", "no wording of a plan"


def _status_of_standard(
    layout: Layout, setting: Setting, nature: Nature, company: str | None
) -> tuple[str, str]:
    """A grant is a rule in force unless it was handed out in an act that the text tells of."""
    text, asks = layout.text, questions()
    if nature.is_plan or nature.is_rule:
        return "standard", "a grant in a set of rules"
    if asks["recurring_money"].search(text, setting.clause_start, setting.after_end):
        return "standard", "a grant that recurs"
    if asks["recurring"].search(text, setting.sentence_start, setting.figure.start):
        return "standard", "goes with a selection that recurs"
    if asks["handed_out"].search(text, setting.sentence_start, setting.figure.start):
        return "actual", "handed out"
    if asks["list_of_recipients"].search(text, setting.figure.end, setting.clause_end):
        return "actual", "its recipients are listed"
    is_planned = _last(asks["target_words"], text, setting.sentence_start, setting.figure.start) is not None
    if company in AWARDED and not is_planned:
        return "actual", "goes with the people just named"
    return "standard", "a grant"


def _is_plan_that_is_measured(text: str, setting: Setting) -> bool:
    """完成全年目标任务36000人次的110.1%: the first figure is the plan."""
    figure = setting.figure
    if _PLAN_BEHIND.match(text, figure.end):
        return True
    if text.startswith(("）", ")"), figure.end) and _PLAN_BRACKET.search(
        text, max(0, figure.start - 8), figure.start
    ):
        return True
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
    begin = _start_of_one_before(text, setting.sentence_start, _line_start(layout, setting), "。")
    return _last(questions()["target_words"], text, begin, setting.sentence_start) is not None


def _section(layout: Layout, setting: Setting) -> str | None:
    """What the nearest telling title above says."""
    asks = questions()
    if setting.line:
        above_start, above_end = layout.line_starts[setting.line - 1], layout.line_ends[setting.line - 1]
        is_opening = layout.text.endswith((":", "："), above_start, above_end)
        if is_opening and _AIMS.search(layout.text, max(above_start, above_end - _OPENING), above_end):
            return "target"
    low, high = _line_start(layout, setting), setting.figure.start
    for inline in reversed(list(_INLINE_HEADING.finditer(layout.text, low, high))):
        if asks["target_headings"].search(inline[1]):
            return "target"
        if asks["actual_headings"].search(inline[1]):
            return "actual"
    for heading in reversed(layout.headings_of_line[setting.line] if layout.headings_of_line else ()):
        if heading.start >= setting.figure.start:
            continue
        if asks["target_headings"].search(layout.text, heading.start, heading.end):
            return "target"
        if asks["actual_headings"].search(layout.text, heading.start, heading.end):
            return "actual"
    return None


def _basis(layout: Layout, setting: Setting, indicator: str, status: str, when: When) -> tuple[str, str]:
    text, asks = layout.text, questions()
    figure = setting.figure
    if indicator in TOTALS:
        return "stock", "a total"
    if indicator == "students_enrolled":
        is_intake = _INTAKE.search(text, max(setting.before_start, setting.clause_start), setting.after_end)
        if is_intake or _INTAKE_GROWN.search(text, setting.clause_start, figure.start):
            return "period", "intake"
        return "stock", "enrolment"
    if indicator in PLATFORMS:
        return _basis_of_platform(layout, setting, status, when)
    if status == "target":
        is_level = indicator == "artisan_titles" and when.is_until
        if is_level and _REACHES.search(text, setting.clause_start, figure.start):
            return "stock", "to be reached by a date"
        return "period", "a planned flow"
    if indicator == "plan_completion_rate":
        return "period", "a share of a period's plan"
    holds_title = indicator == "artisan_titles" or (
        indicator == "subsidy_recipients" and _ALLOWANCE.search(text, setting.clause_start, setting.after_end)
    )
    is_reached = holds_title and _REACHES.search(text, setting.clause_start, figure.start)
    if is_reached and not asks["cumulative_words"].search(text, setting.sentence_start, figure.start):
        return "stock", "holders as of a date"
    if is_reached and _COUNTED_UP.search(text, setting.clause_start, figure.start):
        return "cumulative", "so far in all"
    if holds_title and asks["holder_words"].search(text, setting.sentence_start, figure.start):
        is_new = bool(asks["named_words"].search(text, figure.end, setting.clause_end))
        is_own = asks["holder_words"].search(text, setting.clause_start, figure.start) is not None
        is_new = is_new or ((when.has_both_ends or not is_own) and bool(_GAINED.match(text, figure.end)))
        is_new = is_new and not (when.is_as_of and is_own)
        is_new = is_new or (
            not is_own and bool(asks["new_words"].search(text, setting.clause_start, figure.start))
        )
        is_new = is_new or _CHOSEN.search(text, setting.clause_start, figure.start) is not None
        so_far = asks["cumulative_words"].search(text, setting.clause_start, figure.start) or _SINCE.search(
            text, setting.sentence_start, setting.clause_start
        )
        if not is_new and not so_far:
            return "stock", "holders as of a date"
    if holds_title and when.is_as_of and not when.is_stated and not _is_newly_named(text, setting):
        return "stock", "holders as of a date told before"
    if indicator == "certificates_awarded" and _HOLDS.search(text, setting.clause_start, figure.start):
        return "stock", "holders as of a date"
    if YEARLY.search(text, setting.clause_start, figure.start):
        return "period", "a yearly flow"
    if _PLAN_MEASURED.match(text, figure.end, setting.sentence_end) or _PLANS_MEASURED.match(
        text, figure.end, setting.sentence_end
    ):
        return "period", "measured against the period's plan"
    if indicator in _OF_CONTESTS and _is_of_one_contest(text, setting):
        return "period", "of one contest"
    if (
        indicator == "competition_awards"
        and "累计" in text[setting.clause_start : figure.start]
        and EDITIONS.search(text, setting.sentence_start, figure.start)
    ):
        return "cumulative", "in all at several contests"
    if _SO_FAR.search(text, setting.clause_start, figure.start):
        return "cumulative", "so far in all"
    is_of_year = _OWN_YEAR.search(text, setting.clause_start, figure.start) is not None
    if not is_of_year and _YEARS_TO_NOW.search(text, setting.sentence_start, figure.start):
        return "cumulative", "the years up to now"
    is_up_to = (
        when.is_year_end
        and not when.is_report
        and not _THIS_YEAR.search(text, setting.sentence_start, figure.start)
    )
    if is_up_to and _COUNTED_UP.search(text, setting.sentence_start, figure.start):
        return "cumulative", "counted up to a date"
    line_start = _line_start(layout, setting)
    if _sums_up_recent_years(text, setting, line_start):
        return "cumulative", "of recent years, up to a date"
    if (when.is_stated and when.is_closed) or when.is_span:
        return "period", "a time with both ends"
    if _THIS_YEAR.search(text, setting.sentence_start, figure.start):
        return "period", "this year"
    if asks["cumulative_words"].search(text, setting.sentence_start, figure.start):
        return "cumulative", "cumulative wording"
    is_undated = not when.is_dated and not when.is_report
    brought_forth = is_undated and _BROUGHT_FORTH.search(text, setting.clause_start, figure.start)
    if brought_forth and not _THIS_ONE.search(text, setting.sentence_start, figure.start):
        return "cumulative", "brought forth so far"
    if when.is_open:
        return "cumulative", "since a time before the year"
    if _NEW_FLOW.search(text, setting.clause_start, figure.start):
        return "period", "new in the period"
    if indicator == "artisan_titles" and _BATCH.search(text, setting.sentence_start, figure.start):
        return "period", "of one batch"
    already = asks["already_words"].search(text, setting.sentence_start, figure.start)
    if (
        already
        and not when.is_dated
        and not when.is_report
        and not _THIS_YEAR.search(text, line_start, figure.start)
    ):
        return "cumulative", "already, at no stated time"
    return "period", "a flow"


def _is_newly_named(text: str, setting: Setting) -> bool:
    asks, start, end = questions(), setting.figure.start, setting.figure.end
    return bool(
        asks["new_words"].search(text, setting.clause_start, start)
        or asks["named_words"].search(text, end, setting.clause_end)
        or _CHOSEN.search(text, setting.clause_start, start)
    )


def _line_start(layout: Layout, setting: Setting) -> int:
    """Where the figure's line begins, or as far back as one looks in an endless one."""
    start = layout.line_starts[setting.line] if layout.line_starts else 0
    return max(start, setting.figure.start - _LONGEST_RUN_TOGETHER)


def _sums_up_recent_years(text: str, setting: Setting, line_start: int) -> bool:
    """Whether the sentence counts up to a month what the line told of recent years, and not of this one."""
    end = setting.figure.start
    return (
        _UP_TO_MONTH.search(text, setting.sentence_start, end) is not None
        and _THIS_YEAR_SO_FAR.search(text, line_start, end) is None
        and _RECENT_YEARS.search(text, line_start, max(line_start, setting.sentence_start)) is not None
    )


def _is_of_one_contest(text: str, setting: Setting) -> bool:
    """在第47届世界技能大赛中获得36枚金牌: won there, whatever the sentences before told of."""
    lead = text[max(setting.sentence_start, setting.figure.start - _LONGEST_WHOLE) : setting.figure.start]
    return _ONE_CONTEST.search(lead) is not None and _SEVERAL_CONTESTS.search(lead) is None


def _is_in_list(layout: Layout, setting: Setting) -> bool:
    """Whether the line above all others is the title of a list of what was named: …工作室名单."""
    headings = layout.headings_of_line[setting.line] if layout.headings_of_line else ()
    return bool(headings) and layout.text[headings[-1].start : headings[-1].end].rstrip().endswith("名单")


def _basis_of_platform(layout: Layout, setting: Setting, status: str, when: When) -> tuple[str, str]:
    text, asks = layout.text, questions()
    figure = setting.figure
    low = setting.clause_start
    if _COVERS.search(text, low, figure.start):
        return "stock", "what assessment covers"
    if _SHARED_BY_NAMED.search(text, low, figure.start) and asks["new_words"].search(text, low, figure.start):
        return "period", "newly named in all"
    if _IN_ALL.search(text, low, figure.start) or _BY_NOW.search(text, setting.sentence_start, figure.start):
        return "stock", "built in all"
    if asks["new_words"].search(text, low, figure.start):
        is_so_far = _NAMED_SO_FAR.search(text, setting.sentence_start, figure.start)
        if (
            is_so_far
            and not when.has_both_ends
            and not _ALL_NEW.search(text, setting.sentence_start, figure.start)
        ):
            return "stock", "named so far"
        return "period", "newly built"
    if _ACT.search(text, setting.sentence_start, figure.start) or _is_in_list(layout, setting):
        return "period", "newly named"
    if status == "target" and when.is_until:
        return "stock", "to stand by a date"
    if asks["named_words"].search(text, figure.end, setting.clause_end):
        return "period", "newly named"
    if _NAMED_BEHIND.match(text, figure.end, setting.sentence_end):
        return "period", "newly named"
    if asks["stock_words"].search(text, low, figure.start):
        return "stock", "standing platforms"
    is_within = when.is_closed and not when.is_as_of
    if asks["built_words"].search(text, low, figure.start) and (is_within or status == "target"):
        return "period", "built in a time with both ends"
    return "stock", "standing platforms"


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> int | None:
    """Where the last match ends, so that what it holds (下达2011年任务) does not count as behind it."""
    last = None
    for match in pattern.finditer(text, start, end):
        last = match.end()
    return last
