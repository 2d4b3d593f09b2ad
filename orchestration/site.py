"""The dashboard's site as an asset downstream of publication, and the sensor that makes it follow.

What belongs here: thin wiring. What does not: the site (`dashboard`). It has a job of its own, so that a
refresh is done, and can succeed, without it.
"""

from typing import Any

import dagster as dg

from orchestration.assets import PUBLISHED_KEY, SITE_KEY, foreseen_failures
from orchestration.settings import configuration, paths

CONFIGURATION = configuration(paths())


@dg.asset(
    key=SITE_KEY,
    deps=[PUBLISHED_KEY],
    group_name="publication",
    kinds={"html"},
    description="The static site over the published marts; readers see the one before until it is complete.",
)
def site() -> dg.MaterializeResult[Any]:
    """Make what changed of the site and show it in one step."""
    from dashboard.site import build_site

    with foreseen_failures():
        made = build_site(paths())
    return dg.MaterializeResult(
        metadata={
            "build_id": made.build_id,
            "files": made.files,
            "files_written": made.written,
            "bytes": made.byte_count,
            "seconds": made.seconds,
            "folder": dg.MetadataValue.path(made.folder),
        }
    )


site_job = dg.define_asset_job(
    "site",
    selection=dg.AssetSelection.assets(SITE_KEY),
    description="From the published build to the site.",
    executor_def=dg.in_process_executor,
)


@dg.asset_sensor(
    asset_key=PUBLISHED_KEY,
    job=site_job,
    default_status=(
        dg.DefaultSensorStatus.RUNNING
        if CONFIGURATION.schedule_cron or CONFIGURATION.is_watching_raw
        else dg.DefaultSensorStatus.STOPPED
    ),
)
def site_follows_publication(
    context: dg.SensorEvaluationContext, asset_event: dg.EventLogEntry
) -> dg.RunRequest:
    """Ask for the site after each publication; on by itself where refreshes are."""
    return dg.RunRequest(run_key=context.cursor)
