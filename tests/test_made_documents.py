"""The made letters: their truth is what their text says, and everything follows from the seed."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from random import Random

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_documents.corpus import first_letters, made_letters, statements, write_corpus
from made_documents.letters import KINDS, MARKER, TOPICS, Letter, sentences
from made_documents.printing import printed
from made_documents.truth import Candidate, area_years, vintages
from made_documents.world import City, facts, places

from extraction.catalogue import INDICATORS
from orchestration.received import receive

YEARS = range(2020, 2023)


@pytest.fixture(scope="module")
def letters() -> list[Letter]:
    return list(made_letters(cities=8, years=YEARS, seed=3))


# --- letters


def test_every_figure_stands_where_the_truth_says(letters: list[Letter]) -> None:
    count = 0
    for letter in letters:
        for said in letter.statements:
            assert letter.text[said.span_start : said.span_end] == said.quote
            count += 1
        for before, after in pairwise(letter.statements):
            assert before.span_end <= after.span_start
    assert count > 500


def test_each_city_writes_a_plan_a_reply_and_a_report_a_year(letters: list[Letter]) -> None:
    assert len(letters) == 8 * len(YEARS) * len(KINDS)
    assert len({letter.document_id for letter in letters}) == len(letters)
    assert Counter(letter.kind for letter in letters) == dict.fromkeys(KINDS, 8 * len(YEARS))


def test_letters_follow_from_the_seed_and_a_larger_corpus_holds_a_smaller_one(letters: list[Letter]) -> None:
    assert list(made_letters(cities=8, years=YEARS, seed=3)) == letters
    assert list(made_letters(cities=8, years=YEARS, seed=4)) != letters
    texts = {letter.document_id: letter.text for letter in letters}
    fewer = [*made_letters(cities=3, years=YEARS, seed=3)]
    assert all(texts[letter.document_id] == letter.text for letter in fewer)
    last_year = [*made_letters(cities=8, years=YEARS[-1:], seed=3)]
    assert all(texts[letter.document_id] == letter.text for letter in last_year if letter.kind != "reply")


def test_a_letter_says_nothing_about_days_after_it_but_plans(letters: list[Letter]) -> None:
    for letter in letters:
        for said in letter.statements:
            assert said.document_date == letter.signed_on
            if said.status == "actual":
                assert said.period_start is not None
                assert said.period_end is not None
                assert said.period_start <= said.period_end <= letter.signed_on
                assert said.year == said.period_end.year


def test_replies_restate_the_year_before_and_only_where_there_is_one(letters: list[Letter]) -> None:
    for letter in letters:
        earlier = {said.year for said in letter.statements} - {int(letter.document_id.split("_")[2])}
        expected = letter.kind == "reply" and letter.signed_on.year > YEARS.start
        assert bool(earlier) == expected, letter.document_id


def test_counties_have_less_than_their_city(letters: list[Letter]) -> None:
    found = 0
    for letter in letters:
        city = {s.indicator_code: s for s in letter.statements if s.area_name == letter.publisher_area}
        for part in letter.statements:
            if part.area_name != letter.publisher_area:
                assert part.area_code[:4] == city[part.indicator_code].area_code[:4]
                assert part.value < city[part.indicator_code].value / 2
                found += 1
    assert found > 20


def test_a_share_agrees_with_the_figures_it_is_a_share_of(letters: list[Letter]) -> None:
    """As the quantities are, so must the prints be: the ranges of share × whole and of the part meet."""
    compared = 0
    for letter in letters:
        by_code = {
            (said.indicator_code, said.status): said
            for said in reversed(letter.statements)
            if said.area_name == letter.publisher_area
        }
        share = by_code.get(("highly_skilled_share", "actual"))
        if share is None:
            continue
        part = Candidate(by_code["highly_skilled_total", "actual"]).printed_range
        whole = Candidate(by_code["skilled_workers_total", "actual"]).printed_range
        low, high = Candidate(share).printed_range
        assert high is not None
        assert part[1] is None or low / 100 * whole[0] <= part[1]
        assert whole[1] is None or part[0] <= high / 100 * whole[1]
        compared += 1
    assert compared > 3


def test_the_same_quantity_is_never_said_in_two_ways_that_exclude_each_other(letters: list[Letter]) -> None:
    groups: dict[tuple[object, ...], list[Candidate]] = {}
    for letter in letters:
        for said in letter.statements:
            candidate = Candidate(said)
            groups.setdefault((*candidate.key, said.period_start, said.period_end), []).append(candidate)
    restated = [group for group in groups.values() if len(group) > 1]
    assert len(restated) > 15
    for group in restated:
        lowest = max(candidate.printed_range[0] for candidate in group)
        tops = [top for candidate in group if (top := candidate.printed_range[1]) is not None]
        assert not tops or lowest <= min(tops), [candidate.statement.quote for candidate in group]


def test_contradictions_contradict() -> None:
    clean = area_years(made_letters(cities=6, years=YEARS, seed=3))
    letters = list(made_letters(cities=6, years=YEARS, seed=3, contradictions=1.0))
    spoiled = area_years(letters)
    key = ["area_code", "year", "indicator_code", "subject", "unit_code", "status"]
    both = clean.join(spoiled, on=key, nulls_equal=True, suffix="_spoiled")
    changed = both.filter(pl.col("value") != pl.col("value_spoiled"))
    assert 0 < len(changed) < len(both)
    assert set(changed["indicator_code"]) <= {
        "training_participants",
        "skilled_workers_added",
        "highly_skilled_added",
    }
    assert (changed["value_spoiled"] > changed["value"]).all()


# --- inventory


def test_the_inventory_covers_the_whole_catalogue() -> None:
    assert {fact["indicator"] for fact in facts().values()} == set(INDICATORS)


def test_every_fact_is_used_and_every_marker_known() -> None:
    topics = [topic for topic in sentences().values() if isinstance(topic, dict)]
    texts = [text for topic in topics for said in topic.values() for text in said]
    used = {name for text in texts for is_other, name, _ in MARKER.findall(text) if not is_other}
    assert used == set(facts())
    assert {topic for topics in TOPICS.values() for topic, _ in topics} <= set(sentences())


def test_wordings_are_our_own() -> None:
    """No sentence of the inventory stands in a letter that we received."""
    received_text = "".join(d.text or "" for d in receive(Path(__file__).resolve().parent.parent / "raw"))
    topics = [topic for topic in sentences().values() if isinstance(topic, dict)]
    for text in [text for topic in topics for said in topic.values() for text in said]:
        pieces = [piece for piece in re.split(r"[\[{][^\]}]*[\]}]|[，。；：、]", text) if len(piece) > 12]
        assert not any(piece in received_text for piece in pieces), text


def test_cities_that_write_are_cities_of_the_register() -> None:
    assert len(places()) > 280
    assert all(place.name.endswith("市") and len(place.counties) >= 2 for place in places())
    assert City(places()[0], 1).quantity("training", 2020) == City(places()[0], 1).quantity("training", 2020)


# --- print


STYLES = ["exact", "rounded", "more_than", "exceeds", "nearly", "about", "at_least", "at_least_before"]


@given(st.integers(1, 10**10), st.sampled_from(STYLES), st.integers(0, 99))
def test_what_is_printed_allows_what_is_true(quantity: int, style: str, chance: int) -> None:
    figure = printed(Decimal(quantity), "人", style, Random(chance))
    half = figure.resolution / 2 if figure.qualifier == "exact" and figure.resolution != 1 else Decimal(0)
    assert figure.lower_bound is None or figure.lower_bound - half <= quantity
    assert figure.upper_bound is None or quantity <= figure.upper_bound + half
    assert figure.value % figure.resolution == 0


@pytest.mark.parametrize(
    ("quantity", "style", "texts", "value", "lower", "upper", "resolution"),
    [
        (79123, "exact", {"79123人"}, 79123, 79123, 79123, 1),
        (7512, "more_than", {"7500余人", "7500多人"}, 7500, 7500, 7600, 1),
        (79123, "nearly", {"近8万人", "将近8万人", "接近8万人"}, 80000, 70000, 80000, 10000),
        (10200, "more_than", {"1万余人", "1万多人"}, 10000, 10000, 11000, 10000),
        (45321, "at_least", {"4.5万人以上"}, 45000, 45000, None, 1000),
        (79123, "about", {"约7.9万人", "7.9万人左右"}, 79000, 78500, 79500, 1000),
        (125_000_000, "rounded", {"1.25亿人"}, 125_000_000, 125_000_000, 125_000_000, 1_000_000),
        (75_123_456, "rounded", {"7512万人"}, 75_120_000, 75_120_000, 75_120_000, 10_000),
    ],
)
def test_print_and_bounds_follow_the_contract(
    quantity: int, style: str, texts: set[str], value: int, lower: int, upper: int | None, resolution: int
) -> None:
    figures = [printed(Decimal(quantity), "人", style, Random(chance)) for chance in range(30)]
    assert {figure.text for figure in figures} == texts
    for figure in figures:
        assert (figure.value, figure.lower_bound, figure.upper_bound) == (value, lower, upper)
        assert figure.resolution == resolution


# --- truth


def said(letters: list[Letter], **changes: object) -> Candidate:
    return Candidate(replace(letters[0].statements[0], **changes))  # type: ignore[arg-type]


def test_a_whole_year_stands_before_a_half_and_a_later_letter_before_an_earlier_one(
    letters: list[Letter],
) -> None:
    whole = {"status": "actual", "period_start": date(2021, 1, 1), "period_end": date(2021, 12, 31)}
    half = whole | {"period_end": date(2021, 6, 30)}
    order = [
        said(letters, **half, document_date=date(2021, 8, 1)),
        said(letters, **half, document_date=date(2022, 8, 1)),
        said(letters, **whole, document_date=date(2022, 1, 1)),
        said(letters, **whole, document_date=date(2022, 8, 1)),
    ]
    assert sorted(Random(1).sample(order, 4), key=lambda candidate: candidate.merit) == order


def test_vintages_of_a_fact_join_without_gap_and_begin_with_the_first_letter(letters: list[Letter]) -> None:
    known = vintages(letters)
    key = known.columns[: known.columns.index("known_from")]
    first = statements(letters).group_by(key).agg(pl.col("document_date").min().alias("first"))
    checked = 0
    for group in known.partition_by(key):
        rows = group.sort("known_from").to_dicts()
        assert [row["known_until"] for row in rows] == [*[row["known_from"] for row in rows[1:]], None]
        checked += 1
    assert checked == len(area_years(letters))
    begun = known.group_by(key).agg(pl.col("known_from").min())
    joined = begun.join(first, on=key, nulls_equal=True)
    assert (joined["known_from"] == joined["first"]).all()
    assert len(joined) > 300


def test_the_three_levels_of_studios_make_the_citys_total(letters: list[Letter]) -> None:
    studios = area_years(letters).filter(pl.col("indicator_code") == "master_studios")
    totals = studios.filter(pl.col("subject").is_null())
    assert set(totals["method"]) == {"summed"}
    parts = studios.filter(pl.col("subject").is_not_null()).group_by("area_code", "year")
    compared = totals.join(parts.agg(pl.col("value").sum().alias("sum")), on=["area_code", "year"])
    assert len(compared) == len(totals) > 5
    assert (compared["value"] == compared["sum"]).all()


def test_the_order_of_the_letters_changes_nothing(letters: list[Letter]) -> None:
    assert vintages(Random(5).sample(letters, len(letters))).equals(vintages(letters))


# --- folders


def test_written_letters_are_taken_in_without_fault(tmp_path: Path) -> None:
    written = write_corpus(tmp_path, made_letters(cities=2, years=YEARS))
    received = {document.document_id: document for document in receive(tmp_path)}
    assert received.keys() == {letter.document_id for letter in written}
    for letter in written:
        document = received[letter.document_id]
        assert document.reason is None, document.message
        assert document.text == letter.text
        assert document.sidecar
        assert document.sidecar.signed_on == letter.signed_on


def test_damage_spoils_the_file_and_not_the_truth(tmp_path: Path) -> None:
    clean = list(made_letters(cities=1, years=YEARS))
    written = write_corpus(
        tmp_path, iter(clean), damage=lambda text, random: text.replace("，", "，,").replace("培", "培(péi)")
    )
    assert written == clean
    for document in receive(tmp_path):
        assert document.reason is None
        assert "(péi)" in (document.text or "")


@pytest.mark.parametrize("count", [1, 5, 60, 100])
def test_a_benchmark_gets_as_many_letters_as_it_asks_for(count: int) -> None:
    letters = list(first_letters(count))
    assert len({letter.document_id for letter in letters}) == count
