# ruff: noqa: E501 (a planted row reads best on few lines)
"""A small published build, planted row by row, for tests of the dashboard.

Its tables are made from the models' contracts, so that a renamed column breaks the tests of the dashboard and not the
dashboard. Among its documents are one whose every field is hostile, one that was set aside, one whose file is gone and
one whose file has changed.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import yaml

PROJECT = Path(__file__).parent.parent
MODELS = PROJECT / "dbt_project" / "models" / "marts"

QUZHOU, LUZHOU, KECHENG = "330800", "510500", "330802"
PROVINCES = ("330000", "510000")
"""Those whose divisions are all there; of the others only the province itself: it keeps the tests quick."""

HOSTILE = "\"><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">'{{7*7}}"
OVERRIDE = "\u202e"

CLEAN_TEXT = """关于培育工匠的答复

截至6月底,全市共开展培训7.9万人次,完成全年任务的79%。
现有1个国家级、5个省级、36个市级技能大师工作室。
对技师每人给予5000元。柯城区培训1200人次以上。

（联系人：王小明，13800138000，邮箱 someone@rsj.example.cn）
"""
EARLIER_TEXT = "一季度工作情况\n1至2月,全市开展培训5万人次,全年计划培训10万人次。\n"
HOSTILE_TEXT = f"标题{HOSTILE}\n<b>新增</b>技能人才300人{OVERRIDE}</mark></p></main>。\njavascript:alert(1)\n"


def _hex(*parts: Any) -> str:
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:16]


DOCUMENTS: list[dict[str, Any]] = [
    {"document_id": "clean", "title": "关于培育工匠的答复", "day": date(2023, 7, 14), "text": CLEAN_TEXT},
    {"document_id": "earlier", "title": "一季度工作情况", "day": date(2023, 3, 1), "text": EARLIER_TEXT},
    {
        "document_id": "hostile",
        "title": f"{HOSTILE}{OVERRIDE}",
        "publisher": HOSTILE,
        "document_number": HOSTILE,
        "source_url": "javascript:alert(document.domain)",
        "day": date(2024, 1, 1),
        "text": HOSTILE_TEXT,
    },
    {"document_id": "gone", "title": "原件已失", "day": date(2022, 5, 1), "text": "培训900人次。"},
    {"document_id": "changed", "title": "原件已改", "day": date(2022, 6, 1), "text": "培训800人次。"},
    {
        "document_id": "empty",
        "title": None,
        "day": None,
        "text": "",
        "outcome": "set_aside",
        "outcome_reason": "empty",
    },
]

# document, words, indicator, subject, value, lower, upper, qualifier, unit, status, basis, year, area, start, end
OBSERVATIONS: list[tuple[Any, ...]] = [
    ("clean", "7.9万人次", "training_participants", None, 79000, 79000, 79000, "exact", "person_time", "actual",
     "period", 2023, QUZHOU, date(2023, 1, 1), date(2023, 6, 30)),
    ("earlier", "5万人次", "training_participants", None, 50000, 50000, 50000, "exact", "person_time", "actual",
     "period", 2023, QUZHOU, date(2023, 1, 1), date(2023, 2, 28)),
    ("earlier", "10万人次", "training_participants", None, 100000, 100000, 100000, "exact", "person_time", "target",
     "period", 2023, QUZHOU, date(2023, 1, 1), date(2023, 12, 31)),
    ("clean", "79%", "plan_completion_rate", "职业技能培训", 79, 79, 79, "exact", "percent", "actual", "period", 2023,
     QUZHOU, date(2023, 1, 1), date(2023, 6, 30)),
    ("clean", "1个", "master_studios", "国家级", 1, 1, 1, "exact", "count", "actual", "stock", 2023, QUZHOU,
     date(2023, 7, 14), date(2023, 7, 14)),
    ("clean", "5个", "master_studios", "省级", 5, 5, 5, "exact", "count", "actual", "stock", 2023, QUZHOU,
     date(2023, 7, 14), date(2023, 7, 14)),
    ("clean", "36个", "master_studios", "市级", 36, 36, 36, "exact", "count", "actual", "stock", 2023, QUZHOU,
     date(2023, 7, 14), date(2023, 7, 14)),
    ("clean", "5000元", "subsidy_standard", "技师", 5000, 5000, 5000, "exact", "CNY", "standard", "standing", 2023,
     QUZHOU, None, None),
    ("clean", "1200人次以上", "training_participants", None, 1200, 1200, None, "at_least", "person_time", "actual",
     "period", 2023, KECHENG, date(2023, 1, 1), date(2023, 6, 30)),
    ("hostile", "300人", "skilled_workers_added", HOSTILE + OVERRIDE, 300, 300, 300, "exact", "person", "actual",
     "period", 2024, LUZHOU, date(2024, 1, 1), date(2024, 12, 31)),
    ("gone", "900人次", "training_participants", None, 900, 900, 900, "exact", "person_time", "actual", "period", 2022,
     LUZHOU, date(2022, 1, 1), date(2022, 12, 31)),
    ("changed", "800人次", "training_participants", None, 800, 800, 800, "exact", "person_time", "actual", "period",
     2021, LUZHOU, date(2021, 1, 1), date(2021, 12, 31)),
]  # fmt: skip


def make_build(folder: Path, *, all_areas: bool = False) -> tuple[Path, dict[str, Any], Path]:
    """Write the build below `folder`: its file, its manifest, and the documents' folder."""
    raw = folder / "raw"
    raw.mkdir(parents=True)
    for document in DOCUMENTS:
        if document["document_id"] != "gone":
            text = document["text"] + ("改" if document["document_id"] == "changed" else "")
            (raw / f"{document['document_id']}.txt").write_text(text, encoding="utf-8")
    file = folder / "warehouse_20230801T000000Z.duckdb"
    with duckdb.connect(str(file)) as connection:
        for table, columns in contracts().items():
            types = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
            connection.execute(f'create table "{table}" ({types})')
            connection.execute(f"comment on table \"{table}\" is 'One row for every thing. 每物一行。'")
        for table, rows in _tables(all_areas).items():
            for row in rows:
                names = ", ".join(f'"{name}"' for name in row)
                places = ", ".join("?" for _ in row)
                connection.execute(f'insert into "{table}" ({names}) values ({places})', list(row.values()))
    return file, _manifest(file), raw


