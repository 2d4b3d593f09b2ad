"""Made letters as a reader that never errs would land them: the models' input without the extractor.

So that the models can be held against the truth, and measured at sizes that would take long to read.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import polars as pl

from extraction.batch import NUMBERS, OBSERVATIONS
from orchestration.landing import DOCUMENT_COLUMNS

from .letters import Letter, Statement

TYPES = {
    "byte_count": pl.Int64,
    "character_count": pl.Int64,
    "repaired_character_count": pl.Int64,
    "guessed_character_count": pl.Int64,
    "observation_count": pl.Int64,
    "other_count": pl.Int64,
    "set_aside_number_count": pl.Int64,
    "signed_on": pl.Date,
    "published_on": pl.Date,
    "accessed_on": pl.Date,
    "document_date": pl.Date,
}
DOCUMENTS: dict[str, Any] = {column: TYPES.get(column, pl.String) for column in DOCUMENT_COLUMNS}
SENTENCE_ENDS = "。\n"


def landed(letters: Iterable[Letter]) -> dict[str, pl.DataFrame]:
    """The four landing frames of `letters` by name. Numbers outside the catalogue are left out."""
    kept = list(letters)
    observations = [_observation(letter, said) for letter in kept for said in letter.statements]
    frame = pl.DataFrame(observations, schema=OBSERVATIONS).sort("document_id", "span_start")
    numbers = frame.select(
        "document_id",
        "span_start",
        "span_end",
        "quote",
        pl.lit("observation").alias("disposition"),
        pl.lit(None, pl.String).alias("reason"),
        pl.lit("#").alias("wording"),
        "sentence",
    )
    texts = pl.DataFrame({"document_id": [x.document_id for x in kept], "text": [x.text for x in kept]})
    return {
        "documents": pl.DataFrame([_document(letter) for letter in kept], schema=DOCUMENTS),
        "observations": frame,
        "numbers": numbers.cast(NUMBERS),  # type: ignore[arg-type]
        "texts": texts,
    }


def write_landing(folder: Path, letters: Iterable[Letter]) -> None:
    """Write the landing frames of `letters` as Parquet files into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, frame in landed(letters).items():
        frame.write_parquet(folder / f"{name}.parquet")


def _document(letter: Letter) -> dict[str, Any]:
    content = letter.text.encode()
    return dict.fromkeys(DOCUMENT_COLUMNS) | {
        "document_id": letter.document_id,
        "file_path": f"{letter.document_id}.txt",
        "sha256": hashlib.sha256(content).hexdigest(),
        "byte_count": len(content),
        "encoding": "utf-8",
        "character_count": len(letter.text),
        "repaired_character_count": len(letter.text),
        "guessed_character_count": 0,
        "publisher": letter.publisher,
        "publisher_area_code": letter.publisher_area_code,
        "title": letter.title,
        "document_number": letter.document_number,
        "signed_on": letter.signed_on,
        "published_on": letter.signed_on,
        "accessed_on": letter.signed_on,
        "document_date": letter.signed_on,
        "outcome": "read" if letter.statements else "read_without_figures",
        "observation_count": len(letter.statements),
        "other_count": 0,
        "set_aside_number_count": 0,
        "extractor_version": "faultless",
    }


def _observation(letter: Letter, said: Statement) -> dict[str, Any]:
    start = max(letter.text.rfind(mark, 0, said.span_start) for mark in SENTENCE_ENDS) + 1
    ends = [letter.text.find(mark, said.span_end) for mark in SENTENCE_ENDS]
    end = min(place for place in ends if place >= 0) + 1
    identity = f"{said.document_id}|{said.span_start}|{said.span_end}|0"
    return {
        "observation_id": hashlib.sha256(identity.encode()).hexdigest()[:16],
        "ordinal": 0,
        "sentence": letter.text[start:end].strip(),
        "sentence_start": start,
        "is_guessed": False,
        "confidence": 1,
        "evidence": json.dumps({}),
        **{column: getattr(said, column) for column in OBSERVATIONS if hasattr(said, column)},
    }
