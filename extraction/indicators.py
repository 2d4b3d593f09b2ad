"""Which indicator each figure of a text states: its own words, else what a list, a whole or a heading shares.

What belongs here: carrying an indicator over lists, parts and companions. What does not: weighing the words
around one figure (`counted_words`), and status, basis, time and place.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from extraction.catalogue import UNITS_OF_INDICATOR, Cue, Match, Wording
from extraction.clauses import Layout, Setting, is_bracketed_off, lead_of
from extraction.counted_words import (
    THRESHOLD,
    UNKNOWN_NOUN,
    Reading,
    applies,
    of_title,
    own_reading,
    reading_of_cell,
)
from extraction.judgement import last_match
from extraction.tables import Tables
from extraction.title_readings import BODIES, GRANTS, read_by_title, read_rate, told_of

HEADING_COST = 4.5
NEAR_NEXT = 40
"""How far behind the next figure the words can still tell of this one (参加10个项目的友谊赛)."""
_COMPANIONS = {
    ("training_sessions", "person"): "training_participants",
    ("training_sessions", "person_time"): "training_participants",
    ("competitions_held", "person"): "competition_participants",
    ("competitions_held", "person_time"): "competition_participants",
    ("subsidy_recipients", "CNY"): "subsidy_paid",
    ("subsidy_paid", "person"): "subsidy_recipients",
    ("subsidy_paid", "person_time"): "subsidy_recipients",
}
"""What a bare figure right behind another states: 开班52个、2165人; 发放补贴889人、91.9万元."""
_BARE_LINK = re.compile(r"[，,、（(]?(?:共计?|合计|计|涉及|共有|达|约)?")
_LONGEST_LABEL = 14
_WHOLE = "其中"
_LOOK_BACK = 6
_LONGEST_LIST = 40
"""Figures of one list that are looked at on either side of one; keeps an endless list linear."""
_OF_THESE = re.compile(r"其中|^[^。；]{0,24}[（(](?:含|包括)?[^）)]*$")
_PURE_LIST = re.compile(r"[、和及与]|以及")
_RESPECTIVELY = re.compile(r"分别|依次")
_LEVELS_GAP = re.compile(
    r"[一-鿿]{1,6}级[，,](?:已|并|又)?(?:成立|建成|建立|认定|建有|拥有|命名|获批|创建)了?"
)
LIST_GAP = re.compile(r"[^，,；;：:。\n]{0,14}[、和及与][^，,；;：:。\n]{0,14}|[^，,；;：:。\n]{0,10}[，,]")
_CONTINUED = {
    ("skilled_workers_added", "highly_skilled_total"): "highly_skilled_added",
    ("skilled_workers_added", "skilled_workers_total"): "skilled_workers_added",
    ("highly_skilled_added", "highly_skilled_total"): "highly_skilled_added",
    ("highly_skilled_added", "skilled_workers_total"): "skilled_workers_added",
    ("talent_recruited", "highly_skilled_total"): "talent_recruited",
    ("certificates_awarded", "highly_skilled_total"): "certificates_awarded",
}
"""What a plain noun means after a figure of the first code: 新增技能人才2万人，其中高技能人才5000人 are
both added.
"""
_TOTALS_OF = {
    "skilled_workers_added": "skilled_workers_total",
    "highly_skilled_added": "highly_skilled_total",
}
_ONLY_PLACES = re.compile(
    r"(?>[一-鿿]{1,7}?[市县区旗州盟](?![市县区旗州盟])[、和及与]?){1,12}+(?:分别|各)?(?:完成|实现|达到?|有|为)?"
)
"""A sentence that gives the figure before by division: 某县、某县分别完成3200人、2100人."""
_WILL_REACH = re.compile(r"到20\d\d年[^，。；]{0,4}(?:将|要|力争)(?:达到?|增至|增加到)$")
"""已建工作室94个。到2020年将达120个: of what the sentence before counts."""
_IN_ALL = ("共", "共计", "合计", "总计")
"""每个资助5万元，共40万元: the sum of grants is no grant."""
_ADDED_TO = {total: added for added, total in _TOTALS_OF.items()}
_ADDED = re.compile(r"新增(?:了|约|近|超过?)?$")
"""技能人才86万人；今年新增4万人: the second figure is what was added."""
_ADDS_LISTED = re.compile(r"新增(?!的)[^，。；、]{0,12}$")
"""新增专业技术人才19万人、技能人才20万人: both were added."""
_IN_TOTAL = re.compile(r"总[量数](?:已|达|达到|为|突破|超|超过|增至|增加到|约|近)*$")
"""新增高技能人才2万人，总量达75万人: the second figure is what there are, not what was added."""
_CONTINUED_TOPICS = {
    ("talent_recruited", "staff_and_titles"): "talent_recruited",
    ("talent_recruited", "make_up"): "talent_recruited",
}
"""The same for a topic's noun in a list: 引进正高级职称人才5名、副高级职称人才19名 are all recruited."""
_TOTAL_OF_PLACE = re.compile(
    r"[全我][省市县区州](?:现有|共有|已有)?[^，。；]{0,8}(?:人才|劳动者)(?:达到?|有|增至|突破)"
)
"""培育数字技能人才5万人，全市数字技能人才达到66万人: all there are."""
THESE = ("这", "上述")
"""Words before a number that was told of before: 这11名选手."""
_ONLY_LEVEL = re.compile(r"(?:国家|全国|省|市|县|区|州|自治区)级(?:示范性?|重点)?(?:[，,、。；;）)\n]|$)")
"""18家省级示范、2家市级示范: the noun is that of the figure before."""
_HAS_OF_THEM = re.compile(r"[一-鿿]{2,4}占(?:了|据)?$")
_LEVEL_AS_LABEL = re.compile(r"[，,、；：](?:[^，,、。；]{0,4})?[初中高]级(?:工|技能)?$")
"""6813人取得证书，按等级分，初级5125人、中级1588人."""
_BROKEN_DOWN = re.compile(
    r"分(?:群体|人群|对象|类别|类|层次|区域|地区|行业|产业)看?[：:，,]|其中[：:]"
    r"|按[一-鿿]{1,4}[分看][：:，,]|(?<=[人名次])[：:]|其中(?=[一-鿿]{2,6}型\d)"
)
_LONGEST_BREAKDOWN = 300
_WHOLES = ("training_participants", "certificates_awarded", "subsidy_recipients", "apprentices")
_ARE_HIGHLY_SKILLED = re.compile("[为是]高技能人才")
_HIGHLY_OF = {
    "skilled_workers_total": "highly_skilled_total",
    "skilled_workers_added": "highly_skilled_added",
}
"""技能人才超过276万人，其中超过95万人为高技能人才."""
_HONOURED = ("artisan_titles", "competition_awards", "competition_participants")
_PART_GAP = re.compile(r"[，,（(](?:其中|里面|包括|含)[^，,；;。\n]{0,8}")
_GOES_ON = "goes on in the list"
_GROUPS_OF_PEOPLE = (
    "毕业生",
    "人员",
    "对象",
    "群体",
    "残疾人",
    "人口",
    "军人",
    "劳动者",
    "劳动力",
    "农民工",
    "职工",
    "妇女",
)
"""Whom a list of the trained may go on to: 培训农民工300人、高校毕业生60人."""
_PARTS_OF_PEOPLE = (*_GROUPS_OF_PEOPLE, "型", "区", "县", "市", "州", "级", "级工", "技师")
"""What the parts of a breakdown may be: 专业技能型3000人, 按县区分：商州区21人."""
_RATES = re.compile(r"(?:补贴|补助|奖补|奖励|津贴|资助)[^，。]{0,8}标准")
"""In a title: the document tells what one gets."""
_NEXT_PERSON = re.compile(r"、[^，,。；;、\d]{0,20}第[一二三四五六七八九十]名[^，,。；;、\d]{2,4}")
"""奖励第一名某某10万元、第二名某某5万元: what each of the named gets."""
_COME_FROM = re.compile(
    r"来自(?:[^，,。；;\n]{0,12}\d+[所家个][^，,。；;\n\d]{1,8}[、，,和及]){0,5}[^，,。；;、\n\d]{0,6}$"
)
"""来自43所学校、27所: where those who take part come from."""
_HELD_BY = re.compile(r"[^，,。；;\n]{0,10}(?:共同|联合|分别)?(?:承办|主办|协办|参加|参展|参赛)")
"""等8所技工院校共同承办: who held it."""
_TAKE_PART = re.compile(r"(?:参加|参赛|参展)(?:了?[^，,。；;\n]{0,8}(?:大赛|竞赛|比赛))?$")
"""100余所技工院校和职业院校参加: who took part."""
_LONGEST_ORIGIN = 100
_OF_PEOPLE = ("training_participants", "certificates_awarded")
_SAME_COUNTERS = frozenset("个家所处户名位")


