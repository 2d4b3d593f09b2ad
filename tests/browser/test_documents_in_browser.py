"""Finding a document among many, and the page of one document that needs no site: done in a browser."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser.first_view import CHROMIUM
from planted_build import HOSTILE, HOSTILE_TEXT, OVERRIDE, make_build
from reading import read

from dashboard.pages import documents
from dashboard.serve import make_server
from dashboard.site import make_site
from extraction.page import render

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: `apt-get install chromium` brings one"),
]


@pytest.fixture
def page(chromium: Any) -> Iterator[Any]:
    """A page that must end without errors in its console."""
    opened = chromium.new_page()
    opened.set_default_timeout(20_000)
    errors: list[str] = []
    opened.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    opened.close()
    assert errors == []


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A site whose list of documents stands on three pages."""
    monkeypatch.setattr(documents, "ROWS_ON_A_PAGE", 2)
    file, manifest, raw = make_build(tmp_path)
    server = make_server(make_site(file, manifest, raw, tmp_path / "dashboard").folder, 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_a_document_is_found_on_whichever_page_it_stands(page: Any, address: str) -> None:
    page.goto(f"{address}/zh/documents.html")
    assert page.get_by_text("原件已失").count() == 0
    page.locator("input[type=search]").fill("原件已失")
    page.locator("#found li").wait_for()
    assert page.locator("#found h2").inner_text() == "全部各页共 1 份文件相符"
    page.locator("#found a", has_text="原件已失").click()
    page.wait_for_url("**/zh/document/gone.html")

    page.goto(f"{address}/en/documents/2.html#filter=衢州市")
    page.locator("#found li").first.wait_for()
    assert page.locator("#found li").count() == 5
    page.locator("input[type=search]").fill("")
    page.locator("#found").wait_for(state="hidden")

    page.locator("input[type=search]").fill("owned")
    page.locator("#found li").wait_for()
    shown = page.locator("#found").inner_text()
    assert HOSTILE in shown and OVERRIDE not in shown
    assert page.title() != "owned"
    assert page.locator("#found img, #found script").count() == 0


def test_the_page_of_one_document_keeps_its_style_and_runs_nothing(page: Any, tmp_path: Path) -> None:
    file = tmp_path / "letter.html"
    file.write_text(
        render(read(HOSTILE_TEXT + "今年培训900人次。", title=f"{HOSTILE}{OVERRIDE}")), encoding="utf-8"
    )
    page.goto(file.as_uri())
    assert page.locator("h1").inner_text() == f"{HOSTILE}▯"
    assert page.title() == f"{HOSTILE}▯"
    assert page.locator("main img, main script, main b b").count() == 0
    assert "<b>新增</b>技能人才" in page.locator(".text").inner_text()
    figure = page.locator("mark.figure", has_text="900人次")
    card = figure.locator(".card")
    assert not card.is_visible()
    figure.focus()
    card.wait_for()
    assert "培训" in card.inner_text()
    transparent = "rgba(0, 0, 0, 0)"
    assert figure.evaluate("node => getComputedStyle(node).backgroundColor") != transparent
    another = page.context.browser.new_page()
    another.goto(file.as_uri())
    refused = another.evaluate(
        """() => new Promise(resolve => {
            addEventListener('securitypolicyviolation', event => resolve(event.violatedDirective));
            const script = document.createElement('script');
            script.textContent = "document.title = 'owned'";
            document.body.append(script);
            setTimeout(() => resolve('nothing was refused'), 2000);
        })"""
    )
    assert refused.startswith("script-src")
    assert another.title() != "owned"
