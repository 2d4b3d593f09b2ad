"""Publishing, refusing, rolling back and cleaning up, on small builds made by hand."""

import json
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from orchestration import builds, publication
from orchestration.content import describe_content
from orchestration.durable import sha256_of
from orchestration.failures import BadInput, PublicationRefused
from orchestration.settings import Paths
from orchestration.verdict import CheckResult, Verdict, write_verdict

AGREES = CheckResult(name="totals", description="Totals against what was reported.", compared=3, failed=0)


def make_build(
    paths: Paths,
    *,
    value: int = 42,
    checks: tuple[CheckResult, ...] = (AGREES,),
    document_id: str = "letter",
    sha256: str = "0a1b",
    beside: tuple[str, ...] = (),
    reverse: bool = False,
) -> str:
    """A build with two facts of one document, and further documents `beside` it, checked with the given
    outcome; its id.
    """
    build_id = builds.new_build_id(paths, datetime.now(UTC))
    file = builds.build_file(paths, build_id)
    file.parent.mkdir(parents=True)
    with duckdb.connect(file, config={"storage_compatibility_version": "v1.2.0"}) as connection:
        connection.execute(
            "create table dim_document (document_id varchar, title varchar, publisher varchar, "
            "document_date date, sha256 varchar, outcome varchar, loaded_at timestamp)"
        )
        for document in sorted({document_id, *beside}):
            connection.execute(
                "insert into dim_document values (?, '关于技能的答复', '局', null, ?, 'read', now())",
                [document, sha256],
            )
        connection.execute(
            """
            create table fct_area_year (
                area_code varchar, area_name varchar, year integer, indicator_code varchar, subject varchar,
                unit_code varchar, status varchar, value decimal(24, 4), lower_bound decimal(24, 4),
                upper_bound decimal(24, 4), chosen_document_id varchar
            )
            """
        )
        rows = [
            (
                "510500",
                "泸州市",
                2023,
                "master_studios",
                None,
                "count",
                "actual",
                value,
                value,
                value,
                document_id,
            ),
            ("511700", "达州市", 2023, "master_studios", None, "count", "actual", 42, 42, 42, document_id),
        ]
        for row in reversed(rows) if reverse else rows:
            connection.execute("insert into fct_area_year values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    builds.write_record(paths, builds.BuildRecord(build_id, "run", "now", {"documents": "d"}, "f"))
    write_verdict(
        builds.verdict_file(paths, build_id),
        Verdict(build_id, sha256_of(file), "2026-11-25T09:00:00Z", checks),
    )
    return build_id


def published_value(paths: Paths) -> int:
    with duckdb.connect(paths.pointer, read_only=True) as connection:
        return int(connection.execute("select value from fct_area_year order by area_code").fetchall()[0][0])


def publish(paths: Paths, build_id: str, kept: int = 5) -> dict:
    return publication.publish(paths, build_id, kept=kept)


def test_readers_see_the_build_once_it_is_published(empty_home: Paths) -> None:
    publish(empty_home, make_build(empty_home, value=1))
    publish(empty_home, second := make_build(empty_home, value=2))
    assert published_value(empty_home) == 2
    assert publication.current_build_id(empty_home) == second
    assert not empty_home.pointer.readlink().is_absolute(), "the folder can be moved and copied"


def test_publishing_again_what_is_published_changes_nothing(empty_home: Paths) -> None:
    manifest = publish(empty_home, build_id := make_build(empty_home))
    assert publish(empty_home, build_id) == manifest


@pytest.mark.parametrize(
    ("checks", "reason"),
    [
        ((CheckResult("totals", "", compared=3, failed=1),), "3 compared, 1 failed"),
        ((CheckResult("totals", "", compared=0, failed=0),), "nothing was compared"),
        ((AGREES, CheckResult("rows", "", compared=1, failed=1)), "rows: 1 compared, 1 failed"),
        ((), "rests on no check"),
    ],
)
def test_a_build_that_did_not_pass_is_refused_and_the_old_one_stays(
    empty_home: Paths, checks: tuple[CheckResult, ...], reason: str
) -> None:
    publish(empty_home, make_build(empty_home, value=1))
    refused = make_build(empty_home, value=2, checks=checks)
    with pytest.raises(PublicationRefused, match=reason):
        publish(empty_home, refused)
    assert published_value(empty_home) == 1


def test_a_build_without_verdict_is_refused(empty_home: Paths) -> None:
    build_id = make_build(empty_home)
    builds.verdict_file(empty_home, build_id).unlink()
    with pytest.raises(PublicationRefused, match="has not been checked"):
        publish(empty_home, build_id)
    assert publication.current_build_id(empty_home) is None


def test_the_verdict_of_another_build_does_not_count(empty_home: Paths) -> None:
    good, other = make_build(empty_home), make_build(empty_home, value=2)
    builds.verdict_file(empty_home, good).replace(builds.verdict_file(empty_home, other))
    with pytest.raises(PublicationRefused, match=f"is about build {good}"):
        publish(empty_home, other)


def test_a_file_changed_after_its_verdict_is_refused(empty_home: Paths) -> None:
    build_id = make_build(empty_home)
    with duckdb.connect(builds.build_file(empty_home, build_id)) as connection:
        connection.execute("update fct_area_year set value = 43")
    with pytest.raises(PublicationRefused, match="not the one that was checked"):
        publish(empty_home, build_id)


def test_a_verdict_edited_to_say_passed_still_fails_on_its_comparisons(empty_home: Paths) -> None:
    build_id = make_build(empty_home, checks=(CheckResult("totals", "", compared=3, failed=1),))
    path = builds.verdict_file(empty_home, build_id)
    path.write_text(path.read_text().replace('"passed": false', '"passed": true'))
    with pytest.raises(PublicationRefused, match="1 failed"):
        publish(empty_home, build_id)


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"build_id": 1', '{"build_id": "x", "checks": 3}'])
def test_a_verdict_that_cannot_be_read_is_refused(empty_home: Paths, content: str) -> None:
    build_id = make_build(empty_home)
    builds.verdict_file(empty_home, build_id).write_text(content)
    with pytest.raises(PublicationRefused):
        publish(empty_home, build_id)


def test_a_build_id_cannot_name_a_path_elsewhere(empty_home: Paths) -> None:
    with pytest.raises(Exception, match="is no build id"):
        publish(empty_home, "../../etc")


def test_the_manifest_says_what_changed_and_which_document_did_it(empty_home: Paths) -> None:
    first = publish(empty_home, make_build(empty_home, value=42))
    assert first["comparison"]["note"] == "the first build: there is none before it"
    changed = CheckResult(name="totals", description="", compared=4, failed=0)
    second = publish(empty_home, make_build(empty_home, value=43, document_id="newer", checks=(changed,)))
    comparison = second["comparison"]
    assert comparison["counts"] == {"added": 0, "changed": 1, "removed": 0}
    row = comparison["changed"][0]
    assert (row["area_name"], row["value_before"], row["value_now"]) == ("泸州市", "42", "43")
    assert (row["document_id"], row["document_title"]) == ("newer", "关于技能的答复")
    assert row["document_change"] == "added"
    assert [(document["document_id"], document["change"]) for document in comparison["documents"]] == [
        ("newer", "added"),
        ("letter", "removed"),
    ]
    assert comparison["document_counts"] == {"added": 1, "changed": 0, "removed": 1}
    assert comparison["checks"] == [
        {"name": "totals", "before": "3 compared, all agree", "now": "4 compared, all agree"}
    ]
    page = publication.report_file(empty_home, second["build_id"]).read_text(encoding="utf-8")
    assert "泸州市" in page
    assert "every check passed" in page
    assert "http" not in page, "the page fetches nothing"


def test_a_withdrawn_document_is_named_and_not_the_one_that_was_there_all_along(empty_home: Paths) -> None:
    publish(empty_home, make_build(empty_home, value=43, document_id="newer", beside=("older",)))
    comparison = publish(empty_home, make_build(empty_home, value=42, document_id="older"))["comparison"]
    (row,) = comparison["changed"]
    assert (row["value_before"], row["value_now"]) == ("43", "42")
    assert (row["document_id"], row["document_change"]) == ("newer", "removed")


def test_a_document_with_other_bytes_is_changed_and_without_is_not(empty_home: Paths) -> None:
    publish(empty_home, make_build(empty_home))
    comparison = publish(empty_home, make_build(empty_home, value=43, sha256="ffff"))["comparison"]
    assert [row["change"] for row in comparison["documents"]] == ["changed"]
    assert comparison["changed"][0]["document_change"] == "changed"
    comparison = publish(empty_home, make_build(empty_home, value=44, sha256="ffff"))["comparison"]
    assert comparison["documents"] == []
    assert comparison["changed"][0]["document_change"] == "unchanged", "a seed or a model made the difference"


def test_a_published_file_cannot_be_written_again(empty_home: Paths) -> None:
    publish(empty_home, make_build(empty_home))
    assert empty_home.pointer.stat().st_mode & 0o222 == 0


def test_the_content_hash_knows_neither_time_nor_row_order_but_every_value(empty_home: Paths) -> None:
    def content_hash(build_id: str) -> str:
        return describe_content(builds.build_file(empty_home, build_id)).content_hash

    first = content_hash(make_build(empty_home))
    assert content_hash(make_build(empty_home, reverse=True)) == first
    assert content_hash(make_build(empty_home, value=43)) != first
    assert content_hash(make_build(empty_home, document_id="other")) != first


def test_the_last_builds_are_kept_and_older_ones_go_with_all_their_files(empty_home: Paths) -> None:
    ids = [publish(empty_home, make_build(empty_home, value=value), kept=3)["build_id"] for value in range(5)]
    assert publication.published_build_ids(empty_home) == ids[2:]
    left = {entry.name for entry in empty_home.published.iterdir()}
    assert left == {"warehouse.duckdb"} | {
        name
        for build_id in ids[2:]
        for name in (f"warehouse_{build_id}.duckdb", f"manifest_{build_id}.json", f"report_{build_id}.html")
    }


def test_rolling_back_shows_the_build_before_or_the_one_named(empty_home: Paths) -> None:
    ids = [publish(empty_home, make_build(empty_home, value=value))["build_id"] for value in (1, 2, 3)]
    assert publication.rollback(empty_home, None)["build_id"] == ids[1]
    assert published_value(empty_home) == 2
    assert publication.held_back_build_id(empty_home) == ids[2]
    publication.rollback(empty_home, None)
    assert published_value(empty_home) == 1
    assert publication.discard_unfinished(empty_home) == [], "what was rolled back from is kept"
    publication.rollback(empty_home, ids[2])
    assert published_value(empty_home) == 3
    assert publication.held_back_build_id(empty_home) is None


def test_rolling_back_to_nothing_or_to_a_damaged_build_is_refused(empty_home: Paths) -> None:
    first = publish(empty_home, make_build(empty_home, value=1))["build_id"]
    with pytest.raises(BadInput, match="no earlier build"):
        publication.rollback(empty_home, None)
    with pytest.raises(BadInput, match="is kept; there are"):
        publication.rollback(empty_home, "20010101T000000Z")
    publish(empty_home, make_build(empty_home, value=2))
    file = empty_home.published / builds.file_name(first)
    file.chmod(0o644)
    with file.open("ab") as opened:
        opened.write(b"x")
    with pytest.raises(BadInput, match="damaged"):
        publication.rollback(empty_home, first)
    assert published_value(empty_home) == 2


def test_publishing_after_a_rollback_ends_the_hold(empty_home: Paths) -> None:
    for value in (1, 2):
        publish(empty_home, make_build(empty_home, value=value))
    publication.rollback(empty_home, None)
    publish(empty_home, make_build(empty_home, value=3))
    assert published_value(empty_home) == 3
    assert publication.held_back_build_id(empty_home) is None


@pytest.mark.parametrize("step", ["point_durably", "sync_folder", "sync_file", "write_durably"])
def test_a_publication_cut_short_leaves_the_old_build_and_is_cleaned_up(
    empty_home: Paths, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    first = publish(empty_home, make_build(empty_home, value=1))["build_id"]
    second = make_build(empty_home, value=2)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(publication, step, fail)
        with pytest.raises(OSError, match="No space left"):
            publish(empty_home, second)
    assert published_value(empty_home) == 1
    publication.discard_unfinished(empty_home)
    builds.discard_unfinished(empty_home)
    assert publication.published_build_ids(empty_home) == [first]
    assert not list(empty_home.builds.iterdir())
    third = publish(empty_home, make_build(empty_home, value=2))
    assert published_value(empty_home) == 2
    assert third["comparison"]["previous_build_id"] == first


def test_build_ids_grow_even_when_the_clock_goes_back(empty_home: Paths) -> None:
    first = make_build(empty_home)
    assert builds.new_build_id(empty_home, datetime(2001, 1, 1, tzinfo=UTC)) > first


def test_the_manifest_beside_a_build_is_what_publishing_returned(empty_home: Paths) -> None:
    manifest = publish(empty_home, build_id := make_build(empty_home))
    assert json.loads(publication.manifest_file(empty_home, build_id).read_text()) == manifest
    file = empty_home.published / manifest["file"]["name"]
    assert sha256_of(Path(file)) == manifest["file"]["sha256"]
    assert manifest["row_counts"] == {"dim_document": 1, "fct_area_year": 2}
