"""A text under repair: it is edited in passes and always knows where its characters came from.

What belongs here: carrying out edits and keeping the map back to the text as received. What does not:
deciding what is damaged (the `repair_*` siblings do).
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from extraction.stages import RepairedText


class Edit(NamedTuple):
    """Replace the non-empty `start:end` of the text under repair by `text`.

    Replacements of one character or of unequal length stand for the whole of `start:end`; those of equal
    length character for character. `reach` moves the beginning of the received span further back, to the
    character in which the first byte of a re-paired character lies. `is_guessed` and `is_corrected` mark
    the replacement.
    """

    start: int
    end: int
    text: str
    is_guessed: bool = False
    is_corrected: bool = False
    reach: int | None = None


class Draft:
    """A text under repair with its map to `received`; untouched stretches cost one copy for each pass."""

    def __init__(self, received: str) -> None:
        """Begin with the text as received."""
        self.received = received
        self.text = received
        self.starts: Sequence[int] = range(len(received))
        self.ends: Sequence[int] = range(1, len(received) + 1)
        self.guessed: list[int] = []
        self.corrected: list[int] = []

    def translate(self, text: str) -> None:
        """Take over a text in which every character was replaced by exactly one.

        Raises ValueError when the length differs, because the map would then point to the wrong characters.
        """
        if len(text) != len(self.text):
            raise ValueError(f"{len(self.text)} characters cannot be replaced one to one by {len(text)}")
        self.text = text

    def mark_corrected(self, positions: Iterable[int]) -> None:
        """Record positions of the text at which a recognition slip was put right."""
        self.corrected = sorted({*self.corrected, *positions})

    def apply(self, edits: Sequence[Edit]) -> None:
        """Carry out edits that stand in order and do not overlap."""
        if not edits:
            return
        pieces: list[str] = []
        starts, ends = array("i"), array("i")
        guessed: list[int] = []
        corrected: list[int] = []
        old_starts, old_ends, old_text = self.starts, self.ends, self.text
        position = length = 0
        new_positions: list[int] = []
        for edit in edits:
            start, end, replacement = edit[:3]
            if start > position:
                pieces.append(old_text[position:start])
                starts.extend(old_starts[position:start])
                ends.extend(old_ends[position:start])
                length += start - position
            new_positions.append(length)
            if replacement:
                pieces.append(replacement)
                _extend_map(starts, ends, old_starts, old_ends, edit)
                new = range(length, length + len(replacement))
                if edit.is_guessed:
                    guessed.extend(new)
                if edit.is_corrected:
                    corrected.extend(new)
                length = new.stop
            position = end
        pieces.append(old_text[position:])
        starts.extend(old_starts[position:])
        ends.extend(old_ends[position:])
        self.guessed = sorted({*_moved(self.guessed, edits, new_positions), *guessed})
        self.corrected = sorted({*_moved(self.corrected, edits, new_positions), *corrected})
        self.text, self.starts, self.ends = "".join(pieces), starts, ends

    def finished(self) -> RepairedText:
        """The repaired text as the later stages take it."""
        return RepairedText(
            received=self.received,
            text=self.text,
            starts=self.starts,
            ends=self.ends,
            guessed=frozenset(self.guessed),
            corrected=frozenset(self.corrected),
        )


def _extend_map(
    starts: array[int], ends: array[int], old_starts: Sequence[int], old_ends: Sequence[int], edit: Edit
) -> None:
    count = len(edit.text)
    if count == edit.end - edit.start:
        starts.extend(old_starts[edit.start : edit.end])
        ends.extend(old_ends[edit.start : edit.end])
        if edit.reach is not None:
            starts[-count] = old_starts[edit.reach]
        return
    starts.extend([old_starts[edit.start if edit.reach is None else edit.reach]] * count)
    ends.extend([old_ends[edit.end - 1]] * count)


def _moved(marks: Sequence[int], edits: Sequence[Edit], new_positions: Sequence[int]) -> list[int]:
    """Where marked positions stand after the edits; a mark inside an edit marks all of its replacement."""
    if not marks:
        return []
    edit_starts = [edit.start for edit in edits]
    moved: list[int] = []
    for mark in marks:
        index = bisect_right(edit_starts, mark) - 1
        if index < 0:
            moved.append(mark)
            continue
        edit, new = edits[index], new_positions[index]
        if mark >= edit.end:
            moved.append(mark - edit.end + new + len(edit.text))
        elif len(edit.text) == edit.end - edit.start:
            moved.append(mark - edit.start + new)
        else:
            moved.extend(range(new, new + len(edit.text)))
    return moved
