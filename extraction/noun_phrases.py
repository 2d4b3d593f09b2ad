"""The noun phrase that a figure counts, freed of what is no part of it: times, places, verbs, quotation
marks.

What belongs here: cutting and stripping words. What does not: which phrase narrows which indicator
(`subjects`, `beneficiaries`).
"""

from __future__ import annotations

import re

from extraction.gazetteer import default_gazetteer

_TIMES = (
    r"(?:19|20)\d\d年(?:度|底|末|以来|起)?",
    r"[今去前本当全同明]年(?:度|底|末|以来|内|初)?",
    r"年(?:内|末|底|初|均)",
    r"[上下]半年",
    r"\d{1,2}(?:[至到—–-]\d{1,2})?月(?:份|底|末)?(?:以来)?",
    r"[一二两三四五六七八九十]年(?:来|间|内)?",
    r"“?十[一二三四五]五”?(?:时期|期间|以来|末)?",
    r"截至|截止|目前|迄今|近年来|期间|以来|同期|历届|[春秋]季(?:学期)?|学期|任期内|期内",
)
_SCOPES = (
    r"[全我本各该](?:[市州盟县区省国旗]|自治区)(?:各地|上下)?(?!级)",
    r"各地|市级(?=每年|已|财政)|[省市县区]上|[省市县区]财政|[省市县区]总工会",
)
_VERBS = (
    r"其中|分别|合计|总计|共计|累计|已经|现有|现已|共有|共建有|拥有|建有|设有|还有|另有|总共|先后|联合|同时|直接|"
    r"计划|预计|力争|努力|确保|推动|目标|任务|实现|完成|开展|组织|举办|承办|开设|开办|进行|建成|建立|建设|打造|创建|联建|"
    r"新建|新增|新设立|新招|新培育|新命名|新聘|设立|成立|新认定|认定|备案|评选|评出|选树|命名|培育|培养|产生|走出|招收|"
    r"引进|柔性|聚集|集聚|招引|落户|参训|参赛|参加|参与|吸引|涉及|惠及|覆盖|涵盖|可鉴定|鉴定|发放|支出|兑现|兑付|落实|"
    r"(?:省级|市级|上级|国家)?下达|拨付|实际|超额|超过|年初|新?获评|财政(?=每年|安排|投入)|筹集|安排|投入|提供|向上争取|争取|面向|针对|给予|对于|享受|奖励|列入|来自|选拔|遴选|扩大|达到|"
    r"各级各类|各类|各级|首批|一批|每年|每届|每次|选择|当场|通过|依托|大力推行|推行|深化|实行|"
    r"聘任|聘请|会同|此次|本次|新晋|按照|使得?|自(?=[\d今去])|"
    r"[已共又再将拟有现从由按对给为是达的了等约近超逾各可至到和及与]|在(?![校职岗读册线])|年(?=[培评选引举开])"
)
_MARKS = r"[\s、，,；;：:()（）—/-]+"
_STRIPPED = re.compile("|".join((*_TIMES, *_SCOPES, _VERBS, _MARKS)))
_STRIPPED_OF_NAMES = re.compile("|".join((*_TIMES, r"[全我本各该][市州盟县区]", _VERBS, _MARKS)))
_LAST_ACT = re.compile(
    r".*(?:举办|开办|开设|开展|建成|建立|建设|创建|引进|发放|兑现|拨付|投入|安排|聘任|等(?![级奖]))(?=[\u4e00-\u9fff“])",
    re.DOTALL,
)
_ACTED = re.compile(
    r".*(?:将(?![军士近])|被(?=[评授认命])|评为|获得(?!者)|得到|荣获|公布|报名|参加过?|连续|集中组织|角逐|输送|举办"
    r"|(?:已|还|累计|共计?|并)(?:为[^，]{1,10})?(?:培[训养育]|提供)?)"
)
"""What people do or what is done to them, up to the last such word: 人社局公布…技能大师, 选手将角逐…."""
_OPENING = re.compile(r"^(?:[^（(]*[（(](?=[^）)]*$))?(?:的|/|人/[年月天次期]、?)*")
"""What is left before a name of the sum before it, up to a bracket that nothing closes: /人/月、本科."""
_QUOTES = str.maketrans("", "", '“”"「」『』‘’ \n\t　')
_TRAILING = re.compile(
    r"(?:从|自|达到|增加到|增长到|提高到|扩充至|拓展至|稳定在|规模|保持在|分别|从中|目标|任务|共计|合计|共|计|为|等|有|的|了|达|至|到|由|约|"
    r"[、，,：:（(和及与]|\d{4}年(?:底|末)?)+$"
)
_PIECE_END = re.compile(r"[，,；;：:。！？\n]")
_AFTER_END = re.compile(
    r"[，,；;：:。！？\n（(、]|和(?=\d)|及(?=\d)|(?:享受|领取|受惠|受益|从中|按月|获|参[加赛与]|报名|入选|晋级|晋升|同台|(?:发放|兑现|拨付|支付|核发)了?|被授予|接受|实现)"
)
_HALF_BRACKET = re.compile(r"^[^（(]*[)）]")
"""What is left of a bracket that a mark inside it has cut: 六个县（市、区）合计培训."""
_LONGEST_PLACE = 12


