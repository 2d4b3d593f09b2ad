"""Dagster's view: definitions load, the graph is as meant, runs publish, schedule and sensor ask for runs."""

import os
from pathlib import Path

import dagster as dg
import pytest
from conftest import renew

from orchestration import expectations
from orchestration.settings import HOME_VARIABLE, PROJECT_ROOT, Paths

pytestmark = pytest.mark.slow

GRAPH = """\
landing/documents <- nothing
landing/numbers <- nothing
landing/observations <- nothing
landing/texts <- nothing
build/warehouse <- the marts
  check documents_complete, blocking
  check reported_totals, blocking
  check seeds_loaded, blocking
  check stated_figures, blocking
published/site <- published/warehouse
published/warehouse <- build/warehouse
job refresh
job read_document_again
job read_city_again
job site
schedule refresh_on_time, stopped
sensor documents_changed, stopped
sensor site_follows_publication, stopped
"""


@pytest.fixture(scope="module")
def definitions(project_home: Paths) -> dg.Definitions:
    """The code location as Dagster loads it, with the models of the tests' home."""
    renew(project_home)
    before = os.environ.get(HOME_VARIABLE)
    os.environ[HOME_VARIABLE] = str(project_home.home)
    try:
        from orchestration.definitions import definitions
    finally:
        os.environ.pop(HOME_VARIABLE) if before is None else os.environ.update({HOME_VARIABLE: before})
    dg.Definitions.validate_loadable(definitions)
    return definitions


def model_names(schema: str) -> set[str]:
    return {file.stem for file in (PROJECT_ROOT / "dbt_project" / "models" / schema).rglob("*.sql")}


def specs_by_key(definitions: dg.Definitions) -> dict[str, dg.AssetSpec]:
    return {spec.key.to_user_string(): spec for spec in definitions.resolve_all_asset_specs()}


def test_the_graph_is_what_it_is_meant_to_be(definitions: dg.Definitions) -> None:
    """Everything but the models themselves, which belong to dbt and change with it."""
    specs = specs_by_key(definitions)
    marts = {f"main/{name}" for name in model_names("marts")}
    lines = []
    ours = [key for key in specs if key.startswith(("landing/", "build/", "published/"))]
    for key in sorted(ours, key=lambda key: (not key.startswith("landing"), key)):
        upstream = {dep.asset_key.to_user_string() for dep in specs[key].deps}
        shown = "the marts" if upstream == marts else ", ".join(sorted(upstream)) or "nothing"
        lines.append(f"{key} <- {shown}")
        checks = [
            spec
            for definition in definitions.asset_checks or []
            for spec in definition.check_specs
            if spec.asset_key.to_user_string() == key
        ]
        lines += [
            f"  check {spec.name}{', blocking' * spec.blocking}"
            for spec in sorted(checks, key=lambda s: s.name)
        ]
    lines += [f"job {job.name}" for job in definitions.jobs or []]
    lines += [
        f"schedule {item.name}, {item.default_status.name.lower()}" for item in definitions.schedules or []
    ]
    lines += [f"sensor {item.name}, {item.default_status.name.lower()}" for item in definitions.sensors or []]
    assert "\n".join(lines) + "\n" == GRAPH


def test_every_model_and_seed_is_an_asset_of_its_own(definitions: dg.Definitions) -> None:
    names = {key.rpartition("/")[2] for key in specs_by_key(definitions)}
    for schema in ("staging", "intermediate", "marts"):
        assert model_names(schema) <= names
    assert {file.stem for file in (PROJECT_ROOT / "seeds").glob("*.csv")} <= names


def test_staging_reads_what_landing_writes(definitions: dg.Definitions) -> None:
    specs = specs_by_key(definitions)
    upstream = {dep.asset_key.to_user_string() for dep in specs["staging/stg_landing__documents"].deps}
    assert upstream == {"landing/documents"}


def test_the_published_asset_has_a_freshness_policy(definitions: dg.Definitions) -> None:
    assert specs_by_key(definitions)["published/warehouse"].freshness_policy is not None


def test_each_check_is_blocking_and_none_is_missing(definitions: dg.Definitions) -> None:
    (asset_check,) = definitions.asset_checks
    specs = list(asset_check.check_specs)
    assert {spec.name for spec in specs} == {check.name for check in expectations.CHECKS}
    assert all(spec.blocking for spec in specs)


def test_dbt_tests_are_asset_checks(definitions: dg.Definitions) -> None:
    from orchestration.assets import models

    assert len(list(models.check_specs)) > 40


# --- a run of Dagster


