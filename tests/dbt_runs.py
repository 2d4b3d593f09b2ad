"""dbt run in this process on a home of its own, for tests of the models."""

from __future__ import annotations

import os
from typing import Any

from orchestration.settings import Paths, dbt_environment


def run_dbt(paths: Paths, *command: str) -> Any:
    """The result of one dbt command on the home's project; its connection to the database is closed again."""
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager
    from dbt.cli.main import dbtRunner

    os.environ.update(dbt_environment(paths))
    paths.dbt_target.mkdir(parents=True, exist_ok=True)
    folders = ["--target-path", str(paths.dbt_target), "--log-path", str(paths.dbt_target)]
    try:
        return dbtRunner().invoke(["--quiet", "--log-level", "none", *command, *folders])
    finally:
        if DuckDBConnectionManager._ENV is not None:
            DuckDBConnectionManager._ENV.close()
            DuckDBConnectionManager._ENV = None


def failures(outcome: Any) -> dict[str, str]:
    """What did not pass in a dbt run: the node's name and its message."""
    return {
        result.node.name: str(result.message)
        for result in outcome.result.results
        if str(result.status) not in ("success", "pass", "skipped", "no-op")
    }
