"""What Dagster's web UI offers for a backfill: the documents that were read, the cities that published them.

What belongs here: keeping the two lists. What does not: what a backfill does (`backfills`).
"""

from __future__ import annotations

import dagster as dg
import polars as pl

from extraction.gazetteer import default_gazetteer
from orchestration.settings import Paths

DOCUMENTS = dg.DynamicPartitionsDefinition(name="documents")
CITIES = dg.DynamicPartitionsDefinition(name="cities")


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
