"""Figures of a headline, which are those of the text: their time, status and basis are told further down.

What belongs here: finding the same figure in the text. What does not: the division that a headline tells of
(`headlines`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from extraction.stages import Observation

_LONGEST_HEAD = 300
_RULE = "as the text says further down"


def head_of(text: str) -> int:
    """How many characters stand above the first line that holds a sentence; 0 where there is none such."""
    end = text.find("。", 0, _LONGEST_HEAD * 2)
    start = text.rfind("\n", 0, end) + 1 if end >= 0 else 0
    return start if start <= _LONGEST_HEAD else 0


def settled_by_text(
    observations: Sequence[Observation], states_time: Sequence[bool], head: int
) -> list[Observation]:
    """The observations, those of the first `head` characters that state no time with that of their like.

    `states_time` says of each whether its text states one. Their like is the first figure further down of
    the same indicator, value, unit and division that does.
    """
    settled: list[Observation] = []
    dated = [
        one
        for one, is_dated in zip(observations, states_time, strict=True)
        if is_dated and one.span_start >= head
    ]
    for one, is_dated in zip(observations, states_time, strict=True):
        like = None
        if one.span_end <= head and not is_dated:
            like = next((other for other in dated if _fact(other) == _fact(one)), None)
        if like is None:
            settled.append(one)
            continue
        evidence = one.evidence | {"period": _RULE, "status": _RULE, "basis": _RULE}
        settled.append(
            replace(
                one,
                status=like.status,
                basis=like.basis,
                period_start=like.period_start,
                period_end=like.period_end,
                year=like.year,
                evidence=evidence,
            )
        )
    return settled


def _fact(one: Observation) -> tuple[str, Decimal, str, str]:
    return one.indicator, one.value, one.unit, one.area_code
