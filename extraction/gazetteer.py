"""The divisions of GB/T 2260 with the names that documents use for them, and whose a document is.

What belongs here: loading the seeds, looking names up, the area of an issuer. What does not: which of the
places that a text names a figure is about (`places`).
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

COUNTRY_CODE = "000000"
COUNTRY_NAME = "全国"

SEEDS = Path(__file__).resolve().parent.parent / "seeds"


@dataclass(frozen=True, slots=True)
class Area:
    """One division: `level` is country, province, prefecture or county; codes have six digits (GB/T 2260)."""

    code: str
    name: str
    level: str
    parent_code: str | None
    city_code: str | None
    province_code: str | None


COUNTRY = Area(COUNTRY_CODE, COUNTRY_NAME, "country", None, None, None)

_SUFFIXES = "省市县区旗州盟"
_NAME = re.compile(f"[{_SUFFIXES}]")
_OFFICE = re.compile(r"[局厅府委会处办院校园部]$|人社|人大|政协|发布|工会|中心")
_FIRM = re.compile(r"集团|公司")
_HEAD = 1500
"""Characters of a text in which its issuer's division is looked for."""
_OF_A_PLACE = re.compile(r"网|报$|频道|客户端|在线|电视|广播|传媒")
"""A paper's issue for one place, which may name it last: 某某网江苏频道, 中国江苏网."""
_NATIONAL = re.compile(r"^(?:中华人民共和国|国务院|人力资源社会保障部|人力资源和社会保障部|国家)")

_OPENING = 60
"""Characters in which a story that speaks of 全国 or 我国 first is the country's, whatever it names later."""
_VENUE = re.compile(
    r"(?:本报|新华社|中新网|人民网|新华网|[\u4e00-\u9fff]{2,4}网)[\u4e00-\u9fff]{2,4}\d{1,2}月\d{1,2}日(?:电|讯)"
    r"|在[\u4e00-\u9fff]{2,16}?(?:隆重|顺利|正式|圆满)?(?:举行|召开|开幕|闭幕|落幕|开赛|拉开)"
)
"""Where news was written, and where a meeting was held: no place that the figures are about."""
_OURS = re.compile(r"[我本]([市县区州旗])")
_LONGEST_SHORT_NAME = 4
_WHOLE_COUNTRY = re.compile(r"全国|我国")


