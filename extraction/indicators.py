"""Which indicator a figure states: the counted noun or verb near it, else what a list or the section shares.

What belongs here: weighing the catalogue's cues by where they stand, and carrying an indicator over lists and
parts. What does not: the wording itself (`extraction/wording/`), and status, basis, time and place.

The weights follow from how Chinese counts: the noun stands right after the measure word (12家企业) or closes
the words before the number (企业12家); what is farther away, or behind a comma, counts for less.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extraction.catalogue import UNITS_OF_INDICATOR, Cue, Match, Wording
from extraction.clauses import Layout, Setting

AFTER_BONUS = 2.0
AFTER_DECAY = 0.22
BEFORE_BONUS = 1.5
BEFORE_DECAY = 0.1
ADJACENT_BONUS = 1.5
CLAUSE_COST = 2.2
CLOSED_BY_FIGURE_COST = 3.0
UNKNOWN_NOUN_COST = 6.0
HEADING_COST = 4.5
THRESHOLD = 3.5
"""Points below which wording is too weak to say what a figure counts."""

_CLAUSE_MARKS = re.compile(r"[，,；;：:\n]")
_OPENS_PREDICATE = re.compile(
    r"[的、以左上下/（(）)\s“\"]|以上|左右|被|获|取得|通过|参[加与赛训]|列入|纳入|入选|享受|完成|分别|均|已|并|等|用于|到|为|正在|在|"
    r"成功|进行|开展|实现|拿|考|受|报|给|和|及|与|或|不|成为|晋升|从|经|当选|得|领|按|培训|补|奖|支持|达|占|因|由|作|"
    r"其中|全部|每|向|涉及|惠及|共|约|设|建|来自|接受|选|同"
)
_HAN = re.compile(r"[㐀-鿿]")
_WHOLE = "其中"
_LINK = re.compile(r"[、，,和及与]|以及|或")
_LIST_GAP = re.compile(r"[^，,；;：:。\n]{0,14}[、和及与][^，,；;：:。\n]{0,14}|[^，,；;：:。\n]{0,10}[，,]")
_CONTINUED = {
    ("skilled_workers_added", "highly_skilled_total"): "highly_skilled_added",
    ("skilled_workers_added", "skilled_workers_total"): "skilled_workers_added",
    ("highly_skilled_added", "highly_skilled_total"): "highly_skilled_added",
    ("highly_skilled_added", "skilled_workers_total"): "skilled_workers_added",
    ("talent_recruited", "highly_skilled_total"): "talent_recruited",
}
"""What a plain noun means after a figure of the first code: 新增技能人才2万人，其中高技能人才5000人 are both added."""

_SAME_COUNTERS = frozenset("个家所处户名位")


@dataclass(slots=True)
class Reading:
    """What one figure states. `code` is an indicator, `other` (with its topic in `topic`), or null for unknown.

    `score` is the weight of the wording that decided, `margin` its lead over the next code; `word_start` and
    `word_end` are where that wording stands (null where it was inherited from figure `inherited_from`).
    """

    code: str | None
    score: float
    margin: float
    word: str
    word_start: int | None = None
    word_end: int | None = None
    topic: str | None = None
    inherited_from: int | None = None
    rule: str = ""


def read_indicators(layout: Layout, settings: Sequence[Setting], wording: Wording) -> list[Reading]:
    """The reading of each figure, in order of `settings`."""
    text = layout.text
    matches: list[Match] = []
    searched = (-1, -1)
    readings: list[Reading] = []
    for setting in settings:
        if (setting.sentence_start, setting.sentence_end) != searched:
            searched = (setting.sentence_start, setting.sentence_end)
            matches = wording.find(text, *searched)
        readings.append(_own_reading(text, setting, matches))
    _share_noun_after_list(text, settings, readings)
    for setting, reading in zip(settings, readings, strict=True):
        _take_over(layout, setting, settings, readings, reading, wording)
    return readings


def _own_reading(text: str, setting: Setting, matches: Sequence[Match]) -> Reading:
    """The best reading from the figure's own words."""
    figure = setting.figure
    best: dict[tuple[str, bool], tuple[float, Match]] = {}
    noun_is_unknown = _starts_with_unknown_noun(text, setting, matches)
    for match in matches:
        if match.start >= figure.number_end and match.end <= setting.after_end:
            for cue in match.cues:
                if cue.side != "before" and _applies(cue, text, setting, match.start - figure.end):
                    _keep(best, cue, _after_score(text, setting, cue, match), match)
        elif match.end <= figure.number_start and match.start >= setting.before_start:
            for cue in match.cues:
                if cue.side != "after" and _applies(cue, text, setting, figure.start - match.end):
                    score = _before_score(text, setting, cue, match)
                    _keep(best, cue, score - (UNKNOWN_NOUN_COST if noun_is_unknown else 0.0), match)
    ranked = sorted(best.items(), key=lambda item: (-item[1][0], item[0]))
    if not ranked or ranked[0][1][0] < THRESHOLD:
        return Reading(None, 0.0, 0.0, "")
    (code, is_topic), (score, match) = ranked[0]
    margin = score - ranked[1][1][0] if len(ranked) > 1 else score
    return Reading(
        "other" if is_topic else code,
        score,
        margin,
        match.word,
        match.start,
        match.end,
        code if is_topic else None,
        rule="counted word",
    )


