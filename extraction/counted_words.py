"""What the words around a figure say that it counts: weighing the catalogue's cues by where they stand.

What belongs here: one figure at a time. What does not: the wording itself (`extraction/wording/`), and what
lists, parts and headings add (`indicators`).

The weights follow from how Chinese counts: the noun stands right after the measure word (12家企业) or closes
the words before the number (企业12家); what is farther away, or behind a comma, counts for less.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extraction.catalogue import Cue, Match, Wording
from extraction.clauses import Setting
from extraction.stages import Figure
from extraction.tables import Cell
from extraction.units import PRIZES

AFTER_BONUS = 2.0
AFTER_DECAY = 0.15
BEFORE_BONUS = 1.5
BEFORE_DECAY = 0.1
ADJACENT_BONUS = 1.5
CLAUSE_COST = 2.2
CLOSED_BY_FIGURE_COST = 3.0
UNKNOWN_NOUN_COST = 6.0
JOINED_COST = 2.0
EXAMPLE_COST = 2.5
WHOSE_COST = 2.0
BRACKET_COST = 4.0
FOLLOWING_NOUN_COST = 2.5
_INVOLVES = re.compile(r"涉及|覆盖|分为|设有|包括")
_SPORTS = re.compile(r"冬奥|奥运|亚冬会|亚运会|全运会|运动会|残运会|世运会|体育代表团|锦标赛")
AMOUNT_COST = 3.0
LARGE_AMOUNT, SMALL_AMOUNT = 2_000_000, 20_000
NO_ONES_AMOUNT = 100_000_000
"""So much no single beneficiary is entitled to."""
THRESHOLD = 3.5
"""Points below which wording is too weak to say what a figure counts."""
_CLAUSE_MARKS = re.compile(r"[，,；;：:\n]")
_OPENS_PREDICATE = re.compile(
    r"[的、是属以左上下/（(）)\s“\"]|以上|左右|被|获|取得|通过|参[加与赛训]|列入|纳入|入选|享受|完成|分别|均|已|并|等|用于|到|为|正在|在|"
    r"成功|进行|开展|实现|拿|考|受|报|给|和|及|与|或|不|成为|晋升|从|经|当选|得|领|按|培训|补|奖|支持|达|占|因|由|作|"
    r"位于|位列|位居|居|排|跃|攀|突|整合|合并|调整|扩|增|提|升|降|减|发展|投入|晋|走|赴|前往|落|揭|挂|启|运|就|创|签|返|其中|全部|每|向|涉及|惠及|共|约|设|建|来自|接受|选|同"
)
_OBJECT_BEHIND_BRACKET = re.compile(
    r"[（(][^（）()\n。]{2,40}[)）](?=(?:均|已|全部)?(?:取得|获得|获评|考取|参加|通过|享受|入选|被))"
)
"""4500人（含新增高技能人才1500人）取得证书: what the people did stands behind the bracket."""
_NAMED_AS = re.compile(r"[一-鿿]{2,8}?为(?!期|主|止|了|契机|[^，。；]{0,6}[提供给])")
_BODIES_AS = re.compile(r"(?:单位|企业|机构|学校|院校)为[^，。；]{2,30}(?:基地|工作室|工作站|机构)")
_NAMES = re.compile(r"命名|认定|评为|评定|确定|授予")
_MONEY_HEAD = re.compile(r"(?:资金|补贴|补助|津贴|经费|奖补|券|费用)")
_CONTEST_HEAD = re.compile(r"(?:大赛|竞赛|比赛|赛|杯)")
_BASE_FOR_IT = re.compile(r"[一-鿿]{0,6}(?:基地|工作室|中心)")
_DELEGATES = re.compile(r"(?:的)?代表(?!队|团|性)")
_NAMES_OF_CONTESTS = frozenset({"artisan_titles", "training_participants", "highly_skilled_added"})
_TAKES_OBJECT = re.compile(r"(?:获得|取得|参加|参与|拿到|获|分获|领取|考取)了?$")
_EXAMPLE_OF = re.compile(r"等(?:各[项类]|多项)?(?:补贴|补助|培训|奖励|津贴)")
_JOINED = re.compile(r"[和及与、]")
_NEXT_PREDICATE = re.compile(
    r"[，,](?=(?:均|都|分别|并|全部|最终|已|经|还|也|先后|共同)?(?:被|获|荣获|授予|取得|当选|评为|入选|参加|拿到|考取|成为|脱颖|受到))"
)
_HAN = re.compile(r"[㐀-鿿]")
_PEOPLE = re.compile(
    r"[一-鿿]{0,6}?(?:人才|技能精英|农民工|农民|职工|劳动者|劳动力|学员|选手|技工|工匠|学生|毕业生|技师|学徒|能手|群众|中级|高级)"
)
_PEOPLE_BEFORE = re.compile(
    r"(?:人才|技术工人|劳动者|劳动力|在校生|农民工|企业职工|学员|学徒|技师|高级工|人数|人员)(?:的?(?:总量|总数)|队伍)?(?:分别|就|已|将|约|近|有|达|达到|为|超|超过|增至|突破|接近|至|：|:)*$"
)
_PERSON_TIMES_BEFORE = re.compile(r"人次(?:数|总数)?(?:分别|累计|已|约|近|有|达|达到|为|超|超过|突破|：|:)*$")
_TRAINED_BEFORE = re.compile(
    r"(?:技能培训|职业培训|创业培训|技术培训|转移培训|取证|招生|参训|参赛)(?:人次)?(?:已|约|近|达|达到|为|超|超过|突破|累计)*$"
)
_SO_MANY_PEOPLE = re.compile(r"(?:约|近|超过?)?[\d.,一二三四五六七八九十百千万余多 ]{1,12}(?:人|名)")
_LONGEST_LEAD = 12
_ENDS_CLAUSE = re.compile(r"(?:的(?:任务|目标))?(?:[，,。；;、）)\n]|$)")
_SPENDS = re.compile(r"(?:筹措|筹集|拿出|投入|奖励|补贴|补助|资助)(?:资金|经费)?(?:约|近|超过?)?$")
_UNIT_BEHIND = re.compile(r"[（(][^（）()\n]{2,30}[)）](人次|[人名])(?![一-鿿])")
_TIME_OF_NEXT = ("年的", "月的", "初的", "底的", "前的", "今的", "现在的")
"""由2020年的36家增加到目前的58家: when the next figure is of, not whose."""
_GRANTED_TO = re.compile(
    r"(?:给予(?:个人|本人|用人单位|单位|企业|团队|学校|机构|项目)"
    r"|一次性(?:分别)?(?:补助|资助|奖励)(?:经费|资金)?(?:每个)?|分别(?:补助|资助|奖励)) ?$"
)
"""给予个人500万元: what one gets, however much."""
_ROSE_FROM = re.compile(r"[，,][从由](?:19|20)\d\d年底?的$")
_CLOSE_BEHIND = 2
UNKNOWN_NOUN = "a noun that no wording knows"
_NOUN_REACH = 14
_BRACKETED = re.compile(r"[（(\[〔][^（）()\[\]]{0,8}[)）\]〕]")


@dataclass(slots=True)
class Reading:
    """What one figure states. `code` is an indicator, `other` (with its topic in `topic`), or null for
    unknown.

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
    """The figures, those without a unit that stand right before a noun for people as persons:
    518万技能人才.
    """
    implied: list[Figure] = []
    for figure in figures:
        figure = _with_unit_behind_bracket(text, figure)
        if _is_bare_money(text, figure):
            figure = replace(figure, unit="CNY")
        if figure.unit is None and not figure.unit_text:
            figure = replace(figure, unit=_unit_of_people(text, figure, implied))
        implied.append(figure)
    return implied


