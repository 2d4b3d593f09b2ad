"""What narrows a figure: a level (省级), a title's name (巴渠工匠), a beneficiary (参保职工), in clean simplified Chinese.

What belongs here: choosing and cleaning the words. What does not: the indicator, which is settled before.
"""

from __future__ import annotations

import re

from extraction.clauses import Layout, Setting
from extraction.indicators import Reading

_LONGEST = 24
_LEVEL = re.compile(
    r"(?:国家|部|省部|省|自治区|市|县|区|州|镇|[一-鿿]{2,4}(?:市|省|州|区|县))级(?:及)?(?:以上|[一二三]类)?"
    r"|自治区级|各级|国家级|世界级"
)
_GRADE = re.compile(
    r"(?:初|中|高)级工?(?:及以上|以上)?|(?:高级)?技师(?:、高级技师|和高级技师)?(?:及以上|以上)?|[一二三四五]级|[特一二三]等奖|[金银铜]牌"
    r"|优[胜秀][一-鿿]{0,3}奖|正高级职称|副高级职称"
)
_QUOTED = re.compile(r"[“\"「『]([^“”\"「」『』\n]{2,14})[”\"」』]")
_TITLE = re.compile(
    r"[一-鿿]{0,6}(?:大工匠|工匠|技术能手|首席技师|技能菁英|技能大师|能工巧匠|技能标兵|技术标兵|岗位能手|状元|杰出人才|大奖)"
)
_LEADING = re.compile(
    r"^(?:其中|分别|全市|全县|全区|全省|我市|我县|我区|本市|现有|共有|拥有|建有|共建有|建成|建立|评选|选树|命名|培育|新增|产生|"
    r"各类|开展|组织|举办|新建|认定|新认定|累计|已|共|首批|走出|培训|参训|发放|支出|兑现|落实|兑付|拨付|全年|惠及|涉及|引进|"
    r"对|给予|奖励|享受|列入|来自|有|的|了|为|和|及|与|、|，|,|\s)+"
)
_TRAILING = re.compile(r"(?:从中|分别|共|达到?|为|等|有|的|了|，|,|、|\s|已|并|按|获得?|由|：|:)+$")
_RATE = re.compile(r"每人每(年|月|天|日|期|学年|学期|课时)|每(年|月|天|日|期|学年|学期|课时)")
_PERIODIC = {"日": "天"}


def subject_of(layout: Layout, setting: Setting, reading: Reading, place: str | None = None) -> str | None:
    """The subject of a figure of the catalogue, or null where it counts the indicator's whole.

    `place` is the name of a place that has no code of its own and therefore belongs into the subject.
    """
    text, figure = layout.text, setting.figure
    low = max(setting.before_start, setting.clause_start)
    before, after = text[low : figure.start], text[figure.end : setting.after_end]
    subject = _KIND.get(reading.code or "", _plain)(before, after)
    if reading.code == "subsidy_standard" and (
        rate := _RATE.search(text, setting.clause_start, figure.start)
    ):
        unit = rate.group(1) or rate.group(2)
        subject = f"{subject or ''}（每{_PERIODIC.get(unit, unit)}）"
    cleaned = _clean(subject)
    if place and place not in (cleaned or ""):
        return f"{cleaned}、{place}" if cleaned else place
    return cleaned


def _clean(subject: str | None) -> str | None:
    if not subject:
        return None
    subject = _TRAILING.sub("", _LEADING.sub("", subject.strip("“”\"'「」 　")))
    return subject[:_LONGEST] or None


def _level(before: str, after: str) -> str | None:
    for where in (after, before):
        levels = _LEVEL.findall(where)
        if levels:
            return levels[-1] if where is before else levels[0]
    return None


def _title(before: str, after: str) -> str | None:
    for where in (after, before):
        quoted = _QUOTED.findall(where)
        if quoted:
            return quoted[-1] if where is before else quoted[0]
        titles = _TITLE.findall(where)
        if titles:
            return _LEADING.sub("", titles[-1] if where is before else titles[0])
    return None


def _award(before: str, after: str) -> str | None:
    for where in (after, before):
        grades = _GRADE.findall(where)
        if grades:
            return grades[-1] if where is before else grades[0]
    return None


def _grade(before: str, after: str) -> str | None:
    grades = _GRADE.findall(before) or _GRADE.findall(after)
    return grades[-1] if grades else None


def _plain(before: str, after: str) -> str | None:
    words = re.split(r"[，,；;：:。]", before)[-1]
    return words or None


def _money(before: str, after: str) -> str | None:
    named = re.search(r"[一-鿿]{0,10}(?:补贴|补助|津贴|奖励|奖金|资金|经费|专账)", before)
    return named.group() if named else _plain(before, after)


def _beneficiary(before: str, after: str) -> str | None:
    quoted = _QUOTED.findall(before)
    return quoted[-1] if quoted else _plain(before, after)


_KIND = {
    "master_studios": _level,
    "training_bases": _plain,
    "artisan_titles": _title,
    "competition_awards": _award,
    "certificates_awarded": _grade,
    "competitions_held": _level,
    "subsidy_paid": _money,
    "funding_allocated": _money,
    "subsidy_standard": _beneficiary,
}
