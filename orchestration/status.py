"""The state of the warehouse as seen from outside, for a person and for monitoring.

What belongs here: putting together what manifest, log and pointer say. What does not: changing anything.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from orchestration.failures import BadInput, ExitCode, Health
from orchestration.journal import last_runs
from orchestration.lock import is_under_way
from orchestration.publication import (
    current_build_id,
    held_back_build_id,
    published_build_ids,
    read_manifest,
)
from orchestration.settings import Configuration, Paths

RUNS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Status:
    """One look at the warehouse."""

    health: Health
    reasons: list[str]
    build_id: str | None
    published_at: str | None
    age_hours: float | None
    confirmed_at: str | None
    """When a refresh last ended well, also one that found nothing changed: what staleness counts from."""
    content_hash: str | None
    checks_passed: int
    checks_failed: int
    set_aside: list[dict[str, Any]]
    kept_builds: list[str]
    last_runs: list[dict[str, Any]]

    def as_json(self) -> dict[str, Any]:
        """The same as plain JSON values, health by name."""
        return asdict(self) | {"health": self.health.name.lower()}


def read_status(paths: Paths, configuration: Configuration, now: datetime) -> Status:
    """The status at `now`. Reads the manifest, the log and the pointer; opens no database."""
    runs = last_runs(paths, RUNS_SHOWN)
    build_id = current_build_id(paths)
    manifest: dict[str, Any] | None
    try:
        manifest = read_manifest(paths, build_id) if build_id else None
    except BadInput:
        manifest = None
    critical, warnings = [], []
    if manifest is None:
        critical.append("nothing is published" if build_id is None else f"build {build_id} has no manifest")
    if runs and runs[0].get("exit_code", ExitCode.OK) not in (ExitCode.OK, ExitCode.SET_ASIDE):
        critical.append(f"the last refresh failed: {runs[0].get('message')}")
    if runs and "exit_code" not in runs[0] and not is_under_way(paths):
        warnings.append("the last refresh was cut off; the next one cleans up after it")
    published_at = manifest["published_at"] if manifest else None
    confirmed_at = max((run["at"] for run in runs if run.get("exit_code") in (0, 3)), default=published_at)
    age = now.astimezone(UTC) - datetime.fromisoformat(published_at) if published_at else None
    limit = configuration.stale_after_hours
    if confirmed_at and now - datetime.fromisoformat(confirmed_at) > timedelta(hours=limit):
        warnings.append(f"no refresh has ended well for {limit} hours")
    set_aside = manifest["reading"].get("set_aside", []) if manifest else []
    if set_aside:
        warnings.append(f"{len(set_aside)} set aside when reading")
    if newest := held_back_build_id(paths):
        warnings.append(f"rolled back from build {newest}")
    checks = manifest["verdict"]["checks"] if manifest else []
    return Status(
        health=Health.CRITICAL if critical else Health.WARNING if warnings else Health.OK,
        reasons=critical + warnings,
        build_id=build_id,
        published_at=published_at,
        age_hours=round(age.total_seconds() / 3600, 2) if age else None,
        confirmed_at=confirmed_at,
        content_hash=manifest["content_hash"] if manifest else None,
        checks_passed=sum(check["passed"] for check in checks),
        checks_failed=sum(not check["passed"] for check in checks),
        set_aside=set_aside,
        kept_builds=published_build_ids(paths),
        last_runs=runs,
    )
