"""Text read one byte off: pair the bytes again, and guess what was lost.

A replacement over GBK bytes that matched across two characters left a lone byte, which became one `?`; from
there on the text was decoded from the middle of a character, until a trail byte in the ASCII range or
another `?`. Pairs that fell into the private-use zone of GBK (lead AA-AF, F8-FE) vanished. Several readings
can be possible; all are followed side by side, and the one that reads best by the document's own pairs of
characters wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from extraction.repair_edits import Edit
from extraction.repair_gbk import (
    Candidates,
    beginning_before_vanished,
    beginning_with,
    bytes_of,
    character_of,
    ending_with,
)
from extraction.repair_guesses import Likelihood
from extraction.repair_pinyin import ANNOTATION, SYLLABLE, annotation_end, plain, readings

_BEAM = 8
_LONGEST_SHIFT = 120
_LOOK_AHEAD = 10
_HONEST = -5.0
"""The logarithm of how probable a question mark is that means a question."""
_HOPELESS = 6.0
_CLEAR_LEAD = 1.0
_GOOD_PAIR = -1.5
_PAIRS_EACH_STEP = 5
_VANISHING = 5
_VANISHED_BYTE = -2.0
"""A single byte that vanished was not seen on real pages, where pairs did."""
_INSERTED_COMMA = 4.0
_NOT_IN_TABLE = -2.0
_CONFIRMED = 1.5

_ANNOTATION = re.compile(ANNOTATION)
_BROKEN_ANNOTATION = re.compile(rf"\?({SYLLABLE})\)")
MARKS = ",，、。；;！!"
"""Punctuation before which the mirrors put a second comma."""


class _Reading(NamedTuple):
    """One way to read the damaged stretch up to `position`.

    `pending` is the first byte of a character that is not complete; it lies in the character at
    `pending_from`.
    """

    score: float
    position: int
    before: str
    pending: int | None
    pending_from: int
    edits: tuple[Edit, ...]


def restore_shifted(text: str, start: int, before: str, likelihood: Likelihood) -> list[Edit]:
    """The edits that undo the shift beginning with the `?` at `start`; none where there is no shift.

    `before` is the repaired character in front of it. The damage follows from the text without any chance
    in it, so that of all texts that lead to what is seen the most probable one is taken.
    """
    open_now = _after_broken_annotation(text, start, before, likelihood)
    open_now = open_now or _after_lost_lead(text, start, before, likelihood)
    if not open_now:
        return []
    unshifted = _Unshifted(text, start, likelihood)
    open_now = [reading for reading in open_now if reading.position < unshifted.limit]
    aligned = [_Reading(_HONEST, start + 1, "?", None, start, ())]
    position = start
    while open_now:
        position = min(reading.position for reading in open_now)
        following = [reading for reading in open_now if reading.position > position]
        for rank, reading in enumerate(open_now):
            if reading.position == position:
                following.extend(_read_on(text, reading, likelihood, may_vanish=rank < _VANISHING))
        following.sort(key=_score, reverse=True)
        aligned.extend([reading for reading in following if reading.pending is None][:_BEAM])
        open_now = [
            reading
            for reading in following
            if reading.pending is not None and reading.position < unshifted.limit
        ][:_BEAM]
        if open_now:
            aligned = _still_in_the_running(aligned, position, unshifted)
            best = max(unshifted.score(reading, position) for reading in aligned)
            open_now = [reading for reading in open_now if reading.score > best - _HOPELESS]
    end = position + _LOOK_AHEAD
    return list(max(aligned, key=lambda reading: unshifted.score(reading, end)).edits)


def _still_in_the_running(aligned: list[_Reading], position: int, unshifted: _Unshifted) -> list[_Reading]:
    """The aligned readings that can still win: those from before `position` go on alike but for the score."""
    passed = [reading for reading in aligned if reading.position < position]
    if len(passed) < 2:
        return aligned
    best = max(passed, key=lambda reading: unshifted.score(reading, position))
    return [best, *(reading for reading in aligned if reading.position >= position)]


def _score(reading: _Reading) -> float:
    return reading.score


class _Unshifted:
    """The stretch behind a `?` as it stands, with the score of each of its beginnings."""

    def __init__(self, text: str, start: int, likelihood: Likelihood) -> None:
        farthest = min(len(text), start + _LONGEST_SHIFT)
        line_end = text.find("\n", start, farthest)
        self.limit = farthest if line_end < 0 else line_end
        self._text, self._start, self._likelihood = text, start, likelihood
        self._sums = [0.0]
        self._before = ""

    def score(self, reading: _Reading, end: int) -> float:
        """The score of an aligned reading that goes on up to `end` with the text as it stands."""
        place, last = reading.position - self._start, min(end, self.limit) - self._start
        if place >= last:
            return reading.score
        if len(self._sums) <= last:
            self._go_on(last)
        first = self._likelihood.score(reading.before, self._text[reading.position])
        return reading.score + first + self._sums[last] - self._sums[place + 1]

    def _go_on(self, last: int) -> None:
        """Sum up to `last` characters: most shifts end long before the farthest place."""
        text, sums = self._text, self._sums
        while len(sums) <= last:
            position = self._start + len(sums) - 1
            character = text[position]
            end = position + 1
            if character == "(":
                end = max(end, annotation_end(text, position, self._before))
            is_inserted = end > position + 1 or (character in ",，" and text[end : end + 1] in (*MARKS,))
            score = 0.0 if is_inserted else self._likelihood.score(self._before, character)
            sums.extend([sums[-1] + score] * (end - position))
            if not is_inserted:
                self._before = character


def _after_broken_annotation(text: str, start: int, before: str, likelihood: Likelihood) -> list[_Reading]:
    """`日?qǐng)`: the lost byte ends the character that 日's second byte begins and that reads qǐng."""
    match = _BROKEN_ANNOTATION.match(text, start)
    encoded = bytes_of(before)
    if match is None or encoded is None:
        return []
    found: list[_Reading] = []
    for annotated in _read_as(beginning_with(encoded[1]), plain(match[1])):
        annotated_bytes = bytes_of(annotated)
        if annotated_bytes is not None:
            score = 0.0 if annotated in likelihood.annotated else _NOT_IN_TABLE
            edits = (Edit(*match.span(), ""),)
            found.append(_Reading(score, match.end(), before, annotated_bytes[1], start, edits))
    return found


