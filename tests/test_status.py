"""The status as monitoring sees it: healthy, stale, cut off, failed."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from test_publication import make_build, publish

from orchestration.failures import Health
from orchestration.journal import RUN_FINISHED, RUN_STARTED, Journal, last_runs
from orchestration.settings import Configuration, Paths
from orchestration.status import read_status


def health(paths: Paths, *, after: timedelta = timedelta(0)) -> tuple[Health, list[str]]:
    status = read_status(paths, Configuration(), datetime.now(UTC) + after)
    return status.health, status.reasons


@pytest.fixture
def published(empty_home: Paths) -> Paths:
    publish(empty_home, make_build(empty_home))
    Journal(empty_home, "first").record(RUN_STARTED)
    Journal(empty_home, "first").record(RUN_FINISHED, exit_code=0, message="published", build_id="x")
    return empty_home


def test_a_published_build_and_a_refresh_that_ended_well_are_healthy(published: Paths) -> None:
    assert health(published) == (Health.OK, [])


def test_it_is_stale_once_no_refresh_has_ended_well_for_long(published: Paths) -> None:
    late = timedelta(hours=Configuration().stale_after_hours + 1)
    assert health(published, after=late) == (Health.WARNING, ["no refresh has ended well for 192 hours"])


def test_a_refused_or_failed_refresh_is_critical_until_the_next_ends_well(published: Paths) -> None:
    Journal(published, "second").record(RUN_FINISHED, exit_code=4, message="a check failed", build_id="y")
    assert health(published) == (Health.CRITICAL, ["the last refresh failed: a check failed"])
    Journal(published, "third").record(RUN_FINISHED, exit_code=0, message="nothing changed", build_id="x")
    assert health(published) == (Health.OK, [])


def test_a_refresh_without_its_documents_is_critical(published: Paths) -> None:
    Journal(published, "second").record(RUN_FINISHED, exit_code=2, message="raw is no folder", build_id=None)
    assert health(published) == (Health.CRITICAL, ["the last refresh failed: raw is no folder"])


def test_a_refresh_that_was_cut_off_is_noticed(published: Paths) -> None:
    Journal(published, "second").record(RUN_STARTED)
    assert health(published) == (
        Health.WARNING,
        ["the last refresh was cut off; the next one cleans up after it"],
    )


def test_the_last_runs_come_newest_first_and_a_torn_line_is_skipped(empty_home: Paths) -> None:
    for run_id in ("one", "two", "three"):
        Journal(empty_home, run_id).record(RUN_STARTED)
        Journal(empty_home, run_id).record(RUN_FINISHED, exit_code=0, message=run_id, build_id=None)
    (log,) = empty_home.logs.glob("*.jsonl")
    with log.open("a", encoding="utf-8") as file:
        file.write('5\n[]\n{"at": "2026-11-25T0')
    assert [run["run_id"] for run in last_runs(empty_home, 2)] == ["three", "two"]
    for line in log.read_text(encoding="utf-8").splitlines()[:-3]:
        event = json.loads(line)
        assert event["run_id"] in ("one", "two", "three")


def test_a_plain_file_in_the_place_of_the_pointer_is_nothing_published(published: Paths) -> None:
    content = published.pointer.read_bytes()
    published.pointer.unlink()
    published.pointer.write_bytes(content)
    assert health(published) == (Health.CRITICAL, ["nothing is published"])
    publish(published, make_build(published))
    assert published.pointer.is_symlink()
    assert health(published) == (Health.OK, [])
