"""The damage that mirrors do to policy letters, done on purpose: seeded, so that a failing case can be made
again.

A page is turned into traditional characters and held as GBK bytes. Byte for byte, without regard to where a
character begins, `X` is replaced by `X(pinyin)` for a fixed table of characters, and a comma is put before
two of three punctuation marks. Reading the bytes again turns a lone lead byte with what follows it into
`?`, and pairs in the private-use zones vanish.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

import opencc
from pypinyin.contrib.tone_convert import to_normal
from pypinyin.pinyin_dict import pinyin_dict

MARKS = "，、。；！"
_TO_TRADITIONAL = opencc.OpenCC("s2t")
_HAN = re.compile("[\u4e00-\u9fff]")
_ASCII_MARKS = str.maketrans("，：（）！？；", ",:()!?;")


@dataclass(frozen=True)
class Mirror:
    """What one site does to its pages; the same on all of a page."""

    seed: int
    annotated_share: float = 0.3
    is_toned: bool = True
    doubles_marks: bool = True
    is_traditional: bool = True
    is_ascii: bool = False
    is_aligned: bool = False
    """Whether replacements respect where characters begin, so that no byte is lost."""

    def damage(self, clean: str) -> str:
        chance = random.Random(self.seed)
        text = _TO_TRADITIONAL.convert(clean) if self.is_traditional else clean
        table = self._table(text, chance)
        damaged = (
            self._aligned(text, table, chance) if self.is_aligned else self._bytewise(text, table, chance)
        )
        return damaged.translate(_ASCII_MARKS) if self.is_ascii else damaged

    def _table(self, text: str, chance: random.Random) -> dict[str, str]:
        characters = sorted(set(_HAN.findall(text)))
        chosen = [character for character in characters if chance.random() < self.annotated_share]
        table = {}
        for character in chosen:
            reading = pinyin_dict.get(ord(character), "").split(",")[0]
            reading = reading if self.is_toned else to_normal(reading)
            if reading and len(reading.encode("gbk", "ignore")) >= len(reading):
                table[character] = f"({reading})"
        return table

    def _aligned(self, text: str, table: dict[str, str], chance: random.Random) -> str:
        text = "".join(character + table.get(character, "") for character in text)
        if not self.doubles_marks:
            return text
        return re.sub(f"[{MARKS}]", lambda match: _comma(chance) + match[0], text)

    def _bytewise(self, text: str, table: dict[str, str], chance: random.Random) -> str:
        data = text.encode("gbk", "ignore")
        insertions = {
            character.encode("gbk"): reading.encode("gbk")
            for character, reading in table.items()
            if len(character.encode("gbk", "ignore")) == 2
        }
        if insertions:
            pattern = re.compile(b"|".join(map(re.escape, insertions)))
            data = pattern.sub(lambda match: match[0] + insertions[match[0]], data)
        if self.doubles_marks:
            marks = re.compile(b"|".join(re.escape(mark.encode("gbk")) for mark in MARKS))
            data = marks.sub(lambda match: _comma(chance).encode() + match[0], data)
        return read_carelessly(data)


def _comma(chance: random.Random) -> str:
    return "," if chance.random() < 2 / 3 else ""


def read_carelessly(data: bytes) -> str:
    """GBK as a careless decoder reads it: a broken pair is one `?`, a pair for private use is nothing."""
    characters: list[str] = []
    position = 0
    while position < len(data):
        lead = data[position]
        if lead < 0x80:
            characters.append(chr(lead))
            position += 1
            continue
        pair = data[position : position + 2]
        position += 2
        try:
            characters.append(pair.decode("gbk"))
        except UnicodeDecodeError:
            is_private = len(pair) == 2 and pair[1] >= 0xA1 and (0xAA <= lead <= 0xAF or 0xF8 <= lead <= 0xFE)
            characters.append("" if is_private else "?")
    return "".join(characters)
