"""How likely one character is after another, judged by the document itself and by the language.

What belongs here: scores for candidates when a byte was lost. What does not: which candidates there are
(`repair_shifts`).
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from extraction.repair_characters import simplified

_DAMAGED_STRETCH = re.compile(r"\?[^\n?@-~]{0,40}")
_NOISE = re.compile(r"\([A-Za-z\u00c0-\u024f]{1,6}\)|[,，](?=[，、。；！,;!])")
_SAMPLE = 200_000
_COMMON_MARKS = frozenset("，、。；：！？“”《》（）—")


@cache
def _word_pairs() -> frozenset[str]:
    """All pairs of neighbouring characters inside the words and idioms of the pronunciation dictionary."""
    from pypinyin.phrases_dict import phrases_dict  # 47,000 words: loaded only for damaged text

    pairs: set[str] = set()
    for phrase in phrases_dict:
        pairs.update(phrase[index : index + 2] for index in range(len(phrase) - 1))
    return frozenset(simplified("\n".join(sorted(pairs))).split("\n"))


@cache
def _rarity(character: str) -> float:
    """0 for the 3,755 frequent characters of GB 2312, level 1; more for rarer ones and odd symbols."""
    if character in _COMMON_MARKS:
        return 0.0
    try:
        lead = character.encode("gb2312")[0]
    except UnicodeEncodeError:
        return 6.0
    if 0xB0 <= lead <= 0xD7:
        return 0.0
    return 2.0 if lead >= 0xD8 else 5.0


class Likelihood:
    """Scores of one character after another; the higher, the likelier. Built once for a document."""

    def __init__(self, text: str) -> None:
        sound = simplified(_NOISE.sub("", _DAMAGED_STRETCH.sub("\n", text[:_SAMPLE])))
        self._pairs = Counter(zip(sound, sound[1:], strict=False))

    def score(self, before: str, character: str) -> float:
        """The score of `character` after `before` ('' at the beginning), both traditional or simplified."""
        character = simplified(character)
        score = -_rarity(character)
        if before:
            before = simplified(before)
            seen = self._pairs[before, character]
            if seen:
                score += 3.0 + min(seen, 4) * 0.5
            elif before + character in _word_pairs():
                score += 2.5
        return score

    def between(self, before: str, after: str) -> str:
        """The character that stands between the two by the document's own pairs; '' where that is not clear."""
        before, after = simplified(before), simplified(after)
        counts = {
            second: seen
            for (first, second), seen in self._pairs.items()
            if first == before and second.isalpha()
        }
        fitting = {character: seen for character, seen in counts.items() if (character, after) in self._pairs}
        ranked = Counter(fitting or counts).most_common(2)
        if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
            return ""
        return ranked[0][0]
