"""Frames have the landing schemas and depend on nothing but the documents."""

from datetime import date

import polars as pl

from extraction import batch
from extraction.stages import Document

DOCUMENTS = [
    Document(
        f"letter{n}",
        f"今年全市培训{n}00人次，发放培训补贴{n}0万元，建公寓{n}套。",
        "",
        "衢州市人社局",
        date(2023, 9, 1),
    )
    for n in (3, 1, 2)
]


def test_frames_have_the_landing_schemas() -> None:
    landed = batch.extract_batch(DOCUMENTS, workers=1)
    assert dict(landed.observations.schema) == batch.OBSERVATIONS
    assert dict(landed.numbers.schema) == batch.NUMBERS
    assert dict(landed.readings.schema) == batch.READINGS
    assert landed.observations.schema["value"] == pl.Decimal(24, 4)


def test_no_text_column_is_ever_empty() -> None:
    landed = batch.extract_batch([*DOCUMENTS, Document("empty", "", "", "")], workers=1)
    for frame in (landed.observations, landed.numbers, landed.readings):
        for name, kind in frame.schema.items():
            if kind == pl.String:
                assert "" not in frame[name].to_list(), name


def test_order_and_workers_change_nothing(monkeypatch: object) -> None:
    batch_size = "SMALL_BATCH_CHARACTERS"
    one = batch.extract_batch(DOCUMENTS, workers=1)
    monkeypatch.setattr(batch, batch_size, 10)  # type: ignore[attr-defined]
    two = batch.extract_batch(DOCUMENTS[::-1], workers=2)
    assert one.observations.equals(two.observations)
    assert one.numbers.equals(two.numbers)
    assert one.readings.equals(two.readings)


def test_counts_add_up_and_progress_is_told() -> None:
    told: list[tuple[int, str]] = []
    landed = batch.extract_batch(
        DOCUMENTS, workers=1, on_progress=lambda done, name: told.append((done, name))
    )
    assert told == [(1, "letter3"), (2, "letter1"), (3, "letter2")]
    assert landed.readings["document_id"].to_list() == ["letter1", "letter2", "letter3"]
    assert landed.readings["observation_count"].to_list() == [2, 2, 2]
    totals = landed.readings.select("observation_count", "other_count", "set_aside_number_count").sum().row(0)
    assert sum(totals) == landed.numbers.height
    assert landed.observations.height == totals[0] + totals[1]


def test_ids_come_from_content() -> None:
    first = batch.extract_batch(DOCUMENTS, workers=1).observations["observation_id"]
    again = batch.extract_batch(DOCUMENTS, workers=1).observations["observation_id"]
    assert first.to_list() == again.to_list()
    assert first.n_unique() == first.len()
    assert all(len(one) == 16 for one in first)


def test_no_documents_give_empty_frames_with_the_schemas() -> None:
    landed = batch.extract_batch([], workers=1)
    assert landed.observations.height == 0
    assert dict(landed.observations.schema) == batch.OBSERVATIONS
