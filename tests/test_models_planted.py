"""What the models make of planted figures: restatements, parts, contradictions, corrections, any order."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from conftest import copy_project
from dbt_runs import failures, run_dbt
from planted_landing import KECHENG, Planted, Said, write_planted

from orchestration.settings import Paths

JULY, JANUARY, JUNE = date(2023, 7, 14), date(2024, 1, 20), date(2024, 6, 18)

REPLY = Planted(
    "reply",
    JULY,
    "截至6月底,全市培训7.9万人次。柯城区培训8000人次。全市培训7.9万人次,完成全年任务141%。"
    "建有1个国家级、5个省级、36个市级工作室。给予2万元。",
    (
        Said("7.9万人次", 79000, months=(1, 6), resolution=1000),
        Said("8000人次", 8000, months=(1, 6), area=KECHENG),
        Said("7.9万人次", 79000, occurrence=2, months=(1, 6), resolution=1000),
        Said("141%", 141, "plan_completion_rate", unit="percent", subject="职业技能培训", months=(1, 6)),
        Said("1个", 1, "master_studios", unit="count", subject="国家级", basis="stock", months=(7, 7)),
        Said("5个", 5, "master_studios", unit="count", subject="省级", basis="stock", months=(7, 7)),
        Said("36个", 36, "master_studios", unit="count", subject="市级", basis="stock", months=(7, 7)),
        Said(
            "2万元",
            20000,
            "subsidy_standard",
            unit="CNY",
            status="standard",
            basis="standing",
            resolution=10000,
        ),
    ),
)
REPORT = Planted("report", JANUARY, "全年培训15.2万人次。", (Said("15.2万人次", 152000, resolution=1000),))
LATER = Planted(
    "later",
    JUNE,
    "去年上半年培训81200人次,全年培训151800人次,其中人社部门培训9万人。",
    (
        Said("81200人次", 81200, months=(1, 6)),
        Said("151800人次", 151800),
        Said("9万人", 90000, unit="person", resolution=10000),
    ),
)
UNREADABLE = Planted("unreadable", None, "")
DOCUMENTS = (REPLY, REPORT, LATER, UNREADABLE)


def planted_home(
    folder: Path, documents: Any, *, reverse: bool = False, **seeds: list[dict[str, str]]
) -> Paths:
    """A home with planted landing tables and, by name, rows in its seeds in place of the project's own."""
    paths = Paths(folder)
    copy_project(paths)
    write_planted(paths.landing, documents, reverse=reverse)
    for name in ("corrections", "acknowledged_differences"):
        file = paths.seeds / f"{name}.csv"
        with file.open(encoding="utf-8", newline="") as opened:
            columns = next(csv.reader(opened))
        with file.open("w", encoding="utf-8", newline="") as opened:
            writer = csv.DictWriter(opened, columns)
            writer.writeheader()
            writer.writerows(seeds.get(name, []))
    return paths


def correction(correction_id: str, action: str, document_id: str, quote: str, **more: str) -> dict[str, str]:
    return {
        "correction_id": correction_id,
        "action": action,
        "document_id": document_id,
        "quote": quote,
        "occurrence": "1",
        "ordinal": "0",
        "reason": "read again",
        "corrected_by": "curator",
        "corrected_on": "2026-11-25",
    } | more


@contextmanager
def opened(paths: Paths) -> Iterator[duckdb.DuckDBPyConnection]:
    connection = duckdb.connect(paths.transform_file, read_only=True)
    try:
        yield connection
    finally:
        connection.close()


def rows(paths: Paths, query: str) -> list[tuple[Any, ...]]:
    with opened(paths) as connection:
        return connection.execute(query).fetchall()


def built(paths: Paths) -> Paths:
    outcome = run_dbt(paths, "build", "--exclude-resource-type", "unit_test")
    assert failures(outcome) == {}
    return paths


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Paths:
    return built(planted_home(tmp_path_factory.mktemp("home"), DOCUMENTS))


TRAINING = "indicator_code = 'training_participants' and unit_code = 'person_time' and subject is null"


