"""Which indicator a figure states: the counted noun or verb near it, else what a list or the section shares.

What belongs here: weighing the catalogue's cues by where they stand, and carrying an indicator over lists and
parts. What does not: the wording itself (`extraction/wording/`), and status, basis, time and place.

The weights follow from how Chinese counts: the noun stands right after the measure word (12家企业) or closes
the words before the number (企业12家); what is farther away, or behind a comma, counts for less.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extraction.catalogue import UNITS_OF_INDICATOR, Cue, Match, Wording
from extraction.clauses import Layout, Setting
from extraction.stages import Figure
from extraction.tables import Cell, Tables

AFTER_BONUS = 2.0
AFTER_DECAY = 0.15
BEFORE_BONUS = 1.5
BEFORE_DECAY = 0.1
ADJACENT_BONUS = 1.5
CLAUSE_COST = 2.2
CLOSED_BY_FIGURE_COST = 3.0
UNKNOWN_NOUN_COST = 6.0
JOINED_COST = 2.0
FOLLOWING_NOUN_COST = 2.5
HEADING_COST = 4.5
AMOUNT_COST = 3.0
LARGE_AMOUNT, SMALL_AMOUNT = 2_000_000, 20_000
NEAR_NEXT = 40
"""How far behind the next figure the words can still tell of this one (参加10个项目的友谊赛)."""
THRESHOLD = 3.5
"""Points below which wording is too weak to say what a figure counts."""

_CLAUSE_MARKS = re.compile(r"[，,；;：:\n]")
_OPENS_PREDICATE = re.compile(
    r"[的、以左上下/（(）)\s“\"]|以上|左右|被|获|取得|通过|参[加与赛训]|列入|纳入|入选|享受|完成|分别|均|已|并|等|用于|到|为|正在|在|"
    r"成功|进行|开展|实现|拿|考|受|报|给|和|及|与|或|不|成为|晋升|从|经|当选|得|领|按|培训|补|奖|支持|达|占|因|由|作|"
    r"整合|合并|调整|扩|增|提|升|降|减|发展|投入|晋|走|赴|前往|落|揭|挂|启|运|就|创|签|返|其中|全部|每|向|涉及|惠及|共|约|设|建|来自|接受|选|同"
)
_MEDALS = frozenset("金银铜")
_MONEY_HEAD = re.compile(r"(?:资金|补贴|补助|津贴|经费|奖补|券|费用)")
_CONTEST_HEAD = re.compile(r"(?:大赛|竞赛|比赛|赛|杯)")
_NAMES_OF_CONTESTS = frozenset({"artisan_titles", "training_participants", "highly_skilled_added"})
_TAKES_OBJECT = re.compile(r"(?:获得|取得|参加|参与|拿到|获|分获|领取|考取)了?$")
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
_JOINED = re.compile(r"[和及与、]")
_NEXT_PREDICATE = re.compile(
    r"[，,](?=(?:均|都|分别|并|全部|最终|已|经|还|也|先后|共同)?(?:被|获|荣获|授予|取得|当选|评为|入选|参加|拿到|考取|成为|脱颖|受到))"
)
_HAN = re.compile(r"[㐀-鿿]")
_PEOPLE = re.compile(
    r"[一-鿿]{0,6}?(?:人才|农民工|农民|职工|劳动者|劳动力|学员|选手|技工|工匠|学生|毕业生|技师|学徒|能手|群众|中级|高级)"
)
UNKNOWN_NOUN = "a noun that no wording knows"
_NOUN_REACH = 14
_BRACKETED = re.compile(r"[（(\[〔][^（）()\[\]]{0,8}[)）\]〕]")
_WHOLE = "其中"
_LOOK_BACK = 6
_LINK = re.compile(r"[、，,和及与]|以及|或")
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
}
"""What a plain noun means after a figure of the first code: 新增技能人才2万人，其中高技能人才5000人 are both added."""

_CONTINUED_TOPICS = {("talent_recruited", "staff_and_titles"): "talent_recruited"}
"""The same for a topic's noun in a list: 引进正高级职称人才5名、副高级职称人才19名 are all recruited."""

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


def imply_units(text: str, figures: Sequence[Figure]) -> list[Figure]:
    """The figures, those without a unit that stand right before a noun for people as persons: 518万技能人才."""
    return [
        replace(figure, unit="person")
        if figure.unit is None and not figure.unit_text and _PEOPLE.match(text, figure.end)
        else figure
        for figure in figures
    ]


