"""A document's text as received, for its evidence page: out of `raw/`, if the file is the one that was read.

What belongs here: finding that text and masking contact data in it. What does not: reading figures from it.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from dashboard.marts import Row
from extraction.contacts import mask
from extraction.decode import UnreadableDocument, decode


def received_text(raw: Path, document: Row) -> tuple[str | None, str | None]:
    """The text with contact data masked, or null and why there is none: `missing`, `changed` or `unreadable`.

    The spans of the marts hold for the bytes that were read and for no others, so the SHA-256 must be theirs.
    """
    path = document["file_path"]
    file = (raw / path).resolve() if path else None
    if file is None or not file.is_relative_to(raw.resolve()) or not file.is_file():
        return None, "missing"
    received = file.read_bytes()
    if hashlib.sha256(received).hexdigest() != document["sha256"]:
        return None, "changed"
    try:
        return mask(decode(received).text), None
    except UnreadableDocument:
        return None, "unreadable"
