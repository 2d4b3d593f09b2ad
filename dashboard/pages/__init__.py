"""The pages: each module turns rows of the marts into what one kind of page shows, in one language.

What belongs here: choosing, ordering and naming what is shown, as plain values that a template sets and a
fingerprint can be taken of. What does not: HTML (`templates/`) and SQL that several pages need (`marts`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Page:
    """One page: where it goes below its language's folder, the template that sets it, and what it shows."""

    path: str
    template: str
    context: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Slice:
    """Data that a script loads when it needs it: works from disk, where scripts may load but not read
    files.
    """

    path: str
    data: dict[str, Any]
