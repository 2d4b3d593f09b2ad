"""How well the labelled documents are read: floors that no change may fall below."""

from dataclasses import replace
from pathlib import Path

import pytest

from extraction.calibrate import examples_of, fit, temper
from extraction.confidence import log_odds, probability
from extraction.reader import extract
from extraction.scoring import LabelledDocument, evaluate, read_labels
from extraction.stages import Document

LABELS = Path(__file__).parent / "labels"
FLOORS = {
    "figure": 0.97,
    "+ indicator": 0.95,
    "+ status": 0.94,
    "+ year": 0.92,
    "+ area": 0.92,
    "full": 0.90,
}


@pytest.fixture(scope="module")
def scored() -> object:
    return evaluate(LABELS)


@pytest.mark.parametrize("level", FLOORS)
def test_f1_on_the_labelled_documents(scored: object, level: str) -> None:
    assert scored.documents == 24  # type: ignore[attr-defined]
    assert scored.levels[level].f1 >= FLOORS[level]  # type: ignore[attr-defined]


def test_a_plan_without_figures_yields_no_observation() -> None:
    (plan,) = [one for one in read_labels(LABELS) if one.document.document_id.startswith("002")]
    assert examples_of(plan) == []


def test_the_fit_is_deterministic_and_ranks_doubt_below_certainty() -> None:
    examples = [(("sure",), True)] * 30 + [(("doubtful",), True)] * 10 + [(("doubtful",), False)] * 10
    weights = fit(examples)
    assert weights == fit(examples)
    assert probability(log_odds(("doubtful",), weights)) < 0.65
    assert probability(log_odds(("sure",), weights)) > 0.85


def test_tempering_takes_overconfidence_out() -> None:
    weights = {"always": 3.0}
    unseen = [((), True)] * 70 + [((), False)] * 30
    slope, shift = temper(weights, unseen)
    assert probability(3.0) > 0.95
    assert probability(slope * 3.0 + shift) == pytest.approx(0.7, abs=0.02)


NARROW = str.maketrans("，；：（）", ",;:()")


def stated(document: Document) -> list[tuple[object, ...]]:
    return [
        (
            one.span_start,
            one.indicator,
            one.value,
            one.status,
            one.basis,
            one.year,
            one.area_code,
            one.subject,
        )
        for one in extract(document).observations
    ]


@pytest.mark.parametrize("labelled", read_labels(LABELS), ids=lambda one: one.document.document_id)
def test_ascii_marks_are_read_like_full_width_ones(labelled: LabelledDocument) -> None:
    document = labelled.document
    narrow = replace(document, text=document.text.translate(NARROW))
    assert stated(narrow) == stated(document)
