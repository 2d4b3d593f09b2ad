"""Run the extractor over documents that people labelled, and say how well it reads them.

Prints precision, recall and F1 by level of agreement and by indicator.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from orchestration.failures import BadInput, ExitCode

SUMMARY = "score the extractor on documents that people labelled"
EPILOG = None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    parser.add_argument("labels", type=Path, metavar="LABELS_DIR", help="a folder of label files (JSON)")
    parser.add_argument(
        "--predictions",
        type=Path,
        metavar="FILE",
        help="also write what was extracted to FILE, as JSON Lines",
    )
    parser.add_argument("--errors", action="store_true", help="list every miss, false alarm and wrong field")


def run(given: argparse.Namespace) -> int:
    """Extract, score and print."""
    from extraction.scoring import LabelError, predict, read_labels, report, score, write_predictions

    if not given.labels.is_dir():
        raise BadInput(f"{given.labels} is not a folder; give a folder of label files")
    try:
        labelled = read_labels(given.labels)
        predictions = list(predict(labelled))
        if given.predictions:
            write_predictions(predictions, given.predictions)
        print(report(score(labelled, predictions), given.errors))
    except LabelError as error:
        raise BadInput(str(error)) from error
    except OSError as error:
        raise BadInput(f"{error.filename}: {error.strerror}") from error
    return ExitCode.OK