def _unit_of_people(text: str, figure: Figure, before: Sequence[Figure]) -> str | None:
    """The unit of a bare number at words for people or person-times, or listed behind people; else null."""
    low = max(0, figure.start - _LONGEST_LEAD)
    if _PERSON_TIMES_BEFORE.search(text, low, figure.start):
        return "person_time"
    if _PEOPLE.match(text, figure.end) or _PEOPLE_BEFORE.search(text, low, figure.start):
        return "person"
    if _TRAINED_BEFORE.search(text, low, figure.start) and _ENDS_CLAUSE.match(text, figure.end):
        return "person"
    if not before or before[-1].unit != "person" or before[-1].unit_text:
        return None
    return "person" if text[before[-1].end : figure.start] in ("、", "和", "及", "与") else None


def _is_bare_money(text: str, figure: Figure) -> bool:
    """Whether 万 without a unit is money: 筹措100万，用于…."""
    if (
        figure.unit is not None
        or figure.unit_text
        or not text.endswith(("万", "亿"), figure.start, figure.number_end)
    ):
        return False
    is_spent = _SPENDS.search(text, max(0, figure.start - _LONGEST_LEAD), figure.start) is not None
    return is_spent and _ENDS_CLAUSE.match(text, figure.end) is not None


def _with_unit_behind_bracket(text: str, figure: Figure) -> Figure:
    """取证达2.4万（含农民工1.1万人）人次: the unit stands behind the bracket, outside the quote."""
    behind = None if figure.unit is not None or figure.unit_text else _UNIT_BEHIND.match(text, figure.end)
    if behind is None:
        return figure
    return replace(figure, unit="person_time" if behind.group(1) == "人次" else "person")


