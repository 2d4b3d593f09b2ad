"""Whether a figure flows within a period, stands as of a date, or has added up since before (basis).

What belongs here: the judgement, rule by rule, on words of `wording/status_and_basis.yml`. What does not:
whether the figure happened or is planned (`statuses`), and when it holds (`periods`).
"""

from __future__ import annotations

import re

from extraction.clauses import Layout, Setting, lead_of
from extraction.comparisons import EDITIONS
from extraction.judgement import (
    LONGEST_WHOLE,
    PLATFORMS,
    TOTALS,
    YEARLY,
    When,
    last_match,
    line_start,
    questions,
)

_OF_CONTESTS = frozenset({"competition_awards", "competition_participants"})
_INTAKE = re.compile(r"招生|招收|新生|录取")
ENROLMENT = re.compile(rf"{_INTAKE.pattern}|在校|在读|在籍|毕业|学籍")
"""What says of students whether they come in or are there."""
_INTAKE_GROWN = re.compile(r"(?:招生|招收|新生|录取)[^，。；、]{0,6}[由从][^，。；、]{1,14}$")
_BY_NOW = re.compile(r"(?:(?<!项)目前|截至)[^。；]{0,16}(?:共|已)(?:命名|认定|评选|评审|评定|遴选|创建)")
_HAVE_BY_NOW = re.compile(r"(?<!项)目前[，,]?[^，。；]{0,8}已|截至目前(?![^。；]{0,24}共有)")
_ACT = re.compile(
    r"命名(?!的)|授牌(?!(?:成立|设立|建立)?的)|名单|表彰|公布(?!的?《?[^，。；]{0,24}(?:报告|公报|数据|统计))|揭晓"
)
_NAMED_PLATFORMS = frozenset({"master_studios", "training_bases"})
_IS_LEVEL = re.compile(r"建成|已|至此|目前|年底|有(?:.{0,14})?$")
"""Words that make a level of a number of platforms, whatever the title tells of."""
_OF_PLATFORMS = re.compile(r"工作室|工作站|基地")
_TITLE_NAMES = re.compile(
    r"授牌|入选|入列|上榜|获批|获评|新增|新建|新添|再添|命名|名单|评选|评审|揭晓|公示|重点支持|获[^，。]{0,10}支持"
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
    rf"[^。；;]{{0,60}}?[，,](?:(?:均|都|分别)(?:已|超额|提前)*{_MEETS}[^，。；]{{0,12}}(?:任务|目标|计划|指标)"
    r"|[^，。；]{0,6}(?:任务|目标|计划|指标)(?:分别|均|都)(?:已|超额|提前)*完成)"
)
"""Several figures, then what they are of their plans: 培训1万人次、取证5000人，分别完成年度目标的62%、71%."""
_NAMED_SO_FAR = re.compile(
    r"已(?!.{0,4}将)|以来|先后|累计|近[几两三四五\d]?年来?"
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
    r"(?<!自)(?<!从)第[一二三四五六七八九十\d]{1,3}届[^，。；]{0,16}(?:赛|技能大会)(?!以来)|首届[^，。；]{0,16}赛|本[次届]|大赛(?:共|产生|最终)"
)
_EDITIONS_SO_FAR = re.compile(r"(?:连续|先后|累计|已)[^，。；]{0,16}(?:举办|开展|举行|办)了?$")
_SINCE_IT_BEGAN = re.compile(r"(?:大赛|竞赛|比赛)自?(?:启动|开展|开赛|举办)以来")
_THIS_CONTEST = re.compile(r"[本这此][次届](?:大赛|竞赛|比赛)")
_MONEY = frozenset({"subsidy_paid", "subsidy_recipients", "funding_allocated"})
_JUST_DECIDED = re.compile(r"(?:近日|日前|昨日)[^。；]{0,40}(?:发文|决定|下达|拨付)")
"""近日发文，决定累计给予1200万元: what one act gives, however it is summed up."""
_SEVERAL_CONTESTS = re.compile(
    r"以来|历届|历年|至今|迄今|近[几两三四五六七八九十\d]{1,2}年|(?<![第\d一二三四五六七八九十])[\d两三四五六七八九十]{1,2}届"
)
_COVERS = re.compile(r"可开展|可认定|可评价")
_CHOSEN = re.compile(r"(?:角逐|评选|评|决|产生|诞生|选拔|选)出|产生|选拔(?!赛|出|培养)")
_GAINED = re.compile(r"(?:选手|职工|同志|技能人才)?(?:获得|荣获|获|当选)")
_BROUGHT_UP = re.compile(
    r"(?:培育|选树|培养|评选|命名)[^，。；\d]{0,4}了|已(?:经|先后)?(?:培育|选树|培养|评选|选拔)"
)
"""全市有工人50万人，选树了工匠1名: named over the years."""
_THIS_TIME = re.compile(r"(?:此次|本次|这次)[^。；]{0,20}(?:命名|表彰|评选|认定)")
_WERE_NAMED = re.compile(
    r"(?:先后)?(?:被[^，。；]{0,10}(?:评|授予|命名|认定)|获评|获得?(?!得者)|荣获|入选|当选)"
)
_BATCH = re.compile(r"第[一二三四五六七八九十\d]{1,3}[届批次]")
_FIRST_OF = re.compile(r"(?<!累计)首[届批][^，。；]{0,16}$")
_RECENT_YEARS = re.compile(r"近年来|近[几三五两]年|[两三四五]年来")
_THIS_YEAR_SO_FAR = re.compile(r"今年以来|今年[，,]|[1一] ?[至—-]")
_UP_TO_MONTH = re.compile(
    r"(?<![一-鿿])(?:截至|截止|到)(?!今年以来)[^，,。；;]{0,8}(?:月|日)[末底]?[，,](?![^，,。；;]{0,4}今年)"
)
"""近年来，重视技能培训。到今年2月，培训9000多人: what the recent years came to."""
_OWN_YEAR = re.compile(r"(?:19|20)\d\d年(?!以来|[至—-])|今年")
_YEARS_TO_NOW = re.compile(r"近[两三四五六七八九十\d]{1,2}年(?!来?的|度)")
_HOLDS = re.compile(r"持有|持证人|持证者|拥有|(?<![没具享])有[^，。；]{2,14}证书?的$")
_COUNTED_UP = re.compile(r"累计|共(?:计)?(?:评|命名|认定|选树|涌现)")
_REACHES = re.compile(r"(?:达到?|总量|总数|增至|增加到|扩大到|突破)(?:了|约|近|超过?)?$")
_SHARED_BY_NAMED = re.compile(r"共计|总计")
_SO_FAR = re.compile(r"累计(?:已)?(?:分别)?(?:达|有)")
_SINCE = re.compile(r"以来[，,]")
_THIS_YEAR = re.compile(r"今年|本年|当年|本届|上半年|年初以来|全年|年度(?!人物|工匠)")


