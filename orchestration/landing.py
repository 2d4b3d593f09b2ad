"""From the documents received to the landing files: only what is new or changed is read, the rest is kept.

What belongs here: deciding which documents must be read again, and writing `data/landing/*.parquet`. What
does not: which documents there are (`received`), reading them (`extraction`), models.

A document's reading depends on its bytes, its sidecar and the extractor. The landing files are their own
memory: each row of documents.parquet carries the key under which it was read, and rows of documents with
the same key are copied. The files do not depend on what was kept and what was read, nor on the order of
either.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from extraction.batch import NUMBERS, OBSERVATIONS, READINGS, extract_batch
from extraction.contacts import mask
from extraction.gazetteer import default_gazetteer
from extraction.stages import Document
from orchestration.failures import BadInput
from orchestration.received import ReceivedDocument, receive
from orchestration.settings import Paths

Schema = dict[str, pl.DataType | type[pl.DataType]]

RECEIVED: Schema = {
    "document_id": pl.String,
    "file_path": pl.String,
    "sha256": pl.String,
    "byte_count": pl.Int64,
    "encoding": pl.String,
    "publisher": pl.String,
    "publisher_area_code": pl.String,
    "title": pl.String,
    "document_number": pl.String,
    "source_url": pl.String,
    "signed_on": pl.Date,
    "published_on": pl.Date,
    "accessed_on": pl.Date,
    "outcome_reason": pl.String,
    "reading_key": pl.String,
}
"""What is known of a document before it is read; `reading_key` is null where it was set aside."""

DOCUMENT_COLUMNS = (
    "document_id",
    "file_path",
    "sha256",
    "byte_count",
    "encoding",
    "character_count",
    "repaired_character_count",
    "guessed_character_count",
    "publisher",
    "publisher_area_code",
    "title",
    "document_number",
    "source_url",
    "signed_on",
    "published_on",
    "accessed_on",
    "document_date",
    "outcome",
    "outcome_reason",
    "observation_count",
    "other_count",
    "set_aside_number_count",
    "extractor_version",
    "reading_key",
)
TEXTS: Schema = {"document_id": pl.String, "text": pl.String}
COUNTS = ("observation_count", "other_count", "set_aside_number_count")
OBSERVATION_ORDER = ("document_id", "span_start", "span_end", "ordinal")
NUMBER_ORDER = ("document_id", "span_start", "span_end")


@dataclass(frozen=True, slots=True)
class Reread:
    """What to read again although nothing about it has changed: documents, whole cities (names or codes),
    or all.
    """

    documents: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    everything: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What one landing did."""

    outcomes: dict[str, int]
    """Documents by what became of them: `read`, `read_without_figures`, `set_aside`."""
    read_now: int
    kept: int
    """Documents whose rows were taken over from before."""
    dispositions: dict[str, Any]
    """The numbers of all texts by what became of them."""
    row_counts: dict[str, int]
    set_aside: list[dict[str, str]] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The same as plain JSON values."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class _Known:
    """The rows of an earlier landing."""

    documents: pl.DataFrame
    observations: pl.LazyFrame
    numbers: pl.LazyFrame

    @property
    def keys(self) -> set[str]:
        return set(self.documents["reading_key"].drop_nulls())


