"""From a document to its observations: the stages in order, and the one maker of observations.

What belongs here: composing repair, figures, clauses, indicators, time, place, status and subject, and the
account of every number. What does not: any of those judgements.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property

from extraction.bases import ENROLMENT
from extraction.catalogue import UNITS_OF_INDICATOR, load_wording
from extraction.clauses import Layout, Setting, lay_out, settings, with_wide_marks
from extraction.comparisons import is_condition, is_frequency, is_rate, only_compares
from extraction.confidence import confidence_of, marks_of
from extraction.contacts import MASK, contact_spans
from extraction.contests import CODES_OF_CONTESTS
from extraction.counted_words import Reading, imply_units
from extraction.figures import scan
from extraction.headline_figures import head_of, settled_by_text
from extraction.indicators import LIST_GAP, THESE, read_indicators
from extraction.judgement import TOTALS, YEARLY, Judgement, Nature, When, nature_of
from extraction.periods import PeriodInForce, Timeline, document_date
from extraction.places import AreaScopes
from extraction.repair import repair
from extraction.stages import (
    Document,
    Extraction,
    Figure,
    Number,
    Observation,
    RepairedText,
    SetAsideNumber,
)
from extraction.statuses import ABOUT_TO, judge
from extraction.subjects import subjects_of, with_place
from extraction.tables import tables_of

LARGEST = Decimal(10) ** 20
"""The first value that the warehouse's decimal(24, 4) cannot hold."""

_LISTED = re.compile(r"[、和及与]|以及")
_WORDING_WIDTH = 12
_WORDING_ENDS = re.compile(r"[，,；;：:。！？!?、\n（）()“”《》]")
"""Where the clause around a number ends: equal clauses of two sentences are one row of the review queue."""

LONGEST_SENTENCE = 400
"""Characters kept of a sentence on either side of a figure: text without marks is one sentence to its end."""

_UNTIL_YEAR = re.compile(r"到(20\d\d)年")
"""What stands before a figure that the text has just told of: 这5家工作室."""
_NEAR = 14
_PART = re.compile(r"其中(?!.{0,12}(?:计划|力争|今年|去年|\d年))")
_PART_REACH = 20
_NEXT_ITEM = re.compile(
    r"(?:(?:入选|上榜|当选|获评)[^，,；;：:。\n\d]{0,12})?([，,；;][^，,；;：:。\n\d]{1,18})"
)
_NEXT_LINE = re.compile(r"[^，,；;：:。！\n\d]{0,24}\n{1,3}[ \u3000]*")
"""命名23家示范工作室⏎66家工作室: a list of one line each."""
_LISTED_WITH_TOTAL = re.compile(r"[，,、](?:[^，,。；;、\d获评授命选培]{2,14}|其中[^，,。；;、\d]{2,12})")
"""高技能人才164万人，高技能领军人才614位: a level beside a level."""
_OWN_VERB = re.compile(
    r"[新将拟共现已又再达年月]|其中|累计|认定|命名|评[选定]|[建设成]立|建成|创建|培[育训养]|[获入]|完成|取得|开展|举办|组织|发放|计划|招生|招收|在校|在读|在籍|结[班业]|领取|预支"
)
"""What gives an item behind a comma a basis of its own: 命名省级95家，市级工作室60家 has nothing such."""
_PLANNED = re.compile(r"(?:计划|目标|任务|指标)(?:数|人数|任务|值)?(?:[（(]|$)|^(?:计划|目标)")
_DONE_OF_PLAN = re.compile(r"完成|实际|实绩|占|率|比|%")
_NEW_OF_YEAR = re.compile(r"[今当本去\d]年[^，,。；;\n]{0,4}新")
"""首席技师120名，其中今年新评选20名: the part is a flow though the whole is a level."""
_FALLBACK_YEAR = 1900
_FIRST_MONTHS = 3
_CLOSING_MONTH = 11
"""From this month on what a text says of the year is what has come of it."""


def extract(document: Document) -> Extraction:
    """Read every figure of a document. Never raises, whatever the text; linear in its length."""
    return extract_with_marks(document)[0]


def extract_with_marks(document: Document) -> tuple[Extraction, list[tuple[str, ...]]]:
    """The extraction with the marks of each observation, from which its confidence follows."""
    reader = _Reader(document, repair(document.text))
    return reader.read(), reader.marks


