"""No contact data of a person leaves `raw/`: a letter full of them, and every published byte."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import duckdb
import polars as pl
import pytest
from conftest import refresh

from dashboard.site import build_site
from orchestration.failures import ExitCode
from orchestration.settings import Paths

pytestmark = pytest.mark.slow

PERSONAL = (
    "王小明",
    "欧阳倩文",
    "13900001234",
    "139 0000 1235",
    "13900001236",
    "0574-3081234",
    "wangxm",
    "ouyangqw",
)
"""Invented names, numbers and addresses."""

LETTER = """宁波市人力资源和社会保障局关于技能培训的答复

今年1至6月，全市开展培训8800人次，联系人王小明，电话13900001234，发放补贴120万元。
鄞州区培训700人次（联系电话：139 0000 1235，邮箱：wangxm@rsj.example.cn）。
明年计划培训9900人次，第三批名额12个另行通知13900001236。

联系人：欧阳倩文，0574-3081234，ouyangqw@rsj.example.cn
"""
SIDECAR = """file: contacts.txt
sha256: {sha256}
publisher: 宁波市人力资源和社会保障局（联系电话：0574-3081234）
title: 关于技能培训的答复（联系人：王小明，13900001234）
accessed_on: 2023-09-01
published_on: 2023-08-01
"""


def test_contacts_are_masked_in_every_published_byte(home: Paths) -> None:
    (home.raw / "contacts.txt").write_text(LETTER, encoding="utf-8")
    sha256 = hashlib.sha256(LETTER.encode()).hexdigest()
    (home.raw / "contacts.yml").write_text(SIDECAR.format(sha256=sha256), encoding="utf-8")
    outcome = refresh(home)
    assert outcome.exit_code == ExitCode.OK, outcome.message
    build_site(home)

    texts = dict(_published(home))
    site = {place for place in texts if place.startswith("site/")}
    for suffix in ("html", "js", "csv", "parquet", "xlsx", "json", "jsonld", "xml"):
        assert any(place.split("#")[0].endswith(f".{suffix}") for place in site), suffix
    assert any("8800人次" in text for place, text in texts.items() if place.endswith(".jsonld"))
    assert any("8800人次" in text for place, text in texts.items() if place.endswith("fct_observation"))
    found = [(place, personal) for place, text in texts.items() for personal in PERSONAL if personal in text]
    assert found == []
    assert (home.raw / "contacts.txt").read_text(encoding="utf-8") == LETTER


def _published(home: Paths) -> Iterator[tuple[str, str]]:
    """Every published file as text, compressed ones unpacked; the database by its tables."""
    for folder, name in ((home.published, "published"), (home.dashboard / "site", "site")):
        for file in sorted(folder.resolve().rglob("*")):
            place = f"{name}/{file.relative_to(folder.resolve())}"
            if file.suffix == ".duckdb":
                yield from ((f"{place}#{table}", text) for table, text in _tables(file))
            elif file.suffix == ".parquet":
                yield place, str(pl.read_parquet(file).cast(pl.String).to_dict(as_series=False))
            elif file.suffix == ".xlsx":
                with zipfile.ZipFile(io.BytesIO(file.read_bytes())) as book:
                    yield from ((f"{place}#{part}", book.read(part).decode()) for part in book.namelist())
            elif file.is_file():
                yield place, file.read_text(encoding="utf-8")


def _tables(file: Path) -> Iterator[tuple[str, str]]:
    with duckdb.connect(file, read_only=True) as connection:
        names = connection.execute("select table_name from duckdb_tables() where not internal").fetchall()
        for (name,) in names:
            yield name, str(connection.execute(f'select * from "{name}"').fetchall())
