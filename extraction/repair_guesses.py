"""How probable one character is after another, judged by the document itself and by the language.

What belongs here: the model that weighs candidates when a byte was lost. What does not: which candidates
there are (`repair_shifts`). Probabilities are decimal logarithms, so that those of a text add up.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from math import log10
from pathlib import Path

from extraction.repair_characters import simplified, simplified_character
from extraction.repair_gbk import Candidates
from extraction.repair_pinyin import readings

_ANNOTATION = re.compile(r"\([A-Za-z\u00c0-\u024f]{1,6}\)")
_ANNOTATED = re.compile(r"(.)\([A-Za-z\u00c0-\u024f]{1,6}\)")
_DAMAGED_STRETCH = re.compile(r"\?(?:[A-Za-z\u00c0-\u024f]{1,6}\))?[^\n?@-~]{0,40}")
_DOUBLED = re.compile(r"[,，](?=[，、。；！,;!])")
_FREQUENT_WORD = re.compile(r"^(\S+) (\d\d+) ", re.MULTILINE)
_RAREST_WORD = 50
_SAMPLE = 200_000
_BEST = 5
_ALL = ""

_BY_DOCUMENT, _BY_WORDS, _BY_CHARACTER = 0.45, 0.35, 0.2
"""Weights of the three sources; they sum to one."""
_MARKS = {
    "，": 0.06, "、": 0.04, "。": 0.03, "；": 0.008, "：": 0.006, "“": 0.01, "”": 0.01,
    "《": 0.004, "》": 0.004,
    "（": 0.008, "）": 0.008, "！": 0.001, "—": 0.001, ",": 0.02,
    "(": 0.005, ")": 0.005, ":": 0.003, ";": 0.003,
    "?": 0.01, ".": 0.003, "%": 0.002,
}  # fmt: skip
"""How often marks stand in policy letters, roughly."""
_DIGITS = frozenset("0123456789")
_DIGIT, _LETTER, _OTHER = 0.004, 0.0002, 1e-7
_SHARE_OF_HAN = 0.7

# Phrases of official letters that the general word list lacks or has too rarely.
_LETTER_WORD_FREQUENCY = 10_000
_LETTER_WORDS = (
    "收悉 函复 答复如下 现将 承办 提案 建议 委员 代表 我局 我市 人社 督查室 政协 抄送 此复 专此 "
    "必要性 重要性 积极性"
)


def _word_list() -> Path:
    """The word list in the package, found without importing it: only the data is wanted."""
    package = find_spec("jieba")
    if package is None or package.origin is None:
        raise ModuleNotFoundError(
            "jieba is not installed: install requirements.lock, its word list is needed"
        )
    return Path(package.origin).with_name("dict.txt")


_Followers = dict[str, dict[str, int]]
"""How often each character follows another one, by that other one."""


@cache
def _words() -> tuple[_Followers, dict[str, int], int]:
    """Followers inside words, frequencies of single characters, and the sum of the latter.

    From the word list of jieba (MIT licence), read as data; loaded only for text in which a byte was lost.
    """
    followers: _Followers = defaultdict(dict)
    characters: Counter[str] = Counter()
    for word, frequency in _FREQUENT_WORD.findall(_word_list().read_text(encoding="utf-8")):
        times = int(frequency)
        if times >= _RAREST_WORD:
            for character in word:
                characters[character] += times
            _count_pairs(followers, word, times)
    for word in _LETTER_WORDS.split():
        _count_pairs(followers, word, _LETTER_WORD_FREQUENCY)
    return dict(followers), dict(characters), characters.total()


def _count_pairs(followers: _Followers, word: str, times: int) -> None:
    for first, second in pairwise(word):
        following = followers[first]
        following[second] = following.get(second, 0) + times


@cache
def _alone(character: str) -> float:
    """The part of a simplified character's probability that does not depend on what stands before it."""
    _, characters, total = _words()
    if character in _MARKS:
        alone = _MARKS[character]
    elif character in _DIGITS:
        alone = _DIGIT
    elif character.isascii():
        alone = _LETTER
    else:
        alone = characters.get(character, 0) / total * _SHARE_OF_HAN + _OTHER
    return _BY_CHARACTER * alone