def basis_of(layout: Layout, setting: Setting, indicator: str, status: str, when: When) -> tuple[str, str]:
    """`period`, `stock` or `cumulative`, with the rule that says so. Standards are none of these."""
    text, asks = layout.text, questions()
    figure = setting.figure
    if indicator in TOTALS:
        return "stock", "a total"
    if indicator == "students_enrolled":
        is_intake = _INTAKE.search(text, max(setting.before_start, setting.clause_start), setting.after_end)
        nearest = last_match(ENROLMENT, text, setting.sentence_start, figure.start)
        came_in = nearest is not None and _INTAKE.fullmatch(nearest.group())
        if is_intake or came_in or _INTAKE_GROWN.search(text, setting.clause_start, figure.start):
            return "period", "intake"
        return "stock", "enrolment"
    if indicator in PLATFORMS:
        return _basis_of_platform(layout, setting, indicator, status, when)
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
    of_holders = _basis_of_holders(text, setting, when) if holds_title else None
    if of_holders is not None:
        return of_holders
    if indicator == "certificates_awarded" and _HOLDS.search(text, setting.clause_start, figure.start):
        return "stock", "holders as of a date"
    if YEARLY.search(text, setting.clause_start, figure.start):
        return "period", "a yearly flow"
    if _PLAN_MEASURED.match(text, figure.end, setting.sentence_end) or _PLANS_MEASURED.match(
        text, figure.end, setting.sentence_end
    ):
        return "period", "measured against the period's plan"
    at_contest = _basis_at_contest(layout, setting, indicator)
    if at_contest is not None:
        return at_contest
    if _SO_FAR.search(text, setting.clause_start, figure.start):
        return "cumulative", "so far in all"
    if indicator == "artisan_titles" and _FIRST_OF.search(text, setting.clause_start, figure.start):
        return "period", "of one batch"
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
    line = line_start(layout, setting)
    if _sums_up_recent_years(text, setting, line):
        return "cumulative", "of recent years, up to a date"
    if (when.is_stated and when.is_closed) or when.is_span:
        return "period", "a time with both ends"
    if _THIS_YEAR.search(text, setting.sentence_start, figure.start):
        return "period", "this year"
    if indicator in _MONEY and _JUST_DECIDED.search(text, setting.sentence_start, figure.start):
        return "period", "of an act just told of"
    adds_up = last_match(asks["cumulative_words"], text, setting.sentence_start, figure.start)
    if adds_up is not None and not (adds_up.group() == "以来" and when.is_closed):
        return "cumulative", "cumulative wording"
    is_undated = not when.is_dated and not when.is_report
    brought_forth = is_undated and _BROUGHT_FORTH.search(text, setting.clause_start, figure.start)
    if brought_forth and not _THIS_ONE.search(text, setting.sentence_start, figure.start):
        return "cumulative", "brought forth so far"
    if when.is_open:
        return "cumulative", "since a time before the year"
    if is_undated and _HAVE_BY_NOW.search(text, setting.sentence_start, figure.start):
        return "cumulative", "by now"
    if _NEW_FLOW.search(text, setting.clause_start, figure.start):
        return "period", "new in the period"
    if indicator == "artisan_titles" and _BATCH.search(text, setting.sentence_start, figure.start):
        return "period", "of one batch"
    already = asks["already_words"].search(text, setting.sentence_start, figure.start)
    if (
        already
        and not when.is_dated
        and not when.is_report
        and not _THIS_YEAR.search(text, line, figure.start)
    ):
        return "cumulative", "already, at no stated time"
    return "period", "a flow"


