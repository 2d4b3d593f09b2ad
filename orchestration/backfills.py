"""Reading documents or cities again, as backfills that are launched in Dagster's web UI.

What belongs here: a job for documents and one for cities, whose partitions say what is read again. What does
not: the assets, which have no partitions because one build holds all documents; and the refresh itself.
"""

from typing import Any

import dagster as dg

from orchestration.assets import PUBLISHED_KEY, LandingConfig, foreseen_failures, metadata_of_publication
from orchestration.failures import ExitCode
from orchestration.partitions import CITIES, DOCUMENTS, offer_what_was_read
from orchestration.refresh import Refresh


@dg.op
def read_again(
    context: dg.OpExecutionContext, config: LandingConfig, refresh: dg.ResourceParam[Refresh]
) -> None:
    """One whole refresh that reads what the configuration names again, although it has not changed."""
    with foreseen_failures():
        outcome = refresh.run(config.reread())
    if outcome.exit_code not in (ExitCode.OK, ExitCode.SET_ASIDE) or refresh.manifest is None:
        raise dg.Failure(outcome.message, allow_retries=False)
    offer_what_was_read(context.instance, refresh.paths)
    context.log_event(
        dg.AssetMaterialization(PUBLISHED_KEY, metadata=metadata_of_publication(refresh, refresh.manifest))
    )


def _job(name: str, partitions: dg.DynamicPartitionsDefinition, described: str) -> dg.JobDefinition:
    def ask(key: str) -> dict[str, Any]:
        return {"ops": {"read_again": {"config": {str(partitions.name): [key]}}}}

    @dg.job(
        name=name,
        description=f"{described}, then builds, checks and publishes. Choose which under Partitions.",
        config=dg.PartitionedConfig(partitions, run_config_for_partition_key_fn=ask),
        executor_def=dg.in_process_executor,
        tags={"skills_policy/job": name},
    )
    def job() -> None:
        read_again()

    return job


read_document_again = _job("read_document_again", DOCUMENTS, "Reads a document again")
read_city_again = _job("read_city_again", CITIES, "Reads again what a city and its counties published")
