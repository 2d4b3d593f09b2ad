"""Showing a checked build to readers: the verdict re-read, one pointer swapped, the last builds kept,
rolling back.

Readers open `data/published/warehouse.duckdb`, a symbolic link to `warehouse_<build id>.duckdb`. Each build
has `manifest_<build id>.json` and `report_<build id>.html` beside it. A build is moved in complete and
checked, and only then does the link change, in one atomic step; whoever has the earlier file open keeps it.

What belongs here: that folder and nothing else. What does not: making and checking builds.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from orchestration import builds
from orchestration.comparison import compare
from orchestration.content import describe_content
from orchestration.durable import (
    PARTIAL_SUFFIX,
    point_durably,
    sha256_of,
    sync_file,
    sync_folder,
    write_durably,
)
from orchestration.failures import BadInput, PublicationRefused
from orchestration.report import render_report
from orchestration.settings import Paths
from orchestration.verdict import Verdict, as_json, read_verdict

Manifest = dict[str, Any]

READ_ONLY = 0o444
"""A published file is not written again, not even by mistake of a reader."""


def publish(paths: Paths, build_id: str, *, kept: int) -> Manifest:
    """Show the build to readers if the verdict recorded for it allows that; its manifest.

    Fails closed: raises PublicationRefused, and changes nothing that readers see, unless a verdict stands
    for this build id and for the very bytes of its file, with at least one check, each of which compared
    something and passed. `kept` builds stay, this one included. Publishing the build that is published
    already does nothing.
    """
    if current_build_id(paths) == build_id:
        return read_manifest(paths, build_id)
    record = builds.read_record(paths, build_id)
    file = builds.build_file(paths, build_id)
    verdict = _require_verdict(paths, build_id)
    if not file.exists():
        raise PublicationRefused(
            f"build {build_id} has no file any more; `skills-policy rollback` shows kept builds"
        )
    manifest = make_manifest(paths, record, verdict)
    page = render_report(manifest)
    if sha256_of(file) != verdict.file_sha256:
        raise PublicationRefused(
            f"the file of build {build_id} is not the one that was checked; run `skills-policy refresh` again"
        )
    paths.published.mkdir(parents=True, exist_ok=True)
    write_durably(report_file(paths, build_id), page)
    write_durably(manifest_file(paths, build_id), json.dumps(manifest, ensure_ascii=False, indent=1))
    sync_file(file)
    file.chmod(READ_ONLY)
    file.replace(paths.published / file.name)
    sync_folder(paths.published)
    point_durably(paths.pointer, file.name)
    _hold_file(paths).unlink(missing_ok=True)
    prune(paths, kept=kept)
    return manifest


def _require_verdict(paths: Paths, build_id: str) -> Verdict:
    verdict = read_verdict(builds.verdict_file(paths, build_id))
    if verdict.build_id != build_id:
        raise PublicationRefused(f"the verdict beside build {build_id} is about build {verdict.build_id}")
    if not verdict.checks:
        raise PublicationRefused(f"the verdict on build {build_id} rests on no check")
    if not verdict.passed:
        reasons = "; ".join(f"{check.name}: {check.outcome}" for check in verdict.failed_checks)
        raise PublicationRefused(f"build {build_id} did not pass: {reasons}")
    return verdict


def make_manifest(paths: Paths, record: builds.BuildRecord, verdict: Verdict) -> Manifest:
    """All that is known of an unpublished build, as plain JSON values: what made it, what it holds, what
    changed.
    """
    file = builds.build_file(paths, record.build_id)
    content = describe_content(file)
    previous = current_build_id(paths)
    previous_manifest = read_manifest(paths, previous) if previous else None
    return {
        "build_id": record.build_id,
        "run_id": record.run_id,
        "started_at": record.started_at,
        "published_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "content_hash": content.content_hash,
        "file": {"name": file.name, "sha256": verdict.file_sha256, "byte_count": file.stat().st_size},
        "code_commit": builds.code_commit(),
        "fingerprint": record.fingerprint,
        "inputs": record.inputs,
        "seed_rows": record.seed_rows,
        "row_counts": content.row_counts,
        "table_hashes": content.table_hashes,
        "reading": record.reading,
        "models": record.models,
        "verdict": as_json(verdict),
        "comparison": compare(paths.published / builds.file_name(previous) if previous else None, file)
        | {"previous_build_id": previous}
        | {"checks": _changed_checks(previous_manifest, verdict)},
    }


def _changed_checks(previous: Manifest | None, verdict: Verdict) -> list[dict[str, str]]:
    """The checks whose outcome is not what it was in the build before, and those that are new or gone."""
    before = {check["name"]: check["outcome"] for check in previous["verdict"]["checks"]} if previous else {}
    now = {check.name: check.outcome for check in verdict.checks}
    return [
        {"name": name, "before": before.get(name, "not made"), "now": now.get(name, "not made")}
        for name in sorted(before.keys() | now.keys())
        if previous and before.get(name) != now.get(name)
    ]


def manifest_file(paths: Paths, build_id: str) -> Path:
    """Where a published build's manifest lies."""
    return paths.published / f"manifest_{build_id}.json"


