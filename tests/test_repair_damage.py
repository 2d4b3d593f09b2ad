"""The mirrors' damage, done on purpose and undone: exactly, or nearly where bytes were lost."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from extraction.repair import repair
from tests.damage import Mirror, read_carelessly
from tests.test_repair import check_map, letter

PHRASES = (
    "全市共开展职业技能培训7.9万人次", "新增技能人才1.98万人", "完成全年任务的141%",
    "发放补贴资金268万元", "，", "、", "。", "；",
    "其中创业培训410人", "建有技能大师工作室36个", "给予50万元培育资金", "在校师生达3万余人",
    "一、加强组织领导", "《实施意见》", "\n",
    "截至6月底", "我市", "技工院校", "高级技师每人每月1000元",
)  # fmt: skip


@given(st.lists(st.sampled_from(PHRASES), min_size=1, max_size=40), st.integers(0, 10_000), st.booleans())
@settings(max_examples=150, deadline=None)
def test_insertions_that_broke_no_character_are_undone_exactly(
    phrases: list[str], seed: int, is_toned: bool
) -> None:
    clean = repair("".join(phrases)).text
    assume(re.search("[，、。；][，、。；]", clean) is None)  # two marks side by side are the damage itself
    mirror = Mirror(seed, annotated_share=0.5, is_toned=is_toned, is_aligned=True)
    repaired = repair(mirror.damage(clean))
    assert repaired.text == clean
    assert not repaired.guessed
    check_map(repaired)


def same_positions(clean: str, repaired: str) -> set[int]:
    """Positions of the repaired text that agree with the clean one, aligned line by line."""
    clean_lines, lines = clean.splitlines(keepends=True), repaired.splitlines(keepends=True)
    same: set[int] = set()
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, clean_lines, lines, autojunk=False).get_opcodes():
        start = len("".join(lines[:j1]))
        before, after = "".join(clean_lines[i1:i2]), "".join(lines[j1:j2])
        if tag == "equal":
            same.update(range(start, start + len(after)))
        else:
            for block in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks():
                same.update(range(start + block.b, start + block.b + block.size))
    return same


def test_most_characters_of_broken_letters_come_back_and_guesses_are_marked(
    record_property: pytest.RecordProperty,
) -> None:
    characters = right = guessed = guessed_right = lost = 0
    for number in ("001", "003"):
        clean = repair(letter(number)).text
        for seed in range(3):
            damaged = Mirror(seed).damage(clean)
            lost += damaged.count("?")
            repaired = repair(damaged)
            check_map(repaired)
            same = same_positions(clean, repaired.text)
            characters += len(clean)
            right += len(same)
            guessed += len(repaired.guessed)
            guessed_right += len(repaired.guessed & same)
    for name, count in {
        "characters": characters, "right": right, "bytes lost": lost, "guessed": guessed,
        "guessed right": guessed_right,
    }.items():  # fmt: skip
        record_property(name, count)
    print(
        f"{right / characters:.3%} of {characters} right; {guessed_right} of {guessed} guesses; {lost} places"
    )
    assert lost > 50
    assert right / characters > 0.995
    assert guessed_right / guessed > 0.6


@given(st.integers(0, 10_000), st.floats(0.05, 0.9))
@settings(max_examples=25, deadline=None)
def test_figures_of_a_broken_letter_stay_where_no_byte_beside_them_was_lost(seed: int, share: float) -> None:
    clean = "今年以来，全市开展职业技能培训12345人次，发放补贴6789万元。建成基地36个，完成率为117.9%。"
    repaired = repair(Mirror(seed, annotated_share=share).damage(clean))
    check_map(repaired)
    for figure in ("12345人次", "6789万元", "36个", "117.9%"):
        assert figure in repaired.text or repaired.guessed


def test_the_generator_breaks_text_the_way_it_is_described() -> None:
    """。《 holds the bytes of ！, and the comma put before it leaves one byte alone: the worked example."""
    data = "。《總體規".encode("gbk").replace("！".encode("gbk"), b"," + "！".encode("gbk"))
    assert read_carelessly(data) == "?！犊傮w規"