def read_indicators(
    layout: Layout, settings: Sequence[Setting], wording: Wording, tables: Tables, title: str = ""
) -> list[Reading]:
    """The reading of each figure, in order of `settings`; `tables` holds the cells of the same text."""
    text = layout.text
    tells_rates = _RATES.search(title) is not None
    matches: list[Match] = []
    starts: list[int] = []
    searched = (-1, -1)
    readings: list[Reading] = []
    for setting in settings:
        cell = tables.at(setting.figure.number_start)
        if cell is not None and (cell.column or cell.row):
            in_table = reading_of_cell(cell, setting, wording, title)
            if in_table.code in (None, "other") and setting.figure.unit == "CNY" and tells_rates:
                in_table = replace(
                    in_table, code="subsidy_standard", topic=None, score=THRESHOLD, rule="table of rates"
                )
            is_told = cell.row and cell.column and wording.find(cell.row, 0, len(cell.row))
            if in_table.code is not None or is_told:
                readings.append(in_table)
                continue
        if setting.whole_sentence != searched:
            searched = setting.whole_sentence
            matches = of_title(wording.find(text, *searched), title)
            starts = [match.start for match in matches]
        first = bisect_left(starts, setting.before_start)
        last = bisect_left(starts, min(setting.sentence_end, setting.next_start + NEAR_NEXT))
        reading = own_reading(text, setting, matches[first:last])
        noun = _noun_in_order(text, setting, settings, matches, starts)
        if noun is not None:
            in_order = own_reading(text, replace(setting, before_start=setting.clause_start), [noun])
            reading = reading if in_order.code is None else in_order
        readings.append(reading)
    _share_noun_after_list(text, settings, readings)
    _name_again(text, settings, readings)
    _leave_out_those_who_take_part(text, settings, readings)
    tells_grants = GRANTS.search(title) is not None
    subject = told_of(title, wording)
    for setting, reading in zip(settings, readings, strict=True):
        _take_over(layout, setting, settings, readings, reading, wording)
        if reading.code in (None, "other") and read_by_title(text, setting, reading, subject):
            continue
        if setting.figure.unit == "CNY" and reading.code in (None, "other"):
            read_rate(layout, setting, reading, tells_grants=tells_grants)
        if reading.code == "subsidy_paid" and tells_rates:
            reading.code, reading.rule = "subsidy_standard", "rates"
    return readings


