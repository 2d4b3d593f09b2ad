"""A text as received with every figure marked, as HTML that is inert whatever the text holds.

What belongs here: turning spans into elements. What does not: choosing the spans.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from markupsafe import Markup, escape

from dashboard.formats import inert


def marked(text: str, observations: Sequence[Mapping[str, Any]]) -> Markup:
    """Paragraphs, one for each line of `text`, in which each observation's span is an element with its
    anchor.

    Spans may coincide, nest or overlap: the text is cut at every end, and an observation's anchor `o-<id>`
    stands at
    the first piece of its span; the further pieces name it in `data-o`. Observations whose quote is not found
    at its span have no mark.
    """
    placed = [observation for observation in observations if observation["is_in_place"]]
    cuts = {0, len(text)}
    for observation in placed:
        cuts.update((observation["start"], observation["end"]))
    cuts.update(position for position, character in enumerate(text) if character == "\n")
    cuts.update(position + 1 for position, character in enumerate(text) if character == "\n")
    edges = sorted(cuts)
    lines: list[list[str]] = [[]]
    opening = 0
    under_way: list[Mapping[str, Any]] = []
    placed.sort(key=lambda observation: (observation["start"], -observation["end"], observation["id"]))
    for start, end in pairwise(edges):
        under_way = [observation for observation in under_way if observation["end"] > start]
        while opening < len(placed) and placed[opening]["start"] <= start:
            under_way.append(placed[opening])
            opening += 1
        piece = text[start:end]
        if piece == "\n":
            lines.append([])
        else:
            lines[-1].append(_piece(piece, start, under_way))
    return Markup("").join(_paragraphs(lines))


def _piece(piece: str, start: int, covering: Sequence[Mapping[str, Any]]) -> str:
    shown = escape(inert(piece))
    if not covering:
        return shown
    html = Markup('<a href="#r-{}">{}</a>').format(covering[0]["id"], shown)
    for observation in reversed(covering):
        is_first = observation["start"] == start
        place = Markup('id="o-{}"' if is_first else 'data-o="{}"').format(observation["id"])
        html = Markup('<mark class="{}" {}>{}</mark>').format(observation["status"], place, html)
    return html


def _paragraphs(lines: Sequence[Sequence[str]]) -> list[Markup]:
    found = []
    for pieces in lines:
        if any(piece.strip() for piece in pieces):
            found.append(Markup("<p>{}</p>\n").format(Markup("").join(pieces)))
    return found
