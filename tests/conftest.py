"""What several tests stand on: a home of their own with the project's documents, seeds and models."""

import os
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from orchestration.settings import HOME_VARIABLE, PROJECT_ROOT, Paths, configuration

COPIED = ("raw", "seeds", "dbt_project")


@pytest.fixture
def empty_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    """A home with nothing in it, named by the environment."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    return Paths(tmp_path)


@pytest.fixture(scope="session")
def project_home(tmp_path_factory: pytest.TempPathFactory) -> Paths:
    """One home for all whole refreshes of a test process: dbt's parse belongs to a place and takes long."""
    return Paths(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory, project_home: Paths) -> Path:
    """The five letters, refreshed once: a copy of data/published for the tests that only read."""
    from orchestration.failures import ExitCode

    renew(project_home)
    outcome = refresh(project_home)
    assert outcome.exit_code == ExitCode.OK, outcome.message
    copy = tmp_path_factory.mktemp("published") / "data" / "published"
    shutil.copytree(project_home.published, copy, symlinks=True)
    return copy


@pytest.fixture
def home(project_home: Paths, monkeypatch: pytest.MonkeyPatch) -> Paths:
    """The project's home with the five letters, the seeds and the models as they are, and no data."""
    renew(project_home)
    monkeypatch.setenv(HOME_VARIABLE, str(project_home.home))
    return project_home


def renew(paths: Paths) -> None:
    """Bring a home back to the project's documents, seeds and models, without data but with dbt's parse."""
    for name in COPIED:
        shutil.rmtree(paths.home / name, ignore_errors=True)
    copy_project(paths)
    clear_data(paths)
    paths.configuration.unlink(missing_ok=True)


def clear_data(paths: Paths) -> None:
    """Remove all data but dbt's parse."""
    for entry in [*paths.data.glob("*"), *paths.builds.glob("*")]:
        if entry in (paths.builds, paths.dbt_target):
            continue
        shutil.rmtree(entry) if entry.is_dir() else entry.unlink()


def copy_project(paths: Paths) -> None:
    """Copy raw/, seeds/ and dbt_project/ into a home."""
    for name in COPIED:
        shutil.copytree(
            PROJECT_ROOT / name, paths.home / name, ignore=shutil.ignore_patterns("target", "logs")
        )


def refresh(paths: Paths, **reread: object):
    """One whole refresh of a home in this process, without Dagster; what became of it."""
    from orchestration.landing import Reread
    from orchestration.refresh import open_refresh

    with open_refresh(
        paths, configuration(paths), str(uuid.uuid4()), holder="a test", wait_seconds=0
    ) as opened:
        return opened.run(Reread(**reread))


def offline_environment(paths: Paths, **more: str) -> dict[str, str]:
    """The environment of a process that works in a home."""
    return {**os.environ, HOME_VARIABLE: str(paths.home), "PYTHONPATH": str(PROJECT_ROOT), **more}


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A browser shared by all tests of a process: Playwright can be started only once in each."""
    from browser.first_view import launch

    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright for Python is not installed")
    with playwright.sync_playwright() as started:
        browser = launch(started)
        yield browser
        browser.close()
