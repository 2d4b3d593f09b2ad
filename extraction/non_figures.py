"""Numbers that state no figure: dates, ordinals, document numbers, names, contacts.

What belongs here: recognising such a number at a position and giving the reason by which it is set aside
(extraction contract, "Nothing is dropped silently"). What does not: the markers of lists (`list_markers`),
durations and ages, which their units tell (`units`), and numbers that count or measure (`figures`).
"""

from __future__ import annotations

import re

from extraction.amounts import Amount
from extraction.list_markers import list_marker_end
from extraction.qualifiers import qualifier_after
from extraction.units import unit_at

_DASH = "[-—–－~～至到]{1,2}"
_YEAR = r"(?:19|20)\d\d"
_MONTH = "(?:1[0-2]|0?[1-9])"
_CN = "[一二三四五六七八九十]"
_BEHIND_MONTH = rf"月(?:份|底|末|初|[上中下]旬|中)?(?:\d{{1,2}}(?:{_DASH}(?:\d{{1,2}}月)?\d{{1,2}})?[日号])?"
_MONTH_DAY = f"{_MONTH}{_BEHIND_MONTH}"

_DATE = "|".join(
    (
        rf"{_YEAR}(?: ?{_DASH} ?(?:{_YEAR}|\d\d(?=年)))? ?(?:年度?|学年|财年)(?:{_DASH} ?{_YEAR} ?年度?)?"
        rf"(?:[初末底内间]|上半年|下半年)?(?:{_MONTH} ?{_DASH} ?)?(?:{_MONTH_DAY})?"
        rf"(?:{_DASH} ?(?:{_MONTH_DAY}))?",
        rf"{_YEAR}(?=(?:[、,，和及/ ]{{1,2}}{_YEAR}){{1,8}} ?年)",
        rf"{_YEAR}[-./]\d{{1,2}}[-./]\d{{1,2}}(?!\d)日?(?:[ T]{{1,4}}\d{{1,2}}:\d\d(?::\d\d)?)?",
        rf"{_YEAR}{_DASH}{_YEAR}(?![\d万亿余多人元个])",
        rf"{_YEAR}[.．](?:1[0-2]|0[1-9])(?!\d)",
        rf"{_YEAR}(?=[届级版款秋春])",
        rf"{_MONTH}(?: ?{_DASH} ?{_MONTH})? ?{_BEHIND_MONTH}(?:{_DASH}(?:{_MONTH_DAY}))?",
        rf"{_MONTH}(?=(?:[、和]{_MONTH}){{1,5}} ?月)",
        rf"[1-4](?: ?{_DASH} ?[1-4])?季度",
        rf"\d{{1,2}}(?:{_DASH}\d{{1,2}})?日(?!均|以?内|之内|制|游)",
        r"\d\d[:：]\d\d(?:[:：]\d\d)?(?!\d)",
        r"\d{1,2}[时点]\d{1,2}分",
        r"\d{1,2}[时点](?:整|半|许|至\d|前|以前|之前)",
    )
)
_CONTACT = "|".join(
    (
        r"1[3-9]\d{9}(?!\d)",
        r"(?:0\d{2,3}[-—－) ）]{1,2}|400-?)\d{3,4}[- ]?\d{3,5}(?!\d)",
        r"\d{9,}[A-Za-z\d/-]*",
        r"\d[A-Za-z0-9_.-]{0,40}@[A-Za-z0-9_.-]+",
    )
)
_NAME = r"\d+(?:\.\d+)?(?:[+＋](?:\d+(?:\.\d+)?|[A-Za-z]))+|[05-9]0后|\d+[A-Za-z][A-Za-z0-9+/.-]*"
_PEOPLE = re.compile(
    r"(?:农民工|农民|学员|职工|劳动者|选手|学生|毕业生|(?:高)?技能人才)(?!.{0,6}(?:计划|工程|行动))"
)
_SHORTEST_COUNT = 3
"""Digits from which a number without a unit before people counts them and is no footnote or list mark."""
_RATIO = r"\d+(?:\.\d+)?[:：∶比×]\d+(?:\.\d+)?|\d{1,2}/\d{1,2}(?![\d/万亿元%人个])"
_ARABIC = re.compile(
    rf"(?P<date>{_DATE})|(?P<contact>{_CONTACT})|(?P<document_number>\d+(?:-\d+){{0,4}} ?号(?!召))"
    rf"|(?P<name>{_NAME})|(?P<other_reason>{_RATIO})"
)
"""What an Arabic number can begin instead of a figure; the group's name is the reason."""