def contracts() -> dict[str, dict[str, str]]:
    """Each mart's columns with their types, as its contract has them."""
    found: dict[str, dict[str, str]] = {}
    for properties in sorted(MODELS.glob("_*.yml")):
        for model in yaml.safe_load(properties.read_text(encoding="utf-8")).get("models") or []:
            columns = {
                column["name"]: re.sub(r"^string$", "varchar", column["data_type"])
                for column in model.get("columns", [])
                if "data_type" in column
            }
            if columns:
                found[model["name"]] = columns
    return found


def _manifest(file: Path) -> dict[str, Any]:
    return {
        "build_id": "20230801T000000Z",
        "published_at": "2023-08-01T00:00:00+00:00",
        "content_hash": "0a1b" * 16,
        "code_commit": "0a1b2c3",
        "file": {"name": file.name},
        "verdict": {"checks": [{"name": "reported_totals", "compared": 3, "passed": True}]},
        "comparison": {
            "note": None,
            "counts": {"added": 1, "changed": 0, "removed": 0},
            "added": [
                {"area_name": "衢州市", "year": 2023, "indicator_code": "training_participants", "subject": None,
                 "unit_code": "person_time", "status": "actual", "value_before": None, "value_now": "79000"}
            ],
            "changed": [],
            "removed": [],
        },
    }  # fmt: skip