def _share_noun_after_list(text: str, settings: Sequence[Setting], readings: list[Reading]) -> None:
    """Give a noun that closes a list to its members: 1个国家级、5个省级、36个市级工作室."""
    for index in range(len(settings) - 2, -1, -1):
        setting, following = settings[index], readings[index + 1]
        if setting.next is None or following.code is None or following.word_start is None:
            continue
        figure, other = setting.figure, settings[index + 1].figure
        is_listed = LIST_GAP.fullmatch(text, figure.end, other.start) or _LEVELS_GAP.fullmatch(
            text, figure.end, other.start
        )
        if figure.unit != other.unit or not is_listed or _closes_with_label(text, setting, other.start):
            continue
        closes_list = following.word_start >= other.end or following.inherited_from is not None
        if (
            closes_list
            and readings[index].score < following.score
            and _is_bare(text, setting, readings[index])
        ):
            readings[index] = Reading(
                following.code,
                following.score - 1.0,
                following.margin,
                following.word,
                following.word_start,
                following.word_end,
                following.topic,
                index + 1,
                "noun after the list",
            )


def _leave_out_those_who_take_part(
    text: str, settings: Sequence[Setting], readings: Sequence[Reading]
) -> None:
    """File bodies that only took part as `other`: 来自43所学校、27所院校的选手, 等8所院校承办."""
    for setting, reading in zip(settings, readings, strict=True):
        if reading.code not in BODIES:
            continue
        start, end = setting.figure.start, setting.figure.end
        if _COME_FROM.search(text, max(setting.sentence_start, start - _LONGEST_ORIGIN), start) or (
            (_HELD_BY.match(text, end) and text.endswith("等", setting.before_start, start))
            or _TAKE_PART.search(text, end, setting.clause_end)
        ):
            reading.code, reading.topic, reading.rule = "other", "carriers", "only took part"