def _basis_of_holders(text: str, setting: Setting, when: When) -> tuple[str, str] | None:
    """Whether people hold an honour as of a date or have got it over the years; null where they are new."""
    asks, figure = questions(), setting.figure
    is_reached = _REACHES.search(text, setting.clause_start, figure.start)
    if is_reached and not asks["cumulative_words"].search(text, setting.sentence_start, figure.start):
        return "stock", "holders as of a date"
    if is_reached and _COUNTED_UP.search(text, setting.clause_start, figure.start):
        return "cumulative", "so far in all"
    if asks["holder_words"].search(text, setting.sentence_start, figure.start):
        is_new = bool(asks["named_words"].search(text, figure.end, setting.clause_end))
        is_own = asks["holder_words"].search(text, setting.clause_start, figure.start) is not None
        is_new = is_new or ((when.has_both_ends or not is_own) and bool(_GAINED.match(text, figure.end)))
        is_new = is_new and not (when.is_as_of and is_own)
        is_new = is_new or (
            not is_own and bool(asks["new_words"].search(text, setting.clause_start, figure.start))
        )
        is_new = is_new or _CHOSEN.search(text, setting.clause_start, figure.start) is not None
        is_new = is_new or _THIS_TIME.search(text, setting.sentence_start, figure.start) is not None
        so_far = asks["cumulative_words"].search(text, setting.clause_start, figure.start) or _SINCE.search(
            text, setting.sentence_start, setting.clause_start
        )
        were_named = (
            text.endswith("已有", 0, figure.start) and _WERE_NAMED.match(text, figure.end) is not None
        )
        brought_up = not is_own and _BROUGHT_UP.search(text, setting.clause_start, figure.start) is not None
        if not is_new and (were_named or brought_up):
            return "cumulative", "named so far"
        if not is_new and not so_far:
            return "stock", "holders as of a date"
    if when.is_as_of and not when.is_stated and not _is_newly_named(text, setting):
        return "stock", "holders as of a date told before"
    return None


