"""How likely one character is after another, judged by the document itself and by the language.

What belongs here: scores for candidates when a byte was lost. What does not: which candidates there are
(`repair_shifts`).
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import log10

from extraction.repair_characters import simplified, simplified_character

_ANNOTATION = re.compile(r"\([A-Za-z\u00c0-\u024f]{1,6}\)")
_DAMAGED_STRETCH = re.compile(r"\?(?:[A-Za-z\u00c0-\u024f]{1,6}\))?[^\n?@-~]{0,40}")
_DOUBLED = re.compile(r"[,，](?=[，、。；！,;!])")
_RAREST_WORD = 50
_MOST_FOR_GUESS = 0.5
_SAMPLE = 200_000
_SENTENCE_MARKS = frozenset("，、。；")
_OPENING_MARKS = frozenset("“《（")
_COMMON_MARKS = frozenset("，、。；：！？“”《》（）—")


@cache
def _word_pairs() -> dict[str, float]:
    """How often neighbouring characters stand in one word: decimal logarithm of the frequency, for each pair.

    From the word list of jieba (MIT licence), read as data; loaded only for text in which a byte was lost.
    """
    pairs: Counter[str] = Counter()
    with (files("jieba") / "dict.txt").open(encoding="utf-8") as lines:
        for line in lines:
            word, frequency, _ = line.split(" ")
            if len(frequency) > 1 and (times := int(frequency)) >= _RAREST_WORD:
                for index in range(len(word) - 1):
                    pairs[word[index : index + 2]] += times
    return {pair: log10(times) for pair, times in pairs.items()}


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
        """Count the pairs of neighbouring characters in the sound part of the text."""
        sound = _DOUBLED.sub("", _DAMAGED_STRETCH.sub("\n", _ANNOTATION.sub("", text[:_SAMPLE])))
        sound = simplified(sound)
        self._pairs = Counter(pairwise(sound))
        self._scores: dict[tuple[str, str], float] = {}
        self._best: dict[tuple[tuple[str, ...], str], list[tuple[float, str]]] = {}

    def score(self, before: str, character: str) -> float:
        """The score of `character` after `before` ('' at the beginning), both traditional or simplified."""
        known = self._scores.get((before, character))
        if known is None:
            known = self._scores[before, character] = self._score(before, character)
        return known

    def _score(self, before: str, character: str) -> float:
        before, character = simplified_character(before), simplified_character(character)
        score = -_rarity(character)
        if seen := self._pairs[before, character]:
            return score + 3.0 + min(seen, 4) * 0.5
        if character in _SENTENCE_MARKS:
            return score + 2.0
        if character in _OPENING_MARKS:
            return score + (1.5 if before in _SENTENCE_MARKS else -0.5)
        if frequency := _word_pairs().get(before + character):
            return score + 1.0 + frequency / 2
        return score - (0.0 if before in _COMMON_MARKS or character in _COMMON_MARKS else 1.5)

    def best(self, candidates: tuple[str, ...], before: str) -> list[tuple[float, str]]:
        """The likeliest six candidates with their scores, best first.

        The best of many fits the context by chance alone, so that a guess earns little, however well it fits.
        """
        found = self._best.get((candidates, before))
        if found is None:
            scored = sorted((-self.score(before, character), character) for character in candidates)
            found = [
                (min(-score, _MOST_FOR_GUESS - 0.2 * score), character) for score, character in scored[:6]
            ]
            self._best[candidates, before] = found
        return found

    def between(self, before: str, after: str) -> str:
        """The character that stands between the two by the document's own pairs; '' where that is not clear."""
        before, after = simplified_character(before), simplified_character(after)
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
