"""How well the extractor reads: predicted observations against documents that people labelled.

What belongs here: label and prediction files, pairing, the levels of agreement and their report. What does
not: extraction itself (`reader`) and the fitting of confidence (`calibrate`).

A prediction can pair with a label when their spans overlap and their values are equal. Pairing is one to
one: the most pairs, and among those the most agreement. Levels are cumulative: a pair (figure), the same
indicator, and status, and year, and area, and at last unit, qualifier and basis.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from extraction.catalogue import INDICATORS
from extraction.reader import extract
from extraction.stages import Document, Extraction

LEVELS = ("figure", "+ indicator", "+ status", "+ year", "+ area", "full")
_FIELDS_OF_LEVEL = (
    (),
    ("indicator",),
    ("status",),
    ("year",),
    ("area",),
    ("unit", "qualifier", "basis"),
)
FIELDS = ("indicator", "status", "year", "area", "unit", "qualifier", "basis")


class LabelError(ValueError):
    """A label or prediction file that cannot be used; the message names the file and the cause."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A labelled or predicted observation, reduced to what is scored."""

    start: int
    end: int
    value: float
    fields: Mapping[str, Any]
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class LabelledDocument:
    """One label file: the document as an extractor receives it, and what a person read in it."""

    document: Document
    labels: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Ratio:
    """Precision, recall and F1 of one level or indicator."""

    pairs: int
    predictions: int
    labels: int

    @property
    def precision(self) -> float:
        """Pairs among predictions; 1 where nothing was there to predict and nothing was."""
        return self.pairs / self.predictions if self.predictions else float(not self.labels)

    @property
    def recall(self) -> float:
        """Pairs among labels."""
        return self.pairs / self.labels if self.labels else float(not self.predictions)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Mistake:
    """A miss (no prediction), a false alarm (no label) or a pair with wrong fields, with its surroundings."""

    kind: str
    document_id: str
    context: str
    label: Statement | None
    prediction: Statement | None
    wrong_fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CalibrationBin:
    """Predictions of about the same confidence, and how many of them were right up to the area."""

    lower: float
    upper: float
    predictions: int
    mean_confidence: float
    right: int


@dataclass(slots=True)
class Evaluation:
    """Scores over a set of labelled documents."""

    documents: int
    levels: dict[str, Ratio]
    indicators: dict[str, Ratio]
    fields_right: dict[str, int]
    pairs: int
    calibration: tuple[CalibrationBin, ...]
    mistakes: list[Mistake] = field(default_factory=list)


def read_labels(folder: Path) -> list[LabelledDocument]:
    """The label files of `folder`, or of its sub-folders where it holds none itself, in order of their names.

    Raises LabelError where there are none, where a file lacks a field, or where a quote is not in its text.
    """
    found = [document for path in sorted(folder.glob("*.json")) if (document := _read_label_file(path))]
    if not found:
        found = [document for path in sorted(folder.rglob("*.json")) if (document := _read_label_file(path))]
    if not found:
        raise LabelError(f"{folder}: holds no label files (JSON with document_id and observations)")
    seen: set[str] = set()
    for labelled in found:
        if labelled.document.document_id in seen:
            raise LabelError(f"{folder}: document {labelled.document.document_id} is labelled twice")
        seen.add(labelled.document.document_id)
    return found


def _read_label_file(path: Path) -> LabelledDocument | None:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(content, dict) or not isinstance(content.get("observations"), list):
        return None
    try:
        text = content.get("text")
        if text is None:
            with (path.parent / content["text_file"]).open(encoding="utf-8", newline="") as stream:
                text = stream.read()
        published = content.get("published")
        document = Document(
            document_id=content["document_id"],
            text=text,
            title=content.get("title", ""),
            issuer=content.get("issuer", ""),
            published_on=date.fromisoformat(published) if published else None,
        )
        labels = tuple(_read_label(text, entry) for entry in content["observations"])
    except KeyError as error:
        raise LabelError(f"{path}: lacks {error}") from error
    except (OSError, ValueError) as error:
        raise LabelError(f"{path}: {error}") from error
    return LabelledDocument(document, labels)