def report_file(paths: Paths, build_id: str) -> Path:
    """Where the page of a published build's checks and changes lies."""
    return paths.published / f"report_{build_id}.html"


def read_manifest(paths: Paths, build_id: str) -> Manifest:
    """The manifest of a published build. Raises BadInput where there is none that can be read."""
    try:
        manifest: Manifest = json.loads(manifest_file(paths, build_id).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadInput(
            f"there is no published build {build_id}; `skills-policy status` lists them"
        ) from error
    return manifest


def current_build_id(paths: Paths) -> str | None:
    """The build that readers see; null where nothing is published.

    A plain file in the pointer's place (a copy of the folder that followed links) is no published build: the
    next refresh puts the pointer back.
    """
    if not paths.pointer.is_symlink() or not paths.pointer.exists():
        return None
    match = builds.BUILD_ID_PATTERN.search(paths.pointer.readlink().name)
    return match.group() if match else None


def published_build_ids(paths: Paths) -> list[str]:
    """The builds that are kept with file and manifest, oldest first."""
    return sorted(
        build_id
        for file in paths.published.glob("warehouse_*.duckdb")
        if (match := builds.BUILD_ID_PATTERN.search(file.name))
        and manifest_file(paths, build_id := match.group()).exists()
    )


def rollback(paths: Paths, build_id: str | None) -> Manifest:
    """Point readers at a kept build: the one named, or the one before the current; its manifest.

    Until something changes in the inputs, or a refresh is asked for with `--full`, refreshes leave it
    there. Raises BadInput where there is no such build or its file is damaged.
    """
    kept, current = published_build_ids(paths), current_build_id(paths)
    if build_id is None:
        earlier = [kept_id for kept_id in kept if current and kept_id < current]
        if not earlier:
            raise BadInput(
                "there is no earlier build to roll back to; `skills-policy status` lists the builds"
            )
        build_id = earlier[-1]
    if build_id not in kept:
        raise BadInput(f"no build {build_id!r} is kept; there are: {', '.join(kept) or 'none'}")
    manifest = read_manifest(paths, build_id)
    if sha256_of(paths.published / builds.file_name(build_id)) != manifest["file"]["sha256"]:
        raise BadInput(f"the file of build {build_id} is damaged (its SHA-256 changed); choose another build")
    write_durably(_hold_file(paths), json.dumps({"pointed_at": build_id, "newest": kept[-1]}))
    point_durably(paths.pointer, builds.file_name(build_id))
    return manifest


def held_back_build_id(paths: Paths) -> str | None:
    """The newest build, where someone rolled back from it and nothing was published since; else null."""
    try:
        hold = json.loads(_hold_file(paths).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    newest: str = hold["newest"]
    is_held = hold["pointed_at"] == current_build_id(paths) and hold["pointed_at"] != newest
    return newest if is_held else None


def _hold_file(paths: Paths) -> Path:
    return paths.published / "rolled_back.json"


def discard_unfinished(paths: Paths) -> list[str]:
    """Remove what a killed publication left: partial files, pieces of a build, builds never pointed at.

    The names removed. Where nothing was ever published a complete build is left alone: it was checked.
    """
    removed = set(paths.published.glob(f".*{PARTIAL_SUFFIX}"))
    whole, current = set(published_build_ids(paths)), current_build_id(paths)
    newest = held_back_build_id(paths) or current
    for entry in paths.published.glob("*_*"):
        match = builds.BUILD_ID_PATTERN.search(entry.name)
        if match and (match.group() not in whole or (newest and match.group() > newest)):
            removed.add(entry)
    for entry in removed:
        entry.unlink()
    return sorted(entry.name for entry in removed)


def prune(paths: Paths, *, kept: int) -> list[str]:
    """Remove the oldest builds so that `kept` stay; the current one and a held-back one always do."""
    spared = {current_build_id(paths), held_back_build_id(paths)}
    surplus = [build_id for build_id in published_build_ids(paths)[:-kept] if build_id not in spared]
    for build_id in surplus:
        (paths.published / builds.file_name(build_id)).unlink()
        manifest_file(paths, build_id).unlink(missing_ok=True)
        report_file(paths, build_id).unlink(missing_ok=True)
    return surplus
