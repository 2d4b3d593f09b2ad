"""Writing files so that a crash or a power cut leaves the old content or the new, never something between.

What belongs here: the few primitives that publication, verdicts and manifests are written with.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from pathlib import Path

PARTIAL_SUFFIX = ".partial"


def partial_of(path: Path) -> Path:
    """The name under which `path` is written before it is complete."""
    return path.with_name(f".{path.name}{PARTIAL_SUFFIX}")


def write_durably(path: Path, content: str) -> None:
    """Replace the file at `path` by `content` (UTF-8), on disk when this returns."""
    partial = partial_of(path)
    try:
        with partial.open("w", encoding="utf-8") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def point_durably(link: Path, target_name: str) -> None:
    """Make the symbolic link `link` point at `target_name` in its own folder, in one atomic step."""
    partial = partial_of(link)
    partial.unlink(missing_ok=True)
    partial.symlink_to(target_name)
    partial.replace(link)
    sync_folder(link.parent)


def sync_file(path: Path) -> None:
    """Return once the content of the file at `path` is on disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(path: Path) -> None:
    """Return once the names in the folder at `path` are on disk."""
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal.

    Never call it on a database that this process has open: closing the file again drops DuckDB's lock on it.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