class _Reader:
    """The stages of one document, each kept for the next."""

    def __init__(self, document: Document, repaired: RepairedText) -> None:
        self.document = document
        self.repaired = repaired
        self.text = with_wide_marks(repaired.text)
        self.masked, self.masked_repaired = _masked(repaired)
        self.date = document_date(self.text, document.signed_on, document.published_on)
        self.title = title = with_wide_marks(repair(document.title).text)
        self.layout: Layout = lay_out(self.text)
        self.timeline = Timeline(self.text, self.date, title)
        self.nature: Nature = nature_of(title, announces_plan=self.timeline.announces_action)
        self.places = AreaScopes(self.text, document.issuer, title)
        self.last: tuple[str, Judgement, int] | None = None
        self.told: dict[int, tuple[int, Judgement, PeriodInForce]] = {}
        """Of each figure read so far: where it ends, its judgement and its time."""
        self.marks: list[tuple[str, ...]] = []
        self.states_time: list[bool] = []
        self.ordinals: dict[tuple[int, int], int] = {}

    def read(self) -> Extraction:
        found = scan(self.text)
        figures = []
        set_asides = [item for item in found if isinstance(item, SetAsideNumber)]
        for figure in imply_units(self.text, [item for item in found if isinstance(item, Figure)]):
            if is_rate(self.text, figure):
                set_asides.append(SetAsideNumber(figure.start, figure.end, "other_reason"))
            else:
                figures.append(figure)
        where = settings(self.layout, figures, self.title)
        readings = read_indicators(self.layout, where, load_wording(), tables_of(self.text), self.title)
        subjects = subjects_of(self.layout, where, readings)
        observations: list[Observation] = []
        compared: int | None = None
        """Where a figure that only compares ended; one listed with it does as well: 增加24人和45人."""
        numbers = [self._number(item.start, item.end, "set_aside", item.reason) for item in set_asides]
        for setting, reading, subject in zip(where, readings, subjects, strict=True):
            company = _company(where, readings, setting)
            figure = setting.figure
            reason = _reason_against(self.text, setting, reading)
            if compared is not None and _LISTED.fullmatch(self.text, compared, figure.start):
                reason = "comparison"
            compared = figure.end if reason == "comparison" else None
            if reason is not None:
                numbers.append(self._number(figure.start, figure.end, "set_aside", reason))
                continue
            observation = self._observation(setting, reading, company, subject)
            observations.append(observation)
            numbers.append(self._number_of(figure, observation))
        numbers.sort(key=lambda number: (number.span_start, number.span_end))
        observations = settled_by_text(observations, self.states_time, head_of(self.document.text))
        return Extraction(self.document, self.repaired, self.date, tuple(observations), tuple(numbers))

    def _number(self, start: int, end: int, disposition: str, reason: str | None) -> Number:
        span_start, span_end = self.repaired.received_span(start, end)
        quote = self.masked[span_start:span_end]
        _, sentence = self._sentence(start, end)
        return Number(span_start, span_end, quote, disposition, reason, self._wording(start, end), sentence)

    def _number_of(self, figure: Figure, observation: Observation) -> Number:
        start, end = observation.span_start, observation.span_end
        disposition = "other" if observation.indicator == "other" else "observation"
        wording = self._wording(figure.start, figure.end)
        return Number(start, end, self.masked[start:end], disposition, None, wording, observation.sentence)

    def _sentence(self, start: int, end: int) -> tuple[int, str]:
        """The sentence around `start:end` as received, with its offset there; a very long one is cut."""
        sentence_start, sentence_end = self.layout.sentence_at(start)
        sentence_start = max(sentence_start, start - LONGEST_SENTENCE)
        sentence_end = min(sentence_end, end + LONGEST_SENTENCE)
        span_start, span_end = self.repaired.received_span(sentence_start, max(sentence_end, end))
        return span_start, self.masked[span_start:span_end]

    def _wording(self, start: int, end: int) -> str:
        before = _WORDING_ENDS.split(self.masked_repaired[max(0, start - _WORDING_WIDTH) : start])[-1]
        after = _WORDING_ENDS.split(self.masked_repaired[end : end + _WORDING_WIDTH])[0]
        return f"{before}#{after}".strip()

    def _beside_last(self, setting: Setting, code: str, judgement: Judgement) -> Judgement:
        """The judgement on a figure, given that on the one before it, of which it may be a part."""
        if self.last is None:
            return judgement
        start, before = setting.figure.start, self.last[1]
        if self.last[0] == code and self.text.endswith(THESE, 0, start):
            return before._replace(status_rule="named again", basis_rule="named again")
        if judgement.status_rule == ABOUT_TO:
            return judgement
        is_level = self.last[0] in TOTALS and code == "artisan_titles" and before.status == judgement.status
        if is_level and _LISTED_WITH_TOTAL.fullmatch(self.text, self.last[2], start):
            return judgement._replace(basis="stock", basis_rule="listed with a total")
        if goes_on_list(self.text, setting, code, self.last):
            return before._replace(status_rule="goes on a list", basis_rule="goes on a list")
        is_new = judgement.basis_rule == "intake" or _NEW_OF_YEAR.search(
            self.text, setting.clause_start, start
        )
        if is_new or before.status != judgement.status or not is_part(self.text, setting, code, self.last):
            return judgement
        return judgement._replace(basis=before.basis, basis_rule="a part of the whole")

    def _observation(
        self, setting: Setting, reading: Reading, company: str | None, subject: str | None
    ) -> Observation:
        figure, code = setting.figure, reading.code or "other"
        stated = self.timeline.at(figure.start, end=figure.end)
        judgement = judge(self.layout, setting, code, self.nature, self._when(stated), company)
        judgement = self._beside_last(setting, code, judgement)
        whole = self._whole_told_before(setting, reading, stated)
        if whole is not None:
            judgement = whole[0]._replace(status_rule="a part of the whole", basis_rule="a part of the whole")
        if self._is_planned_column(figure):
            basis = judgement.basis if judgement.basis == "stock" else "period"
            judgement = Judgement("target", basis, "the table's header", judgement.basis_rule)
        if code == "students_enrolled" and self._is_column_of_intake(figure):
            judgement = judgement._replace(basis="period", basis_rule="the table's header")
        self.last = (code, judgement, figure.end)
        is_level = judgement.status == "actual" and judgement.basis in ("stock", "cumulative")
        period = self.timeline.at(
            figure.start,
            judgement.status == "target",
            is_level=is_level,
            is_honour=code == "artisan_titles" and judgement.status == "actual",
            end=figure.end,
        )
        period = period if whole is None else whole[1]
        self.told[setting.index] = (figure.end, judgement, period)
        start, end, year = self._dates(period, judgement)
        is_yearly = period.kind in ("recurring", "none") or self._is_yearly(setting)
        if judgement.status == "target" and year == self._this_year() and is_yearly:
            year = self._horizon or year
        area = self.places.at(figure.start, figure.end)
        if code in CODES_OF_CONTESTS and judgement.status == "actual" and area.evidence == "issuer":
            area = self.places.of_contest(figure.start, figure.end) or area
        subject = None if code == "other" else with_place(subject, area.subject_part)
        evidence = {
            "indicator": f"{reading.rule}: {reading.word}" if reading.word else reading.rule,
            "status": judgement.status_rule,
            "basis": judgement.basis_rule,
            "period": f"{period.kind}, {period.scope}: {period.wording}" if period.wording else period.kind,
            "area": area.evidence,
        }
        if reading.topic:
            evidence["topic"] = reading.topic
        marks = marks_of(
            indicator=code,
            rule=reading.rule,
            score=reading.score,
            margin=reading.margin,
            status_rule=judgement.status_rule,
            basis=judgement.basis,
            period_kind=period.kind,
            period_scope=period.scope,
            area_rule="issuer" if area.evidence == "issuer" else "named",
            is_guessed=self.repaired.is_guessed(figure.start, figure.end),
        )
        self.marks.append(marks)
        self.states_time.append(bool(period.wording))
        return observe(
            self.document,
            self.repaired,
            figure,
            self.ordinals,
            sentence=self._sentence(figure.start, figure.end),
            indicator=code,
            subject=subject,
            unit=_unit_of(figure, code),
            status=judgement.status,
            basis=judgement.basis,
            period_start=start,
            period_end=end,
            year=year,
            area_code=area.code,
            area_name=area.name,
            confidence=confidence_of(marks),
            evidence=evidence,
        )

    def _whole_told_before(
        self, setting: Setting, reading: Reading, stated: PeriodInForce
    ) -> tuple[Judgement, PeriodInForce] | None:
        """Judgement and time of the whole in an earlier sentence of which the figure is a part, or null.

        2024年，共培训163万人。按人群分：⏎企业职工 40万人: the part has no time of its own.
        """
        source = self.told.get(reading.inherited_from) if reading.inherited_from is not None else None
        if source is None or stated.kind != "none" or source[0] > setting.sentence_start:
            return None
        return (source[1], source[2]) if source[2].kind != "none" else None

    def _headers(self, figure: Figure) -> tuple[str, ...]:
        """What heads the cell that the figure stands in: its column and its row."""
        cell = self.timeline.tables.at(figure.number_start)
        return () if cell is None else (cell.column, cell.row)

    def _is_planned_column(self, figure: Figure) -> bool:
        """Whether a cell's column or row is headed by a plan (计划数), not by what came of it."""
        return any(
            _PLANNED.search(label) and not _DONE_OF_PLAN.search(label) for label in self._headers(figure)
        )

    def _is_column_of_intake(self, figure: Figure) -> bool:
        """Whether a cell's column or row counts those who came in (2018年招生)."""
        return any("招生" in label for label in self._headers(figure))

    def _when(self, period: PeriodInForce) -> When:
        day = self.date
        is_after = day is not None and period.end > day
        is_all_ahead = (
            day is not None
            and is_after
            and (period.kind == "until" or (period.start is not None and period.start > day))
        )
        is_of_later_year = (
            is_after and period.kind in ("closed", "recurring") and period.end.year > self._this_year()
        )
        is_running = (
            day is not None
            and bool(period.wording)
            and period.kind == "closed"
            and period.end == date(day.year, 12, 31)
            and day.month < _CLOSING_MONTH
        )
        return When(
            is_after=is_all_ahead or (is_of_later_year and period.scope != "paragraph"),
            is_stated=bool(period.wording) and not period.is_inherited,
            is_closed=period.kind == "closed" or (period.kind == "as_of" and period.end != day),
            is_dated=bool(period.wording) and period.kind != "none" and period.end != day,
            is_report=self.timeline.report_year is not None,
            is_span=period.kind == "closed"
            and period.start is not None
            and period.start.year < period.end.year,
            is_until=period.kind == "until" or (period.kind == "none" and self._runs_for_years),
            is_as_of=period.kind == "as_of",
            has_passed=bool(period.wording) and not is_after and period.end != day,
            is_year_end=period.kind == "as_of" and (period.end.month, period.end.day) == (12, 31),
            is_running=is_running,
            is_just_begun=is_running
            and day is not None
            and day.month <= _FIRST_MONTHS
            and period.wording.startswith("20"),
            is_open=period.kind == "open_start",
            is_since=period.kind == "open_start" and period.wording.endswith(("以来", "至今")),
            past_at=period.position if period.kind == "closed" and not is_after else None,
        )

    @cached_property
    def _runs_for_years(self) -> bool:
        """Whether the document is a plan for years to come, by whose end its platforms are to stand."""
        end = self.timeline.plan_end
        return self.nature.is_plan and end is not None and end > self._this_year()

    def _is_yearly(self, setting: Setting) -> bool:
        """Whether a plan promises the figure for every year: 年培训2万人次，1.5万人取得证书."""
        low = max(setting.sentence_start, setting.figure.start - _NEAR)
        low = low if setting.previous is not None else max(low, setting.clause_start)
        return bool(YEARLY.search(self.text, low, setting.figure.start))

    @cached_property
    def _horizon(self) -> int | None:
        """The year to which a plan runs, to which its yearly volumes belong: the nearest that it names."""
        years = [int(year) for year in _UNTIL_YEAR.findall(self.text)] if self.nature.is_plan else []
        if self.timeline.announces_action and self.timeline.action is not None:
            years.append(self.timeline.action[1])
        return min((year for year in years if year > self._this_year()), default=None)

    def _this_year(self) -> int:
        return self.date.year if self.date is not None else _FALLBACK_YEAR

    def _dates(self, period: PeriodInForce, judgement: Judgement) -> tuple[date | None, date | None, int]:
        if judgement.basis == "standing":
            return None, None, self._this_year()
        start, end = period.start, period.end
        if (
            judgement.status == "actual"
            and self.date is not None
            and end > self.date
            and period.kind != "none"
        ):
            end = self.date
        if judgement.basis == "stock":
            if period.kind == "none" and self.date is not None and end.year == self.date.year:
                end = self.date
            start = end
        elif judgement.basis == "cumulative" and period.kind not in ("open_start", "closed"):
            start = None
        return start, end, end.year


