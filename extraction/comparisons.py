"""Figures that only compare two times or two places, and frequencies, which are left out.

What belongs here: telling 增长14.4万人, 同比增长12% and the old value of 由600元提高到1000元 from levels.
What does not: the other reasons for setting a number aside (`figures`).
"""

from __future__ import annotations

import re

from extraction.clauses import Setting
from extraction.stages import Figure

_CHANGE = (
    r"(?:增长|提高|提升|上升|下降|下滑|增加|减少|净增加?|净减|回落|上浮|上涨|上调|增幅|涨幅|降幅|压缩|缩短|降低|翻番|增收|高出|低于|高于|多出|超出|领先|"
    r"同比增?|环比增?)"
)
_ONLY_COMPARES = re.compile(
    r"(?:比|较)上[届次][^，,。；;\d]{0,6}(?:增加|多|减少|少)[^，,。；;\d]{0,6}$"
    rf"|(?:{_CHANGE}(?:了|约|近|超过?|达到?|幅度|率|为|分别|各|均|值|逾)*"
    r"|(?:同比|环比)[^，,。；;\n]{0,6}(?:多|少|增|减)[^，,。；;\n]{0,6}"
    r"|(?:比|较)[^，,。；;\n]{0,14}(?:多|少|高|低)(?:了|出)?(?:约|近|超)?)$"
)
_BEYOND_PLAN = re.compile(r"超(?:过|出|额)?[^，,。；;\n\d]{0,6}(?:目标|计划|指标)(?:任务|人?数)?$")
_ONE_MORE = ("又增加", "再增加", "新增加", "又增加了", "新增加了")
"""又增加20个工作室: so many new ones."""
_TARGET_OF_CHANGE = re.compile(r"(?:到|至|为|成)$")
_FROM = re.compile(r"(?:由|从)[^，,。；;\n]{0,16}$")
_TO = re.compile(
    r"[^，,。；;\n]{0,8}?[，,]?(?:提高|增加|调整|提升|增长|上升|上调|扩大|发展|降低|降|减少|下降|跃升|攀升|跃|增|升|涨|拓展|扩充|整合|合并)(?:了)?(?:到|至|为)"
)
_LISTED_FROM = re.compile(r"[由从][^到至为，。；]{0,50}$")
_LISTED_TO = re.compile(r"[^，,。；;：:\n]{0,50}?(?:提高|增加|调整|提升|上调|降低|下调)(?:了)?(?:到|至|为)")
"""由初级工1000元、中级工1500元提高到1200元、1800元: old values of a list."""
_YEAR = re.compile(r"(?:19|20)\d{2}年|去年|上年|前年|[初末底]|现在|目前|眼下|现有")
_OF_A_YEAR = re.compile(r"[由从](?:19|20)\d\d年的?$")
_FOR_ONE = re.compile(r"标准|每|人均|最高|额度")
"""What one gets: of that only the value in force counts, whatever the year of the old one."""
_WINDOW = 24
_LONGEST_CONDITION = 120


_OFTEN = re.compile(r"每[^，,。；;]{0,12}|至少[^，,。；;]{0,4}")
_FOR_EACH = re.compile(
    r"每(?:户|家|个?家庭|个?[一-鿿]{1,4}户|村|人|名)[^，,。；;]{0,10}$|至少(?:培训|培养|有|转移)$"
)
_AVERAGE = re.compile(r"(?:[校班户县]均|平均)[^，,。；;、\d]{0,8}$")
"""校均在校生700人: so many to a school."""
_LIMIT_FOR_EACH = re.compile(r"每个?(?:职业|工种|行业|专业|单位|县区?|赛项)[^，,。；;\d]{0,6}$")
"""每个职业工种不超过4人: a limit inside the whole."""
_SENT_BY_EACH = re.compile(r"[各每][^，,。；;、\d]{1,10}?(?:分别|各)?(?:选派|选送|推荐|推选|派出)(?:最多)?$")
"""各比赛项目分别选派2名选手: how many each sends, not how many there are."""
_SAYING = re.compile(r"(?:培训|转移|带动|输出|就业|帮扶|实现|招用|吸纳|招收|培养)$")
_EVENTS = frozenset("届次期场轮")
_FEW = 2
_IN_A_ROW = re.compile(r"[^，。；入选获参列被]{0,10}(?:大赛|竞赛|比赛)")
"""连续3届技能大赛 are contests; 连续3届入选 only says how often."""


_CONDITION = re.compile(r"(?:符合|具备|满足|达到)[^。；\n]{0,24}条件[^。；\n]*$")
"""What is asked of those who apply: 符合条件的单位，包括在校生不少于8000人."""
_WHO_APPLY = re.compile(
    r"申报[^，。；\n]{0,30}的(?:单位|企业|院校|机构|学校|个人)(?:应|须|需)?[，,][^。；\n]*$"
    r"|申报(?:学校|单位|企业|院校|机构|基地)[^。；\n]*$"
)
"""申报基地项目的单位，年培训不少于3000人次."""
_SPEAKS = re.compile(r"[^，。；\n\d]{0,10}(?:说|表示|告诉|感慨)")
"""一名参赛选手说: who speaks, not how many there are."""
_IS_ONE_OF = re.compile(r"一[人名位](?:是|从事)")
"""两名工匠榜上有名：一名是大班长，一名是特级技师: who each of them is."""
_AT_ONCE = re.compile(r"性|分别|给予|奖励|补助")
_RATE = re.compile(r"每[^，,。；;：:\n\d奖]{0,8}$")
_DONE_FOR_PAY = ("引进", "培养", "招用", "吸纳", "招收", "推荐", "输送")
_PAID_FOR_ONE = re.compile(r"[^，,。；;\n\d]{0,14}[，,](?:最高)?(?:给予|奖励|补助|补贴|资助|奖补)")
_RATE_REACH = 10
_PER_SO_MANY = (100, 1000, 10_000)
_HIGHEST_EDITION = 99
EDITIONS = re.compile(r"(?<!\d)\d{1,2}(?:[、和及]第?\d{1,2})+届")
"""Several contests told by their numbers: 41、42、43届."""
_SO_MANY = re.compile(r"[，,（(]?(?:共计?|合计|累计|总计)?(?:达|约|近|超|有)?\d+\D?[人名位]")
_AS_ONE = ("从", "作为", "身为", "成为", "成长为")