_ORDINAL_TAIL = re.compile(
    rf"(?:[、和及与至—～~-](?:第[0-9〇一二三四五六七八九十百]{{1,4}}"
    rf"|{_CN}{{1,2}}(?=[、和及与产届批期季轮名位类])"
    r"|[0-9]{1,3}(?=[名位批期届轮号])))*"
    r" ?(?:个|次|届|名|位|期|批|季度|轮|年|条|章|节|款|项|产业|号)?"
)
"""What an ordinal takes along behind its number: 第一、二、三产业, 第1-3名, 第34次."""

_RANK = re.compile(
    rf"(?:[、，]?{_CN}){{0,5}}"
    r"(?:等奖|等功|星级|年级|级|类(?:竞赛|赛|大赛|工)|线城市|产业?(?=[业、，。融])|号|档|等(?=[、，。奖功])"
    r"|中全会|次全会|次全体)"
    rf"|届(?=[一二三四五六七八九十\d]{{1,3}}次|人大|政协|人民|[市县省区]委|常委|委员|全委|中央|全国(?:人大|政协|人民|委员|代表)|历次"
    rf"|{_CN}中|[市县]?政府)"
    r"|次(?=会议|全会|全体|常务|党代会|代表大会|党代表)"
)
"""What makes the numeral before it a rank or a session: 二等奖, 三级, 八届二次会议."""

_FIVE_YEAR_PLAN = re.compile(
    rf"十{_CN}五(?![名人个家所期场次项万千百余多])[”\"’]?(?:时期|期间|规划|以来|末|初)?"
)
_CHINESE_DATE = re.compile(
    rf"[一二三四]季度|[〇零一二三四五六七八九○]{{4}}年(?:{_CN}{{1,3}}月(?:{_CN}{{1,3}}日)?)?"
    rf"|{_CN}{{1,2}}月(?:份|底|末|初|中旬|{_CN}{{1,3}}日)?(?!大)|十年代"
)
_FRACTION = re.compile(rf"{_CN}{{1,3}}分之{_CN}{{1,3}}|[千万]分之[0-9一二三四五六七八九十.]{{1,8}}")
_DOCUMENT_YEAR = re.compile(
    r"(?:19|20)\d\d ?年?(?:[〕\]】﹞](?: ?第? ?\d{1,6} ?(?:号|令)?)?|[)）](?: ?第? ?\d{1,6} ?(?:号|令))?)"
)
_IDENTIFIER = re.compile(r"[A-Za-z0-9_./@:?&=%-]+")
_CONTACT_WORDS = re.compile(
    r"(?:电话|热线|传真|手机|邮编|邮政编码|邮箱|QQ群?|微信|拨打|[账帐]号|索引号|信用代码|咨询)"
    r"[^\n。；，]{0,10}\Z"
)
_IN_PLAN_NAME = re.compile(
    r"[^，,。；;、：:\n“”《》参接纳列入于]{0,14}?(?:计划|工程|行动|活动|专项|项目库)|名单|榜单"
)
_TEAMS = ("个代表队", "个代表团")
_SLOGANS = tuple(
    f"个{word}"
    for word in (
        *("意识", "自信", "维护", "确立", "先行", "代表", "全面", "毫不", "一百年", "务必", "革命", "一工程"),
        *("结合", "大局", "不变", "区分"),
    )
)
"""Names of doctrines that read like counts: 四个意识, 两个先行."""

_TERMS = ("4050人员", "8090")
_PLACES = re.compile(
    r"三门(?:峡|(?=[县湾]|[一-鿿]{0,4}(?:学院|学校|中学)))|[三五九]台(?=[县市区山])|六枝(?=特区)"
)
"""Names of places that read like counts: 三门县, 五台县."""
_NUMBERED = ("专栏", "附件", "附表", "图表", "专题", "案例", "表格")
"""What a bare number behind counts off: 专栏1, 附件2."""
_STAGED = ("工程", "项目", "建设", "校区", "园区", "厂房")
_MOST_STAGES = 3
_NOT_FIRST = ("目", "以", "此", "年", "日", "之", "当", "岁", "月")
"""Characters with which 前 is no 'the first': 目前5家, 此前3人."""


def set_aside_arabic(text: str, start: int, end: int) -> tuple[int, str] | None:
    """Where the non-figure that the Arabic digits `start:end` begin stops, with its reason, or null."""
    before = text[start - 1] if start else "\n"
    if before == "第" or (before == " " and text[start - 2 : start - 1] == "第"):
        return _ordinal(text, start, end)
    year = _DOCUMENT_YEAR.match(text, start) if before in "〔[【(（﹝" else None
    if year:
        is_year_alone = year.end() - start <= 6 and before in "(（"
        return year.end(), "date" if is_year_alone else "document_number"
    if before.isascii() and (before.isalpha() or before in "_@") and not _is_counted(text, start, end):
        return _identifier(text, start)
    if text.endswith(_NUMBERED, 0, start) and unit_at(text, end) is None:
        return end, "ordinal"
    special = _ARABIC.match(text, start)
    if special and special.end() >= end and not _has_unit(text, special):
        return special.end(), str(special.lastgroup)
    marker = list_marker_end(text, start, end)
    if marker is not None:
        return marker, "list_marker"
    return _rank_or_first(text, start, end, before)


