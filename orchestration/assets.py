"""The assets of the warehouse, in the order of the data: what was landed, each dbt model, the build, the
publication.

What belongs here: thin wrappers that call the steps of `refresh.Refresh` and show their figures as
metadata. What does not: any work of their own, checks (`checks`), schedules and sensors (`schedules`).
"""

import errno
import json
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, DbtProject, dbt_assets
from dagster_dbt.asset_utils import get_asset_check_key_for_test
from pydantic import Field

from orchestration.comparison import KINDS
from orchestration.failures import Failure
from orchestration.landing import Reread
from orchestration.partitions import offer_what_was_read
from orchestration.publication import Manifest
from orchestration.refresh import Refresh
from orchestration.settings import configuration, paths
from orchestration.summary import document_responsible
from orchestration.warehouse import MARTS_SCHEMA, NodeResult, prepare_manifest

LANDED_TABLES = {
    "documents": "Every document received, with where it came from and what became of it.",
    "observations": "Every stated figure with its words, read from the documents.",
    "numbers": "Every number of every text and what became of it.",
    "texts": "The texts as received, for showing a figure in its place.",
}
BUILD_KEY = dg.AssetKey(["build", "warehouse"])
PUBLISHED_KEY = dg.AssetKey(["published", "warehouse"])
SITE_KEY = dg.AssetKey(["published", "site"])

PASSING_FAULTS = frozenset({errno.EIO, errno.ESTALE, errno.ETIMEDOUT, errno.EAGAIN, errno.EBUSY})
"""What a folder on a network says for a while; everything else would fail again the same way."""

HOME = paths()
MANIFEST: Mapping[str, Any] = json.loads(prepare_manifest(HOME).read_text(encoding="utf-8"))
PROJECT = DbtProject(project_dir=HOME.dbt_project, target_path=HOME.dbt_target, profiles_dir=HOME.dbt_project)
TRANSLATOR = DagsterDbtTranslator()


class LandingConfig(dg.Config):
    """What to read again although nothing about it has changed; by default nothing."""

    documents: list[str] = Field(default_factory=list)
    """Ids of documents."""
    cities: list[str] = Field(default_factory=list)
    """Names or codes of cities: every document that a city or one of its counties published."""
    everything: bool = False

    def reread(self) -> Reread:
        """The same as the landing takes it."""
        return Reread(tuple(self.documents), tuple(self.cities), self.everything)


@dg.multi_asset(
    name="landing",
    specs=[
        dg.AssetSpec(["landing", table], description=description, group_name="landing", kinds={"parquet"})
        for table, description in LANDED_TABLES.items()
    ],
    retry_policy=dg.RetryPolicy(max_retries=2, delay=5),
)
def landing(
    context: dg.AssetExecutionContext, config: LandingConfig, refresh: dg.ResourceParam[Refresh]
) -> Iterator[dg.MaterializeResult[Any]]:
    """Read new and changed documents into the landing files; what was read before is kept as it is.

    Reading files is the one step that may fail for a passing reason (a folder on a network), so it is tried
    again.
    """
    with foreseen_failures():
        reading = refresh.land(config.reread())
    offer_what_was_read(context.instance, refresh.paths)
    for table in LANDED_TABLES:
        metadata: dict[str, Any] = {"dagster/row_count": reading.row_counts[table]}
        if table == "documents":
            metadata |= {
                "read_now": reading.read_now,
                "kept_from_before": reading.kept,
                "set_aside": len(reading.set_aside),
                "set_aside_documents": dg.MetadataValue.json(reading.set_aside),
            }
        if table == "numbers":
            metadata["dispositions"] = dg.MetadataValue.json(reading.dispositions)
        yield dg.MaterializeResult(asset_key=["landing", table], metadata=metadata)


@dbt_assets(manifest=MANIFEST, project=PROJECT, dagster_dbt_translator=TRANSLATOR, name="models")
def models(context: dg.AssetExecutionContext, refresh: dg.ResourceParam[Refresh]) -> Iterator[Any]:
    """Build every seed, model and test in one dbt invocation in this process."""
    results: list[NodeResult] = []
    try:
        with foreseen_failures():
            refresh.build_models(results.append)
    finally:
        rows = refresh.table_rows()
        yield from (event for result in results for event in _events(context, result, rows))


