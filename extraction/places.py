"""Where a figure is: the division in force at each position, its issuer's unless the words name another.

What belongs here: scopes that district names, 全省, 市本级, rows and headings open, and how far they reach
(extraction contract, rules 5 and 9). What does not: the divisions and their names (`gazetteer`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from extraction import place_words as words
from extraction.agents import acts_at, authorities
from extraction.contests import Contests
from extraction.gazetteer import COUNTRY, Area, Gazetteer, default_gazetteer
from extraction.headlines import headline_area, story_area
from extraction.tables import tables_of


class AreaInForce(NamedTuple):
    """The division that a span is about: GB/T 2260 `code` and full `name`.

    `subject_part` is the name of a place without a code of its own (经开区, 陈埭镇, 秦安、甘谷两县) that
    belongs into the subject, or null. `evidence` is the wording that decided, `issuer` where nothing else
    was said.
    """

    code: str
    name: str
    subject_part: str | None
    evidence: str


_LONG_NAME = 4
_STORY_OPENS = 200
_APART = ("reset", "own", "agent", "plan")
"""Scopes that are no members of a list."""


class _Scope(NamedTuple):
    """A place named at `start:end` and how far it reaches.

    `list`, `sentence`, `line`, `block`; `agent` over what an authority does, `plan` over what its plan says;
    `reset` and `own` give way to the issuer, the latter only against wider divisions.
    """

    start: int
    end: int
    code: str
    part: str | None
    reach: str
    members: tuple[tuple[str, str | None], ...] = ()
    """The codes and parts of a list, to which figures behind 分别 go in order."""


class AreaScopes:
    """The places of one text. Build once for a document, then ask `at(start, end)`."""

    def __init__(self, text: str, issuer: str, title: str = "", gazetteer: Gazetteer | None = None) -> None:
        """`text` is repaired text; `gazetteer` defaults to the project's seeds."""
        self.text = text
        self.title = title
        self.gazetteer = gazetteer or default_gazetteer()
        self.is_press = bool(words.PRESS.search(issuer))
        """A paper tells of its province as of its city; an office speaks for itself."""
        self.issuer = self.gazetteer.issuer_area(issuer, title, text)
        self.default = self._told_of(title)
        """The division where nothing is said: the issuer's, or the province that the headline tells of."""
        self.own_names, self.wider_names = self._short_names_around()
        self.addressed = self._addressed_area()
        self.tables = tables_of(text)
        self.line_starts = [0, *(match.end() for match in words.NEW_LINE.finditer(text))]
        self.sentence_ends = [match.end() for match in words.SENTENCE_END.finditer(text)]
        self.headings = [match.start() for match in words.HEADING.finditer(text)]
        self.below: list[tuple[int, str]] = []
        """Where divisions below the issuer's are named, for 该县 and 全县 to refer to."""
        self.scopes = self._merged(sorted(self._found(), key=lambda scope: (scope.start, -scope.end)))
        self.starts = [scope.start for scope in self.scopes]

    @cached_property
    def _contests(self) -> Contests:
        """Made only where a figure of a contest asks for it: most documents tell of none."""
        own = self.own_names | {self.issuer.name}
        return Contests(self.text, self.title, self.issuer, self.gazetteer, own)

    def of_contest(self, start: int, end: int) -> AreaInForce | None:
        """The division above the issuer's whose contest drew or awarded the figure's people, or null."""
        division = self._contests.division_of(start, end)
        return None if division is None else AreaInForce(division.code, division.name, None, "contest")

    def at(self, start: int, end: int) -> AreaInForce:
        """The division that the figure at `start:end` is about."""
        named = self._in_table(start) or self._named_behind(end)
        if named is not None:
            return named
        sentence_start = self._sentence_start(start)
        line_start = self._line_start(start)
        index = bisect_right(self.starts, start) - 1
        first = index
        area, own = self.default, None
        while index >= 0 and first - index < 40:
            scope = self.scopes[index]
            if scope.reach == "own":
                own = own or (scope if scope.start >= sentence_start else None)
            elif self._reaches(scope, start, sentence_start, line_start):
                is_above = self._is_above(scope.code)
                if own is not None and is_above:
                    return self._in_force(own)
                if is_above and self._is_own_part(scope.end, start, end):
                    area = self.issuer
                    break
                return self._paired(scope, start) or self._in_force(scope)
            elif scope.reach == "reset" and scope.start >= line_start:
                area = self.gazetteer.areas[scope.code]
                break
            elif scope.start < line_start and scope.reach in ("block", "reset"):
                break
            index -= 1
        if own is not None and words.CLAUSE_END.search(self.text, own.end, start) is None:
            area = self.issuer
        is_issuer = area.code == self.issuer.code
        return AreaInForce(area.code, area.name, None, "issuer" if is_issuer else "headline")

    def _in_table(self, position: int) -> AreaInForce | None:
        """The division below the issuer's that a cell's row or column is headed by."""
        cell = self.tables.at(position)
        for label in (cell.row, cell.column) if cell is not None else ():
            for start, end, name in self.gazetteer.mentions(label):
                codes = [code for code in self.gazetteer.names[name] if self._is_below(code)]
                if len(codes) == 1 and start <= 4 and len(label) - end <= 2:
                    return AreaInForce(codes[0], self.gazetteer.areas[codes[0]].name, None, label)
            if label in self._short_names():
                area = self.gazetteer.areas[self._short_names()[label]]
                return AreaInForce(area.code, area.name, None, label)
        return None

    def _named_behind(self, end: int) -> AreaInForce | None:
        """The division that the words right behind a figure give: 11名来自纳溪区, 1000元省政府津贴."""
        text, issuer = self.text, self.issuer
        paid = words.PAYS_BEHIND.match(text, end)
        if paid is not None and issuer.province_code not in (None, issuer.code):
            area = self.gazetteer.areas[str(issuer.province_code)]
            return AreaInForce(area.code, area.name, None, paid.group())
        whole = words.WHOLE_BEHIND.match(text, end)
        if whole is not None and issuer.level != "country":
            code = COUNTRY.code if whole.group() == "全国" else str(issuer.province_code or issuer.code)
            area = self.gazetteer.areas.get(code, COUNTRY)
            return AreaInForce(area.code, area.name, None, whole.group())
        origin = words.COMES_FROM.match(text, end)
        if origin is None:
            return None
        behind = text[origin.end() : origin.end() + 12]
        for start, _, name in self.gazetteer.mentions(behind):
            codes = [
                code for code in self.gazetteer.names[name] if self.gazetteer.is_within(code, issuer.code)
            ]
            if start == 0 and len(codes) == 1:
                return AreaInForce(codes[0], self.gazetteer.areas[codes[0]].name, None, name)
        if origin.group(1) or behind.startswith(tuple(self.own_names)):
            return AreaInForce(issuer.code, issuer.name, None, origin.group())
        return None

    def _told_of(self, title: str) -> Area:
        """Take the headline's division for the issuer's where it is not wider; return the default."""
        told_of = headline_area(self.gazetteer, title, self.text, self.issuer, is_press=self.is_press)
        if told_of is None and self.is_press:
            told_of = story_area(self.gazetteer, self.text, self.issuer)
        if told_of is None:
            return self.issuer
        if not self.gazetteer.is_within(self.issuer.code, told_of.code):
            self.issuer = told_of
        return told_of

    def _is_above(self, code: str) -> bool:
        return code != self.issuer.code and self.gazetteer.is_within(self.issuer.code, code)

    def _is_below(self, code: str) -> bool:
        return code != self.issuer.code and self.gazetteer.is_within(code, self.issuer.code)

    def _in_force(self, scope: _Scope) -> AreaInForce:
        area = self.gazetteer.areas[scope.code]
        return AreaInForce(area.code, area.name, scope.part, self.text[scope.start : scope.end])

    def _reaches(self, scope: _Scope, start: int, sentence_start: int, line_start: int) -> bool:
        if scope.end > start:
            return False
        if scope.reach == "agent":
            return acts_at(self.text, scope.end, start)
        if words.EXAMPLE.fullmatch(self.text, scope.end, start):
            return False
        if scope.reach == "list":
            is_near = start - scope.end < words.FARTHEST_REACH and scope.start >= sentence_start
            goes_on = words.LIST_END.search(self.text, scope.end, start) is None
            return is_near and goes_on and not self._is_past_its_number(scope.end, start)
        if scope.reach == "sentence":
            return scope.start >= sentence_start
        if scope.reach in ("line", "plan"):
            return scope.start >= line_start
        return scope.reach == "block" and not self._has_heading_between(scope.end, line_start)

    def _is_past_its_number(self, end: int, start: int) -> bool:
        """Whether the number of a place right before it is past: 江阳区8名、机关5名."""
        if words.QUALIFIED_NUMBER.match(self.text, end) is None:
            return False
        return words.NEXT_ITEM.search(self.text, end, start + 1) is not None

    def _paired(self, scope: _Scope, start: int) -> AreaInForce | None:
        """江阳区、纳溪区分别培训300人、200人: listed divisions go to the figures behind 分别 in order."""
        if len(scope.members) < 2 or start - scope.end > words.FARTHEST_REACH:
            return None
        lead, word, listed = self.text[scope.end : start].partition("分别")
        place = len(words.LIST.findall(listed))
        if not word or "，" in lead or "," in lead or place >= len(scope.members):
            return None
        code, part = scope.members[place]
        return AreaInForce(code, self.gazetteer.areas[code].name, part, self.text[scope.start : scope.end])

    def _is_own_part(self, scope_end: int, start: int, end: int) -> bool:
        """Whether the part (其中) of a wider whole is named after the issuer: 其中，两名“德阳工匠”."""
        low = max(scope_end, start - words.FARTHEST_REACH)
        part = self.text.rfind("其中", low, start)
        stop = words.CLAUSE_END.search(self.text, end, end + words.FARTHEST_REACH)
        clause = self.text[part : stop.start() if stop else end] if part >= 0 else ""
        return any(name in clause for name in self.own_names)

    def _has_heading_between(self, start: int, end: int) -> bool:
        index = bisect_right(self.headings, start)
        return index < len(self.headings) and self.headings[index] <= end

    def _line_start(self, position: int) -> int:
        return self.line_starts[bisect_right(self.line_starts, position) - 1]

    def _sentence_start(self, position: int) -> int:
        index = bisect_right(self.sentence_ends, position) - 1
        return self.sentence_ends[index] if index >= 0 else 0

    # Finding

    def _addressed_area(self) -> Area | None:
        """The district that a letter is addressed to (纳溪区政协：) and whose matters it then answers."""
        for match in words.ADDRESSEE.finditer(self.text[:400]):
            area = self.gazetteer.narrowest_named(match.group())
            if (
                area is not None
                and area.code != self.issuer.code
                and self.gazetteer.is_within(area.code, self.issuer.code)
            ):
                return area
        return None

    def _short_names_around(self) -> tuple[frozenset[str], dict[str, str]]:
        """The short forms of the issuer's own division, and of those above it with their codes."""
        short_of = self.gazetteer.short_names_of
        own = frozenset(short_of(self.issuer.code))
        if self.issuer.name.endswith("市") and len(self.issuer.name) >= _LONG_NAME:
            own |= {self.issuer.name[0] + "市"}  # 哈市
        above = (self.issuer.province_code, self.issuer.city_code)
        wider = {name: code for code in above if code and code != self.issuer.code for name in short_of(code)}
        return own, {name: code for name, code in wider.items() if name not in own}

    def _acting(self) -> Iterator[_Scope]:
        """Authorities above the issuer that act in the text."""
        issuer = self.issuer
        province = self.gazetteer.areas[issuer.province_code] if issuer.province_code else None
        is_below = province is not None and province.code != issuer.code
        for each in authorities(self.text, province.name if province is not None and is_below else None):
            if issuer.level == "country" or not self._opens_clause(each.start):
                continue
            code = COUNTRY.code if each.is_country or province is None else province.code
            reach = "plan" if each.plans else "agent"
            yield _Scope(each.start, each.end, code, None, reach)

    def _at_national_contest(self) -> Iterator[_Scope]:
        """大赛共291名选手获奖: of the country, where the story opens with the end of a national contest."""
        if self.issuer.level != "country" and words.NATIONAL_CONTEST.search(self.text[:_STORY_OPENS]):
            for match in words.IN_ALL_AT_CONTEST.finditer(self.text):
                yield _Scope(match.start(), match.end(), COUNTRY.code, None, "sentence")

    def _found(self) -> list[_Scope]:
        scopes = [*self._acting(), *self._at_national_contest()]
        for start, end, name in self.gazetteer.mentions(self.text):
            scope = self._of_name(start, end, self.gazetteer.names[name])
            if scope is not None:
                scopes.append(scope)
        short_names = (*self._short_names(), *self.own_names, *self.wider_names)
        for match in words.place_words(self.text, short_names):
            scope = self._of_word(match)
            if scope is not None:
                scopes.append(scope)
        return scopes

    def _short_names(self) -> dict[str, str]:
        return self.gazetteer.short_names_within(self.issuer.code)

    def _of_name(self, start: int, end: int, codes: tuple[str, ...]) -> _Scope | None:
        issuer = self.issuer.code
        below = [code for code in codes if code != issuer and self.gazetteer.is_within(code, issuer)]
        if issuer in codes:
            return self._reset(start, end) or self._own(start, end)
        if len(below) == 1:
            self.below.append((start, below[0]))
            if words.NOT_SCOPE.match(self.text, end) and not self._is_organ_topic(start, end):
                return None
            return self._placed(start, end, below[0], None)
        above = [code for code in codes if self.gazetteer.is_within(issuer, code)]
        is_paid = words.PAYS.match(self.text, end) or (
            self.text.endswith(words.RECEIVES, 0, start) and words.PAID.match(self.text, end)
        )
        if len(above) == 1 and is_paid:
            return _Scope(start, end, above[0], None, "list")
        if len(above) == 1:
            return self._wider(start, end, above[0])
        if len(codes) == 1 and words.OWN_NUMBER.match(self.text, end):
            return _Scope(start, end, codes[0], None, "list")
        return None

    def _wider(self, start: int, end: int, code: str) -> _Scope | None:
        """A division above the issuer's as the subject of a sentence, or with a title that it gives."""
        before = self.text[start - 1 : start]
        if (not before or before in "。\n，：,“ ") and words.TITLE_RULE.match(self.text, end):
            return _Scope(start, end, code, None, "line")
        opens_sentence = (
            not before or before in "。\n，：；," or self.text.endswith(("其中", "目前"), 0, start)
        )
        is_counted = opens_sentence and words.COUNTED.match(self.text, end)
        if is_counted or words.OWN_NUMBER.match(self.text, end):
            return _Scope(start, end, code, None, "list")
        if opens_sentence and words.SPEAKS_FOR_PROVINCE.match(self.text, end):
            return _Scope(start, end, code, None, "sentence")
        return None

    def _own(self, start: int, end: int) -> _Scope | None:
        """The issuer's own name inside a clause, which takes it back from a wider division."""
        if words.NOT_SCOPE.match(self.text, end):
            return None
        return _Scope(start, end, self.issuer.code, None, "own")

    def _ends_list(self, start: int) -> bool:
        """Whether a short name stands behind 、 or 和 and another short name: 固安、永清."""
        if self.text[start - 1 : start] not in ("、", "和", "与", "及"):
            return False
        short = self._short_names()
        return any(
            self.text[start - 1 - length : start - 1] in short for length in (2, 3, 4) if start > length
        )

    def _is_organ_topic(self, start: int, end: int) -> bool:
        """江阳区人社局开展培训: a district's authority as the subject of a clause speaks for the district."""
        return self._opens_clause(start) and words.ORGAN.match(self.text, end) is not None

    def _of_word(self, match: re.Match[str]) -> _Scope | None:
        text, start, end, kind = self.text, match.start(), match.end(), match.lastgroup
        if kind == "short" and match.group() in self.own_names:
            return self._own(start, end)
        if kind == "short" and match.group() in self.wider_names:
            return self._wider(start, end, self.wider_names[match.group()])
        if kind == "short":
            code = self._short_names()[match.group()]
            follows = text[end : end + 1]
            if follows == "，" and text.endswith("在", 0, start) and self._opens_clause(start - 1):
                return _Scope(start, end, code, None, "sentence")  # 在某市，职业院校毕业生…
            is_listed = (
                follows in ("、", "和", "与", "及")
                or self._ends_list(start)
                or words.QUALIFIED_NUMBER.match(text, end)
                or words.MARKS_GROUP.match(text, end)
                or words.TEAM.match(text, end)
            )
            return (
                self._placed(start, end, code, None)
                if follows and is_listed and self._is_led(start)
                else None
            )
        if kind == "others":
            back = self._reset(start, end)
            return back._replace(code=self.default.code) if back is not None else None
        if kind == "whole":
            return self._whole(match.group(), start, end)
        if kind in ("province", "country"):
            code = COUNTRY.code if kind == "country" else (self.issuer.province_code or self.issuer.code)
            if code == self.issuer.code:
                return self._reset(start, end)
            if match.group() == "来自":
                return _Scope(start, end, code, None, "sentence")
            if text.endswith(words.GATHERS, 0, start) and words.GATHERED.match(text, end):
                return _Scope(start, end, code, None, "list")
            is_team = match.group().startswith("中国") or words.OUR_TEAM.match(text, start) is not None
            opens = self._opens_clause(start) or text.startswith("“", start - 1)
            is_topic = opens and (
                is_team
                or not words.NOT_TOPIC_ABOVE.match(text, end)
                or bool(words.COUNTED_ABOVE.match(text, end))
            )
            reach = "line" if self.is_press and kind == "province" else "sentence"
            if is_topic and text.startswith("、", start - 1):
                reach = "list"
            if is_topic:
                return _Scope(start, end, code, None, reach)
            return _Scope(start, end, code, None, "list") if words.IN_ALL_OF_IT.match(text, end) else None
        if kind == "payer":
            return self._payer(match.group(), start, end)
        if kind == "local":
            if self.addressed is None:
                return None
            return _Scope(start, end, self.addressed.code, None, "line")
        return self._part(match, str(kind))

    def _whole(self, word: str, start: int, end: int) -> _Scope | None:
        """全市, 我县, 全区 …: the issuer's, or the division of that rank above it."""
        rank, issuer = word[1], self.issuer
        if word == "该省" and issuer.level != "country":
            province = issuer.province_code or issuer.code
            return _Scope(start, end, province, None, "sentence") if self._opens_clause(start) else None
        if word[0] == "该" or (
            rank in "县区旗" and issuer.level == "prefecture" and issuer.province_code not in words.REGIONS
        ):
            return self._anaphor(rank, start, end)
        if issuer.name.endswith(rank) or issuer.level == "country":
            return self._reset(start, end) or (self._own(start, end) if word[0] == "我" else None)
        if rank == "区" and issuer.name.endswith("自治区"):
            return self._reset(start, end)
        above: str | None = None
        if rank in "市州盟" and issuer.level == "county":
            above = issuer.city_code
        elif rank == "区" and issuer.province_code in words.REGIONS:
            above = issuer.province_code
        if above is None or above == issuer.code or word[0] == "我" or not self._opens_clause(start):
            return self._reset(start, end) if above is None else None
        return (
            None
            if words.NOT_TOPIC_ABOVE.match(self.text, end)
            else _Scope(start, end, above, None, "sentence")
        )

    def _anaphor(self, rank: str, start: int, end: int) -> _Scope | None:
        """该县, or 全县 in a city's letter: the county named last before it."""
        index = bisect_right(self.below, (start, "")) - 1
        for _, code in reversed(self.below[max(0, index - 3) : index + 1]):
            if self.gazetteer.areas[code].name.endswith(rank):
                return _Scope(start, end, code, None, "sentence")
        return None

    def _payer(self, word: str, start: int, end: int) -> _Scope | None:
        is_led = self._is_led(start) or self.text.endswith(words.RECEIVES, 0, start)
        if self.text[start - 1 : start] not in tuple(words.BOUNDARY) and not is_led:
            return None
        if word.startswith("市"):
            above = (
                self.issuer.city_code or self.issuer.province_code
                if self.issuer.level == "county" and not self.issuer.name.endswith("市")
                else None
            )
            return _Scope(start, end, above, None, "list") if above else None
        code = COUNTRY.code if word.startswith(("中央", "国家")) else self.issuer.province_code
        return _Scope(start, end, code, None, "list") if code and code != self.issuer.code else None

    def _part(self, match: re.Match[str], kind: str) -> _Scope | None:
        """A place without a code: the issuer's figures, with the place's name for the subject."""
        text, start, end = self.text, match.start(), match.end()
        if kind in ("zone", "town"):
            lead = words.HAN_BEFORE.search(text, max(0, start - 8), start)
            name_start = self._name_start(lead.start() if lead else start, start)
            if kind == "town" and (start - name_start < 2 or self._is_no_town(text[name_start:end])):
                return None
            if kind == "zone" and self.gazetteer.named_at(text, end - 1):
                return None
            if not self._is_led(name_start) or words.NOT_SCOPE.match(text, end):
                return None
            start = name_start
        elif not self._is_led(start):
            return None
        return self._placed(start, end, self.issuer.code, text[start:end])

    @staticmethod
    def _is_no_town(name: str) -> bool:
        return name.endswith(words.NOT_TOWN) or name.startswith(words.NO_TOWN_BEGINS)

    def _name_start(self, lead_start: int, start: int) -> int:
        """Where a town's or zone's name begins: behind the last connecting word, five characters at most."""
        begin = max(lead_start, start - 5)
        for word in words.LEAD_WORDS:
            at = self.text.rfind(word, begin, start)
            if at >= 0:
                begin = max(begin, at + len(word))
        return begin

    def _placed(self, start: int, end: int, code: str, part: str | None) -> _Scope:
        """A place with its reach: a row or heading, subject of a line or sentence, or member of a list."""
        text = self.text
        line_start = self._line_start(start)
        marker = words.MARKER.match(text, line_start)
        at_line_start = start <= (marker.end() if marker else line_start)
        following = text[end : end + 1]
        if at_line_start and (not following or following == "\n"):
            return _Scope(start, end, code, part, "block")
        if at_line_start and following in "|：:\t。":
            return _Scope(start, end, code, part, "line")
        if part is not None or words.QUALIFIED_NUMBER.match(text, end) or not self._opens_clause(start):
            return _Scope(start, end, code, part, "list")
        return _Scope(start, end, code, part, "line" if at_line_start else "sentence")

    def _reset(self, start: int, end: int) -> _Scope | None:
        return _Scope(start, end, self.issuer.code, None, "reset") if self._opens_clause(start) else None

    def _opens_clause(self, start: int) -> bool:
        before = self.text[start - 1 : start]
        return (
            not before
            or before in words.BOUNDARY
            or before in "年月底末日期来中止前时"
            or self.text.endswith(("其中", "目前", "累计", "东道主"), 0, start)
        )

    def _is_led(self, start: int) -> bool:
        before = self.text[start - 1 : start]
        return (
            not before
            or before in words.BOUNDARY
            or self.text.endswith(words.LEAD_WORDS, 0, start)
            or before in "年月底末日达"
        )

    def _merged(self, scopes: list[_Scope]) -> list[_Scope]:
        """Join places listed before one figure (秦安、甘谷两县): no one division, names to the subject."""
        text = self.text
        merged: list[_Scope] = []
        for scope in scopes:
            if merged and scope.start < merged[-1].end:
                continue
            last = merged[-1] if merged else None
            joined = (
                last is not None
                and last.reach not in _APART
                and scope.reach not in _APART
                and scope.start - last.end <= 1
                and len(last.members) < words.MOST_MEMBERS
                and words.LIST.fullmatch(text, last.end, scope.start) is not None
            )
            if not joined or last is None:
                # Behind 、 that no known place stands before, a place is one member of a list.
                is_member = scope.reach == "sentence" and text.startswith("、", scope.start - 1)
                merged.append(scope._replace(reach="list") if is_member else scope)
                continue
            group = words.GROUP.match(text, scope.end)
            end = group.end() if group else scope.end
            reach = (
                "sentence"
                if "sentence" in (last.reach, scope.reach) and "list" not in (last.reach, scope.reach)
                else "list"
            )
            members = (*(last.members or ((last.code, last.part),)), (scope.code, scope.part))
            merged[-1] = _Scope(last.start, end, self.issuer.code, text[last.start : end], reach, members)
        return merged
