"""What several tests stand on: a home of their own with the project's documents, seeds and models."""

import shutil
from pathlib import Path

import pytest

from orchestration.settings import HOME_VARIABLE, PROJECT_ROOT, Paths


@pytest.fixture
def empty_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    """A home with nothing in it, named by the environment."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    return Paths(tmp_path)


@pytest.fixture
def home(empty_home: Paths) -> Paths:
    """A home with copies of the five letters, the seeds and the models, and no data yet."""
    copy_project(empty_home)
    return empty_home


def copy_project(paths: Paths) -> None:
    """Copy raw/, seeds/ and dbt_project/ into a home."""
    for name in ("raw", "seeds", "dbt_project"):
        shutil.copytree(
            PROJECT_ROOT / name, paths.home / name, ignore=shutil.ignore_patterns("target", "logs")
        )
