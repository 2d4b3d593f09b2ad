"""What narrows a figure: a level (省级), a title's name (巴渠工匠), a beneficiary (参保职工), in clean
simplified Chinese.

What belongs here: which words narrow which indicator. Null means the indicator's whole: words that only
say again what the indicator is (职业技能培训 of training, 技能人才总量 of skilled workers) narrow
nothing, so that the same fact said in other words has the same key. What does not: the indicator, which
is settled before.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from extraction.beneficiaries import paired, rate_of, single
from extraction.catalogue import WORDING_FOLDER, WordingError, read_wording_file
from extraction.clauses import Layout, Setting, is_bracketed_off
from extraction.counted_words import Reading
from extraction.gazetteer import default_gazetteer
from extraction.noun_phrases import bare, noun_after, noun_before, without_acts
from extraction.units import PRIZES

WHOLE_FILE = "whole_of_indicator.yml"
_LONGEST = 24
_LEVEL = re.compile(
    r"(?:国家|省部|部|省|自治区|市|州|盟|县|区县|区|镇)级(?:及?以上)?(?:[一二三]类)?|各级|世界级"
)
_CLASS = re.compile(r"[一二三]类")
_PLACE_OF_LEVEL = re.compile(r"[\u4e00-\u9fff]{1,5}[市州盟区县]$")
_GRADE = re.compile(
    r"[初中高]级工?(?:及以上|以上)?|(?:高级)?技师(?:及以上|以上)?|[一二三四五]级|[特一二三](?:[、二三]{1,4})?等奖|[金银铜]牌|优[胜秀][一-鿿]{0,3}奖"
)
_QUOTED = re.compile(r"[“\"「『]([^“”\"「」『』\n]{2,14})[”\"」』]")
_TITLE = re.compile(
    r"[一-鿿\d]{0,12}(?:大工匠|工匠|技术能手|首席技师|技能菁英|技能大师|能工巧匠|技能标兵|技术标兵|岗位能手|状元|杰出人才|大奖)(?:培育工程)?"
)
_SHORTEST_PLACE = 3
"""成县级 is no level of 成县: in 建成县级工作室 the name is chance."""

_INSTITUTION = re.compile(r"[一-鿿]*(?:院校|学校|学院|职教中心|教育中心)")
_NO_NAME = re.compile(r"\d|元|补贴由")
"""What a sum's words hold where no beneficiary was found in them."""

_MOST_MARKS = 2
"""Past so many marks since the last sum, the next one is no longer for the same people."""

_LONGEST_RUN = 20
"""Figures in a row that are looked at on either side of one; keeps an endless list linear."""

_RATE = re.compile("（每.{1,2}）$")
_INTAKE = re.compile(r"招生|招收|新生|录取")

_SHARE_OF = {
    "training_participants": "职业技能培训",
    "apprentices": "学徒培训",
    "skilled_workers_added": "新增技能人才",
    "highly_skilled_added": "新增高技能人才",
    "certificates_awarded": "取证",
    "students_enrolled": "招生",
    "talent_recruited": "引进人才",
}
_KINDS_OF_TRAINING = "创业|岗前|在岗|转岗|线上|以工代训|订单|劳务|转移|再就业"