def _keep(best: dict[tuple[str, bool], tuple[float, Match]], cue: Cue, score: float, match: Match) -> None:
    key = (cue.code, cue.is_topic)
    if key not in best or score > best[key][0]:
        best[key] = (score, match)


def _applies(cue: Cue, text: str, setting: Setting, distance: int) -> bool:
    figure = setting.figure
    if distance > cue.reach or (cue.units is not None and figure.unit not in cue.units):
        return False
    if cue.counters is not None and figure.unit_text not in cue.counters:
        return False
    if cue.needs is not None and not cue.needs.search(text, setting.sentence_start, setting.sentence_end):
        return False
    if cue.unless is not None and cue.unless.search(text, setting.sentence_start, setting.sentence_end):
        return False
    window_start = max(setting.before_start, setting.clause_start)
    if cue.within is not None and not cue.within.search(text, window_start, setting.after_end):
        return False
    return cue.without is None or not cue.without.search(text, window_start, setting.after_end)


def _after_score(text: str, setting: Setting, cue: Cue, match: Match) -> float:
    gap = max(match.start - setting.figure.end, 0)
    score = cue.strength + AFTER_BONUS - AFTER_DECAY * gap
    if setting.is_closed_by_figure and setting.after_end - match.end <= 1 and gap > 0:
        score -= CLOSED_BY_FIGURE_COST
    return score


def _before_score(text: str, setting: Setting, cue: Cue, match: Match) -> float:
    gap = setting.figure.start - match.end
    score = cue.strength + BEFORE_BONUS - BEFORE_DECAY * gap
    if gap == 0:
        return score + ADJACENT_BONUS
    return score - CLAUSE_COST * len(_CLAUSE_MARKS.findall(text, match.end, setting.figure.start))


def _starts_with_unknown_noun(text: str, setting: Setting, matches: Sequence[Match]) -> bool:
    """Whether a noun that the catalogue lacks follows the measure word: 32条热线 counts lines, whatever precedes."""
    figure = setting.figure
    if figure.unit not in ("count", "person") or setting.after_end <= figure.end:
        return False
    if not _HAN.match(text, figure.end) or _OPENS_PREDICATE.match(text, figure.end):
        return False
    return not any(figure.end <= match.start < min(figure.end + 14, setting.after_end) for match in matches)


def _share_noun_after_list(text: str, settings: Sequence[Setting], readings: list[Reading]) -> None:
    """Give a noun that closes a list to its members: 1个国家级、5个省级、36个市级工作室."""
    for index in range(len(settings) - 2, -1, -1):
        setting, following = settings[index], readings[index + 1]
        if setting.next is None or following.code is None or following.word_start is None:
            continue
        figure, other = setting.figure, settings[index + 1].figure
        if figure.unit != other.unit or not _LIST_GAP.fullmatch(text, figure.end, other.start):
            continue
        closes_list = following.word_start >= other.end or following.inherited_from is not None
        if closes_list and readings[index].score < following.score and _is_bare(text, setting, readings[index]):
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
    """Complete or correct a reading from the figure before it, else from the headings above."""
    previous = readings[setting.previous] if setting.previous is not None else None
    figure = setting.figure
    if previous is not None and previous.code is not None and reading.code is not None:
        continued = _CONTINUED.get((previous.code, reading.code))
        if continued and "总" not in reading.word:
            reading.code, reading.rule = continued, "goes on from the figure before"
    if reading.code == "plan_completion_rate":
        _check_plan(setting, settings, readings, reading)
    if reading.code is not None:
        return
    if previous is not None and previous.code is not None and setting.previous is not None:
        before = settings[setting.previous].figure
        if _is_same_kind(figure.unit, before.unit) and _may_carry(figure.unit_text, before.unit_text):
            if previous.code == "other" or figure.unit in UNITS_OF_INDICATOR[previous.code]:
                reading.code, reading.topic = previous.code, previous.topic
                reading.score, reading.margin = max(previous.score - 1.5, THRESHOLD), previous.margin
                reading.word, reading.inherited_from = previous.word, setting.previous
                reading.rule = "carried over from the figure before"
                return
    if previous is None:
        _read_heading(layout, setting, reading, wording)


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
    while index is not None and readings[index].code == "plan_completion_rate":
        index = settings[index].previous
    if index is not None and readings[index].code == "other":
        reading.code, reading.topic, reading.rule = "other", readings[index].topic, "plan of another topic"


def _read_heading(layout: Layout, setting: Setting, reading: Reading, wording: Wording) -> None:
    for heading in reversed(layout.headings_of_line[setting.line] if layout.headings_of_line else ()):
        best: tuple[float, Cue, Match] | None = None
        for match in wording.find(layout.text, heading.start, heading.end):
            for cue in match.cues:
                if cue.is_topic or not _applies(cue, layout.text, setting, 0):
                    continue
                score = cue.strength - HEADING_COST
                if best is None or score > best[0]:
                    best = (score, cue, match)
        if best is not None and best[0] > 0:
            score, cue, match = best
            reading.code, reading.score, reading.margin = cue.code, score, 0.0
            reading.word, reading.rule = match.word, "heading"
            return
