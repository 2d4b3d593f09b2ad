"""The commands of `skills-policy`, one module each: SUMMARY, EPILOG, `add_arguments` and `run`.

A module's docstring is what `--help` says about its command.
"""

from orchestration.commands import (
    add,
    dagster,
    dashboard,
    evaluate,
    extract,
    query,
    refresh,
    rollback,
    status,
    trace,
)

COMMANDS = (refresh, add, status, query, trace, extract, evaluate, rollback, dashboard, dagster)
