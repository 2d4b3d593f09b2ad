"""One made letter: its text, and every figure of the catalogue in it with its place and meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import yaml

from .printing import Printed, printed
from .world import HERE, City, facts

MARKER = re.compile(r"\[(~?)(\w+)(?:@([12]))?\]")

KINDS = ("plan", "reply", "report")
"""A plan early in the year, a reply in its second half about its first, a report early in the next year."""

TOPICS = {
    "plan": [("training", "plan"), ("grants", "rule"), ("grants", "rule")],
    "reply": [
        *(
            (topic, "flow")
            for topic in ("training", "classes", "apprenticeship", "certificates", "recruitment")
        ),
        *((topic, "flow") for topic in ("subsidies", "funding", "contests", "awards", "artisans")),
        *((topic, "level") for topic in ("workforce", "studios", "platforms", "schools")),
        ("grants", "rule"),
    ],
}
TOPICS["report"] = TOPICS["reply"][:-1]

CONTRADICTION = Decimal("2.3")
"""So far off is a figure that contradicts another that no rounding or qualifier makes up for it."""

MEMBERS = ("李建国", "王敏", "陈志强", "周立")

OTHER_FIGURES = {
    "jobs": ((8_000, 90_000), "人", ("exact", "rounded", "more_than")),
    "floor": ((20_000, 300_000), "平方米", ("rounded",)),
    "visits": ((120, 4_000), "家次", ("exact", "more_than")),
    "advice": ((40, 900), "条", ("exact",)),
    "growth": ((3, 19), "%", ("share",)),
}


@dataclass(frozen=True)
class Statement:
    """One figure of a letter: where it stands and what a careful reader takes from it. Spans count
    characters.
    """

    document_id: str
    document_date: date
    span_start: int
    span_end: int
    quote: str
    indicator_code: str
    subject: str | None
    unit_code: str
    status: str
    basis: str
    qualifier: str
    value: Decimal
    lower_bound: Decimal | None
    upper_bound: Decimal | None
    resolution: Decimal
    period_start: date | None
    period_end: date | None
    year: int
    area_code: str
    area_name: str


@dataclass
class Letter:
    """A letter with its truth. `text` ends in a line break; `statements` are in the order of the text."""

    document_id: str
    kind: str
    publisher: str
    publisher_area: str
    publisher_area_code: str
    title: str
    document_number: str
    signed_on: date
    is_contradicting: bool = False
    text: str = ""
    statements: list[Statement] = field(default_factory=list)


@dataclass(frozen=True)
class Period:
    """The time that a sentence is about, in words and dates. `scale` says which quantities go with it."""

    words: str
    start: date
    end: date
    scale: str


@cache
def sentences() -> dict[str, Any]:
    """The inventory of sentences.yml."""
    read: dict[str, Any] = yaml.load((HERE / "sentences.yml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    return read


def write_letter(
    city: City, year: int, kind: str, *, restates: bool = True, contradicts: bool = False
) -> Letter:
    """The letter of one kind that a city writes about `year`.

    A reply that `restates` says once more what the whole year before brought, now in other print. One that
    `contradicts` says so with another number than the report did.
    """
    return _Writer(city, year, kind, restates, contradicts).written()


class _Writer:
    """Puts a letter together piece by piece, so that each figure's place is known when it is written."""

    def __init__(self, city: City, year: int, kind: str, restates: bool, contradicts: bool) -> None:
        self.city, self.year, self.kind = city, year, kind
        self.restates = restates
        self.random = city.random("letter", year, kind)
        self.counties = self.random.sample(city.place.counties, 2)
        self.pieces: list[str] = []
        self.length = 0
        name = city.place.name
        signed_on = self._signed_on()
        number = self.random.randint(2, 480)
        title = {
            "plan": f"{name}人力资源和社会保障局关于印发{year}年技能人才工作计划的通知",
            "reply": f"{name}人力资源和社会保障局对市政协第{number}号提案的答复",
            "report": f"{name}人力资源和社会保障局关于{year}年技能人才工作情况的报告",
        }[kind]
        self.number = number
        self.letter = Letter(
            document_id=f"made_{city.place.code}_{year}_{KINDS.index(kind) + 1}{kind}",
            kind=kind,
            publisher=f"{name}人力资源和社会保障局",
            publisher_area=name,
            publisher_area_code=city.place.code,
            title=title,
            document_number=f"{name[0]}人社函〔{signed_on.year}〕{number}号",
            signed_on=signed_on,
            is_contradicting=contradicts and restates and kind == "reply",
        )

    def written(self) -> Letter:
        self._add(f"{self.letter.title}\n\n{self.letter.document_number}\n\n")
        openings = {"plan": "plan_openings", "reply": "openings", "report": "report_openings"}[self.kind]
        if self.kind == "reply":
            self._add(f"{self.random.choice(MEMBERS)}委员：\n\n")
        self._add_sentence(self.random.choice(sentences()[openings]), self._period(), "flow")
        self._add("\n\n一、基本情况\n\n" if self.kind != "plan" else "\n\n一、目标任务\n\n")
        topics = self._topics()
        half = max(1, len(topics) // 2)
        self._add_paragraphs(topics[:half])
        if topics[half:]:
            self._add("二、主要工作\n\n" if self.kind != "plan" else "二、支持政策\n\n")
            self._add_paragraphs(topics[half:])
        if self.kind == "reply":
            self._add(f"{self.random.choice(sentences()['closings'])}\n\n")
        day = self.letter.signed_on
        self._add(f"{self.letter.publisher}\n{day.year}年{day.month}月{day.day}日\n")
        self.letter.text = "".join(self.pieces)
        return self.letter

    def _signed_on(self) -> date:
        day = self.random.randint(1, 28)
        if self.kind == "plan":
            return date(self.year, 3, day)
        if self.kind == "reply":
            return date(self.year, self.random.randint(7, 10), day)
        return date(self.year + 1, self.random.randint(1, 2), day)

    def _topics(self) -> list[tuple[str, str]]:
        chosen = [
            topic for topic in TOPICS[self.kind] if topic[0] == "training" or self.random.random() < 0.7
        ]
        first, rest = chosen[:1], chosen[1:]
        self.random.shuffle(rest)
        if self.kind == "reply" and self.restates:
            rest.append(("training", "restated"))
        if self.kind != "plan" and self.random.random() < 0.4:
            rest.append(("training", "repeat"))
        return [*first, *rest]

    def _add_paragraphs(self, topics: list[tuple[str, str]]) -> None:
        for topic, said in topics:
            for sentence, period, what in self._sentences(topic, said):
                self._add_sentence(sentence, period, what)
            if self.random.random() < 0.4:
                self._add_sentence(self.random.choice(sentences()["beside"]), self._period(), "beside")
            self._add("\n\n")

    def _sentences(self, topic: str, said: str) -> Iterator[tuple[str, Period, str]]:
        inventory = sentences()[topic]
        if said == "restated":
            yield self.random.choice(inventory["flow"]), self._last_year(), "restated"
            return
        if said == "level":
            yield self.random.choice(inventory["level"]), self._as_of(), "level"
            return
        period = self._period()
        shares = "share" in inventory and said == "flow" and self.random.random() < 0.4
        yield self.random.choice(inventory["share" if shares else said]), period, said
        if topic == "training" and said == "flow" and self.random.random() < 0.6:
            yield self.random.choice(inventory["parts"]), period, "parts"

    def _period(self) -> Period:
        """What the letter reports on: the first half of its year, or the whole year before it."""
        year, choose = self.year, self.random.choice
        if self.kind == "reply":
            words = choose(("今年上半年", f"{year}年上半年", "今年1至6月", "今年1—6月"))
            return Period(words, date(year, 1, 1), date(year, 6, 30), "half")
        if self.kind == "report":
            words = choose((f"{year}年", f"{year}年全年", "全年"))
            return Period(words, date(year, 1, 1), date(year, 12, 31), "whole")
        return Period(f"{year}年", date(year, 1, 1), date(year, 12, 31), "whole")

    def _last_year(self) -> Period:
        year = self.year - 1
        words = self.random.choice((f"{year}年", "去年", f"{year}年全年"))
        return Period(words, date(year, 1, 1), date(year, 12, 31), "whole")

    def _as_of(self) -> Period:
        if self.kind == "report":
            end = date(self.year, 12, 31)
            words = self.random.choice((f"截至{self.year}年底", f"截至{self.year}年末"))
            return Period(words, end, end, "level")
        if self.random.random() < 0.5:
            end = date(self.year, 6, 30)
            words = self.random.choice(("截至今年6月底", f"截至{self.year}年6月底"))
            return Period(words, end, end, "level_within")
        end = self.letter.signed_on
        return Period(self.random.choice(("目前", "截至目前")), end, end, "level_within")

    def _add(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)

    def _add_sentence(self, sentence: str, period: Period, what: str) -> None:
        done = 0
        for marker in MARKER.finditer(sentence):
            self._add(self._filled(sentence[done : marker.start()], period))
            done = marker.end()
            is_other, name, part = marker.groups()
            if is_other:
                self._add(self._other(name))
            else:
                self._add_figure(name, part, period, what)
        self._add(self._filled(sentence[done:], period))

    def _filled(self, text: str, period: Period) -> str:
        place, random = self.city.place, self.random
        if "{" not in text:
            return text
        return text.format(
            when=period.words,
            as_of=period.words,
            whole=place.whole,
            city=place.name,
            short=place.short,
            year=self.year,
            period_year=period.end.year,
            county_1=self.counties[0][1],
            county_2=self.counties[1][1],
            number=self.number,
            month=random.randint(1, self.letter.signed_on.month),
            day=random.randint(1, 28),
            rank=random.randint(2, 12),
            phone=f"0{random.randint(310, 799)}-{random.randint(2_000_000, 8_999_999)}",
            street=random.randint(2, 300),
        )

    def _other(self, name: str) -> str:
        (least, most), counter, styles = OTHER_FIGURES[name]
        quantity = Decimal(self.random.randint(least, most))
        return printed(quantity, counter, self.random.choice(styles), self.random).text

    def _add_figure(self, name: str, part: str | None, period: Period, what: str) -> None:
        fact = facts()[name]
        year = period.end.year
        area_code, area_name = self.city.place.code, self.city.place.name
        quantity = self._quantity(name, year, period)
        if part:
            area_code, area_name = self.counties[int(part) - 1]
            quantity = self.city.part_quantity(name, year, area_code, quantity)
        figure = self._printed(name, fact, quantity, what)
        start = self.length
        self._add(figure.text)
        subject = fact.get("subject")
        status, basis = _meaning(fact, name)
        # A level's period is its date; a rule holds from no stated day.
        starts, ends = (period.end if basis == "stock" else period.start), period.end
        self.letter.statements.append(
            Statement(
                document_id=self.letter.document_id,
                document_date=self.letter.signed_on,
                span_start=start,
                span_end=self.length,
                quote=figure.text,
                indicator_code=fact["indicator"],
                subject=subject.format(short=self.city.place.short) if subject else None,
                unit_code=fact["unit"],
                status=status,
                basis=basis,
                qualifier=figure.qualifier,
                value=figure.value,
                lower_bound=figure.lower_bound,
                upper_bound=figure.upper_bound,
                resolution=figure.resolution,
                period_start=None if status == "standard" else starts,
                period_end=None if status == "standard" else ends,
                year=self.letter.signed_on.year if status == "standard" else year,
                area_code=area_code,
                area_name=area_name,
            )
        )

    def _quantity(self, name: str, year: int, period: Period) -> Decimal:
        fact = facts()[name]
        if "share_of" in fact:
            above, below = (self._quantity(part, year, period) for part in fact["share_of"])
            return above / below * 100
        if "target_of" in fact or "amounts" in fact:
            return self.city.quantity(name, year)
        if period.scale == "half":
            return self.city.half_quantity(name, year)
        if period.scale == "level_within":
            return self.city.level_within(name, year)
        return self.city.quantity(name, year)

    def _printed(self, name: str, fact: dict[str, Any], quantity: Decimal, what: str) -> Printed:
        if what == "restated" and self.letter.is_contradicting:
            quantity = (quantity * CONTRADICTION).to_integral_value()
        # What a share is taken of is printed exactly, so that the share can be checked against it.
        style = fact["styles"][0] if self.kind == "report" else self.random.choice(fact["styles"])
        return printed(quantity, fact["counter"], style, self.random)


def _meaning(fact: dict[str, Any], name: str) -> tuple[str, str]:
    if "amounts" in fact:
        return "standard", "standing"
    if "target_of" in fact:
        return "target", "period"
    return "actual", "stock" if name in _levels() else "period"


@cache
def _levels() -> frozenset[str]:
    """The facts that sentences state as levels."""
    topics = [topic for topic in sentences().values() if isinstance(topic, dict)]
    texts = [text for topic in topics for text in topic.get("level", ())]
    return frozenset(name for text in texts for _, name, _ in MARKER.findall(text))
