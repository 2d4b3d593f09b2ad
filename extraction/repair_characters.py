"""Folding of characters: traditional to simplified, radicals and full-width letters to their common form.

What belongs here: which character stands for which, and which stand for a line break, a space or nothing.
What does not: damage that only the neighbours show (`repair_annotations`, `repair_shifts`, `repair_layout`,
`repair_numbers`).

Punctuation is left as received, full-width or ASCII: both are honest, and the original width cannot be
known.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import cache

import opencc

from extraction.repair_edits import Draft, Edit

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"

# CJK Radicals Supplement: those that PDF text has in place of whole characters and for which Unicode gives
# no compatibility mapping. Source: EquivalentUnifiedIdeograph.txt of the Unicode Character Database.
_RADICALS = dict(
    zip(
        map(
            ord,
            "⺁⺄⺆⺇⺊⺌⺎⺒⺓⺝⺠⺫⺬⺮⺶⺻⺼⺽⻁⻄⻅⻆⻉⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰",
        ),
        "厂乙冂几卜小兀巳幺月民目示竹羊聿肉臼虎西见角贝车长长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙",
        strict=True,
    )
)
_FULL_WIDTH = {
    code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in "！，：；？（）～"
}
_SPACES = dict.fromkeys([0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F], " ")
_LINE_BREAKS = dict.fromkeys([0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029], "\n")

# Outside GB 2312 and changed by OpenCC, yet standard in simplified text (通用规范汉字表, 2013).
_STANDARD_IN_SIMPLIFIED = frozenset("昇谿頫噁剋")

_UNUSUAL = re.compile(
    "[\u00a0\u2000-\u200a\u202f\u205f\u2e80-\u2fd5\uf900-\ufaff\ufe50-\ufe6b\uff01-\uff5e\x0b\x0c\r\x85\u2028\u2029]"
)
_CONTROLS = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff"
)
# All alternatives begin with one class of characters, which lets the search skip sound text fast.
_NOT_TEXT = re.compile(
    rf"[{_CONTROLS}\r_x&]"
    r"(?:(?<=\r)\n|(?<=x)0[dD]_?x0[aA]_?|(?<=_)x0(?:[dD]_?_?x0[aA]|00[dD])_\n?"
    r"|(?<=&)(?:#[0-9]{1,6}|#x[0-9a-fA-F]{1,5}|[a-zA-Z]{2,8});"
    rf"|(?<=[{_CONTROLS}]))"
)


def _folding() -> dict[int, str]:
    compatible = [*range(0x2E80, 0x2FD6), *range(0xF900, 0xFB00), *range(0xFE50, 0xFE6C)]
    table = {code: unicodedata.normalize("NFKC", chr(code)) for code in compatible}
    table = {code: text for code, text in table.items() if len(text) == 1 and text != chr(code)}
    return {**table, **_RADICALS, **_FULL_WIDTH, **_SPACES, **_LINE_BREAKS}


_FOLDING = _folding()
_ZHE = re.compile("(?<![显卓原名专编论昭译土巨合遗新])著(?![名作称者述录书])")
_CONVERTER = opencc.OpenCC("t2s")


@cache
def _simplification() -> dict[int, str]:
    characters = [chr(code) for code in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))]
    converted = _CONVERTER.convert("\n".join(characters)).split("\n")
    return {
        ord(old): new for old, new in zip(characters, converted, strict=True) if old != new and len(new) == 1
    }


def _is_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@cache
def _only_traditional() -> dict[int, str]:
    """The characters that simplified text never holds, with their simplified form."""
    return {
        code: text
        for code, text in _simplification().items()
        if not _is_gb2312(chr(code)) and chr(code) not in _STANDARD_IN_SIMPLIFIED
    }


@cache
def _only_traditional_pattern() -> re.Pattern[str]:
    return re.compile(f"[{''.join(map(chr, _only_traditional()))}]")


def simplified_character(character: str) -> str:
    """The simplified form of one character, words not considered."""
    return _simplification().get(ord(character), character) if character else ""


def simplified(text: str) -> str:
    """The text in simplified characters, one for one, words considered (乾燥 to 干燥, 乾隆 unchanged).

    Uses OpenCC, and for what its table leaves to the reader: 著 as the Taiwan form of 着, 答覆 for 答复.
    """
    try:
        converted = str(_CONVERTER.convert(text))
    except UnicodeEncodeError:  # a lone surrogate
        converted = ""
    if len(converted) != len(text):
        converted = text.translate(_simplification())
    if "著" in converted:
        converted = _ZHE.sub("着", converted)
    return converted.replace("答覆", "答复").replace("回覆", "回复")


def share_traditional(text: str) -> float:
    """Which share of the characters exists in traditional text only."""
    return len(_only_traditional_pattern().findall(text)) / max(len(text), 1)


def drop_what_is_not_text(draft: Draft) -> None:
    """Take out control and zero-width characters; put entities and literal line ends right."""
    edits: list[Edit] = []
    for match in _NOT_TEXT.finditer(draft.text):
        found = match[0]
        if found.startswith("&"):
            meant = html.unescape(found)
            if len(meant) != 1:
                continue
            edits.append(Edit(match.start(), match.end(), meant))
        elif len(found) > 1:
            edits.append(Edit(match.start(), match.end(), "\n"))
        else:
            edits.append(Edit(match.start(), match.end(), ""))
    draft.apply(edits)


def fold(draft: Draft) -> None:
    """Fold radicals, full-width letters and digits, odd spaces and line breaks to the common form."""
    if _UNUSUAL.search(draft.text):
        draft.translate(draft.text.translate(_FOLDING))


def simplify(draft: Draft) -> None:
    """Turn traditional text into simplified text, and single traditional characters in simplified text.

    Where fewer than one character in a hundred is traditional the text is simplified already: then words
    such as 乾 or 著 are left alone, which simplified text uses too.
    """
    if _only_traditional_pattern().search(draft.text) is None:
        return
    if share_traditional(draft.text) >= 0.01:
        draft.translate(simplified(draft.text))
    else:
        draft.translate(draft.text.translate(_only_traditional()))