@pytest.fixture
def instance(home: Paths) -> dg.DagsterInstance:
    from orchestration.instance import prepare

    prepare(home)
    with dg.DagsterInstance.get() as instance:
        yield instance


def test_a_run_of_the_job_publishes_and_tells_its_figures(
    definitions: dg.Definitions, home: Paths, instance: dg.DagsterInstance
) -> None:
    from orchestration import publication
    from orchestration.assets import BUILD_KEY, PUBLISHED_KEY
    from orchestration.journal import last_runs

    result = definitions.resolve_job_def("refresh").execute_in_process(instance=instance)
    assert result.success
    build_id = publication.current_build_id(home)
    event = instance.get_latest_materialization_event(PUBLISHED_KEY)
    metadata = event.asset_materialization.metadata
    assert metadata["build_id"].value == build_id
    assert metadata["facts_added"].value == 0
    landed = instance.get_latest_materialization_event(dg.AssetKey(["landing", "documents"]))
    assert landed.asset_materialization.metadata["dagster/row_count"].value == 5
    evaluations = {item.check_name: item for item in result.get_asset_check_evaluations()}
    totals = evaluations["reported_totals"]
    assert totals.passed
    assert totals.asset_key == BUILD_KEY
    assert totals.metadata["compared"].value > 40
    assert "7.9万人次" in totals.metadata["compared_figures"].value
    assert sum(name not in {check.name for check in expectations.CHECKS} for name in evaluations) > 40

    (run,) = last_runs(home, 1)
    assert (run["run_id"], run["exit_code"]) == (result.run_id, 0)

    # The publication alone, launched again, finds its build published and leaves it so.
    again = definitions.resolve_implicit_global_asset_job_def().execute_in_process(
        instance=instance, asset_selection=[PUBLISHED_KEY], raise_on_error=False
    )
    assert again.success
    assert publication.current_build_id(home) == build_id
    assert publication.published_build_ids(home) == [build_id]


@pytest.mark.parametrize(
    ("job", "partition", "others", "read_now"),
    [
        ("read_document_again", "003_4f483b5528e22fb4", 5, 1),
        ("read_city_again", "泸州市", 3, 2),
    ],
)
def test_a_document_or_a_city_can_be_backfilled(
    definitions: dg.Definitions,
    home: Paths,
    instance: dg.DagsterInstance,
    job: str,
    partition: str,
    others: int,
    read_now: int,
) -> None:
    """What the web UI does with a partition that someone chose there."""
    from orchestration import publication
    from orchestration.assets import PUBLISHED_KEY

    assert definitions.resolve_job_def("refresh").execute_in_process(instance=instance).success
    backfilled = definitions.resolve_job_def(job)
    assert backfilled.partitions_def is not None
    offered = backfilled.partitions_def.get_partition_keys(dynamic_partitions_store=instance)
    assert partition in offered and len(offered) == others
    assert backfilled.execute_in_process(partition_key=partition, instance=instance).success
    build_id = publication.current_build_id(home)
    reading = publication.read_manifest(home, build_id)["reading"]
    assert (reading["read_now"], reading["kept"]) == (read_now, 5 - read_now)
    event = instance.get_latest_materialization_event(PUBLISHED_KEY)
    assert event.asset_materialization.metadata["build_id"].value == build_id


def test_a_failed_check_blocks_the_publication_also_when_that_is_launched_alone(
    definitions: dg.Definitions, home: Paths, instance: dg.DagsterInstance
) -> None:
    from test_refresh import break_a_reported_total

    from orchestration import publication
    from orchestration.assets import PUBLISHED_KEY

    break_a_reported_total(home)
    result = definitions.resolve_job_def("refresh").execute_in_process(
        instance=instance, raise_on_error=False
    )
    assert not result.success
    failed = {item.check_name: item for item in result.get_asset_check_evaluations() if not item.passed}
    assert set(failed) == {"reported_totals"}
    assert "20800" in failed["reported_totals"].metadata["failing_rows"].value
    assert instance.get_latest_materialization_event(PUBLISHED_KEY) is None

    alone = definitions.resolve_implicit_global_asset_job_def().execute_in_process(
        instance=instance, asset_selection=[PUBLISHED_KEY], raise_on_error=False
    )
    assert not alone.success
    assert publication.current_build_id(home) is None


# --- what starts a run


def look(
    definitions: dg.Definitions,
    instance: dg.DagsterInstance,
    cursor: str | None,
    now: float,
    monkeypatch: pytest.MonkeyPatch,
):
    """One look of the sensor at `now` seconds; the request or the reason not to, and the new cursor."""
    from orchestration import schedules

    monkeypatch.setattr(schedules.time, "time", lambda: now)
    context = dg.build_sensor_context(instance=instance, cursor=cursor)
    answer = definitions.resolve_sensor_def("documents_changed")(context)
    return answer, context.cursor