def _read_label(text: str, entry: Mapping[str, Any]) -> Statement:
    start = -1
    for _ in range(int(entry["occurrence"])):
        start = text.find(entry["quote"], start + 1)
        if start < 0:
            raise ValueError(f"{entry['quote']!r} does not occur {entry['occurrence']} times")
    fields = {name: _clean(entry[name]) for name in FIELDS}
    return Statement(start, start + len(entry["quote"]), float(entry["value"]), fields)


def _clean(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def predictions_of(extraction: Extraction) -> Iterator[dict[str, Any]]:
    """The extraction's observations of the catalogue in the scorer's form, one dictionary each."""
    for observation in extraction.observations:
        if observation.indicator == "other":
            continue
        yield {
            "document_id": observation.document_id,
            "span_start": observation.span_start,
            "span_end": observation.span_end,
            "indicator": observation.indicator,
            "subject": observation.subject,
            "value": float(observation.value),
            "unit": observation.unit,
            "qualifier": observation.qualifier,
            "status": observation.status,
            "basis": observation.basis,
            "year": observation.year,
            "area_name": observation.area_name,
            "confidence": float(observation.confidence),
        }


def predict(labelled: Iterable[LabelledDocument]) -> Iterator[dict[str, Any]]:
    """What the extractor reads in each document, in the scorer's form."""
    for one in labelled:
        yield from predictions_of(extract(one.document))


def write_predictions(predictions: Iterable[Mapping[str, Any]], path: Path) -> None:
    """Write predictions as JSON Lines."""
    with path.open("w", encoding="utf-8") as stream:
        for prediction in predictions:
            stream.write(json.dumps(prediction, ensure_ascii=False) + "\n")


def read_predictions(path: Path) -> list[dict[str, Any]]:
    """Read predictions from JSON Lines. Raises LabelError naming the line that is none."""
    found = []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise LabelError(f"{path}: {error.strerror}") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                found.append(json.loads(line))
            except ValueError as error:
                raise LabelError(f"{path}, line {number}: no JSON ({error})") from error
            if not isinstance(found[-1], dict):
                raise LabelError(f"{path}, line {number}: a prediction is a JSON object")
    return found


def evaluate(labels_folder: Path, predictions_path: Path | None = None) -> Evaluation:
    """Score the extractor, or the predictions of a file, on the label files of a folder."""
    labelled = read_labels(labels_folder)
    predictions = read_predictions(predictions_path) if predictions_path else list(predict(labelled))
    return score(labelled, predictions)


def score(labelled: Sequence[LabelledDocument], predictions: Iterable[Mapping[str, Any]]) -> Evaluation:
    """Score predictions; those of indicators outside the catalogue or of other documents are left out."""
    known = {one.document.document_id for one in labelled}
    by_document: dict[str, list[Statement]] = defaultdict(list)
    for prediction in predictions:
        if prediction.get("indicator") in INDICATORS and prediction.get("document_id") in known:
            by_document[prediction["document_id"]].append(statement(prediction))
    tally = _Tally()
    for one in sorted(labelled, key=lambda one: one.document.document_id):
        predicted = sorted(by_document[one.document.document_id], key=lambda made: (made.start, made.end))
        tally.add(one, predicted)
    return tally.evaluation(len(labelled))


def statement(prediction: Mapping[str, Any]) -> Statement:
    """A prediction as what is scored of it; one that lacks a number can pair with nothing."""
    fields = {name: _clean(prediction.get("area_name" if name == "area" else name)) for name in FIELDS}
    try:
        fields["year"] = int(prediction.get("year"))  # type: ignore[arg-type]
    except (TypeError, ValueError):
        fields["year"] = None
    try:
        start, end = int(prediction["span_start"]), int(prediction["span_end"])
        value = float(prediction["value"])
    except (KeyError, TypeError, ValueError):
        start, end, value = 0, 0, math.nan
    confidence = prediction.get("confidence")
    return Statement(start, end, value, fields, float(confidence) if confidence is not None else None)


class _Tally:
    """Running counts over documents."""

    def __init__(self) -> None:
        self.passed = [0] * (len(LEVELS) + 1)
        self.labels = self.predictions = self.pairs = 0
        self.of_indicator: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
        self.fields_right = dict.fromkeys(FIELDS, 0)
        self.judged: list[tuple[float, bool]] = []
        self.mistakes: list[Mistake] = []

    def add(self, labelled: LabelledDocument, predicted: Sequence[Statement]) -> None:
        labels, text = labelled.labels, labelled.document.text
        name = labelled.document.document_id
        self.labels += len(labels)
        self.predictions += len(predicted)
        for label in labels:
            self.of_indicator[label.fields["indicator"]][2] += 1
        for made in predicted:
            self.of_indicator[made.fields["indicator"]][1] += 1
        pairs = pair(labels, predicted)
        self.pairs += len(pairs)
        levels = {j: agreement(labels[i], predicted[j]) for i, j in pairs}
        for i, j in pairs:
            label, made = labels[i], predicted[j]
            for level in range(1, levels[j] + 1):
                self.passed[level] += 1
            self.of_indicator[label.fields["indicator"]][0] += levels[j] >= 2
            wrong = tuple(f for f in FIELDS if label.fields[f] != made.fields[f])
            for f in FIELDS:
                self.fields_right[f] += f not in wrong
            if wrong:
                self.mistakes.append(Mistake("wrong", name, _context(text, label), label, made, wrong))
        paired_labels, paired_predictions = {i for i, _ in pairs}, {j for _, j in pairs}
        for i, label in enumerate(labels):
            if i not in paired_labels:
                self.mistakes.append(Mistake("miss", name, _context(text, label), label, None, ()))
        for j, made in enumerate(predicted):
            if j not in paired_predictions:
                self.mistakes.append(Mistake("false alarm", name, _context(text, made), None, made, ()))
            if made.confidence is not None:
                self.judged.append((made.confidence, levels.get(j, 0) >= 5))

    def evaluation(self, documents: int) -> Evaluation:
        levels = {
            name: Ratio(self.passed[number], self.predictions, self.labels)
            for number, name in enumerate(LEVELS, 1)
        }
        indicators = {
            code: Ratio(*self.of_indicator[code]) for code in INDICATORS if code in self.of_indicator
        }
        return Evaluation(
            documents,
            levels,
            indicators,
            self.fields_right,
            self.pairs,
            calibration_table(self.judged),
            self.mistakes,
        )


def agreement(label: Statement, made: Statement) -> int:
    """How many levels a pair passes, 1 to 6."""
    for level, fields in enumerate(_FIELDS_OF_LEVEL[1:], 1):
        if any(label.fields[f] != made.fields[f] for f in fields):
            return level
    return len(LEVELS)


def pair(labels: Sequence[Statement], predicted: Sequence[Statement]) -> list[tuple[int, int]]:
    """One-to-one pairs (label, prediction): the most pairs, then the most agreement.

    Best-first augmenting paths: each step adds the path that gains most, which keeps the total weight the
    largest for its number of pairs (the successive shortest path method).
    """
    big = len(LEVELS) * (len(labels) + 1)
    weight = {
        i: {j: big + agreement(label, made) for j, made in enumerate(predicted) if _can_pair(label, made)}
        for i, label in enumerate(labels)
    }
    label_of: dict[int, int] = {}
    prediction_of: dict[int, int] = {}
    while path := _best_path(weight, label_of, prediction_of):
        for i, j in path:
            label_of[j], prediction_of[i] = i, j
    return sorted(prediction_of.items())


def _can_pair(label: Statement, made: Statement) -> bool:
    overlap = max(label.start, made.start) < min(label.end, made.end)
    return overlap and math.isclose(label.value, made.value, rel_tol=1e-9)


def _best_path(
    weight: Mapping[int, Mapping[int, int]], label_of: Mapping[int, int], prediction_of: Mapping[int, int]
) -> list[tuple[int, int]]:
    """The alternating path from a free label to a free prediction that gains most, as its new pairs."""
    gain: dict[int, int] = {}
    came_from: dict[int, int] = {}
    waiting = [(i, 0) for i in weight if i not in prediction_of]
    while waiting:
        i, so_far = waiting.pop()
        for j, points in weight[i].items():
            if label_of.get(j) == i or gain.get(j, -1) >= so_far + points:
                continue
            gain[j], came_from[j] = so_far + points, i
            holder = label_of.get(j)
            if holder is not None:
                waiting.append((holder, so_far + points - weight[holder][j]))
    free = [j for j in gain if j not in label_of]
    if not free:
        return []
    path = []
    at: int | None = max(free, key=lambda j: (gain[j], -j))
    while at is not None:
        holder_of_path = came_from[at]
        path.append((holder_of_path, at))
        at = prediction_of.get(holder_of_path)
    return path


CALIBRATION_EDGES = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.0)


