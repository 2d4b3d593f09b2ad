"""Text read one byte off: pair the bytes again, and guess what was lost.

A replacement over GBK bytes that matched across two characters left a lone byte, which became one `?`; from there on
the text was decoded from the middle of a character, until a trail byte in the ASCII range or another `?`. Pairs
that fell into the private-use zone of GBK (lead AA-AF, F8-FE) vanished. Several readings can be possible; all are
followed side by side, and the one that reads best by the document's own pairs of characters wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extraction.repair_edits import Edit
from extraction.repair_gbk import (
    TRAILS,
    beginning_before_vanished,
    beginning_with,
    bytes_of,
    character_of,
    ending_with,
)
from extraction.repair_guesses import Likelihood
from extraction.repair_pinyin import ANNOTATION, SYLLABLE, annotation_end, plain, readings

_BEAM = 16
_LONGEST_SHIFT = 120
_LOOK_AHEAD = 10
_CLEAR_GAIN = 10.0
_CLOSED_EACH_STEP = 12
_GOOD_PAIR = 1.0
_PAIRS_EACH_STEP = 8
_GUESS_COST = 3.0
_VANISHED_PAIR_COST = 3.0
_VANISHED_BYTE_COST = 6.0  # not seen on real pages, where pairs vanish
_CLEAR_LEAD = 0.4
_MOST_FOR_GUESS = 0.5
_INSERTED_COMMA = 6.0
_ANNOTATION = re.compile(ANNOTATION)
_BROKEN_ANNOTATION = re.compile(rf"\?({SYLLABLE})\)")
MARKS = ",，、。；;！!"
"""Punctuation before which the mirrors put a second comma."""

_BEFORE_QUESTION_MARK = frozenset("么吗呢何否谁哪吧啊")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")


def _is_han(character: str) -> bool:
    return _HAN.fullmatch(character) is not None


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read the damaged stretch up to `position`.

    `pending` is the first byte of a character that is not complete; it lies in the character at `pending_from`.
    `gained` is the part of the score that comes from the text behind an aligned reading.
    """

    score: float
    position: int
    before: str
    pending: int | None
    pending_from: int
    edits: tuple[Edit, ...]
    gained: float = 0.0


def restore_shifted(text: str, start: int, before: str, likelihood: Likelihood) -> list[Edit]:
    """The edits that undo the shift beginning with the `?` at `start`; none where there is no shift.

    `before` is the repaired character in front of it.
    """
    open_now = _after_broken_annotation(text, start, before)
    open_now = open_now or _after_lost_lead(text, start, before, likelihood)
    if not open_now:
        return []
    limit = _end_of_stretch(text, start)
    honest = _Reading(-_GUESS_COST, start + 1, "?", None, start, ())
    aligned = [_carried_on(text, honest, limit, likelihood)]
    while open_now:
        position = min(reading.position for reading in open_now)
        following = [reading for reading in open_now if reading.position > position]
        for reading in open_now:
            if reading.position == position:
                following.extend(_read_on(text, reading, likelihood))
        following = _best_first(following)
        closed = [reading for reading in following if reading.pending is None][:_CLOSED_EACH_STEP]
        aligned.extend(_carried_on(text, reading, limit, likelihood) for reading in closed)
        open_now = [
            reading for reading in following if reading.pending is not None and reading.position < limit
        ]
        del open_now[_BEAM:]
        best = max(aligned, key=_score)
        if best.gained >= _CLEAR_GAIN and (not open_now or open_now[0].score < best.score - best.gained):
            break
    return list(max(aligned, key=_score).edits)


def _score(reading: _Reading) -> float:
    return reading.score


def _best_first(found: list[_Reading]) -> list[_Reading]:
    return sorted(found, key=_score, reverse=True)


def _end_of_stretch(text: str, start: int) -> int:
    line_end = text.find("\n", start)
    return min(len(text) if line_end < 0 else line_end, start + _LONGEST_SHIFT)


def _carried_on(text: str, reading: _Reading, limit: int, likelihood: Likelihood) -> _Reading:
    """An aligned reading with the score of the next characters as they stand: they show whether it is aligned."""
    gained, position, before, count = 0.0, reading.position, reading.before, 0
    while position < limit and count < _LOOK_AHEAD:
        character = text[position]
        if character == "?":
            break
        if character == "(" and (end := annotation_end(text, position, before)) > position:
            position = end
            continue
        position += 1
        if character in ",，" and text[position : position + 1] in MARKS:
            continue
        gained += likelihood.score(before, character)
        before = character
        count += 1
    return replace(reading, score=reading.score + gained, gained=gained)


def _after_broken_annotation(text: str, start: int, before: str) -> list[_Reading]:
    """`日?qǐng)`: the lost byte ends the character that 日's second byte begins and that reads qǐng."""
    match = _BROKEN_ANNOTATION.match(text, start)
    encoded = bytes_of(before)
    if match is None or encoded is None:
        return []
    removal = (Edit(start, match.end(), ""),)
    return [
        _Reading(0.0, match.end(), before, trail, start, removal)
        for trail in TRAILS
        if plain(match[1]) in readings(character_of(encoded[1], trail))
    ]


def _after_lost_lead(text: str, start: int, before: str, likelihood: Likelihood) -> list[_Reading]:
    """`?！`: a character lost its first byte, its second is that of the mark, whose own second byte is pending."""
    mark = text[start + 1 : start + 2]
    encoded = bytes_of(mark) if mark and mark in "！，；。、!,;" else None
    if encoded is None:
        return []
    found: list[_Reading] = []
    for score, character in likelihood.best(ending_with(encoded[0]), before):
        edit = Edit(start, start + 2, character, is_guessed=True)
        if before in (",", "，") and character in MARKS:
            # The comma in front was put in before this mark, which shows that it was one.
            edit, score = edit._replace(start=start - 1), score + _INSERTED_COMMA
        found.append(_Reading(score - _GUESS_COST, start + 2, character, encoded[1], start + 1, (edit,)))
    return found