def test_the_sensor_waits_until_a_copied_document_is_whole_and_asks_once(
    definitions: dg.Definitions, home: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        answer, cursor = look(definitions, instance, None, 0.0, monkeypatch)
        assert isinstance(answer, dg.SkipReason)
        half = home.raw / "new.txt"
        half.write_text("今年培训", encoding="utf-8")
        answer, cursor = look(definitions, instance, cursor, 40, monkeypatch)
        assert isinstance(answer, dg.SkipReason)
        half.write_text("今年培训100人。", encoding="utf-8")
        answer, cursor = look(definitions, instance, cursor, 80, monkeypatch)
        assert isinstance(answer, dg.SkipReason), "it still changes"
        answer, cursor = look(definitions, instance, cursor, 100, monkeypatch)
        assert isinstance(answer, dg.SkipReason), "it has not settled for long enough"
        answer, cursor = look(definitions, instance, cursor, 120, monkeypatch)
        assert isinstance(answer, dg.RunRequest)
        key = answer.run_key
        for now in (150, 180):
            answer, cursor = look(definitions, instance, cursor, now, monkeypatch)
            assert isinstance(answer, dg.SkipReason), "it has asked already"
        half.touch()
        _, cursor = look(definitions, instance, cursor, 210, monkeypatch)
        answer, cursor = look(definitions, instance, cursor, 250, monkeypatch)
        assert isinstance(answer, dg.RunRequest)
        assert answer.run_key == key, "the same content has the same key, so no second run is started"
        monkeypatch.setattr("orchestration.schedules.current_build_id", lambda _: "20261126T000000Z")
        half.touch()
        _, cursor = look(definitions, instance, cursor, 280, monkeypatch)
        answer, cursor = look(definitions, instance, cursor, 320, monkeypatch)
        assert answer.run_key != key, "back to what it was, but something else is published by now"


def test_one_change_is_not_refreshed_twice(
    definitions: dg.Definitions, instance: dg.DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the schedule asked for, or the command line does, the sensor does not ask for again."""
    from orchestration import schedules

    job = definitions.resolve_job_def("refresh")
    schedule = definitions.resolve_schedule_def("refresh_on_time")
    _, cursor = look(definitions, instance, None, 0.0, monkeypatch)
    monkeypatch.setattr(schedules, "is_under_way", lambda _: True)
    answer, cursor = look(definitions, instance, cursor, 40.0, monkeypatch)
    assert isinstance(answer, dg.SkipReason), "someone refreshes just now"
    monkeypatch.setattr(schedules, "is_under_way", lambda _: False)
    run = instance.create_run_for_job(job_def=job, status=dg.DagsterRunStatus.NOT_STARTED)
    answer, cursor = look(definitions, instance, cursor, 70.0, monkeypatch)
    assert isinstance(answer, dg.SkipReason), "a run waits for its turn"
    assert isinstance(schedule(dg.build_schedule_context(instance=instance)), dg.SkipReason)
    instance.delete_run(run.run_id)
    answer, cursor = look(definitions, instance, cursor, 100.0, monkeypatch)
    assert isinstance(answer, dg.RunRequest), "the question stayed open"


def test_the_schedule_asks_for_a_run_only_when_something_changed(
    definitions: dg.Definitions, instance: dg.DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    from orchestration import schedules
    from orchestration.assets import PUBLISHED_KEY
    from orchestration.unchanged import Unchanged

    schedule = definitions.resolve_schedule_def("refresh_on_time")
    context = dg.build_schedule_context(instance=instance)
    assert isinstance(schedule(context), dg.RunRequest)
    nothing = Unchanged("20261125T093000Z", "nothing changed", 0)
    monkeypatch.setattr(schedules, "unchanged", lambda *_: nothing)
    assert isinstance(schedule(context), dg.SkipReason)
    confirmed = instance.get_latest_materialization_event(PUBLISHED_KEY)
    assert confirmed.asset_materialization.metadata["build_id"].value == nothing.build_id


def test_the_instance_neither_reports_nor_asks_for_news(home: Paths) -> None:
    import yaml

    from orchestration.instance import prepare

    settings = yaml.safe_load((Path(prepare(home)) / "dagster.yaml").read_text())
    assert settings["telemetry"] == {"enabled": False}
    assert settings["nux"] == {"enabled": False}
    assert settings["concurrency"]["runs"]["max_concurrent_runs"] == 1
