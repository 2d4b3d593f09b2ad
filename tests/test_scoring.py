"""Scores are what their definitions say, on cases worked out by hand and against every possible pairing."""

import json
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.scoring import (
    FIELDS,
    LabelError,
    LabelledDocument,
    Statement,
    agreement,
    calibration_table,
    evaluate,
    pair,
    read_labels,
    read_predictions,
    report,
    score,
    write_predictions,
)
from extraction.stages import Document

BASE = dict(
    zip(
        FIELDS,
        ("apprentices", "actual", 2023, "衢州市", "person", "exact", "period"),
        strict=True,
    )
)


def made(start: int = 0, end: int = 4, value: float = 900.0, **changed: object) -> Statement:
    return Statement(start, end, value, {**BASE, **changed})


def predicted(start: int, end: int, value: float = 900.0, **changed: object) -> dict[str, object]:
    fields = {**BASE, **changed}
    fields["area_name"] = fields.pop("area")
    return {"document_id": "one", "span_start": start, "span_end": end, "value": value, **fields}


@pytest.mark.parametrize(
    ("changed", "level"),
    [
        ({}, 6),
        ({"basis": "stock"}, 5),
        ({"unit": "count"}, 5),
        ({"qualifier": "about"}, 5),
        ({"area": "江山市"}, 4),
        ({"year": 2022}, 3),
        ({"status": "target"}, 2),
        ({"indicator": "subsidy_paid"}, 1),
        ({"indicator": "subsidy_paid", "area": "江山市"}, 1),
    ],
)
def test_levels_are_cumulative(changed: dict[str, object], level: int) -> None:
    assert agreement(made(), made(**changed)) == level


def test_a_pair_needs_overlap_and_an_equal_value() -> None:
    assert pair([made(0, 4)], [made(3, 9)]) == [(0, 0)]
    assert pair([made(0, 4)], [made(4, 9)]) == []
    assert pair([made(0, 4)], [made(0, 4, 901.0)]) == []


def test_more_pairs_go_before_more_agreement() -> None:
    labels = [made(0, 4), made(2, 6)]
    predictions = [made(3, 4), made(0, 2, status="target")]
    assert pair(labels, predictions) == [(0, 1), (1, 0)]


@given(
    st.lists(st.tuples(st.integers(0, 6), st.integers(1, 4), st.sampled_from([2021, 2022])), max_size=5),
    st.lists(st.tuples(st.integers(0, 6), st.integers(1, 4), st.sampled_from([2021, 2022])), max_size=5),
)
def test_the_pairing_is_the_best_of_all(
    left: list[tuple[int, int, int]], right: list[tuple[int, int, int]]
) -> None:
    labels = [made(start, start + width, year=year) for start, width, year in left]
    predictions = [made(start, start + width, year=year) for start, width, year in right]
    found = pair(labels, predictions)
    assert len({i for i, _ in found}) == len({j for _, j in found}) == len(found)
    worth = sum(100 + agreement(labels[i], predictions[j]) for i, j in found)
    assert worth == _best(labels, predictions)


def _best(labels: list[Statement], predictions: list[Statement]) -> int:
    small, large = sorted((labels, predictions), key=len)
    best = 0
    for chosen in permutations(range(len(large)), len(small)):
        total = 0
        for i, j in enumerate(chosen):
            if max(small[i].start, large[j].start) < min(small[i].end, large[j].end):
                total += 100 + agreement(small[i], large[j])
        best = max(best, total)
    return best


