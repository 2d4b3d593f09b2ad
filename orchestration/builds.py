"""A build on its way to publication: its id, its folder and the record of what made it.

What belongs here: where the pieces of an unpublished build lie and how its record is written. What does
not: making the file (`warehouse`), checking it (`expectations`), showing it to readers (`publication`).
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from orchestration.durable import write_durably
from orchestration.failures import BuildFailed
from orchestration.settings import PROJECT_ROOT, Paths

BUILD_ID_FORMAT = "%Y%m%dT%H%M%SZ"
BUILD_ID_PATTERN = re.compile(r"\d{8}T\d{6}Z")


@dataclass(frozen=True, slots=True)
class BuildRecord:
    """What made a build, recorded beside its file before anything is checked."""

    build_id: str
    run_id: str
    started_at: str
    inputs: dict[str, str]
    """The digests of `inputs.Inputs`, by kind."""
    fingerprint: str
    reading: dict[str, Any] = field(default_factory=dict)
    """What landing did: documents read, kept from before, and so on."""
    models: dict[str, Any] = field(default_factory=dict)
    """What dbt did: nodes built, tests passed."""
    seed_rows: dict[str, dict[str, int]] = field(default_factory=dict)
    """For each seed the rows of its file (`in_file`) and those the models were built from (`loaded`)."""


def build_folder(paths: Paths, build_id: str) -> Path:
    """The folder of an unpublished build. Raises BuildFailed for what is no build id (it becomes part of a
    path).
    """
    if not BUILD_ID_PATTERN.fullmatch(build_id):
        raise BuildFailed(f"{build_id!r} is no build id; a build id looks like 20261125T093000Z")
    return paths.builds / build_id


def build_file(paths: Paths, build_id: str) -> Path:
    """The DuckDB file of an unpublished build."""
    return build_folder(paths, build_id) / file_name(build_id)


def file_name(build_id: str) -> str:
    """The name of a build's DuckDB file, before and after publication."""
    return f"warehouse_{build_id}.duckdb"


def verdict_file(paths: Paths, build_id: str) -> Path:
    """Where the verdict on an unpublished build is recorded."""
    return build_folder(paths, build_id) / "verdict.json"


def new_build_id(paths: Paths, now: datetime) -> str:
    """An id that sorts after every build there is, even when the clock was set back: the time in UTC."""
    taken = [
        match.group()
        for folder in (paths.published, paths.builds)
        if folder.is_dir()
        for entry in folder.iterdir()
        if (match := BUILD_ID_PATTERN.search(entry.name))
    ]
    candidate = now.astimezone(UTC).replace(microsecond=0)
    if taken:
        newest = datetime.strptime(max(taken), BUILD_ID_FORMAT).replace(tzinfo=UTC)
        candidate = max(candidate, newest + timedelta(seconds=1))
    return candidate.strftime(BUILD_ID_FORMAT)


def write_record(paths: Paths, record: BuildRecord) -> None:
    """Record what made a build, in its folder."""
    write_durably(
        build_folder(paths, record.build_id) / "build.json",
        json.dumps(asdict(record), ensure_ascii=False, indent=1),
    )


def read_record(paths: Paths, build_id: str) -> BuildRecord:
    """The record of an unpublished build. Raises BuildFailed where there is none that can be read."""
    path = build_folder(paths, build_id) / "build.json"
    try:
        return BuildRecord(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise BuildFailed(f"there is no unpublished build {build_id}; run `skills-policy refresh`") from error


def latest_build_id(paths: Paths) -> str:
    """The unpublished build that was made last. Raises BuildFailed where there is none."""
    ids = [entry.name for entry in _build_folders(paths) if (entry / "build.json").exists()]
    if not ids:
        raise BuildFailed("there is no unpublished build; run `skills-policy refresh`")
    return max(ids)


def discard_unfinished(paths: Paths) -> list[str]:
    """Remove what earlier refreshes left unpublished, also those that were killed; the names removed."""
    removed = []
    for folder in _build_folders(paths):
        shutil.rmtree(folder)
        removed.append(folder.name)
    for stray in (paths.transform_file, paths.transform_file.with_suffix(".duckdb.wal")):
        stray.unlink(missing_ok=True)
    return removed


def _build_folders(paths: Paths) -> list[Path]:
    if not paths.builds.is_dir():
        return []
    return [
        entry for entry in paths.builds.iterdir() if entry.is_dir() and BUILD_ID_PATTERN.fullmatch(entry.name)
    ]


def code_commit() -> str | None:
    """The commit of the code that runs, with `+changes` where it was edited; null outside a git checkout."""
    try:
        described = subprocess.run(
            [
                "git",
                "-C",
                str(PROJECT_ROOT),
                "describe",
                "--always",
                "--abbrev=40",
                "--dirty=+changes",
                "--exclude=*",
            ],
            capture_output=True,
            text=True,
            check=True,
            timeout=10,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return described.stdout.strip() or None