def _basis_at_contest(layout: Layout, setting: Setting, indicator: str) -> tuple[str, str] | None:
    """What a contest, or several one after the other, make of the figure; null where none does."""
    text, figure = layout.text, setting.figure
    if indicator == "competitions_held":
        is_one_more = figure.unit_text == "届" and _EDITIONS_SO_FAR.search(
            text, setting.clause_start, figure.start
        )
        return ("cumulative", "one after the other") if is_one_more else None
    if indicator not in _OF_CONTESTS:
        return None
    clause = text[setting.clause_start : figure.start]
    if "每届" in clause:
        return "period", "of each contest"
    if _is_of_one_contest(layout, setting):
        return "period", "of one contest"
    begin = max(line_start(layout, setting), figure.start - LONGEST_WHOLE)
    if _SINCE_IT_BEGAN.search(text, begin, figure.start):
        return "period", "since the contest began"
    if (
        indicator == "competition_awards"
        and "累计" in clause
        and EDITIONS.search(text, setting.sentence_start, figure.start)
    ):
        return "cumulative", "in all at several contests"
    return None


def _is_newly_named(text: str, setting: Setting) -> bool:
    asks, start, end = questions(), setting.figure.start, setting.figure.end
    return bool(
        asks["new_words"].search(text, setting.clause_start, start)
        or asks["named_words"].search(text, end, setting.clause_end)
        or _CHOSEN.search(text, setting.clause_start, start)
    )


def _sums_up_recent_years(text: str, setting: Setting, line: int) -> bool:
    """Whether the sentence counts up to a month what the line told of recent years, and not of this one."""
    end = setting.figure.start
    return (
        _UP_TO_MONTH.search(text, setting.sentence_start, end) is not None
        and _THIS_YEAR_SO_FAR.search(text, line, end) is None
        and _RECENT_YEARS.search(text, line, max(line, setting.sentence_start)) is not None
    )


def _is_of_one_contest(layout: Layout, setting: Setting) -> bool:
    """在第47届世界技能大赛中获得36枚金牌: won there, whatever the sentences before told of.

    本次大赛 of an earlier sentence holds as well, where the figure's own tells of no other time.
    """
    start = setting.figure.start
    lead = layout.text[max(setting.sentence_start, start - LONGEST_WHOLE) : start]
    if _SEVERAL_CONTESTS.search(lead):
        return False
    line = layout.text[max(line_start(layout, setting), start - LONGEST_WHOLE) : start]
    return _ONE_CONTEST.search(lead) is not None or _THIS_CONTEST.search(line) is not None


def _is_in_list(layout: Layout, setting: Setting) -> bool:
    """Whether the line above all others is the title of a list of what was named: …工作室名单."""
    headings = layout.headings_of_line[setting.line] if layout.headings_of_line else ()
    return bool(headings) and layout.text[headings[-1].start : headings[-1].end].rstrip().endswith("名单")


def _basis_of_platform(
    layout: Layout, setting: Setting, indicator: str, status: str, when: When
) -> tuple[str, str]:
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
    lead = lead_of(layout, setting.line)
    if lead is not None and (_ACT.search(text, *lead) or asks["new_words"].search(text, *lead)):
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
    is_level = _IS_LEVEL.search(text, setting.sentence_start, figure.start) is not None
    is_of_act = indicator in _NAMED_PLATFORMS and _OF_PLATFORMS.search(setting.title) and not is_level
    if is_of_act and _TITLE_NAMES.search(setting.title):
        return "period", "named by the act that the title tells of"
    return "stock", "standing platforms"