@cache
def _ranked_alone(candidates: Candidates) -> tuple[tuple[float, str], ...]:
    """The candidates with their scores where neither document nor words join them to what stands before."""
    scored = ((log10(_alone(simplified_character(character))), character) for character in candidates)
    return tuple(sorted(scored, reverse=True))


@cache
def _by_simplified(candidates: Candidates) -> dict[str, tuple[str, ...]]:
    """The candidates by their simplified form."""
    found: dict[str, tuple[str, ...]] = {}
    for character in candidates:
        simple = simplified_character(character)
        found[simple] = (*found.get(simple, ()), character)
    return found


class Likelihood:
    """The probability of one character after another. Built once for a document.

    `annotated` holds the characters that the document annotates, as received: the table of a mirror is fixed.
    """

    def __init__(self, text: str) -> None:
        """Take the sound part of the text; its pairs of neighbouring characters are counted as needed."""
        sound = _DOUBLED.sub("", _DAMAGED_STRETCH.sub("\n", _ANNOTATION.sub("", text[:_SAMPLE])))
        self._sound = simplified(sound)
        self.annotated = frozenset(_ANNOTATED.findall(text[:_SAMPLE]))
        self._followers: _Followers = {}
        self._annotated_as: dict[str, Candidates] = {}
        self._known: dict[tuple[str, str], float] = {}
        self._best: dict[tuple[Candidates, str], list[tuple[float, str]]] = {}

    def score(self, before: str, character: str) -> float:
        """The logarithm of the probability of `character` after `before` ('' at the beginning of a line)."""
        known = self._known.get((before, character))
        if known is None:
            known = log10(self._probability(simplified_character(before), simplified_character(character)))
            self._known[before, character] = known
        return known

    def _probability(self, before: str, character: str) -> float:
        followers, characters, _ = _words()
        in_document = self._following(before)
        in_words = followers.get(before, {}).get(character, 0)
        by_document = in_document.get(character, 0) / (in_document.get(_ALL, 0) + 2)
        by_words = in_words / (characters.get(before, 0) + 1000)
        return _BY_DOCUMENT * by_document + _BY_WORDS * by_words + _alone(character)

    def _following(self, before: str) -> dict[str, int]:
        """How often each character follows `before` in the document; under `_ALL`, how often that occurs."""
        found = self._followers.get(before)
        if found is None:
            pieces = self._sound.split(before)[1:] if before else []
            ends_text = bool(pieces) and not pieces[-1]
            found = Counter(piece[:1] or before for piece in pieces[: len(pieces) - ends_text])
            found[_ALL] = len(pieces)
            self._followers[before] = found
        return found

    def best(self, candidates: Candidates, before: str) -> list[tuple[float, str]]:
        """The most probable candidates with their scores, best first."""
        found = self._best.get((candidates, before))
        if found is None:
            # Few candidates ever follow `before`; the order of all others is the same whatever it is.
            simple = simplified_character(before)
            forms = _by_simplified(candidates)
            joined = forms.keys() & self._following(simple).keys()
            joined |= forms.keys() & _words()[0].get(simple, {}).keys()
            following = [character for form in joined for character in forms[form]]
            apart = [
                scored
                for scored in _ranked_alone(candidates)[: _BEST + len(following)]
                if scored[1] not in following
            ]
            scores = [(self.score(before, character), character) for character in following]
            found = sorted((*scores, *apart), reverse=True)[:_BEST]
            self._best[candidates, before] = found
        return found

    def annotated_as(self, syllable: str) -> Candidates:
        """The characters that the document annotates elsewhere and that have the toneless reading."""
        found = self._annotated_as.get(syllable)
        if found is None:
            fitting = (character for character in sorted(self.annotated) if syllable in readings(character))
            found = self._annotated_as[syllable] = Candidates(fitting)
        return found

    def between(self, before: str, after: str) -> str:
        """The character between the two by the document's own pairs; '' where that is not clear."""
        before, after = simplified_character(before), simplified_character(after)
        following = self._following(before)
        counts = {second: seen for second, seen in following.items() if second.isalpha()}
        fitting = {
            character: seen for character, seen in counts.items() if after in self._following(character)
        }
        ranked = Counter(fitting or counts).most_common(2)
        if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
            return ""
        return ranked[0][0]
