"""What is downloaded can be read by the tools it is made for, and says what the marts say."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from planted_build import HOSTILE, OVERRIDE, make_build

from dashboard import downloads, sdmx, web_annotations
from dashboard.marts import open_marts
from dashboard.site import make_site

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("planted")
    file, manifest, raw = make_build(home)
    return make_site(file, manifest, raw, home / "dashboard").folder / "downloads"


def test_csv_opens_in_excel_and_runs_nothing() -> None:
    frame = pl.DataFrame(
        {
            "words": ["=1+1", "衢州市", '引"号', None, "@x", "-5"],
            "value": [Decimal("79000.0000")] * 5 + [Decimal("0.5")],
        },
        schema={"words": pl.String, "value": pl.Decimal(24, 4)},
    )
    content = downloads.as_csv(frame)
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert [row[0] for row in rows] == ["words", "'=1+1", "衢州市", '引"号', "", "'@x", "'-5"]
    assert [row[1] for row in rows[1:]] == ["79000"] * 5 + ["0.5"]


def test_xlsx_has_texts_as_texts_and_numbers_as_numbers() -> None:
    frame = pl.DataFrame({"words": ["=1+1", "http://example.cn", "衢州市"], "value": [1, 2, 79000]})
    with zipfile.ZipFile(io.BytesIO(downloads.as_xlsx(frame, "facts"))) as book:
        assert book.testzip() is None
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet and "hyperlink" not in sheet
    assert "<v>79000</v>" in sheet and "=1+1" in sheet and "衢州市" in sheet


def test_parquet_has_the_text_unchanged_and_the_exact_decimals(files: Path) -> None:
    frame = pl.read_parquet(files / "marts/fct_observation.parquet")
    hostile = frame.filter(pl.col("document_id") == "hostile").row(0, named=True)
    assert hostile["subject"] == HOSTILE + OVERRIDE
    assert hostile["value"] == Decimal(300)
    assert pl.read_parquet(files / "indicator/training_participants.parquet").height == 4


def test_the_data_package_is_valid(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import frictionless

    monkeypatch.chdir(files / "marts")
    report = frictionless.Package("datapackage.json").validate()
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "type", "message"])[:5]
    tables = {file.stem for file in (files / "marts").glob("*.csv")}
    assert {task.name for task in report.tasks} == tables and len(tables) > 10


def test_the_sdmx_structure_is_schema_valid_and_another_library_reads_structure_and_data(files: Path) -> None:
    import sdmx as independent
    from pysdmx.io.xml.doc_validation import validate_doc

    validate_doc((files / "sdmx/structure.xml").read_text(encoding="utf-8"))
    message = independent.read_sdmx(files / "sdmx/structure.xml")
    definition = message.structure[sdmx.STRUCTURE]
    assert [dimension.id for dimension in definition.dimensions.components] == list(sdmx.DIMENSIONS)
    assert [attribute.id for attribute in definition.attributes.components] == list(sdmx.ATTRIBUTES)
    assert str(message.codelist["CL_REF_AREA"]["330800"].name) == "Quzhou"

    data = independent.read_sdmx(files / "sdmx/data.csv", structure=definition)
    found = {
        (
            str(obs.key["REF_AREA"].value),
            str(obs.key["INDICATOR"].value),
            str(obs.key["FIGURE_KIND"].value),
            str(obs.key["TIME_PERIOD"].value),
        ): obs
        for obs in data.data[0].obs
    }
    training = found["330800", "training_participants", "actual", "2023"]
    assert Decimal(str(training.value)) == 79000
    assert str(training.attrib["OBS_STATUS"].value) == "P"
    assert str(training.attrib["SOURCE_QUOTE"].value) == "7.9万人次"
    assert Decimal(str(found["330800", "master_studios", "actual", "2023"].value)) in (1, 5, 36, 42)


def test_the_sdmx_data_have_a_row_for_each_fact_and_known_codes_only(files: Path) -> None:
    facts = pl.read_parquet(files / "marts/fct_city_year.parquet")
    data = pl.read_csv(files / "sdmx/data.csv", infer_schema=False)
    assert data.height == facts.height > 8
    assert data.select(sdmx.DIMENSIONS).is_unique().all()
    structure = (files / "sdmx/structure.xml").read_text(encoding="utf-8")
    for column in ("REF_AREA", "INDICATOR", "UNIT_MEASURE", "FIGURE_KIND", "QUALIFIER", "METHOD"):
        for code in data[column].unique():
            assert f'id="{code}"' in structure


def test_annotations_point_at_their_words(files: Path) -> None:
    page: dict[str, Any] = json.loads((files / "annotations/clean.jsonld").read_text(encoding="utf-8"))
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld" and page["type"] == "AnnotationPage"
    from planted_build import CLEAN_TEXT

    assert len(page["items"]) == 7
    for item in page["items"]:
        position, quote = item["target"]["selector"]
        assert CLEAN_TEXT[position["start"] : position["end"]] == quote["exact"]
        assert CLEAN_TEXT.index(quote["prefix"] + quote["exact"]) == position["start"] - len(quote["prefix"])
        assert json.loads(item["body"]["value"])["indicator_code"]
    assert not (files / "annotations/gone.jsonld").exists()
    index = json.loads((files / "annotations.json").read_text(encoding="utf-8"))
    pages = sorted((files / "annotations").iterdir())
    assert index["pages"] == [f"annotations/{page.name}" for page in pages]
    assert index["total"] == sum(len(json.loads(page.read_text("utf-8"))["items"]) for page in pages) > 7


def test_an_annotation_counts_characters_and_not_their_units_of_storage() -> None:
    """Code points, as the recommendation asks: 𠮷 is one, though two units of UTF-16 and four bytes."""
    text = "𠮷市培训900人次😀。"
    start = text.index("900人次")
    row = dict.fromkeys(
        ("indicator_code", "subject", "value", "lower_bound", "upper_bound", "unit_code", "status", "basis",
         "year", "area_code")
    ) | {"observation_id": "a", "span_start": start, "span_end": start + 5, "quote": "900人次"}  # fmt: skip
    page = web_annotations.of_document({"document_id": "d", "sha256": "0"}, [row], text)
    position, quote = page["items"][0]["target"]["selector"]
    assert (position["start"], position["end"]) == (4, 9)
    assert (quote["prefix"], quote["exact"], quote["suffix"]) == ("𠮷市培训", "900人次", "😀。")


def test_a_large_table_is_left_out_of_xlsx_and_not_of_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(downloads, "XLSX_CELLS", 1000)
    file, manifest, raw = make_build(tmp_path)
    folder = make_site(file, manifest, raw, tmp_path / "dashboard").folder / "downloads" / "marts"
    assert not (folder / "dim_area.xlsx").exists()
    assert (folder / "dim_area.csv").exists() and (folder / "dim_indicator.xlsx").exists()
    with open_marts(file) as marts:
        assert len(marts.areas) > 300