def _name_again(text: str, settings: Sequence[Setting], readings: list[Reading]) -> None:
    """Give 这11名选手 what the same number before it states."""
    for index, setting in enumerate(settings):
        if not text.endswith(THESE, 0, setting.figure.start):
            continue
        for earlier in range(index - 1, max(index - 1 - _LOOK_BACK, -1), -1):
            one = settings[earlier].figure
            if (one.value, one.unit) == (setting.figure.value, setting.figure.unit):
                _inherit(readings[index], readings[earlier], earlier)
                break


def _closes_with_label(text: str, setting: Setting, next_start: int) -> bool:
    """Whether an item with its own label ends at the comma: 培训农民500人，劳动力300人，90人已创业."""
    figure = setting.figure
    has_label = text[setting.before_start : figure.start].strip("，,、 ") != ""
    return setting.previous is not None and has_label and text[figure.end : next_start] in ("，", ",")


def _is_bare(text: str, setting: Setting, reading: Reading) -> bool:
    """Whether the figure has no counted noun of its own on either side."""
    return reading.word_end is None or (
        reading.word_end <= setting.figure.start and setting.figure.start - reading.word_end > 0
    )


def _take_over(
    layout: Layout,
    setting: Setting,
    settings: Sequence[Setting],
    readings: list[Reading],
    reading: Reading,
    wording: Wording,
) -> None:
    """Complete or correct a reading from the figures before it, else from the headings above."""
    previous = readings[setting.previous] if setting.previous is not None else None
    if setting.previous is not None and previous is not None and previous.code and reading.code:
        continued = _CONTINUED.get((previous.code, reading.code))
        if _TOTAL_OF_PLACE.search(layout.text, setting.before_start, setting.figure.start):
            continued = None
        gap = layout.text[settings[setting.previous].figure.end : setting.figure.start]
        if continued is None and previous.code == "subsidy_standard":
            is_listed = _PURE_LIST.fullmatch(gap) or _NEXT_PERSON.fullmatch(gap)
            continued = "subsidy_standard" if is_listed and setting.figure.unit == "CNY" else None
        if continued == "certificates_awarded":
            is_part_of_list = _OF_THESE.search(gap) is not None or previous.rule == _GOES_ON
            continued = continued if is_part_of_list else None
        if gap.startswith("、") and _ADDS_LISTED.search(
            layout.text, settings[setting.previous].before_start, settings[setting.previous].figure.start
        ):
            continued = continued or _ADDED_TO.get(reading.code)
        if _is_part_of_trained(gap, previous, reading):
            continued = "training_participants"
        if continued and "总" not in reading.word:
            reading.code, reading.rule = continued, "goes on from the figure before"
        elif reading.topic is not None:
            continued = _CONTINUED_TOPICS.get((previous.code, reading.topic))
            is_group = reading.word.endswith(_GROUPS_OF_PEOPLE)
            if previous.code in _OF_PEOPLE and is_group:
                continued = previous.code
            is_of_these = LIST_GAP.fullmatch(gap)
            is_part = is_group and (_PART_GAP.fullmatch(gap) or gap[:1] + reading.word == gap)
            if continued and (is_of_these or is_part):
                reading.code, reading.topic, reading.rule = continued, None, _GOES_ON
    if (
        previous is not None
        and previous.code == "certificates_awarded"
        and reading.code in (None, "other")
        and _LEVEL_AS_LABEL.search(layout.text, setting.before_start, setting.figure.start)
    ):
        _inherit(reading, previous, setting.index - 1)
        return
    if reading.code in (None, "other") and _HAS_OF_THEM.search(
        layout.text, setting.before_start, setting.figure.start
    ):
        nearest = _last_of_people(setting, settings, readings)
        if nearest is not None:
            _inherit(reading, readings[nearest], nearest)
            return
    if _read_breakdown(layout.text, setting, settings, readings, reading):
        return
    if previous is not None and _ARE_HIGHLY_SKILLED.match(layout.text, setting.figure.end):
        reading.code, reading.topic = _HIGHLY_OF.get(previous.code or "", reading.code), None
        reading.rule, reading.word = _GOES_ON, "高技能人才"
    if reading.code == "plan_completion_rate":
        _check_plan(setting, settings, readings, reading)
    if reading.code is not None:
        return
    if (
        setting.figure.unit == "percent"
        and layout.text[setting.before_start : setting.figure.start].strip(" ）)") == "的"
    ):
        _read_share_of_plan(setting, readings, reading)
        return
    is_level = _ONLY_LEVEL.match(layout.text, setting.figure.end, setting.sentence_end)
    if (reading.rule == UNKNOWN_NOUN and not is_level) or _read_companion(
        layout.text, setting, settings, readings, reading
    ):
        return
    source = _paired_source(layout.text, setting, settings)
    if source is None:
        source = _antecedent(layout.text, setting, settings, readings)
    if source is not None:
        _inherit(reading, readings[source], source)
        reading.code = _turned(layout.text, setting, reading.code)
    elif previous is None and not _read_lead(layout, setting, settings, readings, reading, wording):
        _read_heading(layout, setting, reading, wording)


