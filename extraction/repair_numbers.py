"""Slips of optical recognition in numbers: letters for digits (l5名, 3OO) and spaces inside (1 2 860人次).

Only put right where what stands around the number leaves no doubt; each such place is recorded as
corrected. Spaces between a numeral and its unit (18 家) are a matter of style: they go too, unrecorded.
"""

from __future__ import annotations

import re

from extraction.repair_characters import HAN
from extraction.repair_edits import Draft, Edit

UNIT = (
    "(?:[余多几来][万亿千百]?|[万亿千百]|[年月日号届期场次名位个家所项件支元户套亩岁天倍班门台篇条批类种届本版份处座辆"
    "间人]|(?:分|小时|公里|平方|百分|课时|学时|周岁|工位|学分)|[%％‰])"
)
_NO_UNIT = (
    "(?:人[才民社力事大口员工士物]|项目|个人|次[序要]|条[件例]|号召|种植|类[别型]|年度|场[地所]|位于"
    "|分[别类]|期[间限]|来[自源信函历])"
)
AFTER_NUMBER = rf"(?!{_NO_UNIT}){UNIT}"
_RANGE_END = r"[-–—~～至到][0-9lIOo ]{1,8}(?:[.][0-9 ]+)?"
_LONGEST_NUMBER = 12
_DIGIT_LIKE = "0-9lIOo〇○"

_SLIP = re.compile(r"[0-9lIOo〇○](?:(?<=[0-9])[lIOo〇○]|(?<=[lIOo〇○]) ?[0-9]|(?<=[lI])[Oo])")
_SLIPPED_NUMBER = re.compile(
    rf"(?<![A-Za-z0-9_./-])[{_DIGIT_LIKE}](?: ?[{_DIGIT_LIKE}]|[.,][{_DIGIT_LIKE}])*"
    rf"(?= ?{AFTER_NUMBER}|{_RANGE_END} ?{AFTER_NUMBER})"
)
_SLIPPED_YEAR = re.compile(r"(?<=[〔\[（(])[12][0Oo〇○][0-9lIOo〇○]{2}(?=[〕\]）)])")
_SLIPPED_AREA_CODE = re.compile(r"(?<![A-Za-z0-9])[Oo](?=[0-9]{2,3}[-—][0-9]{3})")
_ARABIC = str.maketrans("lIOo〇○", "110000")
_CHINESE_ZERO = re.compile("[○Oo0](?<=[一二三四五六七八九〇○Oo0].)(?=[一二三四五六七八九〇○Oo0]{0,2}年)")

_SPACED = re.compile(" (?:(?<=[0-9%万亿千百余多] )|(?=[0-9]))")
_RUN = re.compile(r"[0-9](?:[0-9.,]| {1,2}(?=[0-9.]))*")
_FOLLOWED = re.compile(rf" ?{AFTER_NUMBER}|{_RANGE_END} ?{AFTER_NUMBER}")
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_NUMBERED = frozenset("表图栏件页")
_WRONG_MARK = re.compile(
    rf"[，·•・](?<=[0-9].)(?:(?<=，)(?=[0-9]{{3}}(?:，[0-9]{{3}})*(?![0-9]) ?{AFTER_NUMBER})"
    r"|(?<=[·•・])(?=[0-9]{1,3} ?[万亿%％]))"
)
_BEFORE_THOUSANDS = re.compile(r"(?<![0-9.,，])[0-9]{1,3}(?:，[0-9]{3})*$")
_TIGHT_BEFORE = re.compile(f"[{HAN}“《（(〔，。、；：,;:-]")
# Each begins with the space itself, which lets the search skip everything else fast.
_SPACE_BEFORE_UNIT = re.compile(rf" (?<=[0-9%万亿千百余多] ) ?(?={AFTER_NUMBER})")
_SPACE_BEFORE_NUMBER = re.compile(
    rf" (?<=[{HAN}“（(、，] ) ?(?=[0-9][0-9.,]{{0,{_LONGEST_NUMBER}}} {AFTER_NUMBER})"
)
_SPACE_AFTER_QUALIFIER = re.compile(" (?<=[近超约达共逾第每至到了有过余] ) ?(?=[0-9])")
_ENOUGH_EVIDENCE = 2