@pytest.mark.slow
def test_the_latest_whole_year_is_chosen_and_the_rest_is_passed_over_with_its_reason(home: Paths) -> None:
    fact = rows(
        home,
        f"select value, chosen_document_id, observation_count, document_count, passed_over_count, method "
        f"from main.fct_city_year where {TRAINING} and status = 'actual'",
    )
    assert fact == [(151800, "later", 5, 3, 4, "stated")]
    assert rows(
        home,
        """
        select observation.document_id, observation.quote, evidence.role, evidence.passed_over_reason
        from main.fct_area_year_evidence as evidence
        join main.fct_area_year as fact using (area_year_id)
        join main.fct_observation as observation using (observation_id)
        where fact.area_code = '330800' and fact.status = 'actual'
            and fact.indicator_code = 'training_participants' and fact.unit_code = 'person_time'
        order by observation.document_id, observation.span_start
        """,
    ) == [
        ("later", "81200人次", "passed_over", "part_of_year"),
        ("later", "151800人次", "chosen", None),
        ("reply", "7.9万人次", "passed_over", "part_of_year"),
        ("reply", "7.9万人次", "passed_over", "part_of_year"),
        ("report", "15.2万人次", "passed_over", "earlier_document"),
    ]


@pytest.mark.slow
def test_people_are_a_fact_apart_from_person_times_and_a_county_from_its_city(home: Paths) -> None:
    assert rows(
        home,
        "select area_name, unit_code, value from main.fct_area_year "
        "where indicator_code = 'training_participants' and status = 'actual' order by all",
    ) == [("柯城区", "person_time", 8000), ("衢州市", "person", 90000), ("衢州市", "person_time", 151800)]


@pytest.mark.slow
def test_what_was_known_on_a_day_is_what_documents_had_said_by_then(home: Paths) -> None:
    def known(day: str) -> list[tuple[Any, ...]]:
        return rows(
            home, f"select value from main.as_of(date '{day}') where {TRAINING} and status = 'actual'"
        )

    assert known("2023-07-13") == []
    assert known("2023-07-14") == [(79000,)]
    assert known("2024-01-19") == [(79000,)]
    assert known("2024-01-20") == [(152000,)]
    assert known("2024-06-18") == [(151800,)]


@pytest.mark.slow
def test_the_last_vintages_are_the_facts_of_today(home: Paths) -> None:
    columns = "area_year_id, value, lower_bound, upper_bound, method, observation_count, passed_over_count"
    today = rows(home, f"select {columns} from main.as_of(date '2100-01-01') order by all")
    assert today == rows(home, f"select {columns} from main.fct_city_year order by all")
    assert len(today) > 5


@pytest.mark.slow
def test_a_derived_plan_and_a_sum_stand_among_the_facts(home: Paths) -> None:
    assert rows(
        home,
        "select indicator_code, status, method, value, round(lower_bound, -1), round(upper_bound, -1), "
        "part_count from main.fct_city_year where method <> 'stated' order by all",
    ) == [
        ("master_studios", "actual", "summed", 42, 40, 40, 3),
        ("training_participants", "target", "derived", 56000, 55480, 56580, 2),
    ]


@pytest.mark.slow
def test_a_contradiction_differs_with_both_quotes(home: Paths) -> None:
    assert rows(
        home,
        "select kind, document_id, reference_document_id, figure_quote, reference_quote, difference, "
        "tolerance from main.fct_reconciliation where verdict = 'differs' and kind <> 'reported_total'",
    ) == [("two_documents", "later", "reply", "81200人次", "7.9万人次", 2200, 500)]


@pytest.mark.slow
def test_the_order_of_the_rows_that_are_read_changes_nothing(home: Paths, tmp_path: Path) -> None:
    turned = built(planted_home(tmp_path, DOCUMENTS, reverse=True))
    tables = [
        name for (name,) in rows(home, "select table_name from duckdb_tables() where schema_name = 'main'")
    ]
    assert len(tables) > 15
    for table in tables:
        query = f"select * from main.{table} order by all"
        assert rows(home, query) == rows(turned, query), table


