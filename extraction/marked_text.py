"""A text as received with spans of it marked, as HTML that is inert whatever the text holds.

The one renderer of the page of a single document (`extraction.page`) and of the dashboard's evidence pages,
which differ in what a mark says, where it leads, and in style.

What belongs here: turning spans into elements. What does not: choosing the spans, and the page around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise

INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
"""Characters that show nothing but can turn or hide what stands around them: controls, marks of direction."""

STAND_IN = "▯"
"""Shown in place of one such character."""

LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Mark:
    """A half-open span of the text, and what its element is to have.

    The anchor of an observation is `o-<observation_id>`, on the first piece of its span; a number that became
    none has no id and no anchor. `attributes` go on every piece (their values are escaped); `href` makes the
    words a link; `card` is HTML, safe already, that follows the words inside the first piece.
    """

    start: int
    end: int
    observation_id: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    href: str = ""
    card: str = ""


def inert(text: str) -> str:
    """`text` as it may be shown: as long as before, invisible characters made visible."""
    return INVISIBLE.sub(STAND_IN, text)


def marked(text: str, marks: Iterable[Mark]) -> str:
    """A paragraph for each line of `text` that is not blank, in which each mark is an element.

    Marks may coincide, nest or overlap: the text is cut at every end. The further pieces of a mark name its
    observation in `data-o`.
    """
    waiting = sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.observation_id), reverse=True)
    begun: set[int] = set()
    under_way: list[Mark] = []
    paragraphs: list[str] = []
    start = 0
    for end, following in _line_ends(text):
        if text[start:end].strip():
            while waiting and waiting[-1].start < end:
                under_way.append(waiting.pop())
            under_way = [mark for mark in under_way if mark.end > start]
            paragraphs.append(f"<p>{''.join(_pieces(text, start, end, under_way, begun))}</p>\n")
        start = following
    return "".join(paragraphs)


def _line_ends(text: str) -> Iterator[tuple[int, int]]:
    """Where each line ends and where the next begins."""
    for found in LINE_END.finditer(text):
        yield found.span()
    yield len(text), len(text)


def _pieces(text: str, start: int, end: int, marks: Sequence[Mark], begun: set[int]) -> Iterator[str]:
    """One line, cut at every end of `marks`; `begun` are those of which a piece was shown, by identity."""
    ends = {cut for mark in marks for cut in (mark.start, mark.end) if start < cut < end}
    covering: list[Mark] = []
    opening = 0
    for first, last in pairwise(sorted({start, end} | ends)):
        while opening < len(marks) and marks[opening].start <= first:
            covering.append(marks[opening])
            opening += 1
        covering = [mark for mark in covering if mark.end > first]
        html = shown(text[first:last])
        if covering and covering[0].href:
            html = f'<a href="{escape(covering[0].href)}">{html}</a>'
        for mark in reversed(covering):
            html = _element(mark, html, is_first=id(mark) not in begun)
            begun.add(id(mark))
        yield html


def _element(mark: Mark, html: str, *, is_first: bool) -> str:
    attributes = dict(mark.attributes)
    if mark.observation_id:
        attributes["id" if is_first else "data-o"] = f"{'o-' if is_first else ''}{mark.observation_id}"
    listed = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    return f"<mark{listed}>{html}{mark.card if is_first else ''}</mark>"


def shown(text: str) -> str:
    """`text` as HTML; what is invisible is shown by a stand-in that names it."""
    return "".join(
        f'<span class="control" title="U+{ord(part):04X}">{STAND_IN}</span>'
        if INVISIBLE.match(part)
        else escape(part)
        for part in _AROUND_INVISIBLE.split(text)
    )


_AROUND_INVISIBLE = re.compile(f"({INVISIBLE.pattern})")