def goes_on_list(text: str, setting: Setting, code: str, last: tuple[str, Judgement, int]) -> bool:
    """Whether the figure stands in a list right behind a figure of the same indicator."""
    start = setting.figure.start
    if last[0] != code or (code == "students_enrolled" and ENROLMENT.search(text, last[2], start)):
        return False
    if LIST_GAP.fullmatch(text, last[2], start) or _NEXT_LINE.fullmatch(text, last[2], start):
        return True
    item = _NEXT_ITEM.fullmatch(text, last[2], start)
    return item is not None and not _OWN_VERB.search(text, item.start(1), start)


def is_part(text: str, setting: Setting, code: str, last: tuple[str, Judgement, int]) -> bool:
    """Whether the figure is a part (其中) of the figure of the same indicator before it."""
    start = setting.figure.start
    return last[0] == code and start - last[2] <= _PART_REACH and bool(_PART.search(text, last[2], start))


def _unit_of(figure: Figure, code: str) -> str:
    """The unit code: people are persons even where they are counted with 个 (99个首席技师)."""
    unit = figure.unit or "other"
    if unit == "count" and "count" not in UNITS_OF_INDICATOR.get(code, {"count"}):
        return "person"
    return unit


def _masked(repaired: RepairedText) -> tuple[str, str]:
    """The text as received and the repaired text, contact data hidden: what may leave with a sentence or
    wording.
    """
    spans = contact_spans(repaired.received)
    in_repaired = [
        (bisect_left(repaired.ends, start + 1), bisect_left(repaired.starts, end)) for start, end in spans
    ]
    return _hidden(repaired.received, spans), _hidden(repaired.text, in_repaired)


