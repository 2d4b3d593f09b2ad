"""Reading one document or one city again, as backfills of Dagster: what to choose from, and the two jobs.

What belongs here: the partitions that the web UI offers, and what choosing one asks of the landing. What does
not: reading (`landing`). The assets themselves have no partitions: one build holds all documents.
"""

from __future__ import annotations

from typing import Any

import dagster as dg
import polars as pl

from extraction.gazetteer import default_gazetteer
from orchestration.settings import Paths

DOCUMENTS = dg.DynamicPartitionsDefinition(name="documents")
CITIES = dg.DynamicPartitionsDefinition(name="cities")


def jobs(selection: dg.AssetSelection) -> list[Any]:
    """The jobs whose partitions are documents and cities: each run reads its own again and publishes."""
    return [
        _job(
            "read_document_again",
            selection,
            DOCUMENTS,
            "documents",
            "Backfill of documents: each is read again.",
        ),
        _job(
            "read_city_again",
            selection,
            CITIES,
            "cities",
            "Backfill of cities: what each city and its counties published is read again.",
        ),
    ]


def _job(
    name: str,
    selection: dg.AssetSelection,
    partitions: dg.DynamicPartitionsDefinition,
    asked_for: str,
    description: str,
) -> Any:
    def ask(key: str) -> dict[str, Any]:
        return {"ops": {"landing": {"config": {asked_for: [key]}}}}

    return dg.define_asset_job(
        name,
        selection=selection,
        description=f"{description} Then the warehouse is built, checked and published.",
        config=dg.PartitionedConfig(partitions, run_config_for_partition_key_fn=ask),
        executor_def=dg.in_process_executor,
        tags={"skills_policy/job": name},
    )


def offer_what_was_read(instance: dg.DagsterInstance, paths: Paths) -> None:
    """Let the web UI offer the documents that were read, and the cities that published them."""
    read = pl.read_parquet(
        paths.landing / "documents.parquet", columns=["document_id", "publisher_area_code", "outcome"]
    ).filter(pl.col("outcome") != "set_aside")
    areas = default_gazetteer().areas
    publishers = [areas[code] for code in read["publisher_area_code"].drop_nulls().unique()]
    _offer(instance, DOCUMENTS, set(read["document_id"]))
    _offer(instance, CITIES, {areas[area.city_code].name for area in publishers if area.city_code})


def _offer(
    instance: dg.DagsterInstance, partitions: dg.DynamicPartitionsDefinition, wanted: set[str]
) -> None:
    name = str(partitions.name)
    offered = set(instance.get_dynamic_partitions(name))
    for gone in offered - wanted:
        instance.delete_dynamic_partition(name, gone)
    # Dagster reads ... as a range of keys; such a document can still be named in the launchpad.
    instance.add_dynamic_partitions(name, sorted(key for key in wanted - offered if "..." not in key))
