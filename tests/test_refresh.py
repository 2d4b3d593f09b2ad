"""Whole refreshes of the five letters: what is published, what is refused, what is done again."""

import csv
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from conftest import clear_data, offline_environment, refresh

from extraction import batch
from orchestration import landing, publication
from orchestration.failures import ExitCode
from orchestration.inputs import read_inputs
from orchestration.settings import PROJECT_ROOT, Paths, configuration
from orchestration.sidecars import latest_day
from orchestration.status import read_status
from orchestration.trace import trace
from orchestration.unchanged import unchanged

pytestmark = pytest.mark.slow

OLD_CLIENT = Path(sys.executable).with_name("duckdb")


@pytest.fixture
def reader(published: Path) -> duckdb.DuckDBPyConnection:
    with duckdb.connect(published / "warehouse.duckdb", read_only=True) as connection:
        yield connection


def facts(
    reader: duckdb.DuckDBPyConnection, area: str, year: int, indicator: str, status: str
) -> set[Decimal]:
    rows = reader.execute(
        "select value from fct_area_year "
        "where area_name = ? and year = ? and indicator_code = ? and status = ?",
        [area, year, indicator, status],
    ).fetchall()
    return {value for (value,) in rows}


# --- what the five letters say


@pytest.mark.parametrize(
    ("area", "year", "indicator", "status", "value", "words"),
    [
        ("衢州市", 2023, "training_participants", "actual", 79000, "7.9万人次"),
        ("衢州市", 2023, "plan_completion_rate", "actual", 141, "141%"),
        ("衢州市", 2023, "skilled_workers_added", "actual", 19800, "1.98万人"),
        ("衢州市", 2023, "subsidy_paid", "actual", 75000000, "7500余万元"),
        ("衢州市", 2023, "subsidy_recipients", "actual", 15300, "1.53万人"),
        ("衢州市", 2023, "subsidy_standard", "standard", 500000, "50万元"),
        ("衢州市", 2023, "subsidy_standard", "standard", 300000, "30万元"),
        ("衢州市", 2023, "subsidy_standard", "standard", 30000, "3万元"),
        ("衢州市", 2023, "subsidy_standard", "standard", 20000, "2万元"),
        ("达州市", 2023, "master_studios", "actual", 1, "一个"),
        ("达州市", 2023, "master_studios", "actual", 5, "5个"),
        ("达州市", 2023, "master_studios", "actual", 36, "36个"),
        ("达州市", 2023, "artisan_titles", "actual", 100, "100名"),
        ("纳溪区", 2023, "training_participants", "target", 4500, "4500人次以上"),
        ("泸州市", 2024, "talent_recruited", "target", 12535, "12535"),
    ],
)
def test_a_fact_of_the_letters_is_there_and_leads_to_its_words(
    reader: duckdb.DuckDBPyConnection,
    published: Path,
    area: str,
    year: int,
    indicator: str,
    status: str,
    value: int,
    words: str,
) -> None:
    assert value in facts(reader, area, year, indicator, status)
    home = Paths(published.parent.parent)
    code = reader.execute("select area_code from dim_area where area_name = ?", [area]).fetchall()[0][0]
    behind = [
        row
        for row in trace(home, [code, str(year), indicator]).observations
        if row["value"] == value and row["status"] == status
    ]
    assert any(words in row["quote"] for row in behind), [row["quote"] for row in behind]
    for row in behind:
        received = (PROJECT_ROOT / "raw" / row["file_path"]).read_text(encoding="utf-8")
        assert received[row["span_start"] : row["span_end"]] == row["quote"]


def test_studios_of_three_levels_are_summed(reader: duckdb.DuckDBPyConnection) -> None:
    rows = reader.execute(
        "select value, method, part_count from fct_city_year "
        "where city_name = '达州市' and indicator_code = 'master_studios' and subject is null"
    ).fetchall()
    assert rows == [(Decimal(42), "summed", 3)]


