"""Numbers that state no figure: dates, ordinals, document numbers, names, list markers, contacts, durations.

What belongs here: recognising such a number at a position and giving the reason by which it is set aside
(extraction contract, "Nothing is dropped silently"). What does not: numbers that count or measure (`figures`).
"""

from __future__ import annotations

import re

_DASH = r"[-—–－~～至到]+"
_YEAR = r"(?:19|20)\d\d"
_MONTH_DAY = rf"(?:1[0-2]|0?[1-9])月(?:份|底|末|初|中旬|上旬|下旬|中)?(?:\d{{1,2}}(?:{_DASH}(?:\d{{1,2}}月)?\d{{1,2}})?[日号])?"

ARABIC = re.compile(
    # Each alternative begins with a digit; the group's name is the reason.
    rf"(?P<date>{_YEAR}(?: ?{_DASH} ?(?:{_YEAR}|\d\d(?=年)))? ?(?:年度?|学年|财年)(?:{_DASH} ?{_YEAR} ?年度?)?(?:[初末底内间]|上半年|下半年)?"
    rf"(?:(?:1[0-2]|0?[1-9]) ?{_DASH} ?)?(?:{_MONTH_DAY})?(?:{_DASH} ?(?:{_MONTH_DAY}))?"
    rf"|{_YEAR}(?=(?:[、,，和及/ ]{{1,2}}{_YEAR}){{1,8}} ?年)"
    rf"|{_YEAR}[-./]\d{{1,2}}[-./]\d{{1,2}}(?!\d)日?(?:[ T]+\d{{1,2}}:\d\d(?::\d\d)?)?"
    rf"|{_YEAR}{_DASH}{_YEAR}(?![\d万亿余多人元个])"
    rf"|{_YEAR}[.．](?:1[0-2]|0[1-9])(?!\d)"
    rf"|{_YEAR}(?=[届级版款秋春](?!全))"
    rf"|(?:1[0-2]|0?[1-9])(?: ?{_DASH} ?(?:1[0-2]|0?[1-9]))? ?{_MONTH_DAY[len('(?:1[0-2]|0?[1-9])') :]}(?:{_DASH}(?:{_MONTH_DAY}))?"
    rf"|(?:1[0-2]|0?[1-9])(?=(?:[、和](?:1[0-2]|0?[1-9])){{1,5}} ?月)"
    rf"|[1-4](?: ?{_DASH} ?[1-4])?季度"
    rf"|\d{{1,2}}(?:{_DASH}\d{{1,2}})?[日](?!均|以?内|之内|制|游)"
    r"|\d\d[:：]\d\d(?:[:：]\d\d)?(?!\d)"
    r"|\d{1,2}[时点]\d{1,2}分|\d{1,2}[时点](?:整|半|许|至\d|前|以前|之前))"
    r"|(?P<contact>1[3-9]\d{9}(?!\d)|(?:0\d{2,3}[-—－) ）]{1,2}|400-?)\d{3,4}[- ]?\d{3,5}(?!\d)|\d{9,}[A-Za-z\d/-]*"
    r"|\d[\w.]*@[\w.]+)"
    rf"|(?P<document_number>\d+(?:-\d+)* ?号(?!召))"
    r"|(?P<name>\d+(?:\.\d+)?(?:[+＋](?:\d+(?:\.\d+)?|[A-Za-z]))+|[05-9]0后|\d+[A-Za-z][A-Za-z0-9+/.-]*)"
    r"|(?P<other_reason>\d+(?:\.\d+)?[:：∶比×]\d+(?:\.\d+)?|\d{1,2}/\d{1,2}(?![\d/万亿元%人个]))",
)
"""What an Arabic number can begin instead of a figure."""

ORDINAL_TAIL = re.compile(
    r"(?:[、和及与至—～~-](?:第[0-9〇一二三四五六七八九十百]+|[一二三四五六七八九十]{1,2}(?=[、和及与产届批期季轮名位类])|[0-9]{1,3}(?=[名位批期届轮号])))*"
    r" ?(?:个|次|届|名|位|期|批|季度|轮|年|条|章|节|款|项|产业|号)?"
)
"""What an ordinal takes along behind its number: 第一、二、三产业, 第1-3名, 第34次."""