def read_indicators(
    layout: Layout, settings: Sequence[Setting], wording: Wording, tables: Tables, title: str = ""
) -> list[Reading]:
    """The reading of each figure, in order of `settings`; `tables` holds the cells of the same text."""
    text = layout.text
    matches: list[Match] = []
    starts: list[int] = []
    searched = (-1, -1)
    readings: list[Reading] = []
    for setting in settings:
        cell = tables.at(setting.figure.number_start)
        if cell is not None and (cell.column or cell.row):
            in_table = _reading_of_cell(cell, setting, wording, title)
            if in_table.code is not None:
                readings.append(in_table)
                continue
        if setting.whole_sentence != searched:
            searched = setting.whole_sentence
            matches = _of_title(wording.find(text, *searched), title)
            starts = [match.start for match in matches]
        first = bisect_left(starts, setting.before_start)
        last = bisect_left(starts, min(setting.sentence_end, setting.next_start + NEAR_NEXT))
        readings.append(_own_reading(text, setting, matches[first:last]))
    _share_noun_after_list(text, settings, readings)
    for setting, reading in zip(settings, readings, strict=True):
        _take_over(layout, setting, settings, readings, reading, wording)
    return readings


def _of_title(matches: list[Match], title: str) -> list[Match]:
    """The matches without the cues that ask for another title."""
    return [
        match
        if all(cue.title is None or cue.title.search(title) for cue in match.cues)
        else replace(match, cues=tuple(c for c in match.cues if c.title is None or c.title.search(title)))
        for match in matches
    ]


def _reading_of_cell(cell: Cell, setting: Setting, wording: Wording, title: str) -> Reading:
    """The best reading from the header of a cell's column and the label of its row."""
    words = _BRACKETED.sub("", f"{cell.row}，{cell.column}").strip("，")
    figure = replace(
        setting.figure, start=len(words), number_start=len(words), number_end=len(words), end=len(words)
    )
    alone = replace(
        setting,
        figure=figure,
        sentence_start=0,
        sentence_end=len(words),
        context_start=0,
        clause_start=0,
        clause_end=len(words),
        before_start=0,
        after_end=len(words),
        next_start=len(words),
        is_closed_by_figure=False,
    )
    reading = _own_reading(words, alone, _of_title(wording.find(words, 0, len(words)), title))
    reading.rule, reading.word_start, reading.word_end = "header", None, None
    return reading


def _own_reading(text: str, setting: Setting, matches: Sequence[Match]) -> Reading:
    """The best reading from the figure's own words."""
    figure = setting.figure
    if figure.unit_text in _MEDALS:
        return Reading(
            "competition_awards", 10.0, 10.0, figure.unit_text, figure.start, figure.end, rule="medals"
        )
    best: dict[tuple[str, bool], tuple[float, Match]] = {}
    before: dict[tuple[str, bool], tuple[float, Match]] = {}
    after_end = _predicate_end(text, setting)
    for match in matches:
        if figure.unit != "CNY" and _MONEY_HEAD.match(text, match.end):
            continue
        if _CONTEST_HEAD.match(text, match.end) and match.cues[0].code in _NAMES_OF_CONTESTS:
            continue
        if match.start >= figure.number_end and match.end <= after_end:
            for cue in match.cues:
                if cue.side != "before" and _applies(cue, text, setting, match.start - figure.end):
                    _keep(best, cue, _after_score(text, setting, cue, match), match)
        elif match.end <= figure.number_start and match.start >= setting.before_start:
            for cue in match.cues:
                if cue.side != "after" and _applies(cue, text, setting, figure.start - match.end):
                    _keep(before, cue, _before_score(text, setting, cue, match), match)
    if (
        figure.unit == "count"
        and setting.is_closed_by_figure
        and text.endswith("的", figure.end, setting.after_end)
    ):
        return Reading("other", 10.0, 10.0, "的", topic="whose", rule="only says whose the next figure is")
    cost_before = UNKNOWN_NOUN_COST if _starts_with_unknown_noun(text, setting, matches, best) else 0.0
    if not cost_before and any(match.start - figure.end <= 1 for _, match in best.values()):
        cost_before = FOLLOWING_NOUN_COST
    if figure.unit == "CNY":
        _weigh_amount(figure, best)
        _weigh_amount(figure, before)
    for key, (score, match) in before.items():
        if key not in best or score - cost_before > best[key][0]:
            best[key] = (score - cost_before, match)
    ranked = sorted(best.items(), key=lambda item: (-item[1][0], item[0]))
    if not ranked or ranked[0][1][0] < THRESHOLD:
        return Reading(None, 0.0, 0.0, "", rule=UNKNOWN_NOUN if cost_before == UNKNOWN_NOUN_COST else "")
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


def _weigh_amount(figure: Figure, scores: dict[tuple[str, bool], tuple[float, Match]]) -> None:
    """What one beneficiary gets is seldom in the millions, and what a city pays in all seldom a few thousand."""
    for (code, is_topic), (score, match) in scores.items():
        if code == "subsidy_standard" and figure.value >= LARGE_AMOUNT and figure.qualifier != "at_most":
            scores[code, is_topic] = (score - AMOUNT_COST, match)
        elif code == "subsidy_paid" and figure.qualifier == "at_most":
            scores[code, is_topic] = (score - AMOUNT_COST, match)
        elif code in ("subsidy_paid", "funding_allocated") and figure.value <= SMALL_AMOUNT:
            scores[code, is_topic] = (score - AMOUNT_COST, match)


