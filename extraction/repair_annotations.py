"""What a mirror put between the characters: pinyin in brackets and a second comma before a punctuation mark.

The damage, step by step, is a search and replace over the bytes of the page (GBK). Where it matched across
two characters, bytes were lost and the rest reads one byte off: `repair_shifts` undoes that, called from
here.
"""

from __future__ import annotations

import re

from extraction.repair_characters import HAN, share_traditional
from extraction.repair_edits import Draft, Edit
from extraction.repair_guesses import Likelihood
from extraction.repair_pinyin import SYLLABLE, TONED, is_reading
from extraction.repair_shifts import MARKS, restore_shifted

_EVENT = re.compile(rf"[(（,，?](?:(?<=[(（]) ?({SYLLABLE}) ?[)）]|(?<=[,，])(?=[{MARKS}])|(?<=\?))")
_SURE_DAMAGE = re.compile(
    rf"[(（,，](?:(?<=[(（]) ?[a-z]{{0,5}}[{TONED}][a-z]{{0,5}} ?[)）]|(?<=,)[、。；！，]|(?<=，)[，、。；])"
)
_BARE_PINYIN = re.compile(rf" (?<=[{HAN}] )([a-z]{{1,6}})(?: (?=[{HAN}])|(?=[^A-Za-z(（ ]))")
_OFTEN, _NEARLY_ALL = 5, 0.8
_QUESTION_RUN = re.compile(r"\?{2,}")
_ENOUGH_TRADITIONAL = 0.05
_BEFORE_QUESTION_MARK = frozenset("么吗呢何否谁哪吧啊")
_ONE_HAN = re.compile(f"[{HAN}]")


def remove_bare_pinyin(draft: Draft) -> None:
    """Take out toneless pinyin that stands behind a space without brackets (會 hui 議).

    Only in a document that has it often, and where nearly all such syllables read the character before.
    """
    if _BARE_PINYIN.search(draft.text) is None:
        return
    found = list(_BARE_PINYIN.finditer(draft.text))
    fitting = [match for match in found if is_reading(match[1], draft.text[match.start() - 1])]
    if len(fitting) >= _OFTEN and len(fitting) >= len(found) * _NEARLY_ALL:
        draft.apply([Edit(*match.span(), "") for match in fitting])


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
    attempts = 200 + len(text) // 100
    """A text with more shifts than that is no letter; this keeps the time linear."""
    position = 0
    for match in _EVENT.finditer(text):
        start = match.start()
        if start < position:
            continue
        if match.lastindex is not None:
            _remove_annotation(text, match, edits)
        elif text[start] != "?":
            # The commas that were put in go; the mark behind them stands for all.
            position = start + 2
            while _is_doubled(text, position - 1):
                position += 1
            edits.append(Edit(start, position, text[position - 1]))
        elif likelihood is not None and attempts > 0:
            run = _QUESTION_RUN.match(text, start)
            if run:
                edits.append(Edit(start, run.end(), " " * (run.end() - start)))
                position = run.end()
                continue
            attempts -= 1
            before = _character_before(text, start, edits)
            restored = restore_shifted(text, start, before, likelihood) or _lost_character(
                text, start, before, likelihood
            )
            if restored:
                edits.extend(restored)
                position = restored[-1].end
    draft.apply(edits)


def _is_doubled(text: str, position: int) -> bool:
    return text[position] in ",，" and position + 1 < len(text) and text[position + 1] in MARKS


def _remove_annotation(text: str, match: re.Match[str], edits: list[Edit]) -> None:
    """Remove an annotation that reads the character before it, or before the annotations just removed."""
    start = match.start()
    if start and text[start - 1] in " \u00a0":
        start -= 1
    annotated = start
    if edits and edits[-1].end >= start:
        if edits[-1].end > start:
            return
        if not edits[-1].text:
            annotated = edits[-1].start
    if annotated and is_reading(match[1], text[annotated - 1]):
        if annotated < start:
            edits.pop()  # One edit for a run of annotations, behind the character that all of them read.
        edits.append(Edit(annotated, match.end(), ""))


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


def _lost_character(text: str, start: int, before: str, likelihood: Likelihood) -> list[Edit]:
    """`保?工匠`: one character between two others was lost whole; the document's own words may say which."""
    after = text[start + 1 : start + 2]
    if before in _BEFORE_QUESTION_MARK or not _ONE_HAN.match(before) or not _ONE_HAN.match(after):
        return []
    guess = likelihood.between(before, after)
    return [Edit(start, start + 1, guess, is_guessed=True)] if guess else []