def set_aside_chinese(text: str, start: int, end: int) -> tuple[int, str] | None:
    """Where the non-figure that the Chinese numeral `start:end` begins stops, with its reason, or null."""
    before = text[start - 1] if start else "\n"
    if before == "第":
        return _ordinal(text, start, end)
    dated = _FIVE_YEAR_PLAN.match(text, start) or _CHINESE_DATE.match(text, start)
    if dated:
        return dated.end(), "date"
    rank = _rank_or_first(text, start, end, before)
    if rank is not None:
        return rank
    marker = list_marker_end(text, start, end)
    if marker is not None:
        return marker, "list_marker"
    fraction = _FRACTION.match(text, start)
    if fraction:
        return fraction.end(), "other_reason"
    if text.startswith("大", end) and text[start] != "一":
        return end + 1, "ordinal" if before in "的届" else "other_reason"
    return None


def reason_without_unit(text: str, amount: Amount) -> str | None:
    """Why an Arabic number without a unit states no figure, or null where it may (in a table or a list)."""
    start, end = amount.start, amount.end
    following = text[end : end + 1]
    if _CONTACT_WORDS.search(text[max(0, start - 20) : start]) or text.startswith("热线", end):
        return "contact"
    if following == "版":
        return "name"
    digits = text[start:end]
    if amount.inside is not None or not digits.isdigit():
        return None
    if len(digits) == 4 and digits.startswith(("19", "20")) and not _is_alone_in_cell(text, start, end):
        return "date"
    if len(digits) >= _SHORTEST_COUNT and _PEOPLE.match(text, end):
        return None  # 8000农民工
    is_run_on = "一" <= following <= "鿿" and following not in "的和及与"
    return "name" if is_run_on and qualifier_after(text, end) is None else None


def in_plan_name(text: str, position: int) -> bool:
    """Whether the words at `position` go on to a plan's name, as in 千名高技能人才培育计划.

    Such a number states nothing (extraction contract, rules 9 and 11).
    """
    return _IN_PLAN_NAME.match(text, position) is not None


def is_term(text: str, amount: Amount) -> bool:
    """Whether the number belongs to a standing term or a place's name: 4050人员, 四个意识, 三门县."""
    if text.startswith(_TEAMS, amount.number_end):
        return False
    is_place = _PLACES.match(text, amount.start) is not None
    return is_place or text.startswith(_TERMS, amount.start) or text.startswith(_SLOGANS, amount.number_end)


def is_stage(text: str, amount: Amount) -> bool:
    """Whether a 期 is a stage of a building project (二期工程), which has few: 研修项目8期 are classes."""
    is_behind = amount.value <= _MOST_STAGES and text.endswith(_STAGED, 0, amount.start)
    return is_behind or text.startswith(_STAGED, amount.end)


def _rank_or_first(text: str, start: int, end: int, before: str) -> tuple[int, str] | None:
    rank = _RANK.match(text, end)
    if rank:
        return rank.end(), "ordinal"
    if before == "前" and text[start - 2 : start - 1] not in _NOT_FIRST:
        return _ordinal(text, start, end)
    return None


def _ordinal(text: str, start: int, end: int) -> tuple[int, str]:
    number = _ARABIC.match(text, start)
    if number and number.lastgroup == "document_number":
        return number.end(), "document_number"
    tail = _ORDINAL_TAIL.match(text, end)
    return (tail.end() if tail else end), "ordinal"


def _is_counted(text: str, start: int, end: int) -> bool:
    """Whether digits behind several letters are counted (CNC20人) and not part of an identifier (C1)."""
    unit = unit_at(text, end)
    return unit is not None and unit.code is not None and text[start - 2 : start - 1].isalpha()


def _has_unit(text: str, special: re.Match[str]) -> bool:
    """Whether what looks like a date or contact is counted after all: 1900-2000名, but not 2023届."""
    if not text[special.end() - 1].isdigit():
        return False
    unit = unit_at(text, special.end())
    return unit is not None and not (special.lastgroup == "date" and unit.text in ("届", "款"))


def _identifier(text: str, start: int) -> tuple[int, str]:
    run = _IDENTIFIER.match(text, start)
    end = run.end() if run else start + 1
    if text.startswith("号", end):
        return end + 1, "document_number"
    window = text[max(0, start - 24) : end]
    return end, "contact" if "@" in window or "://" in window or "www." in window else "name"


def _is_alone_in_cell(text: str, start: int, end: int) -> bool:
    before, following = text[start - 1 : start] or "\n", text[end : end + 1] or "\n"
    return before in "\n|\t｜" and following in "\n|\t｜"