def _tables(all_areas: bool) -> dict[str, list[dict[str, Any]]]:
    areas = list(_areas(all_areas))
    by_code = {area["area_code"]: area for area in areas}
    observations = [_observation(place, by_code) for place in OBSERVATIONS]
    chosen = [row for row in observations if row["quote"] != "5万人次"]
    facts = [_fact(row, by_code) for row in chosen]
    parts = [row for row in observations if row["indicator_code"] == "master_studios"]
    total = _fact(parts[0] | {"subject": None, "value": Decimal(42), "lower_bound": Decimal(42)}, by_code) | {
        "area_year_id": _hex("studios"), "method": "summed", "part_count": 3, "chosen_observation_id": None,
        "upper_bound": Decimal(42),
    }  # fmt: skip
    facts.append(total)
    training = facts[0]
    earlier = _fact(observations[1], by_code)
    evidence = [
        {"evidence_id": _hex("e", fact["area_year_id"]), "area_year_id": fact["area_year_id"],
         "observation_id": fact["chosen_observation_id"], "role": "chosen"}
        for fact in facts if fact["chosen_observation_id"]
    ]  # fmt: skip
    evidence.append(
        {"evidence_id": "p1", "area_year_id": training["area_year_id"],
         "observation_id": observations[1]["observation_id"], "role": "passed_over",
         "passed_over_reason": "earlier_document"}
    )  # fmt: skip
    evidence += [
        {"evidence_id": f"s{place}", "area_year_id": total["area_year_id"],
         "observation_id": part["observation_id"], "role": "part"}
        for place, part in enumerate(parts)
    ]  # fmt: skip
    cities = [fact for fact in facts if by_code[fact["area_code"]]["is_city"]]
    county = next(fact for fact in facts if fact["area_code"] == KECHENG)
    vintages = [_vintage(fact, None) for fact in facts]
    vintages.append(_vintage(earlier | {"area_year_id": training["area_year_id"]}, date(2023, 7, 14)))
    vintages.append(
        _vintage(county | {"value": Decimal(600), "known_from": date(2023, 3, 1)}, date(2023, 7, 14))
    )
    return {
        "dim_area": areas,
        "dim_indicator": list(_indicators()),
        "dim_document": [_document(document) for document in DOCUMENTS],
        "fct_observation": observations,
        "fct_area_year": facts,
        "fct_city_year": [_of_city(fact, by_code) for fact in cities],
        "fct_area_year_vintage": vintages,
        "fct_city_year_vintage": [
            _of_city(vintage, by_code) for vintage in vintages if by_code[vintage["area_code"]]["is_city"]
        ],
        "fct_area_year_evidence": evidence,
        "fct_reconciliation": _comparisons(observations),
        "mart_targets_against_actuals": [
            {"target_against_actual_id": "t1", "city_code": QUZHOU, "city_name": "衢州市", "city_name_en": "Quzhou",
             "year": 2023, "indicator_code": "training_participants", "unit_code": "person_time",
             "target_value": 100000, "target_lower_bound": 100000, "target_upper_bound": 100000,
             "target_method": "stated", "actual_value": 79000, "actual_lower_bound": 79000,
             "actual_upper_bound": 79000, "actual_method": "stated", "actual_months_covered": 6,
             "is_actual_of_whole_year": False, "attained_pct": 79, "attainment": "under_way",
             "target_area_year_id": facts[1]["area_year_id"], "actual_area_year_id": training["area_year_id"]}
        ],
        "mart_subsidy_standards": [
            {"area_year_id": "x", "city_code": QUZHOU, "city_name": "衢州市", "beneficiary": "技师",
             "in_force_year": 2023, "status": "standard", "amount_cny": 5000, "lowest_amount_cny": 5000,
             "highest_amount_cny": 5000, "qualifier": "exact", "is_cap": False, "quote": "5000元",
             "observation_id": next(row["observation_id"] for row in observations if row["quote"] == "5000元"),
             "document_id": "clean", "document_title": "关于培育工匠的答复"}
        ],
    }  # fmt: skip


