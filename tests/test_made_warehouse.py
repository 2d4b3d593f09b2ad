"""The models on made letters of many cities and years: the marts equal the truth row for row."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import polars as pl
import pytest
from conftest import copy_project
from made_documents.corpus import made_letters, write_corpus
from made_documents.faultless import write_landing
from made_documents.letters import Letter
from made_documents.truth import VINTAGE_SCHEMA, area_years, vintages

from orchestration.landing import land
from orchestration.settings import Paths
from orchestration.warehouse import build_models

YEARS = range(2019, 2023)

KEY = ["area_code", "year", "indicator_code", "subject", "unit_code", "status"]
VALUES = ["value", "lower_bound", "upper_bound", "method", "chosen_document_id"]


@pytest.fixture(scope="module")
def letters() -> list[Letter]:
    return list(made_letters(cities=12, years=YEARS, seed=7))


@pytest.fixture(scope="module")
def built(letters: list[Letter], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The models' database over the letters as a faultless reader lands them."""
    return modelled(letters, tmp_path_factory.mktemp("home"))


def modelled(letters: list[Letter], home: Path) -> Path:
    paths = Paths(home)
    copy_project(paths)
    write_landing(paths.landing, letters)
    build_models(paths, lambda result: None)
    return paths.transform_file


def rows(file: Path, query: str, schema: dict[str, pl.DataType]) -> pl.DataFrame:
    with duckdb.connect(file, read_only=True) as connection:
        return pl.DataFrame(connection.sql(query)).cast(schema)  # type: ignore[arg-type]


def differing(found: pl.DataFrame, true: pl.DataFrame) -> str:
    """The rows that only one of two frames has; empty where they are equal row for row."""
    lines = [f"+ {row}" for row in found.join(true, on=true.columns, how="anti", nulls_equal=True).rows()]
    lines += [f"- {row}" for row in true.join(found, on=true.columns, how="anti", nulls_equal=True).rows()]
    return "\n".join(sorted(lines, key=lambda line: line[2:])[:40])


@pytest.mark.slow
def test_the_year_of_every_area_is_what_the_letters_make_it(letters: list[Letter], built: Path) -> None:
    true = area_years(letters).select(*KEY, *VALUES)
    schema = {column: VINTAGE_SCHEMA[column] for column in true.columns}
    found = rows(built, f"select {', '.join(true.columns)} from main.fct_area_year", schema)
    assert differing(found, true) == ""
    assert len(found) == len(true) > 1000


@pytest.mark.slow
def test_the_year_of_every_city_is_its_part_of_that(letters: list[Letter], built: Path) -> None:
    cities = {letter.publisher_area_code for letter in letters}
    true = area_years(letters).filter(pl.col("area_code").is_in(cities))
    true = true.rename({"area_code": "city_code"}).select("city_code", *KEY[1:], *VALUES)
    schema = {column: VINTAGE_SCHEMA.get(column, pl.String) for column in true.columns}
    found = rows(built, f"select {', '.join(true.columns)} from main.fct_city_year", schema)
    assert differing(found, true) == ""
    assert len(found) == len(true)


@pytest.mark.slow
def test_every_vintage_of_an_area_is_what_was_known_then(letters: list[Letter], built: Path) -> None:
    true = vintages(letters).select(*KEY, "known_from", "known_until", *VALUES)
    schema = {column: VINTAGE_SCHEMA[column] for column in true.columns}
    found = rows(built, f"select {', '.join(true.columns)} from main.fct_area_year_vintage", schema)
    assert differing(found, true) == ""
    assert len(found) == len(true)


@pytest.mark.slow
def test_every_vintage_of_a_city_is_what_was_known_then(letters: list[Letter], built: Path) -> None:
    cities = {letter.publisher_area_code for letter in letters}
    true = vintages(letters).filter(pl.col("area_code").is_in(cities)).rename({"area_code": "city_code"})
    true = true.select("city_code", *KEY[1:], "known_from", "known_until", *VALUES)
    schema = {column: VINTAGE_SCHEMA.get(column, pl.String) for column in true.columns}
    found = rows(built, f"select {', '.join(true.columns)} from main.fct_city_year_vintage", schema)
    assert differing(found, true) == ""
    assert len(found) == len(true)


@pytest.mark.slow
def test_letters_that_agree_give_no_difference(built: Path) -> None:
    query = "select kind, verdict, count(*) as count from main.fct_reconciliation group by all"
    found = rows(built, query, {"count": pl.Int64})
    counts = {(kind, verdict): count for kind, verdict, count in found.rows()}
    assert {kind for kind, verdict in counts if verdict == "differs"} == set()
    for kind in ("repeated_in_document", "two_documents", "share_of_plan", "part_of_area"):
        assert counts.get((kind, "agrees"), 0) > 0, counts


@pytest.mark.slow
def test_without_plans_the_shares_give_them_and_every_contradiction_is_found(tmp_path: Path) -> None:
    made = made_letters(cities=6, years=YEARS, seed=8, kinds=("reply", "report"), contradictions=0.5)
    letters = list(made)
    file = modelled(letters, tmp_path)

    true = area_years(letters).select(*KEY, *VALUES)
    schema = {column: VINTAGE_SCHEMA[column] for column in true.columns}
    found = rows(file, f"select {', '.join(true.columns)} from main.fct_area_year", schema)
    assert differing(found, true) == ""
    assert "derived" in set(found["method"])

    query = "select document_id, reference_document_id from main.fct_reconciliation where verdict = 'differs'"
    differences = rows(file, query, {})
    concerned = {*differences["document_id"], *differences["reference_document_id"]}
    contradicting = {letter.document_id for letter in letters if letter.is_contradicting}
    assert 0 < len(contradicting) < len(letters) / 4
    assert contradicting <= concerned
    cities_and_years = {(*name.split("_")[1:2], int(name.split("_")[2]) - 1) for name in contradicting}
    assert {
        (name.split("_")[1], int(name.split("_")[2])) for name in concerned - contradicting
    } <= cities_and_years


@pytest.mark.slow
def test_the_whole_way_from_files_gives_the_truth(tmp_path: Path) -> None:
    paths = Paths(tmp_path)
    copy_project(paths)
    shutil.rmtree(paths.raw)
    letters = write_corpus(paths.raw, made_letters(cities=5, years=range(2020, 2023), seed=12))
    reading = land(paths, "test")
    assert reading.outcomes == {"read": len(letters)}
    build_models(paths, lambda result: None)

    true = area_years(letters).select(*KEY, *VALUES)
    schema = {column: VINTAGE_SCHEMA[column] for column in true.columns}
    found = rows(paths.transform_file, f"select {', '.join(true.columns)} from main.fct_area_year", schema)
    assert differing(found, true) == ""
    assert len(found) == len(true) > 300