@dataclass(frozen=True, slots=True)
class _Case:
    """One figure with everything that its subject may depend on."""

    text: str
    where: Sequence[Setting]
    readings: Sequence[Reading]
    subjects: Sequence[str | None]
    index: int

    def at(self, index: int) -> _Case:
        """The same for another figure."""
        return _Case(self.text, self.where, self.readings, self.subjects, index)

    @property
    def setting(self) -> Setting:
        return self.where[self.index]

    @property
    def reading(self) -> Reading:
        return self.readings[self.index]

    @property
    def code(self) -> str:
        return self.reading.code or ""

    @property
    def before(self) -> str:
        low = max(self.setting.before_start, self.setting.clause_start)
        return self.text[low : self.setting.figure.start]

    @property
    def after(self) -> str:
        return self.text[self.setting.figure.end : self.setting.after_end]

    @property
    def noun(self) -> str:
        """The noun that is counted: right behind the figure where the deciding words stand there, else
        before it.
        """
        figure = self.setting.figure
        behind = noun_after(self.text, figure.end, self.setting.after_end)
        start = self.reading.word_start
        low = max(self.setting.before_start, self.setting.clause_start)
        ahead = noun_before(self.text, low, figure.start)
        if behind and (not ahead or (start is not None and start >= figure.end)):
            return behind
        return ahead

    def earlier(self, *codes: str) -> list[int]:
        """The figures before this one in its sentence that state one of `codes`, in order."""
        start = self.setting.sentence_start
        first = bisect_left(self.where, start, hi=self.index, key=_start_of)
        return [index for index in range(first, self.index) if self.readings[index].code in codes]


def _start_of(setting: Setting) -> int:
    return setting.figure.start


@cache
def wholes() -> dict[str, re.Pattern[str]]:
    """What each indicator is already, by its code. Raises WordingError for a pattern that cannot be used."""
    path = WORDING_FOLDER / WHOLE_FILE
    stated: dict[str, str] = read_wording_file(path)
    try:
        return {
            code: re.compile(".*" if pattern == "anything" else pattern) for code, pattern in stated.items()
        }
    except re.error as error:
        raise WordingError(f"{path}: {error}") from error


def subjects_of(layout: Layout, where: Sequence[Setting], readings: Sequence[Reading]) -> list[str | None]:
    """The subject of each figure of the catalogue, null where it counts the indicator's whole or is
    `other`.
    """
    subjects: list[str | None] = []
    for index, reading in enumerate(readings):
        subject = None
        if reading.code and reading.code != "other":
            case = _Case(layout.text, where, readings, subjects, index)
            subject = _clean(reading.code, _KIND.get(reading.code, _narrowing_noun)(case))
        subjects.append(subject)
    return subjects


def _clean(code: str, subject: str | None) -> str | None:
    """The subject without what is told of it; null where nothing is left that narrows the indicator."""
    if not subject:
        return None
    rate = _RATE.search(subject)
    named = without_acts(subject[: rate.start()] if rate else subject)[:_LONGEST]
    if whole := wholes().get(code):
        named = "" if whole.fullmatch(named) else named
    return f"{named}{rate.group() if rate else ''}" or None


def with_place(subject: str | None, place: str | None) -> str | None:
    """A subject with the name of a place that has no code of its own."""
    if not place or place in (subject or ""):
        return subject
    return f"{subject}、{place}" if subject else place


def _narrowing_noun(case: _Case) -> str | None:
    if level := _listed_level(case):
        return level + _LEVEL.sub("", case.at(_first_of_run(case)).noun, count=1)
    noun = case.noun
    if not noun:
        return _inherited(case)
    whole = wholes().get(case.code)
    return None if whole is not None and whole.fullmatch(noun) else noun


def _inherited(case: _Case) -> str | None:
    """其中，秦州区4120人: a figure that names nothing but a place is about what the one before it is
    about.
    """
    origin = case.reading.inherited_from
    if origin is None or origin >= case.index or case.readings[origin].code != case.code:
        return None
    return case.subjects[origin]


def _training(case: _Case) -> str | None:
    low = max(case.setting.before_start, case.setting.clause_start)
    nouns = (case.noun, noun_before(case.text, low, case.setting.figure.start))
    if not any(nouns):
        return _inherited(case)
    return next(filter(None, (_kind_of_training(case.code, noun) for noun in nouns)), None)


