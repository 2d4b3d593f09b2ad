"""Whether a refresh has anything to do. It imports nothing heavy, so that the answer comes at once.

What belongs here: comparing the inputs as they are with those that the published build was made from. What
does not: what the inputs are (`inputs`), and doing anything about it (`refresh`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from orchestration import publication
from orchestration.durable import sha256_of
from orchestration.failures import Failure
from orchestration.inputs import Inputs
from orchestration.settings import Paths
from orchestration.sidecars import latest_day


@dataclass(frozen=True, slots=True)
class Unchanged:
    """That nothing has to be redone, and why."""

    build_id: str
    message: str
    set_aside: int


def unchanged(paths: Paths, inputs: Inputs, today: date | None = None) -> Unchanged | None:
    """Whether the published build (or the one someone rolled back from) was made from these very inputs.

    A document that was set aside because its date lay ahead changes nothing when that day comes, but it can
    be read from then on: on and after `today` (default: the clock's) there is something to do.
    """
    current = publication.current_build_id(paths)
    if current is None:
        return None
    held_back = publication.held_back_build_id(paths)
    try:
        manifest = publication.read_manifest(paths, held_back or current)
        shown = publication.read_manifest(paths, current)["file"]
        if manifest["fingerprint"] != inputs.fingerprint or not _is_tidy(paths):
            return None
        if sha256_of(paths.pointer) != shown["sha256"]:
            return None
    except (Failure, OSError):
        return None
    items = manifest["reading"].get("set_aside", [])
    day = (today or latest_day()).isoformat()
    if any(item.get("due_on", "9999") <= day for item in items):
        return None
    set_aside = len(items)
    if held_back:
        return Unchanged(
            current,
            f"nothing changed since build {held_back}, from which someone rolled back to {current}; "
            "`refresh --full` builds again",
            set_aside,
        )
    return Unchanged(current, f"nothing changed since build {current}, which stays published", set_aside)


def _is_tidy(paths: Paths) -> bool:
    """Whether no killed refresh left something behind for the next one to restore or to clear away."""
    leftovers = [*paths.data.glob("landing.*"), *paths.builds.glob("*.wal")]
    shown = publication.held_back_build_id(paths) or publication.current_build_id(paths) or ""
    never_shown = [build_id for build_id in publication.published_build_ids(paths) if build_id > shown]
    return paths.landing.exists() and not leftovers and not never_shown