def of_title(matches: list[Match], title: str) -> list[Match]:
    """The matches without the cues that ask for another title."""
    return [
        match
        if all(cue.title is None or cue.title.search(title) for cue in match.cues)
        else match._replace(cues=tuple(c for c in match.cues if c.title is None or c.title.search(title)))
        for match in matches
    ]


def reading_of_cell(cell: Cell, setting: Setting, wording: Wording, title: str) -> Reading:
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
    reading = own_reading(words, alone, of_title(wording.find(words, 0, len(words)), title))
    reading.rule, reading.word_start, reading.word_end = "header", None, None
    return reading


def own_reading(text: str, setting: Setting, matches: Sequence[Match]) -> Reading:
    """The best reading from the figure's own words."""
    figure = setting.figure
    if figure.unit_text in PRIZES and _SPORTS.search(text, setting.sentence_start, figure.start):
        return Reading("other", 10.0, 10.0, figure.unit_text, topic="public_life", rule="medals in sports")
    if figure.unit_text in PRIZES:
        return Reading(
            "competition_awards", 10.0, 10.0, figure.unit_text, figure.start, figure.end, rule="medals"
        )
    named_as = _NAMED_AS.match(text, figure.end, setting.clause_end)
    is_named = named_as is not None and (
        _NAMES.search(text, setting.clause_start, figure.start) or _BODIES_AS.match(text, figure.end)
    )
    if named_as is not None and is_named:
        # 命名8个团队为创新工作室: what they are named counts, not what they were.
        matches = [match for match in matches if not figure.end <= match.start < named_as.end()]
    skipped = figure.end
    behind = _OBJECT_BEHIND_BRACKET.match(text, figure.end, setting.sentence_end)
    if behind is not None:
        figure = replace(figure, end=behind.end())
        stop = _CLAUSE_MARKS.search(text, behind.end(), setting.sentence_end)
        after_end = stop.start() if stop else setting.sentence_end
        setting = replace(setting, figure=figure, after_end=after_end, is_closed_by_figure=False)
    best: dict[tuple[str, bool], tuple[float, Match]] = {}
    before: dict[tuple[str, bool], tuple[float, Match]] = {}
    after_end = _predicate_end(text, setting)
    for match in matches:
        if figure.unit != "CNY" and _MONEY_HEAD.match(text, match.end):
            continue
        codes = {cue.code for cue in match.cues}
        if _CONTEST_HEAD.match(text, match.end) and codes & _NAMES_OF_CONTESTS:
            continue
        if figure.unit == "count" and _DELEGATES.match(text, match.end):
            continue  # 8家工作室代表
        if "competitions_held" in codes and _BASE_FOR_IT.match(text, match.end):
            continue  # 4个世界技能大赛国家集训基地
        if skipped <= match.start < figure.end:
            continue
        is_unit = match.start >= figure.number_end and match.end <= figure.end
        if (match.start >= figure.end or is_unit) and match.end <= after_end:
            for cue in match.cues:
                if cue.side != "before" and applies(cue, text, setting, match.start - figure.end):
                    _keep(best, cue, _after_score(text, setting, cue, match), match)
        elif match.end <= figure.number_start and match.start >= setting.before_start:
            for cue in match.cues:
                if cue.side != "after" and applies(cue, text, setting, figure.start - match.end):
                    _keep(before, cue, _before_score(text, setting, cue, match), match)
    if (
        figure.unit == "count"
        and setting.is_closed_by_figure
        and text.endswith("的", figure.end, setting.after_end)
        and not text.endswith(_TIME_OF_NEXT, figure.end, setting.after_end)
    ):
        return Reading("other", 10.0, 10.0, "的", topic="whose", rule="only says whose the next figure is")
    cost_before = UNKNOWN_NOUN_COST if _starts_with_unknown_noun(text, setting, matches, best) else 0.0
    if not cost_before and any(match.start - figure.end <= 1 for _, match in best.values()):
        cost_before = FOLLOWING_NOUN_COST
    if figure.unit == "CNY" and not _GRANTED_TO.search(
        text, max(0, figure.start - _LONGEST_LEAD), figure.start
    ):
        _weigh_amount(figure, best)
        _weigh_amount(figure, before)
    for key, (score, match) in before.items():
        if figure.unit == "person" and cost_before == UNKNOWN_NOUN_COST and figure.start - match.end <= 1:
            score += cost_before  # 培训1200名粤菜师傅: the verb right before says what became of them
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
    """What one beneficiary gets is seldom in the millions, and what a city pays in all seldom a few
    thousand.
    """
    for (code, is_topic), (score, match) in scores.items():
        if (
            (code == "subsidy_standard" and figure.value >= LARGE_AMOUNT and figure.qualifier != "at_most")
            or (code in ("subsidy_paid", "funding_allocated") and figure.qualifier == "at_most")
            or (code == "subsidy_paid" and figure.qualifier == "range")
            or (code in ("subsidy_paid", "funding_allocated") and figure.value <= SMALL_AMOUNT)
        ):
            is_too_much = code == "subsidy_standard" and figure.value >= NO_ONES_AMOUNT
            scores[code, is_topic] = (score - AMOUNT_COST * (3 if is_too_much else 1), match)