def land(paths: Paths, extractor_version: str, reread: Reread = Reread()) -> Reading:
    """Bring the landing files up to date with raw/, and say what was done.

    Raises BadInput for a raw/ that cannot be listed, and for a document or city to read again that is not
    there. A document that cannot be read is set aside and stops nothing.
    """
    _restore_interrupted_swap(paths)
    known = _known(paths)
    keys = known.keys if known and not reread.everything else set()
    rows: list[dict[str, Any]] = []
    texts: list[tuple[str, str]] = []
    set_aside: list[dict[str, str]] = []
    kept: list[str] = []
    wanted = _Wanted(reread)

    def to_read() -> Iterator[Document]:
        for received in receive(paths.raw):
            row = _row(received, extractor_version)
            rows.append(row)
            if received.text is None:
                set_aside.append(_set_aside(received))
                continue
            texts.append((received.document_id, received.text))
            is_wanted = wanted.asks_for(row)
            if row["reading_key"] in keys and not is_wanted:
                kept.append(received.document_id)
            else:
                yield _document(received)

    read = extract_batch(to_read())
    wanted.require_all_found()
    readings, observations, numbers = read.readings, read.observations, read.numbers
    if known and kept:
        readings = pl.concat([readings, known.documents.filter(_is_one_of(kept)).select(list(READINGS))])
        observations = pl.concat([observations, known.observations.filter(_is_one_of(kept)).collect()])
        numbers = pl.concat([numbers, known.numbers.filter(_is_one_of(kept)).collect()])
    tables = {
        "documents": _documents(rows, readings, extractor_version),
        "observations": observations.sort(OBSERVATION_ORDER),
        "numbers": numbers.sort(NUMBER_ORDER),
        "texts": pl.DataFrame(texts, schema=TEXTS, orient="row").sort("document_id"),
    }
    _replace_landing(paths, tables)
    return Reading(
        outcomes=dict(tables["documents"]["outcome"].value_counts(sort=True).iter_rows()),
        read_now=len(read.readings),
        kept=len(kept),
        dispositions=_dispositions(numbers),
        row_counts={name: len(table) for name, table in tables.items()},
        set_aside=set_aside,
    )


class _Wanted:
    """Which documents someone asked to have read again, and whether all that was asked for is there."""

    def __init__(self, reread: Reread) -> None:
        self.documents = set(reread.documents)
        self.cities = {_city_code(words) for words in reread.cities}
        self.missing = set(reread.documents) | self.cities

    def asks_for(self, row: dict[str, Any]) -> bool:
        area = default_gazetteer().areas.get(row["publisher_area_code"] or "")
        city = area.city_code if area else None
        self.missing -= {row["document_id"], city}
        return row["document_id"] in self.documents or city in self.cities

    def require_all_found(self) -> None:
        if self.missing:
            names = ", ".join(sorted(self.missing))
            raise BadInput(
                f"cannot read {names} again: no document in raw/ has that id or comes from that city"
            )


def _city_code(words: str) -> str:
    gazetteer = default_gazetteer()
    codes = (
        [words]
        if words in gazetteer.areas
        else [*gazetteer.names.get(words, ()), *gazetteer.short.get(words, ())]
    )
    cities = [code for code in codes if gazetteer.areas[code].city_code == code]
    if len(cities) != 1:
        raise BadInput(f"{words!r} is not the name or code of one city")
    return cities[0]


def _row(received: ReceivedDocument, extractor_version: str) -> dict[str, Any]:
    sidecar = received.sidecar
    area = None
    if sidecar and (named := sidecar.publisher_area or sidecar.publisher):
        area = default_gazetteer().issuer_area(named, sidecar.title).code
    return {
        "document_id": received.document_id,
        "file_path": received.file_path,
        "sha256": received.sha256,
        "byte_count": received.byte_count,
        "encoding": received.encoding,
        "publisher": mask(sidecar.publisher) if sidecar else None,
        "publisher_area_code": area,
        "title": mask(sidecar.title) if sidecar else None,
        "document_number": sidecar.document_number if sidecar else None,
        "source_url": sidecar.source_url if sidecar else None,
        "signed_on": sidecar.signed_on if sidecar else None,
        "published_on": sidecar.published_on if sidecar else None,
        "accessed_on": sidecar.accessed_on if sidecar else None,
        "outcome_reason": received.reason,
        "reading_key": None if received.is_set_aside else _reading_key(received, extractor_version),
    }


def _reading_key(received: ReceivedDocument, extractor_version: str) -> str:
    parts = (received.document_id, received.sha256, repr(received.sidecar), extractor_version)
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()