def _read_breakdown(
    text: str, setting: Setting, settings: Sequence[Setting], readings: Sequence[Reading], reading: Reading
) -> bool:
    """Read a group behind 分群体看 as a part of the whole told before, 完成50% behind it as of its plan."""
    start, unit = setting.figure.start, setting.figure.unit
    previous = readings[setting.previous] if setting.previous is not None else None
    if (
        unit == "percent"
        and previous is not None
        and reading.code is None
        and text.endswith("完成", 0, start)
    ):
        is_other = previous.code in (None, "other")
        reading.code, reading.topic = ("other", "make_up") if is_other else ("plan_completion_rate", None)
        reading.score, reading.rule = THRESHOLD, "share of the figure before"
        return True
    if unit not in ("person", "person_time") or reading.code not in (None, "other"):
        return False
    marker = last_match(_BROKEN_DOWN, text, max(setting.sentence_start, start - _LONGEST_BREAKDOWN), start)
    label = text[max(setting.before_start, setting.clause_start) : start]
    if marker is None or not (reading.code is None or label.rstrip("有达").endswith(_PARTS_OF_PEOPLE)):
        return False
    for index in range(setting.index - 1, max(setting.index - 1 - _LONGEST_LIST, -1), -1):
        if settings[index].figure.end <= marker.start() and readings[index].code in _WHOLES:
            _inherit(reading, readings[index], index)
            return True
    return False


def _last_of_people(setting: Setting, settings: Sequence[Setting], readings: Sequence[Reading]) -> int | None:
    """The last figure of honoured people before this one, whose part it is: 成都占4人."""
    if setting.figure.unit != "person":
        return None
    for index in range(setting.index - 1, max(setting.index - 1 - _LOOK_BACK, -1), -1):
        if settings[index].figure.unit == "person" and readings[index].code in _HONOURED:
            return index
    return None


def _is_part_of_trained(gap: str, previous: Reading, reading: Reading) -> bool:
    """培训40万人次，其中高技能人才7万人次: those of the trained, not of all there are."""
    return (
        previous.code == "training_participants"
        and reading.code in _TOTALS_OF.values()
        and _PART_GAP.match(gap) is not None
    )