def _after_lost_lead(text: str, start: int, before: str, likelihood: Likelihood) -> list[_Reading]:
    """`?！`: a character lost its first byte; the mark holds its second, and one more byte is pending."""
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
        found.append(_Reading(score, start + 2, character, encoded[1], start + 1, (edit,)))
    return found


def _read_on(text: str, reading: _Reading, likelihood: Likelihood, may_vanish: bool) -> list[_Reading]:
    """All ways to read the next character while a byte is pending.

    Vanished bytes are looked for where the pair is improbable, and behind the best readings only.
    """
    position = reading.position
    character = text[position]
    pending = reading.pending
    assert pending is not None  # only open readings are read on
    if character == "?":
        match = _BROKEN_ANNOTATION.match(text, position)
        if match is None:
            return _completed_by_guess(text, reading, pending, likelihood)
        return _completed_by_annotation(reading, pending, match, likelihood)
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
        if gain >= _GOOD_PAIR or not may_vanish:
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
        score += _CONFIRMED
    elif pending is not None:
        end = annotation_end(text, position + 1, text[position])
    if end > position + 1:
        edits.append(Edit(position + 1, end, ""))
    return _Reading(score, end, restored[-1], pending, position, (*reading.edits, *edits))


@cache
def _read_as(characters: Candidates, syllable: str) -> Candidates:
    """Those of the characters that have the toneless reading."""
    return Candidates(character for character in characters if syllable in readings(character))


def _completed_by_annotation(
    reading: _Reading, pending: int, match: re.Match[str], likelihood: Likelihood
) -> list[_Reading]:
    """`?bào)`: the second byte went with the bracket, the reading says which it was.

    A pair can have vanished in between: then one more character was lost, and the annotated one is only
    known by its reading.
    """
    wanted = plain(match[1])
    fitting = _read_as(beginning_with(pending), wanted)
    ranked = likelihood.best(fitting, reading.before)
    is_unclear = len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _CLEAR_LEAD
    found = [(score, character, is_unclear) for score, character in ranked]
    annotated = likelihood.annotated_as(wanted)
    for score, character in likelihood.best(beginning_before_vanished(pending), reading.before):
        for more, next_character in likelihood.best(annotated, character):
            found.append((score + more, character + next_character, True))
    return [
        _Reading(
            reading.score + score,
            match.end(),
            restored[-1],
            None,
            match.end(),
            (*reading.edits, Edit(*match.span(), restored, is_guessed, reach=reading.pending_from)),
        )
        for score, restored, is_guessed in sorted(found, reverse=True)[:_PAIRS_EACH_STEP]
    ]


def _completed_by_guess(text: str, reading: _Reading, pending: int, likelihood: Likelihood) -> list[_Reading]:
    """`?`: the second byte was lost before an insertion; only the context says which it was.

    The byte can as well have stood before a digit and taken it along: a digit that follows is marked as
    guessed.
    """
    position = reading.position
    end = position + 1
    digit = text[end : end + 1]
    more = (Edit(end, end + 1, digit, True),) if digit.isdecimal() else ()
    return [
        _Reading(
            reading.score + score,
            end + len(more),
            digit if more else character,
            None,
            end,
            (*reading.edits, Edit(position, end, character, True, reach=reading.pending_from), *more),
        )
        for score, character in likelihood.best(beginning_with(pending), reading.before)
    ]


def _after_vanished_byte(reading: _Reading, pending: int, likelihood: Likelihood) -> list[_Reading]:
    """A single byte vanished: what follows is aligned, and the pending character is a guess."""
    last = reading.edits[-1]
    return [
        _Reading(
            reading.score + score + _VANISHED_BYTE,
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
        following = _read_as(following, wanted) or following
    pairs = (
        (score + more, character + next_character)
        for score, character in likelihood.best(beginning_before_vanished(pending), reading.before)
        for more, next_character in likelihood.best(following, character)
    )
    for score, pair in sorted(pairs, reverse=True)[:_PAIRS_EACH_STEP]:
        yield reading.score + score, pair
