"""The site as files: complete in both languages, every link resolves, nothing inline, nothing made twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import duckdb
import pytest
import yaml
from planted_build import HOSTILE, make_build

from dashboard import output
from dashboard.facts import document_name
from dashboard.output import begin, show
from dashboard.pages.documents import is_web_address
from dashboard.pages.indicator import span
from dashboard.pages.reconciliation import relation
from dashboard.site import POLICY, Site, make_site
from dashboard.wording import LANGUAGES, columns_in_chinese, words
from orchestration.expectations import CHECKS
from orchestration.failures import BadInput
from orchestration.received import Reason

PROJECT = Path(__file__).parent.parent


class Planted:
    """The planted build and the site made from it."""

    def __init__(self, home: Path) -> None:
        self.file, self.manifest, self.raw = make_build(home)
        self.home = home / "dashboard"
        self.site = self.make()

    def make(self) -> Site:
        return make_site(self.file, self.manifest, self.raw, self.home)


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    return Planted(tmp_path_factory.mktemp("planted"))


@pytest.fixture(scope="module")
def pages(planted: Planted) -> dict[str, Reader]:
    folder = planted.site.folder.resolve()
    return {str(file.relative_to(folder)): Reader(file) for file in sorted(folder.rglob("*.html"))}


class Reader(HTMLParser):
    """A page's tags, ids, links and texts."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.file = file
        self.source = file.read_text(encoding="utf-8")
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(self.source)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes)))

    @property
    def ids(self) -> list[str]:
        return [attributes["id"] or "" for _, attributes in self.tags if "id" in attributes]

    @property
    def links(self) -> Iterator[str]:
        for tag, attributes in self.tags:
            for name in ("href", "src"):
                if attributes.get(name) and not (tag == "a" and "external" in (attributes.get("rel") or "")):
                    yield attributes[name] or ""


pytestmark = pytest.mark.slow


def test_every_page_stands_in_both_languages(pages: dict[str, Reader]) -> None:
    chinese = {path.removeprefix("zh/") for path in pages if path.startswith("zh/")}
    english = {path.removeprefix("en/") for path in pages if path.startswith("en/")}
    assert chinese == english
    assert {
        "index.html",
        "area/330800.html",
        "document/clean.html",
        "indicator/master_studios.html",
    } <= english
    for path, page in pages.items():
        language = {"zh": "zh-Hans", "en": "en"}.get(path.split("/")[0])
        if language:
            assert page.tags[0] == ("html", page.tags[0][1]) and page.tags[0][1]["lang"] == language


def test_every_link_within_the_site_leads_to_a_file_and_to_an_anchor_that_is_there(
    pages: dict[str, Reader], planted: Planted
) -> None:
    folder = planted.site.folder.resolve()
    followed = 0
    for path, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            assert not parts.scheme and not parts.netloc, f"{path} links to {link}"
            target = (page.file.parent / unquote(parts.path)).resolve() if parts.path else page.file
            assert target.is_relative_to(folder) and target.is_file(), f"{path} links to {link}"
            if parts.fragment and "=" not in parts.fragment and not re.fullmatch(r"\d{6}", parts.fragment):
                assert parts.fragment in pages[str(target.relative_to(folder))].ids, f"{path} links to {link}"
                followed += 1
    assert followed > 50


def test_ids_are_unique_on_each_page(pages: dict[str, Reader]) -> None:
    for path, page in pages.items():
        repeated = [name for name, count in Counter(page.ids).items() if count > 1]
        assert repeated == [], path


def test_nothing_is_inline_and_every_page_carries_the_policy(pages: dict[str, Reader]) -> None:
    assert "unsafe" not in POLICY and "http" not in POLICY
    for path, page in pages.items():
        policies = [a["content"] for t, a in page.tags if a.get("http-equiv") == "Content-Security-Policy"]
        assert len(policies) == 1, path
        for tag, attributes in page.tags:
            assert tag != "style" and "style" not in attributes, path
            assert tag != "script" or attributes.get("src"), path
            assert not [name for name in attributes if name.startswith("on")], path


def test_hostile_text_is_escaped_wherever_it_stands(pages: dict[str, Reader], planted: Planted) -> None:
    places = [path for path, page in pages.items() if "title=&#39;owned&#39;" in page.source]
    assert len(places) >= 8
    for path, page in pages.items():
        assert "<script>document" not in page.source, path
        assert "<img" not in page.source, path
        assert "\u202e" not in page.source, path
    for file in (planted.site.folder / "data").rglob("*.js"):
        source = file.read_text(encoding="utf-8")
        assert "<" not in source and "\u202e" not in source, file
    assert any("u003cscript" in file.read_text() for file in (planted.site.folder / "data").rglob("*.js"))