def _kind_of_training(code: str, noun: str) -> str | None:
    kind = re.sub(r"(?:专项|专场|专题)?(?:职业)?(?:技能|技术)?(?:提升)?(?:培训|专场)(?:班)?$", "", noun)
    kind = bare(re.sub("^(?:技能)?培训(?=.)", "", kind))
    if re.search(f"(?:{_KINDS_OF_TRAINING})$", kind):
        return kind + "培训"
    return None if wholes()[code].fullmatch(kind) else kind


def _listed_level(case: _Case) -> str | None:
    """国家级、省级、市级基地1家、6家、15家: the level of a list that goes with the figure in order."""
    run = _run_length(case)
    if run == 1:
        return None
    first = _first_of_run(case)
    lead = case.at(first).before
    levels = list(_LEVEL.finditer(lead))
    return _named_level(lead, levels[case.index - first]) if len(levels) == run else None


def _level(case: _Case) -> str | None:
    if listed := _listed_level(case):
        return listed
    for where, last in ((case.after, False), (case.before, True)):
        found = list(_LEVEL.finditer(where))
        if found:
            chosen = found[-1] if last else found[0]
            return _named_level(where, chosen)
    return None


def _named_level(where: str, level: re.Match[str]) -> str:
    """宜昌市级 for a level that names its place; the level alone otherwise."""
    end = level.start() + 1
    place = _PLACE_OF_LEVEL.search(where[:end])
    names = default_gazetteer()
    if place and level.group().startswith(("市级", "州级", "盟级", "区级", "县级")):
        for start in range(place.start(), place.end() - _SHORTEST_PLACE + 1):
            name = where[start : place.end()]
            if name in names.names or name in names.short:
                return name + where[end : level.end()]
    return level.group()


def _competition(case: _Case) -> str | None:
    level = _level(case)
    if level and level != "各级":
        return level
    grade = _CLASS.search(case.before)
    earlier = case.earlier("competitions_held")
    if grade and earlier and (subject := case.subjects[earlier[-1]]):
        return _CLASS.sub("", subject) + grade.group()
    return _narrowing_noun(case)


def _title(case: _Case) -> str | None:
    for where, last in ((case.after, False), (case.before, True)):
        if quoted := _QUOTED.findall(where):
            return str(quoted[-1] if last else quoted[0])
        if titles := _TITLE.findall(where):
            return bare(titles[-1] if last else titles[0], keeps_places=True)
    if earlier := case.earlier("artisan_titles"):
        return case.subjects[earlier[-1]]
    ahead = case.text[case.setting.sentence_start : case.setting.figure.start]
    if quoted := _QUOTED.findall(ahead):
        return str(quoted[-1])
    titles = _TITLE.findall(ahead)
    return bare(titles[-1], keeps_places=True) if titles else None


def _award(case: _Case) -> str | None:
    figure = case.setting.figure
    if figure.unit_text in PRIZES:
        return PRIZES[figure.unit_text]
    for where, last in ((case.after, False), (case.before, True)):
        grades = _GRADE.findall(where)
        if grades:
            return str(grades[-1] if last else grades[0])
    return None


def _grade(case: _Case) -> str | None:
    grades = _GRADE.findall(case.before) or _GRADE.findall(case.after)
    return str(grades[-1]) if grades else None


def _students(case: _Case) -> str | None:
    noun = case.noun
    group = "招生" if _INTAKE.search(case.before + case.after) else "在校生"
    if "师生" in noun:
        return noun
    institution = _INSTITUTION.match(noun)
    if institution:
        return institution.group() + group
    schools = [
        index
        for index in case.earlier("vocational_institutions", "students_enrolled")
        if not is_bracketed_off(case.text, case.where[index].figure.end, case.setting.figure.start)
    ]
    subject = case.subjects[schools[-1]] if schools else None
    if subject and (named := _INSTITUTION.match(subject)):
        return named.group() + group
    if group == "招生":
        return group
    return None if wholes()[case.code].fullmatch(noun) else noun


