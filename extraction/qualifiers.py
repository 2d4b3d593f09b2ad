"""What the words around a number make of it: at least, nearly, at most, about, …

What belongs here: the wordings of the extraction contract's table of qualifiers with their synonyms, how
several on one number combine, and the bounds that each allows. What does not: finding numbers (`figures`).
"""

from __future__ import annotations

import re
from decimal import Decimal


def _coded(table: str) -> dict[str, str]:
    rows = (line.split() for line in table.strip().splitlines())
    return {word: code for code, *words in rows for word in words}


BEFORE = _coded("""
at_least 不少于 不低于 至少 最少 起码 不小于 不下于 不下 最低 不亚于 大于等于 大于或等于 ≥ ≧
at_least 不得少于 不得低于 不应少于 不应低于 不能少于 不能低于 不得小于
exceeds 超过 逾 突破 超出 超 高于 多于 大于 跨越 冲破 ＞ >
nearly 近 将近 接近 逼近
at_most 最高 最多 至多 不超过 不超 不高于 不多于 不大于 不突破 不逾 上限 封顶 顶格 小于等于 小于或等于 ≤ ≦
at_most 不足 不到 不满 未满 低于 少于 小于 未超过 ＜
at_most 不得超过 不能超过 不应超过 不得高于 不应高于 不得多于 不准超过 不得大于
about 约 大约 大概 约合 大致 估计
""")
"""Wordings that stand right before a number."""

AFTER = _coded("""
at_least 以上 及以上 之上 （含）以上 (含)以上 （含以上） 或以上 起步
at_most 以内 之内 以下 及以下 （含）以下 (含)以下 （含）以内 (含)以内 （含）内 封顶 为限 为上限
about 左右 上下 许
more_than 余 多
""")
"""Wordings that stand right behind a number or its unit."""

LONGEST_BEFORE = 20
"""How many characters before a number can hold its qualifier (最高每人每证给予…)."""

_NOT_INSIDE = {
    "近": "最附邻就靠远临亲",
    "约": "节契预公签违制特邀条履相解",
    "超": "赶反高",
    "逾": "",
    "低于": "不",
    "少于": "不",
    "小于": "不",
    "超过": "不",
    "最低": "",
}
"""Characters before a wording that make it part of another word (最近, 节约)."""

_LINK = "了有为是占达到至至"
_LAST_CHARACTERS: dict[str, list[tuple[str, str]]] = {}
for _word, _code in sorted(BEFORE.items(), key=lambda item: -len(item[0])):
    _LAST_CHARACTERS.setdefault(_word[-1], []).append((_word, _code))
_FIRST_CHARACTERS: dict[str, list[tuple[str, str]]] = {}
for _word, _code in sorted(AFTER.items(), key=lambda item: -len(item[0])):
    _FIRST_CHARACTERS.setdefault(_word[0], []).append((_word, _code))

_CAP = re.compile(
    r"(?:最高(?!级|人民|法|检|水平|荣誉|奖项|等级|学历|温|峰|层|点|价|限价|管理|领导|权)"
    r"|最多|至多|上限|封顶线?)"
    r"[^，,。；;：:！？!?、\n\d（）()]{1,14}\Z"
)
"""最高给予, 最高每人每证, 上限为: a cap with the words that lead on to its number."""


_LEAST = re.compile(r"至少各?(?:建[成立]?|新建|组织|举办|开展|培训|培养|培育|评选|选派|安排)\Z")
"""至少建成1所: a floor with the verb that leads on to its number."""


def qualifier_before(text: str, start: int, floor: int = 0) -> tuple[str, int] | None:
    """The qualifier that ends right before `start`, with the position at which it begins.

    It begins at `floor` or later: words before another number belong to that one.
    """
    found = _before(text, start)
    return found if found is not None and found[1] >= floor else None


def _before(text: str, start: int) -> tuple[str, int] | None:
    if start == 0:
        return None
    end = start - 1 if text[start - 1] == " " and start > 1 else start
    found = _adjacent(text, end)
    if found is None and text[end - 1] in _LINK:
        found = _adjacent(text, end - 1) if end > 1 else None
        if found is None and end > 2 and text[end - 2] in _LINK:
            found = _adjacent(text, end - 2)
    if found is not None:
        code, at = found
        wider = _adjacent(text, at) if at else None
        return (code, wider[1]) if wider else found
    window_start = max(0, end - LONGEST_BEFORE)
    window = text[window_start:end]
    if "高" in window or "多" in window or "限" in window or "封" in window:
        cap = _CAP.search(window)
        if cap:
            return "at_most", window_start + cap.start()
    if "至少" in window:
        least = _LEAST.search(window)
        if least:
            return "at_least", window_start + least.start()
    return None


def _adjacent(text: str, end: int) -> tuple[str, int] | None:
    for word, code in _LAST_CHARACTERS.get(text[end - 1], ()):
        if text.endswith(word, 0, end):
            at = end - len(word)
            if at and text[at - 1] in _NOT_INSIDE.get(word, ""):
                continue
            return code, at
    return None


def qualifier_after(text: str, end: int) -> tuple[str, int] | None:
    """The qualifier that begins at `end`, with the position at which it stops."""
    if end >= len(text):
        return None
    for word, code in _FIRST_CHARACTERS.get(text[end], ()):
        if text.startswith(word, end):
            return code, end + len(word)
    return None


def combined(before: str | None, inside: str | None, after: str | None) -> str:
    """One code for the wordings before, inside (余, 多) and behind a number.

    A bound behind (以上, 以内) is the nearest statement and wins over 约 or 近 before; otherwise what
    stands before wins over 余, 多 and 左右.
    """
    if after in ("at_least", "at_most") and before in (None, "about", "nearly"):
        return after
    return before or after or inside or "exact"


def bounds(qualifier: str, value: Decimal, place: Decimal) -> tuple[Decimal | None, Decimal | None]:
    """The lower and upper bound that a qualifier allows (extraction contract, "Qualifiers").

    Raises:
        ValueError: for `range`, whose bounds are its two ends, and for codes the contract does not know.
    """
    if qualifier == "exact":
        return value, value
    if qualifier in ("at_least", "exceeds"):
        return value, None
    if qualifier == "at_most":
        return None, value
    if qualifier == "more_than":
        return value, value + place
    if qualifier == "nearly":
        return value - place, value
    if qualifier == "about":
        return value - place / 2, value + place / 2
    raise ValueError(f"no bounds follow from qualifier {qualifier!r}")