def _turned(text: str, setting: Setting, code: str | None) -> str | None:
    """What the words right before a figure make of the indicator carried over to it: its total, its sum."""
    start = setting.figure.start
    if _IN_TOTAL.search(text, setting.before_start, start):
        return _TOTALS_OF.get(code or "", code)
    if code == "subsidy_standard" and text.endswith(_IN_ALL, 0, start):
        return "subsidy_paid"
    if _ADDED.search(text, setting.before_start, start):
        return _ADDED_TO.get(code or "", code)
    return code


def _read_companion(
    text: str, setting: Setting, settings: Sequence[Setting], readings: Sequence[Reading], reading: Reading
) -> bool:
    """Read a bare figure that goes with the one just before it (`_COMPANIONS`)."""
    if setting.previous is None:
        return False
    code = _COMPANIONS.get((readings[setting.previous].code or "", setting.figure.unit or ""))
    if code is None or not _BARE_LINK.fullmatch(
        text, settings[setting.previous].figure.end, setting.figure.start
    ):
        return False
    reading.code, reading.score, reading.rule = code, 6.0, "goes with the figure before"
    return True


def _read_share_of_plan(setting: Setting, readings: Sequence[Reading], reading: Reading) -> None:
    """完成目标任务3.6万人次的110%: the share of the plan that stands before it."""
    if setting.previous is not None and readings[setting.previous].code not in (None, "other"):
        reading.code, reading.score, reading.rule = "plan_completion_rate", 7.0, "share of the figure before"
        reading.word = "的"


def _bare_list(text: str, setting: Setting, settings: Sequence[Setting]) -> tuple[int, int]:
    """The first and the last figure of the list around one, with nothing but 、 or 和 between them."""
    first, lowest = setting.index, max(setting.index - _LONGEST_LIST, 0)
    while first > lowest and _PURE_LIST.fullmatch(
        text, settings[first - 1].figure.end, settings[first].figure.start
    ):
        first -= 1
    last, highest = setting.index, min(setting.index + _LONGEST_LIST, len(settings) - 1)
    while last < highest and _PURE_LIST.fullmatch(
        text, settings[last].figure.end, settings[last + 1].figure.start
    ):
        last += 1
    return first, last


def _noun_in_order(
    text: str,
    setting: Setting,
    settings: Sequence[Setting],
    matches: Sequence[Match],
    starts: Sequence[int],
) -> Match | None:
    """The noun that goes with a figure in order: 技能人才和高技能人才总量分别达到5万人、2万人."""
    word = _RESPECTIVELY.search(text, setting.clause_start, setting.figure.start)
    if word is None:
        return None
    first, last = _bare_list(text, setting, settings)
    end = bisect_left(starts, word.start())
    begin = end - 1
    while begin > max(0, end - _LONGEST_LIST) and _PURE_LIST.fullmatch(
        text, matches[begin - 1].end, matches[begin].start
    ):
        begin -= 1
    is_paired = last > first and end - begin == last - first + 1
    return matches[begin + setting.index - first] if is_paired else None


def _paired_source(text: str, setting: Setting, settings: Sequence[Setting]) -> int | None:
    """The figure of the list before that this one goes with in order:
    基地1个、工作室2个，累计分别达到4个、9个.
    """
    first, last = _bare_list(text, setting, settings)
    length, low = last - first + 1, first - (last - first + 1)
    lead = text[settings[first].before_start : settings[first].figure.start]
    if length < 2 or low < 0 or not _RESPECTIVELY.search(lead):
        return None
    before = settings[low:first]
    is_same = all(_is_same_kind(one.figure.unit, setting.figure.unit) for one in before)
    if not is_same or before[0].figure.start < setting.sentence_start:
        return None
    return low + setting.index - first


