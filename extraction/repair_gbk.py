"""The two-byte characters of GBK: which bytes make which character, and which characters share a byte."""

from __future__ import annotations

from functools import cache

TRAILS = (*range(0x40, 0x7F), *range(0x80, 0xFF))
VANISHED_BYTES = (*range(0xAA, 0xB0), *range(0xF8, 0xFF))
"""Lead bytes of the private-use zones: pairs that begin with one of them were dropped by the mirrors."""

_LEADS = range(0x81, 0xFF)
_WIDE = {",": "，", "!": "！", ";": "；", ":": "：", "(": "（", ")": "）", "?": "？"}
"""Marks that may have become ASCII after the damage."""


class Candidates(tuple[str, ...]):
    """Characters that can stand in one place; equal to itself only, so that it is a cheap key of a cache."""

    __slots__ = ()
    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        """Whether the other is this very object."""
        return self is other


@cache
def _characters() -> dict[tuple[int, int], str]:
    table: dict[tuple[int, int], str] = {}
    for lead in _LEADS:
        for trail in TRAILS:
            try:
                table[lead, trail] = bytes((lead, trail)).decode("gbk")
            except UnicodeDecodeError:
                continue
    return table


def character_of(lead: int, trail: int) -> str:
    """The character of the two bytes; '' where there is none."""
    return _characters().get((lead, trail), "")


@cache
def bytes_of(character: str) -> tuple[int, int] | None:
    """Lead and trail byte of a character; of the full-width form where the character is an ASCII mark."""
    try:
        encoded = _WIDE.get(character, character).encode("gbk")
    except UnicodeEncodeError:
        return None
    return (encoded[0], encoded[1]) if len(encoded) == 2 else None


@cache
def beginning_with(lead: int) -> Candidates:
    """All characters with this lead byte."""
    return Candidates(filter(None, (character_of(lead, trail) for trail in TRAILS)))


@cache
def beginning_before_vanished(lead: int) -> Candidates:
    """All characters with this lead byte whose trail byte can be the first of a pair that vanished."""
    return Candidates(filter(None, (character_of(lead, trail) for trail in VANISHED_BYTES)))


@cache
def ending_with(trail: int) -> Candidates:
    """All characters with this trail byte."""
    return Candidates(filter(None, (character_of(lead, trail) for lead in _LEADS)))