def test_precision_recall_and_f1_by_hand() -> None:
    labelled = [LabelledDocument(Document("one", "x" * 40), (made(0, 4), made(10, 14), made(20, 24)))]
    predictions = [
        predicted(0, 4),
        predicted(10, 14, year=2020),
        predicted(30, 34),
        predicted(0, 4, indicator="other"),
        predicted(0, 4, indicator="no such code"),
        {**predicted(0, 4), "document_id": "elsewhere"},
    ]
    scored = score(labelled, predictions)
    figure, year = scored.levels["figure"], scored.levels["+ year"]
    assert (figure.pairs, figure.predictions, figure.labels) == (2, 3, 3)
    assert figure.f1 == pytest.approx(2 / 3)
    assert (year.pairs, year.precision, year.recall) == (1, pytest.approx(1 / 3), pytest.approx(1 / 3))
    assert scored.fields_right["year"] == 1
    assert [one.kind for one in scored.mistakes] == ["wrong", "miss", "false alarm"]
    shown = report(scored, with_mistakes=True)
    assert "year: 2023 labelled, 2020 read" in shown
    assert "false alarm: 1" in shown


def test_a_prediction_without_numbers_pairs_with_nothing() -> None:
    labelled = [LabelledDocument(Document("one", "x" * 40), (made(0, 4),))]
    scored = score(labelled, [{**predicted(0, 4), "value": None}, {**predicted(0, 4), "span_start": "?"}])
    assert scored.levels["figure"].pairs == 0
    assert scored.levels["figure"].predictions == 2


def test_calibration_compares_confidence_with_what_was_right() -> None:
    low, high = calibration_table([(0.55, True), (0.58, False), (0.96, True), (1.0, True)])
    assert (low.lower, low.predictions, low.right) == (0.5, 2, 1)
    assert (high.upper, high.predictions, high.right) == (1.0, 2, 2)


def label_file(folder: Path, **changed: object) -> Path:
    observation = {"quote": "900人", "occurrence": 2, "value": 900, "subject": None, **BASE}
    content = {
        "document_id": "one", "title": "", "issuer": "衢州市人社局", "published": "2023-09-01",
        "text": "培训900人。今年招收学徒900人。", "observations": [observation], **changed,
    }  # fmt: skip
    path = folder / "one.json"
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


def test_label_files_are_read_with_every_occurrence_counted(tmp_path: Path) -> None:
    label_file(tmp_path)
    (one,) = read_labels(tmp_path)
    assert (one.labels[0].start, one.labels[0].end) == (13, 17)
    assert one.document.published_on == date(2023, 9, 1)


def test_a_text_may_lie_in_a_file_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_bytes("培训900人。\r\n今年招收学徒900人。".encode())
    label_file(tmp_path, text=None, text_file="one.txt")
    (one,) = read_labels(tmp_path)
    assert one.document.text[one.labels[0].start : one.labels[0].end] == "900人"


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        ({"text": "别的文字"}, "does not occur 2 times"),
        ({"text": None}, "lacks 'text_file'"),
        ({"text": None, "text_file": "gone.txt"}, "gone.txt"),
        ({"published": "yesterday"}, "yesterday"),
        ({"observations": [{"quote": "900人", "occurrence": 1}]}, "lacks"),
    ],
)
def test_a_bad_label_file_is_named_with_the_cause(
    tmp_path: Path, changed: dict[str, object], complaint: str
) -> None:
    path = label_file(tmp_path, **changed)
    with pytest.raises(LabelError, match=complaint) as raised:
        read_labels(tmp_path)
    assert str(path) in str(raised.value)


def test_a_folder_without_labels_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LabelError, match="holds no label files"):
        evaluate(tmp_path)


def test_predictions_survive_writing_and_reading(tmp_path: Path) -> None:
    path = tmp_path / "predictions.jsonl"
    write_predictions([predicted(0, 4)], path)
    assert read_predictions(path) == [predicted(0, 4)]
    path.write_text('{"a": 1}\nnot json\n', encoding="utf-8")
    with pytest.raises(LabelError, match="line 2"):
        read_predictions(path)


def test_the_extractor_is_scored_where_no_predictions_are_given(tmp_path: Path) -> None:
    label_file(tmp_path)
    scored = evaluate(tmp_path)
    assert scored.levels["figure"].recall == 1.0
    assert sum(one.predictions for one in scored.calibration) == scored.levels["figure"].predictions
