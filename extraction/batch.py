"""Many documents at once: documents in, observations and numbers out as frames with the landing schemas.

What belongs here: the schemas, the rows of one document, and a pool of processes over many. What does not:
where documents come from and where frames go (`orchestration`), and reading itself (`reader`).

The rows of a document depend on nothing but the document, so a pool of processes and a cluster that calls
`rows_of` give the same frames.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from typing import Any

import polars as pl

from extraction.reader import extract
from extraction.stages import Document, Extraction, Observation

AMOUNT = pl.Decimal(24, 4)

OBSERVATIONS: dict[str, pl.DataType | type[pl.DataType]] = {
    "observation_id": pl.String,
    "document_id": pl.String,
    "ordinal": pl.Int64,
    "span_start": pl.Int64,
    "span_end": pl.Int64,
    "quote": pl.String,
    "sentence": pl.String,
    "sentence_start": pl.Int64,
    "indicator_code": pl.String,
    "subject": pl.String,
    "value": AMOUNT,
    "lower_bound": AMOUNT,
    "upper_bound": AMOUNT,
    "resolution": AMOUNT,
    "qualifier": pl.String,
    "unit_code": pl.String,
    "status": pl.String,
    "basis": pl.String,
    "period_start": pl.Date,
    "period_end": pl.Date,
    "year": pl.Int32,
    "area_code": pl.String,
    "area_name": pl.String,
    "is_guessed": pl.Boolean,
    "confidence": AMOUNT,
    "evidence": pl.String,
}
"""Columns of observations.parquet; one row for each observation, those of indicator `other` too."""

NUMBERS: dict[str, pl.DataType | type[pl.DataType]] = {
    "document_id": pl.String,
    "span_start": pl.Int64,
    "span_end": pl.Int64,
    "quote": pl.String,
    "disposition": pl.String,
    "reason": pl.String,
    "wording": pl.String,
    "sentence": pl.String,
}
"""Columns of numbers.parquet; one row for each number of each text."""

READINGS: dict[str, pl.DataType | type[pl.DataType]] = {
    "document_id": pl.String,
    "document_date": pl.Date,
    "character_count": pl.Int64,
    "repaired_character_count": pl.Int64,
    "guessed_character_count": pl.Int64,
    "observation_count": pl.Int64,
    "other_count": pl.Int64,
    "set_aside_number_count": pl.Int64,
}
"""What reading a document adds to its row of documents.parquet; `observation_count` leaves `other` out."""

SMALL_BATCH_CHARACTERS = 400_000
"""Below so much text a pool costs more than it saves: its processes start in about a second."""

Row = tuple[Any, ...]
Progress = Callable[[int, str], None]


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one document, in the order of the schemas' columns."""

    document_id: str
    observations: tuple[Row, ...]
    numbers: tuple[Row, ...]
    reading: Row


@dataclass(frozen=True, slots=True)
class Landed:
    """The frames of a batch, sorted by document and place in it."""

    observations: pl.DataFrame
    numbers: pl.DataFrame
    readings: pl.DataFrame


def extract_batch(
    documents: Iterable[Document], workers: int | None = None, on_progress: Progress | None = None
) -> Landed:
    """Read documents with `workers` processes (default: one for each core) into the landing frames.

    `on_progress` is called with the number of documents done and the id of the last. The frames do not
    depend on the order of `documents` or on `workers`. At most twice as many documents as workers are under
    way at once.
    """
    observations: list[Row] = []
    numbers: list[Row] = []
    readings: list[Row] = []
    for done, rows in enumerate(each(documents, workers), 1):
        observations.extend(rows.observations)
        numbers.extend(rows.numbers)
        readings.append(rows.reading)
        if on_progress is not None:
            on_progress(done, rows.document_id)
    return Landed(
        _frame(observations, OBSERVATIONS, ("document_id", "span_start", "span_end", "ordinal")),
        _frame(numbers, NUMBERS, ("document_id", "span_start", "span_end")),
        _frame(readings, READINGS, ("document_id",)),
    )


def _frame(rows: Sequence[Row], schema: dict[str, Any], order: Sequence[str]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=schema, orient="row").sort(order)


def each(documents: Iterable[Document], workers: int | None = None) -> Iterator[Rows]:
    """The rows of each document, in the order of `documents`, read by a pool where that pays."""
    count = workers or os.cpu_count() or 1
    waiting = iter(documents)
    first: list[Document] = []
    while count > 1 and sum(len(document.text) for document in first) < SMALL_BATCH_CHARACTERS:
        if (document := next(waiting, None)) is None:
            break
        first.append(document)
    else:
        if count > 1:
            yield from _pooled(first, waiting, count)
            return
    yield from map(rows_of, first)
    yield from map(rows_of, waiting)


def _pooled(first: Sequence[Document], waiting: Iterator[Document], workers: int) -> Iterator[Rows]:
    # A forked child of a process that runs threads can hang; a spawned one starts clean.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(
        workers, mp_context=context, initializer=end_with, initargs=(os.getpid(),)
    ) as pool:
        under_way: deque[Future[Rows]] = deque()
        for document in first:
            under_way.append(pool.submit(rows_of, document))
        for document in waiting:
            while len(under_way) >= 2 * workers:
                yield under_way.popleft().result()
            under_way.append(pool.submit(rows_of, document))
        while under_way:
            yield under_way.popleft().result()


def end_with(parent: int) -> None:
    """End this process when `parent` is no more: workers of a killed pool would wait for work for ever."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def rows_of(document: Document) -> Rows:
    """Read one document into rows: a pure function, the unit of work of any pool or cluster."""
    extraction = extract(document)
    return Rows(
        document.document_id,
        tuple(_observation_row(observation) for observation in extraction.observations),
        tuple(_number_rows(extraction)),
        _reading_row(extraction),
    )


def _observation_row(observation: Observation) -> Row:
    return (
        observation.observation_id,
        observation.document_id,
        observation.ordinal,
        observation.span_start,
        observation.span_end,
        observation.quote,
        observation.sentence,
        observation.sentence_start,
        observation.indicator,
        observation.subject,
        observation.value,
        observation.lower,
        observation.upper,
        observation.resolution,
        observation.qualifier,
        observation.unit,
        observation.status,
        observation.basis,
        observation.period_start,
        observation.period_end,
        observation.year,
        observation.area_code,
        observation.area_name,
        observation.is_guessed,
        observation.confidence,
        json.dumps(observation.evidence, ensure_ascii=False, sort_keys=True),
    )


def _number_rows(extraction: Extraction) -> Iterator[Row]:
    document_id = extraction.document.document_id
    for number in extraction.numbers:
        yield (
            document_id,
            number.span_start,
            number.span_end,
            number.quote,
            number.disposition,
            number.reason,
            number.wording,
            number.sentence,
        )


def _reading_row(extraction: Extraction) -> Row:
    others = sum(observation.indicator == "other" for observation in extraction.observations)
    return (
        extraction.document.document_id,
        extraction.document_date,
        len(extraction.document.text),
        len(extraction.repaired.text),
        len(extraction.repaired.guessed),
        len(extraction.observations) - others,
        others,
        sum(number.disposition == "set_aside" for number in extraction.numbers),
    )