def test_any_document_id_gives_a_file_name_of_its_own() -> None:
    ids = [
        "003_4f48",
        "答复",
        "./a/b.txt",
        "./a\\b.txt",
        "a#b?c%20",
        "..",
        "x" * 300,
        "x" * 301,
        "a b",
        "a  b",
    ]
    names = [document_name(name) for name in ids]
    assert names[:2] == ids[:2]
    assert len(set(names)) == len(ids)
    assert all(re.fullmatch(r"[\w.-]{1,180}", name) and not name.startswith(".") for name in names)


@pytest.mark.parametrize(
    ("address", "may_be_a_link"),
    [
        ("https://rsj.example.gov.cn/a?b=c", True),
        ("http://rsj.example.gov.cn", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt://example.cn/%0aalert(1)", False),
        ("data:text/html,x", False),
        ("//example.cn/x", False),
        ("http:///x", False),
        ("http://[", False),
        (HOSTILE, False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(address: str | None, may_be_a_link: bool) -> None:
    assert is_web_address(address) is may_be_a_link


def test_contacts_are_masked_in_everything_that_is_made(planted: Planted) -> None:
    looked_at = 0
    for file in planted.site.folder.resolve().rglob("*"):
        if file.suffix in {".html", ".js", ".csv", ".jsonld", ".json", ".xml"} and file.name != "vega.js":
            content = file.read_text(encoding="utf-8")
            looked_at += 1
            for personal in ("王小明", "13800138000", "someone@"):
                assert personal not in content, file
    assert looked_at > 100
    assert "13800138000" in (planted.raw / "clean.txt").read_text(encoding="utf-8")


def test_the_second_time_nothing_is_made_again_and_a_change_makes_its_own_pages_only(tmp_path: Path) -> None:
    planted = Planted(tmp_path)
    first = planted.site.folder.resolve()
    again = planted.make()
    assert again.written == 0 and again.files == planted.site.files
    assert again.folder.resolve() != first
    assert (first / "zh/index.html").samefile(again.folder / "zh/index.html")
    (planted.raw / "clean.txt").unlink()
    changed = planted.make()
    assert changed.written == 3  # its page in either language, and the list of documents with annotations
    assert not first.exists()
    assert "no longer in raw/" in (changed.folder / "en/document/clean.html").read_text(encoding="utf-8")


def test_a_failure_leaves_the_site_that_was_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    planted = Planted(tmp_path)
    before = planted.site.folder.resolve()

    def fail(*_: Any) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr("dashboard.exports.write", fail)
    with pytest.raises(OSError, match="disk is full"):
        planted.make()
    assert planted.site.folder.resolve() == before
    monkeypatch.undo()
    assert planted.make().written == 0
    assert len(list(planted.home.glob("site_*"))) == 2


def test_an_empty_build_gives_a_site_that_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planted_build.DOCUMENTS", [])
    monkeypatch.setattr("planted_build._tables", lambda all_areas: {})
    planted = Planted(tmp_path)
    assert "No document has been received yet." in (planted.site.folder / "en/documents.html").read_text()
    assert "还没有任何城市的事实" in (planted.site.folder / "zh/cities.html").read_text(encoding="utf-8")
    assert "Nothing was compared" in (planted.site.folder / "en/reconciliation.html").read_text()
    overview = (planted.site.folder / "en/index.html").read_text()
    assert "all of them read" not in overview and "no difference unexplained" not in overview


def test_a_file_that_is_no_database_is_named_in_the_error(tmp_path: Path) -> None:
    file = tmp_path / "warehouse.duckdb"
    file.write_text("no database")
    with pytest.raises(BadInput, match=re.escape(str(file))):
        make_site(file, {}, tmp_path, tmp_path / "dashboard")


def test_two_pages_cannot_have_one_address(tmp_path: Path) -> None:
    writing = begin(tmp_path, "code")
    writing.file("a.html", "1", lambda: "a")
    with pytest.raises(ValueError, match=r"a\.html"):
        writing.file("a.html", "2", lambda: "b")


def test_new_code_makes_every_page_anew_and_writes_those_that_come_out_otherwise(tmp_path: Path) -> None:
    made: list[str] = []

    def page(content: str) -> str:
        made.append(content)
        return content

    for code, content, times_made, written in (
        ("one", "a", 1, 1),
        ("one", "a", 1, 0),
        ("two", "a", 2, 0),
        ("three", "b", 3, 1),
    ):
        writing = begin(tmp_path, code)
        writing.file("a.html", "same", lambda content=content: page(content))
        show(tmp_path, writing)
        assert (len(made), writing.written) == (times_made, written)
    assert (tmp_path / "site/a.html").read_text() == "b"
    assert output.FINGERPRINTS in {file.name for file in (tmp_path / "site").iterdir()}


def test_a_changed_fact_rewrites_what_shows_it_and_nothing_else(tmp_path: Path) -> None:
    planted = Planted(tmp_path)
    before = {path: (file.stat().st_ino, file.read_bytes()) for path, file in _files(planted.site)}
    with duckdb.connect(str(planted.file)) as connection:
        for table in ("fct_observation", "fct_area_year", "fct_city_year", "fct_city_year_vintage"):
            connection.execute(
                f"update {table} set value = 301 where indicator_code = 'skilled_workers_added'"
            )
    planted.manifest |= {"build_id": "20230802T000000Z", "content_hash": "ff" * 32}
    after = planted.make()
    rewritten = set()
    for path, file in _files(after):
        inode, content = before.pop(path)
        if file.stat().st_ino != inode:
            assert file.read_bytes() != content, path
            rewritten.add(path)
    assert before == {}
    assert after.written == len(rewritten)
    shows_the_fact = re.compile(
        r"(zh|en)/(index|data|indicator/skilled_workers_added|area/510500|document/hostile)\.html"
        r"|data/(zh|en)/(indicator/skilled_workers_added|area/510500)\.js"
        r"|downloads/(indicator/skilled_workers_added|area/510500|marts/\w+)\.\w+"
        r"|downloads/(annotations/hostile\.jsonld|sdmx/(structure\.xml|data\.csv))"
    )
    assert len(rewritten) > 20
    assert [path for path in sorted(rewritten) if not shows_the_fact.fullmatch(path)] == []
    assert not {"zh/area/330800.html", "zh/documents.html", "downloads/marts/dim_area.csv"} & rewritten


def _files(site: Site) -> list[tuple[str, Path]]:
    folder = site.folder.resolve()
    found = [
        file for file in sorted(folder.rglob("*")) if file.is_file() and file.name != output.FINGERPRINTS
    ]
    return [(str(file.relative_to(folder)), file) for file in found]


def test_several_processes_make_the_same_site_as_one(
    planted: Planted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.site.MANY_DOCUMENTS", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    shared = make_site(planted.file, planted.manifest, planted.raw, tmp_path)
    alone = {path: file.read_bytes() for path, file in _files(planted.site)}
    assert {path: file.read_bytes() for path, file in _files(shared)} == alone
    assert (shared.files, shared.byte_count) == (planted.site.files, planted.site.byte_count)
    again = make_site(planted.file, planted.manifest, planted.raw, tmp_path)
    assert again.written == 0


def test_a_failure_in_another_process_is_this_ones(
    planted: Planted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.site.MANY_DOCUMENTS", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    with pytest.raises(TypeError):
        make_site(planted.file, planted.manifest | {"published_at": 1}, planted.raw, tmp_path)
    assert not (tmp_path / "site").exists()


def test_every_word_is_there_in_both_languages() -> None:
    for key, texts in words().items():
        assert all(texts[language].strip() for language in LANGUAGES), key
        assert re.findall(r"\{\w+\}", texts["zh"]).sort() == re.findall(r"\{\w+\}", texts["en"]).sort(), key


def test_every_column_of_the_marts_is_explained_in_chinese() -> None:
    published: set[str] = set()
    for properties in (PROJECT / "dbt_project/models/marts").glob("_*.yml"):
        for model in yaml.safe_load(properties.read_text(encoding="utf-8")).get("models") or []:
            published.update(column["name"] for column in model.get("columns", []) if "data_type" in column)
    assert published - set(columns_in_chinese()) == set()
    assert set(columns_in_chinese()) - published == set()


def test_every_code_that_the_models_allow_has_its_words() -> None:
    known = {
        "status",
        "basis",
        "outcome",
        "verdict",
        "kind",
        "role",
        "method",
        "sense",
        "expectation",
        "attainment",
    }
    seen = 0
    for properties in (PROJECT / "dbt_project/models/marts").glob("_*.yml"):
        for model in yaml.safe_load(properties.read_text(encoding="utf-8")).get("models") or []:
            for column in model.get("columns", []):
                name = "unit" if column["name"] == "unit_code" else column["name"]
                for test in column.get("data_tests", []):
                    if (
                        isinstance(test, dict)
                        and "accepted_values" in test
                        and (name in known or name == "unit")
                    ):
                        for value in test["accepted_values"]["arguments"]["values"]:
                            assert f"{name}.{value}" in words(), f"{model['name']}.{column['name']}"
                            seen += 1
    assert seen > 25
    assert {f"cause.{reason}" for reason in Reason} <= set(words())


def test_every_check_of_a_build_has_its_words() -> None:
    assert {f"check.{check.name}" for check in CHECKS} <= set(words())


class Prose(HTMLParser):
    """The texts of a page that are its own: neither code nor marked as another language or as a quotation."""

    def __init__(self, page: Reader) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self._language = page.tags[0][1]["lang"]
        self.feed(page.source)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        if tag in {"meta", "link", "br", "input"}:
            return
        is_other = tag in {"code", "script", "style"} or given.get("lang", self._language) != self._language
        self._open.append((tag, is_other))
        if not self.is_other:
            self.texts += [given[name] or "" for name in ("title", "aria-label") if name in given]

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not self.is_other:
            self.texts.append(data)

    @property
    def is_other(self) -> bool:
        return any(is_other for _, is_other in self._open)


ENGLISH_SENTENCE = re.compile(r"[A-Za-z]{2,}(?:[ ,;]+[A-Za-z']{2,}){3,}")


def test_no_english_sentence_stands_in_a_chinese_page(pages: dict[str, Reader]) -> None:
    read = 0
    for path, page in pages.items():
        if path.startswith("zh/"):
            texts = Prose(page).texts
            read += len(texts)
            assert [text for text in texts if ENGLISH_SENTENCE.search(text)] == [], path
    assert read > 1000
    assert "后一个数是全年计划。" in pages["zh/reconciliation.html"].source
    english = Prose(pages["en/reconciliation.html"]).texts
    assert [text.strip() for text in english if ENGLISH_SENTENCE.search(text)].count(
        "The second figure is the plan of the whole year."
    ) == 1


def test_no_key_of_the_words_stands_where_its_text_should(pages: dict[str, Reader]) -> None:
    keys = re.compile(r"\b(?:" + "|".join(re.escape(key) for key in words()) + r")\b")
    for path, page in pages.items():
        assert [text for text in Prose(page).texts if keys.fullmatch(text.strip())] == [], path


def test_headings_follow_each_other_and_every_table_has_a_name(pages: dict[str, Reader]) -> None:
    tables = 0
    for path, page in pages.items():
        levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
        assert levels[0] == 1 and levels.count(1) == 1, path
        assert all(after <= before + 1 for before, after in pairwise(levels)), path
        for tag, attributes in page.tags:
            if tag == "table":
                tables += 1
                assert attributes.get("aria-label") or attributes.get("aria-labelledby") in page.ids, path
    assert tables > 50


@pytest.mark.parametrize(
    ("verdict", "expectation", "difference", "sign"),
    [
        ("agrees", "equal", 0, "="),
        ("agrees", "equal", 400, "≈"),
        ("agrees", "at_most", -400, "≤"),
        ("differs", "equal", 400, "≠"),
        ("explained", None, 400, "≠"),
        ("differs", "at_most", 400, ">"),
        ("differs", "at_least", -400, "<"),
        ("not_comparable", "equal", 400, ""),
    ],
)
def test_the_sign_between_two_figures_is_true_of_them(
    verdict: str, expectation: str | None, difference: int, sign: str
) -> None:
    row = {"verdict": verdict, "expectation": expectation, "difference": difference}
    assert relation(row) == sign


def test_only_figures_of_the_same_stretch_of_time_are_comparable() -> None:
    def span_of(sense: str, start: date, end: date) -> str:
        return span({"sense": sense, "period_start": start, "period_end": end})

    whole = span_of("whole_year", date(2023, 1, 1), date(2023, 12, 31))
    half = span_of("part_of_year", date(2023, 1, 1), date(2023, 6, 30))
    assert whole == span_of("level_within_year", date(2023, 7, 1), date(2023, 7, 1)) == ""
    assert half == span_of("part_of_year", date(2022, 1, 1), date(2022, 6, 30))
    assert len({whole, half, span_of("part_of_year", date(2023, 1, 1), date(2023, 7, 31))}) == 3
    assert span_of("running_total", date(2023, 1, 1), date(2023, 6, 30)) not in (whole, half)


def test_every_remark_of_the_models_has_its_words() -> None:
    remarks: set[str] = set()
    for model in (PROJECT / "dbt_project/models/intermediate/reconciliation").glob("*.sql"):
        sql = re.sub("--.*", "", model.read_text(encoding="utf-8"))
        remarks.update(re.findall(r"'([a-z]+(?:[;,:]? [a-z]+){2,})(?:: )?'", sql))
    pieces = {piece for remark in remarks for piece in remark.split(": ")}
    assert len(pieces) > 12
    assert {f"note.{piece}" for piece in pieces} <= set(words())