def test_the_plan_behind_a_share_is_derived_with_its_bounds(reader: duckdb.DuckDBPyConnection) -> None:
    ((value, lower, upper),) = reader.execute(
        "select value, lower_bound, upper_bound from fct_city_year where city_name = '衢州市' "
        "and indicator_code = 'training_participants' and status = 'target'"
    ).fetchall()
    assert (round(value, -3), round(lower, -1), round(upper, -1)) == (56000, 55480, 56580)


def test_the_provinces_plan_is_read_and_states_no_figure(reader: duckdb.DuckDBPyConnection) -> None:
    rows = reader.execute(
        "select outcome, observation_count from dim_document where document_id like '002%'"
    ).fetchall()
    assert rows == [("read_without_figures", 0)]


# --- the published file


def test_the_file_opens_with_the_1x_client(published: Path) -> None:
    done = subprocess.run(
        [OLD_CLIENT, "-readonly", "-csv", "-noheader", published / "warehouse.duckdb"],
        input="select version(); select count(*) > 40 from fct_city_year; describe fct_observation;",
        capture_output=True,
        text=True,
        check=True,
    )
    version, is_filled, *columns = done.stdout.splitlines()
    assert version.startswith("v1.")
    assert is_filled == "true"
    assert any(column.startswith("quote,VARCHAR") for column in columns)


def test_every_table_and_column_carries_a_comment_and_nothing_inner_is_published(
    reader: duckdb.DuckDBPyConnection,
) -> None:
    schemas = reader.execute("select distinct schema_name from duckdb_tables()").fetchall()
    assert schemas == [("main",)]
    silent = reader.execute(
        """
        select table_name, null as column_name from duckdb_tables() where comment is null
        union all
        select table_name, column_name from duckdb_columns() where not internal and comment is null
        """
    ).fetchall()
    assert silent == []


def test_the_manifest_says_what_made_the_build(published: Path) -> None:
    home = Paths(published.parent.parent)
    build_id = publication.current_build_id(home)
    manifest = publication.read_manifest(home, build_id)
    assert manifest["reading"]["outcomes"] == {"read": 4, "read_without_figures": 1}
    assert manifest["verdict"]["passed"]
    assert {check["name"] for check in manifest["verdict"]["checks"]} == {
        "reported_totals",
        "stated_figures",
        "seeds_loaded",
        "documents_complete",
    }
    assert (
        manifest["seed_rows"]["reported_totals"]["loaded"]
        == manifest["seed_rows"]["reported_totals"]["in_file"]
    )
    assert manifest["models"]["tests_passed"] > 50
    page = publication.report_file(home, build_id).read_text(encoding="utf-8")
    assert "7.9万人次" in page
    assert "//" not in page.replace("<!doctype html>", ""), "the page names no address to fetch from"


# --- refusing


def break_a_reported_total(home: Paths) -> None:
    """Say of one figure that a person read something else in the letter than what it says."""
    file = home.seeds / "reported_totals.csv"
    with file.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    broken = next(row for row in rows if row["reported_total_id"] == "003-04")
    for column in ("value", "lower_bound", "upper_bound"):
        broken[column] = str(Decimal(broken[column]) + 1000)
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)