def noun_before(text: str, start: int, end: int) -> str:
    """The phrase of `text[start:end]` that stands right before a figure at `end`; empty where none does."""
    words = _LAST_ACT.sub("", _PIECE_END.split(text[start:end])[-1])
    pieces = [bare(_HALF_BRACKET.sub("", piece)) for piece in words.split("、")]
    return pieces[-1] or (bare(words) if len(pieces) > 1 else "")


def noun_after(text: str, start: int, end: int) -> str:
    """The phrase that begins right behind a figure at `start` (290家技能等级评价备案企业); empty where
    none does.
    """
    words = text[start:end]
    if not words or not "\u4e00" <= words[0] <= "\u9fff" or words[0] in "等以左":
        return ""
    stop = _AFTER_END.search(words)
    return bare(words[: stop.start()] if stop else words)


def bare(phrase: str, *, keeps_places: bool = False) -> str:
    """A phrase without the times, scopes, places and verbs that open it, what trails it, and quotation marks.

    A name keeps its place (甘肃省技术能手) where `keeps_places`.
    """
    phrase = phrase.translate(_QUOTES)
    while phrase:
        length = _place_length(phrase)
        if not length:
            found = (_STRIPPED_OF_NAMES if keeps_places else _STRIPPED).match(phrase)
            length = found.end() if found else 0
        elif keeps_places:
            break
        if not length and not keeps_places:
            length = _short_place_length(phrase)
        if not length:
            break
        phrase = phrase[length:]
    return _TRAILING.sub("", phrase)


def without_acts(phrase: str) -> str:
    """A phrase without what is told of what it names (人社局公布某市技能大师: 某市技能大师)."""
    acted = _ACTED.match(phrase)
    named = bare(phrase[acted.end() :], keeps_places=True) if acted else phrase
    return _OPENING.sub("", named).rstrip("（(")


def _short_place_length(phrase: str) -> int:
    """How long the short name is that acts in a phrase (江西累计培养高技能人才); zero where none does."""
    short = default_gazetteer().short
    for length in (3, 2):
        if phrase[:length] in short and _STRIPPED.match(phrase, length):
            return length
    return 0


def _place_length(phrase: str) -> int:
    """How long the name of a division that opens `phrase` is; zero where none does or it narrows a level
    (省级).
    """
    names = default_gazetteer().names
    for length in range(min(_LONGEST_PLACE, len(phrase)), 1, -1):
        if phrase[:length] in names and not phrase.startswith("级", length):
            return length
    return 0
