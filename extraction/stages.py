"""The stages that a document passes through, as frozen records: document, repaired text, figure, observation.

What belongs here: the shape of each stage and the invariants that hold of it. What does not: how one
stage becomes the next (`repair`, `figures`, `periods`, `places`, `meaning`, `reader`).

Offsets are half-open. `start`/`end` count characters of the *repaired* text, `span_start`/`span_end`
characters of the text *as received*; the two never share a name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from hashlib import sha256

SET_ASIDE_REASONS = frozenset(
    {
        "ordinal",  # 第34次, 二届
        "date",
        "document_number",
        "name",  # a number inside a plan's, system's or road's name: 3+3+N, 1+X, G93
        "list_marker",
        "contact",
        "duration",  # 3年以上, 7天
        "comparison",  # only compares: 增长14.4万人, 比上年提高3个百分点
        "out_of_range",  # too large for the warehouse's decimal(24, 4)
        "unclassified",  # no wording says what it counts: the review queue
        "other_reason",
    }
)
"""Why a number is no observation: the extraction contract's reasons, the last of them spelled out."""


@dataclass(frozen=True, slots=True)
class Document:
    """One document as received, decoded but not repaired.

    `signed_on` is null where the sidecar does not know it; the reader then looks for it in the text.
    """

    document_id: str
    text: str
    title: str = ""
    issuer: str = ""
    published_on: date | None = None
    signed_on: date | None = None


@dataclass(frozen=True, slots=True)
class RepairedText:
    """Clean simplified text in which every character knows the received characters it stands for.

    `starts[i]`, `ends[i]` is the half-open span of `received` behind `text[i]`; both never decrease.
    `guessed` holds the positions of `text` that only the context supports (a byte was lost), `corrected`
    those at which a recognition slip inside a number was put right (l5名, 3OO, 1 2 860人次).
    """

    received: str
    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    guessed: frozenset[int] = field(default_factory=frozenset)
    corrected: frozenset[int] = field(default_factory=frozenset)

    def received_span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the text as received behind the non-empty span `start:end` of the repaired text."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"span {start}:{end} is empty or outside a text of {len(self.text)} characters")
        return self.starts[start], self.ends[end - 1]

    def is_guessed(self, start: int, end: int) -> bool:
        """Whether any character of `start:end` was restored from context alone."""
        return not self.guessed.isdisjoint(range(start, end))

    def is_corrected(self, start: int, end: int) -> bool:
        """Whether a recognition slip inside `start:end` was put right."""
        return not self.corrected.isdisjoint(range(start, end))


@dataclass(frozen=True, slots=True)
class Figure:
    """One number with its qualifier and unit, before anyone knows what it counts.

    `start:end` covers qualifier, number and unit; `number_start:number_end` the number alone. Values are
    in base units (7.9万 is 79000). `unit` is a unit code, or null where the unit is none of the catalogue's
    (亩, 天); `unit_text` is the unit as printed with its multiplier left out (万人次 gives 人次).
    """

    start: int
    end: int
    number_start: int
    number_end: int
    value: Decimal
    lower: Decimal | None
    upper: Decimal | None
    resolution: Decimal
    qualifier: str
    unit: str | None
    unit_text: str


@dataclass(frozen=True, slots=True)
class SetAsideNumber:
    """A number that states no figure: `reason` is one of `SET_ASIDE_REASONS`."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Observation:
    """One stated figure about one indicator: the record that the extraction contract defines.

    A record cannot check its own quote, because the text is not at hand: every observation is made by
    `reader.observe`, which raises ValueError unless `text[span_start:span_end] == quote`.
    `evidence` names, field by field, the rule or wording that decided it; `confidence` is the calibrated
    probability (0 to 1) that indicator, status, year and area are all right.
    """

    document_id: str
    ordinal: int
    span_start: int
    span_end: int
    quote: str
    sentence: str
    sentence_start: int
    indicator: str
    subject: str | None
    value: Decimal
    lower: Decimal | None
    upper: Decimal | None
    resolution: Decimal
    qualifier: str
    unit: str
    status: str
    basis: str
    period_start: date | None
    period_end: date | None
    year: int
    area_code: str
    area_name: str
    is_guessed: bool
    confidence: Decimal
    evidence: dict[str, str]

    @property
    def observation_id(self) -> str:
        """The first 16 hexadecimal digits of the SHA-256 of document, span and ordinal."""
        key = f"{self.document_id}|{self.span_start}|{self.span_end}|{self.ordinal}"
        return sha256(key.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Number:
    """What became of one number of the text. Every number of a document has exactly one such record.

    `disposition` is `observation`, `other` or `set_aside`; `reason` says why it was set aside, else null.
    """

    span_start: int
    span_end: int
    quote: str
    disposition: str
    reason: str | None
    wording: str
    """The clean clause around the number with the number itself as `#`: what the review queue groups by."""
    sentence: str
    """The sentence around the number as received."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read from one document."""

    document: Document
    repaired: RepairedText
    document_date: date | None
    observations: tuple[Observation, ...]
    numbers: tuple[Number, ...]
