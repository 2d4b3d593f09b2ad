"""Whose contest a figure is of: what a province's contest drew and awarded is the province's, whoever tells.

What belongs here: the level of the contest that a text tells of, and whether a figure is of all who took
part or of the issuer's own team (extraction contract, rule 5). What does not: places that the words name
(`places`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection

from extraction.gazetteer import COUNTRY, Area, Gazetteer

CODES_OF_CONTESTS = frozenset({"competition_awards", "competition_participants", "artisan_titles"})
"""What a contest draws and awards."""
_CONTEST = r"(?:大赛|竞赛|比武|选拔赛|技能大会)"
_OF_ALL = re.compile(
    r"来自(?!我)|各地|各[市县区州]|\d{1,3} ?个(?:市州|市（州）|地市|设区市|区县|县区)"
    r"|\d{1,3} ?[个支][^，。；\n]{0,6}?代表[团队]"
    r"|吸引|汇聚|角逐|比拼|同[台场]|竞技|评出|评选出|产生|决出|由此|参赛的|参加本[届次]|名参赛选手"
)
"""What is said of a contest as a whole."""
_OF_PROVINCE = re.compile(r"\d{1,3} ?个(?:市州|市（州）|地市|设区市)")
"""Whose parts come together is told: 来自14个市州的选手."""
_OF_TEAM = re.compile(
    r"我[市县区州省院校局队]|本[市县区院校]|学院|我校|选派|派出|选送|组队|组成代表|取得|组织(?:选手|职工)|代表队(?=派|获|共获|斩|夺)"
    r"|荣获|夺得|摘得|斩获|喜获|摘取|收获|夺取|勇夺"
)
"""What is said of those who were sent there."""
_HOSTS = {"country": "大赛由人社部", "province": "大赛由省", "city": "大赛由市"}
_HELD = re.compile(
    r"举[行办]|开幕|闭幕|落幕|收官|启动|开赛|圆满|落下帷幕|揭晓|结果|名单|在.{2,8}?(?:举|开|落)"
)
_LONGEST_SENTENCE = 160
_LONGEST_LINE = 1500
_FIRST = re.compile(r"首[批届]|入选的$|产生|诞生|评出|评选出|揭晓")
_OF_COUNTRY = re.compile(r"中华技能大奖|全国技术能手")
_HONOURED = re.compile(r"表彰|评选出")
_CAME_ABOUT = re.compile(r"(?:由此|正式|今日|昨日)?(?:产生|诞生|出炉|揭晓)")
_RANKS = {"county": "县", "prefecture": "市", "province": "省"}
_NEAR = 8
_MARK = re.compile(r"[，。；：\n]")


class Contests:
    """The contests that one text tells of, each with the division whose contest it is."""

    def __init__(
        self, text: str, title: str, issuer: Area, gazetteer: Gazetteer, own_names: Collection[str]
    ) -> None:
        """`issuer` is the division that the document speaks for, `own_names` its full and short names."""
        self.text = text
        self.issuer = issuer
        self.province = gazetteer.areas.get(issuer.province_code or "")
        own = "|".join(map(re.escape, sorted(own_names, key=len, reverse=True)))
        whole = f"[全我本]{_RANKS.get(issuer.level, '市')}"
        self.own = re.compile(rf"{whole}|(?<![在于])(?:{own})(?![^，。；\n]{{0,6}}杯|市?[举召])")
        above = _divisions_above(issuer, gazetteer)
        self.mentions: list[tuple[int, Area]] = []
        """Where the name of each contest ends, with its division."""
        pattern = _names_of_contests(above, issuer, gazetteer, own)
        own_round = re.compile(rf"[^，。；\n]{{0,6}}?(?:{own})[^，。；\n]{{0,6}}?(?:赛|站)")
        for match in pattern.finditer(text):
            is_own = own_round.match(text, match.end()) is not None  # 全省大赛某市选拔赛
            self.mentions.append((match.end(), issuer if is_own else above.get(str(match.lastgroup), issuer)))
        self.ends = [end for end, _ in self.mentions]
        province = above.get("province")
        names = _names_of(province, gazetteer) if province is not None else "\0"
        self.honours = re.compile(rf"[“\"]?(?:{names})大?工匠[”\"]?")
        told = pattern.search(title)
        self.of_title = above.get(str(told.lastgroup)) if told is not None else None
        self.is_story_of_contest = (
            self.of_title is not None and _HELD.search(title) is not None and self.own.search(title) is None
        )
        """Whether the headline tells of the contest itself and not of how the issuer's team fared."""

    def division_of(self, start: int, end: int) -> Area | None:
        """The division above the issuer's whose contest the figure at `start:end` is of, or null."""
        low = self._after_last("。\n", start, _LONGEST_SENTENCE)
        honour = self._of_honour(low, start, end)
        if honour is not None:
            return honour
        division, is_near = self._told_of(low, start)
        if division is None or division.code == self.issuer.code:
            return None
        behind = _MARK.split(self.text[end : end + _NEAR], maxsplit=1)[0]
        if self._is_of_team(low, start) or self.own.search(behind):
            return None
        is_of_all = is_near and _OF_ALL.search(self.text, low, min(len(self.text), end + _NEAR))
        return division if self.is_story_of_contest or is_of_all else None

    def _told_of(self, low: int, start: int) -> tuple[Area | None, bool]:
        """The division of the contest that is told of at `start`, in a sentence from `low` on, and whether it
        is told of near enough: in the sentence, in the line or in the headline.
        """
        if _OF_PROVINCE.search(self.text, low, start):
            return self.province, True
        index = bisect_right(self.ends, start) - 1
        is_in_sentence = index >= 0 and self.ends[index] > low
        if self.of_title is not None and not is_in_sentence:
            return self.of_title, True
        if index < 0:
            return None, False
        return self.mentions[index][1], self.ends[index] > self._after_last("\n", start, _LONGEST_LINE)

    def _after_last(self, marks: str, position: int, reach: int) -> int:
        """Where the text begins behind the last of `marks` before `position`, `reach` characters at most."""
        low = max(0, position - reach)
        return max(low, *(self.text.rfind(mark, low, position) for mark in marks))

    def _is_of_team(self, low: int, start: int) -> bool:
        """Whether the sentence tells of the issuer's own, or of those whom someone sent."""
        return bool(self.own.search(self.text, low, start) or _OF_TEAM.search(self.text, low, start))

    def _of_honour(self, low: int, start: int, end: int) -> Area | None:
        """The division whose honour all of them got: 首批8位“某省工匠”, 表彰30名中华技能大奖获得者."""
        of_country = _OF_COUNTRY.match(self.text, end) and _HONOURED.search(self.text, low, start)
        if of_country and self.issuer.level != "country" and not self._is_of_team(low, start):
            return COUNTRY
        named = self.honours.match(self.text, end)
        if named is not None and self.text.endswith("首批", 0, start):
            return self.province
        if named is None or self._is_of_team(low, start):
            return None
        is_whole = _FIRST.search(self.text, low, start) or _CAME_ABOUT.match(self.text, named.end())
        return self.province if is_whole else None


