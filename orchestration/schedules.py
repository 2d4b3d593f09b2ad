"""What starts a refresh by itself: a schedule and a sensor on raw/. Both are off until the configuration
says so.

What belongs here: deciding that a run is due. What does not: the run.
"""

import hashlib
import json
import time

import dagster as dg

from orchestration.assets import PUBLISHED_KEY, SITE_KEY
from orchestration.inputs import read_inputs
from orchestration.litter import files_below
from orchestration.lock import is_under_way
from orchestration.publication import current_build_id
from orchestration.settings import Paths, configuration, paths
from orchestration.unchanged import unchanged

CONFIGURATION = configuration(paths())
WEEKLY = "0 6 * * 1"
"""What the schedule would keep to if someone switched it on in the web UI without configuring a time."""

refresh_job = dg.define_asset_job(
    "refresh",
    selection=dg.AssetSelection.all() - dg.AssetSelection.assets(SITE_KEY),
    description="From raw/ to a published build: read, build, check, publish.",
    executor_def=dg.in_process_executor,
    tags={"skills_policy/job": "refresh"},
)


@dg.schedule(
    job=refresh_job,
    cron_schedule=CONFIGURATION.schedule_cron or WEEKLY,
    execution_timezone=CONFIGURATION.schedule_timezone,
    default_status=(
        dg.DefaultScheduleStatus.RUNNING if CONFIGURATION.schedule_cron else dg.DefaultScheduleStatus.STOPPED
    ),
)
def refresh_on_time(context: dg.ScheduleEvaluationContext) -> dg.RunRequest | dg.SkipReason:
    """Refresh at the configured times; where nothing changed, no run is started and the build counts as
    fresh.
    """
    home = paths()
    if nothing := unchanged(home, read_inputs(home)):
        context.instance.report_runless_asset_event(
            dg.AssetMaterialization(
                PUBLISHED_KEY, description=nothing.message, metadata={"build_id": nothing.build_id}
            )
        )
        return dg.SkipReason(nothing.message)
    if _is_waiting(context.instance):
        return dg.SkipReason("a refresh is about to start, and will see what there is")
    return dg.RunRequest(tags={"skills_policy/started_by": "the schedule"})


@dg.sensor(
    job=refresh_job,
    minimum_interval_seconds=30,
    default_status=(
        dg.DefaultSensorStatus.RUNNING if CONFIGURATION.is_watching_raw else dg.DefaultSensorStatus.STOPPED
    ),
)
def documents_changed(context: dg.SensorEvaluationContext) -> dg.RunRequest | dg.SkipReason:
    """Ask for one run when documents in raw/ are new or changed and have settled.

    A folder that still changes between two looks is being copied into, so it is left until it stays as it
    is for the configured seconds. The run's key is the content of all inputs beside the published build: the
    same state never asks twice.
    """
    home = paths()
    cursor = json.loads(context.cursor or "{}")
    signature, now = raw_signature(home), time.time()
    if cursor.get("signature") != signature:
        context.update_cursor(json.dumps({"signature": signature, "since": now}))
        return dg.SkipReason("raw/ has changed since the last look; waiting until it stays as it is")
    if cursor.get("is_answered"):
        return dg.SkipReason("nothing changed in raw/")
    if now - cursor["since"] < configuration(home).settle_seconds:
        return dg.SkipReason("raw/ changed a moment ago; waiting until it stays as it is")
    if is_under_way(home) or _is_waiting(context.instance):
        # The question stays open: whether that refresh saw these documents shows when it has ended.
        return dg.SkipReason("a refresh is under way or about to start; looking again when it has ended")
    context.update_cursor(json.dumps(cursor | {"is_answered": True}))
    inputs = read_inputs(home)
    if nothing := unchanged(home, inputs):
        return dg.SkipReason(nothing.message)
    # With the build that is published: documents may return to what they were before.
    run_key = f"{inputs.fingerprint} after {current_build_id(home)}"
    return dg.RunRequest(run_key=run_key, tags={"skills_policy/started_by": "the sensor on raw/"})


def _is_waiting(instance: dg.DagsterInstance) -> bool:
    """Whether a refresh was asked for that has not begun to read yet."""
    before_start = [dg.DagsterRunStatus.QUEUED, dg.DagsterRunStatus.NOT_STARTED, dg.DagsterRunStatus.STARTING]
    return bool(instance.get_runs(dg.RunsFilter(job_name=refresh_job.name, statuses=before_start), limit=1))


def raw_signature(home: Paths) -> str:
    """Names, sizes and times of everything in raw/: cheap to take, and different whenever a file was
    written to.
    """
    entries = []
    for path in files_below(home.raw):
        try:
            seen = path.lstat()
        except FileNotFoundError:
            continue
        entries.append(f"{path} {seen.st_size} {seen.st_mtime_ns} {seen.st_ino}")
    return hashlib.sha256("\n".join(sorted(entries)).encode("utf-8", "surrogateescape")).hexdigest()