CHINESE_ORDINAL = re.compile(
    r"(?:[、，]?[一二三四五六七八九十]){0,5}"
    r"(?:等奖|等功|星级|年级|级|类(?:竞赛|赛|大赛|工)|线城市|产业?(?=[业、，。融])|号|档|等(?=[、，。奖功])|中全会|次全会|次全体)"
    r"|[届](?=[一二三四五六七八九十\d]{1,3}次|人大|政协|人民|市委|县委|省委|区委|常委|委员|全委|中央|全国|历次|政府|[一二三四五六七八九]中|市政府|县政府)"
    r"|次(?=会议|全会|全体|常务|党代会|代表大会|党代表)"
)
"""What makes a Chinese (or Arabic) numeral a rank or a session: 二等奖, 三级, 八届二次会议."""

FIVE_YEAR_PLAN = re.compile(r"十[一二三四五六]五(?![名人个家所期场次项万千百余多])")
FIVE_YEAR_PLAN_TAIL = re.compile(r"[”\"’]?(?:时期|期间|规划|以来|末|初)?")
CHINESE_DATE = re.compile(
    r"[一二三四]季度|[〇零一二三四五六七八九○]{4}年(?:[一二三四五六七八九十]{1,3}月(?:[一二三四五六七八九十]{1,3}日)?)?"
    r"|[一二三四五六七八九十]{1,2}月(?:份|底|末|初|中旬|[一二三四五六七八九十]{1,3}日)?(?!大)|十[年]代"
)
FRACTION = re.compile(r"[一二三四五六七八九十]{1,3}分之[一二三四五六七八九十]{1,3}|[千万]分之[0-9一二三四五六七八九十.]+")
DOCUMENT_YEAR = re.compile(r"(?:19|20)\d\d ?年?(?:[〕\]】﹞](?: ?第? ?\d+ ?(?:号|令)?)?|[)）](?: ?第? ?\d+ ?(?:号|令))?)")
SLOGANS = (
    "个意识 个自信 个维护 个确立 个先行 个代表 个全面 个毫不 个一百年 个务必 个革命 个一工程 个结合 个大局 个不变 个区分"
).split()
"""Names of doctrines that read like counts: 四个意识, 两个先行."""

_MARKER_AFTER = "、.．，,:："
_CHINESE_NUMBER = "一二三四五六七八九十"
_BOUNDARY = '。；：:;！？!?，,、 \n\t\u3000”"’」』)）】》…—-*•·#>|'

IN_PLAN_NAME = re.compile(r"[^，。；、：\n“”《》参接纳列入于]{0,14}?(?:计划|工程|行动|活动|专项|项目库)")
"""A number in a plan's name: 千名高技能人才培育计划 (extraction contract, rules 9 and 11)."""

CONTACT_WORDS = re.compile(
    r"(?:电话|热线|传真|手机|邮编|邮政编码|邮箱|QQ群?|微信|拨打|账号|帐号|索引号|信用代码|咨询)[^\n。；，]{0,10}$"
)


def at_line_start(text: str, position: int) -> bool:
    """Whether only spaces, bullets and an opening bracket stand between `position` and its line's start."""
    before = position - 1
    lowest = max(-1, position - 12)
    while before > lowest and text[before] in " \t\u3000\xa0-*•·●■◆#>（(【[":
        before -= 1
    return before < 0 or text[before] == "\n"


def list_marker_end(text: str, start: int, end: int) -> int | None:
    """Where the list marker with the number `start:end` stops (一、 (二) 1. 一是), or null where it is none."""
    if text.startswith((" .", " 、"), end):
        end += 1
    following = text[end : end + 1]
    before = text[start - 1] if start else "\n"
    is_chinese = text[start] in _CHINESE_NUMBER
    if before in "(（" and following in (")", "）") and following:
        if is_chinese:
            return end + 1
        outside = text[start - 2] if start > 1 else "\n"
        return end + 1 if end - start <= 2 and outside in _BOUNDARY else None
    if is_chinese and following in ("是", "要") and before in _BOUNDARY and end - start <= 2:
        return end + 1
    if (
        is_chinese
        and following in ("来", "则")
        and before in _BOUNDARY
        and text[start:end] in ("一", "二", "三")
    ):
        return end + 1
    if is_chinese and before == "其" and end - start == 1:
        return end
    if end - start > 3:
        return None
    if following and following in _MARKER_AFTER:
        after = text[end + 1 : end + 2]
        opens = before in "。；;！？：:" or at_line_start(text, start)
        if not opens or (is_chinese and after in _CHINESE_NUMBER and after):
            return None
        if is_chinese or (end - start <= 2 and not after.isdigit() and after != "\n"):
            return end + 1
    if (
        following in (")", "）")
        and following
        and end - start <= 2
        and (before in "。；;：:，, " or at_line_start(text, start))
    ):
        return end + 1
    return None
