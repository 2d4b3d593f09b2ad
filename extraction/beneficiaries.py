"""Whom an entitlement is for: 技师 and 高级技师 of “对技师和高级技师，每人每年分别给予5000元和1万元”.

What belongs here: finding the beneficiary, and pairing several with several sums in order. What does
not: the sums.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extraction.noun_phrases import bare

_QUOTED = re.compile(r"[“\"「『]([^“”\"「」『』\n]{2,14})[”\"」』]")
_JOINT = r"(?:[、/]|和|及|与|或)"
_RATE = re.compile(r"每人每(年|月|天|日|期|学年|学期|课时)|每(年|月|天|日|期|学年|学期|课时)")
_SAME_RATE = {"日": "天"}
_CLAUSE = re.compile(r"[，,；;：:。\n]")
_MONEY_TAIL = re.compile(
    r"(?:最高|最多|不超过|至多|一次性|再|另|可|按|以|分别|依次|给予|给|发放|发给|补贴|补助|奖励|奖金|资助|津贴|配套|享受|政府|拨付|领取|申领|"
    r"标准|提高到|提高|由|为|按照|核发|每人每(?:年|月|天|日|期|课时)|每[人年月天日期户]|单个|人均|同一年度累计|年度|累计|的|其|"
    r"(?:在?(?:管理|任|培育|参训)?期(?:[一二三两]年)?(?:内|间))|根据[\u4e00-\u9fff]{1,4}|[一二三两]年|可获|经验收合格后|[省市县区]?财政|[市县]上)+$"
)
_OPENING = re.compile(
    r"^(?:此外|同时|其中|并且?|对于?|给予?|为|向|凡|仅|经|将|把|在|第[一二三四五六七八九十]+条|[（(][一二三四五六七八九十]+[)）]|\s|"
    r"取得|获得?|入选|新入选|新获批的?|获批|被?评为|认定为|被?授予|新认定的?|新取得|新命名的?|新引进入?驻?|新招收|评选出的|培养|由|"
    r"[省市县区](?:总工会|上|财政)|每人每[年月天日]|每人|一次性|给予|再|另|按照?|发给|、|[我全本][省市县区州盟]|承办)+"
)
_CLOSING = re.compile(r"(?:称号的?|人员的|的人员|的|者|后)$")
_NAMED = re.compile(
    r"^\s*(?:并|同时)?\s*(?:对|给(?!予)|为|凡|向|将|取得|获|入选|新|被|授予|仅取得|第[一二三四五六七八九十]+条|[（(][一二三四五六七八九十])"
)
_RELATIVE = re.compile(r"^.*(?:工作|证书|资格|从事[\u4e00-\u9fff]*)的(?=[\u4e00-\u9fff])")
_ACT = re.compile(r"(?<=.)(?:核发|颁发|发给|给予|予以|参照|发放|纳入|实行|按).*$")
_BEFORE_FIRST = re.compile(r"^.*(?:取得|获得|获批|新获批的?|入选|评为|获)(?=[\u4e00-\u9fff])")
_TITLED = re.compile("工匠|能手|技师|师傅|大奖|人才|大师|标兵|状元|奖$")
_ANYBODY = re.compile("(?:各类)?(?:人才|人员|对象|个人|单位|团队|被命名|领办人|培训机构|企业职工)?|每个.*")
_RANKS = {"二": "一二", "三": "一二三", "五": "一二三四五"}
_HEADS = re.compile(
    r"(?P<head>(?:[\u4e00-\u9fff]{2,4}[市州区县])?(?:国家|省|自治区|市|州|盟|县|区)级|[初中高]级工(?=[\u4e00-\u9fff])|[初中高]级|"
    r"[一二三四五](?=等)|[一二三](?=名))"
)


def rate_of(text: str, start: int, end: int) -> str:
    """The interval that an entitlement recurs in, as it is put behind the beneficiary: （每年）; else
    empty.
    """
    found = list(_RATE.finditer(text, start, end))
    if not found:
        return ""
    unit = found[-1].group(1) or found[-1].group(2)
    return f"（每{_SAME_RATE.get(unit, unit)}）"


def paired(words: str, count: int) -> list[str]:
    """The `count` beneficiaries that `words` list last, in order, each whole (国家级技能大师工作室); empty
    where none.
    """
    ranks = re.search(r"前([二三五])名", words)
    if ranks and len(_RANKS[ranks.group(1)]) == count:
        return [f"第{rank}名" for rank in _RANKS[ranks.group(1)]]
    quoted = _QUOTED.findall(words)
    if len(quoted) >= count:
        return [str(name) for name in quoted[-count:]]
    best: list[str] = []
    for clause in _CLAUSE.split(words):
        items = re.split(_JOINT, _MONEY_TAIL.sub("", clause))
        if len(items) >= count:
            items = items[-count:]
            items[0] = _BEFORE_FIRST.sub("", _RELATIVE.sub("", items[0]))
            items[-1] = _CLOSING.sub("", items[-1])
            if all(0 < len(item.strip()) <= 20 for item in items):
                best = items
    return _completed([_named(item.strip()) for item in best]) if best else []


def _named(item: str) -> str:
    return bare(_OPENING.sub("", item), keeps_places=True) or item


def _completed(items: Sequence[str]) -> list[str]:
    """Items that share the end of the last one: 国家级、省级、市级技能大师工作室."""
    head = _HEADS.match(items[-1])
    if head is None or head.end() == len(items[-1]):
        return list(items)
    shared = items[-1][head.end() :]
    return [item if item.endswith(shared) else item + shared for item in items[:-1]] + [items[-1]]


def single(text: str, low: int, high: int) -> str:
    """The beneficiary of one sum at `high`: in its own clause, else in the nearest one back to `low` that
    names one.

    Words that fit anybody (人才, 人员, 领办人) are taken only where no name stands before them.
    """
    clauses = _CLAUSE.split(text[low:high])
    own = _stripped(clauses[-1])
    if own and not _ANYBODY.fullmatch(own):
        return own
    for clause in reversed(clauses[:-1]):
        titles = [title for title in _QUOTED.findall(clause) if _TITLED.search(title)]
        if titles:
            return str(titles[-1])
        if _NAMED.match(clause):
            named = _stripped(_ACT.sub("", _CLOSING.sub("", clause.strip())))
            if named and not _ANYBODY.fullmatch(named):
                return named
    return own


def _stripped(clause: str) -> str:
    quoted = [title for title in _QUOTED.findall(clause) if _TITLED.search(title)]
    if quoted:
        return str(quoted[-1])
    words = _MONEY_TAIL.sub("", clause.strip())
    words = _RELATIVE.sub("", _OPENING.sub("", words))
    words = _CLOSING.sub("", _ACT.sub("", words) if _NAMED.match(clause) else words)
    return words.translate(str.maketrans("", "", ' \n\t　“”"「」『』')).strip("、")