@pytest.mark.slow
def test_corrections_replace_drop_and_add_with_what_was_extracted_beside(tmp_path: Path) -> None:
    corrections = [
        correction(
            "1", "replace", "later", "151800人次", field="value", expected="151800", corrected="151900"
        ),
        correction("2", "drop", "later", "81200人次", field="value", expected="81200"),
        *(
            correction("3", "add", "reply", "1个国家级", field=name, corrected=value)
            for name, value in {
                "indicator_code": "competitions_held",
                "value": "1",
                "unit_code": "count",
                "status": "actual",
                "basis": "period",
                "year": "2023",
                "area_code": "330800",
            }.items()
        ),
        correction("4", "drop", "not here", "5人", field="value", expected="5"),
    ]
    paths = built(planted_home(tmp_path, DOCUMENTS, corrections=corrections))
    assert rows(
        paths,
        "select correction_id, quote, value, value_as_extracted from main.fct_observation "
        "where is_corrected order by all",
    ) == [("1", "151800人次", 151900, 151800), ("3", "1个国家级", 1, None)]
    assert rows(paths, "select count(*) from main.fct_observation where quote = '81200人次'") == [(0,)]
    assert rows(paths, "select value from main.fct_city_year where indicator_code = 'competitions_held'") == [
        (1,)
    ]
    assert rows(paths, "select count(*) from main.fct_reconciliation where kind = 'two_documents'") == [(1,)]
    assert rows(
        paths,
        "select correction_id, count(*), bool_and(is_applied) from main.fct_correction "
        "group by correction_id order by correction_id",
    ) == [("1", 1, True), ("2", 1, True), ("3", 7, True), ("4", 1, False)]


@pytest.mark.slow
def test_a_correction_that_no_longer_fits_stops_the_build_and_says_why(tmp_path: Path) -> None:
    moved = correction("7", "replace", "later", "151800人次", field="value", expected="150000", corrected="1")
    paths = planted_home(tmp_path, DOCUMENTS, corrections=[moved])
    outcome = run_dbt(paths, "build", "--exclude-resource-type", "unit_test")
    assert list(failures(outcome)) == ["corrections_fit_what_is_extracted"]
    messages = rows(paths, "select message from test_failures.corrections_fit_what_is_extracted")
    assert messages == [("correction 7: value is now 151800.0000, not 150000",)]
    names = [result.node.name for result in outcome.result.results if str(result.status) == "skipped"]
    assert "fct_city_year" in names


@pytest.mark.slow
def test_an_explanation_holds_and_one_of_nothing_stops_the_build(tmp_path: Path) -> None:
    explanation = {
        "acknowledgement_id": "1",
        "kind": "two_documents",
        "document_id": "later",
        "figure_quote": "81200人次",
        "reference_quote": "7.9万人次",
        "difference": "2200",
        "rule_name": "late_returns",
        "reason": "returns that came in after July",
        "reason_zh": "七月以后报来的数",
        "acknowledged_by": "curator",
        "acknowledged_on": "2026-11-25",
    }
    stale = explanation | {"acknowledgement_id": "2", "difference": "2300"}
    paths = planted_home(tmp_path, DOCUMENTS, acknowledged_differences=[explanation, stale])
    outcome = run_dbt(paths, "build", "--exclude-resource-type", "unit_test")
    assert list(failures(outcome)) == ["acknowledgements_fit_a_difference"]
    assert rows(paths, "select message from test_failures.acknowledgements_fit_a_difference") == [
        ("acknowledgement 2: no two_documents in document later differs by 2300.0000",)
    ]
    assert rows(
        paths,
        "select verdict, explanation, explanation_zh, explanation_rule from main.fct_reconciliation "
        "where kind = 'two_documents' and difference = 2200",
    ) == [("explained", "returns that came in after July", "七月以后报来的数", "late_returns")]


@pytest.mark.slow
def test_no_documents_at_all_give_empty_marts(tmp_path: Path) -> None:
    paths = built(planted_home(tmp_path, ()))
    assert rows(paths, "select count(*) from main.fct_observation") == [(0,)]
    assert rows(paths, "select count(*) from main.dim_area") == [(3215,)]
    assert rows(paths, "select distinct verdict from main.fct_reconciliation") == [("not_comparable",)]


@pytest.mark.slow
def test_the_earlier_client_reads_the_file_and_calls_as_of(home: Paths) -> None:
    query = "select count(*) as facts from as_of(date '2100-01-01')"
    asked = subprocess.run(
        [Path(sys.executable).parent / "duckdb", "-readonly", "-csv", str(home.transform_file), query],
        capture_output=True,
        text=True,
        check=True,
    )
    counted = rows(home, "select count(*) from main.fct_city_year")[0][0]
    assert asked.stdout.split() == ["facts", str(counted)]