def _set_aside(received: ReceivedDocument) -> dict[str, str]:
    item = {
        "document_id": received.document_id,
        "file_path": received.file_path,
        "reason": str(received.reason),
        "message": str(received.message),
    }
    return item if received.due_on is None else item | {"due_on": received.due_on.isoformat()}


def _document(received: ReceivedDocument) -> Document:
    sidecar = received.sidecar
    return Document(
        document_id=received.document_id,
        text=received.text or "",
        title=sidecar.title if sidecar else "",
        issuer=sidecar.publisher if sidecar else "",
        published_on=sidecar.published_on if sidecar else None,
        signed_on=sidecar.signed_on if sidecar else None,
    )


def _documents(rows: list[dict[str, Any]], readings: pl.DataFrame, extractor_version: str) -> pl.DataFrame:
    """The rows of documents.parquet: what was received beside what reading it gave."""
    outcome = (
        pl.when(pl.col("reading_key").is_null())
        .then(pl.lit("set_aside"))
        .when(pl.col("observation_count") > 0)
        .then(pl.lit("read"))
        .otherwise(pl.lit("read_without_figures"))
    )
    return (
        pl.DataFrame(rows, schema=RECEIVED, orient="row")
        .join(readings, on="document_id", how="left")
        .with_columns(
            pl.col(COUNTS).fill_null(0),
            outcome.alias("outcome"),
            pl.when(pl.col("reading_key").is_not_null())
            .then(pl.lit(extractor_version))
            .alias("extractor_version"),
        )
        .select(DOCUMENT_COLUMNS)
        .sort("document_id")
    )


def _dispositions(numbers: pl.DataFrame) -> dict[str, Any]:
    counts = dict(numbers["disposition"].value_counts().iter_rows())
    reasons = numbers.filter(pl.col("disposition") == "set_aside")["reason"].value_counts(sort=True)
    return {
        "numbers": len(numbers),
        "observation": counts.get("observation", 0),
        "other": counts.get("other", 0),
        "set_aside": counts.get("set_aside", 0),
        "set_aside_reasons": dict(sorted(reasons.iter_rows())),
    }


def _is_one_of(documents: list[str]) -> pl.Expr:
    return pl.col("document_id").is_in(documents)


def _known(paths: Paths) -> _Known | None:
    """The earlier landing; null where there is none, or none with today's columns."""
    try:
        documents = pl.read_parquet(paths.landing / "documents.parquet").select(DOCUMENT_COLUMNS)
        observations = pl.scan_parquet(paths.landing / "observations.parquet")
        numbers = pl.scan_parquet(paths.landing / "numbers.parquet")
        if dict(observations.collect_schema()) != OBSERVATIONS or dict(numbers.collect_schema()) != NUMBERS:
            return None
    except (OSError, pl.exceptions.PolarsError):
        return None
    return _Known(documents, observations, numbers)


# --- two folders, of which readers of the landing always find one


def _partial(paths: Paths) -> Path:
    return paths.landing.with_name("landing.partial")


def _former(paths: Paths) -> Path:
    return paths.landing.with_name("landing.former")


def _replace_landing(paths: Paths, tables: dict[str, pl.DataFrame]) -> None:
    partial, former = _partial(paths), _former(paths)
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    for name, table in tables.items():
        table.write_parquet(partial / f"{name}.parquet")
    shutil.rmtree(former, ignore_errors=True)
    if paths.landing.exists():
        paths.landing.rename(former)
    partial.rename(paths.landing)
    shutil.rmtree(former, ignore_errors=True)


def _restore_interrupted_swap(paths: Paths) -> None:
    """Bring back the landing that a killed refresh had moved aside, and clear away what it had not
    finished.
    """
    if _former(paths).exists() and not paths.landing.exists():
        _former(paths).rename(paths.landing)
    for leftover in (_partial(paths), _former(paths)):
        shutil.rmtree(leftover, ignore_errors=True)
