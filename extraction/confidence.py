"""How sure an observation is: a calibrated probability that indicator, status, year and area are all right.

What belongs here: the marks that tell a sure reading from a doubtful one, and the weight of each mark. The
weights are a logistic regression fitted on labelled documents by `python -m extraction.calibrate`, which
writes `confidence.json`; `evaluate` shows how predicted and true shares compare.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

WEIGHTS_PATH = Path(__file__).parent / "confidence.json"
BIAS = "always"
_PLACES = Decimal("0.001")
_LOWEST, _HIGHEST = 0.02, 0.995
_SCORES, _MARGINS = (5.0, 7.0, 9.0, 10.5), (0.5, 1.5, 3.0, 6.0)
_SCORE_NAMES, _MARGIN_NAMES = ((*(f"<{edge:g}" for edge in edges), "more") for edges in (_SCORES, _MARGINS))


def marks_of(
    *,
    indicator: str,
    rule: str,
    score: float,
    margin: float,
    status_rule: str,
    basis: str,
    period_kind: str,
    period_scope: str,
    area_rule: str,
    is_guessed: bool,
) -> tuple[str, ...]:
    """The marks of one reading: short names, in a fixed order, each present or not."""
    marks = [
        f"indicator={indicator}",
        f"rule={rule}",
        f"score={_bucket(score, _SCORES, _SCORE_NAMES)}",
        f"margin={_bucket(margin, _MARGINS, _MARGIN_NAMES)}",
        f"status={status_rule}",
        f"basis={basis}",
        f"period={period_kind}/{period_scope}",
        f"area={area_rule}",
    ]
    if is_guessed:
        marks.append("guessed")
    return tuple(marks)


def _bucket(value: float, edges: tuple[float, ...], names: tuple[str, ...]) -> str:
    return names[bisect_right(edges, value)]


@cache
def weights() -> dict[str, float]:
    """The fitted weight of each mark."""
    return {mark: float(weight) for mark, weight in _content()["weights"].items()}


@cache
def tempering() -> tuple[float, float]:
    """Slope and shift of the log-odds, fitted on documents that neither rules nor weights had seen."""
    return float(_content()["slope"]), float(_content()["shift"])


@cache
def _content() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(WEIGHTS_PATH.read_text(encoding="utf-8"))
    return content


def log_odds(marks: Iterable[str], weight_of: Mapping[str, float]) -> float:
    """The log-odds that the weights give a reading with these marks."""
    return weight_of.get(BIAS, 0.0) + sum(weight_of.get(mark, 0.0) for mark in marks)


def probability(log_of_odds: float) -> float:
    """The probability that log-odds stand for."""
    return 1.0 / (1.0 + math.exp(-max(min(log_of_odds, 30.0), -30.0)))


@lru_cache(maxsize=4096)
def confidence_of(marks: tuple[str, ...]) -> Decimal:
    """The confidence of a reading with these marks, to three places, never quite 0 or 1."""
    slope, shift = tempering()
    chance = probability(slope * log_odds(marks, weights()) + shift)
    return Decimal(min(max(chance, _LOWEST), _HIGHEST)).quantize(_PLACES)
