"""Imports point one way: extraction knows nothing of what orchestrates, models or shows it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FORBIDDEN = {"orchestration", "dashboard", "dagster", "dagster_dbt", "duckdb", "dbt", "great_expectations"}
ONLY_IN_BATCH = {"polars"}
MODULES = sorted((ROOT / "extraction").rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def test_there_are_modules_to_look_at() -> None:
    assert ROOT / "extraction" / "reader.py" in MODULES


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_extraction_imports_nothing_that_stands_behind_it(path: Path) -> None:
    names = set(imported(path))
    assert not names & FORBIDDEN
    if path.name != "batch.py":
        assert not names & ONLY_IN_BATCH


def test_the_check_sees_a_forbidden_import(tmp_path: Path) -> None:
    path = tmp_path / "module.py"
    path.write_text("def late():\n    from dagster import asset\n    import duckdb as d\n")
    assert set(imported(path)) & FORBIDDEN == {"dagster", "duckdb"}
