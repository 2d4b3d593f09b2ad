"""Ask the published build a question in SQL. It can only be read; no other file and no network can be
reached.
"""

from __future__ import annotations

import argparse
import sys

from orchestration.failures import BadInput, ExitCode

SUMMARY = "ask the published build a question in SQL"
EPILOG = """examples:
  skills-policy query "show tables"
  skills-policy query "select city_name, year, indicator_code, value from fct_city_year order by 1, 2"
  skills-policy query --format csv "from fct_observation" > observations.csv"""

ROWS_SHOWN = 200
FORMATS = ("table", "csv", "json")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    parser.add_argument("sql", metavar="SQL", help="one statement")
    parser.add_argument(
        "--format", choices=FORMATS, default="table", help="table (default), csv, or json: an object a line"
    )
    parser.add_argument(
        "--limit",
        type=int,
        metavar="ROWS",
        help=f"at most so many rows (default: {ROWS_SHOWN} in a table, else all)",
    )


def run(given: argparse.Namespace) -> int:
    """Print the answer."""
    from orchestration.query import ask
    from orchestration.settings import paths
    from orchestration.tables import show

    if not given.sql.strip():
        raise BadInput("the query is empty")
    if given.limit is not None and given.limit < 0:
        raise BadInput("--limit must not be negative")
    limit = given.limit if given.limit is not None else ROWS_SHOWN if given.format == "table" else None
    names, rows = ask(paths(), given.sql, at_most=None if limit is None else limit + 1)
    show(names, rows[:limit], given.format)
    if limit is not None and len(rows) > limit:
        print(f"There are more than these {limit} rows; --limit or --format csv shows them.", file=sys.stderr)
    return ExitCode.OK
