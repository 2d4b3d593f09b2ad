"""Fit the weights of `confidence` on labelled documents: `python -m extraction.calibrate FOLDER…`.

Each observation of each labelled document is one example: its marks, and whether it agreed with a label up
to the area. The weights are a logistic regression with an L2 penalty, fitted by plain gradient descent from
zero, so that the same documents give the same file. The table that is printed is out of sample: documents
are dealt into folds, and each fold is judged by weights fitted on the others.

The file that ships was fitted on the labelled documents of `tests/labels` and on labelled excerpts of
public pages
whose text is not ours to distribute; it names how many of each it saw.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from extraction.confidence import BIAS, WEIGHTS_PATH, log_odds, probability
from extraction.reader import extract_with_marks
from extraction.scoring import (
    CalibrationBin,
    LabelledDocument,
    Statement,
    agreement,
    calibration_table,
    pair,
    predictions_of,
    read_labels,
    statement,
)

FOLDS = 8
ROUNDS = 300
STEP = 4.0
PENALTY = 2.0
RIGHT_FROM = 5
"""The level of agreement that counts as right: indicator, status, year and area."""
_FEWEST = 3

Example = tuple[tuple[str, ...], bool]


def examples_of(labelled: LabelledDocument) -> list[Example]:
    """The marks of each observation of the catalogue, and whether it is right."""
    extraction, marks = extract_with_marks(labelled.document)
    kept = [
        chosen
        for chosen, observation in zip(marks, extraction.observations, strict=True)
        if observation.indicator != "other"
    ]
    predicted: list[Statement] = [statement(made) for made in predictions_of(extraction)]
    right = {
        j
        for i, j in pair(labelled.labels, predicted)
        if agreement(labelled.labels[i], predicted[j]) >= RIGHT_FROM
    }
    return [(chosen, j in right) for j, chosen in enumerate(kept)]


def fit(examples: Sequence[Example]) -> dict[str, float]:
    """The weights under which the examples are most probable, less the penalty for large weights."""
    seen = Counter(mark for marks, _ in examples for mark in marks)
    known = sorted(mark for mark, count in seen.items() if count >= _FEWEST)
    weights = dict.fromkeys((BIAS, *known), 0.0)
    active = [([BIAS, *(mark for mark in marks if mark in weights)], right) for marks, right in examples]
    for _ in range(ROUNDS):
        slope = dict.fromkeys(weights, 0.0)
        for marks, right in active:
            miss = right - probability(sum(weights[mark] for mark in marks))
            for mark in marks:
                slope[mark] += miss
        for mark in weights:
            penalty = PENALTY * weights[mark] if mark != BIAS else 0.0
            weights[mark] += STEP * (slope[mark] - penalty) / len(active)
    return weights


def temper(weights: dict[str, float], examples: Sequence[Example]) -> tuple[float, float]:
    """The slope and shift of the log-odds under which these examples are most probable (Platt's scaling).

    Rules read the documents that they were written on better than others; fitted on others, the two numbers
    take that advantage out of the confidence.
    """
    slope, shift = 1.0, 0.0
    odds = [(log_odds(marks, weights), right) for marks, right in examples]
    for _ in range(ROUNDS * 10):
        misses = [(x, right - probability(slope * x + shift)) for x, right in odds]
        slope += 0.1 * (sum(x * miss for x, miss in misses) + PENALTY * (1.0 - slope)) / len(odds)
        shift += 0.1 * sum(miss for _, miss in misses) / len(odds)
    return slope, shift


def out_of_sample(documents: Sequence[Sequence[Example]]) -> tuple[CalibrationBin, ...]:
    """Predicted and true shares where no document is judged by weights that it helped to fit."""
    judged: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        others = [
            one for number, examples in enumerate(documents) if number % FOLDS != fold for one in examples
        ]
        weights = fit(others)
        for number, examples in enumerate(documents):
            if number % FOLDS == fold:
                judged += [(probability(log_odds(marks, weights)), right) for marks, right in examples]
    return calibration_table(judged)


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit on the label folders given, write the weights and print the out-of-sample table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER", help="folders of label files")
    parser.add_argument(
        "--unseen", type=Path, metavar="FOLDER", help="label files that no rule was written on, to temper by"
    )
    parser.add_argument("--show", action="store_true", help="print the table and write nothing")
    given = parser.parse_args(arguments)
    labelled = [one for folder in given.folders for one in read_labels(folder)]
    documents = [examples_of(one) for one in labelled]
    examples = [one for document in documents for one in document]
    for one in out_of_sample(documents):
        share = one.right / one.predictions
        print(
            f"{one.lower:.2f}-{one.upper:.2f}  {one.predictions:>5}  {one.mean_confidence:.3f}  {share:.3f}"
        )
    if given.show:
        return
    weights = {mark: round(weight, 3) for mark, weight in fit(examples).items()}
    unseen = (
        [one for document in read_labels(given.unseen) for one in examples_of(document)]
        if given.unseen
        else []
    )
    slope, shift = temper(weights, unseen) if unseen else (1.0, 0.0)
    content = {
        "documents": len(documents),
        "observations": len(examples),
        "unseen_observations": len(unseen),
        "slope": round(slope, 3),
        "shift": round(shift, 3),
        "weights": weights,
    }
    WEIGHTS_PATH.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{WEIGHTS_PATH.name}: fitted on {len(examples)} observations of {len(documents)} documents")


if __name__ == "__main__":
    main()