def _recipients(case: _Case) -> str | None:
    noun = noun_after(case.text, case.setting.figure.end, case.setting.after_end) or case.noun
    return None if wholes()[case.code].fullmatch(noun) else noun


def _share(case: _Case) -> str | None:
    """What a share is a share of: the figure before it, or, of several shares in a row, the one in its
    place.
    """
    first = _first_of_run(case)
    shares = [index for index in case.earlier("plan_completion_rate") if index >= first]
    done = [index for index in case.earlier(*_SHARE_OF) if not shares or index < shares[0]]
    run = _run_length(case)
    if not done:
        return None
    origin = done[len(shares) - run] if run > 1 and len(done) >= run else done[-1]
    subject = case.subjects[origin]
    wording = _SHARE_OF[case.readings[origin].code or ""]
    if subject and case.readings[origin].code == "training_participants":
        return subject if subject.endswith("培训") else f"{subject}培训"
    return wording


def _first_of_run(case: _Case) -> int:
    first, lowest = case.index, max(case.index - _LONGEST_RUN, 0)
    while (
        first > lowest and case.readings[first - 1].code == case.code and _are_joined(case, first - 1, first)
    ):
        first -= 1
    return first


def _run_length(case: _Case) -> int:
    """How many figures of one code stand in a row, parted by 、 or 和 alone, this one among them."""
    first, last = _first_of_run(case), case.index
    while (
        last + 1 < min(len(case.where), case.index + _LONGEST_RUN)
        and case.readings[last + 1].code == case.code
        and _are_joined(case, last, last + 1)
    ):
        last += 1
    return last - first + 1


def _are_joined(case: _Case, left: int, right: int) -> bool:
    between = case.text[case.where[left].figure.end : case.where[right].figure.start]
    return re.fullmatch(r"[ \n]*(?:[、/]|和|及|与|，|,)?[ \n]*", between) is not None


def _entitlement(case: _Case) -> str | None:
    figure, setting = case.setting.figure, case.setting
    run, first = _run_length(case), _first_of_run(case)
    opening = case.where[first].figure.start
    rate = rate_of(case.text, case.where[first].clause_start, figure.start)
    subject = ""
    if run > 1:
        titles = case.earlier("artisan_titles")
        listed = paired(case.text[setting.sentence_start : opening], run)
        if listed:
            subject = listed[case.index - first]
        elif len(titles) >= run:
            subject = case.subjects[titles[case.index - first - run]] or ""
    if not subject:
        subject = single(case.text, setting.sentence_start, opening) if run > 1 else _of_one(case)
    if _NO_NAME.search(subject):
        subject = ""
    return f"{subject}{rate}" or None


def _of_one(case: _Case) -> str:
    low, high = case.setting.before_start, case.setting.figure.start
    own = single(case.text, low, high)
    if own:
        return own
    goes_on = len(re.findall("[，,；;]", case.text[low:high])) <= _MOST_MARKS
    if goes_on and (named := case.earlier("artisan_titles", "subsidy_standard")):
        return _RATE.sub("", case.subjects[named[-1]] or "")
    if case.earlier("subsidy_standard"):
        return ""
    return single(case.text, case.setting.sentence_start, case.setting.figure.start)


def _body(case: _Case) -> str | None:
    noun = _narrowing_noun(case)
    return re.sub("(?:自主)?(?:技能)?(?:等级)?(?:评价|认定|备案)+机构$", "", noun) or None if noun else None


_KIND: dict[str, Callable[[_Case], str | None]] = {
    "training_participants": _training,
    "training_sessions": _training,
    "plan_completion_rate": _share,
    "master_studios": _level,
    "artisan_titles": _title,
    "competition_awards": _award,
    "evaluation_bodies": _body,
    "certificates_awarded": _grade,
    "competitions_held": _competition,
    "students_enrolled": _students,
    "subsidy_recipients": _recipients,
    "subsidy_standard": _entitlement,
}