def _divisions_above(issuer: Area, gazetteer: Gazetteer) -> dict[str, Area]:
    """The country, the province and the city above a division, by the group that names their contests."""
    above = {"country": COUNTRY} if issuer.level != "country" else {}
    for level, code in (("province", issuer.province_code), ("city", issuer.city_code)):
        if code and code != issuer.code and code in gazetteer.areas:
            above[level] = gazetteer.areas[code]
    return above


def _names_of(area: Area, gazetteer: Gazetteer) -> str:
    """A division's full and short names as alternatives of a pattern."""
    return "|".join(map(re.escape, (area.name, *gazetteer.short_names_of(area.code))))


def _names_of_contests(
    above: dict[str, Area], issuer: Area, gazetteer: Gazetteer, own: str
) -> re.Pattern[str]:
    """The names of contests by level: 第三届全国技能大赛, 全省建设行业“某杯”竞赛, 我市第二届职业技能大赛."""
    words = {
        "country": "全国|中华人民共和国",
        "province": "全省|全自治区|(?<![一-鿿])省|我省",
        "city": "全市|(?<![一-鿿])市",
    }
    parts = []
    for level, area in above.items():
        lead = words[level] if level == "country" else f"{_names_of(area, gazetteer)}|{words[level]}"
        passing = (
            r"[^，。；：\n]"
            if level == "country"
            else rf"(?:(?!全国|(?:{own})(?![^，。；\n]{{0,6}}杯))[^，。；：\n])"
        )
        parts.append(rf"(?P<{level}>(?:{lead}){passing}{{0,22}}?{_CONTEST}|{_HOSTS[level]})")
    wider = "|".join(_names_of(area, gazetteer) for area in above.values())
    rank = _RANKS.get(issuer.level, "市")
    parts.append(
        rf"(?P<own>(?:{own}|[全我本]{rank}|(?<![一-鿿]){rank})(?:(?!全国|全省|{wider})[^，。；：\n]){{0,22}}?{_CONTEST})"
    )
    return re.compile("|".join(parts))
