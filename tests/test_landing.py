"""Landing reads a document again when anything that its reading depends on changed, and no other."""

from __future__ import annotations

import hashlib

import polars as pl
import pytest

from orchestration.failures import BadInput
from orchestration.landing import Reading, Reread, land
from orchestration.settings import Paths

LETTERS = {"first": "全市培训3万人次。\n", "second": "全市新增技能人才2万人。\n"}


def write(home: Paths, name: str, text: str, publisher: str = "衢州市人力资源和社会保障局") -> None:
    """A letter with its sidecar."""
    content = text.encode()
    home.raw.mkdir(exist_ok=True)
    (home.raw / f"{name}.txt").write_bytes(content)
    (home.raw / f"{name}.yml").write_text(
        f"file: {name}.txt\nsha256: {hashlib.sha256(content).hexdigest()}\npublisher: {publisher}\n"
        "title: 答复\nsigned_on: 2023-09-01\npublished_on: 2023-09-01\naccessed_on: 2023-09-02\n",
        encoding="utf-8",
    )


@pytest.fixture
def landed(empty_home: Paths) -> Paths:
    """A home whose two letters have landed."""
    for name, text in LETTERS.items():
        write(empty_home, name, text)
    assert counts(land(empty_home, "version 1")) == (2, 0)
    return empty_home


def counts(reading: Reading) -> tuple[int, int]:
    return reading.read_now, reading.kept


def observations(home: Paths) -> pl.DataFrame:
    return pl.read_parquet(home.landing / "observations.parquet")


def test_what_did_not_change_is_kept_as_it_was(landed: Paths) -> None:
    before = observations(landed)
    assert counts(land(landed, "version 1")) == (0, 2)
    assert observations(landed).equals(before)


def test_another_version_of_the_extractor_reads_everything_again(landed: Paths) -> None:
    assert counts(land(landed, "version 2")) == (2, 0)


def test_a_changed_sidecar_has_its_letter_read_again(landed: Paths) -> None:
    write(landed, "first", LETTERS["first"], publisher="泸州市人力资源和社会保障局")
    assert counts(land(landed, "version 1")) == (1, 1)
    areas = dict(observations(landed).select("document_id", "area_name").iter_rows())
    assert areas == {"first": "泸州市", "second": "衢州市"}


def test_a_changed_letter_is_read_again_and_a_removed_one_leaves_nothing(landed: Paths) -> None:
    write(landed, "first", "全市培训4万人次。\n")
    for file in landed.raw.glob("second*"):
        file.unlink()
    assert counts(land(landed, "version 1")) == (1, 0)
    assert [int(value) for value in observations(landed)["value"]] == [40000]


def test_one_document_or_one_city_can_be_asked_for(landed: Paths) -> None:
    write(landed, "second", LETTERS["second"], publisher="泸州市人力资源和社会保障局")
    land(landed, "version 1")
    assert counts(land(landed, "version 1", Reread(documents=("first",)))) == (1, 1)
    assert counts(land(landed, "version 1", Reread(cities=("泸州市",)))) == (1, 1)
    assert counts(land(landed, "version 1", Reread(everything=True))) == (2, 0)
    with pytest.raises(BadInput, match="no document in raw/ has that id"):
        land(landed, "version 1", Reread(documents=("third",)))