def _events(context: dg.AssetExecutionContext, result: NodeResult, rows: Mapping[str, int]) -> Iterator[Any]:
    if result.kind in ("model", "seed") and result.passed:
        key = TRANSLATOR.get_asset_spec(MANIFEST, result.unique_id, PROJECT).key
        if key in context.selected_asset_keys:
            metadata: dict[str, Any] = {"seconds": result.seconds}
            if result.name in rows:
                metadata["dagster/row_count"] = rows[result.name]
            yield dg.MaterializeResult(asset_key=key, metadata=metadata)
    elif result.kind == "test" and not result.was_skipped:
        check = get_asset_check_key_for_test(MANIFEST, TRANSLATOR, result.unique_id, PROJECT)
        if check is not None and check in context.selected_asset_check_keys:
            yield dg.AssetCheckResult(
                asset_key=check.asset_key,
                check_name=check.name,
                passed=result.passed,
                metadata={"failing_rows": result.failures or 0, "message": result.message or ""},
            )


@dg.asset(
    key=BUILD_KEY,
    deps=[spec.key for spec in models.specs if spec.key.path[0] == MARTS_SCHEMA],
    group_name="publication",
    kinds={"duckdb"},
    description="The marts in a file of their own, complete but not yet shown to readers.",
)
def build(refresh: dg.ResourceParam[Refresh]) -> dg.MaterializeResult[Any]:
    """Copy the marts into the file that may be published, and record what made it."""
    with foreseen_failures():
        record = refresh.make_build()
    return dg.MaterializeResult(
        metadata={
            "build_id": record.build_id,
            "fingerprint": record.fingerprint,
            "dbt_tests_passed": record.models["tests_passed"],
            "seed_rows": dg.MetadataValue.json(record.seed_rows),
        }
    )


@dg.asset(
    key=PUBLISHED_KEY,
    deps=[BUILD_KEY],
    group_name="publication",
    kinds={"duckdb"},
    freshness_policy=dg.FreshnessPolicy.time_window(timedelta(hours=configuration(HOME).stale_after_hours)),
    description="What readers see. Published only when the verdict on this very file allows it.",
)
def publication(refresh: dg.ResourceParam[Refresh]) -> dg.MaterializeResult[Any]:
    """Re-read the verdict on the build and, if every check passed, point readers at it."""
    with foreseen_failures():
        manifest = refresh.publish()
    return dg.MaterializeResult(metadata=metadata_of_publication(refresh, manifest))


def metadata_of_publication(refresh: Refresh, manifest: Manifest) -> dict[str, Any]:
    """What the web UI shows of a build that was published."""
    comparison = manifest["comparison"]
    return {
        "build_id": manifest["build_id"],
        "content_hash": manifest["content_hash"],
        "rows": dg.MetadataValue.json(manifest["row_counts"]),
        "facts_added": comparison["counts"]["added"],
        "facts_changed": comparison["counts"]["changed"],
        "facts_removed": comparison["counts"]["removed"],
        "documents_changed": dg.MetadataValue.json(comparison["documents"]),
        "changes": dg.MetadataValue.md(changes_as_markdown(comparison)),
        "file": dg.MetadataValue.path(refresh.paths.published / manifest["file"]["name"]),
    }


def changes_as_markdown(comparison: Mapping[str, Any]) -> str:
    """What changed since the build before, as the web UI shows it."""
    if comparison["note"]:
        return str(comparison["note"])
    lines = [
        "| change | city | year | indicator | before | now | document |",
        "|---|---|---|---|---|---|---|",
    ]
    for change in KINDS:
        for row in comparison[change][:50]:
            subject = f" ({_cell(row['subject'])})" if row["subject"] else ""
            document = _cell(document_responsible(row))
            lines.append(
                f"| {change} | {row['area_name']} | {row['year']} | {row['indicator_code']}{subject} "
                f"| {row['value_before'] or ''} | {row['value_now'] or ''} | {document} |"
            )
    return "\n".join(lines) if len(lines) > 2 else "No fact changed."


def _cell(text: str) -> str:
    """Text from documents for a cell of a Markdown table."""
    return text.replace("|", "\\|")


class foreseen_failures:  # noqa: N801 (a context manager, used like a function)
    """Turns a foreseen failure into one that Dagster shows by its one line."""

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(self, kind: type | None, error: BaseException | None, traceback: object) -> None:
        """Re-raise a foreseen failure as Dagster's own kind; only what may pass by itself is tried again."""
        if isinstance(error, Failure):
            cause = error.__cause__
            may_pass = isinstance(cause, OSError) and cause.errno in PASSING_FAULTS
            raise dg.Failure(str(error), allow_retries=may_pass) from None