def _antecedent(
    text: str, setting: Setting, settings: Sequence[Setting], readings: Sequence[Reading]
) -> int | None:
    """The figure that this one continues: the last of its kind before it in the sentence, for 其中 in the
    line.
    """
    figure = setting.figure
    is_part = (
        _WHOLE in text[setting.before_start : figure.start]
        or _ONLY_PLACES.fullmatch(text, setting.sentence_start, figure.start) is not None
        or _WILL_REACH.search(text, setting.sentence_start, figure.start) is not None
    )
    if figure.unit == "percent" and text.endswith("率", 0, figure.start):
        return None  # 认定率94%: a share of its own
    if not is_part and figure.start - max(setting.before_start, setting.clause_start) > _LONGEST_LABEL:
        return None
    for index in range(setting.index - 1, max(setting.index - 1 - _LOOK_BACK, -1), -1):
        before = settings[index]
        if is_bracketed_off(text, before.figure.end, figure.start):
            continue
        if before.line != setting.line or (before.figure.end <= setting.sentence_start and not is_part):
            return None
        is_listed = index == setting.previous and LIST_GAP.fullmatch(text, before.figure.end, figure.start)
        if is_listed and readings[index].code == "subsidy_recipients":
            return index if figure.unit in UNITS_OF_INDICATOR["subsidy_recipients"] else None
        if _is_same_kind(figure.unit, before.figure.unit) and _may_carry(
            figure.unit_text, before.figure.unit_text
        ):
            code = readings[index].code
            fits = code == "other" or (code is not None and figure.unit in UNITS_OF_INDICATOR[code])
            return index if fits else None
    return None


def _inherit(reading: Reading, source: Reading, index: int) -> None:
    reading.code, reading.topic = source.code, source.topic
    reading.score, reading.margin = max(source.score - 1.5, THRESHOLD), source.margin
    reading.word, reading.inherited_from = source.word, index
    reading.rule = "carried over from the figure before"


def _is_same_kind(unit: str | None, other: str | None) -> bool:
    people = ("person", "person_time")
    return unit == other or (unit in people and other in people)


def _may_carry(counter: str, other: str) -> bool:
    return counter == other or (counter in _SAME_COUNTERS and other in _SAME_COUNTERS) or "人" in counter


def _check_plan(
    setting: Setting, settings: Sequence[Setting], readings: Sequence[Reading], reading: Reading
) -> None:
    """A share of a plan belongs to the catalogue only if what was planned does."""
    index = setting.previous
    while index is not None and settings[index].figure.unit == "percent":
        index = settings[index].previous
    if index is not None and readings[index].code in ("other", None):
        reading.code, reading.topic, reading.rule = "other", readings[index].topic, "plan of another topic"


def _read_lead(
    layout: Layout,
    setting: Setting,
    settings: Sequence[Setting],
    readings: Sequence[Reading],
    reading: Reading,
    wording: Wording,
) -> bool:
    """Read an item of a list of lines by the line that leads it in: 工作室分三级：⏎省级 1家⏎市级 8家."""
    text = layout.text
    lead = lead_of(layout, setting.line)
    if lead is None:
        return False
    start, end = lead
    unit = setting.figure.unit_text
    for index in range(setting.index - 1, max(setting.index - 1 - _LONGEST_LIST, -1), -1):
        figure = settings[index].figure
        if start <= figure.start < end and figure.unit_text == unit:
            _inherit(reading, readings[index], index)
            return True
    for match in reversed(wording.find(text, start, end)):
        cue = max(match.cues, key=lambda cue: cue.strength, default=None)
        if cue is not None and applies(cue, text, setting, 0):
            reading.code, reading.topic = ("other", cue.code) if cue.is_topic else (cue.code, None)
            reading.score, reading.word, reading.rule = (
                THRESHOLD,
                match.word,
                "the lead of its list",
            )
            return True
    return False


def _read_heading(layout: Layout, setting: Setting, reading: Reading, wording: Wording) -> None:
    for heading in reversed(layout.headings_of_line[setting.line] if layout.headings_of_line else ()):
        best: tuple[float, Cue, Match] | None = None
        for match in wording.find(layout.text, heading.start, heading.end):
            for cue in match.cues:
                if cue.is_topic or not applies(cue, layout.text, setting, 0):
                    continue
                score = cue.strength - HEADING_COST
                if best is None or score > best[0]:
                    best = (score, cue, match)
        if best is not None and best[0] > 0:
            score, cue, match = best
            reading.code, reading.score, reading.margin = cue.code, score, 0.0
            reading.word, reading.rule = match.word, "heading"
            return
