"""What a title says of figures that the words around them leave open: what it tells of, caps and rates.

What belongs here: bare numbers of those chosen or competing (某市有2人在列), and sums that nothing else
explains. What does not: figures with wording of their own (`counted_words`) and what lists share
(`indicators`).
"""

from __future__ import annotations

import re

from extraction.catalogue import GROUPS, Wording
from extraction.clauses import Layout, Setting
from extraction.counted_words import NO_ONES_AMOUNT, THRESHOLD, UNKNOWN_NOUN, Reading

BODIES = frozenset(GROUPS["platform"]) - {"evaluated_occupations", "students_enrolled"}
_HEADS_RATES = ("补贴", "补助", "奖励", "津贴", "补贴标准", "奖励标准")
_SAYS_LITTLE = (None, "organisations_and_places", "make_up")
"""Topics that may stand before a rate without being what it is of: 专项职业能力800元."""
_ARE_CHOSEN = re.compile(
    r"(?:单位|企业|职工|同志|人|的)?[^，,。；;\n]{0,6}?(?:入选|入列|上榜|在列|当选|获批|获评|获此|榜上有名|脱颖而出)"
)
_CHOOSE = re.compile(
    r"(?:评出|选出|产生|定下|选定|确定|遴选|选拔|命名|新增|再添|新建|共建|建成|创建|增至|扩至|名单)[^，,。；;\n\d]{0,14}$"
)
_COMPETE = re.compile(
    r"[^，,。；;\n\d]{0,16}?(?:(?:进入?|晋级|闯[进入])[^，,。；;\n]{0,6}(?:决赛|复赛)|报名|参赛|角逐|同台|出战|出征)"
)
_NO_CONTESTANTS = re.compile(r"裁判|教练|观众|嘉宾|评委|志愿者|代表着|工作人员|领队")
_NOT_CHOSEN = re.compile(r"候选|申报|报名|推荐|提名|入围|评委|男|女|平均|来自|岁")
"""Who stood for it, or what those chosen are made up of."""
GRANTS = re.compile(r"补贴|补助|奖补|奖励|津贴|资助")


def told_of(title: str, wording: Wording) -> dict[str, str]:
    """By unit the one thing of its kind that a title tells of: platforms, people honoured or competing."""
    codes = {
        cue.code for match in wording.find(title, 0, len(title)) for cue in match.cues if not cue.is_topic
    }
    platforms = codes & BODIES
    told = {"count": platforms.pop()} if len(platforms) == 1 else {}
    if codes & set(GROUPS["competition"]):
        told["person"] = "competition_participants"
    elif "artisan_titles" in codes:
        told["person"] = "artisan_titles"
    return told


def read_by_title(text: str, setting: Setting, reading: Reading, subject: dict[str, str]) -> bool:
    """Read a bare number of those chosen, or competing, as what the title tells of (`subject`).

    某市有2人在列, 全省有20家企业入选, 300人进入决赛.
    """
    figure = setting.figure
    code = subject.get(figure.unit or "")
    has_own_noun = reading.word_start is not None and reading.word_start - figure.end in (0, 1)
    if code is None or (has_own_noun and reading.topic != "carriers"):
        return False
    is_told = _competes if code == "competition_participants" else _is_chosen
    if not is_told(text, setting, reading):
        return False
    reading.code, reading.topic, reading.score = code, None, THRESHOLD
    reading.rule = "what the title tells of"
    return True


def _competes(text: str, setting: Setting, reading: Reading) -> bool:
    start, end = setting.figure.end, setting.clause_end
    is_competing = _COMPETE.match(text, start, end) is not None
    return is_competing and not _NO_CONTESTANTS.search(text, setting.clause_start, end)


def _is_chosen(text: str, setting: Setting, reading: Reading) -> bool:
    if _NOT_CHOSEN.search(text, setting.clause_start, setting.clause_end):
        return False
    if _ARE_CHOSEN.match(text, setting.figure.end, setting.clause_end):
        return True
    is_open = reading.rule != UNKNOWN_NOUN
    return is_open and _CHOOSE.search(text, setting.clause_start, setting.figure.start) is not None


def read_rate(layout: Layout, setting: Setting, reading: Reading, *, tells_grants: bool) -> None:
    """A sum that nothing else explains: a cap where the title tells of grants, a rate below 取证补贴."""
    headings = layout.headings_of_line[setting.line] if layout.headings_of_line else ()
    heading = layout.text[headings[-1].start : headings[-1].end].rstrip() if headings else ""
    is_cap = tells_grants and reading.code is None and setting.figure.qualifier == "at_most"
    is_rate = heading.endswith(_HEADS_RATES) and reading.topic in _SAYS_LITTLE
    if (is_cap or is_rate) and setting.figure.value < NO_ONES_AMOUNT:
        reading.code, reading.topic, reading.score = "subsidy_standard", None, THRESHOLD
        reading.rule = "a cap" if is_cap else "a rate below its heading"
