"""The Dagster code location: everything that the UI, the daemon and the command line run.

What belongs here: putting the pieces together. What does not: any piece. The resource is in this file because
`@dg.definitions` would hide a module's other assets.
"""

from collections.abc import Iterator

import dagster as dg

from orchestration import assets, backfills, checks, schedules, site
from orchestration.instance import COMMAND_LINE, STARTED_BY_TAG
from orchestration.refresh import Refresh, open_refresh
from orchestration.settings import configuration, paths


@dg.resource(description="One refresh: holds the lock while a run lasts, and logs its start and outcome.")
def refresh(context: dg.InitResourceContext) -> Iterator[Refresh]:
    """The refresh of the run at hand. A run from the command line does not wait for the lock, every other
    does.
    """
    run = context.run
    home = paths()
    configured = configuration(home)
    holder = run.tags.get(STARTED_BY_TAG, "Dagster's web UI") if run else "Dagster"
    wait_seconds = 0 if holder == COMMAND_LINE else configured.lock_wait_seconds
    run_id = run.run_id if run else "none"
    with open_refresh(home, configured, run_id, holder=holder, wait_seconds=wait_seconds) as opened:
        yield opened


definitions = dg.Definitions(
    assets=[assets.landing, assets.models, assets.build, assets.publication, site.site],
    asset_checks=[checks.expectations],
    jobs=[
        schedules.refresh_job,
        backfills.read_document_again,
        backfills.read_city_again,
        site.site_job,
    ],
    schedules=[schedules.refresh_on_time],
    sensors=[schedules.documents_changed, site.site_follows_publication],
    resources={"refresh": refresh},
    executor=dg.in_process_executor,
)