def _predicate_end(text: str, setting: Setting) -> int:
    """Where what is said of the counted people ends: 10人取得第一名，被授予称号 goes on behind the comma."""
    end = setting.after_end
    if setting.figure.unit not in ("person", "person_time", "count"):
        return end
    if setting.is_closed_by_figure:
        return setting.clause_end if _TAKES_OBJECT.search(text, setting.figure.end, end) else end
    limit = setting.sentence_end if setting.next is None else setting.next_start
    while _NEXT_PREDICATE.match(text, end, limit):
        stop = _CLAUSE_MARKS.search(text, end + 1, limit)
        end = stop.start() if stop else limit
    return end


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
    if cue.about is not None and not (
        cue.about.search(text, setting.context_start, setting.sentence_end) or cue.about.search(setting.title)
    ):
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
    if gap == 0:
        score += ADJACENT_BONUS
    elif _JOINED.search(text, setting.figure.end, match.start):
        score -= JOINED_COST
    score -= len(_CLAUSE_MARKS.findall(text, setting.figure.end, match.start))
    if setting.is_closed_by_figure and setting.after_end - match.end <= 1 and gap > 0:
        score -= CLOSED_BY_FIGURE_COST
    return score


def _before_score(text: str, setting: Setting, cue: Cue, match: Match) -> float:
    gap = setting.figure.start - match.end
    score = cue.strength + BEFORE_BONUS - BEFORE_DECAY * gap
    if gap == 0:
        return score + ADJACENT_BONUS
    return score - CLAUSE_COST * len(_CLAUSE_MARKS.findall(text, match.end, setting.figure.start))


def _starts_with_unknown_noun(
    text: str,
    setting: Setting,
    matches: Sequence[Match],
    after: Mapping[tuple[str, bool], tuple[float, Match]],
) -> bool:
    """Whether a noun that no wording counts follows the measure word: 32条热线 counts lines, whatever precedes.

    `after` holds what the words behind the figure speak for. Of people any known word will do, for 学员 and 选手 say
    who they are and not what is counted.
    """
    figure = setting.figure
    if figure.unit not in ("count", "person") or setting.after_end <= figure.end:
        return False
    if not _HAN.match(text, figure.end) or _OPENS_PREDICATE.match(text, figure.end):
        return False
    end = min(figure.end + _NOUN_REACH, setting.after_end)
    if figure.unit == "person":
        return not any(figure.end <= match.start < end for match in matches)
    return not any(match.start < end for _, match in after.values())


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
        if figure.unit != other.unit or not is_listed:
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
    if previous is not None and previous.code is not None and reading.code is not None:
        continued = _CONTINUED.get((previous.code, reading.code))
        if continued and "总" not in reading.word:
            reading.code, reading.rule = continued, "goes on from the figure before"
        elif reading.topic is not None and setting.previous is not None:
            continued = _CONTINUED_TOPICS.get((previous.code, reading.topic))
            before = settings[setting.previous].figure
            if continued and LIST_GAP.fullmatch(layout.text, before.end, setting.figure.start):
                reading.code, reading.topic, reading.rule = continued, None, "goes on in the list"
    if reading.code == "plan_completion_rate":
        _check_plan(setting, settings, readings, reading)
    if reading.code is not None:
        return
    if (
        setting.figure.unit == "percent"
        and layout.text[setting.before_start : setting.figure.start].strip() == "的"
    ):
        _read_share_of_plan(setting, readings, reading)
        return
    if reading.rule == UNKNOWN_NOUN or _read_companion(layout.text, setting, settings, readings, reading):
        return
    source = _antecedent(layout.text, setting, settings, readings)
    if source is not None:
        _inherit(reading, readings[source], source)
    elif previous is None:
        _read_heading(layout, setting, reading, wording)


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


def _antecedent(
    text: str, setting: Setting, settings: Sequence[Setting], readings: Sequence[Reading]
) -> int | None:
    """The figure that this one continues: the last of its kind before it in the sentence, for 其中 in the line."""
    figure = setting.figure
    is_part = _WHOLE in text[setting.before_start : figure.start]
    if not is_part and figure.start - max(setting.before_start, setting.clause_start) > _LONGEST_LABEL:
        return None
    for index in range(setting.index - 1, max(setting.index - 1 - _LOOK_BACK, -1), -1):
        before = settings[index]
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
    while index is not None and readings[index].code == "plan_completion_rate":
        index = settings[index].previous
    if index is not None and readings[index].code in ("other", None):
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