def _areas(all_of_them: bool) -> Iterator[dict[str, Any]]:
    with (PROJECT / "seeds" / "areas.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["area_code"]: row for row in csv.DictReader(file)}
    for code, row in rows.items():
        if not all_of_them and row["level"] != "province" and row["province_code"] not in PROVINCES:
            continue
        city, province = rows.get(row["city_code"], {}), rows.get(row["province_code"], {})
        yield {
            "area_code": code, "area_name": row["area_name"], "area_name_en": row["area_name_en"],
            "area_level": row["level"], "parent_code": row["parent_code"] or None,
            "city_code": row["city_code"] or None, "city_name": city.get("area_name"),
            "city_name_en": city.get("area_name_en"), "province_code": row["province_code"],
            "province_name": province.get("area_name"), "province_name_en": province.get("area_name_en"),
            "is_city": code == row["city_code"],
        }  # fmt: skip


def _indicators() -> Iterator[dict[str, Any]]:
    with (PROJECT / "seeds" / "indicators.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _document(document: dict[str, Any]) -> dict[str, Any]:
    name = document["document_id"]
    count = sum(row[0] == name for row in OBSERVATIONS)
    return {
        "document_id": name, "title": document["title"], "publisher": document.get("publisher", "衢州市人社局"),
        "publisher_area_code": QUZHOU, "publisher_city_code": QUZHOU, "document_date": document["day"],
        "signed_on": document["day"], "document_number": document.get("document_number"),
        "source_url": document.get("source_url"), "file_path": f"{name}.txt",
        "sha256": hashlib.sha256(document["text"].encode()).hexdigest(), "byte_count": len(document["text"]),
        "encoding": "utf-8", "character_count": len(document["text"]), "guessed_character_count": 0,
        "outcome": document.get("outcome", "read"), "outcome_reason": document.get("outcome_reason"),
        "observation_count": count, "other_count": 0, "set_aside_number_count": 0,
    }  # fmt: skip


def _observation(place: tuple[Any, ...], areas: dict[str, Any]) -> dict[str, Any]:
    (
        name,
        quote,
        indicator,
        subject,
        value,
        lower,
        upper,
        qualifier,
        unit,
        status,
        basis,
        year,
        area,
        start,
        end,
    ) = place
    document = next(document for document in DOCUMENTS if document["document_id"] == name)
    at = document["text"].index(quote)
    return {
        "observation_id": _hex(name, at, at + len(quote), 0), "document_id": name,
        "document_title": document["title"], "document_date": document["day"], "area_code": area,
        "area_name": areas[area]["area_name"], "city_code": areas[area]["city_code"],
        "city_name": areas[area]["city_name"], "year": year, "period_start": start, "period_end": end,
        "indicator_code": indicator, "subject": subject, "unit_code": unit, "status": status, "basis": basis,
        "qualifier": qualifier, "value": Decimal(value), "lower_bound": lower, "upper_bound": upper,
        "printed_lower_bound": lower, "printed_upper_bound": upper, "is_corrected": False, "quote": quote,
        "span_start": at, "span_end": at + len(quote), "ordinal": 0,
        "sentence": document["text"][max(0, at - 10) : at + 10], "sentence_start": max(0, at - 10),
        "is_guessed": False, "confidence": Decimal("0.9"), "evidence": "{}",
    }  # fmt: skip


SENSES = {
    "period": "whole_year",
    "stock": "level_within_year",
    "standing": "in_force",
    "cumulative": "running_total",
}
SAME_IN_A_FACT = (
    "area_code", "area_name", "city_code", "year", "indicator_code", "subject", "unit_code", "status", "value",
    "lower_bound", "upper_bound", "printed_lower_bound", "printed_upper_bound", "qualifier", "basis", "period_start",
    "period_end", "is_guessed", "confidence",
)  # fmt: skip


def _fact(row: dict[str, Any], areas: dict[str, Any]) -> dict[str, Any]:
    is_part = row["basis"] == "period" and row["period_end"].month < 12
    return {name: row[name] for name in SAME_IN_A_FACT} | {
        "area_year_id": _hex("fact", row["observation_id"]), "area_level": areas[row["area_code"]]["area_level"],
        "province_code": areas[row["area_code"]]["province_code"], "method": "stated",
        "sense": "part_of_year" if is_part else SENSES[row["basis"]],
        "months_covered": row["period_end"].month if row["basis"] == "period" else None,
        "observation_count": 1, "document_count": 1, "passed_over_count": 0, "part_count": 0,
        "chosen_observation_id": row["observation_id"], "chosen_document_id": row["document_id"],
        "known_from": row["document_date"],
    }  # fmt: skip


def _of_city(fact: dict[str, Any], areas: dict[str, Any]) -> dict[str, Any]:
    left_out = ("area_code", "area_name", "city_code", "area_level")
    area = areas[fact["area_code"]]
    return {name: value for name, value in fact.items() if name not in left_out} | {
        "city_code": fact["area_code"],
        "city_name": area["area_name"],
        "city_name_en": area["area_name_en"],
        "province_name": area["province_name"],
    }


def _vintage(fact: dict[str, Any], known_until: date | None) -> dict[str, Any]:
    return fact | {
        "area_year_vintage_id": _hex("vintage", fact["area_year_id"], fact["known_from"]),
        "known_until": known_until,
    }


def _comparisons(observations: list[dict[str, Any]]) -> list[dict[str, Any]]:
    figure, plan = observations[0], observations[2]
    shared = {
        "document_id": "clean", "document_title": "关于培育工匠的答复", "area_code": QUZHOU, "area_name": "衢州市",
        "year": 2023, "indicator_code": "training_participants", "unit_code": "person_time", "status": "actual",
        "expectation": "equal", "figure_observation_id": figure["observation_id"], "figure_quote": figure["quote"],
        "figure_value": 79000, "figure_lower_bound": 78500, "figure_upper_bound": 79500,
        "tolerance": 500, "tolerance_source": "how both figures are printed",
    }  # fmt: skip
    return [
        shared | {"reconciliation_id": "c1", "kind": "share_of_plan", "verdict": "agrees", "difference": 0,
                  "reference_observation_id": plan["observation_id"], "reference_quote": "10万人次 × 79%",
                  "reference_value": 79000, "reference_lower_bound": 78500, "reference_upper_bound": 79500},
        shared | {"reconciliation_id": "c2", "kind": "reported_total", "verdict": "differs", "difference": -1000,
                  "reference_observation_id": "003-01", "reference_quote": HOSTILE, "reference_value": 80000,
                  "reference_lower_bound": 80000, "reference_upper_bound": 80000},
        shared | {"reconciliation_id": "c3", "kind": "repeated_in_document", "verdict": "explained", "difference": -21000,
                  "reference_observation_id": plan["observation_id"], "reference_quote": "10万人次",
                  "reference_value": 100000, "reference_lower_bound": 100000, "reference_upper_bound": 100000,
                  "note": "all parts are stated", "acknowledged_by": "curator", "acknowledged_on": date(2023, 8, 1),
                  "explanation": "The second figure is the plan of the whole year.",
                  "explanation_zh": "后一个数是全年计划。"},
    ]  # fmt: skip
