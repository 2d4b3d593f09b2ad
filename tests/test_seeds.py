"""What must be true of the reference data, whoever edits it."""

from __future__ import annotations

import csv
import re
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from extraction.catalogue import GROUPS, UNITS_OF_INDICATOR

ROOT = Path(__file__).resolve().parent.parent
MUNICIPALITIES = {"110000", "120000", "310000", "500000"}


def rows(name: str) -> list[dict[str, str]]:
    with (ROOT / "seeds" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


AREAS = {row["area_code"]: row for row in rows("areas.csv")}
ALIASES = rows("area_aliases.csv")
INDICATORS = {row["indicator_code"]: row for row in rows("indicators.csv")}
REPORTED = rows("reported_totals.csv")


def area(name: str, level: str) -> dict[str, str]:
    (found,) = (row for row in AREAS.values() if row["area_name"] == name and row["level"] == level)
    return found


# --- areas


def test_every_division_of_the_register_is_there_once() -> None:
    assert len(rows("areas.csv")) == len(AREAS)
    levels = Counter(row["level"] for row in AREAS.values())
    assert levels == {"province": 34, "prefecture": 333, "county": 2847}


def test_codes_follow_the_standard() -> None:
    shape = {"province": r"[1-8]\d0000", "prefecture": r"\d{2}(?!00)\d{2}00", "county": r"\d{4}(?!00)\d{2}"}
    odd = [code for code, row in AREAS.items() if not re.fullmatch(shape[row["level"]], code)]
    assert odd == []


def test_every_division_stands_below_one_whose_code_it_continues() -> None:
    for code, row in AREAS.items():
        if row["level"] == "province":
            assert row["parent_code"] == ""
            assert row["province_code"] == code
            continue
        parent = AREAS[row["parent_code"]]
        kept = {"province": 2, "prefecture": 4}[parent["level"]]
        assert code[:kept] == parent["area_code"][:kept], code
        assert row["province_code"] == code[:2] + "0000"


def test_every_county_and_prefecture_has_a_city_and_of_the_provinces_the_municipalities() -> None:
    for code, row in AREAS.items():
        if row["level"] == "province":
            assert row["city_code"] == (code if code in MUNICIPALITIES else ""), code
        elif row["level"] == "prefecture":
            assert row["city_code"] == code
        elif AREAS[row["parent_code"]]["level"] == "prefecture" or row["parent_code"] in MUNICIPALITIES:
            assert row["city_code"] == row["parent_code"], code
        else:
            assert row["city_code"] == code


def test_names_are_unique_below_each_parent_and_end_in_what_they_are() -> None:
    names = Counter((row["parent_code"], row["area_name"]) for row in AREAS.values())
    assert [name for name, count in names.items() if count > 1] == []
    kinds = {"province": "[省市区]", "prefecture": "[市州盟区]", "county": "[区县市旗]"}
    assert [r for r in AREAS.values() if not re.search(kinds[r["level"]] + "$", r["area_name"])] == []


def test_english_names_are_latin_and_tell_cities_apart() -> None:
    latin = re.compile(r"[A-ZÜ][A-Za-züÜêéö'\- ]+( \([A-Z][a-z ]+\))?")
    assert [row for row in AREAS.values() if not latin.fullmatch(row["area_name_en"])] == []
    cities = Counter(row["area_name_en"] for row in AREAS.values() if row["level"] == "prefecture")
    assert [name for name, count in cities.items() if count > 1] == []


@pytest.mark.parametrize(
    ("name", "level", "code", "city_code", "english"),
    [
        ("北京市", "province", "110000", "110000", "Beijing"),
        ("陕西省", "province", "610000", "", "Shaanxi"),
        ("内蒙古自治区", "province", "150000", "", "Inner Mongolia"),
        ("台湾省", "province", "710000", "", "Taiwan"),
        ("衢州市", "prefecture", "330800", "330800", "Quzhou"),
        ("泸州市", "prefecture", "510500", "510500", "Luzhou"),
        ("达州市", "prefecture", "511700", "511700", "Dazhou"),
        ("乌鲁木齐市", "prefecture", "650100", "650100", "Ürümqi"),
        ("苏州市", "prefecture", "320500", "320500", "Suzhou (Jiangsu)"),
        ("凉山彝族自治州", "prefecture", "513400", "513400", "Liangshan Yi Autonomous Prefecture"),
        ("东莞市", "prefecture", "441900", "441900", "Dongguan"),
        ("纳溪区", "county", "510503", "510500", "Naxi District"),
        ("浦东新区", "county", "310115", "310000", "Pudong New District"),
        ("仙桃市", "county", "429004", "429004", "Xiantao City"),
        ("石河子市", "county", "659001", "659001", "Shihezi City"),
        ("蔚县", "county", "130726", "130700", "Yuxian County"),
        ("景宁畲族自治县", "county", "331127", "331100", "Jingning She Autonomous County"),
    ],
)
def test_divisions_that_everyone_can_look_up(
    name: str, level: str, code: str, city_code: str, english: str
) -> None:
    found = area(name, level)
    assert (found["area_code"], found["city_code"], found["area_name_en"]) == (code, city_code, english)


def test_cities_without_counties_are_the_known_four() -> None:
    parents = {row["parent_code"] for row in AREAS.values()}
    bare = {r["area_name"] for c, r in AREAS.items() if r["level"] == "prefecture" and c not in parents}
    assert bare == {"东莞市", "中山市", "儋州市", "嘉峪关市"}


# --- aliases


def test_every_alias_names_a_division_in_other_words_than_its_own() -> None:
    assert all(row["area_code"] in AREAS for row in ALIASES)
    assert [row for row in ALIASES if row["alias"] == AREAS[row["area_code"]]["area_name"]] == []
    keys = Counter((row["alias"], row["area_code"]) for row in ALIASES)
    assert max(keys.values()) == 1
    assert min(len(row["alias"]) for row in ALIASES) == 2


def test_an_alias_has_an_end_exactly_where_it_is_a_name_of_the_past() -> None:
    kinds = {"short_name", "autonomous_short", "literary_name", "former_name", "merged"}
    assert {row["kind"] for row in ALIASES} == kinds
    for row in ALIASES:
        assert bool(row["valid_until"]) == (row["kind"] in {"former_name", "merged"}), row
        if row["valid_until"]:
            assert date(2000, 1, 1) < date.fromisoformat(row["valid_until"]) < date(2027, 1, 1)
        assert re.fullmatch(r"(\d{6})?", row["former_code"])
        assert row["former_code"] != row["area_code"]


def test_a_former_name_is_not_a_current_name_nearby() -> None:
    current = {(row["area_name"], row["province_code"]) for row in AREAS.values()}
    past = [row for row in ALIASES if row["kind"] in {"former_name", "merged"}]
    assert len(past) > 400
    assert [r for r in past if (r["alias"], r["area_code"][:2] + "0000") in current] == []


def test_every_city_and_province_has_a_short_name() -> None:
    named = {row["area_code"] for row in ALIASES if row["kind"] in {"short_name", "autonomous_short"}}
    above = {code for code, row in AREAS.items() if row["level"] != "county"}
    assert above <= named


@pytest.mark.parametrize(
    ("alias", "codes"),
    [
        ("泸州", {"510500"}),
        ("纳溪", {"510503"}),
        ("广西", {"450000"}),
        ("凉山州", {"513400"}),
        ("吉林", {"220000", "220200"}),
        ("襄樊市", {"420600"}),
        ("芜湖县", {"340210"}),
        ("郫县", {"510117"}),
        ("江干区", {"330102"}),
        ("齐鲁", {"370000"}),
    ],
)
def test_aliases_that_documents_use(alias: str, codes: set[str]) -> None:
    assert {row["area_code"] for row in ALIASES if row["alias"] == alias} == codes


# --- indicators


def test_the_catalogue_is_whole_and_ordered() -> None:
    """The extractor's catalogue and the warehouse's are one."""
    assert list(INDICATORS) == list(UNITS_OF_INDICATOR)
    groups = {code: group for group, codes in GROUPS.items() for code in codes}
    assert {code: row["indicator_group"] for code, row in INDICATORS.items()} == groups
    for code, row in INDICATORS.items():
        assert row["default_unit_code"] in UNITS_OF_INDICATOR[code]
    order = [int(row["display_order"]) for row in INDICATORS.values()]
    assert order == sorted(set(order))


def test_every_indicator_is_described_in_both_languages() -> None:
    for row in INDICATORS.values():
        for column in ("name_zh", "definition_zh"):
            assert re.search(r"[\u4e00-\u9fff]", row[column]), row
        for column in ("name_en", "definition_en"):
            assert re.search(r"[A-Za-z]{3}", row[column]), row
            assert not re.search(r"[\u4e00-\u9fff]", row[column]), row


def test_what_may_be_added_up_follows_from_an_indicators_nature() -> None:
    over_time = {"flow": {"true", "false"}, "stock": {"false"}, "ratio": {"false"}, "standard": {"false"}}
    over_areas = {"flow": {"true"}, "stock": {"true", "false"}, "ratio": {"false"}, "standard": {"false"}}
    units = {"ratio": {"percent"}, "standard": {"CNY"}, "stock": {"person", "count"}}
    for row in INDICATORS.values():
        assert row["is_additive_over_time"] in over_time[row["nature"]], row
        assert row["is_additive_over_areas"] in over_areas[row["nature"]], row
        assert row["default_unit_code"] in units.get(row["nature"], {"person", "count", "CNY"}), row


# --- figures that a person read


def received_text(document_id: str) -> str:
    return (ROOT / "raw" / f"{document_id}.txt").read_bytes().decode("utf-8")


def test_every_figure_read_is_in_its_letter_word_for_word() -> None:
    assert len(REPORTED) >= 25
    for row in REPORTED:
        assert row["quote"] in received_text(row["document_id"]), row["reported_total_id"]


def test_every_figure_read_is_about_a_known_division_and_indicator() -> None:
    assert len({row["reported_total_id"] for row in REPORTED}) == len(REPORTED)
    for row in REPORTED:
        assert row["area_code"] in AREAS
        assert row["indicator_code"] in INDICATORS
        assert row["unit_code"] in {"person", "person_time", "CNY", "percent", "count"}
        assert row["status"] in {"actual", "target", "standard"}
        assert (row["indicator_code"] == "subsidy_standard") <= (row["status"] == "standard"), row
        assert row["read_by"]
        assert date.fromisoformat(row["read_on"]) <= date.today()


def test_every_figure_read_lies_within_its_bounds_and_on_its_resolution() -> None:
    for row in REPORTED:
        value, resolution = Decimal(row["value"]), Decimal(row["resolution"])
        lower, upper = row["lower_bound"], row["upper_bound"]
        assert lower or upper, row
        assert (Decimal(lower) if lower else value) <= value <= (Decimal(upper) if upper else value), row
        assert value % resolution == 0, row


def printed_forms(value: Decimal) -> set[str]:
    """How a value can stand in print: as it is, or in 万, with or without 余 inside."""
    plain = {f"{value.normalize():f}", f"{(value / 10000).normalize():f}"}
    return plain | ({"一"} if value == 1 else set())


def test_every_figure_read_is_printed_in_its_quote_unless_it_is_a_sum_or_a_middle() -> None:
    exempt = {row["reported_total_id"] for row in REPORTED if re.search("A sum|its middle", row["note"])}
    assert len(exempt) == 2
    for row in REPORTED:
        if row["reported_total_id"] not in exempt:
            numbers = set(re.findall(r"[\d.]+|一", row["quote"]))
            assert numbers & printed_forms(Decimal(row["value"])), row


@pytest.mark.parametrize(
    ("area_code", "year", "indicator_code", "value", "places"),
    [
        ("330800", "2023", "training_participants", "79000", 2),
        ("330800", "2023", "plan_completion_rate", "141", 1),
        ("330800", "2023", "skilled_workers_added", "19800", 1),
        ("330800", "2023", "subsidy_paid", "75000000", 1),
        ("330800", "2023", "subsidy_recipients", "15300", 1),
        ("511700", "2023", "master_studios", "42", 1),
        ("511700", "2023", "artisan_titles", "100", 1),
        ("510503", "2023", "training_participants", "4500", 1),
        ("510500", "2024", "talent_recruited", "12535", 1),
        ("330800", "2023", "subsidy_standard", "500000", 1),
        ("330800", "2023", "subsidy_standard", "300000", 1),
        ("330800", "2023", "subsidy_standard", "30000", 1),
    ],
)
def test_the_figures_that_the_warehouse_must_answer_for(
    area_code: str, year: str, indicator_code: str, value: str, places: int
) -> None:
    wanted = (area_code, year, indicator_code, value)
    columns = ("area_code", "year", "indicator_code", "value")
    assert sum(tuple(row[column] for column in columns) == wanted for row in REPORTED) == places


def test_no_figure_is_read_in_the_plan_without_figures() -> None:
    assert not any(row["document_id"].startswith("002") for row in REPORTED)
