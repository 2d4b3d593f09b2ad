"""The dbt project keeps the rules of a model project: layers, names, keys, contracts, documentation, SQL.

The rules are those of dbt-project-evaluator (its package cannot be installed without a network), held against
the manifest. Where a rule has an exception, the exception and its reason stand here.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import copy_project
from dbt_runs import failures, run_dbt
from made_documents.corpus import made_letters
from made_documents.faultless import write_landing

from orchestration.settings import PROJECT_ROOT, TOOL_SWITCHES, Paths, dbt_environment

PROJECT = PROJECT_ROOT / "dbt_project"
MODELS = PROJECT / "models"

Node = dict[str, Any]

ROOTS = {"int_calendar__days": "time is no input: the days are counted out"}
MANY_PARENTS = {"fct_reconciliation": "it stacks the kinds of reconciliation, each a model of its own"}
WIDELY_READ = {
    "dim_area": "names of areas stand in every mart",
    "dim_indicator": "names of indicators stand in every mart",
    "fct_area_year": "every question is asked of the facts",
    "fct_city_year": "every question is asked of the facts",
}
MOST_PARENTS = 7
MOST_LEAF_CHILDREN = 3

FORBIDDEN_SQL = {
    r"::": "casts are written cast(… as …)",
    r"\bqualify\b": "no qualify",
    r'"': "no double quotes",
    r"\bregexp": "no regular expressions",
    r"\blist_|\bstruct_|\bunnest\b|\[\d": "no lists or structs",
    r"\bmerge into\b": "no merge",
    r"\bdouble\b|\bfloat\b|\breal\b": "decimals only",
    r" // | % ": "no // and %, which differ between engines",
    r"\bselect distinct on\b": "no distinct on",
    r"\bgroup by all\b|\border by all\b": "columns are named",
}
"""What would not run, or not run alike, on both engines that the models are written for."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Paths:
    """A home whose database holds the models of a few made letters."""
    paths = Paths(tmp_path_factory.mktemp("home"))
    copy_project(paths)
    write_landing(paths.landing, made_letters(cities=2, years=range(2021, 2023), seed=3))
    outcome = run_dbt(paths, "build")
    assert failures(outcome) == {}
    kinds = Counter(str(result.node.resource_type) for result in outcome.result.results)
    assert kinds["unit test"] + kinds["unit_test"] > 20, kinds
    return paths


