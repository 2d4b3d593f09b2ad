"""Landing tables planted figure by figure, for tests of what the models make of them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
from made_documents.faultless import DOCUMENTS

from extraction.batch import NUMBERS, OBSERVATIONS

QUZHOU, KECHENG = "330800", "330802"


@dataclass(frozen=True)
class Said:
    """One figure as extraction would land it; its quote must stand in the document's text."""

    quote: str
    value: int
    indicator: str = "training_participants"
    occurrence: int = 1
    subject: str | None = None
    unit: str = "person_time"
    status: str = "actual"
    basis: str = "period"
    months: tuple[int, int] = (1, 12)
    year: int = 2023
    area: str = QUZHOU
    qualifier: str = "exact"
    bounds: tuple[int | None, int | None] | None = None
    resolution: int = 1


@dataclass(frozen=True)
class Planted:
    """One document and what it says."""

    document_id: str
    dated: date | None
    text: str
    said: Sequence[Said] = field(default=())


def write_planted(folder: Path, documents: Sequence[Planted], *, reverse: bool = False) -> None:
    """Write the landing tables; `reverse` turns the order of the rows round, which must change nothing."""
    folder.mkdir(parents=True, exist_ok=True)
    observations = [_observation(document, said) for document in documents for said in document.said]
    frames = {
        "documents": pl.DataFrame([_document(document) for document in documents], schema=DOCUMENTS),
        "observations": pl.DataFrame(observations, schema=OBSERVATIONS),
        "numbers": pl.DataFrame(
            [
                {
                    column: row[column]
                    for column in ("document_id", "span_start", "span_end", "quote", "sentence")
                }
                | {"disposition": "observation", "reason": None, "wording": "#"}
                for row in observations
            ],
            schema=NUMBERS,
        ),
        "texts": pl.DataFrame(
            [{"document_id": document.document_id, "text": document.text} for document in documents],
            schema={"document_id": pl.String, "text": pl.String},
        ),
    }
    for name, frame in frames.items():
        (frame.reverse() if reverse else frame).write_parquet(folder / f"{name}.parquet")


def _document(document: Planted) -> dict[str, Any]:
    return dict.fromkeys(DOCUMENTS) | {
        "document_id": document.document_id,
        "file_path": f"{document.document_id}.txt",
        "sha256": hashlib.sha256(document.text.encode()).hexdigest(),
        "byte_count": len(document.text.encode()),
        "signed_on": document.dated,
        "document_date": document.dated,
        "outcome": "read" if document.said else "read_without_figures",
        "observation_count": len(document.said),
        "other_count": 0,
        "set_aside_number_count": 0,
    }


def _observation(document: Planted, said: Said) -> dict[str, Any]:
    start = -1
    for _ in range(said.occurrence):
        start = document.text.index(said.quote, start + 1)
    end = start + len(said.quote)
    lower, upper = said.bounds or (said.value, said.value)
    first, last = said.months
    period_end = date(said.year, last, [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][last - 1])
    sentence_start = document.text.rfind("。", 0, start) + 1
    has_period = said.basis in ("period", "stock")
    return {
        "observation_id": hashlib.sha256(f"{document.document_id}|{start}|{end}|0".encode()).hexdigest()[:16],
        "document_id": document.document_id,
        "ordinal": 0,
        "span_start": start,
        "span_end": end,
        "quote": said.quote,
        "sentence": document.text[sentence_start : document.text.find("。", end) + 1],
        "sentence_start": sentence_start,
        "indicator_code": said.indicator,
        "subject": said.subject,
        "value": Decimal(said.value),
        "lower_bound": None if lower is None else Decimal(lower),
        "upper_bound": None if upper is None else Decimal(upper),
        "resolution": Decimal(said.resolution),
        "qualifier": said.qualifier,
        "unit_code": said.unit,
        "status": said.status,
        "basis": said.basis,
        "period_start": date(said.year, first, 1)
        if said.basis == "period"
        else period_end
        if has_period
        else None,
        "period_end": period_end if has_period else None,
        "year": said.year,
        "area_code": said.area,
        "area_name": "衢州市" if said.area == QUZHOU else "柯城区",
        "is_guessed": False,
        "confidence": Decimal("0.9"),
        "evidence": "{}",
    }
