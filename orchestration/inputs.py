"""What goes into a build, by content: the one place that decides whether anything has to be redone.

What belongs here: hashing documents, sidecars, seeds, code and tool versions. It imports nothing heavy,
because it runs before every refresh. What does not: deciding what becomes of a document (`received`).
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from orchestration.litter import files_below
from orchestration.settings import PROJECT_ROOT, Paths

EXTRACTION_SEEDS = ("areas.csv", "area_aliases.csv")
"""The seeds that extraction itself reads, from the project's folder; the others only matter from dbt on."""
SEEDS = PROJECT_ROOT / "seeds"

EXTRACTION_TOOLS = ("opencc", "pypinyin", "charset-normalizer", "polars")
BUILD_TOOLS = ("duckdb", "dbt-core", "dbt-duckdb", "great-expectations")

CODE_SUFFIXES = frozenset({".py", ".yml", ".yaml", ".sql", ".csv", ".json", ".j2", ".md", ".txt"})
GENERATED_FOLDERS = frozenset({"__pycache__", "target", "logs", "dbt_packages", ".user.yml"})


@dataclass(frozen=True, slots=True)
class Inputs:
    """The content of everything that a build depends on, as one SHA-256 for each kind of thing."""

    documents: str
    seeds: str
    extraction: str
    models: str
    checks: str
    tools: str

    @property
    def fingerprint(self) -> str:
        """One SHA-256 over all of it: equal fingerprints give equal builds."""
        return hashlib.sha256("\n".join(asdict(self).values()).encode()).hexdigest()


def read_inputs(paths: Paths) -> Inputs:
    """The inputs as they are now. Reads every document, a file at a time, and opens nothing else but
    sources.
    """
    return Inputs(
        documents=_digest(_contents(paths.raw, files_below(paths.raw))),
        seeds=_digest(_contents(paths.seeds, files_below(paths.seeds))),
        extraction=extractor_version(),
        models=models_digest(paths),
        checks=_digest(_contents(PROJECT_ROOT / "orchestration", _sources(PROJECT_ROOT / "orchestration"))),
        tools=_digest((name, _installed(name)) for name in BUILD_TOOLS),
    )


def models_digest(paths: Paths) -> str:
    """What dbt's parse depends on: the models, which seeds there are and dbt itself."""
    seeds = ((file.name, "") for file in files_below(paths.seeds) if file.suffix == ".csv")
    tools = ((name, _installed(name)) for name in BUILD_TOOLS)
    return _digest([*_contents(paths.dbt_project, _sources(paths.dbt_project)), *seeds, *tools])


def extractor_version() -> str:
    """What a document's reading depends on besides the document: code, wording, places, libraries."""
    code = PROJECT_ROOT / "extraction"
    return _digest(
        [
            *_contents(code, _sources(code)),
            *_contents(SEEDS, (SEEDS / name for name in EXTRACTION_SEEDS)),
            *((name, _installed(name)) for name in EXTRACTION_TOOLS),
        ]
    )


def _digest(parts: Iterable[tuple[str, str]]) -> str:
    return hashlib.sha256(
        "\n".join(f"{name}\t{content}" for name, content in sorted(parts)).encode()
    ).hexdigest()


def _installed(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "absent"


def _contents(root: Path, files: Iterable[Path]) -> Iterator[tuple[str, str]]:
    for file in files:
        name = os.fsencode(file.relative_to(root)).decode("utf-8", "backslashreplace")
        try:
            if file.is_symlink():
                yield name, f"link to {os.fsencode(file.readlink())!r}"
                continue
            if not file.is_file():
                yield name, "no ordinary file"
                continue
            with file.open("rb") as opened:
                yield name, hashlib.file_digest(opened, "sha256").hexdigest()
        except OSError as error:
            yield name, f"unreadable: {error.strerror}"


def _sources(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in GENERATED_FOLDERS]
        yield from (Path(parent, name) for name in names if Path(name).suffix in CODE_SUFFIXES)