def _predicate_end(text: str, setting: Setting) -> int:
    """Where what is said of the counted people ends: 10人取得第一名，被授予称号 goes on behind the comma."""
    end = setting.after_end
    if text[setting.figure.end : setting.figure.end + 1] in ("（", "("):
        return setting.figure.end
    if setting.figure.unit not in ("person", "person_time", "count"):
        return end
    if setting.is_closed_by_figure:
        return setting.clause_end if _TAKES_OBJECT.search(text, setting.figure.end, end) else end
    if setting.figure.unit == "count":
        return end
    limit = setting.sentence_end if setting.next is None else setting.next_start
    while _NEXT_PREDICATE.match(text, end, limit):
        stop = _CLAUSE_MARKS.search(text, end + 1, limit)
        if stop is None and _SO_MANY_PEOPLE.match(text, limit):
            return end  # 贫困劳动力1854人，取得证书5921人: that number's own predicate
        end = stop.start() if stop else limit
    return end


def _keep(best: dict[tuple[str, bool], tuple[float, Match]], cue: Cue, score: float, match: Match) -> None:
    key = (cue.code, cue.is_topic)
    if key not in best or score > best[key][0]:
        best[key] = (score, match)


def applies(cue: Cue, text: str, setting: Setting, distance: int) -> bool:
    """Whether a cue may speak for the figure at `setting`: its unit, reach and the words it asks for."""
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
    if cue.led_by is not None and not cue.led_by.search(text, setting.sentence_start, figure.start):
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
    if _EXAMPLE_OF.match(text, match.end, setting.after_end):
        score -= EXAMPLE_COST
    score -= len(_CLAUSE_MARKS.findall(text, setting.figure.end, match.start))
    is_parted = text[match.end : setting.after_end] in ("和", "及", "与", "（", "(")
    is_before_next = setting.is_closed_by_figure and match.end <= setting.after_end
    if is_before_next and setting.after_end - match.end <= 1 and gap > 0 and not is_parted:
        score -= CLOSED_BY_FIGURE_COST
    return score


def _before_score(text: str, setting: Setting, cue: Cue, match: Match) -> float:
    gap = setting.figure.start - match.end
    if _ROSE_FROM.search(text, match.end, setting.figure.start):
        return cue.strength  # 高技能人才增长迅猛，从2015年的4500万人跃升至…: what the sentence is about
    score = cue.strength + BEFORE_BONUS - BEFORE_DECAY * gap
    if gap == 0:
        return score + ADJACENT_BONUS
    if text.startswith("等", match.end) or text.endswith("等", match.end, setting.figure.start):
        score -= EXAMPLE_COST
    if setting.figure.unit == "count" and _INVOLVES.search(text, match.end, setting.figure.start):
        score -= EXAMPLE_COST  # 技能竞赛，涉及21个主管部门
    if gap == 1 and text[match.end] in "）)" and text[match.start - 1 : match.start] in ("（", "("):
        return score - BRACKET_COST
    if cue.is_topic and gap == 1 and text[match.end] == "的":
        score -= WHOSE_COST  # 各区的90名选手: whose they are
    follows_mark = setting.previous is not None and text[setting.figure.start - 1] == "、"
    is_behind_previous = gap == 1 and match.start - setting.before_start <= _CLOSE_BEHIND
    if follows_mark and (setting.figure.unit == "person" or is_behind_previous):
        score -= CLOSED_BY_FIGURE_COST  # 6个代表队、60名选手: the noun of the figure before
    return score - CLAUSE_COST * len(_CLAUSE_MARKS.findall(text, match.end, setting.figure.start))


def _starts_with_unknown_noun(
    text: str,
    setting: Setting,
    matches: Sequence[Match],
    after: Mapping[tuple[str, bool], tuple[float, Match]],
) -> bool:
    """Whether a noun that no wording counts follows the measure word: 32条热线 counts lines, whatever
    precedes.

    `after` holds what the words behind the figure speak for. Of people any known word will do, for 学员 and
    选手 say
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
