"""The asset checks of the build: Great Expectations' results as Dagster shows them, each blocking
publication.

What belongs here: the translation of a verdict. What does not: the checks themselves (`expectations`).
"""

from collections.abc import Iterator

import dagster as dg

from orchestration.assets import BUILD_KEY, foreseen_failures
from orchestration.expectations import CHECKS
from orchestration.refresh import Refresh
from orchestration.verdict import CheckResult


@dg.multi_asset_check(
    name="expectations",
    specs=[
        dg.AssetCheckSpec(check.name, asset=BUILD_KEY, description=check.description, blocking=True)
        for check in CHECKS
    ],
)
def expectations(refresh: dg.ResourceParam[Refresh]) -> Iterator[dg.AssetCheckResult]:
    """Check the build's file with Great Expectations and record the verdict on it."""
    with foreseen_failures():
        verdict = refresh.check()
    for check in verdict.checks:
        yield dg.AssetCheckResult(
            asset_key=BUILD_KEY,
            check_name=check.name,
            passed=check.passed,
            description=check.outcome if check.passed else f"{check.outcome}; look at {check.look_at}",
            metadata={
                "build_id": verdict.build_id,
                "compared": check.compared,
                "failed": check.failed,
                "failing_rows": dg.MetadataValue.md(rows_as_markdown(check, failing=True)),
                "compared_figures": dg.MetadataValue.md(rows_as_markdown(check, failing=False)),
            },
        )


def rows_as_markdown(check: CheckResult, *, failing: bool, at_most: int = 50) -> str:
    """The rows of a check as a table in Markdown, columns that are empty throughout left out."""
    rows = (check.failing_rows if failing else check.compared_rows)[:at_most]
    if not rows:
        return "none"
    names = [name for name in rows[0] if any(row[name] is not None for row in rows)]
    lines = ["| " + " | ".join(names) + " |", "|" + "---|" * len(names)]
    for row in rows:
        cells = ("" if row[name] is None else str(row[name]) for name in names)
        lines.append("| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |")
    return "\n".join(lines)
