"""Chinese text that was decoded with the wrong encoding before it was received.

What belongs here: UTF-8 or GBK read as Latin text (æ³¸å·ž, ãòÖÝ), UTF-8 read as GBK (娉稿窞). What does
not: GBK read one byte off (`repair_shifts`), and choosing the encoding of a file (`decode`).

A line is undone only if what comes out is Chinese. UTF-8 read as GBK has nearly always lost bytes; the
characters that lacked them come out as U+FFFD, and a line in which they are many stays as it is. One long
run of Latin letters is enough to try the short lines of a document as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from extraction.repair_edits import Draft, Edit

_LATIN_BYTE = (
    "[\u0080-\u00ff\u0152\u0153\u0160\u0161\u017d\u017e\u0178\u0192\u02c6\u02dc"
    "\u2013-\u2026\u2030\u2039\u203a\u20ac\u2122]"
)
_LATIN = re.compile(f"[\u00c0-\u00ff]{_LATIN_BYTE}{{7}}")
_SHORT_LATIN = re.compile(f"[\u00c0-\u00ff]{_LATIN_BYTE}")
_UTF_8_AS_GBK = re.compile("[锛銆鈥鐨浜](?:(?<=[锛銆鈥])|(?<=鐨)勫|(?<=浜)哄)")
_LINE = re.compile("[^\n]+")
_MOST_ODD = 0.25
_LOST = b"\xff"
_GBK_SPECIAL = {"€": b"\x80", "?": _LOST, "\ufffd": _LOST}


def undo_mojibake(draft: Draft) -> None:
    """Read lines again in the encoding that they were written in, where that is certain."""
    is_latin = _LATIN.search(draft.text) is not None
    if not is_latin and _UTF_8_AS_GBK.search(draft.text) is None:
        return
    edits: list[Edit] = []
    for match in _LINE.finditer(draft.text):
        line = match[0]
        if is_latin and _SHORT_LATIN.search(line):
            edits.extend(_read_again(match, _latin_bytes(line), ("utf-8", "gb18030")))
        elif _UTF_8_AS_GBK.search(line):
            edits.extend(_read_again(match, _gbk_bytes(line), ("utf-8",)))
    draft.apply(edits)


def _latin_bytes(line: str) -> list[bytes] | None:
    """The byte of each character in Latin-1, else in Windows-1252; null where neither has it."""
    found: list[bytes] = []
    for character in line:
        try:
            found.append(character.encode("latin-1" if character < "\u0100" else "cp1252"))
        except UnicodeEncodeError:
            return None
    return found


def _gbk_bytes(line: str) -> list[bytes] | None:
    """The bytes of each character in GBK: a lone 0x80 is € on Windows, what was lost is 0xFF here."""
    try:
        return [_GBK_SPECIAL.get(character) or character.encode("gb18030") for character in line]
    except UnicodeEncodeError:
        return None


def _read_again(match: re.Match[str], units: list[bytes] | None, encodings: tuple[str, ...]) -> list[Edit]:
    if units is None:
        return []
    data = b"".join(units)
    for encoding in encodings:
        try:
            characters = [(character, len(character.encode(encoding))) for character in data.decode(encoding)]
        except UnicodeDecodeError:
            continue
        if _is_chinese(characters):
            return _edits(match.start(), units, characters)
    characters = list(_utf_8_characters(data))
    return _edits(match.start(), units, characters) if _is_chinese(characters) else []


def _utf_8_characters(data: bytes) -> Iterator[tuple[str, int]]:
    """The characters of broken UTF-8 with the number of their bytes; U+FFFD for bytes that make none."""
    position = 0
    while position < len(data):
        lead = data[position]
        wanted = 1 if lead < 0x80 else 2 if lead < 0xE0 else 3 if lead < 0xF0 else 4
        character = data[position : position + wanted].decode("utf-8", "ignore")
        if len(character) == 1 and len(character.encode()) == wanted:
            yield character, wanted
        else:
            wanted = 1
            while position + wanted < len(data) and data[position + wanted] & 0xC0 == 0x80:
                wanted += 1
            if data[position + wanted : position + wanted + 1] == _LOST:
                wanted += 1
            yield "\ufffd", wanted
        position += wanted


def _is_chinese(characters: list[tuple[str, int]]) -> bool:
    beyond = [character for character, _ in characters if character > "\x7f"]
    frequent = sum(_is_frequent(character) for character in beyond)
    return frequent >= 2 and frequent >= len(beyond) * (1 - _MOST_ODD)


def _is_frequent(character: str) -> bool:
    """Whether the character is a Chinese mark or one of the frequent characters of GB 2312, level 1."""
    try:
        lead = character.encode("gb2312")[0]
    except UnicodeEncodeError:
        return False
    return 0xB0 <= lead <= 0xD7 or character in "，。、；：？！“”‘’（）《》〔〕【】—…　"


def _edits(start: int, units: list[bytes], characters: list[tuple[str, int]]) -> list[Edit]:
    """One edit for each character that comes out: over the characters of the line that hold its bytes.

    A received character can hold the end of one character and all of the next; then one edit makes both.
    """
    ends = list(accumulate(map(len, units)))
    edits: list[Edit] = []
    position = first = done = 0  # bytes read, the unit of the next byte, units that have their edit
    for character, length in characters:
        position += length
        last = first
        while ends[last] < position:
            last += 1
        if last < done:
            edits[-1] = edits[-1]._replace(text=edits[-1].text + character)
        else:
            edits.append(Edit(start + done, start + last + 1, character, reach=start + first))
            done = last + 1
        first = last + 1 if ends[last] == position else last
    return edits
