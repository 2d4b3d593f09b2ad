"""Writing the site: only what changed is rendered and written, and readers see the old site or the new one.

Each generation is a folder `site_<n>` of its own; `site` is a symbolic link to the current one. A page
whose inputs have the fingerprint that they had last time is linked from the generation before instead of
being made again.

What belongs here: files. What does not: what is on a page.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from orchestration.durable import point_durably

FINGERPRINTS = ".fingerprints.json"
GENERATION = re.compile(r"site_(\d+)")


def fingerprint_of(*values: Any) -> str:
    """A short hash of anything that JSON can show."""
    shown = json.dumps(values, ensure_ascii=False, default=str, separators=(",", ":"))
    return hashlib.blake2b(shown.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


@dataclass(slots=True)
class Output:
    """The generation that is being written. `code` is the fingerprint of what renders it: templates, words,
    code.
    """

    folder: Path
    code: str
    previous: Path | None = None
    written: int = 0
    kept: int = 0
    byte_count: int = 0
    _before: dict[str, str] = field(default_factory=dict)
    _now: dict[str, str] = field(default_factory=dict)

    def file(self, path: str, fingerprint: str, make: Callable[[], str | bytes]) -> None:
        """Put the file at `path` (relative, with `/`). It is the one from before, not made again where the
        fingerprint is the same, and not written again where it comes out the same.
        """
        self._claim(path, f"{self.code}:{fingerprint}")
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        before = self.previous / path if self.previous else None
        if before is not None and not before.is_file():
            before = None
        if before is not None and self._before.get(path) == self._now[path]:
            self._keep(before, target)
        else:
            made = make()
            content = made if isinstance(made, bytes) else made.encode("utf-8")
            if before is not None and before.read_bytes() == content:
                self._keep(before, target)
            else:
                target.write_bytes(content)
                self.written += 1
        self.byte_count += target.stat().st_size

    def _claim(self, path: str, fingerprint: str) -> None:
        if path in self._now:
            raise ValueError(f"two pages want to be {path}")
        self._now[path] = fingerprint

    def _keep(self, before: Path, target: Path) -> None:
        _share(before, target)
        self.kept += 1

    def apart(self) -> Output:
        """The same generation with nothing in it yet, for a process that writes a part of it."""
        return replace(self, written=0, kept=0, byte_count=0, _now={})

    def include(self, part: Output) -> None:
        """Count what was written apart as this generation's."""
        for path, fingerprint in part._now.items():
            self._claim(path, fingerprint)
        self.written += part.written
        self.kept += part.kept
        self.byte_count += part.byte_count

    def finish(self) -> None:
        """Record the fingerprints: without them a generation is never taken as a base for the next."""
        (self.folder / FINGERPRINTS).write_text(json.dumps(self._now), encoding="utf-8")


def begin(home: Path, code: str) -> Output:
    """A new, empty generation below `home`. What an interrupted one left is removed."""
    home.mkdir(parents=True, exist_ok=True)
    current = _current(home)
    numbers = []
    for folder in home.glob("site_*"):
        match = GENERATION.fullmatch(folder.name)
        if match:
            numbers.append(int(match.group(1)))
            if current is None or folder != current:
                shutil.rmtree(folder)
    folder = home / f"site_{max(numbers, default=0) + 1}"
    folder.mkdir()
    output = Output(folder, code, previous=current)
    if current and (current / FINGERPRINTS).is_file():
        output._before = json.loads((current / FINGERPRINTS).read_text(encoding="utf-8"))
    return output


def show(home: Path, output: Output) -> Path:
    """Point `site` at the finished generation in one step; the one before stays until the next is begun."""
    output.finish()
    link = home / "site"
    point_durably(link, output.folder.name)
    return link


def _share(file: Path, target: Path) -> None:
    """One file under two names; a copy where the file system knows no such thing."""
    try:
        os.link(file, target)
    except OSError:
        shutil.copy2(file, target)


def _current(home: Path) -> Path | None:
    link = home / "site"
    if not link.is_symlink() or not link.exists():
        return None
    return home / link.readlink()
