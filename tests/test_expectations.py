"""The checks of a build: each agrees when it should and fails when something is broken on purpose."""

from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from orchestration import expectations
from orchestration.builds import BuildRecord
from orchestration.expectations import check_build
from orchestration.verdict import CheckResult

pytestmark = pytest.mark.slow

RECORD = BuildRecord(
    build_id="20261125T093000Z",
    run_id="run",
    started_at="now",
    inputs={},
    fingerprint="f",
    reading={"outcomes": {"read": 2, "set_aside": 1}},
    seed_rows={"areas": {"in_file": 3, "loaded": 3}, "corrections": {"in_file": 0, "loaded": 0}},
)


def make_file(
    folder: Path, *, reported: str = "agrees", stated: str = "agrees", comparisons: int = 2
) -> Path:
    """A build's file with the columns that the checks read, `comparisons` rows of each kind."""
    file = folder / "warehouse.duckdb"
    file.unlink(missing_ok=True)
    with duckdb.connect(file) as connection:
        connection.execute(
            "create table dim_document as select unnest(['read', 'read', 'set_aside']) as outcome"
        )
        connection.execute(
            f"""
            create table fct_reconciliation as
            select
                kind || number as reconciliation_id, kind, '泸州市' as area_name, '510500' as area_code,
                2023::integer as year, 'training_participants' as indicator_code, null::varchar as subject,
                'person' as unit_code, 'actual' as status, 'equal' as expectation,
                if(number = 1, verdict, 'agrees') as verdict,
                12345678901234567.8901::decimal(24, 4) as figure_value,
                1::decimal(24, 4) as figure_lower_bound, null::decimal(24, 4) as figure_upper_bound,
                12345678901234567.8900::decimal(24, 4) as reference_value,
                1::decimal(24, 4) as reference_lower_bound, 2::decimal(24, 4) as reference_upper_bound,
                0.0001::decimal(24, 4) as difference, 0.5::decimal(24, 4) as tolerance,
                'how it is printed' as tolerance_source,
                '7.9万人次' as figure_quote, '7.9万' as reference_quote,
                '答复' as document_title, 'letter' as document_id, null::varchar as note,
                null::varchar as explanation
            from
                (values ('reported_total', '{reported}'), ('two_documents', '{stated}'))
                    as kinds (kind, verdict),
                range(1, {comparisons} + 1) as numbers (number)
            """
        )
    return file


def outcomes(checks: tuple[CheckResult, ...]) -> dict[str, bool]:
    return {check.name: check.passed for check in checks}


def named(checks: tuple[CheckResult, ...], name: str) -> CheckResult:
    return next(check for check in checks if check.name == name)


def test_a_sound_build_passes_and_every_check_says_how_much_it_compared(tmp_path: Path) -> None:
    checks = check_build(make_file(tmp_path), RECORD)
    assert {check.name: (check.compared, check.failed) for check in checks} == {
        "reported_totals": (2, 0),
        "stated_figures": (2, 0),
        "seeds_loaded": (2, 0),
        "documents_complete": (2, 0),
    }
    assert all(check.passed for check in checks)


@pytest.mark.parametrize(("kind", "failing"), [("reported", "reported_totals"), ("stated", "stated_figures")])
def test_one_difference_fails_its_own_check_and_shows_the_row_with_exact_figures(
    tmp_path: Path, kind: str, failing: str
) -> None:
    checks = check_build(make_file(tmp_path, **{kind: "differs"}), RECORD)
    assert [name for name, passed in outcomes(checks).items() if not passed] == [failing]
    check = named(checks, failing)
    assert (check.compared, check.failed, len(check.failing_rows)) == (2, 1, 1)
    row = check.failing_rows[0]
    assert (row["verdict"], row["figure"], row["difference"]) == (
        "differs",
        "12345678901234567.8901",
        "0.0001",
    )
    assert row["figure_quote"] == "7.9万人次"


def test_an_explained_difference_passes(tmp_path: Path) -> None:
    assert all(outcomes(check_build(make_file(tmp_path, stated="explained"), RECORD)).values())


def test_comparing_nothing_fails(tmp_path: Path) -> None:
    checks = check_build(make_file(tmp_path, comparisons=0), RECORD)
    assert outcomes(checks) == {
        "reported_totals": False,
        "stated_figures": False,
        "seeds_loaded": True,
        "documents_complete": True,
    }
    assert "nothing was compared" in named(checks, "reported_totals").outcome


def test_what_cannot_be_compared_does_not_count_as_compared(tmp_path: Path) -> None:
    checks = check_build(make_file(tmp_path, reported="not_comparable", comparisons=1), RECORD)
    assert named(checks, "reported_totals").compared == 0
    assert not named(checks, "reported_totals").passed


@pytest.mark.parametrize(
    "seed_rows",
    [
        {"areas": {"in_file": 3, "loaded": 2}},
        {"areas": {"in_file": 0, "loaded": 0}},
        {},
    ],
)
def test_a_seed_that_was_not_loaded_whole_fails(tmp_path: Path, seed_rows: dict[str, dict[str, int]]) -> None:
    checks = check_build(make_file(tmp_path), replace(RECORD, seed_rows=seed_rows))
    assert [name for name, passed in outcomes(checks).items() if not passed] == ["seeds_loaded"]


def test_a_document_that_got_lost_on_the_way_fails(tmp_path: Path) -> None:
    record = replace(RECORD, reading={"outcomes": {"read": 3, "set_aside": 1}})
    check = named(check_build(make_file(tmp_path), record), "documents_complete")
    assert not check.passed
    assert check.failing_rows == ({"outcome": "read", "received": 3, "in_build": 2},)


def test_an_expectation_that_cannot_be_evaluated_fails_every_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    misspelt = replace(
        expectations.CHECKS[0],
        expectations=(("ExpectColumnValuesToBeInSet", {"column": "verdikt", "value_set": ["agrees"]}),),
    )
    monkeypatch.setattr(expectations, "CHECKS", (misspelt,))
    (check,) = check_build(make_file(tmp_path), RECORD)
    assert (check.compared, check.failed, check.passed) == (2, 2, False)
