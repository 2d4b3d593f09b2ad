"""Spans as W3C Web Annotations: what each figure says, and the place of its words in the document.

What belongs here: the data model's terms (W3C Recommendation of 23 February 2017, Web Annotation Data Model).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.marts import Row

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
SURROUNDINGS = 24
"""Characters before and after a quote, by which it can be found again where offsets have moved."""


def of_document(document: Row, observations: Sequence[Row], text: str) -> dict[str, Any]:
    """An annotation page with one annotation for each observation; offsets count characters of the text as
    received.
    """
    source = f"urn:sha-256:{document['sha256']}"
    return {
        "@context": CONTEXT,
        "id": f"urn:skills-policy:annotations:{document['document_id']}",
        "type": "AnnotationPage",
        "items": [_annotation(row, source, text) for row in observations],
    }


def _annotation(row: Row, source: str, text: str) -> dict[str, Any]:
    start, end = row["span_start"], row["span_end"]
    reading = {
        "indicator_code": row["indicator_code"],
        "subject": row["subject"],
        "value": _plain(row["value"]),
        "lower_bound": _plain(row["lower_bound"]),
        "upper_bound": _plain(row["upper_bound"]),
        "unit_code": row["unit_code"],
        "status": row["status"],
        "basis": row["basis"],
        "year": row["year"],
        "area_code": row["area_code"],
    }
    return {
        "id": f"urn:skills-policy:observation:{row['observation_id']}",
        "type": "Annotation",
        "motivation": "identifying",
        "body": {
            "type": "TextualBody",
            "format": "application/json",
            "value": json.dumps(reading, ensure_ascii=False),
        },
        "target": {
            "source": source,
            "selector": [
                {"type": "TextPositionSelector", "start": start, "end": end},
                {
                    "type": "TextQuoteSelector",
                    "exact": row["quote"],
                    "prefix": text[max(0, start - SURROUNDINGS) : start],
                    "suffix": text[end : end + SURROUNDINGS],
                },
            ],
        },
    }


def _plain(value: Any) -> str | None:
    return None if value is None else f"{value.normalize():f}"


def index(counts: Mapping[str, int]) -> str:
    """The list of all annotation pages, with the number of annotations in them."""
    pages = [f"annotations/{name}.jsonld" for name in counts]
    return json.dumps({"total": sum(counts.values()), "pages": pages}, ensure_ascii=False, indent=1)
