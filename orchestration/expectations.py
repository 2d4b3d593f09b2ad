"""What Great Expectations checks on the very file that may be published, and what each check compared.

What belongs here: the suites, each over one small frame taken from the build. The arithmetic was done in
the models (`fct_reconciliation`), in decimals; here verdicts, counts and exact text are held against what
must be true of them. What does not: keys, relations and accepted values of columns (dbt tests own those),
and acting on a verdict.

Great Expectations costs seconds to import, so that happens in `check_build` alone. It runs in an ephemeral
context on pandas frames: nothing is written or sent anywhere.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from orchestration.builds import BuildRecord
from orchestration.verdict import CheckResult, Row

if TYPE_CHECKING:
    import pandas as pd

ROWS_SHOWN = 200
SEEDS_THAT_MAY_BE_EMPTY = frozenset({"corrections", "acknowledged_differences"})
ROW_NUMBER = "row_number"

Frame = Callable[[duckdb.DuckDBPyConnection, BuildRecord], "pd.DataFrame"]


@dataclass(frozen=True, slots=True)
class Check:
    """One check: the frame it looks at and the expectations that must hold of every row.

    `expectations` are pairs of a Great Expectations class name and its arguments. Rows of the frame are
    comparisons: a frame without rows has compared nothing and fails.
    """

    name: str
    description: str
    look_at: str
    frame: Frame
    expectations: tuple[tuple[str, dict[str, Any]], ...]


def _reconciliation(condition: str) -> Frame:
    def frame(connection: duckdb.DuckDBPyConnection, record: BuildRecord) -> pd.DataFrame:
        return connection.execute(
            f"""
            select
                kind, area_name, year::varchar as year, indicator_code, subject, unit_code, status, verdict,
                {_exact("figure_value")} as figure,
                concat_ws(' to ', {_exact("figure_lower_bound")}, {_exact("figure_upper_bound")})
                    as figure_range,
                expectation,
                {_exact("reference_value")} as reference,
                concat_ws(' to ', {_exact("reference_lower_bound")}, {_exact("reference_upper_bound")})
                    as reference_range,
                {_exact("difference")} as difference,
                {_exact("tolerance")} as tolerance,
                tolerance_source, figure_quote, reference_quote, document_title, document_id, note,
                explanation
            from fct_reconciliation
            where verdict <> 'not_comparable' and {condition}
            order by
                verdict = 'differs' desc, kind, document_id, area_code, year, indicator_code,
                reconciliation_id
            """
        ).df()

    return frame


def _exact(column: str) -> str:
    """A decimal as exact text without trailing zeros: a pandas frame would make a float of it."""
    return f"rtrim(rtrim({column}::varchar, '0'), '.')"


def _seeds(connection: duckdb.DuckDBPyConnection, record: BuildRecord) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(
        [
            {
                "seed": seed,
                "rows_in_file": counts["in_file"],
                "rows_loaded": counts["loaded"],
                "rows_needed": 0 if seed in SEEDS_THAT_MAY_BE_EMPTY else 1,
            }
            for seed, counts in sorted(record.seed_rows.items())
        ],
        columns=["seed", "rows_in_file", "rows_loaded", "rows_needed"],
    )


def _documents(connection: duckdb.DuckDBPyConnection, record: BuildRecord) -> pd.DataFrame:
    import pandas as pd

    received: dict[str, int] = record.reading["outcomes"]
    built = dict(connection.execute("select outcome, count(*) from dim_document group by outcome").fetchall())
    return pd.DataFrame(
        [
            {"outcome": outcome, "received": received.get(outcome, 0), "in_build": built.get(outcome, 0)}
            for outcome in sorted(received.keys() | built.keys())
        ],
        columns=["outcome", "received", "in_build"],
    )


AGREED = ("ExpectColumnValuesToBeInSet", {"column": "verdict", "value_set": ["agrees", "explained"]})

CHECKS = (
    Check(
        name="reported_totals",
        description="Each total that a person read in a document, against the total the warehouse computed.",
        look_at="the quote of each failing row in its document, then seeds/reported_totals.csv",
        frame=_reconciliation("kind = 'reported_total'"),
        expectations=(AGREED,),
    ),
    Check(
        name="stated_figures",
        description=(
            "What documents say against what they say elsewhere: repeats, totals and parts, shares of plans, "
            "payments and standards. A difference that no one explained fails."
        ),
        look_at="both quotes of each failing row; a contradiction of the documents goes, with the reason, "
        "to seeds/acknowledged_differences.csv",
        frame=_reconciliation("kind <> 'reported_total'"),
        expectations=(AGREED,),
    ),
    Check(
        name="seeds_loaded",
        description="The rows of each file in seeds/ against the rows that the models were built from.",
        look_at="the file in seeds/ and seed-paths in dbt_project/dbt_project.yml",
        frame=_seeds,
        expectations=(
            ("ExpectColumnPairValuesToBeEqual", {"column_A": "rows_in_file", "column_B": "rows_loaded"}),
            (
                "ExpectColumnPairValuesAToBeGreaterThanB",
                {"column_A": "rows_loaded", "column_B": "rows_needed", "or_equal": True},
            ),
        ),
    ),
    Check(
        name="documents_complete",
        description="The documents received, by what became of them, against those in dim_document.",
        look_at="data/landing/documents.parquet and the models of dim_document",
        frame=_documents,
        expectations=(("ExpectColumnPairValuesToBeEqual", {"column_A": "received", "column_B": "in_build"}),),
    ),
)


def check_build(file: Path, record: BuildRecord) -> tuple[CheckResult, ...]:
    """Run every check on the build's file, opened read-only; what each compared and found."""
    import great_expectations as gx

    context = gx.get_context(mode="ephemeral", project_config=_quiet_context())
    source = context.data_sources.add_pandas("build")
    with duckdb.connect(file, read_only=True) as connection:
        frames = [check.frame(connection, record).reset_index(drop=True) for check in CHECKS]
    return tuple(_run(gx, source, check, frame) for check, frame in zip(CHECKS, frames, strict=True))


