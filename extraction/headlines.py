"""The division that a document is about where its headline names another one than its issuer.

What belongs here: headlines that open with a division (某县培训千人 in a city's paper, 某省认定百名 …), and
stories of a province's paper on one city. What does not: whose a document is (`gazetteer`), and places
inside the text (`places`).
"""

from __future__ import annotations

import re

from extraction.gazetteer import COUNTRY, Area, Gazetteer

_LONGEST_SHORT_NAME = 6
_HEAD = 1500
"""Characters of a text in which the full name of a headline's county is looked for."""
_OFTEN = 4
"""Times that a story names the county that its headline opens with in short (某山：…)."""
_NOT_HEADLINE = re.compile(r"^(?:关于|转发|印发)|答复|批复|的函$|提案|建议")
_BEFORE_PLACE = re.compile(r"^[ \u3000《“\"\[【]*(?:(?:19|20)\d\d ?年度?[“《]?)?")
_PARTS = 3
"""Parts of a paper's headline, set apart by spaces, of which one may open with the division."""
_GENERIC = "省市县区旗州盟"
_WHOLE = re.compile(r"[全我该本]([市县州旗盟])(?!场|级|直)")
_WHOLE_PROVINCE = re.compile(r"[全我]省|全区|全自治区")
_WHOLE_BELOW = re.compile(r"[全我][省市县]|全区")
"""What a story of one division calls it, whoever publishes the story."""
_LISTS = ("、", "和", "与", "及", "等")
_WORDS_OF_PROVINCE = re.compile(
    r"(?:省|自治区)?(?:总工会|人社厅|人力资源|[^，。：\s]{0,6}厅)?(?:拟|将|新|再|首次|已|今年|去年)*"
    r"(?:大?(?:工匠|首席技师|技术能手|技能大奖)[”」]?[^，。：\s]{0,6}(?:名单|结果)|认定|评选|命名|授予|表彰|新增|选拔|确定|公布|发布|出台|印发|计划|力争|培训|培养|发放|投入|安排)"
)
"""What a headline goes on to where the wider division that it opens with is its subject."""


def headline_area(
    gazetteer: Gazetteer, title: str, text: str, issuer: Area, *, is_press: bool
) -> Area | None:
    """The division below or above `issuer`, or a paper's beside it, that the headline opens with, or null.

    A wider division counts only as the subject of what it does (某省认定百名工匠): its name opens honours and
    bodies too. A county's short name counts where the text gives its full name.
    """
    head = _BEFORE_PLACE.sub("", title)
    if not head or _NOT_HEADLINE.search(head):
        return None
    found, end = _opening(gazetteer, head, text, issuer)
    if is_press and (found is None or found.code == issuer.code):
        for part in head.split()[1:_PARTS]:
            if found is None or found.code == issuer.code:
                head = part
                found, end = _opening(gazetteer, head, text, issuer)
    if found is None or found.code == issuer.code:
        return None
    is_told_of = head.startswith(("：", ":"), end) or _WHOLE_BELOW.search(text[:_HEAD])
    if issuer.code == COUNTRY.code and not is_told_of:
        return None
    if head.startswith(_LISTS, end):
        return None
    if gazetteer.is_within(issuer.code, found.code):
        return found if _WORDS_OF_PROVINCE.match(head, end) else None
    return found if is_press or gazetteer.is_within(found.code, issuer.code) else None


def story_area(gazetteer: Gazetteer, text: str, issuer: Area) -> Area | None:
    """The one city or county below a province that a paper's story calls 全市 or 该县, or null.

    A story that speaks of the whole province as well, or names several such divisions, is no city's.
    """
    head = text[:_HEAD]
    whole = _WHOLE.search(head)
    if issuer.level != "province" or whole is None or _WHOLE_PROVINCE.search(head):
        return None
    named = {
        code
        for _, _, name in gazetteer.mentions(head)
        if name.endswith(whole.group(1))
        for code in gazetteer.names[name]
        if code != issuer.code and gazetteer.is_within(code, issuer.code)
    }
    return gazetteer.areas[named.pop()] if len(named) == 1 else None


def _opening(gazetteer: Gazetteer, head: str, text: str, issuer: Area) -> tuple[Area | None, int]:
    """The narrowest of the divisions that `head` opens with (浙江衢州市 …), and where its name ends."""
    found: Area | None = None
    end = 0
    while True:
        area, next_end = _named_at(gazetteer, head, end, text, found or issuer, is_first=found is None)
        if area is None:
            return found, end
        found, end = area, next_end


def _named_at(
    gazetteer: Gazetteer, head: str, start: int, text: str, near: Area, *, is_first: bool
) -> tuple[Area | None, int]:
    """The division named in full or short at `start`: of namesakes the one next to `near`."""
    for begin, end, name in gazetteer.mentions(head[start : start + 24]):
        if begin:
            break
        area = _nearest(gazetteer, gazetteer.names[name], near, is_first=is_first)
        if area is not None:
            return area, start + end
    for length in range(_LONGEST_SHORT_NAME, 1, -1):
        end = start + length
        codes = gazetteer.short.get(head[start:end], ())
        area = _nearest(gazetteer, codes, near, is_first=is_first) if codes else None
        if area is None or head[end : end + 1] in _GENERIC:
            continue
        is_told_of = head.startswith(("：", ":"), end) and text.count(head[start:end], 0, _HEAD) >= _OFTEN
        if area.level != "county" or area.name in text[:_HEAD] or is_told_of:
            return area, end
    return None, start


def _nearest(gazetteer: Gazetteer, codes: tuple[str, ...], near: Area, *, is_first: bool) -> Area | None:
    """Of namesakes the one inside `near`, or holding it; else, for a first name, the highest."""
    inside = [code for code in codes if gazetteer.is_within(code, near.code)]
    above = [code for code in codes if gazetteer.is_within(near.code, code)] if is_first else []
    others = [code for code in codes if gazetteer.areas[code].level != "county"] if is_first else []
    for each in (inside, above, others):
        if len({gazetteer.areas[code].level for code in each}) == len(each) and each:
            ranks = ("province", "prefecture", "county")
            return gazetteer.areas[min(each, key=lambda code: ranks.index(gazetteer.areas[code].level))]
    return None