def is_rate(text: str, figure: Figure) -> bool:
    """Whether a one only says what something else is counted by: 每培养1名技师补助3000元, 每两年评选一次.

    Such a number is taken out before the words around figures are shared among them.
    """
    if text.endswith("前", 0, figure.start) and figure.unit_text in ("名", "位"):
        return True  # 前三名
    if figure.unit_text in ("批", "届", "批次") and _SO_MANY.match(text, figure.end):
        return True  # 已评选五批，共计150名
    if figure.value <= _HIGHEST_EDITION and _is_edition_of_list(text, figure):
        return True
    if figure.unit == "person" and text.startswith("拥有", figure.end) and figure.value in _PER_SO_MANY:
        return True  # 万人拥有高技能人才数
    if figure.value != 1 or figure.unit not in ("person", "count"):
        return False
    if figure.unit_text in ("所", "家") and text.endswith("唯一", 0, figure.start):
        return True  # 是全市唯一一所技师学院
    if figure.unit_text in ("名", "位") and text.endswith(_AS_ONE, 0, figure.start):
        return True  # 从一名普通工人成长为
    if figure.unit_text == "次" and _AT_ONCE.match(text, figure.end):
        return True  # 一次分别给予
    if figure.unit_text in _EVENTS and text.endswith("的", figure.start, figure.number_start):
        return True  # 规格最高的一次
    if figure.qualifier != "exact":
        return False
    if _PAID_FOR_ONE.match(text, figure.end) and text.endswith(_DONE_FOR_PAY, 0, figure.start):
        return True  # 引进1名高层次人才，给予5万元
    return bool(_RATE.search(text, max(0, figure.start - _RATE_REACH), figure.start))


def _is_edition_of_list(text: str, figure: Figure) -> bool:
    """参加了41、42、43届大赛: which ones, not how many."""
    low = max(0, figure.start - _RATE_REACH)
    return any(
        listed.start() <= figure.number_start < listed.end()
        for listed in EDITIONS.finditer(text, low, figure.end + _RATE_REACH)
    )


def is_frequency(text: str, setting: Setting) -> bool:
    """Whether the figure only says how often or how many for each: 每两年举办一届, 每户至少培训一人,
    培训一人.
    """
    figure = setting.figure
    if figure.unit_text == "届" and text.endswith("连续", setting.before_start, figure.start):
        return not _IN_A_ROW.match(text, figure.end)
    if figure.unit != "CNY" and _AVERAGE.search(text, setting.clause_start, figure.start):
        return True
    if figure.qualifier == "at_most" and _LIMIT_FOR_EACH.search(text, setting.clause_start, figure.start):
        return True
    if figure.unit == "person" and _SENT_BY_EACH.search(text, setting.clause_start, figure.start):
        return True
    if figure.unit == "person" and text.startswith("一组", figure.end):
        return True
    if figure.unit not in ("person", "count") or figure.value > _FEW:
        return False
    before = text[max(setting.before_start, setting.clause_start) : figure.start]
    if figure.unit_text in _EVENTS and _OFTEN.search(before):
        return True
    if _FOR_EACH.search(before):
        return True
    if figure.unit == "person" and figure.value == 1 and _SPEAKS.match(text, figure.end):
        return True
    if figure.unit == "person" and _IS_ONE_OF.match(text, figure.number_start):
        return True
    is_word = text.startswith("一", figure.number_start) and figure.unit_text in ("人", "户", "家", "名")
    return is_word and bool(_SAYING.search(before))


def is_condition(text: str, setting: Setting) -> bool:
    """Whether the figure is the least that is asked of those who apply: 应符合以下条件…在校生不少于2000人."""
    figure = setting.figure
    is_least = figure.qualifier == "at_least" and figure.unit in ("person", "person_time", "count")
    low = max(setting.sentence_start, figure.start - _LONGEST_CONDITION)
    lead = text[low : figure.start]
    return is_least and bool(_CONDITION.search(lead) or _WHO_APPLY.search(lead))


def only_compares(text: str, setting: Setting) -> bool:
    """Whether the figure is a difference, or the old value of something that was set anew."""
    figure = setting.figure
    low = max(setting.before_start, setting.clause_start, figure.start - _WINDOW)
    before = text[low : figure.start].rstrip()
    is_one_more = figure.unit == "count" and before.endswith(_ONE_MORE)
    if (_ONLY_COMPARES.search(before) and not is_one_more) or (
        figure.unit != "percent" and _BEYOND_PLAN.search(before)
    ):
        return True
    if figure.unit == "CNY" and _OF_A_YEAR.search(before):
        # 由2004年的2.5亿元增加到2005年的4亿元: what was spent in each of two years
        return _FOR_ONE.search(text, setting.clause_start, figure.end) is not None
    is_listed = figure.unit == "CNY" and _LISTED_TO.match(text, figure.end)
    if is_listed and _LISTED_FROM.search(text, setting.clause_start, figure.start):
        return True
    if _FROM.search(text[setting.clause_start : figure.start]) and _TO.match(text, figure.end):
        is_dated = _YEAR.search(text, setting.sentence_start, figure.start)
        return figure.unit == "CNY" or not is_dated
    return False