def calibration_table(judged: Sequence[tuple[float, bool]]) -> tuple[CalibrationBin, ...]:
    """Predictions in bins of confidence with the share that was right; empty bins are left out."""
    bins = []
    for lower, upper in pairwise(CALIBRATION_EDGES):
        inside = [(c, right) for c, right in judged if lower <= c < upper or (upper == 1.0 and c == 1.0)]
        if inside:
            mean = sum(c for c, _ in inside) / len(inside)
            bins.append(CalibrationBin(lower, upper, len(inside), mean, sum(right for _, right in inside)))
    return tuple(bins)


def _context(text: str, statement: Statement, width: int = 24) -> str:
    before = text[max(0, statement.start - width) : statement.start]
    after = text[statement.end : statement.end + width]
    quote = text[statement.start : statement.end]
    return f"{before}【{quote}】{after}".replace("\r", "").replace("\n", "⏎")


def report(evaluation: Evaluation, with_mistakes: bool = False) -> str:
    """The evaluation as text: levels, fields, indicators, calibration and, if asked for, every mistake."""
    some = evaluation.levels["figure"]
    lines = [
        f"documents {evaluation.documents}   labels {some.labels}   predictions {some.predictions}",
        "",
        f"{'level':<14}{'pairs':>7}{'precision':>11}{'recall':>9}{'F1':>9}",
        *(_ratio_line(name, ratio, 14) for name, ratio in evaluation.levels.items()),
        "",
        "fields right among the pairs: "
        + "  ".join(f"{name} {n}/{evaluation.pairs}" for name, n in evaluation.fields_right.items()),
        "",
        f"{'indicator':<26}{'labels':>7}{'pred.':>7}{'pairs':>7}{'precision':>11}{'recall':>9}{'F1':>9}",
        *(_indicator_line(code, ratio) for code, ratio in evaluation.indicators.items()),
    ]
    if evaluation.calibration:
        lines += ["", f"{'confidence':<14}{'predictions':>12}{'mean':>8}{'right':>8}{'share':>8}"]
        lines += [_calibration_line(one) for one in evaluation.calibration]
    if with_mistakes:
        lines += _mistake_lines(evaluation.mistakes)
    return "\n".join(lines)


