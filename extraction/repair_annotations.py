"""What a mirror put between the characters: pinyin in brackets and a second comma before a punctuation mark.

The damage, step by step, is a search and replace over the bytes of the page (GBK). Where it matched across two
characters, bytes were lost and the rest reads one byte off: `repair_shifts` undoes that, called from here.
"""

from __future__ import annotations

import re

from extraction.repair_characters import HAN, share_traditional
from extraction.repair_edits import Draft, Edit
from extraction.repair_guesses import Likelihood
from extraction.repair_pinyin import SYLLABLE, TONED, annotation_end
from extraction.repair_shifts import MARKS, restore_lost_character, restore_shifted

_EVENT = re.compile(rf"[{HAN}][ \u00a0]?\({SYLLABLE}\)|[,，](?=[{MARKS}])|\?")
_SURE_DAMAGE = re.compile(rf"[{HAN}]\([a-z]{{0,5}}[{TONED}][a-z]{{0,5}}\)|,[、。；！，]|，[，、。；]")
_QUESTION_RUN = re.compile(r"\?{2,}")
_ENOUGH_TRADITIONAL = 0.05


def remove_insertions(draft: Draft) -> None:
    """Take out annotations and doubled marks, and undo the byte shifts that the same replacement caused.

    Annotations are removed wherever they give a reading of the character before them. Question marks are only
    looked at in texts that show the damage, since elsewhere they are honest.
    """
    text = draft.text
    if _EVENT.search(text) is None:
        return
    is_damaged = _SURE_DAMAGE.search(text) is not None or share_traditional(text) >= _ENOUGH_TRADITIONAL
    likelihood = Likelihood(text) if is_damaged and "?" in text else None
    edits: list[Edit] = []
    attempts = (
        200 + len(text) // 100
    )  # a text with more shifts than that is no letter; this keeps the time linear
    position = 0
    while (match := _EVENT.search(text, position)) is not None:
        start = match.start()
        first = text[start]
        if first == "?":
            position = start + 1
            if likelihood is None or attempts <= 0:
                continue
            run = _QUESTION_RUN.match(text, start)
            if run:
                edits.append(Edit(start, run.end(), " " * (run.end() - start)))
                position = run.end()
                continue
            attempts -= 1
            before = _character_before(text, start, edits)
            restored = restore_shifted(text, start, before, likelihood) or restore_lost_character(
                text, start, before, likelihood
            )
            if restored:
                edits.extend(restored)
                position = restored[-1].end
        elif first in ",，":
            # The comma that was put in goes; the mark behind it stands for both.
            edits.append(Edit(start, start + 2, text[start + 1]))
            position = start + 2
            if _is_doubled(text, position - 1):
                edits.pop()
                end = position
                while _is_doubled(text, end - 1):
                    end += 1
                edits.append(Edit(start, end, text[end - 1]))
                position = end
        else:
            end = annotation_end(text, start + 1, first)
            if end > start + 1:
                edits.append(Edit(start + 1, end, ""))
                position = end
            else:
                position = start + 1
    draft.apply(edits)


def _is_doubled(text: str, position: int) -> bool:
    return text[position] in ",，" and position + 1 < len(text) and text[position + 1] in MARKS


def _character_before(text: str, position: int, edits: list[Edit]) -> str:
    """The repaired character before `position`: '' at the beginning of a line."""
    for edit in reversed(edits):
        if edit.end != position:
            break
        if edit.text:
            return edit.text[-1]
        position = edit.start
    before = text[position - 1] if position else ""
    return "" if before in "\r\n" else before