class Gazetteer:
    """All divisions and their names; `default_gazetteer` holds those of the project."""

    def __init__(
        self, areas: dict[str, Area], names: dict[str, tuple[str, ...]], short: dict[str, tuple[str, ...]]
    ) -> None:
        """`names` are the names with their generic (full, former, 凉山州), `short` those without (泸州)."""
        self.areas = {**areas, COUNTRY_CODE: COUNTRY}
        self.names = names
        self.short = short
        self._by_ending: dict[str, list[str]] = defaultdict(list)
        for name in sorted(names, key=len, reverse=True):
            self._by_ending[name[-2:]].append(name)
        self._short_below: dict[str, dict[str, list[str]]] = defaultdict(dict)
        """By province and prefecture, the short names of the divisions below with their codes."""
        self._short_of: dict[str, tuple[str, ...]] = {}
        for alias, codes in short.items():
            for code in codes:
                if len(alias) > 1:
                    self._short_of[code] = (*self._short_of.get(code, ()), alias)
                for above in self._provinces_and_prefectures_above(code):
                    self._short_below[above].setdefault(alias, []).append(code)
        self._short_within: dict[str, dict[str, str]] = {}
        self._short_patterns: dict[str, re.Pattern[str]] = {}

    @classmethod
    def from_seeds(cls, directory: Path) -> Gazetteer:
        """Read `areas.csv` and `area_aliases.csv` in `directory`.

        Raises:
            FileNotFoundError: one of the two files is missing.
            ValueError: a file lacks a column, or an alias names a code that `areas.csv` does not hold.
        """
        areas: dict[str, Area] = {}
        names: dict[str, list[str]] = defaultdict(list)
        short: dict[str, list[str]] = defaultdict(list)
        for row in _rows(
            directory / "areas.csv", "area_code area_name level parent_code city_code province_code"
        ):
            area = Area(
                row["area_code"],
                row["area_name"],
                row["level"],
                row["parent_code"] or None,
                row["city_code"] or None,
                row["province_code"] or None,
            )
            areas[area.code] = area
            names[area.name].append(area.code)
        for row in _rows(directory / "area_aliases.csv", "alias area_code kind"):
            alias, code = row["alias"], row["area_code"]
            if code not in areas:
                raise ValueError(
                    f"area_aliases.csv: {alias} points to {code}, which areas.csv does not hold; "
                    "correct the code"
                )
            has_generic = alias[-1] in _SUFFIXES and len(alias) > 2 and row["kind"] != "short_name"
            target = names if has_generic else short
            if code not in target[alias]:
                target[alias].append(code)
        return cls(areas, _frozen(names), _frozen(short))

    def named_at(self, text: str, suffix_position: int) -> str | None:
        """The longest division name that ends with the generic (市, 县, 区 …) at `suffix_position`."""
        for name in self._by_ending.get(text[max(0, suffix_position - 1) : suffix_position + 1], ()):
            if text.endswith(name, 0, suffix_position + 1):
                return name
        return None

    def mentions(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Every division named in full in `text`: start, end and the name, the longest that fits."""
        for match in _NAME.finditer(text):
            name = self.named_at(text, match.start())
            if name is not None:
                yield match.end() - len(name), match.end(), name

    def is_within(self, code: str, above: str) -> bool:
        """Whether division `code` lies in (or is) division `above`."""
        if above == COUNTRY_CODE or code == above:
            return True
        area = self.areas[code]
        return above in (area.parent_code, area.city_code, area.province_code)

    def short_names_within(self, code: str) -> dict[str, str]:
        """Short forms (纳溪) of the divisions below `code`, where only one division there bears them.

        A city comes before the county of its name (长沙). Of a province's divisions only the cities count:
        the short forms of its many counties are too often other words.
        """
        if code not in self._short_within:
            self._short_within[code] = self._found_short_names(code)
        return self._short_within[code]

    def _found_short_names(self, code: str) -> dict[str, str]:
        area, found = self.areas[code], dict[str, str]()
        if code == COUNTRY_CODE:
            only = {alias: next(iter(codes)) for alias, codes in self.short.items() if len(codes) == 1}
            return {
                alias: each
                for alias, each in only.items()
                if len(alias) >= 2 and self.areas[each].level == "province"
            }
        is_municipality = area.city_code == area.code
        for alias, below in self._short_below.get(code, {}).items():
            cities = [each for each in below if self.areas[each].level == "prefecture"]
            below = cities or ([] if area.level == "province" and not is_municipality else below)
            if len(alias) >= 2 and len(below) == 1:
                found[alias] = below[0]
        return found

    def short_names_of(self, code: str) -> tuple[str, ...]:
        """The short forms of division `code` of two characters and more."""
        return self._short_of.get(code, ())

    def _provinces_and_prefectures_above(self, code: str) -> set[str]:
        area = self.areas[code]
        above = {area.parent_code, area.city_code, area.province_code} - {None, code}
        return {each for each in above if each and self.areas[each].level in ("prefecture", "province")}

    def issuer_area(self, issuer: str, title: str = "", text: str = "") -> Area:
        """The division that a document speaks for, by its issuer, else its title, signature or first lines.

        Names of one line from wide to narrow (四川省泸州市纳溪区 …) come to the narrowest; several issuers
        to the first. A county's short form that opens the name of a paper or a firm (天山网, 龙江集团) counts
        after the title where the text knows no such county, and then for its province (黑龙江). The country
        stands in where nothing names a division.
        """
        area = self.narrowest_named(issuer.replace(" ", ""))
        if area is None and _OF_A_PLACE.search(issuer):
            area = self._short_name_inside(issuer)
        if area is None and _NATIONAL.match(issuer):
            return COUNTRY
        if area is not None and not self._is_doubtful(area, issuer, title + text[:_HEAD]):
            return area
        titled = None if area else self._named_as_ours(title + text[:_HEAD])
        titled = titled or self.narrowest_named(title.replace(" ", "")) or self._short_name_inside(title)
        if titled is None and area is not None and area.province_code is not None:
            return self.areas[area.province_code]
        if titled is not None:
            return titled
        head = _VENUE.sub("", text[:_HEAD])
        first_lines = () if _WHOLE_COUNTRY.search(head[:_OPENING]) else (head[:600],)
        for source in (*_signatures(text), *first_lines):
            area = self.narrowest_named(source.replace(" ", ""))
            if area is not None:
                return area
        return self._most_named(head) or COUNTRY

    def _most_named(self, text: str) -> Area | None:
        """The province to which most of the places belong that a text names; its city if named more often.

        Null where it speaks of the country (全国, 我国) as often as of any province, or of many alike.
        """
        named: Counter[Area] = Counter()
        for level in ("province", "prefecture"):
            for match in self._short_of_level(level).finditer(text):
                codes = (code for code in self.short[match.group()] if self.areas[code].level == level)
                is_led_in = level == "province" and self._short_of_level("prefecture").match(
                    text, match.end()
                )
                if not is_led_in:  # 山东济南 is one place
                    named[self.areas[next(codes)]] += 1
        provinces: Counter[str] = Counter({COUNTRY_CODE: len(_WHOLE_COUNTRY.findall(text))})
        for area, count in named.items():
            provinces[area.province_code or area.code] += count
        code, count = provinces.most_common(1)[0]
        if code == COUNTRY_CODE or 2 * count <= provinces.total():
            return None
        inside = [area for area in named if area.province_code == code]
        return max(inside, key=lambda area: (named[area], area.level == "province"))

    def _is_doubtful(self, area: Area, issuer: str, head: str) -> bool:
        """Whether an issuer has only the short form of a county, and the text neither its name nor 我县."""
        if area.level != "county" or (_OFFICE.search(issuer) and not _FIRM.search(issuer)):
            return False
        if area.name in issuer or area.name in head:
            return False
        generic = area.name[-1]
        return generic == "区" or not any(f"{word}{generic}" in head for word in "全我")

    def _named_as_ours(self, text: str) -> Area | None:
        """The city or county that a text calls its own by its short name (我市漳州第一技工学校), or null."""
        for match in _OURS.finditer(text):
            for length in range(_LONGEST_SHORT_NAME, 1, -1):
                codes = self.short.get(text[match.end() : match.end() + length], ())
                named = [self.areas[code] for code in codes if self.areas[code].name.endswith(match.group(1))]
                if len(named) == 1:
                    return named[0]
        return None

    def _short_name_inside(self, title: str) -> Area | None:
        """The first province, else the first city, whose short form stands anywhere in a headline."""
        for level in ("province", "prefecture"):
            match = self._short_of_level(level).search(title)
            if match is not None:
                codes = self.short[match.group()]
                return next(self.areas[code] for code in codes if self.areas[code].level == level)
        return None

    def _short_of_level(self, level: str) -> re.Pattern[str]:
        if level not in self._short_patterns:
            names = [
                alias
                for alias, codes in self.short.items()
                if len(alias) > 1 and any(self.areas[code].level == level for code in codes)
            ]
            longest_first = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
            self._short_patterns[level] = re.compile(longest_first or "(?!)")
        return self._short_patterns[level]

    def narrowest_named(self, source: str) -> Area | None:
        """The narrowest division that the first names of `source` come to, from wide to narrow, or null."""
        found: Area | None = None
        last_end = 0
        for start, end, name in self.mentions(source):
            inside = [code for code in self.names[name] if found is None or self.is_within(code, found.code)]
            if found is not None and (start != last_end or not inside):
                break
            if len(inside) == 1 or found is not None:
                found = self.areas[inside[0]]
            else:
                whole = [code for code in inside if self.areas[code].name == name]
                if len(whole) != 1:
                    continue
                found = self.areas[whole[0]]
            last_end = end
        return found or self._by_short_name(source)

    def _by_short_name(self, source: str) -> Area | None:
        """A source that opens with a short form: 泸州日报, 恩施州."""
        for length in (6, 5, 4, 3, 2):
            codes = self.short.get(source[:length], ()) if len(source) >= length else ()
            ranked = sorted(
                codes, key=lambda code: ("province", "prefecture", "county").index(self.areas[code].level)
            )
            if ranked and (len(ranked) == 1 or self.areas[ranked[0]].level != self.areas[ranked[1]].level):
                return self.areas[ranked[0]]
        return None


def _signatures(text: str) -> list[str]:
    """The last short lines of a text that end like an authority: 泸州市人力资源和社会保障局."""
    lines = [line.strip() for line in text[-600:].splitlines()]
    return [
        line
        for line in reversed(lines)
        if 5 <= len(line) <= 40 and line.endswith(("局", "厅", "府", "办公室", "委员会"))
    ]


def _frozen(found: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(codes) for name, codes in found.items()}


def _rows(path: Path, columns: str) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        missing = set(columns.split()) - set(reader.fieldnames or ())
        if missing:
            raise ValueError(f"{path.name}: no column {', '.join(sorted(missing))}; restore the header")
        yield from reader


@lru_cache(maxsize=1)
def default_gazetteer() -> Gazetteer:
    """The gazetteer of the project's own seeds, read once."""
    return Gazetteer.from_seeds(SEEDS)