def correct_letters(draft: Draft) -> None:
    """Turn letters that stand for digits into digits, where a unit follows or the place is that of a year."""
    text = draft.text
    if _SLIP.search(text):
        corrected: list[int] = []
        for pattern in (_SLIPPED_NUMBER, _SLIPPED_YEAR, _SLIPPED_AREA_CODE):
            characters = list(text)
            for match in pattern.finditer(text):
                found = match[0]
                digits = found.translate(_ARABIC)
                if found == digits or (pattern is _SLIPPED_NUMBER and not _is_number(found)):
                    continue
                characters[match.start() : match.end()] = digits
                corrected.extend(
                    match.start() + index
                    for index, (old, new) in enumerate(zip(found, digits, strict=True))
                    if old != new
                )
            text = "".join(characters)
        draft.translate(text)
        draft.mark_corrected(corrected)
    draft.translate(_CHINESE_ZERO.sub("〇", draft.text))
    _correct_marks(draft)


def _correct_marks(draft: Draft) -> None:
    """Turn a wide comma between thousands (41，256人次) and a raised dot (7·9万) into the common form."""
    text = draft.text
    places = [
        match.start()
        for match in _WRONG_MARK.finditer(text)
        if match[0] != "，" or _BEFORE_THOUSANDS.search(text[max(0, match.start() - 20) : match.start()])
    ]
    if not places:
        return
    characters = list(text)
    for place in places:
        characters[place] = "," if characters[place] == "，" else "."
    draft.translate("".join(characters))
    draft.mark_corrected(places)


def _is_number(found: str) -> bool:
    """Whether digits are among the letters: III期 is Roman, O型 is no number; lO名 is ten."""
    return any(character in "0123456789" for character in found) or found[:2] in ("lO", "IO", "lo")


def close_spaces(draft: Draft) -> None:
    """Take out spaces inside numbers where the context is certain, and between a numeral and its unit."""
    if _SPACED.search(draft.text) is None:
        return
    draft.apply(_inside_numbers(draft.text))
    draft.apply(_around_units(draft.text))


def _inside_numbers(text: str) -> list[Edit]:
    runs = [match for match in _RUN.finditer(text) if " " in match[0].strip(" ")]
    are_certain = [_is_one_number(match, has_evidence=False) for match in runs]
    has_evidence = sum(are_certain) >= _ENOUGH_EVIDENCE
    edits: list[Edit] = []
    for match, is_certain in zip(runs, are_certain, strict=True):
        if is_certain or (has_evidence and _is_one_number(match, has_evidence=True)):
            edits.extend(_closing(match))
    return edits


def _closing(match: re.Match[str]) -> list[Edit]:
    """The number written together; its first digit carries the mark of a correction."""
    run, start = match[0], match.start()
    edits = [Edit(start, start + 1, run[0], is_corrected=True)]
    edits.extend(Edit(start + space.start(), start + space.end(), "") for space in re.finditer(" +", run))
    return edits


def _is_one_number(match: re.Match[str], has_evidence: bool) -> bool:
    """Whether the spaced digits are one number, by what stands before and behind and by their groups.

    `has_evidence` says that the document has such spaces elsewhere, so that a number after a space or at the
    beginning of a line may have them as well.
    """
    text, run = match.string, match[0]
    parts = run.split()
    digits = "".join(parts)
    after = text[match.end() : match.end() + 24]
    if _YEAR.fullmatch(digits) and after.lstrip(" ").startswith("年"):
        return True
    if len(digits) > _LONGEST_NUMBER or not _FOLLOWED.match(after):
        return False
    if len(parts[0].rstrip(".,")) > 3 or digits.count(".") > 1 or run[-1] in ".,":
        return False
    if any(
        part[-1] == "," and len(parts[index + 1].split(".")[0]) != 3 for index, part in enumerate(parts[:-1])
    ):
        return False
    before = text[match.start() - 1] if match.start() else "\n"
    if before in _NUMBERED:
        return False
    if before == "\n":
        return has_evidence and not parts[0].endswith(".")
    if before == " ":
        return has_evidence
    return _TIGHT_BEFORE.match(before) is not None


def _around_units(text: str) -> list[Edit]:
    spans: set[tuple[int, int]] = set()
    for pattern in (_SPACE_BEFORE_UNIT, _SPACE_BEFORE_NUMBER, _SPACE_AFTER_QUALIFIER):
        spans.update(match.span() for match in pattern.finditer(text))
    return [Edit(start, end, "") for start, end in sorted(spans)]