def _quiet_context() -> Any:
    """A context in memory that shows no progress bars and makes no temporary folder for a site of its own."""
    from great_expectations.data_context.types.base import (
        DataContextConfig,
        InMemoryStoreBackendDefaults,
        ProgressBarsConfig,
    )

    logging.getLogger("great_expectations").setLevel(logging.WARNING)
    return DataContextConfig(
        store_backend_defaults=InMemoryStoreBackendDefaults(init_temp_docs_sites=False),
        progress_bars=ProgressBarsConfig(globally=False),
        analytics_enabled=False,
    )


def _run(gx: Any, source: Any, check: Check, frame: pd.DataFrame) -> CheckResult:
    numbered = frame.assign(**{ROW_NUMBER: range(len(frame))})
    definition = source.add_dataframe_asset(check.name).add_batch_definition_whole_dataframe(check.name)
    batch = definition.get_batch(batch_parameters={"dataframe": numbered})
    suite = gx.ExpectationSuite(
        name=check.name,
        expectations=[getattr(gx.expectations, name)(**arguments) for name, arguments in check.expectations],
    )
    outcome = batch.validate(
        suite, result_format={"result_format": "COMPLETE", "unexpected_index_column_names": [ROW_NUMBER]}
    )
    failing: set[int] = set()
    for result in outcome.results:
        if not result.success:
            rows = [index[ROW_NUMBER] for index in result.result.get("unexpected_index_list") or []]
            # An expectation that failed without naming rows (it raised, say) holds for none of them.
            failing.update(rows or range(len(frame)))
    rows = _rows(frame)
    return CheckResult(
        name=check.name,
        description=check.description,
        compared=len(rows),
        failed=len(failing),
        failing_rows=tuple(rows[number] for number in sorted(failing)[:ROWS_SHOWN]),
        compared_rows=tuple(rows[:ROWS_SHOWN]),
        look_at=check.look_at,
    )


def _rows(frame: pd.DataFrame) -> list[Row]:
    present = frame.astype(object).where(frame.notna(), None)
    return [dict(zip(frame.columns, row, strict=True)) for row in present.itertuples(index=False, name=None)]
