"""Masking personal contact data: telephone numbers, e-mail addresses, and names after 联系人.

Public letters end with whom to call. Nothing that is published needs that, so it is masked wherever text of
a document leaves `raw/`, which stays as received.

What belongs here: finding such data in a text as received, damaged or not. A mask is as long as what it
hides, so every span into the text stays right. What does not: deciding what a number means (`non_figures`).
"""

from __future__ import annotations

import re

MASK = "█"
"""Stands for one hidden character."""

_READING = r"(?:\([a-zA-Zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,7}\)|\s)*"
"""A pinyin annotation or a space, which damaged pages put between any two characters."""

_DIGIT = r"[0-9０-９OoIl|]"
"""A digit, or a letter that optical recognition takes for one; only after a word that announces a number."""


def _words(*words: str) -> str:
    return "(?:" + "|".join(_READING.join(word) for word in words) + ")"


_PERSON = _words("联系人", "聯系人", "联络人", "聯絡人", "经办人", "經辦人", "承办人", "承辦人", "联系同志")
_TELEPHONE = _words("电话", "電話", "手机", "手機", "传真", "傳真", "联系方式", "聯系方式", "热线", "熱線")
_MAIL = rf"[邮郵EeQ微](?:(?<=[邮郵]){_READING}[箱件]|(?<=[Ee])-?mail|(?<=Q)Q|(?<=微)信号?)"
_REACH = _words("联系", "聯系", "聯繫")
_COLON = r"[^\S\n]*[:：][^\S\n]*"

_PATTERNS = (
    # 联系人：市职鉴中心贾文彬: all up to a mark or the line's next heading, office included, for no
    # rule can say where the office ends and the name begins.
    re.compile(
        rf"{_PERSON}(?:及[^:：\n]{{0,8}})?{_COLON}"
        rf"(?P<hidden>(?:(?!{_REACH}|{_TELEPHONE}|{_MAIL})[^，,；;。)）\n:：])+)"
    ),
    # The same with the name on a line of its own, or with no colon before a telephone number.
    re.compile(rf"{_PERSON}{_COLON}\n\s*(?P<hidden>[\u4e00-\u9fff]{{2,4}})(?=\s*(?:\n|$|[，,]))"),
    re.compile(rf"{_PERSON}[^\S\n]*[（(]?(?P<hidden>[\u4e00-\u9fff]{{2,4}})(?=[，,；;\s]*{_TELEPHONE})"),
    # 联系电话: (028) 00000000
    re.compile(
        rf"{_TELEPHONE}(?:号码|號碼)?\s*+[:：]?\s*+"
        rf"(?P<hidden>[（(]?{_DIGIT}(?:{_DIGIT}|[()（）\-－—–/、 ](?=[^\n]{{0,2}}{_DIGIT})){{5,40}})"
    ),
    # 电子邮箱: ldtpxc0163.com, for recognition loses the @.
    re.compile(rf"{_MAIL}{_COLON}(?P<hidden>[\w.@＠+\-]{{4,}})", re.ASCII),
    re.compile(r"(?P<hidden>[\w.+\-](?<![\w.+\-]{2})[\w.+\-]*+\s?[@＠]\s?[\w\-]+(?:\.[\w\-]+)+)", re.ASCII),
    # A mobile number, one with its area code, a service number: anywhere, unless a unit shows that it counts.
    # All begin with one class of characters, which lets the search skip other text fast.
    re.compile(
        r"(?P<hidden>[1（(0OＯo4](?<![\d.,\-/A-Za-z].)(?:"
        r"(?<=1)[3-9]\d(?:[ \-]?\d{4}){2}"
        r"|(?:(?<=[（(])[0OＯo]|(?<=[0OＯo]))\d{2,3}[)）]?[ \-－—–]{0,2}\d{4}\s?\d{3,4}"
        r"|(?<=4)00-?\d{3}-?\d{4}"
        r"))(?![\d.]|[^\S\n]*[万亿萬億元人名个個家%])"
    ),
)


def contact_spans(text: str) -> list[tuple[int, int]]:
    """The half-open spans of `text` that hold contact data, in order and without overlap."""
    found = sorted(match.span("hidden") for pattern in _PATTERNS for match in pattern.finditer(text))
    spans: list[tuple[int, int]] = []
    for start, end in found:
        if spans and start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def mask(text: str) -> str:
    """`text` with contact data hidden: as long as before, white space kept, all else of it a `MASK`."""
    characters: list[str] = []
    position = 0
    for start, end in contact_spans(text):
        characters.append(text[position:start])
        characters.extend(character if character.isspace() else MASK for character in text[start:end])
        position = end
    characters.append(text[position:])
    return "".join(characters)