def break_a_fact(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read one figure of the letters wrongly: 19,800 skilled workers become 91,800."""
    read = landing.extract_batch

    def misread(*documents: object) -> batch.Landed:
        import polars as pl

        landed = read(*documents)
        is_broken = pl.col("indicator_code") == "skilled_workers_added"
        amounts = [
            pl.when(is_broken)
            .then(pl.lit(Decimal(91800)).cast(batch.AMOUNT))
            .otherwise(pl.col(name))
            .alias(name)
            for name in ("value", "lower_bound", "upper_bound")
        ]
        return batch.Landed(landed.observations.with_columns(amounts), landed.numbers, landed.readings)

    monkeypatch.setattr(landing, "extract_batch", misread)


def test_a_broken_fact_is_refused_and_the_old_build_stays_readable(
    home: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert refresh(home).exit_code == ExitCode.OK
    good = publication.current_build_id(home)
    break_a_fact(monkeypatch)
    outcome = refresh(home, everything=True)
    assert outcome.exit_code == ExitCode.REFUSED
    assert "reported_totals" in outcome.message
    assert publication.current_build_id(home) == good
    with duckdb.connect(home.pointer, read_only=True) as connection:
        assert facts(connection, "衢州市", 2023, "skilled_workers_added", "actual") == {19800}
    (page,) = home.builds.glob("*/report.html")
    assert "91800" in page.read_text(encoding="utf-8")
    assert str(page) in outcome.message

    status = read_status(home, configuration(home), datetime.now(UTC))
    assert status.health == 2
    assert "was not published" in status.reasons[0]

    # Launching only the publication later does not get around the verdict.
    from orchestration.builds import latest_build_id

    with pytest.raises(publication.PublicationRefused, match="reported_totals"):
        publication.publish(home, latest_build_id(home), kept=5)

    # And the next refresh, with the figure read rightly again, publishes.
    monkeypatch.undo()
    monkeypatch.setenv("SKILLS_POLICY_HOME", str(home.home))
    assert refresh(home, everything=True).exit_code == ExitCode.OK
    assert publication.current_build_id(home) > good


def test_a_reported_total_that_disagrees_is_refused(home: Paths) -> None:
    break_a_reported_total(home)
    outcome = refresh(home)
    assert outcome.exit_code == ExitCode.REFUSED
    assert "1 failed" in outcome.message
    assert publication.current_build_id(home) is None


def test_without_any_reported_total_nothing_is_proved_and_nothing_published(home: Paths) -> None:
    file = home.seeds / "reported_totals.csv"
    file.write_text(file.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    outcome = refresh(home)
    assert outcome.exit_code in (ExitCode.REFUSED, ExitCode.FAILED)
    assert publication.current_build_id(home) is None


# --- only what changed


def test_nothing_changed_is_said_before_anything_heavy_is_imported(home: Paths) -> None:
    assert refresh(home).exit_code == ExitCode.OK
    heavy = ("dagster", "dbt", "great_expectations", "pandas", "polars", "sqlalchemy")
    program = (
        "import sys; from orchestration.command_line import main; code = main(['refresh']);"
        f"sys.exit(', '.join(name for name in {heavy!r} if name in sys.modules) or code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        env=offline_environment(home),
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Nothing changed since build")
    assert len(publication.published_build_ids(home)) == 1
    assert [entry.name for entry in home.builds.iterdir()] == ["dbt"], "what lay about was cleared away"


def test_damage_to_the_published_file_is_something_to_do(home: Paths) -> None:
    assert refresh(home).exit_code == ExitCode.OK
    assert unchanged(home, read_inputs(home))
    content = bytearray(home.pointer.read_bytes())
    content[len(content) // 2] ^= 1
    home.pointer.chmod(0o644)
    home.pointer.write_bytes(content)
    assert unchanged(home, read_inputs(home)) is None


def test_litter_in_raw_is_nothing_to_do(home: Paths) -> None:
    assert refresh(home).exit_code == ExitCode.OK
    for name in (".DS_Store", "letter.txt~", "Thumbs.db"):
        (home.raw / name).write_bytes(b"x")
    assert unchanged(home, read_inputs(home))


def add_letter(
    home: Paths, name: str, text: str, *, issuer: str, day: str, accessed: str = "2026-11-25"
) -> None:
    """A further letter with its sidecar."""
    import hashlib

    content = text.encode()
    (home.raw / f"{name}.txt").write_bytes(content)
    (home.raw / f"{name}.yml").write_text(
        f"file: {name}.txt\nsha256: {hashlib.sha256(content).hexdigest()}\npublisher: {issuer}\n"
        f"title: 关于技能人才工作的答复\nsigned_on: {day}\npublished_on: {day}\naccessed_on: {accessed}\n",
        encoding="utf-8",
    )


def remove_letter(home: Paths, name: str) -> None:
    for file in home.raw.glob(f"{name}*"):
        file.unlink()


def content_of(home: Paths) -> tuple[str, dict[str, str]]:
    manifest = publication.read_manifest(home, publication.current_build_id(home))
    return manifest["content_hash"], manifest["table_hashes"]


def reading_of(home: Paths) -> tuple[int, int]:
    reading = publication.read_manifest(home, publication.current_build_id(home))["reading"]
    return reading["read_now"], reading["kept"]


def test_added_changed_and_removed_documents_give_what_a_rebuild_gives(home: Paths) -> None:
    """And only what is new or changed is read; what changed is told with the document that caused it."""
    assert refresh(home).exit_code == ExitCode.OK
    first = content_of(home)
    assert reading_of(home) == (5, 0)

    text = "2023年，全市共开展职业技能培训12.3万人次，新增技能人才2.5万人。\n"
    add_letter(home, "100_new", text, issuer="衢州市人力资源和社会保障局", day="2024-01-15")
    assert refresh(home).exit_code == ExitCode.OK
    assert reading_of(home) == (1, 5)
    comparison = publication.read_manifest(home, publication.current_build_id(home))["comparison"]
    changed = {row["indicator_code"]: row for row in comparison["changed"]}
    assert changed["skilled_workers_added"]["value_before"] == "19800"
    assert changed["skilled_workers_added"]["value_now"] == "25000"
    assert changed["skilled_workers_added"]["document_id"] == "100_new"

    add_letter(
        home, "100_new", text.replace("2.5万", "2.6万"), issuer="衢州市人力资源和社会保障局", day="2024-01-15"
    )
    remove_letter(home, "001")
    assert refresh(home).exit_code == ExitCode.OK
    assert reading_of(home) == (1, 4)
    kept_and_new = content_of(home)
    removed = publication.read_manifest(home, publication.current_build_id(home))["comparison"]["removed"]
    assert "达州市" in {row["area_name"] for row in removed}

    clear_data(home)
    assert refresh(home).exit_code == ExitCode.OK
    assert reading_of(home) == (5, 0)
    assert content_of(home) == kept_and_new

    remove_letter(home, "100_new")
    for file in (PROJECT_ROOT / "raw").glob("001*"):
        shutil.copy(file, home.raw)
    assert refresh(home).exit_code == ExitCode.OK
    assert content_of(home) == first


def test_a_rolled_back_build_stays_until_something_changes(home: Paths) -> None:
    assert refresh(home).exit_code == ExitCode.OK
    first = publication.current_build_id(home)
    add_letter(home, "100_new", "今年全市新增技能人才2.5万人。\n", issuer="衢州市人民政府", day="2024-01-15")
    assert refresh(home).exit_code == ExitCode.OK
    publication.rollback(home, None)
    assert publication.current_build_id(home) == first
    nothing = unchanged(home, read_inputs(home))
    assert nothing is not None
    assert "rolled back" in nothing.message
    remove_letter(home, "100_new")
    assert unchanged(home, read_inputs(home)) is None


def test_a_document_from_the_future_is_read_when_its_day_has_come(home: Paths) -> None:
    tomorrow = latest_day() + timedelta(days=1)
    text = "今年全市新增技能人才2.5万人。\n"
    add_letter(
        home, "100_new", text, issuer="衢州市人民政府", day="2024-01-15", accessed=tomorrow.isoformat()
    )
    assert refresh(home).exit_code == ExitCode.SET_ASIDE
    (item,) = read_status(home, configuration(home), datetime.now(UTC)).set_aside
    assert (item["document_id"], item["reason"]) == ("100_new", "date_in_future")
    inputs = read_inputs(home)
    assert unchanged(home, inputs) is not None
    assert unchanged(home, inputs, today=tomorrow) is None


def test_documents_of_one_city_can_be_read_again(home: Paths) -> None:
    assert refresh(home).exit_code == ExitCode.OK
    assert refresh(home, cities=("泸州市",)).exit_code == ExitCode.OK
    assert reading_of(home) == (2, 3)
    assert refresh(home, documents=("003_4f483b5528e22fb4",)).exit_code == ExitCode.OK
    assert reading_of(home) == (1, 4)
    outcome = refresh(home, cities=("成都市",))
    assert outcome.exit_code == ExitCode.BAD_INPUT
    assert "510100" in outcome.message


# --- bad documents


def empty(home: Paths) -> None:
    add_letter(home, "bad", "", issuer="衢州市人民政府", day="2024-01-15")


def binary(home: Paths) -> None:
    add_letter(home, "bad", "", issuer="衢州市人民政府", day="2024-01-15")
    (home.raw / "bad.txt").write_bytes(bytes(range(256)) * 20)


def changed_byte(home: Paths) -> None:
    add_letter(home, "bad", "今年培训100人。", issuer="衢州市人民政府", day="2024-01-15")
    (home.raw / "bad.txt").write_text("今年培训900人。", encoding="utf-8")


def without_sidecar(home: Paths) -> None:
    (home.raw / "bad.txt").write_text("今年培训900人。", encoding="utf-8")


def copy_of_another(home: Paths) -> None:
    text = (home.raw / "003_4f483b5528e22fb4.txt").read_text(encoding="utf-8")
    add_letter(home, "bad", text, issuer="衢州市人民政府", day="2024-01-15")


def link_out_of_the_folder(home: Paths) -> None:
    (home.raw / "bad.txt").symlink_to("/etc/passwd")


@pytest.mark.parametrize(
    "spoil",
    [empty, binary, changed_byte, without_sidecar, copy_of_another, link_out_of_the_folder],
)
def test_a_bad_document_is_set_aside_with_a_reason_and_stops_nothing(
    home: Paths, spoil: Callable[[Paths], None]
) -> None:
    spoil(home)
    reading = landing.land(home, "version")
    assert reading.outcomes == {"read": 4, "read_without_figures": 1, "set_aside": 1}
    (item,) = reading.set_aside
    assert item["file_path"] == "bad.txt"
    assert item["message"].startswith("bad.txt ")


def test_what_was_set_aside_is_published_with_its_reason_and_the_exit_code_says_so(home: Paths) -> None:
    without_sidecar(home)
    outcome = refresh(home)
    assert outcome.exit_code == ExitCode.SET_ASIDE
    assert "1 set aside" in outcome.message
    with duckdb.connect(home.pointer, read_only=True) as connection:
        rows = connection.execute(
            "select file_path, outcome, outcome_reason from dim_document where outcome = 'set_aside'"
        ).fetchall()
    assert rows == [("bad.txt", "set_aside", "sidecar_missing")]
    status = read_status(home, configuration(home), datetime.now(UTC))
    assert (status.health, [item["file_path"] for item in status.set_aside]) == (1, ["bad.txt"])
    nothing = unchanged(home, read_inputs(home))
    assert nothing is not None
    assert nothing.set_aside == 1
    (home.data / "landing.partial").mkdir()
    assert unchanged(home, read_inputs(home)) is None, "a killed refresh left something to clear away"


# --- the log and the notices


def test_each_line_of_the_log_is_one_event_with_its_run_and_without_a_stack_trace(home: Paths) -> None:
    break_a_reported_total(home)
    refresh(home)
    (file,) = home.logs.glob("*.jsonl")
    events = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert len({event["run_id"] for event in events}) == 1
    assert [event["event"] for event in events][:2] == ["run_started", "step_started"]
    assert events[-1]["event"] == "run_finished"
    assert events[-1]["exit_code"] == ExitCode.REFUSED
    assert "Traceback" not in file.read_text(encoding="utf-8")


def test_a_failed_refresh_runs_the_configured_command_with_its_outcome(home: Paths, tmp_path: Path) -> None:
    told = tmp_path / "told.json"
    home.configuration.write_text(f'failure_command = "cat > {told}"\n', encoding="utf-8")
    break_a_reported_total(home)
    refresh(home)
    assert json.loads(told.read_text(encoding="utf-8"))["exit_code"] == ExitCode.REFUSED