def _ratio_line(name: str, ratio: Ratio, width: int) -> str:
    return f"{name:<{width}}{ratio.pairs:>7}{ratio.precision:>11.4f}{ratio.recall:>9.4f}{ratio.f1:>9.4f}"


def _indicator_line(code: str, ratio: Ratio) -> str:
    return (
        f"{code:<26}{ratio.labels:>7}{ratio.predictions:>7}{ratio.pairs:>7}"
        f"{ratio.precision:>11.4f}{ratio.recall:>9.4f}{ratio.f1:>9.4f}"
    )


def _calibration_line(one: CalibrationBin) -> str:
    name = f"{one.lower:.2f}-{one.upper:.2f}"
    share = one.right / one.predictions
    return f"{name:<14}{one.predictions:>12}{one.mean_confidence:>8.3f}{one.right:>8}{share:>8.3f}"


def _mistake_lines(mistakes: Sequence[Mistake]) -> Iterator[str]:
    for kind in ("miss", "false alarm", "wrong"):
        chosen = [mistake for mistake in mistakes if mistake.kind == kind]
        yield ""
        yield f"{kind}: {len(chosen)}"
        for mistake in chosen:
            yield f"{mistake.document_id}  {mistake.context}"
            if mistake.label is not None and mistake.prediction is not None:
                pairs = (
                    (f, mistake.label.fields[f], mistake.prediction.fields[f]) for f in mistake.wrong_fields
                )
                yield "    " + "; ".join(f"{f}: {right} labelled, {made} read" for f, right, made in pairs)
            elif shown := mistake.label or mistake.prediction:
                yield f"    {shown.value:.15g} " + " ".join(str(shown.fields[f]) for f in FIELDS)
