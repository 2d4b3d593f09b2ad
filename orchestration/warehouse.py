"""From landed Parquet to a build's file: dbt in this process, then the marts copied into a file of their
own.

What belongs here: running dbt once and copying what readers need. What does not: what the models say
(`dbt_project`) and whether the result may be shown (`expectations`, `publication`).
"""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from orchestration.durable import write_durably
from orchestration.failures import BuildFailed
from orchestration.inputs import models_digest
from orchestration.settings import Paths, dbt_environment

STORAGE_VERSION = "v1.2.0"
"""Files of this version are read by DuckDB 1.2 and every later one; files of DuckDB 2.0's own by no 1.x."""

MARTS_SCHEMA = "main"


@dataclass(frozen=True, slots=True)
class NodeResult:
    """What became of one dbt node: a seed, a model or a test; and how the project describes it."""

    unique_id: str
    kind: str
    status: str
    seconds: float
    failures: int | None
    message: str | None
    description: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    """What each of its columns holds, by the column's name; exposures have none."""

    @property
    def passed(self) -> bool:
        """Whether it was built, or held, or is an exposure, of which nothing is built."""
        return self.status in ("success", "pass", "no-op")

    @property
    def was_skipped(self) -> bool:
        """Whether it was not tried, because something above it failed."""
        return self.status == "skipped"

    @property
    def name(self) -> str:
        """Its name without package and hash."""
        return self.unique_id.split(".")[2]


def prepare_manifest(paths: Paths) -> Path:
    """The file with dbt's manifest of the models as they are now; parsed again only when something in them
    changed.
    """
    manifest = paths.dbt_target / "manifest.json"
    if not manifest.exists() or not _is_parsed(paths):
        with _stamping_parse(paths) as stamp:
            _PARSED[stamp] = _invoke_dbt(paths, ["--write-json", "parse"])
    return manifest


def _stamp_file(paths: Paths) -> Path:
    return paths.dbt_target / "parsed_models"


def _stamp(paths: Paths) -> str:
    """What a parsed project is valid for: these models in this very place, whose path dbt writes into it."""
    return f"{paths.home}\n{models_digest(paths)}"


def _is_parsed(paths: Paths) -> bool:
    """Whether the parsed project that dbt left behind is that of the models as they are."""
    file = _stamp_file(paths)
    return file.exists() and file.read_text(encoding="utf-8") == _stamp(paths)


@contextmanager
def _stamping_parse(paths: Paths) -> Iterator[str]:
    """Note which models the parsed project is of once it is written whole.

    dbt goes on from the parse it left behind, which holds the paths of the seeds: one from another place is
    removed first.
    """
    stamp = _stamp(paths)
    paths.dbt_target.mkdir(parents=True, exist_ok=True)
    file = _stamp_file(paths)
    if not file.exists() or file.read_text(encoding="utf-8").partition("\n")[0] != str(paths.home):
        (paths.dbt_target / "partial_parse.msgpack").unlink(missing_ok=True)
    file.unlink(missing_ok=True)
    yield stamp
    write_durably(_stamp_file(paths), stamp)


_PARSED: dict[str, Any] = {}
"""What this process parsed, by its stamp, so that building does not parse the same again."""


def _parsed_models(paths: Paths) -> Any:
    """dbt's parsed project, from this process or from the file that dbt left for its next invocation.

    Null where there is none for these very models; dbt then parses for itself, which costs some seconds.
    """
    if (stamp := _stamp(paths)) in _PARSED:
        return _PARSED[stamp]
    if not _is_parsed(paths):
        return None
    from dbt.contracts.graph.manifest import Manifest

    return Manifest.from_msgpack((paths.dbt_target / "partial_parse.msgpack").read_bytes())


def build_models(paths: Paths, on_result: Callable[[NodeResult], None]) -> list[NodeResult]:
    """Build every seed, model and test from nothing into the transform file; the results in dbt's order.

    `on_result` is told each as it ends. Raises BuildFailed, naming what failed, when anything did: what is
    not built whole is not used.
    """
    for stale in (paths.transform_file, paths.transform_file.with_name(paths.transform_file.name + ".wal")):
        stale.unlink(missing_ok=True)
    # Unit tests try the SQL on planted rows, which no refresh can change; the project's own tests run them.
    command = ["build", "--exclude-resource-type", "unit_test"]
    if (parsed := _parsed_models(paths)) is not None:
        outcome = _invoke_dbt(paths, command, parsed=parsed)
    else:
        with _stamping_parse(paths):
            outcome = _invoke_dbt(paths, command)
    results = [
        NodeResult(
            unique_id=result.node.unique_id,
            kind=str(result.node.resource_type),
            status=str(result.status),
            seconds=float(result.execution_time),
            failures=result.failures,
            message=result.message,
            description=result.node.description,
            columns={
                name: column.description for name, column in getattr(result.node, "columns", {}).items()
            },
        )
        for result in outcome.results
    ]
    for result in results:
        on_result(result)
    if failed := [result for result in results if not result.passed and not result.was_skipped]:
        first = failed[0]
        raise BuildFailed(
            f"dbt: {len(failed)} of {len(results)} nodes failed, first {first.kind} {first.name}: "
            f"{' '.join((first.message or first.status).split())[:300]}"
        )
    return results


