"""What a reader does with the site, done in a browser: from numbers to words and back, vintages, files.

Where no Chromium is installed these tests are skipped, and say so.
"""

from __future__ import annotations

import csv
import io
import json
import re
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from browser.first_view import CHROMIUM
from planted_build import make_build

from dashboard.serve import make_server
from dashboard.site import make_site

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: `apt-get install chromium` brings one"),
]

PAGES = (
    "index.html",
    "indicators.html",
    "cities.html",
    "compare.html",
    "reconciliation.html",
    "reconciliation/reported_total.html",
    "documents.html",
    "data.html",
    "indicator/training_participants.html",
    "indicator/apprentices.html",
    "area/330800.html",
    "area/510500.html",
    "document/clean.html",
    "document/hostile.html",
    "document/gone.html",
    "document/changed.html",
    "document/empty.html",
)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the planted build's site."""
    home = tmp_path_factory.mktemp("planted")
    file, manifest, raw = make_build(home)
    return make_site(file, manifest, raw, home / "dashboard").folder


@pytest.fixture(scope="session")
def address(folder: Path) -> Iterator[str]:
    """The address at which the site is served on this machine."""
    server = make_server(folder, 0)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def page(chromium: Any, address: str) -> Iterator[Any]:
    """A page of its own for each test, which must end without console errors or a request to another host."""
    context = chromium.new_context(locale="zh-CN", viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.set_default_timeout(20_000)
    errors: list[str] = []
    strangers: list[str] = []
    opened.on(
        "console",
        lambda message: errors.append(message.text) if message.type in ("error", "warning") else None,
    )
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on(
        "request",
        lambda request: strangers.append(request.url) if not _is_own(request.url, address) else None,
    )
    yield opened
    context.close()
    assert errors == []
    assert strangers == []


def _is_own(url: str, address: str) -> bool:
    return url.startswith((f"{address}/", "file://", "blob:", "data:"))


def is_in_view(page: Any, selector: str) -> bool:
    return bool(
        page.eval_on_selector(
            selector,
            "node => ((at) => at.top >= 0 && at.bottom < innerHeight)(node.getBoundingClientRect())",
        )
    )


def test_a_number_leads_to_its_very_words_and_back_to_the_fact(page: Any, address: str) -> None:
    page.goto(f"{address}/zh/indicator/training_participants.html")
    page.locator("#table-cities a", has_text="7.9万").click()
    page.wait_for_url("**/zh/document/clean.html#o-*")
    marked = page.locator("mark:target")
    assert marked.inner_text() == "7.9万人次"
    assert is_in_view(page, "mark:target")
    background = "node => getComputedStyle(node).backgroundColor"
    assert marked.evaluate(background) != page.locator("mark:not(:target)").first.evaluate(background)
    reading = page.locator(".observations li.current")
    assert reading.locator(".quote").inner_text() == "7.9万人次"
    reading.locator(".uses a").click()
    page.wait_for_url("**/zh/area/330800.html#f-*")
    fact = page.locator("details.fact:target")
    assert fact.get_attribute("open") is not None
    assert "7.9万" in fact.locator("summary").inner_text()
    assert "文件较早" in fact.inner_text()


def test_a_summed_number_leads_to_its_parts_and_each_part_to_its_words(page: Any, address: str) -> None:
    page.goto(f"{address}/en/area/330800.html")
    page.locator("#table-facts a", has_text="42").click()
    fact = page.locator("details.fact:target")
    assert fact.locator("li.part").count() == 3
    fact.locator("li.part a", has_text="36个").click()
    assert page.locator("mark:target").inner_text() == "36个"


def test_every_number_of_every_page_leads_to_words_or_to_a_fact_that_is_there(
    page: Any, address: str
) -> None:
    anchors: dict[str, set[str]] = {}
    followed = 0
    for language in ("zh", "en"):
        for path in PAGES:
            page.goto(f"{address}/{language}/{path}")
            page.wait_for_load_state("networkidle")
            links = page.eval_on_selector_all(
                "td.n a[href*='#'], td.side a, li > a.quote", "all => all.map(a => a.href)"
            )
            for link in links:
                target, _, anchor = link.partition("#")
                if "=" in anchor:
                    continue
                if target not in anchors:
                    body = page.request.get(target)
                    assert body.ok, link
                    anchors[target] = set(_ids(body.text()))
                assert anchor in anchors[target], link
                followed += 1
    assert followed > 60


def _ids(html: str) -> list[str]:
    return re.findall(r'id="([^"]+)"', html)


def test_the_language_changes_and_the_state_stays(page: Any, address: str) -> None:
    page.goto(f"{address}/zh/indicator/training_participants.html#year=2022&asof=2023-05-01")
    page.locator("a.language").click()
    page.wait_for_url("**/en/indicator/training_participants.html#year=2022&asof=2023-05-01")
    assert page.locator("h1").inner_text() == "Training participants"
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("#asof").input_value() == "2023-05-01"
    assert page.locator("#year").input_value() == "2022"


def test_the_first_page_opens_in_the_readers_language(page: Any, address: str) -> None:
    page.goto(f"{address}/")
    page.wait_for_url("**/zh/index.html")
    assert page.locator("h1").inner_text() == "技能政策数据库"


def test_a_vintage_shows_what_was_known_on_that_day(page: Any, address: str) -> None:
    page.goto(f"{address}/en/indicator/training_participants.html")
    cells = page.locator("#table-cities tbody tr", has_text="Quzhou")
    assert "79,000" in cells.inner_text()
    page.locator("#asof").fill("2023-05-01")
    page.locator("#asof").dispatch_event("change")
    assert "50,000" in cells.inner_text()
    assert "79,000" not in cells.inner_text()
    assert "asof=2023-05-01" in page.url
    assert page.locator("#vintage-note").inner_text().startswith("Shown as known on 2023-05-01")
    page.reload()
    assert "50,000" in cells.inner_text()
    page.locator("#now").click()
    assert "79,000" in cells.inner_text()

    page.goto(f"{address}/en/area/330800.html#asof=2023-05-01")
    row = page.locator("#table-facts tbody tr", has_text="Training participants").first
    assert row.locator(".v:visible").all_text_contents() == ["50,000Jan–Feb"]


def test_choosing_a_province_and_filtering_leave_only_what_was_asked_for(page: Any, address: str) -> None:
    page.goto(f"{address}/en/indicator/training_participants.html#year=2022")
    names = page.locator("#table-cities tbody th")
    assert sorted(names.all_inner_texts()) == ["Luzhou", "Quzhou"]
    page.locator("#tiles button[data-province='510000']").click()
    assert names.all_inner_texts() == ["Luzhou"]
    assert "province=510000" in page.url
    page.goto(f"{address}/en/documents.html")
    page.locator("input[type=search]").fill("原件已失")
    assert page.locator("#table-documents tbody tr:visible").count() == 1
    page.goto("about:blank")
    page.goto(f"{address}/en/documents.html#filter=原件已改")
    assert page.locator("#table-documents tbody tr:visible").count() == 1


def test_cities_stand_side_by_side_and_the_address_keeps_them(page: Any, address: str) -> None:
    page.goto(f"{address}/en/compare.html#cities=330800,510500")
    head = page.locator("#table-compare thead th")
    head.last.wait_for()
    assert head.all_inner_texts()[-2:] == ["Quzhou", "Luzhou"]
    page.locator("#chosen button").last.click()
    page.locator("#chosen li").nth(1).wait_for(state="detached")
    assert "cities=330800" in page.url
    assert page.locator("#table-standards tbody tr", has_text="技师").locator("a").inner_text() == "5,000"


def test_downloads_are_exactly_what_is_shown(page: Any, address: str, tmp_path: Path) -> None:
    page.goto(f"{address}/zh/indicator/training_participants.html#province=330000")
    page.locator("#table-cities tbody tr").first.wait_for()
    group = page.locator(".downloads.shown[data-table=table-cities]")
    with page.expect_download() as started:
        group.get_by_text("CSV").click()
    content = Path(started.value.path()).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    shown = page.locator("#table-cities tr").all()
    assert [row[0] for row in rows] == [row.locator("th").first.inner_text() for row in shown]
    assert rows[1] == ["衢州市", "7.9万 (1–6月)"]
    with page.expect_download() as started:
        group.get_by_text("XLSX").click()
    with zipfile.ZipFile(started.value.path()) as book:
        assert book.testzip() is None
        assert "衢州市" in book.read("xl/worksheets/sheet1.xml").decode()
    assert (
        pl.read_parquet(
            page.request.get(f"{address}/downloads/indicator/training_participants.parquet").body()
        ).height
        == 4
    )
    page.goto(f"{address}/zh/area/510500.html")
    with page.expect_download() as started:
        page.locator(".downloads.shown[data-table=table-facts]").get_by_text("CSV").click()
    assert started.value.suggested_filename == "510500.csv"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_text_of_documents_is_never_markup(page: Any, address: str, language: str) -> None:
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    for path in (
        "document/hostile.html",
        "documents.html",
        "area/510500.html",
        "reconciliation.html",
        "indicator/skilled_workers_added.html",
        "compare.html#cities=510500",
        "cities.html",
    ):
        page.goto("about:blank")
        page.goto(f"{address}/{language}/{path}")
        page.wait_for_load_state("networkidle")
        assert page.title() != "owned"
        assert page.locator("main img, main script, main b b").count() == 0
        assert page.locator("a[href^='javascript:' i]").count() == 0
        assert page.locator("main [onerror], main [onload], main [onclick]").count() == 0
        assert "\u202e" not in page.locator("body").inner_text()
    page.goto(f"{address}/{language}/document/hostile.html")
    assert "<script>document.title='owned'</script>" in page.locator("h1").inner_text()
    assert "<b>新增</b>技能人才300人▯</mark>" in page.locator(".received").inner_text()
    assert page.locator("main").count() == 1
    assert dialogs == []


def test_the_policy_stops_a_script_that_got_in_all_the_same(chromium: Any, address: str) -> None:
    page = chromium.new_page()
    page.goto(f"{address}/zh/index.html")
    refused = page.evaluate(
        """() => new Promise(resolve => {
            addEventListener('securitypolicyviolation', event => resolve(event.violatedDirective));
            const script = document.createElement('script');
            script.textContent = "document.title = 'owned'";
            document.body.append(script);
            setTimeout(() => resolve('nothing was refused'), 2000);
        })"""
    )
    assert refused.startswith("script-src")
    assert page.title() != "owned"
    page.close()


def test_contacts_are_masked(page: Any, address: str) -> None:
    page.goto(f"{address}/zh/document/clean.html")
    text = page.locator(".received").inner_text()
    assert "联系人：███" in text
    for personal in ("王小明", "13800138000", "someone@"):
        assert personal not in page.content()


def test_states_that_lack_something_say_so(page: Any, address: str) -> None:
    for path, words in {
        "document/gone.html": "no longer in raw/",
        "document/changed.html": "its SHA-256 differs",
        "document/empty.html": "the file is empty",
        "indicator/apprentices.html": "No document states this indicator yet.",
        "area/510500.html#asof=2000-01-01": "Shown as known on 2000-01-01",
    }.items():
        page.goto(f"{address}/en/{path}")
        page.get_by_text(words).first.wait_for()


def test_works_from_disk_too(page: Any, folder: Path) -> None:
    page.goto(f"{folder.as_uri()}/zh/indicator/training_participants.html#year=2023")
    page.locator("#table-cities a", has_text="7.9万").click()
    assert page.locator("mark:target").inner_text() == "7.9万人次"
    page.goto(f"{folder.as_uri()}/zh/compare.html")
    page.locator("#table-compare tbody tr").first.wait_for()


def test_charts_are_drawn_without_evaluating_code(page: Any, address: str) -> None:
    page.goto(f"{address}/en/indicator/training_participants.html")
    for chart in ("multiples", "attainment"):
        page.locator(f"#{chart}").scroll_into_view_if_needed()
        page.locator(f"#{chart} svg[role=img]").wait_for()
        assert page.locator(f"#{chart} svg path").count() > 3


def test_everything_can_be_reached_by_keyboard(page: Any, address: str) -> None:
    page.goto(f"{address}/zh/index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.goto(f"{address}/zh/indicator/training_participants.html")
    page.locator("#tiles button[data-province='330000']").focus()
    page.keyboard.press("Enter")
    assert "province=330000" in page.url


RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


@pytest.mark.parametrize(
    ("language", "scheme", "width"),
    [("zh", "light", 1280), ("zh", "dark", 390), ("en", "light", 390), ("en", "dark", 1280)],
)
def test_no_page_has_an_accessibility_violation_or_is_wider_than_the_screen(
    chromium: Any, address: str, language: str, scheme: Any, width: int
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    # The policy forbids the test's own script as well, so this context leaves it out.
    context = chromium.new_context(
        color_scheme=scheme, viewport={"width": width, "height": 900}, bypass_csp=True
    )
    page = context.new_page()
    found, too_wide = [], []
    for path in PAGES:
        page.goto(f"{address}/{language}/{path}")
        page.wait_for_load_state("networkidle")
        for chart in page.locator("figure.chart:visible").all():
            chart.scroll_into_view_if_needed()
            chart.locator("svg").wait_for()
        results = Axe().run(page, options={"runOnly": list(RULES)})
        found += [
            f"{path}: {violation['id']}: {violation['nodes'][0]['html'][:160]}"
            for violation in results.response["violations"]
        ]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            too_wide.append(path)
    context.close()
    assert found == []
    assert too_wide == []


def test_a_phone_shows_the_newest_numbers_of_a_city_without_scrolling_sideways(
    chromium: Any, address: str
) -> None:
    page = chromium.new_page(viewport={"width": 390, "height": 900})
    for path in ("area/330800.html", "compare.html#cities=330800,510500"):
        page.goto(f"{address}/en/{path}")
        numbers = page.locator("#table-facts td.n a:visible, #table-compare td.n a:visible")
        numbers.first.wait_for()
        rows = page.locator("#table-facts tr, #table-compare tr").filter(has=page.locator("td.n a:visible"))
        for row in rows.all()[:5]:
            assert row.locator("td.n a:visible").first.bounding_box()["x"] < 330, path
            assert row.locator("th .tag:visible").count() == 1, path
    page.close()


def test_a_city_and_an_indicator_are_found_by_either_name(page: Any, address: str) -> None:
    for asked, path in {
        "Quzhou": "area/330800",
        "衢州": "area/330800",
        "training part": "indicator/training_participants",
    }.items():
        page.goto(f"{address}/zh/document/clean.html")
        page.locator("#find").fill(asked)
        page.locator("#find").press("Enter")
        page.wait_for_url(f"**/zh/{path}.html")


def test_the_table_sorts_by_a_year_and_says_so(page: Any, address: str) -> None:
    page.goto(f"{address}/en/indicator/training_participants.html")
    heading = page.locator("#table-cities th[data-year='2022']")
    names = page.locator("#table-cities tbody th")
    assert heading.get_attribute("aria-sort") == "none"
    assert names.all_inner_texts() == ["Quzhou", "Luzhou"]
    heading.locator("button").click()
    assert heading.get_attribute("aria-sort") == "descending"
    assert names.all_inner_texts() == ["Luzhou", "Quzhou"]
    assert page.evaluate("document.activeElement.textContent") == "2022"
    page.reload()
    assert heading.get_attribute("aria-sort") == "descending"
    heading.locator("button").click()
    assert heading.get_attribute("aria-sort") == "ascending"
    heading.locator("button").click()
    assert "sort" not in page.url


def test_a_part_of_a_year_is_not_ranked_with_whole_years(page: Any, address: str) -> None:
    def in_one_year(route: Any) -> None:
        body = route.fetch().text()
        start = body.index("{")
        data = json.loads(body[start : body.rindex("}") + 1])
        for row in data["rows"]:
            row[data["fields"].index("year")] = 2023
        route.fulfill(
            body=f"{body[:start]}{json.dumps(data)});\n", content_type="text/javascript; charset=utf-8"
        )

    page.route("**/data/en/indicator/training_participants.js", in_one_year)
    page.goto(f"{address}/en/indicator/training_participants.html#year=2023")
    rows = page.locator("#ranking tbody tr")
    rows.first.wait_for()
    ranks = [row.split()[:2] for row in rows.all_inner_texts()]
    assert ranks == [["1", "Luzhou"], ["2", "Luzhou"], ["–", "Quzhou"]]
    assert rows.last.locator("svg.bar.partial rect").count() == 1
    assert page.locator("#table-cities td.partial").all_inner_texts() == ["79,000\nJan–Jun"]


def test_a_chart_that_cannot_be_drawn_says_so(chromium: Any, address: str) -> None:
    page = chromium.new_page()
    page.route("**/assets/vega.js", lambda route: route.abort())
    page.goto(f"{address}/en/indicator/training_participants.html")
    page.locator("#multiples").scroll_into_view_if_needed()
    page.locator("#multiples", has_text="could not be drawn").wait_for()
    page.close()


def test_paper_is_white_and_shows_no_controls(page: Any, address: str) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    for path in ("indicator/training_participants.html", "area/330800.html", "document/clean.html"):
        page.goto(f"{address}/zh/{path}")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)", path
        assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)", path
        assert page.locator("select:visible, input:visible, button:visible, nav:visible").count() <= (
            page.locator("#tiles button:visible, thead button:visible").count()
        ), path


def test_the_first_view_is_light_and_quick(chromium: Any, address: str) -> None:
    context = chromium.new_context()
    page = context.new_page()
    sizes: list[int] = []
    page.on("response", lambda response: sizes.append(len(response.body())))
    page.goto(f"{address}/zh/indicator/training_participants.html")
    page.locator("#table-cities tbody tr").first.wait_for()
    context.close()
    assert 0 < sum(sizes) < 1_000_000