def _read_on(text: str, reading: _Reading, likelihood: Likelihood) -> list[_Reading]:
    """All ways to read the next character while a byte is pending."""
    position = reading.position
    character = text[position]
    pending = reading.pending
    assert pending is not None  # only open readings are read on
    if character == "?":
        return [
            *_completed_by_annotation(text, reading, pending, likelihood),
            *_completed_by_guess(reading, pending, likelihood),
        ]
    if character in ",，" and text[position + 1 : position + 2] in (*MARKS,):
        position += 1  # the comma before a mark was put in
        character = text[position]
    encoded = bytes_of(character)
    first: int | None = None
    second: int | None = None
    if encoded is not None:
        first, second = encoded
    elif 0x40 <= ord(character) <= 0x7E:
        first = ord(character)
    found: list[_Reading] = []
    restored = character_of(pending, first) if first is not None else ""
    if restored:
        gain = likelihood.score(reading.before, restored)
        found.append(_extended(text, reading, position, restored, second, reading.score + gain))
        if gain >= _GOOD_PAIR:
            return found
    found.extend(_after_vanished_byte(reading, pending, likelihood))
    if first is not None:
        for score, pair in _with_vanished_pair(text, reading, pending, first, likelihood, position):
            found.append(_extended(text, reading, position, pair, second, score, is_guessed=True))
    return found


def _extended(
    text: str,
    reading: _Reading,
    position: int,
    restored: str,
    pending: int | None,
    score: float,
    is_guessed: bool = False,
) -> _Reading:
    """`reading` with the character at `position` read as `restored`, and annotations behind it taken out."""
    edits = [Edit(reading.position, position + 1, restored, is_guessed, reach=reading.pending_from)]
    end = annotation_end(text, position + 1, restored[-1])
    if end > position + 1:
        score += 1.0  # the annotation confirms the character
    elif pending is not None:
        end = annotation_end(text, position + 1, text[position])
    if end > position + 1:
        edits.append(Edit(position + 1, end, ""))
    return _Reading(score, end, restored[-1], pending, position, (*reading.edits, *edits))


def _completed_by_annotation(
    text: str, reading: _Reading, pending: int, likelihood: Likelihood
) -> list[_Reading]:
    """`?bào)`: the second byte went with the bracket, the reading says which it was."""
    match = _BROKEN_ANNOTATION.match(text, reading.position)
    if match is None:
        return []
    reading_wanted = plain(match[1])
    fitting = (character for character in beginning_with(pending) if reading_wanted in readings(character))
    ranked = likelihood.best(tuple(fitting), reading.before)
    is_unclear = len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _CLEAR_LEAD
    return [
        _Reading(
            reading.score + score + 2.0,
            match.end(),
            character,
            None,
            match.end(),
            (*reading.edits, Edit(*match.span(), character, is_unclear, reach=reading.pending_from)),
        )
        for score, character in ranked
    ]


def _completed_by_guess(reading: _Reading, pending: int, likelihood: Likelihood) -> list[_Reading]:
    """`?`: the second byte was lost before an insertion; only the context says which it was."""
    position = reading.position
    return [
        _Reading(
            reading.score + score - _GUESS_COST,
            position + 1,
            character,
            None,
            position + 1,
            (*reading.edits, Edit(position, position + 1, character, True, reach=reading.pending_from)),
        )
        for score, character in likelihood.best(beginning_with(pending), reading.before)
    ]


def _after_vanished_byte(reading: _Reading, pending: int, likelihood: Likelihood) -> list[_Reading]:
    """A single byte vanished: what follows is aligned, and the pending character is a guess."""
    last = reading.edits[-1]
    return [
        _Reading(
            reading.score + score - _VANISHED_BYTE_COST,
            reading.position,
            character,
            None,
            reading.position,
            (*reading.edits[:-1], last._replace(text=last.text + character, is_guessed=True)),
        )
        for score, character in likelihood.best(beginning_before_vanished(pending), reading.before)
    ]


def _with_vanished_pair(
    text: str, reading: _Reading, pending: int, first: int, likelihood: Likelihood, position: int
) -> Iterator[tuple[float, str]]:
    """A pair vanished: it held the second byte of the pending character and the first of the next one.

    Where an annotation follows, the next character must have its reading.
    """
    following = ending_with(first)
    annotation = _ANNOTATION.match(text, position + 1)
    if annotation is not None:
        wanted = plain(annotation[1])
        following = tuple(character for character in following if wanted in readings(character)) or following
    pairs = (
        (score + more, character + next_character)
        for score, character in likelihood.best(beginning_before_vanished(pending), reading.before)
        for more, next_character in likelihood.best(following, character)
    )
    for score, pair in sorted(pairs, reverse=True)[:_PAIRS_EACH_STEP]:
        yield reading.score + score - _VANISHED_PAIR_COST, pair


def restore_lost_character(text: str, start: int, before: str, likelihood: Likelihood) -> list[Edit]:
    """`保?工匠`: one character between two others was lost whole; the document's own words may say which."""
    after = text[start + 1 : start + 2]
    if not after or not _is_han(before) or not _is_han(after) or before in _BEFORE_QUESTION_MARK:
        return []
    guess = likelihood.between(before, after)
    return [Edit(start, start + 1, guess, is_guessed=True)] if guess else []