def _invoke_dbt(paths: Paths, command: list[str], *, parsed: Any = None) -> Any:
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager
    from dbt.cli.main import dbtRunner

    os.environ.update(dbt_environment(paths))
    paths.dbt_target.mkdir(parents=True, exist_ok=True)
    flags = [
        "--no-write-json",
        "--quiet",
        "--no-use-colors",
        "--no-version-check",
        "--log-level",
        "none",
        "--log-level-file",
        "none",
    ]
    folders = ["--project-dir", str(paths.dbt_project), "--profiles-dir", str(paths.dbt_project)]
    folders += ["--target-path", str(paths.dbt_target), "--log-path", str(paths.dbt_target)]
    try:
        outcome = dbtRunner(manifest=parsed).invoke([*flags, *command, *folders])
    finally:
        if (environment := DuckDBConnectionManager._ENV) is not None:
            # dbt-duckdb keeps its database open for the next invocation; a read-only open of it would fail.
            environment.close()  # type: ignore[unreachable]
            DuckDBConnectionManager._ENV = None
    if outcome.exception is not None:
        raise BuildFailed(f"dbt {command[0]}: {' '.join(str(outcome.exception).split())[:300]}")
    return outcome.result


def table_rows(paths: Paths) -> dict[str, int]:
    """How many rows each table in the transform file has, by name; empty where there is no such file."""
    if not paths.transform_file.exists():
        return {}
    with duckdb.connect(paths.transform_file, read_only=True) as connection:
        names = connection.execute(
            "select schema_name, table_name from duckdb_tables() order by schema_name, table_name"
        ).fetchall()
        return {
            name: connection.execute(f'select count(*) from "{schema}"."{name}"').fetchall()[0][0]
            for schema, name in names
        }


def seed_rows(paths: Paths) -> dict[str, dict[str, int]]:
    """For each seed the rows that its file has and the rows that were loaded, none where it was not."""
    loaded = table_rows(paths)
    counts = {}
    for file in sorted(paths.seeds.glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as opened:
            in_file = sum(1 for _ in csv.DictReader(opened))
        counts[file.stem] = {"in_file": in_file, "loaded": loaded.get(file.stem, 0)}
    return counts


def copy_marts(paths: Paths, target: Path, results: Sequence[NodeResult]) -> None:
    """Copy the marts, and nothing else, into a new DuckDB file at `target`, rows in the order of their
    columns.

    Keys, not-null constraints and table macros come along; what the models say of a table and its columns in
    `results` becomes comments. dbt could write the comments itself (persist_docs), at a twentieth of a small
    refresh, and they would have to be copied all the same.
    """
    described = {result.name: result for result in results if result.kind == "model"}
    target.parent.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(target, config={"storage_compatibility_version": STORAGE_VERSION}) as connection:
        connection.execute(
            f"attach '{str(paths.transform_file).replace(chr(39), chr(39) * 2)}' as built (read_only)"
        )
        tables = connection.execute(
            """
            select table_name, sql from duckdb_tables()
            where database_name = 'built' and schema_name = ? order by table_name
            """,
            [MARTS_SCHEMA],
        ).fetchall()
        if not tables:
            raise BuildFailed(f"dbt built no table in schema {MARTS_SCHEMA}")
        # One transaction: some hundred comments would else be as many commits, each waiting for the disk.
        connection.begin()
        for name, definition in tables:
            connection.execute(definition)
            connection.execute(
                f'insert into {MARTS_SCHEMA}."{name}" from built.{MARTS_SCHEMA}."{name}" order by all'
            )
            if (model := described.get(name)) is not None:
                _comment(connection, f'table {MARTS_SCHEMA}."{name}"', model.description)
                for column, description in model.columns.items():
                    _comment(connection, f'column {MARTS_SCHEMA}."{name}"."{column}"', description)
        for name, parameters, definition in connection.execute(
            """
            select function_name, parameters, macro_definition from duckdb_functions()
            where database_name = 'built' and schema_name = ? and function_type = 'table_macro'
            order by function_name
            """,
            [MARTS_SCHEMA],
        ).fetchall():
            connection.execute(f'create macro "{name}"({", ".join(parameters)}) as table {definition}')
        connection.commit()
        connection.execute("detach built")
        connection.execute("checkpoint")


def _comment(connection: duckdb.DuckDBPyConnection, what: str, comment: str) -> None:
    if comment:
        connection.execute(f"comment on {what} is '{comment.replace(chr(39), chr(39) * 2)}'")
