"""Authorities above the issuer as those who act: what 人社部 awards is of the country, not of the issuer.

What belongs here: finding such authorities and how far what they do reaches (extraction contract, rules 5
and 9). What does not: places named or implied otherwise (`places`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_AUTHORITY = re.compile(
    r"(?P<country>(?<![一-鿿])(?:人社部|(?:国家)?人力资源和?社会保障部|国务院|(?:中华)?全国总工会|教育部|财政部|工信部"
    r"|农业农村部|民政部|退役军人事务部|中央财政)"
    # Only the country awards this one, whoever's paper tells of the meeting.
    r"|(?:会议|大会|会上|本届|此次|本次)(?=共?(?:表彰|授予)了?[^，。；;\n]{0,16}中华技能大奖))"
    r"|(?P<province>(?:省|自治区)(?:总工会|政府(?:办公厅)?|人社厅|人力资源和?社会保障厅|厅|[一-鿿]{2,8}厅))"
)
_ACTS = (
    r"(?:认定|命名|授予|表彰|评选|评定|确定|遴选|选拔|奖励|给予|补助|支持|资助|投入|安排|选树|公布|发布|培训)"
)
_ACT = re.compile(rf"{_ACTS}(?!的)")
_OWN_CLAUSE = re.compile(rf"[^，,。；;：:\n]{{0,40}}?{_ACTS}")
_GOES_ON = re.compile(
    r"(?:并|共|将|拟|再|还|同时|决定|一次性|分别){0,4}(?:对[^，。]{1,30}?)?(?:按[^，。]{1,20}?)?"
    rf"(?:共|再|一次性|分别){{0,3}}{_ACTS}(?!的)"
)
_PLANS = re.compile(
    r"[^。\n]{0,30}?将[^。\n]{0,40}?计划(?:新增|培训|组织|开展|完成)"
    r"|[^。\n]{0,60}?(?:编制|印发|发布|出台|制定)[^。\n]{0,50}?(?:规划|意见|方案|计划|通知|办法|措施|细则)"
    r"[^。\n]{0,20}?(?:明确|提出|要求|规定|目标)"
)
_LISTS = re.compile(r"[^，,。；;\n]{0,40}(?:公布|发布|印发)[^，,。；;\n]{0,40}名单[，,][^，,。；;\n]{0,12}等")
_AMONG_THEM = re.compile(r"[^。；\n]{0,60}?[，,]其中")
"""省人社厅公布名单，王某等62名选手获此称号，其中…: all on the list, and not only the issuer's."""
_CLAUSE_MARK = re.compile(r"[，,；;：:]")
_SENTENCE_MARK = re.compile(r"[。！？!?\n]")
_SPEAKS_OF_SELF = re.compile(r"[我本全][省市县区州旗盟]")
_ASKED = ("向", "报", "报请", "对接")
"""向省厅争取资金: the one who is asked does not act."""
_FARTHEST = 200


class Authority(NamedTuple):
    """An authority at `start:end`; `plans` where the sentence goes on to what its plan or rule says."""

    start: int
    end: int
    is_country: bool
    plans: bool


def authorities(text: str, province_name: str | None) -> Iterator[Authority]:
    """The authorities of the country and of province `province_name` that act in their own clause."""
    for match in _AUTHORITY.finditer(text):
        start = match.start()
        if match.lastgroup == "province":
            if province_name is None:
                continue
            start = _start_of_name(text, start, province_name)
            if text.endswith(_ASKED, 0, start):
                continue
        plans = _PLANS.match(text, match.end()) is not None
        if plans or _OWN_CLAUSE.match(text, match.end()):
            yield Authority(start, match.end(), match.lastgroup == "country", plans)


def _start_of_name(text: str, generic: int, province_name: str) -> int:
    """Where 福建省人社厅 or 我省人社厅 begins; `generic` is where 省 stands."""
    own = province_name.removesuffix("省")
    if text.endswith(own, 0, generic):
        return generic - len(own)
    return generic - text.endswith("我", 0, generic)


def acts_at(text: str, end: int, position: int) -> bool:
    """Whether the figure at `position` is of what the authority that ends at `end` does.

    A later clause of its sentence counts where it opens with an act (并对每个工作室给予 …), none behind 我市.
    """
    if position - end > _FARTHEST or _SENTENCE_MARK.search(text, end, position):
        return False
    if _SPEAKS_OF_SELF.search(text, end, position):
        return False
    if _LISTS.fullmatch(text, end, position) and _AMONG_THEM.match(text, position):
        return True
    marks = list(_CLAUSE_MARK.finditer(text, end, position))
    if not marks:
        return _ACT.search(text, end, position) is not None
    return _GOES_ON.match(text, marks[-1].end(), position) is not None
