"""Readings of Chinese characters: does an annotation in brackets give a reading of the character before it?

What belongs here: readings and the shape of an annotation. What does not: taking annotations out of a text
(`repair_annotations`).
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path

TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
SYLLABLE = rf"[A-Za-zêüɡ{TONED}]{{1,6}}"
"""One syllable as the mirrors print it; the longest are six letters (zhuāng)."""

ANNOTATION = rf"[ \u00a0]?[(（] ?({SYLLABLE}) ?[)）]"
_ANNOTATION = re.compile(ANNOTATION)
_BEFORE_ANNOTATION = frozenset(" \u00a0(（")
"""What an annotation begins with: most characters rule one out without a pattern."""


@cache
def plain(syllable: str) -> str:
    """The syllable without its tone, in lower case, ü as v."""
    letters = unicodedata.normalize("NFD", syllable.lower().replace("ɡ", "g"))
    letters = letters.replace("u\u0308", "v").replace("v\u0308", "v")
    return "".join(letter for letter in letters if letter.isascii() and letter.isalpha())


@cache
def _readings_by_code() -> dict[int, str]:
    # Read as data because the package loads all its phrases, which takes longer than reading a letter.
    package = find_spec("pypinyin")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("pypinyin is not installed: install requirements.lock, its table is needed")
    table = Path(package.origin).with_name("pinyin_dict.json").read_text(encoding="utf-8")
    return {int(code): readings for code, readings in json.loads(table).items()}


@cache
def readings(character: str) -> frozenset[str]:
    """All toneless readings of a character, simplified or traditional; empty for anything else."""
    found = _readings_by_code().get(ord(character), "") if character else ""
    return frozenset(plain(reading) for reading in found.split(",") if reading)


@cache
def _syllables() -> frozenset[str]:
    by_code = _readings_by_code()
    common = (by_code[code] for code in range(0x4E00, 0x9FA6) if code in by_code)
    return frozenset(plain(reading) for entry in common for reading in entry.split(","))


def is_toned(syllable: str) -> bool:
    """Whether the syllable carries a tone mark, which honest Latin text hardly ever does."""
    return not syllable.isascii()


@cache
def is_reading(syllable: str, character: str) -> bool:
    """Whether a bracketed syllable annotates the character.

    Without a tone mark it must be one of the character's readings. With one it may be any syllable of
    Mandarin: dictionaries lack rare readings, and nothing else looks like it.
    """
    reading = plain(syllable)
    return reading in readings(character) or (is_toned(syllable) and reading in _syllables())


def annotation_end(text: str, position: int, character: str) -> int:
    """Where the annotations of `character` that begin at `position` end; `position` where there is none."""
    while text[position : position + 1] in _BEFORE_ANNOTATION:
        match = _ANNOTATION.match(text, position)
        if match is None or not is_reading(match[1], character):
            break
        position = match.end()
    return position