def _hidden(text: str, spans: Sequence[tuple[int, int]]) -> str:
    pieces: list[str] = []
    position = 0
    for start, end in spans:
        pieces += (text[position:start], MASK * (end - max(start, position)))
        position = max(position, end)
    return "".join((*pieces, text[position:]))


def _company(where: Sequence[Setting], readings: Sequence[Reading], setting: Setting) -> str | None:
    """The indicator of the figure of another indicator that stands just before it in the sentence."""
    previous = setting.previous
    if previous is None or setting.figure.start - where[previous].figure.end > _NEAR:
        return None
    return readings[previous].code


def _reason_against(text: str, setting: Setting, reading: Reading) -> str | None:
    """Why the figure is no observation, or null."""
    figure = setting.figure
    amounts = [abs(amount) for amount in (figure.value, figure.lower, figure.upper) if amount is not None]
    if not all(amount < LARGEST for amount in amounts):
        return "out_of_range"
    if only_compares(text, setting):
        return "comparison"
    if is_frequency(text, setting) or is_condition(text, setting):
        return "other_reason"
    if reading.code is None:
        return "unclassified"
    return None


def observe(
    document: Document,
    repaired: RepairedText,
    figure: Figure,
    ordinals: dict[tuple[int, int], int],
    *,
    sentence: tuple[int, str],
    indicator: str,
    subject: str | None,
    unit: str,
    status: str,
    basis: str,
    period_start: date | None,
    period_end: date | None,
    year: int,
    area_code: str,
    area_name: str,
    confidence: Decimal,
    evidence: dict[str, str],
) -> Observation:
    """Make an observation of `figure`: the only place that does.

    `ordinals` counts, for one document, the observations made on each span; the count is the ordinal.
    `sentence`
    is the sentence as received with its offset. Raises
    ValueError where the text between the received offsets is not the quote.
    """
    text = document.text
    span_start, span_end = repaired.received_span(figure.start, figure.end)
    quote = repaired.received[span_start:span_end]
    if not quote or text[span_start:span_end] != quote:
        raise ValueError(f"{document.document_id}: text[{span_start}:{span_end}] is not {quote!r}")
    ordinal = ordinals.get((span_start, span_end), 0)
    ordinals[span_start, span_end] = ordinal + 1
    return Observation(
        document_id=document.document_id,
        ordinal=ordinal,
        span_start=span_start,
        span_end=span_end,
        quote=quote,
        sentence=sentence[1],
        sentence_start=sentence[0],
        indicator=indicator,
        subject=subject,
        value=figure.value,
        lower=figure.lower,
        upper=figure.upper,
        resolution=figure.resolution,
        qualifier=figure.qualifier,
        unit=unit,
        status=status,
        basis=basis,
        period_start=period_start,
        period_end=period_end,
        year=year,
        area_code=area_code,
        area_name=area_name,
        is_guessed=(
            repaired.is_guessed(figure.start, figure.end) or repaired.is_corrected(figure.start, figure.end)
        ),
        confidence=confidence,
        evidence=evidence,
    )
