"""Chinese numerals that are part of a word or saying and count nothing: 一支队伍, 千家万户, 五险一金.

What belongs here: telling such words from numbers. What does not: ranks, dates and names with a number in
them, which are set aside with a reason (`non_figures`).
"""

from __future__ import annotations

import re

from extraction.amounts import Amount, is_bare_multiplier
from extraction.units import MEDALS

_ARTICLE_UNITS = frozenset("支条种批套片股份把面对座节路道首起张档队组笔轮站台只")
"""Measure words with which 一 is an article: 一支队伍, 一条道路."""

_ARTICLE_BEFORE = "每任何同另这那哪某是为统唯之逐再第作成单后前下"
"""Characters before 一 that make it an article or part of a word: 每一名, 另一家, 是一项."""

_TELLS_OF_ONE = re.compile(
    r"[^，。；\n\d]{0,12}(?:[经通]过[^，。；\n\d]{0,12}(?:培训|学习)|(?:培训|学习)[^，。；\n\d]{0,4}后|说[，：]|告诉|坦言)"
)
"""What a story goes on with about one person: 一名村民经过三个月的培训，…, 一位学员参加培训后说."""

_SLOGAN_UNITS = frozenset("企校岗村县镇区站队路片")
"""Nouns that 百, 千 and 万 stand before in slogans: 百校千企, 千企万岗."""

_FORMAL = frozenset("壹贰叁肆伍陆柒捌玖拾")
"""Numerals of cheques, which alone are surnames and parts of names everywhere else."""
_SAYINGS = ("千家万户", "百家争鸣", "百家姓")
_RAISES = "超破逾近约达上"


def is_word(text: str, amount: Amount, *, follows_medal: bool) -> bool:
    """Whether the Chinese numeral of `amount` is part of an ordinary word.

    `follows_medal` says that another medal stands right before it: the second of 一金两银.
    """
    unit = amount.unit
    if unit is None:
        return _is_word_without_unit(text, amount)
    run = text[amount.start : amount.number_end]
    if run == "零":
        return True  # 零部件, 零投诉
    if run in _FORMAL and unit.code != "CNY":
        return True  # 马陆镇, 伍家岗
    begin = max(0, amount.start - 2)
    is_saying = text.startswith(_SAYINGS, amount.start) or text.startswith("千家万户", begin)
    if unit.text == "分" or is_saying:
        return True
    if unit.text in MEDALS:
        return not follows_medal and not any(medal in text[amount.end : amount.end + 3] for medal in MEDALS)
    if run == "一":
        is_saying = text.startswith(("一", unit.text[-1], "事"), amount.end)
        return (
            unit.text in _ARTICLE_UNITS
            or text[amount.start - 1 : amount.start] in tuple(_ARTICLE_BEFORE)
            or _is_article_of_event(text, amount)
            or (unit.text in ("名", "位") and _TELLS_OF_ONE.match(text, amount.end) is not None)
            or is_saying
        )
    return is_bare_multiplier(text, amount) and (unit.code is None or _is_label(text, amount))


def _is_article_of_event(text: str, amount: Amount) -> bool:
    """Whether 一场“国字号”赛事背后 begins its clause and so only speaks of the event."""
    opens = amount.start == 0 or text[amount.start - 1] in "。，；\n"
    return (
        opens
        and text[amount.number_end : amount.end] in ("场", "次")
        and text[amount.end : amount.end + 1] == "“"
    )


def _is_word_without_unit(text: str, amount: Amount) -> bool:
    """两万 is a number by itself, 百余 and 突破百亿 because of the words around them; 三 is none."""
    run = text[amount.start : amount.number_end]
    if not is_bare_multiplier(text, amount):
        return len(run) == 1 or not any(character in "十百千万亿" for character in run)
    is_raised = text[amount.start - 1 : amount.start] in tuple(_RAISES)
    return not amount.inside and not (is_raised and len(run) > 1)


def _is_label(text: str, amount: Amount) -> bool:
    """百校 in a slogan, and 万元 or (万人次) as a table or a form prints them: a unit, no number."""
    if amount.inside is not None or amount.number_end - amount.start > 1 or amount.unit is None:
        return False
    if amount.unit.text in _SLOGAN_UNITS:
        return True
    before = text[amount.start - 1 : amount.start] or "\n"
    is_alone = before == "\n" and text[amount.end : amount.end + 1] in ("", "\n")
    is_plain_money = amount.unit.code == "CNY" and before not in _RAISES
    return is_plain_money or before in "(（:：/|｜" or is_alone