@pytest.fixture(scope="module")
def manifest(home: Paths) -> dict[str, Any]:
    return json.loads((home.dbt_target / "manifest.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def models(manifest: dict[str, Any]) -> dict[str, Node]:
    return {node["name"]: node for node in manifest["nodes"].values() if node["resource_type"] == "model"}


def parents(manifest: dict[str, Any], node: Node) -> list[str]:
    return [parent for parent in manifest["parent_map"][node["unique_id"]] if not parent.startswith("macro")]


def layer(node: Node) -> str:
    return node["path"].split("/")[0]


@pytest.mark.slow
def test_names_and_folders_say_which_layer_a_model_belongs_to(models: dict[str, Node]) -> None:
    prefixes = {
        "staging": ("stg_landing__", "stg_seeds__"),
        "intermediate": ("int_",),
        "marts": ("dim_", "fct_", "mart_", "review_queue"),
    }
    assert {layer(node) for node in models.values()} == set(prefixes)
    assert [name for name, node in models.items() if not name.startswith(prefixes[layer(node)])] == []
    subject_folders = {
        name: node["path"].split("/")[1]
        for name, node in models.items()
        if layer(node) == "intermediate" and "__" in name
    }
    assert {
        name: folder
        for name, folder in subject_folders.items()
        if name.removeprefix("int_").split("__")[0] != folder and name != "int_observations__corrected"
    } == {}


@pytest.mark.slow
def test_data_flows_through_the_layers_one_way(manifest: dict[str, Any], models: dict[str, Node]) -> None:
    order = {"staging": 0, "intermediate": 1, "marts": 2}
    wrong = []
    for name, node in models.items():
        for parent in parents(manifest, node):
            kind, _, parent_name = parent.split(".")[:3]
            if kind in ("source", "seed"):
                wrong += [(name, parent)] if layer(node) != "staging" else []
            elif layer(node) == "staging" or order[layer(models[parent_name])] > order[layer(node)]:
                wrong.append((name, parent))
    assert wrong == []


@pytest.mark.slow
def test_each_source_is_read_by_one_staging_model(manifest: dict[str, Any]) -> None:
    readers = {
        source: [child for child in manifest["child_map"][source] if child.startswith("model.")]
        for source in manifest["sources"]
    }
    assert len(readers) == 4
    assert {source: reading for source, reading in readers.items() if len(reading) != 1} == {}
    assert [name for name, node in manifest["sources"].items() if not node["description"]] == []


@pytest.mark.slow
def test_models_have_few_parents_and_intermediate_ones_few_leaves(
    manifest: dict[str, Any], models: dict[str, Node]
) -> None:
    roots = {name for name, node in models.items() if not parents(manifest, node)}
    assert roots == set(ROOTS)
    many = {name for name, node in models.items() if len(parents(manifest, node)) > MOST_PARENTS}
    assert many == set(MANY_PARENTS)

    def child_models(unique_id: str) -> list[str]:
        return [child for child in manifest["child_map"][unique_id] if child.startswith("model.")]

    fanned_out = {
        name
        for name, node in models.items()
        if sum(not child_models(child) for child in child_models(node["unique_id"])) > MOST_LEAF_CHILDREN
    }
    assert fanned_out <= set(WIDELY_READ), fanned_out - set(WIDELY_READ)


@pytest.mark.slow
def test_each_model_has_a_test_of_its_grain(manifest: dict[str, Any], models: dict[str, Node]) -> None:
    tested = {
        node["attached_node"]
        for node in manifest["nodes"].values()
        if node["resource_type"] == "test" and node.get("test_metadata", {}).get("name") == "grain"
    }
    assert [name for name, node in models.items() if node["unique_id"] not in tested] == []


@pytest.mark.slow
def test_every_model_and_column_that_is_built_is_described(home: Paths, models: dict[str, Node]) -> None:
    import duckdb

    with duckdb.connect(home.transform_file, read_only=True) as connection:
        built = connection.execute(
            "select table_name, column_name from information_schema.columns "
            "where table_schema in ('staging', 'intermediate', 'main')"
        ).fetchall()
    assert {name for name, _ in built} == set(models)
    assert [name for name, node in models.items() if not node["description"]] == []
    undescribed = [
        (name, column)
        for name, column in built
        if not models[name]["columns"].get(column, {}).get("description")
    ]
    assert undescribed == []
    described = {(name, column) for name, node in models.items() for column in node["columns"]}
    assert described - set(built) == set()


def test_a_column_is_described_in_one_place() -> None:
    reference = re.compile(r"\{\{ doc\('(\w+)'\) \}\}")
    used = set()
    for file in MODELS.rglob("_*.yml"):
        for model in yaml.safe_load(file.read_text(encoding="utf-8")).get("models", []):
            for column in model["columns"]:
                match = reference.fullmatch(column["description"])
                assert match, (file.name, model["name"], column["name"])
                used.add(match.group(1))
    blocks = re.findall(r"\{% docs (\w+) %\}", (PROJECT / "docs" / "columns.md").read_text(encoding="utf-8"))
    assert Counter(blocks).most_common(1)[0][1] == 1
    assert set(blocks) == used


@pytest.mark.slow
def test_a_description_begins_with_the_grain(models: dict[str, Node]) -> None:
    assert [
        name for name, node in models.items() if not node["description"].startswith("One row for every")
    ] == []


@pytest.mark.slow
def test_marts_are_public_tables_under_contract_and_reach_readers(
    manifest: dict[str, Any], models: dict[str, Node]
) -> None:
    marts = {name: node for name, node in models.items() if layer(node) == "marts"}
    for name, node in marts.items():
        assert node["access"] == "public", name
        assert node["config"]["contract"]["enforced"], name
        assert node["config"]["materialized"] == "table", name
        assert node["schema"] == "main", name
    exposures = {exposure["name"]: exposure for exposure in manifest["exposures"].values()}
    assert {node.split(".")[-1] for node in exposures["published_warehouse"]["depends_on"]["nodes"]} == set(
        marts
    )
    for exposure in exposures.values():
        assert {node.split(".")[-1] for node in exposure["depends_on"]["nodes"]} <= set(marts)


JINJA = "jinja_expression"


def sql_of(file: Path) -> str:
    """A model's SQL without Jinja, comments and the texts in quotes."""
    text = file.read_text(encoding="utf-8")
    text = re.sub(r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}", f" {JINJA} ", text, flags=re.DOTALL)
    return re.sub(r"--.*|'[^']*'", "", text)


def test_models_are_written_in_sql_that_both_engines_read_alike() -> None:
    found = [
        (file.name, reason)
        for file in [*MODELS.rglob("*.sql"), *(PROJECT / "tests").rglob("*.sql")]
        for pattern, reason in FORBIDDEN_SQL.items()
        if re.search(pattern, sql_of(file))
    ]
    assert found == []
    assert re.search(next(iter(FORBIDDEN_SQL)), "select 1::integer")


def test_models_name_no_table_of_their_own() -> None:
    """What a model reads is a `ref`, a `source` or one of its own parts."""
    for file in MODELS.rglob("*.sql"):
        sql = re.sub(r"extract\(\w+ from", "extract(", sql_of(file))
        named = set(re.findall(r"\b(?:from|join)\s+([a-z_][\w.]*)", sql))
        parts = set(re.findall(r"\b(\w+) as \(", sql))
        assert named - parts <= {JINJA}, (file.name, named - parts - {JINJA})


def test_orders_say_where_nulls_go() -> None:
    """An order by a column that may be null says where nulls go: engines differ."""
    unplaced = []
    for file in [*MODELS.rglob("*.sql"), *(PROJECT / "macros").rglob("*.sql")]:
        for line in re.sub(
            r"\{#.*?#\}|--.*", "", file.read_text(encoding="utf-8"), flags=re.DOTALL
        ).splitlines():
            if re.search(
                r"\b(document_date|known_from|period_end|period_days|printed_width) (asc|desc)\b(?! nulls)",
                line,
            ):
                unplaced.append((file.name, line.strip()))
    assert unplaced == []


@pytest.mark.slow
def test_sql_is_formatted(home: Paths) -> None:
    environment = os.environ | TOOL_SWITCHES | dbt_environment(home)
    shutil.copy(PROJECT_ROOT / ".sqlfluff", home.home / ".sqlfluff")
    for name in ("DBT_PROJECT_DIR", "DBT_PROFILES_DIR"):
        environment.pop(name)
    linted = subprocess.run(
        [
            *(Path(sys.executable).parent / "sqlfluff", "lint", "dbt_project/models", "dbt_project/tests"),
            *("--disable-progress-bar", "--format", "github-annotation-native"),
        ],
        cwd=home.home,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert linted.returncode == 0, linted.stdout[-3000:] + linted.stderr[-1000:]


@pytest.mark.slow
def test_metrics_are_valid_and_give_the_numbers_of_sql(home: Paths, tmp_path: Path) -> None:
    import csv

    import duckdb

    environment = os.environ | TOOL_SWITCHES | dbt_environment(home)
    # mf reads the manifest beside the project.
    shutil.copytree(home.dbt_target, home.dbt_project / "target", dirs_exist_ok=True)

    def mf(*command: str) -> str:
        done = subprocess.run(
            [Path(sys.executable).parent / "mf", *command],
            cwd=home.dbt_project,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-2000:]
        return done.stdout

    validation = mf("validate-configs")
    assert validation.count("ERRORS: 0, FUTURE_ERRORS: 0, WARNINGS: 0") >= 6

    file = tmp_path / "metrics.csv"
    asked = "training_person_times,training_person_times_planned,master_studios,facts"
    mf(
        "query",
        "--metrics",
        asked,
        "--group-by",
        "area_year__city_name,metric_time__year",
        "--csv",
        str(file),
    )
    with file.open(encoding="utf-8", newline="") as opened:
        answered = {
            (row["area_year__city_name"], int(row["metric_time__year"][:4])): tuple(
                float(row[metric]) if row[metric] else None for metric in asked.split(",")
            )
            for row in csv.DictReader(opened)
        }
    with duckdb.connect(home.transform_file, read_only=True) as connection:
        rows = connection.execute(
            """
            select
                city_name, year,
                sum(value) filter (
                    indicator_code = 'training_participants' and unit_code = 'person_time'
                    and status = 'actual' and sense in ('whole_year', 'part_of_year') and subject is null
                ),
                sum(value) filter (
                    indicator_code = 'training_participants' and unit_code = 'person_time'
                    and status = 'target' and sense in ('whole_year', 'part_of_year') and subject is null
                ),
                sum(value) filter (
                    indicator_code = 'master_studios' and unit_code = 'count'
                    and status = 'actual' and basis = 'stock' and subject is null
                ),
                count(*)
            from main.fct_city_year
            group by city_name, year
            """
        ).fetchall()
    expected = {
        (city, year): tuple(None if value is None else float(value) for value in values)
        for city, year, *values in rows
    }
    assert answered == expected
    assert any(values[2] for values in expected.values())
