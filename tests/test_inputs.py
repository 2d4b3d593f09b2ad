"""What a build is made from is known by content: a change of it asks for a new build, nothing else does."""

from __future__ import annotations

import os
from dataclasses import asdict
from pathlib import Path

import pytest

from orchestration.inputs import read_inputs
from orchestration.settings import Paths


@pytest.fixture
def home(tmp_path: Path) -> Paths:
    """A home with one document, one seed and one model, none of which anything reads."""
    for name, content in {
        "raw/letter.txt": "全市培训3万人次。\n",
        "raw/letter.yml": "publisher: 衢州市\n",
        "seeds/areas.csv": "code\n330800\n",
        "dbt_project/models/facts.sql": "select 1\n",
        "dbt_project/target/run.sql": "select 1\n",
    }.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    return Paths(tmp_path)


@pytest.mark.parametrize(
    ("name", "content", "changed"),
    [
        ("raw/letter.txt", "全市培训4万人次。\n", {"documents"}),
        ("raw/letter.yml", "publisher: 泸州市\n", {"documents"}),
        ("raw/more/letter.txt", "全市培训3万人次。\n", {"documents"}),
        ("seeds/areas.csv", "code\n510500\n", {"seeds"}),
        ("seeds/more.csv", "code\n", {"seeds", "models"}),
        ("dbt_project/models/facts.sql", "select 2\n", {"models"}),
        ("dbt_project/models/facts.yml", "version: 2\n", {"models"}),
        ("dbt_project/target/run.sql", "select 2\n", set()),
    ],
)
def test_what_changed_is_known_by_its_content(
    home: Paths, name: str, content: str, changed: set[str]
) -> None:
    before = read_inputs(home)
    file = home.home / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content, encoding="utf-8")
    after = read_inputs(home)
    assert {kind for kind, digest in asdict(after).items() if digest != asdict(before)[kind]} == changed
    assert (after.fingerprint != before.fingerprint) is bool(changed)


def test_a_pipe_is_not_waited_for(home: Paths) -> None:
    before = read_inputs(home)
    os.mkfifo(home.raw / "pipe.txt")
    assert read_inputs(home).documents != before.documents


def test_a_document_taken_away_changes_the_fingerprint(home: Paths) -> None:
    before = read_inputs(home)
    (home.raw / "letter.txt").unlink()
    assert read_inputs(home).documents != before.documents


def test_times_and_the_place_of_the_home_change_nothing(home: Paths, tmp_path: Path) -> None:
    before = read_inputs(home)
    os.utime(home.raw / "letter.txt", (0, 0))
    assert read_inputs(home) == before
    moved = home.home.rename(tmp_path.with_name("moved"))
    assert read_inputs(Paths(moved)) == before
