"""The wording files are sound, every example reads as it says, and the catalogue is the seeds' catalogue."""

import csv
import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import stated

from extraction.catalogue import (
    GROUPS,
    INDICATORS,
    UNITS_OF_INDICATOR,
    WORDING_FOLDER,
    WordingError,
    expand,
    load_wording,
    word_pattern,
)

ROOT = Path(__file__).parent.parent
EXAMPLES = load_wording().examples


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.code}-{example.text[:12]}")
def test_each_example_reads_as_its_file_says(example: object) -> None:
    read = [(one.indicator, one.value) for one in stated(example.text)]  # type: ignore[attr-defined]
    assert (example.code, Decimal(example.value)) in read  # type: ignore[attr-defined]


def test_every_indicator_has_an_example() -> None:
    assert {example.code for example in EXAMPLES} == set(INDICATORS)


def test_the_seeds_hold_the_same_indicators_in_the_same_groups() -> None:
    with (ROOT / "seeds" / "indicators.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert {row["indicator_code"] for row in rows} == set(INDICATORS)
    for row in rows:
        assert row["indicator_code"] in GROUPS[row["indicator_group"]]
        assert row["default_unit_code"] in UNITS_OF_INDICATOR[row["indicator_code"]]


def test_each_indicator_is_in_exactly_one_group() -> None:
    assert sorted(code for codes in GROUPS.values() for code in codes) == sorted(INDICATORS)


def test_alternatives_are_written_out() -> None:
    assert sorted(expand("(职业|)技能(培训|鉴定)")) == [
        "技能培训",
        "技能鉴定",
        "职业技能培训",
        "职业技能鉴定",
    ]


def test_the_longest_word_counts_and_the_head_of_a_compound_stays() -> None:
    text = "新建职业技能培训基地，发放培训补贴"
    words = [match.word for match in load_wording().find(text, 0, len(text))]
    assert "职业技能培训基地" in words
    assert "职业技能培训" not in words


@given(st.lists(st.text("甲乙丙丁", min_size=1, max_size=4), min_size=1, max_size=12))
def test_a_word_pattern_matches_each_of_its_words_and_the_longest_first(words: list[str]) -> None:
    pattern = re.compile(word_pattern(words))
    for word in words:
        longest = max((other for other in words if f"{word}丁甲".startswith(other)), key=len)
        found = pattern.match(f"{word}丁甲")
        assert found is not None
        assert len(found.group()) >= len(word)
        assert found.group() in words
        assert len(found.group()) == len(longest)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("no_such_code:\n  cues: []\n", "no_such_code is no indicator"),
        ("apprentices:\n  cues:\n    - {words: [学徒]}\n", "needs words and a strength"),
        ("apprentices:\n  cues:\n    - {words: [学徒], strength: 5, nearby: [x]}\n", "unknown nearby"),
        (
            "apprentices:\n  cues:\n    - {words: [学徒], strength: 5, side: left}\n",
            "side is before, after or both",
        ),
        ("- a list\n", "must map codes to cues"),
    ],
)
def test_a_wording_file_that_cannot_be_used_is_named_with_the_cause(
    tmp_path: Path, content: str, complaint: str
) -> None:
    (tmp_path / "indicators").mkdir()
    (tmp_path / "indicators" / "made.yml").write_text(content, encoding="utf-8")
    (tmp_path / "other_topics.yml").write_text("{}", encoding="utf-8")
    with pytest.raises(WordingError, match=complaint) as raised:
        load_wording(tmp_path)
    assert "made.yml" in str(raised.value)


def test_a_new_wording_needs_no_code(tmp_path: Path) -> None:
    (tmp_path / "indicators").mkdir()
    (tmp_path / "indicators" / "made.yml").write_text(
        "training_sessions:\n  cues:\n    - {words: [匠心课], strength: 8}\n", encoding="utf-8"
    )
    (tmp_path / "other_topics.yml").write_text("{}", encoding="utf-8")
    (match,) = load_wording(tmp_path).find("开设匠心课12期", 0, 8)
    assert (match.word, match.cues[0].code) == ("匠心课", "training_sessions")


def test_wording_is_small_enough_to_load_at_start() -> None:
    assert len(load_wording().cues_of_word) < 12_000
    assert sum(path.stat().st_size for path in WORDING_FOLDER.rglob("*.yml")) < 200_000
